"""What several rooms do with files: write one whole or not at all, and put those of a folder in order of age."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from threading import get_ident


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file anew; whoever reads it meanwhile, or after a failure, finds what was there before.

    Raises OSError where it cannot be written, and then leaves nothing beside it.
    """
    # A name of its own in each thread, and hidden: no half-written file is taken for one of a home.
    beside = path.with_name(f".{os.getpid()}.{get_ident()}.new")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def by_age(folder: Path) -> list[tuple[float, Path]]:
    """Gives what a folder holds, each with the time of its last change (seconds since 1970), the oldest first."""
    ages: list[tuple[float, Path]] = []
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # another process has removed or renamed it
            ages.append((path.stat().st_mtime, path))
    return sorted(ages)
