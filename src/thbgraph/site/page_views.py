"""What the views of a page share: the graph, its addresses, and how a page of them is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from ..base.dates import DAY, MEMO_DAYS, with_reason
from ..base.namespaces import BASE
from ..base.terms import natural
from ..base.values import Entity
from ..graph.knowledge_graph import KnowledgeGraph
from ..names.arguments import LATEST
from ..results.answer import Answer
from ..results.formats import FORMATS, formats_of
from .data_files import FORMS
from .drawing import Drawing, day_words
from .forms import Forms
from .urls import Addresses

#: Arguments of a page by name, each as often as it was given.
Arguments = Mapping[str, Sequence[str]]


def first(given: Arguments, name: str) -> str:
    """Returns the first value of an argument, empty where it was not given."""
    return next(iter(given.get(name, ())), "")


#: The argument that says in which language the name of a thing is wanted.
LANGUAGE = "lang"
#: The report that the page of a thing has whole.
BRIEF = "brief"
#: The day of the memo, on which pages are by default.
MEMO_DAY = list(MEMO_DAYS)[-1]


class WrongPage(str):
    """The text of a page that says what is wrong with the arguments of its address."""


class ListEntry(NamedTuple):
    """An entry of a list: the address it leads to, its words, a note below them, and how many things it stands for."""

    address: str
    words: str
    note: str = ""
    many: str = ""


class DayLink(NamedTuple):
    """A day on which an answer may be wanted: what leads to that, what it is the day of, and whether it is shown."""

    address: str
    words: str
    note: str
    is_shown: bool


class PageViews:
    """Views of one graph; each method of a subclass returns a page as HTML."""

    def __init__(
        self, graph: KnowledgeGraph, addresses: Addresses, drawing: Drawing, forms: Forms, is_served: bool
    ) -> None:
        self.graph, self.addresses, self.is_served = graph, addresses, is_served
        self.drawn, self.forms = drawing.page, forms

    def other_day(self, answer: Answer, arguments: Arguments) -> ListEntry | None:
        """Returns what leads to the answer on the other day of the memo, where that is another and a server can give it."""
        if not (answer.remarks.other_day and self.is_served):
            return None
        given = {key: list(texts) for key, texts in arguments.items()} | {DAY: [answer.remarks.other_day]}
        address = self.addresses.question(answer.question, given)
        return ListEntry(address, with_reason(answer.remarks.other_day))

    def days(
        self,
        address: Callable[[Arguments], str],
        given: Arguments,
        default: str = MEMO_DAY,
        has_latest: bool = True,
    ) -> list[DayLink]:
        """Returns the days on which what is shown with some arguments may be wanted, where a server can give it.

        `address` is where it stands with arguments; without a day it is as of the `default`.
        """
        shown = first(given, DAY) or default
        left = {key: texts for key, texts in given.items() if key != DAY}
        latest = {LATEST: ("As last known", "by the last report")} if has_latest else {}
        known = {MEMO_DAY: ("Day of the memo", day_words(MEMO_DAY)), **latest}
        return [
            DayLink(address(left if day == default else {**left, DAY: [day]}), *words, day == shown)
            for day, words in (
                known | ({} if shown in known else {shown: ("Another day", day_words(shown))})
            ).items()
            if self.is_served
        ]

    def formats(self, kind: str, address: Callable[[str], str]) -> list[tuple[str, str]]:
        """Returns the formats of a kind of result that a server gives beside its page; `address` says where each is by its ending."""
        given = (FORMATS[form] for form in formats_of(kind) if form != "html" and self.is_served)
        return [(one.title, address(one.ending)) for one in given]

    def entry(self, thing: Entity, note: str = "") -> ListEntry:
        """Returns the entry of a thing, which leads to its page."""
        return ListEntry(self.addresses.of(thing.iri), thing.label, note)

    def titled(self, graphs: Iterable[str]) -> tuple[Entity, ...]:
        """Returns passages and sources by their titles; what no source is by its IRI."""
        known = self.graph.index.sources
        return tuple(Entity(one, known[one].title(one) if one in known else one) for one in graphs)

    def data(self, iri: str) -> list[tuple[str, str]]:
        """Returns the formats in which there is what is said of a thing, each with its address."""
        path = self.addresses.base + iri.removeprefix(BASE)
        served = map(FORMATS.__getitem__, formats_of("Statements"))
        return [(form.title, f"{path}.{form.ending}") for form in (served if self.is_served else FORMS)]

    @cached_property
    def passages(self) -> list[Entity]:
        """The passages of the memo, in its order."""
        found = self.graph.sparql("SELECT ?passage { ?passage a thb:Passage }", timeout=None, memory=None)
        iris = [row.passage.iri for row in found]
        return [Entity(iri, self.graph.index.label(iri)) for iri in sorted(iris, key=natural)]
