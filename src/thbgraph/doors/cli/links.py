"""The commands `link list` and `link show`: which outside identifiers things have, and on what evidence."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence

from ...answers.answers import Answer
from ...answers.rows import Row
from ...building import homes, sources
from ...files.links import EXACT, Link, LinkSet, Unlinked
from ...files.schemes import SCHEMES
from ...words.errors import RequestError
from ...words.names import quoted
from ...words.terms import short
from .asking import write_answer
from .opening import open_here
from .opening import show as shown


def listing(options: argparse.Namespace) -> int:
    """Lists the links, or what is unlinked, of all schemes or of one."""
    found = _chosen(options.target)
    if options.unlinked:
        columns: Sequence[str] = ("entity", "label", "scheme", "reason")
        rows = [_unlinked_row(row) for one in found for row in one.unlinked]
    else:
        columns = ("entity", "label", "match", "identifier", "iri", "scheme", "comment")
        rows = [_link_row(link) for one in found for link in one.links]
    return write_answer(_table(columns, rows), options)


def show(options: argparse.Namespace) -> int:
    """Shows the links of one entity, rejected ones too, each with its evidence; exit 1 when it has none."""
    graph = open_here()
    iri = graph.find(options.name)
    rows: list[list[str]] = []
    lines = [f"{graph.label(iri)}  {short(iri)}"]
    for one in graph.links():
        for link in (link for link in one.links if link.subject == iri):
            rows.append([link.scheme, *_link_row(link)[2:5], link.comment, " ".join(link.evidence)])
            lines += _told(link)
        for row in (row for row in one.unlinked if row.subject == iri):
            rows.append([row.scheme, "none", "", "", row.reason, ""])
            lines.append(f"  {row.scheme}: none ({row.reason})")
    lines += [] if rows else ["  no links, and no row that says why"]
    columns = ("scheme", "match", "identifier", "iri", "comment", "evidence")
    table = _table(columns, rows).replace(heading=graph.label(iri))
    shown(table, options, lambda _: "".join(f"{line}\n" for line in lines))
    return 0 if rows else 1


def _told(link: Link) -> Iterable[str]:
    comment = f" ({link.comment})" if link.comment else ""
    label = f" {link.object_label}" if link.object_label else ""
    address = "" if SCHEMES[link.scheme].is_code else f" <{link.object}>"
    yield f"  {link.scheme}: {match(link)} {link.identifier}{label}{address}{comment}"
    for evidence in link.evidence:
        yield f"    evidence: {evidence}"


def match(link: Link) -> str:
    """Says in a word how a link matches: exact, close or rejected."""
    return "rejected" if link.is_rejected else "exact" if link.predicate == EXACT else "close"


def _link_row(link: Link) -> list[str]:
    iri = "" if SCHEMES[link.scheme].is_code else link.object
    return [
        short(link.subject), link.subject_label, match(link), link.identifier, iri, link.scheme, link.comment,
    ]  # fmt: skip


def _unlinked_row(row: Unlinked) -> list[str]:
    return [short(row.subject), row.subject_label, row.scheme, row.reason]


def _chosen(target: str | None) -> list[LinkSet]:
    if target is not None and target not in SCHEMES:
        raise RequestError(f"there is no scheme {quoted(target)}; there are: {', '.join(SCHEMES)}")
    return [one for one in sources.read_links(homes.home()) if target in (None, one.scheme.name)]


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Answer:
    return Answer(columns, [Row(tuple(columns), tuple(row)) for row in rows])
