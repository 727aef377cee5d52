"""Groups of states that are asked for by the names people give them, and the last day that the sources cover."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest

from thbgraph.base.dates import in_words
from thbgraph.base.errors import ParameterError
from thbgraph.base.namespaces import FROM_NAMES, ID, SOURCE
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.formats import write
from thbgraph.status.coverage import last_covered_day, last_known
from thbgraph.stores.evaluation import Solutions
from whole import takes_minutes


@pytest.mark.parametrize(
    ("group", "organization"),
    [
        ("Nordic countries", "Nordic Council"),
        ("Nordic governments", "Nordic Council"),
        ("Baltic States", "Baltic Assembly"),
        ("EU member countries", "European Union"),
        ("CBSS countries", "Council of the Baltic Sea States"),
    ],
)
def test_a_group_of_states_is_asked_for_like_the_organization_whose_members_they_are(
    graph: KnowledgeGraph, group: str, organization: str
) -> None:
    asked = graph.ask("status-matrix", group=group, instrument="CETS 197")
    assert list(asked) == list(graph.ask("status-matrix", group=organization, instrument="CETS 197"))
    assert asked.arguments["group"] == organization and organization in asked.summary


def test_the_nordic_and_the_baltic_countries_are_these_states(graph: KnowledgeGraph) -> None:
    def states(group: str) -> list[str]:
        return [row.country.label for row in graph.ask("status-matrix", group=group, instrument="CETS 197")]

    assert states("Nordic countries") == ["Denmark", "Finland", "Iceland", "Norway", "Sweden"]
    assert states("Baltic countries") == ["Estonia", "Latvia", "Lithuania"]


def test_an_answer_that_is_kept_is_the_same_with_evidence_and_after_others(graph: KnowledgeGraph) -> None:
    def told(**named: str) -> list[object]:
        cited = graph.ask("signed-not-ratified", cite=True, **named)
        plain = graph.ask("signed-not-ratified", **named)
        assert cited.is_cited and not plain.is_cited
        assert [row.values for row in cited] == [row.values for row in plain]
        rows = [(row.values, row.citation) for row in cited]
        return [
            rows,
            cited.summary,
            cited.heading,
            cited.arguments,
            cited.evidence,
        ]

    graph._asking.forget()
    first = told(), told(group="Nordic countries"), told(asOf="2008-01-01")
    assert len({str(one) for one in first}) == 3
    assert first == (told(), told(group="Nordic countries"), told(asOf="2008-01-01"))


def test_a_report_that_is_made_again_asks_nothing(graph: KnowledgeGraph) -> None:
    graph.report("brief", thing="GRETA")
    with patch.object(graph._store, "query", side_effect=graph._store.query) as query:
        graph.report("brief", thing="GRETA")
    assert not query.called


def test_a_group_whose_members_nobody_names_is_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="Partners of NATO"):
        graph.ask("bound-by", group="NATO partner countries")
    with pytest.raises(ParameterError):  # only a question about members takes their group
        graph.ask("parts-and-posts", organization="Nordic countries")


@pytest.mark.parametrize(
    ("arguments", "day"),
    [
        pytest.param({"group": "UN", "instrument": "Palermo Protocol"}, "2013-12-13", marks=takes_minutes),
        ({"group": "Nordic countries", "instrument": "Smuggling Protocol"}, "2013-09-24"),
        ({"group": "Nordic countries", "instrument": "CETS 197"}, "2022-03-16"),  # all are parties
        ({"group": "CBSS", "instrument": "CETS 197"}, "2022-03-16"),  # Russia is none, by a count,
        ({"group": "Council of Europe", "instrument": "CETS 197"}, "2022-03-16"),  # and had left on that day
    ],
)
def test_latest_is_the_last_day_that_is_covered_for_what_is_asked(
    graph: KnowledgeGraph, arguments: dict[str, str], day: str
) -> None:
    latest = graph.ask("status-matrix", arguments, asOf="latest")
    assert {str(row.asOf) for row in latest} == {day}
    written = in_words(date.fromisoformat(day))
    assert f"As last known: {written} for " in latest.summary
    assert "the last day up to which the sources cover all that is asked." in latest.summary
    assert latest.arguments["asOf"] == f"{written}, as last known"
    assert list(latest) == list(graph.ask("status-matrix", arguments, as_of=day))


def test_each_treaty_is_told_as_of_its_own_last_day(graph: KnowledgeGraph) -> None:
    latest = graph.ask("status-matrix", group="Nordic countries", asOf="latest", cite=True)
    days = {row.instrument: str(row.asOf) for row in latest}
    assert len(days) > 10 and len({*days.values()}) > 5 and latest.is_cited
    for treaty, day in days.items():
        own = [row.values for row in latest if row.instrument == treaty]
        alone = graph.ask("status-matrix", group="Nordic countries", instrument=treaty, asOf="latest")
        assert {str(row.asOf) for row in alone} == {day} and own == [row.values for row in alone]
    assert latest.arguments["asOf"] == "the day last known of each treaty"
    assert "on the day last known of each treaty" in latest.summary
    told = latest.summary.partition("As last known: ")[2]
    assert "Palermo Protocol" in told
    assert all(in_words(date.fromisoformat(day)) in told for day in days.values())


def test_the_days_of_many_treaties_leave_no_declaration_out(graph: KnowledgeGraph) -> None:
    latest = graph.ask("territorial-declarations", asOf="latest")
    assert len(latest) == len(graph.ask("territorial-declarations", as_of="2022-01-01")) > 0


def test_the_last_days_of_many_treaties_are_found_together(graph: KnowledgeGraph) -> None:
    asked = list[str]()

    def select(text: str) -> Solutions:
        asked.append(text)
        found = graph._store.query(text)
        assert isinstance(found, Solutions)
        return found

    known = last_known([], [ID + "fin"], select)
    assert known is not None and len(known.days) > 10 and len(asked) < 5
    for treaty, day in known.days.items():
        assert day == last_covered_day([treaty], [ID + "fin"], select)


def test_what_names_its_treaty_in_a_column_alone_is_told_as_last_known(graph: KnowledgeGraph) -> None:
    calls = graph.ask("calls-since-met", asOf="latest")
    alone = graph.ask("status-matrix", group="UN", instrument="CETS 197", asOf="latest")
    assert {row.asOf for row in calls if row.instrument.iri == CETS} == {row.asOf for row in alone}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("brief", {"thing": "Finland"}),
        ("brief", {"thing": "Palermo Protocol"}),
        ("brief", {"thing": "CBSS"}),
        ("matrix", {"group": "CBSS"}),
        ("levers", {"group": "CBSS"}),
        ("participants", {"instrument": "CETS 197"}),
    ],
)
def test_a_report_is_told_as_last_known(graph: KnowledgeGraph, name: str, given: dict[str, str]) -> None:
    report = graph.report(name, given, asOf="latest")
    (said,) = [note for note in report.notes if note.startswith("As last known: ")]
    text = write(report, "text")
    assert "as last known" in said.lower() and str(report.given["asOf"]) >= "2013-12-13"
    assert "latest" not in report.summary and "latest" not in text.splitlines()[0]


def test_a_report_says_each_status_as_of_the_day_of_its_treaty(graph: KnowledgeGraph) -> None:
    standing = graph.report("brief", thing="Finland", asOf="latest")["standing"]
    for row in standing:
        alone = graph.status("Finland", row.instrument, as_of="latest")
        assert row.status == alone.status and row.knownThrough == alone.known_through


def test_after_the_latest_day_something_is_open_that_was_not(graph: KnowledgeGraph) -> None:
    def open_rows(day: str) -> int:
        rows = graph.ask("status-matrix", group="OSCE", instrument="Palermo Protocol", asOf=day)
        return sum(row.status.label == "undetermined" for row in rows)

    assert open_rows("latest") == 0 and open_rows("2013-12-14") > 0


def test_latest_of_what_no_source_covers_is_refused(graph: KnowledgeGraph) -> None:
    def nothing(_: str) -> Solutions:
        return Solutions([], [])

    assert last_covered_day(["http://e.org/treaty"], [], nothing) is None
    with pytest.raises(ParameterError, match="was asked about none; give a day"):
        graph.ask("group-members", asOf="latest")


CETS = ID + "cets-197"
ABOUT_MEMBERS = [
    ("bound-by", "party"),
    *((name, "country") for name in ("how-consented", "not-bound", "signature-to-consent", "status-matrix")),
    *((name, "country") for name in ("signed-not-ratified", "reported-status", "party-to-one-only")),
]


def test_a_sentence_says_of_several_values_that_a_row_is_about_one_of_them(graph: KnowledgeGraph) -> None:
    answer = graph.ask("joint-work", agent=["TF-THB", "UNODC"])
    of_one = {row["work"].iri for row in graph.ask("joint-work", agent="TF-THB") if row["work"]}
    assert of_one < {row["work"].iri for row in answer if row["work"]}
    assert (
        "pieces of joint work of the CBSS Task Force against Trafficking in Human Beings or the United Nations"
        in answer.summary
    )
    assert " or " not in graph.ask("joint-work", agent="UNODC").summary


@pytest.mark.slow
@pytest.mark.parametrize(("question", "column"), ABOUT_MEMBERS)
def test_states_are_asked_for_as_a_group(graph: KnowledgeGraph, question: str, column: str) -> None:
    """What is said of a state does not depend on the group in which it is asked for."""
    some = graph.ask(question, group=["Finland", "SWE", "Denmark"])
    whole = graph.ask(question, group="Nordic countries")
    named = {"Finland", "Sweden", "Denmark"}
    assert [row.values for row in some] == [row.values for row in whole if row[column].label in named]
    assert some.arguments["group"] == "Finland, Sweden, Denmark"
    with_others = graph.ask(question, group=["Baltic countries", "Finland"])
    assert {row[column].label for row in with_others} <= {"Estonia", "Finland", "Latvia", "Lithuania"}


@pytest.mark.parametrize(
    ("question", "given", "said"),
    [
        ("bound-by", {}, "Sweden is not recorded as bound by the Council of Europe Convention"),
        (
            "bound-by",
            {"group": "Denmark"},
            "On 23 February 2010 Denmark was bound by the Council of Europe Convention",
        ),
        (
            "bound-by",
            {"group": ["Denmark", "Sweden"]},
            "On 23 February 2010, of Denmark and Sweden, one was bound by the",
        ),
        (
            "bound-by",
            {"group": ["Finland", "Sweden"]},
            "Of Finland and Sweden, none is recorded as bound by the Council",
        ),
        (
            "bound-by",
            {"group": "CBSS", "asOf": "2005-01-01"},
            "No member of the Council of the Baltic Sea States is rec",
        ),
        (
            "bound-by",
            {"group": "any", "asOf": "2005-01-01"},
            "No state is recorded as bound by the Council of Europe",
        ),
        (
            "bound-by",
            {"group": "any"},
            "On 23 February 2010 26 states were bound by the Council of Europe Convention",
        ),
        ("not-bound", {}, "Nothing recorded shows that Sweden was not bound by the Protocol to Prevent"),
        (
            "party-to-one-only",
            {"group": "Denmark"},
            "Nothing recorded shows that Denmark was party to the Protocol to",
        ),
        (
            "signature-to-consent",
            {"asOf": "2010-02-23"},
            "consented to it by 23 February 2010. Sweden had only signed it.",
        ),
        (
            "reported-status",
            {},
            "Against Trafficking in Human Beings. It lists Sweden as having only signed.",
        ),
        (
            "signature-to-consent",
            {"asOf": "2012-06-01", "group": ["Lithuania", "Poland"]},
            "of Lithuania and Poland, at least one had signed the",
        ),
    ],
)
def test_what_is_said_of_states_reads_as_it_is_spoken(
    graph: KnowledgeGraph, question: str, given: dict[str, str], said: str
) -> None:
    answer = graph.ask(question, **{"group": "Sweden", **given})
    assert said.lower() in answer.summary.lower()


@pytest.mark.parametrize("question", [question for question, _ in ABOUT_MEMBERS])
def test_states_and_a_group_are_told_together(graph: KnowledgeGraph, question: str) -> None:
    answer = graph.ask(question, group=["Norway", "Baltic Assembly"])
    assert "f Norway and the members of the Baltic Assembly" in answer.summary
    assert "group of" not in answer.heading + answer.summary + answer.remarks.silence
    several = graph.ask(question, group=["Nordic Council", "Baltic Assembly"])
    assert "of the Nordic Council and the Baltic Assembly" in several.summary


def test_of_a_group_beside_states_it_is_said_that_nobody_is_recorded_as_leaving(
    graph: KnowledgeGraph,
) -> None:
    answer = graph.ask("not-bound", group=["Norway", "CBSS"], instrument="CETS 197", cite=True)
    assert "any of them left the Council of the Baltic Sea States before" in answer.remarks.silence
    assert answer.heading.startswith(
        "Of Norway and the members of the Council of the Baltic Sea States, those not bound"
    )


@pytest.mark.parametrize("question", ["events", "adopted-instruments"])
def test_a_span_that_ends_before_it_begins_is_refused(graph: KnowledgeGraph, question: str) -> None:
    with pytest.raises(
        ParameterError, match=r"until: 2002-05-05 lies before from=2004-12-13; give a later day"
    ):
        graph.ask(question, {"from": "2004-12-13", "until": "2002-05-05"})
    assert (
        graph.ask(question, {"from": "2008-02-12", "until": "2008-02-12"}).arguments["from"]
        == "12 February 2008"
    )


def test_a_call_of_a_later_day_is_no_call_yet(graph: KnowledgeGraph) -> None:
    """The resolution that calls upon states is of 26 January 2010."""
    assert graph.ask("calls-since-met", asOf="2010-01-25").is_empty
    assert not graph.ask("calls-since-met", asOf="2010-01-26").is_empty
    assert graph.ask("calls-since-met", asOf="2010-01-25").summary.startswith(
        "No call to sign or join is recorded"
    )


def test_the_count_of_a_year_that_is_not_over_is_said_to_run_to_the_day(graph: KnowledgeGraph) -> None:
    answer = graph.ask("parties-over-time", asOf="2004-08-02")
    assert answer.rows[-1]["year"] == 2004
    assert "a year that was not over by 2 August 2004 counts to that day" in answer.summary
    assert "by the end of" not in str(answer)


@pytest.mark.parametrize(
    ("question", "given", "said"),
    [
        ("joint-work", {"agent": "ILO"}, "joint work of the International Labour Organization are"),
        ("adopted-instruments", {"adopter": "Nordic Council"}, "instruments of the Nordic Council are"),
        (
            "calls-and-advice",
            {"to": "Participating States of the OSCE"},
            "One call on the Participating States of the OSCE",
        ),
        (
            "dates-compared",
            {"first": "CRC", "second": "CEDAW"},
            "The Convention on the Rights of the Child comes after the",
        ),
        ("group-members", {"group": "OSCE"}, "On 23 February 2010 the Organization for Security and"),
        (
            "claims",
            {"entity": "Save the Children"},
            "about Save the Children is",
        ),  # a name that describes nothing
        ("claims", {"entity": "The Red Cross"}, "about the Red Cross"),  # a name with its article
        # The Benelux Union began on 1 January 2012, after the Economic Union (the page of benelux.int on its treaty).
        (
            "group-members",
            {"group": "Benelux", "asOf": "2004-06-01"},
            "In their place then: Benelux Economic Union (today Benelux Union).",
        ),
        (
            "not-bound",
            {"group": "EU", "asOf": "2004-06-01"},
            "Who acted under treaties then: European Community",
        ),
        # UNICEF and PACE name money (memo 1.2-2, 2-18), PACE and the OSCE call on their members (2-16, 3-10).
        ("advice-to-parliamentarians", {"topic": "Funding"}, "allocating resources comes from two speakers"),
        ("calls-and-advice", {"to": "Germany"}, "Two calls on Germany are"),
        ("calls-and-advice", {"to": "Norway"}, "Eight recommendations to Norway are"),
        ("active-where", {"place": "Europe", "agent": "UNICEF"}, "as active in Europe: the United Nations"),
        (
            "active-where",
            {"agent": "IOM"},
            "Where the International Organization for Migration is active is not",
        ),
        (
            "what-calls-led-to",
            {"later": "Directive 2011/36/EU"},
            "No source here shows that Directive 2011/36/EU follows",
        ),
        (
            "where-sources-end",
            {"instrument": "CRC"},
            "The sources on the Convention on the Rights of the Child are",
        ),
        (
            "territorial-declarations",
            {"territory": "Greenland"},
            "Two declarations on Greenland are recorded up to",
        ),
        ("record-of-a-state", {"state": "Finland"}, "acts of Finland are"),
        ("record-of-a-state", {"state": "UK"}, "acts of the United Kingdom are"),
        ("signed-not-ratified", {"group": "EU"}, "Italy, Lithuania, the Netherlands and Sweden."),
        ("entry-into-force", {"instrument": "CETS 197"}, "The Council of Europe Convention on Action"),
        ("works-on", {"topic": "Children"}, "as working on children: the Addendum of 2005"),
    ],
)
def test_the_names_of_official_bodies_and_treaties_have_their_article(
    graph: KnowledgeGraph, question: str, given: dict[str, str], said: str
) -> None:
    assert said in graph.ask(question, **given).summary


def test_states_as_a_group_are_said_in_a_sentence_and_cited(graph: KnowledgeGraph) -> None:
    answer = graph.ask("status-matrix", group=["Finland", "Japan"], instrument="Palermo Protocol", cite=True)
    assert "Of Finland and Japan, the table has the status of two on" in answer.summary
    assert all(row.citation is not None and row.citation.statements for row in answer)


def test_of_the_other_day_of_the_memo_that_is_said_which_is_different(
    graph: KnowledgeGraph,
) -> None:
    other = "On 26 January 2010, the day taken for the memo's lists,"
    told = graph.ask("counts-by-status", instrument="CETS 197").summary
    rest = "of 147 others no source says whether they had."
    said = f"The number of states that had signed it was 41; {rest}"
    assert f"{other} this part of the answer is different: {said}" in told
    assert (
        f"{other} the answer is different for Estonia."
        in graph.ask("signed-not-ratified", group="CBSS").summary
    )


def test_what_only_a_name_says_is_told_without_evidence_asked_for(graph: KnowledgeGraph) -> None:
    told = graph.ask("who-established-what", about="EU Anti-Trafficking Day").summary
    assert told.endswith(
        "The editors read this from a name, and no other source here says so: "
        "EU Anti-Trafficking Day (established by: European Union)."
    )
    assert "from a name" not in graph.ask("who-established-what", about="Blue Heart Campaign").summary


def test_what_is_told_of_names_is_what_evidence_has(graph: KnowledgeGraph) -> None:
    answer = graph.ask("who-established-what", about="EU", cite=True)
    (row,) = (row for row in answer if row.thing.label == "EU Anti-Trafficking Day" and row.who)
    linking = [one for one in row.citation.statements if one.object.value == row.who.iri]
    assert {one.graph_name.value for one in linking} == {FROM_NAMES}
    assert f"{row.thing.label} (established by: European Union)" in answer.summary


def test_what_may_lie_outside_the_days_is_not_counted_with_the_rest(graph: KnowledgeGraph) -> None:
    given = {"from": "2008-04-01", "until": "2008-12-31"}
    found = graph.ask("events", given)
    assert found.summary.startswith(
        "At least three events (meetings, conferences and the like) from 1 April 2008"
    )
    perhaps = (
        "Perhaps within these days: the Fourth session of the Conference of the Parties to UNTOC, of which no"
    )
    assert perhaps in found.summary
    assert [row["beyond"] is None for row in found] == sorted(
        (row["beyond"] is None for row in found), reverse=True
    )


def test_a_membership_without_a_date_has_its_source(graph: KnowledgeGraph) -> None:
    rows = [row for row in graph.ask("record-of-a-state", state="Andorra") if row["kind"] == "membership"]
    undated = {row["what"].label: row["source"].iri for row in rows if row["since"] is None}
    assert undated["Inter-Parliamentary Union"] == SOURCE + "ipu-members" and None not in undated.values()


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("dates-compared", {"first": "CRC", "second": "Convention on the Rights of the Child"}),
        ("dates-compared", {"second": "Palermo Protocol"}),  # which the first is by default
        ("party-to-one-only", {"instrument": "UNTOC", "companion": "UNTOC"}),
    ],
)
def test_one_thing_is_not_compared_with_itself(
    graph: KnowledgeGraph, question: str, given: dict[str, str]
) -> None:
    with pytest.raises(ParameterError, match="give two different things"):
        graph.ask(question, **given)


def test_examples_are_things_that_can_be_compared(graph: KnowledgeGraph) -> None:
    for thing in graph.questions.examples("dates-compared")["second"]:
        assert len(graph.ask("dates-compared", second=thing)), thing


def test_a_treaty_is_told_in_full_once(graph: KnowledgeGraph) -> None:
    """Both were adopted on 15 November 2000, and entered into force on different days."""
    told = graph.ask("dates-compared", first="Palermo Protocol", second="UNTOC").summary
    assert told.count("to Prevent, Suppress and Punish") == 1 == told.count("Transnational Organized Crime")
    assert "The Palermo Protocol and UNTOC have two dates in common" in told


def test_no_sentence_names_a_command(graph: KnowledgeGraph) -> None:
    for name, question in graph.questions.items():
        texts = [text for clause in question.sentence for text in clause.texts]
        words = {word.strip(".,;:") for text in texts for word in text.split()}
        assert not words & {one for one in graph.questions if "-" in one}, name


def test_who_was_called_upon_is_told_with_what_became_of_it(graph: KnowledgeGraph) -> None:
    """PACE called on 21 states and the European Union on 26 January 2010; seven had joined by the end of that year."""
    told = graph.ask("calls-since-met", asOf="2010-12-31").summary
    assert "22 were called upon to join. By 31 December 2010 seven of them had: Azerbaijan, Ireland" in told
    assert "15 had not: Andorra, Czechia, Estonia, the European Union, Finland" in told
