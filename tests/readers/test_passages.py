"""Sentences that only a passage answers are answered in its words, with what of them is not read; none by a passage on something else."""

from __future__ import annotations

from typing import Any

import pytest

from whole import pairs, sample


@pytest.mark.parametrize(
    ("sentence", "told", "note"),
    [
        ("What was the London seminar of the IPU supposed to show?", "how parliamentarians should do more", ""),
        ("What is UNHCR's main job?", "safeguard the rights and the welfare of refugees", ""),
        ("Why was SAP-FL set up?", "to make the forms of forced labour known", ""),
        ("When did the ILO Governing Body create its programme against forced labour?", "start date: November 2001", ""),
        ("Since when has IOM worked on trafficking?", "start date: 1994", ""),
        ("Does UNHCR have a position paper on trafficking?", "publisher: Office of the United Nations High", ""),
        ("Is SAP-FL part of a wider effort?", "SAP-FL is one part of a wider effort", ""),
        ("Who chairs the TF-THB?", "The Chair passes every year", ""),
        ("How long does the current mandate of the TF-THB run?", "end date: 30 June 2011", ""),
        ("Which organisations organised the Parliamentary Forum before the Vienna Forum?", "organizer: Inter-Parliamentary", ""),
        ("Which Directorate-General of the European Commission has the main responsibility for trafficking matters?", "The Directorate-General has the main", "'matters' is not read here."),
        ("What has SAP-FL done for governments?", "helped governments to draw up new laws", ""),
        ("What triggered the creation of SAP-FL?", "follows up: First Global Report", "'creation' is not read here."),
        ("What are the priorities of the EGCC until 2011?", "The group gives priority to children", ""),
        ("What two things should the working group of parliamentarians find out?", "secondly, to find out on which issues", ""),
        ("How often does the Chair of the TF-THB pass to the next Member State?", "The Chair passes every year", ""),
        ("At what levels does the OSCE Special Representative support states?", "in making policy, in the field", "'levels' is not read here."),
    ],
)  # fmt: skip
def test_a_passage_leads_in_its_own_words_and_says_what_is_not_read(
    graph: Any, sentence: str, told: str, note: str
) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and lead.reader == "texts", lead
    assert told in lead.text and lead.text.startswith("The memo says"), lead.text
    assert lead.notes == ((note,) if note else ())
    assert not lead.answer.is_empty and lead.answer.is_cited


@pytest.mark.parametrize(
    "sentence",
    [
        "Who runs the Blue Heart Campaign?",  # of it another thing is said: who launched it
        "Who organised the Vienna Forum?",  # of the forum before it that is said
        "Who gets a residence permit under Directive 2004/81/EC?",  # to whom it is addressed is said
        "Which third states have signed CETS 197?",  # states are no matter for a passage
        "When was the conference?",  # one of many
        "When was GRETA established?",  # when a round of it began is said
        "handbooks of the OSCE for cooks",  # what follows "for" is no detail
        "What is the budget of GRETA?",
        "What does the AECT want to develop?",  # who is responsible for it develops something, too
        "Did Sweden sign it?",  # a row of the list of states that have signed, the memo's
        "CBSS task force age group",
        "Which NATO official coordinates all efforts against trafficking?",
        "Which EU money goes to fighting trafficking, and for what years?",  # of nothing that was told
        "what are the weak spots of the fight against trafficking?",
        "How many victims did the IOM identify?",
        "Who launched GRETA, and when?",  # a round of it was launched
        "What are the priorities of the EGCC until 2015?",
        "What three things should the working group of parliamentarians find out?",  # two are recorded
        "How often does the GRETA chair pass to the next Member State?",
        "Which organisations organised the Parliamentary Forum after the Vienna Forum?",  # it was before
    ],
)
def test_a_passage_on_something_else_does_not_lead(graph: Any, sentence: str) -> None:
    lead = graph.answer(sentence).lead
    assert lead is None, lead


@pytest.mark.slow
def test_no_passage_leads_where_the_verb_stands_nowhere(graph: Any) -> None:
    things = sample(sorted(label for iri, label in graph.names.labels.items() if "/id/" in iri), 40)
    ways = ("Who sued {}?", "When did {} resign?", "Where was {} auctioned?", "Why does {} snore?")
    asked = [way.format(thing) for thing, way in pairs(things, ways)]
    told = [sentence for sentence in asked if graph.answer(sentence).lead]
    assert told == []


def test_several_things_that_have_all_words_are_told_together(graph: Any) -> None:
    lead = graph.answer("What did the Nordic Council recommend in 2006?").lead
    assert lead is not None and lead.text.startswith("At least ") and not lead.is_complete
    assert all(f"Nordic Council Recommendation {number}/2006" in lead.text for number in (18, 19, 20))


@pytest.mark.parametrize(("sentence", "body"), [("members of EGCC", "egcc"), ("TF-THB members", "tf-thb")])
def test_members_of_a_body_are_told_by_what_is_said_of_it(graph: Any, sentence: str, body: str) -> None:
    """What the Task Force draws its members from is said beside the EGCC, to which it is linked."""
    lead = graph.answer(sentence).lead
    assert lead is not None and lead.found == (f"https://w3id.org/thbgraph/id/{body}",)


@pytest.mark.parametrize(
    ("sentence", "place", "told"),
    [
        ("Besides sexual exploitation, what are people trafficked for in the Nordic and Baltic region?", "6-1", "agriculture"),
        ("Can a country that isn't in the Council of Europe join its trafficking convention?", "2-2", "not members of the Council"),
        ("Is there EU money for work against trafficking, and until which year does it run?", "4-8", "2013"),
        ("does the baltic sea task force also deal with kids or only with grown ups", "5-2", "over 18"),
        ("Is trafficking in women still the only kind of human trafficking in the region?", "6-1", "women"),
        ("Who keeps an eye on whether the states do what the Council of Europe convention demands of them?", "2-12", "GRETA"),
    ],
)  # fmt: skip
def test_the_best_passages_are_shown_where_nothing_leads(
    graph: Any, sentence: str, place: str, told: str
) -> None:
    found = graph.answer(sentence)
    assert found.lead is None
    shown = [one.as_line for one in found.nearest]
    assert [text for text in shown if place in text and told in text], shown


def test_a_figure_is_told_by_what_it_counts_alone(graph: Any) -> None:
    shown = [one.text for one in graph.answer("Who chairs the CBSS Task Force and for how long?").others]
    assert not [text for text in shown if "of over 18 age" in text], shown


def test_no_state_is_near_by_a_note_alone(graph: Any) -> None:
    found = graph.answer("since which year does the European Union's anti-trafficking day of states exist")
    assert not [one.text for one in found.others if "state first days" in one.text]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("what for was UN.GIFT launched?", "(1-5, 7-2): UN.GIFT is to further the worldwide fight"),
        ("UN.GIFT, what for?", "UN.GIFT is to further the worldwide fight"),
        ("Inter-Parliamentary Union seminar london 2010 what for", "how parliamentarians should do more"),
        ("Why was the post of Senior Coordinator at NATO created?", "follows up: Review of NATO's policy in 2007"),
        ("who launched UN.GIFT and what for?", "UN.GIFT is to further the worldwide fight"),
        ("EGCC priorities until July 2011", "to children and sexual exploitation online"),
        ("What is the main treaty against organised crime?", "says of the United Nations Convention against Transnational Organized"),
        ("which convention set GRETA up?", "established under: Council of Europe Convention on Action"),
    ],
)  # fmt: skip
def test_a_passage_tells_what_something_was_for_and_all_of_a_list(
    graph: Any, sentence: str, told: str
) -> None:
    found = graph.answer(sentence)
    assert found.lead is not None and told in found.text, found.text


@pytest.mark.parametrize(
    "sentence",
    [
        "What created GRETA?",  # not a round that it runs
        "Until when does GRETA work?",
        "Until when does UNICEF work?",
        "What came after the 2004 handbook on child protection?",
        "what came after 2004",
        "What is the role of the Committee of Ministers?",
        "What kinds of forced labour did SAP-FL study?",
        "On whose recommendation is 18 October the EU Anti-Trafficking Day?",
        "For whom was the memo written?",
    ],
)
def test_no_passage_answers_that_does_not_tell_just_that(graph: Any, sentence: str) -> None:
    found = graph.answer(sentence)
    assert found.lead is None, found.text


def test_what_a_passage_dates_is_what_is_asked_of(graph: Any) -> None:
    """The programme runs until 2013 and the strategy until 2010; both are in passages with 2008 (memo 4-8, 5-4)."""
    text = graph.answer("what ended in 2008").text
    assert "Vienna Forum" in text and "NIKK" in text
    assert "Strategy" not in text and "; Prevention of and Fight against Crime;" not in text


def test_the_day_that_is_named_is_told(graph: Any) -> None:
    assert "end date: 30 June 2011" in graph.answer("TF-THB mandate 2011").text


def test_what_statements_begin_with_alike_is_told_once() -> None:
    from thbgraph.base.printing import without_alike

    texts = [
        "The group gives priority to a.",
        "The group gives priority to b c.",
        "The group gives priority to b d.",
    ]
    assert without_alike(texts) == [texts[0], "to b c.", "to b d."]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("What did the Committee of Ministers recommend?", "Recommendation No. R (2000) 11"),
        ("What did OHCHR recommend?", "Recommended Principles and Guidelines"),
    ],
)
def test_what_was_recommended_is_no_reply_to_a_recommendation(graph: Any, sentence: str, told: str) -> None:
    found = graph.answer(sentence)
    assert found.lead is not None and told in found.text, found.text
    assert "Reply" not in found.text and "Convention" not in found.text, found.text


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        # A name of which another agent's has the words is not that agent.
        ("Which campaign did the Nordic Council initiate in 2001?", "Nordic Council"),
        # What the memo says of somebody is not what they said.
        ("What has the Red Cross written about human trafficking?", "Red Cross written"),
    ],
)
def test_no_name_is_taken_for_that_of_another(graph: Any, sentence: str, unread: str) -> None:
    found = graph.answer(sentence)
    assert found.lead is None and unread in found.unread, found.text


def test_what_something_is_is_no_commitment_of_another(graph: Any) -> None:
    found = graph.answer("What is the Group of Experts on Trafficking in Human Beings?")
    assert "sub-group" not in found.text, found.text


def test_a_child_is_one_of_several_children(graph: Any) -> None:
    found = graph.answer("OSCE action plan addendum child victims")
    assert "says of the Addendum of 2005" in found.text, found.text


def test_what_is_called_by_another_name_of_a_thing_is_of_that(graph: Any) -> None:
    found = graph.answer("Who chairs the CBSS task force against trafficking?")
    assert found.lead and "says of the Chair of the TF-THB" in found.text, found.text


@pytest.mark.parametrize(
    "sentence",
    ["Which EU directive deals with residence permits?", "residence permit victims third country EU law"],
)
def test_a_name_before_a_kind_tells_whose_it_is(graph: Any, sentence: str) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and lead.found == ("https://w3id.org/thbgraph/id/directive-2004-81",)
    for other in ("UN", "OSCE"):
        found = graph.answer(sentence.replace("EU", other))
        assert found.lead is None and other in " ".join(found.unread).split()


def test_a_verb_is_not_read_where_only_a_name_has_its_word(graph: Any) -> None:
    found = graph.answer("Who funds UN.GIFT?")  # beside the Children's Fund
    assert found.lead is None and "funds" in found.unread


@pytest.mark.parametrize(
    "called", ["the TF-THB", "the CBSS task force", "the Task Force against Trafficking in Human Beings"]
)
def test_a_body_is_found_by_whichever_name_it_is_called(graph: Any, called: str) -> None:
    lead = graph.answer(f"Who chairs {called}?").lead
    assert lead is not None and "The Chair passes every year from one Member State to the next" in lead.text


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("nordic-baltic campaign against trafficking in women year initiator", ["date: 2001", "involves: Nordic Council of Ministers"]),
        ("UN.GIFT year sponsor", ["start date: March 2007", "The United Nations sponsor UN.GIFT"]),
        ("Which EU law gives victims a residence permit and a reflection period?", ["2004/81/EC", "reflection periods"]),
        ("CBSS TF-THB mandate until", ["end date: 30 June 2011"]),
    ],
)  # fmt: skip
def test_a_year_or_an_end_is_met_by_what_tells_it(graph: Any, sentence: str, told: list[str]) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and all(one in lead.text for one in told), lead


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        # A unit has the body whose it is, and tells none of those that have one.
        ("Which organisations in the Baltic Sea region have an own task force against human trafficking?", "organisations"),
        ("Does the TF-THB deal with children?", "children"),  # which only the name of the EGCC has
        ("With whom does the TF-THB co-operate on training for consular staff?", "staff"),  # not 'co-operate'
        ("Which directive gives parliamentarians a handbook?", "directive"),
        ("Nordic Council of Ministers pilot project year", "year"),  # which "three years" does not tell
        ("What happens every year at the CBSS?", "every year"),
    ],
)  # fmt: skip
def test_what_no_word_of_the_nearest_says_is_named(graph: Any, sentence: str, unread: str) -> None:
    found = graph.answer(sentence)
    assert found.lead is None and any(unread in one for one in found.unread), found.unread
    assert not any("operate" in one for one in found.unread), found.unread


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Which body of the Nordic Council is responsible for trafficking issues?", "Citizens' and Consumer Rights Committee"),
        ("What was adopted by the EU between 2002 and 2005 in the field of THB?", "At least three instruments of the European Union"),
    ],
)  # fmt: skip
def test_the_field_and_its_issues_say_nothing_of_their_own(graph: Any, sentence: str, text: str) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None and text in lead.text, lead
