"""Operators: what changes the meaning of a sentence is seen, whatever it stands beside, and what is a part of a name is not."""

from __future__ import annotations

import pytest

from thbgraph.graph import KnowledgeGraph
from thbgraph.names.mentions import mentions
from thbgraph.names.operators import OperatorKind, operators
from thbgraph.names.word_tokens import tokens


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("who did not sign it", [(OperatorKind.NEGATION, "not")]),
        ("Didn't Sweden ratify?", [(OperatorKind.NEGATION, "Didn't")]),
        ("states that haven’t joined", [(OperatorKind.NEGATION, "haven’t")]),
        ("non-members of the CBSS", [(OperatorKind.NEGATION, "non-members")]),
        ("neither signed nor ratified", [(OperatorKind.NEGATION, "neither"), (OperatorKind.NEGATION, "nor")]),
        ("who failed to ratify", [(OperatorKind.NEGATION, "failed")]),
        ("parties before 2008", [(OperatorKind.BEFORE, "before")]),
        ("who signed in 2009", [(OperatorKind.WITHIN, "in")]),
        ("who signed in Vienna", []),
        ("from 2005 until May 2008", [(OperatorKind.SINCE, "from"), (OperatorKind.UNTIL, "until")]),
        (
            "how many did sign last year",
            [(OperatorKind.COUNT, "how many"), (OperatorKind.RELATIVE_DAY, "last year")],
        ),
        ("the first to ratify", [(OperatorKind.ORDER, "first")]),
        ("the 10th ratification", [(OperatorKind.ORDER, "10th")]),
        ("only Norway signed it", [(OperatorKind.RESTRICTION, "only")]),
        ("who may join", [(OperatorKind.MODALITY, "may")]),
        ("was it adopted in May 2005?", [(OperatorKind.WITHIN, "in")]),
        ("CETS No. 197 and resolution no 15", []),
    ],
)
def test_operators_are_read_where_no_name_or_day_takes_their_words(
    graph: KnowledgeGraph, sentence: str, read: list[tuple[OperatorKind, str]]
) -> None:
    found = mentions(sentence, graph.names)
    assert [(one.kind, one.text) for one in operators(tokens(sentence), found)] == read


def test_tokens_have_their_places_and_say_where_punctuation_parts_them() -> None:
    sentence = "How large is IOM (members, observers), Finland's friend?"
    for token in tokens(sentence):
        assert sentence[token.start : token.end] == token.text
    assert [one.text for one in tokens(sentence) if one.is_apart] == ["members", "observers", "Finland"]


def test_names_do_not_cross_punctuation_unless_they_are_written_so(graph: KnowledgeGraph) -> None:
    def named(sentence: str) -> list[str]:
        return [one.text for one in mentions(sentence, graph.names)]

    assert named("How large is IOM (members, observers)") == ["IOM"]
    assert named("the EU; states of the CBSS") == ["EU", "CBSS"]
    assert "Protocol to Prevent Suppress and Punish Trafficking in Persons" in named(
        "who joined the Protocol to Prevent, Suppress and Punish Trafficking in Persons"
    )
