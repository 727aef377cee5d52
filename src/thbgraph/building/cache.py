"""The cache: where it lies, and what lies where in it."""

from __future__ import annotations

import os
from errno import ENOTDIR
from pathlib import Path

from .files import write_whole

_BUILDS, _STAMPS, _FETCHED = "builds", "stamps", "fetched"
#: Says to backup programs that they may leave the folder out: https://bford.info/cachedir/
_TAG = b"""Signature: 8a477f597d28d172789f06886806bc55
# This folder is the cache of thbgraph, which makes again what is missing.
"""


def folder() -> Path:
    """Returns the folder of the cache: `$THBGRAPH_CACHE`, else `thbgraph` in the user's cache folder."""
    named = os.environ.get("THBGRAPH_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "thbgraph"


def builds() -> Path:
    """Returns the folder of the builds."""
    return folder() / _BUILDS


def stamps() -> Path:
    """Returns the folder of the notes of the last known state of homes."""
    return folder() / _STAMPS


def sound() -> Path:
    """Returns the note of the questions that were found to keep the rules."""
    return stamps() / "sound"


def fetched() -> Path:
    """Returns the folder of what was fetched from outside sources."""
    return folder() / _FETCHED


def make(part: Path) -> None:
    """Makes a folder that lies in the cache; raises OSError where it cannot, or where it is a symbolic link.

    A new cache is marked as one. A folder that held anything before is not, since backups would leave that out.
    """
    part.parent.mkdir(parents=True, exist_ok=True)
    if not any(part.parent.iterdir()):
        write_whole(part.parent / "CACHEDIR.TAG", _TAG)
    part.mkdir(exist_ok=True)
    if part.is_symlink():
        raise NotADirectoryError(ENOTDIR, "is a symbolic link, which thbgraph does not follow", str(part))
