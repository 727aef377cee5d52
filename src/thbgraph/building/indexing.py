"""Collecting the index of a build from its statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import pyoxigraph as ox

from ..naming.labels import descriptions, graph_labels
from ..naming.names import read_names
from ..words import vocabulary as thb
from ..words.grouping import grouped
from ..words.namespaces import CLASSING, MEMO, PREFIXES
from ..words.terms import curie
from .index import Index

_ALT_LABEL = PREFIXES["skos"] + "altLabel"


def make_index(digest: str, version: str, quads: Sequence[ox.Quad], reasoner: str) -> Index:
    """Collects the index of a build, but for its questions, from all of its quads; the store counts its triples."""
    labels = graph_labels(quads)
    classes: dict[str, set[str]] = {}
    name_of = cache(curie)
    for quad in quads:
        is_named = isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
        if is_named and quad.predicate.value in CLASSING and (name := name_of(quad.object.value)):
            classes.setdefault(quad.subject.value, set()).add(name)
    names = read_names(quads)
    named = {iri for table in (names.named, names.codes) for found in table.values() for iri in found}
    return Index(
        digest=digest,
        version=version,
        triples=0,
        probe=_probe(quads),
        labels=dict(sorted(labels.items())),
        aliases=_aliases(quads),
        classes={iri: sorted(found) for iri, found in sorted(classes.items()) if iri in named},
        names=names,
        codes=dict(
            sorted((q.subject.value, q.object.value) for q in quads if q.predicate.value == thb.alpha3Code)
        ),
        sources=dict(sorted(descriptions(quads, labels).items())),
        reasoner=reasoner,
    )


def _aliases(quads: Iterable[ox.Quad]) -> dict[str, list[str]]:
    found = {
        (quad.subject.value, quad.object.value)
        for quad in quads
        if quad.predicate.value == _ALT_LABEL and isinstance(quad.object, ox.Literal)
        if quad.object.language in ("en", None) and isinstance(quad.subject, ox.NamedNode)
    }
    return grouped(sorted(found))


def _probe(quads: Iterable[ox.Quad]) -> tuple[str, str, str] | None:
    """Gives the first triple, in written form, that stands in two passages."""
    seen: dict[tuple[str, str, str], str] = {}
    twice: set[tuple[str, str, str]] = set()
    for quad in quads:
        if quad.graph_name.value.startswith(MEMO):
            triple = str(quad.subject), str(quad.predicate), str(quad.object)
            # Two files may have the same passage: that is one graph.
            if seen.setdefault(triple, quad.graph_name.value) != quad.graph_name.value:
                twice.add(triple)
    return min(twice, default=None)
