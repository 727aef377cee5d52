"""Datings: which days every dating of every source allows, by its precision or by a reporting day."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.dates import MONTH_DAY, bounds
from thbgraph.base.namespaces import (
    BASE,
    EDITORS,
    ID,
    MEMO,
    PREFIXES,
    RDF_TYPE,
    SOURCE,
    THB,
    XSD,
)
from thbgraph.base.triples import Facts
from thbgraph.status.date_bounds import Dating, datings

DCTERMS, SCHEMA = PREFIXES["dcterms"], PREFIXES["schema"]
DATE = DCTERMS + "date"
P13, P14 = MEMO + "2-13", MEMO + "2-14"
ACT, REPORT, LIST = (
    ID + "act-cets-197-fin-consent",
    ID + "report-cets-197-fin-memo",
    ID + "list-cets-197-memo",
)


def quad(subject: str, predicate: str, thing: str | ox.Literal, graph: str) -> ox.Quad:
    value = ox.NamedNode(thing) if isinstance(thing, str) else thing
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, ox.NamedNode(graph))


def dated(text: str, kind: str = "date") -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


def bounds_of(quads: list[ox.Quad]) -> set[Dating]:
    """What each source allows for each property that dates a thing."""
    return set(datings(Facts(quads)))


def seen(quads: list[ox.Quad]) -> list[tuple[str, str, str, str | None, str | None]]:
    """Every dating: thing, property and graph without their namespaces, first day, last day."""
    return sorted(
        (
            one.thing.removeprefix(ID),
            one.prop.rpartition("/")[2].rpartition("#")[2],
            one.graph.removeprefix(BASE),
            one.first,
            one.last,
        )
        for one in bounds_of(quads)
    )


@pytest.mark.parametrize(
    ("literal", "first", "last"),
    [
        (dated("2005-05-03"), "2005-05-03", "2005-05-03"),
        (dated("2009-12", "gYearMonth"), "2009-12-01", "2009-12-31"),
        (dated("2008-02", "gYearMonth"), "2008-02-01", "2008-02-29"),
        (dated("2005", "gYear"), "2005-01-01", "2005-12-31"),
    ],
)
def test_a_dating_allows_the_days_of_its_precision(literal: ox.Literal, first: str, last: str) -> None:
    assert seen([quad(ACT, DATE, literal, P13)]) == [
        ("act-cets-197-fin-consent", "date", "memo/2-13", first, last)
    ]


@pytest.mark.parametrize(
    "literal",
    [
        dated("--10-18", "gMonthDay"),
        dated("2005", "integer"),
        ox.Literal("2005-05-03"),
        ox.Literal("2005-05-03", language="en"),
    ],
)
def test_what_is_no_dating_has_no_bounds(literal: ox.Literal) -> None:
    assert not bounds_of([quad(ACT, DATE, literal, P13)])


def test_each_source_and_each_property_has_a_dating_of_its_own() -> None:
    quads = [
        quad(ACT, DATE, dated("2005-05-03"), P13),
        quad(ACT, DATE, dated("2005", "gYear"), P14),
        quad(ID + "m", SCHEMA + "startDate", dated("1992-03", "gYearMonth"), EDITORS),
        quad(ID + "m", SCHEMA + "endDate", dated("2009", "gYear"), EDITORS),
    ]
    assert seen(quads) == [
        ("act-cets-197-fin-consent", "date", "memo/2-13", "2005-05-03", "2005-05-03"),
        ("act-cets-197-fin-consent", "date", "memo/2-14", "2005-01-01", "2005-12-31"),
        ("m", "endDate", "source/editors", "2009-01-01", "2009-12-31"),
        ("m", "startDate", "source/editors", "1992-03-01", "1992-03-31"),
    ]


def test_two_datings_of_one_source_are_not_mixed() -> None:
    quads = [quad(ACT, DATE, dated("2005-05-03"), P13), quad(ACT, DATE, dated("2006-06-01"), P13)]
    assert [found[3:] for found in seen(quads)] == [
        ("2005-05-03", "2005-05-03"),
        ("2006-06-01", "2006-06-01"),
    ]


ACTS = [
    "Signature",
    "Consent",
    "Ratification",
    "Acceptance",
    "Approval",
    "Accession",
    "Succession",
    "Denunciation",
]
DAY_OF_13 = quad(P13, THB + "reportingDay", dated("2010-01-26"), EDITORS)
OF_THE_DAY = (
    "https://w3id.org/thbgraph/memo/2-13",
    "reportingDay",
    "source/editors",
    "2010-01-26",
    "2010-01-26",
)


@pytest.mark.parametrize("kind", ACTS)
def test_an_undated_act_was_done_by_the_day_of_its_passage(kind: str) -> None:
    quads = [DAY_OF_13, quad(ACT, RDF_TYPE, THB + kind, P13)]
    assert ("act-cets-197-fin-consent", "date", "memo/2-13", None, "2010-01-26") in seen(quads)
    assert len(seen(quads)) == 2


@pytest.mark.parametrize("kind", ["Instrument", "EntryIntoForce", "StatusReport"])
def test_only_what_somebody_has_done_is_bounded_by_the_day(kind: str) -> None:
    assert seen([DAY_OF_13, quad(ACT, RDF_TYPE, THB + kind, P13)]) == [OF_THE_DAY]


def test_an_act_is_undated_in_one_passage_and_dated_in_another() -> None:
    quads = [
        DAY_OF_13,
        quad(ACT, RDF_TYPE, THB + "Consent", P13),
        quad(ACT, RDF_TYPE, THB + "Consent", P14),
        quad(ACT, DATE, dated("2009-05", "gYearMonth"), P14),
    ]
    assert seen(quads) == [
        ("act-cets-197-fin-consent", "date", "memo/2-13", None, "2010-01-26"),
        ("act-cets-197-fin-consent", "date", "memo/2-14", "2009-05-01", "2009-05-31"),
        OF_THE_DAY,
    ]


def test_an_act_that_its_passage_dates_is_not_bounded_by_the_day() -> None:
    quads = [
        DAY_OF_13,
        quad(ACT, RDF_TYPE, THB + "Consent", P13),
        quad(ACT, DATE, dated("2008", "gYear"), P13),
    ]
    assert [found[3:] for found in seen(quads)] == [
        ("2008-01-01", "2008-12-31"),
        ("2010-01-26", "2010-01-26"),
    ]


def test_an_undated_act_of_a_passage_without_a_day_has_no_bounds() -> None:
    assert not bounds_of([quad(ACT, RDF_TYPE, THB + "Consent", P13)])


def test_an_act_of_two_kinds_has_one_dating() -> None:
    quads = [
        DAY_OF_13,
        quad(ACT, RDF_TYPE, THB + "Consent", P13),
        quad(ACT, RDF_TYPE, THB + "Ratification", P13),
    ]
    assert len(seen(quads)) == 2


def test_a_report_holds_on_the_day_of_its_list_in_each_source_that_places_it() -> None:
    other = SOURCE + "depositary"
    quads = [
        quad(REPORT, DCTERMS + "isPartOf", LIST, P14),
        quad(REPORT, DCTERMS + "isPartOf", LIST, other),
        quad(ID + "report-without-day", DCTERMS + "isPartOf", ID + "list-without-day", P14),
        quad(LIST, THB + "reportingDay", dated("2010-01-26"), EDITORS),
    ]
    day = ("reportingDay", "2010-01-26", "2010-01-26")
    assert [(found[0], found[2], found[1], *found[3:]) for found in seen(quads)] == [
        ("list-cets-197-memo", "source/editors", *day),
        ("report-cets-197-fin-memo", "memo/2-14", *day),
        ("report-cets-197-fin-memo", "source/depositary", *day),
    ]


def test_a_reporting_day_may_be_a_month() -> None:
    month = dated("2010-01", "gYearMonth")
    quads = [
        quad(P13, THB + "reportingDay", month, EDITORS),
        quad(LIST, THB + "reportingDay", month, EDITORS),
        quad(ACT, RDF_TYPE, THB + "Consent", P13),
        quad(REPORT, DCTERMS + "isPartOf", LIST, P14),
    ]
    assert [
        found[3:] for found in seen(quads) if found[0] in (ACT.removeprefix(ID), REPORT.removeprefix(ID))
    ] == [
        (None, "2010-01-31"),
        ("2010-01-01", "2010-01-31"),
    ]


def test_an_act_of_unknown_day_lies_between_two() -> None:
    quads = [
        quad(ACT, THB + "notBefore", dated("2006-10-12"), P13),
        quad(ACT, THB + "notAfter", dated("2010-01-26"), P13),
        quad(ACT, THB + "notBefore", dated("2007-01-01"), P14),
        quad(ACT, THB + "notAfter", dated("2009-01-01"), EDITORS),
    ]
    assert seen(quads) == [
        ("act-cets-197-fin-consent", "date", "memo/2-13", "2006-10-12", "2010-01-26"),
        ("act-cets-197-fin-consent", "date", "memo/2-14", "2007-01-01", None),
        ("act-cets-197-fin-consent", "date", "source/editors", None, "2009-01-01"),
    ]


def test_an_act_between_two_days_is_not_also_bounded_by_the_day_of_its_passage() -> None:
    quads = [
        DAY_OF_13,
        quad(ACT, RDF_TYPE, THB + "Consent", P13),
        quad(ACT, THB + "notBefore", dated("2006-10-12"), P13),
    ]
    assert [found[3:] for found in seen(quads) if "act" in found[0]] == [("2006-10-12", None)]


def test_a_report_holds_between_the_days_of_its_list() -> None:
    quads = [
        quad(REPORT, DCTERMS + "isPartOf", LIST, P14),
        quad(LIST, RDF_TYPE, THB + "StatusList", P14),
        quad(LIST, THB + "notBefore", dated("2013-11-26"), P14),
        quad(LIST, THB + "notAfter", dated("2014-03-01"), P14),
    ]
    days = ("reportingDay", "memo/2-14", "2013-11-26", "2014-03-01")
    assert seen(quads) == [("list-cets-197-memo", *days), ("report-cets-197-fin-memo", *days)]


def test_the_tightest_of_several_limits_in_one_source_counts_in_any_order() -> None:
    quads = [
        quad(ACT, THB + "notBefore", dated("2006-10-12"), P13),
        quad(ACT, THB + "notBefore", dated("2007-10-12"), P13),
    ]
    assert (
        seen(quads)
        == seen(quads[::-1])
        == [("act-cets-197-fin-consent", "date", "memo/2-13", "2007-10-12", None)]
    )


QUADS = st.lists(
    st.builds(
        quad,
        st.sampled_from([ACT, REPORT, LIST, P13]),
        st.sampled_from([DATE, THB + "reportingDay", SCHEMA + "startDate"]),
        st.dates().map(lambda day: dated(day.isoformat()))
        | st.integers(1, 9999).map(lambda year: dated(f"{year:04}", "gYear"))
        | st.tuples(st.integers(1, 9999), st.integers(1, 12)).map(
            lambda month: dated(f"{month[0]:04}-{month[1]:02}", "gYearMonth")
        )
        | st.just(ox.Literal("--10-18", datatype=ox.NamedNode(MONTH_DAY))),
        st.sampled_from([P13, P14, EDITORS]),
    ),
    max_size=8,
)


@given(QUADS, st.randoms(use_true_random=False))
def test_every_date_has_a_dating_and_the_order_of_statements_does_not_count(
    quads: list[ox.Quad], chance: random.Random
) -> None:
    assert bounds_of(quads) == bounds_of(chance.sample(quads, len(quads)))
    found = seen(quads)
    for stated in quads:
        if stated.object.datatype.value != MONTH_DAY:
            first, last = bounds(stated.object.value, stated.object.datatype.value)
            assert (
                stated.subject.value.removeprefix(ID),
                stated.graph_name.value.removeprefix(BASE),
                first,
                last,
            ) in {(thing, graph, *days) for thing, _, graph, *days in found}
