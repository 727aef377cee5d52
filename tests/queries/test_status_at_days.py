"""Questions about status on several days: the answers worked out by hand from the sources.

Signatures and consents of CETS 197 and of the Palermo Protocol: ../shared/open-data/cets197-status and
../shared/open-data/untc-zmjones.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest

from citing import gives
from closing import matching
from rdflib_engine import ReferenceGraph
from thbgraph.base.dates import DATE
from thbgraph.base.namespaces import ID, SOURCE, THB
from thbgraph.base.terms import Term
from thbgraph.base.values import plain
from thbgraph.build.opening import opened
from thbgraph.graph import KnowledgeGraph
from thbgraph.questions.questions import bind
from thbgraph.results.answer import Answer
from whole import WHOLE, sample, takes_minutes

Closed = Callable[[Iterable[ox.Quad], Iterable[ox.Quad]], ox.Store]
ROOT = Path(__file__).resolve().parents[2]

# Day, who had signed and not ratified, and of whom it is open. Lithuania is reported as not having signed on
# 23 January 2008 and as having signed on 26 January 2010; no source dates its signature.
SIGNED_ONLY = [
    ("2005-05-15", [], []),
    ("2008-01-01", ["Finland", "Germany", "Iceland", "Latvia", "Norway", "Poland", "Sweden"], []),
    ("2009-06-01", ["Finland", "Germany", "Iceland", "Sweden"], ["Lithuania"]),
    ("2010-01-26", ["Finland", "Germany", "Iceland", "Lithuania", "Sweden"], []),
    ("2010-02-23", ["Estonia", "Finland", "Germany", "Iceland", "Lithuania", "Sweden"], []),
    ("2012-06-01", ["Estonia", "Germany"], ["Lithuania"]),
    ("2014-01-01", ["Estonia"], []),
    ("2023-01-01", [], []),
]


def _countries(answer: Answer, said: str) -> list[str]:
    return [row.country.label for row in answer if row.answer == said]


@pytest.mark.parametrize(("day", "signed", "undetermined"), SIGNED_ONLY)
def test_who_of_the_cbss_had_signed_and_not_ratified(
    graph: KnowledgeGraph, day: str, signed: list[str], undetermined: list[str]
) -> None:
    answer = graph.ask("signed-not-ratified", group="CBSS", asOf=day)
    assert _countries(answer, "yes") == signed
    assert _countries(answer, "undetermined") == undetermined
    assert len(answer) == len(signed) + len(undetermined)


def test_what_is_undetermined_has_its_bounds_and_what_is_not_has_none(graph: KnowledgeGraph) -> None:
    rows = graph.ask("signed-not-ratified", asOf="2009-06-01")
    bounds = {row.country.label: [plain(row.notBefore), plain(row.notAfter)] for row in rows}
    assert bounds.pop("Lithuania") == ["2008-01-24", "2010-01-26"]
    assert set(map(tuple, bounds.values())) == {("", "")}


def test_a_dated_signature_that_another_source_dates_later_follows_the_depositary(
    graph: KnowledgeGraph,
) -> None:
    finland = graph.ask("signed-not-ratified", asOf="2008-01-01", cite=True)[0]
    assert plain(finland.sinceLatest) == "2006-08-29"
    stated = {(quad.predicate.value, quad.object.value) for quad in finland.citation.statements}
    assert {day for _, day in stated} >= {"2006-08-29", "2008-08-29"}  # both are shown,
    assert any(name.endswith("#prevailsOver") for name, _ in stated)  # and why one counts


def test_membership_is_that_of_the_day(graph: KnowledgeGraph) -> None:
    """Croatia and Romania signed on 16 May 2005; they joined the EU in 2013 and 2007."""
    earlier = _countries(graph.ask("signed-not-ratified", group="EU", asOf="2006-01-01"), "yes")
    assert "Sweden" in earlier and not {"Croatia", "Romania"} & set(earlier)


@takes_minutes
@pytest.mark.parametrize("day", ["2008-01-01", "2010-02-23", "2014-01-01"])
def test_both_engines_agree_on_these_days(graph: KnowledgeGraph, day: str) -> None:
    store = opened(ROOT)[0]
    terms: dict[str, list[Term]] = {"asOf": [ox.Literal(day, datatype=ox.NamedNode(DATE))]}
    text = bind(graph.questions["signed-not-ratified"].text, terms)
    rows = [tuple("" if term is None else str(term) for term in row) for row in store.query(text)]
    assert rows and sorted(rows) == sorted(ReferenceGraph(matching(store), store.graphs()).rows(text))


def test_a_treaty_without_signature_has_no_signatories(graph: KnowledgeGraph) -> None:
    answer = graph.ask("signed-not-ratified", instrument="ILO C105")
    assert {row.answer for row in answer} == {"not applicable"} and len(answer) == 11


# Day, who was bound, of whom it is open; worked out from the table of the Treaty Collection.
NOT_BOUND_BY_PALERMO = [("CBSS", ["Iceland"]), ("EU", ["Czechia", "Greece", "Ireland"])]


@pytest.mark.parametrize(("group", "wanted"), NOT_BOUND_BY_PALERMO)
def test_who_was_not_bound_by_the_palermo_protocol(
    graph: KnowledgeGraph, group: str, wanted: list[str]
) -> None:
    answer = graph.ask("not-bound", group=group, instrument="Palermo Protocol", asOf="2010-02-23")
    assert [(row.country.label, row.answer) for row in answer] == [(name, "no") for name in wanted]


OPEN_DATA = ROOT.parent / "shared/open-data"
#: By treaty: its number in the table, the day of its entry into force, and the days after a later deposit.
RULES = {
    "UNTOC": ("XVIII-12", "2003-09-29", 30),
    "Palermo Protocol": ("XVIII-12-a", "2003-12-25", 30),
    "Smuggling Protocol": ("XVIII-12-b", "2004-01-28", 30),
}


def _by_hand(number: str, entered: str, delay: int, iso3: str, day: str) -> str:
    """Works a status out of the table of the Treaty Collection, which is complete for that day."""
    with (OPEN_DATA / "untc-zmjones/untc_status_long.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["mtdsg_no"] == number and row["iso3"] == iso3]
    signed = [row["signature_date"] for row in rows if row["signature_date"]]
    consented = min((row["consent_date"] for row in rows if row["consent_date"]), default="9999-12-31")
    if consented > day:
        return "signatory" if signed and min(signed) <= day else "no act"
    in_force = max((date.fromisoformat(consented) + timedelta(delay)).isoformat(), entered)
    return "party" if in_force <= day else "contracting"


@pytest.mark.slow
@pytest.mark.skipif(not OPEN_DATA.is_dir(), reason="the open data lie beside the checkout")
@pytest.mark.parametrize("treaty", RULES)
@pytest.mark.parametrize(
    "day", sample(["2001-06-01", "2003-12-24", "2006-07-01", "2010-02-23", "2013-09-24"], 3)
)
def test_the_matrix_is_what_the_table_gives_by_hand(graph: KnowledgeGraph, treaty: str, day: str) -> None:
    answer = graph.ask("status-matrix", group="OSCE", instrument=treaty, asOf=day)
    # Serbia and Montenegro stand in the table for acts of states before them.
    states = {row.country.iri[-3:].upper(): row.status for row in answer}
    got = {iso3: status.label for iso3, status in states.items() if iso3 not in ("SRB", "MNE")}
    assert len(got) > 50
    assert got == {iso3: _by_hand(*RULES[treaty], iso3, day) for iso3 in got}


# Questions on days on which CETS No. 197 was not open to Belarus, or the protocol not to Timor-Leste, with how
# many of their rows say so: of 193 members of the United Nations or of one state.
NOT_OPEN = [
    ("status-matrix", {"group": "un", "instrument": "crc-op-sc", "asOf": "2003-01-01"}, 1),
    ("status-matrix", {"group": "un", "instrument": "cets-197", "asOf": "2007-01-01"}, 2),
    ("not-bound", {"group": "un", "instrument": "crc-op-sc", "asOf": "2003-01-01"}, 1),
    ("record-of-a-state", {"state": "blr", "asOf": "2007-01-01"}, 1),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "arguments", "count"), NOT_OPEN if WHOLE else NOT_OPEN[2:])
def test_where_a_treaty_was_not_open_its_rules_are_cited_and_give_the_row_again(
    graph: KnowledgeGraph, closed: Closed, name: str, arguments: dict[str, str], count: int
) -> None:
    store = opened(ROOT)[0]
    given = {key: f"id:{value}" if key != "asOf" else value for key, value in arguments.items()}
    terms: dict[str, list[Term]] = {
        key: [ox.Literal(value, datatype=ox.NamedNode(DATE)) if key == "asOf" else ox.NamedNode(ID + value)]
        for key, value in arguments.items()
    }
    text = bind(graph.questions[name].text, terms)
    rows = [tuple("" if term is None else str(term) for term in row) for row in store.query(text)]
    closed_to = [
        (key, row.citation)
        for key, row in zip(rows, graph.ask(name, cite=True, **given), strict=True)
        if f"<{THB}NotApplicable>" in key
    ]
    assert len(closed_to) == count
    for key, citation in closed_to:
        assert citation is not None
        assert SOURCE + "eligibility-rules" in {quad.graph_name.value for quad in citation.statements}
        assert gives(closed(citation.statements, citation.axioms), text, key), key


def test_a_state_of_a_later_day_has_no_status_where_only_a_report_of_it_is_recorded(
    graph: KnowledgeGraph,
) -> None:
    """South Sudan became a state on 9 July 2011; a list of 2020 reports it."""
    assert graph.ask(
        "signed-not-ratified", group="South Sudan", instrument="ILO C182", asOf="2006-06-04"
    ).is_empty
