"""Writing a file whole or not at all: beside its place, and then into it."""

from __future__ import annotations

import os
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
