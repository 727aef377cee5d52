"""`check` over golden answers as a curator meets them, and accepting an answer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from thbgraph.cli import main

QUESTION, GOLDEN = "queries/bodies.rq", "queries/answers/bodies.csv"
ANSWER = "body,bodyLabel\nhttps://w3id.org/thbgraph/id/greta,Group of Experts\n"


@pytest.fixture
def curated(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, and a cache of its own."""
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("THBGRAPH_HOME", str(home))
    return home


def edit(home: Path, name: str, old: str, new: str) -> None:
    text = (home / name).read_text(encoding="utf-8")
    assert old in text
    (home / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    """The exit code of `check`, and what it prints of the question and its answer."""
    code = main(["check", *arguments])
    out = capsys.readouterr().out
    return code, [line for line in out.splitlines() if "bodies" in line or line.startswith("  ")]


@pytest.mark.slow
def test_an_answer_is_shown_accepted_and_then_held(curated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = check(capsys)
    assert code == 1 and len(lines) == 2
    assert lines[0].startswith(f"{GOLDEN}: the question has no golden answer yet, and its answer has 1 row; ")
    assert lines[1] == "  + Group of Experts"
    assert not (curated / GOLDEN).exists()

    code, lines = check(capsys, "--accept", "bodies")
    assert code == 0
    assert lines == [
        f"{GOLDEN}: the question has no golden answer yet, and its answer has 1 row",
        "  + Group of Experts",
        f"{GOLDEN}: accepted",
    ]
    assert (curated / GOLDEN).read_text(encoding="utf-8") == ANSWER
    assert check(capsys)[1] == []
    assert check(capsys, "--accept", "bodies", "bodies") == (0, [f"{GOLDEN}: is the present answer"])
    assert main(["check", "--accept"]) == 0 and capsys.readouterr().out == "nothing to accept\n"

    edit(curated, "data/entities/few.trig", '"Group of Experts"', '"Group of Specialists"')
    code, lines = check(capsys)
    assert code == 1
    assert lines[0].startswith(f"{GOLDEN}:2: the answer differs from the golden one: 1 row changed; ")
    assert lines[1] == "  ~ Group of Specialists: body was called Group of Experts, now Group of Specialists"
    assert main(["check", "--accept"]) == 0
    assert "Group of Specialists" in (curated / GOLDEN).read_text(encoding="utf-8")


def test_rows_of_tables_are_accepted_without_a_graph(
    curated: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("thbgraph.cli.curating.open_here")
    (curated / "queries/accepted").mkdir()
    (curated / "queries/accepted/tables.tsv").write_text("data/tables/old.csv\t2\tabc\n")
    code = main(["check", "--accept", "tables"])
    lines = capsys.readouterr().out.splitlines()
    assert code == 0 and lines[0].startswith("data/tables/old.csv: the file is gone")
    assert lines[-1] == "queries/accepted/tables.tsv: accepted"
    assert main(["check", "--accept", "tables"]) == 0
    assert capsys.readouterr().out == "queries/accepted/tables.tsv: is the present state\n"


def test_a_script_without_a_main_guard_ends(curated: Path, tmp_path: Path) -> None:
    """No second process is started, which would run such a script again."""
    script = tmp_path / "check.py"
    script.write_text(
        'import sys\nfrom thbgraph.cli import main\nsys.exit(main(["check"]))\n', encoding="utf-8"
    )
    (curated / GOLDEN).write_text(ANSWER, encoding="utf-8")
    done = subprocess.run([sys.executable, script], timeout=60, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "no findings\n"), done.stderr


def test_findings_of_answers_as_json_and_annotations(
    curated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--format", "json"]) == 1
    found = [entry for entry in json.loads(capsys.readouterr().out) if entry["code"] == "answer"]
    assert [entry["path"] for entry in found] == [GOLDEN]
    assert found[0]["message"].endswith("\n  + Group of Experts")
    assert main(["check", "--format", "github"]) == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "title=answer" in line]
    assert line.endswith("%0A  + Group of Experts")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--accept", "body"], "there is no question 'body'; did you mean bodies?"),
        (["--accept", "../../pyproject"], "there is no question '../../pyproject'"),
        (["--accept", "bodies", ""], "there is no question ''"),
        (["--accept", "bodies", "--format", "json"], "--accept shows people what they accept; leave out --format, --output and files before it"),
    ],
)  # fmt: skip
def test_what_cannot_be_accepted(
    curated: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["check", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (curated / GOLDEN).exists()


def test_a_damaged_golden_answer_is_not_overwritten(
    curated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (curated / GOLDEN).write_text("body\na,b\n", encoding="utf-8")
    assert main(["check", "--accept"]) == 2
    assert f"{GOLDEN}:2: expected as many cells as the heading has, 1, got 2" in capsys.readouterr().err
    assert (curated / GOLDEN).read_text(encoding="utf-8") == "body\na,b\n"


class _Terminal:
    """A terminal that keeps what is written to it."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        return None

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "painted"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True)],
)
def test_differences_are_painted_on_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], painted: bool
) -> None:
    from thbgraph.cli.terminal import painted as paint

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    text = "x: differs\n  - a\n  ~ b\n  + c\nplain\n"
    assert paint(text) == text  # pytest's output is no terminal
    monkeypatch.setattr(sys, "stdout", _Terminal())
    wanted = "x: differs\n\x1b[31m  - a\x1b[0m\n\x1b[33m  ~ b\x1b[0m\n\x1b[32m  + c\x1b[0m\nplain\n"
    assert paint(text) == (wanted if painted else text)
