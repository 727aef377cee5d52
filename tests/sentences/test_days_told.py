"""A day may be told by what happened then, in the same sentence or in the one before."""

from __future__ import annotations

import pytest

from thbgraph.graph import KnowledgeGraph

#: The memo dates the Riga conference (24 and 25 April 2008), the Resolution (26 January 2010) and the seminar (22 and 23 February 2010).
BY_EVENT = {
    "Had Sweden ratified CETS 197 when PACE adopted Resolution 1702?": (
        "Had Sweden ratified CETS 197 on 26 January 2010?",
        "No: Sweden had not ratified or otherwise joined CETS 197 by 26 January 2010; later it ratified or otherwise joined it, on 31 May 2010.",
    ),
    "How many CBSS states had ratified CETS 197 when the Riga conference took place?": (
        "How many CBSS states had ratified CETS 197 on 25 April 2008?",
        "3 of the 11 CBSS states had ratified or otherwise joined CETS 197 by 25 April 2008: Denmark, Latvia and Norway.",
    ),
    "When the Riga conference took place, how many CBSS states had ratified CETS 197?": (
        "how many CBSS states had ratified CETS 197 on 25 April 2008?",
        "3 of the 11 CBSS states had ratified or otherwise joined CETS 197 by 25 April 2008: Denmark, Latvia and Norway.",
    ),
    "Were all Nordic states bound by the Palermo Protocol before the IPU seminar met in London?": (
        "Were all Nordic states bound by the Palermo Protocol before 22 February 2010?",
        "No: four of the five Nordic states were parties to the Palermo Protocol on 21 February 2010: Denmark, Finland, Norway "
        "and Sweden.",
    ),
    "Was Finland a member of the EU when the UN General Assembly adopted Resolution 55/25?": (
        "Was Finland a member of the EU on 15 November 2000?",
        "Yes: Finland was a member of the European Union on 15 November 2000 (since 1 January 1995).",
    ),
}


@pytest.mark.parametrize("sentence", BY_EVENT)
def test_a_day_is_told_by_an_event(graph: KnowledgeGraph, sentence: str) -> None:
    whole, text = BY_EVENT[sentence]
    found = graph.answer(sentence)
    assert (found.read_as, found.text) == ((f"Read as: {whole}",), text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Had Sweden ratified CETS 197 when the CBSS was founded?",  # on a day that nothing tells
        "Had Sweden ratified CETS 197 when PACE adopted Resolution 1702 in March 2009?",
        "Did Sweden sign CETS 197 but not ratify it before Finland?",
    ],
)
def test_what_has_no_one_day_is_not_read(graph: KnowledgeGraph, sentence: str) -> None:
    assert graph.answer(sentence).lead is None


@pytest.mark.parametrize(
    ("before", "sentence", "text"),
    [
        (
            "When did Norway ratify CETS 197?",
            "How many CBSS members had not ratified it at the end of that year?",
            "7 of the 11 CBSS member states had not ratified or otherwise joined CETS 197 by 31 December 2008: Estonia, Finland, "
            "Germany, Iceland, Lithuania, Russia and Sweden.",
        ),
        (
            "When did CETS 197 enter into force?",
            "how many CBSS states were bound by it then?",
            "1 of the 11 CBSS states was a party to CETS 197 on 1 February 2008: Denmark.",
        ),
        (
            "When did CETS 197 enter into force, and how many states had ratified it by then?",
            "how many of them were CBSS members?",
            "2 of the 14: Denmark and Norway were members of the Council of the Baltic Sea States on 1 February 2008; Albania, "
            "Austria, Bosnia and Herzegovina, Bulgaria, Croatia, Cyprus, France, Georgia, Malta, Moldova, Romania and Slovakia "
            "were not.",
        ),
        (
            "Which Nordic states had ratified CETS 197 by 23 February 2010?",
            "and the others?",
            "Two of the five Nordic states had ratified or otherwise joined CETS 197 by 23 February 2010: Denmark and Norway; "
            "Finland, Iceland and Sweden had not.",
        ),
    ],
)
def test_a_sentence_takes_the_day_of_the_one_before(
    graph: KnowledgeGraph, before: str, sentence: str, text: str
) -> None:
    assert graph.answer(sentence, after=graph.answer(before)).text == text
