"""What is shown where nothing leads: the facts that come nearest, each once, in a line with its passage; and what states did under treaties."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest

from thbgraph.base.printing import without_alike
from thbgraph.names.folding import fold
from thbgraph.names.mentions import FUNCTION_WORDS
from thbgraph.sentences.reading import LIGHT


@pytest.mark.parametrize(
    ("sentence", "place", "told"),
    [
        # what of a thing is of the kind that is asked for, on acts that are linked to it
        ("When did the UN treaty on cross-border organised crime actually start to apply?", "1-1", "29 September 2003"),
        ("Roughly how many countries had put their name to the Palermo Protocol at the time of writing?", "1-2", "over 117 countries"),
        ("How often does the lively Alliance against Trafficking in Persons come together?", "3-11", "twice a year"),
        # what has words that the best has not
        ("Could Canada join the Council of Europe's trafficking convention in principle?", "2-2", "not members of the Council of Europe"),
        ("Hi, I'm a student writing about demand for paid sex in the North. Is there any research on that?", "6-14", "regard paying for sex"),
        # what one speaker says in several statements of a passage
        ("As a member of parliament, what could I do for children, in UNICEF's opinion?", "1.2-2", "by allocating money"),
    ],
)  # fmt: skip
def test_the_nearest_facts_are_told_with_their_passages(
    graph: Any, sentence: str, place: str, told: str
) -> None:
    found = graph.answer(sentence)
    assert found.lead is None
    lines = [one.as_line for one in found.nearest]
    assert [line for line in lines if f"Memo {place}" in line and told in line], lines


@pytest.mark.parametrize(
    "sentence",
    [
        "osce parliamentarians vilnius resolution paragraphs",
        "Are OHCHR and UNHCR two names for one office?",
        "Did PACE in January 2010 want the EU to stay outside the convention?",
    ],
)
def test_each_line_begins_with_where_it_stands_and_nothing_is_told_twice(graph: Any, sentence: str) -> None:
    found = graph.answer(sentence)
    lines = [one.text for one in found.nearest if one.reader == "texts"]
    assert len(lines) > 1
    for line in lines:
        assert re.match(r"(Memo [\d.]+-\d+|Outside the memo|Acts recorded|Consents recorded)", line), line
        assert line.endswith(".") and ".." not in line and "thbgraph" not in line
    said = [{*line.partition(": ")[2].rstrip(".").split("; ")} for line in lines]
    sentences = [{part for part in parts if part[:1].isupper()} for parts in said]
    assert not any(one & other for one, other in combinations(sentences, 2))
    assert sum(map(len, lines)) < 2400  # a screen of 80 by 40


def test_what_the_states_that_are_named_did_is_told_first(graph: Any) -> None:
    found = graph.answer("Did Iceland ratify the Palermo Protocol before or after the memo of March 2010?")
    first = found.nearest[0].text
    _, *days = re.findall(r"\d+ \w+ \d{4}", graph.status("Iceland", "Palermo Protocol", "latest").sentence)
    assert found.lead is None and first.startswith("Acts recorded under ") and len(days) > 2
    assert [day for day in days if day not in first] == [] and "Iceland" in first


def test_what_states_of_which_nothing_is_recorded_did_is_not_told(graph: Any) -> None:
    shown = graph.answer("Status of Kosovo and of Ruritania under CETS 197?").nearest
    assert not [one.text for one in shown if one.text.startswith("Acts recorded")]


def test_what_is_said_behind_a_question_is_no_name(graph: Any) -> None:
    found = graph.answer("The memo says over 117 countries have signed Palermo. Correct?")
    assert (
        "'says' and 'Correct' are not read with the rest" in found.text
        and "over 117" in found.nearest[0].text
    )


def test_it_says_is_said_of_the_memo(graph: Any) -> None:
    found = graph.answer("does it say anything on au pairs", after="what is GRETA?")
    assert found.read_as == () and found.text.startswith("The memo says: ") and "au pair" in found.text


def test_english_with_words_of_another_language_is_english(graph: Any) -> None:
    found = graph.answer("Neither signed nor ratified CETS 197 as at 26 January 2010 - names please")
    assert "Azerbaijan" in found.text and "language" not in str(found)


def test_what_has_most_of_a_sentence_is_told_with_the_first_line(graph: Any) -> None:
    """The Citizens' and Consumer Rights Committee of the Nordic Council deals with trafficking (memo 6-3); a price is nowhere."""
    found = graph.answer("Which committee inside the Nordic Council looks over trafficking questions?")
    lead, (beside,) = found.document().lead[0], found.document().sections
    assert str(lead).startswith(
        found.text
    ) and "are not read with the rest. Nearest: Memo 6-3, on the Citizens'" in str(lead)
    assert beside.title == "What else comes near:" and found.nearest[0] not in found.beside
    unheard = graph.answer("How did Iceland complain about the monitoring mechanism?")
    assert unheard.lead is None and "Iceland" in str(unheard.unread)  # which nothing near has
    other = graph.answer("What does a hotline for victims cost in Latvia?")
    assert "Nearest:" not in str(other) and other.beside == other.nearest


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("Which lively CBSS states put their hand to the Palermo Protocol in 2001?", ("lively", "put", "hand", "in 2001")),
        ("What did the gender equality ministers of the Nordic and Baltic countries decide together in May 2008?", ("together", "May 2008")),
        ("Which Baltic states gladly embraced the Palermo Protocol as to 1 May 2004?", ("gladly embraced", "1 May 2004")),
        ("In which year did the Nordic Council adopt the most recommendations on trafficking?", ("Nordic Council", "most")),
    ],
)  # fmt: skip
def test_what_the_nearest_does_not_tell_is_named(graph: Any, sentence: str, unread: tuple[str, ...]) -> None:
    found = graph.answer(sentence)
    assert found.lead is None
    assert [one for one in unread if not re.search(rf"'[^']*\b{one}\b[^']*'", found.text)] == [], found.text


def test_each_word_is_quoted_or_stands_in_the_nearest(graph: Any) -> None:
    for sentence in (
        "How many handbooks specially for gardeners does the memo list?",
        "Which pillar of the monitoring mechanism lacks experts?",
        "Which lively Nordic countries put their hand to the Palermo Protocol in 2001?",
        "Which assemblies quarrelled with the Nordic Council at the Riga conference of April 2008?",
    ):
        found = graph.answer(sentence)
        nearest = fold(found.first.removeprefix(found.text))
        quoted = " ".join(re.findall(r"'(.+?)'", found.text))
        words = [word for word in re.findall(r"\w+", sentence) if fold(word) not in FUNCTION_WORDS | LIGHT]
        assert found.lead is None
        assert [one for one in words if one not in quoted and fold(one)[:4] not in nearest] == [], found.first


@pytest.mark.slow
@pytest.mark.parametrize(
    "sentence",
    [
        "Which committee of the Nordic Council deals with trafficking?",
        "Who launched the Blue Heart Campaign, and when?",
        "TF-THB strategy 2008-2010",
        "With whom did the Nordic Council arrange the conference in Riga in 2008?",
        "NATO zero tolerance trafficking policy endorsed at summit",
    ],
)
def test_a_word_that_means_nothing_is_named_wherever_it_stands(graph: Any, sentence: str) -> None:
    words = sentence.split()
    content = [at for at, word in enumerate(words) if fold(word) not in FUNCTION_WORDS | LIGHT]
    replaced = [[*words[:at], "frozzle", *words[at + 1 :]] for at in content]
    inserted = [[*words[:at], "frozzle", *words[at:]] for at in range(2, len(words), 3)]
    for of in (*replaced, *inserted):
        found = graph.answer(" ".join(of))
        told = (found.text, *(note for note in found.notes if "not read" in note))
        assert any("frozzle" in text for text in told), (" ".join(of), found.first)


def test_what_is_not_read_is_quoted_whole(graph: Any) -> None:
    text = graph.answer(
        "Who met seventeen extremely lively purple velvet singing dancing gardeners near Riga?"
    ).text
    assert "gardeners" in text and "..." not in text


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Do the members of GRETA sit there as representatives of their governments?", "The group is made up of independent experts"),
        ("Does the Task Force also deal with trafficked children, yes or no?", "The Task Force deals with people over 18"),
        ("Is the Alliance against Trafficking in Persons some kind of treaty?", "The Alliance is a close partnership"),
    ],
)  # fmt: skip
def test_whether_something_is_so_is_told_of_what_is_named(graph: Any, sentence: str, told: str) -> None:
    found = graph.answer(sentence)
    assert found.lead is None and told in found.first, found.first


def test_a_beginning_alone_is_told_as_from_when(graph: Any) -> None:
    """The pilot project was launched in 2005 for three years (memo 6-13); it no longer goes on in early 2010."""
    nearest = graph.answer("When did the lively Nordic-Baltic pilot project begin?").nearest[0].text
    assert "from 2005" in nearest and "since 2005" not in nearest


def test_no_word_is_quoted_that_is_not_in_the_sentence(graph: Any) -> None:
    before = graph.answer("By the end of 2009, which Nordic Council countries had ratified CETS 197?")
    listed = graph.answer("How many recommendations did the Nordic Council send to the Nordic governments?")
    for sentence, after in (
        ("The EU had a decision on trafficking from 2002. What has come in its place since then?", before),
        ("Which of them is about shelter for victims?", listed),
        ("Which of them greatly annoyed the governments by then?", listed),
    ):
        found = graph.answer(sentence, after=after)
        assert found.lead is None and found.unread
        assert [text for text in found.unread if text not in sentence] == []


def test_a_list_of_consents_says_of_whose_members_it_is(graph: Any) -> None:
    (first, *_) = graph.answer("Which lively CBSS states put their hand to the Palermo Protocol?").nearest
    assert first.text.startswith(
        "Consents of members of the Council of the Baltic Sea States recorded under the Palermo Protocol: Lithuania"
    )


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("which toolkits on trafficking are there without UNICEF?", "publisher: the United Nations Children's Fund"),
        ("which group looks after children rather than adults on the Baltic Sea?", "focuses on adults"),
        ("Which pillar of the CETS 197 monitoring mechanism is not made up of independent experts?", "Nearest"),
    ],
)  # fmt: skip
def test_what_is_left_out_or_denied_is_never_nearest(graph: Any, sentence: str, never: str) -> None:
    found = graph.answer(sentence)
    assert found.lead is None and never not in found.first


def test_the_subject_of_what_is_told_is_not_cut_in_two() -> None:
    texts = ["The Council of Ministers fights it.", "The Council of Ministers has begun."]
    assert without_alike(texts) == ["The Council of Ministers fights it.", "has begun."]


def test_one_of_many_alike_is_told_as_one_of_many(graph: Any) -> None:
    found = graph.answer("Which framed recommendations did the Nordic Council send the governments?")
    number = re.search(r" One of (\w+) that come as near: Memo 6-", found.first)
    assert found.lead is None and number and number[1] in ("five", "six", "seven", "eight", "nine")


def test_values_that_a_passage_lists_are_told_whole_and_cited_where_they_stand(graph: Any) -> None:
    found = graph.sentences.answer(
        "Does the Council of Europe convention cover male victims too, or is it just women and children?"
    )
    told = found.first.partition("applies to ")[2].partition(".")[0]
    assert sorted(told.replace(" and ", ", ").split(", ")) == [
        "children",
        "men",
        "victims of trafficking",
        "women",
    ]
    found = graph.sentences.answer("which group of the CBSS looks after children rather than adults?")
    lines = [one.text for one in found.others if "online sexual exploitation" in one.text]
    assert any(line.startswith("Memo 5-1") and "5-18" in line.partition(", on ")[0] for line in lines), lines


@pytest.mark.parametrize(
    ("sentence", "nearest"),
    [
        ("IFRC The Bridge trafficking issue", "on The Bridge, issue of 2005:"),
        ("NIKK prostitution study", "on Prostitution in the Nordic countries:"),
        ("UNICEF handbook 2005", "published: 2005"),
    ],
)
def test_a_part_called_so_and_what_has_the_day_named_come_nearest(
    graph: Any, sentence: str, nearest: str
) -> None:
    assert nearest in graph.answer(sentence).first


def test_no_word_ahead_is_dropped_that_tells_what_is_asked_of(graph: Any) -> None:
    found = graph.answer(
        "Tell me about the partnership the OSCE's Special Representative built up: what is it called?"
    )
    assert found.lead is None and "partnership" in found.text, found.text


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (
            "What does the head of Save the Children think about the work of GRETA?",
            "What single persons think",
        ),
        ("What was the personal opinion of the minister on the TF-THB?", "What single persons think"),
        ("What sum did Sweden give to the TF-THB?", "Sums of money"),
        ("What did the BSPC decide on trafficking this week?", "News is not recorded"),
        ("What happened today in the CBSS?", "News is not recorded"),
        ("How many euros did governments put into shelters for trafficked women?", "Sums of money"),
        ("Phone number of the Polish hotline for trafficked women?", "Hotlines and telephone numbers"),
        ("How many persons were identified as trafficking victims in Latvia?", "How many victims"),
        ("What does the government's bill on shelters say?", "What national bills propose"),
        ("Who contributed most to the budget of the CBSS?", "Sums of money"),
    ],
)
def test_kinds_that_are_not_held_are_said_not_to_be(graph: Any, sentence: str, kind: str) -> None:
    found = graph.answer(sentence)
    assert found.lead is None and found.text.startswith(kind), found.text


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        (
            "Under which initiative was the handbook for parliamentarians of April 2009 organised?",
            "organised",
        ),
        ("Is the Palermo Protocol valid for gardeners?", "gardeners"),
        ("What does the handbook on child protection compose?", "compose"),
    ],
)
def test_a_word_of_a_phrase_for_a_relation_that_is_not_there_whole_is_said_not_to_be_read(
    graph: Any, sentence: str, unread: str
) -> None:
    found = graph.answer(sentence)
    assert found.lead is None and any(unread in text for text in found.unread), found


def test_who_did_something_is_not_who_is_linked_to_what_is_called_so(graph: Any) -> None:
    found = graph.answer("Who reviewed the NATO policy in 2007?")
    assert found.lead is None and "follows up the Review of NATO's policy in 2007" in found.first


def test_what_lists_other_things_is_no_answer_to_who(graph: Any) -> None:
    found = graph.answer("Who were the organisers of the three-way conference in Riga in spring 2008?")
    assert "organizer: the Baltic Assembly, the Benelux" in found.first and "three-way" in found.first


@pytest.mark.parametrize(
    ("sentence", "told", "left"),
    [
        ("Which of the three Baltic republics was the first to ratify the Palermo Protocol?", "Lithuania, on 23 June 2003", "republics"),
        ("Sweden C105 ratification registered", "Sweden ratified ILO C105 on 2 June 1958.", "registered"),
        ("Which CBSS states had gladly not ratified CETS 197 by 1 March 2008?", "by 1 March 2008", "gladly"),
    ],
)  # fmt: skip
def test_a_treaty_sentence_is_answered_as_near_without_its_few_words_that_are_not_read(
    graph: Any, sentence: str, told: str, left: str
) -> None:
    found = graph.answer(sentence)
    assert found.lead is None
    assert left in " ".join(found.unread) and left in found.first
    assert found.nearest[0].reader == "treaties" and told in found.first


def test_many_words_that_are_not_read_leave_no_answer_without_them(graph: Any) -> None:
    found = graph.answer("Which CBSS states loudly, gladly, quickly and cheaply ratified CETS 197?")
    assert found.lead is None
    assert not [one for one in found.others if one.reader == "treaties"]


def test_nearest_to_what_is_not_recorded_of_a_thing_is_what_else_is_said_of_it(graph: Any) -> None:
    found = graph.answer("Who launched the Nordic-Baltic Campaign Against Trafficking in Women?")
    assert (
        found.lead is None and "on the initiative of the Nordic Council of Ministers" in found.others[0].text
    )
