"""The status of one state under one treaty on one day, found among the computed periods.

The evidence of the period is read again as records, so that the acts, reports and rules which decide are told
as the computation took them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

import pyoxigraph as ox

from ..answers.days import Days
from ..answers.rows import Citation, Entity
from ..answers.standings import Ground, Standing
from ..naming.arguments import LATEST, read_day
from ..naming.names import Names
from ..naming.resolve import find_entity
from ..stores.lookup import Lookup
from ..words import vocabulary as thb
from ..words.dates import in_words
from ..words.days import LAST_DAY
from ..words.errors import ParameterError, UnknownEntity
from ..words.memo_days import MEMO_DAYS, other_day, with_reason
from ..words.names import quoted
from ..words.namespaces import MEMO_SOURCE, PREFIXES
from ..words.terms import local
from ..words.vocabulary import CONSENTS, NAMED_CONSENTS, ActKind, Basis, Status
from .computed_grounds import stated
from .date_bounds import NOT_BEFORE
from .dossier import Dossier
from .eligibility import unmet_on
from .grounds import Label, conditions, days_of, deciding, declarations, of_act, openness, remarked
from .names import dated_name_on, predecessor_on
from .periods import Period
from .records import END, Act, Records

#: The kinds of consent that follow a signature.
_AFTER_SIGNATURE = frozenset({ActKind.RATIFICATION, ActKind.ACCEPTANCE, ActKind.APPROVAL})
_NO_RESERVATIONS = "Reservations and declarations are not recorded here."
_NAMES = "Names of states follow the depositary; no position on the status of any territory is taken."
_UNSIGNED = "States ratify this treaty without signing it: a signature is not applicable."
_INCOMPLETE = "no source records an act, and none claims to name every state under this treaty on that day"


def asked(
    state: str, instrument: str, day: str | None, known: Names, lookup: Lookup, label: Label
) -> Standing:
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
            f"{quoted(state)} is a group of states, each with a status of its own; list them with: "
            f'thbgraph ask status-matrix group="{label(who)}" instrument="{label(treaty)}"'
        )
    if day == LATEST:
        found = standing(who, treaty, _last_covered(who, treaty, lookup, label), lookup, label)
        return found._replace(day_is="the last day that the sources cover of it")
    return standing(who, treaty, day, lookup, label)


def reporting_day(lookup: Lookup) -> str:
    """Returns the first day as at which the memo can speak, in ISO 8601."""
    stated = lookup.match(ox.NamedNode(MEMO_SOURCE), ox.NamedNode(NOT_BEFORE), None)
    return min((quad.object.value for quad in stated), default="")


def _last_covered(state: str, treaty: str, lookup: Lookup, label: Label) -> str:
    """Returns the last day that the sources cover; raises ParameterError where they tell nothing of the state."""
    periods = [*Dossier(state, treaty, lookup, label).periods.values()]
    if not periods or (periods[-1].basis == Basis.INFERRED and periods[-1].recorded is None):
        raise ParameterError(
            f"asOf: no source covers {label(state)} under {label(treaty)} up to any day; give a day"
        )
    return periods[-1].known_through


def standing(state: str, instrument: str, day: str, lookup: Lookup, label: Label) -> Standing:
    """Finds the status of a state or territory under a treaty on a day, all given by IRI and ISO 8601."""
    known = Dossier(state, instrument, lookup, label)
    depositary = known.facts.text(instrument, thb.depositary)
    blank = Standing(
        Entity(state, label(state)),
        known.name(day),
        Entity(instrument, label(instrument)),
        date.fromisoformat(day),
        Status.NOT_APPLICABLE.words,
        notes=(_NAMES,),
        depositary=Entity(depositary, label(depositary)) if depositary else None,
        page=known.facts.text(instrument, PREFIXES["schema"] + "url"),
        day_is=MEMO_DAYS.get(day, ""),
        is_signed=instrument not in known.records.unsigned,
    )
    if thb.Territory in known.facts.classes(state):
        return _of_territory(blank, day, known)
    ended, started = known.records.days(state, END), known.records.starts.get(state)
    if ended[1] is not None and ended[1] < day:
        by = f", and {label(known.bearer)} carries on its acts" if known.bearer != state else ""
        return blank._replace(reason=f"{blank.name} ended {Days.of(*ended).when}{by}")
    if started is not None and day < started.day:
        return blank._replace(reason=f"{blank.name} was not yet a state")
    node = next((node for node, period in known.periods.items() if period.holds(day)), None)
    if node is not None:
        return _of_period(blank, node, known)
    if state in known.records.states:
        return _undetermined(blank, known, _of_treaty(blank.as_of, known))
    return _without_state(blank, known)


def _of_period(blank: Standing, node: str, known: Dossier) -> Standing:
    evidence = known.computation(node)
    records, period = Records(evidence.quads), known.periods[node]
    own = {act.name: act for act in records.acts_of(known.bearer)}
    told_of: set[str] = {ActKind.SIGNATURE}
    if not any(
        act.kinds & CONSENTS for act in own.values()
    ):  # a report alone may be the ground that it was done
        told_of |= CONSENTS
    beside = [act for act in known.done(told_of, blank.as_of.isoformat()) if act.name not in own]
    notes = [_NO_RESERVATIONS] if period.status in (Status.PARTY, Status.CONTRACTING) else []
    notes += [*_of_treaty(blank.as_of, known), *_closed(period.status, blank.as_of, known)]
    notes += [] if known.bearer in known.records.states else [_apart(blank)]
    notes += [*_carried_on(blank, known), *_named_since(blank, known), *_other_status(blank, period, known)]
    grounds = [remarked(one, known.facts) for one in deciding(known.bearer, records, known.label)]
    grounds += _declared(blank, known)
    if period.status == Status.NO_ACT:
        grounds += openness(known.treaty, known.facts, known.label)
    is_shut = period.status == Status.NOT_APPLICABLE
    told = [of_act(act, known.recorded, known.label) for act in beside]
    read = (quad for act in beside for quad in stated(act.name, (), known.asserted))
    acts = [*own.values(), *beside]
    return placed(blank, period, list(known.periods.values()), acts, known.recorded, known.label)._replace(
        reason=f"it was not open to {blank.name}" if is_shut else "",
        conditions=_conditions(period.status, blank.as_of, known),
        grounds=tuple(grounds),
        also_recorded=tuple(remarked(one, known.facts) for one in told),
        notes=(*notes, *blank.notes),
        citation=Citation(tuple(dict.fromkeys((*evidence.quads, *read))), (evidence.rule,)),
    )


def placed(
    blank: Standing,
    period: Period,
    periods: list[Period],
    own: Collection[Act],
    records: Records,
    label: Label,
) -> Standing:
    """Returns a standing as a period has it, one of `periods` in order of time, with the days of the party's own acts.

    A signature and a consent have the bounds that reports and other acts leave, too.
    """
    left = {one.open_kind: days_of(one.open_days) for one in periods if one.open_kind and one.open_days.last}
    consents = [act for act in own if act.kinds & CONSENTS]
    signatures = [act for act in own if ActKind.SIGNATURE in act.kinds]
    since, until = Days.of(period.first, period.last)
    began = Days.of(period.earliest, period.first)
    return blank._replace(
        status=period.status.words,
        since=since if began.first == began.last else None,
        began=began,
        until=until,
        open_act=local(period.open_kind) if period.open_kind else None,
        bounds=days_of(period.open_days),
        last_recorded=period.recorded.words if period.recorded else None,
        known_through=Days.of(None, period.known_through).last,
        basis=period.basis,
        signed=left.get(ActKind.SIGNATURE, _first_of(signatures)) if signatures else None,
        signed_by=_signed_by(signatures, blank, records, label),
        consented=left.get(ActKind.CONSENT, _first_of(consents)) if consents else None,
        consent=_kind(consents, signatures, records),
        in_force=_in_force(period, periods),
        possible=tuple(status.words for status in period.possible),
    )


def _undetermined(blank: Standing, known: Dossier, notes: Iterable[str]) -> Standing:
    return blank._replace(
        status=Status.UNDETERMINED.words,
        reason=_INCOMPLETE,
        conditions=_conditions(Status.UNDETERMINED, blank.as_of, known),
        notes=(*notes, *blank.notes),
    )


def _without_state(blank: Standing, known: Dossier) -> Standing:
    """Says whether what is no state may join: where a source says so, what it did once it could is only not known."""
    joiners = {known.state, *known.asserted.succession.carried_on(known.state)}
    if not joiners.intersection(known.facts.texts(known.treaty, thb.openTo)):
        return blank._replace(
            reason=f"no source names {blank.name} among those that may sign or join this treaty"
        )
    early = tuple(_not_yet(blank.as_of, known))
    notes = *early, _apart(blank), *_carried_on(blank, known)
    grounds = tuple(openness(known.treaty, known.facts, known.label))
    found = _undetermined(blank, known, notes)._replace(grounds=grounds)
    return found._replace(status=Status.NO_ACT.words, reason="", conditions=()) if early else found


def _of_territory(blank: Standing, day: str, known: Dossier) -> Standing:
    """Says whose status counts for a territory, and what that state declared about it."""
    state = known.facts.text(known.state, PREFIXES["schema"] + "containedInPlace")
    reason = f"{blank.name} is a territory and has no status of its own"
    if state is None:
        return blank._replace(reason=reason)
    own = standing(state, known.treaty, day, known.lookup, known.label)
    about = tuple(_declared(blank, known))
    reason += f"; {own.name} speaks for it" + (
        ", and has made the declaration below about it" if about else ""
    )
    return blank._replace(
        reason=reason,
        grounds=(*about, *(ground for ground in own.grounds if ground not in about)),
        also_recorded=own.also_recorded,
        notes=(f"Of {own.name}: {own.sentence}", *own.notes),
        citation=own.citation,
    )


def _of_treaty(as_of: date, known: Dossier) -> list[str]:
    """Says that a treaty is not signed, and that on the day it was not yet adopted or open for signature."""
    return [*([_UNSIGNED] if known.treaty in known.records.unsigned else []), *_not_yet(as_of, known)]


def _not_yet(as_of: date, known: Dossier) -> Iterator[str]:
    """Says that on the day a treaty was not yet adopted or open for signature."""
    for kind, words in (
        (ActKind.ADOPTION, "adopted"),
        (ActKind.OPENING_FOR_SIGNATURE, "opened for signature"),
    ):
        acts = known.records.own_acts(known.treaty, kind)
        days = next((days_of(act.days) for act in acts if act.days.first is not None), None)
        if days is not None and days.first is not None and days.first > as_of:
            yield f"The treaty was {words} only later, {days.when}."
            return


def _closed(status: Status, as_of: date, known: Dossier) -> Iterator[str]:
    """Says that who has not signed by the closing for signature can only accede."""
    for act in known.records.own_acts(known.treaty, ActKind.CLOSING_FOR_SIGNATURE)[:1]:
        last = days_of(act.days).last
        if status == Status.NO_ACT and last is not None and last < as_of:
            yield f"Signature was possible until {in_words(last)}; since then a state joins by acceding."


def _carried_on(blank: Standing, known: Dossier) -> Iterator[str]:
    """Says whose acts count before a state or body carries them on."""
    before = known.predecessor(blank.as_of.isoformat())
    if before is not None:
        ended, acts = Days.of(*known.records.days(before, END)).when, known.label(before)
        yield f"{blank.state.label} carries on the acts of {acts}, which ended {ended}."


def _named_since(blank: Standing, known: Dossier) -> Iterator[str]:
    """Says that it is not recorded since when a state had its name of the day."""
    name = dated_name_on(known.state, blank.as_of.isoformat(), known.records)
    if name is not None and not name.start and name.form in blank.name:
        yield f"Since when it was called {name.form} is not recorded."


def _other_status(blank: Standing, period: Period, known: Dossier) -> Iterator[str]:
    """Says of one of the two days of the memo what the status is on the other one, where it differs."""
    day = other_day(blank.as_of.isoformat())
    then = next((one for one in known.periods.values() if day and one.holds(day)), None)
    if day and then is not None and then.status != period.status:
        yield f"On {with_reason(day)}, the status is different: {then.status.words}."


def _declared(blank: Standing, known: Dossier) -> Iterator[Ground]:
    return declarations(known.treaty, blank.as_of.isoformat(), known.records, known.label)


def _conditions(status: Status, as_of: date, known: Dossier) -> tuple[Ground, ...]:
    """Tells on which conditions a treaty is open, where it is not known to be open to a state."""
    if status not in (Status.NO_ACT, Status.NOT_APPLICABLE, Status.UNDETERMINED):
        return ()
    day, records = as_of.isoformat(), known.records
    under = {rule.needs: known.status_under(rule.needs, day) for rule in records.eligibility if rule.needs}
    done = {kind for act in records.acts if act.actor is not None for kind in act.kinds}
    rules = unmet_on(day, records.eligibility, done, records.memberships, under)
    return tuple(conditions(rules, known.facts))


def _in_force(period: Period, found: list[Period]) -> Days | None:
    """Returns the days between which a treaty entered into force for a state, from this or the next period.

    A party that follows on what is undetermined was one on that day at the latest, and may have been before.
    """
    at = found.index(period)
    for number, one in enumerate(found[at : at + 2], at):
        if one.open_kind == ActKind.ENTRY_INTO_FORCE:
            return days_of(one.open_days)
        if one.status == Status.PARTY:
            before = found[number - 1] if number else None
            if before is None or before.status != Status.UNDETERMINED:
                return Days.of(one.first, one.first)
            is_open = before.open_kind == ActKind.ENTRY_INTO_FORCE
            return days_of(before.open_days) if is_open else Days.of(None, one.first)
    return None


def _first_of(acts: Collection[Act]) -> Days | None:
    """Returns the days of the first of some acts."""
    found = [days_of(act.days) for act in acts]
    return min(found, key=lambda days: days.last or date.max, default=None)


def _signed_by(signatures: Sequence[Act], blank: Standing, records: Records, label: Label) -> str | None:
    """Returns the predecessor that signed, empty where a source has the act for a state that was not yet one."""
    state, day = blank.state.iri, blank.as_of.isoformat()
    itself = {state, predecessor_on(state, day, records, records.succession)}
    if not signatures or itself.intersection(act.actor for act in signatures):
        last, start = _first_of(signatures) or Days(None, None), records.starts.get(state)
        is_before = start is not None and last.last is not None and last.last.isoformat() < start.day
        return "" if is_before else None
    return label(signatures[0].actor or "")


def _kind(consents: Collection[Act], signatures: Collection[Act], records: Records) -> str | None:
    """Returns the kind of a consent where a source names it; None for one that needs a signature which no complete source has."""
    kinds = {kind for act in consents for kind in act.kinds}
    if (
        not signatures
        and kinds & _AFTER_SIGNATURE
        and any(_names_signatures(act, records) for act in consents)
    ):
        return None
    return next((local(kind) for kind in NAMED_CONSENTS if kind in kinds), None)


def _names_signatures(consent: Act, records: Records) -> bool:
    """Says whether a source names every signature of a treaty up to the day of a consent."""
    day = consent.days.last.day if consent.days.last is not None else LAST_DAY
    return any(
        (one.instrument, one.kind) == (consent.instrument, ActKind.SIGNATURE) and one.day >= day
        for one in records.coverage
    )


def _apart(blank: Standing) -> str:
    return f"{blank.name} is counted apart from states."
