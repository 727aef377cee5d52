"""What a wheel carries beside the code: the sources, and the files of their build.

A wheel (hatchling's version "standard") gets

    thbgraph/_bundle/{home.toml,card.png,ontology,data,queries}   the repository's file and folders, as they are
    thbgraph/_bundle/releases/   the data of releases, packed, where there are any
    thbgraph/_bundle/build/                     the files of a build (see thbgraph.build.builds), statements compressed
    thbgraph/_bundle/web/   the scripts of the site, bundled from web/ where Node is there

so that asking imports neither the rules nor a parser of the sources. An editable install copies nothing:
the package then reads the repository's own folders, and an edit is seen at once.
"""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HOME_FILE, CARD, FOLDERS = "home.toml", "card.png", ("ontology", "data", "queries")
#: What changed since is told by it; there is none before the first release.
RELEASES = "releases"
BUNDLE = "thbgraph/_bundle"
#: The runtime dependencies that closing the graph imports. Their ranges stand in pyproject.toml only.
CLOSING_NEEDS = {"pyoxigraph", "pyyaml"}


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the sources and the files of their build into a wheel."""

    PLUGIN_NAME = "custom"
    _scratch: tempfile.TemporaryDirectory[str] | None = None

    def dependencies(self) -> list[str]:
        """What the build environment must hold; hatchling asks before it says standard or editable."""
        return [need for need in self.metadata.core.dependencies if _name(need) in CLOSING_NEEDS]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the bundle to a standard wheel, and nothing to an editable one."""
        if version != "standard":
            return
        home = Path(self.root)
        shipped = build_data["force_include"]
        for source in _sources(home):
            shipped[str(source)] = f"{BUNDLE}/{source.relative_to(home).as_posix()}"
        self._scratch = tempfile.TemporaryDirectory(prefix="thbgraph-wheel-")
        build = Path(self._scratch.name) / "build"
        _write_build(home, build)
        for path in sorted(build.iterdir()):
            shipped[str(path)] = f"{BUNDLE}/build/{path.name}"
        scripts = build.with_name("web")
        if missing := _write_scripts(home / "web", scripts):
            self.app.display_warning(f"The site will have no search and no SPARQL in the browser: {missing}")
        else:
            shipped[str(scripts)] = f"{BUNDLE}/web"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes the scratch folder once its files are in the wheel."""
        if self._scratch is not None:
            self._scratch.cleanup()


def _name(requirement: str) -> str:
    """The distribution that a requirement such as "pyyaml<7,>=6" is about."""
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower()


def _sources(home: Path) -> Iterator[Path]:
    """The files that say what the memo is, and every file of the shipped folders, except hidden ones."""
    yield from (home / name for name in (HOME_FILE, CARD) if (home / name).is_file())
    for folder in (*FOLDERS, *([RELEASES] if (home / RELEASES).is_dir() else [])):
        if not (home / folder).is_dir():
            raise FileNotFoundError(f"{home / folder}: a wheel needs it; build from a checkout or an sdist")
        for path in sorted((home / folder).rglob("*")):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(home).parts):
                yield path


def _write_scripts(web: Path, target: Path) -> str:
    """Bundles the scripts of the site with what package-lock.json names, and says why where that cannot be done."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return "they are made by Node 20 or later, which is not here"
    copy = target.with_name("web-sources")
    try:
        if not (web / "node_modules").is_dir():
            web = shutil.copytree(web, copy)
            subprocess.run([npm, "ci"], cwd=web, check=True, capture_output=True, text=True, timeout=300)
        build = [node, "build.mjs", str(target)]
        subprocess.run(build, cwd=web, check=True, capture_output=True, text=True, timeout=300)
    except subprocess.CalledProcessError as error:
        return str(error.stderr).strip() or str(error)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return ""


def _write_build(home: Path, target: Path) -> None:
    """Builds the graph with the very code that the wheel carries, not with an installed thbgraph."""
    code = str(home / "src")
    sys.path.insert(0, code)
    try:
        importlib.import_module("thbgraph.build.making").write_carried(home, target)
    finally:
        sys.path.remove(code)
