"""What is wrong with links when they are held together: what a single row cannot show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..files.links import Link, LinkSet, Unlinked
from ..words.findings import Finding
from ..words.suggestions import did_you_mean
from ..words.terms import short

_CODE = "link"


def link_faults(links: Iterable[LinkSet], labels: Mapping[str, str]) -> Iterator[Finding]:
    """Finds rows about what is no entity or is called otherwise, rows twice, and matches that clash.

    `labels` goes from the IRI of each entity to its label.
    """
    for one in links:
        yield from _unknown(one, labels)
        yield from _twice(one)
        yield from _clashes(one)
        yield from _both(one)


def _unknown(links: LinkSet, labels: Mapping[str, str]) -> Iterator[Finding]:
    for row in links.rows:
        label = labels.get(row.subject)
        if label is None:
            yield _finding(
                links, row, f"{short(row.subject)} is no entity; docs/slugs.md lists them{_near(row, labels)}"
            )
        elif label != row.subject_label:
            yield _finding(
                links, row, f"{short(row.subject)} is called {label!r}, not {row.subject_label!r}; write that"
            )


def _near(row: Link | Unlinked, labels: Mapping[str, str]) -> str:
    same = [iri for iri, label in labels.items() if label == row.subject_label]
    return f"; {did_you_mean([short(same[0])])}" if len(same) == 1 else ""


def _twice(links: LinkSet) -> Iterator[Finding]:
    """Finds one subject and object twice, also once as a match and once as rejected or close."""
    seen: dict[tuple[str, str], int] = {}
    for row in links.rows:
        thing = row.object if isinstance(row, Link) else ""
        first = seen.setdefault((row.subject, thing), row.line)
        if first != row.line:
            yield _finding(
                links, row, f"{short(row.subject)} and this object stand in line {first}, too; keep one"
            )


def _clashes(links: LinkSet) -> Iterator[Finding]:
    exact = [link for link in links.links if link.is_exact]
    targets: dict[str, Link] = {}
    subjects: dict[str, Link] = {}
    for link in exact:
        first = targets.setdefault(link.object, link)
        if first.subject != link.subject:
            yield _finding(
                links,
                link,
                f"{short(first.subject)} (line {first.line}) exactly matches {link.identifier}, too; "
                "one of them is wrong, or both are skos:closeMatch",
            )
        other = subjects.setdefault(link.subject, link)
        if other.object != link.object:
            yield _finding(
                links,
                link,
                f"{short(link.subject)} exactly matches {other.identifier} (line {other.line}), too; "
                "keep one, and the other as skos:closeMatch or with the modifier Not",
            )


def _both(links: LinkSet) -> Iterator[Finding]:
    """Finds what is linked and listed as unlinked."""
    linked = {link.subject for link in links.links if link.is_exact}
    for row in links.unlinked:
        if row.subject in linked:
            yield _finding(links, row, f"{short(row.subject)} is linked in this file; remove this row")


def _finding(links: LinkSet, row: Link | Unlinked, message: str) -> Finding:
    return Finding(links.path, row.line, _CODE, message)
