"""A new home: the ontology and the checks of another, and a memo of one passage, to be changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..base.errors import RequestError
from ..base.home import HOME, HOME_FILE, read_home
from . import homes
from .files import whole_folder

_TEMPLATE = Path(__file__).with_name("template")
#: Where the names in the template begin.
_BASE = "https://example.org/memo/"
#: Names of the home that is copied. Those of the ontology and of its shapes are the program's in every home; the graph
#: that holds it, which queries name, is the home's.
_NAMES = re.compile(re.escape(HOME.base) + "(?!ontology|shapes)")
_NAMES_IN_QUERIES = re.compile(re.escape(HOME.base) + "(?!ontology#)")
#: Statements of the home that is copied, by which its ontology explains terms.
_EXAMPLE = re.compile(r"^ *skos:example .*\n", re.MULTILINE)
#: What all homes have alike, beside the ontology.
_ALIKE = ("queries/checks", homes.CONFLICTS)


def make_home(root: Path, folder: Path, base: str) -> None:
    """Makes a home in a folder that is empty or not there, out of what another holds, whose names begin with `base`.

    Raises DataError for what is no such base, RequestError where nothing can be written.
    """
    texts = dict(_texts(root, base))
    read_home(texts[HOME_FILE])
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RequestError(f"{folder} is there already", "name a folder that is empty or not there")
    with whole_folder(folder) as new:
        for name, text in texts.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(text.encode())


def _texts(root: Path, base: str) -> Iterator[tuple[str, str]]:
    """Yields name and content of each file of the new home."""
    contexts = (path.relative_to(root).as_posix() for path in sorted((root / "ontology").rglob("*.jsonld")))
    for name in (*homes.files(root, ["ontology"]), *contexts):
        yield name, _EXAMPLE.sub("", _NAMES.sub(base, homes.read_text(root, name)))
    columns = [homes.COLUMNS] if (root / homes.COLUMNS).is_file() else []
    for name in (*columns, *homes.files(root, [one for one in _ALIKE if (root / one).is_dir()])):
        yield name, _NAMES_IN_QUERIES.sub(base, homes.read_text(root, name))
    for path in sorted(_TEMPLATE.rglob("*.*")):
        yield path.relative_to(_TEMPLATE).as_posix(), path.read_text(encoding="utf-8").replace(_BASE, base)
