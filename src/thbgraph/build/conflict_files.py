"""Kinds of conflict in the files of a home, and the conflicts of a graph in one of its build, since finding them takes long."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ..base.errors import DataError
from ..conflicts import kinds_with
from ..conflicts.kinds import DeclaredKind, read_kind
from ..results.conflict import Conflict, Side
from . import homes
from .question_files import check_select


def read_kinds(root: Path) -> list[DeclaredKind]:
    """Reads the kinds of conflict that a home declares; raises DataError for the first file that is wrong."""
    return [read_kind_file(root, path) for path in homes.conflict_files(root)]


def conflict_kinds(root: Path) -> dict[str, str]:
    """Returns what each kind of conflict is, in the order in which they are listed: the program's own, and those of a home."""
    return {name: kind.summary for name, kind in kinds_with(read_kinds(root)).items()}


def read_kind_file(root: Path, path: str) -> DeclaredKind:
    """Reads one kind of conflict; raises DataError for a wrong header, what is no SELECT query, and a name that is taken."""
    text = homes.read_text(root, path)
    check_select(text, path)
    kind = read_kind(text, path)
    if kind.name in kinds_with(()):
        raise DataError(f"the kind {kind.name} is one of the program's; rename the file", path=path)
    return kind


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
