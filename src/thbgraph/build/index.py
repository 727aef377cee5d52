"""The index of a build: what answering needs besides the store, in one JSON file.

Labels of things, the names by which people call them, and their classes. The saved questions, which others may be
asked of the same build, lie in a file of their own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import CLASSING, MEMO, PREFIXES
from ..base.terms import curie
from ..base.values import Description, grouped, name_of, names_of
from ..names.labels import DESCRIBING, LABELS, descriptions, graph_labels
from ..names.names import READ as NAMES
from ..names.names import NameTables, read_names
from ..questions.questions import Question
from ..stores.lines import Grounds, nothing_known

_ALT_LABEL = PREFIXES["skos"] + "altLabel"


class Index(NamedTuple):
    """What a build knows besides its triples.

    `digest` names what the graphs hold; `probe` is a triple in written form that stands in two passages; `labels`
    goes from IRI to label, `aliases` to other English names as they are written, `classes` to the CURIEs of its
    classes, `names` says what things are called,
    `codes` goes from a state's IRI to its ISO 3166-1 alpha-3 code, `sources` from the IRI of a passage or source
    to its description. `root` is the home that it was built from, `folder` where the files of the build lie, None
    where there are none; `grounds` opens what computed statements rest on.
    """

    digest: str
    version: str
    triples: int
    probe: tuple[str, str, str] | None
    labels: Mapping[str, str]
    aliases: Mapping[str, Sequence[str]]
    classes: Mapping[str, list[str]]
    names: NameTables
    codes: Mapping[str, str]
    sources: Mapping[str, Description]
    questions: Mapping[str, Question] = {}
    root: Path = Path()
    folder: Path | None = None
    grounds: Callable[[], Grounds] = nothing_known

    def label(self, iri: str) -> str:
        """Returns what a thing is called."""
        return name_of(iri, self.labels)

    def called(self, iris: Iterable[str]) -> dict[str, str]:
        """Returns what things are called, by IRI."""
        return names_of(iris, self.labels)

    def described(self, graphs: Iterable[str]) -> dict[str, Description]:
        """Says what each passage and source is, by IRI."""
        return {iri: self.description(iri) for iri in dict.fromkeys(graphs)}

    def description(self, graph: str) -> Description:
        """Says what a passage or source is; of another graph, what it is called."""
        return self.sources.get(graph) or Description(self.label(graph))

    def text(self) -> str:
        """Writes the index, without its questions, its place and its grounds, as JSON."""
        fields = self._asdict()
        del fields["questions"], fields["root"], fields["folder"], fields["grounds"]
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def from_json(fields: Any) -> Index:
    """Reads an index, which has no questions yet, from the JSON that `Index.text` wrote.

    Raises TypeError, ValueError or KeyError for anything else.
    """
    if not isinstance(fields, dict):
        raise TypeError("the index is not a map")
    probe = fields["probe"] and tuple(fields["probe"])
    sources = {iri: Description(*parts) for iri, parts in dict(fields["sources"]).items()}
    return Index(**fields | {"probe": probe, "names": NameTables(*fields["names"]), "sources": sources})


def make_index(digest: str, version: str, quads: Sequence[ox.Quad]) -> Index:
    """Collects the index of a build, but for its questions, from all of its quads; the store counts its triples."""
    by_property = grouped((quad.predicate.value, quad) for quad in quads)

    def having(props: Iterable[str]) -> Iterator[ox.Quad]:
        return chain.from_iterable(by_property.get(prop, ()) for prop in sorted(props))

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
