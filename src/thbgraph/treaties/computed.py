"""All computed statements: bounds of dates, entry into force by rule, and status over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..words import vocabulary as thb
from ..words.dates import DATE
from ..words.namespaces import BASE, COMPUTED, COMPUTED_GRAPH, ID, PREFIXES, RDF_TYPE
from .date_bounds import bounds_of, datings
from .periods import Entry, Found, statuses
from .records import read

_GRAPH = ox.NamedNode(COMPUTED_GRAPH)
_DERIVED = PREFIXES["prov"] + "wasDerivedFrom"


def computed(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Computes all that follows from asserted statements by other rules than those of OWL.

    - thb:DateBounds: the first and last day of everything that a source dates or reports.
    - thb:ComputedEntryIntoForce: when an instrument entered into force by its rule, and for each party.
    - thb:StatusPeriod: the status of a state under an instrument, period by period.

    Each node names what it was derived from. Returns quads of the graph `.../computed`; the same for the same
    statements in any order.
    """
    asserted = list(quads)
    dated = list(datings(asserted))
    entries, found = statuses(read(asserted, dated))
    writer = _Writer()
    made = bounds_of(dated)
    for entry in entries:
        made += writer.entry(entry)
    for one in found:
        made += writer.periods(one)
    return made


class _Writer:
    """Makes quads, each term once."""

    def __init__(self) -> None:
        self._nodes: dict[str, ox.NamedNode] = {}
        self._days: dict[str, ox.Literal] = {}

    def entry(self, entry: Entry) -> list[ox.Quad]:
        """Writes a computed entry into force."""
        place = [entry.instrument] if entry.party is None else [entry.instrument, entry.party]
        said = [(RDF_TYPE, thb.ComputedEntryIntoForce), (thb.instrument, entry.instrument)]
        if entry.party is not None:
            said.append((thb.forParty, entry.party))
        days = [(thb.earliest, entry.days.first), (thb.latest, entry.days.last)]
        names = dict.fromkeys(name for _, bound in days if bound is not None for name in bound.grounds)
        said += [(_DERIVED, name) for name in names]
        return self._quads(
            _name("entry-into-force", *place),
            said,
            [(prop, bound.day) for prop, bound in days if bound is not None],
        )

    def periods(self, found: Found) -> Iterator[ox.Quad]:
        """Writes the periods of a state under an instrument."""
        for period in found.periods:
            said = [
                (RDF_TYPE, thb.StatusPeriod),
                (thb.state, found.state),
                (thb.instrument, found.instrument),
                (thb.status, period.status),
                *((_DERIVED, name) for name in period.grounds),
            ]
            days = [
                (thb.firstDay, period.first),
                (thb.lastDay, period.last),
                (thb.knownThrough, period.known_through),
            ]
            if period.open_kind is not None:
                said.append((thb.openKind, period.open_kind))
                for prop, bound in zip((thb.notBefore, thb.notAfter), period.open_days, strict=True):
                    days.append((prop, bound.day if bound is not None else None))
            node = _name("status", found.instrument, found.state) + f"/{period.first or 'start'}"
            yield from self._quads(node, said, [(prop, day) for prop, day in days if day is not None])
            basis = ox.Literal(period.basis)
            yield ox.Quad(self._node(node), self._node(thb.basis), basis, _GRAPH)

    def _quads(
        self, name: str, said: Iterable[tuple[str, str]], days: Iterable[tuple[str, str]]
    ) -> list[ox.Quad]:
        node = self._node(name)
        made = [ox.Quad(node, self._node(prop), self._node(thing), _GRAPH) for prop, thing in said]
        return made + [ox.Quad(node, self._node(prop), self._day(day), _GRAPH) for prop, day in days]

    def _node(self, iri: str) -> ox.NamedNode:
        if iri not in self._nodes:
            self._nodes[iri] = ox.NamedNode(iri)
        return self._nodes[iri]

    def _day(self, day: str) -> ox.Literal:
        if day not in self._days:
            self._days[day] = ox.Literal(day, datatype=ox.NamedNode(DATE))
        return self._days[day]


def _name(kind: str, *things: str) -> str:
    return f"{COMPUTED}{kind}/" + "/".join(thing.removeprefix(ID).removeprefix(BASE) for thing in things)
