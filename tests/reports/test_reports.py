"""Reports that a home declares, by one file each: read, made, written by every door, and checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import thbgraph
from command_line import run
from thbgraph.base.errors import DataError, ParameterError, UnknownQuestion
from thbgraph.graph import KnowledgeGraph
from thbgraph.graph.knowledge_graph import check
from thbgraph.results.document import Table

REPORT = """\
summary: Who watches over a treaty, and when it was adopted
params:
  instrument: {class: thb:Treaty, description: the treaty}
title: "Who watches over {instrument}"
lead: [watching]
table: watching
sections:
  watching:
    title: Bodies ({n})
    of: bodies
    columns: [body]
    value: body
    most: 1
    sentence:
      - list: body
        one: "{list} watches over it."
        none: Nobody watches over it.
  adopted:
    title: Adopted
    of: adoption
    columns: [day]
    say: "on {day}"
notes:
  - say: "Seen by {instrument}."
    with: watching
"""
QUESTION = """\
#+ summary: When was a treaty adopted?
#+ params:
#+   instrument: {class: thb:Treaty, description: the treaty}
#+ columns:
#+   day: The day
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/thbgraph/id/>
PREFIX thb: <https://w3id.org/thbgraph/ontology#>

SELECT DISTINCT ?day WHERE {
  VALUES ?instrument { id:cets-197 }
  ?act a thb:Adoption ;
    thb:instrument ?instrument ;
    dcterms:date ?day .
}
ORDER BY ?day
"""


@pytest.fixture
def declared(home: Path) -> Path:
    """A small home with a report of its own."""
    folder = home / "queries/reports"
    folder.mkdir()
    (folder / "watch.yaml").write_text(REPORT, encoding="utf-8")
    (folder / "adoption.rq").write_text(QUESTION, encoding="utf-8")
    return home


def test_a_report_is_declared_by_one_file(declared: Path) -> None:
    with thbgraph.open(declared) as graph:
        assert list(graph.reports) == ["watch"]
        found = graph.report("watch", instrument="CETS 197")
    assert found.title == "Who watches over Convention on Action against Trafficking (CETS 197)"
    assert found.summary == "The Group of Experts watches over it."
    assert [row.body.label for row in found["watching"]] == ["Group of Experts"]
    assert [str(row.day) for row in found["adopted"]] == ["2005-05-03"]
    assert {graph.rpartition("/")[2] for graph in found["adopted"][0].citation.graphs} == {"2-1"}
    text = str(found)
    assert "Bodies (one)" in text and "On 3 May 2005 [2]" in text and "[2] as [1a]" in text
    assert "Seen by the Convention on Action against Trafficking." in text
    fields = json.loads(thbgraph.write(found, "json"))
    assert [part["name"] for part in fields["sections"]] == ["watching", "adopted"]
    assert fields["sections"][1]["rows"] == [{"day": "2005-05-03", "sources": [1]}]
    assert "body,bodyLabel" in thbgraph.write(found, "csv")


def test_the_command_makes_it_and_lists_it(declared: Path) -> None:
    done = run("report", "watch", "instrument=CETS 197", THBGRAPH_HOME=str(declared))
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0)
    assert "The Group of Experts watches over it." in done.stdout and "On 3 May 2005" in done.stdout
    listed = run("report", THBGRAPH_HOME=str(declared))
    assert listed.stdout == "watch: Who watches over a treaty, and when it was adopted\n"
    wrong = run("report", "wach", "instrument=CETS 197", THBGRAPH_HOME=str(declared))
    assert wrong.returncode == 2 and "there is no report" in wrong.stderr and "watch" in wrong.stderr
    own = run("watch", "CETS 197", THBGRAPH_HOME=str(declared))
    assert (own.returncode, own.stdout) == (0, done.stdout)
    told = run("watch", "--help", THBGRAPH_HOME=str(declared)).stdout
    assert "instrument  the treaty" in told and "adopted  Adopted" in told
    missing = run("report", "watch", THBGRAPH_HOME=str(declared))
    assert missing.returncode == 2 and "watch: give instrument, the treaty" in missing.stderr


def test_reports_are_kept_until_a_file_is_another(declared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with thbgraph.open(declared) as graph:
        assert graph.index.folder is not None
        read, kept = dict(graph.reports), graph.index.folder / "reports"
        question = graph.reports.question("adoption")
    with monkeypatch.context() as patched, thbgraph.open(declared) as graph:
        patched.setattr("thbgraph.reports.report_headers.read_report", None)
        patched.setattr("thbgraph.questions.question_headers.read_question", None)
        assert dict(graph.reports) == read and graph.reports.question("adoption") == question
    kept.write_bytes(kept.read_bytes()[:-9])
    with thbgraph.open(declared) as graph:
        assert dict(graph.reports) == read
    (declared / "queries/reports/watch.yaml").write_text(
        REPORT.replace("Nobody watches", "None looks"), encoding="utf-8"
    )
    with thbgraph.open(declared) as graph:
        assert graph.reports["watch"].sections[0].sentence[0].none == "None looks over it."
    text = (declared / "queries/bodies.rq").read_text(encoding="utf-8")
    (declared / "queries/bodies.rq").write_text(text.replace("body", "group"), encoding="utf-8")
    with thbgraph.open(declared) as graph, pytest.raises(DataError, match="there is no column 'body'"):
        graph.reports["watch"]


def test_a_home_without_reports_says_so(home: Path) -> None:
    done = run("report", "around", "GRETA", THBGRAPH_HOME=str(home))
    assert done.returncode == 2 and "add queries/reports/around.yaml" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("    of: bodies", "    of: nobodies", 10, "there is no question and no view 'nobodies'"),
        ("    value: body", "    value: mind", 12, "value names 'mind', which the section does not show"),
        ("[body]", "[mind]", 11, "there is no column 'mind'; known: body"),
        ('say: "on {day}"', 'say: "on {date}"', 22, "{date} in the say of adopted stands for nothing"),
        ("    most: 1", "    most: one", 13, "most must be a number, got 'one'"),
        ("    most: 1", "    must: 1", 13, "unknown key 'must'"),
        ("lead: [watching]", "lead: [watch]", 5, "there is no section 'watch'"),
        ("    with: watching", "    with: bodies", 23, "there is no section 'bodies'"),
        ('title: "Who', 'titel: "Who', 4, "unknown key 'titel'"),
        ("    of: adoption", "    of: status-of", 20, "its source needs 'thing'; give it"),
        (
            "    of: adoption",
            "    of: adoption\n    given: {instruments: UNTOC}",
            21,
            "given names 'instruments', which its source does not take; known: instrument",
        ),
        (
            "    of: adoption",
            '    of: adoption\n    given: {instrument: "{treaty}"}',
            20,
            "{treaty} in the instrument of adopted stands for nothing; known: {instrument}",
        ),
        ("    of: adoption", "    of: adoption\n    with: bodies", 21, "there is no section 'bodies'"),
        (
            "    of: adoption",
            "    of: adoption\n    among: {day: bodies.day}",
            21,
            "there is no section 'bodies'",
        ),
        (
            "    of: adoption",
            "    of: adoption\n    among: {day: watching.days}",
            21,
            "section 'watching' has no column 'days'; known: body",
        ),
        (
            "    of: adoption",
            '    of: adoption\n    given: {instrument: "{watching.treaty}"}',
            21,
            "section 'watching' has no column 'treaty'; known: body",
        ),
        (
            "    of: bodies",
            '    of: bodies\n    given: {instrument: "{adopted.day}"}',
            11,
            "section watching: section 'adopted' must stand above it",
        ),
        ("    of: bodies", "    of: bodies\n    with: adopted", 11, "section 'adopted' must stand above it"),
        ("{class: thb:Treaty, description", "{klass: thb:Treaty, description", 3, "unknown key 'klass'"),
        ("summary: Who", "summary: who: Who", 1, "not valid YAML"),
    ],
)
def test_what_is_wrong_is_found_with_its_line(
    declared: Path, old: str, new: str, line: int, message: str
) -> None:
    path = declared / "queries/reports/watch.yaml"
    assert old in REPORT
    path.write_text(REPORT.replace(old, new, 1), encoding="utf-8")
    found = [one for one in check(declared) if one.path == "queries/reports/watch.yaml"]
    assert any(message in one.message for one in found), found
    assert any(one.line is not None and abs(one.line - line) <= 1 for one in found), found


def test_the_reports_of_the_project_are_sound(graph: KnowledgeGraph) -> None:
    assert set(graph.reports) >= {"around", "brief", "levers", "matrix", "participants", "path"}
    for name in graph.reports:
        declared = graph.reports[name]
        assert declared.summary and declared.sections


def test_lines_of_a_table_tell_what_each_value_rests_on(graph: KnowledgeGraph) -> None:
    brief = graph.report("brief", thing="Finland", as_of="2010-01-26")
    (grid,) = (block for one in brief.document().sections for block in one.blocks if isinstance(block, Table))
    row = next(line for line in grid.rows if str(line[0]) == "Palermo Protocol")
    cells = dict(zip(grid.columns, row, strict=True))
    acts = {source.iri.rpartition("/")[2] for source in cells["signed"].sources}
    assert acts == {"untc-acts"} and not cells["treaty"].sources


def test_a_source_that_says_it_on_many_pages_is_named_as_a_whole(graph: KnowledgeGraph) -> None:
    sections = {one.title: one for one in graph.report("brief", thing="CETS 197").document().sections}
    (block,) = sections["States by status"].blocks
    parties = next(one for one in block.items if str(one).startswith("Party"))
    assert parties.sources and all(len(source.pages) <= 3 for source in parties.sources)


def test_wrong_arguments_are_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="has no parameter 'theme'"):
        graph.report("brief", theme="GRETA")
    with pytest.raises(ParameterError, match="nothing in the graph is called 'Atlantis'"):
        graph.report("brief", thing="Atlantis")
    with pytest.raises(UnknownQuestion, match="there is no report 'breif'"):
        graph.report("breif", thing="GRETA")
    with pytest.raises(KeyError, match="there is no section 'nothing'"):
        graph.report("brief", thing="GRETA")["nothing"]


def test_rows_may_be_those_that_another_section_lacks(graph: KnowledgeGraph) -> None:
    """The memo names CETS No. 197, the Palermo Protocol and UNTOC; of what is open under others is told apart."""
    brief = graph.report("brief", thing="Australia", as_of="2010-02-23")
    named, others = ({row.short for row in brief[part]} for part in ("undecided", "what-would-settle"))
    assert named == {"CETS 197"} and others == {"ILO C138"}
