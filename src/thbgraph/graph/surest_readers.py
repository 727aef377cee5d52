"""The readers that answer a sentence from one graph by themselves: of treaties and members, of facts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from ..readers import heard_later
from ..readers.judge import Reader
from ..readers.treaties.treaties import claims, claims_without
from ..readers.treaties.treaty_inquiry import Ledger
from ..results.answer import Answer
from ..results.claims import Claim
from ..results.listing import Hit
from ..sentences.reading import Reading
from ..status.coverage import last_covered_day
from ..status.memberships import listed_members, member_terms
from ..status.on_a_day import reporting_day
from ..status.record_sources import record_sources
from ..status.standings import day_of, listed_by_memo, standings
from ..stores.evaluation import Solutions
from ..stores.lookup import Lookup

if TYPE_CHECKING:
    from ..base.values import Entity
    from ..build.index import Index
    from ..names.names import Names
    from ..questions.questions import Question
    from ..readers.facts.facts import FactReader
    from ..readers.phrases import Phrases
    from ..readers.things.calls_and_tasks import StatementReader
    from ..readers.things.doings import DoingReader
    from ..readers.things.figures import FigureReader
    from ..readers.things.passages import PassageReader
    from ..readers.things.profiles import ProfileReader
    from ..readers.things.stated_texts import StatedTexts
    from ..reports.declarations import DeclaredReport
    from ..reports.report import Report
    from ..results.conflict import Conflicts
    from ..results.status import StatusOnDay
    from ..results.thing import Page, Passage


_NEEDED = "SELECT ?number { ?rule thb:threshold ?number ; thb:instrument <%s> }"


class ReadGraph(Protocol):
    """What sentences are read and answered by."""

    index: Index

    @property
    def names(self) -> Names: ...
    @property
    def classes(self) -> Mapping[str, Sequence[Entity]]: ...
    @property
    def questions(self) -> Mapping[str, Question]: ...
    @property
    def reports(self) -> Mapping[str, DeclaredReport]: ...
    def ask(self, name: str, arguments: Mapping[str, Sequence[str]], /, *, cite: bool = False) -> Answer: ...
    def report(self, name: str, arguments: Mapping[str, Sequence[str]], /) -> Report: ...
    def status(
        self, state: str, instrument: str, as_of: str | None = None, *, asOf: str | None = None
    ) -> StatusOnDay: ...
    def conflicts(self, entity: str | None = None) -> Conflicts: ...
    def describe(self, name: str) -> Page | Passage: ...
    def short_name(self, thing: str) -> str: ...


class SurestReaders:
    """Gives the readers what they read of a graph.

    `asked` answers a SELECT query, with its evidence or without, `select` runs one, and `notes_on` says what is to be known of
    things and groups on a day; `kept` gives as JSON what it has of phrases, or else finds.
    """

    def __init__(
        self,
        graph: ReadGraph,
        lookup: Lookup,
        asked: Callable[[str, bool], Answer],
        select: Callable[[str], Solutions],
        notes_on: Callable[[str, Collection[str], Collection[str]], Iterator[str]],
        kept: Callable[[Callable[[], object]], Any],
    ) -> None:
        self._graph, self._lookup, self._notes_on = graph, lookup, notes_on
        self._names, self._short_name = graph.names, graph.short_name
        self._asked, self._select, self._kept = asked, select, kept

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

        @cache
        def doings() -> DoingReader:
            return heard_later.DoingReader(self._lookup, self._names, self.phrases, self._cited)

        return [
            of_treaties,
            lambda reading: figures().claims(reading),
            lambda reading: doings().claims(reading),
            lambda reading: facts().claims(reading),
            lambda reading: statements().claims(reading),
        ]

    def profiles(self) -> ProfileReader:
        """Returns the reader of what is recorded of a thing as a whole."""
        return heard_later.ProfileReader(
            self._lookup, self._names, self.phrases, self._graph.describe, self._cited
        )

    @cached_property
    def stated_texts(self) -> StatedTexts:
        """What tells in which text stands what was said."""
        return heard_later.StatedTexts(self._lookup, self._names, self.phrases, self._cited)

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
        """Returns the answer to a sentence about treaties without its few words that are not read, and what the states that it names did under those."""
        return chain(
            claims_without(reading, self._names, lambda: self._ledger),
            heard_later.acts_near(reading, self._names, self._ledger),
        )

    def _cited(self, query: str) -> Answer:
        return self._asked(query, True)

    @cached_property
    def phrases(self) -> Phrases:
        """The words of the ontology for relations and kinds of things."""
        return heard_later.Phrases(self._lookup, self._names, self._kept)

    @cached_property
    def _ledger(self) -> Ledger:
        """Where readers find the periods of states, the members of groups, and the days that are covered."""
        description = self._graph.index.description
        select = cache(self._select)  # standings and the last covered day ask for the same periods

        def needed(treaty: str) -> int:
            return next((row.number for row in self._asked(_NEEDED % treaty, False)), 0)

        return Ledger(  # which keeps what it found: an open graph does not change
            short=self._short_name,
            treaties=lambda: [one.iri for one in self._graph.classes["Treaty"]],
            standings=cache(lambda treaty, among: standings(treaty, select, among)),
            dated=lambda kind, treaty: day_of(kind, treaty, select),
            needed=needed,
            listed=lambda treaty: listed_by_memo(treaty, select),
            members=cache(lambda group, day: listed_members(group, day, select)),
            terms=cache(lambda group, role: member_terms(group, role, select)),
            latest=lambda treaties, among: last_covered_day(treaties, among, select),
            reporting_day=reporting_day(self._lookup) or "",
            asked=lambda query: self._asked(query, False),
            sources=lambda among, undecided, under, day: [
                description(graph).called(graph)
                for graph in record_sources(among, undecided, under, day, self._lookup)
            ],
            notes=self._notes_on,
        )
