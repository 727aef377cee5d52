"""The dated reports and counts against the open data that they were made from: all of them, row by row.

The open data are not part of the project. Where they are absent these tests are skipped.
"""

from __future__ import annotations

import re
from collections import Counter

from data.own_tables import table
from open_data import open_data

INSTRUMENTS = {
    "CETS 197": "cets-197",
    "Palermo Protocol": "palermo-protocol",
    "1949 Traffic in Persons Convention": "convention-1949-traffic",
    "ILO P029": "ilo-p029",
}
#: States that others continue.
FORMER = {"scg": "srb", "yug": "srb"}
STATUSES = {
    "party": "Party",
    "ratified": "Consented",
    "signed-not-ratified": "Signatory",
    "not-signed": "NoAct",
    "not-ratified": "NotConsented",
}
#: The bounds of pages that print no day, by their source; what they count or name gives them.
UNDATED = {
    "Bundestag motion 17/10843 as quoted by a member": "2012-05-30/2012-12-18",
    "whatconvention.org": "2013-12-14/",
}

#: Lists of another file of the open data, which has their numbers and reports.
LATER = {
    *("list-palermo-protocol-unodc-2018", "list-palermo-protocol-us-embassy-2020"),
    *("list-palermo-protocol-untc-2024", "list-untoc-unodc-2021", "list-ilo-c105-wikipedia-2016"),
    *("list-ilo-p029-50-for-freedom-2020", "list-ilo-c138-wikipedia-2023", "list-ilo-c105-wikipedia-2022"),
    *("list-cets-197-cm-2008", "list-cets-197-coe-press-2011", "list-cets-197-osce-review-2015"),
    "list-palermo-protocol-unodc-2017",
}
#: Those of the second addition to the open data.
SECOND = {
    *("list-cets-197-coe-press-2008", "list-cets-197-norway-bill-2007"),
    *(
        "list-palermo-protocol-unodc-2018-10",
        "list-untoc-unodc-2018-10",
        "list-smuggling-protocol-unodc-2018-10",
    ),
    *("list-smuggling-protocol-wikipedia-2020", "list-smuggling-protocol-wikipedia-2022"),
}
RAW = "status-reports/status_reports.csv"


def dated(row: dict[str, str]) -> str:
    """The day, month or year as at which a list speaks, or its bounds."""
    single = row["date"] or row["month"] or row["year"]
    return single or f"{row['not_before']}/{row['not_after']}"


def pages(text: str) -> set[str]:
    return set(re.findall(r"https?://[^\s|]+", text))


LISTS = {row["list"]: row for row in table("status-lists")}
#: Reports of who is named by none of the open data, since a list names all others.
FOLLOWING = {
    row["report"]
    for row in table("status-reports")
    if row["status_inferred"]
    and (
        row["instrument"].startswith("ilo-")
        or (row["list"] == "list-cets-197-coe-48-parties" and row["status"] == "NotConsented")
    )
}

#: Reports of whom only the note on another row of the same page names.
NAMED_IN_A_NOTE = {"report-cets-197-blr-iceland-2021", "report-cets-197-isr-iceland-2021"}


def test_all_status_reports_are_taken_over() -> None:
    wanted = open_data(RAW)
    assert len(wanted) == 408
    reports = sorted(
        (row["instrument"], row["state"], row["status"], dated(LISTS[row["list"]]))
        for row in table("status-reports")
        if not row["list"].endswith("-hr-status-2022")
        and row["list"] not in LATER | SECOND
        and row["report"] not in FOLLOWING | NAMED_IN_A_NOTE
    )
    assert reports == sorted(
        (
            INSTRUMENTS[row["instrument"]],
            row["iso3"].lower(),
            STATUSES[row["reported_status"]],
            row["report_day"],
        )
        for row in wanted
        if row["state"]
    )
    counts = sorted(
        (row["instrument"], row["value"], dated(LISTS[row["list"]]))
        for row in table("status-counts")
        if row["instrument"] not in ("ilo-c029", "ilo-c105") and row["list"] not in LATER | SECOND
    )
    assert counts == sorted(
        (INSTRUMENTS[row["instrument"]], row["count"], row["report_day"] or UNDATED[row["source_title"]])
        for row in wanted
        if row["count"]
    )
    assert len(reports) + len(counts) == 408


def test_a_report_has_the_pages_the_class_and_the_mark_of_its_row() -> None:
    own = table("status-reports")
    for row in (row for row in open_data(RAW) if row["state"]):
        case = INSTRUMENTS[row["instrument"]], row["iso3"].lower(), STATUSES[row["reported_status"]]
        (report,) = (
            one
            for one in own
            if (one["instrument"], one["state"], one["status"]) == case
            and dated(LISTS[one["list"]]) == row["report_day"]
            and pages(row["evidence"]) <= pages(LISTS[one["list"]]["evidence"])
        )
        classed = LISTS[report["list"]]["source_class"]
        # The open data have one class for the press and for mirrors of an encyclopedia.
        is_corrected = (
            "50forfreedom.org" in row["evidence"]
        )  # a campaign of the ILO, as the later open data have it
        assert is_corrected or classed == row["source_class"].capitalize() or row["source_class"] == "mirror"
        assert classed in ("", "Press") or row["source_class"] != "mirror", report
        assert ("does not name the state" in report["note"]) == (row["explicit"] == "no"), report


def test_bounds_of_undated_counts_follow_from_the_dated_acts() -> None:
    acts = [row for row in table("untc-acts") if row["instrument"] == "palermo-protocol"]
    assert max(row["date"] for row in acts) == "2013-12-13"  # until then the records are complete
    assert len([row for row in acts if row["role"] == "consentingParty"]) == 159 < 169
    done = [row for row in table("cets-197-acts") if row["role"] == "consentingParty"]
    assert sorted(row["not_before"] or row["date"] for row in done)[36] == "2012-05-30"  # no earlier 37
    assert sorted(row["not_after"] or row["date"] for row in done)[37] == "2012-12-19"  # then 38


def test_counts_of_parties_to_ilo_conventions_are_those_of_the_open_data() -> None:
    wanted = {
        (f"ilo-{row['convention'].lower()}", row["value"])
        for row in open_data("ilo-partial/ilo_instrument_facts.csv")
        if row["fact"].startswith("parties")
    }
    counted = [row for row in table("status-counts") if row["instrument"].startswith("ilo-c")]
    assert {(row["instrument"], row["value"]) for row in counted if row["counts"] == "parties"} == wanted
    assert wanted == {("ilo-c029", "181"), ("ilo-c105", "176")}


def test_later_counts_and_reports_are_those_of_the_open_data() -> None:
    names = {
        "cets-197": "CETS 197",
        "ilo-c105": "ILO C105",
        "ilo-c138": "ILO C138",
        "ilo-p029": "ILO P029",
        "palermo-protocol": "Palermo Protocol",
        "untoc": "UNTOC",
    }
    new = open_data("status-reports-new/status_reports_new.csv")
    counted = {(row["instrument"], row["count"], row["report_day"]) for row in new if row["count"]}
    others = {
        "figure-cets-197-osce-review-2015-2",  # counted in the words of another row
        "figure-palermo-protocol-untc-2024-1",  # whose numbers SOURCE.md of the acts gives
        "figure-palermo-protocol-untc-2024-2",
    }
    for row in table("status-counts"):
        if row["list"] in LATER and row["figure"] not in others:
            assert (names[row["instrument"]], row["value"], dated(LISTS[row["list"]])) in counted, row
    said = {
        (row["instrument"], row["iso3"].lower(), STATUSES[row["reported_status"]], row["report_day"])
        for row in new
        if row["state"] and row["instrument"] in ("CETS 197", "Palermo Protocol", "ILO C105")
    }
    said.remove(("CETS 197", "ltu", "NotConsented", "2011-03"))  # which stands with the older lists
    own = {
        (names[row["instrument"]], row["state"], row["status"], dated(LISTS[row["list"]]))
        for row in table("status-reports")
        if row["list"] in LATER and row["status"] != "FormerParty" and row["report"] not in FOLLOWING
    }
    assert own == said and len(own) == 13 + 10 + 5 + 12
    (count,) = [row for row in new if (row["instrument"], row["report_day"]) == ("ILO C105", "2022-10")]
    assert "two of them denounced (Malaysia, Singapore)" in str(count)
    left = {(row["state"], row["list"]) for row in table("status-reports") if row["status"] == "FormerParty"}
    assert left == {
        (state, f"list-ilo-c105-wikipedia-{year}") for state in ("mys", "sgp") for year in (2016, 2022)
    }


def test_who_is_not_named_by_a_list_of_all_is_reported() -> None:
    members = {
        FORMER.get(row["party"], row["party"])
        for row in table("manyhealth-acts")
        if row["instrument"] == "ilo-c182"
    }
    assert len(members) == 187  # as the lists of 2016 count the members of the ILO
    reported: dict[str, dict[str, str]] = {}
    for row in table("status-reports"):
        reported.setdefault(row["list"], {})[row["state"]] = row["status"]
    of_2016 = reported["list-ilo-c105-wikipedia-2016"]
    assert of_2016.keys() == members
    assert Counter(of_2016.values()) == {"Consented": 173, "FormerParty": 2, "NotConsented": 12}
    new = open_data("status-reports-new/status_reports_new.csv")
    assert {row["complete_for"] for row in new if row["state"] and row["instrument"] == "ILO C105"} == {
        "187 ILO members: the 12 that have not ratified"
    }
    protocol = reported["list-ilo-p029-50-for-freedom-2016"]
    assert protocol.keys() > members and len(protocol) == 197  # "all countries that have ratified (9)"
    assert Counter(protocol.values()) == {"Consented": 9, "NotConsented": 188}
    # Nobody is reported to have done, or not to have done, what a dated act contradicts.
    for row in (*table("single-party-dates"), *table("derived-days")):
        if row["role"] == "consentingParty" and row["instrument"] in ("ilo-c105", "ilo-p029"):
            status = (of_2016 if row["instrument"] == "ilo-c105" else protocol)[row["party"]]
            day = row["date"] or row.get("not_after") or row["year"]
            if status == "NotConsented":
                assert day > ("2016-05" if row["instrument"] == "ilo-c105" else "2016-11-09"), row
            else:
                assert day <= "2016-11-09", row


def test_the_lists_of_2007_and_2008_are_those_of_the_open_data() -> None:
    words = {"ratified": "Consented", "signed": "Signatory", "not signed": "NoAct"}
    wanted = {
        (row["iso3"].lower(), words[row["reported_status"].partition(",")[0]], row["date"])
        for row in open_data("cets197-more/status_reports_more.csv")
    }
    got = {
        (row["state"], row["status"], dated(LISTS[row["list"]]))
        for row in table("status-reports")
        if row["list"] in ("list-cets-197-coe-press-2008", "list-cets-197-norway-bill-2007")
    }
    assert got == wanted and len(got) == 56


def test_the_counts_of_the_second_addition_are_those_of_the_open_data() -> None:
    rows = [
        row
        for folder in ("cets197-more", "palermo-untoc-more")
        for row in open_data(f"{folder}/counts.csv")
        if row["value"] != "48"  # of a page that is a list of its own
    ]
    got = {
        (row["value"], dated(LISTS[row["list"]])) for row in table("status-counts") if row["list"] in SECOND
    }
    wanted = {(row["value"], row["date"]) for row in rows}
    wanted |= {("112", row["date"]) for row in rows if "(signatories 112)" in row["counts"]}
    assert got == wanted and len(got) == 9
