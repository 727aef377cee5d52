"""How conflicts are written."""

from __future__ import annotations

import json

from thbgraph.results.conflict import Conflict, Conflicts, Side
from thbgraph.results.formats import write

ONE = Conflict(
    "value",
    ("http://e.org/act",),
    "act: when?",
    (
        Side("1 May 2005", ("http://e.org/a",), ("http://e.org/act",)),
        Side("2 May 2005", ("http://e.org/b", "http://e.org/a"), ("http://e.org/act",)),
    ),
    "open.",
    {"http://e.org/a": "about a", "http://e.org/b": "about b"},
)


def test_text_counts_by_kind_and_numbers_the_sources() -> None:
    other = ONE._replace(kind="role", question="book: who?")
    assert write(Conflicts([ONE, other]), "text") == (
        "2 conflicts: 1 value, 1 role\n"
        "\nact: when? (value)\n  1 May 2005 [1]\n  2 May 2005 [2]\n  Suggested reading: open.\n"
        "\nbook: who? (role)\n  1 May 2005 [1]\n  2 May 2005 [2]\n  Suggested reading: open.\n"
        "\nSources\n[1] about a\n[2] as [1]; (a) about b\n"
    )


def test_json_is_the_same_in_fields() -> None:
    content = json.loads(write(Conflicts([ONE]), "json"))
    (conflict,) = content["conflicts"]
    assert conflict["about"] == ["http://e.org/act"] and conflict["reading"] == "open."
    assert conflict["sides"][1] == {
        "says": "2 May 2005",
        "graphs": ["http://e.org/b", "http://e.org/a"],
        "things": ["http://e.org/act"],
    }
    assert list(content["sources"]) == ["http://e.org/a", "http://e.org/b"]


def test_a_conflict_concerns_what_it_is_about_and_what_its_sides_say() -> None:
    assert set(ONE.concerned) == {f"http://e.org/{name}" for name in ("act", "a", "b")}
