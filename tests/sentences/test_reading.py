"""What a sentence asks is never answered without its operators and names: what is not read is said, and nothing is added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import pytest

from thbgraph.graph import KnowledgeGraph
from thbgraph.results.hits import Suggestion

GROUPS = ("CBSS states", "EU member states", "Nordic countries", "members of the Council of Europe")
TREATIES = ("CETS 197", "the Palermo Protocol", "UNTOC")
#: Sentences whose operators no question reads, whatever group and treaty they are about.
UNREADABLE = (
    "which {group} did not sign {treaty}",
    "which {group} never signed {treaty}",
    "which {group} ratified {treaty} first",
    "which {group} ratified {treaty} after 2007",
    "which {group} signed {treaty} in 2006",
    "which {group} ratified {treaty} before Finland",
    "which {group} will ratify {treaty}",
    "which {group} except Iceland signed {treaty}",
    "which {group} ratified {treaty} more than once",
    "did only the {group} ratify {treaty}",
    "which {group} ratified {treaty} last year",
    "if they sign {treaty}, which {group} are bound",
)


@pytest.mark.parametrize("sentence", UNREADABLE)
def test_an_operator_that_is_not_read_stops_the_running_and_is_named_first(
    graph: KnowledgeGraph, sentence: str
) -> None:
    for group, treaty in product(GROUPS[:2], TREATIES[:2]):
        read = graph.read(sentence.format(group=group, treaty=treaty))
        assert read.runs is None
        assert read.said and read.said[0].startswith(
            ("I cannot read ", "No question ", "What comes first ")
        ), read
        assert all(graph.sentences.in_short(one) == "" for one in read.offers if not one.is_sound)
        assert not any(one.is_sound and not one.left_out for one in read.offers), read.offers


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("which {group} had not ratified {treaty} before 2008", ["ask", "not-bound", "asOf=2007-12-31"]),
        ("which {group} were not bound by {treaty} on 1 March 2009", ["ask", "not-bound", "asOf=2009-03-01"]),
        ("which {group} have signed but not ratified {treaty} by 2008",
         ["ask", "signed-not-ratified", "asOf=2008-12-31"]),
    ],
)  # fmt: skip
def test_an_operator_that_a_question_has_is_read(
    graph: KnowledgeGraph, sentence: str, words: list[str]
) -> None:
    for group, treaty in product(GROUPS[:3], TREATIES[:2]):
        first = graph.read(sentence.format(group=group, treaty=treaty)).offers[0]
        assert {*words} <= {*first.words} and not first.unread and first.is_sound, first


@pytest.mark.parametrize(
    ("sentence", "given"),
    [
        ("events before 2008", {"until": "2007-12-31"}),
        ("events after 2008", {"from": "2009-01-01"}),
        ("events since 2009", {"from": "2009-01-01"}),
        ("events in 2008", {"from": "2008-01-01", "until": "2008-12-31"}),
        ("events until May 2008", {"until": "2008-05-31"}),
        ("events between 2008 and 2009", {"from": "2008-01-01", "until": "2009-12-31"}),
    ],
)
def test_times_bound_a_span(graph: KnowledgeGraph, sentence: str, given: dict[str, str]) -> None:
    first = graph.sentences.suggested(sentence)[0]
    assert (first.name, first.unread) == ("events", ())
    assert first.arguments == {name: (day,) for name, day in given.items()}


def test_what_asks_when_or_now_is_asked_of_the_last_day_that_is_covered(graph: KnowledgeGraph) -> None:
    for sentence in ("when did Iceland ratify the Palermo Protocol?", "is Iceland a party to CETS 197 now?"):
        runs = graph.read(sentence).runs
        assert runs is not None and runs.words[0] == "status" and runs.words[-1] == "asOf=latest"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("What does the memo say about La Strada", "La Strada"),
        ("Which states does the Bali Process bring together?", "Bali Process"),
        ("what is the Lanzarote Convention", "Lanzarote Convention"),
    ],
)
def test_a_name_that_nothing_has_is_said_first_and_becomes_no_default(
    graph: KnowledgeGraph, sentence: str, name: str
) -> None:
    read = graph.read(sentence)
    assert read.said[0].startswith(f"Nothing in the graph is called '{name}'")
    assert read.runs is None or read.runs.name == "find"
    assert not any(one.by_default or graph.sentences.in_short(one) for one in read.offers)


@pytest.mark.parametrize(
    ("sentence", "dropped"),
    [
        ("Which states of the Baltic Sea have not ratified the Council of Europe convention?", "Baltic Sea"),
        ("which Baltic states are members of the Nordic Council", "Nordic Council"),
        ("what does Interpol do about trafficking in the Balkans", "Balkans"),
    ],
)
def test_a_name_that_the_sentence_has_is_never_dropped_silently(
    graph: KnowledgeGraph, sentence: str, dropped: str
) -> None:
    read = graph.read(sentence)
    assert read.runs is None and any(repr(dropped) in text for text in read.said), read


@pytest.mark.parametrize("name", ["Frontex", "frontex", "La Strada", "the Rotary Club"])
def test_what_neither_a_name_nor_a_text_has_is_said_and_answered_by_nothing(
    graph: KnowledgeGraph, name: str
) -> None:
    read = graph.read(f"What does the memo say about {name}?")
    bare = name.removeprefix("the ")
    assert read.said[0].startswith(f"Nothing in the graph is called '{bare}'"), read
    assert read.runs is None and not read.offers


@pytest.mark.parametrize("treaty", TREATIES)
@pytest.mark.parametrize(
    "sentence", ["the number of {group} bound by {treaty}", "how many {group} are bound by {treaty}"]
)
def test_what_takes_every_name_and_operator_comes_before_what_does_not(
    graph: KnowledgeGraph, sentence: str, treaty: str
) -> None:
    for group in GROUPS[:3]:
        offers = graph.read(sentence.format(group=group, treaty=treaty)).offers
        lacks = [
            (not one.takes_all) + one.adds_to_named for one in offers if graph.sentences._is_answered(one)
        ]
        assert lacks == sorted(lacks) and lacks[0] == 0, offers
        assert {"group", "instrument"} <= offers[0].arguments.keys() - {*offers[0].by_default}, offers[0]


def test_no_rows_are_told_as_the_answer_that_they_are(graph: KnowledgeGraph) -> None:
    read = graph.read("Which Baltic states are not bound by the Smuggling Protocol?")
    assert read.runs is None
    assert read.said[0].startswith(
        "Nothing recorded shows that any member of the Baltic Assembly was not bound"
    )
    assert "party: Estonia, Latvia, Lithuania." in read.said[0]
    shown = [one for one in read.offers if one.is_question and graph.sentences._is_answered(one)]
    order = [(not one.takes_all) + one.adds_to_named for one in shown]
    assert order == sorted(order), read.offers


def test_a_name_of_several_things_is_told_as_such(graph: KnowledgeGraph) -> None:
    said = graph.read("who established the Task Force").said[0]
    assert "Task Force" in said and "id:tf-thb" in said and "id:nordic-baltic-task-force" in said
    assert not any("Nothing" in text for text in graph.read("who established the Task Force").said)


def test_what_is_left_out_is_named_once(graph: KnowledgeGraph) -> None:
    for sentence in (
        "which Baltic states are members of the Nordic Council",
        "who ratified UNTOC between 2001 and 2003",
    ):
        for one in graph.read(sentence).offers:
            words = " ".join(one.missing).split()
            assert len(words) == len({*words}), one


def test_the_consents_that_were_needed_are_in_the_sentence_of_the_answer(graph: KnowledgeGraph) -> None:
    runs = graph.read("how many ratifications were needed for CETS 197 to enter into force").runs
    assert runs is not None
    told = graph.ask(runs.name, runs.arguments).summary
    assert told.endswith("Its rule asks for 10 consents, 8 of them by members of the Council of Europe.")


def test_no_group_is_filled_in_silently_and_an_organization_is_not_its_members(graph: KnowledgeGraph) -> None:
    read = graph.read("Which countries have signed but not ratified CETS 197?")
    assert read.runs is None and read.said[0].startswith("No group is named;")
    assert graph.sentences.in_short(read.offers[0]) == ""
    runs = graph.read("Has the EU ratified the Palermo Protocol?").runs
    assert runs is not None and runs.words == ["status", "EU", "Palermo Protocol"]


@pytest.mark.parametrize(
    "sentence", ["and Sweden?", "why?", "who says so?", "so what?", "what about Norway?"]
)
def test_what_goes_on_from_an_answer_is_told_that_none_is_kept(graph: KnowledgeGraph, sentence: str) -> None:
    read = graph.read(sentence)
    assert not read.offers and "goes on from an earlier answer" in read.said[0]


def test_a_sentence_of_another_language_runs_nothing(graph: KnowledgeGraph) -> None:
    for sentence in (
        "Welche Staaten haben das Palermo-Protokoll nicht ratifiziert?",
        "Vilka länder har inte ratificerat Palermoprotokollet?",
    ):
        read = graph.read(sentence)
        assert read.runs is None and "sentences are read in English" in " ".join(read.said)
        assert {one.name for one in read.offers} <= {"show", "find"}


@pytest.mark.parametrize("treaty", TREATIES)
@pytest.mark.parametrize(
    "clause", ["when the memo was sent", "when Finland joined", "when it entered into force for Latvia"]
)
def test_a_clause_of_time_is_read_as_a_whole_or_named(
    graph: KnowledgeGraph, clause: str, treaty: str
) -> None:
    for begins in (f"how many states had ratified {treaty}", f"which CBSS states were bound by {treaty}"):
        read = graph.read(f"{begins} {clause}")
        assert read.runs is None and f"'{clause}'" in read.said[0], read
        assert not any("latest" in texts for one in read.offers for texts in one.arguments.values())


def test_when_asks_for_a_day_where_it_begins_no_clause(graph: KnowledgeGraph) -> None:
    for sentence in (
        "when did Iceland ratify the Palermo Protocol",
        "did Iceland ratify the Palermo Protocol, and when",
        "tell me when Iceland ratified the Palermo Protocol",
        "Iceland, Palermo Protocol: when",
    ):
        assert not any("when" in text.lower() for text in graph.sentences.suggested(sentence)[0].unread), (
            sentence
        )
    runs = graph.read("How many states had ratified CETS 197 when the memo was written?").runs
    assert runs is not None and runs.words == ["ask", "counts-by-status", "instrument=CETS 197"]


@pytest.mark.parametrize("state", ["Iceland", "Finland", "Sweden"])
def test_no_empty_answer_stands_before_one_about_all_that_is_named(graph: KnowledgeGraph, state: str) -> None:
    read = graph.read(f"Has {state} ratified the Palermo Protocol as of today?")
    assert read.offers[0].name == "status" and not any("Nothing" in text for text in read.said)


def test_what_some_offers_take_up_is_not_said_to_be_left_out_by_all(graph: KnowledgeGraph) -> None:
    for sentence in (
        "Compare Norway and Denmark on the trafficking treaties",
        "What did Save the Children publish in 2007?",
        "What did UNICEF publish in 2005?",
        "What did the Council of Europe and the OSCE publish on children?",
    ):
        read = graph.read(sentence)
        for text in (text for text in read.said if text.startswith("No question that comes near")):
            for one in read.offers:
                assert not any(f"'{given}'" in text for of in one.arguments.values() for given in of), read


def test_an_operator_about_a_name_is_not_read_without_it(graph: KnowledgeGraph) -> None:
    for sentence in (
        "which CBSS states ratified CETS 197 before Finland",
        "Which resolution did PACE adopt before Resolution 1702?",
    ):
        read = graph.read(sentence)
        assert re.match(
            r"(I cannot|What comes first does not) read 'before .* may be no answer", read.said[0]
        ), read
    first = graph.sentences.suggested("did the Palermo Protocol come before CETS 197")[0]
    assert first.name == "dates-compared" and first.is_sound


def _lead_before_texts(graph: KnowledgeGraph, sentence: str) -> str:
    return graph.sentences.lead_before(graph.read(sentence), graph.sentences.recorded(sentence))


def test_texts_that_stand_first_are_told_not_to_read_a_day(graph: KnowledgeGraph) -> None:
    said = _lead_before_texts(graph, "How many projects did IOM carry out before 1994?")
    assert said.startswith("I cannot read 'before 1994' in the texts below.") and "How many" not in said
    assert "'" not in _lead_before_texts(graph, "When did IOM begin?")


@pytest.mark.parametrize(
    ("sentence", "had"),
    [
        ("Who organized the Vienna Forum in 2008?", ["in 2008", "Vienna Forum"]),
        ("Which directives of the EU concern residence permits of victims?", ["victims", "EU", "the EU"]),
        ("Who funds the fight against trafficking in the EU?", ["trafficking"]),
        ("What happened on 26 January 2010?", ["26 January 2010"]),
        ("What did PACE adopt between 2009 and 2010?", ["between 2009", "2010", "PACE"]),
    ],
)
def test_what_the_first_text_has_is_not_said_to_be_left_out(
    graph: KnowledgeGraph, sentence: str, had: list[str]
) -> None:
    said = _lead_before_texts(graph, sentence)
    assert not any(f"'{text}'" in said for text in had), said


def test_a_name_that_no_text_has_is_said_before_the_texts(graph: KnowledgeGraph) -> None:
    said = _lead_before_texts(graph, "Who funds the fight against trafficking in the EU?")
    assert said.startswith("No text below has 'the EU'. The first text leaves out 'funds'."), said


@pytest.mark.parametrize(
    "sentence",
    [
        "Which Council of Europe members had not even signed the convention in January 2010?",
        "What can parliamentarians do against trafficking according to UNICEF?",
        "Which NATO policy on trafficking was endorsed in 2004 and by whom?",
    ],
)
def test_what_an_offer_reads_is_not_said_to_be_read_by_none(graph: KnowledgeGraph, sentence: str) -> None:
    read = graph.read(sentence)
    for text in read.said:
        if text.startswith("I cannot read "):
            named = text.partition(" here:")[0]
            assert not any(f"'{one}'" in named for one in _read_by_some(read.offers)), read.said


def _read_by_some(offers: Sequence[Suggestion]) -> set[str]:
    """Returns the operators that some of the offers do not read, and others do."""
    unread = [{*one.unread} for one in offers]
    return set().union(*unread) - unread[0].intersection(*unread[1:])


def test_an_offer_about_another_relation_is_not_answered_in_short(graph: KnowledgeGraph) -> None:
    read = graph.read("Which treaties entered into force between 2003 and 2008?")
    assert read.lead.startswith("What comes first leaves out 'entered' and 'force'.")
    assert not any(graph.sentences.in_short(one) for one in read.offers[:2]), read.offers


def test_a_name_with_a_possessive_is_said_once_to_be_left_out(graph: KnowledgeGraph) -> None:
    read = graph.read("Is Denmark's ratification of CETS 197 valid for Greenland?")
    assert "Denmark's" not in read.lead and read.lead.count("'Denmark'") == 1
    assert all(one.missing.count("Denmark") <= 1 and "Denmark's" not in one.missing for one in read.offers)


def test_an_empty_day_of_events_is_said_with_its_days(graph: KnowledgeGraph) -> None:
    (said, *_) = graph.read("What happened on 26 January 2010?").of_sentence
    assert said.startswith(
        "No event (meeting, conference or the like) from 26 January 2010 until 26 January 2010"
    )
    assert "Nothing dated" not in said


def test_an_event_of_a_year_that_may_lie_before_the_days_is_marked(graph: KnowledgeGraph) -> None:
    answer = graph.ask("events", {"from": "2008-05-01"})
    marked = {str(row.event) for row in answer if row.beyond is not None}
    assert marked == {"Fourth session of the Conference of the Parties to UNTOC"}
    assert "Perhaps within these days: Fourth session" in str(answer.summary)
    assert all(row.beyond is None for row in graph.ask("events"))


def test_a_name_in_capitals_that_no_name_has_as_a_word_is_said_first(graph: KnowledgeGraph) -> None:
    for name in ("Kosovo", "Europol", "Eurojust"):
        read = graph.read(f"Is {name} a party to the Palermo Protocol?")
        assert read.said[0].startswith(f"Nothing in the graph is called '{name}'"), read
        assert read.runs is None and not any(graph.sentences.in_short(one) for one in read.offers)
    assert not any("Nothing" in text for text in graph.read("How many Parties has UNTOC?").said)


def test_a_beginning_of_a_long_name_is_one_name(graph: KnowledgeGraph) -> None:
    runs = graph.read(
        "Is Russia a party to the Council of Europe Convention on Action against Trafficking?"
    ).runs
    assert runs is not None and runs.words[:2] == ["status", "Russia"]
    assert runs.words[2] == "Council of Europe Convention on Action against Trafficking"


def test_a_state_of_several_is_one_that_was_there_on_the_day(graph: KnowledgeGraph) -> None:
    early = graph.read("Which treaties was Yugoslavia party to in 1985?").offers
    assert any("state=id:sfry" in one.words for one in early)
    late = graph.read("Which treaties was Yugoslavia party to in 1995?").offers
    assert not any("asOf=1995-12-31" in one.words and "state=id:sfry" in one.words for one in late)


def test_no_offer_is_about_what_nobody_named_in_place_of_what_is_named(graph: KnowledgeGraph) -> None:
    for sentence in (
        "What has Interpol done against trafficking?",
        "Did UNHCR join the Global Initiative to Fight Human Trafficking?",
    ):
        assert not any(one.by_default and one.dropped for one in graph.read(sentence).offers)


def test_all_names_of_a_list_with_commas_are_taken(graph: KnowledgeGraph) -> None:
    first = graph.read("were Estonia, Latvia and Lithuania bound by CETS 197 on 1 March 2009").offers[0]
    assert first.arguments["group"] == ("Estonia", "Latvia", "Lithuania") and not first.dropped


def test_what_takes_all_names_comes_before_what_takes_a_day_in_place_of_one(graph: KnowledgeGraph) -> None:
    first = graph.read("What did UNODC do before 2008?").offers[0]
    assert "UNODC" in str(first.arguments) and first.unread == ("before 2008",), first


def test_an_operator_is_written_as_the_sentence_has_it(graph: KnowledgeGraph) -> None:
    for sentence in (
        "none of the Baltic states ratified CETS 197",
        "which handbooks did IPU publish without UNODC",
        "only Norway ratified CETS 197",
    ):
        for one in graph.sentences.suggested(sentence)[:3]:
            assert all(text in sentence for text in one.unread), one
