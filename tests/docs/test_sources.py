"""The example of docs/sources.md: a table and its metadata are a source, without code."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

import command_line
from copying import copied_home
from in_memory import in_memory
from thbgraph.cli import command_io as opening
from whole import WHOLE

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"`(data/[^`]*)`:\n\n```(?:trig|csv|json)\n(.*?)```", TEXT, re.DOTALL)
ADDED = re.findall(r"end of `(data/[^`]*)`:\n\n```tsv\n(.*?)```", TEXT, re.DOTALL)


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return command_line.run(*arguments, THBGRAPH_HOME=str(home))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources, with the files that the page shows; of questions and checks a ninth, unless all is held."""
    root = tmp_path_factory.mktemp("home")
    copied_home(root)
    for number, path in enumerate(sorted((root / "queries").glob("*.rq"))):
        if number % 9 and path.stem != "group-members" and not WHOLE:
            path.unlink()
            (root / f"queries/answers/{path.stem}.csv").unlink()
    wordings = root / "queries/wordings.yaml"
    lines = wordings.read_text(encoding="utf-8").splitlines(keepends=True)
    left = [line for line in lines if (root / f"queries/{line.partition(':')[0]}.rq").exists()]
    wordings.write_text("".join(left), encoding="utf-8")
    if not WHOLE:
        shutil.rmtree(root / "queries/reports")  # which ask the others
    for number, path in enumerate(sorted((root / "queries/checks").glob("*.rq"))):
        if number % 9 and not WHOLE:
            path.unlink()
    for path, content in SHOWN:
        (root / path).write_text(content, encoding="utf-8")
    for path, rows in ADDED:
        here = (root / path).read_text(encoding="utf-8").replace(rows, "")  # whoever tried the page has them
        (root / path).write_text(here + rows, encoding="utf-8")
    return root


def test_the_page_shows_an_entity_a_table_and_its_metadata() -> None:
    assert [path for path, _ in SHOWN] == [
        "data/entities/efta.trig",
        "data/tables/efta-members.csv",
        "data/tables/efta-members.csv-metadata.json",
    ]


@pytest.mark.slow
def test_the_files_fit_and_are_clean_after_the_commands_that_are_shown(home: Path) -> None:
    assert [path for path, _ in ADDED] == ["data/links/wikidata.sssom.tsv"]
    assert run(home, "fmt").stdout == "data/links/wikidata.sssom.tsv: written in canonical form\n"
    shown = re.findall(r"^thbgraph (check.*?)  +#", TEXT, re.MULTILINE)
    assert shown == ["check --accept tables", "check"]
    assert run(home, *shown[0].split()).returncode == 0
    assert run(home, *shown[1].split()).stdout == "no findings\n"
    done = run(home, "source", "check", "efta-members")
    assert (done.returncode, done.stdout) == (
        0,
        "data/tables/efta-members.csv: 4 rows fit their metadata\n",
    )


def test_a_question_answers_from_the_source_and_cites_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [path.relative_to(home).as_posix() for path in sorted((home / "data/entities").glob("*.trig"))]
    graph = in_memory(home, *files, "data/tables/country-codes.csv", "data/tables/efta-members.csv")
    monkeypatch.setattr(opening, "open_graph", lambda *_, **__: graph)
    done = run(home, "ask", "group-members", "group=EFTA", "--cite", "--format", "table")
    assert done.returncode == 0, done.stderr
    for member in ("Iceland", "Liechtenstein", "Norway", "Switzerland"):
        assert f"\n{member} " in done.stdout
    assert "[1] Members of the European Free Trade Association (github.com/dieghernan;" in done.stdout
    shown = run(home, "source", "show", "efta-members").stdout
    assert "read: 30 December 2020" in shown and "statements on 4 things" in shown and "Known gaps" in shown


def test_a_cell_that_does_not_fit_is_refused_as_the_page_says(home: Path) -> None:
    table = home / "data/tables/efta-members.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("efta-isl,isl", "efta-isl,ISL"), encoding="utf-8")
    done = run(home, "source", "check", "efta-members")
    table.write_text(text, encoding="utf-8")
    (said,) = re.findall(r"^thbgraph: data/tables/efta.*$", TEXT, re.MULTILINE)
    assert (done.returncode, done.stderr.strip()) == (1, said)
