"""What makes asking comfortable: lists, searches, help, formats, files, deadlines."""

from __future__ import annotations

import csv
import io
import os
import re
import sys
import time
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

import thbgraph
from command_line import run, run_apart
from thbgraph.base.extras import LIBRARIES, Library
from thbgraph.cli import command_io as opening
from thbgraph.cli.ask_commands import help_of
from thbgraph.graph import KnowledgeGraph
from thbgraph.results import formats
from thbgraph.results.answer import Answer, Row
from thbgraph.results.statements import Statements
from whole import WHOLE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    """The real graph is in the cache, from which builds of other homes may have pushed it."""
    thbgraph.open()


def test_the_help_of_a_question_shows_defaults_and_examples(graph: KnowledgeGraph) -> None:
    out = run("ask", "signed-not-ratified", "--help").stdout
    for param in graph.questions["signed-not-ratified"].params:
        assert f"\n  {param.name}  {param.description}\n" in out
    assert "default: 2010-02-23; for example: asOf=2010-01-26" in out


@pytest.mark.slow
def test_each_example_in_the_help_of_a_question_gives_rows(graph: KnowledgeGraph) -> None:
    some = slice(None) if WHOLE else slice(1, None, 5)
    for name, question in [*graph.questions.items()][some]:
        for line in re.findall(r"for example: (.*)", help_of(question, graph)):
            for key, value in re.findall(r'(\w+)=("[^"]*"|[^",\s]+)', line):
                assert len(graph._rows(name, {key: value.strip('"')})), (name, key, value)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("GRETA", "id:greta"),
        ("åland", "id:ala"),
        ("Cote d'Ivoire", "id:civ"),
        ("palermo prot", "id:palermo-protocol"),
        ("CETS197", "id:cets-197"),
        ("ungift", "id:un-gift"),
        ("trafficing", None),
    ],
)
def test_find_knows_accents_beginnings_and_slips(text: str, first: str | None) -> None:
    done = run("find", text)
    assert done.returncode == 0
    if first:
        assert done.stdout.split()[0] == first
    elif text == "trafficing":
        assert "id:trafficking-in-human-beings" in done.stdout


def test_find_knows_kinds() -> None:
    found = run("find", "council", "--kind", "Organization").stdout
    assert "id:nordic-council" in found and "id:warsaw" not in found
    assert "id:nordic-council  " in run("find", "council", "--kind", "ParliamentaryAssembly").stdout


def test_find_nothing_exits_1() -> None:
    done = run("find", "xyzzyx")
    assert (done.returncode, done.stdout) == (1, "")


def test_list_gives_classes_and_their_members() -> None:
    assert "thb:Treaty  " in run("list").stdout
    assert "id:cets-197  " in run("list", "treaty").stdout
    assert (
        "id:pace  " in run("list", "Parliamentary body").stdout and "thb:Handbook  7\n" in run("list").stdout
    )
    done = run("list", "unicorn")
    assert done.returncode == 2 and "the list of classes names them" in done.stderr


def test_how_to_cite_names_question_arguments_version_and_day(graph: KnowledgeGraph) -> None:
    said = run("ask", "signed-not-ratified", "--how-to-cite").stderr
    assert "[signed-not-ratified; group: Council of the Baltic Sea States" in said
    assert graph.index.digest[:12] in said and str(time.gmtime().tm_year) in said


def test_xml_is_sparql_results_xml() -> None:
    tree = ElementTree.fromstring(run("ask", "signed-not-ratified", "--format", "xml").stdout)
    space = {"s": "http://www.w3.org/2005/sparql-results#"}
    names = [variable.get("name") for variable in tree.findall("s:head/s:variable", space)]
    assert names == [
        "country", "answer", "sinceEarliest", "sinceLatest", "openAct", "notBefore", "notAfter", "lastRecorded",
        "asOf", "knownThrough", "basis",
    ]  # fmt: skip
    assert len(tree.findall("s:results/s:result", space)) == 6


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_cited_markdown_and_html_have_footnotes(form: str) -> None:
    out = run("ask", "signed-not-ratified", "--cite", "--format", form).stdout
    assert "Finland" in out and ("14th paragraph" if form == "markdown" else "Memo 2-14") in out
    assert "[^3]" in out if form == "markdown" else re.search(r'href="#\w+-n1"', out)


def test_html_escapes_what_it_shows() -> None:
    out = run("sparql", 'SELECT ?x { VALUES ?x { "<script>alert(1)</script>" } }', "--format", "html").stdout
    assert "<script>" not in out and "&lt;script&gt;" in out


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_excel_safe_defuses_formulas(text: str) -> None:
    out = run("sparql", f'SELECT ?x {{ VALUES ?x {{ "{text}" }} }}', "--format", "csv", "--excel-safe").stdout
    assert next(csv.DictReader(io.StringIO(out)))["x"] == "'" + text


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_a_file_for_spreadsheets_begins_no_cell_as_a_formula_and_a_pipe_has_the_values(
    form: str, tmp_path: Path
) -> None:
    query = ("sparql", 'SELECT ?x { VALUES ?x { "=1+1" } }', "--format", form)
    assert run(*query, "-o", str(tmp_path / "x")).returncode == 0
    assert "'=1+1" in (tmp_path / "x").read_text(encoding="utf-8")
    assert "'=" not in run(*query).stdout


@pytest.mark.parametrize("form", ["csv", "markdown", "json", "turtle"])
def test_nothing_steers_a_terminal_in_any_format(
    form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("NO_PAGER", "1")
    name = ox.NamedNode("http://e.org/a")
    text = "a\x1b[31m\x07\u202eb"
    result = (
        Statements([ox.Triple(name, name, ox.Literal(text))])
        if form == "turtle"
        else Answer(("x",), [Row(("x",), (text,))])
    )
    opening.write(formats.write(result, form))
    shown = capsys.readouterr().out
    assert not {"\x1b", "\x07", "\u202e"} & {*shown} and "31m" in shown


def test_output_goes_to_a_file_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "answer.csv"
    assert run("ask", "works-on", "-o", str(target)).returncode == 0
    before = target.read_text(encoding="utf-8")
    assert before.startswith("entity,")
    assert run("ask", "works-on", "topic=nonsense", "-o", str(target)).returncode == 2
    assert target.read_text(encoding="utf-8") == before
    assert run("ask", "works-on", "-o", str(tmp_path / "no" / "answer.csv")).returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["answer.csv"]


def test_fail_on_empty_exits_1_and_still_writes_the_header() -> None:
    done = run("ask", "joint-work", "agent=id:ceop", "--fail-on-empty")
    assert done.returncode == 1 and done.stdout.startswith("agent,")
    assert run("ask", "joint-work", "agent=id:ceop").returncode == 0
    assert run("sparql", "ASK { id:fin a org:Post }", "--fail-on-empty").returncode == 1


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_deadline_ends_a_running_query_with_exit_4() -> None:
    start = time.monotonic()
    done = run_apart("sparql", ENDLESS, "--timeout", "1")
    assert done.returncode == 4 and "1 s" in done.stderr and done.stdout == ""
    assert time.monotonic() - start < 60  # without the worker it would run for hours


def test_versions_are_those_of_program_data_and_build(graph: KnowledgeGraph) -> None:
    out = run("--version").stdout
    assert out.startswith("thbgraph 0.") and graph.index.digest[:12] in out


def test_doctor_says_where_things_lie() -> None:
    done = run("doctor")
    assert done.returncode == 0
    for word in ("pyoxigraph", str(ROOT), os.environ["THBGRAPH_CACHE"], "triples"):
        assert word in done.stdout
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    required = [*project["dependencies"], *extras["jsonld"], *extras["brief"]]
    needed = {re.split("[<>=]", name)[0].lower() for name in required}
    assert needed <= {line.split()[0].lower() for line in done.stdout.splitlines()}


def test_a_label_cannot_steer_the_terminal(home: Path, tmp_path: Path) -> None:
    entities = home / "data/entities/few.trig"
    text = entities.read_text(encoding="utf-8").replace('"Group of', '"Group \\u001B[2Jof')
    entities.write_text(text, encoding="utf-8")
    place = {"THBGRAPH_HOME": str(home), "THBGRAPH_CACHE": str(tmp_path / "cache")}
    for words in (
        *(["show", "GRETA"], ["find", "group"], ["list", "Body"], ["link", "show", "GRETA"]),
        *(["why", "GRETA", "monitors", "CETS 197"], ["ask", "bodies", "instrument=grouq"]),
    ):
        done = run(*words, **place)
        assert "\x1b" not in done.stdout + done.stderr, words
        assert "Group \\x1b[2Jof" in done.stdout or words[0] == "ask"


@pytest.mark.parametrize("one", LIBRARIES.values())
def test_what_installs_a_library_is_right(one: Library) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    brought = project["optional-dependencies"].get(one.extra, ["pandas", "polars", "pyarrow", "rdflib"])
    assert one.distribution in {re.split("[<>= ]", line)[0] for line in brought}


def test_doctor_names_a_home_that_is_none(tmp_path: Path) -> None:
    done = run("doctor", THBGRAPH_HOME=str(tmp_path))
    assert done.returncode == 1 and "THBGRAPH_HOME" in done.stdout


def test_cache_clear_removes_every_build(home: Path, tmp_path: Path) -> None:
    environment = {"THBGRAPH_HOME": str(home), "THBGRAPH_CACHE": str(tmp_path / "cache")}
    assert run("build", **environment).returncode == 0
    assert run("cache", "clear", **environment).stdout.startswith("removed 1 build ")
    assert list((tmp_path / "cache" / "builds").iterdir()) == []


def test_a_table_fits_the_terminal() -> None:
    from thbgraph.cli.terminal import grid

    columns = ["entity", "claim"]
    rows = [["United Nations", "a long claim " * 20], ["Åland", "short"]]
    table = grid(columns, rows, 60)
    assert max(map(len, table.splitlines())) <= 60
    assert " ".join(table.split()).count("long claim") >= 15


def test_a_cell_cannot_steer_the_terminal() -> None:
    out = run("sparql", 'SELECT ?x { VALUES ?x { "\\u001b[31mred" } }', "--format", "table").stdout
    assert "\x1b" not in out and "\\x1b[31mred" in out


def test_a_table_too_wide_for_its_columns_is_told_row_by_row() -> None:
    from thbgraph.cli.terminal import grid

    columns = [f"column {number}" for number in range(8)]
    told = grid(columns, [["some words"] * 8, ["", *["other"] * 7]], 60)
    assert max(map(len, told.splitlines())) <= 60
    assert told.startswith("column 0  some words\n") and told.count("column 0") == 1


@pytest.mark.usefixtures("built")
def test_a_question_without_a_theme_is_listed_too(home: Path, tmp_path: Path) -> None:
    environment = {"THBGRAPH_HOME": str(home), "THBGRAPH_CACHE": str(tmp_path / "cache")}
    question = home / "queries/bodies.rq"
    text = question.read_text(encoding="utf-8")
    question.write_text(text.replace("#+ tags: [who]\n", ""), encoding="utf-8")
    assert "Other questions\n  bodies\n" in run("ask", **environment).stdout


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "SELECT ?x { ?x foo:bar 1 }",
            "line 1, column 16: the query does not parse: the prefix foo: is not declared",
        ),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "the graph is read-only; write SELECT"),
        ("hello", "it is not a query; write SELECT"),
    ],
)
def test_what_is_often_wrong_in_a_query_is_said_plainly(query: str, words: str) -> None:
    assert words in run("sparql", query).stderr


def test_a_file_given_as_the_query_leads_to_the_option(tmp_path: Path) -> None:
    path = tmp_path / "query.rq"
    path.write_text("ASK {}", encoding="utf-8")
    assert "is a file; read the query from it with --file" in run("sparql", str(path)).stderr
    assert run("sparql", "--file", str(path)).returncode == 0


def test_find_knows_what_passages_print() -> None:
    assert "id:tur  " in run("find", "Turkey").stdout


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("Treatyy", "there is no class 'Treatyy'; did you mean thb:Treaty?"),
    ],
)
def test_a_class_that_is_none_is_told(kind: str, said: str) -> None:
    for words in (["list", kind], ["find", "x", "--kind", kind]):
        done = run(*words)
        assert done.returncode == 2 and said in done.stderr


def test_a_computed_node_has_a_name_and_a_page() -> None:
    node = "https://w3id.org/thbgraph/computed/status/cets-197/fin/2006-08-29"
    shown = " ".join(run("show", node).stdout.split())
    treaty = "Council of Europe Convention on Action against Trafficking in Human Beings"
    assert shown.startswith(f"status of Finland under {treaty} from 29 August 2006 <{node}> ")
    assert "last day: 29 May 2012 [1]" in shown and "[1] computed by thbgraph" in shown
    assert "was derived from: " in shown and "; signature of CETS 197 by Finland [1]" in shown


def test_what_only_looks_like_a_computed_node_keeps_its_iri() -> None:
    for name in ("status/cets-197/fin/2010-02-30", "status/cets-197", "status", "other/cets-197/fin"):
        iri = f"https://w3id.org/thbgraph/computed/{name}"
        done = run("sparql", f"SELECT (<{iri}> AS ?x) {{}}", "--format", "csv")
        assert done.stdout.splitlines()[1] == iri
