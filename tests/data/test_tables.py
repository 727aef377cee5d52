"""The tables against the open data that they were made from, and against facts read in the sources by hand.

The open data are not part of the project. Where they are absent the comparisons are skipped; the facts are not.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from thbgraph.engines import sources
from thbgraph.words.namespaces import ID, RDF_TYPE, THB

ROOT = Path(__file__).resolve().parents[2]
OPEN_DATA = ROOT.parent / "shared" / "open-data"
#: The slug of each instrument, by the name that the open data have for it.
INSTRUMENTS = {
    "CETS 197": "cets-197",
    "UNTOC": "untoc",
    "Palermo Protocol": "palermo-protocol",
    "Palermo Protocol (trafficking)": "palermo-protocol",
    "Smuggling Protocol": "smuggling-protocol",
    "CRC": "crc",
    "CRC-OP-SC": "crc-op-sc",
    "CEDAW": "cedaw",
    "1949 Traffic in Persons Convention": "convention-1949-traffic",
    "1956 Supplementary Slavery Convention": "convention-1956-slavery",
    "1951 Refugee Convention": "convention-1951-refugees",
    "ILO C029": "ilo-c029",
    "ILO C105": "ilo-c105",
    "ILO C182": "ilo-c182",
    "ILO P029": "ilo-p029",
}


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    with (ROOT / f"data/tables/{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def open_data(path: str, delimiter: str = ",") -> list[dict[str, str]]:
    if not (OPEN_DATA / path).exists():
        pytest.skip(f"the open data lie outside the project, and are not here: {path}")
    with (OPEN_DATA / path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def act(name: str, source: str) -> dict[str, str]:
    """The row of an act, without its empty cells."""
    (row,) = [row for row in table(source) if row["act"] == f"act-{name}"]
    return {key: value for key, value in row.items() if value}


def bounds(row: dict[str, str]) -> tuple[str, str]:
    """The first and the last day of an act of a table."""
    return row.get("not_before") or row["date"], row.get("not_after") or row["date"]


def consents(instrument: str, day: str) -> set[str]:
    """Who had consented by the day, by the table of the depositary."""
    return {
        row["party"]
        for row in table("untc-acts")
        if row["instrument"] == instrument and row["role"] == "consentingParty" and row["date"] <= day
    }


@pytest.fixture(scope="module")
def quads() -> list[ox.Quad]:
    return sources.read_quads(ROOT)


# What the sources say, read by hand.


def test_acts_under_cets_197() -> None:
    assert act("cets-197-fin-signature", "cets-197-acts")["date"] == "2006-08-29"
    assert act("cets-197-fin-signature", "cets-197-other-dates")["date"] == "2008-08-29"
    consent = act("cets-197-fin-consent", "cets-197-acts")
    assert (consent["kind"], consent["date"]) == ("Acceptance", "2012-05-30")
    assert act("cets-197-fin-entry-into-force", "cets-197-acts")["date"] == "2012-09-01"
    assert bounds(act("cets-197-ltu-signature", "cets-197-acts")) == ("2006-10-12", "2010-01-26")
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
    assert {row["party"] for row in table("cets-197-acts") if row["role"] == "signatory"}.isdisjoint(
        {"srb", "mne"}
    )
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
        if row["list"].startswith("list-palermo-protocol-unodc")
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
    delay = timedelta(days=int(rule["delay"].removeprefix("P").removesuffix("D")))
    assert (last + delay).isoformat() == day
    assert act(f"{instrument}-entry-into-force", "instrument-acts")["date"] == day


def test_the_rule_of_cets_197() -> None:
    rules = {row["rule"]: {k: v for k, v in row.items() if v} for row in table("entry-into-force-rules")}
    rule = rules["rule-cets-197-entry-into-force"]
    assert (rule["provision"], rule["threshold"], rule["counted"]) == ("42(3)", "10", "ConsentsOfSignatories")
    assert (rule["threshold_of_members"], rule["threshold_group"]) == ("8", "coe")
    assert (rule["delay"], rule["delay_ends"]) == ("P3M", "OnFirstOfNextMonth")
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
    for row in table("status-lists"):
        if row["complete_for"]:
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
    assert lists == {row["list"] for row in (*table("status-reports"), *table("status-counts"))}


def test_every_report_that_follows_from_completeness_says_so() -> None:
    noted = {row["list"] for row in table("status-reports") if "completeness" in row["note"]}
    assert {row["list"] for row in table("status-lists") if row["complete_for"]} <= noted


def test_consent_does_not_come_before_signature() -> None:
    for source in ("untc-acts", "cets-197-acts"):
        days = {row["act"].removeprefix("act-"): bounds(row) for row in table(source) if not row.get("month")}
        for name, (first, _) in days.items():
            consent = days.get(name.removesuffix("-signature") + "-consent")
            assert not name.endswith("-signature") or consent is None or first <= consent[1], name


def coverage(quads: list[ox.Quad]) -> Iterator[tuple[str, str, str, str]]:
    """Source, instrument, kind and last day of every coverage."""
    said: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.subject.value.startswith(f"{ID}coverage-"):
            said.setdefault(quad.subject.value, {"graph": quad.graph_name.value})[quad.predicate.value] = (
                quad.object.value
            )
    for node in said.values():
        yield (
            node["graph"],
            node[THB + "instrument"].removeprefix(ID),
            node[THB + "coveredKind"].removeprefix(THB),
            node[THB + "completeUpTo"],
        )


def test_every_act_of_the_treaty_collection_lies_within_its_coverage(quads: list[ox.Quad]) -> None:
    covered = {(instrument, kind): day for _, instrument, kind, day in coverage(quads)}
    instruments = {row["instrument"] for row in table("untc-acts")}
    assert set(covered) == {
        (instrument, kind) for instrument in instruments for kind in ("Signature", "Consent")
    }
    for instrument in instruments:
        last = max(row["date"] for row in table("untc-acts") if row["instrument"] == instrument)
        assert {covered[instrument, "Signature"], covered[instrument, "Consent"]} == {last}
    assert covered["palermo-protocol", "Signature"] == "2013-12-13"
    assert covered["untoc", "Consent"] == "2013-10-17"


def test_only_the_treaty_collection_claims_coverage(quads: list[ox.Quad]) -> None:
    assert {source for source, *_ in coverage(quads)} == {"https://w3id.org/thbgraph/source/untc-acts"}


def test_every_party_and_state_is_a_known_state_or_body(quads: list[ox.Quad]) -> None:
    kinds = {THB + kind for kind in ("State", "FormerState", "IntergovernmentalOrganization")}
    known = {q.subject.value for q in quads if q.predicate.value == RDF_TYPE and q.object.value in kinds}
    doers = {THB + name for name in ("signatory", "consentingParty", "forParty", "state", "actor")}
    used = {q.object.value for q in quads if q.predicate.value in doers}
    assert used and used <= known


# Against the open data.


def test_the_treaty_collection_is_taken_over_whole() -> None:
    wanted = set()
    for row in open_data("untc-zmjones/untc_status_long.csv"):
        instrument = INSTRUMENTS[row["treaty"]]
        for role, day, kind in (
            ("signatory", row["signature_date"], "Signature"),
            ("consentingParty", row["consent_date"], row["consent_type"].capitalize()),
        ):
            if day:
                wanted.add((instrument, row["participant"], role, kind, day))
    got = {
        (row["instrument"], row["printed_participant"], row["role"], row["kind"], row["date"])
        for row in table("untc-acts")
    }
    assert got == wanted
    assert len(table("untc-acts")) == len(wanted)


def test_parties_of_the_treaty_collection_are_those_of_the_open_data_but_for_former_ones() -> None:
    codes = {
        row["participant"]: row["iso3"].lower() for row in open_data("untc-zmjones/untc_status_long.csv")
    }
    former = {
        "Serbia": {"yug"},
        "Russian Federation": {"rus", "sun"},
        "European Union": {"european-community"},
    }
    for row in table("untc-acts"):
        name = row["printed_participant"]
        assert row["party"] in former.get(name, {codes[name]}), row["act"]


def test_acts_under_cets_197_are_those_of_the_open_data() -> None:
    limits = {
        (row["iso3"].lower(), row["act"].replace(" ", "-")): (row["not_before"], row["not_after"])
        for row in open_data("cets197-status/cets197_bounds.csv")
    }
    wanted = {}
    for row in open_data("cets197-status/cets197_status.csv"):
        state = row["iso3"].lower()
        for what, day in (
            ("signature", row["signature_date"]),
            ("consent", row["ratification_date"]),
            ("entry-into-force", row["entry_into_force"] if row["eif_basis"].startswith("stated") else ""),
        ):
            if (state, what) in limits and what != "entry-into-force" and len(day) != len("2016-05"):
                wanted[state, what] = limits[state, what]
            elif day:
                wanted[state, what] = (day, day)
    # Serbia and Montenegro signed: one act, which the open data have once for each of the two.
    assert wanted.pop(("srb", "signature")) == ("2005-05-16", "2005-05-16")
    assert wanted.pop(("mne", "signature")) == ("2005-05-16", "2005-05-17")
    wanted["scg", "signature"] = ("2005-05-16", "2005-05-16")
    got = {}
    for row in table("cets-197-acts"):
        _, _, state, what = row["act"].replace("cets-197", "cets197").split("-", 3)
        got[state, what] = bounds({**row, "date": row["date"] or row["month"]})
    assert got == wanted
    assert len([1 for _, what in got if what == "entry-into-force"]) == 39


def test_every_inferred_row_of_cets_197_keeps_its_mark() -> None:
    marked = {
        (row["iso3"].lower(), what)
        for row in open_data("cets197-status/cets197_status.csv")
        for what, evidence in (("signature", "signature_evidence"), ("consent", "ratification_evidence"))
        if "[row order inferred]" in row[evidence]
    }
    assert marked == {
        (row["party"], row["act"].rpartition("-")[2])
        for row in table("cets-197-acts")
        if "[row order inferred]" in row["note"]
    }


def test_all_status_reports_are_taken_over_but_those_without_a_day() -> None:
    statuses = {
        "party": "Party",
        "ratified": "Consented",
        "signed-not-ratified": "Signatory",
        "not-signed": "NoAct",
        "not-ratified": "NotConsented",
    }
    rows = open_data("status-reports/status_reports.csv")
    assert len(rows) == 408
    lists = {row["list"]: row for row in table("status-lists")}
    taken = [row for row in table("status-reports") if not row["list"].endswith("-hr-status-2022")]

    def dated(row: dict[str, str]) -> str:
        when = lists[row["list"]]
        single = when["date"] or when["month"] or when["year"]
        return single or f"{when['not_before']}/{when['not_after']}"

    reports = sorted((row["instrument"], row["state"], row["status"], dated(row)) for row in taken)
    assert reports == sorted(
        (
            INSTRUMENTS[row["instrument"]],
            row["iso3"].lower(),
            statuses[row["reported_status"]],
            row["report_day"],
        )
        for row in rows
        if row["state"]
    )
    counts = sorted((row["instrument"], row["value"], dated(row)) for row in table("status-counts"))
    assert counts == sorted(
        (INSTRUMENTS[row["instrument"]], row["count"], row["report_day"])
        for row in rows
        if row["count"] and row["report_day"]
    )
    assert len(reports) + len(counts) == 408 - len([row for row in rows if not row["report_day"]]) == 404


def test_rules_are_those_of_the_open_data() -> None:
    rows = open_data("entry-into-force/entry_into_force_rules.tsv", "\t")
    rules = {row["rule"]: row for row in table("entry-into-force-rules")}
    assert len(rows) == 14
    assert len(rules) == 28
    for row in rows:
        instrument = INSTRUMENTS[row["instrument"]]
        first, later = (rules[f"rule-{instrument}-{end}"] for end in ("entry-into-force", "later-party"))
        assert first["threshold"] == row["threshold_count"]
        assert first["provision"].startswith(row["article"].split("(")[0])
        for rule, value in ((first, row["delay_value"]), (later, row["later_party_delay_value"])):
            column = "delay_unit" if rule is first else "later_party_unit"
            unit = "D" if row[column] == "days" else "M"
            assert rule["delay"] == f"P{value}{unit}"
        stated = act(f"{instrument}-entry-into-force", "instrument-acts")
        assert stated["date"] == row["stated_entry_into_force"]
