"""The tables of acts, reports and memberships after the memo against the open data that they were made from.

The open data are not part of the project. Where they are absent these tests are skipped.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from data.own_tables import TABLES, act, table
from open_data import open_data
from thbgraph.base.namespaces import ID
from thbgraph.graph import KnowledgeGraph

INSTRUMENTS = {
    "CEDAW": "cedaw",
    "CRC": "crc",
    "CRC-OP-SC": "crc-op-sc",
    "ICMW": "icmw",
    "ILO C029": "ilo-c029",
    "ILO C182": "ilo-c182",
}
#: States that others continue, or whose acts are printed under a later name.
FORMER = {"csk": "cze", "sfry": "srb", "yug": "srb", "scg": "srb", "sun": "rus"}
MANYHEALTH = "manyhealth-memberships/manyhealth_acts.csv"


@cache
def places() -> dict[str, tuple[str, str]]:
    """Instrument and state of each act; some tables have its day alone."""
    named = (row for name in ("untc-acts", "ohchr-status-2020", "manyhealth-acts") for row in table(name))
    return {
        row["act"]: (row["instrument"], FORMER.get(row["party"], row["party"]))
        for row in named
        if row["party"]
    }


def acts(name: str) -> set[tuple[str, str, str, str]]:
    """Instrument, state as printed, signature or consent, and day of each act of a table."""
    return {
        (
            *places()[row["act"]],
            row["act"].rpartition("-")[2],
            row["date"] or row["not_after"],
        )
        for row in table(name)
    }


def listed(path: str) -> set[tuple[str, str, str, str]]:
    """The same of a file of the open data, of the instruments that the graph has."""
    return {
        (INSTRUMENTS[row["instrument"]], row["iso3"].lower(), row["act"], row["date"])
        for row in open_data(path)
        if row["instrument"] in INSTRUMENTS
    }


def test_consents_to_two_conventions_of_the_ilo_are_taken_over_whole() -> None:
    wanted = {act for act in listed(MANYHEALTH) if act[0].startswith("ilo-")}
    assert {act for act in acts("manyhealth-acts") if act[0].startswith("ilo-")} == wanted
    assert Counter(act[0] for act in wanted) == {"ilo-c029": 180, "ilo-c182": 187}  # as SOURCE.md counts


def test_the_list_of_2020_is_taken_over_whole() -> None:
    assert acts("ohchr-status-2020") == listed("ohchr-status-2020/ohchr_acts_2020.csv")
    counted = Counter(act[0::2] for act in acts("ohchr-status-2020"))
    assert counted == {  # as SOURCE.md counts
        ("cedaw", "consent"): 189,
        ("crc", "consent"): 196,
        ("icmw", "consent"): 55,
        ("cedaw", "signature"): 99,
        ("crc", "signature"): 137,
        ("icmw", "signature"): 39,
    }
    status = open_data("ohchr-status-2020/ohchr_status_2020.csv")
    assert len(status) == 594 and {row["complete_to"] for row in status} == {"2020-09-16"}


def test_days_that_others_have_alike_are_left_out_of_the_list_on_health() -> None:
    depositary = {
        (
            row["instrument"],
            FORMER.get(row["party"], row["party"]),
            row["act"].rpartition("-")[2],
            row["date"],
        )
        for row in table("untc-acts")
    }
    theirs = {act for act in listed(MANYHEALTH) if not act[0].startswith("ilo-")}
    own = {act for act in acts("manyhealth-acts") if not act[0].startswith("ilo-")}
    assert own <= theirs - depositary - acts("ohchr-status-2020")
    assert {act for act in own if act[0] == "icmw"} == {act for act in theirs if act[0] == "icmw"} - acts(
        "ohchr-status-2020"
    )
    of_protocol = {act for act in theirs - depositary if act[0] == "crc-op-sc"}
    assert {act for act in own if act[0] == "crc-op-sc"} == of_protocol and len(of_protocol) == 10


def test_a_consent_is_a_ratification_but_of_new_members_of_the_ilo() -> None:
    first: dict[str, int] = {}
    for row in open_data("cow-igo-memberships/cow_membership_spells.csv"):
        if row["organization"] == "ILO":
            state = row["iso3"].lower()
            first[state] = min(int(row["first_year"]), first.get(state, 9999))
    rows = [row for row in table("manyhealth-acts") if row["instrument"].startswith("ilo-")]
    for row in rows:
        # The years of Yugoslavia are told as one, whatever the state.
        joined = None if row["party"] == "yug" else first.get(FORMER.get(row["party"], row["party"]))
        if row["kind"] == "Consent":
            assert "Perhaps" in row["note"] and (joined is None or -3 <= int(row["date"][:4]) - joined <= 1)
            # What bound a territory was adopted before it became a state.
            begun = next((one for one in table("state-first-days") if one["state"] == row["party"]), {})
            assert (begun.get("start_date") or "9") > act(f"{row['instrument']}-adoption", "instrument-acts")[
                "date"
            ]
    assert Counter(row["kind"] for row in rows) == {"Ratification": 292, "Consent": 75}
    (china,) = [row for row in rows if row["act"] == "act-ilo-c029-chn-consent"]
    assert (china["date"], china["not_after"]) == ("", "2023-08-12")  # a year late, by SOURCE.md


def test_years_of_membership_are_those_of_the_open_data() -> None:
    groups = {
        "ILO": "ilo",
        "INTERPOL": "interpol",
        "IOM": "iom",
        "OSCE": "osce",
        "Nordic Council of Ministers": "nordic-council-of-ministers",
    }
    codes = {"uae": "are", "car": "caf"}  # which the open data have without the code of ISO
    spells: dict[tuple[str, str], list[tuple[str, str, bool]]] = {}
    for row in open_data("cow-igo-memberships/cow_membership_spells.csv"):
        if row["organization"] in groups:
            state = codes.get(row["cow_state"], row["iso3"].lower())
            spell = row["first_year"], row["last_year_seen"], row["ended_before_source_end"] == "yes"
            spells.setdefault((groups[row["organization"]], state), []).append(spell)
    seen: Counter[str] = Counter()
    for row in table("igo-years"):
        group, state = re.fullmatch(r"membership-(.*)-([a-z]{3})(?:-\d)?", row["membership"]).groups()
        if (
            group == "cbss"
        ):  # SOURCE.md: all observers from 2009 on; of the members only Iceland has another year elsewhere
            expected = ("1993", "") if state == "isl" else ("", "2009-12-31")
            assert (row["start_year"], row["not_after"]) == expected
            continue
        own = spells[group, state]
        if row["end_year"]:
            assert (row["start_year"] or row["not_after"][:4], row["end_year"], True) in own, row
        else:
            first = row["start_year"] or row["not_after"][:4]
            if (group, state) == ("ilo", "srb"):  # whose years are those of Yugoslavia
                first = "1944"
            assert first in {start for start, _, _ in own} and any(not ended for *_, ended in own), row
        seen[group, bool(row["end_year"])] += 1
    # SOURCE.md: 180 members of the ILO and 151 of IOM with the codes of the country table; the others have others.
    assert seen["ilo", False] == 183 and seen["iom", False] == 155 and seen["osce", False] == 33
    assert (seen["ilo", True], seen["iom", True]) == (30, 11)
    # SOURCE.md: 183 of INTERPOL with a code; two more are told by their names.
    assert (seen["interpol", False], seen["interpol", True]) == (185, 21)
    # Whom the list of the ILO names without a day has a year here.
    dated = {row["membership"] for row in table("igo-years")}
    lasting = {
        state for (group, state), own in spells.items() if group == "ilo" and any(not end for *_, end in own)
    }
    undated = {row["member"] for row in table("ilo-members") if row["membership"] not in dated}
    assert not undated & lasting


def test_a_state_that_the_years_have_anew_may_have_been_a_member_before() -> None:
    """Of whose membership the first year is that from which the dataset has the state at all, or again.

    The dataset goes by the states of the Correlates of War, whose years the notes give.
    """
    rows = {row["membership"]: row for row in table("igo-years")}
    bounded = [row for row in rows.values() if "may have taken part before" in row["note"]]
    assert len(bounded) == 60 and not [row for row in bounded if row["start_year"]]
    for row in bounded:
        year = row["not_after"].removesuffix("-12-31")
        assert re.search(rf"only from {year}\b", row["note"]), row
    # India, Belgium, Syria: of whom other sources show that they were members, or that the gap is none.
    for state, year in (("ind", "1947"), ("bel", "1945"), ("syr", "1961"), ("egy", "1937"), ("can", "1920")):
        assert rows[f"membership-ilo-{state}"]["not_after"] == f"{year}-12-31"
    for row in table(
        "manyhealth-acts"
    ):  # no ratification lies in a time of which the table excludes a membership
        if (
            row["role"] == "consentingParty"
            and row["instrument"].startswith("ilo-")
            and row["kind"] == "Ratification"
        ):
            terms = [one for name, one in rows.items() if name.startswith(f"membership-ilo-{row['party']}")]
            day = row["date"]
            if not terms or not day:
                continue
            assert any(
                (one["not_before"] or one["start_year"] or "")[: len(day)] <= day
                and (not one["end_year"] or day[:4] <= one["end_year"])
                for one in terms
            ), (row, terms)


PALERMO = "palermo-protocol"


def test_acts_of_single_pages_are_those_of_the_open_data() -> None:
    instruments = {
        "ILO C105": "ilo-c105",
        "ILO C138": "ilo-c138",
        "ILO P029": "ilo-p029",
        "Palermo Protocol": PALERMO,
    }
    wanted: dict[bool, set[tuple[str, str]]] = {False: set(), True: set()}
    for row in open_data("page-acts/page_acts.csv"):
        if row["instrument"] in instruments:
            what = "entry-into-force" if row["act"] == "entry into force" else "consent"
            act = f"act-{instruments[row['instrument']]}-{row['iso3'].lower()}-{what}"
            wanted[row["inferred"] != "no"].add((act, row["date"]))
    printed = {row["act"] for row in table("single-party-dates")}
    derived = {
        (f"act-ilo-c105-{row['iso3'].lower()}-consent", row["date"])
        for row in open_data("ilo-more/c105_derived_consents.csv")
    }
    derived = {(act, day) for act, day in derived if act not in printed}
    assert (len(wanted[True]), len(derived)) == (8, 14)
    more = {
        ("act-untoc-btn-consent", "2023-02-20"),  # as under the protocol, by the same page
        ("act-icmw-mne-signature", "2004-11-11"),  # that of the state which it succeeded
        ("act-ilo-p029-nor-entry-into-force", "2016-11-09"),  # the Protocol's, which it brought about
        ("act-ilo-p029-ner-entry-into-force", "2016-11-09"),  # and before it Niger
        ("act-ilo-p029-ner-consent", "2015-11-09"),
        # After the United Kingdom, which ratified in 2016, in the order of the pages.
        ("act-ilo-p029-mrt-consent", "2016-04-12"),
        ("act-ilo-p029-mli-consent", "2016-04-12"),
        ("act-ilo-p029-fra-consent", "2016-11-09"),
        ("act-ilo-p029-cze-consent", "2016-11-09"),
        ("act-ilo-p029-pan-consent", "2016-11-09"),
        # By article 37(2), as parties to the protocol.
        ("act-untoc-brb-consent", "2014-11-11"),
        ("act-untoc-eri-consent", "2015-10-26"),
        ("act-untoc-pse-consent", "2018-06-23"),
        ("act-untoc-sle-consent", "2015-10-26"),
    }
    assert {(row["act"], row["date"] or row["not_after"]) for row in table("derived-days")} == wanted[
        True
    ] | derived | more
    own = {(row["act"], row["date"] or row["year"]) for row in table("single-party-dates")}
    minimum_age = [act for act, _ in own if act.startswith("act-ilo-c138-")]
    assert Counter(act.rpartition("-")[2] for act in minimum_age) == {
        "consent": 74,
        "force": 3,
    }  # as the two SOURCE.md
    left = wanted[False] - own
    # Days of independence of former dependencies, and the day of registration of Belarus.
    states = {act.removeprefix("act-ilo-c105-")[:3] for act, _ in left}
    assert states == {"ago", "bhs", "bgd", "brb", "bdi", "cyp", "com", "blr"} and len(left) == 8


def test_a_page_that_dates_an_entry_into_force_for_two_treaties_dates_both() -> None:
    """The press release of Bhutan: what was handed over on 21 March 2023 is in force on the next day."""
    entered = {
        row["instrument"]: row["date"]
        for row in table("single-party-dates")
        if row["party"] == "btn" and row["kind"] == "EntryIntoForce"
    }
    assert entered == dict.fromkeys((PALERMO, "untoc"), "2023-03-22")
    (said,) = [row for row in open_data("palermo-untoc-more/acts_after_2013.csv") if row["iso3"] == "BTN"]
    assert "enters into force for Bhutan on 22 March 2023" in said["note"]


def test_a_new_member_of_the_ilo_is_said_to_ratify_by_those_alone_who_part_it_from_succeeding() -> None:
    """A ratification is told from a confirmation by a gazette that lists both, or by an entry into force a year later."""
    joined: dict[str, set[int]] = {}
    for row in open_data("cow-igo-memberships/cow_membership_spells.csv"):
        if row["organization"] == "ILO":
            joined.setdefault(row["iso3"].lower(), set()).add(int(row["first_year"]))
    entered = {
        (row["party"], row["instrument"]): row["date"]
        for row in table("single-party-dates")
        if row["kind"] == "EntryIntoForce"
    }
    # Independent before the United Kingdom ratified Convention No. 105, on 30 December 1957.
    free = {"act-ilo-c105-gha-consent", "act-ilo-c105-mys-consent"}
    kinds = Counter[str]()
    for row in (*table("single-party-dates"), *table("manyhealth-acts")):
        if row["role"] != "consentingParty" or not row["instrument"].startswith("ilo-"):
            continue
        year = int((row["date"] or row.get("year") or row["not_after"])[:4])
        if not {year, year - 1} & joined.get(row["party"], set()) or row["act"] in free:
            continue
        later = row["date"].replace(str(year), str(year + 1))
        is_typed = "dzu-dziennik-ustaw" in row.get("evidence", "")
        if row["kind"] == "Ratification" and not is_typed and min(joined[row["party"]]) in (year, year - 1):
            assert row["date"] and entered[row["party"], row["instrument"]] == later, row["act"]
        kinds[row["kind"]] += 1
    assert kinds["Consent"] > 60


def test_numbers_in_the_gaps_of_the_table_of_single_parties_are_those_of_its_rows() -> None:
    said = (TABLES / "single-party-dates.csv-metadata.json").read_text(encoding="utf-8")
    by_day, others = set(), set()
    for row in table("single-party-dates"):
        if row["instrument"] == PALERMO and row["role"] == "consentingParty":
            (by_day if row["date"] else others).add(row["party"])
    derived = {row["party"] for row in table("derived-days") if row["instrument"] == PALERMO} - by_day
    two = {
        row["party"]
        for row in table("single-party-dates")
        if row["instrument"] in ("untoc", "smuggling-protocol") and row["role"] == "consentingParty"
    }
    assert (len(by_day), len(derived), len(others), len(two)) == (6, 5, 5, 5)
    assert "six by day, five more by derived days, and five by year or bounds" in said
    assert "of UNTOC and the Smuggling Protocol after 2013 five states" in said


def test_after_2013_the_palermo_protocol_has_the_parties_that_the_open_data_have(
    graph: KnowledgeGraph,
) -> None:
    rows = graph.ask("bound-by", instrument="Palermo Protocol", asOf="2024-04-20")
    states = {row.party.iri.removeprefix(ID) for row in rows if row.answer == "yes"}
    then = {row["iso3"].lower() for row in open_data("palermo-after-2013/palermo_bounds.csv")}
    then |= {"and", "brn", "brb", "sgp"}  # by day alone
    assert len(then) == 18
    more = open_data("palermo-untoc-more/acts_after_2013.csv")
    then |= {
        row["iso3"].lower()
        for row in more
        if (row["instrument"], row["act"]) == ("Palermo Protocol", "consent")
    }
    assert then <= states and len(then) == 18 + 2
    assert len(states) == 159 + 20  # 179 of the 182 parties of that day, the European Union among them


def test_reports_by_year_are_those_of_the_open_data() -> None:
    names = {"Palermo Protocol": PALERMO, "CRC": "crc", "CRC-OP-SC": "crc-op-sc"}
    names |= {"ILO C138": "ilo-c138", "ILO C182": "ilo-c182"}
    said: dict[tuple[str, str], dict[str, bool]] = {}
    for row in open_data("us-dol-findings/dol_ratified_status.csv"):
        if row["instrument"] in names:
            years = said.setdefault((names[row["instrument"]], row["iso3"].lower()), {})
            years[row["report_year"]] = row["reported_status"] == "party"
    own: dict[tuple[str, str], dict[str, bool]] = {}
    for row in table("us-dol-findings"):
        years = own.setdefault((row["instrument"], row["state"]), {})
        years[row["list"].rpartition("-")[2]] = row["status"] == "Consented"
    assert Counter(treaty for treaty, _ in said) == {
        **dict.fromkeys((PALERMO, "crc", "crc-op-sc"), 127),
        **dict.fromkeys(("ilo-c138", "ilo-c182"), 125),
    }
    said[PALERMO, "cog"].pop("2014")  # wrong, by SOURCE.md
    for year in ("2020", "2021", "2022"):
        said["crc-op-sc", "cmr"].pop(year)  # against two other sources, by SOURCE.md
    assert own.keys() == said.keys()
    for case, years in said.items():
        assert own[case].items() <= years.items() and max(years) in own[case], case
        changes = {
            year
            for one, next_one in pairwise(sorted(years))
            if years[one] != years[next_one]
            for year in (one, next_one)
        }
        assert changes <= own[case].keys(), case  # the last No and the first Yes


def test_later_texts_are_those_of_the_open_data() -> None:
    known = open_data("successors/successors.csv")
    pages = {page for row in known for page in row["source"].split(" | ")}
    days = {part for row in known for part in row["date"].split("/")}
    found_since = ("briefing-tf-thb-2010", "bspc-conference-2010", "eu-strategy-thb-2012")
    rows = [row for row in table("successors") if row["later"] not in found_since]
    for row in rows:
        assert set(row["evidence"].split(" | ")) <= pages, row
        printed = {
            row[name] for name in ("date", "month", "start_month", "end_month", "not_before", "not_after")
        } - {""}
        assert printed <= days and (printed or row["year"] in ("2013", "2014")), row
    assert len(rows) == 15
