"""What a new question takes from others: told until its answer is accepted, and only what it takes."""

from __future__ import annotations

from pathlib import Path

from thbgraph.graph import check

FILE = "queries/watchers.rq"


def add_wordings(home: Path, *wordings: str) -> None:
    with (home / "queries/wordings.tsv").open("a", encoding="utf-8") as file:
        file.writelines(f"watchers\t{wording}\n" for wording in wordings)


def taken(home: Path) -> list[str]:
    """The lines of what is said of the new question."""
    found = [one for one in check(home) if one.path == FILE and "of other questions" in one.message]
    return found[0].message.split("\n  ") if found else []


def test_wordings_that_lead_to_a_new_question_are_named_until_it_is_accepted(home: Path) -> None:
    text = (home / "queries/bodies.rq").read_text(encoding="utf-8")
    (home / FILE).write_text(text, encoding="utf-8")
    watching = ("Who watches over it", "who watches over it?", "who watches over it!", "WHO watches over it")
    add_wordings(home, *watching, "so who watches over it")
    head, *wordings = taken(home)
    assert head.startswith(f"comes first for {len(wordings)} wording") and "accepting the answer" in head
    assert "who watches over it (bodies)" in wordings and "which body reports on it (bodies)" not in wordings
    (home / "queries/answers/watchers.csv").write_text("body,bodyLabel\n", encoding="utf-8")
    assert taken(home) == []


def test_a_question_that_takes_nothing_is_accused_of_nothing(home: Path) -> None:
    text = (home / "queries/bodies.rq").read_text(encoding="utf-8")
    (home / FILE).write_text(
        text.replace("Which bodies monitor an instrument?", "Which are there?"), encoding="utf-8"
    )
    add_wordings(
        home, "mountains of the moon", "rivers of the sun", "lakes of mars", "hills of venus", "seas"
    )
    assert taken(home) == []
