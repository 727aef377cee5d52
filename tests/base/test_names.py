"""Texts as people read them: short, with the right article, and safe for a terminal."""

from __future__ import annotations

from thbgraph.base.printing import printable, quoted, with_article


def test_an_article_is_that_of_what_follows() -> None:
    said = ["is a Entry into force", "Is a act", "is a Treaty", "is a: Act", "kind Acceptance", "is a "]
    assert [with_article(words) for words in said] == ["is an Entry into force", "is an act", *said[2:]]


def test_what_was_given_is_shown_short() -> None:
    assert quoted("x" * 61) == "'" + "x" * 60 + "...'" and quoted("x" * 60) == "'" + "x" * 60 + "'"
    assert quoted("a\nb\x1b") == "'a\\nb\\x1b'"


def test_a_space_of_any_width_is_shown_as_it_is_and_what_steers_a_terminal_is_not() -> None:
    assert printable("Finland,\u00a0Germany\u2009\u202fGreece") == "Finland,\u00a0Germany\u2009\u202fGreece"
    assert printable("\u2028\u202e\x1b") == r"\u2028\u202e\x1b"
