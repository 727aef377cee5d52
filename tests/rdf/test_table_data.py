"""Tables in `data/tables/`: canonical, valid CSVW, read alike by the csvw package, true to their sources."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from open_data import open_data
from thbgraph.rdf.table_metadata import GRAPH, HAS_PART, format_metadata, read_metadata
from thbgraph.rdf.tables import format_table, table_quads
from whole import sample

ROOT = Path(__file__).resolve().parents[2]
TABLES = sorted((ROOT / "data" / "tables").glob("*.csv"))
ID = "https://w3id.org/thbgraph/id/"
THB = "https://w3id.org/thbgraph/ontology#"
ORG = "http://www.w3.org/ns/org#"
MEMBERSHIPS = {
    "baltic-assembly-members": "baltic-assembly",
    "cbss-members": "cbss",
    "coe-members": "coe",
    "eu-members": "eu",
    "ilo-members": "ilo",
    "iom-members": "iom",
    "ipu-members": "ipu",
    "nato-members": "nato",
    "nordic-council-members": "nordic-council",
    "osce-members": "osce",
    "un-members": "un",
}
NORDIC = {"dnk", "fin", "isl", "nor", "swe"}
CBSS = NORDIC | {"deu", "est", "ltu", "lva", "pol", "rus", "european-commission"}
PARTS = ("date", "month", "year")


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def metadata_of(path: Path) -> dict[str, Any]:
    return read_metadata(text_of(path.with_name(path.name + "-metadata.json")))


def quads_of(path: Path) -> list[ox.Quad]:
    found = table_quads(text_of(path), metadata_of(path), path.relative_to(ROOT).as_posix())
    return [quad for quad, _ in found]


def rows_of(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(term: object) -> str:
    """The IRI or the text of a term."""
    assert isinstance(term, (ox.NamedNode, ox.Literal))
    return term.value


def named(path: Path) -> str:
    return path.stem


def boundary(row: dict[str, str], side: str) -> str:
    """The start or end of a row, as exact as it is."""
    return next((row[f"{side}_{part}"] for part in PARTS if row[f"{side}_{part}"]), "")


def members(name: str, day: str, kind: str = "Member") -> set[str]:
    """Who was surely a member on the day: the start is known and not later, the end not before."""
    found = set()
    for row in rows_of(name):
        start, end = boundary(row, "start"), boundary(row, "end")
        if (
            row["kind"] == kind
            and start
            and start <= day[: len(start)]
            and (not end or end >= day[: len(end)])
        ):
            found.add(row["member"])
    return found


def test_tables_are_there() -> None:
    assert {path.stem for path in TABLES} >= {"country-codes", *MEMBERSHIPS}
    assert {path.name for path in (ROOT / "data" / "tables").iterdir()} == {
        path.name + end for path in TABLES for end in ("", "-metadata.json")
    }


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_table_is_canonical(path: Path) -> None:
    shown = path.relative_to(ROOT).as_posix()
    assert format_table(text_of(path), metadata_of(path), shown) == text_of(path)
    metadata = text_of(path.with_name(path.name + "-metadata.json"))
    assert format_metadata(metadata) == metadata


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_table_is_valid_csvw(path: Path) -> None:
    csvw = pytest.importorskip("csvw")
    read = csvw.CSVW(str(path), validate=True)
    assert read.is_valid, read.warnings
    assert len(read.tables) == 1


def expected_triples(path: Path) -> Iterator[tuple[str, str, str]]:
    """The triples of the table, from rows and templates as the csvw package reads and expands them."""
    csvw = pytest.importorskip("csvw")
    table = csvw.CSVW(str(path)).tables[0]
    for row in table.iterdicts():
        texts = {key: str(value) for key, value in row.items() if isinstance(value, str | int)}
        for column in table.tableSchema.columns:
            value = column.default if column.virtual else row[column.header]
            for item in value if isinstance(value, list) else [value]:
                if item is None or column.suppressOutput:
                    continue
                if hasattr(item, "unsplit"):
                    item = item.unsplit()
                elif not isinstance(item, str):
                    item = column.inherit("datatype").formatted(item)
                url = column.inherit("valueUrl")
                yield (
                    column.inherit("aboutUrl").expand(**texts),
                    column.inherit("propertyUrl").expand(**texts),
                    url.expand(**{**texts, column.header: item}) if url else item,
                )


def described_by(metadata: dict[str, Any]) -> set[str]:
    """What the metadata describe: the source, and its parts such as coverage."""
    parts = metadata.get(HAS_PART, ())
    return {metadata[GRAPH]["@id"]} | {
        part["@id"] for part in ([parts] if isinstance(parts, dict) else parts)
    }


@pytest.mark.parametrize("path", sample(TABLES, 14), ids=named)
def test_csvw_package_reads_the_same_statements(path: Path) -> None:
    about = described_by(metadata_of(path))
    quads = quads_of(path)
    found = {
        (plain(q.subject), plain(q.predicate), plain(q.object))
        for q in quads
        if plain(q.subject) not in about
    }
    assert len(quads) == len(set(quads))
    assert found == set(expected_triples(path))


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_source_says_where_it_is_from(path: Path) -> None:
    metadata = metadata_of(path)
    graph = ox.NamedNode(f"https://w3id.org/thbgraph/source/{path.stem}")
    assert metadata[GRAPH] == {"@id": graph.value}
    about = [quad for quad in quads_of(path) if quad.subject == graph]
    common = [value for key, value in metadata.items() if ":" in key and key not in (GRAPH, HAS_PART)]
    assert len(about) == sum(len(value) if isinstance(value, list) else 1 for value in common)
    stated = {quad.predicate.value.replace("/", "#").rsplit("#", 1)[1] for quad in about}
    assert stated >= {"type", "title"} and stated & {"license", "rights"}
    assert {quad.graph_name for quad in quads_of(path)} == {graph}


def test_countries() -> None:
    rows = rows_of("country-codes")
    assert len(rows) == 249
    for column in ("slug", "alpha2", "alpha3", "m49", "name_en"):
        assert len({row[column] for row in rows}) == 249
    assert all(row["slug"] == row["alpha3"].lower() for row in rows)
    quads = quads_of(ROOT / "data" / "tables" / "country-codes.csv")
    namibia = [quad for quad in quads if plain(quad.subject) == ID + "nam"]
    codes = {quad.predicate.value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]: str(quad.object) for quad in namibia}
    assert codes["alpha2Code"] == '"NA"'
    assert codes["m49Code"] == '"516"'
    assert codes["legalName"] == '"the Republic of Namibia"@en'
    names = [text for row in rows for column, text in row.items() if column.startswith("unterm_")]
    assert not any("*" in name for name in names)
    assert not any(
        name.endswith(("(the)", "(le)", "(la)", "(les)", "(l')", "(el)", "(los)")) for name in names
    )


@pytest.mark.parametrize(("name", "group"), MEMBERSHIPS.items())
def test_memberships_are_named_by_group_and_member(name: str, group: str) -> None:
    countries = {row["slug"] for row in rows_of("country-codes")}
    seen: dict[str, int] = {}
    for row in rows_of(name):
        count = seen[row["member"]] = seen.get(row["member"], 0) + 1
        assert row["membership"] == f"membership-{group}-{row['member']}" + (f"-{count}" if count > 1 else "")
        assert row["member"] in countries | {"european-commission"}
    quads = quads_of(ROOT / f"data/tables/{name}.csv")
    groups = {plain(quad.object) for quad in quads if quad.predicate.value == ORG + "organization"}
    assert groups == {ID + group}


def test_membership_in_rdf() -> None:
    subject = ox.NamedNode(ID + "membership-eu-gbr")
    quads = [quad for quad in quads_of(ROOT / "data/tables/eu-members.csv") if quad.subject == subject]
    date = "http://www.w3.org/2001/XMLSchema#date"
    assert {
        f"{quad.predicate.value} {quad.object}" for quad in quads if "note" not in quad.predicate.value
    } == {
        f"http://www.w3.org/1999/02/22-rdf-syntax-ns#type <{ORG}Membership>",
        f"{ORG}organization <{ID}eu>",
        f"{ORG}member <{ID}gbr>",
        f"{ORG}role <{THB}Member>",
        f'https://schema.org/startDate "1973-01-01"^^<{date}>',
        f'https://schema.org/endDate "2020-01-31"^^<{date}>',
        "http://xmlns.com/foaf/0.1/page <https://europa.eu/european-union/about-eu/countries_en?country=ES>",
        "http://xmlns.com/foaf/0.1/page <http://billcameron.net/bn1eu1/EU1.html>",
    }


def test_members_on_the_day_of_the_memo() -> None:
    day = "2010-01-26"
    assert members("cbss-members", day) == CBSS
    assert len(members("coe-members", day)) == 47
    assert len(members("eu-members", day)) == 27
    assert members("nordic-council-members", day) == NORDIC | {"ala", "fro", "grl"}
    assert members("cbss-members", day, "Observer") == {"fra", "gbr", "ita", "ukr", "usa"}
    assert len(members("nato-members", day)) == 28
    assert len(rows_of("osce-members")) == 57
    assert len(members("osce-members", day)) == 23  # only these are dated


def test_members_on_other_days() -> None:
    assert members("cbss-members", "1994-06-01") == CBSS - {"isl"}
    assert members("cbss-members", "2022-04-01", "Suspended") == {"blr", "rus"}
    assert members("cbss-members", "2023-01-01") == CBSS - {"rus"}
    assert len(members("coe-members", "2022-03-17")) == 46
    assert members("coe-members", "2022-03-01", "Suspended") == {"rus"}
    assert len(members("eu-members", "2020-01-31")) == 28
    assert len(members("eu-members", "2020-02-01")) == 27
    assert len(members("nato-members", "2024-03-07")) == 32


def dated(name: str) -> set[tuple[str, str, str, str]]:
    """Member, kind, start and end of each row, as the sources have them."""
    return {
        (row["member"], row["kind"].lower(), boundary(row, "start"), boundary(row, "end"))
        for row in rows_of(name)
    }


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("cbss-members", "CBSS"),
        ("nordic-council-members", "Nordic Council"),
        ("eu-members", "European Union"),
        ("baltic-assembly-members", "Baltic Assembly"),
    ],
)
def test_memberships_equal_their_source(name: str, group: str) -> None:
    source = {
        (row["iso3"].lower() or "european-commission", row["kind"], row["from"], row["to"])
        for row in open_data("groups-and-names/group_memberships_dated.csv")
        # The European Union's undated row and the European Commission's are one membership.
        if row["group"] == group and row["member"] != "European Union"
    }
    # The open data lack Hungary, which a page of the Council (cbss.org/?p=13242) names among its observers.
    added = {("hun", "observer", "", "")} if group == "CBSS" else set()
    assert dated(name) == source | added


#: Files of the open data with what pages print of memberships, by the columns of the group, the day and the pages.
PRINTED = {
    "groups-and-names/group_memberships_dated.csv": ("group", "from", "evidence", " | "),
    "memberships-more/membership_more.csv": ("organization", "from", "source", " | "),
    "memberships/membership_dates.csv": ("organization", "date", "evidence", " ; "),
}
NAMES_OF_GROUPS = {
    "cbss-members": ("CBSS", "Council of the Baltic Sea States"),
    "coe-members": ("Council of Europe",),
    "eu-members": ("European Union",),
    "nato-members": ("NATO",),
    "osce-members": ("OSCE/CSCE",),
}


@pytest.mark.parametrize("name", NAMES_OF_GROUPS)
def test_a_page_that_has_no_day_or_a_less_exact_one_is_evidence_of_none(name: str) -> None:
    """Each has the start or the end. The page of the Council of the Baltic Sea States that names its members has no day of any (cbss.org/?p=13242)."""
    printed: dict[tuple[str, str], set[str]] = {}
    for path, (group, start, pages, mark) in PRINTED.items():
        for row in open_data(path):
            if row[group] in NAMES_OF_GROUPS[name]:
                for page in row[pages].split(mark):
                    key = (row["iso3"].lower() or "european-commission", page.partition(" (")[0])
                    printed.setdefault(key, set()).update((row[start], row.get("to", "")))
    held = 0
    for row in rows_of(name):
        begun = boundary(row, "start")
        for page in filter(None, row["evidence"].split(" | ")):
            found = printed.get((row["member"], page), set())
            if begun and found:
                held += 1
                assert any(len(one) >= len(begun) for one in found), (row["membership"], page)
    assert held


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("coe-members", "Council of Europe"),
        ("osce-members", "OSCE/CSCE"),
        ("nato-members", "NATO"),
        ("un-members", "United Nations"),
    ],
)
def test_dates_of_joining_equal_their_source(name: str, group: str) -> None:
    source = {
        row["iso3"].lower(): row["date"]
        for row in open_data("memberships/membership_dates.csv")
        if row["organization"] == group
    }
    exact = {
        row["iso3"].lower(): row["from"]
        for row in open_data("groups-and-names/group_memberships_dated.csv")
        if row["group"] == group == "NATO"
    }
    starts = {member: start for member, kind, start, _ in dated(name) if kind == "member" and start}
    if group == "United Nations":  # of some the open data have the year, and lists of the UN the day in it
        years = {member: date for member, date in source.items() if len(date) == 4}
        starts |= {member: starts[member][:4] for member in years}
    assert starts == source | exact


@pytest.mark.parametrize(
    ("name", "group"), [("iom-members", "IOM"), ("ilo-members", "ILO"), ("ipu-members", "IPU")]
)
def test_undated_memberships_equal_their_source(name: str, group: str) -> None:
    source = {
        (row["ISO_3166_3"].lower(), row["org_member"], "", "")
        for row in open_data("memberships/factbook_org_membership.csv")
        if row["org_id"] == group
        and (group, row["ISO_3166_3"].lower()) not in {("ILO", "abw"), ("ILO", "cuw"), ("ILO", "sxm")}
    }  # territories of the Netherlands are no members of the ILO
    if group == "ILO":  # two that the list lacks, which other pages name
        source |= {(member, "member", "", "") for member in ("cok", "ton")}
    assert dated(name) == source


def test_countries_equal_their_source() -> None:
    columns = ("iso_alpha2", "iso_alpha3", "m49", "name_en")
    source = {tuple(row[c] for c in columns) for row in open_data("country-codes/countries_merged.csv")}
    ours = {(row["alpha2"], row["alpha3"], row["m49"], row["name_en"]) for row in rows_of("country-codes")}
    assert ours == source
