"""The command `status` as people use it: defaults, formats, output files, wrong input."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

import command_line

run = partial(command_line.run, "status")


@pytest.fixture(scope="module", autouse=True)
def built(graph: object) -> None:
    """The real graph is built once, so that no command says that it builds."""


def test_the_text_says_status_day_grounds_and_depositary() -> None:
    done = run("Lithuania", "CETS 197", "asOf=2009-01-01")
    assert done.returncode == 0 and done.stderr == ""
    lines = done.stdout.splitlines()
    assert done.stdout.split("\n\n")[1] == "undetermined, as of 1 January 2009"
    assert "What would settle it: the day of its signature" in done.stdout
    assert "Decided by" in lines and "not the depositary" in done.stdout
    assert any(line.startswith("[1] ") for line in lines)


def test_the_default_day_is_the_reporting_day() -> None:
    assert "signatory, as of 23 February 2010" in run("Estonia", "CETS 197").stdout


def test_json_is_for_machines(tmp_path: Path) -> None:
    file = tmp_path / "status.json"
    done = run("FI", "id:cets-197", "asOf=2013-01-01", "--format", "json", "-o", str(file))
    assert done.returncode == 0 and done.stdout == ""
    content = json.loads(file.read_text(encoding="utf-8"))
    assert content["status"] == "party" and content["since"] == "2012-09-01"
    assert set(content["sources"]) == {
        graph for one in content["grounds"] + content["alsoRecorded"] for graph in one["sources"]
    }


def test_a_day_needs_no_name() -> None:
    assert run("FI", "CETS 197", "2008-01-01").stdout == run("FI", "CETS 197", "asOf=2008-01-01").stdout != ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Finland", "CETS 197", "day=2008-01-01"], "expected asOf=DATE"),
        (["Finland", "CETS 197", "soon"], "expected a day such as 2005-05-03"),
        (["Finland", "CETS 197", "asOf=soon"], "expected a day such as 2005-05-03"),
        (["Finland", "CETS 197", "asOf="], "expected a day such as 2005-05-03"),
        (["Atlantis", "CETS 197"], "Atlantis"),
        (["Finland", "CBSS"], "an intergovernmental organization, not a treaty"),
        (["children", "CETS 197"], "Children is a topic, not a state or organization"),
        (["Finland"], "required"),
    ],
)
def test_wrong_input_is_told_with_exit_2(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr
