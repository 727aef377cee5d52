"""Names made comparable: case, accents, punctuation and space do not count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.words.names import key, printable, quoted, unordered, with_article


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CBSS", "cbss"),
        ("CETS No. 197", "cets-no-197"),
        ("CETS No. 197", "  CETS   No 197\n"),
        ("Côte d’Ivoire", "COTE D'IVOIRE"),
        ("Åland", "aland"),
        ("Åland", "A\u030aland"),
        ("Straße", "STRASSE"),
        ("a_b", "a b"),
        ("ﬁnland", "Finland"),  # a ligature
        ("IPU–UNODC", "ipu-unodc"),
    ],
)
def test_the_same_name(one: str, other: str) -> None:
    assert key(one) == key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("CETS 197", "CETS 198"), ("Åland", "land"), ("a b", "ab")])
def test_different_names(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_names_in_other_scripts_keep_their_letters() -> None:
    assert key("Совет Европы") == "совет европы"
    assert key("日本") == "日本"


@pytest.mark.parametrize("name", ["", " ", "...", '">{}', "\n\t", "_"])
def test_what_holds_no_letter_has_no_key(name: str) -> None:
    assert key(name) == ""


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert key(key(name)) == key(name)


@given(st.text(), st.sampled_from(["-", "  ", "\n", ".", "_", " - "]), st.text())
def test_what_parts_words_does_not_count(one: str, between: str, other: str) -> None:
    assert key(one + between + other) == key(f"{one} {other}")


@given(st.text(st.characters(max_codepoint=0x17F)))
def test_case_does_not_count(name: str) -> None:
    assert key(name.upper().lower()) == key(name.lower().upper().lower())
    assert key(name.casefold()) == key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Korea, Republic of", "the Republic of Korea"),
        ("Congo, Democratic Republic of the", "Democratic Republic of the Congo"),
        ("Moldova (Republic of)", "Republic of Moldova"),
    ],
)
def test_words_in_another_order_are_one_name(one: str, other: str) -> None:
    assert unordered(one) == unordered(other)


def test_only_small_words_of_english_do_not_count() -> None:
    assert unordered("Dél-Korea") != unordered("Korea")
    assert unordered("Korea, South") != unordered("Korea, North")
    assert unordered("of the") == ""


def test_an_article_is_that_of_what_follows() -> None:
    said = ["is a Entry into force", "Is a act", "is a Treaty", "is a: Act", "kind Acceptance", "is a "]
    assert [with_article(words) for words in said] == ["is an Entry into force", "is an act", *said[2:]]


def test_what_was_given_is_shown_short() -> None:
    assert quoted("x" * 61) == "'" + "x" * 60 + "...'" and quoted("x" * 60) == "'" + "x" * 60 + "'"
    assert quoted("a\nb\x1b") == "'a\\nb\\x1b'"


def test_a_space_of_any_width_is_shown_as_it_is_and_what_steers_a_terminal_is_not() -> None:
    assert printable("Finland,\u00a0Germany\u2009\u202fGreece") == "Finland,\u00a0Germany\u2009\u202fGreece"
    assert printable("\u2028\u202e\x1b") == r"\u2028\u202e\x1b"
