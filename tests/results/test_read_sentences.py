"""Sentences of answers, read by somebody who knows only English: their numbers, names and days are those of the rows.

The reader shares no code with what writes sentences: it takes words out of the sentence and looks for them in the JSON.
"""

from __future__ import annotations

import calendar
import json
import random
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any, TypeAlias

import pytest

from number_words import NUMBERS
from thbgraph.results.render.json import to_json
from whole import WHOLE

#: Rows as JSON has them: cells by column.
Rows: TypeAlias = list[dict[str, Any]]

SEED, SAMPLE = 20100223, 45
MONTHS = [*calendar.month_name][1:]
DATE = re.compile(rf"\b(?:(\d{{1,2}}) )?({'|'.join(MONTHS)}) (\d{{4}})\b")
NUMBER = re.compile(rf"\b(?:{'|'.join(NUMBERS[1:])}|\d[\d,]*\d|\d)\b", re.IGNORECASE)
SILENT = re.compile(r"\b(?:no|nobody|nothing|none|not)\b", re.IGNORECASE)
#: The two days on which the memo speaks, which sentences name to say what the answer is on the other.
MEMO_DAYS = {"2010-01-26", "2010-02-23"}
#: Of a longer list a sentence names the first, and says how many others there are.
NAMED = 15
#: Of a list of long names so many are named.
NAMED_OF_LONG = 5
#: A column with more values than this is no kind that a sentence counts by.
FEW = 12


def asked(graph: Any) -> list[tuple[str, dict[str, str]]]:
    """Returns questions with arguments: as they stand, about what they are of, and on other days."""
    picks = random.Random(SEED)
    found: list[tuple[str, dict[str, str]]] = []
    for name, question in sorted(graph.questions.items()):
        found.append((name, {}))
        for param in question.params:
            if param.datatype:
                given = ["1990-01-01", "2008-02-01"]
            else:
                things = [thing.iri for thing in graph.classes[param.wants_class]]
                given = picks.sample(things, min(3, len(things)))
            found += [(name, {param.name: value}) for value in given]
    return found if WHOLE else picks.sample(found, SAMPLE)


@pytest.fixture(scope="module")
def answers(graph: Any) -> list[tuple[str, dict[str, str], dict[str, Any]]]:
    return [(name, given, json.loads(to_json(graph.ask(name, given)))) for name, given in asked(graph)]


def texts(value: Any) -> Iterator[str]:
    """Yields all texts in the cells of rows."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)
    elif value is not None:
        yield str(value)


def counts(rows: Rows) -> set[int]:
    """Returns how many rows, and things in a column, there are in all and among those alike in one or two columns."""
    columns = [column for column in (rows[0] if rows else ()) if column not in ("unknown", "caveats")]
    kinds = {column: {row[column] for row in rows} for column in columns}
    few = [column for column in columns if len(kinds[column]) <= FEW]
    found: set[int] = set()
    for alike in [(), *((column,) for column in few), *combinations(few, 2)]:
        parts: dict[tuple[Any, ...], Rows] = {}
        for row in rows:
            parts.setdefault(tuple(row[column] for column in alike), []).append(row)
        for part in parts.values():
            found |= {len(part), *(len({row[column] for row in part} - {None, ""}) for column in columns)}
    return found | {count - named for named in (NAMED, NAMED_OF_LONG) for count in found if count > named}


def wholes(rows: Rows) -> set[str]:
    """Returns the months and years of which a row has the first and the last day."""
    found = set()
    for row in rows:
        cells = {str(cell) for cell in row.values()}
        years = {cell[:4] for cell in cells if re.fullmatch(r"\d{4}-01-01", cell)}
        found |= {year for year in years if f"{year}-12-31" in cells}
        for month in {cell[:7] for cell in cells if re.fullmatch(r"\d{4}-\d\d-01", cell)}:
            last = calendar.monthrange(int(month[:4]), int(month[5:]))[1]
            found |= {month} if f"{month}-{last}" in cells else set()
    return found


def read(sentence: str, known: list[str]) -> tuple[set[str], set[str], set[int]]:
    """Returns the names, dates and numbers of a sentence; what stands in a name or date is no number."""
    names = set()
    for name in known:
        if name in sentence and (found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence)):
            names.add(name)
            sentence = sentence.replace(found[0], " ")
    dates = {
        f"{year}-{MONTHS.index(month) + 1:02}" + (f"-{int(day):02}" if day else "")
        for day, month, year in DATE.findall(sentence)
    }
    written = [one.casefold().replace(",", "") for one in NUMBER.findall(DATE.sub(" ", sentence))]
    return names, dates, {NUMBERS.index(one) if one in NUMBERS else int(one) for one in written}


def test_names_dates_and_numbers_are_those_of_the_rows(graph: Any, answers: Any) -> None:
    labels = {label for iri, label in graph.index.labels.items() if "/id/" in iri and " " in label}
    listed = graph.sparql("SELECT ?day { ?claim thb:membersOf ?group ; thb:completeUpTo ?day }")
    ends = {row.day.isoformat() for row in listed}  # up to when the members of groups are named
    wrong = []
    for name, given, answer in answers:
        rows, sentence = answer["rows"], answer["summary"]
        held = {*texts(rows)} | {
            part for text in answer["arguments"].values() for part in (text, *text.split(", "))
        }
        known = sorted(
            (one for one in held | labels if len(one) > 2 and not one.isdigit()), key=len, reverse=True
        )
        names, dates, numbers = read(sentence, known)
        other_names = (name for one in held for name in graph.index.aliases.get(one, ()))
        spoken = " ".join((*held, *other_names))
        days = {one for one in held if one[:4].isdigit()} | {*given.values()} | MEMO_DAYS
        days |= read(spoken, [])[1] | wholes(rows) | ends
        figures = {int(one) for one in held | wholes(rows) if one.isdigit()}
        then = {one for one in names if f"{one} (today " in sentence}  # what a thing was called on that day
        wrong += [(name, given, one) for one in names - then if one not in spoken]
        wrong += [(name, given, one) for one in dates - days]
        wrong += [(name, given, one) for one in numbers - counts(rows) - figures]
    assert not wrong, wrong[:5]


def test_where_there_are_no_rows_the_sentence_says_so(answers: Any) -> None:
    empty = [one for one in answers if not one[2]["rows"]]
    assert len(empty) > 5
    assert [one[:2] for one in empty if not SILENT.search(one[2]["summary"])] == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Two of the Council of Europe: A and B.", ({"Council of Europe"}, set(), {2})),
        ("On 3 May 2005 and in April 2009, 1,290 and 15 others.", (set(), {"2005-05-03", "2009-04"}, {1290, 15})),
    ],
)  # fmt: skip
def test_the_reader_reads(sentence: str, found: Any) -> None:
    assert read(sentence, ["Council of Europe"]) == found
