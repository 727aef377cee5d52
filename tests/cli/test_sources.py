"""The command `source`: what each source covers, and tables that do not fit their metadata."""

from __future__ import annotations

import csv
import io
from datetime import date
from html import unescape
from pathlib import Path

import pyoxigraph as ox
import pytest

from command_line import run
from copying import copied_home
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.formats import write
from thbgraph.results.source_records import source_record


@pytest.fixture(scope="module", autouse=True)
def built(graph: object) -> None:
    """Builds once, so that no command does."""


def test_the_list_has_a_line_for_each_source_with_its_class() -> None:
    lines = run("source", "list").stdout.splitlines()
    assert any(line.startswith("memo ") and "not part of the project" in line for line in lines)
    assert any(line.startswith("cbss-members ") and "compilation" in line for line in lines)


def test_the_list_says_under_which_rights_each_source_is_in_brief() -> None:
    head, _, *lines = run("source", "list").stdout.splitlines()
    start, end = head.index("rights"), head.index("entries")
    rights = {line.split()[0]: line[start:end].strip() for line in lines}
    assert "" not in rights.values() and not any("http" in text for text in rights.values())
    assert rights["cbss-members"] == "facts" and rights["editors"] == "CC BY 4.0"
    assert rights["country-codes"] == "PDDL 1.0" and rights["links-ror"] == "CC0 1.0"
    assert rights["ilo-members"] == "MIT licence" and rights["country-names"] == "© European Union"


def test_a_source_is_shown_with_rights_and_known_gaps() -> None:
    shown = run("source", "show", "cbss-members").stdout
    assert "facts; no licence stated" in shown and "Known gaps" in shown
    assert run("source", "show", "source:cbss-members").stdout == shown


def test_what_a_source_says_of_itself_is_a_document(graph: KnowledgeGraph) -> None:
    record = graph.sources("untc-acts")[0]
    assert run("source", "show", "untc-acts").stdout == write(record, "text")
    for form in ("text", "markdown", "html"):
        text = " ".join(unescape(write(record, form)).split())
        assert "11,206 statements on 2,192 things" in text and "What it covers" in text
    assert (
        "Smuggling of Migrants by Land, Sea and Air (every consent and signature up to 24 September 2013)"
        in (" ".join(write(record, "text").split()))
    )


@pytest.mark.slow
def test_the_status_of_sources_says_from_when_to_when_and_how_old() -> None:
    shown = run("source", "status", "Palermo Protocol").stdout
    (block,) = [
        lines for lines in shown.split("\n\n") if "untc acts" in lines and "acts             Consent" in lines
    ]
    assert "5 June 2001" in block and "13 December 2013" in block and " complete" in block
    rows = list(csv.DictReader(io.StringIO(run("source", "status", "--format", "csv").stdout)))
    assert {"coveredFrom", "knownThrough", "states", "days", "retrieved", "daysOld"} <= rows[0].keys()
    dated = [row for row in rows if len(row["retrieved"]) == 10]
    assert dated and all(
        int(row["daysOld"]) == (date.today() - date.fromisoformat(row["retrieved"])).days for row in dated
    )
    assert run("source", "status", "CETS 179").returncode == 2


def test_an_unknown_source_is_an_error_that_names_a_near_one() -> None:
    done = run("source", "show", "cbss-member")
    assert done.returncode == 2 and "cbss-members" in done.stderr
    assert run("source", "show").returncode == 2
    assert run("source", "check", "memo").returncode == 2


def test_a_row_that_does_not_fit_is_named_with_its_column(tmp_path: Path) -> None:
    copied_home(tmp_path)
    table = tmp_path / "data/tables/cbss-members.csv"
    table.write_text(table.read_text().replace("1992-03-06", "6.3.1992", 1))
    line = next(n for n, text in enumerate(table.read_text().splitlines(), 1) if "6.3.1992" in text)
    done = run("source", "check", "cbss-members", THBGRAPH_HOME=str(tmp_path))
    assert done.returncode == 1
    assert f"cbss-members.csv:{line}:" in done.stderr and "start_date" in done.stderr
    assert run("source", "check", "eu-members", THBGRAPH_HOME=str(tmp_path)).returncode == 0


def test_a_record_reads_coverage_and_age() -> None:
    source = "https://w3id.org/thbgraph/source/un"
    text = f"""@prefix thb: <https://w3id.org/thbgraph/ontology#> . @prefix id: <https://w3id.org/thbgraph/id/> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <{source}> a thb:Source ; thb:retrieved "2020-01-01"^^xsd:date .
    id:coverage-un-untoc-signature a thb:Coverage ; thb:instrument id:untoc ; thb:actKind thb:Signature ;
      thb:completeUpTo "2013-10-17"^^xsd:date ; skos:note "blind to denunciations"@en .
    id:coverage-un thb:membersOf id:un ; a thb:Coverage ; thb:completeUpTo "2020-01-31"^^xsd:date .
    id:act-untoc-fin-signature a thb:Signature ; thb:instrument id:untoc ."""
    quads = [ox.Quad(*triple) for triple in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    record = source_record(source, quads, {})
    members, covered = record.covers
    assert (covered.up_to, covered.notes) == ("2013-10-17", ("blind to denunciations",))
    assert covered.of.iri.endswith("/untoc") and covered.kind.iri.endswith("#Signature")
    assert str(members) == "id:un: every member up to 2020-01-31"
    assert record.entries == 1
    assert record.age(date(2020, 1, 31)) == 30


def test_a_record_says_what_it_can_where_the_source_is_wanting() -> None:
    source = "https://w3id.org/thbgraph/source/un"
    text = f"""@prefix thb: <https://w3id.org/thbgraph/ontology#> . @prefix id: <https://w3id.org/thbgraph/id/> .
    @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    <{source}> a thb:Source ; thb:retrieved "2020"^^xsd:gYear .
    id:coverage-un-untoc-signature a thb:Coverage ; thb:instrument id:untoc ; thb:actKind thb:Signature ."""
    record = source_record(source, [ox.Quad(*t) for t in ox.parse(text, format=ox.RdfFormat.TURTLE)], {})
    assert (record.retrieved, record.age(date(2020, 1, 31)), record.covers) == ("2020", None, ())


@pytest.mark.parametrize("stated", ['"source:x"', "[]", "7", "null"])
def test_a_table_whose_graph_is_none_is_told(stated: str, home: Path) -> None:
    (home / "data/tables").mkdir()
    (home / "data/tables/x.csv").write_text("id\n1\n", encoding="utf-8")
    metadata = f'{{"url": "x.csv", "https://w3id.org/thbgraph/ontology#graph": {stated}}}'
    (home / "data/tables/x.csv-metadata.json").write_text(metadata, encoding="utf-8")
    for name, code in (([], 1), (["memo"], 2)):
        done = run("source", "check", *name, THBGRAPH_HOME=str(home))
        assert done.returncode == code and "Traceback" not in done.stderr and len(done.stderr) > 20
