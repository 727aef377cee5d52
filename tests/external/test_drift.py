"""Drift: what counts as said otherwise, on a small graph of known facts."""

from __future__ import annotations

import csv
import io
import re

import pyoxigraph as ox
import pytest

from thbgraph.base.namespaces import ID, PREFIXES, SOURCE
from thbgraph.external.drift import (
    MISMATCH_COLUMNS,
    Deviation,
    Drift,
    Recorded,
    answer_of,
    differences,
    to_mismatches,
)
from thbgraph.external.fetched_facts import END, LABEL, MEMBER, PARENT, REPLACED, START, FetchedFact
from thbgraph.names.names import read_names

WD = PREFIXES["wd"]
TABLES = SOURCE + "tables"
GRAPH = (
    "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    + """
source:tables {
  id:iom skos:prefLabel "International Organization for Migration"@en ; skos:altLabel "IOM"@en ;
    schema:foundingDate "1951"^^xsd:gYear ; org:unitOf id:un ; skos:exactMatch wd:Q11904 .
  id:un skos:prefLabel "United Nations"@en ; skos:exactMatch wd:Q1065 .
  id:eu skos:prefLabel "European Union"@en ; skos:exactMatch wd:Q458 .
  id:coe skos:prefLabel "Council of Europe"@en ; skos:exactMatch wd:Q8908 .
  id:rus skos:prefLabel "Russia"@en ; skos:exactMatch wd:Q159 .
  id:gbr skos:prefLabel "United Kingdom"@en ; skos:exactMatch wd:Q145 .
  id:scg skos:prefLabel "Serbia and Montenegro"@en ; schema:startDate "2003"^^xsd:gYear ;
    schema:endDate "2006-06-03"^^xsd:date ; skos:exactMatch wd:Q37024 .
  id:srb skos:prefLabel "Serbia"@en ; thb:continues id:scg ; skos:exactMatch wd:Q403 .
  id:membership-eu-gbr org:member id:gbr ; org:organization id:eu ; org:role thb:Member ;
    schema:startDate "1973-01-01"^^xsd:date ; schema:endDate "2020-01-31"^^xsd:date .
  id:membership-coe-rus org:member id:rus ; org:organization id:coe ; org:role thb:Member ;
    schema:startDate "1996-02-28"^^xsd:date ; schema:endDate "2022-03-16"^^xsd:date .
}
"""
)
CLASSES = {
    ID + name: ["thb:Entity", "foaf:Agent", *kinds]
    for name, kinds in {
        "iom": ["org:Organization"], "un": ["org:Organization"], "eu": ["org:Organization"],
        "coe": ["org:Organization"], "rus": ["thb:State"], "gbr": ["thb:State"], "srb": ["thb:State"],
        "scg": ["thb:State", "thb:FormerState"],
    }.items()
}  # fmt: skip


@pytest.fixture(scope="module")
def recorded() -> Recorded:
    quads = list(ox.parse(GRAPH, format=ox.RdfFormat.TRIG))
    return Recorded(quads, read_names(quads).named, CLASSES)


def told(entity: str, fact: FetchedFact, recorded: Recorded) -> list[tuple[str, str, str]]:
    return [(one.kind, one.here, one.there) for one in differences(ID + entity, [fact], recorded)]


@pytest.mark.parametrize(
    "name",
    [
        "International Organization for Migration",
        "IOM",
        "iom",
        "the Organization, International, for Migration",
    ],
)
def test_a_name_that_is_ours_is_no_difference(recorded: Recorded, name: str) -> None:
    assert told("iom", FetchedFact(LABEL, name), recorded) == []


def test_one_of_several_names_is_enough(recorded: Recorded) -> None:
    assert (
        list(differences(ID + "iom", [FetchedFact(LABEL, "IOM"), FetchedFact(LABEL, "OIM")], recorded)) == []
    )
    assert told("iom", FetchedFact(LABEL, "OIM"), recorded) == [(LABEL, "", "OIM")]


@pytest.mark.parametrize(
    ("said", "differs"),
    [("1951", False), ("1951-12", False), ("1951-12-05", False), ("1952", True), ("1950-12-31", True)],
)
def test_dates_differ_when_no_day_fits_both(recorded: Recorded, said: str, differs: bool) -> None:
    found = told("iom", FetchedFact(START, said, "P571", "Q1$A"), recorded)
    assert found == ([(START, "1951", said)] if differs else [])


def test_a_start_that_is_not_recorded_here_is_no_difference_but_an_end_is(recorded: Recorded) -> None:
    assert told("un", FetchedFact(START, "1945-10-24"), recorded) == []
    assert told("un", FetchedFact(END, "2030"), recorded) == [(END, "", "2030")]
    assert told("scg", FetchedFact(END, "2006-06-05"), recorded) == [(END, "2006-06-03", "2006-06-05")]
    assert told("scg", FetchedFact(END, "2006-06"), recorded) == []


def test_parents_differ_where_both_name_one(recorded: Recorded) -> None:
    assert told("iom", FetchedFact(PARENT, WD + "Q1065"), recorded) == []
    assert told("iom", FetchedFact(PARENT, WD + "Q458"), recorded) == [(PARENT, ID + "un", ID + "eu")]
    assert told("iom", FetchedFact(PARENT, WD + "Q999"), recorded) == []
    assert told("eu", FetchedFact(PARENT, WD + "Q1065"), recorded) == []


@pytest.mark.parametrize(
    ("member", "group", "start", "end", "wanted"),
    [
        ("gbr", "Q458", "1973-01-01", "2020-01-31", []),
        ("gbr", "Q458", "1973", "2020", []),
        ("gbr", "Q458", "", "2020-01-31", []),
        ("gbr", "Q458", "1973-01-01", "", [("end of membership", "2020-01-31", "")]),
        ("gbr", "Q458", "1972", "2020", [("start of membership", "1973-01-01", "1972")]),
        ("rus", "Q8908", "1996-02-28", "2022-03-16", []),
        ("rus", "Q8908", "1996-02-28", "2022-03-25", [("end of membership", "2022-03-16", "2022-03-25")]),
        ("rus", "Q458", "", "", [(MEMBER, "", ID + "eu")]),
        ("rus", "Q1065", "", "", []),
        ("rus", "Q999", "", "", []),
    ],
)
def test_memberships(
    recorded: Recorded, member: str, group: str, start: str, end: str, wanted: list[tuple[str, str, str]]
) -> None:
    assert told(member, FetchedFact(MEMBER, WD + group, "P463", "Q1$A", start, end), recorded) == wanted


def test_a_membership_names_who_says_it_here(recorded: Recorded) -> None:
    fact = FetchedFact(MEMBER, WD + "Q8908", "P463", "Q159$A", "1996-02-28", "2022-03-25")
    (one,) = differences(ID + "rus", [fact], recorded)
    assert one == Deviation(
        ID + "rus", "end of membership", "2022-03-16", "2022-03-25", (TABLES,), fact, "P582", ID + "coe"
    )


def test_a_successor_that_only_they_know_is_a_difference(recorded: Recorded) -> None:
    assert told("scg", FetchedFact(REPLACED, WD + "Q403"), recorded) == []
    assert told("scg", FetchedFact(REPLACED, WD + "Q236"), recorded) == [(REPLACED, ID + "srb", WD + "Q236")]
    assert told("coe", FetchedFact(REPLACED, WD + "Q458"), recorded) == [(REPLACED, "", ID + "eu")]


LABELS = {ID + "iom": "IOM", ID + "un": "United Nations", ID + "eu": "European Union", SOURCE + "t": "table"}
GUID = "Q11904$7814880A-A6EF-40EC-885E-F46DD58C8DC5"


def drift(kind: str, here: str, there: str, fact: FetchedFact, qualifier: str = "") -> Drift:
    graphs = (SOURCE + "t",)
    return Drift(
        "wikidata",
        WD + "Q11904",
        "2026-11-25",
        Deviation(ID + "iom", kind, here, there, graphs, fact, qualifier),
    )


DRIFTS = [
    drift(START, "1951", "1952-01-01", FetchedFact(START, "1952-01-01", "P571", GUID)),
    drift(PARENT, ID + "un", ID + "eu", FetchedFact(PARENT, WD + "Q458", "P749", GUID)),
    drift(
        "end of membership",
        "2020",
        "2021",
        FetchedFact(MEMBER, WD + "Q458", "P463", GUID, "", "2021"),
        "P582",
    ),
    drift("end of membership", "2020", "", FetchedFact(MEMBER, WD + "Q458", "P463", GUID), "P582"),
    drift("end", "", "2021", FetchedFact("end", "2021", "P576", GUID)),
    drift(LABEL, "", "OIM", FetchedFact(LABEL, "OIM")),
]


def test_the_answer_has_both_sides_and_the_day() -> None:
    rows = [tuple(map(str, row)) for row in answer_of(DRIFTS, LABELS)]
    outside = ("wikidata", WD + "Q11904", "2026-11-25", "table")
    assert rows[0] == ("IOM", "start", "1951", "1952-01-01", *outside)
    assert rows[1] == ("IOM", "parent", "United Nations", "European Union", *outside)
    assert [row[2:4] for row in rows[3:]] == [("2020", "no end"), ("", "2021"), ("IOM", "OIM")]


def test_the_mismatch_finder_gets_what_it_takes() -> None:
    text = to_mismatches(DRIFTS, LABELS)
    assert text.splitlines()[0] == (
        "item_id,statement_guid,property_id,wikidata_value,meta_wikidata_value,external_value,external_url,type"
    )
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [tuple(row[column] for column in MISMATCH_COLUMNS) for row in rows] == [
        ("Q11904", GUID, "P571", "1952-01-01", "", "1951", ID + "iom", "statement"),
        ("Q11904", GUID, "P749", "Q458", "", "United Nations", ID + "iom", "statement"),
        ("Q11904", GUID, "P582", "2021", "", "2020", ID + "iom", "qualifier"),
    ]
    for row in rows:
        assert re.fullmatch(r"Q\d+", row["item_id"]) and row["statement_guid"].startswith(
            row["item_id"] + "$"
        )
        assert row["wikidata_value"] and row["external_value"]


def test_a_long_value_is_cut() -> None:
    long = drift(START, "x" * 2000, "1952", FetchedFact(START, "1952", "P571", GUID))
    assert len(next(csv.DictReader(io.StringIO(to_mismatches([long], {}))))["external_value"]) == 1500
