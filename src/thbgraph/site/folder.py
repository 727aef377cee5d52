"""The site as a folder of files, for any web host: all pages and data, with every link checked."""

from __future__ import annotations

import gc
import multiprocessing
import os
import re
import signal
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from posixpath import relpath
from typing import NamedTuple
from urllib.parse import unquote

from ..base.errors import RequestError
from ..base.progress import Progress, silent
from ..build import homes
from ..build.files import whole_folder
from ..graph.knowledge_graph import KnowledgeGraph
from ..results.formats import FORMATS, write
from ..stores.processes import end_with
from .browser_files import graph_file, names_file, options_file
from .change_pages import FEEDS
from .data_files import data_files
from .drawing import ICON, STYLE
from .pages import Site
from .scripts import scripts

#: Marks a folder as one that may be replaced, and says what it was made of.
_MARK = "thbgraph-data-version.txt"
#: Where a page leads or takes something from, and the places that it names. Templates write attributes in this form alone.
_ATTRIBUTE = re.compile(r' (href|src|id)="([^"]*)"')


#: What leads to another page or file of the site, by its path.
_WITHIN = re.compile(r' (href|src|action)="/([^"#]*)(#[^"]*|)"')


#: So many pages are handed to a process at once: of what is alike one page needs what another has asked for.
_AT_ONCE = 8
#: What a process draws pages of.
_site: Site


class Written(NamedTuple):
    """What was written: the folder, and how many pages and bytes it holds."""

    folder: Path
    pages: int
    size: int


def write_site(graph: KnowledgeGraph, folder: Path, progress: Progress = silent) -> Written:
    """Writes the site of a graph in place of what the folder held; it reads the same at any path of a host, and from a disk.

    Raises RequestError for a folder that holds anything but such a site, and for a link that leads nowhere.
    """
    if folder.exists() and not _is_replaceable(folder):
        raise RequestError(f"{folder} is there and no site of thbgraph", "name another folder, or empty it")
    with whole_folder(folder) as made:
        new = _Folder(made)
        site = Site(graph, is_served=False, has_scripts=bool(scripts()))
        new.write("style.css", STYLE)
        new.write("icon.svg", ICON)
        if (card := homes.card(graph.index.root)) is not None:
            new.write(homes.CARD, card)
        new.write(_MARK, f"{graph.index.version}\n")
        for path, text in data_files(graph, site.addresses):
            new.write(path, text)
        if scripts():
            new.write("search.json", names_file(graph))
            new.write("options.json", options_file(graph))
            new.write("graph.trig.gz", graph_file(graph))
        for name, script in scripts().items():
            new.write(name, script)
        for path in site.changing.paths():
            found = site.changing.changes(path, {})
            for form in FEEDS:
                new.write(f"{path}.{FORMATS[form].ending}", write(found, form))
        pages = _write_pages(site, new, progress)
    return Written(folder, pages, new.size)


def _is_replaceable(folder: Path) -> bool:
    """Says whether a folder is empty or holds a site and, as far as its names tell, nothing else, such as `.git`."""
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else [""]
    return not names or (_MARK in names and not any(name.startswith(".") for name in names))


class _Folder:
    """A folder that is filled: where it is, and how many bytes it holds."""

    def __init__(self, path: Path) -> None:
        self.path, self.size = path, 0

    def write(self, path: str, content: str | bytes) -> None:
        """Writes a file at a path."""
        file, raw = self.path / path, content.encode() if isinstance(content, str) else content
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
        self.size += len(raw)


def _write_pages(site: Site, folder: _Folder, progress: Progress) -> int:
    """Writes every page, also those that only others lead to, and checks that each link leads to a page, place or file."""
    places: dict[str, set[str]] = {}
    wanted: dict[tuple[str, str], str] = {}
    found = dict.fromkeys([*site.paths(), *(["search"] if scripts() else [])])
    for number, (path, html) in enumerate(_drawn(site, found), 1):
        progress(number, len(found), path or "first page")
        folder.write(f"{path}/index.html".lstrip("/"), _relative(html, path, folder.path))
        named = [(name, unescape(value)) for name, value in _ATTRIBUTE.findall(html)]
        places[path] = {value for name, value in named if name == "id"}
        for link in sorted({value for name, value in named if name != "id"}):
            if link.startswith((site.addresses.base, "#")):
                address, _, place = link.removeprefix(site.addresses.base).partition("#")
                to = path if link.startswith("#") else unquote(address)
                wanted.setdefault((to, place), path)
                if not (folder.path / to).is_file():
                    found.setdefault(to)
    for (to, place), path in wanted.items():
        if place and place not in places[to]:
            raise RequestError(f"the page {path or 'first page'} leads to {to}#{place}, which is not there")
    return len(places)


def _relative(html: str, path: str, folder: Path) -> str:
    """Returns a page whose links within the site lead from its own place to files, by which also a disk is read."""

    def led(found: re.Match[str]) -> str:
        name, address, place = found.groups()
        to = address.strip("/")
        file = to if (folder / unquote(unescape(to))).is_file() else f"{to}/index.html".lstrip("/")
        return f' {name}="{relpath(file, path or ".")}{place}"'

    return _WITHIN.sub(led, html)


def _drawn(site: Site, found: dict[str, None]) -> Iterator[tuple[str, str]]:
    """Yields the pages at some paths, also at those that are found meanwhile, drawn by a process for each processor."""
    done = 0
    for _ in site.warm():
        pass
    gc.collect()
    gc.freeze()  # else each process that collects garbage copies what all share
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), _draw_from, (site, os.getpid())) as pool:
        while left := list(found)[done:]:
            yield from zip(left, pool.imap(_draw, left, _AT_ONCE), strict=True)
            done += len(left)


def _draw_from(site: Site, parent: int) -> None:
    """Takes the site of which this process draws pages, as long as its parent lives; what it has read already is shared by all."""
    global _site
    end_with(parent)
    _site = site
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # which ends them by the process that they draw for
    # A parent that is killed closes its end of the pipe before the system ends its children.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _draw(path: str) -> str:
    return _site.page(path, {})
