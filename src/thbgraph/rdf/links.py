"""Links: one SSSOM table for each outside scheme, read into values and quads, and written in canonical form.

Source: SSSOM 1.1, "SSSOM/TSV": the metadata of the set as YAML in lines that begin with #, then a table with
tabs. Narrower than SSSOM in this: one scheme a file; the predicates are skos:exactMatch and skos:closeMatch;
`predicate_modifier` Not keeps a candidate that was rejected; the object sssom:NoTermFound lists what is
unlinked, with the reason as its comment; `see_also` holds the addresses of the evidence; a cell has no quote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, NoReturn

import pyoxigraph as ox
import yaml

from ..base import vocabulary as thb
from ..base.dates import DATE, lexical_fault
from ..base.errors import DataError
from ..base.findings import Place, refuse
from ..base.headers import load
from ..base.namespaces import ID, PREFIXES, RDF_TYPE
from ..base.printing import quoted
from ..base.terms import SLUG, is_iri
from .schemes import SCHEMES, Scheme

ENDING = ".sssom.tsv"
#: The columns, in the order in which SSSOM lists them; those of _FILLED are never empty.
COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "mapping_date", "see_also", "comment",
)  # fmt: skip
_FILLED = {*COLUMNS} - {"predicate_modifier", "object_label", "see_also", "comment"}
_SKOS, _DCTERMS = PREFIXES["skos"], PREFIXES["dcterms"]
EXACT, CLOSE = _SKOS + "exactMatch", _SKOS + "closeMatch"
_PREDICATES = {"skos:exactMatch": EXACT, "skos:closeMatch": CLOSE}
_JUSTIFICATIONS = ("semapv:ManualMappingCuration", "semapv:LexicalMatching")
_NO_TERM = "sssom:NoTermFound"
#: The slots of the metadata: what each says of the source in RDF, or None.
_SLOTS = {
    "mapping_set_id": None,
    "mapping_set_title": _DCTERMS + "title",
    "mapping_set_description": _SKOS + "note",
    "mapping_set_version": PREFIXES["dcat"] + "version",
    "mapping_set_source": PREFIXES["foaf"] + "page",
    "creator_label": PREFIXES["dc"] + "publisher",
    "license": _DCTERMS + "license",
    "sssom_version": None,
    "comment": _DCTERMS + "rights",
    "curie_map": None,
}
_PAGES = (_SLOTS["mapping_set_source"], _SLOTS["license"])
_PLAIN = (_SLOTS["mapping_set_version"], _SLOTS["creator_label"])
_FORBIDDEN = re.compile('[\x00-\x08\x0b-\x1f\x7f-\x9f"\u2028\u2029]')


class Link(NamedTuple):
    """That a thing matches an outside identifier, or, if rejected, that it does not.

    `subject`, `predicate` and `object` are IRIs, `identifier` is the CURIE of the object, `scheme` a name in
    `thbgraph.rdf.schemes`; `evidence` holds addresses, `line` counts from 1.
    """

    subject: str
    predicate: str
    object: str
    identifier: str
    scheme: str
    is_rejected: bool
    evidence: tuple[str, ...]
    subject_label: str
    object_label: str
    comment: str
    line: int

    @property
    def is_exact(self) -> bool:
        """Whether the two are held to be the same thing."""
        return self.predicate == EXACT and not self.is_rejected


class Unlinked(NamedTuple):
    """That no identifier of a scheme is known for a thing, and why."""

    subject: str
    scheme: str
    subject_label: str
    reason: str
    line: int


class LinkSet(NamedTuple):
    """All that one file says: its scheme, its metadata, links (rejected ones too) and what is unlinked."""

    path: str
    scheme: Scheme
    metadata: Mapping[str, Any]
    links: tuple[Link, ...]
    unlinked: tuple[Unlinked, ...]

    @property
    def rows(self) -> list[Link | Unlinked]:
        """All of both."""
        return [*self.links, *self.unlinked]


class _Row(NamedTuple):
    cells: dict[str, str]
    place: Place

    def fail(self, column: str, message: str) -> NoReturn:
        self.place.fail(f'column "{column}" {message}')

    def expect(self, column: str, wanted: str) -> NoReturn:
        self.fail(column, f"expects {wanted}, got {quoted(self.cells[column])}")


def read_links(text: str, path: str) -> LinkSet:
    """Reads a file of links; raises DataError with the line of the first thing wrong in it.

    Its `others` are those of further rows, one each.
    """
    scheme = _scheme_of(path)
    metadata = _metadata(text, path, scheme)
    rows, wrong = list[Link | Unlinked](), list[DataError]()
    for row in list(_rows(text, path)):
        try:
            rows.append(_read_row(row, scheme))
        except DataError as error:
            wrong.append(error)
    refuse(wrong)
    links = tuple(row for row in rows if isinstance(row, Link))
    unlinked = tuple(row for row in rows if isinstance(row, Unlinked))
    return LinkSet(path, scheme, metadata, links, unlinked)


def link_quads(links: LinkSet) -> Iterator[tuple[ox.Quad, int]]:
    """Gives the quads of a link set in its named graph, each with its line; metadata stand in line 1.

    Rejected links and what is unlinked state nothing in RDF. A code that matches exactly is stated by the
    property that the scheme names, mostly `dcterms:identifier`; a CELEX number is also an `eli:id_local`.
    """
    graph = ox.NamedNode(links.scheme.graph)

    def quad_of(subject: str, predicate: str, thing: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), thing, graph)

    yield quad_of(graph.value, RDF_TYPE, ox.NamedNode(thb.Source)), 1
    yield quad_of(graph.value, _DCTERMS + "type", ox.NamedNode(thb.Compilation)), 1
    for slot, predicate in _SLOTS.items():
        value = links.metadata.get(slot, ())
        for text in (value if isinstance(value, list) else [value]) if predicate and value else ():
            yield quad_of(graph.value, str(predicate), _described(predicate, str(text))), 1
    for link in links.links:
        local = link.identifier.partition(":")[2]
        if link.is_rejected:
            continue
        if links.scheme.is_code:
            if link.is_exact:
                yield quad_of(link.subject, links.scheme.code, ox.Literal(local)), link.line
            continue
        yield quad_of(link.subject, link.predicate, ox.NamedNode(link.object)), link.line
        if links.scheme.name == "celex":
            yield quad_of(link.subject, PREFIXES["eli"] + "id_local", ox.Literal(local)), link.line


def _described(predicate: str | None, text: str) -> ox.NamedNode | ox.Literal:
    if predicate in _PAGES:
        return ox.NamedNode(text)
    return ox.Literal(text) if predicate in _PLAIN else ox.Literal(text, language="en")


def format_links(text: str, path: str) -> str:
    """Writes a file of links in its one canonical form: metadata and columns in SSSOM's order, rows sorted.

    Formatting that again changes nothing. Raises DataError where the file is no such table.
    """
    metadata = _metadata(text, path, _scheme_of(path))
    ordered = {slot: metadata[slot] for slot in _SLOTS if slot in metadata}
    ordered["curie_map"] = dict(sorted(metadata["curie_map"].items()))
    head = yaml.safe_dump(ordered, sort_keys=False, allow_unicode=True, width=10**6)
    rows = sorted(tuple(row.cells[column] for column in COLUMNS) for row in _rows(text, path))
    lines = [f"#{line}" for line in head.splitlines()] + ["\t".join(row) for row in [COLUMNS, *rows]]
    return "".join(line + "\n" for line in lines)


# The metadata.


def _scheme_of(path: str) -> Scheme:
    name = path.rpartition("/")[2].removesuffix(ENDING)
    if name not in SCHEMES:
        Place(path).fail(f"{name!r} is not a scheme; choose from: {', '.join(SCHEMES)}")
    return SCHEMES[name]


def _metadata(text: str, path: str, scheme: Scheme) -> dict[str, Any]:
    """Reads the metadata; raises DataError where they are no YAML or say what does not fit the scheme."""
    written = [line[1:] for line in _head(text)]
    text = "\n".join(written)
    found = load(text, path, "the metadata are", lambda mark: mark.line + 1 if mark else 1)
    if not isinstance(found, dict):
        Place(path, 1).fail("expected the metadata of the set as lines such as #license: ...")

    def fail(slot: object, message: str) -> NoReturn:
        lines = (place for place, line in enumerate(written, 1) if line.startswith(f"{slot}:"))
        Place(path, next(lines, 1)).fail(f"{slot} {message}")

    for slot in found:
        if slot not in _SLOTS:
            fail(slot, f"is not a slot that is used here; choose from: {', '.join(_SLOTS)}")
    for slot in _SLOTS:
        if not found.get(slot):
            fail(slot, "is missing; add it")
        _check_slot(slot, found[slot], fail)
    if found["mapping_set_id"] != scheme.graph:
        fail("mapping_set_id", f"must be {scheme.graph}, got {found['mapping_set_id']}")
    wanted = curie_map(scheme)
    if found["curie_map"] != wanted:
        expected = ", ".join(f"{prefix}: {namespace}" for prefix, namespace in sorted(wanted.items()))
        fail("curie_map", f"must be {expected}")
    return found


def _check_slot(slot: str, value: Any, fail: Callable[[object, str], NoReturn]) -> None:
    many = slot in ("mapping_set_source", "creator_label")
    if slot == "curie_map":
        return
    if many != isinstance(value, list) or not all(
        isinstance(text, str) and text.strip() == text for text in (value if many else [value])
    ):
        got = quoted(value) if isinstance(value, str) else type(value).__name__  # a list may be endless
        fail(slot, f"expects {'a list of texts' if many else 'a text'}, got {got}; use quotes")
    if _SLOTS[slot] in _PAGES:
        for address in value if many else [value]:
            if not _is_address(address):
                fail(slot, f"expects an address such as https://example.org/, got {quoted(address)}")


def curie_map(scheme: Scheme) -> dict[str, str]:
    """Gives the prefixes that a file of links declares: those that its CURIEs use."""
    return {
        "id": ID,
        "semapv": "https://w3id.org/semapv/vocab/",
        "skos": _SKOS,
        "sssom": "https://w3id.org/sssom/",
        scheme.prefix: scheme.namespace,
    }


def _head(text: str) -> list[str]:
    lines = text.split("\n")
    return lines[: next((place for place, line in enumerate(lines) if not line.startswith("#")), len(lines))]


# The rows.


def _rows(text: str, path: str) -> Iterator[_Row]:
    """Splits the table; raises DataError for columns, cells and characters that have no place in it."""
    start = len(_head(text))
    lines = text.split("\n")[start:]
    if lines and not lines[-1]:
        lines.pop()
    for place, line in enumerate(text.split("\n"), 1):
        bad = _FORBIDDEN.search(line if place > start else line.replace('"', ""))
        if bad:
            character = f"U+{ord(bad[0]):04X}"
            Place(path, place, bad.start() + 1).fail(
                f"the character {character} is not allowed here; delete it"
            )
    header = lines[0].split("\t") if lines else []
    if sorted(header) != sorted(COLUMNS):
        got = ", ".join(header)[:200] or "nothing"
        Place(path, start + 1).fail(f"expected the columns {', '.join(COLUMNS)}; got {got}")
    for number, line in enumerate(lines[1:], start + 2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            Place(path, number).fail(f"expected {len(COLUMNS)} cells, got {len(cells)}")
        yield _Row(dict(zip(header, cells, strict=True)), Place(path, number))


def _read_row(row: _Row, scheme: Scheme) -> Link | Unlinked:
    _check_cells(row)
    cells, line = row.cells, row.place.line or 1
    subject = ID + cells["subject_id"].removeprefix("id:")
    if cells["object_id"] == _NO_TERM:
        if cells["predicate_modifier"] or not cells["comment"]:
            row.fail("comment", f"must say why; a row with {_NO_TERM} needs a reason, and no modifier")
        return Unlinked(subject, scheme.name, cells["subject_label"], cells["comment"], line)
    prefix, _, local = cells["object_id"].partition(":")
    if prefix != scheme.prefix or not scheme.fits(local):
        got = quoted(cells["object_id"])
        otherwise = f"or {_NO_TERM} for a thing that has none"
        row.fail("object_id", f"expects an identifier such as {scheme.example}, got {got}; {otherwise}")
    evidence = tuple(address for address in cells["see_also"].split("|") if address)
    if not evidence:
        row.fail("see_also", "is empty; give the address of the evidence")
    return Link(
        subject=subject,
        predicate=_PREDICATES[cells["predicate_id"]],
        object=scheme.namespace + local,
        identifier=cells["object_id"],
        scheme=scheme.name,
        is_rejected=cells["predicate_modifier"] == "Not",
        evidence=evidence,
        subject_label=cells["subject_label"],
        object_label=cells["object_label"],
        comment=cells["comment"],
        line=line,
    )


def _check_cells(row: _Row) -> None:
    for column, cell in row.cells.items():
        if cell != cell.strip():
            row.fail(column, f"begins or ends with white space: {quoted(cell)}; trim it")
        if cell[:1] in tuple("=+-@"):
            row.fail(column, f"begins like a spreadsheet formula: {quoted(cell)}; write it differently")
        if not cell and column in _FILLED:
            row.fail(column, "is empty; fill it")
    subject, wanted = row.cells["subject_id"], lexical_fault(row.cells["mapping_date"], DATE)
    if not (subject.startswith("id:") and SLUG.fullmatch(subject[3:])):
        row.expect("subject_id", "an entity, id:NAME")
    if row.cells["predicate_id"] not in _PREDICATES:
        row.expect("predicate_id", " or ".join(_PREDICATES))
    if row.cells["predicate_modifier"] not in ("", "Not"):
        row.expect("predicate_modifier", "Not or nothing")
    if row.cells["mapping_justification"] not in _JUSTIFICATIONS:
        row.expect("mapping_justification", " or ".join(_JUSTIFICATIONS))
    if wanted:
        row.expect("mapping_date", wanted)
    for address in filter(None, row.cells["see_also"].split("|")):
        if not _is_address(address):
            row.fail("see_also", f"expects addresses separated by |, got {quoted(address)}")


def _is_address(text: str) -> bool:
    """Says whether a text is the address of a page, or names a package with its version (a package URL, ECMA-427)."""
    return is_iri(text) and re.fullmatch(r'(https?://|pkg:[a-z]+/[^@]+@)[^\s<>"{}|\\^`]+', text) is not None
