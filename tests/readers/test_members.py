"""Memberships are told as of a day that is said, from lists that are complete on it, and read whole or not at all."""

from __future__ import annotations

import pytest

from thbgraph.graph import KnowledgeGraph
from thbgraph.results.claims import Claim

# From the lists of members of the organizations; the memo reports of 23 February 2010.
ANSWERS = {
    "Is Finland a member of the EU?": "Yes: on 23 February 2010 Finland was a member of the European Union.",
    "Was Latvia a member of the EU in 2003?": "No: on 31 December 2003 Latvia was not a member of the European Union.",
    "Which country is not a member of the EU but of the CBSS?": (
        "On 23 February 2010 three of the eleven member states of the Council of the Baltic Sea States were not members of "
        "the European Union: Iceland, Norway and Russia."
    ),
    "Which members of the CBSS are not members of the EU?": (
        "On 23 February 2010 four of the twelve members of the Council of the Baltic Sea States were not members of "
        "the European Union: Iceland, Norway, Russia and the European Union."
    ),
    "Which Nordic countries are neither in the EU nor in NATO?": (
        "None: on 23 February 2010 all five member states of the Nordic Council were members of the European Union or "
        "the North Atlantic Treaty Organization."
    ),
    "Which CBSS states are neither in the EU nor in NATO?": (
        "On 23 February 2010 one of the eleven member states of the Council of the Baltic Sea States was a member of neither "
        "the European Union nor the North Atlantic Treaty Organization: Russia."
    ),
    "How many members did the EU have in 2006?": "25: on 31 December 2006 the European Union had 25 members.",
    "Since when is France an observer of the CBSS?": (
        "In 1999 France became an observer of the Council of the Baltic Sea States."
    ),
    "Of which organizations is Norway a member?": "On 23 February 2010 Norway was a member of at least ten organizations: the Council",
    "Which states have observer status with the IOM?": (
        "On 23 February 2010 no observer state of the International Organization for Migration is known for sure."
    ),
    "Who was already in the EU on 1 May 2004?": "On 1 May 2004 the European Union had 25 members.",
    "Who are the observers to the CBSS?": (
        "On 23 February 2010 the Council of the Baltic Sea States had at least ten observers: Belarus, France, Italy, Romania, "
        "Slovakia, Spain, Ukraine, the Netherlands, the United Kingdom and the United States. Of Hungary, Ireland and Türkiye "
        "it is undetermined."
    ),
    "Which EU members were not members of the Council of Europe in 2008?": (
        "None: on 31 December 2008 all 27 members of the European Union were members of the Council of Europe."
    ),
}  # fmt: skip


def lead(graph: KnowledgeGraph, sentence: str) -> Claim | None:
    found = graph.answer(sentence).lead
    return found if found is not None and found.reader == "members" else None


@pytest.mark.parametrize(("sentence", "text"), ANSWERS.items())
def test_memberships_are_told_as_of_a_day(graph: KnowledgeGraph, sentence: str, text: str) -> None:
    claim = lead(graph, sentence)
    assert claim is not None and claim.text.startswith(text)
    assert len(claim.answer) and all(row.citation is not None for row in claim.answer)


@pytest.mark.parametrize(
    "sentence",
    [
        "Was Finland a member of NATO in 2030?",  # beyond what any list covers
        "Which states are not members of the UN?",
        "Which members of the CBSS are not members of the Nordic Council or NATO?",
        "Is Kosovo a member of the CBSS?",
        "Which members of the CBSS joined the EU before 2000?",
        "Is only Finland a member of the EU?",
        "Is Finland a founding member of the EU?",
        "Was Finland a member of the EU before 1995?",
        "Is Finland a member of GRETA?",
    ],
)
def test_what_is_not_read_whole_or_not_covered_is_not_answered(graph: KnowledgeGraph, sentence: str) -> None:
    assert lead(graph, sentence) is None


def test_a_day_that_nobody_named_is_said(graph: KnowledgeGraph) -> None:
    taken, named = (
        lead(graph, "Is Finland in the EU?"),
        lead(graph, "Was Finland in the EU on 23 February 2010?"),
    )
    assert taken is not None and taken.notes[0].startswith("No day was named: taken is 23 February 2010")
    assert named is not None and not named.notes
