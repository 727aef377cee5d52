"""The commands `source list`, `show`, `status`, `check` and `refresh`: which sources there are, what each covers, and its renewal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from ..base.errors import DataError, EndpointError, RequestError
from ..base.licences import licence_name
from ..base.namespaces import ID, SOURCE
from ..base.printing import counted, printable, quoted
from ..build import homes
from ..build import source_files as sources
from ..build.files import read_regular
from ..checking.table_faults import checked_tables
from ..depositaries import act_proposal, applying, membership_proposal, proposal
from ..depositaries.page import MEDIA_TYPES, Depositary
from ..depositaries.saved_page import depositary_of, is_read, read_page
from ..external.exchange import Request
from ..external.web import WebClient
from ..graph import KnowledgeGraph
from ..questions.views import Seen, whole_view
from ..rdf.links import Link
from ..results.answer import Answer, Row
from ..results.source_records import SourceRecord
from ..status.records import Records
from .command_io import brief, open_here, read, show_answer, write
from .command_io import show as shown
from .terminal import grid

#: A count rests on every act that is counted, and asked with evidence it would trace each: so it is asked apart.
_COUNTED = """SELECT ?instrument ?source ?kind (COUNT(DISTINCT ?who) AS ?states) (COUNT(DISTINCT ?day) AS ?days) WHERE {
  VALUES ?kind { thb:Signature thb:Consent thb:StatusReport }
  ?act a ?kind ; thb:instrument ?instrument ; thb:actor|thb:state ?who ; thb:latest ?day .
  GRAPH ?source { ?act dcterms:date|thb:notBefore|thb:notAfter|thb:reportedStatus ?told }
} GROUP BY ?instrument ?source ?kind"""
#: A page of a depositary has fewer bytes.
_MOST = 20_000_000
#: The status of an address under which there is nothing.
_NOT_FOUND = 404


def listing(options: argparse.Namespace) -> int:
    """Lists the sources."""
    shown(open_here(options).sources(), options, _list)
    return 0


def show(options: argparse.Namespace) -> int:
    """Shows what a source says of itself."""
    shown(open_here(options).sources(options.name)[0], options)
    return 0


def status(options: argparse.Namespace) -> int:
    """Says from when to when each source covers each treaty, and how old it is today."""
    given = {"instrument": [options.instrument]} if options.instrument else {}
    graph = open_here(options)
    counted = graph.sparql(_COUNTED, timeout=None, memory=None)
    answer = graph.ask("where-sources-end", given)
    links = [link for one in sources.read_links(graph.index.root) for link in one.links]
    renewal = _with_renewal(answer, counted, applying.refreshed(graph.index.root), links, date.today())
    shown(renewal, options)
    return 0


def _with_renewal(
    answer: Answer,
    counted: Iterable[Row],
    refreshed: Mapping[str, date],
    links: Iterable[Link],
    today: date,
) -> Answer:
    """Adds to rows on a source and a treaty how much it names, when its page was last refreshed, by which command, and its age.

    How much are its states, and the different days of their acts. The day of a refresh is also when the table of all
    pages was retrieved for the treaty.
    """
    columns = (*answer.columns, "states", "days", "refreshed", "refresh", "daysOld")
    counts = {(row.instrument, row.source, row.kind): (row.states, row.days) for row in counted}
    known = {link.subject for link in links if is_read(link)}
    read_at = answer.columns.index("retrieved")
    rows = []
    for row in answer:
        slug, values = row.instrument.iri.removeprefix(ID), [*row.values]
        command = f"thbgraph source refresh FILE --treaty {slug}" if row.instrument.iri in known else None
        last = refreshed.get(slug)
        if row.source.iri == act_proposal.GRAPH:
            values[read_at] = last
        read = values[read_at]
        age = (today - read).days if isinstance(read, date) else None
        values += counts.get((row.instrument, row.source, row.kind), (0, 0))
        rows.append(Row(columns, (*values, last or ("never" if command else None), command, age)))
    seen = (
        *answer.view.columns,
        *whole_view(["states"]).columns,
        Seen("last refreshed", "refreshed"),
        Seen("refresh by", "refresh"),
    )
    return answer.replace(view=answer.view._replace(columns=seen), columns=columns, rows=rows)


def _list(found: Iterable[SourceRecord]) -> str:
    rows = [
        [
            record.iri.removeprefix(SOURCE),
            record.title,
            str(record.kind or ""),
            _brief(record.rights or ""),
            str(record.entries),
            _days(record),
            record.complete_up_to,
        ]
        for record in found
    ]
    return grid(["source", "title", "class", "rights", "entries", "retrieved", "complete up to"], rows)


def _brief(rights: str) -> str:
    """Gives the licence or the first words of the rights; `source show` has them whole."""
    return licence_name(rights.partition(";")[0])


def _days(record: SourceRecord) -> str:
    age = record.age(date.today())
    return record.retrieved or "" if age is None else f"{record.retrieved} ({age} days ago)"


def check(options: argparse.Namespace) -> int:
    """Says of the tables, or that of one source, what does not fit its metadata; exit 1 when any."""
    name = options.name
    wanted = None if name is None else SOURCE + name.removeprefix(SOURCE).removeprefix("source:")
    checked, faults = 0, 0
    for path, found in checked_tables(homes.home(), wanted):
        checked += 1
        if isinstance(found, DataError):
            faults += 1
            print(f"thbgraph: {found}", file=sys.stderr)
        else:
            write(f"{path}: {found} rows fit their metadata\n")
    if not checked:
        raise RequestError(
            f"no table belongs to a source {quoted(str(name))}", "thbgraph source list names them"
        )
    return 1 if faults else 0


def refresh(options: argparse.Namespace) -> int:
    """Proposes what a saved page of a depositary or a list of members changes, or applies a proposal.

    Exit 1 for faults, and while something is to be asked.
    """
    graph = open_here(options)
    try:
        if options.apply is not None:
            return _apply(graph, options)
        return tell(_members(graph, options) if options.organization else _acts(graph, options), options)
    except DataError as error:
        for one in (error, *error.others):
            print(f"thbgraph: {printable(str(one))}", file=sys.stderr)
        return 1


def _apply(graph: KnowledgeGraph, options: argparse.Namespace) -> int:
    if any(given is not None for given in (options.file, options.treaty, options.organization)):
        raise RequestError(
            "--apply takes a proposal alone", "leave out the page, --treaty and --organization"
        )
    parties = {iri for iri, kinds in graph.index.classes.items() if not {*kinds}.isdisjoint(proposal.PARTIES)}
    table, changed = applying.apply(graph.index.root, read(options.apply), options.apply, parties)
    write(f"""\
{table}: {counted(changed, "row")} written, which fit all that is recorded. Next:
  hold the new rows fixed    thbgraph check --accept tables
  see which answers change   thbgraph check
""")
    return 0


def _acts(graph: KnowledgeGraph, options: argparse.Namespace) -> proposal.Proposal:
    """Proposes acts under a treaty from a page of its depositary."""
    if options.file is None or options.treaty is None:
        raise RequestError(
            "name a saved page and its treaty, such as: thbgraph source refresh page.xml --treaty NAME"
        )
    treaty = graph.find(options.treaty).iri
    links = [link for one in sources.read_links(graph.index.root) for link in one.links]
    if options.fetch:
        _fetch(*depositary_of(treaty, links), options)
    content, day, labels = _content(options.file), options.read or "", graph.index.labels
    page, reading = read_page(content, options.file, treaty, day, links, labels)
    recorded = act_proposal.RecordedActs(list(sources.read_data(graph.index.root)))
    return act_proposal.propose(page, reading, recorded, graph.names, applying.rejected(graph.index.root))


def _members(graph: KnowledgeGraph, options: argparse.Namespace) -> proposal.Proposal:
    """Proposes memberships from an organization's list."""
    if not (options.file and options.read and options.page) or options.treaty or options.fetch:
        raise RequestError(
            "name a list of members, its address and the day on which you read it, such as: "
            "thbgraph source refresh members.csv --organization NAME --page https://example.org/members --read 2026-11-29"
        )
    text, group = read(options.file), graph.find(options.organization).iri
    listed = membership_proposal.read_members(text, options.file)
    reading = proposal.PageReading(group, options.page, options.read, sha256(text.encode()).hexdigest())
    known = graph.names, applying.rejected(graph.index.root)
    return membership_proposal.propose_members(listed, options.file, reading, recorded(graph), *known)


def recorded(graph: KnowledgeGraph) -> Records:
    """Reads what the data of a home record."""
    return Records(statement.quad for statement in sources.read_data(graph.index.root))


def tell(found: proposal.Proposal, options: argparse.Namespace) -> int:
    """Writes a proposal, as a table without what is recorded just so, and says what is asked; gives 1 while anything is."""
    is_shown = options.format == "text" or not (options.format or options.output or not sys.stdout.isatty())
    show_answer(proposal.answer_of(found.news if is_shown else found.rows), options)
    asked = [row for row in found.rows if row.decision == proposal.ASKED]
    same = counted(len(found.rows) - len(found.news), "row")
    lines = [
        f"{counted(len(found.news), 'row')} new or changed, {len(asked)} to be asked; {same} recorded just so"
    ]
    for row in asked:
        where = f"{options.file}{f':{row.line}' if row.line else ''}" if "file" in options else row.page
        lines.append(f"{where}: {row.question}")
    print(*map(printable, [*lines, *found.remarks]), sep="\n", file=sys.stderr)
    return 1 if asked else 0


def _fetch(depositary: Depositary, code: str, options: argparse.Namespace) -> None:
    """Fetches a page and saves it; says before what is called. Raises RequestError where it is for people in a browser."""
    client, addresses = WebClient(options.via or ""), depositary.files(code)
    if not addresses:
        raise RequestError(
            f"the {depositary.name} gives the list of {code} to its own page alone",
            f"save {depositary.address(code)} in a browser",
        )
    for number, address in enumerate(addresses, 1):
        print(f"calling {address}", file=sys.stderr, flush=True)
        try:
            reply = client.get(Request(address, (), media_types=MEDIA_TYPES))
        except EndpointError as error:
            if error.status != _NOT_FOUND or number == len(addresses):
                raise
        else:
            write(reply.file.encode("latin-1"), options.file)
            return


def _content(name: str) -> bytes:
    """Reads a saved page; raises RequestError where it cannot be read or has too many bytes."""
    try:
        return read_regular(Path(name), _MOST)
    except OSError as error:
        raise RequestError(f"{brief(name)}: {error.strerror}", "name a page that you saved") from None
