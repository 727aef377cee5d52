"""Participants of a treaty on a day, held against the graph by queries of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from command_line import run
from thbgraph.base.errors import ParameterError, UnknownEntity
from thbgraph.base.namespaces import ID
from thbgraph.graph import KnowledgeGraph
from thbgraph.reports.participants import Participants
from thbgraph.results.answer import Answer
from thbgraph.results.table import Cell
from thbgraph.results.values import Days

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
Found = Callable[[str, str], Participants]


@pytest.fixture(scope="module")
def found(graph: KnowledgeGraph) -> Found:
    """Gives participants, each table made once."""
    made: dict[tuple[str, str], Participants] = {}

    def of(treaty: str, day: str) -> Participants:
        if (treaty, day) not in made:
            made[treaty, day] = graph.participants(treaty, as_of=day)
        return made[treaty, day]

    return of


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
    told = [str(one.status).removesuffix(", as last recorded") for one in table.rows]
    told += [one.status.partition(",")[0] for one in table.others for _ in one.names]
    assert {status: told.count(status) for status in set(told)} == expected
    by_state = {row.state.iri: row.status.lower() for row in recorded}
    for one in table.rows:
        assert str(one.status).removesuffix(", as last recorded") == by_state[one.party.iri]


@pytest.mark.parametrize("treaty", ["CETS 197", "CRC", "Palermo Protocol"])
@pytest.mark.parametrize("kind", ["Signature", "Consent"])
def test_days_are_those_that_sources_state(
    graph: KnowledgeGraph, found: Found, treaty: str, kind: str
) -> None:
    day = "2010-01-26"
    stated: dict[str, set[date]] = {}
    for row in rows(graph, _DATED, treaty=graph.find(treaty).iri, day=day, kind=f"thb:{kind}"):
        stated.setdefault(row.state.iri, set()).add(row.day)
    table = {one.party.iri: one for one in found(treaty, day).rows}
    assert len(stated) > 20
    for state, days in stated.items():
        if len(days) == 1 and state in table:  # else sources disagree, or another state carries it on
            told = table[state].signed if kind == "Signature" else table[state].consented
            assert isinstance(told.value, Days) and told.value.first is not None
            assert told.value.first <= min(days) or "Succession" in str(table[state].consent).title()


@pytest.mark.parametrize(("treaty", "day"), CASES)
def test_nothing_is_told_that_was_done_later(found: Found, treaty: str, day: str) -> None:
    table = found(treaty, day)
    for one in table.rows:
        for told in (one.signed, one.consented):
            assert (
                not isinstance(told.value, Days)
                or told.value.first is None
                or told.value.first <= table.as_of
            )


@pytest.mark.parametrize(("treaty", "day"), CASES)
def test_every_day_and_status_has_marks(graph: KnowledgeGraph, found: Found, treaty: str, day: str) -> None:
    for one in found(treaty, day).rows:
        told: list[Cell] = [one.status, one.signed, one.consented, one.in_force]
        for cell in told:
            assert bool(cell.sources) == (cell.value is not None), (one.name, cell)
            assert all(mark.title and mark.origin.rights and mark.iri for mark in cell.sources)


def test_marks_lead_to_what_states_the_act(graph: KnowledgeGraph, found: Found) -> None:
    finland = next(one for one in found("CETS 197", "2022-12-31").rows if one.alpha3 == "FIN")
    assert finland.consent == "acceptance" and str(finland.consented) == "30 May 2012"
    act = ID + "act-cets-197-fin-consent"
    stated = rows(graph, "SELECT ?g ?page {{ GRAPH ?g {{ <{act}> foaf:page ?page }} }}", act=act)
    assert {(row.g.iri, row.page.iri) for row in stated} > {
        (mark.iri, page.address) for mark in finland.consented.sources for page in mark.pages
    }
    assert {page.site.kind for mark in finland.consented.sources for page in mark.pages} == {"depositary"}


@pytest.mark.parametrize("state", ["Finland", "Greece", "Serbia", "North Macedonia", "France"])
@pytest.mark.parametrize("day", ["2007-01-01", "2010-01-26", "2013-01-01"])
def test_a_row_says_what_status_says(graph: KnowledgeGraph, found: Found, state: str, day: str) -> None:
    one = next(row for row in found("CETS 197", day).rows if row.party.label == state)
    alone = graph.status(state, "CETS 197", as_of=day)
    assert str(one.status).removesuffix(", as last recorded") == alone.status and one.name == alone.name
    assert re.sub(r" \(.*?\)", "", one.sentence) == re.sub(r" \(.*?\)", "", alone.sentence)
    assert (one.settles, one.known_through) == (alone.settles, alone.known_through)


def test_bodies_are_told_apart_from_states(found: Found) -> None:
    table = found("UNTOC", "2006-08-01")
    (body,) = (one for one in table.rows if not one.is_state)
    assert body.name == "European Union" or "European Community" in body.name
    assert f"{body.name}: party." in table.sentence
    assert len([one for one in table.rows if one.is_state and str(one.status) == "party"]) > 80


def test_before_a_treaty_was_open_nobody_takes_part(graph: KnowledgeGraph) -> None:
    table = graph.participants("CETS 197", as_of="2005-05-15")
    assert table.rows == () and [one.status for one in table.others] == ["no act"]
    assert "no state is recorded as having signed or joined it" in table.sentence


def test_long_after_the_sources_end_parties_are_as_last_recorded(graph: KnowledgeGraph) -> None:
    table = graph.participants("CETS 197", as_of="2099-01-01")
    assert {str(one.status) for one in table.rows} == {"party, as last recorded"}
    assert "as last recorded" in table.sentence


def test_without_a_day_it_is_the_memos(graph: KnowledgeGraph) -> None:
    assert graph.participants("CETS 197").as_of == graph.status("Finland", "CETS 197").as_of
    with pytest.raises(ParameterError, match="given twice"):
        graph.participants("CETS 197", as_of="2010-01-26", asOf="2010-01-26")


@pytest.mark.parametrize("name", ["Atlantis Treaty", "Finland", "", "CETS 197> ?x ?y", "x" * 500, "\x1b[31m"])
def test_what_is_no_treaty_is_refused(graph: KnowledgeGraph, name: str) -> None:
    with pytest.raises(UnknownEntity):
        graph.participants(name)


@pytest.mark.parametrize("day", ["2010-02-30", "yesterday", "", "2010-01-26T00:00", "26.1.2010"])
def test_what_is_no_day_is_refused(graph: KnowledgeGraph, day: str) -> None:
    with pytest.raises(ParameterError):
        graph.participants("CETS 197", as_of=day)


def test_the_table_has_a_row_each(found: Found) -> None:
    table = found("CETS 197", "2010-01-26")
    assert [row.party for row in table.table()] == [one.party for one in table.rows]
    row = next(row for row in table.table() if row.alpha3 == "LTU")
    assert (row.signedEarliest, row.signedLatest) == (date(2008, 1, 24), date(2010, 1, 26))


def test_what_is_said_of_a_state_as_such_marks_no_status(found: Found) -> None:
    marks = {mark.iri for row in found("Palermo Protocol", "2010-02-23").rows for mark in row.status.sources}
    assert marks and not [iri for iri in marks if "links-" in iri or "codes" in iri]


def test_numbers_are_least_ones_where_the_status_of_others_is_not_known(found: Found) -> None:
    said = found("Palermo Protocol", "2020-01-01").sentence
    assert "at least 102 states were parties" in said and "of one that may have signed" in said
    assert "at least" not in found("CETS 197", "2010-01-26").sentence


def test_the_command_prints_it() -> None:
    done = run("participants", "CETS 197", "asOf=2010-01-26")
    assert done.returncode == 0 and done.stderr == ""
    assert max(map(len, (line for line in done.stdout.splitlines() if "http" not in line))) <= 80
    text = " ".join(done.stdout.split())
    assert "26 states were parties and 15 had signed but not ratified it." in text
    assert "This says nothing about the position today." in text and "legal use see Council of Europe" in text
    assert run("participants", "CETS 197", "2010-01-26").stdout == done.stdout
    assert run("participants", "CETS 197", "asOf=").returncode == 2
