"""The pages of things, passages and sources: what the graph says of each, with the marks of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.grouping import grouped
from ..base.namespaces import PREFIXES
from ..base.terms import local, natural, short
from ..base.triples import Facts, is_asserted
from ..reports.report import Report
from ..results.answer import Row
from ..results.sources import Source, described
from ..results.thing import Passage
from ..results.values import Days, Entity, Value, between, shown, value_of
from .charts import Acts, growth, lanes
from .linked_data import of_source, of_thing
from .page_views import Given, PageViews
from .urls import Addresses, asking

_SKOS = PREFIXES["skos"]
_ALT_LABEL, _MATCHES = _SKOS + "altLabel", (_SKOS + "exactMatch", _SKOS + "closeMatch")
_REPLACED = PREFIXES["dcterms"] + "isReplacedBy"
_DAYS = (PREFIXES["dcterms"] + "date", thb.reportingDay)
_START, _END = (PREFIXES["schema"] + name for name in ("startDate", "endDate"))
#: By who states them, nodes without a page of their own: the names of their places on the page of another, and words.
Placed = list[tuple[tuple[Source, ...], tuple[tuple[str, str], ...]]]


class Lasting(NamedTuple):
    """What a thing's page shows on any day: other names, the same things elsewhere, and what has its place there."""

    names: list[str]
    links: list[str]
    placed: Placed


class Things(PageViews):
    """The pages of what has a page of its own."""

    def __init__(self, *shared: Any) -> None:
        super().__init__(*shared)
        self._lasting: dict[str, Lasting] = {}

    def thing(self, iri: str, given: Given) -> str:
        """Returns the page of an entity: its brief as of the day given, and what has its place there.

        Where the home declares no brief, it has what is stated of the entity.
        """
        if iri not in self._lasting:
            self._lasting[iri] = self._read_lasting(iri)
        names, links, placed = self._lasting[iri]
        name = self.graph.index.label(iri)
        return self.drawn(
            "thing",
            name,
            names=names,
            links=links,
            about=of_thing(iri, self.graph.index.classes.get(iri, ()), name, names, links),
            placed=placed,
            iri=iri,
            data=self.data(iri),
            **self._brief(iri, given),
        )

    def _brief(self, iri: str, given: Given) -> dict[str, Any]:
        if "brief" not in self.graph.reports:
            page = self.graph.describe(iri)
            return {"found": page.document(), "day": "", "days": [], "growth": None, "lanes": None}
        day = next(filter(None, given.get("asOf", ())), None)
        brief = self.graph.report("brief", {"thing": iri, **({"asOf": day} if day else {})})
        dated = ("standing", "participants", "groups", "members")
        kind = next((str(row.value) for row in brief["what"]), "thing")
        return {
            "kind": kind,
            "found": brief.document(is_whole=True),
            "day": str(brief.given["asOf"]) if any(part in brief for part in dated) else "",
            "days": self.days(lambda given: self.addresses.of(iri) + asking(given), given),
            **_charts(brief, self.addresses),
        }

    def _read_lasting(self, iri: str) -> Lasting:
        said = list(self.graph.statements(iri))
        own = Facts(quad for quad in said if quad.subject.value == iri)
        return Lasting(own.texts(iri, _ALT_LABEL), own.texts(iri, *_MATCHES), self._placed(iri, said))

    def _placed(self, iri: str, said: Iterable[ox.Quad]) -> Placed:
        """Returns the acts, memberships and the like that have their place on the page of a thing, by source."""
        graphs = grouped(
            (quad.subject.value, quad.graph_name.value)
            for quad in filter(is_asserted, said)
            if quad.subject.value != iri and self.addresses.home(quad.subject.value) == iri
        )
        in_order = sorted(graphs, key=lambda node: natural(self.graph.index.label(node)))
        lines = self.graph.index.described({graph for stated in graphs.values() for graph in stated})
        found = grouped(
            (described(sorted({*graphs[node]}), lines), (local(node), self._with_days(node)))
            for node in in_order
        )
        return [(marks, tuple(placed)) for marks, placed in found.items()]

    def _with_days(self, node: str) -> str:
        """Returns the label of an act, a membership or the like with the days that its sources state."""
        own = (quad for quad in self.graph.statements(node) if quad.subject.value == node)
        by_graph = grouped((quad.graph_name.value, quad) for quad in filter(is_asserted, own))
        told = [day for _, said in sorted(by_graph.items()) for day in _days_stated(Facts(said), node)]
        return ": ".join(
            filter(None, [self.graph.index.label(node), "; ".join(dict.fromkeys(filter(None, told)))])
        )

    def passage(self, iri: str) -> str:
        """Returns the page of a passage of the memo."""
        passage = self.graph.describe(iri)
        assert isinstance(passage, Passage)
        before, after = self._neighbours(iri)
        return self.drawn(
            "passage",
            f"The memo, {short(iri).removeprefix('memo:')}",
            kind="Passage of the memo",
            passage=passage,
            about=of_thing(iri, ("foaf:Document",), f"Memo {local(iri)}"),
            short=short(iri).removeprefix("memo:"),
            before=before,
            after=after,
            iri=iri,
            data=self.data(iri),
        )

    def _neighbours(self, iri: str) -> tuple[Entity | None, Entity | None]:
        """Returns the passages before and after one in the memo, where there are such."""
        around = [None, *self.passages, None]
        place = next((number for number, one in enumerate(around) if one and one.iri == iri), None)
        return (around[place - 1], around[place + 1]) if place else (None, None)

    def source(self, iri: str) -> str:
        """Returns the page of a source: who made it, under which licence, what it covers and does not."""
        record = self.graph.sources(iri)[0]
        return self.drawn(
            "source",
            record.title,
            kind="Source",
            record=record,
            about=of_source(iri, record.title, record.publisher, record.rights, record.statements),
            entries=self._entries(iri),
            iri=iri,
            data=self.data(iri),
        )

    def _entries(self, source: str) -> list[tuple[Entity, Entity | None]]:
        """Returns the nodes that have their place on the page of a source, and what has replaced those no longer used."""
        facts = Facts(
            quad for quad in self.graph.statements(graph=source) if isinstance(quad.subject, ox.NamedNode)
        )
        here = {node for node in facts.things if node != source and self.addresses.home(node) == source}
        replaced = {node: facts.text(node, _REPLACED) for node in here}
        return [
            (self._entity(node), self._entity(by) if (by := replaced[node]) else None)
            for node in sorted(here, key=lambda node: natural(self.graph.index.label(node)))
        ]

    def _entity(self, iri: str) -> Entity:
        return Entity(iri, self.graph.index.label(iri))


def _days_stated(said: Facts, node: str) -> Iterator[str]:
    """Yields the days that a source states of an act, a membership or the like, in words."""

    def value(prop: str) -> Value:
        return next((value_of(fact.value, {}) for fact in said.of(node, prop)), None)

    yield from (shown(value_of(fact.value, {})) for fact in said.of(node, *_DAYS))
    yield lasted(value(_START), value(_END))
    yield shown(between(value(thb.notBefore), value(thb.notAfter)))


def lasted(first: Value, last: Value) -> str:
    """Says from when to when something lasted, as far as that is known.

    >>> lasted(1992, None), lasted(1992, 2006), lasted(None, 2006)
    ('from 1992', 'from 1992 to 2006', 'to 2006')
    """
    ends = (("from", first), ("to", last))
    return " ".join(f"{word} {shown(day)}" for word, day in ends if day is not None)


def _charts(brief: Report, addresses: Addresses) -> dict[str, Any]:
    """Returns the drawing of a page: the acts of a state over time, or how many states a treaty bound."""
    day = brief.given["asOf"]
    assert isinstance(day, date)
    if "participants" in brief:
        bound = [_days(row, "inForce") for row in brief["participants"] if row.kind == "state"]
        return {"growth": growth([days for days in bound if days], day), "lanes": None}
    acts = [
        Acts(
            row.short,
            addresses.of(row.instrument.iri),
            _days(row, "signed"),
            _days(row, "consented"),
            _days(row, "inForce"),
        )
        for row in brief["standing"]
    ]
    drawn = [act for act in acts if act.signed or act.consented or act.in_force]
    return {"growth": None, "lanes": lanes(drawn, day) if drawn else None}


def _days(row: Row, kind: str) -> Days | None:
    days = Days(row[f"{kind}Earliest"], row[f"{kind}Latest"])
    return days if any(days) else None
