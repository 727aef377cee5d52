"""The status of a state under an instrument on a day, in words.

Categories are those of the Vienna Convention on the Law of Treaties, articles 2(1) and 11; the wording says
the day, what is not recorded, and what would settle what is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ..base.dates import in_words
from ..base.printing import joined
from ..base.values import Days, Description, Entity
from ..base.vocabulary import CONSENTED_BY, Basis, Status
from .answer import Citation
from .document import Cell, Document, items, section
from .formats import notebook
from .sources import described

_CONSENT = ("ratified, accepted, approved, acceded to or succeeded to", "")
#: How somebody consented to what nobody signs, where the kind of act is not known.
_UNSIGNED = ("consented to be bound by", "")
#: Who has signed does not accede, and who cannot have signed does not ratify.
_OF_SIGNATORIES = ("ratified, accepted or approved", "")
_OF_OTHERS = ("acceded or succeeded to", "")
#: What is open: how it is put, and what would settle it.
_OPEN: Mapping[str, tuple[str, str]] = {
    "Signature": ("{name} had signed it", "the day of its signature"),
    "Consent": (
        "{name} had ratified, accepted, approved, acceded or succeeded to it",
        "the day of deposit of its instrument",
    ),
    "EntryIntoForce": (
        "it was already in force for {name}, which had consented to be bound",
        "the day of deposit of its instrument, or that of the entry into force for it",
    ),
    "Denunciation": ("{name} was still a party", "the day on which its denunciation took effect"),
}
#: The statuses of which somebody that is bound has one.
_BINDING = frozenset({Status.PARTY.words, Status.CONSENTED.words})
#: What is said once of all that is told about a day; it is true on every day.
NOT_TODAY = "This says nothing about the position today."
#: What would settle a status of which no act at all is known.
_NEVER = "a list of the depositary that names every state"


class Ground(NamedTuple):
    """An act, report, rule or coverage that decides: its IRI, what it is or says, who says so, and what sources remark on it.

    Of an act, a report or a declaration `said` is its day, the status or what it declares.
    """

    iri: str
    what: str
    graphs: tuple[str, ...]
    caveats: tuple[str, ...] = ()
    said: str = ""

    @property
    def words(self) -> str:
        """What it is and says."""
        return f"{self.what}: {self.said}" if self.said else self.what

    def __str__(self) -> str:
        return self.words


@notebook
class StatusOnDay(NamedTuple):
    """The status of a state under an instrument on a day, with all that decides it.

    `state` is called by its name on the day in `name`, with its article, if it has one, `in_sentences`, and
    `again` without a name of today behind it. `since` and `until` are the first and last day of
    this status, `until` None where no later one is recorded, `since` None where only bounds of that day are known, as
    `began` has them; `open_act` is the kind of act whose day is not known, with its `bounds`, which are all the days that it may have been where it `is_either`, `is_disputed` where sources contradict one another on it, `last_recorded` the status
    before that, and `possible` the statuses that an undetermined one may have been. `known_through` is the last day that the sources cover. `signed`, `consented` and `in_force` are the days of these acts where they are known;
    `signed_by` is the predecessor that signed, empty where no source names it, None where the state itself did, and `consented_by` the one that consented; `never_signed` is true where nobody can have signed for it before it consented, else None;
    `consent` is the kind of the consent. `day_is` says which day it is that was not asked for as such. `reason` says why a status does not apply, or why none is recorded;
    `heir` carries on the acts of a state that ended before an instrument entered into force for it. `open_through` is the
    last day of what is undetermined on one point or another, date.max where it has no known end, None where it is on one.
    `conditions` to whom the instrument is open, where it is not known to be open to the state. `grounds` decide the status; `also_recorded` is told beside them, such
    as the signature of a party. `is_gone` says that neither the state nor another that carries on its acts is one today. `sources`
    describes the passages and sources of all these, by IRI. `is_signed` is false of a treaty that states ratify without signing.
    """

    state: Entity
    name: str
    instrument: Entity
    as_of: date
    status: str
    since: date | None = None
    began: Days = Days(None, None)
    until: date | None = None
    open_act: str | None = None
    bounds: Days = Days(None, None)
    is_disputed: bool = False
    last_recorded: str | None = None
    known_through: date | None = None
    basis: str | None = None
    signed: Days | None = None
    signed_by: str | None = None
    consented: Days | None = None
    consent: str | None = None
    in_force: Days | None = None
    heir: str = ""
    open_through: date | None = None
    possible: tuple[str, ...] = ()
    reason: str = ""
    conditions: tuple[Ground, ...] = ()
    grounds: tuple[Ground, ...] = ()
    also_recorded: tuple[Ground, ...] = ()
    notes: tuple[str, ...] = ()
    depositary: Entity | None = None
    page: str | None = None
    day_is: str = ""
    citation: Citation = Citation(())
    sources: Mapping[str, Description] = {}
    is_signed: bool = True
    in_sentences: str = ""
    again: str = ""
    never_signed: bool | None = None
    consented_by: str | None = None
    is_gone: bool = False
    is_either: bool = False

    @property
    def called(self) -> str:
        """Its name as it stands within a sentence."""
        return self.in_sentences or self.name

    @property
    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the passages and sources of all that is told, each once."""
        grounds = (*self.conditions, *self.grounds, *self.also_recorded)
        return tuple(dict.fromkeys(graph for ground in grounds for graph in ground.graphs))

    @property
    def is_last_recorded(self) -> bool:
        """Says whether a status is decided by what was last recorded, and the day lies after what the sources cover."""
        is_later = self.known_through is not None and self.known_through < self.as_of
        return is_later and self.status != Status.UNDETERMINED.words

    @property
    def sentence(self) -> str:
        """The status in one sentence, with its day."""
        sentence = _SENTENCES[self.status](self)
        return sentence[:1].upper() + sentence[1:]  # some names of states begin with an article

    @property
    def settles(self) -> str:
        """What would settle an undetermined status; empty for others."""
        if self.status != Status.UNDETERMINED.words:
            return ""
        wanted = _OPEN[self.open_act][1] if self.open_act else _NEVER
        if self.is_disputed:
            wanted = "word of the depositary on which of the sources is right"
        elif self.open_act and self.bounds.last is None:
            gone = " that names states which are no more" if self.is_gone else ""
            wanted = f"a list of the depositary of {in_words(self.as_of)} or later{gone}"
        elif (
            self.open_act == "EntryIntoForce"
            and self.consented
            and self.consented.first == self.consented.last
        ):
            wanted = "the day of the entry into force for it"
        if self.consent == "Succession":
            wanted = "the day from which its succession takes effect"
        return wanted + (f" (depositary: {self.depositary.label})" if self.depositary else "")

    def document(self) -> Document:
        """Returns the status laid out for readers: the sentence, what decides it, what is not recorded, the depositary."""
        recorded = " as last recorded" if self.is_last_recorded else ""
        day_is = f", {self.day_is}" if self.day_is else ""
        lead = [f"{self.status}{recorded}, as of {in_words(self.as_of)}{day_is}", self.sentence]
        lead.append(f"{self._coverage} {NOT_TODAY}".lstrip())
        if self.settles and len(self.possible) > 1:
            ordered = [one.words for one in Status if one.words in self.possible]
            lead.append(f"Its status may have been {joined(ordered, 'or')}.")
        lead += [f"What would settle it: {self.settles}."] if self.settles else []
        parts = {
            "Who may join": self.conditions,
            "Decided by": self.grounds,
            "Also recorded": self.also_recorded,
        }
        notes = [*self.notes]
        if self.depositary:
            page = f", {self.page}" if self.page else ""
            notes.append(f"thbgraph is not the depositary; for legal use see {self.depositary.label}{page}")
        return Document(
            f"{self.name}: {self.instrument.label}",
            tuple(map(Cell, lead)),
            tuple(
                one
                for title, grounds in parts.items()
                for one in section(title, items(line for ground in grounds for line in self._lines(ground)))
            ),
            tuple(map(Cell, notes)),
        )

    def _lines(self, ground: Ground) -> Iterator[Cell]:
        yield Cell(ground.words, described(ground.graphs, self.sources))
        yield from (Cell(f"remark: {caveat}") for caveat in ground.caveats)

    @property
    def is_told(self) -> bool:
        """Says whether a source of the treaty tells of it: none tells that nothing was done before it or the state was there."""
        is_open = self.open_act is not None and self.bounds.last is None
        return not is_open or self.basis != Basis.INFERRED or self.last_recorded is not None

    @property
    def _coverage(self) -> str:
        """Up to when the sources tell the status, in a sentence; empty where they tell nothing."""
        if self.known_through is None or not self.is_told:
            return ""
        day = in_words(self.known_through)
        if self.is_last_recorded:
            changed = "joined again" if self.status == Status.FORMER_PARTY.words else "left"
            return f"The sources reach to {day}; who {changed} since is not recorded."
        if self.known_through < self.as_of:
            whose = "As to its signature, the" if self.open_act == "Signature" else "The"
            return f"{whose} sources {'agree up' if self.is_disputed else 'reach'} to {day}."
        if self.open_through == date.max:
            return f"It is undetermined on this point up to {day}, and from then on on another."
        if self.open_through is not None:
            return f"It is undetermined, on one point or another, up to {in_words(self.open_through)}."
        return f"{'It is undetermined' if self.settles else 'The sources show this'} up to {day}."

    def __repr__(self) -> str:
        return (
            f"StatusOnDay({self.name!r}, {self.instrument.label!r}, {self.as_of.isoformat()}: {self.status})"
        )


def _no_act(one: StatusOnDay) -> str:
    done = "neither signed nor joined" if one.is_signed else "not ratified"
    return f"{one.called} had {done} it by {in_words(one.as_of)}."


def _signatory(one: StatusOnDay) -> str:
    signed = f" ({one.signed})" if one.signed and None not in one.signed else ""
    ending = f"had not ratified it: not bound by it on {in_words(one.as_of)}."
    if one.signed_by is not None:
        return f"{one.called}, whose {_predecessor(one)} had signed it{signed}, {ending}"
    return f"{one.called} had signed it{signed} but {ending}"


def _contracting(one: StatusOnDay) -> str:
    any_way = _OF_SIGNATORIES if _had_signed(one) else _any_way(one)
    verb = CONSENTED_BY.get(one.consent or "", any_way)[0]
    when = f" ({one.consented})" if one.consented else ""
    who = f"{one.called} had"
    if one.consented_by:
        who = f"the predecessor of {one.called}, {one.consented_by}, had"
    if _is_signed(one):
        by = f"{one.called}, whose {_predecessor(one)} had signed it ({one.signed}), had"
        is_of_one = one.signed_by == one.consented_by
        who = f"{who} signed it ({one.signed}) and had" if is_of_one else who if one.consented_by else by
    text = f"{who} {verb} it{when}; on {in_words(one.as_of)} it was not yet in force for {one.again or one.called}"
    if one.in_force and one.in_force.last:
        whom = f"{one.heir}, which carries on its acts," if one.heir else "it"
        return f"{text}, but was to enter into force for {whom} {one.in_force.when}."
    return text + "."


def _party(one: StatusOnDay) -> str:
    since = "from a day that is not known"
    if one.since is not None:
        since = f"since {in_words(one.since)}"
    elif one.began.last is not None:
        since = (
            f"since a day {one.began.when}"
            if one.began.first
            else f"since {in_words(one.began.last)} at the latest"
        )
    recorded = ", as last recorded," if one.is_last_recorded else ""
    return f"{one.called} was{recorded} a party on {in_words(one.as_of)}, {since}{_by_acts(one)}."


def _by_acts(one: StatusOnDay) -> str:
    """How and when a party consented and signed, as far as that is known; when a succession was declared says little."""
    how = CONSENTED_BY.get(one.consent or "", _CONSENT)[1]
    when = one.consented.when if one.consented and one.consented.last and one.consent != "Succession" else ""
    by_other = f"its predecessor {one.consented_by}" if one.consented_by else ""
    is_of_one = one.signed_by == one.consented_by
    by, acts = "", []
    if how:
        by = f", by {how} {when}".rstrip() + (f" by {by_other}" if by_other else "")
    if one.signed and _is_signed(one):
        signed = f"had signed {one.signed.when}"
        if by and by_other and is_of_one:
            return f"{by}, which {signed}"
        acts.append(f"{'it' if one.signed_by is None else f'its {_predecessor(one)}'} {signed}")
    if when and not how:
        who = "had" if acts and is_of_one else f"{by_other or 'it'} had"
        acts.append(f"{who} {_in_any_way(one)} {when}")
    return f"{by}; {', and '.join(acts)}" if acts else by


def _any_way(one: StatusOnDay) -> tuple[str, str]:
    """How somebody can have consented of whom no signature is known."""
    if not one.is_signed:
        return _UNSIGNED
    return _OF_OTHERS if one.never_signed else _CONSENT


def _in_any_way(one: StatusOnDay) -> str:
    """How a party consented where no source names the kind: who signed ratifies, in a word or another, others accede."""
    if one.never_signed:
        return "acceded or succeeded to it"
    has_signed = one.signed_by == one.consented_by and _is_signed(one)
    return "ratified, accepted or approved it" if has_signed else "ratified it, or consented in another way,"


def _is_signed(one: StatusOnDay) -> bool:
    """Says whether it is known that somebody whose acts count had signed by the day."""
    return one.signed is not None and one.signed.last is not None and one.signed.last <= one.as_of


def _had_signed(one: StatusOnDay) -> bool:
    """Says whether a state had signed before it consented, be it that the day is not known but to be that of a signatory."""
    may_be = {*one.possible}
    return one.signed is not None or (Status.SIGNATORY.words in may_be and Status.NO_ACT.words not in may_be)


def _predecessor(one: StatusOnDay) -> str:
    return f"predecessor {one.signed_by}".rstrip()


def _former(one: StatusOnDay) -> str:
    return f"{one.called} had ceased to be a party by {in_words(one.as_of)}."


def _undetermined(one: StatusOnDay) -> str:
    day = in_words(one.as_of)
    if not one.open_act:
        return f"It is not known what {one.called} had done by {day}: {one.reason}."
    what, has_left = _OPEN[one.open_act][0].format(name=one.called), one.open_act == "Denunciation"
    if one.consent == "Succession":
        what = f"{one.called} was bound by succession"
    elif one.open_act == "Consent" and not one.is_signed:
        what = f"{one.called} had ratified it"
    elif one.open_act == "Consent" and _had_signed(one):
        what = f"{one.called} had ratified, accepted or approved it"
    elif one.open_act == "Consent" and one.never_signed:
        what = f"{one.called} had acceded or succeeded to it"
    if one.is_disputed:
        known = "the sources contradict each other"
        if one.last_recorded and one.bounds.first:
            known += f" from {in_words(one.bounds.first)} on; last recorded before: {one.last_recorded}"
    elif one.bounds.last is not None:
        came = "it ceased to be one" if has_left else "this came about"
        known = f"{came} on a day that is not known, {one.bounds.when}"
        if one.is_either and one.bounds.first:
            ends = (in_words(one.bounds.first), in_words(one.bounds.last))
            known = f"{came} on {ends[0]} or on {ends[1]}, as one reads the rule"
    elif one.last_recorded and one.bounds.first:
        before = in_words(one.bounds.first - timedelta(1))
        known = f"undetermined since {in_words(one.bounds.first)}; last recorded: {one.last_recorded}, on {before}"
    else:
        known = "no source says that this was done" + (
            f", and it was {one.bounds}" if one.bounds.first else ""
        )
    either_way = ""
    if one.possible and not _BINDING.intersection(one.possible):
        either_way = f" Either way {one.again or one.called} was not bound by it on {day}."
    return f"It is not known whether {what} {'on' if has_left else 'by'} {day}: {known}.{either_way}"


def _not_applicable(one: StatusOnDay) -> str:
    return f"Not applicable on {in_words(one.as_of)}: {one.reason}."


#: By the words of a status, what writes its sentence.
_SENTENCES: Mapping[str, Callable[[StatusOnDay], str]] = {
    Status.NO_ACT.words: _no_act,
    Status.SIGNATORY.words: _signatory,
    Status.CONTRACTING.words: _contracting,
    Status.PARTY.words: _party,
    Status.FORMER_PARTY.words: _former,
    Status.UNDETERMINED.words: _undetermined,
    Status.NOT_APPLICABLE.words: _not_applicable,
}
