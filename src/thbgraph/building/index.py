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
from ..naming.arguments import outside
from ..naming.descriptions import descriptions
from ..naming.labels import node_labels
from ..words import vocabulary as thb
from ..words.names import key
from ..words.namespaces import MEMO, PREFIXES, RDF_TYPE, SOURCE
from ..words.terms import curie, short

_SKOS, _DCTERMS, _RDFS = PREFIXES["skos"], PREFIXES["dcterms"], PREFIXES["rdfs"]
_DATED_NAME, _LITERAL_FORM = PREFIXES["skosxl"] + "altLabel", PREFIXES["skosxl"] + "literalForm"
_LABEL = (_SKOS + "prefLabel", _RDFS + "label")
_NAMING = (
    *_LABEL,
    _SKOS + "altLabel",
    _SKOS + "hiddenLabel",
    thb.formalName,
    thb.alpha2Code,
    thb.alpha3Code,
    thb.m49Code,
    _DCTERMS + "identifier",
    _DCTERMS + "title",
)
_EXACT = _SKOS + "exactMatch"
_READ = {*_NAMING, _LITERAL_FORM, thb.printedName, RDF_TYPE, _EXACT}


class Index(NamedTuple):
    """What a build knows besides its triples.

    `digest` names the sources; `probe` is a triple in written form that stands in two passages; `labels`
    goes from IRI to label, `names` from a key (see `thbgraph.words.names`) to IRIs, `printed` likewise from
    what passages print, `classes` from IRI to the CURIEs of its classes, `linked` from an outside identifier
    (see `thbgraph.naming.arguments.outside`) to the IRIs that it matches exactly, `sources` from the IRI of a
    passage or source to its description in a line. `reasoner` says what reasoned.
    """

    digest: str
    version: str
    triples: int
    probe: tuple[str, str, str] | None
    labels: Mapping[str, str]
    names: Mapping[str, list[str]]
    printed: Mapping[str, list[str]]
    classes: Mapping[str, list[str]]
    linked: Mapping[str, list[str]]
    sources: Mapping[str, str]
    questions: Mapping[str, Question]
    reasoner: str = "rules"

    def to_json(self) -> dict[str, Any]:
        """Gives the index as values that JSON can write."""
        fields = self._asdict()
        fields["questions"] = {
            name: {**question._asdict(), "params": [param._asdict() for param in question.params]}
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
                "params": tuple(Param(**param) for param in saved["params"]),
            }
        )
        for name, saved in fields["questions"].items()
    }
    probe = fields["probe"]
    return Index(**fields | {"questions": questions, "probe": None if probe is None else tuple(probe)})


def make_index(
    digest: str, version: str, quads: Sequence[ox.Quad], questions: Mapping[str, Question], reasoner: str
) -> Index:
    """Collects the index of a build from all of its quads and questions; the store counts its triples."""
    labels: dict[str, str] = {}
    names: dict[str, set[str]] = {}
    printed: dict[str, set[str]] = {}
    classes: dict[str, set[str]] = {}
    linked: dict[str, set[str]] = {}
    name_of = cache(curie)
    bearers = {quad.object.value: quad.subject.value for quad in quads if quad.predicate.value == _DATED_NAME}
    for quad in quads:
        predicate = quad.predicate.value
        if predicate not in _READ or not isinstance(quad.subject, ox.NamedNode):
            continue
        subject, thing = quad.subject.value, quad.object
        if predicate in _LABEL and isinstance(thing, ox.Literal) and thing.language == "en":
            labels[subject] = thing.value
        if predicate == _LITERAL_FORM:
            names.setdefault(key(thing.value), set()).add(bearers.get(subject, subject))
        if predicate in _NAMING and not subject.startswith(MEMO):  # a section's title is no entity's name
            names.setdefault(key(thing.value), set()).add(subject)
        if predicate == _EXACT:
            linked.setdefault(outside(thing.value), set()).add(subject)
        if predicate == thb.printedName:
            printed.setdefault(key(thing.value), set()).add(subject)
        if predicate == RDF_TYPE and isinstance(thing, ox.NamedNode):
            name = name_of(thing.value)
            if name:
                classes.setdefault(subject, set()).add(name)
    _label_the_passages(labels, classes)
    labels.update(node_labels(quads, labels))
    labels[RDF_TYPE] = "is a"
    named = {iri for found in names.values() for iri in found}
    return Index(
        digest=digest,
        version=version,
        triples=0,
        probe=_probe(quads),
        labels=dict(sorted(labels.items())),
        names={name: sorted(found) for name, found in sorted(names.items())},
        printed={name: sorted(found) for name, found in sorted(printed.items()) if name not in names},
        classes={iri: sorted(found) for iri, found in sorted(classes.items()) if iri in named},
        linked={identifier: sorted(found) for identifier, found in sorted(linked.items())},
        sources=dict(sorted(descriptions(quads, labels).items())),
        questions=dict(sorted(questions.items())),
        reasoner=reasoner,
    )


def _label_the_passages(labels: dict[str, str], classes: Mapping[str, set[str]]) -> None:
    for iri, kinds in classes.items():
        if short(thb.Passage) in kinds and iri.startswith(MEMO):
            labels[iri] = "memo " + iri[len(MEMO) :]
        elif short(thb.Source) in kinds and iri.startswith(SOURCE):
            labels.setdefault(iri, iri[len(SOURCE) :].replace("-", " "))


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
