"""What somebody calls for, proposes or has undertaken is told in the memo's statements, and only where all of a sentence is in them."""

from __future__ import annotations

import pytest

from thbgraph.graph import KnowledgeGraph

#: What the text has, and the passage that says so, read in the memo.
ANSWERS = {
    "What did PACE demand for GRETA, in terms of money?": ("GRETA should have the money and the staff", "memo 2-16"),
    "What did PACE recommend to the EU in Resolution 1702?": ("is encouraged to accede to CETS 197", "memo 2-16"),
    "Who urged the EU to accede to the Council of Europe convention?": ("The Parliamentary Assembly of the Council of Europe (call)", "memo 2-16"),
    "Who proposed a conference in 2010?": ("The Parliamentary Assembly of the Council of Europe (proposal)", "memo 2-16"),
    "What does UNICEF say parliamentarians can do?": ("by watching over what the government does; by allocating money", "memo 1.2-2"),
    "What should parliaments do, according to UNICEF and PACE?": ("by bringing in laws, voting money", "memo 2-18"),
    "What are the tasks of GRETA?": ("The memo (task): GRETA is to monitor how the Convention is carried out", "memo 2-12"),
    "What does GRETA do?": ("GRETA is to monitor how the Convention is carried out (2-12)", "memo 2-12"),
    "How can parliamentarians push for ratification according to the PACE handbook?": ("by bringing in laws", "memo 2-18"),
    "What has the EU been asked to do?": ("(call): The European Union is encouraged to accede", "memo 2-16"),
    "What did PACE ask the EU to do?": ("(call): The European Union is encouraged to accede", "memo 2-16"),
    "Who calls for national rapporteurs?": ("The OSCE Special Representative", "memo 3-10"),
    "Which organisations call on states to ratify the convention?": ("Member states that have not yet signed", "memo 2-16"),
    "What obligation does Directive 2004/81/EC place on the Member States?": ("a period for reflection and a residence status", "memo 4-4"),
    "Who is supposed to get training under that NATO policy?": ("Soldiers, civilian staff and contractors", "memo 8-1"),
    "Does PACE urge the EU to accede to the convention?": ("Yes: The Parliamentary Assembly", "memo 2-16"),
    "What does the memo say about Save the Children?": ("The memo says: Save the Children seems to have neither", "memo 9-1"),
    "Does the Red Cross run any programme against trafficking?": ("The memo says: ICRC and IFRC appear to run neither", "memo 10-1"),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "told"), ANSWERS.items())
def test_a_statement_is_told_with_who_makes_it_and_where(
    graph: KnowledgeGraph, sentence: str, told: tuple[str, str]
) -> None:
    claim = graph.answer(sentence).lead
    assert claim is not None and claim.reader == "statements" and told[0] in claim.text, claim
    assert any(source.startswith(told[1]) for source in claim.sources)
    assert all(row.citation is not None for row in claim.answer)


@pytest.mark.parametrize(
    "sentence",
    [
        "Did PACE not ask the EU to accede?",
        "What did PACE ask of the EU before 2005?",
        "What did UNICEF ask of the EU?",
        "Who urged the EU to leave the Council of Europe convention?",
        "What must the states do?",  # which states, nobody says
        "Which NGOs call on states to ratify the convention?",
        "Can GRETA impose fines?",
        "What did PACE only recommend to the EU?",
        "Does the Red Cross run any shelters against trafficking?",
        "What does PACE want governments to do?",  # it speaks of them, to parliamentarians
        "Which bodies advise governments?",
        "Which bodies report to governments?",
    ],
)
def test_nothing_is_told_that_no_statement_says_as_a_whole(graph: KnowledgeGraph, sentence: str) -> None:
    claim = graph.answer(sentence).lead
    assert claim is None or claim.reader != "statements"


def test_what_a_passage_says_beside_a_text_is_told_apart(graph: KnowledgeGraph) -> None:
    asked = "What did PACE ask for in Resolution 1702, and of whom?"
    text = graph.answer(asked).text
    in_text, _, beside = text.partition(" In the same passage, where no text is named: ")
    assert "accede to CETS 197" in in_text and "GRETA should have the money" in beside, text
    assert "passage" not in graph.answer("What did PACE encourage the EU to do in Resolution 1702?").text


def test_what_was_done_as_somebody_asked_is_not_that_they_asked(graph: KnowledgeGraph) -> None:
    """The EU has not acceded, though PACE encouraged it to."""
    for aside in ("as PACE asked for", "as PACE wanted"):
        found = graph.answer(f"Has the EU acceded to CETS 197, {aside}?")
        assert found.text.startswith("No: the European Union had not acceded to CETS 197")
        assert f"'{aside}' is not read here." in found.lead.notes
    assert graph.answer("Has PACE asked the EU to accede to CETS 197?").text.startswith("Yes: ")


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("Can the European Union accede to CETS 197?", False),
        ("Will the European Union accede to CETS 197?", False),
        ("Do all OSCE states have a national rapporteur?", False),
        ("Should all OSCE states have a national rapporteur?", True),
        ("Should the European Union accede to CETS 197?", True),
        ("Is a conference proposed for 2010?", True),
    ],
)
def test_a_call_says_only_what_should_be(graph: KnowledgeGraph, sentence: str, leads: bool) -> None:
    """That it is encouraged to accede (memo 2-16) says neither that it can nor that it will."""
    assert (graph.answer(sentence).lead is not None) == leads
