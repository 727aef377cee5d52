"""Statements written as Turtle, TriG, N-Triples, N-Quads, RDF/XML and JSON-LD, byte for byte the same each time."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import pyoxigraph as ox

from ...base.errors import RequestError
from ...base.namespaces import PREFIXES, RDF_TYPE
from ...rdf.jsonld import Context, to_jsonld
from ..formats import FORMATS

_PREFIX = re.compile(r"(?:^|[\s^])([a-z0-9-]+):")
#: An element of RDF/XML, by its prefix.
_ELEMENT = re.compile(r"<([a-z0-9-]+):")
#: What XML names an element by: the end of a property's IRI; and the characters that XML 1.0 cannot hold.
_NAME, _NO_XML = re.compile(r"[^\W\d][\w.-]*$"), re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def engine_format(form: str) -> ox.RdfFormat:
    """Returns what the engine calls a format of graphs."""
    found = ox.RdfFormat.from_media_type(FORMATS[form].media_type)
    assert found is not None
    return found


def written(found: Iterable[ox.Quad | ox.Triple], form: str, context: Context | None = None) -> str:
    """Writes statements in a format of graphs; JSON-LD by the keys of a context, or with IRIs in full.

    Raises RequestError for a term that JSON-LD or RDF/XML does not have.
    """
    if form != "jsonld":
        return write_graph(found, form)
    quads = [_quad(one, with_graph=False) for one in found]
    _refuse_nested(quads, form)
    return to_jsonld(quads, context or Context('{"@context": {}}', ""))


def write_graph(quads: Iterable[ox.Quad | ox.Triple], form: str) -> str:
    """Writes statements as Turtle, TriG, N-Triples, N-Quads or RDF/XML, each once and byte for byte the same each time.

    Turtle, N-Triples and RDF/XML leave out the graphs. Raises RequestError for what RDF/XML cannot hold. The engine's serializer groups what comes in order, so statements
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
    ordered = sorted(set(wanted), key=_place)
    if form == "rdfxml":
        return _as_xml(ordered, target)
    return _with_prefixes_in_order(_serialized(ordered, target).decode())


def _as_xml(quads: Sequence[ox.Quad], target: ox.RdfFormat) -> str:
    """Writes triples as RDF/XML, with the prefixes that are used in order; raises RequestError for what it cannot hold."""
    _refuse_nested(quads, "rdfxml")
    for quad in quads:
        if not _NAME.search(quad.predicate.value):
            raise RequestError(f"RDF/XML has no name for the property {quad.predicate}; use turtle")
        if isinstance(quad.object, ox.Literal) and _NO_XML.search(quad.object.value):
            raise RequestError(f"RDF/XML cannot hold a control character of {quad.subject}; use turtle")
    first, _, body = _serialized(quads, target).decode().split("\n", 2)
    used = set(_ELEMENT.findall(body)) | {"rdf"}
    declared = "".join(f' xmlns:{name}="{PREFIXES[name]}"' for name in PREFIXES if name in used)
    return f"{first}\n<rdf:RDF{declared}>\n{body}\n"


def _refuse_nested(quads: Iterable[ox.Quad], form: str) -> None:
    if any(isinstance(quad.object, ox.Triple) for quad in quads):
        raise RequestError(f"{FORMATS[form].title} cannot hold statements about statements; use turtle")


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
    return declared(prefixes_in(body)) + body


def prefixes_in(body: str) -> set[str]:
    """Returns the prefixes that lines of Turtle or TriG may use, and words that look like them."""
    return set(_PREFIX.findall(body))


def declared(used: Collection[str]) -> str:
    """Declares the prefixes that are used, in order."""
    return "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in PREFIXES if name in used)
