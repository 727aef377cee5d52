"""Data files of the site: what is stated of each thing, next to its page, and what describes all."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from ..base.namespaces import BASE, MEMO, SOURCE
from ..build import homes
from ..exports.portal import DISTRIBUTIONS, dump
from ..exports.serializing import write_quads
from ..graph.knowledge_graph import KnowledgeGraph
from ..results.formats import FORMATS
from .urls import Addresses

#: The formats of data files.
FORMS = tuple(FORMATS[form] for form in ("turtle", "jsonld"))
_CONTEXTS = ("context.jsonld", "plain.jsonld")


def data_files(graph: KnowledgeGraph, addresses: Addresses) -> Iterator[tuple[str, str | bytes]]:
    """Yields path and content of the data files of all things, passages and sources, and of what describes them all.

    A statement stands in the files of one thing: acts and the like in those of the page on which they have their
    place. Passages have all that they state, sources what is said of them. Of the whole there is each file that the
    description names.
    """
    for page, quads in sorted(_by_page(graph, addresses).items()):
        for form in FORMS:
            text = write_quads(graph.index.root, form.name, quads)
            yield (
                f"{page.removeprefix(BASE)}.{form.ending}",
                _sharing(text) if form.name == "jsonld" else text,
            )
    for form in FORMS:
        yield f"ontology.{form.ending}", graph.exports.text(form.name, part="ontology")
    yield "void.ttl", graph.exports.text("turtle", graphs=["void"])
    for form_name in DISTRIBUTIONS:
        yield dump(form_name), dump_file(graph, form_name)
    for name in _CONTEXTS:
        yield name, homes.read_text(graph.index.root, f"ontology/{name}")


def dump_file(graph: KnowledgeGraph, form: str) -> bytes:
    """Writes the whole dataset in a format, gzipped, the same bytes each time."""
    return gzip.compress(graph.exports.text(form).encode(), mtime=0)


def _by_page(graph: KnowledgeGraph, addresses: Addresses) -> Mapping[str, dict[ox.Quad, None]]:
    """Returns what the sources assert by the thing, passage or source on whose page it stands."""
    pages = defaultdict[str, dict[ox.Quad, None]](dict)
    stating = sorted(iri for iri in graph.index.sources if iri.startswith((MEMO, SOURCE)))
    for quad in (quad for iri in stating for quad in graph.statements(graph=iri)):
        assert isinstance(quad, ox.Quad)
        subject, graph_name = quad.subject.value, quad.graph_name.value
        if subject.startswith(BASE):
            pages[addresses.home(subject)][quad] = None
        if graph_name.startswith(MEMO):
            pages[graph_name][quad] = None
    return pages


def _sharing(text: str) -> str:
    """Returns JSON-LD with the one context of the site in place of its own, without the spaces that people like."""
    document = {**json.loads(text), "@context": f"../{_CONTEXTS[0]}"}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
