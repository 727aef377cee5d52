"""How many is answered by a figure that the memo prints, of the thing that is named and of what is counted."""

from __future__ import annotations

import pytest

from thbgraph.graph import KnowledgeGraph


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "How many projects has the IOM carried out?",
            "The memo says of the International Organization for Migration: almost 500 projects carried out since 1994.",
        ),
        (
            "How many people did the IOM help?",
            "The memo says of the International Organization for Migration: approximately 15,000 trafficked people who got help and assistance since 1994.",
        ),
        (
            "How many priorities does the CBSS have?",
            "The memo says of the Council of the Baltic Sea States: 5 priorities for the long term, of which Civil Security is one.",
        ),
        (
            "How many victims did the IOM help?",
            "The memo says of the International Organization for Migration: approximately 15,000 trafficked people who got help and assistance since 1994.",
        ),
        (
            "iom how many projects in how many countries",
            "The memo says of the International Organization for Migration: almost 500 projects carried out since 1994 and 85 countries in which projects were carried out since 1994.",
        ),
        (
            "How many observers does the IOM have?",
            "The memo says of the International Organization for Migration: a further 17 states with observer status, beside the members.",
        ),
        (
            "How many member states has the IOM?",
            "The memo says of the International Organization for Migration: 127 member states.",
        ),
        (
            "How long did the Nordic-Baltic pilot project last?",
            "The memo says of the Nordic-Baltic pilot project for the support and reintegration of women victims: 3 years that the pilot project lasts.",
        ),
    ],
)
def test_a_figure_is_told_with_its_qualifier_and_of_what_it_is(
    graph: KnowledgeGraph, sentence: str, text: str
) -> None:
    claim = graph.answer(sentence).lead
    assert claim is not None and claim.reader == "figures" and claim.text == text
    assert all(source.startswith("memo ") for source in claim.sources)


def test_figures_of_what_is_counted_are_told_with_the_one_word_that_none_of_them_has(
    graph: KnowledgeGraph,
) -> None:
    claim = graph.answer("How many countries is the IOM present in?").lead
    assert claim is not None and claim.notes == ("'present' is not read here.",)
    assert claim.text.startswith(
        "The memo says of the International Organization for Migration: over 100 countries with an office of the IOM and 85 countries in which projects"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "How many victims did the IOM identify?",
        "How many projects has UNICEF carried out?",
        "How many projects did the IOM not carry out?",
        "How many countries have left the IOM?",
        "How many projects has the IOM carried out in Latvia?",
        "How long did the Nordic-Baltic pilot project pause?",
        "For how many states is it, CETS 197?",  # the memo counts those that signed alone
        "How many states had ratified CETS 197 by the count of a page?",  # of other sources than the memo
    ],
)
def test_no_figure_is_told_of_something_else(graph: KnowledgeGraph, sentence: str) -> None:
    claim = graph.answer(sentence).lead
    assert claim is None or claim.reader != "figures"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("How many members and observers does the IOM have?", "127 member states; and a further 17 states with observer status"),
        ("iom member states observers number", "127 member states; and a further 17 states with observer status"),
        ("How many long-term priorities does the CBSS have?", "5 priorities for the long term"),
        ("in how many countries has the IOM implemented projects", "85 countries in which projects were carried out"),
        ("how long did the pilot project run", "3 years that the pilot project lasts"),
        ("How many pillars has the monitoring mechanism and which are they?", "GRETA is the first, the Committee of the Parties the second"),
    ],
)  # fmt: skip
def test_a_figure_is_found_by_head_and_verb_of_what_it_counts(
    graph: KnowledgeGraph, sentence: str, told: str
) -> None:
    assert told in graph.answer(sentence).text
