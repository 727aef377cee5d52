"""What outside sources say otherwise, as an answer, and as Wikidata's Mismatch Finder takes it.

Source of the form: wikidata-mismatch-finder, User Guide, "Creating a mismatches import file": all eight columns,
at most 1500 characters a value, a statement only with the value that it has.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import NamedTuple

from ..answers.answers import Answer
from ..answers.rows import Entity, Row, Value
from ..words.namespaces import ID
from ..words.terms import short

COLUMNS = ("entity", "what", "here", "there", "scheme", "outside", "retrieved", "sources")
MISMATCH_COLUMNS = (
    "item_id", "statement_guid", "property_id", "wikidata_value", "meta_wikidata_value", "external_value",
    "external_url", "type",
)  # fmt: skip
_LONGEST = 1500
#: The kinds of what is said.
LABEL, START, END, PARENT, MEMBER, REPLACED = "label", "start", "end", "parent", "membership", "replaced by"


class Fact(NamedTuple):
    """One thing that is said: its kind, and its value as text, date (ISO 8601, as exact as it is said) or IRI.

    `start` and `end` qualify a membership. `statement` is Wikidata's identifier of the statement, `prop` its
    property.
    """

    kind: str
    value: str
    prop: str = ""
    statement: str = ""
    start: str = ""
    end: str = ""


class Difference(NamedTuple):
    """That a source says otherwise: of which entity, in which respect, what stands here and what there.

    `graphs` holds who says so here. `here` and `there` are texts, dates or IRIs; `here` is empty where nothing
    is recorded. `qualifier` is Wikidata's property of the qualifier that differs, if it is one.
    """

    entity: str
    kind: str
    here: str
    there: str
    graphs: tuple[str, ...]
    fact: Fact
    qualifier: str = ""


class Drift(NamedTuple):
    """A difference with the scheme, the outside IRI, and the day (ISO 8601) on which the source was got."""

    scheme: str
    outside: str
    retrieved: str
    difference: Difference


def answer_of(drifts: Iterable[Drift], labels: Mapping[str, str]) -> Answer:
    """Gives differences as an answer, a row each.

    `here` is empty where nothing is recorded; of a label, what the entity is called here.
    """
    rows = []
    for one in drifts:
        found = one.difference
        here = labels.get(found.entity, "") if found.kind == LABEL else found.here
        there = found.there or "no end"
        rows.append(
            Row(
                COLUMNS,
                (
                    Entity(found.entity, labels.get(found.entity, short(found.entity))),
                    found.kind,
                    _said(here, labels),
                    _said(there, labels),
                    one.scheme,
                    one.outside,
                    one.retrieved,
                    ", ".join(labels.get(graph, short(graph)) for graph in found.graphs),
                ),
            )
        )
    return Answer(COLUMNS, rows)


def _said(value: str, labels: Mapping[str, str]) -> Value:
    if value.startswith(("http://", "https://")):
        return labels.get(value) or short(value).strip("<>")
    return value


def to_mismatches(drifts: Iterable[Drift], labels: Mapping[str, str]) -> str:
    """Writes what Wikidata states and the graph states otherwise as CSV for the Mismatch Finder.

    Left out are labels, which are no statements, and what only one side says.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(MISMATCH_COLUMNS)
    for one in drifts:
        found, fact = one.difference, one.difference.fact
        if not (fact.statement and found.here and found.there):
            continue
        theirs = found.there if found.qualifier or not fact.value.startswith("http") else fact.value
        writer.writerow(
            cell[:_LONGEST]
            for cell in (
                one.outside.rpartition("/")[2],
                fact.statement,
                found.qualifier or fact.prop,
                theirs.rpartition("/")[2],
                "",  # the calendar, which is told from the date
                labels.get(found.here, found.here),
                found.entity if found.entity.startswith(ID) else "",
                "qualifier" if found.qualifier else "statement",
            )
        )
    return text.getvalue()
