"""The scripts and the type of the site: what npm and esbuild make of `web/`, in a wheel or, after `make web`, in the repository."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_FOLDERS = (_PACKAGE / "_bundle/web", _PACKAGE.parents[1] / "web/dist")
#: How to get them.
MISSING = (
    "without search and SPARQL in the browser: their scripts are made by Node; with Node 20 or later run "
    "make web, or build the wheel again"
)


@cache
def scripts() -> Mapping[str, bytes]:
    """Returns the scripts and what they load, by name of file; nothing where none were made."""
    folder = next((folder for folder in _FOLDERS if folder.is_dir()), None)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())} if folder else {}
