"""Differences of answers are told in labels and words, row by row, and none is left out."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.namespaces import ID
from thbgraph.difference.answer_changes import as_lines, compare_answers, in_short
from thbgraph.questions.golden import GoldenAnswer, GoldenCell, read_golden

HEADING = "country,countryLabel,answer,asOf,basis"
ROWS = {
    "fin": f"{ID}fin,Finland,yes,2010-01-26,report",
    "deu": f"{ID}deu,Germany,yes,2010-01-26,report",
    "isl": f"{ID}isl,Iceland,undetermined,2010-01-26,",
}


def golden(*rows: str, heading: str = HEADING) -> GoldenAnswer:
    return read_golden("\n".join([heading, *rows]) + "\n", "x.csv")


def lines(before: GoldenAnswer | None, after: GoldenAnswer) -> list[str]:
    return as_lines(compare_answers(before, after))


def test_rows_gone_changed_and_added_are_told_by_what_they_are_about() -> None:
    before = golden(*ROWS.values())
    after = golden(
        f"{ID}dnk,Denmark,yes,2010-01-26,act", f"{ID}deu,Germany,undetermined,2009-12,", ROWS["isl"]
    )
    found = compare_answers(before, after)
    assert as_lines(found) == [
        "- Finland; answer: yes; as of: 26 January 2010; basis: report",
        "~ Germany: answer was yes, now undetermined; as of was 26 January 2010, now December 2009; "
        "basis was report, now nothing",
        "+ Denmark; answer: yes; as of: 26 January 2010; basis: act",
    ]
    assert in_short(found) == "1 row gone, 1 row changed, 1 row added"
    assert found.line == 2 and found


def test_equal_answers_differ_in_nothing() -> None:
    found = compare_answers(golden(*ROWS.values()), golden(*ROWS.values()))
    assert not found and as_lines(found) == [] and in_short(found) == "not in its rows"


def test_a_first_answer_is_shown_row_by_row() -> None:
    found = compare_answers(None, golden(*ROWS.values()))
    assert found and found.first and len(as_lines(found)) == 3
    assert as_lines(found)[0] == "+ Finland; answer: yes; as of: 26 January 2010; basis: report"
    empty = compare_answers(None, golden(heading="country"))
    assert empty and as_lines(empty) == []


def test_without_things_nothing_tells_rows_apart() -> None:
    before = golden("a,1,x", "b,1,y", heading="name,number,text")
    after = golden("a,1,x", "b,2,y", heading="name,number,text")
    assert lines(before, after) == ["- b; number: 1; text: y", "+ b; number: 2; text: y"]


def test_rows_that_nothing_tells_apart_are_no_changes() -> None:
    before = golden(f"{ID}fin,Finland,a,,", f"{ID}fin,Finland,b,,")
    after = golden(f"{ID}fin,Finland,c,,", f"{ID}fin,Finland,d,,")
    assert lines(before, after) == [
        "- Finland; answer: a",
        "- Finland; answer: b",
        "+ Finland; answer: c",
        "+ Finland; answer: d",
    ]


def test_rows_count_as_often_as_they_stand_there() -> None:
    once, twice = golden(ROWS["fin"]), golden(ROWS["fin"], ROWS["fin"])
    assert [line[0] for line in lines(twice, once)] == ["-"]
    assert [line[0] for line in lines(once, twice)] == ["+"]


def test_another_label_is_said_as_such() -> None:
    before, after = golden(ROWS["fin"]), golden(ROWS["fin"].replace("Finland", "Suomi"))
    assert lines(before, after) == ["~ Suomi: country was called Finland, now Suomi"]


def test_another_thing_of_the_same_name_is_told_by_what_it_is() -> None:
    before, after = golden(ROWS["fin"]), golden(ROWS["fin"].replace("id/fin", "id/fin-2"))
    assert lines(before, after) == [
        "- Finland (id:fin); answer: 'yes'; as of: '2010-01-26'; basis: 'report'",
        "+ Finland (id:fin-2); answer: 'yes'; as of: '2010-01-26'; basis: 'report'",
    ]
    day = golden(ROWS["fin"].replace("2010-01-26", "26 January 2010"))
    assert lines(before, day) == ["~ Finland: as of was '2010-01-26', now '26 January 2010'"]


def test_another_order_is_said() -> None:
    after = golden(ROWS["fin"], ROWS["isl"], ROWS["deu"])
    found = compare_answers(golden(*ROWS.values()), after)
    assert as_lines(found) == ["rows are in another order: row 2 is now Iceland, where Germany was, as row 2"]
    assert found and found.line is None
    without = golden(ROWS["deu"], ROWS["isl"])
    assert lines(golden(*ROWS.values()), without) == [
        "- Finland; answer: yes; as of: 26 January 2010; basis: report"
    ]


def test_other_columns_are_said_and_the_rows_compared_by_those_that_stayed() -> None:
    before = golden("a,1", "b,2", heading="name,number")
    assert lines(before, golden("a,x", "c,y", heading="name,otherText")) == [
        "columns gone: number",
        "columns added: other text",
        "- b",
        "+ c",
    ]
    assert lines(before, golden("1,a", "2,b", heading="number,name")) == [
        "the columns are in another order, now: number, name"
    ]
    assert lines(before, golden("x", heading="z"))[:2] == ["columns gone: name, number", "columns added: z"]


def test_long_differences_are_cut_unless_the_whole_is_wanted() -> None:
    after = golden(*(f"{ID}x{number},X{number},{'y' * 300},," for number in range(96)))
    found = compare_answers(golden(), after)
    assert len(as_lines(found)) == 21 and as_lines(found)[-1] == "... and 76 more rows"
    assert all(len(line) < 200 for line in as_lines(found))
    assert len(as_lines(found, whole=True)) == 96 and all(
        "y" * 300 in line for line in as_lines(found, whole=True)
    )
    assert len(as_lines(compare_answers(golden(), golden(*(f"{ID}{n},X,,," for n in range(21)))))) == 21


@pytest.mark.parametrize("text", ["\x1b[2J", "\u202e", "\x07", "a\x00b"])
def test_odd_text_does_not_steer_the_terminal(text: str) -> None:
    before, after = (
        golden(f"{ID}fin,{text},{text},,"),
        golden(f"{ID}fin,{text},x,,", f"{text},{text},{text},,"),
    )
    for line in [*lines(before, after), *lines(None, after), *lines(after, before)]:
        assert line.isprintable()


_CELL = st.sampled_from(["", "a", "b", "2010-01-26", "26 January 2010", "a; answer: b"])
_ANSWER = st.lists(st.tuples(_CELL, _CELL, _CELL), max_size=6)


@given(_ANSWER, _ANSWER)
def test_every_difference_is_found_and_told(
    before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]
) -> None:
    old, new = (
        GoldenAnswer(
            ("x", "y", "z"),
            tuple((GoldenCell(x, x and "A"), GoldenCell(y), GoldenCell(z)) for x, y, z in rows),
            tuple(range(2, 2 + len(rows))),
        )
        for rows in (before, after)
    )
    found = compare_answers(old, new)
    assert bool(found) == (before != after) == bool(as_lines(found, whole=True))
    assert Counter(found.gone) + Counter(was for was, _ in found.changed) == Counter(old.rows) - Counter(
        new.rows
    )
    assert Counter(found.added) + Counter(now for _, now in found.changed) == Counter(new.rows) - Counter(
        old.rows
    )
    texts = as_lines(found, whole=True)
    assert not {line[2:] for line in texts if line[0] == "-"} & {line[2:] for line in texts if line[0] == "+"}
