"""Reading what a graph holds: of things, passages and sources, where states stand, and where sources disagree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ..base import vocabulary as thb
from ..base.errors import ParameterError, RequestError
from ..base.grouping import grouped
from ..base.names import quoted
from ..base.namespaces import MEMO
from ..base.terms import short
from ..names.arguments import Given, as_text, read_day
from ..names.resolve import find_entity
from ..results.listing import Listing
from ..stores.lookup import Lookup
from . import on_demand
from .directory import Directory

if TYPE_CHECKING:
    from ..external.drift import Drift
    from ..rdf.links import LinkSet
    from ..reports.bonds import Tie
    from ..reports.briefs import Brief, Desk
    from ..reports.participants import Participants
    from ..reports.paths import Paths
    from ..reports.surroundings import Surroundings
    from ..results.conflict import Conflict, Conflicts
    from ..results.proof import Explanation
    from ..results.sources import SourceRecord
    from ..results.status import StatusOnDay
    from ..results.thing import Page, Passage
    from ..status.day_notes import DayNotes
    from ..status.records import Records
    from .pages import Pages


class Reading(Directory):
    """What a graph holds of the things, treaties, passages and sources in it."""

    def describe(self, name: Given) -> Page | Passage:
        """Gathers what is known of a thing, or of a passage, each statement with its sources.

        Raises UnknownEntity with candidates.
        """
        iri = self.find(as_text(name))
        return self._pages.passage(iri) if iri.startswith(MEMO) else self._pages.entity(iri)

    def passage(self, name: Given, memo: str | None = None) -> Passage:
        """Gathers what the graph knows of a passage; with its text, where `memo` is your copy of the memo.

        The copy is a table with the columns section, para and text, or plain text. Raises UnknownEntity with
        candidates, and RequestError for what is no passage, or not in the copy.
        """
        iri = self.find(as_text(name))
        if not iri.startswith(MEMO):
            raise RequestError(f"{self.label(iri)} is not a passage; passages have numbers such as 2-14")
        return self._pages.passage(iri, memo)

    def sources(self) -> Listing[SourceRecord]:
        """Gives the records of all sources: class, rights, age, known gaps, and what each covers up to when."""
        return self._all_sources

    @cached_property
    def _all_sources(self) -> Listing[SourceRecord]:
        """All records, which read every source whole."""
        return self._pages.sources()

    def source(self, name: str) -> SourceRecord:
        """Gives the record of a source; raises RequestError, which names those that are near."""
        return self._pages.source(name)

    @property
    def _pages(self) -> Pages:
        return on_demand.Pages(self._store, self.index)

    def links(self) -> Listing[LinkSet]:
        """Gives what links things to outside identifiers, a set for each scheme; raises DataError."""
        return Listing(on_demand.read_links(self.root))

    def why(self, subject: Given, predicate: Given, thing: Given) -> Explanation:
        """Says why a statement is in the graph: the shortest proof, down to what passages and sources assert.

        Names are given as people say them, the property also by its local name, a value also as a Turtle
        literal. The explanation is true when the graph holds the statement, and else knows what comes near.
        Raises UnknownEntity for a name that nothing or several things have, ParameterError for no value.

        >>> print(thbgraph.open().why("Denmark", "has consented", "CETS 197"))  # doctest: +SKIP
        """
        said = as_text(subject), as_text(predicate), as_text(thing)
        return on_demand.explain(said, Lookup(self._store), self.find, self._names, self.index)

    def conflicts(self, entity: Given | None = None, kind: str | None = None) -> Conflicts:
        """Gives where sources disagree with each other or with the memo: all, those about an entity, of a kind.

        Each has its sides with the graphs that say so, and a suggested reading; none is chosen. An entity may
        also be a passage or source. Raises UnknownEntity, and ParameterError for a kind that there is not.
        """
        if kind is not None and kind not in self.conflict_kinds:
            known = ", ".join(self.conflict_kinds)
            raise ParameterError(f"expected a kind of conflict, got {quoted(kind)}; kinds are {known}")
        iri = None if entity is None else self.find(as_text(entity))
        wanted = self._all_conflicts if iri is None else self._conflicts_by_thing.get(iri, ())
        return on_demand.Conflicts(
            one._replace(sources=self.index.described(one.graphs))
            for one in wanted
            if kind in (None, one.kind)
        )

    @cached_property
    def conflict_kinds(self) -> Mapping[str, str]:
        """What each kind of conflict is, in the order in which they are listed: the program's own, and those of the home."""
        kinds = on_demand.kinds_with(on_demand.read_kinds(self.root))
        return {name: kind.summary for name, kind in kinds.items()}

    @cached_property
    def _conflicts_by_thing(self) -> dict[str, list[Conflict]]:
        return grouped((iri, one) for one in self._all_conflicts for iri in one.concerned)

    @cached_property
    def _all_conflicts(self) -> Conflicts:
        """All conflicts: an open graph does not change, and finding them reads all of it."""
        if self.index.folder is not None:
            return on_demand.Conflicts(on_demand.Build(self.index.folder).conflicts())
        return self._find_conflicts(on_demand.Records(self._store.asserted()))

    def _find_conflicts(self, records: Records) -> Conflicts:
        kinds = on_demand.read_kinds(self.root)
        return on_demand.Conflicts(on_demand.conflicts(records, self._store, self.label, self.links(), kinds))

    def drift(self, target: str | None = None) -> Listing[Drift]:
        """Gives what fetched sources, or one scheme, say otherwise; raises RequestError where none was fetched."""
        return Listing(on_demand.drift(self._store.asserted(), self.index, target))

    def status(
        self, state: Given, instrument: Given, as_of: Given | None = None, *, asOf: Given | None = None
    ) -> StatusOnDay:
        """Says where a state stands under an instrument on a day, by default the memo's reporting day.

        `latest` is the last day that the sources cover. Raises UnknownEntity for names, and ParameterError for what is no day.

        >>> thbgraph.open().status("Lithuania", "CETS 197", as_of="2008-01-01").status  # doctest: +SKIP
        """
        names, day = (as_text(state), as_text(instrument)), day_given(as_of, asOf, or_latest=True)
        found = on_demand.asked(*names, day, self._names, self._lookup, self.label)
        unseen = self._day_notes.unseen(found.as_of.isoformat(), [found.state.iri])
        notes = (*found.notes, *unseen)
        return found._replace(notes=notes, sources=self.index.described(found.graphs))

    def participants(
        self, instrument: Given, as_of: Given | None = None, *, asOf: Given | None = None
    ) -> Participants:
        """Gives who had signed or joined a treaty by a day, by default the memo's reporting day.

        Raises UnknownEntity for a name, and ParameterError for what is no day.

        >>> thbgraph.open().participants("CETS 197", as_of="2008-01-01").sentence  # doctest: +SKIP
        """
        treaty, day = find_entity(as_text(instrument), self._names, thb.Treaty), self._day(as_of, asOf)
        register = on_demand.Register.of_treaty(treaty, self._lookup, self.label)
        found = on_demand.participants(treaty, day, register, self._desk.marking)
        return found._replace(notes=tuple(self._day_notes.unseen(day)))

    def brief(self, name: Given, as_of: Given | None = None, *, asOf: Given | None = None) -> Brief:
        """Writes what a secretary hands on about a state, an instrument, an organization or another thing, as of a day.

        Raises UnknownEntity for a name, RequestError for a passage, and ParameterError for what is no day.

        >>> thbgraph.open().brief("Finland", as_of="2010-01-26").sentence  # doctest: +SKIP
        """
        thing, day = self._thing(name, "a brief"), self._day(as_of, asOf)
        found = self._desk.write(thing, day, self.conflicts(thing))
        if found.participants is not None:
            return found._replace(notes=tuple(self._day_notes.unseen(day)))
        members = self._day_notes.there({one.member.iri for one in found.belongings}, day)
        there = [one for one in found.belongings if one.member.iri in members]
        notes = self._notes_on(day, {thing, *members}, {one.group.iri for one in there})
        return found._replace(belongings=tuple(there), notes=tuple(notes))

    def path(self, start: Given, end: Given, *, topics: bool = False, most: int = 3) -> Paths:
        """Says how two things are connected: the shortest path and the next, at most so many.

        With `topics` paths may lead over topics and places, too. Raises UnknownEntity for a name, RequestError for
        passages and the like, and for the same thing twice.

        >>> print(thbgraph.open().path("GRETA", "Finland"))  # doctest: +SKIP
        """
        one, other = (self._thing(name, "a path") for name in (start, end))
        if one == other:
            raise RequestError(f"a path needs two different things, but both are {self.label(one)}")
        found = self._paths(one, other, topics, max(most, 1))
        if found.paths or topics:
            return found
        return found._replace(over_topics=bool(self._paths(one, other, True, 1).paths))

    def _paths(self, one: str, other: str, topics: bool, most: int) -> Paths:
        things = {*on_demand.entities(self.index.classes, topics), one, other}
        network = on_demand.Network(self._ties, things)
        states = {iri for iri, kinds in self.index.classes.items() if short(thb.State) in kinds}
        return on_demand.paths((one, other), most, network, self._desk.bonds, states, topics)

    @cached_property
    def _ties(self) -> list[Tie]:
        """What binds things, topics and places among them, for which all that is stated is read."""
        return on_demand.all_ties(self._store.asserted(), on_demand.entities(self.index.classes, True))

    def around(self, name: Given, *, topics: bool = False) -> Surroundings:
        """Gathers what stands around a thing: what relates it to others, read from the thing, with who says so.

        With `topics` also topics and places. Raises UnknownEntity for a name, RequestError for passages and the like.
        """
        thing, bonds = self._thing(name, "what stands around"), self._desk.bonds
        things = on_demand.entities(self.index.classes, topics)
        return on_demand.Surroundings.of(bonds.named(thing), bonds.of(thing, things))

    def _thing(self, name: Given, what: str) -> str:
        """Gives the IRI of a thing that has a name; raises RequestError for passages, sources and terms."""
        iri = self.find(as_text(name))
        if short(thb.Entity) not in self.index.classes.get(iri, ()):
            raise RequestError(
                f"{what} is about a thing such as Finland or GRETA, but {self.label(iri)} is not one"
            )
        return iri

    @cached_property
    def _lookup(self) -> Lookup:
        """What was read of the store already: an open graph does not change."""
        return Lookup(self._store)

    @cached_property
    def _day_notes(self) -> DayNotes:
        return on_demand.DayNotes(self._lookup, self.label, self._store.query)

    def _notes_on(self, day: str, things: Collection[str], groups: Collection[str]) -> Iterator[str]:
        return self._day_notes.on(day, things, groups)

    @cached_property
    def _desk(self) -> Desk:
        index, backwards = self.index, self._pages.backwards()
        return on_demand.Desk(self._lookup, self.label, index.labels, index.classes, backwards)

    def _day(self, as_of: Given | None, asOf: Given | None) -> str:
        """Gives the day of an argument, else the first on which the memo can have been written."""
        day = day_given(as_of, asOf) or on_demand.reporting_day(self._lookup)
        if not day:
            raise ParameterError("asOf: give a day, since no source says on which day the memo was written")
        return day


def day_given(as_of: Given | None, asOf: Given | None, or_latest: bool = False) -> str | None:
    """Gives the day of an argument that has two spellings, None for none; raises ParameterError where both are given.

    Where it may be, `latest` is given as it is. Raises ParameterError, in the spelling of the argument, for what is no day,
    and where both are given.
    """
    if as_of is not None and asOf is not None:
        raise ParameterError("asOf: given twice, also as as_of; give one day")
    name, day = ("asOf", asOf) if as_of is None else ("as_of", as_of)
    return read_day(None if day is None else as_text(day), or_latest, name)
