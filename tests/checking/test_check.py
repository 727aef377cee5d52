"""`check` finds a planted fault of every kind, at its file and line, and says how to mend it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import command_line
from thbgraph.checking.check import Checker
from thbgraph.graph import open_graph
from thbgraph.words.errors import DataError
from thbgraph.words.findings import Finding

ROOT = Path(__file__).resolve().parents[2]
MEMO, ENTITIES, QUESTION = "data/memo/2-few.trig", "data/entities/few.trig", "queries/bodies.rq"


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return command_line.run("check", *arguments, THBGRAPH_HOME=str(home))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path / "cache"))


def findings(home: Path) -> list[Finding]:
    return Checker(home, lambda step, steps, name: None).findings()


def plant(home: Path, name: str, old: str, new: str) -> None:
    text = (home / name).read_text(encoding="utf-8")
    assert old in text
    (home / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def add_check(home: Path, name: str) -> None:
    (home / "queries/checks").mkdir(exist_ok=True)
    text = (ROOT / f"queries/checks/{name}.rq").read_text(encoding="utf-8")
    (home / f"queries/checks/{name}.rq").write_text(text, encoding="utf-8")


PLANTED = [
    (MEMO, "memo:2-2 {", "memo:2-2 {{", "syntax", 14, "not valid TriG"),
    (MEMO, "  id:greta thb:monitors", "  # why\n  id:greta thb:monitors", "syntax", 11, "skos:note"),
    (MEMO, "\n\nmemo:2-2", "\nmemo:2-2", "form", None, "run: thbgraph fmt"),
    (MEMO, '"2005-05-03"^^xsd:date', '"2005-02-30"^^xsd:date', "statement", 9, "a day that the calendar has"),
    (MEMO, "thb:monitors id:cets-197", "thb:watches id:cets-197", "statement", 11, "is not in the ontology"),
    (MEMO, "thb:monitors id:cets-197", "owl:sameAs id:cets-197", "syntax", 11, "prefix"),
    (ENTITIES, "a thb:Treaty", "a thb:Agreement", "statement", 7, "is not in the ontology"),
    ("ontology/thb.ttl", "thb:monitors a owl:ObjectProperty", "thb:monitors a owl:FunctionalProperty , owl:ObjectProperty", "statement", None, "per source"),
    (ENTITIES, ' ;\n    skos:prefLabel "Group of Experts"@en', "", "shape:QualifiedMinCountConstraintComponent", 10, "skos:prefLabel"),
    (QUESTION, "ORDER BY ?body", "", "question", 1, "ORDER BY"),
    (QUESTION, "?body thb:monitors ?instrument .", "?body thb:monitors ?instrument", "none", None, ""),
    (QUESTION, "SELECT DISTINCT ?body", "SELECT DISTINCT ?instrument", "question", 1, "make them equal"),
    (QUESTION, "SELECT DISTINCT", "SELECT", "question", 1, "DISTINCT"),
    (QUESTION, "thb:monitors ?instrument", "thb:monitor ?instrument", "question", 11, "did you mean thb:monitors?"),
    (QUESTION, "{ id:cets-197 }", "{ id:cets-179 }", "question", 10, "id:cets-179 is not in the graph"),
    (QUESTION, "#+ summary:", "#+ sumary:", "syntax", 1, "summary"),
    (QUESTION, "VALUES ?instrument { id:cets-197 }", "", "syntax", 1, "add VALUES ?instrument"),
    (QUESTION, "thb:monitors ?instrument", "thb:monitors ?instrument FILTER(?x", "syntax", None, "does not parse"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "line", "words"),
    PLANTED,
    ids=lambda value: str(value)[:30] if value else "-",
)
def test_a_planted_fault_is_found(
    home: Path, name: str, old: str, new: str, code: str, line: int | None, words: str
) -> None:
    before = {finding for finding in findings(home) if finding.path == name}
    plant(home, name, old, new)
    found = [finding for finding in findings(home) if finding.path == name and finding not in before]
    if code == "none":
        assert found == []
        return
    matching = [finding for finding in found if finding.code == code and words in finding.message]
    assert matching, found
    assert line is None or line in {finding.line for finding in matching}


@pytest.mark.parametrize(
    ("expect", "line", "said"),
    [
        ("", 1, "the header does not say what the answer must hold; add expect, as docs/question-headers.md shows"),
        ("{with: {instrument: GRETA}, rows: {least: 1}}", 1, "the header does not say what the answer must hold"),
        ("{rows: {least: 1}}", 14, "expect says nothing of contains, never, unique; add what the source says"),
        ("{contains: [{body: GRETA}], never: [{body: PACE}], unique: [body]}", 14, "expect says nothing of rows.least"),
        ("{rows: {least: 1}, contains: [{body: GRETA}], never: [{body: PACE}], unique: [body]}", None, ""),
    ],
)  # fmt: skip
def test_a_question_says_what_its_answer_must_hold(
    home: Path, expect: str, line: int | None, said: str
) -> None:
    text = (home / QUESTION).read_text(encoding="utf-8")
    (home / QUESTION).write_text(text + (f"#+ expect: {expect}\n" if expect else ""), encoding="utf-8")
    found = [finding for finding in findings(home) if finding.path == QUESTION]
    if line is None:
        assert found == []
    else:
        assert [(finding.code, finding.line) for finding in found] == [("question", line)]
        assert found[0].message.startswith(said)


def test_a_check_points_at_the_line_at_fault(home: Path) -> None:
    add_check(home, "statement-in-the-wrong-passage")
    plant(home, MEMO, "memo:2-2 {", "memo:2-2 {\n  id:statement-9-9-1 a thb:Call .")
    found = [finding for finding in findings(home) if finding.code == "check:statement-in-the-wrong-passage"]
    assert [(finding.path, finding.line) for finding in found] == [(MEMO, 15)]
    assert "id:statement-2-2-<number>" in found[0].message


def test_one_file_that_does_not_parse_hides_no_other(home: Path) -> None:
    plant(home, MEMO, "memo:2-2 {", "memo:2-2 {{")
    plant(home, ENTITIES, "source:editors {", "source:editors {{")
    assert {finding.path for finding in findings(home) if finding.code == "syntax"} == {MEMO, ENTITIES}


def test_one_faulty_question_hides_no_other(home: Path) -> None:
    question = (home / QUESTION).read_text(encoding="utf-8")
    faulty = {
        "a": question.replace("#+ summary:", "#+ sumary:"),
        "b": question.replace("#+ columns:", "#+ columns: ["),
        "c": question.replace("ORDER BY ?body", "ORDER ?body"),
        "d": question.replace("PREFIX id:", "#+ expect: {row: {least: 1}}\nPREFIX id:"),
    }
    for name, text in faulty.items():
        (home / f"queries/{name}.rq").write_text(text, encoding="utf-8")
    found = [finding for finding in findings(home) if finding.code == "syntax"]
    assert [finding.path for finding in found] == [f"queries/{name}.rq" for name in faulty]
    for finding, said in zip(
        found, ("no summary", "valid YAML", "does not parse", "unknown key 'row'"), strict=True
    ):
        assert finding.line is not None and said in finding.message


def test_exit_1_with_findings_as_text_json_and_annotations(home: Path) -> None:
    plant(home, MEMO, "thb:monitors", "thb:watches")
    text = run(home)
    assert text.returncode == 1 and f"{MEMO}:11: thb:watches is not in the ontology" in text.stdout
    content = json.loads(run(home, "--format", "json").stdout)
    assert {key: value for key, value in content[-1].items() if key in ("path", "line")} == {
        "path": MEMO,
        "line": 11,
    }
    assert (
        f"::error file={MEMO},line=11,title=statement::thb:watches" in run(home, "--format", "github").stdout
    )


def test_a_copy_that_was_left_behind_is_a_finding(home: Path) -> None:
    """What is deleted in one of the two would stay in the graph, and nothing would say so."""
    copy = "data/memo/2-few copy.trig"
    (home / copy).write_bytes((home / MEMO).read_bytes())
    found = [(f.path, f.message) for f in findings(home) if "stands in" in f.message]
    assert found == [
        (MEMO, f"memo:2-{number} stands in {copy}, too; keep a passage in one file") for number in (1, 2)
    ]


def test_exit_2_when_a_file_cannot_be_read_as_text(home: Path) -> None:
    (home / MEMO).write_bytes(b"\xff\xfe")
    done = run(home)
    assert done.returncode == 2 and f"{MEMO}:1: is not UTF-8" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("SELECT", "SELECTT", "the query does not parse"),
        ("SELECT", "ASK # SELECT", "query"),
        ("#+ message:", "#+ message: '{ b' #", "the message has in braces what is no column"),
        ("#+ problem:", "#+ problem: 2010-02-30 #", "the header is not valid YAML: day is out of range"),
        ("#+ problem:", "#+ problem: { #", "the header is not valid YAML"),
    ],
)
def test_a_faulty_check_is_a_finding_of_its_own(home: Path, old: str, new: str, said: str) -> None:
    name = "entity-with-two-classes"
    add_check(home, name)
    plant(home, f"queries/checks/{name}.rq", old, new)
    found = [finding for finding in findings(home) if finding.path.endswith(f"{name}.rq")]
    assert len(found) == 1 and said in found[0].message


@pytest.mark.parametrize(("query", "line"), [("SELECTT ?a { ?a ?b ?c }", 2), ("ASK {}", None)])
def test_a_question_that_is_no_select_query_is_a_finding_and_no_build(
    home: Path, query: str, line: int | None
) -> None:
    (home / "queries/odd.rq").write_text(f"#+ summary: What?\n{query}\n", encoding="utf-8")
    found = [finding for finding in findings(home) if finding.path == "queries/odd.rq"]
    assert [finding.line for finding in found] == [line]
    with pytest.raises(DataError, match=r"queries/odd\.rq"):
        open_graph(home)


@pytest.mark.parametrize("missing", ["ontology/thb.ttl", "data/tables/x.csv-metadata.json"])
def test_exit_2_when_a_file_is_missing(home: Path, missing: str) -> None:
    (home / "data/tables").mkdir()
    (home / "data/tables/x.csv").write_text("a\n1\n", encoding="utf-8")
    (home / "data/tables/x.csv-metadata.json").write_text("{}", encoding="utf-8")
    (home / missing).unlink()
    done = run(home)
    assert done.returncode == 2 and f"{missing}: cannot be read" in done.stderr


def test_metadata_without_their_table_are_a_finding(home: Path) -> None:
    (home / "data/tables").mkdir()
    (home / "data/tables/x.csv-metadata.json").write_text("{}", encoding="utf-8")
    found = [finding for finding in findings(home) if finding.path == "data/tables/x.csv-metadata.json"]
    assert [finding.code for finding in found] == ["syntax"] and "its table x.csv is missing" in found[
        0
    ].message
