"""The conflicts of a graph, kept beside its build: finding them reads all that is stated."""

from __future__ import annotations

import json
from binascii import crc32
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..answers.conflicts import Conflict, Side
from .files import read_regular, write_whole

_FILE, _LONGEST = "conflicts", 10_000_000


def kept_conflicts(folder: Path, find: Callable[[], list[Conflict]]) -> list[Conflict]:
    """Returns the conflicts that the folder of a build keeps; else those found, which are then kept there."""
    try:
        return _read(folder / _FILE)
    except (OSError, ValueError, TypeError):
        found = find()
    written = json.dumps(found, ensure_ascii=False).encode()
    if folder.is_dir():
        with suppress(OSError):  # keeping them only saves time
            write_whole(folder / _FILE, b"%08x\n" % crc32(written) + written)
    return found


def _read(file: Path) -> list[Conflict]:
    """Reads conflicts; raises OSError where there are none, ValueError or TypeError for what was not so written."""
    checksum, _, written = read_regular(file, _LONGEST).partition(b"\n")
    if int(checksum, 16) != crc32(written):
        raise ValueError(f"{file} is not as it was written")
    return [
        Conflict(kind, tuple(about), question, tuple(_side(*side) for side in sides), reading)
        for kind, about, question, sides, reading, _ in json.loads(written)
    ]


def _side(says: str, graphs: list[str], things: list[str]) -> Side:
    return Side(says, tuple(graphs), tuple(things))
