"""What is recorded of a thing is told as a whole, by the sides that a sentence asks for, or beside what is of another."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        ("What is the difference between the TF-THB and the EGCC?", "experts from the ministries", "senior officials"),
        ("How does GRETA differ from the Committee of the Parties?", "independent experts", "representatives in the Committee of Ministers"),
    ],
)  # fmt: skip
def test_what_tells_two_things_apart_stands_side_by_side(
    graph: Any, sentence: str, first: str, second: str
) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and lead.reader == "profiles"
    assert first in lead.text and second in lead.text and lead.text.index(first) < lead.text.index(second)
    assert len(lead.found) == 2 and lead.sources and lead.answer.is_cited


def test_what_is_recorded_of_both_is_left_out(graph: Any) -> None:
    lead = graph.answer("What is the difference between the TF-THB and the TF-THB strategy?").lead
    assert lead is not None
    rows = [(row.thing.iri, str(row.relation), str(row.value)) for row in lead.answer]
    said = [{row[1:] for row in rows if row[0] == iri} for iri in lead.found]
    assert all(said) and said[0].isdisjoint(said[1])


@pytest.mark.parametrize(
    "sentence",
    [
        "What is the difference between GRETA and Europol?",
        "What is the difference between the salaries of GRETA and the EGCC?",
        "What is the difference between GRETA?",
    ],
)
def test_what_is_not_two_things_is_not_told_apart(graph: Any, sentence: str) -> None:
    lead = graph.answer(sentence).lead
    assert lead is None or lead.reader != "profiles"


@pytest.mark.parametrize(
    ("sentence", "told", "missing"),
    [
        ("SAP-FL: created by whom, when, following what?", ["ILO Governing Body", "November 2001", "First Global Report"], ""),
        ("IOM: year of foundation, members, observers", ["1951", "127 member states", "17 states with observer status"], ""),
        ("Blue Heart Campaign: who launched it, when, and aim", ["United Nations Office", "6 March 2009", "win support"], ""),
        ("OSCE Action Plan: endorsed by which decision, supplemented when?", ["Decision No. 2/03", "(2013)"], ""),
        ("UN.GIFT aim and launch date", ["worldwide fight", "March 2007"], ""),
        ("TF-THB mandate expiry", ["30 June 2011"], ""),
        ("TF-THB: purpose, partners and salaries", ["counter trafficking", "United Nations Office"], "'salaries'"),
        ("UNTOC: adoption and entry into force dates", ["15 November 2000", "29 September 2003"], ""),
        ("Council Directive 2004/81/EC: scope, date of adoption, published where", ["third-country nationals", "29 April 2004"], "'published where'"),
        ("UNODC: campaigns and handbooks", ["Blue Heart", "Combating Trafficking in Persons"], ""),
        ("UNTOC opened for signature place dates", ["Palermo", "12 December 2000 to 15 December 2000"], ""),
        ("UNTOC: place and dates of opening for signature", ["Palermo", "12 December 2000 to 15 December 2000"], ""),
    ],
)  # fmt: skip
def test_the_sides_that_are_asked_for_are_told_and_what_is_not_recorded_is_named(
    graph: Any, sentence: str, told: list[str], missing: str
) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and lead.reader == "profiles", lead
    assert all(text in lead.text for text in told), lead.text
    assert lead.notes == ((f"{missing} is not read here.",) if missing else ())
    assert lead.sources and lead.answer.is_cited


@pytest.mark.parametrize(
    ("sentence", "sides"),
    [
        ("GRETA vs. Committee of the Parties: composition", ["independent experts", "representatives in the Committee of Ministers"]),
        ("EGCC and TF-THB: purpose and composition", ["children at risk", "counter trafficking", "senior officials", "experts"]),
    ],
)  # fmt: skip
def test_the_same_side_of_two_things_is_told_of_each(graph: Any, sentence: str, sides: list[str]) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and len(lead.found) == 2
    assert all(side in lead.text for side in sides), lead.text


@pytest.mark.parametrize(
    "sentence",
    [
        "GRETA: salaries and dentists",
        "Sweden: purpose, composition",
        "EGCC: not composition",
        "UNICEF vs IOM: founding year",
    ],
)
def test_sides_that_nothing_answers_are_no_answer(graph: Any, sentence: str) -> None:
    assert graph.answer(sentence).lead is None


@pytest.mark.parametrize("sentence", ["greta who are they", "who are GRETA?", "What is GRETA?"])
def test_who_somebody_is_is_told_by_its_own_description(graph: Any, sentence: str) -> None:
    assert graph.answer(sentence).text.startswith("Group of Experts on Action against Trafficking")


def test_no_name_that_is_known_is_called_unread(graph: Any) -> None:
    for sentence in ("Who funds UN.GIFT?", "What did GRETA sing?", "Nordic Council zebras per year"):
        found = graph.answer(sentence)
        assert found.lead is None and found.text != "No sure answer."
        assert not any(name in found.text for name in ("UN.GIFT", "GRETA", "Nordic Council")), found.text


def test_what_something_is_part_of_never_tells_its_parts(graph: Any) -> None:
    text = graph.answer("What is the TF-THB part of?").text
    assert "is part of the Council of the Baltic Sea States" in text and "project" not in text


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("task force TF-THB strategy 2008-2010", ["TF-THB Strategy", "has part: ", "Trainings on Human Trafficking"]),
        ("Nordic-Baltic campaign final report", ["Final report", "http://www.norden.org/en/publications/publications/2004-715"]),
        ("red cross federation IFRC", ["International Federation of Red Cross", "active in: Eastern Europe"]),
    ],
)  # fmt: skip
def test_keywords_that_call_one_thing_tell_it_with_its_parts_and_address(
    graph: Any, sentence: str, told: list[str]
) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and lead.reader == "profiles"
    assert [one for one in told if one not in lead.text] == [], lead.text


@pytest.mark.parametrize("sentence", ["task force TF-THB strategy cost", "red cross federation IFRC budget"])
def test_keywords_that_call_nothing_are_no_part_of_a_name(graph: Any, sentence: str) -> None:
    lead = graph.answer(sentence).lead
    assert lead is None or lead.reader != "profiles"


def test_what_a_body_is_to_do_is_told_of_what_it_is(graph: Any) -> None:
    assert "GRETA is to monitor how the Convention is carried out." in graph.answer("What is GRETA?").text
