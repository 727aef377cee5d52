"""The participants of a treaty on a day: the table that treaty offices print, with who says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import pyoxigraph as ox

from ..base import dates
from ..base import vocabulary as thb
from ..base.facts import Facts
from ..base.grouping import grouped
from ..base.namespaces import EDITORS, PREFIXES
from ..base.vocabulary import ActKind, Status
from ..results.answer import Answer, Row
from ..results.document import Document, items, section, table
from ..results.formats import notebook
from ..results.sources import CitedPage, Site, Source
from ..results.status import NOT_TODAY, StatusOnDay
from ..results.summaries import in_words, joined
from ..results.table import Cell
from ..results.values import Days, Entity, Value
from ..status.records import Records
from ..status.register import Position, Register
from ..stores.lookup import Lookup
from .marking import Marking

_ALSO = PREFIXES["skos"] + "altLabel"
_NO_RESERVATIONS = (
    "Reservations and declarations are not recorded here. Names of states follow the sources; no position on "
    "the status of any territory is taken."
)
_COLUMNS = ("state", "ISO", "status", "signed", "consented", "in force")
#: By status, what one state and what several had done.
_SAID = {
    "party": ("one state was a party", "{n} states were parties"),
    "party, as last recorded": (
        "one state was a party as last recorded",
        "{n} states were parties as last recorded",
    ),
    "contracting": (
        "one had consented to be bound by it and it was not yet in force for it",
        "{n} had consented to be bound by it and it was not yet in force for them",
    ),
    "signatory": ("one had signed but not ratified it", "{n} had signed but not ratified it"),
    "former party": ("one had ceased to be a party", "{n} had ceased to be parties"),
    "undetermined": (
        "of one that may have signed or joined it is not known",
        "of {n} that may have signed or joined it is not known",
    ),
}


class Participant(NamedTuple):
    """Where a state or body stands under a treaty on a day, which is called `short` where names are long.

    `name` is that of the day; `is_state` is false of the European Union and the like. `signed`, `consented` and `in_force` are `Days`, None where nothing is recorded by
    then; `consent` is the kind of the consent where a source names it. `known_through` is the last day that the
    sources cover, `sentence` says the status in words, and `settles` what would settle an undetermined one. `is_signed`
    is false of a treaty that states ratify without signing.
    """

    instrument: Entity
    short: str
    party: Entity
    name: str
    alpha2: str | None
    alpha3: str | None
    is_state: bool
    status: Cell
    signed: Cell
    consented: Cell
    consent: str | None
    in_force: Cell
    known_through: date | None
    sentence: str
    settles: str = ""
    is_signed: bool = True


class Others(NamedTuple):
    """States of which no act is recorded by the day: what is known of them, and their names."""

    status: str
    names: tuple[str, ...]


@notebook
class Participants(NamedTuple):
    """Who had signed or joined a treaty by a day, in order of name, and the states that had not.

    `notes` say of which states the sources do not tell whether they were there.
    """

    instrument: Entity
    as_of: date
    rows: tuple[Participant, ...]
    others: tuple[Others, ...] = ()
    depositary: Entity | None = None
    page: str | None = None
    short: str = ""
    notes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """How many had which status, in a sentence or two; bodies that are no states are named apart."""
        return " ".join([*_counted(self), NOT_TODAY])

    def document(self) -> Document:
        """Returns the table with its sentence, laid out for readers."""
        rest = (Cell(f"{one.status} ({len(one.names)}): {joined(one.names)}.") for one in self.others)
        opened = (Cell(one.sentence, one.status.sources) for one in self.rows if _is_open(one))
        return Document(
            f"Participants on {dates.in_words(self.as_of)}: {self.instrument.label}",
            (Cell(self.sentence),),
            (
                *section("Signed or joined", table(_COLUMNS, map(cells_of, self.rows))),
                *section("What is not known", items(opened)),
                *section("No act recorded", items(rest)),
            ),
            (
                *map(Cell, self.notes),
                *_reach(self.rows),
                Cell(_NO_RESERVATIONS),
                *see_depositary(self.depositary, self.page),
            ),
        )

    def table(self) -> Answer:
        """Returns the participants as an answer, a row each, days by their first and last."""
        columns = ("party", "name", "alpha2", "alpha3", "status", *_BOUNDS, "consent", "knownThrough")
        return Answer(columns, [Row(columns, tuple(_values(one))) for one in self.rows], self.sentence)

    def __repr__(self) -> str:
        return f"Participants({self.instrument.label!r}, {self.as_of.isoformat()}: {len(self.rows)} rows)"


_BOUNDS = tuple(
    kind + bound for kind in ("signed", "consented", "inForce") for bound in ("Earliest", "Latest")
)


def participants(treaty: str, day: str, register: Register, marking: Marking) -> Participants:
    """Gathers the participants of a treaty in a register on a day, given by IRI and in ISO 8601."""
    everybody, named = list(register.all_on(treaty, day)), Entity(treaty, register.label(treaty))
    rows = [_participant(one, register, marking) for one in everybody if one.is_known]
    return Participants(
        named,
        date.fromisoformat(day),
        tuple(rows),
        tuple(_others([one.on_day for one in everybody if not one.is_known])),
        register.depositary(treaty),
        register.facts.text(treaty, PREFIXES["schema"] + "url"),
        _short(named, register.facts),
    )


def positions(
    state: str, treaties: Iterable[str], day: str, register: Register, marking: Marking
) -> Iterator[Participant]:
    """Yields where a state or body stands under those treaties that had been adopted by a day, if it was there."""
    for treaty in treaties:
        position = register.on(treaty, state, day)
        if position is not None and _is_there(treaty, register.records, day):
            yield _participant(position, register, marking)


def _is_there(treaty: str, records: Records, day: str) -> bool:
    firsts = [act.days.first for act in records.own_acts(treaty, ActKind.ADOPTION)]
    return all(first is None or first.day <= day for first in firsts)


def _participant(position: Position, register: Register, marking: Marking) -> Participant:
    one, facts = position.on_day, register.facts
    state = one.state.iri
    # What rests on nothing being recorded rests on states and the treaty as such; not all that is said of them is evidence.
    grounds = [
        ground
        for ground in position.period.grounds
        if not register.is_state(ground) and ground not in (state, one.instrument.iri)
    ]
    signed, consented, entered = (
        Cell(when, marking.of(grounds) if when is not None else ())
        for when, grounds in (
            (one.signed, position.signed),
            (one.consented, position.consented),
            (one.in_force, position.in_force),
        )
    )
    return Participant(
        one.instrument,
        _short(one.instrument, facts),
        one.state,
        one.name,
        facts.text(state, thb.alpha2Code),
        facts.text(state, thb.alpha3Code),
        register.is_state(state),
        Cell(status_in_words(one), marking.of(grounds)),
        signed,
        consented,
        one.consent.lower() if one.consent else None,
        entered,
        one.known_through,
        one.sentence,
        one.settles,
        one.is_signed,
    )


def short_names(instruments: Collection[Entity], lookup: Lookup) -> dict[str, str]:
    """Returns the short names of instruments, by IRI."""
    lookup.load_about(ox.NamedNode(one.iri) for one in instruments)
    facts = Facts(quad for one in instruments for quad in lookup.about(ox.NamedNode(one.iri)))
    return {one.iri: _short(one, facts) for one in instruments}


def _short(instrument: Entity, facts: Facts) -> str:
    """Returns the shortest name that the editors give an instrument."""
    names = [fact.text for fact in facts.of(instrument.iri, _ALSO) if fact.graph == EDITORS]
    return min([*names, instrument.label], key=len)


def status_in_words(one: StatusOnDay) -> str:
    """Returns a status, as last recorded where the day lies after what the sources cover."""
    return f"{one.status}, as last recorded" if one.is_last_recorded else one.status


def _others(statuses: Sequence[StatusOnDay]) -> list[Others]:
    words = {Status.UNDETERMINED.words: "undetermined, no act recorded"}
    by_status = grouped((words.get(one.status, one.status), one.name) for one in statuses)
    return [Others(status, tuple(names)) for status, names in sorted(by_status.items())]


def _counted(found: Participants) -> list[str]:
    """Says how many states had each status, and the status of each body that is no state."""
    states = [str(one.status) for one in found.rows if one.is_state]
    least = "at least " if Status.UNDETERMINED.words in states else ""
    said = []
    for status, (one, several) in _SAID.items():
        if number := states.count(status):
            text = one if number == 1 else several.format(n=in_words(number))
            said.append(text if status == Status.UNDETERMINED.words else least + text)
    bodies = [f"{one.name}: {one.status}." for one in found.rows if not one.is_state]
    of = f"On {dates.in_words(found.as_of)}, of the {found.instrument.label}"
    if not said:
        return [f"{of}, no state is recorded as having signed or joined it.", *bodies]
    return [f"{of}, {joined(said)}.", *bodies]


def _reach(rows: Sequence[Participant]) -> list[Cell]:
    """Says up to when the sources show all that a table has."""
    known = [one.known_through for one in rows if one.known_through is not None]
    reach = f"What stands here is known through {dates.in_words(min(known))} at least" if known else ""
    return [Cell(f"{reach}; CSV and JSON have the day for each.")] if reach else []


def see_depositary(depositary: Entity | None, page: str | None) -> tuple[Cell, ...]:
    """Says who is the depositary, whose page counts for legal use; nothing where that is not recorded."""
    if depositary is None:
        return ()
    site = Site(str(depositary), "depositary", 1)
    marks = (
        (Source(depositary.iri, f"{depositary}, the depositary", pages=(CitedPage(page, site),)),)
        if page
        else ()
    )
    return (Cell(f"thbgraph is not the depositary; for legal use see {depositary}", marks),)


def _is_open(one: Participant) -> bool:
    return str(one.status) == Status.UNDETERMINED.words


def cells_of(one: Participant) -> list[Cell]:
    """Returns the cells of a row for readers: name, code, status, signed, consented with its kind, in force."""
    shown = {mark.iri for told in (one.signed, one.consented, one.in_force) for mark in told.sources}
    status = Cell(one.status.value, tuple(mark for mark in one.status.sources if mark.iri not in shown))
    kind = f", {one.consent}" if one.consent and one.consented.value else ""
    consented = Cell(f"{one.consented}{kind}", one.consented.sources)
    state = Cell(one.party._replace(label=one.name))
    return [state, Cell(one.alpha3), status, one.signed, consented, one.in_force]


def _values(one: Participant) -> list[Value]:
    days: list[Value] = []
    for told in (one.signed, one.consented, one.in_force):
        days += told.value if isinstance(told.value, Days) else (None, None)
    return [
        one.party,
        one.name,
        one.alpha2,
        one.alpha3,
        str(one.status),
        *days,
        one.consent,
        one.known_through,
    ]
