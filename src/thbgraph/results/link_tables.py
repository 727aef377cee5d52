"""Links to outside identifiers as tables, and those of one thing as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..base.terms import short
from ..rdf.links import EXACT, Link, LinkSet
from ..rdf.schemes import SCHEMES
from .answer import Answer, Row


def linked(sets: Iterable[LinkSet]) -> Answer:
    """Returns links, a row each."""
    columns = ("entity", "label", "match", "identifier", "iri", "scheme", "comment")
    return _table(columns, (_row(link) for one in sets for link in one.links))


def unlinked(sets: Iterable[LinkSet]) -> Answer:
    """Returns what has no identifier, and why."""
    rows = (row for one in sets for row in one.unlinked)
    columns = ("entity", "label", "scheme", "reason")
    return _table(columns, ([short(row.subject), row.subject_label, row.scheme, row.reason] for row in rows))


def links_of(iri: str, label: str, sets: Sequence[LinkSet]) -> tuple[Answer, str]:
    """Returns the links of a thing, rejected ones too, and why it has none: as a table, and as text."""
    rows: list[list[str]] = []
    lines = [f"{label}  {short(iri)}"]
    for one in sets:
        for link in (link for link in one.links if link.subject == iri):
            rows.append([link.scheme, *_row(link)[2:5], link.comment, " ".join(link.evidence)])
            lines += _lines(link)
        for row in (row for row in one.unlinked if row.subject == iri):
            rows.append([row.scheme, "none", "", "", row.reason, ""])
            lines.append(f"  {row.scheme}: none ({row.reason})")
    lines += [] if rows else ["  no links, and no row that says why"]
    columns = ("scheme", "match", "identifier", "iri", "comment", "evidence")
    return _table(columns, rows).replace(heading=label), "".join(f"{line}\n" for line in lines)


def _lines(link: Link) -> Iterator[str]:
    comment = f" ({link.comment})" if link.comment else ""
    label = f" {link.object_label}" if link.object_label else ""
    address = "" if SCHEMES[link.scheme].is_code else f" <{link.object}>"
    yield f"  {link.scheme}: {_match(link)} {link.identifier}{label}{address}{comment}"
    for evidence in link.evidence:
        yield f"    evidence: {evidence}"


def _match(link: Link) -> str:
    """Says in a word how a link matches: exact, close or rejected."""
    return "rejected" if link.is_rejected else "exact" if link.predicate == EXACT else "close"


def _row(link: Link) -> list[str]:
    iri = "" if SCHEMES[link.scheme].is_code else link.object
    return [
        short(link.subject), link.subject_label, _match(link), link.identifier, iri, link.scheme, link.comment,
    ]  # fmt: skip


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Answer:
    return Answer(columns, [Row(tuple(columns), tuple(row)) for row in rows])
