"""The commands `doctor` and `cache`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..base.errors import ThbgraphError
from ..base.extras import LIBRARIES, Library
from ..base.home import HOME
from ..base.printing import counted
from ..base.version import __version__
from ..build import cache as caches
from ..build import homes, opening
from ..graph import on_demand
from .command_io import tell, write

#: What every install has.
_NEEDED = (Library("pyoxigraph", "run"), Library("pyyaml", "build"))


def doctor(options: argparse.Namespace) -> int:
    """Says what is installed, where things lie and what is missing; exit 1 when something needed is."""
    lines = [("thbgraph", __version__), ("Python", f"{sys.version.split()[0]} at {sys.executable}")]
    missing = []
    for one in (*_NEEDED, *LIBRARIES.values()):
        try:
            lines.append((one.distribution, version(one.distribution)))
        except PackageNotFoundError:
            lines.append((one.distribution, f"missing; needed to {one.work}: {one.advice}"))
            missing += [one.distribution] if one in _NEEDED else []
    try:
        root = homes.home()
        lines += [("data", str(root)), ("", f"{len(homes.files(root))} files")]
        lines += [("cache", f"{caches.folder()} ({caches.size() / 1_000_000:.1f} MB)")]
        if distrusted := caches.distrusted():
            lines.append(("problem", distrusted))
            missing.append("cache")
        lines += [("build", _state(root))]
    except ThbgraphError as error:
        lines.append(("problem", str(error)))
        missing.append("data")
    if options.endpoint:
        try:
            for words, is_fault in _endpoint(options.endpoint):
                lines.append(("problem" if is_fault else "endpoint", words))
                missing += ["endpoint"] if is_fault else []
        except ThbgraphError as error:
            lines.append(("problem", str(error)))
            missing.append("endpoint")
    size = max(len(name) for name, _ in lines)
    tell("".join(f"{name:<{size}} {words}\n" for name, words in lines))
    return 1 if missing else 0


def _endpoint(url: str) -> Iterator[tuple[str, bool]]:
    """Yields which build an endpoint holds and what each probe finds, and whether that is a fault."""
    endpoint = on_demand.Endpoint(url)
    build = on_demand.identified(endpoint)
    if build is None:
        yield f"{url} holds no build of thbgraph; publish one: {on_demand.PUBLISH}", True
        return
    content = f"{counted(build.triples, 'triple')} in its default graph, {build.named:,} in its named graphs"
    yield f"{url}: build {build.digest[:12]} of {HOME.name} {build.version}: {content}", False
    for found in on_demand.probed(endpoint, build):
        yield found.message if found.fault else f"{found.name}: yes", bool(found.fault)


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
