"""`check` finds a planted fault of every kind, at its file and line, and says how to mend it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import command_line
from thbgraph.base.errors import DataError
from thbgraph.base.findings import Finding
from thbgraph.base.progress import silent
from thbgraph.build import builds
from thbgraph.build.compiling import InMemory
from thbgraph.checking.check import Checker
from thbgraph.graph import check, open_graph

ROOT = Path(__file__).resolve().parents[2]
MEMO, ENTITIES, QUESTION = "data/memo/2-few.trig", "data/entities/few.trig", "queries/bodies.rq"
WORDINGS, COLUMNS = "queries/wordings.yaml", "queries/columns.yaml"


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
    (ENTITIES, "a thb:Treaty", "a thb:Agreement", "statement", 8, "is not in the ontology"),
    ("ontology/core.ttl", "thb:monitors a owl:ObjectProperty", "thb:monitors a owl:FunctionalProperty , owl:ObjectProperty", "statement", None, "per source"),
    (ENTITIES, ' ;\n    skos:prefLabel "Group of Experts"@en', "", "shape:QualifiedMinCountConstraintComponent", 11, "skos:prefLabel"),
    (QUESTION, "ORDER BY ?body", "", "question", 1, "ORDER BY"),
    (QUESTION, "?body thb:monitors ?instrument .", "?body thb:monitors ?instrument", "none", None, ""),
    (QUESTION, "SELECT DISTINCT ?body", "SELECT DISTINCT ?instrument", "question", 5, "make them equal"),
    (QUESTION, "SELECT DISTINCT", "SELECT", "question", 1, "DISTINCT"),
    (QUESTION, "thb:monitors ?instrument", "thb:monitor ?instrument", "question", 12, "did you mean thb:monitors?"),
    (QUESTION, "{ id:cets-197 }", "{ id:cets-179 }", "question", 11, "id:cets-179 is not in the graph"),
    (QUESTION, "[who]", "[bodies]", "question", 2, "expected one of status, pressure, who,"),
    (WORDINGS, "bodies:", "boddies:", "question", 1, "there is no question boddies; did you mean bodies?"),
    (WORDINGS, "[monitor", "{monitor", "syntax", 1, "the header is not valid YAML"),
    (WORDINGS, "[monitor, watch over]", "monitor", "syntax", 1, "bodies must be a list"),
    (QUESTION, "#+ sentence:", "# sentence:", "question", 1, "the header has no sentence"),
    (QUESTION, "none: None does.", "none: None does", "question", 16, "ends without a full stop: 'None does'"),
    (QUESTION, "ORDER BY ?body\n", "ORDER BY ?body\n" + "# why\n" * 60, "question", 70, "has 65 lines, 60 at most"),
    (QUESTION, "#+ summary:", "#+ sumary:", "syntax", 1, "summary"),
    (QUESTION, "VALUES ?instrument { id:cets-197 }", "", "syntax", 1, "add VALUES ?instrument"),
    (QUESTION, "thb:monitors ?instrument", "thb:monitors ?instrument FILTER(?x", "syntax", None, "does not parse"),
]  # fmt: skip


@pytest.mark.slow
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


def test_all_faults_of_a_header_are_named_at_once_with_their_lines(home: Path) -> None:
    plant(home, QUESTION, "tags: [who]", "tags: who")
    plant(home, QUESTION, "eli:LegalResource", "eliLegalResource")
    plant(home, QUESTION, "[body]", "[bodies]")
    plant(home, QUESTION, "many: ", "more: ")
    plant(
        home,
        QUESTION,
        "ORDER BY ?body",
        "ORDER ?body",
    )
    found = [
        (one.line, one.message) for one in findings(home) if (one.path, one.code) == (QUESTION, "syntax")
    ]
    assert [line for line, _ in found] == [2, 4, 14, 15, 16]
    for (_, message), said in zip(
        found,
        (
            "tags must be a list",
            "no name with a known prefix",
            "does not parse",
            "names a column 'bodies'",
            "a clause of the sentence is a map",
        ),
        strict=True,
    ):
        assert said.replace("no name", "is not a name") in message


def test_a_question_that_nobody_is_known_to_ask_is_a_finding(home: Path) -> None:
    (home / WORDINGS).unlink()
    said = [one.message for one in findings(home) if one.path == QUESTION]
    assert [one for one in said if "nothing says by which words it is asked; add a line to queries/w" in one]


def test_what_stands_beside_the_questions_hides_no_cause_where_it_is_wrong(home: Path) -> None:
    plant(home, WORDINGS, "[monitor", "{monitor")
    assert [(one.path, one.code) for one in findings(home)] == [(WORDINGS, "syntax")]


def test_a_column_that_several_questions_have_is_described_once(home: Path) -> None:
    plant(home, QUESTION, "#+   body: The body\n", "")
    assert [one.line for one in findings(home) if one.path == QUESTION and one.code == "syntax"]
    (home / COLUMNS).write_text("columns:\n  body: The body\n", encoding="utf-8")
    assert not [one for one in findings(home) if one.code == "syntax"]
    (home / COLUMNS).write_text("columns:\n  body: The body\nhiden: [body]\n", encoding="utf-8")
    wrong = [(one.path, one.line) for one in findings(home) if "unknown key 'hiden'" in one.message]
    assert wrong == [(COLUMNS, 3)]


def test_a_sentence_says_nothing_of_what_was_left_open(home: Path) -> None:
    plant(home, QUESTION, 'many: "{n} monitor it', 'many: "{n} monitor {instrument}')
    open_words = "{instrument} can be left open; put the words that need it in square brackets"
    assert not [one for one in findings(home) if open_words in one.message]
    plant(home, QUESTION, "{ id:cets-197 }", "{ UNDEF }")
    assert [one.line for one in findings(home) if open_words in one.message] == [16]
    plant(home, QUESTION, "monitor {instrument}", "monitor[ {instrument}]")
    assert not [one for one in findings(home) if open_words in one.message]


def test_what_cannot_be_cited_is_no_question(home: Path) -> None:
    plant(
        home,
        QUESTION,
        "?body thb:monitors ?instrument .",
        "{ SELECT ?body WHERE { ?body thb:monitors ?instrument } ORDER BY ?body LIMIT 3 } FILTER EXISTS { SELECT ?body { ?body ?p ?o } ORDER BY ?o LIMIT 1 }",
    )
    said = [one.message for one in findings(home) if one.path == QUESTION and "cited" in one.message]
    assert said == [
        "its rows cannot be cited: evidence does not cover LIMIT or OFFSET within GRAPH or EXISTS"
    ]


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
        "d": question.replace("PREFIX id:", "#+ expected: {}\nPREFIX id:"),
    }
    for name, text in faulty.items():
        (home / f"queries/{name}.rq").write_text(text, encoding="utf-8")
    found = [finding for finding in findings(home) if finding.code == "syntax"]
    assert [finding.path[8] for finding in found] == ["a", "a", "b", "c", "d"]
    wanted = (
        "has no summary",
        "unknown key 'sumary'",
        "valid YAML",
        "does not parse",
        "unknown key 'expected'",
    )
    for finding, said in zip(found, wanted, strict=True):
        assert finding.line is not None and said in finding.message


def test_exit_1_with_findings_as_text_json_and_annotations(home: Path) -> None:
    plant(home, MEMO, "thb:monitors", "thb:watches")
    text = run(home)
    assert text.returncode == 1 and f"{MEMO}:11: thb:watches is not in the ontology" in text.stdout
    content = json.loads(run(home, "--format", "json").stdout)
    assert (MEMO, 11) in {(one["path"], one["line"]) for one in content}
    assert (
        f"::error file={MEMO},line=11,title=statement::thb:watches" in run(home, "--format", "github").stdout
    )


def test_a_copy_that_was_left_behind_is_a_finding(home: Path) -> None:
    """What is deleted in one of the two would stay in the graph, and nothing would say so."""
    copy = "data/memo/2-few copy.trig"
    (home / copy).write_bytes((home / MEMO).read_bytes())
    found = [(f.path, f.message) for f in findings(home) if "keep a passage" in f.message]
    assert found == [
        (MEMO, f"memo:2-{number} is also in {copy}; keep a passage in one file") for number in (1, 2)
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
        ("#+ message:", "#+ message: '{ b' #", "braces in the message may hold only a column"),
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


@pytest.mark.parametrize("missing", ["ontology/core.ttl", "data/tables/x.csv-metadata.json"])
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


def test_an_undeclared_entity_hides_nothing_behind_it(home: Path) -> None:
    add_check(home, "statement-in-the-wrong-passage")
    plant(home, MEMO, "thb:monitors id:cets-197", "thb:monitors id:cets-179")
    plant(
        home,
        MEMO,
        "memo:2-2 {",
        'memo:2-2 {\n  id:statement-9-9-1 a thb:Call ; dcterms:date "2005-02-30"^^xsd:date .',
    )
    plant(home, QUESTION, "thb:monitors ?instrument", "thb:monitor ?instrument")
    (home / "queries/odd.rq").write_text("#+ summary: What?\nASK {}\n", encoding="utf-8")
    found = [(finding.path, finding.code) for finding in findings(home)]
    assert (MEMO, "statement") in found and ("queries/odd.rq", "syntax") in found
    assert (MEMO, "check:statement-in-the-wrong-passage") in found and (QUESTION, "question") in found


def test_what_does_not_parse_is_all_that_is_said_of_the_whole(home: Path) -> None:
    """Else all that is declared there would be said to be undeclared."""
    plant(home, ENTITIES, "source:editors {", "source:editors {{")
    plant(home, MEMO, "thb:monitors", "thb:watches")
    assert [(one.path, one.code) for one in findings(home)] == [(ENTITIES, "syntax")]
    assert [(one.path, one.code) for one in check(home, files=[MEMO])] == [(ENTITIES, "syntax")]


def test_a_term_without_a_key_in_the_context_is_a_finding_at_its_line(home: Path) -> None:
    plant(home, "ontology/core.ttl", "thb:monitors a", "thb:motto a owl:DatatypeProperty .\n\nthb:monitors a")
    (finding,) = [finding for finding in findings(home) if finding.code == "unlisted"]
    text = (home / "ontology/core.ttl").read_text(encoding="utf-8")
    assert finding.line == text[: text.index("thb:motto a")].count("\n") + 1
    assert str(finding).endswith("thb:motto has no key in ontology/context.jsonld; run: make docs")
    plant(home, "ontology/context.jsonld", "{", "")
    (finding,) = [finding for finding in findings(home) if finding.code == "unlisted"]
    assert finding.path == "ontology/context.jsonld" and "run: make docs" in finding.message


@pytest.mark.parametrize(
    ("files", "paths"),
    [([MEMO], {MEMO}), ([ENTITIES], {ENTITIES}), ([MEMO, ENTITIES], {MEMO, ENTITIES})],
)
def test_some_files_are_checked_alone(home: Path, files: list[str], paths: set[str]) -> None:
    """With the same findings that all of them together give."""
    plant(home, MEMO, "thb:monitors id:cets-197", "thb:monitors id:cets-179")
    plant(home, MEMO, "a thb:Adoption", "a thb:Act")
    plant(home, ENTITIES, ' ;\n    skos:prefLabel "Group of Experts"@en', "")
    whole = [finding for finding in findings(home) if finding.path in paths]
    some = Checker(home, lambda step, steps, name: None, files).findings()
    assert {one.path for one in some} == paths and some == whole


def test_a_question_is_checked_alone_with_its_answer(home: Path) -> None:
    plant(home, QUESTION, "thb:monitors ?instrument", "thb:monitor ?instrument")
    (home / "queries/answers/bodies.csv").write_text("body,bodyLabel\n", encoding="utf-8")
    (home / "queries/answers/other.csv").write_text("x\n", encoding="utf-8")
    for name in (QUESTION, "queries/answers/bodies.csv"):
        paths = {one.path for one in check(home, files=[name])}
        assert QUESTION in paths <= {QUESTION, "queries/answers/bodies.csv"}
    plant(home, QUESTION, "thb:monitor ?instrument", "thb:monitors ?instrument")
    assert {one.path for one in check(home, files=[QUESTION])} == {"queries/answers/bodies.csv"}
    (home / "queries/answers/bodies.csv").unlink()
    (missing,) = (one for one in check(home, files=[QUESTION]) if one.code == "answer")
    assert (missing.path, missing.line) == ("queries/answers/bodies.csv", None)
    assert missing.message.startswith("the question has no golden answer yet, and its answer has 1 row;")


def test_the_ontology_alone_is_checked_with_all_statements(home: Path) -> None:
    plant(home, "ontology/core.ttl", "thb:monitors a", "thb:watches a")
    plant(home, QUESTION, "SELECT", "SELEC")
    found = check(home, files=["ontology/core.ttl"])
    assert {(one.path, one.code) for one in found} >= {(MEMO, "statement"), ("ontology/core.ttl", "unlisted")}
    assert all(one.line for one in found if one.code == "statement")


def test_files_are_named_from_where_one_stands(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(home, MEMO, "thb:monitors", "thb:watches")
    for folder, name in (
        (home, MEMO),
        (home / "data/memo", "2-few.trig"),
        (ROOT, MEMO),
        (ROOT, str(home / MEMO)),
    ):
        monkeypatch.chdir(folder)
        done = run(home, name)
        assert done.returncode == 1 and f"{MEMO}:11: thb:watches is not in the ontology" in done.stdout
    monkeypatch.chdir(home)
    assert run(home, ENTITIES).stdout == "no findings\n"
    done = run(home, "ontology/none.ttl")
    assert (
        done.returncode == 2
        and "ontology/none.ttl: is not a source; expected a file under ontology, data, queries" in done.stderr
    )
    assert command_line.run("fmt", "--check", ENTITIES, THBGRAPH_HOME=str(home)).returncode == 0


def test_findings_as_sarif_have_what_its_schema_requires(home: Path) -> None:
    plant(home, MEMO, "thb:monitors", "thb:watches")
    plant(home, ENTITIES, "source:editors {", "source:editors {\n")
    log = json.loads(run(home, "--format", "sarif").stdout)
    assert log["version"] == "2.1.0" and log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (made,) = log["runs"]
    driver = made["tool"]["driver"]
    assert driver["name"] == "thbgraph"
    rules = [rule["id"] for rule in driver["rules"]]
    assert len(set(rules)) == len(rules)
    whole = findings(home)
    assert len(made["results"]) >= len(whole) > 1
    for result in made["results"]:
        assert result["message"]["text"] and result["ruleId"] in rules
        assert result["level"] in ("none", "note", "warning", "error")
        ((place,),) = ([one["physicalLocation"] for one in result["locations"]],)
        assert "//" not in place["artifactLocation"]["uri"] and " " not in place["artifactLocation"]["uri"]
        assert place.get("region", {"startLine": 1})["startLine"] >= 1
    places = [(one["locations"][0]["physicalLocation"]) for one in made["results"]]
    assert {"artifactLocation": {"uri": MEMO}, "region": {"startLine": 11}} in places
    assert {"artifactLocation": {"uri": ENTITIES}} in places


def test_a_constraint_that_is_not_read_is_told_and_all_else_is_held(home: Path) -> None:
    shapes, constraint = "ontology/shapes/values.ttl", "sh:maxInclusive 9"
    plant(home, shapes, "sh:path thb:notBefore ;", f"sh:path thb:notBefore ; {constraint} ;")
    plant(
        home, MEMO, "thb:instrument id:cets-197", 'thb:instrument id:cets-197 ;\n    thb:notBefore "2005-05"'
    )
    told = {(one.path, one.line): one.message for one in check(home, files=[MEMO])}
    lines = (home / shapes).read_text(encoding="utf-8").splitlines()
    message = told[shapes, next(at for at, line in enumerate(lines, 1) if constraint in line)]
    assert (
        "sh:maxInclusive is not among the supported constraints" in message and "sh:minInclusive" in message
    )
    assert any("thb:notBefore must be a day" in message for message in told.values())


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("sh:class thb:Treaty, thb:State", "stands 2 times"),
        ('sh:minCount "some"', "expects a whole number"),
        ('sh:pattern "(ab"', "expects a regular expression"),
        ("sh:qualifiedMinCount 1", ""),
        ("sh:property [ sh:path (thb:state thb:state) ]", "is a path of several steps"),
        ("sh:not [ sh:minCount true ]", "expects a whole number"),
    ],
)
def test_shapes_that_are_no_shapes_are_told_and_end_nothing(home: Path, written: str, fault: str) -> None:
    plant(
        home, "ontology/shapes/values.ttl", "sh:path thb:notBefore ;", f"sh:path thb:notBefore ; {written} ;"
    )
    assert fault in " ".join(one.message for one in findings(home))


@pytest.mark.parametrize(
    "wrong",
    [
        # A class that is a shape, too, is its target in SHACL, and not here.
        "\nthb:Call a sh:NodeShape ; sh:property [ sh:path thb:callsFor ; sh:minCount 1 ] .\n",
        "\nthb:Call a sh:NodeShape .\n",
    ],
)
def test_a_shape_that_is_held_against_nothing_is_told(home: Path, wrong: str) -> None:
    shapes = "ontology/shapes/values.ttl"
    path = home / shapes
    path.write_text(path.read_text(encoding="utf-8") + wrong, encoding="utf-8")
    (found,) = [one for one in check(home, files=[shapes]) if "no target" in one.message]
    assert found.path == shapes and found.message.startswith("thb:Call has no target")


def test_what_is_not_listed_yet_is_a_finding_where_the_lists_are(home: Path) -> None:
    assert not [finding for finding in findings(home) if finding.code == "unlisted"]
    (home / "LICENSE-DATA").write_text("Facts:\n  nordic-council-members\n", encoding="utf-8")
    (home / "data/tables").mkdir()
    for name in ("nordic-council-members", "coe-members"):
        for ending in (".csv", ".csv-metadata.json"):
            shutil.copy(ROOT / f"data/tables/{name}{ending}", home / "data/tables")
    found = [str(finding) for finding in findings(home) if finding.code == "unlisted"]
    assert found == ["data/tables/coe-members.csv: is not in LICENSE-DATA; run: make docs"]


def test_a_property_of_a_table_that_is_not_declared_is_shortened_where_it_stands(home: Path) -> None:
    folder = home / "data/tables"
    folder.mkdir()
    for name in ("nordic-council-members.csv", "nordic-council-members.csv-metadata.json"):
        text = (ROOT / "data/tables" / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace('ns/org#member"', 'ns/org#memmber"'), encoding="utf-8")
    said = [one for one in findings(home) if "org:memmber" in one.message]
    assert [(one.path, one.line) for one in said] == [
        ("data/tables/nordic-council-members.csv-metadata.json", 1)
    ]


def test_a_new_table_is_told_where_it_alone_is_checked(home: Path) -> None:
    for folder in ("data/tables", "queries/accepted"):
        (home / folder).mkdir()
    for name in ("nordic-council-members.csv", "nordic-council-members.csv-metadata.json"):
        (home / "data/tables" / name).write_bytes((ROOT / "data/tables" / name).read_bytes())
    (home / "queries/accepted/tables.tsv").touch()
    found = check(home, files=["data/tables/nordic-council-members.csv"])
    assert "the file is new" in "".join(one.message for one in found if one.code == "accepted")


def test_a_file_alone_tells_of_a_block_that_nothing_describes(home: Path) -> None:
    passages = "".join(
        f"  <https://w3id.org/thbgraph/memo/2-{number}> a thb:Passage .\n" for number in (1, 2)
    )
    plant(home, ENTITIES, "source:editors {\n", f"source:editors {{\n{passages}")
    assert not [one for one in check(home, files=[MEMO]) if "nothing describes" in one.message]
    plant(home, MEMO, "memo:2-2 {", "memo:2-99 {")
    (alone,) = [one for one in check(home, files=[MEMO]) if "nothing describes memo:2-99" in one.message]
    assert (alone.path, alone.code) == (MEMO, "statement") and alone.line
    assert alone in findings(home)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("prefLabel", '"GRETA"@en', '"GRETA\\n"@en'),
        ("altLabel", '"GRETA"@en', '"G\\u202Ex"@en'),
        ("hiddenLabel", '"GRETA"@en', '"G\\u001B[31m"@en'),
    ],
)
def test_a_name_that_nobody_can_read_is_a_finding(home: Path, name: str, old: str, new: str) -> None:
    added = f"skos:{name} {old}".replace(old, new)
    plant(home, ENTITIES, "source:editors {", f"source:editors {{\n  id:greta {added} .")
    found = [one for one in check(home, files=[ENTITIES]) if f"skos:{name}" in one.message]
    found = [one for one in found if one.code == "shape:NotConstraintComponent"]
    assert [one.path for one in found] == [ENTITIES] and "characters that nobody sees" in found[0].message


def test_files_of_the_ontology_alone_tell_of_a_term_without_definition_and_example(home: Path) -> None:
    (home / "docs").mkdir()
    (home / "docs/core.md").touch()  # which makes it a home that keeps the ontology
    plant(home, "ontology/core.ttl", "thb:monitors a", "thb:funds a owl:ObjectProperty .\n\nthb:monitors a")
    told = [one.message for one in check(home, files=["ontology/core.ttl"])]
    assert {"thb:funds has no skos:definition; add one", "thb:funds has no skos:example; add one"} <= {*told}


def test_a_question_is_told_of_a_term_of_another_vocabulary_that_nothing_has(home: Path) -> None:
    plant(home, QUESTION, "PREFIX id:", "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nPREFIX id:")
    plant(
        home,
        QUESTION,
        "?body thb:monitors ?instrument .",
        "?body thb:monitors ?instrument ; skos:prefLabl ?name .",
    )
    told = [(one.path, one.message) for one in check(home, files=[QUESTION])]
    assert (QUESTION, "skos:prefLabl is not in the graph; did you mean skos:prefLabel?") in told


def test_the_day_of_the_memo_is_that_of_home_toml(home: Path) -> None:
    said = "@prefix thb: <https://w3id.org/thbgraph/ontology#> .\n@prefix source: <https://w3id.org/thbgraph/source/> .\n"
    said += "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n\nsource:editors {\n  source:memo thb:notBefore %s .\n}\n"
    for day, found in (("2010-02-23", []), ("2010-02-24", [6])):
        (home / "data/memo/day.trig").write_text(said % f'"{day}"^^xsd:date', encoding="utf-8")
        told = [one for one in findings(home) if "write the same day in both" in one.message]
        assert [(one.path, one.line) for one in told] == [("data/memo/day.trig", line) for line in found]


def test_a_build_too_large_for_memory_is_asked_where_it_lies_with_the_same_findings(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_check(home, "report-against-an-act")
    plant(home, ENTITIES, ' ;\n    skos:prefLabel "Group of Experts"@en', "")
    open_graph(home).close()
    asked: list[bool] = []

    def of_answers(made: InMemory, questions: object) -> list[Finding]:
        asked.append(made.store.is_in_memory)
        return []

    in_memory = Checker(home, silent).findings(of_answers)
    monkeypatch.setattr(builds, "_MOST_IN_MEMORY", 0)
    where_it_lies = Checker(home, silent).findings(of_answers)
    assert in_memory == where_it_lies != []
    assert asked == [True, False]
