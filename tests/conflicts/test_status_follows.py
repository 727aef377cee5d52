"""`conflicts` and `status` over the real graph: no status contradicts the day that a reading takes for the right one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from thbgraph import KnowledgeGraph
from thbgraph.base.dates import span_in_words
from thbgraph.results.conflict import Conflict

_ACTS = """SELECT ?kind ?party ?treaty ?earliest ?latest {
  VALUES ?act { <%s> }
  ?act thb:actor ?party ; thb:instrument ?treaty ; thb:earliest ?earliest ; thb:latest ?latest .
  BIND(EXISTS { ?act a thb:Consent } AS ?kind)
}"""
_HAD_CONSENTED, _HAD_NOT = ("party", "contracting"), ("no act", "signatory")
SAME_ORDER = "in the same order: "


def closed(conflict: Conflict) -> Iterator[tuple[str, str]]:
    """Yields the things whose day a reading decides, each with that day in words."""
    if conflict.sides[1].says.startswith(SAME_ORDER):
        yield from zip(
            conflict.sides[1].things, conflict.sides[1].says.removeprefix(SAME_ORDER).split("; "), strict=True
        )
    elif not conflict.reading.startswith("open"):
        yield conflict.about[0], conflict.reading.removeprefix("status follows ").split(".")[0].split(",")[0]


def test_no_status_contradicts_a_closed_reading(graph: KnowledgeGraph) -> None:
    seen = 0
    for thing, day in (pair for conflict in graph.conflicts(kind="value") for pair in closed(conflict)):
        for is_consent, party, treaty, earliest, latest in graph.sparql(_ACTS % thing):
            seen += 1
            assert span_in_words(earliest.isoformat(), latest.isoformat()) == day, thing
            before, on = (
                graph.status(party.iri, treaty.iri, as_of=at.isoformat())
                for at in (latest - timedelta(1), latest)
            )
            if is_consent:
                assert before.status in (*_HAD_NOT, "not applicable"), (thing, before)
                assert on.status in _HAD_CONSENTED, (thing, on)
            else:
                assert (before.status, on.status) != ("signatory", "signatory"), thing
                assert on.status != "no act", thing
    assert seen > 10


def test_an_entry_into_force_is_open_between_both_days_just_where_its_reading_is(
    graph: KnowledgeGraph,
) -> None:
    readings = set()
    for conflict in graph.conflicts(kind="entry-into-force"):
        act, treaty, *parties = conflict.about
        if not parties:
            continue
        days = graph.sparql(
            f"""SELECT ?stated ?computed {{ <{act}> dcterms:date ?stated .
              ?by a thb:ComputedEntryIntoForce ; thb:instrument <{treaty}> ; thb:forParty <{parties[0]}> ; thb:latest ?computed }}"""
        )
        (row,) = days
        first, last = sorted((row.stated, row.computed))
        is_open = conflict.reading.startswith("open")
        readings.add(is_open)
        for day in (first, last - timedelta(1)):
            found = graph.status(parties[0], treaty, as_of=day.isoformat())
            assert (found.status == "undetermined") == is_open, (day, found)
            assert not is_open or (found.bounds.first, found.bounds.last) == (first, last)
        assert graph.status(parties[0], treaty, as_of=last.isoformat()).status == "party"
    assert readings == {True}  # no other is in the data; what a single page says is held on the smallest data


@pytest.mark.parametrize(
    ("state", "treaty", "day", "status"),
    [
        ("Angola", "Palermo Protocol", "2014-09-18", "no act"),
        ("Angola", "Palermo Protocol", "2014-09-19", "contracting"),
        ("Bhutan", "Palermo Protocol", "2023-02-19", "no act"),
        ("Bhutan", "Palermo Protocol", "2023-02-20", "contracting"),
        ("Bhutan", "Palermo Protocol", "2023-03-21", "contracting"),
        ("Bhutan", "Palermo Protocol", "2023-03-22", "party"),
        # Norway, the second to ratify, brought the Protocol into force on 9 November 2016, a year later.
        ("Norway", "ILO P029", "2015-11-08", "no act"),
        ("Norway", "ILO P029", "2015-11-09", "contracting"),
        ("Norway", "ILO P029", "2016-11-08", "contracting"),
        ("Norway", "ILO P029", "2016-11-09", "party"),
    ],
)
def test_the_day_that_the_entry_into_force_gives_decides(
    graph: KnowledgeGraph, state: str, treaty: str, day: str, status: str
) -> None:
    assert graph.status(state, treaty, as_of=day).status == status


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("1990-01-25", "no act"),
        ("1990-01-26", "undetermined"),
        ("1990-08-25", "undetermined"),
        ("1990-08-26", "signatory"),
    ],
)
def test_where_nothing_decides_between_two_days_the_status_is_open_between_them(
    graph: KnowledgeGraph, day: str, status: str
) -> None:
    """Austria's signature of the CRC is printed as of 26 January and of 26 August 1990."""
    found = graph.status("Austria", "CRC", as_of=day)
    assert found.status == status
    assert (status == "undetermined") == (found.bounds.first is not None)
