"""The tables against facts read in the sources by hand, and against one another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest

from data.own_tables import act, bounds, table
from real_quads import real_quads
from thbgraph.base.licences import LICENCES
from thbgraph.base.namespaces import ID, PREFIXES, RDF_TYPE, THB
from thbgraph.graph import KnowledgeGraph
from thbgraph.names.folding import fold

ROOT = Path(__file__).resolve().parents[2]


def consents(instrument: str, day: str) -> set[str]:
    """Who had consented by the day, by the table of the depositary."""
    return {
        row["party"]
        for row in table("untc-acts")
        if row["instrument"] == instrument and row["role"] == "consentingParty" and row["date"] <= day
    }


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    return real_quads()


# What the sources say, read by hand.


def test_acts_under_cets_197() -> None:
    assert act("cets-197-fin-signature", "cets-197-acts")["date"] == "2006-08-29"
    assert act("cets-197-fin-signature", "cets-197-other-dates")["date"] == "2008-08-29"
    consent = act("cets-197-fin-consent", "cets-197-acts")
    assert (consent["kind"], consent["date"]) == ("Acceptance", "2012-05-30")
    assert act("cets-197-fin-entry-into-force", "cets-197-acts")["date"] == "2012-09-01"
    assert bounds(act("cets-197-ltu-signature", "cets-197-acts")) == ("2008-01-23", "2010-01-26")
    assert act("cets-197-est-signature", "cets-197-acts")["date"] == "2010-02-03"
    assert act("cets-197-cze-signature", "cets-197-acts")["month"] == "2016-05"
    assert act("cets-197-blr-consent", "cets-197-acts")["kind"] == "Accession"


def test_both_days_of_austrias_consent_stand_each_in_its_own_source() -> None:
    assert act("cets-197-aut-consent", "cets-197-acts")["date"] == "2006-10-12"
    assert act("cets-197-aut-consent", "cets-197-other-dates")["date"] == "2006-12-12"


def test_the_tenth_to_consent_to_cets_197_is_cyprus() -> None:
    done = [
        (bounds(row)[1], row["party"])
        for row in table("cets-197-acts")
        if row["role"] == "consentingParty" and bounds(row)[1] <= "2008-01-16"
    ]
    assert len(done) == 11  # Bosnia and Herzegovina, on 11 January 2008, is the eleventh
    assert sorted(done)[9:] == [("2007-10-24", "cyp"), ("2008-01-11", "bih")]


def test_serbia_and_montenegro_signed_cets_197() -> None:
    assert act("cets-197-scg-signature", "cets-197-acts")["date"] == "2005-05-16"
    assert (
        act("cets-197-mne-signature", "cets-197-acts")["date"] == "2005-05-16"
    )  # as that of its predecessor
    assert "srb" not in {row["party"] for row in table("cets-197-acts") if row["role"] == "signatory"}
    assert act("cets-197-srb-consent", "cets-197-acts")["date"] == "2009-04-14"
    assert act("cets-197-mne-consent", "cets-197-acts")["date"] == "2008-07-30"


def test_acts_in_the_treaty_collection() -> None:
    assert act("untoc-fin-signature", "untc-acts")["date"] == "2000-12-12"
    assert act("untoc-fin-consent", "untc-acts")["date"] == "2004-02-10"
    assert act("palermo-protocol-fin-consent", "untc-acts")["kind"] == "Acceptance"
    assert act("palermo-protocol-nld-consent", "untc-acts")["kind"] == "Acceptance"
    assert act("palermo-protocol-isl-signature", "untc-acts")["date"] == "2000-12-13"
    assert act("palermo-protocol-isl-consent", "untc-acts")["date"] == "2010-06-22"
    assert "cze" not in consents("palermo-protocol", "2013-12-13")  # signed on 10 December 2002
    atg = act("palermo-protocol-atg-consent", "untc-acts")
    assert (atg["kind"], atg["date"]) == ("Ratification", "2010-02-17")  # as printed: no letter
    assert "atg" not in {row["party"] for row in signatories("palermo-protocol")}


def signatories(instrument: str) -> list[dict[str, str]]:
    return [
        row for row in table("untc-acts") if row["instrument"] == instrument and row["role"] == "signatory"
    ]


def test_who_did_an_act_that_is_printed_under_a_later_name() -> None:
    yugoslavia = act("untoc-yug-signature", "untc-acts")
    assert (yugoslavia["date"], yugoslavia["printed_participant"]) == ("2000-12-12", "Serbia")
    community = act("palermo-protocol-european-community-consent", "untc-acts")
    assert (community["kind"], community["date"]) == ("Approval", "2006-09-06")
    assert community["printed_participant"] == "European Union"
    assert not [row for row in table("untc-acts") if row["party"] in ("srb", "eu")]
    assert act("crc-sun-consent", "untc-acts")["printed_participant"] == "Russian Federation"
    assert act("palermo-protocol-mne-consent", "untc-acts")["kind"] == "Succession"


def test_counts_of_the_palermo_protocol_equal_those_of_its_status_pages() -> None:
    assert len(signatories("palermo-protocol")) == 117
    assert len(consents("palermo-protocol", "2007-08-22")) == 114
    assert len(consents("palermo-protocol", "2008-09-26")) == 124
    printed = {
        (row["list"], row["counts"]): row["value"]
        for row in table("status-counts")
        if row["list"].startswith("list-palermo-protocol-unodc-200")
    }
    assert printed == {
        ("list-palermo-protocol-unodc-2007", "signatories"): "117",
        ("list-palermo-protocol-unodc-2007", "parties"): "114",
        ("list-palermo-protocol-unodc-2008", "signatories"): "117",
        ("list-palermo-protocol-unodc-2008", "parties"): "124",
    }
    assert len(consents("palermo-protocol", "2010-02-23") - {"european-community"}) == 136


def test_who_was_not_bound_by_the_palermo_protocol_on_the_day_of_the_memo() -> None:
    bound = consents("palermo-protocol", "2010-01-24")  # thirty days before 23 February 2010
    cbss = {"deu", "dnk", "est", "fin", "isl", "ltu", "lva", "nor", "pol", "rus", "swe"}
    assert cbss - bound == {"isl"}
    union = {row["member"] for row in table("eu-members")} - {"hrv"}
    assert len(union) == 27
    assert union - bound == {"cze", "grc", "irl"}


@pytest.mark.parametrize(
    ("instrument", "day"),
    [
        ("untoc", "2003-09-29"),
        ("palermo-protocol", "2003-12-25"),
        ("smuggling-protocol", "2004-01-28"),
        ("crc", "1990-09-02"),
        ("convention-1956-slavery", "1957-04-30"),
        ("convention-1951-refugees", "1954-04-22"),
    ],
)
def test_rule_and_acts_lead_to_the_stated_day_of_entry_into_force(instrument: str, day: str) -> None:
    (rule,) = [
        row for row in table("entry-into-force-rules") if row["rule"] == f"rule-{instrument}-entry-into-force"
    ]
    deposits = sorted(
        row["date"]
        for row in table("untc-acts")
        if row["instrument"] == instrument
        and row["role"] == "consentingParty"
        and row["party"] != "european-community"  # not additional to its members
    )
    last = date.fromisoformat(deposits[int(rule["threshold"]) - 1])
    delay = timedelta(days=int(rule["delay"].removesuffix(" days")))
    assert (last + delay).isoformat() == day
    assert act(f"{instrument}-entry-into-force", "instrument-acts")["date"] == day


def test_the_rule_of_cets_197() -> None:
    rules = {row["rule"]: {k: v for k, v in row.items() if v} for row in table("entry-into-force-rules")}
    rule = rules["rule-cets-197-entry-into-force"]
    assert (rule["provision"], rule["threshold"], rule["counted"]) == ("42(3)", "10", "ConsentsOfSignatories")
    assert (rule["threshold_of_members"], rule["threshold_group"]) == ("8", "coe")
    assert (rule["delay"], rule["delay_ends"]) == ("3 months", "OnFirstOfNextMonth")
    assert rules["rule-palermo-protocol-entry-into-force"]["not_before_instrument"] == "untoc"
    assert [name for name, rule in rules.items() if rule["verification"] == "Unverified"] == [
        "rule-convention-1949-traffic-entry-into-force",
        "rule-convention-1949-traffic-later-party",
    ]


def test_denmark_excluded_two_territories() -> None:
    (row,) = [
        row for row in table("territorial-declarations") if row["act"] == "act-cets-197-dnk-territorial"
    ]
    assert (row["actor"], row["territory"], row["date"]) == ("dnk", "fro grl", "2007-09-19")


def test_reports_of_resolution_1702() -> None:
    reported: dict[str, set[str]] = {}
    for row in table("status-reports"):
        if row["list"] == "list-cets-197-pace-res-1702":
            reported.setdefault(row["status"], set()).add(row["state"])
    assert reported["NoAct"] == {"aze", "cze", "est", "lie", "mco", "rus"}
    assert len(reported["Signatory"]) == 15
    assert len(reported["Consented"]) == 26
    members = {row["member"] for row in table("coe-members") if row["kind"] == "Member"}
    assert set.union(*reported.values()) == members


def test_a_list_that_is_complete_reports_of_every_member() -> None:
    joined = {
        row["member"]: row["start_date"] or row["start_year"]
        for row in table("coe-members")
        if row["kind"] == "Member"
    }
    of_the_ilo = {row["member"] for row in table("ilo-members")}
    for row in table("status-lists"):
        if row["complete_for"] == "ilo-member-states":
            reported = {
                report["state"] for report in table("status-reports") if report["list"] == row["list"]
            }
            assert of_the_ilo <= reported, row["list"]
        elif row["complete_for"]:
            day = row["date"] or row["not_before"]
            members = {member for member, start in joined.items() if start < day}
            if day >= "2022-03-16":
                members -= {"rus"}
            reported = {
                report["state"] for report in table("status-reports") if report["list"] == row["list"]
            }
            # Montenegro joined between the two days of the newspaper's list.
            assert members - {"mne"} <= reported, row["list"]


# Within the tables.


def test_every_list_has_reports_or_counts_and_every_report_its_list() -> None:
    lists = {row["list"] for row in table("status-lists")}
    said = (*table("status-reports"), *table("us-dol-findings"), *table("status-counts"))
    assert lists == {row["list"] for row in said}


def test_every_report_that_follows_from_completeness_says_so() -> None:
    noted = {row["list"] for row in table("status-reports") if "does not name the state" in row["note"]}
    named = {"list-cets-197-coe-press-2008"}  # which names every member
    assert {row["list"] for row in table("status-lists") if row["complete_for"]} <= noted | named


def test_consent_does_not_come_before_signature() -> None:
    for source in ("untc-acts", "cets-197-acts"):
        days = {row["act"].removeprefix("act-"): bounds(row) for row in table(source) if not row.get("month")}
        for name, (first, _) in days.items():
            consent = days.get(name.removesuffix("-signature") + "-consent")
            assert not name.endswith("-signature") or consent is None or first <= consent[1], name


def coverage(quads: list[ox.Quad]) -> Iterator[tuple[str, str, str, str]]:
    """Source, instrument, kind and last day of every coverage of acts."""
    said: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.subject.value.startswith(f"{ID}coverage-"):
            said.setdefault(quad.subject.value, {"graph": quad.graph_name.value})[quad.predicate.value] = (
                quad.object.value
            )
    for node in said.values():
        if THB + "membersOf" in node:
            continue
        yield (
            node["graph"],
            node[THB + "instrument"].removeprefix(ID),
            node[THB + "actKind"].removeprefix(THB),
            node[THB + "completeUpTo"],
        )


def test_every_act_of_the_treaty_collection_lies_within_its_coverage(quads: list[ox.Quad]) -> None:
    covered = {(of, kind): day for source, of, kind, day in coverage(quads) if source.endswith("/untc-acts")}
    instruments = {row["instrument"] for row in table("untc-acts")}
    assert set(covered) == {
        (instrument, kind) for instrument in instruments for kind in ("Signature", "Consent")
    }
    for instrument in instruments:
        last = max(row["date"] for row in table("untc-acts") if row["instrument"] == instrument)
        assert {covered[instrument, "Signature"], covered[instrument, "Consent"]} == {last}
    assert covered["palermo-protocol", "Signature"] == "2013-12-13"
    assert covered["untoc", "Consent"] == "2013-10-17"


def test_every_table_of_members_says_up_to_when_it_names_them(quads: list[ox.Quad]) -> None:
    org = PREFIXES["org"]
    nodes = {q.subject: q for q in quads if q.predicate.value == THB + "membersOf"}
    up_to = {q.subject: q.object.value for q in quads if q.predicate.value == THB + "completeUpTo"}
    said = {(q.graph_name.value, q.object.value): up_to[node] for node, q in nodes.items() if node in up_to}
    groups = {q.subject: q.object.value for q in quads if q.predicate.value == org + "organization"}
    roles = {
        q.subject: q.graph_name.value
        for q in quads
        if q.predicate.value == org + "role" and q.object.value == THB + "Member"
    }
    # The dataset by years has no members that are no states of its own; a later list names all of both groups. That of
    # the IPU is years behind.
    years = "https://w3id.org/thbgraph/source/igo-years"
    partial = {(graph, groups[node]) for node, graph in roles.items()} - said.keys()
    other = "https://w3id.org/thbgraph/source/coe-members-other-dates"
    behind = "https://w3id.org/thbgraph/source/ipu-members"
    assert partial == {
        (years, f"{ID}ilo"),
        (years, f"{ID}iom"),
        (other, f"{ID}coe"),
        (behind, f"{ID}ipu"),
    }
    later = {group: day for (_, group), day in said.items()}
    changes = {
        (q.graph_name.value, groups[q.subject]): q.object.value
        for q in sorted(quads, key=lambda q: q.object.value)
        if q.subject in roles
        and roles[q.subject] == q.graph_name.value
        and q.predicate.value in {PREFIXES["schema"] + name for name in ("startDate", "endDate")}
    }
    assert all(day <= said.get(key, later[key[1]]) for key, day in changes.items())


def test_every_coverage_of_acts_says_that_it_is_blind_to_denunciations(quads: list[ox.Quad]) -> None:
    note = "http://www.w3.org/2004/02/skos/core#note"
    nodes = {q.subject for q in quads if q.predicate.value == THB + "completeUpTo"}
    nodes -= {q.subject for q in quads if q.predicate.value == THB + "membersOf"}
    said = {
        node: " ".join(q.object.value for q in quads if q.subject == node and q.predicate.value == note)
        for node in nodes
    }
    assert len({node for node in nodes if "depositary" not in node.value}) == 26  # a refresh adds to these
    assert all("present participants" in words and "denunciations" in words for words in said.values()), said


def test_coverage_is_claimed_of_lists_of_all_participants_alone(quads: list[ox.Quad]) -> None:
    claims = {(source.rpartition("/")[2], instrument) for source, instrument, *_ in coverage(quads)}
    assert {claim for claim in claims if claim[0] not in ("untc-acts", "depositary-acts")} == {
        ("cets-197-acts", "cets-197"),  # consents alone, by a page that counts all parties
        ("manyhealth-acts", "ilo-c182"),
        *(("ohchr-status-2020", instrument) for instrument in ("cedaw", "crc", "icmw")),
    }


def test_every_party_and_state_is_a_known_state_or_body(quads: list[ox.Quad]) -> None:
    kinds = {THB + "State", THB + "FormerState", PREFIXES["org"] + "Organization"}
    known = {q.subject.value for q in quads if q.predicate.value == RDF_TYPE and q.object.value in kinds}
    doers = {THB + name for name in ("signatory", "consentingParty", "forParty", "state", "actor")}
    used = {q.object.value for q in quads if q.predicate.value in doers}
    assert used and used <= known


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Suomi", "fin"),
        ("Финляндия", "fin"),
        ("芬兰", "fin"),
        ("فنلندا", "fin"),
        ("Saksamaa", "deu"),
        ("Þýskaland", "deu"),
        ("Vokietija", "deu"),
        ("Niemcy", "deu"),
        ("Vācija", "deu"),
        ("Deutschland", "deu"),
        ("Swaziland", "swz"),
        ("Dahomey", "ben"),
        ("Vatican City", "vat"),
        ("Euroopa Nõukogu", "coe"),
        ("traite des êtres humains", "trafficking-in-human-beings"),
    ],
)
def test_names_of_other_languages_and_times_find_their_entity_alone(
    graph: KnowledgeGraph, name: str, slug: str
) -> None:
    assert graph.index.names.named[fold(name)] == [ID + slug]


def test_labels_stay_english(graph: KnowledgeGraph) -> None:
    assert graph.find(ID + "fin").label == "Finland"
    assert graph.find(ID + "coe").label == "Council of Europe"
    assert graph.find(ID + "vat").label == "Holy See"
    assert graph.find(ID + "membership-coe-fin").label == "membership of Finland in CoE"


def test_every_table_stands_in_the_licence_under_its_own_terms() -> None:
    text = (ROOT / "LICENSE-DATA").read_text(encoding="utf-8").split("The licence follows.")[0]
    groups = [part.split(":\n", 1) for part in re.split(r"\n(?=\S)", text) if ":\n  " in part]
    listed = {name: terms for terms, names in groups for name in names.split()}
    said = {
        "facts; no licence stated": "licensed here",
        "© European Union": "2011/833/EU",
        "https://opendatacommons.org/licenses/pddl/1-0/": "PDDL-1.0",
        "https://creativecommons.org/licenses/by/4.0/": "CC-BY-4.0",
        "https://opensource.org/license/mit": "MIT",
    }
    assert set(listed) == {path.stem for path in (ROOT / "data/tables").glob("*.csv")}
    for name, terms in listed.items():
        metadata = json.loads((ROOT / f"data/tables/{name}.csv-metadata.json").read_text(encoding="utf-8"))
        licence = metadata.get("http://purl.org/dc/terms/license", {}).get("@id")
        own = licence or metadata["http://purl.org/dc/terms/rights"]["@value"].split(";")[0]
        wanted = [words for begin, words in said.items() if begin.split(";")[0] == own]
        new = LICENCES[own].title if own in LICENCES else own  # under terms that no other table has
        assert [*wanted, new][0] in " ".join(terms.split()), name
