"""Tables for those who compute: what is recorded and computed as CSV, each column described in CSVW and a Data Package.

Things go by the last part of their IRI, by which tables join. What the sources leave open has the status `undetermined`, with
the statuses that it may have been, and days their bounds. Sources: CSV on the Web; Data Package, version 2.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..base.errors import RequestError
from ..base.extras import library
from ..base.home import HOME
from ..base.licences import spdx_of
from ..base.namespaces import BASE
from ..base.terms import local
from ..base.values import Entity, Value, grouped, plain
from ..base.vocabulary import Status
from ..build.files import whole_folder
from ..results.answer import Answer
from ..stores.lines import Grounds

#: What parts the values of a list in a cell, in the tables and where a query joins them.
_PART, _JOINED = "|", " "
#: Which datatype a kind of column has.
_DATATYPES = {"date": "date", "year": "integer", "iri": "anyURI", "true": "boolean"}
_TIMES = """OPTIONAL { ?period thb:firstDay ?first_day } OPTIONAL { ?period thb:lastDay ?last_day }
  OPTIONAL { ?period thb:earliest ?since_earliest } OPTIONAL { ?period thb:latest ?since_latest }
  OPTIONAL { ?period thb:actKind ?open_act }
  OPTIONAL { ?period thb:notBefore ?not_before } OPTIONAL { ?period thb:notAfter ?not_after }
  OPTIONAL { ?period thb:lastRecorded ?last_recorded } OPTIONAL { ?period thb:knownThrough ?known_through }"""
_SOURCES = """{ SELECT ?%s (GROUP_CONCAT(DISTINCT STR(?graph); separator=" ") AS ?sources) {
    GRAPH ?graph { ?%s a ?any } FILTER(STRSTARTS(STR(?graph), STR(source:)) || STRSTARTS(STR(?graph), STR(memo:))) }
  GROUP BY ?%s }"""


class TableColumn(NamedTuple):
    """A column: its name, what it means, of which kind its values are, and the table whose `id` these are.

    A `name` is the last part of an IRI, a `word` the label of a term, a `list` several names or words.
    """

    name: str
    meaning: str
    kind: str = "text"
    of: str = ""
    is_required: bool = False


class PackagedTable(NamedTuple):
    """A table: its name and title, its columns, and the query that finds its rows."""

    name: str
    title: str
    columns: tuple[TableColumn, ...]
    query: str = ""


def _id(meaning: str) -> TableColumn:
    return TableColumn("id", meaning, "name", is_required=True)


_STATE = TableColumn("state", "the state, territory or organization", "name", "states", True)
_TREATY = TableColumn("treaty", "the treaty", "name", "treaties", True)
_STATUS = TableColumn(
    "status", "the status; undetermined where the sources leave it open", "word", is_required=True
)
_RECORDED = TableColumn("last_recorded", "the status last recorded before an undetermined one", "word")
_POSSIBLE = TableColumn("possible", "the statuses that it may have been", "words", is_required=True)
_THROUGH = TableColumn("known_through", "the last day that the sources cover", "date")
_FROM = TableColumn("sources", "the passages and sources that it rests on", "list")
TABLES = (
    PackagedTable(
        "states",
        "States, territories, and the organizations that join treaties",
        (
            _id("its identifier in thbgraph, and in the other tables"),
            TableColumn("name", "its English name", is_required=True),
            TableColumn("kind", "what it is: state, territory or organization", is_required=True),
            TableColumn("iso2", "its code in ISO 3166-1 alpha-2"),
            TableColumn("iso3", "its code in ISO 3166-1 alpha-3"),
            TableColumn("m49", "its code in M49 of the United Nations"),
            TableColumn("iri", "its IRI", "iri", is_required=True),
        ),
        """SELECT ?id ?name ?kind (MIN(?two) AS ?iso2) (MIN(?three) AS ?iso3) (MIN(?number) AS ?m49) (?id AS ?iri) {
  { ?id a thb:State BIND("state" AS ?kind) } UNION { ?id a thb:Territory BIND("territory" AS ?kind) }
  UNION {
    { SELECT DISTINCT ?id { { ?period thb:state ?id } UNION { ?act thb:signatory|thb:consentingParty ?id ; thb:instrument/a thb:Treaty } } }
    FILTER NOT EXISTS { ?id a thb:State } FILTER NOT EXISTS { ?id a thb:Territory } BIND("organization" AS ?kind) }
  ?id skos:prefLabel ?name
  OPTIONAL { ?id thb:alpha2Code ?two } OPTIONAL { ?id thb:alpha3Code ?three } OPTIONAL { ?id thb:m49Code ?number }
} GROUP BY ?id ?name ?kind ORDER BY ?id""",
    ),
    PackagedTable(
        "treaties",
        "Treaties",
        (
            _id("its identifier in thbgraph, and in the other tables"),
            TableColumn("name", "its English title", is_required=True),
            TableColumn("adopted_earliest", "the first day on which it can have been adopted", "date"),
            TableColumn("adopted_latest", "the day by which it had been adopted", "date"),
            TableColumn("in_force_earliest", "the first day on which it can have entered into force", "date"),
            TableColumn("in_force_latest", "the day by which it had entered into force", "date"),
            TableColumn("iri", "its IRI", "iri", is_required=True),
        ),
        """SELECT ?id ?name (MAX(?a) AS ?adopted_earliest) (MIN(?b) AS ?adopted_latest)
  (MAX(?c) AS ?in_force_earliest) (MIN(?d) AS ?in_force_latest) (?id AS ?iri) {
  ?id a thb:Treaty ; skos:prefLabel ?name
  OPTIONAL { ?adoption a thb:Adoption ; thb:instrument ?id ; thb:earliest ?a ; thb:latest ?b }
  OPTIONAL { ?entry a thb:EntryIntoForce ; thb:instrument ?id ; thb:earliest ?c ; thb:latest ?d
    FILTER NOT EXISTS { ?entry thb:forParty ?party } }
} GROUP BY ?id ?name ORDER BY ?id""",
    ),
    PackagedTable(
        "acts",
        "Signatures, consents and denunciations",
        (
            _STATE,
            _TREATY,
            TableColumn("kind", "what was done", "word", is_required=True),
            TableColumn("earliest", "the first day on which it can have been done", "date"),
            TableColumn("latest", "the day by which it had been done", "date"),
            _FROM,
            TableColumn("iri", "its IRI", "iri", is_required=True),
        ),
        f"""SELECT DISTINCT ?state ?treaty ?kind ?earliest ?latest ?sources (?act AS ?iri) {{
  VALUES ?general {{ thb:Signature thb:Consent thb:Denunciation }}
  ?act a ?general ; thb:instrument ?treaty ; thb:actor ?state . ?treaty a thb:Treaty
  OPTIONAL {{ ?act a ?exact FILTER(?exact IN (thb:Ratification, thb:Acceptance, thb:Approval, thb:Accession, thb:Succession)) }}
  BIND(COALESCE(?exact, ?general) AS ?kind)
  OPTIONAL {{ ?act thb:earliest ?earliest }} OPTIONAL {{ ?act thb:latest ?latest }}
  {_SOURCES % (("act",) * 3)}
}} ORDER BY ?treaty ?state ?earliest ?act ?kind""",
    ),
    PackagedTable(
        "status_periods",
        "Periods in which a state had one status under a treaty, or one of several",
        (
            _STATE,
            _TREATY,
            _STATUS,
            TableColumn("first_day", "the first day of the period; empty where that is open", "date"),
            TableColumn(
                "last_day", "the last day of the period; empty where no later one is recorded", "date"
            ),
            TableColumn("since_earliest", "the first day on which the status can have begun", "date"),
            TableColumn("since_latest", "the day by which it had begun", "date"),
            TableColumn("open_act", "the act whose day would settle it", "word"),
            TableColumn("not_before", "the first day on which that act can have been", "date"),
            TableColumn("not_after", "the day by which it had been", "date"),
            _RECORDED,
            _POSSIBLE,
            _THROUGH,
            TableColumn(
                "basis",
                "what decides it: an act, a report, a computation or an inference",
                "word",
                is_required=True,
            ),
            _FROM,
            TableColumn("iri", "its IRI", "iri", is_required=True),
        ),
        f"""SELECT ?state ?treaty ?status ?first_day ?last_day ?since_earliest ?since_latest ?open_act ?not_before ?not_after
  ?last_recorded ?possible ?known_through ?basis (?period AS ?iri) {{
  ?period thb:state ?state ; thb:instrument ?treaty ; thb:status ?status ; thb:basis ?basis
  {_TIMES}
  {{ SELECT ?period (GROUP_CONCAT(DISTINCT STR(?one); separator=" ") AS ?possible) {{
    ?period thb:status|thb:possibleStatus ?one FILTER(?one != thb:Undetermined) }} GROUP BY ?period }}
}} ORDER BY ?treaty ?state ?first_day ?period""",
    ),
    PackagedTable(
        "state_years",
        "The status of each state under each treaty at the end of each year in which it may have had one",
        (
            _STATE,
            TableColumn("year", "the year, at whose end it is told", "year", is_required=True),
            _TREATY,
            _STATUS,
            TableColumn(
                "is_as_last_recorded", "whether the sources end before that day", "true", is_required=True
            ),
            _RECORDED,
            _POSSIBLE,
            _THROUGH,
        ),
    ),
    PackagedTable(
        "memberships",
        "Memberships of organizations",
        (
            TableColumn("organization", "the organization", "name", is_required=True),
            TableColumn("member", "the member", "name", is_required=True),
            TableColumn("role", "as what", "word", is_required=True),
            TableColumn("since_earliest", "the first day on which it can have begun", "date"),
            TableColumn("since_latest", "the day by which it had begun", "date"),
            TableColumn("until_earliest", "the first day on which it can have ended", "date"),
            TableColumn("until_latest", "the day by which it had ended", "date"),
            _FROM,
            TableColumn("iri", "its IRI", "iri", is_required=True),
        ),
        f"""SELECT ?organization ?member ?role ?since_earliest ?since_latest ?until_earliest ?until_latest ?sources (?membership AS ?iri) {{
  ?membership a org:Membership ; org:organization ?organization ; org:member ?member ; org:role ?role
  OPTIONAL {{ ?membership thb:earliest ?since_earliest }} OPTIONAL {{ ?membership thb:latest ?since_latest }}
  OPTIONAL {{ ?membership thb:earliestEnd ?until_earliest }} OPTIONAL {{ ?membership thb:latestEnd ?until_latest }}
  {_SOURCES % (("membership",) * 3)}
}} ORDER BY ?organization ?member ?since_earliest ?membership""",
    ),
    PackagedTable(
        "statements",
        "What the memo says that somebody calls for, advises, undertakes, judges or lacks",
        (
            TableColumn("passage", "the passage of the memo", "name", is_required=True),
            TableColumn("kind", "what kind of statement it is", "word", is_required=True),
            TableColumn("said_by", "who says it", "list"),
            TableColumn("about", "what it is about", "list"),
            TableColumn("text", "what is said, in the editors' words", is_required=True),
            TableColumn("iri", "its IRI", "iri", is_required=True),
        ),
        """SELECT ?passage ?kind (GROUP_CONCAT(DISTINCT STR(?who); separator=" ") AS ?said_by)
  (GROUP_CONCAT(DISTINCT STR(?what); separator=" ") AS ?about) ?text (?statement AS ?iri) {
  GRAPH ?passage { ?statement a ?kind ; dcterms:description ?text } FILTER(STRSTARTS(STR(?passage), STR(memo:)))
  FILTER(?kind IN (thb:Call, thb:Proposal, thb:Advice, thb:Task, thb:Commitment, thb:Assessment, thb:Gap))
  OPTIONAL { ?statement thb:saidBy ?who } OPTIONAL { ?statement schema:about ?what }
} GROUP BY ?passage ?kind ?text ?statement ORDER BY ?passage ?statement ?text""",
    ),
    PackagedTable(
        "sources",
        "Sources, by the names that other tables have for them; passages of the memo have numbers",
        (
            _id("its identifier in thbgraph, and in the other tables"),
            TableColumn("title", "its title", is_required=True),
            TableColumn("publisher", "who publishes it", "list"),
            TableColumn("retrieved", "when it was read"),
            TableColumn("licence", "its licence", "iri"),
            TableColumn("rights", "what it says of its use"),
            TableColumn("iri", "its IRI", "iri", is_required=True),
        ),
        """SELECT ?id (MIN(?named) AS ?title) (MIN(?by) AS ?publisher) (MAX(STR(?read)) AS ?retrieved) (MIN(?under) AS ?licence) (MIN(?said) AS ?rights) (?id AS ?iri) {
  ?id a thb:Source ; dcterms:title ?named
  OPTIONAL { ?id dc:publisher ?by } OPTIONAL { ?id thb:retrieved ?read }
  OPTIONAL { ?id dcterms:license ?under } OPTIONAL { ?id dcterms:rights ?said }
} GROUP BY ?id ORDER BY ?id""",
    ),
)
Row = dict[str, str]


def write_tables(
    folder: Path, find: Callable[[str], Answer], grounds: Grounds, with_parquet: bool
) -> dict[str, int]:
    """Writes all tables with their descriptions to a new or empty folder, and returns how many rows each has.

    `find` answers a SPARQL query, `grounds` say what computed statuses rest on; `with_parquet` writes them as Parquet, too.
    Raises RequestError for a folder that holds anything, MissingLibrary where Parquet cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RequestError(f"{folder} is there and not empty", "name another folder, or empty it")
    rows = {table.name: [*_rows(table, find(table.query))] for table in TABLES if table.query}
    periods = rows["status_periods"]
    found = grounds.of(f"<{row['iri']}>" for row in periods)
    for row in periods:
        graphs = {quad.graph_name.value for quad in found[f"<{row['iri']}>"].quads}
        row["sources"] = _PART.join(sorted(map(local, graphs)))
    adopted = {row["id"]: row["adopted_earliest"] for row in rows["treaties"]}
    rows["state_years"] = [*_years(periods, adopted)]
    with whole_folder(folder) as new:
        for table in TABLES:
            with (new / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, [column.name for column in table.columns])
                writer.writeheader()
                writer.writerows(rows[table.name])
        for name, described in (("datapackage.json", _package()), ("csv-metadata.json", _metadata())):
            text = json.dumps(described, ensure_ascii=False, indent=2)
            (new / name).write_text(f"{text}\n", encoding="utf-8")
        if with_parquet:
            _write_parquet(new)
    return {table.name: len(rows[table.name]) for table in TABLES}


def _write_parquet(folder: Path) -> None:
    """Writes the tables of a folder as Parquet beside their CSV: days as dates, lists as lists; raises MissingLibrary."""
    duckdb = library("duckdb")
    for table in TABLES:
        read = duckdb.read_csv(str(folder / f"{table.name}.csv"), all_varchar=True)
        read.project(", ".join(map(_typed, table.columns))).write_parquet(
            str(folder / f"{table.name}.parquet")
        )


def _typed(column: TableColumn) -> str:
    """Returns what SQL makes of the text of a column."""
    name = f'"{column.name}"'
    if column.kind in ("list", "words"):
        return f"CASE WHEN {name} IS NULL THEN [] ELSE string_split({name}, '{_PART}') END AS {name}"
    sort = {"date": "DATE", "integer": "INTEGER", "boolean": "BOOLEAN"}.get(_DATATYPES.get(column.kind, ""))
    return f"CAST({name} AS {sort}) AS {name}" if sort else name


def _rows(table: PackagedTable, answer: Answer) -> Iterator[Row]:
    kinds = {column.name: column.kind for column in table.columns}
    for row in answer:
        yield {name: _cell(row[name], kinds[name]) for name in answer.columns}


def _cell(value: Value, kind: str) -> str:
    """Writes a value as a column of a kind has it."""
    if value is None:
        return ""
    if kind in ("list", "words"):
        parts = plain(value).split(_JOINED) if kind == "words" or BASE in plain(value) else [plain(value)]
        read = (Status(part).words if kind == "words" else local(part) for part in parts if part)
        return _PART.join(sorted(read))
    if isinstance(value, Entity):
        if kind == "word":
            return value.label[:1].lower() + value.label[1:]
        return local(value.iri) if kind == "name" else value.iri
    return plain(value)


def _years(periods: Sequence[Row], adopted: Mapping[str, str]) -> Iterator[Row]:
    """Yields the status at the end of each year, from the adoption of a treaty, or what is told first, to where its sources end."""
    firsts = grouped((row["treaty"], row["first_day"]) for row in periods if row["first_day"])
    ends = {
        treaty: max(days)
        for treaty, days in grouped((row["treaty"], row["known_through"]) for row in periods).items()
    }
    shared = ("state", "treaty", "status", "last_recorded", "possible", "known_through")
    for row in periods:
        if row["status"] == Status.NOT_APPLICABLE.words:
            continue
        first = max(row["first_day"], adopted[row["treaty"]] or min(firsts[row["treaty"]]))
        last = min(row["last_day"] or ends[row["treaty"]], ends[row["treaty"]])
        for year in range(int(first[:4]), int(last[:4] or 0) + 1):
            day = f"{year:04}-12-31"
            if not row["last_day"] or day <= row["last_day"]:
                is_later = row["status"] != Status.UNDETERMINED.words and row["known_through"] < day
                yield {
                    **{name: row[name] for name in shared},
                    "year": str(year),
                    "is_as_last_recorded": str(is_later).lower(),
                }


def _package() -> dict[str, Any]:
    """Describes the tables as a Data Package."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": HOME.name,
        "title": f"{HOME.name} as tables",
        "version": HOME.version,
        "licenses": [{**({"name": spdx} if (spdx := spdx_of(HOME.licence)) else {}), "path": HOME.licence}],
        "resources": [
            {
                "name": table.name.replace("_", "-"),
                "type": "table",
                "path": f"{table.name}.csv",
                "title": table.title,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": _schema(table),
            }
            for table in TABLES
        ],
    }


def _schema(table: PackagedTable) -> dict[str, Any]:
    keys = [
        {"fields": [column.name], "reference": {"resource": column.of, "fields": ["id"]}}
        for column in table.columns
        if column.of
    ]
    fields = [
        {
            "name": column.name,
            "type": {"anyURI": "string"}.get(datatype := _DATATYPES.get(column.kind, "string"), datatype),
            "description": column.meaning,
            **({"constraints": {"required": True}} if column.is_required else {}),
        }
        for column in table.columns
    ]
    own = {"primaryKey": ["id"]} if table.columns[0].name == "id" else {}
    return {"fields": fields, **own, **({"foreignKeys": keys} if keys else {})}


def _metadata() -> dict[str, Any]:
    """Describes the tables in CSVW."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": f"{HOME.name} as tables",
        "dc:license": {"@id": HOME.licence},
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:title": table.title,
                "tableSchema": {
                    "columns": [
                        {
                            "name": column.name,
                            "titles": column.name,
                            "dc:description": column.meaning,
                            "datatype": _DATATYPES.get(column.kind, "string"),
                            "required": column.is_required,
                            **({"separator": _PART} if column.kind in ("list", "words") else {}),
                        }
                        for column in table.columns
                    ],
                    **({"primaryKey": "id"} if table.columns[0].name == "id" else {}),
                    "foreignKeys": [
                        {
                            "columnReference": column.name,
                            "reference": {"resource": f"{column.of}.csv", "columnReference": "id"},
                        }
                        for column in table.columns
                        if column.of
                    ],
                },
            }
            for table in TABLES
        ],
    }
