"""Ranking: the nearest wording and all of them together, the weight of rare words, and slips."""

from __future__ import annotations

from thbgraph.sentences.fulltext import Line
from thbgraph.sentences.ranking import Wordings

WORDINGS = Wordings(
    [
        Line("who", "", "who works with children"),
        Line("who", "", "who deals with a topic"),
        Line("when", "", "when did the treaty enter into force"),
        Line("when", "about", "the day on which parties were many"),
        Line("count", "", "how many parties has the treaty"),
    ]
)


def best(sentence: str) -> str:
    found = WORDINGS.fitting(sentence.split())
    return max(found, key=lambda name: found[name].score)


def test_the_nearest_wording_is_best_whatever_the_order_ending_and_spelling_of_words() -> None:
    assert best("children who works with") == "who"
    assert best("working with a child") == "who"
    assert best("how many partys") == "count"


def test_a_wording_itself_fits_as_well_as_can_be() -> None:
    assert round(WORDINGS.fitting(["who", "works", "with", "children"])["who"].score, 9) == 2


def test_what_has_none_of_the_words_is_left_out() -> None:
    assert [*WORDINGS.fitting(["force"])] == ["when"]
    assert WORDINGS.fitting(["zebra"]) == WORDINGS.fitting([]) == {}


def test_what_is_said_about_a_thing_is_no_wording_of_it() -> None:
    assert [*WORDINGS.fitting(["parties"])] == ["count"]


def test_the_words_that_a_thing_has_are_told() -> None:
    assert WORDINGS.fitting(["working", "childern", "treaty"])["who"].words == {"working", "childern"}
