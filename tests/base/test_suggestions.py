"""Slips of the pen: what is near, and in which words it is offered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thbgraph.base.suggestions import did_you_mean, near

NAMES = ["finland", "iceland", "ireland", "greece"]


def test_a_name_with_two_letters_exchanged_is_found_first() -> None:
    assert near("finalnd", NAMES)[0] == "finland"


def test_what_is_alike_enough_is_for_the_caller_to_say() -> None:
    assert near("icelan", NAMES, alike=0.95) == []
    assert near("icelan", NAMES, most=1) == ["iceland"]


@given(st.text(max_size=30))
def test_only_known_names_are_near_and_the_same_name_is(text: str) -> None:
    assert set(near(text, NAMES)) <= set(NAMES)
    if text:
        assert near(text, [*NAMES, text])[0] == text


def test_of_an_endless_name_the_beginning_is_compared() -> None:
    assert near("a" * 100_000, ["a" * 200]) == ["a" * 200]
    assert near("x" * 100_000, NAMES) == []


def test_where_none_is_near_the_next_step_is_said() -> None:
    assert did_you_mean(["Finland"]) == "did you mean Finland?"
    assert did_you_mean(["Finland", "Iceland"], "look it up") == "did you mean Finland or Iceland?"
    assert did_you_mean([], "look it up") == "look it up"
    assert did_you_mean([]) == ""
