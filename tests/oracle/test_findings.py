"""What readers and auditors once found wrong at the edges of the answers, each as a case that must stay mended."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from oracle.grid import local
from thbgraph.base.errors import ParameterError
from thbgraph.base.values import Days
from thbgraph.results.answer_document import table_of
from thbgraph.results.render.csv import to_csv
from thbgraph.results.render.json import to_json
from whole import WHOLE

PALERMO, CETS = "Palermo Protocol", "CETS 197"


def test_after_the_records_end_nothing_is_denied(graph: Any) -> None:
    rows = list(graph.ask("not-bound", group="UN", instrument=PALERMO, asOf="2024-01-01"))
    assert len(rows) > 15 and {row.answer for row in rows} == {"undetermined"}
    assert {str(row.lastRecorded) for row in rows} == {"no act", "signatory"}
    # Czechia was the last member of the Union to ratify, on 17 December 2014.
    assert not graph.ask("not-bound", group="EU", instrument=PALERMO, asOf="2020-01-01").rows
    rows = graph.ask("signed-not-ratified", group="UN", instrument=PALERMO, asOf="2024-01-01")
    assert len(rows) and not [row for row in rows if row.answer == "yes"]


def test_a_later_accession_is_not_contradicted(graph: Any) -> None:
    found = graph.status("Uganda", PALERMO, as_of="2026-01-01")  # after the last yearly report on it
    assert found.status == "undetermined" and found.last_recorded == "signatory"
    assert "; last recorded: signatory, on " in found.sentence
    assert "2 " not in found.settles.split(",")[0] or "list of the depositary" in found.settles


def test_a_count_after_the_records_end_is_at_least(graph: Any) -> None:
    counts = {
        row.measure: row for row in graph.ask("counts-by-status", instrument=PALERMO, asOf="2025-07-31")
    }
    consented = counts["had consented"]
    # 176 with those known before, Czechia and South Korea; of 185 parties one is no state.
    assert consented.states == 178 and consented.statesAtMost >= 184


@pytest.mark.parametrize(
    ("group", "day", "absent"),
    [
        ("ILO", "2010-02-23", ["ssd", "cuw", "sxm", "abw"]),
        ("OSCE", "1980-01-01", ["kaz", "kgz", "svn", "mne", "uzb"]),
        ("IOM", "1950-01-01", []),
        ("EU", "1957-12-31", ["deu", "fra"]),
    ],
)
def test_nobody_is_a_member_before_it_was_there(graph: Any, group: str, day: str, absent: list[str]) -> None:
    rows = {local(row.member): row.answer for row in graph.ask("group-members", group=group, asOf=day)}
    assert not rows.keys() & set(absent)
    assert group in ("ILO", "OSCE") or "yes" not in rows.values()


def test_an_undated_list_does_not_say_since_when(graph: Any) -> None:
    rows = list(graph.ask("group-members", group="IPU", asOf="1900-01-01"))
    assert {row.answer for row in rows if row.role.label == "Member"} <= {"undetermined"}
    assert {str(row.memberBy) for row in rows if row.answer == "undetermined"} == {"2020-01-31"}


def test_a_list_that_is_years_behind_does_not_count_all(graph: Any) -> None:
    missing = "Others may be missing: no source here names all members of"
    assert missing in graph.ask("group-members", group="IPU", asOf="2020-01-31").summary
    assert missing not in graph.ask("group-members", group="ILO", asOf="2020-01-31").summary


def test_a_list_of_years_says_since_when(graph: Any) -> None:
    rows = [
        row for row in graph.ask("group-members", group="IOM", asOf="2010-02-23") if str(row.role) == "member"
    ]
    sure = [row for row in rows if row.answer == "yes"]
    assert len(sure) > 110 and all(str(row.memberBy or "") < "2010-02-23" for row in sure)
    assert all(str(row.sinceLatest or row.memberBy) < "2010" for row in sure)


def test_who_was_no_state_is_in_no_answer(graph: Any) -> None:
    rows = {
        local(row.country)
        for row in graph.ask("not-bound", group="OSCE", instrument="CEDAW", asOf="1985-01-01")
    }
    assert not rows & {"kaz", "kgz", "uzb", "mda", "geo", "arm", "aze"}
    for state, treaty, day in (
        ("Namibia", "CRC", "1989-12-31"),
        ("Uganda", "1951 Refugee Convention", "1960-01-01"),
    ):
        assert "was not yet a state" in graph.status(state, treaty, as_of=day).sentence


def test_the_last_day_of_a_membership_counts(graph: Any) -> None:
    def members(group: str, day: str) -> set[str]:
        return {local(row.member) for row in graph.ask("group-members", group=group, asOf=day)}

    assert "gbr" in members("EU", "2020-01-31") and "gbr" not in members("EU", "2020-02-01")
    assert "rus" in members("Council of Europe", "2022-03-15") and "rus" not in members(
        "Council of Europe", "2022-03-16"
    )


def test_a_list_of_later_years_covers_parties_too(graph: Any) -> None:
    found = graph.status("Sweden", "CRC", as_of="2020-01-01")
    assert found.status == "party" and not found.is_last_recorded


@pytest.mark.parametrize(
    ("state", "treaty", "day", "since"),
    [
        ("Montenegro", PALERMO, "2006-06-03", "3 June 2006"),
        ("Czechia", "CEDAW", "1993-01-01", "1 January 1993"),
        ("Slovakia", "CRC", "1993-05-27", "1 January 1993"),
    ],
)
def test_a_succession_has_its_day_of_effect(
    graph: Any, state: str, treaty: str, day: str, since: str
) -> None:
    found = graph.status(state, treaty, as_of=day)
    assert found.status == "party" and f"since {since}, by succession" in found.sentence


@pytest.mark.parametrize(
    ("state", "treaty", "day"),
    [("Slovenia", "CRC", "1991-06-25"), ("Bahamas", "1956 Slavery Convention", "1976-01-01")],
)
def test_what_would_settle_a_succession_is_not_what_is_printed(
    graph: Any, state: str, treaty: str, day: str
) -> None:
    found = graph.status(state, treaty, as_of=day)
    assert found.status == "undetermined" and found.settles.startswith(
        "the day from which its succession takes effect"
    )


def test_montenegro_has_the_signature_of_serbia_and_montenegro(graph: Any) -> None:
    found = graph.status("Montenegro", CETS, as_of="2006-06-03")
    assert found.status == "signatory" and found.signed == Days.of("2005-05-16", "2005-05-16")


def test_the_last_list_of_a_state_is_what_it_is_known_through(graph: Any) -> None:
    found = graph.status("Russia", CETS, as_of="2026-11-26")
    assert found.status == "undetermined" and str(found.known_through) == "2022-03-16"


def test_a_bound_is_no_day_in_any_format(graph: Any) -> None:
    answer = graph.ask("signed-not-ratified", group="Council of Europe", asOf="2010-01-26")
    rows = {local(row.country): row for row in answer}
    bounds = {
        state: (str(rows[state].sinceEarliest), str(rows[state].sinceLatest))
        for state in ("grc", "ltu", "nld", "smr", "deu")
    }
    assert bounds == {
        "grc": ("2005-05-16", "2007-10-23"),
        "ltu": ("2008-01-24", "2010-01-26"),
        "nld": ("2005-05-16", "2007-10-23"),
        "smr": ("2005-05-16", "2007-10-23"),
        "deu": ("2005-11-16", "2005-11-17"),
    }
    shown = table_of(answer)
    signed = {str(row[0][0]): str(row[shown.columns.index("signed")][0]) for row in shown.rows}
    assert signed["Lithuania"] == "between 24 January 2008 and 26 January 2010"
    bound = {local(row.party): row for row in graph.ask("bound-by", instrument=CETS, asOf="2015-01-01")}
    assert (str(bound["ltu"].sinceEarliest), str(bound["ltu"].sinceLatest)) == ("2012-06-01", "2013-04-01")


@pytest.mark.parametrize(("group", "least", "most"), [("Council of Europe", 10, 12), ("CBSS", 1, 1)])
def test_who_had_not_consented_is_not_listed(graph: Any, group: str, least: int, most: int) -> None:
    rows = list(graph.ask("how-consented", group=group, instrument=CETS, asOf="2007-10-31"))
    assert least <= len(rows) <= most and len({row.country for row in rows}) == len(rows)
    assert {row.answer for row in rows} <= {"yes", "undetermined"} and "esp" not in {
        local(row.country) for row in rows
    }


def test_several_treaties_are_not_blurred(graph: Any) -> None:
    for question in ("bound-by", "counts-by-status", "signed-not-ratified", "not-bound"):
        with pytest.raises(ParameterError, match="expected one value"):
            graph.ask(question, instrument=[PALERMO, CETS])
    both = graph.ask("status-matrix", group="CBSS", instrument=[PALERMO, CETS])
    assert len({(row.country, row.instrument) for row in both}) == len(both) == 22


def test_nobody_is_told_to_be_no_state(graph: Any) -> None:
    for name in ("Taiwan", "Hong Kong", "Aruba", "Western Sahara"):
        assert "is not a state" not in " ".join(str(graph.status(name, CETS)).split())


def test_no_status_is_blank(graph: Any) -> None:
    assert all(row.status is not None for row in graph.ask("status-matrix", group="CBSS"))
    # A treaty of 2014 has no status in 2010.
    assert not graph.ask("status-matrix", group="Nordic Council", instrument="P029", asOf="2010-02-23").rows


ASKED: list[dict[str, str]] = [{}, {"asOf": "1991-06-01"}, {"instrument": "CRC"}, {"group": "Nordic Council"}]


@pytest.mark.slow
def test_no_blank_is_without_a_word(graph: Any, answered: Callable[[str], Any]) -> None:
    """As it stands, and with one of the other arguments, or all of them where all is held."""
    seen: set[str] = set()
    for number, question in enumerate(graph.questions.values()):
        names = {param.name for param in question.params}
        plain, *others = (one for one in ASKED if one.keys() <= names)
        for arguments in [plain, *(others if WHOLE else others[number % 3 :][:1])]:
            answer = graph.ask(question.name, **arguments) if arguments else answered(question.name)
            shown = table_of(answer)
            assert all(str(part) for row in shown.rows for cell in row for part in cell or [""]), (
                question.name
            )
            seen |= shown.legend.keys()
    assert seen >= {"undetermined", "not recorded", "none", "covered", "as today"}
    unsigned = json.loads(to_json(graph.ask("signed-not-ratified", instrument="C182")))
    assert {row["unknown"]["sinceLatest"] for row in unsigned["rows"]} == {"not open"}
    assert "not open" in unsigned["legend"]


def test_what_lies_after_the_sources_is_not_called_covered(graph: Any) -> None:
    shown = table_of(graph.ask("not-bound", group="ILO", instrument=CETS, asOf="2008-07-09"))
    known, recorded = (shown.columns.index(column) for column in ("known until", "last recorded"))
    told = {
        (str(row[known][0]), str(row[recorded][0])) for row in shown.rows if "Burkina Faso" in str(row[0][0])
    }
    assert told == {("15 May 2005", "not recorded")}
    before = graph.ask("counts-by-status", instrument="P029", asOf="1991-10-09").summary
    assert before.startswith("No state is recorded as having consented to the Protocol of 2014")


def test_an_answer_that_is_blank_throughout_says_what_is_silent(graph: Any) -> None:
    answer = graph.ask("reported-status", instrument=PALERMO)
    assert "No list of the memo names a member" in answer.summary
    assert "The lists of the memo do not name eleven of them." in answer.summary
    assert {str(part) for row in table_of(answer).rows for cell in row[1:] for part in cell} == {
        "not recorded"
    }


def test_a_number_that_is_known_is_one_figure(graph: Any) -> None:
    known = graph.ask("counts-by-status", instrument="C182", asOf="2001-05-05").summary
    assert "consented to the Worst Forms" in known and "was 72." in known and "at least" not in known
    assert "at least 178 and at most 197." in graph.ask("counts-by-status", asOf="2025-07-31").summary


def test_states_of_which_no_source_speaks_are_counted_apart(graph: Any) -> None:
    answer = graph.ask("counts-by-status", instrument=CETS, asOf="2010-02-23")
    consented = next(row for row in answer if row.measure == "had consented")
    signed = next(row for row in answer if row.measure == "had signed")
    assert (consented.states, consented.statesAtMost, consented.statesUntold) == (26, 26, 0)
    assert (signed.states, signed.statesToldAtMost) == (42, 42) and signed.statesUntold > 100
    assert signed.statesAtMost == signed.statesToldAtMost + signed.statesUntold
    assert f"was 42; of {signed.statesUntold} others no source says" in answer.summary
    assert "was 26. " in answer.summary
    assert "others" not in graph.ask("counts-by-status", instrument=PALERMO).summary


@pytest.mark.parametrize(
    ("day", "name"), [("2020-01-01", None), ("2014-01-01", "Czech Republic"), ("2017-06-01", None)]
)
def test_questions_and_status_give_the_name_of_the_day(graph: Any, day: str, name: str | None) -> None:
    question = (
        "not-bound" if day < "2015-01-16" else "bound-by"
    )  # ratified on 17 December 2014, in force 30 days later
    (row,) = graph.ask(question, group="Czechia", instrument=PALERMO, asOf=day)
    assert row.nameThen == name
    told = graph.status("Czechia", PALERMO, as_of=day).name
    assert told == (f"{name} (today Czechia)" if name else "Czechia")


def test_names_of_states_are_those_of_the_day(graph: Any) -> None:
    for state, treaty, day, name in (
        ("Myanmar", "1951 Refugee Convention", "1985-01-01", "Burma (today Myanmar)"),
        ("Serbia", PALERMO, "2004-12-25", "Serbia and Montenegro (today Serbia)"),
        ("Serbia", PALERMO, "2003-12-25", "Serbia and Montenegro (today Serbia)"),
        (
            "North Macedonia",
            PALERMO,
            "2010-01-01",
            "the former Yugoslav Republic of Macedonia (today North Macedonia)",
        ),
    ):
        assert graph.status(state, treaty, as_of=day).name == name


def test_an_accession_printed_as_a_ratification_says_so(graph: Any) -> None:
    told = " ".join(str(graph.status("Antigua and Barbuda", PALERMO, as_of="2012-01-01")).split())
    assert "an accession of the same day" in told


def test_an_inferred_row_says_so_wherever_the_act_is_told(graph: Any) -> None:
    assert "[row order inferred]" in " ".join(str(graph.status("Denmark", CETS, as_of="2010-02-23")).split())
    answer = graph.ask("how-consented", group="Denmark", instrument=CETS, cite=True)
    assert any("[row order inferred]" in caveat for caveat in answer.caveats_of(answer[0]))
    assert "[row order inferred]" in to_csv(answer) and "[row order inferred]" in to_json(answer)


def test_who_joined_without_signing_is_among_the_consents_alone(graph: Any) -> None:
    answer = graph.ask("signature-to-consent", group="EU", instrument="CRC")
    assert (
        len(answer) < 27 and "Who acceded or succeeded without signing is not among them." in answer.summary
    )
    assert len(graph.ask("how-consented", group="EU", instrument="CRC")) == 27


def test_acts_of_a_predecessor_count_where_it_is_carried_on(graph: Any) -> None:
    (row,) = graph.ask("how-consented", group="Russia", instrument="CEDAW", asOf="2000-01-01")
    assert (row.answer, str(row.consentedEarliest)) == ("yes", "1981-01-23")
    (row,) = graph.ask("how-consented", group="Serbia", instrument="UNTOC", asOf="2010-01-01")
    assert row.answer == "yes"


def test_durations_stand_as_the_source_has_them(graph: Any) -> None:
    (row,) = graph.ask("entry-into-force", instrument="C182")
    assert str(row.delay) == "12 months"


def test_a_sentence_says_when_a_thing_ends_and_to_what_it_relates(graph: Any) -> None:
    told = graph.ask("purposes-and-contents", thing="TF-THB").summary
    assert "30 June 2011" not in told  # the end of its mandate of 2010, not its own
    assert "30 June 2011" not in graph.ask("purposes-and-contents", thing="GRETA").summary
    told = graph.ask("instrument-relations", thing="Istanbul Summit").summary
    assert "relates to one instrument: the NATO zero-tolerance policy" in told and "endorses" in told


@pytest.mark.parametrize(
    ("question", "param", "whole", "column", "body"),
    [
        ("programmes-and-campaigns", "by", "ILO", "agent", "ILO Governing Body"),
        ("who-established-what", "about", "UN", "who", "United Nations Office on Drugs and Crime"),
        ("events", "by", "CBSS", "who", "CBSS Task Force against Trafficking in Human Beings"),
        ("calls-and-advice", "speaker", "Council of Europe", "who", "Parliamentary Assembly of the Council of Europe"),
        ("adopted-instruments", "adopter", "EU", "author", "European Parliament"),
    ],
)  # fmt: skip
def test_what_a_body_does_counts_for_its_organization_and_names_the_body(
    graph: Any, question: str, param: str, whole: str, column: str, body: str
) -> None:
    rows = graph.ask(question, {param: whole})
    assert body in {str(row[column]) for row in rows}
    assert body not in {str(row[column]) for row in graph.ask(question, {param: "NATO"})}


def test_no_members_are_worked_out_for_whom_a_law_holds(graph: Any) -> None:
    """Directive 2004/81/EC (memo 4-4) does not hold for every member of that day, and holds for later ones."""
    reached = "SELECT ?whom { id:%s thb:reaches ?whom }"
    assert not len(graph.sparql(reached % "directive-2004-81"))
    assert not len(graph.sparql(reached % "statement-4-4-1"))
    assert len(graph.sparql(reached % "nc-rec-18-2006")) > 5
