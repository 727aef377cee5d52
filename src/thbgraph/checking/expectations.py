"""Whether an answer holds what the question's header expects of it, as findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TypeAlias

from ..answers.answers import Answer
from ..answers.rows import Entity, Row, Value, plain, shown
from ..files.expectations import Expectation, ExpectedRow, read_expectations
from ..files.questions import Question
from ..words.counts import counted
from ..words.dates import DATING, MONTH_DAY, PartialDate, lexical_fault
from ..words.errors import RequestError, UnknownEntity
from ..words.findings import Finding
from ..words.names import one_line, quoted

#: Asks a question with some arguments, by parameter as people say them; the graph's own way, handed in.
Ask: TypeAlias = Callable[[str, Mapping[str, Sequence[str]]], Answer]
#: Gives the IRI of what a name names; raises UnknownEntity with what may be meant.
Find: TypeAlias = Callable[[str], str]

_MEND = "correct the data or the query, or the header if the source says otherwise"
#: So many of the combinations that are not unique are told, and so many characters of a cell.
_TOLD, _LONGEST = 3, 80


def expectation_findings(questions: Iterable[Question], ask: Ask, find: Find) -> Iterator[Finding]:
    """Holds answers against what the questions' headers expect of them.

    `find` gives the IRI of what a name names, or raises UnknownEntity.
    """
    find = cache(find)
    for question in questions:
        path = f"queries/{question.name}.rq"
        for expectation in read_expectations(question):
            try:
                answer = ask(question.name, expectation.arguments)
            except RequestError as error:
                line = expectation.lines.get("with", expectation.lines["expect"])
                yield Finding(path, line, "expectation", f"with: {error.message}")
                continue
            yield from unmet(path, expectation, answer, find)


def unmet(path: str, expectation: Expectation, answer: Answer, find: Find) -> list[Finding]:
    """Gives what an answer does not hold of what its question expects, at the lines of the header.

    `path` is the question's file; `answer` the answer to the arguments of the expectation. A value of the
    header that cannot stand in its column, such as a name that nothing in the graph has, is a finding, too.
    """
    rows = expectation.contains + expectation.never
    named = dict.fromkeys([*(column for row in rows for column in row.cells), *expectation.unique])
    missing = [column for column in named if column not in answer.columns]
    if missing:
        message = f"expect names {', '.join(missing)}, which the query does not give; add it to SELECT"
        return [Finding(path, expectation.lines["expect"], "expectation", message)]
    given = "; ".join(f"{name} {', '.join(texts)}" for name, texts in expectation.arguments.items())
    asked = f"with {given}: " if given else ""
    return [
        Finding(path, line, "expectation", asked + message)
        for line, message in (
            *_number(expectation, answer),
            *_rows(expectation, answer, find),
            *_unique(expectation, answer),
        )
    ]


def _number(expectation: Expectation, answer: Answer) -> Iterator[tuple[int, str]]:
    got = len(answer)
    least, most = expectation.least, expectation.most
    if least is not None and got < least:
        yield expectation.lines["rows"], f"expected at least {counted(least, 'row')}, got {got}; {_MEND}"
    if most is not None and got > most:
        yield expectation.lines["rows"], f"expected at most {counted(most, 'row')}, got {got}; {_MEND}"


def _rows(expectation: Expectation, answer: Answer, find: Find) -> Iterator[tuple[int, str]]:
    for rows, wanted in ((expectation.contains, True), (expectation.never, False)):
        for row in rows:
            meant: dict[str, Value] = {}
            faults = []
            for column, text in row.cells.items():
                values = [line[column] for line in answer if line[column] is not None]
                meant[column], fault = _meant(text, values, find)
                if fault:
                    faults.append((row.line, f"{column}: {fault}"))
            yield from faults
            fitting = [line for line in answer if all(_fitting(line, meant))]
            if wanted and not fitting and not faults:
                got = _nearest(answer, row, meant)
                yield row.line, f"expected a row with {_said(row)}, got {got}; {_MEND}"
            elif not wanted and fitting:
                got = "; ".join(f"{name} {_cell(value)}" for name, value in _cells(fitting[0]))
                yield row.line, f"expected no row with {_said(row)}, got: {got}; {_MEND}"


def _meant(text: str | None, values: Sequence[Value], find: Find) -> tuple[Value, str | None]:
    """Gives the value that a text means in a column with some values, and what is wrong with the text.

    An entity is given with its IRI alone, a literal as its text.
    """
    if text is None:
        return None, None
    if any(isinstance(value, Entity) and value.iri == text for value in values):
        return Entity(text, ""), None  # an IRI of others, which has no name here
    literals = [value for value in values if not isinstance(value, Entity)]
    if len(literals) < len(values) or not values:
        try:
            return Entity(find(text), ""), None
        except UnknownEntity as error:
            if values and not literals:
                return text, error.message
    if literals and all(isinstance(value, date | PartialDate) for value in literals):
        faults = [lexical_fault(text, datatype) for datatype in (*DATING, MONTH_DAY)]
        if all(faults):
            return text, f"expected a date such as 2005-05-03, 2009-12, 2005 or --10-18, got {quoted(text)}"
    return text, None


def _fitting(row: Row, meant: Mapping[str, Value]) -> list[bool]:
    """Says of each cell that is meant whether the row has it."""
    return [_is(row[column], value) for column, value in meant.items()]


def _is(value: Value, meant: Value) -> bool:
    if value is None or meant is None:
        return value is meant
    if isinstance(value, Entity) or isinstance(meant, Entity):
        return isinstance(value, Entity) and isinstance(meant, Entity) and value.iri == meant.iri
    return plain(value) == meant


def _nearest(answer: Answer, row: ExpectedRow, meant: Mapping[str, Value]) -> str:
    """Says what is there instead: the row that fits best, where one fits at all."""
    if not len(answer):
        return "no rows at all"
    best = max(answer, key=lambda line: (sum(_fitting(line, meant)), _fitting(line, meant)))
    if not any(_fitting(best, meant)):
        return f"none among {counted(len(answer), 'row')}"
    others = [f"{name} {_cell(best[name])}" for name, value in meant.items() if not _is(best[name], value)]
    same = [f"{name} {_cell(text)}" for name, text in row.cells.items() if _is(best[name], meant[name])]
    return f"{', '.join(same)} with {', '.join(others)}"


def _unique(expectation: Expectation, answer: Answer) -> Iterator[tuple[int, str]]:
    if not expectation.unique:
        return
    counts = Counter(tuple(row[column] for column in expectation.unique) for row in answer)
    repeated = [(values, count) for values, count in counts.items() if count > 1]
    if repeated:
        told = "; ".join(
            f"{count} with {', '.join(_cell(value) for value in values)}"
            for values, count in repeated[:_TOLD]
        )
        more = f"; and {len(repeated) - _TOLD} more" if len(repeated) > _TOLD else ""
        columns = " and ".join(expectation.unique)
        yield (
            expectation.lines["unique"],
            f"expected no two rows alike in {columns}, got {told}{more}; {_MEND}",
        )


def _said(row: ExpectedRow) -> str:
    return ", ".join(f"{column} {_cell(text)}" for column, text in row.cells.items())


def _cells(row: Row) -> Iterator[tuple[str, Value]]:
    return ((name, value) for name, value in zip(row.columns, row, strict=True) if value is not None)


def _cell(value: Value) -> str:
    text = "empty" if value is None else one_line(shown(value))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
