"""Golden answers: what `check` says of them, and accepting, which writes a whole file or nothing."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

from thbgraph.base.errors import DataError, RequestError
from thbgraph.base.findings import Finding
from thbgraph.build.source_files import accept
from thbgraph.checking.golden_answers import difference, golden_findings, heading, path_of
from thbgraph.questions.questions import Param, Question
from thbgraph.results.answer import Answer, Row

PATH = "queries/answers/q.csv"
ONE, TWO = "name,number\na,1\n", "name,number\na,2\nb,1\n"


def question(text: str = "SELECT ?name ?number {} ORDER BY ?name ?number") -> Question:
    params = (Param("x", None, None, "", "UNDEF"),)
    return Question("q", text, "", "", (), params, {"name": "", "number": ""}, None)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("data", "ontology", "queries"):
        (tmp_path / folder).mkdir()
    return tmp_path


def write(root: Path, text: str | bytes, name: str = "q") -> None:
    path = root / path_of(name)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def findings(root: Path, present: str, asked: Question | None = None) -> list[Finding]:
    columns, *cells = csv.reader(io.StringIO(present))
    rows = [Row(tuple(columns), tuple(row)) for row in cells]
    return list(golden_findings(root, {"q": asked or question()}, lambda name: Answer(columns, rows)))


def test_the_golden_answer_gives_no_finding(root: Path) -> None:
    write(root, ONE)
    assert findings(root, ONE) == []
    write(root, ONE.replace("\n", "\r\n"))
    assert findings(root, ONE) == []


def test_an_answer_that_differs_is_told_row_by_row(root: Path) -> None:
    write(root, ONE)
    assert findings(root, TWO) == [
        Finding(
            PATH,
            2,
            "answer",
            "the answer differs from the golden one: 1 row gone, 2 rows added; if the sources say so, run: "
            "thbgraph check --accept q; otherwise correct the data or the query\n"
            "  - a; number: 1\n"
            "  + a; number: 2\n"
            "  + b; number: 1",
        )
    ]


def test_rows_that_tie_in_the_order_are_found(root: Path) -> None:
    present = "name,number\na,1\na,2\nb,2\n"
    write(root, present)
    assert findings(root, present) == []
    (finding,) = findings(root, present, question("SELECT ?name ?number {} ORDER BY ?name ?label"))
    assert (finding.path, finding.code) == ("queries/q.rq", "question")
    assert finding.message.startswith("2 rows tie, and come in any order")


def test_a_question_without_a_golden_answer_shows_its_rows(root: Path) -> None:
    (finding,) = findings(root, TWO)
    assert (finding.path, finding.line) == (PATH, None)
    assert finding.message.startswith(
        "the question has no golden answer yet, and its answer has 2 rows; if the sources"
    )
    assert finding.message.splitlines()[1:] == ["  + a; number: 2", "  + b; number: 1"]
    assert "its answer has 0 rows" in findings(root, "name\n")[0].message


def test_the_same_rows_written_otherwise_differ(root: Path) -> None:
    write(root, ONE.replace("a,1", '"a",1'))
    (finding,) = findings(root, ONE)
    assert "not in its rows" in finding.message and "written differently" in finding.message


def test_an_answer_without_its_question_is_found(root: Path) -> None:
    write(root, ONE)
    write(root, ONE, "gone")
    (finding,) = findings(root, ONE)
    assert (finding.path, finding.line) == ("queries/answers/gone.csv", None)
    assert "there is no question with this name" in finding.message


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("", 1, "is empty"),
        ("name,number\na\n", 2, "as many cells as the heading"),
        ('name\n"a', 2, "is not CSV"),
        (b"\xff\xfe", 1, "is not UTF-8"),
        (b"\xef\xbb\xbfname\n", 1, "byte-order mark"),
    ],
)
def test_a_damaged_golden_answer_is_a_finding(root: Path, content: str, line: int, said: str) -> None:
    write(root, content)
    (finding,) = findings(root, ONE)
    assert (finding.path, finding.line, finding.code) == (PATH, line, "answer")
    assert said in finding.message
    with pytest.raises(DataError, match=said):
        difference(root, question(), ONE)


def test_what_is_accepted_is_the_golden_answer(root: Path) -> None:
    accept(root, path_of("q"), TWO)
    assert (root / PATH).read_text(encoding="utf-8") == TWO
    assert findings(root, TWO) == [] and difference(root, question(), TWO) is None
    accept(root, path_of("q"), ONE)
    assert (root / PATH).read_text(encoding="utf-8") == ONE
    found = difference(root, question(), TWO)
    assert found and heading(found) == "the answer differs from the golden one: 1 row gone, 2 rows added"
    assert os.listdir(root / "queries/answers") == ["q.csv"]


def test_what_cannot_be_written_says_so_and_leaves_nothing(root: Path) -> None:
    (root / PATH).mkdir(parents=True)
    with pytest.raises(RequestError, match=r"q\.csv: cannot be written: Is a directory; set THBGRAPH_HOME"):
        accept(root, path_of("q"), ONE)
    assert os.listdir(root / "queries/answers") == ["q.csv"]


def test_an_interrupted_write_leaves_the_old_answer(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, ONE)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(RequestError, match="No space left on device"):
        accept(root, path_of("q"), TWO)
    assert (root / PATH).read_text(encoding="utf-8") == ONE
    assert os.listdir(root / "queries/answers") == ["q.csv"]


def test_what_came_with_the_package_is_not_written(root: Path) -> None:
    (root / "build").mkdir()
    (root / "build" / "manifest").touch()
    with pytest.raises(RequestError, match="came with the package and must not be edited; set THBGRAPH_HOME"):
        accept(root, path_of("q"), ONE)
    assert not (root / PATH).exists()
