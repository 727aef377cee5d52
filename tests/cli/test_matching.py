"""The command `link match`: lists as files and words, what is refused, and the page that shows it."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from functools import partial
from pathlib import Path

import pytest

import command_line

ROOT = Path(__file__).resolve().parents[2]


run = partial(command_line.run, "link", "match")


def rows_of(done: command_line.Done) -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


@pytest.fixture(scope="module", autouse=True)
def built(graph: object) -> None:
    """Builds once, so that no command does."""


@pytest.mark.parametrize("mark", [b"", "\ufeff".encode()])
@pytest.mark.parametrize(("part", "end"), [(",", "\n"), (";", "\r\n"), ("\t", "\n")])
def test_a_list_keeps_its_columns(tmp_path: Path, part: str, end: str, mark: bytes) -> None:
    path = tmp_path / "names.csv"
    lines = ["land,jahr", "Suomi,2006", "", '"Niger",2009', "Utopia,x"]
    path.write_bytes(mark + end.join(line.replace(",", part) for line in lines).encode())
    rows = rows_of(run("--file", str(path), "--column", "land"))
    assert list(rows[0])[:5] == ["land", "jahr", "entity", "entityLabel", "outcome"]
    assert [(row["land"], row["jahr"], row["entityLabel"], row["outcome"]) for row in rows] == [
        ("Suomi", "2006", "Finland", "matched"),
        ("Niger", "2009", "Niger", "matched"),
        ("Utopia", "x", "", "unmatched"),
    ]


def test_columns_of_ours_that_the_list_has_get_another_name(tmp_path: Path) -> None:
    done = run("--file", "-", "--column", "entity", given="entity,score\nFIN,3\n")
    (row,) = rows_of(done)
    assert (row["entity"], row["score"], row["match_entityLabel"]) == ("FIN", "3", "Finland")


def test_what_did_not_match_is_named_on_stderr() -> None:
    done = run("Finland", "Utopia", "Korea")
    assert "3 names: 1 matched, 1 unsure, 1 unmatched" in done.stderr
    assert "unmatched: Utopia" in done.stderr and "unsure: Korea" in done.stderr
    assert run("Finland", "Utopia", "--fail-on-unmatched").returncode == 1
    assert run("Finland", "--fail-on-unmatched").returncode == 0


def test_json_has_the_candidates() -> None:
    (row,) = json.loads(run("Virgin Islands", "--format", "json").stdout)["rows"]
    assert row["outcome"] == "unsure" and "id:vgb" in row["candidates"] and "id:vir" in row["candidates"]


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        ([], None, "give names, or a list"),
        (["Finland", "--file", "x.csv"], None, "give names, or a list"),
        (["--file", "no-such.csv"], None, "No such file"),
        (["--file", "."], None, "directory"),
        (["--file", "-"], "", "the list is empty"),
        (["--file", "-"], "a,b\n1,2\n", "with --column; choose from: a, b"),
        (["--file", "-", "--column", "c"], "a,b\n1,2\n", "no column 'c'; choose from: a, b"),
        (["--file", "-", "--column", "a"], "a,a\n1,2\n", "several columns 'a'"),
        (
            ["--file", "-", "--column", "a"],
            "a,b\n1\n",
            "standard input: line 2 of the list has 1 cells, its header 2",
        ),
        (["--file", "-"], 'a\n"x\n', "line 2 of the list is not valid CSV"),
        (["--file", "-"], "a\nx\udcff\n", "standard input:2: is not UTF-8"),
        (
            ["--file", "-"],
            "PK\x03\x04\udcff",
            "got a workbook (XLSX, ODS) or another packed file; open it and save it as CSV in UTF-8",
        ),
        (["--file", "-"], "a\nx\0\n", "NUL"),
        (["Finland", "asOf=1.1.2010"], None, "asOf: expected a day such as"),
        (["Finland", "asOf=2010-01-01", "asOf=2011-01-01"], None, "asOf: give one day"),
        (["Finland", "--cite"], None, "unrecognized arguments: --cite"),
        (["Finland", "--kind", "Planet"], None, "there is no class 'Planet'; "),
    ],
)
def test_what_is_wrong_is_said(arguments: list[str], given: str | None, said: str) -> None:
    done = run(*arguments, given=given)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and "Traceback" not in done.stderr


def test_the_page_shows_what_is_printed() -> None:
    text = (ROOT / "docs/matching.md").read_text(encoding="utf-8")
    shown = re.findall(
        r"^```console\n\$ \.venv/bin/thbgraph link match (.*)\n((?:.*\n)*?)```", text, re.MULTILINE
    )
    assert len(shown) >= 2
    for command, printed in shown:
        assert run(*shlex.split(command)).stdout == printed


def test_what_is_not_utf8_is_written_visibly(tmp_path: Path) -> None:
    out = tmp_path / "matched.csv"
    done = run("\udcff", "-o", str(out))
    assert done.returncode == 0 and b"\\udcff" in out.read_bytes() and "Traceback" not in done.stderr


def test_the_summary_does_not_steer_the_terminal() -> None:
    done = run("\x1b[2Jnobody")
    assert "\x1b" not in done.stderr and "\\x1b[2Jnobody" in done.stderr


def test_blank_lines_before_the_header_do_not_hide_how_columns_are_parted() -> None:
    rows = rows_of(run("--file", "-", "--column", "name", given="\n\nname;year\nFinland;2006\n"))
    assert [(row["name"], row["year"], row["outcome"]) for row in rows] == [("Finland", "2006", "matched")]
