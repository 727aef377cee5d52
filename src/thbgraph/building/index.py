"""The index of a build: what answering needs besides the store, in one JSON file.

Labels of things, the names by which people call them, their classes, and the saved questions with their
headers already read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..files.questions import Param, Question
from ..files.sentences import Clause
from ..naming.labels import descriptions, graph_labels
from ..naming.names import NameTables, read_names
from ..words import vocabulary as thb
from ..words.namespaces import MEMO, PREFIXES, RDF_TYPE
from ..words.terms import curie

_ALT_LABEL = PREFIXES["skos"] + "altLabel"


class Index(NamedTuple):
    """What a build knows besides its triples.

    `digest` names the sources; `probe` is a triple in written form that stands in two passages; `labels`
    goes from IRI to label, `aliases` to other English names as they are written, `classes` to the CURIEs of its
    classes, `names` says what things are called,
    `codes` goes from a state's IRI to its ISO 3166-1 alpha-3 code, `sources` from the IRI of a passage or source
    to its description in a line. `reasoner` says what reasoned.
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
    sources: Mapping[str, str]
    questions: Mapping[str, Question]
    reasoner: str = "rules"

    def to_json(self) -> dict[str, Any]:
        """Gives the index as values that JSON can write."""
        fields = self._asdict()
        fields["questions"] = {
            name: {
                **question._asdict(),
                "params": [param._asdict() for param in question.params],
                "sentence": [clause._asdict() for clause in question.sentence],
            }
            for name, question in self.questions.items()
        }
        return fields


def from_json(fields: Any) -> Index:
    """Reads an index from what `Index.to_json` gave.

    Raises TypeError or KeyError for anything else.
    """
    if not isinstance(fields, dict):
        raise TypeError("the index is no map")
    questions = {
        name: Question(
            **{
                **saved,
                "tags": tuple(saved["tags"]),
                "asked": tuple(saved["asked"]),
                "sentence": tuple(Clause(**clause) for clause in saved["sentence"]),
                "params": tuple(Param(**param) for param in saved["params"]),
            }
        )
        for name, saved in fields["questions"].items()
    }
    probe = fields["probe"] and tuple(fields["probe"])
    return Index(**fields | {"questions": questions, "probe": probe, "names": NameTables(*fields["names"])})


def make_index(
    digest: str, version: str, quads: Sequence[ox.Quad], questions: Mapping[str, Question], reasoner: str
) -> Index:
    """Collects the index of a build from all of its quads and questions; the store counts its triples."""
    labels = graph_labels(quads)
    classes: dict[str, set[str]] = {}
    name_of = cache(curie)
    for quad in quads:
        is_named = isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
        if is_named and quad.predicate.value == RDF_TYPE and (name := name_of(quad.object.value)):
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
        questions=dict(sorted(questions.items())),
        reasoner=reasoner,
    )


def _aliases(quads: Iterable[ox.Quad]) -> dict[str, list[str]]:
    found = {
        (quad.subject.value, quad.object.value)
        for quad in quads
        if quad.predicate.value == _ALT_LABEL and isinstance(quad.object, ox.Literal)
        if quad.object.language in ("en", None) and isinstance(quad.subject, ox.NamedNode)
    }
    aliases: dict[str, list[str]] = {}
    for iri, name in sorted(found):
        aliases.setdefault(iri, []).append(name)
    return aliases


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
