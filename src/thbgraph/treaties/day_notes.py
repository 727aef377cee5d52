"""What is to be known of the states in an answer about a day: their names then, and which may not have been there yet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from ..stores.evaluation import Result, Solutions
from ..stores.lookup import Lookup
from ..words import vocabulary as thb
from ..words.dates import DATE, in_words
from ..words.days import FIRST_DAY, LAST_DAY
from ..words.namespaces import PREFIXES
from .grounds import Label
from .names import dated_name_on, name_on, predecessor_on
from .records import START, Records
from .register import OF_PARTIES, is_stated

#: From when until when some states are shown to have been there: as members of groups, or since an act.
_SIGNS = f"""SELECT DISTINCT ?state ?first ?last {{
  VALUES ?state {{ %s }}
  {{
    ?membership <{PREFIXES["org"]}member> ?state ; <{thb.firstDay}> ?first ; <{thb.lastDay}> ?last .
    FILTER(?first > "{FIRST_DAY}"^^<{DATE}>)
  }}
  UNION
  {{ ?act <{thb.actor}> ?state ; <{thb.latest}> ?first }}
}}"""


class DayNotes:
    """Notes on the states in answers about a day, from the names and first days that a store has of all states."""

    def __init__(self, lookup: Lookup, label: Label, select: Callable[[str], Result]) -> None:
        self._label, self._select = label, select
        lookup.load(OF_PARTIES)
        quads = dict.fromkeys(quad for pattern in OF_PARTIES for quad in lookup.match(*pattern))
        self._records = Records(filter(is_stated, quads))
        self._signs: dict[str, list[tuple[str, str]]] = {}
        self._firsts: dict[str, list[tuple[str | None, str | None]]] = {}

    def on(self, day: str, things: Collection[str]) -> Iterator[str]:
        """Says in a sentence each which of some things had another name, and which no source shows as states."""
        records, parties = self._records, sorted(things, key=self._label)
        names = {one: name_on(one, day, records, records.succession, self._label) for one in parties}
        renamed = {one: name for one, name in names.items() if name != self._label(one)}
        # A body, unlike a state, may have been there beside the one whose acts it carries on.
        acting = [name for one, name in renamed.items() if self._only_carries_on(one, day)]
        if acting:
            yield f"Who acted under treaties then: {'; '.join(acting)}."
        held = {one: dated_name_on(one, day, records) for one in parties}
        begun = {
            one: name.form
            for one, name in held.items()
            if name and not name.start and name.form in names[one]
        }
        others = {one: name for one, name in renamed.items() if name not in acting}
        all_begun = others.keys() == begun.keys()
        if others:
            since = " (since when is not recorded)" if all_begun else ""
            yield f"Names then, where not today's{since}: {'; '.join(others.values())}."
        if begun and not all_begun:
            yield f"Since when these names were used is not recorded: {'; '.join(begun.values())}."
        yield from self.unseen(day, parties)

    def _only_carries_on(self, thing: str, day: str) -> bool:
        """Says whether a thing is no state, and another's acts of a day are those that it carries on."""
        records = self._records
        return thing not in records.states and bool(predecessor_on(thing, day, records, records.succession))

    def may_be_there(self, thing: str, day: str) -> bool:
        """Says whether a thing may be there by a day, by the first day of it or of the oldest that it carries on."""
        return all((first or day) <= day for first, _ in self._first_days(thing))

    def unseen(self, day: str, things: Collection[str] | None = None) -> Iterator[str]:
        """Says which of some things, or of all, are states of whose being there on a day no source tells."""
        records = self._records
        states = records.states if things is None else records.states.intersection(things)
        unsure = [one for one in states if self._may_begin_later(one, day) and not self._ended(one, day)]
        self._load_signs(unsure)
        if unseen := sorted(self._label(one) for one in unsure if not self._is_shown(one, day)):
            yield f"No source here shows that these were states on {in_words(date.fromisoformat(day))}: {'; '.join(unseen)}."

    def _first_days(self, thing: str) -> list[tuple[str | None, str | None]]:
        """Returns the earliest and latest first day of a thing, or of the oldest that it carries on."""
        if thing not in self._firsts:
            origins = self._records.succession.origins(thing)
            self._firsts[thing] = [self._records.days(one, START) for one in origins]
        return self._firsts[thing]

    def _may_begin_later(self, state: str, day: str) -> bool:
        """Says whether a state that may be there by a day may not be there yet, too."""
        spans = self._first_days(state)
        return any(last is None or last > day for _, last in spans) and self.may_be_there(state, day)

    def _ended(self, state: str, day: str) -> bool:
        last = self._records.ends.get(state)
        return last is not None and last.day < day

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
