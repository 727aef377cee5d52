"""What is said, by property, thing and graph: what the finders of conflicts read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from ..stores.protocol import Match
from ..treaties.date_bounds import REPORTING_DAY, Dating, datings
from ..treaties.intervals import Bound, Interval, both_fit
from ..treaties.records import Act, Records, read
from ..words import vocabulary as thb
from ..words.dates import span_in_words
from ..words.namespaces import MEMO, MEMO_SOURCE, PREFIXES, RDF_TYPE
from ..words.vocabulary import ActKind

_DERIVED = PREFIXES["prov"] + "wasDerivedFrom"
_NOTE, _ALT_LABEL = (PREFIXES["skos"] + name for name in ("note", "altLabel"))
_TYPE, _ENTRY = ox.NamedNode(RDF_TYPE), ox.NamedNode(thb.ComputedEntryIntoForce)
_INSTRUMENT, _PARTY = thb.instrument, thb.forParty
SIGNATURE = frozenset({ActKind.SIGNATURE})


class Stated(NamedTuple):
    """A value of one thing, and the graph that states it."""

    thing: str
    value: str
    graph: str


class Entry(NamedTuple):
    """A computed entry into force: its days, and the acts, rules and coverage that it was derived from."""

    name: str
    instrument: str
    party: str | None
    days: Interval
    grounds: tuple[str, ...]


class Said:
    """Asserted statements and computed entries into force, as the finders ask for them."""

    def __init__(self, asserted: Iterable[ox.Quad], match: Match, label: Callable[[str], str]) -> None:
        self.label = label
        quads = list(asserted)
        self.datings: tuple[Dating, ...] = tuple(datings(quads))
        self.records: Records = read(quads, self.datings)
        self.acts: dict[str, Act] = {act.name: act for act in self.records.acts}
        self._dated: dict[str, list[Dating]] = {}
        for dating in self.datings:
            self._dated.setdefault(dating.thing, []).append(dating)
        self._short: dict[str, str] = {}
        self._by: dict[str, dict[str, list[Stated]]] = {}
        for quad in quads:
            self._add(quad)
        self._entries: dict[tuple[str, str | None], Entry] = {
            (entry.instrument, entry.party): entry for entry in _entries(match)
        }

    def _add(self, quad: ox.Quad) -> None:
        things = self._by.setdefault(quad.predicate.value, {})
        thing = quad.subject.value
        things.setdefault(thing, []).append(Stated(thing, quad.object.value, quad.graph_name.value))
        other = quad.object
        if quad.predicate.value == _ALT_LABEL and isinstance(other, ox.Literal) and other.language == "en":
            self._short[thing] = min(self._short.get(thing, other.value), other.value, key=len)

    def of(self, thing: str, prop: str) -> list[Stated]:
        """Gives the values of a property of a thing, in order of value and graph."""
        return sorted(self._by.get(prop, {}).get(thing, ()))

    def all(self, prop: str) -> Iterator[Stated]:
        """Gives all values of a property, in order of thing."""
        for _, stated in sorted(self._by.get(prop, {}).items()):
            yield from sorted(stated)

    def kinds(self, thing: str) -> set[str]:
        """Gives the classes that are stated of a thing."""
        return {kind.value for kind in self.of(thing, RDF_TYPE)}

    def graphs(self, things: Iterable[str]) -> tuple[str, ...]:
        """Gives the graphs that say what kind of thing each of some things is, in order."""
        return tuple(sorted({kind.graph for thing in things for kind in self.of(thing, RDF_TYPE)}))

    def notes(self, thing: str, graph: str) -> str:
        """Gives what a source remarks on a thing, as sentences in brackets behind what it says of it."""
        words = [note.value.rstrip(".") for note in self.of(thing, _NOTE) if note.graph == graph]
        return f" ({'; '.join(words)})" if words else ""

    def name(self, thing: str) -> str:
        """Gives the shortest name of a thing: an abbreviation, else its label."""
        return self._short.get(thing) or self.label(thing)

    def dated(self, thing: str, prop: str | None = None) -> list[Dating]:
        """Gives the datings of a thing, all or those of one property."""
        return [one for one in self._dated.get(thing, ()) if prop in (None, one.prop)]

    def entry(self, instrument: str, party: str | None = None) -> Entry | None:
        """Gives the computed entry into force of an instrument, in general or for a party."""
        return self._entries.get((instrument, party))

    def entries(self) -> list[Entry]:
        """Gives all computed entries into force, in order of name."""
        return sorted(self._entries.values())

    def reporting(self, thing: str, graph: str) -> Dating | None:
        """Gives the day as at which a thing of a graph speaks: its own, its passage's, else the memo's."""
        places = [thing, graph, *([MEMO_SOURCE] if graph.startswith(MEMO) else [])]
        found = (dating for place in places for dating in self.dated(place, REPORTING_DAY))
        return next(found, None)


def _entries(match: Match) -> Iterator[Entry]:
    """Reads the computed entries into force."""
    for typed in match(None, _TYPE, _ENTRY):
        facts: dict[str, list[str]] = {}
        for quad in match(typed.subject, None, None):
            facts.setdefault(quad.predicate.value, []).append(quad.object.value)
        grounds = tuple(sorted(facts.get(_DERIVED, ())))
        days = (facts.get(bound, (None,))[0] for bound in (thb.earliest, thb.latest))
        first, last = (None if day is None else Bound(day, 0, grounds) for day in days)
        party = facts.get(_PARTY, (None,))[0]
        yield Entry(typed.subject.value, facts[_INSTRUMENT][0], party, Interval(first, last), grounds)


def fit(one: Interval, other: Interval) -> bool:
    """Says whether some day lies in both intervals."""
    return both_fit(one.first, other.last) and both_fit(other.first, one.last)


def when(interval: Interval) -> str:
    """Writes an interval in words."""
    return span_in_words(*(None if bound is None else bound.day for bound in interval))
