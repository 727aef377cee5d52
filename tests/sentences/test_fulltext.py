"""The full-text index: what is found, in which order, and what a damaged or hostile one does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from thbgraph.base.errors import StoreError
from thbgraph.base.namespaces import MEMO
from thbgraph.sentences.fulltext import Line, best_lines, in_memory, opened, stems, write_index

LINES = [
    Line("a", "1", "human dignity and integrity"),
    Line("b", "2", "meets twice a year in Copenhagen"),
    Line("c", "3", "training of judges, and of the trainers themselves"),
    Line("d", "4", "a house for judges"),
]


def found(text: str, most: int = 9) -> list[str]:
    with in_memory(LINES) as index:
        return [line.thing for line in best_lines(index, text, most)]


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("dignity", ["a"]),
        ("DIGNITY", ["a"]),
        ("dignities", ["a"]),  # stemmed
        ("dignty", ["a"]),  # a slip
        ("København", []),
        ("training judge", ["c", "d"]),  # both words before one
        ("judge", ["d", "c"]),  # the shorter text
        ("twice a year", ["b"]),
        ("the", ["c"]),  # nothing but function words
        ("zebra crossing", []),
    ],
)
def test_texts_are_found_by_words_of_them(text: str, things: list[str]) -> None:
    assert found(text) == things


def test_the_words_that_were_found_are_marked() -> None:
    with in_memory(LINES) as index:
        assert (
            best_lines(index, "Trainings for Judges", 1)[0].text
            == "*training* of *judges*, and of the *trainers* themselves"
        )


def test_a_line_is_the_better_for_what_else_its_passage_says() -> None:
    lines = [
        Line("a", f"{MEMO}1-1", "training of judges"),
        Line("b", f"{MEMO}1-2", "training of judges"),
        Line("c", f"{MEMO}1-2", "a house in Riga"),
        *(Line(f"other {at}", f"{MEMO}2-{at}", "something else") for at in range(9)),
    ]
    with in_memory(lines) as index:
        assert next(line.thing for line in best_lines(index, "where are judges trained, in Riga?", 3)) == "b"


def test_no_more_lines_come_than_are_wanted() -> None:
    assert found("judges", 1) == ["d"]


@pytest.mark.parametrize(
    "text", ['"', "NEAR(a b)", "text:x", "a AND", "*", "^a", "-", "x" * 100_000, "ein\x00"]
)
def test_no_text_is_a_query(text: str) -> None:
    found(text)
    assert len(stems([text])) == 1


def test_an_index_in_a_file_is_read_and_a_damaged_one_told(tmp_path: Path) -> None:
    path = tmp_path / "search ?#.db"
    write_index(path, LINES)
    with opened(path) as index:
        assert [line.thing for line in best_lines(index, "dignity", 9)] == ["a"]
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match=r"cannot be read .*thbgraph build --force"), opened(path) as index:
        best_lines(index, "dignity", 9)


def test_what_the_data_say_is_found_with_its_place(graph: Any) -> None:
    for words, place in (
        ("human dignity", "memo:2-3"),
        ("twice a year", "memo:3-11"),
        ("au pair", "memo:6-1"),
    ):
        hits = graph.sentences.texts(words, 3)
        assert place.removeprefix("memo:") in {hit.place.iri.rpartition("/")[2] for hit in hits}


def test_a_text_has_the_stems_of_no_text_before_it() -> None:
    first = stems(["training of judges", "houses"])
    assert first == [["train", "of", "judg"], ["hous"]]
    assert stems(["dignities"]) == [["digniti"]]
    assert stems(["training of judges", "houses"]) == first
