"""The status of one state under one instrument on one day, found among the computed periods.

The evidence of the period is read again as records, so that the acts, reports and rules which decide are told
as the computation took them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pyoxigraph as ox

from ..answers.rows import Citation, Entity
from ..answers.standings import Days, Ground, Standing
from ..naming.arguments import read_day
from ..naming.names import Names
from ..naming.resolve import find_entity
from ..words import vocabulary as thb
from ..words.dates import in_words
from ..words.errors import UnknownEntity
from ..words.namespaces import PREFIXES, RDF_TYPE, SOURCE
from ..words.terms import local
from ..words.vocabulary import CONSENTS, NAMED_CONSENTS, ActKind, Status
from .computed_grounds import Asserted, computation
from .date_bounds import DCTERMS_DATE, REPORTING_DAY, datings
from .deciding import View, conditions, declarations, openness, told
from .records import CARRIES_ON, END, IS_SIGNED, START, Records, read

_INSTRUMENT = thb.instrument
_NO_RESERVATIONS = "Reservations and declarations are not recorded here."
_NAMES = "Names of states follow the depositary; no position on the status of any territory is taken."
_UNSIGNED = "States ratify this treaty without signing it: a signature is not applicable."
_INCOMPLETE = "no source records an act, and none claims to name every state under this treaty on that day"


class Recorded(NamedTuple):
    """A period as the graph records it: its node, status and days."""

    node: str
    status: Status
    first: str | None
    last: str | None

    def holds(self, day: str) -> bool:
        """Says whether a day lies in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def asked(state: str, instrument: str, day: str | None, known: Names, view: View) -> Standing:
    """Finds the status that is asked for by names, without a day that of the day as at which the memo speaks.

    Raises UnknownEntity for a name, and ParameterError for what is no day.
    """
    day = read_day(day) or view.one(SOURCE + "memo", REPORTING_DAY) or ""
    treaty = find_entity(instrument, known, thb.Treaty)
    try:
        who = find_entity(state, known, PREFIXES["schema"] + "Country")
    except UnknownEntity:  # the European Union, say
        who = find_entity(state, known, PREFIXES["foaf"] + "Agent")
    return standing(who, treaty, day, view)


def standing(state: str, instrument: str, day: str, view: View) -> Standing:
    """Finds the status of a state or territory under an instrument on a day, all given by IRI and ISO 8601."""
    depositary = view.one(instrument, thb.depositary)
    blank = Standing(
        Entity(state, view.label(state)),
        name_of_bearer(state, day, view),
        Entity(instrument, view.label(instrument)),
        date.fromisoformat(day),
        Status.NOT_APPLICABLE.words,
        notes=(_NAMES,),
        depositary=Entity(depositary, view.label(depositary)) if depositary else None,
        page=view.one(instrument, thb.statusPage),
    )
    if thb.Territory in view.values(state, RDF_TYPE):
        return _of_territory(blank, day, view)
    bearer = _bearer(state, view)
    found = periods(bearer, instrument, view)
    period = next((one for one in found if one.holds(day)), None)
    ended = view.days(state, END)
    if ended is not None and ended[1] < day:
        by = f", and {view.label(bearer)} carries on its acts" if bearer != state else ""
        return blank._replace(reason=f"{blank.name} ended {_when(ended)}{by}")
    started = view.days(_oldest(state, view), START) if _is_state(state, view) else None
    if started is not None and day < started[0]:
        return blank._replace(reason=f"{blank.name} was not yet a state")
    if period is not None:
        return _of_period(blank, bearer, period, found, view)
    return _without_period(blank, view)


def periods(state: str, instrument: str, view: View) -> list[Recorded]:
    """Gives the computed periods of a state under an instrument, in order of time."""
    found = []
    for node in view.subjects(thb.state, state):
        status = view.one(node, thb.status)
        if status is not None and view.one(node, thb.instrument) == instrument:
            days = (view.one(node, prop) for prop in (thb.firstDay, thb.lastDay))
            found.append(Recorded(node, Status(status), *days))
    return sorted(found, key=lambda period: period.first or "")


def name_at(state: str, day: str, view: View) -> str:
    """Gives the name of a state on a day, with the one of today in brackets where it differs.

    A name of which only the year is known is taken from the year's end.
    """
    label, names = view.label(state), []
    for node in view.values(state, PREFIXES["skosxl"] + "altLabel"):
        start, end = view.days(node, START), view.days(node, END)
        text = view.one(node, PREFIXES["skosxl"] + "literalForm")
        if text and (start or end):
            names.append((start[1] if start else "", text))
    held = [text for start, text in sorted(names) if start <= day]
    if not held or held[-1] == sorted(names)[-1][1]:
        return label
    today = sorted(names)[-1][1] if label == held[-1] else label
    return f"{held[-1]} (today {today})"


def name_of_bearer(state: str, day: str, view: View) -> str:
    """Gives the name under which a state or body acted on a day, with the one of today in brackets.

    Until the last day of a state or body that it carries on, that is the other's name.
    """
    before = _before(state, day, view)
    return f"{view.label(before)} (today {view.label(state)})" if before else name_at(state, day, view)


def _before(state: str, day: str, view: View) -> str | None:
    """Finds the state or body that another carries on and that had not ended by a day, the oldest of several."""
    seen = [state]
    while older := [
        old
        for prop in CARRIES_ON
        for old in view.values(seen[-1], prop)
        if old not in seen and day <= (view.days(old, END) or ("", ""))[1]
    ]:
        seen.append(older[-1])
    return seen[-1] if len(seen) > 1 else None


def _oldest(state: str, view: View) -> str:
    """Gives the first of those that a state carries on, one after the other, else itself."""
    seen = [state]
    while older := [old for prop in CARRIES_ON for old in view.values(seen[-1], prop) if old not in seen]:
        seen.append(older[-1])
    return seen[-1]


def _bearer(state: str, view: View) -> str:
    """Gives who carries on the acts of a former state or body, else itself."""
    seen = [state]
    while later := [new for prop in CARRIES_ON for new in view.subjects(prop, seen[-1]) if new not in seen]:
        seen.append(later[-1])
    return seen[-1]


def _of_period(blank: Standing, bearer: str, period: Recorded, found: list[Recorded], view: View) -> Standing:
    evidence = computation(ox.NamedNode(period.node), Asserted(view.match))
    records = read(evidence.quads, list(datings(evidence.quads)))
    open_kind = view.one(period.node, thb.openKind)
    limits = [_day(view.one(period.node, prop)) for prop in (thb.notBefore, thb.notAfter)]
    instrument = blank.instrument.iri
    status = period.status
    notes = [_NO_RESERVATIONS] if status in (Status.PARTY, Status.CONTRACTING) else []
    if "false" in view.values(instrument, IS_SIGNED):
        notes.append(_UNSIGNED)
    notes += _too_early(instrument, blank.as_of, view)
    notes += _closed(instrument, status, blank.as_of, view)
    if not _is_state(bearer, view):
        notes.append(_apart(blank))
    notes += _carried_on(blank, view)
    grounds = [
        *told(bearer, instrument, records, evidence.quads, view.label),
        *declarations(instrument, view.subjects(thb.actor, bearer), blank.as_of, view),
        *(openness(instrument, view) if status == Status.NO_ACT else ()),
    ]
    return blank._replace(
        status=status.words,
        since=_day(period.first),
        until=_day(period.last),
        open_act=local(open_kind) if open_kind else None,
        bounds=Days(*limits),
        known_through=_day(view.one(period.node, thb.knownThrough)),
        basis=view.one(period.node, thb.basis),
        signed=_days(bearer, instrument, {ActKind.SIGNATURE}, records),
        consented=_days(bearer, instrument, CONSENTS, records),
        consent=_kind(bearer, instrument, records),
        in_force=_in_force(period, found, view),
        reason=f"it was not open to {blank.name}" if status == Status.NOT_APPLICABLE else "",
        conditions=_conditions(bearer, instrument, status, blank.as_of, view),
        grounds=tuple(grounds),
        notes=(*notes, *blank.notes),
        citation=Citation(evidence.quads, (evidence.rule,)),
    )


def _too_early(instrument: str, as_of: date, view: View) -> list[str]:
    """Says that an instrument was not yet adopted on the day, or not yet open for signature."""
    for kind, words in (
        (ActKind.ADOPTION, "adopted"),
        (ActKind.OPENING_FOR_SIGNATURE, "opened for signature"),
    ):
        days = _days_of(kind, instrument, view)
        if days is not None and days[0] > as_of.isoformat():
            return [f"The treaty was {words} only later, {_when(days)}."]
    return []


def _closed(instrument: str, status: Status, as_of: date, view: View) -> list[str]:
    """Says that who has not signed by the closing for signature can only accede."""
    closed = _days_of(ActKind.CLOSING_FOR_SIGNATURE, instrument, view)
    if status != Status.NO_ACT or closed is None or closed[1] >= as_of.isoformat():
        return []
    day = in_words(date.fromisoformat(closed[1]))
    return [f"Signature was possible until {day}; since then a state joins by acceding."]


def _days_of(kind: ActKind, instrument: str, view: View) -> tuple[str, str] | None:
    """Gives the first and last day of the act of a kind that concerns an instrument as a whole."""
    acts = (act for act in view.subjects(RDF_TYPE, kind) if instrument in view.values(act, _INSTRUMENT))
    return next((days for act in acts if (days := view.days(act, DCTERMS_DATE)) is not None), None)


def _is_state(name: str, view: View) -> bool:
    return bool({thb.State, thb.FormerState} & set(view.values(name, RDF_TYPE)))


def _carried_on(blank: Standing, view: View) -> list[str]:
    """Says whose acts count before a state or body carries them on."""
    before = _before(blank.state.iri, blank.as_of.isoformat(), view)
    ended = view.days(before, END) if before is not None else None
    if before is None or ended is None:
        return []
    acts = view.label(before)
    return [f"{blank.state.label} carries on the acts of {acts}, which ended {_when(ended)}."]


def _when(bounds: tuple[str, str]) -> str:
    """Says when something was, on a day or between two."""
    days = Days(*map(date.fromisoformat, bounds))
    return f"on {days}" if bounds[0] == bounds[1] else str(days)


def _apart(blank: Standing) -> str:
    return f"{blank.name} is not a state and is counted apart from states."


def _without_period(blank: Standing, view: View) -> Standing:
    state = blank.state.iri
    if not _is_state(state, view):
        return _without_state(blank, view)
    instrument = blank.instrument.iri
    unsigned = [_UNSIGNED] if "false" in view.values(instrument, IS_SIGNED) else []
    return blank._replace(
        status=Status.UNDETERMINED.words,
        reason=_INCOMPLETE,
        conditions=_conditions(state, instrument, Status.UNDETERMINED, blank.as_of, view),
        notes=(*unsigned, *_too_early(instrument, blank.as_of, view), *blank.notes),
    )


def _conditions(bearer: str, instrument: str, status: Status, as_of: date, view: View) -> tuple[Ground, ...]:
    """Tells on which conditions an instrument is open, where it is not known to be open to a state.

    Who did an act that a rule opens only to others than those of another shows that this one is not for it.
    """
    if status not in (Status.NO_ACT, Status.NOT_APPLICABLE, Status.UNDETERMINED):
        return ()
    told = conditions(instrument, view)
    if any(_meets(bearer, rule, as_of.isoformat(), view) for rule in told):
        return ()
    acts = [act for act in view.subjects(thb.actor, bearer) if instrument in view.values(act, _INSTRUMENT)]
    done = {kind for act in acts for kind in view.values(act, RDF_TYPE)}
    used = [rule for rule in told if done & set(view.values(rule, thb.eligibleAct))]
    others = {other for rule in used for other in view.values(rule, thb.forOthersThan)}
    return tuple(ground for rule, ground in told.items() if rule not in others)


def _meets(bearer: str, rule: str, day: str, view: View) -> bool:
    """Says whether a state is known to be one of those to whom a rule opens its instrument."""
    group, needed = view.one(rule, thb.eligibleMembersOf), view.one(rule, thb.requiredInstrument)
    if group is not None:
        org = PREFIXES["org"]
        for membership in view.subjects(org + "member", bearer):
            said = view.one(membership, org + "organization"), view.one(membership, org + "role")
            start, end = view.days(membership, START), view.days(membership, END)
            within = (start is None or start[1] <= day) and (end is None or day < end[0])
            if said == (group, thb.Member) and within:
                return True
    if needed is None:
        return False
    enough = {Status.CONTRACTING, Status.PARTY, Status.FORMER_PARTY}
    if view.one(rule, thb.requiredAct) == ActKind.SIGNATURE:
        enough.add(Status.SIGNATORY)
    return any(one.status in enough for one in periods(bearer, needed, view) if one.holds(day))


def _without_state(blank: Standing, view: View) -> Standing:
    """Says whether what is no state may join: where a source says so, what it did is only not known."""
    joiner, instrument = blank.state.iri, blank.instrument.iri
    carried_on = [body for prop in CARRIES_ON for body in view.values(joiner, prop)]
    if not {joiner, *carried_on} & set(view.values(instrument, thb.openTo)):
        return blank._replace(
            reason=f"{blank.name} is not a state, and no source says that it may sign or join this treaty"
        )
    return blank._replace(
        status=Status.UNDETERMINED.words,
        reason=_INCOMPLETE,
        conditions=_conditions(joiner, instrument, Status.UNDETERMINED, blank.as_of, view),
        grounds=tuple(openness(instrument, view)),
        notes=(_apart(blank), *_carried_on(blank, view), *blank.notes),
    )


def _of_territory(blank: Standing, day: str, view: View) -> Standing:
    """Says whose status counts for a territory, and what that state declared about it."""
    state = view.one(blank.state.iri, thb.territoryOf)
    reason = f"{blank.name} is not a state and has no status of its own"
    if state is None:
        return blank._replace(reason=reason)
    own = standing(state, blank.instrument.iri, day, view)
    acts = view.subjects(thb.territory, blank.state.iri)
    about = tuple(declarations(blank.instrument.iri, acts, blank.as_of, view))
    reason += f"; {own.name} speaks for it" + (", and has declared on it what stands below" if about else "")
    grounds = (*about, *(ground for ground in own.grounds if ground not in about))
    return blank._replace(
        reason=reason,
        grounds=grounds,
        notes=(f"Of {own.name}: {own.sentence}", *own.notes),
        citation=own.citation,
    )


def _in_force(period: Recorded, found: list[Recorded], view: View) -> Days | None:
    """Gives the days between which a treaty entered into force for a state, from this or the next period.

    A party that follows on what is undetermined was one on that day at the latest, and may have been before.
    """
    at = found.index(period)
    for number, one in enumerate(found[at : at + 2], at):
        if (days := _open_entry(one, view)) is not None:
            return days
        if one.status == Status.PARTY:
            before = found[number - 1] if number else None
            if before is None or before.status != Status.UNDETERMINED:
                return Days(_day(one.first), _day(one.first))
            return _open_entry(before, view) or Days(None, _day(one.first))
    return None


def _open_entry(period: Recorded, view: View) -> Days | None:
    """Gives the days between which a treaty entered into force, where a period is open for that."""
    if view.one(period.node, thb.openKind) != ActKind.ENTRY_INTO_FORCE:
        return None
    return Days(*(_day(view.one(period.node, prop)) for prop in (thb.notBefore, thb.notAfter)))


def _of(
    bearer: str, instrument: str, kinds: set[str] | frozenset[str], records: Records
) -> Iterator[tuple[Days, frozenset[str]]]:
    for act in records.acts:
        is_own = act.actor is not None and records.heir(act.actor) == bearer
        if is_own and act.instrument == instrument and act.kinds & kinds:
            days = (_day(bound.day if bound else None) for bound in act.days)
            yield Days(*days), act.kinds


def _days(bearer: str, instrument: str, kinds: set[str] | frozenset[str], records: Records) -> Days | None:
    """Gives the days of the first act of some kinds."""
    found = [days for days, _ in _of(bearer, instrument, kinds, records)]
    return min(found, key=lambda days: days.last or date.max, default=None)


def _kind(bearer: str, instrument: str, records: Records) -> str | None:
    """Gives the kind of a consent where a source names it."""
    kinds = {kind for _, kinds in _of(bearer, instrument, CONSENTS, records) for kind in kinds}
    return next((local(kind) for kind in NAMED_CONSENTS if kind in kinds), None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
