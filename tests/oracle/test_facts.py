"""Sentences about facts, generated from verbs and things, held against what rdflib reads in the TriG files."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from oracle import asked_facts as generated
from whole import WHOLE, in_turn

SEED = 20261130
NUMBER = 6_000 if WHOLE else 100
#: The files from which the reference reads.
READ = ("https://w3id.org/thbgraph/memo/", "https://w3id.org/thbgraph/source/editors")


def beyond(claim: Any) -> set[str]:
    """The things of which only tables tell, which the reference does not read."""
    found = set()
    for row in claim.answer:
        graphs = {quad.graph_name.value for quad in row.citation.statements}
        if not any(graph.startswith(READ) for graph in graphs):
            found |= {value.iri for value in row if hasattr(value, "iri")}
    return found


def is_right(asked: generated.Asked, claim: Any) -> bool:
    """Whether all that is found, or each day but the last of several, is among what the sources say."""
    if asked.wants != "when":
        return set(claim.found) - beyond(claim) <= asked.found
    told = set()
    for row in claim.answer:
        is_read = any(quad.graph_name.value.startswith(READ) for quad in row.citation.statements)
        if is_read and hasattr(row.value, "isoformat") and row.relation.label != "end date":
            told.add(row.value.isoformat())
    return told <= asked.days and len(claim.answer) > 0


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_no_generated_sentence_is_answered_falsely(graph: Any) -> None:
    wrong, seen = [], Counter[str]()
    for asked in generated.sentences(NUMBER, SEED):
        claim = graph.answer(asked.text).lead
        if claim is None or claim.reader != "facts":
            seen["not answered" if asked.found or asked.days else "nothing recorded"] += 1
        elif is_right(asked, claim):
            is_whole = asked.found <= set(claim.found)
            seen["whole" if is_whole else "in part"] += 1
        else:
            wrong.append((asked.text, claim.text, sorted(asked.found), sorted(claim.found)))
    assert not wrong, f"{len(wrong)} of {NUMBER}, such as {wrong[:5]}"
    assert seen["whole"] > 4 * (seen["not answered"] + seen["in part"]), seen


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_no_operator_is_dropped(graph: Any) -> None:
    asked = [one for one in generated.sentences(NUMBER // 4, SEED + 1) if one.found or one.days]
    # Each sentence with each operator where all is held, else with one of them in turn.
    texts = [text for at, one in enumerate(asked) for text in in_turn([*generated.hostile(one)], at)]
    assert len(texts) >= len(asked) > 0
    assert not [text for text in texts if is_dropped(text, graph.answer(text).lead)]


def is_dropped(text: str, claim: Any) -> bool:
    """Whether a fact answers without regard to an operator; "only" is read where others are told of whom it is so, too."""
    is_denied = " only " in text and is_of_facts(claim) and claim.text.startswith("No: at least")
    return is_of_facts(claim) and not is_denied


def is_of_facts(claim: Any) -> bool:
    return claim is not None and claim.reader == "facts"
