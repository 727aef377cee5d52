"""The status of a state on a day, held against what the sources say: acts, reports and rules worked out by hand.

Sources: ../shared/open-data/cets197-status, status-reports, untc-zmjones, entry-into-force."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest

from thbgraph.base.dates import in_words
from thbgraph.base.errors import ParameterError, UnknownEntity
from thbgraph.base.namespaces import BASE, ID, MEMO, PREFIXES, SOURCE
from thbgraph.base.values import Days
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.formats import write
from thbgraph.results.status import Ground, StatusOnDay
from thbgraph.status.deciding import deciding
from thbgraph.status.on_a_day import status_on_day
from thbgraph.status.records import Records
from thbgraph.status.register import Register
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.stores.lines import nothing_known
from thbgraph.stores.lookup import Lookup

ROOT = Path(__file__).resolve().parents[2]
CETS, PALERMO, UNTOC = "CETS No. 197", "Palermo Protocol", "UNTOC"

# State, instrument, day, status: around every change of Finland's and Denmark's, and one of each other kind.
KNOWN = [
    ("Finland", CETS, "2006-08-28", "no act"),
    ("Finland", CETS, "2006-08-29", "signatory"),
    ("Finland", CETS, "2012-05-29", "signatory"),
    ("Finland", CETS, "2012-05-30", "contracting"),
    ("Finland", CETS, "2012-08-31", "contracting"),
    ("Finland", CETS, "2012-09-01", "party"),
    ("Denmark", CETS, "2007-09-19", "contracting"),
    ("Denmark", CETS, "2008-01-31", "contracting"),
    ("Denmark", CETS, "2008-02-01", "party"),
    ("Lithuania", CETS, "2006-10-01", "no act"),
    ("Lithuania", CETS, "2009-01-01", "undetermined"),
    ("Lithuania", CETS, "2010-01-26", "signatory"),
    ("Lithuania", CETS, "2012-06-01", "undetermined"),
    ("Lithuania", CETS, "2013-11-26", "party"),
    ("Russia", CETS, "2010-01-26", "no act"),
    ("Belarus", CETS, "2013-12-01", "contracting"),  # by accession, in force on 1 March 2014
    ("Belarus", CETS, "2014-03-01", "party"),
    ("Iceland", PALERMO, "2010-02-23", "signatory"),
    ("Finland", PALERMO, "2010-02-23", "party"),
    ("Germany", PALERMO, "2006-07-13", "contracting"),  # thirty days from 14 June 2006
    ("Germany", PALERMO, "2006-07-14", "party"),
    ("EU", UNTOC, "2004-06-20", "party"),
    (
        "Montenegro",
        UNTOC,
        "2006-08-01",
        "party",
    ),  # succeeded from 3 June 2006, by a notice of 23 October 2006
    ("Montenegro", UNTOC, "2006-10-23", "party"),
    ("Switzerland", "ILO C105", "1958-01-01", "no act"),
    ("Switzerland", "ILO C105", "1958-07-18", "contracting"),
    ("Switzerland", "ILO C105", "1959-07-18", "party"),
]


@pytest.mark.parametrize(("state", "instrument", "day", "status"), KNOWN)
def test_the_status_on_a_day(
    graph: KnowledgeGraph, state: str, instrument: str, day: str, status: str
) -> None:
    found = graph.status(state, instrument, as_of=day)
    assert found.status == status
    assert found.as_of == date.fromisoformat(day)
    assert found.since is None or found.since <= found.as_of
    assert found.until is None or found.as_of <= found.until
    assert found.sentence and "unknown" not in found.sentence


def test_without_a_day_it_is_the_reporting_day(graph: KnowledgeGraph) -> None:
    assert graph.status("Estonia", CETS).as_of == date(2010, 2, 23)
    assert graph.status("Estonia", CETS).status == "signatory"  # signed on 3 February 2010


def test_a_date_will_do(graph: KnowledgeGraph) -> None:
    assert graph.status("FI", CETS, as_of=date(2013, 1, 1)).status == "party"


def test_what_is_undetermined_has_both_bounds_and_what_would_settle_it(graph: KnowledgeGraph) -> None:
    found = graph.status("Lithuania", CETS, as_of="2009-01-01")
    assert found.open_act == "Signature"
    assert found.bounds == Days(date(2008, 1, 24), date(2010, 1, 26))
    assert "between 24 January 2008 and 26 January 2010" in found.sentence
    assert found.settles.startswith("the day of its signature") and "Council of Europe" in found.settles


@pytest.mark.parametrize("day", ["2007-06-01", "2008-01-01", "2012-03-01", "2018-01-01", "2021-12-14"])
def test_what_is_undetermined_but_in_no_case_bound_says_so(graph: KnowledgeGraph, day: str) -> None:
    """The question that lists who was not bound finds the same."""
    open_ = [row for row in graph.ask("not-bound", group="CoE", instrument=CETS, asOf=day)
             if row.status and row.status.label == "undetermined"]  # fmt: skip
    assert open_
    for row in open_:
        said = graph.status(row.country.iri, CETS, day).sentence
        assert ("Either way" in said) == (row.answer == "no"), said


def test_the_deciding_acts_and_reports_are_told_with_their_sources(graph: KnowledgeGraph) -> None:
    found = graph.status("Lithuania", CETS, as_of="2009-01-01")
    said = {ground.words: ground.graphs for ground in found.grounds}
    press = next(words for words in said if words.startswith("Council of Europe, press release"))
    assert press.endswith("no act") and SOURCE + "status-reports" in said[press]
    assert (MEMO + "2-14",) in said.values()
    assert {quad.graph_name.value for quad in found.citation.statements} >= {MEMO + "2-14"}


def test_finland_accepted_and_denmark_ratified(graph: KnowledgeGraph) -> None:
    assert "had accepted it (30 May 2012)" in graph.status("Finland", CETS, as_of="2012-06-01").sentence
    assert (
        "was to enter into force for it on 1 September 2012"
        in graph.status("Finland", CETS, as_of="2012-06-01").sentence
    )
    assert "by acceptance" in graph.status("Finland", PALERMO).sentence


@pytest.mark.parametrize(
    ("state", "instrument", "day", "signed", "said"),
    [
        ("Latvia", CETS, "2010-02-23", "Latvia: 19 May 2006", "; it had signed on 19 May 2006."),
        (
            "Latvia",
            CETS,
            "2008-04-01",
            "Latvia: 19 May 2006",
            "Latvia had signed it (19 May 2006) and had ratified",
        ),
        (
            "Georgia",
            CETS,
            "2010-02-23",
            "Georgia: between 16 May",
            "; it had signed between 16 May 2005 and 11 June",
        ),
        (
            "Serbia",
            CETS,
            "2010-02-23",
            "Serbia and Montenegro: 16",
            "; its predecessor Serbia and Montenegro had",
        ),
        (
            "EU",
            UNTOC,
            "2010-02-23",
            "European Community: 12 Dec",
            ", by approval on 21 May 2004 by its predecessor the European Community, which had signed on 12 December 2000.",
        ),
        (
            "European Community",
            UNTOC,
            "2009-02-23",
            "European Community: 12",
            "; it had signed on 12 December 2000",
        ),
        ("EU", UNTOC, "2009-02-23", "European Community: 12 Dec", "; it had signed on 12 December 2000"),
        (
            "Montenegro",
            CETS,
            "2010-02-23",
            "the predecessor of Montenegro: 16 May",
            "; its predecessor had signed on 16 May 2005",
        ),
        ("Belarus", CETS, "2014-05-05", None, ", by accession on 26 November 2013."),
        (
            "Denmark",
            "ILO C105",
            "2010-02-23",
            None,
            "since 17 January 1959, by ratification on 17 January 1958.",
        ),
    ],
)
def test_the_signature_of_a_party_is_told_with_its_evidence(
    graph: KnowledgeGraph, state: str, instrument: str, day: str, signed: str | None, said: str
) -> None:
    found = graph.status(state, instrument, as_of=day)
    words = [ground.words for ground in found.also_recorded]
    assert [f" by {signed}" in one for one in words] == [True] * (signed is not None)
    assert said in found.sentence and ("signed" in found.sentence) == (signed is not None)
    acts = {quad.subject.value for quad in found.citation.statements}
    assert acts >= {ground.iri for ground in found.also_recorded}


def test_the_territory_of_a_party_is_told_its_signature_with_the_evidence(graph: KnowledgeGraph) -> None:
    found = graph.status("Greenland", CETS)
    assert [ground.words for ground in found.also_recorded] == [
        "signature of CETS 197 by Denmark: 5 September 2006"
    ]


def test_a_signature_of_a_later_day_is_not_told(graph: KnowledgeGraph) -> None:
    found = graph.status("Finland", CETS, as_of="2006-08-28")
    assert found.status == "no act" and not found.also_recorded


# Consents of which a source names the year, and a notice of succession: the day after which a state was a party
# is not the day on which the treaty entered into force for it.
@pytest.mark.parametrize(
    ("state", "instrument", "day", "first", "last"),
    [
        ("Bahamas", "CRC-OP-SC", "2020-01-01", date(2015, 10, 28), date(2015, 10, 28)),
        ("Bahamas", "CRC-OP-SC", "2016-01-10", date(2015, 10, 28), date(2015, 10, 28)),
        ("Bosnia and Herzegovina", "CRC", "1993-01-01", date(1992, 3, 6), date(1992, 3, 6)),
        ("Slovenia", "CRC", "2015-08-01", None, date(1992, 7, 6)),
        ("Finland", CETS, "2012-06-01", date(2012, 9, 1), date(2012, 9, 1)),
        ("Finland", CETS, "2013-06-01", date(2012, 9, 1), date(2012, 9, 1)),
    ],
)
def test_an_entry_into_force_is_known_as_far_as_its_consent_is(
    graph: KnowledgeGraph, state: str, instrument: str, day: str, first: date | None, last: date
) -> None:
    found = graph.status(state, instrument, as_of=day)
    assert found.in_force == Days(first, last)
    is_bounded = "since a day between" in found.sentence or "at the latest" in found.sentence
    assert is_bounded == (found.status == "party" and first != last)


def test_two_sources_that_date_a_signature_differently_are_both_shown(graph: KnowledgeGraph) -> None:
    signature = graph.status("Finland", CETS, as_of="2008-01-01").grounds[0].words
    assert "29 August 2006" in signature and "29 August 2008" in signature
    assert signature.endswith("status follows 29 August 2006")


def test_after_the_sources_end_a_status_is_the_last_recorded(graph: KnowledgeGraph) -> None:
    found = graph.status("Sweden", CETS, as_of="2026-01-01")
    assert found.status == "party" and found.is_last_recorded
    assert "party as last recorded, as of 1 January 2026" in " ".join(str(found).split())
    assert not graph.status("Sweden", CETS, as_of="2011-01-01").is_last_recorded


def test_a_party_line_says_that_reservations_are_not_recorded(graph: KnowledgeGraph) -> None:
    assert "Reservations and declarations are not recorded" in " ".join(
        str(graph.status("Norway", CETS)).split()
    )
    assert "Reservations" not in " ".join(str(graph.status("Finland", CETS)).split())


@pytest.mark.parametrize("territory", ["Greenland", "Faroe Islands"])
def test_a_territory_has_no_status_and_the_declaration_on_it_is_told(
    graph: KnowledgeGraph, territory: str
) -> None:
    found = graph.status(territory, CETS)
    assert found.status == "not applicable" and "is a territory" in found.sentence
    assert "Denmark" in found.sentence
    assert "excludes the Faroe Islands and Greenland" in found.grounds[0].words
    assert any("Denmark was a party" in note for note in found.notes)
    before = graph.status(territory, CETS, as_of="2007-01-01")
    assert not any("excludes" in ground.words for ground in before.grounds)


def test_the_state_that_made_a_declaration_shows_it(graph: KnowledgeGraph) -> None:
    assert any("article 44" in ground.words for ground in graph.status("Denmark", CETS).grounds)


def test_a_territory_without_a_known_state_still_has_no_status(graph: KnowledgeGraph) -> None:
    assert "no status of its own" in graph.status("Isle of Man", CETS).sentence


def test_a_convention_of_the_ilo_is_not_signed(graph: KnowledgeGraph) -> None:
    for day in ("1958-01-01", "1960-01-01"):
        found = graph.status("Switzerland", "ILO C105", as_of=day)
        assert any("without signing" in note for note in found.notes)
        assert found.open_act != "Signature"
    assert graph.status("Finland", "ILO P029", as_of="2020-01-01").status == "undetermined"


def test_who_bound_itself_in_an_unknown_way_to_what_is_not_signed_did_not_accede(
    graph: KnowledgeGraph,
) -> None:
    found = graph.status("Djibouti", "ILO C105", as_of="1978-09-01")
    assert found.sentence.startswith(
        "Djibouti had consented to be bound by it (3 August 1978); on 1 September"
    )


def test_what_no_source_covers_is_undetermined_and_not_no(graph: KnowledgeGraph) -> None:
    found = graph.status("Finland", "ILO C138", as_of="2010-01-01")
    assert found.open_act == "Consent" and "no source says" in found.sentence and found.settles
    assert found.last_recorded is None


def test_what_is_no_state_may_not_join(graph: KnowledgeGraph) -> None:
    found = graph.status("NATO", CETS)
    assert (
        found.status == "not applicable"
        and "no source names the North Atlantic Treaty Organization" in found.sentence
    )


@pytest.mark.parametrize(
    ("union", "day"), [("European Community", "2009-01-01"), ("EU", "2010-02-23"), ("EU", "2022-03-16")]
)
def test_a_union_that_a_source_lets_join_is_undetermined(graph: KnowledgeGraph, union: str, day: str) -> None:
    """The memo (2-2) names the European Community among those to whom CETS No. 197 is open."""
    found = graph.status(union, CETS, as_of=day)
    assert found.status == "undetermined" and "no source says that this was done" in found.sentence
    opening = next(ground for ground in found.grounds if MEMO + "2-2" in ground.graphs)
    assert "European Community" in opening.words
    assert any("counted apart" in note for note in found.notes)


def test_a_state_has_no_status_before_it_was_one(graph: KnowledgeGraph) -> None:
    assert "not yet a state" in graph.status("Montenegro", CETS, as_of="2005-06-01").sentence


@pytest.mark.parametrize(
    ("state", "instrument", "before", "after"),
    [
        ("Czechia", "CRC", "1992-12-31", "1993-01-01"),  # between the two and its notice it is open
        ("Slovakia", "CRC", "1992-12-31", "1993-01-01"),
        ("Slovenia", "CEDAW", "1991-06-24", "1991-06-25"),
        ("Croatia", "CEDAW", "1991-10-07", "1991-10-08"),
        ("Bosnia and Herzegovina", "CEDAW", "1992-03-05", "1992-03-06"),
        ("North Macedonia", "CEDAW", "1991-09-16", "1991-09-17"),
        ("Montenegro", "CRC", "2006-06-02", "2006-06-03"),
        ("Eritrea", "CRC", "1993-05-23", "1993-05-24"),
        ("Timor-Leste", "CRC", "2002-05-19", "2002-05-20"),
        ("South Sudan", "CRC", "2011-07-08", "2011-07-09"),
        ("South Sudan", UNTOC, "2011-07-08", "2011-07-09"),
        ("Czechia", UNTOC, "1992-12-31", "1993-01-01"),  # also before there was the treaty
    ],
)
def test_a_state_begins_on_its_first_day(
    graph: KnowledgeGraph, state: str, instrument: str, before: str, after: str
) -> None:
    early = graph.status(state, instrument, as_of=before)
    assert early.status == "not applicable" and "not yet a state" in early.sentence
    assert graph.status(state, instrument, as_of=after).status in ("no act", "undetermined", "party")


def test_a_successor_is_open_between_its_first_day_and_its_notice(graph: KnowledgeGraph) -> None:
    found = graph.status("Slovenia", "CRC", as_of="1991-06-25")
    assert found.status == "undetermined" and found.open_act == "Consent"
    assert found.bounds == Days(date(1991, 6, 25), date(1992, 7, 6))
    assert found.settles.startswith("the day from which its succession takes effect")
    assert graph.status("Slovenia", "CRC", as_of="1992-07-06").status == "party"


def test_a_succession_counts_from_its_effect_where_a_source_states_it(graph: KnowledgeGraph) -> None:
    assert graph.status("Montenegro", PALERMO, as_of="2006-06-02").status == "not applicable"
    found = graph.status("Montenegro", PALERMO, as_of="2006-06-03")
    assert found.status == "party" and "since 3 June 2006, by succession" in found.sentence
    signatory = graph.status("Montenegro", CETS, as_of="2006-06-03")  # as Serbia and Montenegro, 16 May 2005
    assert signatory.status == "signatory"


def test_who_carries_on_anothers_acts_is_told_by_the_name_of_the_day(graph: KnowledgeGraph) -> None:
    found = graph.status("Russia", "CEDAW", as_of="1985-01-01")
    assert found.sentence.startswith("The Soviet Union (today Russia) was a party on 1 January 1985")
    assert any("Soviet Union, which ended on 25 December 1991" in note for note in found.notes)
    assert graph.status("Russia", "CEDAW", as_of="1991-12-26").name == "Russia"
    serbia = {
        day: graph.status("Serbia", CETS, as_of=day).name
        for day in ("2005-06-01", "2006-06-02", "2006-06-03")
    }
    assert list(serbia.values()) == [*["Serbia and Montenegro (today Serbia)"] * 2, "Serbia"]
    old = {day: graph.status("Serbia", UNTOC, as_of=day) for day in ("2003-02-03", "2003-02-04")}
    assert old["2003-02-03"].name == "Federal Republic of Yugoslavia (today Serbia)"
    assert any("ended on 3 February 2003" in note for note in old["2003-02-03"].notes)
    assert old["2003-02-04"].name == "Serbia and Montenegro (today Serbia)"


def test_the_european_community_acted_until_the_union_carried_on(graph: KnowledgeGraph) -> None:
    """Of treaty-practice 1.3: approval by the Community, replaced by the Union on 1 December 2009."""
    before = graph.status("European Union", PALERMO, as_of="2008-01-01")
    assert before.sentence.startswith("The European Community (today European Union) was a party")
    assert any(
        note.startswith(
            "Today the European Union carries on the acts of the European Community, which ended on 30 Nov"
        )
        for note in before.notes
    )
    for day in ("2009-11-30", "2009-12-01"):
        assert graph.status("European Union", PALERMO, as_of=day).status == "party"
    assert graph.status("European Union", PALERMO, as_of="2009-12-01").name == "European Union"
    assert graph.status("European Community", PALERMO, as_of="2009-11-30").status == "party"
    ended = graph.status("European Community", PALERMO, as_of="2010-02-23")
    assert ended.status == "not applicable"
    assert "ended on 30 November 2009, and today the European Union carries on its acts" in ended.sentence


def test_a_former_state_is_told_by_its_own_name_and_ends(graph: KnowledgeGraph) -> None:
    found = graph.status("Serbia and Montenegro", CETS, as_of="2005-06-01")
    assert found.status == "signatory" and found.sentence.startswith("Serbia and Montenegro")
    later = graph.status("Serbia and Montenegro", CETS, as_of="2009-06-01")
    assert later.status == "not applicable" and "and today Serbia carries on its acts" in later.sentence


def test_a_sentence_begins_with_a_capital_though_a_name_does_not(graph: KnowledgeGraph) -> None:
    found = graph.status("North Macedonia", CETS)
    assert found.name.startswith("the former ") and found.sentence.startswith("The former ")


def test_names_are_those_of_the_day(graph: KnowledgeGraph) -> None:
    def name(state: str, day: str) -> str:
        return graph.status(state, CETS, as_of=day).name

    former = "the former Yugoslav Republic of Macedonia (today North Macedonia)"
    assert name("MKD", "2010-01-26") == former and name(former[:41], "2019-03-01") == "North Macedonia"
    assert name("CZE", "2010-01-26") == "Czech Republic (today Czechia)"
    assert name("TUR", "2010-01-26") == "Turkey (today Türkiye)"
    assert name("FIN", "2010-01-26") == "Finland"
    # "Republic of Hungary" was the formal name: rosters of the United Nations of 1968 and 1974 print "Hungary".
    assert {name("HUN", day) for day in ("1960-01-01", "1990-01-01", "2013-01-01")} == {"Hungary"}
    assert [name("EGY", day) for day in ("1957-01-01", "1960-01-01", "1965-01-01", "1972-01-01")] == [
        "Egypt",
        "Egypt (then part of the United Arab Republic)",
        "United Arab Republic (today Egypt)",
        "Egypt",
    ]
    assert (name("LKA", "1960-01-01"), name("LKA", "1980-01-01")) == ("Ceylon (today Sri Lanka)", "Sri Lanka")
    # Since 2009 a source adds "(Plurinational State of)", which makes it no other name.
    assert {name("BOL", day) for day in ("2006-01-01", "2013-01-01")} == {"Bolivia"}
    assert name("CPV", "2006-01-01") == "Cape Verde (today Cabo Verde)"
    assert name("UKR", "1985-01-01") == "Ukrainian Soviet Socialist Republic (today Ukraine)"
    assert [name("MMR", day) for day in ("1985-01-01", "1989-12-05")] == ["Burma (today Myanmar)", "Myanmar"]


def test_a_name_of_another_day_has_its_article(graph: KnowledgeGraph) -> None:
    malaya = graph.status("Malaysia", "ILO C105", as_of="1958-10-13").sentence
    assert malaya.startswith("The Federation of Malaya (today Malaysia) had ratified it")
    assert malaya.endswith(
        "not yet in force for the Federation of Malaya, but was to enter into force for it on 13 October 1959."
    )
    empire = graph.status("Central African Republic", "CRC", as_of="1978-01-01").sentence
    assert empire.startswith("The Central African Empire (today Central African Republic) ")
    zaire = graph.status("Democratic Republic of the Congo", "CEDAW", as_of="1986-11-15").sentence
    assert zaire.startswith("Zaire (today ") and "in force for Zaire" in zaire


@pytest.mark.parametrize("state", ["Egypt", "Syria"])
def test_what_a_union_of_two_states_did_is_told_of_both(graph: KnowledgeGraph, state: str) -> None:
    """The United Arab Republic ratified C105 on 23 October 1958; the ILO lists that day under Syria, too."""
    found = graph.status(state, "ILO C105", as_of="1958-10-23")
    assert found.status == "contracting"
    named = f"{state} (then part of the United Arab Republic)"
    assert found.sentence.startswith(f"{named} had ratified it (23 October 1958)")
    assert f"not yet in force for {state}, but" in found.sentence
    assert graph.status(state, "ILO C105", as_of="1958-10-22").status != "contracting"


def test_of_a_union_one_state_is_not_told_what_the_other_did(graph: KnowledgeGraph) -> None:
    """Egypt ratified C029 in 1955, before the union, and Syria on 26 July 1960, in it."""
    egypt, syria = (graph.status(state, "ILO C029", as_of="1960-08-01") for state in ("Egypt", "Syria"))
    assert (egypt.status, syria.status) == ("party", "contracting")
    assert egypt.sentence.startswith("Egypt (then part") and syria.sentence.startswith("Syria (then part")


def test_a_name_whose_start_is_not_recorded_says_so(graph: KnowledgeGraph) -> None:
    benin = graph.status("Benin", "1951 Refugee Convention", as_of="1962-06-01")
    assert "Since when it was called Dahomey is not recorded." in benin.notes
    assert not any("Since when" in note for note in graph.status("Finland", CETS).notes)


def test_between_two_states_of_unknown_days_both_are_named(graph: KnowledgeGraph) -> None:
    """Yugoslavia was renamed in 2003, and of the day the sources may know no more than the year."""
    with (ROOT / "data/tables/former-states.csv").open(encoding="utf-8") as table:
        known = {row["state"]: row["end_date"] for row in csv.DictReader(table)}
    name = graph.status("Serbia", UNTOC, as_of="2003-12-25").name
    new = "Serbia and Montenegro (today Serbia)"
    assert name == (new if known["yug"] else f"Federal Republic of Yugoslavia or {new}")


def test_latest_is_the_last_day_that_the_sources_cover(graph: KnowledgeGraph) -> None:
    latest = graph.status("Russia", CETS, as_of="latest")
    assert (str(latest.as_of), latest.open_act) == ("2022-03-16", "Signature")  # a list says: not a party
    assert "as of 16 March 2022, as last known" in str(latest)
    with pytest.raises(ParameterError, match="no source covers Sweden under"):
        graph.status("Sweden", "ILO C138", as_of="latest")


def test_a_group_is_told_which_question_knows(graph: KnowledgeGraph) -> None:
    for name in ("Nordic countries", "Nordic governments"):
        with pytest.raises(ParameterError, match='status-matrix lists them: ask it with group="Nordic'):
            graph.status(name, CETS)


def test_the_two_days_of_the_memo_say_which_they_are(graph: KnowledgeGraph) -> None:
    late, lists = graph.status("Estonia", CETS), graph.status("Estonia", CETS, as_of="2010-01-26")
    assert "as of 23 February 2010, the day on which the last event in the memo ended" in " ".join(
        str(late).split()
    )
    assert (
        "On 26 January 2010, the day taken for the memo's lists, the status is different: no act."
        in late.notes
    )
    assert any(note.startswith("On 23 February 2010, ") for note in lists.notes)
    assert not any("status is different" in note for note in graph.status("Finland", CETS).notes)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2005-05-02", ["The treaty was adopted only later, on 3 May 2005."]),
        ("2005-05-03", ["The treaty was opened for signature only later, on 16 May 2005."]),
        ("2005-05-15", ["The treaty was opened for signature only later, on 16 May 2005."]),
        ("2005-05-16", []),
    ],
)
def test_a_day_before_the_treaty_is_told(graph: KnowledgeGraph, day: str, said: list[str]) -> None:
    # Memo, 2-1: adopted on 3 May 2005 and opened for signature on 16 May 2005.
    found = graph.status("Finland", "CETS 197", as_of=day)
    assert found.status == "no act"
    assert [note for note in found.notes if "only later" in note] == said


def test_a_day_before_a_treaty_without_complete_lists_is_told(graph: KnowledgeGraph) -> None:
    found = graph.status("Finland", "ILO C182", as_of="1990-05-10")
    assert found.status == "no act"
    assert any(note.startswith("The treaty was adopted only later, on ") for note in found.notes)


def test_the_acts_of_a_treaty_may_be_called_anything(
    closed: Callable[[Iterable[ox.Quad], Iterable[ox.Quad]], ox.Store],
) -> None:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    data = """source:s { id:fin a thb:State .
      id:passed a thb:Adoption ; thb:instrument id:x ; dcterms:date "2005-05-03"^^xsd:date .
      id:other a thb:Adoption ; thb:instrument id:y ; dcterms:date "2009-05-03"^^xsd:date . }"""
    store = closed(ox.parse((prefixes + data).encode(), format=ox.RdfFormat.TRIG), [])
    lookup = Lookup(EmbeddedStore(store))
    register = Register.of_party(ID + "fin", [ID + "x"], lookup, str, lambda iri, name: name)
    notes = status_on_day(ID + "fin", ID + "x", "2005-05-02", register, nothing_known).notes
    assert "The treaty was adopted only later, on 3 May 2005." in notes
    after = status_on_day(ID + "fin", ID + "x", "2005-05-03", register, nothing_known).notes
    assert not any("later" in note for note in after)


def test_after_the_closing_one_can_only_accede(graph: KnowledgeGraph) -> None:
    notes = graph.status("Cook Islands", PALERMO).notes
    assert any("12 December 2002" in note and "acceding" in note for note in notes)
    early = graph.status("Cook Islands", PALERMO, as_of="2001-01-01").notes
    assert not any("acceding" in note for note in early)


def test_to_whom_an_instrument_is_open_is_told_with_an_absence(graph: KnowledgeGraph) -> None:
    words = [ground.words for ground in graph.status("Belarus", CETS).grounds]
    said = "is open to, perhaps among others: "  # a passage need not name all
    assert any(said in text and "Member states of the Council of Europe" in text for text in words)


def test_the_depositary_is_named(graph: KnowledgeGraph) -> None:
    text = " ".join(str(graph.status("Iceland", PALERMO)).split())
    assert "thbgraph is not the depositary; for legal use see United Nations" in text


def test_the_union_is_counted_apart(graph: KnowledgeGraph) -> None:
    found = graph.status("EU", UNTOC)
    assert any("counted apart" in note for note in found.notes)
    assert any("European Community" in ground.words for ground in found.grounds)


@pytest.mark.parametrize("day", ["", "soon", "2010-02-30", "2010", "x" * 99])
def test_what_is_no_day_is_refused(graph: KnowledgeGraph, day: str) -> None:
    with pytest.raises(ParameterError, match="as_of: expected a day"):
        graph.status("Finland", CETS, as_of=day)


@pytest.mark.parametrize(
    ("state", "instrument"), [("Atlantis", CETS), ("Finland", "CBSS"), ("children", CETS)]
)
def test_what_names_no_state_or_treaty_is_refused(graph: KnowledgeGraph, state: str, instrument: str) -> None:
    with pytest.raises(UnknownEntity):
        graph.status(state, instrument)


@pytest.mark.parametrize(
    ("day", "status"), [("0001-01-02", "no act"), ("1700-01-01", "no act"), ("9999-12-30", "party")]
)
def test_the_ends_of_the_calendar_have_an_answer(graph: KnowledgeGraph, day: str, status: str) -> None:
    found: StatusOnDay = graph.status("Sweden", PALERMO, as_of=day)
    assert found.status == status and found.sentence
    assert graph.status("Finland", PALERMO, as_of=day).status == status.replace("no act", "not applicable")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_that_stands_for_an_open_end_is_refused(graph: KnowledgeGraph, day: str) -> None:
    for ask in (
        lambda: graph.status("Sweden", PALERMO, as_of=day),
        lambda: graph.report("participants", instrument=PALERMO, as_of=day),
        lambda: graph.report("matrix", group="CBSS", as_of=day),
        lambda: graph.ask("bound-by", asOf=day),
    ):
        with pytest.raises(ParameterError, match="stand for an open end"):
            ask()


def test_no_query_shows_the_day_that_stands_for_an_open_end(graph: KnowledgeGraph) -> None:
    rows = graph.sparql(
        """SELECT ?first ?last { ?period a thb:StatusPeriod ; thb:state id:swe ; thb:instrument id:palermo-protocol
          OPTIONAL { ?period thb:firstDay ?first } OPTIONAL { ?period thb:lastDay ?last } } ORDER BY ?first"""
    )
    assert rows[0].first is None and rows[-1].last is None and rows[0].last is not None
    assert not {date.min, date.max}.intersection(value for row in rows for value in row.values)


def test_a_party_after_the_last_covered_day_is_one_as_last_recorded(graph: KnowledgeGraph) -> None:
    found = graph.status("Sweden", "CETS 197", as_of="2026-11-30")
    assert found.sentence.startswith("Sweden was, as last recorded, a party on 30 November 2026, since")
    assert graph.status("Sweden", "CETS 197", as_of="2012-01-01").sentence.startswith("Sweden was a party on")


def test_of_a_treaty_that_is_not_signed_nobody_is_said_to_have_signed_or_acceded(
    graph: KnowledgeGraph,
) -> None:
    assert (
        graph.status("Norway", "ILO P029", as_of="2015-01-01").sentence
        == "Norway had not ratified it by 1 January 2015."
    )
    said = graph.status("Estonia", "ILO C105", as_of="1960-01-01").sentence
    assert "signed" not in said and "acceded" not in said


PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
ACT = "id:c a thb:Ratification ; thb:consentingParty id:fin ; thb:instrument id:x"


def words(text: str) -> list[Ground]:
    records = Records(ox.parse(PROLOGUE + text, format=ox.RdfFormat.TRIG))

    def label(iri: str) -> str:
        return iri.removeprefix(ID).removeprefix(BASE).rpartition("#")[2]

    return list(deciding(ID + "fin", ID + "fin", records, label))


def test_an_act_is_told_with_its_day_and_every_source() -> None:
    day = 'dcterms:date "2001-05-03"^^xsd:date'
    found = words(f"source:a {{ {ACT} ; {day} }} source:b {{ id:c {day} }}")
    assert found == [Ground(ID + "c", "c", (BASE + "source/a", BASE + "source/b"), said="3 May 2001")]


def test_days_that_differ_are_all_told_and_the_one_that_counts_is_named() -> None:
    found = words(
        f"""source:a {{ {ACT} ; dcterms:date "2001-05-03"^^xsd:date }}
        source:b {{ id:c dcterms:date "2002-05-03"^^xsd:date }}
        source:editors {{ source:a thb:prevailsOver source:b }}"""
    )
    wanted = "c: 3 May 2001 (source/a); 3 May 2002 (source/b); status follows 3 May 2001"
    assert [ground.words for ground in found] == [wanted]


def test_an_undated_act_is_told_by_the_day_of_its_passage() -> None:
    found = words(
        f'memo:2-13 {{ {ACT} }} source:editors {{ memo:2-13 thb:reportingDay "2010-01-26"^^xsd:date }}'
    )
    assert found[0].words == "c: by 26 January 2010"
    assert words(f"memo:2-13 {{ {ACT} }}")[0].words == "c: undated"


def test_a_report_is_told_by_its_list_with_its_day() -> None:
    found = words("""source:a { id:r a thb:StatusReport ; thb:state id:fin ; thb:instrument id:x ;
      thb:reportedStatus thb:NoAct ; dcterms:isPartOf id:list .
      id:list a thb:StatusList ; thb:notBefore "2006-10-12"^^xsd:date ; thb:notAfter "2007-02-06"^^xsd:date }""")
    assert [one.words for one in found] == ["list, between 12 October 2006 and 6 February 2007: NoAct"]


def test_coverage_rules_and_acts_of_others_come_last_and_others_are_only_counted() -> None:
    found = words(f"""source:a {{ {ACT} ; dcterms:date "2001-05-03"^^xsd:date .
      id:cov a thb:Coverage ; thb:instrument id:x ; thb:actKind thb:Consent ; thb:completeUpTo "2009-01-01"^^xsd:date .
      id:rule a thb:EntryIntoForceRule ; thb:countedConsents thb:OwnConsent ; thb:instrument id:x ; thb:delay "30 days" ; thb:delayEnds thb:OnThatDay .
      id:d a thb:Ratification ; thb:consentingParty id:swe ; thb:instrument id:x ; dcterms:date "2000-01-01"^^xsd:date .
      id:e a thb:Ratification ; thb:consentingParty id:nor ; thb:instrument id:x ; dcterms:date "2000-01-01"^^xsd:date }}""")
    assert [one.words for one in found] == [
        "c: 3 May 2001",
        "source/a names every consent up to 1 January 2009",
        "rule",
        "acts of 2 other states, which the rule counts",
    ]


def test_a_ratification_without_a_signature_that_a_complete_source_would_have_is_of_an_unknown_kind(
    graph: KnowledgeGraph,
) -> None:
    """The depositary's list prints a ratification by Antigua and Barbuda without a signature; `conflicts` reads an accession."""
    for day in ("2010-02-23", "2012-01-01"):
        found = graph.status("Antigua & Barbuda", PALERMO, as_of=day)
        assert found.consent is None and "by ratification" not in found.sentence
    row = {
        row.name: row
        for row in graph.report("participants", instrument=PALERMO, as_of="2012-01-01")["states"]
    }
    assert row["Antigua & Barbuda"].consent is None and row["Finland"].consent == "acceptance"
    assert graph.status("Finland", PALERMO, as_of="2012-01-01").consent == "Acceptance"


def test_the_days_of_a_signature_are_those_that_reports_leave(graph: KnowledgeGraph) -> None:
    """Lithuania had not signed on 23 January 2008, and had on 26 January 2010."""
    found = graph.status("Lithuania", "CETS 197", as_of="2013-06-01")
    assert found.signed == Days.of("2008-01-24", "2010-01-26")
    assert found.consented == Days.of("2012-02-24", "2012-12-31")


def test_who_denounced_is_a_party_until_the_rule_ends_it(graph: KnowledgeGraph) -> None:
    """C105, article 5(1): a year after its registration, in 1979 (Singapore) and 1990 (Malaysia)."""
    for state, year in (("Singapore", 1979), ("Malaysia", 1990)):
        statuses = {
            day: graph.status(state, "ILO C105", as_of=day).status
            for day in (f"{year}-12-31", f"{year + 1}-06-01", f"{year + 1}-12-31")
        }
        assert [*statuses.values()] == ["party", "undetermined", "former party"], (state, statuses)


def test_what_a_signatory_may_have_done_is_not_accession(graph: KnowledgeGraph) -> None:
    for state, day in (("Ireland", "2010-07-31"), ("Cyprus", "2007-10-24")):
        told = graph.status(state, "CETS 197", as_of=day).sentence
        assert "ratified, accepted or approved it" in told and "acceded" not in told


def test_days_of_states_themselves_have_their_source(graph: KnowledgeGraph) -> None:
    succeeded = graph.status("Montenegro", "CRC", as_of="2010-01-01")
    (effect,) = (one for one in succeeded.grounds if "succession" in one.words)
    assert str(effect) == "effect of the succession of Montenegro: 3 June 2006" and effect.graphs
    for state, day in (("South Sudan", "2010-01-01"), ("Montenegro", "2000-01-01")):
        found = graph.status(state, "CRC", as_of=day)
        assert found.status == "not applicable" and found.grounds and all(one.graphs for one in found.grounds)


def test_a_day_that_other_records_narrow_is_told_with_both(graph: KnowledgeGraph) -> None:
    found = graph.status("Lithuania", "CETS 197")
    (signed,) = (str(one) for one in found.also_recorded if "signature" in one.words)
    assert signed.endswith(
        "between 23 January 2008 and 26 January 2010; with what else is recorded between 24 January 2008 and 26 January 2010"
    )


def test_what_is_asked_of_who_did_nothing_yet_is_told(graph: KnowledgeGraph) -> None:
    found = graph.status("European Union", "CETS 197")
    assert [one.words.partition(", 26 January 2010")[0] for one in found.also_recorded] == [
        "call by PACE (statement 2-16-2)"
    ]


def test_a_territory_has_the_declarations_on_it_alone(graph: KnowledgeGraph) -> None:
    found = graph.status("Gibraltar", "ILO C105")
    told = [one.words for one in found.grounds if one.words.startswith("territorial declaration")]
    assert len(told) == 1 and "between 10 June 1958 and 28 July 1958" in told[0]
    assert "China speaks for it" in graph.status("Hong Kong", "CETS 197").sentence


@pytest.mark.parametrize(
    ("state", "treaty", "day", "through"),
    [
        (
            "Lithuania",
            CETS,
            "2012-06-30",
            date(2013, 3, 31),
        ),  # consent by 31 December 2012, and then three months
        (
            "Japan",
            PALERMO,
            "2017-09-15",
            date(2017, 12, 30),
        ),  # acceptance by 1 December 2017, and then thirty days
    ],
)
def test_what_is_undetermined_on_one_point_after_another_ends_with_the_last(
    graph: KnowledgeGraph, state: str, treaty: str, day: str, through: date
) -> None:
    found = graph.status(state, treaty, as_of=day)
    assert found.open_through == through
    assert graph.status(state, treaty, as_of=through).status == "undetermined"
    assert graph.status(state, treaty, as_of=through + timedelta(1)).status == "party"
    text = " ".join(str(found).split())
    assert f"It is undetermined, on one point or another, up to {in_words(through)}." in text
    assert "Its status may have been signatory, contracting or party." in text


def test_a_state_that_ended_before_an_entry_into_force_is_not_said_to_await_it(graph: KnowledgeGraph) -> None:
    said = graph.status("Serbia", PALERMO, as_of="2002-01-01").sentence
    assert said.endswith(
        "to enter into force for Serbia and Montenegro (today Serbia), which carries on its acts, on 25 December 2003."
    )
    assert "for it on 25 December 2003" in graph.status("Serbia", PALERMO, as_of="2003-02-04").sentence


@pytest.mark.parametrize(
    ("state", "treaty", "kind"),
    [
        (
            "Monaco",
            PALERMO,
            "entry into force",
        ),  # consented on 5 June 2001, the fortieth on 26 September 2003
        ("Finland", PALERMO, "later party"),
    ],
)
def test_the_rule_of_the_article_that_binds_a_party_is_told(
    graph: KnowledgeGraph, state: str, treaty: str, kind: str
) -> None:
    told = [str(ground) for ground in graph.status(state, treaty).grounds]
    assert [one for one in told if one.startswith("rule of ")] == [f"rule of {treaty} ({kind})"]


@pytest.mark.parametrize(
    ("who", "treaty", "is_declared"),
    [
        *((one, CETS, True) for one in ("Denmark", "Faroe Islands")),
        *(("Bermuda", treaty, treaty != CETS) for treaty in (CETS, "ILO C105")),
        *((one, "ILO C105", False) for one in ("Norway", "Montserrat")),  # others' territories have some
    ],
)
def test_a_declaration_that_is_told_is_not_said_to_be_missing(
    graph: KnowledgeGraph, who: str, treaty: str, is_declared: bool
) -> None:
    found = graph.status(who, treaty)
    assert any("declaration on" in str(ground) for ground in found.grounds) == is_declared
    said = [note for note in found.notes if "eservations" in note]
    other = "Other declarations, and reservations, are not recorded here."
    assert said == [other if is_declared else "Reservations and declarations are not recorded here."]


def test_who_speaks_for_a_territory_is_told_as_of_today(graph: KnowledgeGraph) -> None:
    """Hong Kong became a part of China on 1 July 1997; the list of country codes has no days."""
    said = graph.status("Hong Kong", "CRC", as_of="1995-01-01").sentence
    assert "China speaks for it today (since when is not recorded)" in said


def test_of_a_former_state_nothing_is_shown_after_its_end(graph: KnowledgeGraph) -> None:
    assert graph.status("Soviet Union", "CEDAW", as_of="1985-01-01").known_through == date(1991, 12, 25)
    assert graph.status("Russia", "CEDAW", as_of="1985-01-01").known_through == date(2022, 1, 1)


def test_the_name_of_a_state_has_its_article_in_sentences(graph: KnowledgeGraph) -> None:
    """The Netherlands and the United Kingdom are so called; the name of then may bring its own article."""
    netherlands = graph.status("Netherlands", "CETS 197", as_of="2010-02-23")
    assert netherlands.name == "Netherlands"
    assert netherlands.sentence.startswith("The Netherlands had signed it (between 16 May 2005")
    kingdom = graph.status("United Kingdom", "CETS 197", as_of="2003-01-01")
    assert kingdom.sentence.startswith("The United Kingdom had neither signed")
    macedonia = graph.status("North Macedonia", "CETS 197", as_of="2010-02-23").sentence
    assert macedonia.startswith("The former Yugoslav Republic of Macedonia")
    aruba = graph.status("Aruba", "CETS 197", as_of="2010-02-23")
    assert "the Netherlands speaks for it today" in aruba.sentence


def test_a_field_without_days_is_left_out_of_tables(graph: KnowledgeGraph) -> None:
    """No act of Finland under CETS 197 is open on the day, so that there are no bounds of one."""
    text = write(graph.status("Finland", "CETS 197", as_of="2010-02-23"), "csv")
    assert "unknown day" not in text and "bounds" not in text and "until,2012-05-29" in text


def test_the_name_of_today_is_shortened_in_a_sentence(graph: KnowledgeGraph) -> None:
    """The European Community approved UNTOC on 21 May 2004 (depositary); it was in force for it 30 days later."""
    sentence = graph.status("EU", UNTOC, as_of="2004-05-21").sentence
    assert (
        sentence.count("(today European Union)") == 1
        and "in force for the European Community, but" in sentence
    )


# Lists of 2016 of instruments of the ILO, second registrations, successions to a signature.


@pytest.mark.parametrize(
    ("state", "instrument", "day", "status"),
    [
        # The Federation of Malaya registered on 11 November 1957, Tanganyika on 30 January 1962; both enlarged states again.
        ("Malaysia", "ILO C029", "1957-11-11", "undetermined"),
        ("Malaysia", "ILO C029", "1958-11-11", "party"),
        ("Malaysia", "ILO C029", "1964-03-03", "party"),
        ("Tanzania", "ILO C029", "1963-01-29", "undetermined"),
        ("Tanzania", "ILO C029", "1963-01-30", "party"),
        # New members of the ILO, which may have confirmed what bound their territories.
        ("Angola", "ILO C105", "1976-06-04", "undetermined"),
        ("Bahamas", "ILO C105", "1977-01-01", "undetermined"),
        ("Bangladesh", "ILO C105", "1972-12-01", "undetermined"),
        ("Barbados", "ILO C105", "1967-12-01", "undetermined"),
        ("Burundi", "ILO C105", "1963-12-01", "undetermined"),
        ("Kenya", "ILO C105", "1964-12-31", "undetermined"),
        ("Singapore", "ILO C105", "1966-06-30", "undetermined"),
        ("Kenya", "ILO C029", "1964-06-01", "undetermined"),
        ("Singapore", "ILO C029", "1966-06-30", "undetermined"),
        ("Serbia", "ILO C029", "2001-06-01", "undetermined"),
        (
            "Uganda",
            "ILO C029",
            "1963-12-01",
            "undetermined",
        ),  # among ratifications in a gazette, as Malaysia's second
        ("Uganda", "ILO C029", "1964-06-04", "party"),
        (
            "Antigua and Barbuda",
            "ILO C105",
            "1983-12-01",
            "contracting",
        ),  # in force a year later, by the Dutch list
        ("Bhutan", UNTOC, "2023-03-21", "contracting"),
        ("Bhutan", UNTOC, "2023-04-01", "party"),
        ("Montenegro", "ICMW", "2006-06-02", "not applicable"),
        ("Montenegro", "ICMW", "2006-06-03", "signatory"),
        ("United States", "ILO C105", "2016-06-01", "undetermined"),
        ("United States", "ILO C105", "2017-05-31", "party"),
        ("Sweden", "ILO P029", "2016-11-09", "no act"),
        ("Spain", "ILO P029", "2016-11-08", "no act"),
        ("South Korea", "ILO P029", "2016-11-08", "no act"),  # which had not ratified C029: both go together
        ("Sweden", "ILO P029", "2016-11-10", "undetermined"),
        # Parties to the Palermo Protocol, as only those to the Convention can be (article 37(2)).
        ("Barbados", UNTOC, "2014-12-11", "party"),
        ("Eritrea", UNTOC, "2015-11-25", "party"),
        ("Palestine", UNTOC, "2018-07-23", "party"),
        ("Sierra Leone", UNTOC, "2015-11-24", "undetermined"),
        # Montenegro declared its independence on 3 June 2006.
        ("Serbia and Montenegro", UNTOC, "2006-06-03", "not applicable"),
    ],
)
def test_the_status_by_what_fresh_readers_found(
    graph: KnowledgeGraph, state: str, instrument: str, day: str, status: str
) -> None:
    assert graph.status(state, instrument, as_of=day).status == status


@pytest.mark.parametrize("instrument", ["ILO C105", "ILO C029"])
@pytest.mark.parametrize(("state", "day"), [("Barbados", "1967-12-01"), ("Bangladesh", "1972-12-01")])
def test_what_was_registered_on_one_day_is_told_alike(
    graph: KnowledgeGraph, state: str, instrument: str, day: str
) -> None:
    found = graph.status(state, instrument, as_of=day)
    assert set(found.possible) == {"contracting", "party"}
    assert "already in force" in found.sentence


@pytest.mark.parametrize(
    ("state", "instrument", "day", "possible"),
    [
        # A page of March 2022 or later has 48 parties, all members, Belarus and Israel; article 42 takes three months.
        ("Japan", CETS, "2010-02-23", {"no act", "signatory"}),
        ("United States", CETS, "2022-03-15", {"no act", "signatory", "contracting"}),
        # India had not ratified on 1 January 2014 and was bound twelve months later at the earliest: a member since 1919.
        ("India", "ILO C138", "2014-06-01", {"no act", "contracting"}),
        ("Myanmar", "ILO C138", "2018-06-01", {"no act", "contracting"}),
        # Successions take effect by their notice, under treaties that are in force.
        ("Bahamas", "1956 Supplementary Convention", "1975-01-01", {"no act", "party"}),
        ("Slovenia", "CEDAW", "1991-12-31", {"no act", "party"}),
        ("Djibouti", "1951 Refugee Convention", "1977-07-01", {"no act", "party"}),
        # Of the 1956 Convention nobody waits: it binds on the day of the accession (article 13).
        ("Peru", "1956 Supplementary Convention", "2010-01-01", {"signatory", "party"}),
    ],
)
def test_a_status_that_cannot_have_been_is_not_among_the_possible(
    graph: KnowledgeGraph, state: str, instrument: str, day: str, possible: set[str]
) -> None:
    assert {*graph.status(state, instrument, as_of=day).possible} == possible


@pytest.mark.parametrize(
    ("state", "instrument", "day"),
    [
        ("Nepal", PALERMO, "2021-02-01"),  # no signature up to 2013, and none is possible since 2002
        ("Nepal", PALERMO, "2020-07-01"),
        ("Sudan", "Smuggling Protocol", "2014-06-01"),
        ("Egypt", "ICMW", "2005-01-01"),  # OHCHR's list names every signature up to 2020
    ],
)
def test_who_cannot_have_signed_did_not_ratify(
    graph: KnowledgeGraph, state: str, instrument: str, day: str
) -> None:
    sentence = graph.status(state, instrument, as_of=day).sentence
    assert "acceded or succeeded to it" in sentence and "ratified" not in sentence


def test_a_second_registration_is_told_beside_the_first_and_shows_a_party(graph: KnowledgeGraph) -> None:
    before = graph.status("Malaysia", "ILO C029", as_of="1960-01-01")
    assert before.sentence.endswith("between 11 November 1957 and 11 November 1958; it had ratified it, or "
                                    "consented in another way, on 11 November 1957.")  # fmt: skip
    assert before.known_through == date(1964, 3, 3)
    words = [ground.words for ground in graph.status("Malaysia", "ILO C029", as_of="2010-02-23").grounds]
    assert "consent to ILO C029 by Malaysia (3 March 1964): 3 March 1964" in words


def test_a_state_that_succeeded_to_a_signature_has_that_of_its_predecessor(graph: KnowledgeGraph) -> None:
    said = graph.status("Montenegro", "ICMW", as_of="2006-08-01").sentence
    assert said.startswith(
        "Montenegro, whose predecessor had signed it (11 November 2004), had not ratified it"
    )


@pytest.mark.parametrize("day", ["1992-01-01", "2010-02-23", "2022-10-01"])
@pytest.mark.parametrize("state", ["Malaysia", "Singapore"])
def test_a_report_that_a_state_had_left_shows_it_up_to_its_day(
    graph: KnowledgeGraph, state: str, day: str
) -> None:
    found = graph.status(state, "ILO C105", as_of=day)
    assert (found.status, found.known_through) == ("former party", date(2022, 10, 1))
    assert any(ground.words.endswith("October 2022: former party") for ground in found.grounds)
    assert not found.is_last_recorded
    assert graph.status(state, "ILO C105", as_of="2022-10-02").is_last_recorded


@pytest.mark.parametrize("treaty", ["CEDAW", "CRC", "1949 Convention", "1956 Supplementary Convention"])
def test_the_effect_of_a_succession_is_that_of_who_succeeded(graph: KnowledgeGraph, treaty: str) -> None:
    found = graph.status("Serbia", treaty, as_of="2000-01-01")
    assert "since 27 April 1992, by succession" in found.sentence
    assert "effect of the succession of Federal Republic of Yugoslavia: 27 April 1992" in [
        ground.words for ground in found.grounds
    ]


def test_for_whom_a_treaty_was_to_enter_into_force_is_who_was_there_then(graph: KnowledgeGraph) -> None:
    found = graph.status("Serbia", UNTOC, as_of="2003-02-03")
    assert (
        "for Serbia and Montenegro (today Serbia), which carries on its acts, on 29 September 2003"
        in found.sentence
    )
    assert (
        "Today Serbia carries on the acts of the Federal Republic of Yugoslavia, which ended on 3 February 2003."
        in found.notes
    )


def test_who_had_joined_by_a_list_is_told_by_its_last_day(graph: KnowledgeGraph) -> None:
    found = graph.status("Cyprus", "ILO C105", as_of="2010-02-23")
    assert found.status == "undetermined" and "between 16 August 1960 and 31 May 2016" in found.sentence
    assert "no source says" not in graph.status("United States", "ILO C105", as_of="2016-06-01").sentence


@pytest.mark.parametrize(
    ("state", "instrument", "day", "may_be_bound"),
    [
        ("South Sudan", "1951 Convention", "2011-07-09", True),  # its first day, after that of the last list
        ("Georgia", "1949 Convention", "2011-06-03", True),  # the day after that of the last list
        ("Thailand", "1949 Convention", "2011-06-03", False),  # was a state before the treaty: no successor
        ("Benin", "1949 Convention", "2011-06-03", False),  # has signed, so it ratifies
        ("South Sudan", CETS, "2022-01-10", False),  # would be invited to accede
    ],
)
def test_a_state_that_began_under_a_treaty_may_be_bound_at_once_by_succession(
    graph: KnowledgeGraph, state: str, instrument: str, day: str, may_be_bound: bool
) -> None:
    found = graph.status(state, instrument, as_of=day)
    assert found.status == "undetermined" and "contracting" in found.possible
    assert ("party" in found.possible) == may_be_bound
    assert ("Either way" in found.sentence) == (not may_be_bound)


@pytest.mark.parametrize(
    ("state", "instrument", "day", "name"),
    [
        ("Türkiye", CETS, "2021-12-31", "Turkey (today Türkiye)"),
        ("Türkiye", CETS, "2022-06-01", "Turkey or Türkiye (today Türkiye)"),
        ("Türkiye", CETS, "2023-01-01", "Türkiye"),
        ("Eswatini", UNTOC, "2018-10-08", "Swaziland (today Eswatini)"),
        ("Eswatini", UNTOC, "2018-10-09", "Eswatini"),
        ("Benin", "1951 Convention", "1975-12-01", "Dahomey (today Benin)"),
    ],
)
def test_in_the_year_of_a_change_of_name_both_names_may_be_that_of_the_day(
    graph: KnowledgeGraph, state: str, instrument: str, day: str, name: str
) -> None:
    found = graph.status(state, instrument, as_of=day)
    assert found.name == name
    until = [note for note in found.notes if note.startswith("It was called ")]
    assert len(until) == (" or " in name)
    assert all(note.endswith(f"until a day in {day[:4]} that is not recorded.") for note in until)


def test_who_is_known_to_have_consented_is_not_asked_when_it_did(graph: KnowledgeGraph) -> None:
    """Norway's ratification is of 14 April 1958; open is since when the Convention bound it."""
    assert graph.status("Norway", "ILO C105", as_of="1959-02-01").settles.startswith(
        "the day of the entry into force for it ("
    )


@pytest.mark.parametrize("instrument", [UNTOC, "Smuggling Protocol"])
def test_what_a_predecessor_signed_and_ratified_is_said_of_the_predecessor(
    graph: KnowledgeGraph, instrument: str
) -> None:
    said = graph.status("Serbia and Montenegro", instrument, as_of="2003-02-04").sentence
    assert said.startswith(
        "The predecessor of Serbia and Montenegro, the Federal Republic of Yugoslavia, had signed it (12 December 2000) "
        "and had ratified it (6 September 2001)"
    )


def test_of_a_report_on_the_successor_it_is_said_on_whom(graph: KnowledgeGraph) -> None:
    reports = [
        ground.said
        for ground in graph.status("Serbia and Montenegro", PALERMO, as_of="2003-12-25").grounds
        if "Child Labor" in ground.what
    ]
    assert reports == ["consented by Serbia"]
    own = graph.status("Serbia", PALERMO, as_of="2010-02-23").grounds
    assert [ground.said for ground in own if "Child Labor" in ground.what] == ["consented"]


def test_the_first_day_of_a_state_is_no_news_of_a_treaty(graph: KnowledgeGraph) -> None:
    found = graph.status("SFRY", "1949 convention", as_of="1951-07-25")
    assert found.sentence.endswith("no source says that this was done, and it was not before 21 March 1950.")
    assert "reach to" not in str(found.document())


@pytest.mark.parametrize(
    ("state", "is_gone"), [("German Democratic Republic", True), ("Soviet Union", False)]
)
def test_a_list_of_present_participants_does_not_settle_the_status_of_a_state_that_is_no_more(
    graph: KnowledgeGraph, state: str, is_gone: bool
) -> None:
    found = graph.status(state, "CEDAW", as_of="1990-10-02")
    assert found.is_gone == is_gone
    assert ("names states which are no more" in found.settles) == is_gone


def test_for_the_second_that_brings_a_treaty_about_and_the_first_it_enters_into_force_with_it(
    graph: KnowledgeGraph,
) -> None:
    for state in ("Niger", "Norway"):
        assert graph.status(state, "id:ilo-p029", as_of="2016-11-09").status == "party"
        assert graph.status(state, "id:ilo-p029", as_of="2016-11-08").status == "contracting"


@pytest.mark.parametrize(
    ("day", "may_be_none"), [("1962-03-01", True), ("1962-12-31", False), ("1963-01-01", False)]
)
def test_in_the_year_in_which_a_state_began_it_may_not_have_been_one_yet(
    graph: KnowledgeGraph, day: str, may_be_none: bool
) -> None:
    """Burundi: one source has 1 January 1962, another 1 July."""
    notes = graph.status("Burundi", "1951 Convention", as_of=day).notes
    assert [note for note in notes if "may not have been one yet" in note] == may_be_none * [
        "It became a state on a day in 1962 that is not known, so it may not have been one yet."
    ]


def test_of_two_readings_of_a_rule_both_days_are_told(graph: KnowledgeGraph) -> None:
    """Norway, C105: registered on 14 April 1958; its law database has the day on which the Convention entered into force."""
    assert graph.status("Norway", "id:ilo-c105", as_of="1959-01-17").sentence.endswith(
        "this came about on 17 January 1959 or on 14 April 1959, as one reads the rule."
    )
