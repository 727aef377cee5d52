"""Drift written as an answer and for Wikidata's Mismatch Finder."""

from __future__ import annotations

import csv
import io
import re

from thbgraph.outside.drift import MISMATCH_COLUMNS, Difference, Drift, answer_of, to_mismatches
from thbgraph.outside.facts import LABEL, MEMBER, PARENT, START, Fact
from thbgraph.words.namespaces import ID, PREFIXES, SOURCE

WD = PREFIXES["wd"]
LABELS = {ID + "iom": "IOM", ID + "un": "United Nations", ID + "eu": "European Union", SOURCE + "t": "table"}
GUID = "Q11904$7814880A-A6EF-40EC-885E-F46DD58C8DC5"


def drift(kind: str, here: str, there: str, fact: Fact, qualifier: str = "") -> Drift:
    graphs = (SOURCE + "t",)
    return Drift(
        "wikidata",
        WD + "Q11904",
        "2026-11-25",
        Difference(ID + "iom", kind, here, there, graphs, fact, qualifier),
    )


DRIFTS = [
    drift(START, "1951", "1952-01-01", Fact(START, "1952-01-01", "P571", GUID)),
    drift(PARENT, ID + "un", ID + "eu", Fact(PARENT, WD + "Q458", "P749", GUID)),
    drift("end of membership", "2020", "2021", Fact(MEMBER, WD + "Q458", "P463", GUID, "", "2021"), "P582"),
    drift("end of membership", "2020", "", Fact(MEMBER, WD + "Q458", "P463", GUID), "P582"),
    drift("end", "", "2021", Fact("end", "2021", "P576", GUID)),
    drift(LABEL, "", "OIM", Fact(LABEL, "OIM")),
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
    long = drift(START, "x" * 2000, "1952", Fact(START, "1952", "P571", GUID))
    assert len(next(csv.DictReader(io.StringIO(to_mismatches([long], {}))))["external_value"]) == 1500
