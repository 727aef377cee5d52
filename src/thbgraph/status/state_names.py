"""Under which name, and by whom, a state or body acted on a day, and what else is to be known of an answer about that day.

That is which of its states may not have been there yet, and of which groups the members are told as last recorded, or without
some who left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import LAST_DAY, in_words
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.terms import Term
from ..base.triples import Facts, is_asserted
from ..stores.evaluation import Result, Solutions
from ..stores.lookup import Lookup
from .date_bounds import DCTERMS_DATE
from .records import CARRIES_ON, END, START, Records, Succession
from .spans import DATED_NAME, NAME, names_of_days

#: Says what a thing is called.
Label: TypeAlias = Callable[[str], str]
#: Writes the name of a thing, given by its IRI, as it stands within a sentence.
Spoken: TypeAlias = Callable[[str, str], str]
#: The state to which a territory belongs.
_STATE = PREFIXES["schema"] + "containedInPlace"
#: What is read of a state or body, and of each of its dated names.
_OF_PARTIES = tuple(
    map(
        ox.NamedNode,
        (
            RDF_TYPE,
            START,
            END,
            thb.notAfter,
            DATED_NAME,
            _STATE,
            thb.alpha2Code,
            thb.alpha3Code,
            thb.succeedsFrom,
        ),
    )
)
_DATED_NAME, _NAME = ox.NamedNode(DATED_NAME), ox.NamedNode(NAME)
_OF_NAMES = (_NAME, *map(ox.NamedNode, (START, END)))
_CARRIES_ON = tuple((None, ox.NamedNode(prop), None) for prop in CARRIES_ON)


def succession_in(lookup: Lookup) -> Succession:
    """Reads who carries on whom."""
    lookup.load(_CARRIES_ON)
    return Succession(Facts(quad for pattern in _CARRIES_ON for quad in lookup.match(*pattern)))


def stated_of_parties(things: Iterable[str], lookup: Lookup) -> list[ox.Quad]:
    """Reads what is stated of some states and bodies and of those that they carry on: names, codes, first and last days.

    Whoever had one of these names, too, is read with it.
    """
    succession = succession_in(lookup)
    line = dict.fromkeys(one for thing in things for one in succession.line(thing))
    of_parties = [(ox.NamedNode(one), prop, None) for one in line for prop in _OF_PARTIES]
    lookup.load(of_parties)
    quads = [quad for pattern in (*_CARRIES_ON, *of_parties) for quad in lookup.match(*pattern)]
    own = dict.fromkeys(quad.object for quad in quads if quad.predicate == _DATED_NAME)
    quads += _of_names(own, lookup)
    same = [(None, _NAME, quad.object) for quad in quads if quad.predicate == _NAME]
    lookup.load(same)
    found = dict.fromkeys(quad.subject for pattern in same for quad in lookup.match(*pattern))
    others = [name for name in found if name not in own]
    held = [(None, _DATED_NAME, name) for name in others]
    lookup.load(held)
    quads += [*_of_names(others, lookup), *(quad for pattern in held for quad in lookup.match(*pattern))]
    return [*filter(is_asserted, quads)]


def _of_names(names: Iterable[Term], lookup: Lookup) -> list[ox.Quad]:
    patterns = [(name, prop, None) for name in names for prop in _OF_NAMES]
    lookup.load(patterns)
    return [quad for pattern in patterns for quad in lookup.match(*pattern)]


class DatedName(NamedTuple):
    """A name with the days by which it began and ended, and the first on which it can have ended; empty where that is not recorded."""

    start: str
    form: str
    end: str
    kept: str

    def may_be_over(self, day: str) -> bool:
        """Says whether it can have ended by a day on which it may be used."""
        return bool(self.kept) and self.kept <= day


def predecessor_on(state: str, day: str, records: Records, succession: Succession) -> str | None:
    """Returns who acted on a day instead of the state or body that carries it on; None where nobody did."""
    before = _bearer_on(state, day, 1, records, succession)
    return before if before != state else None


def _bearer_on(state: str, day: str, bound: int, records: Records, succession: Succession) -> str:
    """Returns who acted on a day, each taken to end on the first (0) or the last (1) day on which it can have."""
    return succession.predecessor(state, lambda old: (records.days(old, END)[bound] or "") >= day)


def name_on(state: str, day: str, records: Records, succession: Succession, label: Label) -> str:
    """Returns the name under which a state or body acted on a day, with what else is to be known of it in brackets."""
    then, beside = names_on(state, day, records, succession, label)
    return f"{then} ({beside})" if beside else then


def names_on(state: str, day: str, records: Records, succession: Succession, label: Label) -> tuple[str, str]:
    """Returns the name under which a state or body acted on a day, and today's in words, empty where it is the same.

    Until the last day of a state or body that it carries on, that is the other's name; both where it is not known
    which of them it was, as of two names within the year of the change where only that is known. A name that several had on
    the day is that of the state which they were together: each is called as today, and said to be part of that.
    """
    today = label(state)
    if succession.carried_on(state):
        bearers = dict.fromkeys(_bearer_on(state, day, bound, records, succession) for bound in (1, 0))
        if [*bearers] != [state]:
            return " or ".join(map(label, bearers)), f"today {today}"
    dated = dated_name_on(state, day, records)
    if dated is None:
        return today, ""
    now = _dated_names(state, records)[-1].form if today == dated.form else today
    if dated.form in (now, now.partition(" (")[0]):  # what a name has in brackets makes it no other
        return today, ""
    if _is_shared(dated.form, state, day, records):
        return now, f"then part of the {dated.form}"
    if dated.may_be_over(day):
        following = (name.form for name in _dated_names(state, records) if name.start > dated.start)
        return f"{dated.form} or {next(following, now)}", f"today {now}"
    return dated.form, f"today {now}"


def _is_shared(form: str, state: str, day: str, records: Records) -> bool:
    """Says whether another state had a name of a state on a day, too."""
    others = {fact.thing for fact in records.facts.with_property(DATED_NAME)} - {state}
    found = (dated_name_on(other, day, records) for other in others)
    return any(name is not None and name.form == form for name in found)


def dated_name_on(state: str, day: str, records: Records) -> DatedName | None:
    """Returns the name that a state had on a day instead of its name of today."""
    names = _dated_names(state, records)
    dated = [name for name in names if name.start <= day]
    is_over = dated and (dated[-1].end <= day if dated[-1].end else dated[-1].form == names[-1].form)
    return dated[-1] if dated and not is_over else None


def _dated_names(state: str, records: Records) -> list[DatedName]:
    """Returns the names that have a time of their own, in order of it."""
    return sorted(
        DatedName(
            records.days(node, START)[1] or "",
            records.facts.text(node, NAME) or "",
            records.days(node, END)[1] or "",
            records.days(node, END)[0] or "",
        )
        for node in names_of_days(state, records)
    )


#: From when until when some states are shown to have been there: as members of groups, or since an act.
_SIGNS = f"""SELECT DISTINCT ?state ?first ?last {{
  VALUES ?state {{ %s }}
  {{
    ?membership <{PREFIXES["org"]}member> ?state ; <{thb.firstDay}> ?first .
    OPTIONAL {{ ?membership <{thb.lastDay}> ?last }}
  }}
  UNION
  {{ ?act <{thb.actor}> ?state ; <{thb.latest}> ?first }}
}}"""


_MEMBERS_OF, *_COVERED = (ox.NamedNode(iri) for iri in (thb.membersOf, thb.completeFrom, thb.completeUpTo))


class DayNotes:
    """Notes on the states and groups in answers about a day, from what a store has of these alone."""

    def __init__(self, lookup: Lookup, label: Label, select: Callable[[str], Result]) -> None:
        self._label, self._select, self._lookup = label, select, lookup
        self._signs: dict[str, list[tuple[str, str]]] = {}
        self._parties, self._of_parties = set[str](), Records(())

    def on(
        self, day: str, things: Collection[str], groups: Iterable[str], with_members: Collection[str]
    ) -> Iterator[str]:
        """Says in a sentence each which of some things had another name, and which no source shows as states.

        Of which of some groups the members are as last recorded, and which that are told `with_members` lack
        some who left, is said, too.
        """
        records, parties = self._records(things), sorted(things, key=self._label)
        names = {one: name_on(one, day, records, records.succession, self._label) for one in parties}
        renamed = {one: name for one, name in names.items() if name != self._label(one)}
        # A body, unlike a state, may have been there beside the one whose acts it carries on.
        carried = {one: name for one, name in renamed.items() if _only_carries_on(one, day, records)}
        later = [name for one, name in carried.items() if _begins_after(one, day, records)]
        acting = [name for name in carried.values() if name not in later]
        if acting:
            yield f"Who acted under treaties then: {'; '.join(acting)}."
        if later:
            yield f"In their place then: {'; '.join(later)}."
        dated_names = {one: dated_name_on(one, day, records) for one in parties}
        begun = {
            one: name.form
            for one, name in dated_names.items()
            if name and not name.start and name.form in names[one]
        }
        others = {one: name for one, name in renamed.items() if one not in carried}
        all_begun = others.keys() == begun.keys()
        if others:
            since = " (since when is not recorded)" if all_begun else ""
            yield f"Names then, where not today's{since}: {'; '.join(others.values())}."
        if begun and not all_begun:
            yield f"Since when these names were used is not recorded: {'; '.join(begun.values())}."
        yield from self._unseen(day, parties, records)
        yield from self._listed(day, sorted(groups, key=self._label), with_members)

    def _records(self, things: Iterable[str]) -> Records:
        """Reads what tells the names of some things, and whether they were there, on any day."""
        return Records(stated_of_parties(things, self._lookup))

    def there(self, things: Collection[str], day: str) -> set[str]:
        """Returns which of some things may be there on a day: begun, be it as the oldest that it carries on, and not ended."""
        records = self._records(things)
        return {one for one in things if _may_be_there(one, day, records) and not _ended(one, day, records)}

    def _listed(self, day: str, things: Sequence[str], with_members: Collection[str]) -> Iterator[str]:
        """Says of which groups the sources name members only up to an earlier day, and of which told ones all only from a later one."""
        self._lookup.load([(None, _MEMBERS_OF, None)])
        claims = [quad for quad in self._lookup.match(None, _MEMBERS_OF, None)]
        self._lookup.load([(claim.subject, bound, None) for claim in claims for bound in _COVERED])
        first, last = (self._latest(claims, bound) for bound in _COVERED)
        later = {one: first[one] for one in things if one in with_members and first.get(one, day) > day}
        ended = {one: last[one] for one in things if last.get(one, day) < day}
        if later:
            yield f"States that left, or ended, before these days may be missing from the members: {self._dated(later)}."
        if ended:
            yield f"Members are as last recorded; sources name them up to these days: {self._dated(ended)}."

    def _latest(self, claims: Iterable[ox.Quad], bound: ox.NamedNode) -> dict[str, str]:
        """Returns the latest day of a kind that sources claim for each group."""
        latest: dict[str, str] = {}
        for claim in claims:
            for known in self._lookup.match(claim.subject, bound, None):
                group = claim.object.value
                latest[group] = max(latest.get(group, ""), known.object.value)
        return latest

    def _dated(self, days: Mapping[str, str]) -> str:
        return "; ".join(
            f"{self._label(one)}, {in_words(date.fromisoformat(day))}" for one, day in days.items()
        )

    def unseen(self, day: str, things: Collection[str]) -> Iterator[str]:
        """Says which of some things are states of whose being there on a day no source tells; treaties have much the same parties."""
        if not self._parties.issuperset(things):
            self._parties.update(things)
            self._of_parties = self._records(sorted(self._parties))
        yield from self._unseen(day, things, self._of_parties)

    def _unseen(self, day: str, things: Collection[str], records: Records) -> Iterator[str]:
        states = records.states.intersection(things)
        unsure = [
            one for one in states if _may_begin_later(one, day, records) and not _ended(one, day, records)
        ]
        self._load_signs(unsure)
        if unseen := sorted(self._label(one) for one in unsure if not self._is_shown(one, day)):
            yield f"No source here shows that these were states on {in_words(date.fromisoformat(day))}: {'; '.join(unseen)}."

    def _is_shown(self, state: str, day: str) -> bool:
        """Says whether a state was a member of a group on a day, or had done an act by then."""
        return any(first <= day <= last for first, last in self._signs[state])

    def _load_signs(self, states: Iterable[str]) -> None:
        """Reads when some states are shown to have been there, of each once."""
        new = [one for one in states if one not in self._signs]
        if not new:
            return
        found = self._select(_SIGNS % " ".join(f"<{state}>" for state in new))
        assert isinstance(found, Solutions)
        self._signs |= {one: [] for one in new}
        for state, first, last in found:
            self._signs[state.value].append((first.value, last.value if last else LAST_DAY))


def _only_carries_on(thing: str, day: str, records: Records) -> bool:
    """Says whether a thing is no state, and another's acts of a day are those that it carries on."""
    return thing not in records.states and bool(predecessor_on(thing, day, records, records.succession))


def _begins_after(thing: str, day: str, records: Records) -> bool:
    """Says whether a thing itself began after a day, whatever it carries on."""
    return (records.days(thing, START, DCTERMS_DATE)[0] or day) > day


def first_days(thing: str, records: Records) -> list[tuple[str | None, str | None]]:
    """Returns the earliest and latest first day of a thing, or of the oldest that it carries on.

    What alone bounds a state, thb:notAfter, is the day by which it had begun.
    """
    return [records.days(one, START, DCTERMS_DATE) for one in records.succession.origins(thing)]


def _may_be_there(thing: str, day: str, records: Records) -> bool:
    return all((first or day) <= day for first, _ in first_days(thing, records))


def _may_begin_later(state: str, day: str, records: Records) -> bool:
    """Says whether a state that may be there by a day may not be there yet, too."""
    spans = first_days(state, records)
    return any(last is None or last > day for _, last in spans) and _may_be_there(state, day, records)


def _ended(state: str, day: str, records: Records) -> bool:
    last = records.ends.get(state)
    return last is not None and last.day < day
