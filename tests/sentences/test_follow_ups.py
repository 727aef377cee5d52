"""A sentence that goes on from another is read whole, says how, and is answered as the whole one is, at every door."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from command_line import run
from thbgraph.build import cache
from thbgraph.cli import typed_sentences
from thbgraph.graph import KnowledgeGraph

FIRST = "Which Nordic countries had ratified CETS 197 before 2009?"


@pytest.mark.parametrize(
    ("before", "sentence", "whole"),
    [
        (
            FIRST,
            "and the Palermo Protocol?",
            "Which Nordic countries had ratified the Palermo Protocol before 2009?",
        ),
        (
            "Who published the handbook Combating Trafficking in Persons?",
            "Under which initiative?",
            "Under which initiative was Combating Trafficking in Persons: A Handbook for Parliamentarians?",
        ),
        ("Who launched Blue Heart?", "what was its aim?", "what was Blue Heart's aim?"),
        (
            "Which Baltic state ratified the Palermo Protocol first?",
            "And had that state ratified CETS 197 by 26 January 2010?",
            "had Lithuania ratified CETS 197 by 26 January 2010?",
        ),
        (
            "Which Nordic Council member states had ratified CETS 197 before 2009?",
            "and of the Baltic states?",
            "Which Baltic states had ratified CETS 197 before 2009?",
        ),
        (
            "Which member states of the Nordic Council had ratified CETS 197 before 2009?",
            "and of the Baltic states?",
            "Which Baltic states had ratified CETS 197 before 2009?",
        ),
        (
            "Who arranged the Riga conference on trafficking in 2008?",
            "On which days was it held?",
            "On which days was the Trilateral conference, Riga 2008 held?",
        ),
        (FIRST, "before 2008?", "Which Nordic countries had ratified CETS 197 before 2008?"),
        ("When did Poland ratify CETS 197?", "And Latvia?", "When did Latvia ratify CETS 197?"),
        ("Did Poland sign CETS 197?", "Did Sweden sign it by 2006?", "Did Sweden sign CETS 197 by 2006?"),
        ("Did Poland sign CETS 197?", "and by 2006?", "Did Poland sign CETS 197 by 2006?"),
        (
            "When did the IPU hold a seminar in London?",
            "what was it about?",
            "what was the Regional Seminar on Human Trafficking, London 2010 about?",
        ),
        (
            "Who launched the Blue Heart Campaign?",
            "When was it launched?",
            "When was the Blue Heart Campaign launched?",
        ),
        (
            "Who launched the Blue Heart Campaign?",
            "when did they start it?",
            "when did the United Nations Office on Drugs and Crime start the Blue Heart Campaign?",
        ),
        (
            "Who held the seminar in London?",
            "what else did it organise?",
            "what did the Inter-Parliamentary Union organise except the Regional Seminar on Human Trafficking, London 2010?",
        ),
        (
            "Who held the seminar in London?",
            "what has that organisation convened?",
            "what has the Inter-Parliamentary Union convened?",
        ),
        (
            "Which handbooks did the IPU publish together with UN agencies?",
            "Who was the partner for the one from April 2009?",
            "Who was the partner for the handbook from April 2009?",
        ),
        (
            "Was the Alliance against Trafficking in Persons set up by the OSCE?",
            "how often does it meet?",
            "how often does the Alliance against Trafficking in Persons meet?",
        ),
        (
            "Had Sweden ratified CETS 197 when the memo was written?",
            "and has it now?",
            "Had Sweden ratified CETS 197 now?",
        ),
        (
            "Is Russia still a member of the CBSS?",
            "when did it leave?",
            "when did Russia leave the Council of the Baltic Sea States?",
        ),
        (
            "Has Sweden ratified CETS 197, and if so on what day?",
            "before or after Finland?",
            "Has Sweden ratified CETS 197 before or after Finland?",
        ),
        (
            "Which states are party to the Palermo Protocol?",
            "and the Baltic ones?",
            "Which Baltic countries are party to the Palermo Protocol?",
        ),
        (
            "Which Nordic states are party to the Palermo Protocol?",
            "and the Baltic ones?",
            "Which Baltic countries are party to the Palermo Protocol?",
        ),
        (
            "Which Baltic countries are party to CETS 197?",
            "how many are those?",
            "How many Baltic countries are party to CETS 197?",
        ),
        (
            "Which handbooks did the IPU publish?",
            "how many are there?",
            "How many handbooks did the IPU publish?",
        ),
        (
            "Is GRETA part of the Council of Europe?",
            "and PACE?",
            "Is PACE part of the Council of Europe?",
        ),
        (
            "Is UNODC part of the United Nations?",
            "and the Council of Europe?",
            "Is UNODC part of the Council of Europe?",
        ),
    ],
)
def test_what_goes_on_is_answered_as_the_whole_sentence(
    graph: KnowledgeGraph, before: str, sentence: str, whole: str
) -> None:
    found = graph.answer(sentence, after=graph.answer(before))
    assert found.read_as[0] == f"Read as: {whole}"
    assert found.whole == whole and found.text == graph.answer(whole).text


@pytest.mark.parametrize(
    "sentence",
    [
        "and Norway and Finland?",
        "Who set UN.GIFT up, and who runs it?",
        "What did the Nordic Xyz find, and when was it over?",
        "the Palermo Protocol",
        "Who monitors CETS 197?",
        "Who checks that countries do what they promised in CETS 197?",
        "Is it possible for a country outside the Council of Europe to join its convention?",
    ],
)
def test_what_goes_on_in_no_clear_way_or_not_at_all_is_read_as_it_stands(
    graph: KnowledgeGraph, sentence: str
) -> None:
    before = "Is Sweden a party to CETS 197?"
    found = graph.answer(sentence, after=before)
    is_left = sentence.startswith("and ")  # the next sentence goes on from the one before, not from this
    assert not found.read_as and found.thread.split("\n") == ([before, ""] if is_left else [sentence])


@pytest.mark.parametrize(
    ("before", "sentence", "whole"),
    [
        (
            "What took place in Riga on 24 and 25 April 2008?",
            "Who hosted it?",
            "Who hosted the Trilateral conference, Riga 2008?",
        ),
        ("Who launched the Blue Heart Campaign?", "and when?", "when was the Blue Heart Campaign launched?"),
        (
            "Which campaign did UNODC launch in 2009?",
            "Since when does it run?",
            "Since when does the Blue Heart Campaign against Human Trafficking run?",
        ),
        (
            "Parliamentary Forum of 12 February 2008",
            "And the Vienna Forum itself, when was that?",
            "when was the Vienna Forum?",
        ),
        (
            "Who runs the Nordic-Baltic pilot project for the support and reintegration of women victims?",
            "When did that project begin?",
            "When did the Nordic-Baltic pilot project for the support and reintegration of women victims begin?",
        ),
    ],
)
def test_what_stands_for_something_is_what_was_asked_of_or_answered(
    graph: KnowledgeGraph, before: str, sentence: str, whole: str
) -> None:
    assert graph.answer(sentence, after=graph.answer(before)).read_as == (f"Read as: {whole}",)


COUNTED = (
    "How many of the eleven countries of the Council of the Baltic Sea States were bound by the Palermo Protocol "
    "on 1 January 2010?"
)


@pytest.mark.parametrize(
    "sentence", ["Which one was missing, and when did it catch up?", "And which one was not?"]
)
def test_those_of_a_group_of_whom_it_does_not_hold_are_asked_for(
    graph: KnowledgeGraph, sentence: str
) -> None:
    found = graph.answer(sentence, after=graph.answer(COUNTED))
    assert found.text.startswith(
        "One of the eleven member states of the Council of the Baltic Sea States was not a party to the Palermo "
        "Protocol on 1 January 2010: Iceland."
    )
    is_dated = "Iceland became a party to the Palermo Protocol on 22 July 2010." in found.text
    assert is_dated is ("when" in sentence) and found.read_as[0].startswith(f"Read as: {COUNTED[:-1]}; ")


def test_who_is_missing_is_who_did_not_do_what_was_asked_before(graph: KnowledgeGraph) -> None:
    # Sweden ratified CETS 197 on 31 May 2010, and it entered into force for it on 1 September.
    before = graph.answer("Which of the Nordic states had ratified CETS 197 by 30 June 2010?")
    assert graph.answer("Who was missing?", after=before).text.endswith(
        "had not ratified or otherwise joined CETS 197 by 30 June 2010: Finland and Iceland."
    )
    asked = graph.answer("How many EU members had ratified CETS 197 by 2009?")
    assert graph.answer("Which were they?", after=asked).text.startswith("16 of the 27")


def test_what_was_listed_is_them_and_what_was_held_is_there(graph: KnowledgeGraph) -> None:
    listed = graph.answer(
        "How many recommendations on trafficking did the Nordic Council send to the Nordic governments?"
    )
    (read_as,) = graph.answer("Which of them is about shelter for victims?", after=listed).read_as
    assert "governments" not in read_as and "Nordic Council Recommendation 19/2006" in read_as
    held = graph.answer(
        "Where and when did the Baltic Sea task force and the UN drugs and crime office hold their joint conference?"
    )
    found = graph.answer("What was presented there?", after=held)
    assert found.text.startswith("The Findings of the regional assessment")
    assert found.whole == "What was presented at the Joint CBSS TF-THB/UNODC Conference, Stockholm 2009?"


def test_a_follow_up_keeps_what_the_sentence_before_asks_about_or_is_refused(graph: KnowledgeGraph) -> None:
    asked = graph.answer("since when does IOM work on trafficking")
    found = graph.answer("in how many countries?", after=asked)
    assert found.read_as == ("Read as: in how many countries does IOM work on trafficking",)
    assert found.lead is None and "85 countries" in found.others[0].text
    counted = graph.answer("How many EU members had ratified CETS 197 by 2009?")
    text = graph.answer("Which of them are in the CBSS?", after=counted).text
    assert text.startswith("Denmark, Latvia and Poland were members of the Council of the Baltic Sea States")
    told = graph.answer("Can a state outside the Council of Europe join CETS 197?")
    found = graph.answer("Is it correct that the Red Cross runs a programme of its own?", after=told)
    assert not found.read_as


def test_what_stands_for_some_of_those_before_is_taken_by_their_number(graph: KnowledgeGraph) -> None:
    had = graph.answer("Which CBSS countries had ratified CETS 197 by the end of 2009?")
    first = graph.answer("which of these was the first to do so", after=had)
    assert "was Denmark" in first.text
    assert graph.answer("and which of the four is not in the EU?", after=first).text.startswith(
        "Norway was not"
    )
    assert graph.answer("and which of the five is not in the EU?", after=first).lead is None
    stood = graph.answer("Where did Estonia stand on CETS 197 on 1 March 2010?")
    others = graph.answer("And the other two Baltic states on that same day?", after=stood)
    assert (
        others.lead is not None
        and "Lithuania had not ratified" in others.text
        and "Estonia" not in others.text
    )


def test_who_were_counted_and_when_they_did_it_is_told(graph: KnowledgeGraph) -> None:
    counted = graph.answer(
        "How many EU countries had joined the Palermo Protocol when it entered into force?"
    )
    assert graph.answer("Which ones?", after=counted).text.endswith("Denmark, France and Spain.")
    last = graph.answer("Which EU member was the last to ratify UNTOC?")
    assert "the last to have signed UNTOC were" in graph.answer("and to sign it?", after=last).text
    listed = graph.answer("Which Nordic country ratified the 1949 Convention?")
    assert "Norway on 23 January 1952; Finland on 8 June 1972" in graph.answer("and when?", after=listed).text


@pytest.mark.parametrize(
    ("sentences", "text"),
    [
        (
            (
                "Had Germany ratified the optional protocol on the sale of children by the end of 2009?",
                "and Finland?",
                "Which of the two signed it first?",
            ),
            "Germany first: it signed CRC-OP-SC on 6 September 2000, Finland on 7 September 2000, 1 day later.",
        ),
        (
            ("When did Denmark sign CETS 197?", "and Norway?", "and Sweden?", "who was first?"),
            "Of Denmark, Norway and Sweden, the first to have signed CETS 197 were Norway and Sweden, on 16 May 2005.",
        ),
        (
            (
                "Which member states of the CBSS were bound by the Palermo Protocol on 25 December 2003?",
                "and which others only ratified in the course of 2004?",
                "So who was still missing at the end of that year?",
            ),
            "Three of the seven member states of the CBSS other than Denmark, Lithuania, Norway and Poland had not ratified or otherwise joined the Palermo Protocol by 31 December 2004: Finland, Germany and Iceland.",
        ),
        (
            ("Was Sweden a party to UNTOC in 2003?", "and Norway?", "Are both in the EU?"),
            "No: Sweden was a member of the European Union on 31 January 2020; Norway was not.",
        ),
        (
            (
                "Which Nordic countries had ratified CETS 197 by March 2010?",
                "and the Baltic states?",
                "and those that had not?",
                "and in 2013?",
            ),
            "One of the three Baltic states had not ratified or otherwise joined CETS 197 by 31 December 2013: Estonia.",
        ),
        (
            (
                "Which CBSS states had not ratified CETS 197 by 2010?",
                "which of those are in the EU?",
                "and of these which had signed it?",
                "when did they sign it?",
            ),
            "Signed CETS 197: Germany on 16 or 17 November 2005; Finland on 29 August 2006; Lithuania between 24 January 2008 "
            "and 26 January 2010; Estonia on 3 February 2010.",
        ),
        (
            ("Was CETS 197 in force for Poland on 28 February 2009?", "And one day later?"),
            "Yes: Poland was a party to CETS 197 on 1 March 2009.",
        ),
        (
            ("Which Nordic countries had ratified CETS 197 by March 2008?", "and a year earlier?"),
            "None of the five Nordic countries had ratified or otherwise joined CETS 197 by 31 March 2007.",
        ),
        (
            ("Had Estonia ratified UNTOC by 2003?", "and what of the wind?", "and Latvia?"),
            "Yes: Latvia had ratified or otherwise joined UNTOC by 31 December 2003 (on 7 December 2001).",
        ),
    ],
)
def test_a_chain_speaks_of_all_that_it_was_asked_of(
    graph: KnowledgeGraph, sentences: tuple[str, ...], text: str
) -> None:
    found = graph.answer(sentences[0])
    for sentence in sentences[1:]:
        found = graph.answer(sentence, after=found)
    assert found.text == text


def test_a_day_of_the_sentence_before_is_said_or_left_as_it_is_written(graph: KnowledgeGraph) -> None:
    before = "For which states did CETS 197 enter into force on 1 August 2009?"
    found = graph.answer(
        "Among the 26 states named there, how many were members of the EU at that time?", after=before
    )
    assert found.lead is None and not any("2009" in one for one in found.unread)
    between = graph.answer(
        "and between then and the end of 2012?", after="Who ratified CETS 197 before 1 January 2012?"
    )
    assert "Read as: Who ratified CETS 197 between 1 January 2012 and 31 December 2012" in between.read_as[0]


def test_since_and_after_that_are_from_the_day_of_the_answer_before(graph: KnowledgeGraph) -> None:
    """Each of the six signed up to then joined later; the acts of CETS 197 are those of its table."""
    named = "Which CBSS states had signed but not ratified CETS 197 on 23 February 2010?"
    for before in (named, "Which CBSS states have not ratified CETS 197?"):
        for asked in ("which of them have ratified it since?", "and which of them ratified it after that?"):
            found = graph.answer(asked, after=graph.answer(before))
            those = "Estonia, Finland, Germany, Iceland, Lithuania and Sweden ratified or otherwise joined CETS 197 from 24 February 2010"
            assert found.text.startswith(those), asked
    of_year = graph.answer("Which states ratified CETS 197 in 2009?")
    assert (
        "Read as: Which states ratified CETS 197 after 2009?" in graph.answer("and since?", of_year).read_as
    )
    assert (
        "Read as: Which states ratified CETS 197 before 2009?"
        in graph.answer("before that?", of_year).read_as
    )


def test_before_another_compares_and_done_so_is_the_deed_before(graph: KnowledgeGraph) -> None:
    """Lithuania joined at some time in 2012, Germany on 19 December 2012."""
    germany = graph.answer("When did Germany ratify CETS 197?")
    assert graph.answer("before Lithuania?", after=germany).text.startswith("Not known: ")
    assert graph.answer("after Sweden?", after=germany).text.startswith("Yes: ")
    four = graph.answer("Which CBSS states had ratified CETS 197?")
    assert graph.answer("before Poland?", after=four).text.startswith("Three of the eleven CBSS states")
    assert graph.answer("before 2008?", after=four).text.startswith("One of the eleven")  # Denmark, in 2007
    seven = graph.answer("Which CBSS member states had not ratified CETS 197 at the time of the memo?")
    since = graph.answer("and which of them have done so since?", after=seven)
    assert since.text.startswith("Estonia, Finland, Germany, Iceland, Lithuania and Sweden ratified")
    nordic = graph.answer("Which Nordic states have ratified the Palermo Protocol?")
    early = graph.answer("which of them did so before 2004?", after=nordic)
    assert (
        early.text.startswith("Denmark and Norway had ratified")
        and "Finland and Sweden had not" in early.text
    )


@pytest.mark.parametrize(
    ("first", "then", "text"),
    [
        ("Did Sweden sign CETS 197 before Finland?", "And ratify it?", "Yes: Sweden ratified or otherwise joined CETS 197 before Finland"),
        ("Did Finland sign CETS 197 before Denmark?", "And ratify it?", "No: Finland did not ratify or otherwise join CETS 197 before Denmark"),
        ("Did Norway become a party to CETS 197 before Denmark?", "And sign it?", "Yes: Norway signed CETS 197 before Denmark"),
        ("Did Germany ratify CETS 197 after Finland?", "And sign it?", "No: Germany did not sign CETS 197 after Finland"),
        (
            "Which Nordic states signed CETS 197 before Finland?",
            "And ratified it?",
            "Four of the five Nordic states ratified or otherwise joined CETS 197 before Finland: Denmark, Iceland, ",
        ),
        ("How many states ratified CETS 197 before Sweden?", "And signed it?", "No state signed CETS 197 before Sweden."),
        ("Did Latvia sign CETS 197 before Poland?", "Did it ratify it before Poland?", "Yes: Latvia ratified or otherwise joined"),
        ("Did Latvia sign CETS 197 before Poland?", "When did it ratify it?", "Latvia ratified CETS 197 on 6 March 2008."),
    ],
)  # fmt: skip
def test_a_comparison_is_kept_with_another_act(
    graph: KnowledgeGraph, first: str, then: str, text: str
) -> None:
    assert graph.answer(then, after=graph.answer(first)).text.startswith(text)


def test_another_treaty_is_asked_of_with_the_last_act_of_both_who_were_compared(
    graph: KnowledgeGraph,
) -> None:
    ratified = graph.answer("Did Germany ratify CETS 197 after Finland?")
    signed = graph.answer("And sign it?", after=ratified)
    told = graph.answer("And the Palermo Protocol?", after=signed).text
    # The ratifications were on 14 June and 7 September 2006: the last act is kept, on both sides.
    assert told.startswith("No: Germany did not sign the Palermo Protocol after Finland")


def test_one_of_those_who_were_told_is_among_them(graph: KnowledgeGraph) -> None:
    first = graph.answer("Who organised the Riga conference in April 2008?")
    other = graph.answer("was the BSPC one of them?", after=first)
    assert other.text.startswith("The Baltic Sea Parliamentary Conference is not recorded as one of them: ")
    chain = graph.answer("and was the Nordic Council among them?", after=other)
    assert chain.text.startswith("Yes, the Nordic Council is one of them: At least the Baltic Assembly")
    states = graph.answer("Which CBSS states have ratified CETS 197?")
    assert graph.answer("is Finland among them?", after=states).text.startswith(
        "No, Finland is not one of them: Four"
    )
    parts = "Which CBSS states had ratified CETS 197 by 2012, and is Sweden among them?"
    assert graph.answer(parts).text.endswith(", Poland and Sweden. Yes, Sweden is one of them.")
    # Where nobody was told, nobody is among them.
    nobody = graph.answer("Who launched the Nordic-Baltic campaign, and is the Nordic Council among them?")
    assert nobody.lead is None
    memo = graph.answer("What does the memo say of the Nordic Council?")
    assert "one of them" not in graph.answer("is the BSPC one of them?", after=memo).text


def test_who_says_so_names_the_sources_of_the_answer_before(graph: KnowledgeGraph) -> None:
    first = graph.answer("Who launched the Blue Heart Campaign?")
    found = graph.answer("who says so?", after=first)
    assert found.text == "So say: memo 1-6 (section 1, 6th paragraph)." and found.notes == (first.text,)
    asked = graph.answer("conferences in Vienna in 2008")
    assert "memo 7-2" in graph.answer("How do you know?", after=asked).text
    assert graph.answer("why?", after="Who chairs GRETA?").text.startswith("Nothing sure was answered")
    near = graph.answer("With whom did the ILO develop the trafficking indicators?")
    assert graph.answer("who says so?", after=near).text.endswith("; what came nearest stands in memo 4-6.")


def test_what_only_came_near_is_said_to_be_no_answer(graph: KnowledgeGraph) -> None:
    near = graph.answer("Which conference dealt with cooks?")
    found = graph.answer("where was it held?", after=near)
    said = "Nothing sure was answered before this: what only came nearest is meant here."
    assert near.lead is None and found.lead is not None and said in found.read_as
    sure = graph.answer("when was it launched?", after=graph.answer("Who launched the Blue Heart Campaign?"))
    assert sure.lead is not None and said not in sure.read_as


def test_a_chain_goes_on_from_the_whole_sentence(graph: KnowledgeGraph) -> None:
    first = graph.answer("Did Poland sign CETS 197?")
    second = graph.answer("and Latvia?", after=first)
    third = graph.answer("and the Palermo Protocol?", after=second)
    assert third.whole == "Did Latvia sign the Palermo Protocol?"


def test_the_command_line_goes_on_from_what_the_same_shell_asked_last(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed_sentences, "SHELL", os.getpid())  # tests that run side by side have one parent
    run("Did Poland sign CETS 197?")
    told = run("and Latvia?").stdout
    assert "Did Latvia sign CETS 197?" in told and graph.answer("Did Latvia sign CETS 197?").text[:40] in told


def test_each_shell_goes_on_from_its_own_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path))
    for shell in (1, 2):
        monkeypatch.setattr(typed_sentences, "SHELL", shell)
        typed_sentences.keep_asked(tmp_path, f"asked in {shell}?")
    assert typed_sentences.last_asked(tmp_path) == "asked in 2?"
    monkeypatch.setattr(typed_sentences, "SHELL", 1)
    assert typed_sentences.last_asked(tmp_path) == "asked in 1?"


def test_what_a_shell_asked_a_day_ago_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THBGRAPH_CACHE", str(tmp_path))
    cache.write_note(tmp_path, "0" * 64, "stamp")
    typed_sentences.keep_asked(tmp_path, "long ago?")
    for path in cache.notes().iterdir():
        os.utime(path, (1, 1))
    monkeypatch.setattr(typed_sentences, "SHELL", 1)
    typed_sentences.keep_asked(tmp_path, "now?")
    assert len([*cache.notes().iterdir()]) == 2 and cache.read_note(tmp_path) == ("0" * 64, "stamp")


@pytest.mark.parametrize(
    ("before", "sentence", "whole"),
    [
        ("has latvia signed palermo", "and estonia", "has estonia signed palermo"),
        ("Is Norway a party to UNTOC?", "Iceland?", "Is Iceland a party to UNTOC?"),
        ("handbook for MPs on trafficking", "the ones by unicef", "handbook for MPs on trafficking by unicef"),
        ("Which conferences were there in 2008?", "the ones in Vienna", "Which conferences were there in 2008 in Vienna"),
        ("Who launched the Blue Heart Campaign?", "purpose?", "the Blue Heart Campaign purpose"),
        ("How many people has the IOM helped?", "number of projects, and offices?", "IOM number of projects, and offices"),
        (
            "CBSS member states that had signed but not ratified CETS 197 on 31 December 2009",
            "Which of these ratified first?",
            "CBSS member states that had signed but not ratified CETS 197 on 31 December 2009; Which of these ratified first?",
        ),
    ],
)  # fmt: skip
def test_a_name_a_list_or_a_side_alone_goes_on_from_the_sentence_before(
    graph: KnowledgeGraph, before: str, sentence: str, whole: str
) -> None:
    found = graph.answer(sentence, after=graph.answer(before))
    assert found.lead is not None and found.read_as[0] in (
        f"Read as: {whole}",
        f"Read as: {whole.replace('IOM', 'the IOM')}",
    )


def test_what_was_listed_is_kept(graph: KnowledgeGraph) -> None:
    listed = graph.answer("Which handbooks for parliamentarians does the memo mention?")
    chosen = graph.answer("which of these were published by the IPU?", after=listed)
    assert chosen.text.startswith(
        "At least Combating Trafficking in Persons: A Handbook for Parliamentarians was"
    )
    oldest = graph.answer(
        "which is the oldest?", after=graph.answer("handbooks for parliamentarians by unicef or the IPU")
    )
    assert oldest.lead is None or "2004" in oldest.text


@pytest.mark.parametrize("sentence", ["and for judges?", "and the zebras?"])
def test_what_goes_on_in_words_of_something_else_is_refused(graph: KnowledgeGraph, sentence: str) -> None:
    assert graph.answer(sentence, after="Which handbooks for parliamentarians are there?").lead is None


@pytest.mark.parametrize(
    ("before", "reasons"),
    [
        ("Did Poland sign CETS 197?", ["consent to CETS 197 by Poland: 17 November 2008 (memo 2-13"]),
        ("Who launched the Blue Heart Campaign?", ["launched by United Nations Office on Drugs and Crime (memo 1-6"]),
        ("What is the TF-THB part of?", ["unit of Council of the Baltic Sea States (editors"]),
    ],
)  # fmt: skip
def test_why_is_answered_by_that_on_which_an_answer_rests(
    graph: KnowledgeGraph, before: str, reasons: list[str]
) -> None:
    first = graph.answer(before)
    for sentence in ("why?", "How do you know?"):
        found = graph.answer(sentence, after=first)
        assert found.text.startswith("Because of this: ") and first.text in found.notes
        assert all(reason in found.text for reason in reasons), found.text


@pytest.mark.parametrize(
    "sentence",
    [
        "EU member states that neither signed nor ratified CETS 197 by the end of January 2010",
        "How long did it take from the adoption of the Council of Europe convention until it entered into force?",
        "events of 2008: title, place, dates, organiser",
    ],
)
def test_a_sentence_that_stands_alone_is_not_read_as_going_on(graph: KnowledgeGraph, sentence: str) -> None:
    found = graph.answer(sentence, after="Is Iceland bound by the Palermo Protocol?")
    assert found.whole == sentence and found.text == graph.answer(sentence).text


def test_which_of_them_is_not_asked_of_one(graph: KnowledgeGraph) -> None:
    before = graph.answer("When did Latvia ratify the Palermo Protocol?")
    found = graph.answer("which of them signed first", after=before)
    assert found.lead is None and not found.read_as


def test_a_follow_up_that_leaves_out_a_topic_is_not_answered_by_figures_on_others(
    graph: KnowledgeGraph,
) -> None:
    before = graph.answer("since when does IOM work on trafficking")
    assert graph.answer("in how many countries?", after=before).lead is None
    before = graph.answer("how many projects has IOM carried out?")  # of no topic
    lead = graph.answer("in how many countries?", after=before).lead
    assert lead is not None and "85 countries in which projects were carried out" in lead.text


def test_who_had_not_even_signed_is_asked_of_all_and_not_of_those_who_had_ratified(
    graph: KnowledgeGraph,
) -> None:
    before = graph.answer("Which member states of the CBSS had ratified CETS 197 by 1 March 2010?")
    found = graph.answer("And which of them had not even signed it by then?", after=before)
    assert found.text.startswith("One of the eleven") and found.text.endswith(": Russia.")
    found = graph.answer("Which of them had signed it by 1 January 2006?", after=before)
    assert found.text.startswith("Norway and Poland had signed")


def test_the_then_members_are_no_day_of_the_sentence_before(graph: KnowledgeGraph) -> None:
    before = graph.answer("When did Iceland ratify the Palermo Protocol?")
    found = graph.answer(
        "For how many of the then 27 EU countries was CETS 197 in force in 2010?", after=before
    )
    assert "22 June 2010" not in str(found)


def test_a_pronoun_that_stands_for_nothing_is_named_and_no_count_leads(graph: KnowledgeGraph) -> None:
    found = graph.sentences.answer("What is it supposed to do?")
    assert found.lead is None and found.unread == ("it",)
    before = "Who set up the Working Group on Trafficking in Persons?"
    assert "advice and help" in graph.sentences.answer(found.sentence, before).text


def test_its_is_of_what_was_asked_about_and_not_of_whose_that_is(graph: KnowledgeGraph) -> None:
    before = graph.answer(
        "Who chairs the Task Force against Trafficking in Human Beings of the Council of the Baltic Sea States?"
    )
    found = graph.answer("Until when does its mandate run?", after=before)
    assert "Mandate of the TF-THB (5-2): end date: 30 June 2011" in found.text


def test_the_other_two_are_those_of_the_group_who_were_not_found(graph: KnowledgeGraph) -> None:
    before = graph.answer("Which Baltic states had ratified CETS 197 before 1 March 2010?")
    found = graph.answer("when did the other two follow?", after=before)
    assert (
        found.text
        == "Ratified or otherwise joined CETS 197: Lithuania between 24 February 2012 and 31 December 2012; Estonia on 5 February 2015."
    )


def test_so_many_whom_nobody_told_are_named_as_not_read_and_it_is_no_state(graph: KnowledgeGraph) -> None:
    before = graph.answer("When did Denmark ratify the Palermo Protocol?")
    found = graph.answer("Which of the two was quicker to sign it?", after=before)
    assert found.lead is None and "of the two" in found.unread
    assert found.read_as == ("Read as: Which of the two was quicker to sign the Palermo Protocol?",)
    assert (
        graph.answer("Which of them signed it first?", after=found).lead is None
    )  # nor are "they" all states
    assert graph.answer("When was the Vienna Forum held, and which of the two was first?").unread == (
        "which of the two was first",
    )


def test_the_two_of_whom_nobody_told_are_not_those_of_a_text(graph: KnowledgeGraph) -> None:
    found = graph.answer("Which of the two was first with CETS 197?", "Who founded UN.GIFT?")
    assert found.lead is None and "pillars" not in found.text
    alone = graph.answer("What are the two pillars of the monitoring of CETS 197?", "Who founded UN.GIFT?")
    assert "The mechanism has two pillars" in alone.text


def test_so_many_who_were_asked_about_are_the_number_that_is_found(graph: KnowledgeGraph) -> None:
    both = "When did Lithuania ratify the Palermo Protocol?\nWhen did Latvia ratify the Palermo Protocol?"
    lead = graph.answer("Which of the two signed it earlier?", both).lead
    assert lead is not None and lead.text.startswith("Lithuania first: ")
    assert not any("is not the number" in note for note in lead.notes)


@pytest.mark.parametrize(
    "sentence", ["Which of the two signed it first?", "and which of them was first to sign it?"]
)
def test_the_two_are_those_of_the_last_two_sentences(graph: KnowledgeGraph, sentence: str) -> None:
    first = graph.answer("Had Germany ratified CRC-OP-SC by the end of 2009?")
    found = graph.answer(sentence, after=graph.answer("and Finland?", after=first))
    assert found.text == (
        "Germany first: it signed CRC-OP-SC on 6 September 2000, Finland on 7 September 2000, 1 day later."
    )
    assert "Germany and Finland" in found.read_as[0]


@pytest.mark.parametrize(
    ("sentence", "text", "read_as"),
    [
        (
            "Under which initiative was the Vienna Forum held, and which office had launched that initiative?",
            "One office launched the United Nations Global Initiative to Fight Human Trafficking: the United Nations Office on Drugs and Crime.",
            "which office had launched the United Nations Global Initiative to Fight Human Trafficking?",
        ),
        (
            "Which directive replaced the Council Framework Decision of 2002 on trafficking, and by which act was that directive amended in its turn?",
            "Directive 2011/36/EU was amended by at least Directive (EU) 2024/1712.",
            "by which act was Directive 2011/36/EU amended?",
        ),
        (
            "When was the Vienna Forum held, and where did that event take place?",
            "In Vienna it took place.",
            "where did the Vienna Forum to Fight Human Trafficking take place?",
        ),
        (
            "Which came first, the Blue Heart Campaign or UN.GIFT, and who launched them?",
            "The United Nations Office on Drugs and Crime launched the Blue Heart Campaign against Human Trafficking and the United Nations Global Initiative to Fight Human Trafficking.",
            "who launched the Blue Heart Campaign against Human Trafficking and the United Nations Global Initiative to Fight Human Trafficking?",
        ),
    ],
)
def test_a_part_that_points_back_is_read_of_what_the_first_names_or_finds_and_says_so(
    graph: KnowledgeGraph, sentence: str, text: str, read_as: str
) -> None:
    found = graph.answer(sentence)
    assert text in found.text and not found.unread
    assert found.read_as == (f"Read as: {read_as}",)


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Who published the Handbook, and when was that report published?", "when was that report published"),
        (
            "What did the Nordic Council recommend in 2006, and what did that campaign cost?",
            "what did that campaign cost",
        ),
    ],
)
def test_a_part_that_points_to_nothing_there_is_not_answered_of_another_thing(
    graph: KnowledgeGraph, sentence: str, left: str
) -> None:
    found = graph.answer(sentence)
    assert found.lead is not None and found.unread == (left,)


def test_it_is_no_topic_of_the_first_part(graph: KnowledgeGraph) -> None:
    found = graph.answer("Who published the training manual of September 2009, and what is it about?")
    assert "teaching people" not in found.text


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "When did Norway ratify CETS 197, and from which date did it apply to us?",
            "Norway became a party to CETS 197 on 1 May 2008.",
        ),
        (
            "Which Nordic states had ratified CRC-OP-SC before 1 January 2006, and when did the remaining ones follow?",
            "Ratified or otherwise joined CRC-OP-SC: Sweden on 19 January 2007; Finland on 1 June 2012.",
        ),
        (
            "Which of Norway, Sweden and Denmark ratified the Palermo Protocol first, and when did the other two ratify it?",
            "Ratified or otherwise joined the Palermo Protocol: Denmark on 30 September 2003; Sweden on 1 July 2004.",
        ),
        (
            "When did Sweden and Finland ratify UNTOC, and which of the two countries was first?",
            "Finland first: it ratified or otherwise joined UNTOC on 10 February 2004",
        ),
        (
            "When did Poland sign CETS 197 and did it ratify that convention before Germany?",
            "Yes: Poland ratified or otherwise joined CETS 197 before Germany",
        ),
    ],
)
def test_a_part_on_the_same_states_or_the_others_is_answered(
    graph: KnowledgeGraph, sentence: str, text: str
) -> None:
    assert text in graph.answer(sentence).text
    assert graph.answer("When did CETS 197 apply to us?").lead is None


def test_what_a_thing_is_for_is_asked_of_that_whatever_was_asked_before(graph: KnowledgeGraph) -> None:
    before = graph.answer("Is Estonia a member of the Nordic Council?")
    for sentence in ("what is the TF-THB for?", "what is GRETA?"):
        assert graph.answer(sentence, after=before).text == graph.answer(sentence).text
    assert "Sweden" in graph.answer("What about Sweden?", after=before).text


def test_a_later_part_refers_to_what_the_first_names(graph: KnowledgeGraph) -> None:
    sentence = "Which came first, the Blue Heart Campaign or UN.GIFT, and was the International Framework for Action launched before or after them?"
    before = graph.answer("When did Poland ratify the Palermo Protocol?")
    assert graph.answer(sentence, after=before).text == graph.answer(sentence).text


def test_that_year_is_no_year_of_a_sentence_before_one_that_is_not_answered(graph: KnowledgeGraph) -> None:
    told = graph.answer("Which CBSS states were bound by the Palermo Protocol on 25 December 2003?")
    unread = graph.answer("and which others quibbled in 2004?", after=told)
    assert unread.lead is None
    assert graph.answer("So who was still missing at the end of that year?", after=unread).lead is None


def test_who_came_next_is_one_of_those_who_were_asked_about(graph: KnowledgeGraph) -> None:
    first = graph.answer("Which CBSS state was the first to ratify CETS 197?")
    second = graph.answer("And which of them came second?", after=first)
    assert second.text.startswith("Of the eleven ") and "was Norway, on 17 January 2008" in second.text
    found = graph.answer(
        "On what date did the convention then enter into force for that country?", after=second
    )
    assert found.text == "Norway became a party to CETS 197 on 1 May 2008."
    ratified = graph.answer("Which CBSS states had ratified CETS 197 by 2009?")
    assert graph.answer("And which of them came last?", after=ratified).text.startswith(
        "Of Denmark, Latvia, Norway and Poland, "
    )


ABOUT_PILLARS = "Which two bodies keep watch over how states apply the 2005 Warsaw convention on trafficking?"


@pytest.mark.parametrize(
    ("thread", "sentence", "text"),
    [
        (
            "Which members of the Nordic Council ratified CETS 197 between 1 January 2007 and 31 December 2010; which of them was first?",
            "What about Iceland?",
            "No: Iceland did not ratify or otherwise join CETS 197 between 1 January 2007 and 31 December 2010; later it ratified it, on 23 February 2012.",
        ),
        (
            "Which members of the Council of Europe ratified CETS 197 in 2009?",
            "Which of those were EU members at the time?",
            "Belgium, Luxembourg, Slovenia and Spain were members of the European Union on 31 December 2009; North Macedonia and Serbia were not.",
        ),
        (
            "Which Nordic countries had already ratified the Palermo Protocol before 2004?",
            "Which one of these Nordics was the last?",
            "Of the five member states of the Nordic Council, the last to have ratified or otherwise joined the Palermo Protocol was Iceland",
        ),
        (
            "Which members of the CBSS ratified the Palermo Protocol after Poland?",
            "And which ones before?",
            "Two of the eleven member states of the Council of the Baltic Sea States ratified or otherwise joined the Paler",
        ),
        (
            "Which Nordic countries ratified CETS 197 before 2010?",
            "And which ones after?",
            "Three of the five Nordic countries ratified or otherwise joined CETS 197 from 1 January 2010 to 16 March 2022: Fin",
        ),
        (
            "Which members of the Nordic Council were parties to CETS 197 on 1 January 2012?",
            "And those that were missing, on what day did each of them deposit?",
            "Ratified or otherwise joined CETS 197: Iceland on 23 February 2012; Finland on 30 May 2012.",
        ),
        (
            "Where did Lithuania stand on CETS 197 on 1 March 2010?",
            "And six years later to the day?",
            "Lithuania signed CETS 197 between 24 January 2008 and 26 January 2010. Lithuania ratified or otherwise joined ",
        ),
        (
            "When did Belarus ratify CETS 197?",
            "When did it deposit its instrument, and was that a ratification or an accession?",
            "Belarus acceded to CETS 197 on 26 November 2013.",
        ),
        (
            "Of the five Nordic countries, how many had CETS 197 in force by the end of 2008?",
            "And what about the other three?",
            "2 of the 5 Nordic countries were parties to CETS 197 on 31 December 2008: Denmark and Norway; Finland, Iceland",
        ),
        (
            "How many victims were found in Pomerania?",
            "Germany, Ukraine, Russia: which of them had not signed CETS 197 by 26 January 2010?",
            "Russia had not signed CETS 197 by 26 January 2010; Germany and Ukraine had.",
        ),
        (
            ABOUT_PILLARS,
            "How many meetings had the first of them held by the end of 2009?",
            "At least four: ",
        ),
        (ABOUT_PILLARS, "and who is represented in the second one?", "At least the Committee of Ministers "),
        (
            "Who put on the one-day parliamentary meeting just before the Vienna Forum?",
            "on which day was that?",
            "On 12 February 2008 ",
        ),
        (
            "When did Finland ratify the Palermo Protocol?",
            "blue hart campain who lauched it and when",
            "The Blue Heart Campaign ",
        ),
        (
            "When did Germany ratify the Palermo Protocol?\nWhen did Denmark ratify the Palermo Protocol?",
            "Which of the two was first with the Council of Europe convention?",
            "Denmark first: it ratified or otherwise joined CETS 197 on 19 September 2007, ",
        ),
        (
            "When did Norway sign CETS 197?\nWhen did Sweden sign CETS 197?",
            "Which of the two was quicker?",
            "On the same day: Norway and Sweden signed CETS 197 on 16 May 2005.",
        ),
    ],
)
def test_what_was_told_before_is_what_is_meant(
    graph: KnowledgeGraph, thread: str, sentence: str, text: str
) -> None:
    assert graph.answer(sentence, thread).text.startswith(text)


def test_what_points_at_the_answer_that_a_sentence_did_not_get_is_not_taken_for_another(
    graph: KnowledgeGraph,
) -> None:
    first = graph.answer("Which Nordic states had ratified UNTOC before 29 September 2003?")
    lost = graph.answer("And which one followed on the very next day?", after=first)
    assert lost.lead is None
    pointing = graph.answer("When did that country ratify the Palermo Protocol?", after=lost)
    assert pointing.text == "No answer: 'that country' is not read here."
    on = graph.answer("and Sweden?", after=pointing)
    assert on.lead.text.startswith(
        "No: Sweden had not ratified or otherwise joined UNTOC by 28 September 2003"
    )


def test_a_sentence_with_its_own_group_is_answered_behind_one_that_was_not(graph: KnowledgeGraph) -> None:
    lost = graph.answer("And who is in the other one?", after="When did Poland ratify it?")
    found = graph.answer("Of the eleven CBSS states, which had not ratified CETS 197 in 2009?", after=lost)
    assert lost.lead is None and found.lead is not None
    assert graph.answer("Which of the two ratified it first?", after=lost).lead is None
    held = graph.answer("When did that Convention enter into force?", after=lost)
    assert held.text == "No answer: 'that Convention' is not read here."
    own = graph.answer("Germany or Poland: which of these two ratified UNTOC first?", after=lost)
    assert own.lead is not None and own.text.startswith("Poland first")


RECOMMENDED = "How many recommendations on trafficking has the Nordic Council given to the governments?"
BY_IPU = "Which handbooks did the IPU publish together with UN agencies?"


@pytest.mark.parametrize(
    ("before", "sentence", "kept"),
    [
        (RECOMMENDED, "How many of them before 2007?", "25-2005 26-2005 18-2006 19-2006 20-2006"),
        (RECOMMENDED, "and which of these after 2006?", "15-2007 21-2008 22-2008"),
        (RECOMMENDED, "which ones in 2005?", "25-2005 26-2005"),
        (RECOMMENDED, "how many of these are about prostitution?", "18-2006"),
        (RECOMMENDED, "how many of these on prostitution?", "18-2006"),
        (BY_IPU, "which of them after 2008?", "handbook-unodc-ipu-2009"),
        (BY_IPU, "how many of those by UNICEF?", "handbook-child-protection-2004"),
        (BY_IPU, "which of those with UNICEF?", "handbook-child-protection-2004"),
        (
            "Which Nordic countries are members of the Council of Europe?",
            "which of them of the EU?",
            "dnk fin swe",
        ),
        (FIRST, "which of them before 2008?", "dnk"),
        ("What has UNODC launched?", "which of these in 2007?", "un-gift"),
    ],
)
def test_a_further_condition_keeps_some_of_those_who_were_found(
    graph: KnowledgeGraph, before: str, sentence: str, kept: str
) -> None:
    found = graph.answer(sentence, after=graph.answer(before)).lead
    assert found is not None
    assert {iri.rpartition("/")[2].removeprefix("nc-rec-") for iri in found.found} == {*kept.split()}
    assert not sentence.lower().startswith("how") or str(len(found.found)) in found.text.split(":")[0]


def test_some_of_those_who_were_found_are_asked_of_at_the_time_of_what_was_done(
    graph: KnowledgeGraph,
) -> None:
    treaties = graph.answer("Which treaties has Norway ratified?")
    later = graph.answer("which of them after 2010?", after=treaties)  # of others, too, it was then ratified
    assert later.lead is not None and not later.lead.found
    named = graph.answer("Which of CETS 197 and the Palermo Protocol before 2007?")
    assert named.lead is None and "before 2007" in " ".join(named.unread)
    seminar = graph.answer("Which of them in London?", after="Which events did the IPU organize?")
    one = graph.answer("which of them in 2010?", after=seminar)
    assert one.lead is None and one.unread
    none = graph.answer("How many of the IPU, PACE and UNODC launched CETS 197?")
    assert none.text.startswith("No fact recorded in these words says so of any of the three named.")


ENCOURAGED = "Did PACE encourage the EU to accede to CETS 197?"
IN_RESOLUTION = "That was said in PACE Resolution 1702 (2010)."


@pytest.mark.parametrize(
    ("before", "sentence", "text"),
    [
        (ENCOURAGED, "in which resolution?", IN_RESOLUTION),
        ("Who called on the EU to accede to CETS 197?", "and in what document was that said?", IN_RESOLUTION),
        ("", "In which resolution did PACE encourage the EU to accede to CETS 197?", IN_RESOLUTION),
        ("What did PACE call for?", "in which resolution?", "In PACE Resolution 1702 (2010): Member states"),
        (
            "Did PACE say anything about money for GRETA?",
            "in which resolution?",
            "No resolution is recorded in which that was said. The editors remark: the memo does not say",
        ),
        (
            ENCOURAGED,
            "in which treaty?",
            "No treaty is recorded in which that was said; it stands in PACE Resolution 1702 (2010).",
        ),
    ],
)
def test_in_which_text_something_was_said_is_told_or_that_none_is_recorded(
    graph: KnowledgeGraph, before: str, sentence: str, text: str
) -> None:
    assert graph.answer(sentence, after=before).text.startswith(text)


def test_in_which_text_is_asked_in_a_part_and_gone_on_from_and_never_of_what_nobody_said(
    graph: KnowledgeGraph,
) -> None:
    parted = graph.answer("Did PACE say anything about money for GRETA, and in which resolution?")
    assert "No resolution is recorded in which that was said." in parted.text
    stated = graph.answer("in which resolution?", after=ENCOURAGED)
    assert graph.answer("when was it adopted?", after=stated).text.startswith("On 26 January 2010 ")
    of_deed = graph.answer("in which resolution?", after="Who launched UN.GIFT?")
    assert of_deed.lead is None and of_deed.unread == ("resolution",)


TWO_EVENTS = "Which was first, the London seminar or the Riga conference?"
TWO_HANDBOOKS = "Which handbooks did the IPU publish together with UN agencies?"


@pytest.mark.parametrize(
    ("thread", "read_as"),
    [
        (
            [TWO_EVENTS, "where was the first one held?"],
            "where was the Trilateral conference, Riga 2008 held?",
        ),
        (
            [TWO_EVENTS, "and the second?"],
            "the Regional Seminar on Human Trafficking, London 2010",
        ),
        (
            [TWO_EVENTS, "where was the first one held?", "and the other one?"],
            "where was the Regional Seminar on Human Trafficking, London 2010 held?",
        ),
        (
            [TWO_HANDBOOKS, "which was first?"],
            "which of Combating Trafficking in Persons: A Handbook for Parliamentarians and the Handbook for Parliamentarians on Child Protection was first?",
        ),
        (
            [TWO_HANDBOOKS, "which was first?", "who published the first one?", "and the second?"],
            "who published Combating Trafficking in Persons: A Handbook for Parliamentarians?",
        ),
        (
            ["What has UNODC launched?", "when was the second launched?"],
            "when was the United Nations Global Initiative to Fight Human Trafficking launched?",
        ),
    ],
)
def test_the_first_the_second_and_the_other_are_of_two_that_were_named_or_found(
    graph: KnowledgeGraph, thread: list[str], read_as: str
) -> None:
    found = graph.answer(thread[0])
    for sentence in thread[1:]:
        found = graph.answer(sentence, after=found)
    assert found.lead is not None and found.read_as[0] == f"Read as: {read_as}"


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (TWO_HANDBOOKS, "and the other one?"),  # of which none is told apart
        ("Which was last, the London seminar or the Riga conference?", "where was the first held?"),
        ("Who launched UN.GIFT?", "and the second?"),
        ("Did Poland or Latvia ratify CETS 197 first?", "the other one"),
    ],
)
def test_one_of_two_is_not_read_where_it_is_not_clear_which(
    graph: KnowledgeGraph, before: str, sentence: str
) -> None:
    assert graph.answer(sentence, after=before).lead is None


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "Which conference did the Nordic Council organize, with whom and where?",
            "At least the Baltic Assembly and the Benelux Interparliamentary Consultative Council organized",
        ),
        (
            "Which conference was held in Riga, and when?",
            "From 24 April 2008 to 25 April 2008 the Trilateral ",
        ),
        ("Which seminar was held in London, by whom and when?", "was held by the Inter-Parliamentary Union."),
        (
            "Which event did the OSCE PA hold in 2009, and where?",
            "In Vilnius the OSCE Parliamentary Assembly held",
        ),
        ("Which seminar was held in London, and about what?", "No sure answer to 'about what'."),
        ("Who held the London seminar, and about what?", "No sure answer to 'about what'."),
        (
            "Which recommendation did the Nordic Council give in 2007, and to whom?",
            "addressed to: Nordic governments",
        ),
        (
            "Which working group did the Conference of the Parties set up, and how often does it meet?",
            "No sure answer to 'how often does it meet'.",
        ),
    ],
)
def test_a_part_that_only_asks_is_of_the_one_thing_that_the_first_finds_or_is_named(
    graph: KnowledgeGraph, sentence: str, text: str
) -> None:
    assert text in graph.answer(sentence).text


def test_when_or_where_each_of_several_was_is_told_and_gone_on_from(graph: KnowledgeGraph) -> None:
    held = graph.answer("When and where were the Riga conference and the London seminar held?")
    assert "From 24 April 2008 to 25 April 2008 in Riga" in held.text and "2010 in London" in held.text
    assert graph.answer("where was the second held?", after=held).text.startswith("In London ")
    adopted = graph.answer("and the second?", after="When were UNTOC and CETS 197 adopted?")
    assert adopted.text == "On 3 May 2005 CETS 197 was adopted."
    half = graph.answer("When were UN.GIFT and GRETA launched?")
    assert half.text.startswith("In March 2007 ") and "No fact recorded in these words says when" in half.text
    assert graph.answer("When were the IPU and UNODC founded?").lead is None


def test_of_those_of_whom_no_fact_says_what_is_asked_that_is_told(graph: KnowledgeGraph) -> None:
    organized = graph.answer("Who organized the Riga conference?")
    found = graph.answer("which of them published a handbook?", after=organized)
    assert found.text.startswith("No fact recorded in these words says so of any of the three named.")


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Which CBSS members had not ratified CETS 197 by 2010?", "Which CBSS members had not ratified CETS 197 today?"),
        ("Which CBSS members had not ratified CETS 197 when the memo was written?", "Which CBSS members had not ratified CETS 197 today?"),
        ("Has Russia signed CETS 197?", "Has Russia signed CETS 197 today?"),
    ],
)  # fmt: skip
def test_today_takes_the_place_of_the_day_before(graph: KnowledgeGraph, before: str, now: str) -> None:
    found = graph.sentences.answer("and today?", before)
    assert found.lead is not None and found.lead.text == graph.sentences.answer(now).lead.text
    assert found.read_as[0] == f"Read as: {now}"


def test_since_a_year_asks_who_has_become_a_party(graph: KnowledgeGraph) -> None:
    text = graph.answer("since 2011?", after="Which CBSS states are parties to CETS 197?").text
    assert text.startswith("Five of the eleven CBSS states became parties to CETS 197 from 1 January 2011")


def test_a_name_that_follows_what_was_not_answered_is_read_by_itself_and_says_so(
    graph: KnowledgeGraph,
) -> None:
    found = graph.answer("Lithuania?", after="Does Russia respond to CETS 197 blah?")
    assert found.read_as[0] == "Read by itself, without the sentence before."


def test_what_names_nothing_and_is_not_read_shows_nothing_of_others(graph: KnowledgeGraph) -> None:
    found = graph.answer("since 2018?", after="When did Estonia ratify CETS 197?")
    assert found.lead is None and not found.others and "follows on from another" in found.first_remarks[0]


def test_a_later_part_speaks_of_the_first_and_what_is_left_out_is_not_it(graph: KnowledgeGraph) -> None:
    before = graph.answer("When was the Palermo Protocol adopted?")
    asked = "does the lanzarote convention replace anything and who was the last to ratify it"
    assert "Palermo" not in "".join(graph.answer(asked, before).read_as)
    monitors = graph.answer("Who monitors CETS 197 apart from GRETA?")
    assert "GRETA" not in "".join(graph.answer("who sits on it?", monitors).read_as)


def test_a_pronoun_that_is_not_read_is_named(graph: KnowledgeGraph) -> None:
    before = graph.answer("What replaced the EU Framework Decision of 2002?")
    assert graph.answer("does it bind Denmark?", before).unread[:1] == ("it",)


def test_someone_else_asks_for_no_other_answer(graph: KnowledgeGraph) -> None:
    before = graph.answer("How many states had ratified CETS 197 by the end of 2009?")
    asked = "Does the CBSS task force deal with children too, or is that someone else's job?"
    assert graph.answer(asked, before).lead is None


def test_a_day_is_of_what_the_sentence_before_asks_first(graph: KnowledgeGraph) -> None:
    before = graph.answer(
        "How many recommendations did the Nordic Council make to the governments, and in which year the most?"
    )
    assert graph.answer("any after 2007?", before).text.startswith("At least 2: ")


def test_a_part_is_not_answered_by_the_first_again(graph: KnowledgeGraph) -> None:
    asked = "Did PACE ask the European Union to accede to the convention, and has the EU done so?"
    assert graph.answer(asked).text.endswith("No sure answer to 'has the EU done so'.")


def test_a_state_alone_is_asked_of_by_the_last_sentence_of_several(graph: KnowledgeGraph) -> None:
    """Sweden joined CETS 197 on 31 May 2010 and Estonia on 5 February 2015; both had signed it before."""
    signed = graph.answer("Which CBSS states had signed CETS 197?")
    joined = graph.answer("which of them ratified by 2012?", after=signed)
    sweden = graph.answer("Sweden?", after=joined)
    assert sweden.text.startswith("Yes: Sweden had ratified or otherwise joined CETS 197 by 31 December 2012")
    estonia = graph.answer("and Estonia?", after=sweden)
    assert estonia.text.startswith("No: Estonia had not ratified or otherwise joined CETS 197 by 31 December")
    assert graph.answer("when?", after=estonia).text.startswith(
        "Estonia ratified CETS 197 on 5 February 2015"
    )
    days = graph.answer("when did they ratify it?", after=signed)
    assert graph.answer("Sweden?", after=days).text.startswith(
        "Sweden ratified or otherwise joined CETS 197 on"
    )
    one = graph.answer("Which Nordic states had ratified CETS 197 by 2009?")
    norway = graph.answer("and Norway?", after=one)
    palermo = graph.answer("and the Palermo Protocol?", after=norway)
    assert palermo.text.startswith(
        "Yes: Norway had ratified or otherwise joined the Palermo Protocol by 31 Dec"
    )


@pytest.mark.parametrize("sentence", ["and forced marriage?", "and vice versa?", "and child soldiers?"])
def test_what_only_adds_something_unknown_is_not_answered(graph: KnowledgeGraph, sentence: str) -> None:
    assert graph.answer(sentence).lead is None


def test_in_a_year_keeps_those_who_did_it_within_that(graph: KnowledgeGraph) -> None:
    before = "How many states had ratified CETS 197 by the end of 2008?"
    within = graph.answer("which of them in 2008?", after=before).text
    assert (
        within.startswith("Armenia, Bosnia and Herzegovina, France, Latvia, Malta") and "by 31" not in within
    )
    assert "Albania, Armenia, Austria" in graph.answer("which of them before 2009?", after=before).text


def test_another_day_is_of_what_the_last_of_a_chain_asks(graph: KnowledgeGraph) -> None:
    before = "Which CBSS states signed CETS 197 in 2005; how many of them ratified by 2010"
    assert "5 of the 5:" in graph.answer("and by 2012?", after=before).text
    whole = "Which CBSS states signed CETS 197 in 2005?"
    assert "had signed CETS 197 by" in graph.answer("and by 2006?", after=whole).text


def test_how_many_those_are_is_not_told_of_a_group_and_ones_are_no_states_by_any_word(
    graph: KnowledgeGraph,
) -> None:
    one = graph.answer("Who launched the Blue Heart Campaign?")
    assert graph.answer("how many are those?", after=one).lead is None
    signed = graph.answer("When did the Nordic states sign CETS 197?")
    assert "members" not in graph.answer("how many are those?", after=signed).text
    parties = graph.answer("Which states are party to CETS 197?")
    assert graph.answer("and the oldest ones?", after=parties).lead is None


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        (
            "only the EU ones",
            "Estonia, Finland, Germany, Lithuania and Sweden were members of the European Union",
        ),
        ("and just the Nordic states?", "Finland, Iceland and Sweden were members of the Nordic Council"),
    ],
)
def test_those_of_a_group_alone_are_kept(graph: KnowledgeGraph, sentence: str, text: str) -> None:
    """Of the seven CBSS states without CETS 197 at the end of 2009 these were members (data/tables of memberships)."""
    before = graph.answer("Which CBSS states had not ratified CETS 197 by the end of 2009?")
    assert graph.answer(sentence, after=before).text.startswith(text)
