"""The cache: where it lies, what lies where in it, and whether others can write to it."""

from __future__ import annotations

import os
import stat
from errno import ENOTDIR
from pathlib import Path

from .files import write_whole

_BUILDS, _NOTES, _FETCHED = "builds", "notes", "fetched"
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


def notes() -> Path:
    """Returns the folder of the notes of the last known keys of homes."""
    return folder() / _NOTES


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


def distrusted() -> str:
    """Says why builds in the cache may be another user's work; an empty text where only this user or root can write there."""
    for place in (folder(), builds()):
        try:
            found = place.stat()
        except OSError:
            continue
        if found.st_uid not in (0, os.geteuid()):
            return f"{place} belongs to another user, who can change the graph; set THBGRAPH_CACHE to a folder of your own"
        if found.st_mode & stat.S_IWOTH:
            return f"every user of this machine can write to {place} and change the graph; run: chmod o-w {place}"
    return ""
