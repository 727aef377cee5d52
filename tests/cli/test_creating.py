"""The command `new question`: a file that can be asked at once, and is checked like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import run


@pytest.fixture
def written(home: Path, built: Path) -> Path:
    """A home with a question that the command has just written."""
    done = run("new", "question", "who-watches", THBGRAPH_HOME=str(home))
    assert (done.returncode, done.stderr) == (0, "")
    for told in ("queries/who-watches.rq", "expected.yaml", "check --accept who-watches"):
        assert told in done.stdout
    return home


def test_a_new_question_can_be_asked_as_it_is(written: Path) -> None:
    asked = run("ask", "who-watches", "--format", "csv", THBGRAPH_HOME=str(written))
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.splitlines()[1].startswith("https://w3id.org/thbgraph/id/greta,")


def test_only_the_golden_answer_is_left_to_do(written: Path) -> None:
    checked = run("check", "queries/who-watches.rq", THBGRAPH_HOME=str(written))
    assert checked.returncode == 1
    found = [line for line in checked.stdout.splitlines() if line.startswith("queries/")]
    assert len(found) == 1 and "golden" in found[0], found


def test_its_words_stand_among_those_of_the_others_in_order(written: Path) -> None:
    assert run("new", "question", "all", THBGRAPH_HOME=str(written)).returncode == 0
    lines = (written / "queries/wordings.yaml").read_text(encoding="utf-8").splitlines()
    assert [line.partition(":")[0] for line in lines] == ["all", "bodies", "who-watches"]


def test_its_comments_may_go(written: Path) -> None:
    path = written / "queries/who-watches.rq"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("# ")), encoding="utf-8")
    assert run("ask", "who-watches", THBGRAPH_HOME=str(written)).returncode == 0


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("bodies", "queries/bodies.rq: is there already"),
        ("Who", "lower-case words"),
        ("../x", "lower-case words"),
    ],
)
def test_a_name_that_is_taken_or_none_is_refused(home: Path, name: str, told: str) -> None:
    before = sorted(home.rglob("*.rq"))
    done = run("new", "question", name, THBGRAPH_HOME=str(home))
    assert done.returncode == 2 and told in done.stderr and not done.stdout
    assert sorted(home.rglob("*.rq")) == before


def test_nothing_is_written_into_a_package(home: Path) -> None:
    (home / "build").mkdir()
    (home / "build/manifest").write_text("", encoding="utf-8")
    done = run("new", "question", "who-watches", THBGRAPH_HOME=str(home))
    assert done.returncode == 2 and "set THBGRAPH_HOME to a checkout" in done.stderr
    assert not (home / "queries/who-watches.rq").exists()
