"""Changes: what is new, corrected or withdrawn between two states of the data, and whether the world or the record changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import pyoxigraph as ox

from ..base.namespaces import PREFIXES
from ..base.printing import counted
from ..base.values import Description, Entity, grouped
from .answer import Answer, Row
from .document import Cell, Document, Section, items, section
from .formats import notebook
from .sources import described

NEW, WITHDRAWN, CHANGED = "+", "-", "~"
#: How a sign reads.
KINDS: Mapping[str, str] = {NEW: "new", WITHDRAWN: "withdrawn", CHANGED: "changed"}


class ChangeCause(StrEnum):
    """What a change rests on, in the order in which readers are told.

    It happened after what was covered before; what was said of a day that was covered is said otherwise now; one source
    contradicts another on it now; nobody was known to have said it before; a source covers more; or what was said is said
    by one more source.
    """

    HAPPENED = "happened since"
    CORRECTED = "corrected"
    DISPUTED = "contradicted now"
    LEARNED = "not known before"
    COVERED = "known for longer"
    CONFIRMED = "confirmed"


_TITLES: Mapping[ChangeCause, str] = {
    ChangeCause.HAPPENED: "What happened since",
    ChangeCause.CORRECTED: "What was wrong or missing",
    ChangeCause.DISPUTED: "What the sources contradict each other on now",
    ChangeCause.LEARNED: "What was not known before",
    ChangeCause.COVERED: "What is known up to a later day",
    ChangeCause.CONFIRMED: "What one more source says",
}
#: What a feed says of each cause.
_MEANING: Mapping[ChangeCause, str] = {
    ChangeCause.HAPPENED: "It happened after the last day that was covered before.",
    ChangeCause.CORRECTED: "It was recorded otherwise, or was missing though its day was covered.",
    ChangeCause.DISPUTED: "A source now says what contradicts another; until one is corrected it is undetermined.",
    ChangeCause.LEARNED: "Before, nothing told it, or not as exactly.",
    ChangeCause.COVERED: "It was recorded before; the sources now cover a later day.",
}
#: What is said where there is nothing to compare with.
NO_RELEASE = "No release of the data has been made yet: changes are told from the first one on."
_PAGE = ox.NamedNode(PREFIXES["foaf"] + "page")
_COLUMNS = ("change", "because", "thing", "what", "source")
#: So many are shown of what is known for longer, or only confirmed.
_FEW = 5
#: So many hexadecimal digits name a change.
_DIGITS = 24


class Change(NamedTuple):
    """A change: its sign, the thing under which it is told, what it is of, words, and the passages and sources that say it.

    `name` is that of what it is of, where this is another thing; `in_words` is a sentence for who does not read the record.
    `removed` and `added` are the statements that it takes away and adds; `row` tells a changed row of an answer from others.
    What has a lower `rank` is told before others of its thing.
    """

    sign: str
    about: Entity
    subject: str
    name: str
    words: str
    graphs: tuple[str, ...] = ()
    rank: int = 2
    removed: tuple[ox.Quad, ...] = ()
    added: tuple[ox.Quad, ...] = ()
    cause: ChangeCause = ChangeCause.LEARNED
    in_words: str = ""
    row: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words, with the name before them."""
        return ": ".join(filter(None, [self.name, self.words]))

    @property
    def kind(self) -> str:
        """Whether it is new, changed or withdrawn."""
        return KINDS[self.sign]

    @property
    def key(self) -> str:
        """What names it for ever, however it is worded: made of its row, or of its statements."""
        statements = [f"{WITHDRAWN}{quad}" for quad in self.removed] + [f"{NEW}{quad}" for quad in self.added]
        of = [self.sign, self.subject, *self.row] if self.row else sorted(statements)
        return hashlib.sha256("\n".join(of).encode()).hexdigest()[:_DIGITS]

    def is_of(self, thing: str) -> bool:
        """Says whether it is told under a thing, or names it."""
        return thing in (self.about.iri, self.subject) or any(
            term == ox.NamedNode(thing) for quad in (*self.removed, *self.added) for term in quad
        )


class ChangeStep(NamedTuple):
    """The changes from one state of the data to the next, each by its version or folder, and the day of the later one.

    `gist` says the most of it in a sentence.
    """

    since: str
    until: str
    day: str
    changes: tuple[Change, ...]
    gist: str = ""

    @property
    def by_cause(self) -> Mapping[ChangeCause, list[Change]]:
        """The changes by what they rest on, in the order in which readers are told."""
        of = grouped((one.cause, one) for one in self.changes)
        return {cause: of[cause] for cause in ChangeCause if cause in of}

    @property
    def summary(self) -> str:
        """How many changes there are from what to what, by what they rest on."""
        parts = ", ".join(f"{len(changes)} {cause}" for cause, changes in self.by_cause.items())
        what = f"{counted(len(self.changes), 'change')}{': ' if parts else ''}{parts}"
        return f"From {self.since} to {self.until}, {what}."

    def sections(self, sources: Mapping[str, Description]) -> Iterator[Section]:
        """Returns the changes laid out for readers, by what they rest on; where nothing is new but who says so, the first few."""
        for cause, changes in self.by_cause.items():
            shown = changes[:_FEW] if cause in (ChangeCause.COVERED, ChangeCause.CONFIRMED) else changes
            cells = (Cell(f"{one.sign} {one.in_words}", described(one.graphs, sources)) for one in shown)
            left = len(changes) - len(shown)
            yield from section(
                _TITLES[cause],
                items(cells, f"and {left} more, each a row of the table (CSV)" if left else ""),
            )


class FeedEntry(NamedTuple):
    """What a feed tells once: its permanent name, the day (ISO 8601), a title, a text, and the pages that say it."""

    name: str
    day: str
    title: str
    text: str
    pages: tuple[str, ...]


@notebook
class Changes:
    """The changes of all, of a thing or of the answer to a question, the newest step first.

    `title` says of what, `path` is that of the page that shows them, `day` that of the data (ISO 8601); `sources` describes
    passages and sources by IRI, `none` is said where there is no step.
    """

    def __init__(
        self,
        title: str,
        path: str,
        day: str,
        steps: Iterable[ChangeStep],
        sources: Mapping[str, Description],
        none: str = NO_RELEASE,
    ) -> None:
        self.title, self.path, self.day, self._none = title, path, day, none
        #: The query of the address, where the changes are those of an answer to arguments.
        self.query = ""
        self.steps, self.sources = tuple(steps), dict(sources)

    def __iter__(self) -> Iterator[Change]:
        """Yields the changes of all steps."""
        return (change for step in self.steps for change in step.changes)

    def __len__(self) -> int:
        return sum(len(step.changes) for step in self.steps)

    def document(self) -> Document:
        """Returns the changes laid out for readers."""
        if not self.steps:
            return Document(self.title, (Cell(self._none),))
        parts: list[Section] = []
        for step in self.steps:
            parts += section(f"From {step.since} to {step.until}", Cell(step.summary)) if parts else []
            parts += step.sections(self.sources)
        first = self.steps[0]
        return Document(self.title, tuple(map(Cell, filter(None, (first.gist, first.summary)))), tuple(parts))

    def table(self) -> Answer:
        """Returns the changes as a table, a row each."""
        values = ((one.kind, one.cause.value, one.about, one.in_words, "; ".join(one.graphs)) for one in self)
        return Answer(_COLUMNS, [Row(_COLUMNS, row) for row in values])

    @property
    def entries(self) -> Iterator[FeedEntry]:
        """What a feed tells: each change, what is known for longer at once, and not what is only confirmed."""
        for step in self.steps:
            for cause, changes in step.by_cause.items():
                if cause is ChangeCause.COVERED:
                    names = ", ".join(dict.fromkeys(one.about.label for one in changes))
                    yield self._entry(step, changes, f"Known up to a later day: {names}")
                elif cause is not ChangeCause.CONFIRMED:
                    yield from (self._entry(step, [one], one.in_words) for one in changes)

    def _entry(self, step: ChangeStep, changes: Sequence[Change], title: str) -> FeedEntry:
        """Tells changes of one cause; they are named by what they change, and since when, however they are worded."""
        of = hashlib.sha256("\n".join([step.since, *(one.key for one in changes)]).encode())
        graphs = dict.fromkeys(str(self.sources.get(graph, graph)) for one in changes for graph in one.graphs)
        pages = dict.fromkeys(
            quad.object.value for one in changes for quad in one.added if quad.predicate == _PAGE
        )
        source_note = f" Source: {'; '.join(graphs)}." if graphs else ""
        name = changes[0].name if changes[0].row else ""
        of_answer = "" if title.startswith(name) else f"{name}: "
        text = f"{of_answer}{title}. {_MEANING[changes[0].cause]}{source_note}"
        return FeedEntry(of.hexdigest()[:_DIGITS], step.day, title, text, tuple(pages))
