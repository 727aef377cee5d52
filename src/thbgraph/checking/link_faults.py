"""Links: each file as the project reads it, its rows held together, and entities that have no row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.errors import DataError
from ..base.findings import Finding, in_order, of_error
from ..base.namespaces import ID
from ..base.suggestions import did_you_mean
from ..base.terms import short
from ..build import homes
from ..build import source_files as sources
from ..names.labels import entity_labels
from ..rdf.links import Link, LinkSet, Unlinked, read_links
from .places import Places

_CODE = "link"
#: The classes whose things are linked, or listed with the reason why they are not. Topics, events, positions,
#: publications, programmes and groups of states need no link.
_LINKED = {
    *map(short, (thb.FormerState, thb.Territory, thb.State)),
    *("org:Organization", "eli:LegalResource", "schema:Country", "schema:Place"),
}


def link_findings(root: Path, data: Iterable[ox.Quad] | None = None) -> list[Finding]:
    """Returns all that is wrong with the links of a home, whose data are read where they are not given.

    Files that do not read are left out of what holds them together.
    """
    found: list[Finding] = []
    sets: list[LinkSet] = []
    for name in sources.link_files(root):
        try:
            text = homes.read_text(root, name)
        except DataError as error:
            found.append(of_error(error))
            continue
        try:
            sets.append(read_links(text, name))
        except DataError as error:
            found += map(of_error, (error, *error.others))
            continue
        for path, _ in sources.differing(root, [name]):
            found.append(Finding(path, None, "form", "not in canonical form; run: thbgraph fmt"))
    labels = entity_labels(_entities(root) if data is None else data)
    return in_order([*found, *link_faults(sets, labels)])


def unlinked_findings(
    root: Path, classes: Mapping[str, Collection[str]], places: Places
) -> Iterator[Finding]:
    """Yields the entities that have neither a link nor a row that says why; none where there are no links at all.

    `classes` goes from IRI to the CURIEs of the classes of a thing.
    """
    try:
        rows = [row for links in sources.read_links(root) for row in links.rows]
    except DataError:  # a file that does not read may have the link
        return
    known = {row.subject for row in rows if isinstance(row, Unlinked) or not row.is_rejected}
    for iri, kinds in sorted(classes.items()) if rows else ():
        if iri.startswith(ID) and iri not in known and not _LINKED.isdisjoint(kinds):
            words = "has no link; add one to data/links/, or a row with sssom:NoTermFound that says why"
            yield Finding(*places.of(iri), _CODE, f"{short(iri)} {words}")


def _entities(root: Path) -> list[ox.Quad]:
    """Reads the files that declare entities."""
    names = [name for name in homes.files(root) if name.startswith("data/") and name.endswith(".trig")]
    return sources.read_quads(root, names)


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
                links,
                row,
                f"{short(row.subject)} is not an entity; thbgraph find looks one up by name{_near(row, labels)}",
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
                links, row, f"{short(row.subject)} and this object are also on line {first}; keep one"
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
