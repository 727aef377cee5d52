"""The site as a folder of files, for any web host: every page that the first leads to, with its links checked."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from ..graph.knowledge_graph import KnowledgeGraph
from ..words.errors import RequestError
from ..words.progress import Progress, silent
from .drawing import STYLE
from .pages import Site

#: Marks a folder as one that may be replaced, and says what it was made of.
_MARK = "thbgraph-data-version.txt"


class Written(NamedTuple):
    """What was written: the folder, and how many pages and bytes it holds."""

    folder: Path
    pages: int
    size: int


class _Links(HTMLParser):
    """Reads where the links of a page lead, and which places it names."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.places: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and name == "href" and tag == "a":
                self.links.add(value)
            elif value and name == "id":
                self.places.add(value)


def write_site(graph: KnowledgeGraph, folder: Path, base: str = "/", progress: Progress = silent) -> Written:
    """Writes the site of a graph, for the path `base` of a host, in place of what the folder held.

    Raises RequestError for a folder that holds anything but such a site, and for a link that leads nowhere.
    """
    if folder.exists() and not (
        folder.is_dir() and ((folder / _MARK).is_file() or not any(folder.iterdir()))
    ):
        raise RequestError(f"{folder} is there and no site of thbgraph; name another folder, or empty it")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as made:
        new = Path(made) / "site"
        pages = _write(Site(graph, base, is_served=False), new, progress)
        (new / "style.css").write_text(STYLE, encoding="utf-8")
        (new / _MARK).write_text(f"{graph.index.version}\n", encoding="utf-8")
        size = sum(file.stat().st_size for file in new.rglob("*") if file.is_file())
        if folder.exists():
            folder.rename(Path(made) / "old")
        shutil.move(new, folder)
    return Written(folder, pages, size)


def _write(site: Site, folder: Path, progress: Progress) -> int:
    """Writes every page that the first leads to, and checks that each link leads to a page and place."""
    places: dict[str, set[str]] = {}
    wanted: dict[tuple[str, str], str] = {}
    found = {"": None}
    for number, path in enumerate(_growing(found), 1):
        progress(number, len(found), path or "first page")
        html = site.page(path, {})
        file = folder / path / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
        read = _Links(html)
        places[path] = read.places
        for link in sorted(read.links):
            if link.startswith((site.addresses.base, "#")):
                address, _, place = link.removeprefix(site.addresses.base).partition("#")
                to = path if link.startswith("#") else unquote(address)
                wanted.setdefault((to, place), path)
                found.setdefault(to)
    for (to, place), path in wanted.items():
        if place and place not in places[to]:
            raise RequestError(f"the page {path or 'first page'} leads to {to}#{place}, which is not there")
    return len(places)


def _growing(found: dict[str, None]) -> Iterator[str]:
    """Yields the keys of a dict, also those that are added meanwhile."""
    done = 0
    while done < len(found):
        yield list(found)[done]
        done += 1
