"""What a home says of its memo, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from thbgraph.base.errors import DataError, StoreError
from thbgraph.base.home import HOME, read_home
from thbgraph.build import homes

TEXT = """\
base = "https://example.org/sheds/"
name = "sheds"
title = "Who keeps which shed"
publisher = "The shed keepers"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
version = "3"
[days]
2024-05-31 = "the day of the inspection"
"""


def test_a_home_has_what_it_says_and_nothing_of_another() -> None:
    home = read_home(TEXT)
    assert (home.base, home.days) == (
        "https://example.org/sheds/",
        {"2024-05-31": "the day of the inspection"},
    )
    assert not any((home.about, home.themes, home.abbreviations, home.same, home.sentences, home.portal))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('name = "sheds"\n', "", "has no name; add it"),
        ('version = "3"\n', "", "has no version; add it"),
        ('name = "sheds"', 'name = "Sheds!"', "name: expected small letters"),
        ("sheds/", "sheds", "base: expected an address that ends in /"),
        ("https://example.org/sheds/", "https://w3id.org/thbgraph/", "base: lies below .* write an address of your own"),
        ("https://example.org/sheds/", "https://w3id.org/thbgraph/x/", "base: lies below"),
        ("https://example.org/sheds/", "http://w3id.org/thbgraph/x/", "base: lies below"),
        ("https://example.org/sheds/", "https://W3ID.org:443//%74hbgraph/x/", "base: lies below"),
        ("https://example.org/sheds/", "https://w3id.org/x/../thbgraph/", "base: lies below"),
        ("https://example.org/sheds/", "http://[x/", "base: expected an address that ends in /"),
        ("https://example.org/sheds/", "https://me:word@example.org/", "base: expected an address that ends in /"),
        ("2024-05-31", "31-05-2024", "days: expected a day such as"),
        ("[days]\n", "[themes]\n", "has no days; add it"),
        ("[days]\n", "days = []\n[themes]\n", "days: expected a table of texts"),
        ("[days]\n", "colour = 1\n[days]\n", "colour is no key; expected base, "),
        ("title =", "title", "is not TOML: .*line 3"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(before: str, after: str, words: str) -> None:
    assert before in TEXT
    with pytest.raises(DataError, match=f"home.toml: {words}"):
        read_home(TEXT.replace(before, after))


def test_an_address_beside_the_programs_is_anybodys() -> None:
    assert read_home(TEXT.replace("example.org/sheds", "w3id.org/thbgraph-sheds")).name == "sheds"


@pytest.mark.parametrize("base", ["https://w3id.org/thbgraph/x/", "http://w3id.org/thbgraph/"])
def test_nobody_publishes_below_it_by_the_name_of_its_publisher(base: str) -> None:
    text = TEXT.replace("https://example.org/sheds/", base).replace("The shed keepers", HOME.publisher)
    with pytest.raises(DataError, match="base: lies below"):
        read_home(text)


def test_a_home_of_other_names_is_refused_in_a_process_of_this_one(home: Path) -> None:
    assert homes.home(home) == home
    (home / "home.toml").write_text(TEXT, encoding="utf-8")
    with pytest.raises(
        StoreError, match=f"names begin with {HOME.base}; start another process with THBGRAPH_HOME={home}"
    ):
        homes.home(home)
    (home / "home.toml").unlink()
    with pytest.raises(StoreError, match=r"no folder with home\.toml, .*thbgraph init DIR"):
        homes.home(home)
