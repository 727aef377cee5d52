"""How conflicts are written: as text for people, as JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ...words.counts import counted
from ..conflicts import KINDS, Conflict
from ..rows import Footnotes


def to_text(found: Sequence[Conflict]) -> str:
    """Writes conflicts by kind, with numbered notes for their passages and sources.

    >>> print(to_text([]), end="")
    no conflicts
    """
    notes, lines = Footnotes(_sources(found)), [_heading(found)]
    for conflict in found:
        lines += ["", f"{conflict.question} ({conflict.kind})"]
        lines += [f"  - {side.says} {notes.marks(side.graphs)}" for side in conflict.sides]
        lines.append(f"  Suggested reading: {conflict.reading}")
    lines += ["", "Evidence"] if found else []
    return "\n".join([*lines, *notes.lines()]) + "\n"


def _heading(found: Sequence[Conflict]) -> str:
    if not found:
        return "no conflicts"
    counts = [(sum(one.kind == kind for one in found), kind) for kind in KINDS]
    parts = ", ".join(f"{number} {kind}" for number, kind in counts if number)
    return f"{counted(len(found), 'conflict')}: {parts}"


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
