"""A home that `thbgraph init` makes: whole, green, and without a word of the home that it is made from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import command_line
from thbgraph.base.errors import DataError, RequestError
from thbgraph.base.home import PROGRAM, read_home
from thbgraph.build.new_home import make_home

ROOT = Path(__file__).resolve().parents[2]
BASE = "https://example.net/our/"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("homes") / "ours"
    make_home(ROOT, folder, BASE)
    return folder


def test_every_name_is_its_own_but_for_those_of_the_ontology(made: Path) -> None:
    assert read_home((made / "home.toml").read_text(encoding="utf-8")).base == BASE
    texts = {path: path.read_text(encoding="utf-8") for path in made.rglob("*.*")}
    for path, text in texts.items():
        assert not [
            room for room in ("id", "memo", "source", "computed", "inferred") if f"{PROGRAM}{room}" in text
        ], path
        assert path.suffix != ".ttl" or "skos:example " not in text, path
    assert f"<{BASE}ontology>" in texts[made / "queries/checks/relation-to-the-wrong-kind.rq"]
    assert f"{PROGRAM}ontology#" in texts[made / "ontology/core.ttl"]


@pytest.mark.slow
def test_it_is_green_at_once_and_answers(made: Path) -> None:
    run = command_line.run_apart
    checked = run("check", THBGRAPH_HOME=str(made))
    assert (checked.returncode, checked.stdout) == (0, "no findings\n"), checked.stdout + checked.stderr
    assert run("fmt", "--check", THBGRAPH_HOME=str(made)).returncode == 0
    assert run("report", THBGRAPH_HOME=str(made)).stdout == "this home declares no reports\n"
    asked = run("ask", "bodies", "--cite", "--format", "csv", THBGRAPH_HOME=str(made))
    assert f"{BASE}id/example-reading-committee" in asked.stdout and f"{BASE}memo/1-1" in asked.stdout
    told = run("ask", "Which committees does the Example Society have?", THBGRAPH_HOME=str(made))
    assert told.returncode == 0 and "the Reading Committee of the Example Society" in " ".join(
        told.stdout.split()
    )


@pytest.mark.slow
def test_its_site_has_no_section_of_what_it_does_not_hold(made: Path, tmp_path: Path) -> None:
    done = command_line.run_apart("site", str(tmp_path / "site"), THBGRAPH_HOME=str(made))
    assert done.returncode == 0 and "every link leads somewhere" in done.stdout, done.stderr
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert re.findall(r'<li><a href="(\w+)/index.html">', page) == [
        "questions", "organizations", "memo", "sources", "sparql", "organizations", "memo",
    ]  # fmt: skip
    assert "What a status is" not in page and "passages" not in page


def test_what_cannot_be_made_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=f"base: lies below {PROGRAM}"):
        make_home(ROOT, tmp_path / "ours", f"{PROGRAM}ours/")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").touch()
    with pytest.raises(RequestError, match="full is there already"):
        make_home(ROOT, tmp_path / "full", BASE)
    (tmp_path / "file").touch()
    with pytest.raises(RequestError, match="file is there already"):
        make_home(ROOT, tmp_path / "file", BASE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full"]
