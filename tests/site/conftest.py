"""What tests of the site share: the site of the real graph, and its scripts."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest

from thbgraph.graph.knowledge_graph import KnowledgeGraph
from thbgraph.site.pages import Site

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def site(graph: KnowledgeGraph) -> Site:
    return Site(graph)


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `web` with what package-lock.json names, and the scripts in its `dist`, by the build hook's own way."""
    if shutil.which("npm") is None:
        pytest.skip("the scripts of the site are bundled by Node, which is not here")
    if not (ROOT / "web").is_dir():
        pytest.skip("web/ is in the repository only")
    folder = tmp_path_factory.mktemp("web") / "web"
    shutil.copytree(ROOT / "web", folder, ignore=shutil.ignore_patterns("node_modules", "dist"))
    done = subprocess.run(
        ["npm", "ci", "--prefer-offline", "--fetch-retries=0"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
    )
    if done.returncode:
        pytest.skip(f"npm reaches no registry: {done.stderr[-200:]}")
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec and spec.loader
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    assert hook._write_scripts(folder, folder / "dist") == ""
    return folder
