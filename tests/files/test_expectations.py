"""Expectations in a header: read as they are written, each fault with its line."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.files.expectations import EXPECT_KEYS, Expectation, ExpectedRow, read_expectations
from thbgraph.files.question_headers import read_question
from thbgraph.files.questions import Question
from thbgraph.words.errors import DataError
from thbgraph.words.namespaces import PREFIXES

PATH = "queries/q.rq"
TEXT = """\
#+ summary: What?
#+ params:
#+   asOf: {datatype: xsd:date}
#+   group: {class: org:Organization}
#+ columns:
#+   country: The country
#+   since: Since when
#+   answer: yes or no
EXPECT
SELECT ?country ?since ?answer { VALUES ?asOf { UNDEF } VALUES ?group { UNDEF } }
"""


def question(expect: str) -> Question:
    text = TEXT.replace("EXPECT", expect)
    return read_question(text, PATH, "q", PREFIXES)


def read(*lines: str) -> tuple[Expectation, ...]:
    """The expectations of a header with some lines under `expect`, which stands on line 9."""
    return read_expectations(question("\n".join(["#+ expect:", *(f"#+   {line}" for line in lines)])))


def test_one_expectation_with_all_its_keys() -> None:
    assert read(
        "rows: {least: 5, most: 40}",
        "contains:",
        "  - {country: Finland, answer: yes}",
        "  - country: NO",
        "    since: 2010-01-26",
        "never: [{since: null, answer: no}]",
        "unique: [country, since]",
    ) == (
        Expectation(
            arguments={},
            least=5,
            most=40,
            contains=(
                ExpectedRow({"country": "Finland", "answer": "yes"}, 12),
                ExpectedRow({"country": "NO", "since": "2010-01-26"}, 13),
            ),
            never=(ExpectedRow({"since": None, "answer": "no"}, 15),),
            unique=("country", "since"),
            lines={"expect": 10, "rows": 10, "contains": 11, "never": 15, "unique": 16},
        ),
    )


def test_several_expectations_each_with_its_arguments() -> None:
    first, second = read(
        "- rows: {least: 1}",
        "- with: {asOf: 2008-01-01, group: [CBSS, Nordic Council]}",
        "  rows: {most: 0}",
    )
    assert (first.arguments, first.least, first.most) == ({}, 1, None)
    assert (second.least, second.most) == (None, 0)
    assert second.arguments == {"asOf": ("2008-01-01",), "group": ("CBSS", "Nordic Council")}
    assert second.lines == {"expect": 11, "with": 11, "rows": 12}


def test_a_header_without_expectations_has_none() -> None:
    assert read_expectations(question("# no")) == ()
    assert read_expectations(question("# no")._replace(text="SELECT ?x {}")) == ()


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("yes", "yes"),
        ("NO", "NO"),
        ("1_0", "1_0"),
        ("007", "007"),
        ("2009-12", "2009-12"),
        ("--10-18", "--10-18"),
        ("1.10", "1.10"),
        ("0x1F", "0x1F"),
        ("id:fin", "id:fin"),
        ("'null'", "null"),
        ('"~"', "~"),
        ("''", ""),
        ("null", None),
        ("~", None),
        ("", None),
        ('"a: b, {c}"', "a: b, {c}"),
    ],
)
def test_values_are_taken_as_they_are_written(written: str, text: str | None) -> None:
    assert read(f"contains: [{{country: {written}}}]")[0].contains[0].cells == {"country": text}


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        (["row: {least: 1}"], 10, "expect: unknown key 'row' (did you mean rows?); known: with, rows, contains, never, unique"),
        (["rows: {least: 1}", "", "contain: []"], 12, "unknown key 'contain' (did you mean contains?)"),
        (["rows: {least: 1}", "rows: {least: 1}"], 11, "expect: rows appears twice"),
        (["{}"], 10, "expect: expected a map such as {rows: {least: 1}}"),
        (["[]"], 10, "expect: expected a list such as [...] that is not empty"),
        (["Finland"], 10, "expect: expected a map"),
        (["- Finland"], 10, "expect: expected a map"),
        (["- - {}"], 10, "expect: expected a map"),
        ([], 9, "expect: expected a map"),
        (["with: {asOf: 2008-01-01}"], 10, "expect says nothing; add rows, contains, never or unique"),
        (["rows: 5"], 10, "rows: expected a map such as {least: 5, most: 40}"),
        (["rows: {}"], 10, "rows: expected a map"),
        (["rows: {min: 5}"], 10, "rows: unknown key 'min'; known: least, most"),
        (["rows: {least: five}"], 10, "rows: least expects a number such as 5, got 'five'"),
        (["rows: {least: -1}"], 10, "rows: least expects a number such as 5, got '-1'"),
        (["rows: {least: }"], 10, "rows: least expects a number such as 5, got nothing"),
        (["rows: {most: 99999999999999}"], 10, "rows: most expects a number"),
        (["rows: {least: 5, most: 4}"], 10, "rows: no answer has at least 5 and at most 4 rows"),
        (["rows: {least: [5]}"], 10, "rows: expected a name, number, date or text, got a sequence"),
        (["contains: {country: Finland}"], 10, "contains: expected a list"),
        (["contains: []"], 10, "contains: expected a list"),
        (["contains:", "  - {}"], 11, "contains: expected a map such as {country: Finland}"),
        (["contains:", "  - Finland"], 11, "contains: expected a map such as {country: Finland}"),
        (["contains:", "  - {land: Finland}"], 11, "contains: unknown column 'land'; known: country, since, answer"),
        (["never:", "  - {county: Finland}"], 11, "never: unknown column 'county' (did you mean country?)"),
        (["never:", "  - {country: [Finland]}"], 11, "never: expected a name, number, date or text, got a sequence"),
        (["never:", "  - {country: a, country: b}"], 11, "never: country appears twice"),
        (["never:", "  - {<<: {country: a}}"], 11, "never: unknown column '<<'"),
        (["unique: country"], 10, "unique: expected a list"),
        (["unique: [country, land]"], 10, "unique: unknown column 'land'"),
        (["unique: [country, country]"], 10, "unique: names country twice"),
        (["unique: [null]"], 10, "unique: unknown column ''"),
        (["rows: {least: 1}", "with: CBSS"], 11, "with: expected a map such as {asOf: 2010-01-26}"),
        (["rows: {least: 1}", "with: {asof: 2008-01-01}"], 11, "with: unknown parameter 'asof' (did you mean asOf?); known: asOf, group"),
        (["rows: {least: 1}", "with: {asOf: }"], 11, "with: asOf has no value; leave it out"),
        (["rows: {least: 1}", "with: {asOf: []}"], 11, "with: expected a list"),
        (["rows: {least: 1}", "with: {asOf: [[1]]}"], 11, "with: expected a name"),
        (["rows:", "  ? " + "x" * 9999, "  : 1"], 11, "rows: unknown key 'xxxxxxxx"),
    ],
)  # fmt: skip
def test_a_fault_has_its_line(lines: list[str], line: int, said: str) -> None:
    with pytest.raises(DataError, match=re.escape(said)) as caught:
        read(*lines)
    assert (caught.value.path, caught.value.line) == (PATH, line)
    assert len(caught.value.message) < 200


def test_expect_stands_there_once() -> None:
    with pytest.raises(DataError, match="expect appears twice") as caught:
        read_expectations(question("#+ expect: {rows: {least: 1}}\n#+ expect: {rows: {least: 2}}"))
    assert caught.value.line == 10


_WORDS = st.text(st.characters(exclude_categories=["C"]), max_size=20)
_NAMES = st.sampled_from(["country", "since", "answer"])
_ROWS = st.lists(st.dictionaries(_NAMES, _WORDS | st.none(), min_size=1), min_size=1, max_size=3)


@given(_ROWS, _ROWS, st.lists(_NAMES, min_size=1, unique=True), st.integers(0, 9))
def test_what_is_written_is_read(
    contains: list[dict[str, str | None]], never: list[dict[str, str | None]], unique: list[str], least: int
) -> None:
    written = {"contains": contains, "never": never, "unique": unique, "rows": {"least": least}}
    content = yaml.safe_dump({"expect": written}, allow_unicode=True, default_style='"')
    content = content.replace('!!null "null"', "null").replace(f'!!int "{least}"', str(least))
    (read,) = read_expectations(question("\n".join(f"#+ {line}" for line in content.split("\n"))))
    assert ([row.cells for row in read.contains], [row.cells for row in read.never]) == (contains, never)
    assert (list(read.unique), read.least) == (unique, least)
    assert read.lines.keys() == {"expect", "contains", "never", "unique", "rows"} <= {"expect", *EXPECT_KEYS}
