"""The conflicts of a graph in a file of its build, since finding them reads all that is stated."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..results.conflict import Conflict, Side


def conflicts_text(conflicts: Sequence[Conflict]) -> str:
    """Writes conflicts as JSON."""
    return json.dumps(conflicts, ensure_ascii=False)


def conflicts_in(text: bytes) -> list[Conflict]:
    """Reads conflicts; raises ValueError or TypeError for what was not so written."""
    return [
        Conflict(kind, tuple(about), question, tuple(_side(*side) for side in sides), reading)
        for kind, about, question, sides, reading, _ in json.loads(text)
    ]


def _side(says: str, graphs: list[str], things: list[str]) -> Side:
    return Side(says, tuple(graphs), tuple(things))
