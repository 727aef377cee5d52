"""Kinds of conflict in the files of a home, and the conflicts of a graph in one of its build, since finding them takes long.

They are found when somebody first asks. Behind a line with a hash of the kinds and of themselves they are kept as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from ..base.errors import DataError
from ..conflicts import kinds_with
from ..conflicts.kinds import DeclaredKind, read_kind
from ..results.conflict import Conflict, Side
from . import homes
from .builds import CONFLICTS
from .files import read_regular, write_whole
from .question_files import check_select

#: The file has fewer bytes.
_LONGEST = 100_000_000


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


def kept_conflicts(root: Path, folder: Path, find: Callable[[], Sequence[Conflict]]) -> Sequence[Conflict]:
    """Returns the conflicts, by the kinds of a home, in the build in a folder: those that are kept there, else as they are found now.

    A file that is damaged, or of other kinds, is written anew; where none can be written, each process finds them.
    """
    path = folder / CONFLICTS
    kinds = "".join(homes.read_text(root, name) for name in homes.conflict_files(root)).encode()
    with suppress(OSError):
        head, _, text = read_regular(path, _LONGEST).partition(b"\n")
        if head == _hash_of(kinds, text):
            return [
                Conflict(kind, tuple(about), question, tuple(_side(*side) for side in sides), reading)
                for kind, about, question, sides, reading, _ in json.loads(text)
            ]
    found = find()
    text = json.dumps(found, ensure_ascii=False).encode()
    if folder != homes.carried(root):
        with suppress(OSError):
            write_whole(path, [_hash_of(kinds, text), b"\n", text])
    return found


def _hash_of(kinds: bytes, text: bytes) -> bytes:
    return sha256(kinds + b"\0" + text).hexdigest().encode()


def _side(says: str, graphs: list[str], things: list[str]) -> Side:
    return Side(says, tuple(graphs), tuple(things))
