"""Memberships are told as of a day that is said, from lists that are complete on it, and read whole or not at all."""

from __future__ import annotations

import pytest

from thbgraph.graph import KnowledgeGraph
from thbgraph.results.claims import Claim

# From the lists of members of the organizations; the memo reports of 23 February 2010.
ANSWERS = {
    "Is Finland a member of the EU?": (
        "Yes: Finland was a member of the European Union on 31 January 2020 (since 1 January 1995)."
    ),
    "Was Latvia a member of the EU in 2003?": "No: Latvia was not a member of the European Union on 31 December 2003; later it became a member of it, on 1 May 2004.",
    "Is Russia a member of the Council of Europe today?": (
        "No: Russia was not a member of the Council of Europe on 16 March 2022 (it had become one on 28 February 1996 and was "
        "last one on 15 March 2022)."
    ),
    "Is the United Kingdom a member of the EU today?": (
        "No: the United Kingdom was not a member of the European Union on 1 February 2020 (it had become one on 1 January 1973 "
        "and was last one on 31 January 2020)."
    ),
    # One page has it out of the Council from 1969 to 1974; all have it in before and after.
    "Was Greece a member of the Council of Europe in 1960?": "Yes: Greece was a member",
    "Was Greece a member of the Council of Europe in 1972?": (
        "Not known: the sources do not decide whether Greece was a member of the Council of Europe on 31 December 1972."
    ),
    "Was Greece a member of the Council of Europe in 1975?": "Yes: Greece was a member",
    "When did Greece join the Council of Europe?": "Greece joined the Council of Europe between 9 August 1949 and 28 November 1974.",
    "Was Germany a member of the Council of Europe in 1950?": "Not known of that day: up to 12 July 1950 Germany was not a member",
    "Was Germany a member of the Council of Europe in 1952?": "Yes: Germany was a member",
    # The list of 2020 has the members of 2014.
    "Is China a member of the IOM?": "No: China was not a member of the International Organization for Migration on 31 December 2014.",
    # Two spells, by years; of orders it is open which is meant.
    "Was Sweden a member of the IOM on 31 December 2014?": (
        "Yes: Sweden was a member of the International Organization for Migration on 31 December 2014 (since 1991)."
    ),
    "Since when is Sweden a member of the IOM?": "Sweden joined the International Organization for Migration in 1991.",
    "Was Sweden a member of the IOM in 1970?": (
        "No: Sweden was not a member of the International Organization for Migration on 31 December 1970 (it had become one in "
        "1951 and was last one in 1964)."
    ),
    "Was Albania a member of the ILO in 1980?": (
        "No: Albania was not a member of the International Labour Organization on 31 December 1980 (it had become one between "
        "1 January 1940 and 31 December 1944 and was last one in 1967)."
    ),
    "Did Sweden join the IOM before Norway?": "Not known: the sources do not decide whether Sweden joined",
    "When did Sweden leave the IOM?": "As far as the sources go, up to 31 December 1963 Sweden had not left",
    "Who were the members of the EU in 2009?": "The European Union had 27 members on 31 December 2009: Austria,",
    "Who were the members of the CBSS on 1 January 2009?": "The Council of the Baltic Sea States had twelve members on 1 January 2009:",
    "Who became members of the EU in 2009?": "No state joined the European Union in 2009.",
    "Is Norway an EU member?": "No: Norway was not a member of the European Union on 31 January 2020.",
    "Is Greenland in the Nordic Council?": "Yes: Greenland was a member of the Nordic Council on 31 January 2020",
    "Is the EU a member of the CBSS?": (
        "Not itself: the European Union was not a member of the Council of the Baltic Sea States on 17 May 2022; "
        "its body the European Commission was."
    ),
    "Is the European Commission a member of the CBSS?": (
        "Yes: the European Commission was a member of the Council of the Baltic Sea States on 17 May 2022"
    ),
    "Which country is not a member of the EU but of the CBSS?": (
        "Three of the eleven member states of the Council of the Baltic Sea States were not members of the European Union on "
        "23 February 2010: Iceland, Norway and Russia."
    ),
    "Which CBSS members were not in the EU in 2003?": (
        "Seven of the eleven CBSS member states were not members of the European Union on 31 December 2003: Estonia, Iceland, "
        "Latvia, Lithuania, Norway, Poland and Russia."
    ),
    "Which Nordic countries are neither in the EU nor in NATO?": (
        "Each of the five Nordic countries was a member of the European Union or was a member of the North Atlantic Treaty "
        "Organization on 23 February 2010."
    ),
    "Which CBSS states are neither in the EU nor in NATO?": (
        "One of the eleven CBSS states was a member of neither the European Union nor the North Atlantic Treaty Organization "
        "on 23 February 2010: Russia."
    ),
    "Which members of the CBSS are not members of the Nordic Council or NATO?": (
        "One of the eleven member states of the Council of the Baltic Sea States was a member of neither the Nordic Council "
        "nor the North Atlantic Treaty Organization on 23 February 2010: Russia."
    ),
    "How many members did the EU have in 2006?": "The European Union had 25 members on 31 December 2006: Austria,",
    "Since when is France an observer of the CBSS?": (
        "France became an observer of the Council of the Baltic Sea States in 1999."
    ),
    "Until when was Russia a member of the CBSS?": (
        "Russia was last a member of the Council of the Baltic Sea States on 17 May 2022."
    ),
    "When did the three Baltic states join the EU and NATO?": (
        "Joined the European Union: Estonia on 1 May 2004; Latvia on 1 May 2004; Lithuania on 1 May 2004. Joined the North "
        "Atlantic Treaty Organization: Estonia on 29 March 2004; Latvia on 29 March 2004; Lithuania on 29 March 2004."
    ),
    "Of which organizations is Norway a member?": "Norway was a member of at least eleven organizations on 23 February 2010: the Baltic Sea Parliamentary Conference",
    "Which states have observer status with the IOM?": (
        "It is not known of any state that it was an observer of the International Organization for Migration on 23 February 2010."
    ),
    "Who was already in the EU on 1 May 2004?": "The European Union had 25 members on 1 May 2004: Austria,",
    "Who are the observers to the CBSS?": (
        "The Council of the Baltic Sea States had at least ten observers on 23 February 2010: Belarus, France, Italy, the "
        "Netherlands, Romania, Slovakia, Spain, Ukraine, the United Kingdom and the United States."
    ),
    "Who belongs to the Nordic Council?": (
        "The Nordic Council had eight members on 23 February 2010: Denmark, the Faroe Islands, Finland, Greenland, Iceland, "
        "Norway, Sweden and the Åland Islands."
    ),
    "Which EU members were not members of the Council of Europe in 2008?": (
        "All 27 EU members were members of the Council of Europe on 31 December 2008."
    ),
    "Was Finland a member of the EU before 1995?": "No: Finland had not joined the European Union by 31 December 1994; later it joined it, on 1 January 1995.",
    "Was Norway ever a member of the EU?": "No: Norway had not joined the European Union by 31 January 2020.",
    "members of NATO but not of the EU, and party to CETS 197, on 1 January 2010": (
        "Three of the 28 member states of the North Atlantic Treaty Organization were not members of the European "
        "Union and were parties to CETS 197 on 1 January 2010: Albania, Croatia and Norway."
    ),
    "Which non-EU states that are members of the CBSS were parties to CETS 197 on 1 January 2010?": (
        "One state was not a member of the European Union and was a member of the Council of the Baltic Sea States and was a "
        "party to CETS 197 on 1 January 2010: Norway."
    ),
    "Which EU members joined NATO after 2000?": (
        "Ten of the 27 EU members joined the North Atlantic Treaty Organization from 1 January 2001 to 7 March 2024:"
    ),
    "Has any country outside the EU ratified CETS 197?": (
        "Yes: ten states were not members of the European Union on 23 February 2010 and had ratified or otherwise joined CETS 197 by 23 February "
        "2010: Albania, Armenia,"
    ),
    "Has any country from outside the Council of Europe joined CETS 197?": (
        "No: no state that was not a member of the Council of Europe had ratified or otherwise joined CETS 197 by 23 February 2010."
    ),
    "Are there parties to CETS 197 that are not members of the Council of Europe?": (
        "No: no state that was not a member of the Council of Europe was a party to CETS 197 on 23 February 2010."
    ),
    "any non-EU party to CETS 197?": (
        "Ten states were not members of the European Union and were parties to CETS 197 on 23 February 2010: Albania,"
    ),
    "Is there any Nordic state outside the EU?": (
        "Yes: two of the five Nordic states were not members of the European Union on 31 January 2020: Iceland and Norway."
    ),
    "Has any Nordic state not ratified CETS 197?": (
        "Yes: three of the five Nordic states had not ratified or otherwise joined CETS 197 by 23 February 2010:"
    ),
    "Are there observers of the CBSS that are members of the EU?": (
        "Yes: at least six of the 27 member states of the European Union were observers of the Council of the Baltic Sea States "
        "on 17 May 2022:"
    ),
    "Is Russia still a member of the Council of Europe and the CBSS, and if not since when not?": (
        "No: neither. No: Russia was not a member of the Council of Europe on 16 March 2022 (it had become one on 28 February 1996 "
        "and was last one on 15 March 2022). No: Russia was not a member of the Council of the Baltic Sea States on 18 May 2022 "
        "(it had become one on 6 March 1992 and was last one on 17 May 2022)."
    ),
    "Is Poland a member of the EU and NATO, and since when?": (
        "Yes: both. Yes: Poland was a member of the European Union on 31 January 2020 (since 1 May 2004). Yes: Poland was a "
        "member of the North Atlantic Treaty Organization on 7 March 2024 (since 1999)."
    ),
    "Which states joined the Council of Europe after 2002, and in what year each?": (
        "Three states joined the Council of Europe from 1 January 2003 to 16 March 2022: Serbia (on 3 April 2003); Monaco (on "
        "5 October 2004); Montenegro (on 11 May 2007)."
    ),
    "Which CBSS states joined the EU after 2003 and on which date each?": (
        "Four of the eleven CBSS states joined the European Union from 1 January 2004 to 31 January 2020: Estonia (on 1 May 2004);"
    ),
    "Did only EU states ratify CETS 197?": (
        "No: ten states were not members of the European Union on 23 February 2010 and had ratified or otherwise joined CETS 197 by 23 February 2010:"
    ),
    "Is CETS 197 in force only for members of the Council of Europe?": (
        "Yes: no state that was not a member of the Council of Europe was a party to CETS 197 on 23 February 2010."
    ),
    "Had only members of the UN signed the Palermo Protocol by 2003?": (
        "Of states, yes: no state that was not a member of the United Nations had signed the Palermo Protocol by 31 December 2003."
    ),
    "Has any country outside of Europe ratified CETS 197 today?": (
        "Yes: two states were not members of the Council of Europe on 16 March 2022 and had ratified or otherwise joined CETS 197 by 16 March "
        "2022: Belarus and Israel."
    ),
    "any non-European party to CETS 197?": (
        "No state that was not a member of the Council of Europe was a party to CETS 197 on 23 February 2010."
    ),
    "Has any non-Nordic state ratified CETS 197?": (
        "Yes: 24 states were not members of the Nordic Council on 23 February 2010 and had ratified or otherwise joined CETS 197 by 23 February 2010:"
    ),
    "Who left the CBSS in 2022?": (
        "One state left the Council of the Baltic Sea States from 1 January 2022 to 17 May 2022: Russia."
    ),
    "Is any Nordic state outside both the EU and NATO?": (
        "No: each of the five Nordic states was a member of the European Union or was a member of the North Atlantic Treaty"
    ),
    "Has CETS 197 been ratified by any state outside the EU?": (
        "Yes: ten states were not members of the European Union on 23 February 2010 and had ratified or otherwise joined CETS 197 by 23 February"
    ),
    "By whom was CETS 197 ratified outside the EU?": (
        "Ten states had ratified or otherwise joined CETS 197 and were not members of the European Union on 23 February 2010:"
    ),
    "By which states outside the EU has CETS 197 been ratified?": (
        "Ten states were not members of the European Union on 23 February 2010 and had ratified or otherwise joined CETS 197 by 23 February 2010:"
    ),
    "Has anybody outside the Council of Europe joined CETS 197?": (
        "No: no state that was not a member of the Council of Europe had ratified or otherwise joined CETS 197 by 23 February 2010."
    ),
    "Is Norway a member of the EU or of NATO?": (
        "No: Norway was not a member of the European Union on 31 January 2020. Yes: Norway was a member of the North Atlantic "
        "Treaty Organization on 7 March 2024"
    ),
    "Who left the EU?": (
        "One state had left the European Union by 31 January 2020: the United Kingdom."
    ),
    "who joined the EU after 2006?": (
        "Three states joined the European Union from 1 January 2007 to 31 January 2020: Bulgaria, Croatia and Romania."
    ),
    "Which CBSS states in the EU had ratified CETS 197 by 2009?": (
        "Three of the eleven CBSS states were members of the European Union on 31 December 2009 and had ratified or otherwise joined CETS 197 by "
        "31 December 2009: Denmark, Latvia and Poland."
    ),
}  # fmt: skip


def lead(graph: KnowledgeGraph, sentence: str) -> Claim | None:
    found = graph.answer(sentence).lead
    return found if found is not None and found.reader == "treaties" else None


@pytest.mark.parametrize(("sentence", "text"), ANSWERS.items())
def test_memberships_are_told_as_of_a_day(graph: KnowledgeGraph, sentence: str, text: str) -> None:
    claim = lead(graph, sentence)
    assert claim is not None and claim.text.startswith(text)
    assert claim.sources


@pytest.mark.parametrize(
    "sentence",
    [
        "Was Finland a member of NATO in 2030?",  # beyond what any list covers
        "Which states are not members of the UN?",
        "Is Kosovo a member of the CBSS?",
        "Is only Finland a member of the EU?",
        "Is DG JLS part of the EU?",  # which is no membership
        "Which CBSS states are members or observers of the Nordic Council?",
        "Which CBSS states joined the EU or ratified CETS 197?",
        "Is Finland a member of GRETA?",
        "Did only two EU states ratify CETS 197?",
        "Have only EU members and Norway ratified CETS 197?",
        "Did only CBSS states outside the EU ratify CETS 197?",
        "Is CETS 197 in force only for two EU states?",
        "Has any country outside Africa ratified CETS 197?",
        "Has any country outside Eastern Europe ratified CETS 197?",
        "Has any non-Asian country ratified CETS 197?",
        "Who left the CBSS in 2023?",  # beyond what the list covers
        "Has Norway or anyone ratified CETS 197?",
        "Has any organization outside the EU ratified CETS 197?",
        "Has any big country outside the EU ratified CETS 197?",
        "Are there exactly three states outside the EU that ratified CETS 197?",
        "Is there any other state that ratified CETS 197?",
    ],
)
def test_what_is_not_read_whole_or_not_covered_is_not_answered(graph: KnowledgeGraph, sentence: str) -> None:
    assert lead(graph, sentence) is None


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Has any country outside of Europe signed UNTOC?", "Europe"),
        ("any non-European party to UNTOC?", "European"),
    ],
)
def test_what_is_taken_for_a_place_is_said(graph: KnowledgeGraph, sentence: str, place: str) -> None:
    claim = lead(graph, sentence)
    note = f"By '{place}' the members of the Council of Europe are meant here."
    assert claim is not None and note in claim.notes


def test_when_they_did_not_is_not_read_of_many(graph: KnowledgeGraph) -> None:
    claim = lead(graph, "Which states joined the EU after 2006, and when not?")
    assert claim is not None and claim.text.endswith("No sure answer to 'when not'.")


def test_a_day_that_nobody_named_is_said(graph: KnowledgeGraph) -> None:
    taken, named = (
        lead(graph, "Was Finland in the EU?"),
        lead(graph, "Was Finland in the EU on 23 February 2010?"),
    )
    assert taken is not None and taken.notes[0].startswith(
        "No day is named, so it is told as of 23 February 2010"
    )
    assert named is not None and not named.notes


@pytest.mark.parametrize(
    "sentence", ["Is Russia still a member of the CBSS?", "Is Russia a member of the Council of Europe?"]
)
def test_who_has_left_since_is_told_so_first(graph: KnowledgeGraph, sentence: str) -> None:
    claim = lead(graph, sentence)
    assert claim is not None and claim.text.startswith("No: Russia was not a member of")
    assert any(note.startswith("At the time of the memo: Yes: Russia was") for note in claim.notes)


def test_founding_members_are_those_who_joined_first(graph: KnowledgeGraph) -> None:
    iceland, norway = (
        lead(graph, f"Was {of} one of the founding members of the CBSS?") for of in ("Iceland", "Norway")
    )
    assert iceland is not None and iceland.text.startswith("No: the first states to have joined")
    assert norway is not None and norway.text.startswith("Yes: the first states to have joined")


@pytest.mark.parametrize(
    ("sentence", "suspended"),
    [
        ("Is Belarus an observer in the CBSS?", "the Baltic Sea States on 17 May 2022: Belarus."),
        ("Was Russia a member of the CBSS in April 2022?", "the Baltic Sea States on 30 April 2022: Russia."),
        (
            "Was Russia a member of the Council of Europe on 26 February 2022?",
            "Europe on 26 February 2022: Russia.",
        ),
        (
            "Which states were members of the CBSS in April 2022?",
            "the Baltic Sea States on 30 April 2022: Russia.",
        ),
        ("Of which organizations was Russia a member in April 2022?", "Sea States on 30 April 2022: Russia."),
        (
            "Which CBSS states had not ratified CETS 197 on 1 April 2022?",
            "Sea States on 1 April 2022: Russia.",
        ),
        ("Was Russia a member of the CBSS in 2021?", ""),
        ("Is Russia a member of the CBSS today?", ""),
        ("Was Norway a member of the CBSS in April 2022?", ""),
    ],
)
def test_who_was_suspended_is_said(graph: KnowledgeGraph, sentence: str, suspended: str) -> None:
    lead = graph.answer(sentence).lead
    assert lead
    told = [note for note in lead.notes if note.startswith("Suspended in ")]
    assert [note.endswith(suspended) for note in told] == [True] * bool(suspended)


def test_an_earlier_spell_is_said(graph: KnowledgeGraph) -> None:
    def notes(sentence: str) -> list[str]:
        lead = graph.answer(sentence).lead
        return [note for note in lead.notes if note.startswith("Before, ")] if lead else []

    earlier = ["Before, Sweden had joined it in 1951 and left it in 1964."]
    assert notes("Since when is Sweden a member of the IOM?") == earlier
    assert notes("Is Sweden a member of the IOM?") == earlier
    assert not notes("Was Sweden a member of the IOM in 1960?")
    assert not notes("Is Norway a member of the IOM?")


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Which CBSS states have still not ratified CETS 197?", True),
        ("Which CBSS states are parties to the Palermo Protocol today?", True),
        ("Which CBSS states had ratified CETS 197 by 2012?", False),  # no word of today
        ("Which Nordic states are parties to the Palermo Protocol today?", False),
    ],
)
def test_who_left_since_is_said_where_today_is_asked_about(
    graph: KnowledgeGraph, sentence: str, left: bool
) -> None:
    lead = graph.answer(sentence).lead
    assert lead is not None
    said = "Recorded to have left the Council of the Baltic Sea States later: Russia (last a member on 17 May 2022)."
    assert (said in lead.notes) is left


def test_the_last_day_of_a_membership_is_no_day_after_it(graph: KnowledgeGraph) -> None:
    """Russia was a member of the Council of Europe up to 15 March 2022, and of the CBSS up to 17 May 2022."""
    assert "(last a member on 15 March 2022)" in graph.answer("Did Russia leave the Council of Europe?").text
    left = graph.answer("Who left the CBSS?")
    assert left.lead is not None and not any("Suspended" in note for note in left.lead.notes)
    denounced = graph.answer("Did Malaysia denounce ILO C105 in 1990?")
    assert denounced.lead is not None
    assert any("which comes after the notice" in note for note in denounced.lead.notes)
