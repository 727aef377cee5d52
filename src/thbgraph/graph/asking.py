"""The saved questions, and asking one: its arguments bound, the last covered days found for `latest`, its answer put into words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATE, DAY, MEMO_DAYS, other_day, with_reason
from ..base.errors import ParameterError, StoreError
from ..base.namespaces import COMPUTED_GRAPH, FROM_NAMES, INFERRED_GRAPH, PREFIXES
from ..base.printing import joined
from ..base.progress import Progress
from ..base.terms import Term, expand, local, short
from ..base.values import Entity, Value, grouped
from ..base.vocabulary import Status
from ..build.index import Index
from ..names.arguments import (
    LATEST,
    TREATIES,
    TREATY,
    ArgumentValue,
    as_spoken,
    bound_in_words,
    iris_in,
    read_arguments,
    spoken,
    taken_for,
    takes_latest,
    texts_of,
)
from ..names.articles import in_sentence, in_short
from ..names.names import Names
from ..names.resolve import remarks_on_taken
from ..questions.bindings import bind_together
from ..questions.questions import Question, find_question, portable
from ..results.answer import Answer, Row
from ..results.formats import notebook
from ..results.status import NOT_TODAY
from ..results.summaries import filled, shortened_after_first, silence, summary
from ..status.coverage import LastKnown, last_covered_day, last_known
from .answers import CitedQueries, Citing

_GROUP = PREFIXES["org"] + "Organization"
#: What questions that answer in words say instead of the status.
_OPEN = Status.UNDETERMINED.words
_UNCOVERED = ParameterError(f"{DAY}: no source covers what is asked up to any day", "give a day")
#: So many things are named for which the answer on another day is different.
_FEW = 3
#: The links between two things that no graph states but that of what the editors read from names.
_NAMES_ONLY = f"""SELECT ?subject ?property ?object WHERE {{
  GRAPH <{FROM_NAMES}> {{ ?subject ?property ?object }}
  FILTER(isIRI(?object) && ?subject != <{FROM_NAMES}>)
  FILTER NOT EXISTS {{
    GRAPH ?graph {{ ?subject ?property ?object }}
    FILTER(?graph NOT IN (<{FROM_NAMES}>, <{INFERRED_GRAPH}>, <{COMPUTED_GRAPH}>))
  }}
}}"""
#: A property or class as a query names it.
_NAME_IN_QUERY = re.compile(r"[\w-]+:[\w-]+")
#: So many answers are kept, those of some pages: each asks more than twenty, of which the next asks a half again.
_KEPT = 128


class BoundArguments(NamedTuple):
    """The arguments of a question, or report: the `terms` that the given `texts` stand for, and the days of what is told as last known."""

    question: Question
    terms: Mapping[str, Sequence[Term]]
    names: Names
    known: LastKnown | None = None
    texts: Mapping[str, Sequence[str]] = {}

    @property
    def words(self) -> dict[str, str]:
        """In words with what each parameter is bound."""
        return bound_in_words(self.question, self.terms, self.names.labels) | self._days

    @property
    def spoken(self) -> dict[str, str | None]:
        """What each parameter stands for within a sentence, if anything."""
        return as_spoken(self.question, self.terms, self.names) | self._days

    @property
    def _days(self) -> dict[str, str]:
        return {DAY: self.known.as_of} if self.known and self.known.as_of else {}

    @property
    def values(self) -> dict[str, list[str]]:
        """What was given, as IRIs and plain texts."""
        return {name: [str(term.value) for term in of] for name, of in self.terms.items()}

    @property
    def things(self) -> list[str]:
        """The things that it is asked about, by argument or default."""
        left = (param.default for param in self.question.params if param.name not in self.terms)
        return [*iris_in(self.terms), *filter(None, map(expand, left))]

    @property
    def day(self) -> str:
        """The day that it is asked about, by argument or default, the last of several; empty for what is about none."""
        defaults = [param.default_given for param in self.question.params if param.name == DAY]
        given = [term.value for term in self.terms.get(DAY, ()) if isinstance(term, ox.Literal)]
        return self.known.last if self.known else str([*given, *defaults, ""][0])

    @property
    def taken(self) -> dict[str, str]:
        """By the text of an argument that is no name of one thing alone, as what it is taken."""
        return taken_for(self.question, self.texts, self.names)

    @property
    def query(self) -> str:
        """The query that is asked: where treaties have several days, each with its own."""
        text = self.question.bound(self.terms)
        if self.known is None or len(self.terms[DAY]) == 1:
            return text
        pairs = [(ox.NamedNode(treaty), _literal(day)) for treaty, day in sorted(self.known.days.items())]
        return bind_together(text, (TREATY, DAY), pairs)


class Asking:
    """Asks the saved questions of one graph.

    `notes_on` says what is to be known of some things and groups on a day, `short_of` gives the short name of a thing.
    """

    def __init__(
        self,
        queries: CitedQueries,
        names: Names,
        notes_on: Callable[[str, Collection[str], Collection[str]], Iterator[str]],
        short_of: Callable[[str], str],
    ) -> None:
        self.names, self._queries, self._notes_on = names, queries, notes_on
        self._short_of = short_of
        self._kept = lru_cache(_KEPT)(queries.answer)

    def forget(self) -> None:
        """Lets go of the answers that are kept."""
        self._kept.cache_clear()

    def ask(
        self,
        question: Question,
        texts: Mapping[str, Sequence[str]],
        cite: Citing = False,
        progress: Progress | None = None,
    ) -> Answer:
        """Asks a question with arguments by name; raises ParameterError for one that does not fit."""
        asked = self.arguments(question, texts)
        answer = self._worded(asked, cite, progress)
        if cite and self._queries.is_remote:
            _require_evidence(answer)
        told, known, day, taken = self._told(asked, answer), asked.known, asked.day, asked.taken
        on_taken = remarks_on_taken(taken)
        words, otherwise = dict(answer.arguments), list[str]()
        if known:
            words[DAY] = known.as_of or f"{words[DAY]}, as last known"
        elif day in MEMO_DAYS:
            otherwise = [*self._otherwise(answer, asked)]
            words[DAY] = with_reason(day)
        elif DAY not in asked.terms and (because := _because(question)):
            words[DAY] += f", {because}"
        notes = [
            *([NOT_TODAY] if day else ()),
            *(
                [known.as_sentence(self._short_of), *self._without_rows(answer, known)]
                if known
                else otherwise
            ),
            *(self._day_remarks(answer, asked) if day else ()),
            *(self._read_from_names(answer) if iris_in(asked.terms) else ()),
        ]
        summary = " ".join(filter(None, [*on_taken, told, *notes]))
        return answer.replace(
            arguments=words,
            summary=self._shortened(summary, asked),
            sentence=told,
            taken=taken,
            other_day=(otherwise and other_day(day)) or "",
            notes=tuple(filter(None, [*on_taken, *notes])),
        )

    def part(
        self, question: Question, texts: Mapping[str, Sequence[str]], known: LastKnown | None = None
    ) -> Answer:
        """Answers a question as a part of a report: cited, without what `ask` says of its rows and of the day.

        What is asked as last known is told as of the days that the report has `known`.
        """
        return self._worded(self.arguments(question, texts, known), True)

    def told(self, question: Question, answer: Answer, known: LastKnown | None = None) -> str:
        """Returns what the clauses of a question say of the rows of an answer to it."""
        return self._told(BoundArguments(question, answer.asked.terms, self.names, known), answer)

    def _told(self, asked: BoundArguments, answer: Answer) -> str:
        clauses = asked.question.sentence
        return self._shortened(summary(clauses, answer.rows, asked.spoken, asked.values, self._spoken), asked)

    def _worded(self, asked: BoundArguments, cite: Citing, progress: Progress | None = None) -> Answer:
        """Answers a question with its heading, and with what it says of what nothing states."""
        question, text, spoken_texts = asked.question, asked.query, asked.spoken
        answer = self._answered(text, cite, progress)
        return answer.replace(
            arguments=asked.words,
            question=question.name,
            query=text,
            terms=asked.terms,
            heading=filled(question.heading or "", spoken_texts),
            silence=silence(question.silence, answer.rows, spoken_texts),
            view=question.view,
        )

    def _shortened(self, text: str, asked: BoundArguments) -> str:
        """Writes the treaties that a question is about in full the first time alone."""
        known = self.names
        treaties = [iri for iri in asked.things if short(thb.Treaty) in known.classes.get(iri, ())]
        short_names = {in_sentence(iri, known): in_short(iri, self._short_of(iri), known) for iri in treaties}
        return shortened_after_first(text, short_names)

    def _spoken(self, value: Value) -> str:
        """Writes a value as it stands within a sentence."""
        return spoken(value, self.names)

    def _answered(self, text: str, cite: Citing = False, progress: Progress | None = None) -> Answer:
        """Answers a query, once while its answer is kept; an endpoint, which may change, is asked each time."""
        if progress is not None or self._queries.is_remote:
            return self._queries.answer(text, cite=cite, progress=progress)
        return self._kept(text, cite=cite)

    def _otherwise(self, answer: Answer, asked: BoundArguments) -> Iterator[str]:
        """Says of one of the two days of the memo how the answer on the other differs: another one, or less decided.

        The clauses that differ, without their day, are said, where others do not.
        """
        words = {**asked.spoken, DAY: "that day"}

        def sentences(rows: Sequence[Row]) -> list[str]:
            clauses = asked.question.sentence
            return [summary([clause], rows, words, asked.values, self._spoken) for clause in clauses]

        other = other_day(asked.day)
        if other is not None:
            on_other = self._answered(asked.question.bound({**asked.terms, DAY: [_literal(other)]}))
            there, here = _but_day(on_other), _but_day(answer)
            more = _undecided(here) - _undecided(there)
            if _decided(there, here) != _decided(here, there) or (there != here and not more):
                pairs = [*zip(sentences(on_other.rows), sentences(answer.rows), strict=True)]
                new = [then for then, now in pairs if then != now]
                whom = _for_whom(there, here)
                if not new and any(now for _, now in pairs):
                    yield f"On {with_reason(other)}, this is the same, but rows of the answer are different{whom}."
                elif not whom and all(new) and any(then and then == now for then, now in pairs):
                    yield f"On {with_reason(other)}, this part of the answer is different: {' '.join(new)}"
                else:
                    yield f"On {with_reason(other)}, the answer is different{whom}."
            elif there != here:
                yield f"On {with_reason(other)}, the sources decide {'more' if more > 0 else 'less'} of it."

    def _day_remarks(self, answer: Answer, asked: BoundArguments) -> Iterator[str]:
        """Says what is to be known on its day of the states in an answer, and of the states and groups it was asked about."""
        named, params = {*asked.things}, asked.question.params
        things = {value.iri for row in answer for value in row.values if isinstance(value, Entity)}
        is_of_groups = any(param.of_members or param.wants_class == _GROUP for param in params)
        return self._notes_on(asked.day, things | named, named if is_of_groups else things)

    def _read_from_names(self, answer: Answer) -> Iterator[str]:
        """Says which links that are asked for, between things of one row, no source states: the editors read them from a name."""
        named = {*_NAME_IN_QUERY.findall(answer.asked.query)}
        rows = [{value.iri for value in row.values if isinstance(value, Entity)} for row in answer]
        labels = self.names.labels
        found = sorted(
            f"{labels.get(subject, subject)} ({labels.get(prop, local(prop))}: {labels.get(thing, thing)})"
            for subject, prop, thing in self._names_only
            if any({subject, thing} <= row for row in rows) and short(prop) in named
        )
        if found:
            it = "this" if len(found) == 1 else "these"
            yield f"The editors read {it} from a name, and no other source here says so: {joined(found)}."

    @cached_property
    def _names_only(self) -> Sequence[tuple[str, str, str]]:
        """The links that only the editors' reading of names has, as IRIs."""
        rows = self._queries.select(_NAMES_ONLY)
        return [(subject.value, prop.value, thing.value) for subject, prop, thing in rows]

    def arguments(
        self,
        question: Question,
        texts: Mapping[str, Sequence[str]],
        known: LastKnown | None = None,
        days_of: Callable[[Mapping[str, Sequence[Term]]], LastKnown] | None = None,
    ) -> BoundArguments:
        """Reads arguments by name; those that ask as last known have the days of the treaties.

        These are those that are `known` already, else those that `days_of` finds for the others, by default the last that the
        sources cover for what is asked.
        """
        is_day = {name: question.param(name).name == DAY for name in texts}
        if not any(is_day[name] and [*of] == [LATEST] for name, of in texts.items()):
            return BoundArguments(
                question, read_arguments(question, texts, self.names), self.names, texts=texts
            )
        others = {name: of for name, of in texts.items() if not is_day[name]}
        terms = read_arguments(question, others, self.names)
        found = days_of(terms) if days_of else self._days_of(question, terms, known)
        terms[DAY] = [_literal(day) for day in sorted({*found.days.values()})]
        return BoundArguments(question, terms, self.names, found, texts)

    def _days_of(
        self, question: Question, terms: Mapping[str, Sequence[Term]], known: LastKnown | None
    ) -> LastKnown:
        """Returns the last days that the sources cover of the treaties, states and groups that a question is about.

        It is one day where its rows do not say which treaty they are about.
        """
        treaties: list[str] = []
        among: list[str] = []
        for param in question.params:
            default = expand(param.default)
            bound = [term.value for term in terms.get(param.name, ()) if isinstance(term, ox.NamedNode)]
            into = treaties if param.wants_class in TREATIES else among
            if param.wants_class in TREATIES or param.of_members or param.wants_class == thb.State:
                into.extend(bound or ([default] if default else []))
        is_apart = TREATY in question.columns
        if known is not None:
            return known.of(treaties) if is_apart else known.of(treaties).together()
        if not takes_latest(question):
            raise ParameterError(
                f"{DAY}: {LATEST} is found for treaties, and {question.name} was asked about none",
                "give a day",
            )
        if is_apart:
            return self.last_known(treaties, among)
        day = last_covered_day(treaties, among, self._queries.select)
        if day is None:
            raise _UNCOVERED
        return LastKnown(dict.fromkeys(treaties, day))

    def last_known(self, treaties: Sequence[str], among: Sequence[str]) -> LastKnown:
        """Returns the last day that the sources cover of each of some treaties, or of all, for some states and groups, or all.

        Raises ParameterError where they cover none.
        """
        found = last_known(treaties, among, self._queries.select)
        if found is None:
            raise _UNCOVERED
        return found

    def _without_rows(self, answer: Answer, known: LastKnown) -> Iterator[str]:
        """Says for which treaties an answer that tells them apart has no row."""
        if TREATY in answer.columns and answer.rows:
            left = known.days.keys() - {row[TREATY].iri for row in answer}
            if left:
                yield f"For {joined(sorted(map(self._short_of, left)))} there is no row."


def _require_evidence(answer: Answer) -> None:
    """Raises StoreError where an engine elsewhere gives no evidence for a row."""
    bare = [row for row in answer if not (row.citation and row.citation.statements)]
    if bare:
        raise StoreError(
            f"the endpoint gives no evidence for {len(bare)} of {len(answer.rows)} rows",
            "ask without evidence, or ask the graph that is built here",
        )


def _because(question: Question) -> str:
    """Returns why a question has its day by default, where it says why."""
    return next((param.because for param in question.params if param.name == DAY), "")


def _literal(day: str) -> ox.Literal:
    return ox.Literal(day, datatype=ox.NamedNode(DATE))


def _but_day(answer: Answer) -> list[list[Value]]:
    """Returns the rows without the day that they are about."""
    return [[row[column] for column in answer.columns if column != DAY] for row in answer]


def _for_whom(rows: Sequence[Sequence[Value]], others: Sequence[Sequence[Value]]) -> str:
    """Says for which few things answers differ, by the first thing in each row; nothing where these are many, or all."""
    here, there = _by_thing(rows), _by_thing(others)
    things = here.keys() | there.keys()
    differing = sorted(thing.label for thing in things if here.get(thing) != there.get(thing))
    return f" for {joined(differing)}" if 0 < len(differing) <= _FEW and len(differing) < len(things) else ""


def _by_thing(rows: Sequence[Sequence[Value]]) -> dict[Entity, list[Sequence[Value]]]:
    """Returns the rows that name a thing by the first that each names."""
    things = (next((value for value in row if isinstance(value, Entity)), None) for row in rows)
    return grouped((thing, row) for thing, row in zip(things, rows, strict=True) if thing)


def _is_open(value: Value) -> bool:
    return (value.iri if isinstance(value, Entity) else value) in (Status.UNDETERMINED, _OPEN)


def _undecided(rows: Sequence[Sequence[Value]]) -> int:
    return sum(_is_open(value) for row in rows for value in row)


def _decided(rows: Sequence[Sequence[Value]], others: Sequence[Sequence[Value]]) -> list[Sequence[Value]]:
    """Returns rows without what is undetermined there or, in the same place of as many rows, among the others."""
    if len(rows) != len(others):
        return [*rows]
    return [
        [one for one, other in zip(row, there, strict=True) if not (_is_open(one) or _is_open(other))]
        for row, there in zip(rows, others, strict=True)
    ]


@notebook
class Questions(dict[str, Question]):
    """The saved questions by name, in order of name; a name that none has raises UnknownQuestion, with those near."""

    def __init__(
        self,
        index: Index,
        asking: Asking,
        examples: Callable[[Question, Collection[str]], dict[str, list[Entity]]],
    ) -> None:
        super().__init__(index.questions)
        self._index, self._asking, self._examples = index, asking, examples

    def __missing__(self, name: str) -> Question:
        return find_question(name, self)

    def examples(self, name: str) -> dict[str, list[Entity]]:
        """Returns, by parameter of a question, a few things about which it has rows, the others as by default.

        >>> [thing.label for thing in graph.questions.examples("works-on")["topic"]]
        ['Children', 'Child trafficking', 'Children abused by being offered remuneration for sex']
        """
        question = self[name]
        return self._examples(question, [param.name for param in question.params])

    def query(
        self,
        name: str,
        arguments: Mapping[str, ArgumentValue | Sequence[ArgumentValue]] | None = None,
        /,
        **named: ArgumentValue | Sequence[ArgumentValue],
    ) -> str:
        """Gives the SPARQL text of a question with arguments as `KnowledgeGraph.ask` takes them, for any engine to run.

        >>> graph.questions.query("works-on", topic="children").startswith("PREFIX")
        True
        """
        return portable(self._asking.arguments(self[name], texts_of(arguments, named)).query)

    def reference(self, answer: Answer, row: int | None = None) -> str:
        """Writes a reference for the answer to a question, or a row by number, with its permanent name.

        >>> "@" in graph.questions.reference(graph.ask("handbooks"))
        True
        """
        from .references import reference  # which hashes

        return reference(answer, self._index, row)

    def table(self) -> Answer:
        """Returns the questions as an answer: what each asks, and its parameters."""
        columns = ("question", "asks", "parameters")
        rows = (
            (one.name, one.summary, ", ".join(param.name for param in one.params)) for one in self.values()
        )
        return Answer(columns, [Row(columns, row) for row in rows])
