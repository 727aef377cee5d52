"""The status of one state under one treaty on a day, told with all that decides it.

What the period that holds the day rests on is read again as records, so that the acts, reports and rules which
decide are told as the computation took them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import in_words, other_day, with_reason
from ..base.errors import ParameterError, UnknownEntity
from ..base.namespaces import MEMO_SOURCE, PREFIXES
from ..base.printing import quoted
from ..base.triples import Facts
from ..base.values import Days, shown, value_of
from ..base.vocabulary import CONSENTS, ActKind, Basis, Status
from ..names.arguments import LATEST, read_day
from ..names.articles import speaker
from ..names.names import Names
from ..names.resolve import find_entity
from ..results.answer import Citation
from ..results.status import Ground, StatusOnDay
from ..stores.lines import Grounds
from ..stores.lookup import Lookup
from .computed import status_node
from .coverage import complete_day
from .date_bounds import DCTERMS_DATE, NOT_BEFORE, days_of
from .deciding import conditions, deciding, declarations, of_act, of_state, openness, remarked
from .eligibility import unmet_on
from .records import END, PART_OF, START, Act, Records
from .register import Position, Register
from .state_names import Label, dated_name_on, first_days, predecessor_on

_ABOUT, _DESCRIPTION = PREFIXES["schema"] + "about", PREFIXES["dcterms"] + "description"
_NO_RESERVATIONS = "Reservations and declarations are not recorded here."
_NO_OTHERS = "Other declarations, and reservations, are not recorded here."
_NAMES = "Names of states follow the sources; no position on the status of any territory is taken."
_UNSIGNED = "States ratify this treaty without signing it: a signature is not applicable."
_INCOMPLETE = "no source records an act, and none claims to name every state under this treaty on that day"


def status_asked(
    state: str,
    instrument: str,
    day: str | None,
    known: Names,
    lookup: Lookup,
    label: Label,
    grounds: Callable[[], Grounds],
) -> StatusOnDay:
    """Finds the status that is asked for by names, without a day that of the first day as at which the memo can speak.

    `latest` is the last day that the sources cover of the state under the treaty. Raises UnknownEntity for a name, and
    ParameterError for what is no day, or a group, whose states each have a status of their own.
    """
    day = read_day(day, or_latest=True) or reporting_day(lookup)
    treaty = find_entity(instrument, known, thb.Treaty)
    try:
        who = find_entity(state, known, PREFIXES["schema"] + "Country")
    except UnknownEntity:  # the European Union, say
        who = find_entity(state, known, PREFIXES["foaf"] + "Agent", known.groups.__contains__)
    if who in known.groups:
        raise ParameterError(
            f"{quoted(state)} is a group of states, each with a status of its own",
            "the question status-matrix lists "
            f'them: ask it with group="{label(who)}" and instrument="{label(treaty)}"',
        )
    register = Register.of_party(who, [treaty], lookup, label, speaker(known))
    if day == LATEST:
        found = status_on_day(who, treaty, _last_covered(who, treaty, register), register, grounds)
        return found._replace(day_is="as last known")
    return status_on_day(who, treaty, day, register, grounds)


def reporting_day(lookup: Lookup) -> str:
    """Returns the first day as at which the memo can speak, in ISO 8601."""
    stated = lookup.match(ox.NamedNode(MEMO_SOURCE), ox.NamedNode(NOT_BEFORE), None)
    return min((quad.object.value for quad in stated), default="")


def _last_covered(state: str, treaty: str, register: Register) -> str:
    """Returns the last day that the sources cover; raises ParameterError where they tell nothing of the state.

    Up to which sources name every act, what is open is so for another reason, such as that they contradict each other.
    """
    periods = register.periods(treaty, state)
    claims = ((one.kind, one.day) for one in register.records.coverage if one.instrument == treaty)
    days = [complete_day(claims)] if periods else []
    if periods and (periods[-1].basis != Basis.INFERRED or periods[-1].recorded is not None):
        days.append(periods[-1].known_through)
    if not any(days):
        raise ParameterError(
            f"asOf: no source covers {register.label(state)} under {register.label(treaty)} up to any day",
            "give a day",
        )
    return max(days)


def status_on_day(
    state: str, treaty: str, day: str, register: Register, grounds: Callable[[], Grounds]
) -> StatusOnDay:
    """Tells the status of a state or territory under a treaty on a day, all given by IRI and ISO 8601.

    The register is that of the state under the treaty.
    """
    records, label = register.records, register.label
    blank = register.blank(treaty, state, day)
    unknown = blank._replace(status=Status.NOT_APPLICABLE.words, notes=(_NAMES,))
    if thb.Territory in register.facts.classes(state):
        return _of_territory(unknown, register, grounds)
    ended, started, bearer = records.days(state, END), records.starts.get(state), records.heir(state)
    if ended[1] is not None and ended[1] < day:
        by = f", and today {register.called(bearer)} carries on its acts" if bearer != state else ""
        end = tuple(of_state(state, END, "last day", records, label))
        return unknown._replace(reason=f"{blank.called} ended {Days.of(*ended).when}{by}", grounds=end)
    if started is not None and day < started.day:
        origins = records.succession.origins(state)
        begun = (one for origin in origins for one in of_state(origin, START, "first day", records, label))
        return unknown._replace(reason=f"{blank.called} was not yet a state", grounds=tuple(begun))
    position = register.on(treaty, state, day)
    if position is not None:
        found = _of_period(position, register, grounds)
        known, last = found.known_through, Days.of(*ended).last
        # What is shown later is shown of who carries it on.
        return found._replace(known_through=last) if known and last and last < known else found
    if state in records.states:
        return _undetermined(unknown, register, _of_treaty(blank, records))
    return _without_state(unknown, register)


def _of_period(position: Position, register: Register, grounds: Callable[[], Grounds]) -> StatusOnDay:
    """Tells a position with the acts, reports and rules from which its period was computed, and notes on it."""
    one, period, records, label = position.on_day, position.period, register.records, register.label
    state, treaty, day = one.state.iri, one.instrument.iri, one.as_of.isoformat()
    bearer = records.heir(state)
    node = f"<{status_node(treaty, bearer, period.first or 'start')}>"
    evidence = grounds().of([node])[node]
    decided = Records(evidence.quads)
    names = {act.name for act in decided.acts_of(bearer)}
    # A report alone may be the ground that it consented, and a second registration decides nothing.
    beside = [
        act
        for act in register.acts(treaty, state, day)
        if act.name not in names
        and act.kinds & {ActKind.SIGNATURE, *CONSENTS}
        and act.days.last is not None
        and act.days.last.day <= day
    ]
    deciding_grounds = [
        remarked(ground, register.facts) for ground in deciding(state, bearer, decided, label)
    ]
    declared = tuple(declarations(treaty, day, records, label))
    deciding_grounds += declared
    is_union = bearer not in records.states and period.status == Status.UNDETERMINED
    if is_union or period.status == Status.NO_ACT:
        deciding_grounds += openness(treaty, register.facts, label)
    also = [of_act(act, records, label, _narrowed(act, one)) for act in beside]
    also += _asked_for(one, register) if is_union else ()
    read = (fact.quad for act in beside for fact in records.read(act.name) if fact.prop != PART_OF)
    return one._replace(
        reason=f"it was not open to {one.called}" if period.status == Status.NOT_APPLICABLE else "",
        conditions=_conditions(one, register),
        grounds=tuple(deciding_grounds),
        also_recorded=tuple(remarked(ground, register.facts) for ground in also),
        notes=(*_reservations(one.status, declared), *_notes(position, register), _NAMES),
        citation=Citation(tuple(dict.fromkeys((*evidence.quads, *read))), (evidence.rule.name,)),
    )


def _narrowed(act: Act, one: StatusOnDay) -> Days | None:
    """Returns the days that all that is recorded leaves to an act; None where they are those of another of its kind."""
    days = one.signed if ActKind.SIGNATURE in act.kinds else one.consented
    is_earlier = days and days.last and act.days.first and days.last.isoformat() < act.days.first.day
    return None if is_earlier else days


def _notes(position: Position, register: Register) -> Iterator[str]:
    """Says what is to be known of a position: of its treaty, of the state and its name, and of the memo's other day."""
    one, status, records = position.on_day, position.period.status, register.records
    yield from _of_treaty(one, records)
    if status == Status.NO_ACT:
        yield from _closed(one, records)
    if records.heir(one.state.iri) not in records.states:
        yield _apart(one)
    yield from _carried_on(one, register)
    for first, last in first_days(one.state.iri, records):
        if first and last and first <= one.as_of.isoformat() < last:
            when = Days.of(first, last).when
            yield f"It became a state on a day {when} that is not known, so it may not have been one yet."
    name = dated_name_on(one.state.iri, one.as_of.isoformat(), records)
    if name is not None and not name.start and name.form in one.name:
        yield f"Since when it was called {name.form} is not recorded."
    if name is not None and name.may_be_over(one.as_of.isoformat()):
        yield f"It was called {name.form} until a day {Days.of(name.kept, name.end).when} that is not recorded."
    other = other_day(one.as_of.isoformat())
    then = register.on(one.instrument.iri, one.state.iri, other) if other else None
    if other and then is not None and then.period.status != status:
        yield f"On {with_reason(other)}, the status is different: {then.period.status.words}."


def _reservations(status: str, declared: Collection[Ground]) -> Iterator[str]:
    """Says of who had consented that reservations and declarations, or others than those that are told, are not recorded."""
    if status in (Status.PARTY.words, Status.CONTRACTING.words):
        yield _NO_OTHERS if declared else _NO_RESERVATIONS


def _undetermined(blank: StatusOnDay, register: Register, notes: Iterable[str]) -> StatusOnDay:
    found = blank._replace(status=Status.UNDETERMINED.words, reason=_INCOMPLETE, notes=(*notes, *blank.notes))
    asked_for = tuple(_asked_for(blank, register))
    return found._replace(conditions=_conditions(found, register), also_recorded=asked_for)


def _asked_for(one: StatusOnDay, register: Register) -> Iterator[Ground]:
    """Tells what was said to a state or body about a treaty by a day, as a call to join it."""
    lookup, state, treaty = register.lookup, ox.NamedNode(one.state.iri), one.instrument.iri
    for quad in sorted(lookup.match(None, ox.NamedNode(thb.addressedTo), state), key=str):
        node = quad.subject.value
        report_facts = Facts(lookup.match(quad.subject, None, None))
        days = [fact for fact in report_facts.of(node, DCTERMS_DATE) if fact.text <= one.as_of.isoformat()]
        if days and treaty in report_facts.texts(node, _ABOUT):
            what = f"{register.label(node)}, {shown(value_of(days[-1].value, {}))}"
            said = report_facts.text(node, _DESCRIPTION) or ""
            yield Ground(node, what, (quad.graph_name.value,), said=said)


def _without_state(blank: StatusOnDay, register: Register) -> StatusOnDay:
    """Says whether what is no state may join: where a source says so, what it did once it could is only not known."""
    state, treaty, records = blank.state.iri, blank.instrument.iri, register.records
    joiners = {state, *records.succession.carried_on(state)}
    if not joiners.intersection(register.facts.texts(treaty, thb.openTo)):
        return blank._replace(
            reason=f"no source names {blank.called} among those that may sign or join this treaty"
        )
    early = tuple(_not_yet(blank, records))
    notes = *early, _apart(blank), *_carried_on(blank, register)
    grounds = tuple(openness(treaty, register.facts, register.label))
    found = _undetermined(blank, register, notes)._replace(grounds=grounds)
    return found._replace(status=Status.NO_ACT.words, reason="", conditions=()) if early else found


def _of_territory(blank: StatusOnDay, register: Register, grounds: Callable[[], Grounds]) -> StatusOnDay:
    """Says whose status counts for a territory, and what that state declared about it."""
    treaty, day = blank.instrument.iri, blank.as_of.isoformat()
    state = register.facts.text(blank.state.iri, PREFIXES["schema"] + "containedInPlace")
    reason = f"{blank.called} is a territory and has no status of its own"
    if state is None:
        return blank._replace(reason=reason)
    its = Register.of_party(state, [treaty], register.lookup, register.label, register.spoken)
    own = status_on_day(state, treaty, day, its, grounds)
    about = tuple(declarations(treaty, day, register.records, register.label))
    on_others = {*declarations(treaty, day, its.records, register.label)}
    reports = {report.name for report in its.records.reports}
    decided = (
        one._replace(said=f"{one.said} by {own.called}") if one.iri in reports else one
        for one in own.grounds
        if one not in on_others
    )
    notes = (note for note in own.notes if note not in (_NO_RESERVATIONS, _NO_OTHERS))
    reason += f"; {own.called} speaks for it today (since when is not recorded)" + (
        ", and has made the declaration below about it" if about else ""
    )
    return blank._replace(
        reason=reason,
        grounds=(*about, *decided),
        also_recorded=own.also_recorded,
        notes=(f"Of {own.called}: {own.sentence}", *_reservations(own.status, about), *notes),
        citation=own.citation,
    )


def _of_treaty(one: StatusOnDay, records: Records) -> list[str]:
    """Says that a treaty is not signed, and that on the day it was not yet adopted or open for signature."""
    return [*([] if one.is_signed else [_UNSIGNED]), *_not_yet(one, records)]


def _not_yet(one: StatusOnDay, records: Records) -> Iterator[str]:
    """Says that on the day a treaty was not yet adopted or open for signature."""
    for kind, words in (
        (ActKind.ADOPTION, "adopted"),
        (ActKind.OPENING_FOR_SIGNATURE, "opened for signature"),
    ):
        acts = records.own_acts(one.instrument.iri, kind)
        days = next((days_of(act.days) for act in acts if act.days.first is not None), None)
        if days is not None and days.first is not None and days.first > one.as_of:
            yield f"The treaty was {words} only later, {days.when}."
            return


def _closed(one: StatusOnDay, records: Records) -> Iterator[str]:
    """Says that who has not signed by the closing for signature can only accede."""
    for act in records.own_acts(one.instrument.iri, ActKind.CLOSING_FOR_SIGNATURE)[:1]:
        last = days_of(act.days).last
        if last is not None and last < one.as_of:
            yield f"Signature was possible until {in_words(last)}; since then a state joins by acceding."


def _carried_on(one: StatusOnDay, register: Register) -> Iterator[str]:
    """Says whose acts count before a state or body carries them on."""
    records = register.records
    before = predecessor_on(one.state.iri, one.as_of.isoformat(), records, records.succession)
    if before is not None:
        ended = Days.of(*records.days(before, END)).when
        yield f"Today {register.called(one.state.iri)} carries on the acts of {register.called(before)}, which ended {ended}."


def _conditions(one: StatusOnDay, register: Register) -> tuple[Ground, ...]:
    """Tells on which conditions a treaty is open, where it is not known to be open to a state."""
    open_ = (Status.NO_ACT.words, Status.NOT_APPLICABLE.words, Status.UNDETERMINED.words)
    if one.status not in open_:
        return ()
    state, treaty, day, records = one.state.iri, one.instrument.iri, one.as_of.isoformat(), register.records
    rules = [rule for rule in records.eligibility if rule.instrument == treaty]
    under = {
        rule.needs: next((at.status for at in register.periods(rule.needs, state) if at.holds(day)), None)
        for rule in rules
        if rule.needs
    }
    done = {
        kind for act in records.acts_of(records.heir(state)) if act.instrument == treaty for kind in act.kinds
    }
    memberships = (
        membership for membership in records.memberships if membership.member == records.heir(state)
    )
    return tuple(conditions(unmet_on(day, rules, done, memberships, under), register.facts))


def _apart(one: StatusOnDay) -> str:
    return f"{one.called[:1].upper()}{one.called[1:]} is counted apart from states."
