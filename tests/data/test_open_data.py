"""The tables against the open data that they were made from: nothing lost, nothing added.

The open data are not part of the project. Where they are absent these tests are skipped.
"""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from data.own_tables import act, bounds, table
from open_data import open_data
from thbgraph.base.namespaces import ID
from thbgraph.graph import KnowledgeGraph

ROOT = Path(__file__).resolve().parents[2]
#: Languages around the Baltic Sea and in the Nordic countries.
NORTHERN = ("da", "de", "et", "fi", "is", "lt", "lv", "no", "pl", "sv")
RULES = "entry-into-force/entry_into_force_rules.tsv"
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
    for row in open_data("cets197-more/cets197_acts_more.csv"):
        key, day = (row["iso3"].lower(), row["act"]), row["date"]
        if row["iso3"] != "SRB":  # for which Serbia and Montenegro signed
            wanted[key] = (day, day) if day else (row["not_before"], row["not_after"])
    # Serbia and Montenegro signed: Serbia carries on its act, Montenegro, which succeeds, has one of the same day.
    assert wanted.pop(("srb", "signature")) == ("2005-05-16", "2005-05-16")
    wanted["scg", "signature"] = wanted["mne", "signature"] = ("2005-05-16", "2005-05-16")
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
        if row["party_inferred"] == "true"
    }


def test_rules_are_those_of_the_open_data() -> None:
    rows = open_data(RULES, "\t")
    rules = {row["rule"]: row for row in table("entry-into-force-rules")}
    assert len(rows) == 14
    assert len(rules) == 28 + 4  # those of two more conventions, read from their texts
    for row in rows:
        instrument = INSTRUMENTS[row["instrument"]]
        first, later = (rules[f"rule-{instrument}-{end}"] for end in ("entry-into-force", "later-party"))
        assert first["threshold"] == row["threshold_count"]
        assert first["provision"].startswith(row["article"].split("(")[0])
        for rule, value in ((first, row["delay_value"]), (later, row["later_party_delay_value"])):
            column = "delay_unit" if rule is first else "later_party_unit"
            unit = "day" if row[column] == "days" else "month"
            assert rule["delay"] == f"{value} {unit}{'' if value == '1' else 's'}"
        stated = act(f"{instrument}-entry-into-force", "instrument-acts")
        assert stated["date"] == row["stated_entry_into_force"]


def test_years_to_2022_are_those_that_the_treaty_collection_has_or_stand_in_a_table_of_their_own() -> None:
    files = {"cedaw": "CEDAW", "crc": "CRC", "op_crc_sc": "CRC-OP-SC"}
    codes = {row["alpha2"]: row["slug"] for row in table("country-codes")} | {"TP": "tls"}
    dated = {
        (INSTRUMENTS[row["treaty"]], row["iso3"].lower()): row["consent_date"][:4]
        for row in open_data("untc-zmjones/untc_status_long.csv")
    }
    own = {(row["instrument"], row["party"]): row["year"] for row in table("hr-status-2022")}
    reported = {
        (row["instrument"], row["state"]): row["status"]
        for row in table("status-reports")
        if row["list"].endswith("-hr-status-2022")
    }
    names = {"no action": "NoAct", "signatory state": "Signatory", "state party": "Consented"}
    for file, treaty in files.items():
        for row in open_data(f"hr-status-2022/hr_status_{file}.csv"):
            case = INSTRUMENTS[treaty], codes[row["iso2"]]
            assert reported.pop(case) == names[row["status"]]
            if row["status"] != "state party":
                continue
            if row["year ratification or accession"] != dated.get(case):
                state = "sfry" if case == ("crc", "srb") else case[1]
                assert own.pop((case[0], state)) == row["year ratification or accession"]
    assert not own
    assert not reported


def test_days_of_switzerland_are_those_of_its_collection_of_laws() -> None:
    rows = {INSTRUMENTS.get(row["instrument"]): row for row in open_data("fedlex-eli/fedlex_instruments.csv")}
    stated = [
        row
        for row in table("single-party-dates")
        if row["party"] == "che" and row["instrument"] != "ilo-c138"  # which another file has
    ]
    assert len(stated) == 12 + 4  # entries into force, but for CETS 197; ratifications of the four of the ILO
    for row in stated:
        if row["instrument"] == "convention-1956-slavery":
            # Not in the list of instruments; its page is the evidence of the rule, which it reproduces.
            (rule,) = (r for r in open_data(RULES, "\t") if r["instrument"].startswith("1956"))
            assert (
                f"Swiss {row['date']} same day" in rule["note"]
                and row["evidence"] in rule["evidence_address"]
            )
            continue
        column = "swiss_entry_into_force" if row["kind"] == "EntryIntoForce" else "swiss_deposit_date"
        assert row["date"] == rows[row["instrument"]][column], row["act"]


#: What the open data call acts that are no consents.
KINDS_OF_ACTS = {"EntryIntoForce": "entry into force", "Denunciation": "denunciation"}


def test_ratifications_of_ilo_conventions_are_those_of_the_open_data() -> None:
    wanted = {
        (row["iso3"].lower(), row["ratification_date"])
        for row in open_data("ilo-partial/ilo_c105_ratifications_A-C_partial.csv")
    }
    assert len(wanted) == 24
    more = open_data("ilo-more/ilo_acts_more.csv")
    left = {("ILO C105", "CPV")}  # whose name is inferred from its place alone
    days = {
        (row["iso3"].lower(), row["date"])
        for row in more
        if (row["instrument"], row["act"], row["precision"]) == ("ILO C105", "consent", "day")
        and (row["instrument"], row["iso3"]) not in left
    }
    got = {
        (row["party"], row["date"])
        for row in table("single-party-dates")
        if (row["instrument"], row["role"]) == ("ilo-c105", "consentingParty") and row["date"]
    }
    # The list prints the United Arab Republic; the page of the ILO has the same day for Syria.
    assert got == wanted | days | {("syr", "1958-10-23")}
    kept = {
        (row["instrument"], row["party"], KINDS_OF_ACTS.get(row["kind"], "consent"))
        for row in table("single-party-dates")
    }
    for row in more:
        name = row["instrument"].replace("ILO ", "ilo-").lower()
        bounded = row["precision"] != "bounds" or row["not_after"]
        if row["iso3"] and bounded and (row["instrument"], row["iso3"]) not in left:
            assert (name, row["iso3"].lower(), row["act"]) in kept, row
    days_of_c029 = {
        (row["party"], row["date"] or row["year"])
        for row in table("single-party-dates")
        if (row["instrument"], row["role"]) == ("ilo-c029", "consentingParty")
    }
    printed = {
        (row["iso3"].lower(), row["date"])
        for row in more
        if (row["instrument"], row["act"]) == ("ILO C029", "consent") and row["iso3"]
    }
    # Another file has Switzerland; of two states the first registration and a later one, of an enlarged state.
    assert (
        days_of_c029 == printed | {("che", "1940-05-23")}
        and {("mys", "1957"), ("mys", "1964-03-03")} <= printed
    )
    denounced = {
        (row["iso3"].lower(), row["date"], row["precision"]) for row in more if row["act"] == "denunciation"
    }
    assert denounced == {
        (row["party"], row["year"], "year")
        for row in table("single-party-dates")
        if row["kind"] == "Denunciation"
    }


def authority_names(kind: str) -> dict[tuple[str, str], list[str]]:
    """The names of one kind in the authority table of countries, by slug and language."""
    uris = {
        row["eu_op_country_uri"]: row["iso_alpha3"].lower()
        for row in open_data("country-codes/countries_merged.csv")
        if row["eu_op_country_uri"]
    }
    authority = "http://publications.europa.eu/resource/authority/country/"
    uris |= {authority + code: code.lower() for code in ("CSK", "DDR", "SCG", "SUN", "YUG")}
    found: dict[tuple[str, str], list[str]] = {}
    for row in open_data("eu-op-countries/op_country_labels.csv"):
        if row["kind"] == kind and row["uri"] in uris:
            found.setdefault((uris[row["uri"]], row["lang"]), []).append(row["label"])
    return found


def in_one_script(name: str) -> str:
    """The name with Cyrillic letters for the Latin ones that the table has among them."""
    letters = dict(
        zip(
            map(ord, "aceopxyACEOPTXY"),
            "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0410\u0421\u0415\u041e\u0420\u0422\u0425\u0423",
            strict=True,
        )
    )
    mixed = re.compile(r"\w*(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])\w*")
    return mixed.sub(lambda word: word[0].translate(letters), name)


def test_names_of_countries_are_those_of_the_authority_table() -> None:
    languages = (
        *("ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it"),
        *("lt", "lv", "mt", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "zh"),
    )
    wanted = {
        (slug, language): list(map(in_one_script, names))
        for (slug, language), names in authority_names("prefLabel").items()
        if language in languages and slug != "yug"  # the table and others call two states Yugoslavia
    }
    got = {
        (row["country"], language): [row[f"name_{language}"]]
        for row in table("country-names")
        for language in languages
        if row[f"name_{language}"]
    }
    assert got == wanted


def test_formal_names_of_countries_are_those_of_the_authority_table_but_for_abbreviations() -> None:
    wanted = {
        case: [name for name in names if " " in name or len(name) > 5]
        for case, names in authority_names("altLabel").items()
        if case != ("yug", "sv")  # "people's republic", which the state before it was
    }
    got = {
        (row["country"], column.removeprefix("formal_")): [name]
        for row in table("country-names")
        for column, name in row.items()
        if column.startswith("formal_") and name
    }
    assert len(got) > 2400
    assert got == {case: names for case, names in wanted.items() if names}


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh", *NORTHERN])
def test_every_state_has_a_name_in_the_languages_that_are_asked_for(
    graph: KnowledgeGraph, language: str
) -> None:
    named: dict[str, set[str]] = {}
    for name in ("country-names", "country-codes"):
        for row in table(name):
            named.setdefault(row.get("slug") or row["country"], set()).update(
                column.rpartition("_")[2] for column, text in row.items() if "_" in column and text
            )
    states = [
        iri.removeprefix(ID)
        for iri, kinds in graph.index.classes.items()
        if "thb:State" in kinds and "thb:FormerState" not in kinds
    ]
    assert len(states) > 190
    assert [slug for slug in states if language not in named[slug]] == []


def test_names_at_dates_are_those_of_the_open_data() -> None:
    def dated(row: dict[str, str], side: str) -> str:
        return row[f"{side}_date"] or row[f"{side}_month"] or row[f"{side}_year"]

    wanted = sorted(
        (row["state_iso3"].lower(), row["name"], row["from"], row["to"])
        for row in open_data("groups-and-names/names_at_dates.csv")
        # Former states, and the two European participants, are entities of their own.
        if row["state_iso3"] not in ("", "SRB")
    )
    wanted += [
        (row["succeeded_by"].lower(), row["name"], row["from"], row["to"])
        for row in open_data("groups-and-names/former_states.csv")
        if row["name"] == "East Timor"  # a code withdrawn for another name, which only that list has
    ]
    wanted += [
        (row["state_iso3"].lower(), row["name"], row["from"], row["to"])
        for row in open_data("names-more/names_more.csv")
        if row["state_iso3"]
        == "CAF"  # the one name of the Treaty Collection that only that folder has, and which came after
    ]
    wanted.append(("caf", "Central African Republic", "1979-09", ""))
    wanted.remove(("cod", "Zaire", "", "1997"))
    # What these pages have by the year, a table of countries has by the day.
    days = {row["op_code"]: row["start_use"] for row in open_data("eu-op-countries/op_countries.csv")}
    wanted.append(("cod", "Zaire", "1971", days["COD"]))
    wanted.remove(("cod", "Democratic Republic of the Congo", "1997", ""))
    wanted.append(("cod", "Democratic Republic of the Congo", days["COD"], ""))
    for name, start, end in (("Swaziland", "", "2018"), ("Eswatini", "2018", "")):
        wanted.remove(("swz", name, start, end))
        wanted.append(("swz", name, start and days["SWZ"], end and days["SWZ"]))
    wanted.remove(("hun", "Republic of Hungary", "", "2012"))
    wanted.append(("hun", "Republic of Hungary", "1989-10-23", "2012"))  # as another page has it
    wanted.remove(("hun", "Hungary", "2012", ""))
    wanted.append(("hun", "Hungary", "", ""))  # as the rosters of 1968 and 1974 have it
    wanted.append(("khm", "Cambodia", "", "1970-12-28"))  # as the roster of 1968 has it
    wanted.append(("cod", "Democratic Republic of the Congo", "", "1971"))  # as that roster has it
    got = sorted(
        (row["state"], row["name"], dated(row, "start"), dated(row, "end"))
        for row in table("names-at-dates")
        # Other pages tell those of Tanzania, and of these states; see docs/sources.md.
        if row["state"] not in ("tza", "egy", "lka", "mys", "syr", "ukr")
        and row["name"] != "Hungarian People's Republic"
    )
    assert got == sorted(wanted)


def test_names_of_states_in_six_languages_are_those_of_the_open_data() -> None:
    marks = re.compile(r"\s*\([^)]*\)|\*")
    got = {row["slug"]: row for row in table("country-codes")}
    for row in open_data("country-codes/countries_merged.csv"):
        own = got[row["iso_alpha3"].lower()]
        for language in ("ar", "en", "es", "fr", "ru", "zh"):
            name = row[f"unterm_short_{language}"]
            assert own[f"unterm_short_{language}"] in (name, name.strip(), marks.sub("", name).strip()), name


def test_codes_and_english_names_of_countries_are_those_of_the_open_data() -> None:
    columns = {
        "alpha2": "iso_alpha2",
        "alpha3": "iso_alpha3",
        "m49": "m49",
        "name_en": "name_en",
        "unterm_formal_en": "unterm_formal_en",
    }
    got = {row["slug"]: [row[own] for own in columns] for row in table("country-codes")}
    assert got == {
        row["iso_alpha3"].lower(): [row[theirs].rstrip(" *") for theirs in columns.values()]
        for row in open_data("country-codes/countries_merged.csv")
    }


def exact(scheme: str) -> dict[str, str]:
    """What each thing matches exactly in a scheme, both without prefix."""
    text = (ROOT / f"data/links/{scheme}.sssom.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader([line for line in text.splitlines() if not line.startswith("#")], delimiter="\t")
    return {
        row["subject_id"].partition(":")[2]: row["object_id"].partition(":")[2]
        for row in rows
        if row["predicate_id"] == "skos:exactMatch"
        and not row["predicate_modifier"]
        and row["object_id"] != "sssom:NoTermFound"
    }


def test_names_of_organizations_are_all_those_of_the_authority_table() -> None:
    known = {
        (row["uri"].rpartition("/")[2], row["lang"]): row["label"]
        for row in open_data("eu-op-corporate-bodies/corporate_bodies_memo_labels.csv")
        if row["kind"] == "prefLabel"
    }
    for row in open_data("eu-op-corporate-bodies/corporatebodies.csv"):
        for language in ("en", "it"):
            known.setdefault((row["id"], language), row[f"label_{language}"])
    bodies = exact("eu-corporate-bodies")
    named = {row["organization"]: row for row in table("organization-names")}
    assert named.keys() == bodies.keys()
    for slug, row in named.items():
        names = {
            column.removeprefix("name_"): name for column, name in row.items() if column != "organization"
        }
        assert names == {language: known.get((bodies[slug], language), "") for language in names}, slug


def test_names_of_topics_are_those_of_the_concepts_that_are_alike() -> None:
    known = {row["id"]: row for row in open_data("eurovoc-subset/eurovoc_thb_subset.csv")}
    alike = exact("eurovoc")
    for row in table("topic-names"):
        concept = known[alike[row["topic"]]]
        assert (row["name_en"], row["name_fr"]) == (concept["prefLabel_en"], concept["prefLabel_fr"])


def test_countries_of_cities_are_those_of_the_open_data() -> None:
    codes = {row["alpha2"]: row["slug"] for row in table("country-codes")}
    slugs = {"luxembourg": "luxembourg-city", "reykjavík": "reykjavik", "saint-petersburg": "st-petersburg"}
    known = set()
    for row in open_data("places-subset/places_subset.csv"):
        name = row["name"].lower().replace(" ", "-")
        known.add((slugs.get(name, name), codes[row["country_iso2"]]))
    assert {(row["city"], row["country"]) for row in table("cities")} == known


def test_ends_of_former_states_are_those_of_the_open_data_and_none_that_acted_is_missing() -> None:
    known = {
        (row["iso3166_1_alpha3_withdrawn"], row["to"])
        for row in open_data("groups-and-names/former_states.csv")
    }
    known |= {
        (row["op_code"], row["end_use"])
        for row in open_data("eu-op-countries/op_countries.csv")
        if (row["op_code"], "") in known
    }
    known.add(("YUG", "2003-02-03"))  # the day before the table has Serbia and Montenegro
    known.add(("SCG", "2006-06-02"))  # the day before Montenegro declared its independence
    former = table("former-states")
    ends = {row["state"]: row["end_date"] or row["end_month"] or row["end_year"] for row in former}
    assert {(row["alpha3"], ends[row["state"]]) for row in former if ends[row["state"]]} <= known
    begun = {
        row["iso3166_1_alpha3_withdrawn"]: row["from"]
        for row in open_data("groups-and-names/former_states.csv")
        if row["iso3166_1_alpha3_withdrawn"] in ("CSK", "DDR")  # whose row has no day of the state's own
    }
    assert {row["alpha3"]: row["not_after"] for row in former if row["not_after"]} == begun
    codes = {
        (row["iso3166_1_alpha3_withdrawn"], row["iso3166_3_alpha4"])
        for row in open_data("groups-and-names/former_states.csv")
    }
    assert {(row["alpha3"], row["alpha4"]) for row in former} <= codes
    used = {row["party"] for row in (*table("untc-acts"), *table("cets-197-acts"))}
    assert used - {row["slug"] for row in table("country-codes")} - {"european-community"} <= ends.keys()


def test_first_days_of_states_are_those_of_the_table_of_countries_of_the_union() -> None:
    known = {row["op_code"]: row["start_use"] for row in open_data("eu-op-countries/op_countries.csv")}
    rows = [
        row for row in table("state-first-days") if "/authority/country/" in row["evidence"].split(" | ")[0]
    ]
    printed = {row["state"]: row["start_date"] or row["start_month"] or row["start_year"] for row in rows}
    differing = {state for state, day in printed.items() if not known[state.upper()].startswith(day)}
    assert len(rows) > 80 and not differing
    first = {row["later"]: row["first_day"] for row in table("state-successions")}
    for state in ("svk", "svn", "hrv", "mne"):
        assert known[state.upper()] == first[state]


def test_first_days_that_two_sources_have_differently_are_both_told() -> None:
    """The other source is manystates, at the commit that the rows cite, from where the state lasts."""
    with Path(__file__).with_name("manystates.csv").open(encoding="utf-8", newline="") as file:
        begins = {row["state"]: row["begins"] for row in csv.DictReader(file)}
    known = {row["op_code"]: row["start_use"] for row in open_data("eu-op-countries/op_countries.csv")}
    bounded = set()
    for row in table("state-first-days"):
        no_day = "1950-05-09"  # stands in the table of the Union for every state that has none
        days = {known[row["state"].upper()], begins.get(row["state"], "")} - {no_day, ""}
        printed = row["start_date"] or row["start_month"] or row["start_year"]
        for day in days - {printed}:
            told = f"{int(day[8:])} {date.fromisoformat(day):%B %Y}"
            assert told in row["note"], row
        if len(days) == 2 and len({day[:4] for day in days}) == 1:
            assert not row["start_date"] and all(day.startswith(printed) for day in days), row
            bounded.add(row["state"])
    assert len(bounded) == 10 and begins.keys() <= {row["state"] for row in table("state-first-days")}


def test_last_days_of_bodies_are_those_of_the_table_of_corporate_bodies() -> None:
    bodies = open_data("eu-op-corporate-bodies/corporate_bodies_memo_subset.csv")
    known = {row["uri"]: row["end_use"] for row in bodies}
    rows = [row for row in table("bodies") if row["end_date"]]
    assert rows and all(known[row["evidence"]] == row["end_date"] for row in rows)


def test_the_european_community_acted_until_the_union_replaced_it() -> None:
    rows = [row for row in table("untc-acts") if row["printed_participant"] == "European Union"]
    assert len(rows) == 6  # a signature and an approval under UNTOC and each of its two protocols
    for row in rows:
        assert row["party"] == ("european-community" if row["date"] < "2009-12-01" else "eu"), row["act"]
