"""The readers that answer a sentence from one graph by themselves: of treaties and members, of facts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from ..names.names import Names
from ..readers import heard_later
from ..readers.judge import Reader
from ..readers.treaties import claims
from ..readers.treaty_inquiry import Ledger
from ..results.answer import Answer
from ..results.claims import Claim
from ..results.hits import Hit
from ..sentences.reading import Reading
from ..status.coverage import last_covered_day
from ..status.memberships import listed_members, member_terms
from ..status.on_a_day import reporting_day
from ..status.record_sources import record_sources
from ..status.standings import day_of, listed_by_memo, standings
from ..stores.evaluation import Solutions
from ..stores.lookup import Lookup

if TYPE_CHECKING:
    from ..readers.calls_and_tasks import StatementReader
    from ..readers.facts import FactReader
    from ..readers.figures import FigureReader
    from ..readers.passages import PassageReader
    from ..readers.phrases import Phrases
    from ..readers.profiles import ProfileReader
    from ..results.thing import Page, Passage


_NEEDED = "SELECT ?number { ?rule thb:threshold ?number ; thb:instrument <%s> }"


class SurestReaders:
    """Gives the readers what they read of a graph.

    `asked` answers a SELECT query, with its evidence or without, `select` runs one, `treaties` gives the IRIs of all treaties, `notes_on` what is to be known of things and groups on a
    day, `short_name` the shortest name of a thing, and `called` what readers call a passage or source.
    """

    def __init__(
        self,
        names: Names,
        lookup: Lookup,
        asked: Callable[[str, bool], Answer],
        select: Callable[[str], Solutions],
        treaties: Callable[[], Sequence[str]],
        notes_on: Callable[[str, Collection[str], Collection[str]], Iterator[str]],
        short_name: Callable[[str], str],
        called: Callable[[str], str],
    ) -> None:
        self._names, self._lookup, self._short_name, self._called = names, lookup, short_name, called
        self._asked, self._select = asked, select
        self._treaties, self._notes_on = treaties, notes_on
        self._membership = cache(
            lambda group, day: listed_members(group, day, select)
        )  # an open graph does not change

    def all(self) -> Sequence[Reader]:
        """Returns the readers, the first to be heard first."""

        def of_treaties(reading: Reading) -> Iterable[Claim]:
            return claims(reading, self._names, lambda: self._ledger)

        @cache  # each is made, and loaded, when it is first heard
        def facts() -> FactReader:
            return heard_later.FactReader(
                self._lookup, self._names, self.phrases, self._cited, self._short_name
            )

        @cache
        def statements() -> StatementReader:
            return heard_later.StatementReader(self._lookup, self._names, self.phrases, self._cited)

        @cache
        def figures() -> FigureReader:
            return heard_later.FigureReader(self._lookup, self._names, self.phrases, self._cited)

        return [
            of_treaties,
            lambda reading: figures().claims(reading),
            lambda reading: facts().claims(reading),
            lambda reading: statements().claims(reading),
        ]

    def profiles(self, describe: Callable[[str], Page | Passage]) -> ProfileReader:
        """Returns the reader of what is recorded of a thing as a whole, of which `describe` gives the page."""
        return heard_later.ProfileReader(self._lookup, self._names, self.phrases, describe, self._cited)

    def passages(
        self,
        found: Callable[[str], Iterable[Hit]],
        rarity: Callable[[Sequence[str]], Mapping[str, float]],
    ) -> PassageReader:
        """Returns the reader of passages; `found` finds those that have words of a sentence, and `rarity` weighs words."""
        return heard_later.PassageReader(
            self._lookup, self._names, self.phrases, found, self._cited, rarity, self._short_name
        )

    def acts_near(self, reading: Reading) -> Iterable[Claim]:
        """Returns what the states that a sentence names did under the treaties that it names."""
        return heard_later.acts_near(reading, self._names, self._ledger)

    def _cited(self, query: str) -> Answer:
        return self._asked(query, True)

    @cached_property
    def phrases(self) -> Phrases:
        """The words of the ontology for relations and kinds of things."""
        return heard_later.Phrases(self._lookup, self._names)

    def _needed(self, treaty: str) -> int:
        """Returns how many consents a treaty needed to enter into force; 0 where no rule of it is recorded."""
        rows = self._asked(_NEEDED % treaty, False)
        return next((row.number for row in rows), 0)

    @cached_property
    def _reporting_day(self) -> str:
        return reporting_day(self._lookup) or ""

    @cached_property
    def _ledger(self) -> Ledger:
        """Where readers find the periods of states, the members of groups, and the days that are covered."""

        def latest(treaties: Sequence[str], among: Sequence[str]) -> str | None:
            return last_covered_day(treaties, among, self._select)

        return Ledger(
            self._short_name,
            self._treaties,
            cache(lambda treaty, among: standings(treaty, self._select, among)),
            cache(lambda kind, treaty: day_of(kind, treaty, self._select)),
            self._needed,
            cache(lambda treaty: listed_by_memo(treaty, self._select)),
            self._membership,
            cache(lambda group, role: member_terms(group, role, self._select)),
            latest,
            self._reporting_day,
            lambda query: self._asked(query, False),
            lambda among, under: [*map(self._called, record_sources(among, under, self._lookup))],
            self._notes_on,
        )
