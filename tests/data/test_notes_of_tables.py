"""What the metadata of tables say of their rows, held against all of these."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from data.own_tables import TABLES, table
from number_words import NUMBERS
from open_data import open_data

TABLE_NAMES = sorted(path.stem for path in TABLES.glob("*.csv"))
THB, DCTERMS = "https://w3id.org/thbgraph/ontology#", "http://purl.org/dc/terms/"
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
    # The page that names the ten is evidence of those of whom no start is known.
    named = {row["member"] for row in cbss if "cbss.org/?p=13242" in row["evidence"]}
    assert f"{listed(undated - named)} are not among the ten" in notes("cbss-members")
    assert len({row["member"] for row in cbss} - (undated - named)) == 10
    by_day = {row["member"] for row in table("nato-members") if row["start_date"]}
    assert f"but for {listed(by_day)}" in notes("nato-members")
    osce = [row for row in table("osce-members") if not row["start_date"]]
    assert f"{len(osce)} of the 57 States" in notes("osce-members")
    years = [row for row in table("un-members") if row["start_year"]]
    assert f"of {len(years)} members the year alone" in notes("un-members")


def test_members_of_the_council_of_europe_of_whom_pages_differ_are_named() -> None:
    own = {row["membership"]: row["member"] for row in table("coe-members")}
    ids = {own[name] for name in own.keys() & {row["membership"] for row in table("coe-members-other-dates")}}
    associates = {
        row["iso3"].lower()
        for row in open_data("memberships-more/membership_more.csv")
        if row["organization"] == "Council of Europe" and row["kind"] == "associate member"
    }
    assert associates <= ids
    assert f"pages differ on the day of entry of {listed(ids)}" in notes("coe-members")


def test_pages_of_memberships_are_those_of_the_open_data() -> None:
    """All that the open data name for a member of the CBSS is evidence of a row without a start, else in the notes where it has none; so is that for a date that another page gives."""
    rows = {(row["member"], row["kind"].lower()): row for row in table("cbss-members")}
    for row in open_data("memberships-more/membership_more.csv"):
        if row["organization"] == "Council of the Baltic Sea States":
            own = rows[row["iso3"].lower() or "european-commission", row["kind"]]
            has_start = own["start_date"] or own["start_month"] or own["start_year"]
            assert row["source"] in (notes("cbss-members") if has_start else own["evidence"]), row
    for row in open_data("groups-and-names/group_memberships_dated.csv"):
        if row["group"] == "CBSS" and row["member"] == "European Union":
            for page in row["evidence"].split(" | "):
                assert page in rows["european-commission", "member"]["note"], row
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


def claims_of_members() -> Iterator[tuple[str, str, str]]:
    """Yields each table that names every member of a group on a day, with both."""
    for path in sorted(TABLES.glob("*-metadata.json")):
        parts = json.loads(path.read_text(encoding="utf-8")).get(f"{DCTERMS}hasPart", [])
        for part in parts if isinstance(parts, list) else [parts]:
            if f"{THB}membersOf" in part:
                group = part[f"{THB}membersOf"]["@id"].rpartition("/")[2]
                yield path.name.split(".")[0], group, part[f"{THB}completeUpTo"]["@value"]


@pytest.mark.parametrize(("name", "group", "day"), [*claims_of_members()])
def test_no_other_table_has_a_member_that_a_whole_list_lacks(name: str, group: str, day: str) -> None:
    """One who joined by that day and did not leave, or did what members of the ILO alone can do."""
    named = {row["membership"] for row in table(name)}
    shown = {
        row["membership"]: f"{other} has it"
        for other in TABLE_NAMES
        for row in table(other)
        if "membership" in row and row.get("kind", "Member") != "Observer"
        if re.fullmatch(f"membership-{group}-[a-z]{{3}}(-[2-9])?", row["membership"])
        if any("" < row.get(column, "") <= day for column in ("start_date", "start_year", "not_after"))
        if not any(row.get(column) for column in ("end_date", "end_month", "end_year"))
    }
    if group == "ilo":
        former = {row["state"] for row in table("former-states")}
        shown |= {
            f"membership-ilo-{row['party']}": row["act"]
            for other in ("manyhealth-acts", "single-party-dates")
            for row in table(other)
            if row["instrument"].startswith("ilo-") and row["role"] == "consentingParty"
            if "" < row["date"] <= day and row["party"] not in former
        }
    lacking = {key: why for key, why in shown.items() if key not in named}
    told = [key for key in lacking if NAMES[re.findall("[a-z]{3}(?=-[0-9]|$)", key)[-1]] in notes(name)]
    assert not lacking.keys() - set(told), lacking


def test_a_year_of_joining_that_a_note_tells_is_that_of_the_membership() -> None:
    years = table("igo-years")
    told = 0
    for row in (*table("manyhealth-acts"), *table("single-party-dates")):
        if found := re.search(r"joined the ILO (in|by the end of) (\d{4})", row["note"]):
            terms = [one for one in years if one["membership"].startswith(f"membership-ilo-{row['party']}")]
            column = "start_year" if found[1] == "in" else "not_after"
            assert found[2] in {one[column].removesuffix("-12-31") for one in terms}, row
            told += 1
    assert told > 80


def test_who_has_a_list_of_reports_is_told() -> None:
    """Of the reports of the United States: runs of equal ones, and which great states are in none."""
    rows = table("us-dol-findings")
    text = notes("us-dol-findings")
    assert not {row["member"] for row in table("eu-members") if not row["end_date"]} & {
        row["state"] for row in rows
    }
    assert not {"chn", "jpn"} & {row["state"] for row in rows}
    last: dict[str, str] = {}
    for row in rows:
        last[row["state"]] = max(last.get(row["state"], ""), row["list"].rpartition("-")[2])
    ends = {state: year for state, year in last.items() if year < "2022"}
    in_2014, in_2016 = ("brb", "rus", "tto"), ("syc", "ury", "ven")
    assert ends == {
        **dict.fromkeys(in_2014, "2014"),
        **dict.fromkeys(in_2016, "2016"),
        "bhr": "2017",
        "tur": "2018",
    }
    named = "Barbados, Russia and Trinidad and Tobago end in 2014, Seychelles, Uruguay and Venezuela in 2016, Bahrain in 2017, Turkey in 2018"
    assert f"Eight are not followed up to 2022: {named}." in text
    not_ratified = Counter(
        row["state"]
        for row in rows
        if row["instrument"] == "palermo-protocol" and row["status"] == "NotConsented"
    )
    (twice,) = (state for state, count in not_ratified.items() if count > 1)
    assert twice == "cog" and "(but for Congo)" in text
    consented = {
        (row["instrument"], row["party"])
        for name in TABLE_NAMES
        for row in table(name)
        if row.get("role") == "consentingParty" and "instrument" in row
    } | {("palermo-protocol", "srb")}  # the act is that of the state that it continues
    printed: dict[tuple[str, str], list[str]] = {}
    short = {"CRC": "crc", "CRC-OP-SC": "crc-op-sc", "ILO C138": "ilo-c138", "ILO C182": "ilo-c182"}
    for row in open_data("us-dol-findings/dol_ratified_status.csv"):
        if row["reported_status"] == "party" and row["instrument"] != "CRC-OP-AC":
            key = short.get(row["instrument"], "palermo-protocol"), row["iso3"].lower()
            printed.setdefault(key, []).append(row["report_year"])
    kept = Counter((row["instrument"], row["state"]) for row in rows if row["status"] == "Consented")
    alone = {key for key, years in printed.items() if len(years) > 1 and kept[key] == 1}
    assert len(alone) > 490 and not alone - consented


#: The years in which the dataset of the Correlates of War loses a state for a time (states2016.csv of manystates, at the
#: commit that the table names), by the states whose memberships end then.
BREAKS = {
    1936: "eth",
    1938: "aut",
    1939: "alb pol",
    1940: "bel dnk est ltu lux lva nld nor",
    1941: "grc",
    1942: "fra",
    1945: "deu",
    1958: "syr",
}


def test_a_membership_that_ends_with_the_state_in_the_dataset_may_have_lasted() -> None:
    lost = {(state, str(year)) for year, states in BREAKS.items() for state in states.split()}
    ended = [row for row in table("igo-years") if (row["member"], row["end_year"]) in lost]
    assert len(ended) == 26
    assert all("so the membership may have lasted" in row["note"] for row in ended)
    told = [row for row in table("igo-years") if "may have lasted" in row["note"]]
    assert len(told) == len(ended)


def test_no_page_was_read_after_the_day_of_reading_of_a_table() -> None:
    """By the days on which the open data were read, and of a row that has an open datum behind it."""
    read: dict[str, str] = {}
    for name in ("memberships-more/membership_more.csv", "names-more/names_more.csv"):
        for row in open_data(name):
            read.setdefault(row["source"], row["read"])
    late = {
        (path.name, page)
        for path in TABLES.glob("*-metadata.json")
        for text in (path.read_text(encoding="utf-8"),)
        if "were read in stored copies" in text
        for retrieved in (json.loads(text)[f"{THB}retrieved"]["@value"],)
        for row in table(path.name.split(".")[0])
        for page in row.get("evidence", "").split(" | ")
        if read.get(page, "") > retrieved
    }
    assert not late


def test_a_day_of_a_name_is_on_one_of_its_pages() -> None:
    """A code that ISO withdrew is on the page of the list of ISO."""
    for row in table("names-at-dates"):
        assert row["evidence"], row
        if "ISO" in row["note"]:
            assert "https://github.com/pycountry/pycountry" in row["evidence"], row


@pytest.mark.parametrize("name", ["former-states", "state-first-days"])
def test_a_day_of_a_state_that_a_note_tells_is_on_one_of_its_pages(name: str) -> None:
    """The pages of the table of countries, of the dataset manystates and of the list of ISO."""
    for row in table(name):
        pages = row["evidence"].split(" | ")
        code = row.get("alpha3") or row["state"].upper()
        if "able of countries" in row["note"]:
            assert f"http://publications.europa.eu/resource/authority/country/{code}" in pages, row
        if "dataset" in row["note"]:
            assert any("/globalgov/manystates/" in page for page in pages), row
        if "ISO" in row["note"]:
            assert "https://github.com/pycountry/pycountry" in pages, row


def test_a_first_day_of_a_former_state_that_the_table_of_countries_has_is_told() -> None:
    known = {row["op_code"]: row["start_use"] for row in open_data("eu-op-countries/op_countries.csv")}
    others = notes("former-states-other-dates")
    names = {"csk": "Czechoslovakia", "ddr": "East Germany"}
    for row in table("former-states"):
        told = known[row["alpha3"]]
        if row["state"] != "sfry" and row["start_date"] != told:  # its code is another state's there
            assert f"{int(told[8:])} {date.fromisoformat(told):%B %Y}" in row["note"], row
            assert names.pop(row["state"]) in others
    assert not names


def test_a_country_with_adjectives_that_is_no_state_is_named() -> None:
    entries = (TABLES.parent / "entities" / "countries.trig").read_text(encoding="utf-8")
    states = set(re.findall(r"id:(\w+) a thb:State\b", entries))
    others = {row["country"] for row in table("country-adjectives")} - states
    assert others and all(NAMES[country] in notes("country-adjectives") for country in others)


def test_a_rule_for_members_of_the_ilo_is_for_them_alone() -> None:
    for row in table("eligibility-rules"):
        is_for_them = "to members of the ILO" in row["open"]
        assert is_for_them == ((row["members_of"], row["members_only"]) == ("ilo", "true")), row
