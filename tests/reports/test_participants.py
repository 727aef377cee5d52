"""Participants of a treaty on a day, held against the graph by queries of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from command_line import run
from thbgraph.base.errors import ParameterError
from thbgraph.base.namespaces import ID, MEMO
from thbgraph.graph import KnowledgeGraph, open_graph
from thbgraph.reports.report import Report
from thbgraph.results.answer import Answer, Row
from thbgraph.results.document import Table

CASES = [
    ("CETS 197", "2005-05-16"),
    ("CETS 197", "2008-01-01"),
    ("CETS 197", "2010-01-26"),
    ("CETS 197", "2022-12-31"),
    ("CRC", "1993-01-01"),
    ("Palermo Protocol", "2010-02-23"),
    ("UNTOC", "2006-08-01"),
    ("ILO C182", "2010-02-23"),
]
_STATUS = """
SELECT ?state ?status {{
  ?period thb:state ?state ; thb:instrument <{treaty}> ; thb:status ?kind .
  ?kind skos:prefLabel|rdfs:label ?status
  OPTIONAL {{ ?period thb:firstDay ?first }}
  OPTIONAL {{ ?period thb:lastDay ?last }}
  FILTER(COALESCE(?first <= "{day}"^^xsd:date, true) && COALESCE(?last >= "{day}"^^xsd:date, true))
}}"""
_DATED = """
SELECT ?state ?day {{
  {{ ?act thb:signatory ?state }} UNION {{ ?act thb:consentingParty ?state }}
  ?act a {kind} ; thb:instrument <{treaty}> ; dcterms:date ?day
  FILTER(DATATYPE(?day) = xsd:date && ?day <= "{day}"^^xsd:date)
}}"""
Found = Callable[[str, str], Report]


@pytest.fixture(scope="module")
def found(graph: KnowledgeGraph) -> Found:
    """Gives participants, each table made once."""
    made: dict[tuple[str, str], Report] = {}

    def of(treaty: str, day: str) -> Report:
        if (treaty, day) not in made:
            made[treaty, day] = graph.report("participants", instrument=treaty, as_of=day)
        return made[treaty, day]

    return of


def acting(table: Report) -> list[Row]:
    """Returns the rows of all that had signed or joined, or may have."""
    return [*table["states"], *table["bodies"]]


def rows(graph: KnowledgeGraph, query: str, **values: str) -> Answer:
    answer = graph.sparql(query.format(**values))
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(("treaty", "day"), CASES)
def test_every_state_of_which_a_status_is_recorded_is_told(
    graph: KnowledgeGraph, found: Found, treaty: str, day: str
) -> None:
    table = found(treaty, day)
    recorded = rows(graph, _STATUS, treaty=graph.find(treaty).iri, day=day)
    expected: dict[str, int] = {}
    for row in recorded:
        expected[row.status.lower()] = expected.get(row.status.lower(), 0) + 1
    known, others = acting(table), [*table["others"]]
    told = [row.status.removesuffix(", no denunciation on record") for row in (*known, *others)]
    assert {status: told.count(status) for status in set(told)} == expected
    by_state = {row.state.iri: row.status.lower() for row in recorded}
    for row in known:
        assert row.status.removesuffix(", no denunciation on record") == by_state[row.party.iri]


@pytest.mark.parametrize("treaty", ["CETS 197", "CRC", "Palermo Protocol"])
@pytest.mark.parametrize("kind", ["Signature", "Consent"])
def test_days_are_those_that_sources_state(
    graph: KnowledgeGraph, found: Found, treaty: str, kind: str
) -> None:
    day = "2010-01-26"
    stated: dict[str, set[date]] = {}
    for row in rows(graph, _DATED, treaty=graph.find(treaty).iri, day=day, kind=f"thb:{kind}"):
        stated.setdefault(row.state.iri, set()).add(row.day)
    table = {row.party.iri: row for row in acting(found(treaty, day))}
    assert len(stated) > 20
    for state, days in stated.items():
        if len(days) == 1 and state in table:  # else sources disagree, or another state carries it on
            first = table[state].signedEarliest if kind == "Signature" else table[state].consentedEarliest
            assert first is not None and (first <= min(days) or table[state].consent == "succession")


@pytest.mark.parametrize(("treaty", "day"), CASES)
def test_nothing_is_told_that_was_done_later(found: Found, treaty: str, day: str) -> None:
    for row in acting(found(treaty, day)):
        for first in (row.signedEarliest, row.consentedEarliest):
            assert first is None or first.isoformat() <= day


@pytest.mark.parametrize(("treaty", "day"), CASES)
def test_every_row_and_every_day_that_is_stated_has_sources(found: Found, treaty: str, day: str) -> None:
    for section in found(treaty, day).document().sections[:2]:
        for block in section.blocks:
            for row in block.rows if isinstance(block, Table) else ():
                cells = {source for cell in row for source in cell.sources}
                assert cells and all(source.title for source in cells), row
                assert all(source.origin.rights or source.iri.startswith(MEMO) for source in cells)
                named = {cell for cell, head in zip(row, block.columns, strict=True) if head == "signed"}
                assert all(cell.sources for cell in named if isinstance(cell.value, date))


def test_sources_lead_to_what_states_the_act(graph: KnowledgeGraph, found: Found) -> None:
    table = found("CETS 197", "2022-12-31")
    (row,) = (row for row in table["states"] if row.code == "FIN")
    assert row.consent == "acceptance" and row.consentedEarliest == row.consentedLatest == date(2012, 5, 30)
    (grid,) = table.document().sections[0].blocks
    assert isinstance(grid, Table)
    (line,) = (line for line in grid.rows if str(line[0]) == "Finland")
    consented = line[grid.columns.index("consented")]
    act = ID + "act-cets-197-fin-consent"
    stated = rows(graph, "SELECT ?g ?page {{ GRAPH ?g {{ <{act}> foaf:page ?page }} }}", act=act)
    pages = {(source.iri, page.address) for source in consented.sources for page in source.pages}
    assert pages and {(row.g.iri, row.page.iri) for row in stated} > pages
    assert {page.site.kind for source in consented.sources for page in source.pages} == {"depositary"}


@pytest.mark.parametrize("state", ["Finland", "Greece", "Serbia", "North Macedonia", "France"])
@pytest.mark.parametrize("day", ["2007-01-01", "2010-01-26", "2013-01-01"])
def test_a_row_says_what_status_says(graph: KnowledgeGraph, found: Found, state: str, day: str) -> None:
    iri = graph.find(state).iri
    one = next(row for row in found("CETS 197", day)["states"] if row.party.iri == iri)
    alone = graph.status(state, "CETS 197", as_of=day)
    assert one.status.removesuffix(", no denunciation on record") == alone.status and one.name == alone.name
    assert re.sub(r" \(.*?\)", "", one.told) == re.sub(r" \(.*?\)", "", alone.sentence)
    assert (one.settles or "", one.knownThrough) == (alone.settles, alone.known_through)


def test_bodies_are_told_apart_from_states(found: Found) -> None:
    table = found("UNTOC", "2006-08-01")
    (body,) = table["bodies"]
    assert body.name == "European Union" or "European Community" in body.name
    assert f"{body.name}, which is no state, is counted apart." in table.summary
    assert len([row for row in table["states"] if row.status == "party"]) > 80


def test_before_a_treaty_was_open_nobody_takes_part(graph: KnowledgeGraph) -> None:
    table = graph.report("participants", instrument="CETS 197", as_of="2005-05-15")
    assert not acting(table) and {row.status for row in table["others"]} == {"no act"}
    assert "no state is recorded as having signed or joined the" in table.summary


def test_long_after_the_sources_end_parties_are_as_last_recorded(graph: KnowledgeGraph) -> None:
    table = graph.report("participants", instrument="CETS 197", as_of="2099-01-01")
    assert {row.status for row in table["states"]} == {"party, no denunciation on record"}
    assert "had joined the Council of Europe Convention" in table.summary
    assert "no denunciation by them is on record" in table.summary


def test_without_a_day_it_is_the_memos(graph: KnowledgeGraph) -> None:
    assert (
        graph.report("participants", instrument="CETS 197").given["asOf"]
        == graph.status("Finland", "CETS 197").as_of
    )
    with pytest.raises(ParameterError, match="given twice"):
        graph.report("participants", instrument="CETS 197", as_of="2010-01-26", asOf="2010-01-26")


@pytest.mark.parametrize("name", ["Atlantis Treaty", "Finland", "", "CETS 197> ?x ?y", "x" * 500, "\x1b[31m"])
def test_what_is_no_treaty_is_refused(graph: KnowledgeGraph, name: str) -> None:
    with pytest.raises(ParameterError, match="instrument: "):
        graph.report("participants", instrument=name)


@pytest.mark.parametrize("day", ["2010-02-30", "yesterday", "", "2010-01-26T00:00", "3.5.2005"])
def test_what_is_no_day_is_refused(graph: KnowledgeGraph, day: str) -> None:
    with pytest.raises(ParameterError):
        graph.report("participants", instrument="CETS 197", as_of=day)


def test_the_table_has_a_row_each(found: Found) -> None:
    table = found("CETS 197", "2010-01-26")
    assert [row.party for row in table.table()] == [row.party for row in table["states"]]
    row = next(row for row in table.table() if row.code == "LTU")
    assert (row.signedEarliest, row.signedLatest) == (date(2008, 1, 24), date(2010, 1, 26))


def test_what_is_said_of_a_state_as_such_is_no_source_of_a_status(found: Found) -> None:
    graphs = {
        graph for row in acting(found("Palermo Protocol", "2010-02-23")) for graph in row.citation.graphs
    }
    assert graphs and not [iri for iri in graphs if "links-" in iri or "codes" in iri]


def test_numbers_are_least_ones_where_the_status_of_others_is_not_known(found: Found) -> None:
    said = found("Palermo Protocol", "2020-01-01").summary
    assert "at least 102 states were parties" in said and "Of one that may have signed" in said
    assert "at least" not in found("CETS 197", "2010-01-26").summary


def test_the_command_prints_it() -> None:
    done = run("participants", "CETS 197", "asOf=2010-01-26")
    assert done.returncode == 0 and done.stderr == ""
    assert max(map(len, (line for line in done.stdout.splitlines() if "http" not in line))) <= 80
    text = " ".join(done.stdout.split())
    assert "26 states were parties to the Council of Europe Convention" in text
    assert "15 had signed but not ratified it." in text
    assert "This says nothing about the position today." in text and "For legal use Council of Europe" in text
    assert run("participants", "CETS 197", "2010-01-26").stdout == done.stdout
    assert run("participants", "CETS 197", "asOf=").returncode == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("thing", "day"), [("CETS 197", "2010-02-23"), ("Finland", "2008-01-01"), ("EU", "2010-02-23")]
)
def test_a_graph_in_memory_which_reads_the_register_whole_tells_the_same(
    graph: KnowledgeGraph, thing: str, day: str
) -> None:
    of_each = (one.report("brief", {"thing": thing, "asOf": day}) for one in (open_graph(), graph))
    alone, among = (
        [(row.values, row.citation) for part in brief.parts for row in part.answer] for brief in of_each
    )
    assert alone == among
