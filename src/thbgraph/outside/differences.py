"""Differences between outside sources and the graph, as an answer and as Wikidata's Mismatch Finder imports them.

Source of the form: wikidata-mismatch-finder, User Guide, "Creating a mismatches import file": all eight columns,
at most 1500 characters a value, a statement only with the value that it has.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import NamedTuple

from ..answers.answers import Answer
from ..answers.rows import Entity, Row
from ..words.namespaces import ID
from ..words.terms import short
from .facts import LABEL, Fact

COLUMNS = ("entity", "what", "here", "there", "scheme", "outside", "retrieved", "sources")
MISMATCH_COLUMNS = (
    "item_id", "statement_guid", "property_id", "wikidata_value", "meta_wikidata_value", "external_value",
    "external_url", "type",
)  # fmt: skip
_LONGEST = 1500


class Difference(NamedTuple):
    """A difference of some kind: the value that the graph has for an entity (`here`), and the source's (`there`).

    Both are texts, dates or IRIs; `here` is empty where nothing is recorded. `graphs` state the value here, `fact`
    is the source's. `qualifier` is Wikidata's property of the qualifier that differs, if it is one.
    """

    entity: str
    kind: str
    here: str
    there: str
    graphs: tuple[str, ...]
    fact: Fact
    qualifier: str = ""


class Drift(NamedTuple):
    """A difference with the scheme, the outside IRI, and the day (ISO 8601) on which the source was retrieved."""

    scheme: str
    outside: str
    retrieved: str
    difference: Difference


def answer_of(drifts: Iterable[Drift], labels: Mapping[str, str]) -> Answer:
    """Returns differences as an answer, a row each; that of a label shows what the entity is called here."""

    def named(value: str) -> str:
        is_iri = value.startswith(("http://", "https://"))
        return labels.get(value) or short(value).strip("<>") if is_iri else value

    rows = []
    for scheme, outside, retrieved, found in drifts:
        entity = Entity(found.entity, labels.get(found.entity, short(found.entity)))
        here = labels.get(found.entity, "") if found.kind == LABEL else found.here
        graphs = ", ".join(labels.get(graph, short(graph)) for graph in found.graphs)
        values = (named(here), named(found.there or "no end"), scheme, outside, retrieved, graphs)
        rows.append(Row(COLUMNS, (entity, found.kind, *values)))
    return Answer(COLUMNS, rows)


def to_mismatches(drifts: Iterable[Drift], labels: Mapping[str, str]) -> str:
    """Writes differences between statements of Wikidata and of the graph as CSV for the Mismatch Finder.

    Labels, which are no statements, are left out, and so is what only one side states.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(MISMATCH_COLUMNS)
    for one in drifts:
        found, fact = one.difference, one.difference.fact
        if not (fact.statement and found.here and found.there):
            continue
        theirs = found.there if found.qualifier or not fact.value.startswith("http") else fact.value
        row = (
            one.outside.rpartition("/")[2],
            fact.statement,
            found.qualifier or fact.prop,
            theirs.rpartition("/")[2],
            "",  # the calendar, which follows from the date
            labels.get(found.here, found.here),
            found.entity if found.entity.startswith(ID) else "",
            "qualifier" if found.qualifier else "statement",
        )
        writer.writerow(cell[:_LONGEST] for cell in row)
    return text.getvalue()
