"""What changed: between releases of the data and what is there now, of all, of a thing, and of the answer to a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import urlencode

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DAY
from ..base.errors import DataError, ParameterError, RequestError, UnknownEntity, UnknownQuestion
from ..base.namespaces import BASE, PREFIXES
from ..base.printing import joined
from ..base.values import Entity, grouped
from ..build import homes
from ..build.builds import STATED, Build
from ..build.index import Index
from ..build.opening import sound
from ..build.releases import releases
from ..difference.answer_changes import compare_answers, worded
from ..difference.causes import Causes
from ..difference.graphs import Words, changes_of, compare
from ..names.arguments import LATEST, TREATIES
from ..questions.golden import GoldenAnswer, GoldenCell
from ..questions.questions import Question
from ..results.answer import Answer, Row
from ..results.answer_document import table_of
from ..results.changes import NEW, NO_RELEASE, WITHDRAWN, Change, ChangeCause, Changes, ChangeStep
from ..results.conflict import Conflict
from ..results.document import Cell

#: What says up to when something is known is no change of the answer.
_KNOWN, _RECORDED = "nownThrough", "astRecorded"
#: The kind of conflicts that leave a status undetermined.
_STATUS = "status"
#: Why else a row is new in an answer, in words for how many are.
_OTHERS: Mapping[ChangeCause, str] = {
    ChangeCause.CORRECTED: "missing before",
    ChangeCause.DISPUTED: "on which the sources contradict each other",
    ChangeCause.LEARNED: "not known before, or not as exactly",
    ChangeCause.COVERED: "recorded before, whose day is covered now",
}
#: So many acts are told with a row that they change.
_FEW = 3
_READ = (thb.retrieved, thb.completeUpTo, PREFIXES["dcterms"] + "modified")


class DatedQuestions(Protocol):
    """The saved questions of a graph that is dated."""

    def query(self, name: str, arguments: Mapping[str, Sequence[str]], /) -> str:
        """Gives the text of a question with its arguments."""


class DatedGraph(Protocol):
    """A graph that can be asked, now or as it was: `index` is what is known of it beside the store."""

    index: Index

    def ask(self, name: str, arguments: Mapping[str, Sequence[str]], /, *, cite: bool) -> Answer:
        """Answers a question."""

    @property
    def questions(self) -> DatedQuestions:
        """The saved questions."""

    def conflicts(self) -> Iterable[Conflict]:
        """Gives where sources disagree."""


class DataState(NamedTuple):
    """A state of the data: its name in a sentence, its day (ISO 8601), and its graph."""

    name: str
    day: str
    graph: DatedGraph


class History:
    """The changes of one graph since its releases; `opened` opens the graph of another home."""

    def __init__(self, graph: DatedGraph, opened: Callable[[Path], DatedGraph]) -> None:
        self._graph, self._opened = graph, cache(opened)
        self._statements = cache(self._statements_between)

    @cached_property
    def day(self) -> str:
        """The last day on which a source of the data that are there now was read."""
        return _day_of(self._graph)

    def prepare(self) -> None:
        """Builds the releases that have not been built here, once and for all, so that none has to be for an answer."""
        for one in releases(self._graph.index.root):
            with suppress(DataError):
                sound(one.unpacked()[0])

    def of_all(self, since: str | Path | None = None) -> Changes:
        """Returns all changes; raises RequestError where there is no such release or folder."""
        return self._made("What changed", "changes", since, self._statements)

    def of_thing(self, thing: Entity, since: str | Path | None = None) -> Changes:
        """Returns the changes that are told under a thing, or name it; raises RequestError as `of_all` does."""

        def own(before: DataState, after: DataState) -> ChangeStep:
            step = self._statements(before, after)
            return step._replace(changes=tuple(one for one in step.changes if one.is_of(thing.iri)))

        path = f"{thing.iri.removeprefix(BASE)}/changes"
        return self._made(f"What changed: {thing.label}", path, since, own)

    def of_question(
        self, question: Question, texts: Mapping[str, Sequence[str]], since: str | Path | None = None
    ) -> Changes:
        """Returns the changes of an answer; raises RequestError as `of_all` does, and ParameterError as `ask` does."""
        self._graph.questions.query(question.name, texts)
        arguments = "".join(f", {name}={' '.join(of)}" for name, of in texts.items())
        found = self._made(
            f"What changed: {question.summary.rstrip('?')}{arguments}",
            f"ask/{question.name}/changes",
            since,
            lambda before, after: self._of_answer(question, texts, before, after),
        )
        found.query = f"?{urlencode(texts, doseq=True)}" if texts else ""
        return found

    def _made(
        self,
        title: str,
        path: str,
        since: str | Path | None,
        between: Callable[[DataState, DataState], ChangeStep],
    ) -> Changes:
        """Makes the steps since a release or folder, or since the first release, the newest first; one to what is there now tells something."""
        states = [*self._states(since)]
        every = (between(before, after) for before, after in reversed([*pairwise(states)]))
        steps = [one for one in every if one.changes or one.gist or one.until != states[-1].name]
        graphs = {graph for step in steps for change in step.changes for graph in change.graphs}
        none = f"Nothing has changed since {states[-2].name}." if len(states) > 1 else NO_RELEASE
        return Changes(title, path, self.day, steps, self._graph.index.described(graphs), none)

    @cached_property
    def _kept(self) -> list[DataState]:
        """The releases that the home keeps and the present program can read, the oldest first."""
        found = []
        for one in releases(self._graph.index.root):
            with suppress(DataError):
                home, day = one.unpacked()
                found.append(DataState(one.version, day, self._opened(home)))
        return found

    def _states(self, since: str | Path | None) -> Iterator[DataState]:
        """Yields the states of the data in their order, what is there now last."""
        if since and homes.is_home(Path(since)):
            graph = self._opened(Path(since))
            yield DataState(Path(since).name or str(since), _day_of(graph), graph)
        elif since is not None and since not in [one.name for one in self._kept]:
            known = ", ".join(one.name for one in self._kept) or "none yet"
            raise RequestError(
                f"there is no release {str(since)[:100]!r} and no such folder",
                f"releases: {known}; name one, or a folder with home.toml, ontology/, data/ and queries/",
            )
        else:
            first = next((at for at, one in enumerate(self._kept) if one.name == since), 0)
            yield from self._kept[first:]
        yield DataState("the present data", self.day, self._graph)

    def _statements_between(self, before: DataState, after: DataState) -> ChangeStep:
        """Returns the changes of what is stated."""
        found = compare(_stated(before.graph), _stated(after.graph))
        causes = Causes(found.before, found.after, before.day)
        changes = [
            *map(causes.explained, changes_of(found, Words(found.before, found.after))),
            *_disputes(before.graph, after.graph),
        ]
        ordered = sorted(changes, key=lambda one: (one.about.label, one.rank, one.text, one.sign, one.key))
        return ChangeStep(before.name, after.name, after.day, tuple(ordered))

    def _of_answer(
        self,
        question: Question,
        texts: Mapping[str, Sequence[str]],
        before: DataState,
        after: DataState,
    ) -> ChangeStep:
        """Returns the changes of an answer, each with what the statements that it rests on say of it."""
        blank = ChangeStep(before.name, after.name, after.day, ())
        try:
            old = before.graph.ask(question.name, texts, cite=True)
        except (UnknownQuestion, UnknownEntity, ParameterError) as error:
            return blank._replace(gist=f"Before, this could not be asked: {error}.")
        new = after.graph.ask(question.name, texts, cite=True)
        was, now = _Shown(old), _Shown(new)
        rests = _Grounds(self._statements(before, after).changes, question, new)
        found = compare_answers(was.answer, now.answer)
        changes = []
        heading = new.heading.rstrip(".") or question.summary
        for sign, gone, come, cells in worded(found):
            cited = [*was.behind(gone, found.columns), *now.behind(come, found.columns)]
            # What was only told as last recorded rests on nothing but the later day that is covered.
            of = [] if gone and come and found.differing(gone, come) <= was.covering else rests.of(cited)
            about = next((value for row in cited for value in row if isinstance(value, Entity)), None)
            cause = min((one.cause for one in of), key=[*ChangeCause].index, default=ChangeCause.COVERED)
            changes.append(
                Change(
                    sign,
                    about or Entity(BASE + f"ask/{question.name}", question.summary),
                    BASE + f"ask/{question.name}",
                    heading,
                    "; ".join(cells),
                    tuple(dict.fromkeys(graph for one in of if one.cause == cause for graph in one.graphs)),
                    removed=tuple(quad for one in of for quad in one.removed),
                    added=tuple(quad for one in of for quad in one.added),
                    cause=ChangeCause.COVERED if cause is ChangeCause.CONFIRMED else cause,
                    in_words=_change_in_words(
                        sign, cells, [one.in_words for one in of if one.cause == cause]
                    ),
                    row=tuple(cell.value for row in (gone or (), come or ()) for cell in row),
                )
            )
        known_to = old.arguments.get(DAY, "") if [*texts.get(DAY, ())] == [LATEST] else ""
        return blank._replace(changes=tuple(changes), gist=_happened(changes, heading, known_to))


class _Shown:
    """An answer as its readers see it, but for up to when it is known, and the rows behind each row that they see."""

    def __init__(self, answer: Answer) -> None:
        table = table_of(answer)
        known = {seen.words for seen in answer.view.columns if seen.column.endswith(_KNOWN)}
        self.covering = {seen.words for seen in answer.view.columns if seen.column.endswith(_RECORDED)}
        kept = [at for at, words in enumerate(table.columns) if words not in known]
        rows = tuple(tuple(_cell(row[at]) for at in kept) for row in table.rows)
        self.answer = GoldenAnswer(tuple(table.columns[at] for at in kept), rows, tuple(range(len(rows))))
        self._behind = table.behind

    def behind(self, row: tuple[GoldenCell, ...] | None, columns: Sequence[str]) -> Iterator[Row]:
        """Yields the rows behind those that are seen alike in some columns."""
        places = [self.answer.columns.index(column) for column in columns]
        for seen, behind in zip(self.answer.rows, self._behind, strict=True):
            if tuple(seen[at] for at in places) == row:
                yield from behind


class _Grounds:
    """The changes of statements that rows of an answer rest on."""

    def __init__(self, changes: Sequence[Change], question: Question, answer: Answer) -> None:
        self._by_quad = {quad: one for one in changes for quad in (*one.removed, *one.added)}
        self._changes = [*dict.fromkeys(self._by_quad.values())]
        self._disputes = [one for one in changes if one.cause is ChangeCause.DISPUTED]
        self._treaties = {
            term.value
            for param in question.params
            if param.wants_class in TREATIES
            for term in answer.asked.terms.get(param.name, ())
        }

    def of(self, rows: Sequence[Row]) -> list[Change]:
        """Returns the changes of statements that some rows cite; where they cite none, those of their first thing under the treaties.

        What sources contradict each other on now counts of every thing in the rows under a treaty.
        """
        cited = (quad for row in rows if row.citation for quad in row.citation.statements)
        found = dict.fromkeys(self._by_quad[quad] for quad in cited if quad in self._by_quad)
        things = {value.iri for row in rows for value in row if isinstance(value, Entity)}
        found |= dict.fromkeys(
            one
            for one in self._disputes
            if one.about.iri in things and one.subject in things | self._treaties
        )
        if found or not rows:
            return [*found]
        thing = next((value.iri for value in rows[0] if isinstance(value, Entity)), "")
        return [
            one
            for one in self._changes
            if one.about.iri == thing and (not self._treaties or any(map(one.is_of, self._treaties)))
        ]


def _disputes(before: DatedGraph, after: DatedGraph) -> Iterator[Change]:
    """Yields what sources contradict each other on so that a status is undetermined, on one side alone."""
    old, new = (
        {one.about: one for one in graph.conflicts() if one.kind == _STATUS} for graph in (before, after)
    )
    for sign, of, other in ((WITHDRAWN, old, new), (NEW, new, old)):
        for about in of.keys() - other.keys():
            one, (treaty, state, *_) = of[about], about
            sides = "; ".join(side.says for side in one.sides)
            yield Change(
                sign,
                Entity(state, after.index.label(state)),
                treaty,
                one.question,
                sides,
                one.graphs,
                cause=ChangeCause.DISPUTED,
                in_words=f"{one.question} {sides}",
                row=about,
            )


def _stated(graph: DatedGraph) -> list[ox.Quad]:
    """Returns what a graph states, the ontology included; raises RequestError for one that has no build here."""
    if graph.index.folder is None:
        raise RequestError("what changed is told of a graph that is built here", "leave out the endpoint")
    return [*Build(graph.index.folder).quads(STATED)]


def _day_of(graph: DatedGraph) -> str:
    """Returns the last day on which a source was read, or the ontology changed."""
    days = (quad.object.value for quad in _stated(graph) if quad.predicate.value in _READ)
    return max(days, default="1970-01-01")


def _cell(cells: Sequence[Cell]) -> GoldenCell:
    """Returns what a cell holds; nothing where that is not known."""
    text = "; ".join(str(cell) for cell in cells if not cell.unknown)
    iris = [cell.value.iri for cell in cells if isinstance(cell.value, Entity)]
    return GoldenCell(" ".join(iris), text) if iris else GoldenCell(text)


def _change_in_words(sign: str, cells: Sequence[str], grounds: Sequence[str]) -> str:
    """Tells the row of an answer that is new or gone by its first cell, and by what that became so."""
    name, *rest = cells
    what, more = {NEW: "is new", WITHDRAWN: "is gone"}.get(sign), f" ({'; '.join(rest)})" if rest else ""
    words = f"{name} {what}{more}" if what else name
    return f"{words}: {'; '.join(grounds)}" if 0 < len(grounds) <= _FEW else words


def _happened(changes: Sequence[Change], heading: str, known_to: str) -> str:
    """Says in a sentence what is new in an answer because it happened since the day up to which all was known, if that was asked.

    How many more are new in it for other reasons is said, too, lest the first be taken for all.
    """
    of = grouped((one.cause, one.about.label) for one in changes if one.sign == NEW)
    each = [*dict.fromkeys(of.get(ChangeCause.HAPPENED, ()))]
    if not each:
        return ""
    after = f", after {known_to}, up to when all was known before" if known_to else ""
    others = [f"{len({*of[cause]})} {words}" for cause, words in _OTHERS.items() if cause in of]
    more = f"; also in it now are {joined(others)}" if others else ""
    return f"{heading}: {joined(each)} {'is' if len(each) == 1 else 'are'} new{after}{more}."
