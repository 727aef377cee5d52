"""Which treaties a state signed, joined or is bound by is told of each treaty on record, and what is open is named."""

from __future__ import annotations

from typing import Any

import pytest

#: From the tables of acts: of CETS 197 Russia did neither, Lithuania had signed, Denmark ratified on 19 September 2007.
SURE = {
    "Which treaties has Russia not signed?": "cets-197",
    "Which treaties has Lithuania signed but not ratified?": "cets-197",
    "Which treaties had Denmark ratified by 31 December 2007?": "cets-197",
    "Which treaties is Sweden not a party to?": "cets-197",
    "Treaties ratified by Denmark": "cets-197",
    "Which treaties have been signed by Lithuania by 26 January 2010?": "cets-197",
    "Which treaties did Norway ratify in 2008?": "cets-197",  # on 17 January
    "Which treaties did Sweden ratify before Finland?": "cets-197",  # on 31 May 2010 and 30 May 2012
    "Which treaties did the Netherlands accept?": "palermo-protocol",  # on 27 July 2005
    "What have Estonia and Latvia both ratified?": "palermo-protocol",
    "Which treaties have all the Nordic countries ratified?": "cedaw",
    "Which treaties has none of the CBSS states ratified?": "icmw",
    "icelend signed but not ratified - whcih treaties": "cets-197",
    "Which of the UN treaties has Norway ratified and Denmark not?": "convention-1949-traffic",
    "Which treaties has Norway ratified that Denmark hasn't?": "convention-1949-traffic",  # Denmark signed it in 1951
    "Treaties ratified by Norway but not by Russia": "cets-197",
    "Which treaties had Russia neither signed nor ratified before 2010?": "cets-197",
}
NEVER = {
    "Which treaties have all the Nordic countries ratified by 2010?": "cets-197",
    "Which treaties have both Denmark and Sweden ratified?": "cets-197",
    "Which treaties has Norway ratified and Denmark not?": "cets-197",
    "Which treaties has Denmark ratified and Norway not?": "convention-1949-traffic",
    "Which treaties has Norway not ratified?": "ilo-p029",  # which was adopted in 2014
    "Which treaties did Denmark ratify in 2008?": "cets-197",
    "Which treaties had Denmark ratified before 19 September 2007?": "cets-197",
    "Which treaties has Lithuania ratified?": "cets-197",
    "Which treaties has Denmark not signed?": "palermo-protocol",
}


@pytest.mark.parametrize(("sentence", "treaty"), SURE.items())
def test_a_treaty_of_which_it_holds_is_named(graph: Any, sentence: str, treaty: str) -> None:
    claim = graph.answer(sentence).lead
    assert claim.reader == "treaties" and treaty in {iri.rpartition("/")[2] for iri in claim.found}


@pytest.mark.parametrize(("sentence", "treaty"), NEVER.items())
def test_a_treaty_of_which_it_does_not_hold_is_not_named(graph: Any, sentence: str, treaty: str) -> None:
    claim = graph.answer(sentence).lead
    assert claim.reader == "treaties"
    assert treaty not in {iri.rpartition("/")[2] for iri in (*claim.found, *claim.unsure)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Which treaties will Russia sign?",
        "Which treaties has Norway not signed and ratified?",
        "Which treaties did Norway ratify first?",
        "Which treaties did Norway ratify in 2008 and Denmark not?",  # Denmark did in 2007
        "Which treaties has Norway signed and ratified and Denmark not?",
        "Which treaties has Norway ratified and Denmark not signed?",
        "Which treaties has Norway ratified and Denmark and Sweden not?",
        "Which treaties has Iceland ratified but the Faroe Islands not?",  # which are no party of their own
    ],
)
def test_what_has_another_word_is_not_answered(graph: Any, sentence: str) -> None:
    lead = graph.answer(sentence).lead
    assert lead is None or lead.reader != "treaties"


def test_a_number_stands_first_and_says_at_least_where_it_may_be_more(graph: Any) -> None:
    claim = graph.answer("How many treaties has Norway ratified?").lead
    assert claim.text.startswith("At least ") and claim.unsure and "No day is named" in claim.notes[0]


def test_what_was_done_since_a_day_is_told_from_that_day_on(graph: Any) -> None:
    text = graph.answer("Which of CETS 197 and the Palermo Protocol did Norway ratify after 2010?").text
    assert text.endswith("from 1 January 2011 to the last day that is covered for each.")


def test_what_one_state_did_and_another_did_not_is_told_of_both(graph: Any) -> None:
    claim = graph.answer("Which treaties had Norway ratified and Russia not by 2010?").lead
    assert "Norway had ratified or otherwise joined and Russia had not by 31 December 2010" in claim.text
    told = {(row.state.label, row.answer) for row in claim.answer if row.treaty.iri.endswith("cets-197")}
    assert told == {("Norway", "yes"), ("Russia", "no")}
