"""The conflicts of a graph in a file of its build, since finding them takes long.

They are found when somebody first asks. Behind a line with a hash of the kinds and of themselves they are kept as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from ..results.conflict import Conflict, Side
from . import homes
from .builds import CONFLICTS
from .files import read_regular, write_whole

#: The file has fewer bytes.
_LONGEST = 100_000_000


def kept_conflicts(root: Path, folder: Path, find: Callable[[], Sequence[Conflict]]) -> Sequence[Conflict]:
    """Returns the conflicts, by the kinds of a home, in the build in a folder: those that are kept there, else as they are found now.

    A file that is damaged, or of other kinds, is written anew; where none can be written, each process finds them.
    """
    path = folder / CONFLICTS
    kinds = "".join(homes.conflict_texts(root).values()).encode()
    with suppress(OSError):
        head, _, text = read_regular(path, _LONGEST).partition(b"\n")
        if head == _hash_of(kinds, text):
            return [
                Conflict(kind, tuple(about), question, tuple(_side(*side) for side in sides), *others)
                for kind, about, question, sides, *others in json.loads(text)
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
