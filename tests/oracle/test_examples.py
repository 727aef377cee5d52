"""The examples of two audits by number: "3b" are those of the half from open data, "1" those that readers met.

`EXAMPLES` has the tests of each, most of them in `test_findings`; those that had none are here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from oracle import test_findings as found
from oracle.grid import local
from thbgraph.base.errors import UnknownEntity
from thbgraph.base.terms import short
from whole import WHOLE

PALERMO, CETS, REFUGEES = "Palermo Protocol", "CETS 197", "1951 Refugee Convention"


def test_japan_is_not_denied_what_it_did_later(graph: Any) -> None:
    told = graph.status(
        "Japan", PALERMO, as_of="2018-01-01"
    )  # accepted on 11 July 2017; sources print that day and a later one
    assert told.status == "party" and "by acceptance between 11 July 2017 and " in told.sentence
    assert "acceded" not in told.sentence


def test_members_of_the_osce_are_none_before_they_took_part(graph: Any) -> None:
    rows = {
        local(row.member): row.answer for row in graph.ask("group-members", group="OSCE", asOf="1980-01-01")
    }
    assert not rows.keys() & {"kaz", "mne", "svn", "ukr", "lva", "ltu", "est", "tkm", "tjk"}
    assert rows["mng"] == "undetermined"  # in a list without days
    told = {
        local(row.country)
        for row in graph.ask("not-bound", group="OSCE", instrument="CEDAW", asOf="1985-01-01")
    }
    assert not told & {"kaz", "kgz", "lva", "ltu", "mda", "tjk", "tkm", "uzb"}


@pytest.mark.parametrize(
    ("state", "treaty", "day"),
    [("Namibia", "CRC", "1989-12-31"), ("Kenya", REFUGEES, "1960-01-01"), ("Benin", REFUGEES, "1960-01-01")],
)
def test_who_was_no_state_had_not_failed_to_join(graph: Any, state: str, treaty: str, day: str) -> None:
    told = graph.status(state, treaty, as_of=day)
    assert told.status == "not applicable" and told.sentence.endswith("was not yet a state.")


@pytest.mark.parametrize(
    ("state", "treaty", "day", "name"),
    [
        ("Serbia", PALERMO, "2004-12-25", "Serbia and Montenegro (today Serbia)"),
        ("DR Congo", REFUGEES, "1966-01-01", "Democratic Republic of the Congo"),
        ("DR Congo", REFUGEES, "1985-01-01", "Zaire (today Democratic Republic of the Congo)"),
        ("Myanmar", REFUGEES, "1960-01-01", "Burma (today Myanmar)"),
        ("Tanzania", REFUGEES, "1963-01-01", "Tanganyika (today Tanzania)"),
    ],
)
def test_a_state_has_the_name_of_the_day(graph: Any, state: str, treaty: str, day: str, name: str) -> None:
    assert graph.status(state, treaty, as_of=day).name == name


def test_what_is_not_known_of_a_name_or_a_predecessor_is_said(graph: Any) -> None:
    since = "Since when it was called Dahomey is not recorded."
    assert since in graph.status("Benin", REFUGEES, as_of="1962-06-01").notes
    yemen = " ".join(str(graph.status("Yemen", "CEDAW", as_of="1985-01-01")).split())
    assert (
        "Before the union of the two Yemens in 1990; which of them did it, the table does not say." in yemen
    )
    members = graph.ask("group-members", group="UN", asOf="1961-01-01").summary
    assert "Dahomey" in members.split("Since when these names were used is not recorded: ")[1]


def test_one_event_of_several_days_is_no_disagreement(graph: Any) -> None:
    assert not [one for one in graph.conflicts("Palermo Protocol") if "opening" in one.question]


def test_relations_are_not_turned_round(graph: Any) -> None:
    assert "prelude to" not in str(graph.describe("Vienna Forum"))
    children = str(graph.describe("Children"))
    assert "CETS No. 197 applies" in children and "applies to: CETS" not in children
    assert "open to: " not in str(graph.describe("European Community"))


def test_the_note_of_a_lead_in_is_not_that_of_its_bullets(graph: Any) -> None:
    bullets = list(graph.sparql("SELECT ?bullet ?opening { ?bullet thb:leadIn ?opening }"))
    stated = "{ ?bullet thb:leadIn ?opening ; skos:note ?note }"
    notes = defaultdict(list)
    for row in graph.sparql(f"SELECT DISTINCT ?bullet ?note {stated}"):
        notes[row.bullet.iri].append(str(row.note))
    assert len(bullets) == 35
    for row in bullets:
        page = graph.describe(row.bullet.iri)
        assert sorted(map(str, page.notes)) == sorted(notes[row.bullet.iri]), row.bullet
        assert page.contents and "states nothing" not in str(page), row.bullet


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("OSCE Action Plan", "osce-action-plan-2003"),
        ("Republic of Ireland", "irl"),
        ("DR Congo", "cod"),
        ("Greenland", "grl"),
    ],
)
def test_a_usual_name_leads_to_what_it_names(graph: Any, name: str, meant: str) -> None:
    assert graph.find(name).iri.rsplit("/", 1)[1] == meant


@pytest.mark.parametrize(
    ("name", "candidates", "never"),
    [
        ("Congo", {"cod", "cog"}, set()),
        ("England", set(), {"grl", "fin", "pol"}),
        ("2.14", set(), {"dom"}),
    ],
)
def test_a_name_that_names_no_single_thing_is_not_guessed(
    graph: Any, name: str, candidates: set[str], never: set[str]
) -> None:
    with pytest.raises(UnknownEntity) as refused:
        graph.find(name)
    offered = {iri.rsplit("/", 1)[1] for iri in refused.value.candidates}
    assert candidates <= offered and not offered & never


def test_norden_is_not_north_korea(graph: Any) -> None:
    assert "North Korea" not in str(graph.search("Norden")[0])


QUESTIONS = (
    "signed-not-ratified",
    "status-matrix",
    "reported-status",
    "bound-by",
    "not-bound",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_default_day_is_one_and_has_its_reason(graph: Any, question: str) -> None:
    day = graph.ask(question).arguments["asOf"]
    assert day == "23 February 2010, the day on which the last event in the memo ended"


@pytest.mark.parametrize("question", ["how-consented", "signature-to-consent"])
def test_what_tells_when_is_asked_as_of_a_later_day(graph: Any, question: str) -> None:
    answer = graph.ask(question)
    assert answer.arguments["asOf"] == "16 March 2022, the day of the latest list of the parties to CETS 197"
    assert max(row.consentedLatest for row in answer if row.consentedLatest).isoformat() > "2010-02-23"


def test_the_two_days_of_the_memo_tell_of_each_other(graph: Any) -> None:
    told = graph.status("Estonia", CETS)
    assert told.day_is.startswith("the day on which the last event") and told.status == "signatory"
    assert (
        "On 26 January 2010, the day taken for the memo's lists, the status is different: no act."
        in told.notes
    )
    answer = graph.ask("signed-not-ratified", group="CBSS").summary
    assert (
        "On 26 January 2010, the day taken for the memo's lists, the answer is different for Estonia."
        in answer
    )


def test_an_empty_answer_about_the_council_of_ministers_speaks_of_it(graph: Any) -> None:
    kinds = {"thb:Entity", "foaf:Agent", "org:Organization"}
    empty = [
        answer
        for question in graph.questions.values()
        for param in question.params
        if short(param.wants_class or "") in kinds
        for answer in [graph.ask(question.name, {param.name: "Nordic Council of Ministers"})]
        if answer.is_empty
    ]
    assert empty
    for answer in empty if WHOLE else empty[::6]:
        why = graph.diagnose(answer)
        said = "nothing of this kind is recorded about the Nordic Council of Ministers; that does not say that there is none"
        assert said in str(why), (answer.question, why)
        assert why.unrecorded == (graph.find("Nordic Council of Ministers").iri,), (answer.question, why)


#: By number, the tests of each example.
EXAMPLES: Mapping[str, tuple[Callable[..., None], ...]] = {
    "3b.1": (
        found.test_after_the_records_end_nothing_is_denied,
        found.test_a_later_accession_is_not_contradicted,
        found.test_a_count_after_the_records_end_is_at_least,
        test_japan_is_not_denied_what_it_did_later,
    ),
    "3b.2": (
        found.test_nobody_is_a_member_before_it_was_there,
        found.test_an_undated_list_does_not_say_since_when,
        found.test_a_list_of_years_says_since_when,
        found.test_the_last_day_of_a_membership_counts,
        test_members_of_the_osce_are_none_before_they_took_part,
    ),
    "3b.3": (found.test_who_was_no_state_is_in_no_answer, test_who_was_no_state_had_not_failed_to_join),
    "3b.4": (
        found.test_names_of_states_are_those_of_the_day,
        found.test_questions_and_status_give_the_name_of_the_day,
        test_a_state_has_the_name_of_the_day,
        test_what_is_not_known_of_a_name_or_a_predecessor_is_said,
    ),
    "3b.5": (found.test_a_list_of_later_years_covers_parties_too,),
    "3b.6": (
        found.test_a_succession_has_its_day_of_effect,
        found.test_what_would_settle_a_succession_is_not_what_is_printed,
    ),
    "3b.7": (found.test_montenegro_has_the_signature_of_serbia_and_montenegro,),
    "3b.8": (found.test_the_last_list_of_a_state_is_what_it_is_known_through,),
    "3b.9": (found.test_a_bound_is_no_day_in_any_format,),
    "3b.10": (found.test_an_accession_printed_as_a_ratification_says_so,),
    "3b.11": (
        found.test_nobody_is_told_to_be_no_state,
        test_japan_is_not_denied_what_it_did_later,
        test_one_event_of_several_days_is_no_disagreement,
    ),
    "1.1": (found.test_a_bound_is_no_day_in_any_format,),
    "1.2": (found.test_who_had_not_consented_is_not_listed,),
    "1.3": (test_relations_are_not_turned_round,),
    "1.4": (test_the_note_of_a_lead_in_is_not_that_of_its_bullets,),
    "1.5": (
        test_a_usual_name_leads_to_what_it_names,
        test_a_name_that_names_no_single_thing_is_not_guessed,
        test_norden_is_not_north_korea,
    ),
    "1.6": (found.test_an_inferred_row_says_so_wherever_the_act_is_told,),
    "1.7": (
        found.test_an_answer_that_is_blank_throughout_says_what_is_silent,
        found.test_no_blank_is_without_a_word,
        found.test_no_status_is_blank,
        found.test_what_lies_after_the_sources_is_not_called_covered,
        found.test_who_joined_without_signing_is_among_the_consents_alone,
    ),
    "1.8": (
        test_the_default_day_is_one_and_has_its_reason,
        test_what_tells_when_is_asked_as_of_a_later_day,
        test_the_two_days_of_the_memo_tell_of_each_other,
    ),
    "1.9": (test_an_empty_answer_about_the_council_of_ministers_speaks_of_it,),
}


def test_every_example_has_its_tests() -> None:
    numbers = {*(f"3b.{number}" for number in range(1, 12)), *(f"1.{number}" for number in range(1, 10))}
    assert EXAMPLES.keys() == numbers and all(EXAMPLES.values())
