"""What a body does is told in sentences of the memo, each with its passage, and never by its class and topic alone."""

from __future__ import annotations

import pytest

from thbgraph.graph import KnowledgeGraph

#: What is told first and what stands beside it, read in the memo.
DOINGS = {
    "What does NATO do against trafficking?": (
        "NATO members, and other countries with troops in operations led by NATO, are to do more to prevent and fight trafficking (8-1, commitment)",
        "The Senior Coordinator coordinates everything that NATO does against trafficking (8-2, on the NATO Senior Coordinator",
    ),
    "What has NATO done about human trafficking?": ("are to do more", "It launched the NATO zero-tolerance policy on human trafficking (8-1)"),
    "What is the OSCE doing to combat trafficking?": ("The OSCE is active against trafficking (3-1)", "The Office supports what the participating States do against trafficking"),
    "What does UNICEF do about child trafficking?": ("UNICEF is very active against trafficking, above all against trafficking in children (1.2-1)", "It launched the Training manual"),
    "What does the Red Cross do against trafficking?": ("ICRC and IFRC often mention the fight", "appear to run neither a programme"),
    "What does IOM do against trafficking?": ("IOM is above all to prevent trafficking and to protect its victims", "IOM looks at trafficking from all sides"),
    "What does the EGCC do about trafficking?": ("children who are unaccompanied or trafficked (5-14, on the EGCC priorities)", "The EGCC is to find"),
    "What does the IPU do against trafficking?": ("It organized the Regional Seminar on Human Trafficking, London 2010 (7-4)", "It published Combating Trafficking in Persons"),
    "What has the Baltic Assembly done against trafficking?": ("It organized the Trilateral", "conference, Riga 2008 (6-12)"),
    "How does NATO fight trafficking?": ("are to do more to prevent", "It launched the NATO zero-tolerance policy"),
    "What does the BSPC working group do?": ("what parliamentarians in particular can add", "on which issues or in which areas pressure by parliaments"),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "told"), DOINGS.items())
def test_what_a_body_does_is_told_in_sentences_with_their_passages(
    graph: KnowledgeGraph, sentence: str, told: tuple[str, str]
) -> None:
    claim = graph.answer(sentence).lead
    assert claim is not None and claim.text.startswith("The memo says of "), claim
    first, second = map(claim.text.find, told)
    assert 0 < first < second, claim.text
    assert all(row.citation is not None for row in claim.answer)


@pytest.mark.parametrize("body", ["the OSCE Action against Terrorism Unit", "the OSCE Secretariat"])
def test_a_body_that_only_deals_with_a_topic_is_not_told_by_that_alone(
    graph: KnowledgeGraph, body: str
) -> None:
    text = graph.answer(f"What does {body} do against trafficking?").text
    assert "with trafficking in human beings (3-7" in text and "is not recorded in words" in text, text


@pytest.mark.parametrize(
    "sentence",
    [
        "What does NATO do to train soldiers?",
        "What did NATO do against trafficking in 2009?",
        "What does NATO not do against trafficking?",
        "What does NATO do against Sweden?",
        "How does NATO work?",
        "How did NATO fight trafficking in 2009?",
        "How does NATO fight trafficking with Sweden?",
        "What do the Red Cross publish?",  # where "do" only asks
    ],
)
def test_no_word_of_what_is_asked_is_dropped(graph: KnowledgeGraph, sentence: str) -> None:
    claim = graph.answer(sentence).lead
    assert (
        claim is None or "are to do more to prevent and fight trafficking (8-1, commitment)" not in claim.text
    )


def test_whose_word_is_asked_for_changes_nothing(graph: KnowledgeGraph) -> None:
    asked = "What has the European Parliament done about trafficking"
    assert graph.answer(f"{asked} according to the memo?").text == graph.answer(f"{asked}?").text


@pytest.mark.parametrize(
    "sentence",
    [
        "What did the Nordic Council recommend to Russia?",  # it recommended to the Nordic governments
        "To whom does GRETA report?",
        "Who took part in the London seminar?",  # which is nobody
    ],
)
def test_what_was_done_is_not_told_without_whom_it_was_done_to_or_by(
    graph: KnowledgeGraph, sentence: str
) -> None:
    assert graph.answer(sentence).lead is None


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("What did the Nordic Council recommend to the Nordic governments?", "Eight recommendations"),
        ("Who organised the London seminar?", "The Inter-Parliamentary Union organized"),
        ("What does the IOM give to victims?", "The memo says of the International Organization for Migr"),
    ],
)
def test_to_whom_and_by_whom_is_told_where_it_is_recorded(
    graph: KnowledgeGraph, sentence: str, told: str
) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and lead.text.startswith(told), lead
