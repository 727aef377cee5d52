"""The commands `doctor` and `cache`, and what --version says."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ...building import build, sources
from ...words.errors import StoreError, ThbgraphError
from ...words.version import __version__
from .opening import tell, write

#: What the program can use, and the command that brings it.
_PARTS = {
    "pyoxigraph": "pip install pyoxigraph",
    "rdflib": "pip install rdflib",
    "owlrl": "pip install owlrl",
    "pyshacl": "pip install pyshacl",
    "numpy": "pip install numpy",
    "PyYAML": "pip install pyyaml",
    "csvw": "pip install 'thbgraph[curate]'",
    "sssom-pydantic": "pip install 'thbgraph[curate]'",
    "pyld": "pip install 'thbgraph[jsonld]'",
    "pandas": "pip install pandas",
}
_NEEDED_TO = {
    "rdflib": "cite and build", "owlrl": "build", "pyshacl": "check", "PyYAML": "build",
    "numpy": "build", "csvw": "check tables", "sssom-pydantic": "check links",
    "pyld": "nest JSON-LD by a frame", "pandas": "use .to_pandas()",
}  # fmt: skip


def versions() -> str:
    """Says the program's version, that of the data, and the build in use."""
    try:
        found = build.find(sources.home())
    except ThbgraphError as error:
        return f"thbgraph {__version__}\ndata unknown: {error}"
    if found is None:
        return f"thbgraph {__version__}\ndata not built yet; run: thbgraph build"
    return f"thbgraph {__version__}\ndata {found[1].digest[:12]}, {found[1].triples} triples\nbuild {found[0].name}"


def doctor(options: argparse.Namespace) -> int:
    """Says what is installed, where things lie and what is missing; exit 1 when something needed is."""
    said = [("thbgraph", __version__), ("Python", f"{sys.version.split()[0]} at {sys.executable}")]
    missing = []
    for name, command in _PARTS.items():
        try:
            said.append((name, version(name)))
        except PackageNotFoundError:
            said.append((name, f"missing; needed to {_NEEDED_TO.get(name, 'run')}: {command}"))
            missing += [name] if name == "pyoxigraph" else []
    try:
        root = sources.home()
        found = build.find(root)
        state = f"{found[1].triples} triples" if found else "not built yet; run: thbgraph build"
        said += [("data", str(root)), ("", f"{len(sources.files(root))} files")]
        said += [("cache", f"{build.cache()} ({_size(build.cache())})"), ("build", state)]
    except ThbgraphError as error:
        said.append(("problem", str(error)))
        missing.append("data")
    size = max(len(name) for name, _ in said)
    tell("".join(f"{name:<{size}} {words}\n" for name, words in said))
    return 1 if missing else 0


def _size(folder: Path) -> str:
    total = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return f"{total / 1_000_000:.1f} MB"


def cache(options: argparse.Namespace) -> int:
    """Removes every build from the cache."""
    folder = build.cache()
    removed = sorted(
        path
        for name in ("builds", "stamps")
        if (folder / name).is_dir()
        for path in (folder / name).iterdir()
    )
    for path in removed:
        try:
            shutil.rmtree(path) if path.is_dir() else os.unlink(path)
        except OSError as error:
            raise StoreError(f"{path} cannot be removed: {error.strerror}") from None
    builds = sum(path.parent.name == "builds" for path in removed)
    write(f"removed {builds} {'build' if builds == 1 else 'builds'} from {folder}\n")
    return 0
