"""What goes to a terminal: folded pages, lines that fit it, and a pager for what is longer than the screen."""

from __future__ import annotations

import os
import re

import pytest

from command_line import at_terminal, at_terminal_apart, run
from thbgraph.base.values import Entity
from thbgraph.cli.terminal import fitted
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.document import words
from thbgraph.results.thing import Page, PropertyValue


def seen_at(columns: int, *words: str) -> list[str]:
    """Runs a command on a terminal of so many columns; gives the lines that are seen."""
    os.environ["COLUMNS"] = str(columns)
    try:
        return at_terminal("", *words)[1].replace("\r\n", "\n").splitlines()
    finally:
        del os.environ["COLUMNS"]


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize(
    "words",
    [
        ("show", "GRETA"),
        ("status", "Lithuania", "CETS 197", "asOf=2008-01-01"),
        ("why", "Denmark", "has consented", "CETS 197"),
    ],
)
def test_no_line_is_too_wide_and_no_word_is_cut(
    graph: KnowledgeGraph, columns: int, words: tuple[str, ...]
) -> None:
    lines = seen_at(columns, *words)
    assert all(len(line) <= columns for line in lines if "http" not in line and "<" not in line)
    piped = set(run(*words).stdout.split())
    assert {word for line in lines for word in line.split()} == piped


@pytest.mark.parametrize("columns", [1, 12, 60])
def test_what_is_parted_begins_where_it_would_stand_whole(
    monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    whole = (
        f"Decided by\n  {'act ' * 30}[1]\n    {'remark ' * 20}.\n  Åland {'island ' * 20}.\n{' ' * 70}\nend"
    )
    lines = fitted(whole).split("\n")
    for line in whole.split("\n"):
        first = next(one for one in lines if one.split()[:1] == line.split()[:1])
        assert len(first) - len(first.lstrip()) == len(line) - len(line.lstrip()) or not line.strip()
    assert " ".join(lines).split() == whole.split()


def test_what_is_longer_than_the_screen_goes_to_the_pager(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", "20")
    monkeypatch.setenv("PAGER", "sed 's/^/PAGED /'")
    code, seen = at_terminal("", "show", "CETS 197")
    assert code == 0 and all(line.startswith("PAGED ") for line in seen.replace("\r\n", "\n").splitlines())
    monkeypatch.setenv("LINES", "400")
    assert "PAGED" not in at_terminal("", "show", "GRETA")[1]


@pytest.mark.parametrize(
    ("name", "value"), [("PAGER", ""), ("PAGER", "no-such-pager"), ("PAGER", "'"), ("NO_PAGER", "1")]
)
def test_without_a_pager_it_is_printed(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("LINES", "20")
    monkeypatch.setenv("PAGER", "sed 's/^/PAGED /'")
    monkeypatch.setenv(name, value)
    code, seen = at_terminal("", "show", "CETS 197")
    assert code == 0 and "PAGED" not in seen and "Sources" in seen


def test_a_pager_that_is_left_early_is_no_error(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", "20")
    monkeypatch.setenv("PAGER", "head -3")
    code, seen = at_terminal_apart("", "show", "CETS 197", "--all")
    assert code == 0 and len(seen.splitlines()) == 3


def test_nothing_is_paged_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("show", "CETS 197", PAGER="sed 's/^/PAGED /'", LINES="20").stdout.startswith(
        "Council of Europe"
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["CETS 197", "Finland", "UN", "IOM", "GRETA", "EGCC"])
def test_long_lists_are_folded_and_counted(graph: KnowledgeGraph, name: str) -> None:
    folded, whole = (" ".join(run("show", name, *options).stdout.split()) for options in ((), ("--all",)))
    page = graph.describe(name)
    assert isinstance(page, Page)
    by_property: dict[tuple[str, str], set[object]] = {}
    parts = {"facts": page.facts, "acts": page.acts, "said": page.statements, "mentions": page.mentions}
    for part, found in parts.items():
        for one in found:
            by_property.setdefault((part, one.property.label), set()).add(one.value)
    hidden = sorted(len(values) - 8 for values in by_property.values() if len(values) > 10)
    counted = sorted(int(number) for number in re.findall(r"; and (\d+) more", folded))
    assert counted == hidden and ("--all" in folded) == bool(hidden)
    assert not re.search(r"; and \d+ more", whole)
    for one in (*page.facts, *page.mentions, *page.acts):
        assert " ".join(str(words(one.value)).split()) in whole, one


@pytest.mark.slow
def test_the_command_that_opens_a_list_is_the_one_that_fits() -> None:
    treaty, state = (" ".join(run("show", name).stdout.split()) for name in ("CETS 197", "Finland"))
    assert "as a table: thbgraph participants id:cets-197" in treaty
    assert "by treaty: thbgraph brief id:fin" in state
    for command in (["participants", "id:cets-197"], ["brief", "id:fin"], ["show", "id:fin", "--all"]):
        assert run(*command).returncode == 0


def test_a_page_begins_with_what_the_thing_is(graph: KnowledgeGraph) -> None:
    page = graph.describe("GRETA")
    assert isinstance(page, Page)
    assert page.summary == "Group of Experts on Action against Trafficking in Human Beings: Body"
    assert [one.title for one in page.document().sections] == [
        *("What it is", "Names", "Related things", "What is said"),
    ]
    text = str(page)
    assert "GRETA is to monitor how the Convention is carried out" in " ".join(text.split())


def test_what_is_said_twice_has_all_its_marks() -> None:
    prop, thing, *sources = (Entity(f"https://e.org/{name}", name) for name in ("p", "t", "a", "b"))
    facts = tuple(PropertyValue(prop, thing, (source,)) for source in sources)
    text = str(Page(Entity("https://e.org/x", "x"), facts))
    assert "p: t [1]" in text and "[1] (a) a\n    (b) b" in text
