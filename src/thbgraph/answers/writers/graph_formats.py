"""Statements written as Turtle, TriG, N-Triples, N-Quads and JSON-LD, byte for byte the same each time."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from ...files.jsonld import Context, to_jsonld
from ...words.errors import RequestError
from ...words.namespaces import PREFIXES, RDF_TYPE
from ..formats import FORMATS

_PREFIX = re.compile(r"(?:^|[\s^])([a-z0-9-]+):")


def engine_format(form: str) -> ox.RdfFormat:
    """Returns what the engine calls a format of graphs."""
    found = ox.RdfFormat.from_media_type(FORMATS[form].media_types[0])
    assert found is not None
    return found


def written(found: Iterable[ox.Quad | ox.Triple], form: str, context: Context | None = None) -> str:
    """Writes statements in a format of graphs; JSON-LD by the keys of a context, or with IRIs in full.

    Raises RequestError for a term that JSON-LD does not have.
    """
    if form != "jsonld":
        return write_graph(found, form)
    quads = [_quad(one, with_graph=True) for one in found]
    if any(isinstance(quad.object, ox.Triple) for quad in quads):
        raise RequestError("JSON-LD cannot hold statements about statements; use turtle")
    return to_jsonld(quads, context or Context('{"@context": {}}', ""))


def write_graph(quads: Iterable[ox.Quad | ox.Triple], form: str) -> str:
    """Writes statements as Turtle, TriG, N-Triples or N-Quads, each once and byte for byte the same each time.

    Turtle and N-Triples leave out the graphs. The engine's serializer groups what comes in order, so statements
    are sorted before they are written; where each has a line of its own, the lines are sorted.

    >>> page = ox.NamedNode("http://xmlns.com/foaf/0.1/page")
    >>> print(write_graph([ox.Quad(page, page, page, page)], "turtle"), end="")
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    foaf:page foaf:page foaf:page .
    """
    target = engine_format(form)
    wanted = (_quad(one, target.supports_datasets) for one in quads)
    if form in ("ntriples", "nquads"):
        return b"".join(sorted(set(_serialized(wanted, target).splitlines(keepends=True)))).decode()
    return _with_prefixes_in_order(_serialized(sorted(set(wanted), key=_place), target).decode())


def _serialized(quads: Iterable[ox.Quad], target: ox.RdfFormat) -> bytes:
    text: bytes | None = ox.serialize(quads, format=target, prefixes=PREFIXES)
    assert text is not None
    return text


def _quad(one: ox.Quad | ox.Triple, with_graph: bool) -> ox.Quad:
    if isinstance(one, ox.Quad):
        return one if with_graph else ox.Quad(*one.triple)
    return ox.Quad(*one)


def _place(quad: ox.Quad) -> tuple[str, str, bool, str]:
    """Returns what a quad is sorted by: the default graph first, and types before all else of a subject."""
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
    return graph, str(quad.subject), quad.predicate.value != RDF_TYPE, str(quad)


def _with_prefixes_in_order(text: str) -> str:
    """Declares the prefixes that are used; the serializer declares all, each time in another order."""
    body = text.split("\n", len(PREFIXES))[-1]
    used = set(_PREFIX.findall(body))
    return "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in PREFIXES if name in used) + body
