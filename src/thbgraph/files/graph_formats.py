"""Statements written as Turtle, TriG, N-Triples and N-Quads, byte for byte the same each time.

The engine's serializer groups what comes in order, so statements are sorted before they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from ..words.namespaces import PREFIXES, RDF_TYPE

FORMATS: Mapping[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
}
_PREFIX = re.compile(r"(?:^|[\s^])([a-z0-9-]+):")


def write_graph(quads: Iterable[ox.Quad], form: str) -> str:
    """Writes quads in one of `FORMATS`, each once; Turtle and N-Triples leave out the graphs.

    >>> page = ox.NamedNode("http://xmlns.com/foaf/0.1/page")
    >>> print(write_graph([ox.Quad(page, page, page, page)], "turtle"), end="")
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    foaf:page foaf:page foaf:page .
    """
    target = FORMATS[form]
    wanted = set(quads) if target.supports_datasets else {ox.Quad(*quad.triple) for quad in quads}
    key = str if form in ("ntriples", "nquads") else _place
    text = ox.serialize(sorted(wanted, key=key), format=target, prefixes=PREFIXES)
    assert text is not None
    return text.decode() if key is str else _with_prefixes_in_order(text.decode())


def _place(quad: ox.Quad) -> tuple[str, str, bool, str]:
    """Returns what a quad is sorted by: the default graph first, and types before all else of a subject."""
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
    return graph, str(quad.subject), quad.predicate.value != RDF_TYPE, str(quad)


def _with_prefixes_in_order(text: str) -> str:
    """Declares the prefixes that are used; the serializer declares all, each time in another order."""
    body = text.split("\n", len(PREFIXES))[-1]
    used = set(_PREFIX.findall(body))
    return "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in PREFIXES if name in used) + body
