"""Making reports of one graph: what each section of a declared report asks, and what is to be known of its day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial

from ..base import vocabulary as thb
from ..base.dates import DAY, in_words
from ..base.errors import ParameterError
from ..base.terms import Term, short
from ..base.values import Entity, Value, plain, value_of
from ..build.index import Index
from ..names.arguments import (
    LATEST,
    iris_in,
    read_arguments,
    spoken,
    takes_latest,
)
from ..names.articles import in_short
from ..names.resolve import ShortNames, remarks_on_taken
from ..questions.questions import Question
from ..reports.declarations import OPEN, DeclaredReport, DeclaredSection, section_given
from ..reports.declared_reports import DeclaredReports
from ..reports.report import Report, rows_of
from ..reports.report_views import ReportViews
from ..results.answer import Answer
from ..results.summaries import inserted, summary
from ..status.coverage import LastKnown
from ..status.on_a_day import reporting_day
from ..status.state_names import DayNotes
from ..stores.lookup import Lookup
from .asking import Asking, BoundArguments

#: Of so many views the rows are kept.
_MOST_KEPT = 128


class Reporting:
    """Makes the reports that a home declares.

    `asking` answers questions, and `views` gives the rows of sections that ask none, to which `with_sources` adds what their
    evidence mentions.
    """

    def __init__(
        self,
        reports: DeclaredReports,
        asking: Asking,
        index: Index,
        lookup: Lookup,
        with_sources: Callable[[Answer], Answer],
        views: ReportViews,
        day_notes: DayNotes,
        short_names: ShortNames,
    ) -> None:
        self.reports, self._asking, self._index, self._lookup = reports, asking, index, lookup
        self._with_sources, self._views, self._names = with_sources, views, asking.names
        self._day_notes, self._names_in_short = day_notes, short_names
        self._seen = lru_cache(_MOST_KEPT)(self._viewed)

    def report(self, name: str, texts: Mapping[str, Sequence[str]]) -> Report:
        """Makes a report.

        Raises UnknownQuestion for a name that no report has, and ParameterError for an argument that does not fit.
        """
        declared = self.reports[name]
        return self._made(declared, texts, {one.name for one in declared.sections})

    def lead(self, name: str, texts: Mapping[str, Sequence[str]]) -> str:
        """Returns what a report says first, of which no more is made; raises as `report` does."""
        declared = self.reports[name]
        return self._made(declared, texts, declared.leading).summary

    def _made(
        self, declared: DeclaredReport, texts: Mapping[str, Sequence[str]], wanted: Collection[str]
    ) -> Report:
        """Makes those sections of a report that are wanted."""
        asked = self._arguments(declared, texts)
        terms, known, words, spoken_texts = asked.terms, asked.known, asked.words, asked.spoken
        answers = self._answers(declared, terms, known, wanted)
        short_names = self._short_names(declared, answers)
        told = {
            one.name: self._lead(one, answers[one.name], known, spoken_texts, short_names)
            for one in declared.sections
            if one.name in answers and one.name in declared.lead
        }
        values = {param: value_of(of[0], self._index.labels) for param, of in terms.items()}
        return Report(
            declared,
            values,
            words,
            {
                **words,
                **{
                    param: self._with_short_name(of) for param, of in values.items() if isinstance(of, Entity)
                },
            },
            answers,
            [
                *_on_last_known(known, self._names_in_short.of),
                *self._notes(declared, terms, answers),
                *_remarks(declared, answers, spoken_texts),
            ],
            told,
            remarks_on_taken(asked.taken),
            short_names,
            self._full_names(declared, answers, short_names),
        )

    def _arguments(self, declared: DeclaredReport, texts: Mapping[str, Sequence[str]]) -> BoundArguments:
        """Returns the arguments of a report, by default those declared; what is told of no treaty is as of the last day.

        Raises ParameterError for one that does not fit, or is needed and not there.
        """
        params = declared.params
        asked = self._asking.arguments(declared.question, texts, days_of=self._days_of)
        defaults = {param.name: [param.default] for param in params if param.default not in ("", OPEN)}
        if any(param.name == DAY for param in params):
            defaults.setdefault(DAY, [self._day()])
        left = {param: of for param, of in defaults.items() if param not in asked.terms}
        terms = {**asked.terms, **read_arguments(declared.question, left, self._names)}
        if asked.known:
            terms[DAY] = terms[DAY][-1:]
        for param in params:
            if param.name not in terms and param.name in declared.needed:
                raise ParameterError(f"{declared.name}: give {param.name}, {param.description}")
        return asked._replace(terms=terms)

    def _answers(
        self,
        declared: DeclaredReport,
        terms: Mapping[str, Sequence[Term]],
        known: LastKnown | None,
        wanted: Collection[str],
    ) -> dict[str, Answer]:
        """Returns the rows of those sections that are wanted and stand here; each question is asked once."""
        asked_once = lru_cache(None)(partial(self._rows, known))
        answers: dict[str, Answer] = {}
        for one in declared.sections:
            has_needed = all(map(answers.get, one.needed))
            if one.name in wanted and has_needed and self._stands(one, terms):
                answers[one.name] = self._part(one, terms, asked_once, answers)
        return answers

    def _lead(
        self,
        section: DeclaredSection,
        answer: Answer,
        known: LastKnown | None,
        spoken_texts: Mapping[str, str | None],
        short_names: Mapping[str, str],
    ) -> str:
        """Returns what a section, its question or its view says of its rows."""
        question = self.reports.question(section.of)
        if not section.sentence:
            return answer.summary if question is None else self._asking.told(question, answer, known)

        def as_spoken_value(value: Value) -> str:
            """Writes a value as it stands within a sentence, by its short name where sections tell it by that."""
            if isinstance(value, Entity) and value.iri in short_names:
                return in_short(value.iri, short_names[value.iri], self._names)
            return spoken(value, self._names)

        return summary(section.sentence, answer.rows, spoken_texts, spoken=as_spoken_value)

    def _with_short_name(self, thing: Entity) -> str:
        """Returns the name of a thing, and in brackets its short name, if it has another."""
        in_short = self._names_in_short.of(thing.iri)
        return thing.label if in_short in thing.label else f"{thing.label} ({in_short})"

    def _day(self) -> str:
        """Returns the day where none is given; raises ParameterError where no source says when the memo was written."""
        day = reporting_day(self._lookup)
        if day is None:
            raise ParameterError(f"{DAY}: give a day, since no source says on which day the memo was written")
        return day

    def _days_of(self, terms: Mapping[str, Sequence[Term]]) -> LastKnown:
        """Returns the days of what a report tells as last known."""
        things = iris_in(terms)
        treaties = [thing for thing in things if short(thb.Treaty) in self._index.classes.get(thing, ())]
        return self._asking.last_known(treaties, [thing for thing in things if thing not in treaties])

    def _stands(self, section: DeclaredSection, terms: Mapping[str, Sequence[Term]]) -> bool:
        """Says whether a section stands for the things that the report is about."""
        return all(
            any(not {*kinds}.isdisjoint(self._index.classes.get(term.value, ())) for term in terms[param])
            for param, kinds in section.when.items()
        )

    def _part(
        self,
        section: DeclaredSection,
        terms: Mapping[str, Sequence[Term]],
        rows: Callable[..., Answer],
        others: Mapping[str, Answer],
    ) -> Answer:
        """Returns the rows of a section; `rows` gives those of its question or view, with some arguments."""
        texts = {param: tuple(str(term.value) for term in of) for param, of in terms.items()}
        given = texts | {param: _given(text, texts, others) for param, text in section.given.items()}
        if (question := self.reports.question(section.of)) is not None:
            params = {param.name for param in question.params}
            given = {param: of for param, of in given.items() if param in params and any(of)}
        return rows_of(section, rows(section.of, tuple(given.items())), texts, others)

    def _rows(
        self, known: LastKnown | None, of: str, given: tuple[tuple[str, tuple[str, ...]], ...]
    ) -> Answer:
        question, texts = self.reports.question(of), dict(given)
        if question is not None:
            is_latest = known is not None and takes_latest(question)
            return self._asking.part(question, texts | {DAY: (LATEST,)} if is_latest else texts, known)
        return self._seen(of, given, tuple(known.days.items()) if known else ())

    def _viewed(
        self, of: str, given: tuple[tuple[str, tuple[str, ...]], ...], days: tuple[tuple[str, str], ...]
    ) -> Answer:
        """Returns the rows of a view with what their evidence mentions; an open graph does not change."""
        return self._with_sources(self._views.rows(of, dict(given), dict(days)))

    def _short_names(self, declared: DeclaredReport, answers: Mapping[str, Answer]) -> dict[str, str]:
        """Returns the short names of the things that sections tell by these."""
        things = {
            value.iri
            for one in declared.sections
            for seen in one.view.columns
            if seen.words in one.short
            for row in answers.get(one.name, ())
            if isinstance(value := row[seen.column], Entity)
        }
        return {thing: self._names_in_short.of(thing) for thing in things}

    def _full_names(
        self, declared: DeclaredReport, answers: Mapping[str, Answer], short_names: Mapping[str, str]
    ) -> dict[str, str]:
        """Returns the names in full of what sections tell by a short name, or by an abbreviation in what they say."""
        labels = self._index.labels
        shortened = {short: labels[thing] for thing, short in short_names.items() if labels[thing] != short}
        cells = (cell for answer in answers.values() for row in answer for cell in row)
        names = [one.title for one in declared.sections]
        names += [text for text in map(str, dict.fromkeys(cells))]
        return {**self._names_in_short.opened(" | ".join(names)), **shortened}

    def _notes(
        self,
        declared: DeclaredReport,
        terms: Mapping[str, Sequence[Term]],
        answers: Mapping[str, Answer],
    ) -> Iterator[str]:
        """Yields what is to be known of the day: of things that questions about it name, and of what views say of theirs."""
        dated = [
            answers[one.name]
            for one in declared.sections
            if one.name in answers
            and one.is_laid_out
            and not one.folded
            and self._is_dated(self.reports.question(one.of))
        ]
        shortened = [
            answers[one.name] for one in declared.sections if one.of == "participants" and one.name in answers
        ]
        called = {row.party.iri for answer in shortened for row in answer}  # by their names of that day
        things = {
            value.iri for answer in dated for row in answer for value in row if isinstance(value, Entity)
        } - called
        if dated and terms.get(DAY):
            named = iris_in(terms)
            about = things.union(named)
            # Of groups that rows only name, it is no matter who else left them.
            yield from self._day_notes.on(str(terms[DAY][0].value), about, about, named)
        if shortened:
            yield from self._day_notes.unseen(str(terms[DAY][0].value), called)

    def _is_dated(self, question: Question | None) -> bool:
        return question is not None and any(param.name == DAY for param in question.params)


def _on_last_known(known: LastKnown | None, short_of: Callable[[str], str]) -> Iterator[str]:
    """Says as of which days a report is told as last known."""
    if known:
        yield f"{known.as_sentence(short_of)} All else is told as of {in_words(date.fromisoformat(known.last))}."


def _remarks(
    declared: DeclaredReport, answers: Mapping[str, Answer], spoken_texts: Mapping[str, str | None]
) -> Iterator[str]:
    """Yields what is declared to be known of a report, but for remarks on sections without rows."""
    for remark in declared.notes:
        if not remark.section or answers.get(remark.section):
            yield inserted(remark.say, spoken_texts)


def _given(text: str, texts: Mapping[str, tuple[str, ...]], others: Mapping[str, Answer]) -> tuple[str, ...]:
    """Returns what a section gives a parameter: in braces the values of one of the report's, or of a column of another section, else the text itself."""
    if (place := section_given(text)) is not None:
        section, column = place
        return tuple(dict.fromkeys(plain(row[column]) for row in others[section]))
    whole = text[1:-1]
    return texts[whole] if text == f"{{{whole}}}" else (text,)
