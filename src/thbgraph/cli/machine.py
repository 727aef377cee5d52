"""The commands `doctor` and `cache`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..base.errors import ThbgraphError
from ..base.printing import counted
from ..base.version import __version__
from ..build import cache as caches
from ..build import homes, opening
from ..graph import on_demand
from .command_io import tell, write

#: What the program can use, for what, and which extra it comes with.
NEEDED_TO = {
    "pyoxigraph": ("run", ""), "PyYAML": ("build", ""), "pyld": ("nest JSON-LD by a frame", "jsonld"), "pandas": ("use .to_pandas()", ""), "rdflib": ("use .to_rdflib()", ""),
    "requests": ("ask an engine elsewhere", "remote"), "jinja2": ("write pages", "serve"),
    "uvicorn": ("serve", "serve"), "python-docx": ("write Word files", "brief"), "typst": ("write PDF", "brief"),
    "xlsxwriter": ("write Excel files", "brief"),
}  # fmt: skip


def doctor(options: argparse.Namespace) -> int:
    """Says what is installed, where things lie and what is missing; exit 1 when something needed is."""
    said = [("thbgraph", __version__), ("Python", f"{sys.version.split()[0]} at {sys.executable}")]
    missing = []
    for name, (work, extra) in NEEDED_TO.items():
        try:
            said.append((name, version(name)))
        except PackageNotFoundError:
            named = f"'thbgraph[{extra}]'" if extra else name.lower()
            said.append((name, f"missing; needed to {work}: pip install {named}"))
            missing += [name] if name == "pyoxigraph" else []
    try:
        root = homes.home()
        said += [("data", str(root)), ("", f"{len(homes.files(root))} files")]
        said += [("cache", f"{caches.folder()} ({caches.size() / 1_000_000:.1f} MB)")]
        if distrusted := caches.distrusted():
            said.append(("problem", distrusted))
            missing.append("cache")
        said += [("build", _state(root))]
    except ThbgraphError as error:
        said.append(("problem", str(error)))
        missing.append("data")
    if options.endpoint:
        try:
            for words, is_fault in _endpoint(options.endpoint):
                said.append(("problem" if is_fault else "endpoint", words))
                missing += ["endpoint"] if is_fault else []
        except ThbgraphError as error:
            said.append(("problem", str(error)))
            missing.append("endpoint")
    size = max(len(name) for name, _ in said)
    tell("".join(f"{name:<{size}} {words}\n" for name, words in said))
    return 1 if missing else 0


def _endpoint(url: str) -> Iterator[tuple[str, bool]]:
    """Yields which build an endpoint holds and what each probe finds, and whether that is a fault."""
    endpoint = on_demand.Endpoint(url)
    build = on_demand.identified(endpoint)
    if build is None:
        yield f"{url} holds no build of thbgraph; publish one: thbgraph publish", True
        return
    held = f"{counted(build.triples, 'triple')} in its default graph, {build.named:,} in its named graphs"
    yield f"{url}: build {build.digest[:12]} by thbgraph {build.version}: {held}", False
    for found in on_demand.probed(endpoint, build):
        yield f"{found.name}: {found.fault or 'yes'}", bool(found.fault) and found.is_needed


def _state(root: Path) -> str:
    """Says of how many triples the build is, after reading all of it; raises Damaged where it has changed."""
    found = opening.find(root)
    if found is None:
        return opening.unbuilt(root)
    found.verify()
    return f"{found.index(root).triples} triples, every file as it was written"


def cache(options: argparse.Namespace) -> int:
    """Removes every build from the cache, but those that other processes make or have open."""
    cleared = caches.clear()
    left = f"; left {cleared.left} that other processes make or have open" if cleared.left else ""
    write(f"removed {counted(cleared.removed, 'build')} from {caches.folder()}{left}\n")
    return 0
