"""Mentions: names and days within a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from thbgraph.names.mentions import mentions, narrower, written_as_names
from thbgraph.sentences.reading import read


def texts(sentence: str, graph: Any) -> list[str]:
    return [mention.text for mention in mentions(sentence, graph.names)]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Who is it?", []),
        ("what ... - and ( Finland ) ?", ["Finland"]),
        ("who works for the WHO", []),  # not in this graph, and "who" is a word
        ("is IT bound, and is it?", ["IT"]),  # Italy's code, in capitals only
        ("Finland, Sweden and Norway", ["Finland", "Sweden", "Norway"]),
        ("the Council of the Baltic Sea States' members", ["Council of the Baltic Sea States"]),
        ("when was the Council of Baltic Sea States founded", ["Council of Baltic Sea States"]),
        ("the CBSS expert group on children at risk and others", ["CBSS expert group on children"]),
        ("on 26 January 2010 or in 2009", ["26 January 2010", "2009"]),
        ("on January 26, 2010 or the 3rd of May 2005", ["January 26 2010", "3rd of May 2005"]),
        ("in 1066 and in 9999", []),
        ("what became of the EU framework decision", ["Council Framework Decision 2002/629/JHA"]),
        ("EU member and framework and decision", ["EU"]),
        ("what is NATO's policy on trafficking", ["NATO policy on trafficking"]),
        ("under which article was the Conference of the Parties set up", ["Conference of the Parties"]),
        ("see passages 4-5, 1.3-2 and (2-12).", ["4-5", "1.3-2", "2-12"]),
        ("from 99-99 to 4-", []),
        ("what did MPs and members of parliament read", ["MPs", "members of parliament"]),
        ("PACE Resolution 1702 (2010)", ["PACE Resolution 1702 2010"]),
    ],
)
def test_the_longest_names_and_days_are_found(graph: Any, sentence: str, names: list[str]) -> None:
    found = texts(sentence, graph)
    assert found[: len(names)] == names and (names or not found)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("who runs the ThinkuKnow campaign", ["who", "runs"]),  # it is a programme
        ("which NATO campaign is there", ["which", "campaign", "is", "there"]),  # NATO is none
        ("campaigns like ThinkuKnow", ["campaigns", "like"]),
        # "Conference report of the Vienna Forum" has these words as well, in another order.
        ("who organized the Vienna Forum conference", ["who", "organized"]),
    ],
)
def test_a_name_ends_with_the_kind_of_what_it_names(graph: Any, sentence: str, words: list[str]) -> None:
    assert [*read(sentence, graph.names).unnamed] == words


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Who adopted the Brussels Declaration?", ["Brussels Declaration"]),
        ("Brussels Declaration", ["Brussels Declaration"]),
        ("Is Finland party to the Budapest Convention, or Sweden?", ["Budapest Convention"]),
        (
            "who adopted the Riga Declaration",
            ["Riga Declaration"],
        ),  # a part of a name, which does not tell
        ("which states signed the Palermo Protocol", []),
        ("IPU seminar London February 2010", []),
        ("Danish members ratified it", []),  # it may only begin the sentence
        ("Which States Signed The Istanbul Convention", []),  # all have capitals
        ("did Sweden's Parliament ratify it", []),
        ("Sweden, Parliament and Riksdag ratify", ["Riksdag"]),
        ("a declaration in Brussels was adopted", []),
    ],
)
def test_what_is_written_as_a_name_and_is_none_is_told(graph: Any, sentence: str, names: list[str]) -> None:
    assert [*written_as_names(sentence, graph.names)] == names


def test_a_day_has_its_bounds(graph: Any) -> None:
    (day,) = mentions("in May 2016", graph.names)
    assert day.days == ("2016-05-01", "2016-05-31")


def test_no_name_stands_within_the_name_of_a_thing(graph: Any) -> None:
    (day,) = mentions("EU Anti-Trafficking Day", graph.names)
    assert narrower(day, graph.names) == []


def test_names_stand_within_names(graph: Any) -> None:
    for mention in mentions("EU states", graph.names):
        assert mention.text == "EU" or "EU" in [part.text for part in narrower(mention, graph.names)]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("who of the Latvian ones", ["Latvian"]),
        ("which Finnish ones, or those in Dutch towns", ["Finnish", "Dutch"]),
        ("what is it called in Swedish, or in Danish?", []),
        ("in New Zealand", ["New Zealand"]),  # a name, too
    ],
)
def test_an_adjective_names_its_state_and_behind_in_a_language(
    graph: Any, sentence: str, names: list[str]
) -> None:
    assert texts(sentence, graph) == names
