"""Conflicts as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..conflicts import Conflict


def _sources(found: Sequence[Conflict]) -> dict[str, str]:
    return {iri: one.sources.get(iri, iri) for one in found for iri in one.graphs}


def to_json(found: Sequence[Conflict]) -> str:
    """Writes conflicts as a JSON object: `conflicts` with full IRIs, and `sources` that describes their graphs."""
    told = []
    for one in found:
        fields = one._asdict() | {"sides": [side._asdict() for side in one.sides]}
        del fields["sources"]
        told.append(fields)
    content = {"conflicts": told, "sources": _sources(found)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
