"""Briefs: what a secretary hands on about a state, an instrument or an organization, on one or two pages."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from ..base import dates
from ..base import vocabulary as thb
from ..base.grouping import grouped
from ..base.terms import natural, short
from ..base.vocabulary import Status
from ..results.conflict import Conflict
from ..results.document import Document, Items, Section, items, section, table
from ..results.formats import notebook
from ..results.status import NOT_TODAY
from ..results.summaries import in_words, joined
from ..results.table import Cell, Cells
from ..results.values import Entity
from ..status.grounds import Label
from ..status.register import Register
from ..stores.lookup import Lookup
from .bonds import Bond, Bonds, Tie, entities
from .facts import Fact, facts_of, kind_in_words
from .marking import Marking
from .memberships import GROUP, MEMBER, Belonging, belongings
from .participants import Participant, Participants, cells_of, participants, positions
from .sayings import ABOUT, Saying, sayings

_STATE, _TREATY = short(thb.State), short(thb.Treaty)
_OPEN = Status.UNDETERMINED.words
#: How the statuses begin of who has consented to a treaty.
_JOINED = (Status.PARTY.words, Status.CONTRACTING.words)
#: A brief lists so many things of one kind, and so many relations in the same words: it is to fit two pages.
_MOST, _MOST_RELATED = 5, 4
_COLUMNS = ("treaty", "status", "signed", "consented", "in force")
#: By status, what a state had done under how many treaties.
_SAID = {
    "party": "was a party to {n}",
    "party, as last recorded": "was a party to {n} as last recorded",
    "contracting": "had consented to {n} not yet in force for it ({named})",
    "signatory": "had signed but not ratified {n} ({named})",
    "former party": "had left {n} ({named})",
    "no act": "had neither signed nor joined {n} ({named})",
    "not ratified": "had not ratified {n} ({named})",
    "not applicable": "could not join {n} ({named})",
    _OPEN: "is not known to have joined {n} ({named})",
}
_FOLLOWS = "A day of entry into force follows from the consent by the rule of the treaty, which thbgraph status cites as well."
_LIMITS = (
    "thbgraph tells what its sources say, and no more: what it does not tell may still be so. That a call was followed "
    "by an act does not show that it was its cause. Reservations and declarations are not recorded."
)


@notebook
class Brief(NamedTuple):
    """A brief on a thing as of a day.

    `facts` say what it is. `standings` has where a state stands under each treaty, `participants` who takes part in a
    treaty. `belongings` are the groups of a state or the members of a group, `bonds` its other relations. `asked` are
    calls, advice, tasks and proposals to it or about it, without calls to join what it had joined, `said` the other statements about it and its own.
    `notes` say which states had other names on the day, and of which the sources do not tell whether they were there.
    """

    thing: Entity
    kind: str
    as_of: date
    facts: tuple[Fact, ...] = ()
    standings: tuple[Participant, ...] = ()
    participants: Participants | None = None
    belongings: tuple[Belonging, ...] = ()
    bonds: tuple[Bond, ...] = ()
    asked: tuple[Saying, ...] = ()
    said: tuple[Saying, ...] = ()
    conflicts: tuple[tuple[Conflict, Cell], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Where it stands, in a sentence or two."""
        if self.participants is not None:
            return self.participants.sentence
        day = dates.in_words(self.as_of)
        if self.standings:
            one, said = self.standings[0], joined(list(_counted(self.standings)))
            of = f", of the {in_words(len(self.standings))} treaties on record," if one.is_state else ""
            return f"On {day}{of} {one.name} {said}. {NOT_TODAY}"
        members = [one for one in self.belongings if one.group == self.thing and one.is_full]
        open_ = sum(one.is_open for one in members)
        least, known = "at least " if open_ else "", len(members) - open_
        counted = f" with {least}{in_words(known)} members on {day}" if known else ""
        return f"{self.thing.label}: {self.kind}{counted}."

    def document(self) -> Document:
        """Returns the brief, laid out for readers."""
        return Document(
            f"{self.thing.label}: brief as of {dates.in_words(self.as_of)}",
            (Cell(self.sentence),),
            (
                *section("What it is", self._few(line for one in self.facts for line in one.lines)),
                *self._standing(),
                *section("What is undetermined, and what would settle it", self._open()),
                *section("What is asked", self._few(one.line for one in self.asked)),
                *section(
                    "Where sources disagree", self._few((told for _, told in self.conflicts), "conflicts")
                ),
                *section("What else is said", self._few(one.line for one in self.said)),
                *self._belonging(),
                *section("Relations", self._few(_related(self.bonds))),
            ),
            (*map(Cell, self.notes), *([Cell(_FOLLOWS)] if self.standings else []), Cell(_LIMITS)),
        )

    def _few(self, told: Iterable[Cell | Cells], command: str = "show") -> Items:
        """Lists the first of what is told; the rest is counted, with the command that opens it."""
        lines = tuple(told)
        rest = len(lines) - _MOST
        opened = shlex.join([command, short(self.thing.iri), *(["--all"] if command == "show" else [])])
        return items(lines[:_MOST], f"{in_words(rest)} more: thbgraph {opened}" if rest > 0 else "")

    def _standing(self) -> list[Section]:
        if self.participants is not None:
            by_status = grouped((str(one.status), one.name) for one in self.participants.rows)
            rest = {one.status: list(one.names) for one in self.participants.others}
            lines = (
                Cell(f"{status} ({len(names)}): {all_of(names)}.")
                for status, names in (by_status | rest).items()
            )
            command = shlex.join(["participants", self.participants.short, f"asOf={self.as_of}"])
            more = f"days and sources of each: thbgraph {command}"
            return section("Where states stand", items(lines, more))
        cells = {one.short: cells_of(one)[2:] for one in self.standings if str(one.status) != _OPEN}
        rows = (
            [Cell(name), *days, Cell(in_force.value, days[-1].sources or in_force.sources)]
            for name, (*days, in_force) in cells.items()
        )
        return section("Where it stands", table(_COLUMNS, rows))

    def _open(self) -> Items:
        """Says of each undetermined status what is not known, those together of which the same is not."""
        rows = self.standings or (self.participants.rows if self.participants else ())
        grouped: dict[str, list[Participant]] = {}
        for one in rows:
            if str(one.status) == _OPEN:
                is_recorded = one.signed.value or one.consented.value
                grouped.setdefault(one.sentence if is_recorded else one.settles, []).append(one)
        return items(self._undetermined(of) for of in grouped.values())

    def _undetermined(self, rows: Sequence[Participant]) -> Cell:
        one, under = rows[0], ""
        if self.standings:
            under = f"{all_of([row.short for row in rows])}: "
        said = one.sentence
        if len(rows) > 1:
            said = f"no source says whether {one.name} had joined by {dates.in_words(self.as_of)}."
        marks = dict.fromkeys(mark for row in rows for mark in row.status.sources)
        return Cell(f"{under}{said} What would settle it: {one.settles}.", tuple(marks))

    def _belonging(self) -> list[Section]:
        """Lists the groups of somebody, and the members of a group."""
        groups: list[Cell] = []
        members: list[Cell] = []
        for one in self.belongings:
            role = "" if one.is_full else f"{one.role}, "
            open_ = "; whether by this day is not known" if one.is_open and one.is_listed else ""
            other, lines = (one.group, groups) if one.member == self.thing else (one.member, members)
            lines.append(Cell(f"{other}, {role}{one.term}{open_}", one.term.sources))
        return [
            part
            for title, lines in (("Member of", groups), ("Members", members))
            for part in section(title, self._few(sorted(lines, key=lambda line: natural(str(line)))))
        ]

    def __repr__(self) -> str:
        return f"Brief({self.thing.label!r}, {self.as_of.isoformat()})"


def all_of(names: Sequence[str]) -> str:
    """Joins all of some names."""
    separator = "; " if any("," in name for name in names) else ", "
    return separator.join(names)


def _counted(rows: Sequence[Participant]) -> Iterator[str]:
    """Says under how many treaties a state had which status, and names those that it had only signed."""
    by_status = grouped((_as_counted(one), one.short) for one in rows)
    for status, said in _SAID.items():
        if named := by_status.get(status):
            least = "at least " if _OPEN in by_status and "{named}" not in said else ""
            yield said.format(n=least + in_words(len(named)), named=joined(named))


def _as_counted(one: Participant) -> str:
    """Returns the words for a status; who did nothing under a treaty that nobody signs had not ratified it."""
    status = str(one.status)
    return status if one.is_signed or status != Status.NO_ACT.words else "not ratified"


def _related(bonds: Iterable[Bond]) -> Iterator[Cells]:
    """Yields relations, those in the same words together."""
    grouped: dict[str, dict[str, Cell]] = {}
    for bond in bonds:
        told = f"{bond.other}{f', {bond.detail}' if str(bond.detail) else ''}"
        grouped.setdefault(bond.words, {}).setdefault(told, Cell(told, bond.sources))
    for words, of in sorted(grouped.items()):
        values = tuple(of.values())
        yield Cells(words, values[:_MOST_RELATED], max(0, len(values) - _MOST_RELATED))


class _Lasting(NamedTuple):
    """What holds of a thing on any day."""

    kind: str
    facts: tuple[Fact, ...]
    bonds: tuple[Bond, ...]


class Desk:
    """What briefs are written from: a lookup of the store, and what the things in it are called and are."""

    def __init__(
        self,
        lookup: Lookup,
        label: Label,
        labels: Mapping[str, str],
        classes: Mapping[str, Collection[str]],
        backwards: Mapping[str, str],
    ) -> None:
        self.lookup, self.label, self.labels, self.classes = lookup, label, labels, classes
        self.marking, self.things = Marking(lookup), entities(classes)
        self.bonds = Bonds(lookup, label, backwards, self.marking)
        self._lasting: dict[str, _Lasting] = {}

    @cached_property
    def treaties(self) -> list[str]:
        """The treaties, in order of name."""
        found = (iri for iri, kinds in self.classes.items() if _TREATY in kinds and iri in self.things)
        return sorted(found, key=self.label)

    def is_a(self, thing: str, kind: str) -> bool:
        """Says whether a thing is of a class, given by its CURIE."""
        return kind in self.classes.get(thing, ())

    def write(self, thing: str, day: str, found: Iterable[Conflict]) -> Brief:
        """Writes the brief on a thing as of a day, from what the store has and the conflicts that concern it."""
        lookup, label, marking = self.lookup, self.label, self.marking
        if thing not in self._lasting:
            self._lasting[thing] = self._read_lasting(thing)
        lasting = self._lasting[thing]
        own, base = Entity(thing, label(thing)), (day, lookup, label, marking)
        of = [one for prop in (MEMBER, GROUP) for one in belongings(thing, prop, *base)]
        asked = list(sayings([thing, *self._addressed_as(of)], (thb.addressedTo,), *base))
        about = list(sayings([thing], (ABOUT, thb.saidBy), *base))
        standings = sorted(self._positions(thing, day), key=lambda one: natural(one.short))
        done = [one.instrument.iri for one in standings if str(one.status).startswith(_JOINED)]
        statements = {one.statement: one for one in (*asked, *about) if not one.is_met(done)}.values()
        return Brief(
            own,
            lasting.kind,
            date.fromisoformat(day),
            lasting.facts,
            tuple(standings),
            participants(thing, day, Register.of_treaty(thing, lookup, label), marking)
            if self.is_a(thing, _TREATY)
            else None,
            tuple(of),
            lasting.bonds,
            tuple(one for one in statements if one.asks and one.speaker != own),
            tuple(one for one in statements if not one.asks or one.speaker == own),
            tuple((one, _disagreement(one, marking)) for one in found),
        )

    def _read_lasting(self, thing: str) -> _Lasting:
        has_deeds = not (self.is_a(thing, _TREATY) or self.is_a(thing, _STATE))

        def is_told(tie: Tie) -> bool:
            return tie.node is None or (has_deeds and tie.prop == thb.adoptingBody)

        return _Lasting(
            kind_in_words(thing, self.lookup, self.label),
            tuple(facts_of(thing, self.things, self.lookup, self.labels, self.label, self.marking)),
            tuple(self.bonds.of(thing, self.things, is_told)),
        )

    def _positions(self, thing: str, day: str) -> Iterator[Participant]:
        """Yields where a state or body stands, if its status is recorded under any treaty."""
        if any(self.lookup.match(None, ox.NamedNode(thb.state), ox.NamedNode(thing))):
            register = Register.of_party(thing, self.treaties, self.lookup, self.label)
            yield from positions(thing, self.treaties, day, register, self.marking)

    def _addressed_as(self, found: Iterable[Belonging]) -> Iterator[str]:
        """Yields the groups as whose members somebody is addressed."""
        for one in found:
            if one.is_full:
                node = ox.NamedNode(one.group.iri)
                for quad in self.lookup.match(None, ox.NamedNode(thb.membersOf), node):
                    yield quad.subject.value


def _disagreement(conflict: Conflict, marking: Marking) -> Cell:
    sides = "; ".join(side.says for side in conflict.sides)
    things = dict.fromkeys(thing for side in conflict.sides for thing in side.things)
    said = {mark for mark in marking.of(things) if mark.iri in conflict.graphs}
    rest = [graph for graph in conflict.graphs if graph not in {mark.iri for mark in said}]
    marks = (*sorted(said), *marking.at(rest))
    reading = f" Suggested reading: {conflict.reading}" if conflict.reading else ""
    question = conflict.question[:1].upper() + conflict.question[1:]
    return Cell(f"{question} {sides}.{reading}", marks)
