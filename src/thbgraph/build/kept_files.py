"""What takes long to find in a graph, or to read of its home, in a file of its build once somebody has asked.

Behind a line with a hash of what it was found of and of itself it is kept as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any

from ..results.conflict import Conflict, Side
from . import homes
from .builds import CONFLICTS
from .files import read_regular, write_whole
from .index import Index

#: A file has fewer bytes.
_LONGEST = 100_000_000


def kept(index: Index, name: str, of: Iterable[str], find: Callable[[], object]) -> Any:
    """Returns as JSON what is kept under a name in the build of a graph: if it was found of these texts, else as it is found now.

    A file that is damaged, or was found of others, is written anew; where none can be written, each process finds it.
    """
    if index.folder is None:
        return json.loads(json.dumps(find()))
    path = index.folder / name
    texts = "".join(of).encode()
    with suppress(OSError):
        head, _, text = read_regular(path, _LONGEST).partition(b"\n")
        if head == _hash_of(texts, text):
            return json.loads(text)
    text = json.dumps(find(), ensure_ascii=False).encode()
    if index.folder != homes.carried(index.root):
        with suppress(OSError):
            write_whole(path, [_hash_of(texts, text), b"\n", text])
    return json.loads(text)


def kept_conflicts(index: Index, find: Callable[[], Sequence[Conflict]]) -> Sequence[Conflict]:
    """Returns the conflicts in a graph by the kinds of its home."""
    kinds = homes.conflict_texts(index.root).values()
    return [
        Conflict(kind, tuple(about), question, tuple(_side(*side) for side in sides), *others)
        for kind, about, question, sides, *others in kept(index, CONFLICTS, kinds, find)
    ]


def _hash_of(texts: bytes, text: bytes) -> bytes:
    return sha256(texts + b"\0" + text).hexdigest().encode()


def _side(says: str, graphs: list[str], things: list[str]) -> Side:
    return Side(says, tuple(graphs), tuple(things))
