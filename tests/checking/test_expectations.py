"""Whether an answer is as expected: each kind of expectation, met and not met, with what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import pytest

from thbgraph.answers.answers import Answer
from thbgraph.answers.rows import Entity, Row, Value
from thbgraph.checking.expectations import unmet
from thbgraph.files.expectations import Expectation, ExpectedRow
from thbgraph.words.dates import PartialDate
from thbgraph.words.errors import UnknownEntity
from thbgraph.words.findings import Finding
from thbgraph.words.namespaces import ID

FINLAND, DENMARK, ICELAND = (Entity(ID + code, name) for code, name in (("fin", "Finland"), ("dnk", "Denmark"), ("isl", "Iceland")))  # fmt: skip
NAMES = {"Finland": ID + "fin", "FI": ID + "fin", "id:fin": ID + "fin", "Denmark": ID + "dnk", "Iceland": ID + "isl"}  # fmt: skip
COLUMNS = ("country", "since", "votes", "answer")
ROWS: list[tuple[Value, ...]] = [
    (FINLAND, date(2010, 1, 26), 3, "yes"),
    (DENMARK, PartialDate(2009, 12), None, "no"),
    (ICELAND, PartialDate(1995), 12, None),
]
MEND = "; correct the data or the query, or the header if the source says otherwise"


def find(text: str) -> str:
    if text not in NAMES:
        raise UnknownEntity(f"nothing in the graph is called {text!r}; did you mean Finland?")
    return NAMES[text]


def answer(rows: Sequence[tuple[Value, ...]] = ROWS) -> Answer:
    return Answer(COLUMNS, [Row(COLUMNS, row) for row in rows])


def expectation(
    contains: Sequence[dict[str, str | None]] = (),
    never: Sequence[dict[str, str | None]] = (),
    least: int | None = None,
    most: int | None = None,
    unique: tuple[str, ...] = (),
    arguments: dict[str, tuple[str, ...]] | None = None,
) -> Expectation:
    """An expectation whose keys stand on lines 1 to 5, and whose rows on lines from 10."""
    return Expectation(
        arguments or {},
        least,
        most,
        tuple(ExpectedRow(cells, 10 + number) for number, cells in enumerate(contains)),
        tuple(ExpectedRow(cells, 20 + number) for number, cells in enumerate(never)),
        unique,
        {"expect": 1, "rows": 2, "contains": 3, "never": 4, "unique": 5},
    )


def check(expected: Expectation, found: Answer | None = None) -> list[tuple[int | None, str]]:
    findings = unmet("queries/q.rq", expected, answer() if found is None else found, find)
    assert all((finding.path, finding.code) == ("queries/q.rq", "expectation") for finding in findings)
    return [(finding.line, finding.message) for finding in findings]


@pytest.mark.parametrize(
    "met",
    [
        expectation(),
        expectation(least=3, most=3),
        expectation(least=0),
        expectation(contains=[{"country": "Finland"}, {"country": "FI"}, {"country": "id:fin"}, {"country": ID + "fin"}]),
        expectation(contains=[{"country": "Finland", "since": "2010-01-26", "votes": "3", "answer": "yes"}]),
        expectation(contains=[{"since": "2009-12"}, {"since": "1995"}, {"votes": None}, {"votes": "12", "answer": None}]),
        expectation(never=[{"country": "Finland", "answer": "no"}, {"country": "Iceland", "votes": None}, {"since": "2010"}]),
        expectation(never=[{"since": "--10-18"}, {"since": "2010-01-27"}, {"answer": "Finland"}]),
        expectation(unique=("country",)),
        expectation(unique=("country", "votes")),
    ],
)  # fmt: skip
def test_what_is_as_expected_gives_no_finding(met: Expectation) -> None:
    assert check(met) == []


@pytest.mark.parametrize(
    ("expected", "line", "said"),
    [
        (expectation(least=5), 2, "expected at least 5 rows, got 3" + MEND),
        (expectation(most=1), 2, "expected at most 1 row, got 3" + MEND),
        (expectation(most=0), 2, "expected at most 0 rows, got 3" + MEND),
        (
            expectation(contains=[{"country": "Finland", "answer": "no"}]),
            10,
            "expected a row with country Finland, answer no, got country Finland with answer yes" + MEND,
        ),
        (
            expectation(contains=[{"country": "Finland"}, {"country": "Denmark", "votes": "3"}]),
            11,
            "expected a row with country Denmark, votes 3, got country Denmark with votes empty" + MEND,
        ),
        (
            expectation(contains=[{"country": "Finland", "answer": None}]),
            10,
            "expected a row with country Finland, answer empty, got country Finland with answer yes" + MEND,
        ),
        (
            expectation(contains=[{"answer": "perhaps"}]),
            10,
            "expected a row with answer perhaps, got none among 3 rows" + MEND,
        ),
        (
            expectation(never=[{"votes": "4"}, {"country": "Denmark"}]),
            21,
            "expected no row with country Denmark, got: country Denmark; since December 2009; answer no" + MEND,
        ),
        (
            expectation(never=[{"answer": None}]),
            20,
            "expected no row with answer empty, got: country Iceland; since 1995; votes 12" + MEND,
        ),
        (
            expectation(contains=[{"country": "Finnland"}]),
            10,
            "country: nothing in the graph is called 'Finnland'; did you mean Finland?",
        ),
        (
            expectation(never=[{"country": "Denmrk", "answer": "no"}]),
            20,
            "country: nothing in the graph is called 'Denmrk'; did you mean Finland?",
        ),
        (
            expectation(never=[{"since": "3.5.2005"}]),
            20,
            "since: expected a date such as 2005-05-03, 2009-12, 2005 or --10-18, got '3.5.2005'",
        ),
        (
            expectation(contains=[{"land": "Finland"}], unique=("country", "where")),
            1,
            "expect names land, where, which the query does not give; add it to SELECT",
        ),
        (
            expectation(least=4, arguments={"asOf": ("2008-01-01",), "group": ("CBSS", "NATO")}),
            2,
            "with asOf 2008-01-01; group CBSS, NATO: expected at least 4 rows, got 3" + MEND,
        ),
    ],
)  # fmt: skip
def test_what_is_not_as_expected_says_what_was_got(expected: Expectation, line: int, said: str) -> None:
    assert check(expected) == [(line, said)]


def test_rows_that_are_not_unique_are_counted() -> None:
    twice = answer([*ROWS, (FINLAND, date(2010, 1, 26), 4, "no"), (ICELAND, None, None, None)])
    assert check(expectation(unique=("country",)), twice) == [
        (5, "expected no two rows alike in country, got 2 with Finland; 2 with Iceland" + MEND)
    ]
    assert check(expectation(unique=("country", "since")), twice) == [
        (5, "expected no two rows alike in country and since, got 2 with Finland, 26 January 2010" + MEND)
    ]
    many = answer([(Entity(ID + f"x{number // 2}", f"X{number // 2}"), None, None, None) for number in range(20)])  # fmt: skip
    (finding,) = check(expectation(unique=("country",)), many)
    assert "2 with X0; 2 with X1; 2 with X2; and 7 more" in finding[1]


def test_every_finding_of_an_answer_is_given() -> None:
    expected = expectation([{"country": "Finland"}, {"country": "Iceland"}], [{"answer": "no"}], 9)
    assert [line for line, _ in check(expected, answer(ROWS[1:2]))] == [2, 10, 11, 20]


def test_an_empty_answer_has_no_rows_at_all() -> None:
    (finding,) = check(expectation([{"country": "Finland"}], [{"country": "Denmark"}]), answer([]))
    assert finding == (10, "expected a row with country Finland, got no rows at all" + MEND)


def test_a_column_of_things_and_texts_takes_both() -> None:
    mixed = answer([(FINLAND, None, None, "yes"), ("elsewhere", None, None, "no")])
    assert check(expectation([{"country": "elsewhere"}, {"country": "FI"}]), mixed) == []
    (finding,) = check(expectation([{"country": "nowhere"}]), mixed)
    assert "expected a row with country nowhere" in finding[1]


def test_an_iri_of_others_needs_no_name() -> None:
    links = answer([(Entity("http://e.org/a?b=1", "http://e.org/a?b=1"), None, None, None)])
    assert check(expectation([{"country": "http://e.org/a?b=1"}]), links) == []
    (finding,) = check(expectation(never=[{"country": "http://e.org/a?b=1"}]), links)
    assert finding[0] == 20


@pytest.mark.parametrize("text", ["x" * 9999, "\x1b[2J", "a\nb\r", "\u202e", "%s{0}"])
def test_odd_text_neither_steers_the_terminal_nor_fills_it(text: str) -> None:
    odd = answer([(FINLAND, None, None, text), (FINLAND, None, None, text)])
    found = check(
        expectation([{"country": "Denmark", "answer": text}], [{"answer": text}], unique=("answer",)), odd
    )
    assert len(found) == 3
    for _, said in found:
        assert len(said) < 500 and re.fullmatch(r"[^\x00-\x1f\x7f\u202e]+", said)


def test_findings_stand_at_their_place() -> None:
    (finding,) = unmet("queries/q.rq", expectation(least=9), answer(), find)
    assert isinstance(finding, Finding) and str(finding).startswith("queries/q.rq:2: expected at least 9")
