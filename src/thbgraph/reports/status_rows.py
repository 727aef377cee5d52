"""Where parties stand under treaties on a day, as rows: all treaties of one party, or all parties of one treaty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.terms import natural
from ..base.triples import is_asserted
from ..base.values import Days, Value
from ..base.vocabulary import ActKind, Status
from ..results.answer import Answer, Citation, Row
from ..status.record_sources import tells_of
from ..status.records import ACTORS
from ..status.register import Position, Register
from ..status.state_names import Label

_DAYS = ("signed", "consented", "inForce")
STATUS_COLUMNS = (
    *("instrument", "short", "party", "name", "code", "kind", "status", "done", "stands"),
    *(kind + bound for kind in _DAYS for bound in ("Earliest", "Latest")),
    *("consent", "knownThrough", "isOpen", "isKnown", "told", "settles", "named"),
)
#: By what an act or report names the party that it is of.
_OF_PARTIES = frozenset({*ACTORS, thb.actor, thb.state})
_UNDETERMINED = Status.UNDETERMINED.words


def of_party(party: str, on: Mapping[str, str], register: Register, short_of: Label) -> Answer:
    """Returns where a state or body stands under each treaty that had been adopted by its day."""
    rows: list[Row] = []
    for treaty, day in on.items():
        position = register.on(treaty, party, day)
        if position is not None and _is_there(treaty, register, day):
            rows.append(_row(position, register, short_of))
    return Answer(STATUS_COLUMNS, sorted(rows, key=lambda row: natural(row.short)))


def of_treaty(treaty: str, day: str, register: Register, short_of: Label) -> Answer:
    """Returns where each state and body stands under a treaty on a day."""
    positions = [*register.all_on(treaty, day)]
    register.lookup.load_about(ox.NamedNode(node) for one in positions for node in _grounds(one, register))
    rows = [_row(position, register, short_of) for position in positions]
    return Answer(STATUS_COLUMNS, rows)


def _is_there(treaty: str, register: Register, day: str) -> bool:
    firsts = [act.days.first for act in register.records.own_acts(treaty, ActKind.ADOPTION)]
    return all(first is None or first.day <= day for first in firsts)


def _row(position: Position, register: Register, short_of: Label) -> Row:
    one = position.on_day
    status = f"{one.status}, no denunciation on record" if one.is_last_recorded else one.status
    is_undone = not one.is_signed and one.status == Status.NO_ACT.words
    is_open = one.status == _UNDETERMINED
    is_recorded = bool(one.signed or one.consented)
    status_words = (
        f"no source says whether {one.called} had joined by then."
        if is_open and not is_recorded
        else one.sentence
    )
    days: list[Value] = []
    for found in (one.signed, one.consented, one.in_force):
        days += found or Days(None, None)
    values: tuple[Value, ...] = (
        one.instrument,
        short_of(one.instrument.iri),
        one.state._replace(label=one.name),
        one.name,
        register.facts.text(one.state.iri, thb.alpha3Code),
        "state" if register.is_state(one.state.iri) else "body",
        status,
        "not ratified" if is_undone else status,
        one.status,
        *days,
        one.consent.lower() if one.consent and one.consented else None,
        one.known_through,
        "yes" if is_open else "no",
        "yes" if position.is_known else "no",
        status_words,
        one.settles or None,
        one.name if position.is_known or not is_open else None,
    )
    return Row(STATUS_COLUMNS, values, Citation(tuple(_evidence(position, register))))


def _evidence(position: Position, register: Register) -> Iterator[ox.Quad]:
    """Yields what is stated of the party's own acts, and of the reports on it that tell of the day; where there are none, of all on which a status rests.

    By which rule of the treaty its entry into force follows is told of its status alone.
    """
    nodes = _grounds(position, register)
    found = ((node, [*register.lookup.match(ox.NamedNode(node), None, None)]) for node in nodes)
    is_open, day = position.on_day.status == _UNDETERMINED, position.on_day.as_of.isoformat()
    told = {node: quads for node, quads in found if is_open or tells_of(day, quads)}
    about = {node: [*filter(is_asserted, quads)] for node, quads in told.items()}
    own = [node for node in about if any(quad.predicate.value in _OF_PARTIES for quad in about[node])]
    for node in own or about:
        yield from dict.fromkeys(about[node])


def _grounds(position: Position, register: Register) -> list[str]:
    """Returns the acts, reports and rules on which a position rests.

    What rests on nothing being recorded rests on states and the treaty as such; not all that is said of them is evidence.
    """
    whole = (position.on_day.state.iri, position.on_day.instrument.iri)
    grounds = dict.fromkeys(
        (*position.signed, *position.consented, *position.in_force, *position.period.grounds)
    )
    return [node for node in grounds if node not in whole and not register.is_state(node)]
