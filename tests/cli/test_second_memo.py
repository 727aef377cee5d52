"""A memo on another subject, with names of its own, through every door: its home is made by `init`, its ten passages are invented."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import command_line
import engines
from serving import served
from thbgraph.base.home import PROGRAM, read_home

ROOT, MEMO = Path(__file__).resolve().parents[2], Path(__file__).resolve().parents[1] / "long_lake"
BASE = "https://example.org/long-lake/"
#: Words of the memo that the program comes with, and where its names begin.
OTHERS = (
    "traffick",
    "cbss",
    "palermo",
    "baltic",
    "2010",
    *(f"{PROGRAM}{room}" for room in ("id", "memo", "source")),
)

#: The golden answers to questions of the first memo. When the convention bound those that ratified is not told.
GOLDEN = {
    "signed-not-ratified": """\
country,countryLabel,answer,sinceEarliest,sinceLatest,openAct,notBefore,notAfter,lastRecorded,asOf,knownThrough,basis
https://example.org/long-lake/id/xco,Corland,yes,2001-06-14,2007-05-01,,,,,2007-05-01,2007-05-01,report
""",
    "status-matrix": """\
country,countryLabel,instrument,instrumentLabel,status,statusLabel,sinceEarliest,sinceLatest,openAct,openActLabel,notBefore,notAfter,lastRecorded,asOf,knownThrough,basis
https://example.org/long-lake/id/xar,Arland,https://example.org/long-lake/id/convention,Long Lake Convention,https://w3id.org/thbgraph/ontology#Undetermined,undetermined,,,https://w3id.org/thbgraph/ontology#EntryIntoForce,Entry into force,2003-03-01,,,2007-05-01,2003-02-28,act
https://example.org/long-lake/id/xbo,Borland,https://example.org/long-lake/id/convention,Long Lake Convention,https://w3id.org/thbgraph/ontology#Undetermined,undetermined,,,https://w3id.org/thbgraph/ontology#EntryIntoForce,Entry into force,2003-03-01,,,2007-05-01,2003-02-28,act
https://example.org/long-lake/id/xco,Corland,https://example.org/long-lake/id/convention,Long Lake Convention,https://w3id.org/thbgraph/ontology#Signatory,signatory,2001-06-14,2007-05-01,,,,,,2007-05-01,2007-05-01,report
""",
}

pytestmark = pytest.mark.slow


def as_documented(folder: Path) -> str:
    """Makes the home `lake` in a folder by the commands of the page on memos, and returns what the last one prints."""
    page = (ROOT / "docs/own-memo.md").read_text(encoding="utf-8")
    (commands,) = (one for one in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) if MEMO.name in one)
    commands = commands.replace(".venv/bin/thbgraph", f"{sys.executable} -m thbgraph")
    done = subprocess.run(
        ["sh", "-ec", commands.replace(f"tests/{MEMO.name}", str(MEMO))],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return done.stdout.splitlines(keepends=True)[-1]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the second memo, with questions of the first that are asked of it as they are, but for their defaults."""
    home = tmp_path_factory.mktemp("homes") / "lake"
    assert as_documented(home.parent) == "no findings\n"
    for name, golden in GOLDEN.items():
        (home / f"queries/answers/{name}.csv").write_text(golden, encoding="utf-8")
        text = (ROOT / f"queries/{name}.rq").read_text(encoding="utf-8")
        for ours, theirs in (
            (f"{PROGRAM}id/", f"{BASE}id/"),
            ("id:cbss", "id:commission"),
            ("id:cets-197", "id:convention"),
            ("2010-02-23", "2007-05-01"),
        ):
            text = text.replace(ours, theirs)
        (home / f"queries/{name}.rq").write_text(text, encoding="utf-8")
    with (home / "queries/wordings.yaml").open("a", encoding="utf-8") as wordings:
        wordings.write("signed-not-ratified: [ratify]\nstatus-matrix: [table]\n")
    return home


@pytest.fixture
def run(lake: Path) -> Any:
    return partial(command_line.run_apart, THBGRAPH_HOME=str(lake))


def test_it_is_green(run: Any) -> None:
    done = run("check")
    assert (done.returncode, done.stdout) == (0, "no findings\n"), done.stdout
    assert run("fmt", "--check").returncode == 0
    assert run("build").returncode == 0


def test_answers_are_cited_from_its_passages(run: Any) -> None:
    (row,) = json.loads(run("ask", "signed-not-ratified", "--cite", "--format", "json").stdout)["rows"]
    assert (row["country"], row["countryLabel"], row["answer"]) == (f"{BASE}id/xco", "Corland", "yes")
    done = run("ask", "who-monitors", "convention=lake convention", "--cite", "--format", "csv")
    assert done.stdout.splitlines()[1].endswith(f"{BASE}memo/2-4 {BASE}source/editors")


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("Has Corland ratified the lake convention?", "No: Corland had not ratified or otherwise joined the lake convention by 1 May 2007."),
        ("Which members of the LLC had not ratified the lake convention?", "One of the three member states of the Long Lake Commission"),
        ("When did the lake convention enter into force?", "On 1 March 2003 the lake convention entered into force."),
        ("Who watches over the lake convention?", "At least the Water Unit of the Long Lake Commission watches over the lake convention. The memo speaks of spring 2007."),
        ("What is WQ?", "Water quality"),
    ],
)  # fmt: skip
def test_sentences_are_answered_with_its_own_days_and_words(run: Any, sentence: str, answer: str) -> None:
    done = run("ask", sentence)
    told = " ".join(done.stdout.split())
    assert done.returncode == 0 and answer in told, done.stdout + done.stderr
    assert "participants" not in told and "brief" not in told, "it declares no reports"


def test_a_status_is_computed_from_its_acts_and_reports(run: Any) -> None:
    told = " ".join(run("status", "Corland", "lake convention").stdout.split())
    assert "signatory, as of 1 May 2007, the day that the memo bears" in told
    assert "between 14 June 2001 and 1 May 2007" in told
    assert "undetermined" in run("status", "Arland", "lake convention", "asOf=2004-01-01").stdout


def test_a_passage_is_shown_with_the_text_of_a_copy(run: Any) -> None:
    done = run("show", "memo:2-3", "--memo", str(MEMO / "memo.tsv"))
    assert "Corland has signed it and has not ratified it." in done.stdout
    assert run("check", "--memo", str(MEMO / "memo.tsv")).returncode == 0


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld", "turtle"])
def test_an_export_says_whose_it_is_and_names_nothing_of_the_other_memo(run: Any, form: str) -> None:
    text = run("export", "--format", form).stdout
    assert f"{BASE}id/" in text
    assert "The keepers of the Long Lake" in text or form in ("jsonld", "turtle")  # of triples alone
    assert not [word for word in OTHERS if word in text.lower()]
    assert "The thbgraph developers" not in text


def test_its_site_has_its_own_names_and_nothing_of_the_other_memo(run: Any, tmp_path: Path) -> None:
    done = run("site", str(tmp_path / "site"))
    assert done.returncode == 0 and "every link leads somewhere" in done.stdout, done.stderr
    home = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert "Who keeps the Long Lake clean" in home and "a lake that does not exist" in home
    assert (tmp_path / "site/id/xco/index.html").is_file() and (tmp_path / "site/long-lake.nq.gz").is_file()
    states = (
        (tmp_path / "site/states/index.html").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    )
    assert "Where 3 states stood under the lake convention on 1 May 2007." in states
    assert "long-lake is not the depositary of any treaty. Names of states follow the sources;" in states
    texts = (tmp_path / "site/instruments/index.html").read_text(encoding="utf-8")
    assert "Treaties, laws and other texts that the memo or its sources name, by kind: 1." in texts
    assert ">Ask</button>" not in home, "files read no sentence"
    assert '<p class="lead">No conflicts.</p>' in (tmp_path / "site/conflicts/index.html").read_text(
        encoding="utf-8"
    )
    page = (tmp_path / "site/id/convention/index.html").read_text(encoding="utf-8")
    assert '<a href="../water-unit/index.html">Water Unit of the Long Lake Commission</a>' in page
    cited = re.findall(r'memo</i> <a href="../../memo/([\d-]+)/', page)
    assert len(cited) > 3 and len({*cited}) == len(cited)
    for path in (tmp_path / "site").rglob("*.*"):
        content = path.read_bytes()
        text = (
            (gzip.decompress(content) if path.suffix == ".gz" else content).decode(errors="replace").lower()
        )
        assert not [word for word in OTHERS if word in text], path


def test_it_is_served(lake: Path, tmp_path: Path) -> None:
    with served(tmp_path / "log", lake) as server:
        page = server.ask("/id/xco", accept="text/turtle")
        assert page.status == 303
        assert b"Corland" in server.ask("/id/xco.ttl").body
        assert b"Water Unit of the Long Lake Commission" in server.ask("/ask/who-monitors.csv").body
        shown = server.ask("/id/convention.html").text
        assert "Long Lake Convention" in shown and "void" not in shown, "of which it is the example"
        told = server.ask("/openapi.json").body
        assert b"The questions of long-lake" in told and b"traffick" not in told


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[engines.Engine]:
    with engines.oxigraph(tmp_path / "log") as running:
        yield running


def test_it_is_published_beside_no_other(run: Any, engine: engines.Engine, home: Path) -> None:
    where = ("--endpoint", engine.query, "--update", engine.update)
    done = run("publish", *where)
    assert done.returncode == 0, done.stderr
    asked = run("ask", "who-monitors", "--cite", "--format", "csv", "--endpoint", engine.query)
    assert f"{BASE}id/water-unit" in asked.stdout and f"{BASE}memo/2-4" in asked.stdout
    other = command_line.run_apart("publish", *where, THBGRAPH_HOME=str(home))
    assert other.returncode == 2 and "publish to a dataset of its own" in other.stderr
    assert run("ask", "who-monitors", "--format", "csv", "--endpoint", engine.query).returncode == 0


def test_names_below_those_of_the_program_are_refused(run: Any, lake: Path, tmp_path: Path) -> None:
    claimed = shutil.copytree(lake, tmp_path / "claimed")
    path = claimed / "home.toml"
    assert read_home(path.read_text(encoding="utf-8")).base == BASE
    path.write_text(path.read_text(encoding="utf-8").replace(BASE, PROGRAM), encoding="utf-8")
    for command in ("export", "check", "build"):
        done = command_line.run_apart(command, THBGRAPH_HOME=str(claimed))
        assert done.returncode == 2 and f"home.toml: base: lies below {PROGRAM}" in done.stderr
        assert done.stdout == ""
