"""Collecting the index of a build from its statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.grouping import grouped
from ..base.namespaces import CLASSING, MEMO, PREFIXES
from ..base.terms import curie
from ..names.labels import DESCRIBING, LABELS, descriptions, graph_labels
from ..names.names import READ as NAMES
from ..names.names import read_names
from .index import Index

_ALT_LABEL = PREFIXES["skos"] + "altLabel"


def make_index(digest: str, version: str, quads: Sequence[ox.Quad]) -> Index:
    """Collects the index of a build, but for its questions, from all of its quads; the store counts its triples."""
    said: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        said.setdefault(quad.predicate.value, []).append(quad)

    def having(props: Iterable[str]) -> Iterator[ox.Quad]:
        return chain.from_iterable(said.get(prop, ()) for prop in sorted(props))

    labels = graph_labels(having(LABELS))
    names = read_names(having(NAMES))
    named = {iri for table in (names.named, names.codes) for found in table.values() for iri in found}
    return Index(
        digest=digest,
        version=version,
        triples=0,
        probe=_probe(quads),
        labels=dict(sorted(labels.items())),
        aliases=_aliases(having((_ALT_LABEL,))),
        classes=_classes(having(CLASSING), named),
        names=names,
        codes=dict(sorted((q.subject.value, q.object.value) for q in having((thb.alpha3Code,)))),
        sources=dict(sorted(descriptions(having(DESCRIBING), labels).items())),
    )


def _classes(quads: Iterable[ox.Quad], named: Collection[str]) -> dict[str, list[str]]:
    """Gives the CURIEs of the classes of each thing that has a name."""
    name_of = cache(curie)
    found = {
        (quad.subject.value, name)
        for quad in quads
        if quad.subject.value in named and isinstance(quad.object, ox.NamedNode)
        if (name := name_of(quad.object.value))
    }
    return grouped(sorted(found))


def _aliases(quads: Iterable[ox.Quad]) -> dict[str, list[str]]:
    found = {
        (quad.subject.value, quad.object.value)
        for quad in quads
        if isinstance(quad.object, ox.Literal) and quad.object.language in ("en", None)
        if isinstance(quad.subject, ox.NamedNode)
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
