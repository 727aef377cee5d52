"""The status of a state as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from ..days import Days
from ..status_on_day import Ground, StatusOnDay


def to_json(one: StatusOnDay) -> str:
    """Writes a status as a JSON object; days in ISO 8601, what is not known is null."""
    content: dict[str, Any] = {
        "state": {"iri": one.state.iri, "label": one.state.label, "name": one.name},
        "instrument": {"iri": one.instrument.iri, "label": one.instrument.label},
        "asOf": _day(one.as_of),
        "dayIs": one.day_is or None,
        "status": one.status,
        "sentence": one.sentence,
        "since": _day(one.since),
        "sinceEarliest": _day(one.began.first),
        "sinceLatest": _day(one.began.last),
        "until": _day(one.until),
        "openAct": one.open_act,
        "lastRecorded": one.last_recorded,
        "notBefore": _day(one.bounds.first),
        "notAfter": _day(one.bounds.last),
        "possible": one.possible,
        "settles": one.settles or None,
        "knownThrough": _day(one.known_through),
        "isLastRecorded": one.is_last_recorded,
        "basis": one.basis,
        "signed": _days(one.signed),
        "signedBy": one.signed_by,
        "consented": _days(one.consented),
        "consent": one.consent,
        "inForce": _days(one.in_force),
        "conditions": _told(one.conditions),
        "grounds": _told(one.grounds),
        "alsoRecorded": _told(one.also_recorded),
        "sources": {iri: one.sources.get(iri, iri) for iri in one.graphs},
        "statements": [str(quad) for quad in one.citation.statements],
        "notes": list(one.notes),
        "depositary": {"iri": one.depositary.iri, "label": one.depositary.label, "page": one.page}
        if one.depositary
        else None,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _days(value: Days | None) -> dict[str, str | None] | None:
    return {"first": _day(value.first), "last": _day(value.last)} if value else None


def _told(grounds: tuple[Ground, ...]) -> list[dict[str, Any]]:
    return [
        {"iri": one.iri, "words": one.words, "sources": one.graphs, "caveats": one.caveats} for one in grounds
    ]
