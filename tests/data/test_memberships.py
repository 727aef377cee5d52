"""The tables of memberships against the open data that they were made from, row by row.

The open data are not part of the project. Where they are absent these tests are skipped.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from open_data import open_data

ROOT = Path(__file__).resolve().parents[2]
CBSS_PAGES = "".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "data" / "tables").glob("cbss-members.csv*")
)
#: The slug of each group, by the names that the open data have for it.
GROUPS = {
    "CBSS": "cbss",
    "Council of the Baltic Sea States": "cbss",
    "Nordic Council": "nordic-council",
    "European Union": "eu",
    "European Union (incl. EEC)": "eu",
    "Council of Europe": "coe",
    "NATO": "nato",
    "Baltic Assembly": "baltic-assembly",
    "Benelux Economic Union": "benelux-economic-union",
    "Benelux Union": "benelux-union",
    "OSCE/CSCE": "osce",
    "United Nations": "un",
}
FACTBOOK = {"ILO": "ilo", "IOM": "iom", "IPU": "ipu", "OSCE": "osce", "UN": "un", "CE": "coe"}


def members() -> Iterator[tuple[str, dict[str, str]]]:
    """Every row of every table of memberships, with its group."""
    for path in sorted(ROOT.glob("data/tables/*-members.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                group = row.get("group") or path.name.removesuffix("-members.csv")
                yield group, {"kind": "Member", **row}


def day(row: dict[str, str], side: str) -> str:
    return row[f"{side}_date"] or row[f"{side}_month"] or row[f"{side}_year"]


def pages(text: str) -> set[str]:
    return set(re.findall(r"https?://[^\s|;]+", text))


def test_dated_memberships_are_all_there_with_kind_start_end_and_pages() -> None:
    table: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for group, row in members():
        table.setdefault((group, row["member"], row["kind"].lower()), []).append(row)
    for row in open_data("groups-and-names/group_memberships_dated.csv"):
        if row["group"] == "BSPC":
            continue  # one withdrawal of a delegation, whose State the table of the Conference has
        # The European Commission is printed in 1992, the European Union in 2022: one membership.
        if row["group"] == "CBSS" and row["member"] == "European Union":
            continue
        member = row["iso3"].lower() or "european-commission"
        (own,) = table[GROUPS[row["group"]], member, row["kind"]]
        assert day(own, "start").startswith(row["from"]), row
        # Russia ceased to be a member "as from" the day that is printed, so the day before was its last.
        is_from = row["to"] == "2022-03-16" and row["group"] == "Council of Europe"
        assert day(own, "end") == ("2022-03-15" if is_from else row["to"]), row
        said = pages(row["evidence"])
        if row["group"] == "Nordic Council" and row["member_type"] == "territory":
            said = {page for page in said if "intra.ina.gl" not in page}  # it prints no year of a territory
        # A page on the CBSS that prints no start of a membership is evidence of others, or named for the table.
        elsewhere = CBSS_PAGES if row["group"] == "CBSS" and row["from"] else ""
        lacking = {page for page in said - pages(own["evidence"]) if page not in elsewhere}
        assert not lacking or row["group"] == "Council of Europe", row
        if row["group"] == "Nordic Council":
            assert said == pages(own["evidence"]), row


def test_dates_of_joining_are_those_of_the_open_data_to_the_year_at_least() -> None:
    table = {(group, row["member"]): row for group, row in members() if row["kind"] == "Member"}
    dated = open_data("memberships/membership_dates.csv")
    for row in dated:
        own = table[GROUPS[row["organization"]], row["iso3"].lower()]
        assert day(own, "start").startswith(row["date"]), row
    assert len(dated) == 323


#: Members that the list of the ILO lacks, and other pages or acts show.
LACKING = {("ilo", "cok", "member"), ("ilo", "ton", "member")}


def test_no_membership_is_in_a_table_that_no_file_has() -> None:
    known = {
        (GROUPS.get(row["group"]), row["iso3"].lower() or "european-commission", row["kind"])
        for row in open_data("groups-and-names/group_memberships_dated.csv")
    }
    known |= {
        (GROUPS[row["organization"]], row["iso3"].lower(), "member")
        for row in open_data("memberships/membership_dates.csv")
    }
    known |= {
        (FACTBOOK.get(row["org_id"]), row["ISO_3166_3"].lower(), row["org_member"])
        for row in open_data("memberships/factbook_org_membership.csv")
    }
    known |= {
        (GROUPS.get(row["organization"]), row["iso3"].lower() or "eu", row["kind"])
        for row in open_data("memberships-more/membership_more.csv")
    }
    groups = {*GROUPS.values(), *FACTBOOK.values()}  # of no other do the open data know anything
    own = {(group, row["member"], row["kind"].lower()) for group, row in members() if group in groups}
    assert own <= known | LACKING


@pytest.mark.parametrize(("list_name", "group"), [("ILO", "ilo"), ("IOM", "iom"), ("IPU", "ipu")])
def test_undated_lists_are_taken_over_whole(list_name: str, group: str) -> None:
    listed = {
        (row["ISO_3166_3"].lower(), row["org_member"])
        for row in open_data("memberships/factbook_org_membership.csv")
        if row["org_id"] == list_name
    }
    territories = {(name, "member") for name in ("abw", "cuw", "sxm")} if group == "ilo" else set()
    lacking = {(member, kind) for of, member, kind in LACKING if of == group}
    assert {(row["member"], row["kind"].lower()) for of, row in members() if of == group} == (
        listed - territories
    ) | lacking


def test_the_two_members_that_the_list_of_the_ilo_lacks_are_named_elsewhere() -> None:
    """Pages of 2016 to 2022 count 187 members; the list has 185 states."""
    on_c105 = open_data("status-reports-new/status_reports_new.csv")
    assert ("TON", "2016-05") in {
        (row["iso3"], row["report_day"]) for row in on_c105 if "187 ILO members" in row["complete_for"]
    }
    consents = open_data("ilo-more/c105_derived_consents.csv")
    assert "COK" in {row["iso3"] for row in consents}
    assert len([row for of, row in members() if of == "ilo"]) == 187


def test_participating_states_of_the_osce_are_those_of_its_own_page() -> None:
    listed = {row["iso3"].lower() for row in open_data("memberships/osce_participating_states.csv")}
    assert {row["member"] for group, row in members() if group == "osce"} == listed
    assert len(listed) == 57
