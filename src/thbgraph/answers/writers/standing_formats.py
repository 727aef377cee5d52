"""How the status of a state is written: as text for people, as JSON for machines."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from ...words.dates import in_words
from ..rows import Footnotes
from ..standings import NOT_TODAY, Days, Ground, Standing


def to_text(one: Standing) -> str:
    """Writes a status for people: sentence, grounds with footnotes, what is not recorded, the depositary."""
    notes = Footnotes(one.sources)
    recorded = " as last recorded" if one.is_last_recorded else ""
    status = f"{one.status}{recorded}, as of {in_words(one.as_of)}{f', {one.day_is}' if one.day_is else ''}"
    lines = [f"{one.name}: {one.instrument.label}", status, ""]
    lines.append(one.sentence)
    lines.append(f"{_coverage(one)} {NOT_TODAY}".lstrip())
    if one.settles:
        lines.append(f"What would settle it: {one.settles}.")
    told = {"Who may join": one.conditions, "Decided by": one.grounds, "Also recorded": one.also_recorded}
    for title, grounds in told.items():
        if grounds:
            lines += ["", title]
            for ground in grounds:
                lines.append(f"  {ground.words} {notes.marks(ground.graphs)}".rstrip())
                lines += [f"    {caveat}" for caveat in ground.caveats]
    lines += ["", *one.notes]
    if one.depositary:
        page = f", {one.page}" if one.page else ""
        lines.append(f"thbgraph is not the depositary; for legal use see {one.depositary.label}{page}")
    lines += ["", *notes.lines()] if notes.lines() else []
    return "\n".join(lines) + "\n"


def _coverage(one: Standing) -> str:
    """Up to when the sources tell the status, in a sentence; empty where they tell nothing."""
    if one.known_through is None:
        return ""
    day = in_words(one.known_through)
    if one.is_last_recorded:
        return f"The sources reach to {day}; who left since is not recorded."
    if one.known_through < one.as_of:
        return f"The sources reach to {day}."
    return f"{'It is undetermined' if one.settles else 'The sources show this'} up to {day}."


def to_json(one: Standing) -> str:
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
