"""Slips are corrected where one thing alone can be meant, and told; words that something here has stay as they are."""

from __future__ import annotations

import pytest

from thbgraph.graph import KnowledgeGraph


@pytest.mark.parametrize(
    ("sentence", "right", "read_as"),
    [
        (
            "Has Gremany ratified the Palermo Protocoll?",
            "Has Germany ratified the Palermo Protocol?",
            ("'Gremany' is read as 'Germany'.", "'the Palermo Protocoll' is read as 'the Palermo Protocol'."),
        ),
        (
            "Who is a member of the Nordic Counsil of Minsters?",
            "Who is a member of the Nordic Council of Ministers?",
            ("'the Nordic Counsil of Minsters' is read as 'the Nordic Council of Ministers'.",),
        ),
        (
            "when did gremany ratify the palermo protocol?",
            "when did germany ratify the palermo protocol?",
            ("'gremany' is read as 'germany'.",),
        ),
        (
            "how many recomendations of the Nordic Council are there?",
            "how many recommendations of the Nordic Council are there?",
            ("'recomendations' is read as 'recommendations'.",),
        ),
        (
            "who startet the Blue Heart campaign",
            "who started the Blue Heart campaign",
            ("'startet' is read as 'started'.",),
        ),
        (
            "which countrys belong to Nordick Counsil",
            "which countries belong to Nordic Council",
            ("'Nordick Counsil' is read as 'Nordic Council'.", "'countrys' is read as 'countries'."),
        ),
        (
            "when did Lithuania sign the UN konvention agenst transnational organised crime",
            "when did Lithuania sign the UN convention against transnational organised crime",
            (
                "'the UN konvention agenst transnational organised crime' is read as 'the UN convention against transnational organised crime'.",
            ),
        ),
    ],
)
def test_a_slip_in_a_name_is_corrected_and_told(
    graph: KnowledgeGraph, sentence: str, right: str, read_as: tuple[str, ...]
) -> None:
    found = graph.answer(sentence)
    assert found.read_as == read_as
    assert found.text == graph.answer(right).text


@pytest.mark.parametrize(
    "sentence",
    [
        "When did Nigera sign UNTOC?",
        "Who founded the CBSS?",
        "Which states submitted reports?",
        "who protests against trafficking?",
        "what are the weak spots of the fight against trafficking?",
        "Who spends money on prevention?",
        "how many kronor has Denmark paid to UN.GIFT",
    ],
)
def test_what_may_be_no_slip_stands_as_it_is(graph: KnowledgeGraph, sentence: str) -> None:
    assert not graph.answer(sentence).read_as


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("unhcr paper trafiking 2009", "'trafiking' is read as 'trafficking'."),
        (
            "Who launched the blue hart campaign?",
            "'the blue hart campaign' is read as 'the blue heart campaign'.",
        ),
    ],
)
def test_a_short_word_in_a_name_and_two_missing_letters_are_slips(
    graph: KnowledgeGraph, sentence: str, told: str
) -> None:
    found = graph.answer(sentence)
    assert found.lead is not None and told in (*found.read_as, *found.lead.notes), found.lead.notes


def test_a_name_in_two_parts_is_taken_as_the_whole_one(graph: KnowledgeGraph) -> None:
    found = graph.answer("Why was the post of Senior Cordinator at NATO creatd?")
    told = (
        "'Senior Coordinator' is taken as NATO Senior Coordinator on Combating Trafficking in Human Beings."
    )
    assert found.lead is not None and told in found.lead.notes, found.lead.notes


def test_slips_alone_are_no_other_language(graph: KnowledgeGraph) -> None:
    found = graph.answer("Lichtenstein CETS 197: date of signiture, date of ratifcation?")
    assert found.text.startswith("Liechtenstein signed CETS 197 on 30 November 2015.")
    assert "'signiture' is read as 'signature'." in found.read_as


def test_vowels_in_other_places_make_another_word(graph: KnowledgeGraph) -> None:
    found = graph.answer("Who fought the trade in women in the first year of our century?")
    assert not any("century" in one for one in found.read_as)


def test_what_is_not_read_is_not_said_to_be_read_as_another_word(graph: KnowledgeGraph) -> None:
    found = graph.answer(
        "Wich comittee forms, besides GRETTA, the second pilar of the monitoring of the Councill of Europe conventon?"
    )
    assert any("comittee" in one for one in found.unread)
    assert found.read_as == ("'Wich' is read as 'Which'.",)


def test_a_turn_of_phrase_that_is_not_read_is_named_as_typed(graph: KnowledgeGraph) -> None:
    found = graph.answer(
        "Was Iceland among the founding members of the Council of the Baltic Sea States in 1992?"
    )
    assert found.unread == ("Iceland", "founding members", "in 1992")


def test_a_first_name_is_not_respelt(graph: KnowledgeGraph) -> None:
    found = graph.answer("What does Maria Kovacs do for the CBSS?")
    assert found.text.startswith("Nothing in the graph is called 'Maria Kovacs'") and not found.read_as
