"""One folding: case, accents, punctuation, spelling and the order of words do not count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.names.folding import fold, forms


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
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(("one", "other"), [("CETS 197", "CETS 198"), ("Åland", "land"), ("a b", "ab")])
def test_different_names(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_names_in_other_scripts_keep_their_letters() -> None:
    assert fold("Совет Европы") == "совет европы"
    assert fold("日本") == "日本"


@pytest.mark.parametrize("name", ["", " ", "...", '">{}', "\n\t", "_"])
def test_what_holds_no_letter_has_no_fold(name: str) -> None:
    assert fold(name) == ""


@given(st.text())
def test_a_key_is_its_own_fold(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(), st.sampled_from(["-", "  ", "\n", ".", "_", " - "]), st.text())
def test_what_parts_words_does_not_count(one: str, between: str, other: str) -> None:
    assert fold(one + between + other) == fold(f"{one} {other}")


@given(st.text(st.characters(max_codepoint=0x17F)))
def test_case_does_not_count(name: str) -> None:
    assert fold(name.upper().lower()) == fold(name.lower().upper().lower())
    assert fold(name.casefold()) == fold(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Korea, Republic of", "the Republic of Korea"),
        ("Rep. of Korea", "Republic of Korea"),
        ("Congo, Dem. Rep. of the", "Democratic Republic of the Congo"),
        ("Moldova (Republic of)", "Republic of Moldova"),
        ("Isl. of Åland", "Åland Islands"),
        ("CETS197", "CETS 197"),
        ("U.K.", "UK"),
        ("VietNam", "Viet Nam"),
        ("Cote dIvoire", "Ivoire, Côte d'"),
        ("St Lucia", "Saint Lucia"),
        ("The Netherlands", "Netherlands"),
        ("UN General Assembly", "General Assembly of the United Nations"),
        (
            "Organisation for Security and Cooperation in Europe",
            "Organization for Security and Co-operation in Europe",
        ),
    ],
)
def test_one_name_written_otherwise_has_a_form_in_common(one: str, other: str) -> None:
    assert forms(fold(one)) & forms(fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dél-Korea", "Korea"),  # the Hungarian for south is no article
        ("Korea, South", "Korea, North"),
        ("Niger", "Nigeria"),
        ("Guinea", "Guinea-Bissau"),
        ("Congo", "Democratic Republic of the Congo"),
    ],
)
def test_names_of_different_things_have_none(one: str, other: str) -> None:
    assert not forms(fold(one)) & forms(fold(other))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Færøerne", "faeroerne"),
        ("Łódź", "lodz"),
        ("ΕΛΛΆΔΑ", "ελλαδα"),
        ("Sao Tome & Principe", "sao tome and principe"),
    ],
)
def test_letters_are_read_as_people_write_them_without(text: str, folded: str) -> None:
    assert fold(text) == folded
