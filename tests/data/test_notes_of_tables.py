"""What the metadata of tables say of their rows, held against all of these."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from data.own_tables import TABLES, table
from number_words import NUMBERS
from open_data import open_data

NAMES = {row["slug"]: row["name_en"] for row in table("country-codes")} | {"tur": "Turkey"}


def notes(name: str) -> str:
    """Returns the text of the metadata of a table."""
    return (TABLES / f"{name}.csv-metadata.json").read_text(encoding="utf-8")


def listed(states: set[str]) -> str:
    """Writes names as a sentence lists them."""
    names = sorted(NAMES[state] for state in states)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def test_gaps_of_cets_197_are_those_of_its_rows() -> None:
    bounded = [row for row in table("cets-197-acts") if not row["date"] and row["kind"] != "EntryIntoForce"]
    consents = {row["party"] for row in bounded if row["role"] == "consentingParty"}
    signatures = [row for row in bounded if row["role"] == "signatory"]
    said = f"no day of the consent of {listed(consents)}, nor of {NUMBERS[len(signatures)]} signatures"
    assert said in notes("cets-197-acts")


def test_gaps_of_tables_of_members_are_those_of_their_rows() -> None:
    cbss = [row for row in table("cbss-members") if row["kind"] == "Observer"]
    undated = {
        row["member"] for row in cbss if not (row["start_date"] or row["start_month"] or row["start_year"])
    }
    assert f"no start is known of the observers {listed(undated)}" in notes("cbss-members")
    active = {row["member"] for row in cbss if "cbss.org/?p=13242" in row["evidence"]}
    assert f"{listed({row['member'] for row in cbss} - active)} are not among the ten" in notes(
        "cbss-members"
    )
    assert len(active) == 10
    by_day = {row["member"] for row in table("nato-members") if row["start_date"]}
    assert f"but for {listed(by_day)}" in notes("nato-members")
    osce = [row for row in table("osce-members") if not row["start_date"]]
    assert f"{len(osce)} of the 57 States" in notes("osce-members")
    years = [row for row in table("un-members") if row["start_year"]]
    assert f"of {len(years)} members the year alone" in notes("un-members")


def test_members_of_the_council_of_europe_of_whom_pages_differ_are_named() -> None:
    ids = {row["membership"].rpartition("-")[2] for row in table("coe-members-other-dates")}
    associates = {
        row["iso3"].lower()
        for row in open_data("memberships-more/membership_more.csv")
        if row["organization"] == "Council of Europe" and row["kind"] == "associate member"
    }
    assert f"pages differ on the day of entry of {listed(ids | associates)}" in notes("coe-members")


def test_pages_of_memberships_are_those_of_the_open_data() -> None:
    """All that the open data name for a member of the CBSS, or for a date that another page gives, is evidence."""
    own = {(row["member"], row["kind"].lower()): row["evidence"] for row in table("cbss-members")}
    for row in open_data("memberships-more/membership_more.csv"):
        if row["organization"] == "Council of the Baltic Sea States":
            member = row["iso3"].lower() or "european-commission"
            assert row["source"] in own[member, row["kind"]], row
    for row in open_data("groups-and-names/group_memberships_dated.csv"):
        if row["group"] == "CBSS" and row["member"] == "European Union":
            for page in row["evidence"].split(" | "):
                assert page in own["european-commission", "member"], row
        if row["group"].startswith("European Union"):
            pages = re.findall(r"https?://[^\s,;)]+", row["note"])
            (evidence,) = [
                one["evidence"] for one in table("eu-members") if one["member"] == row["iso3"].lower()
            ]
            assert all(page in evidence for page in pages), row


@pytest.mark.parametrize(
    "path", sorted(TABLES.glob("*-metadata.json")), ids=lambda path: path.name.split(".")[0]
)
def test_the_day_of_reading_is_the_last_on_which_a_page_was_read(path) -> None:  # type: ignore[no-untyped-def]
    text = path.read_text(encoding="utf-8")
    found = re.search(r"read in stored copies between \d+(?: \w+)? and (\d+) (\w+) (\d{4})", text)
    if found is None:
        pytest.skip("says no days of reading")
    retrieved = json.loads(text)["https://w3id.org/thbgraph/ontology#retrieved"]["@value"]
    assert f"{date.fromisoformat(retrieved):%-d %B %Y}" == " ".join(found.groups())


def test_every_page_has_a_site_and_every_site_a_page() -> None:
    """A host without a site ranks last, so none is forgotten."""
    addresses = {row["address"] for row in table("source-hosts")}
    used = {
        page.partition("://")[2]
        for path in TABLES.glob("*.csv")
        if path.name != "source-hosts.csv"
        for row in table(path.name.removesuffix(".csv"))
        for cell in (row.get("evidence") or "",)
        for page in cell.split(" | ")
        if page
    }
    lacking = {
        page
        for page in used
        if not any(page == one or page.startswith((f"{one}/", f"{one}?")) for one in addresses)
    }
    assert not lacking
    texts = "".join(
        path.read_text(encoding="utf-8")
        for path in TABLES.parent.rglob("*")
        if path.is_file() and path.name != "source-hosts.csv"
    )
    assert not [one for one in addresses if one not in texts]


def test_a_list_is_one_of_an_association_where_its_site_is() -> None:
    kinds = {row["address"]: row["kind"] for row in table("source-hosts")}
    for row in table("status-lists"):
        of = {kinds.get(page.partition("://")[2].partition("/")[0]) for page in row["evidence"].split(" | ")}
        if row["source_class"] in ("Ngo", ""):
            assert ("Ngo" in of) == (row["source_class"] == "Ngo"), row
