"""Faults of single statements: lexical forms, undeclared terms, names that cannot be right.

What needs more than one statement to be seen (shapes, checks) is validation's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATING, lexical_fault
from ..base.namespaces import ID, MEMO, PREFIXES, RDF_TYPE, SOURCE, THB, XSD
from ..base.suggestions import did_you_mean, near
from ..base.terms import SLUG, short, turtle

_OWL = PREFIXES["owl"]
_NAMES = {PREFIXES["skos"] + name for name in ("altLabel", "prefLabel")}
#: Properties whose texts are names: the shapes say what is wrong with one, also to other validators.
_BY_SHAPE = {
    *_NAMES,
    PREFIXES["skos"] + "hiddenLabel",
    PREFIXES["skosxl"] + "literalForm",
    PREFIXES["schema"] + "legalName",
    PREFIXES["dcterms"] + "title",
    thb.printedName,
}
#: What steers a screen or turns the direction of writing, and is seen nowhere; a text may have lines.
_UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
#: Datatypes of which every store keeps the lexical form.
_AS_WRITTEN = {XSD + "string", PREFIXES["rdf"] + "langString", *DATING}
#: Whole numbers, decimals and truth values that no store writes otherwise, as nearly all are.
_SHORTEST = re.compile(r"0|-?[1-9][0-9]{0,14}|-?(?:0|[1-9][0-9]{0,8})\.[0-9]{0,8}[1-9]|true|false")
_SAME_AS, _DEPRECATED = _OWL + "sameAs", _OWL + "deprecated"


class Vocabulary(NamedTuple):
    """The terms that data may use: classes, object and datatype properties, and all terms, individuals too."""

    classes: frozenset[str]
    object_properties: frozenset[str]
    datatype_properties: frozenset[str]
    properties: frozenset[str]
    terms: frozenset[str]


def vocabulary(ontology: Iterable[ox.Quad]) -> Vocabulary:
    """Collects the declared terms of an ontology."""
    typed: dict[str, set[str]] = {}
    for quad in ontology:
        if quad.predicate.value == RDF_TYPE and isinstance(quad.subject, ox.NamedNode):
            typed.setdefault(quad.object.value, set()).add(quad.subject.value)
    classes, of_things, of_values = (
        frozenset(typed.get(_OWL + kind, ())) for kind in ("Class", "ObjectProperty", "DatatypeProperty")
    )
    return Vocabulary(
        classes, of_things, of_values, of_things | of_values, frozenset().union(*typed.values())
    )


def statement_faults(quad: ox.Quad, words: Vocabulary, sound: set[str]) -> Iterator[str]:
    """Says what is wrong with one statement of `data/`, each fault in one sentence with its mending.

    Names and graphs that are `sound` are not looked at again; those that are found to be so are added.

    >>> words = vocabulary([])
    >>> node = ox.NamedNode("https://w3id.org/thbgraph/id/greta")
    >>> next(statement_faults(ox.Quad(node, ox.NamedNode(THB + "monitor"), node), words, set()))
    'thb:monitor is not in the ontology; its terms are in ontology/, and CONTRIBUTING.md says how to add one'
    """
    predicate, thing = quad.predicate.value, quad.object
    if predicate == _SAME_AS:
        yield "owl:sameAs would double every answer; use skos:exactMatch"
    elif predicate == RDF_TYPE:
        if not isinstance(thing, ox.NamedNode):
            yield f"a expects a class, got {turtle(thing)}; write its name, such as thb:State"
        elif thing.value not in words.classes:
            yield _undeclared(thing.value, words.classes)
    elif predicate not in words.properties:
        yield _undeclared(predicate, words.properties)
    elif predicate in words.object_properties and isinstance(thing, ox.Literal):
        yield f"{short(predicate)} expects a thing, got the text {turtle(thing)}; write its name, id:NAME"
    elif predicate in words.datatype_properties and not isinstance(thing, ox.Literal):
        yield f'{short(predicate)} expects a value in quotes, got {turtle(thing)}; write it as "..."'
    if isinstance(thing, ox.Literal):
        yield from _literal_faults(predicate, thing)
    named = (quad.subject,) if predicate == RDF_TYPE else (quad.subject, thing)
    for term in named:
        if isinstance(term, ox.NamedNode) and (name := term.value) not in sound:
            faults = list(_name_faults(name, words))
            yield from faults
            sound.update([] if faults else [name])
    graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
    if not graph.startswith((MEMO, SOURCE)) or (graph not in sound and short(graph).startswith("<")):
        yield f"{short(graph)} is not the graph of a passage or source; write a block such as memo:2-13 {{ ... }}"
    else:
        sound.add(graph)


def unknown_entities(
    quads: Collection[ox.Quad], elsewhere: Iterable[ox.Quad] = ()
) -> Iterator[tuple[ox.Quad, str]]:
    """Finds statements about or to an `id:` name that nothing, `elsewhere` neither, gives a class: a slip of the pen.

    A name that is no longer used has none.
    """
    declaring = (RDF_TYPE, _DEPRECATED)
    everything = [*quads, *elsewhere]
    typed = {quad.subject.value for quad in everything if quad.predicate.value in declaring}
    for quad in quads:
        for term in (quad.subject, quad.object):
            name = term.value if isinstance(term, ox.NamedNode) else ""
            if name.startswith(ID) and name not in typed:
                meant = _called(name.removeprefix(ID).replace("-", " "), everything, typed)
                found = [short(meant)] if meant else _nearest(name, typed)
                hint = did_you_mean(found, "declare it in data/entities/")
                yield quad, f"{short(name)} has no class anywhere; {hint}"
                break


def unknown_graphs(
    quads: Collection[ox.Quad], elsewhere: Iterable[ox.Quad] = ()
) -> Iterator[tuple[ox.Quad, str]]:
    """Finds the first statement in each graph that nothing, `elsewhere` neither, describes as a passage or source.

    Graphs of passages are looked at where any passage is described, and likewise sources.
    """
    described = {
        quad.subject.value
        for quad in [*quads, *elsewhere]
        if quad.predicate.value == RDF_TYPE and quad.object.value in (thb.Passage, thb.Source)
    }
    kinds = tuple(kind for kind in (MEMO, SOURCE) if any(graph.startswith(kind) for graph in described))
    reported = set[str]()
    for quad in quads:
        graph = quad.graph_name.value
        if graph.startswith(kinds) and graph not in described and graph not in reported:
            reported.add(graph)
            yield (
                quad,
                f"nothing describes {short(graph)} as a passage or source; describe it, or correct the name of the block",
            )


def _called(name: str, quads: Iterable[ox.Quad], things: Collection[str]) -> str | None:
    """Returns the first of some things that statements call by a name, in small letters."""
    called = (
        quad.subject.value
        for quad in quads
        if quad.predicate.value in _NAMES and quad.object.value.casefold() == name
    )
    return next((thing for thing in called if thing in things), None)


def _literal_faults(predicate: str, literal: ox.Literal) -> Iterator[str]:
    wanted = lexical_fault(literal.value, literal.datatype.value)
    if wanted:
        datatype = short(literal.datatype.value)
        yield f'{short(predicate)} expects {wanted}, got "{literal.value[:60]}"^^{datatype}'
    elif (kept := _as_kept(literal)) != literal.value:
        yield f'{short(predicate)} has "{literal.value[:60]}", which the graph keeps as "{kept}"; write it so'
    elif predicate in _BY_SHAPE:
        return
    elif unseen := _UNSEEN.search(literal.value):
        yield f"{short(predicate)} has the character U+{ord(unseen[0]):04X}, which nobody sees; take it out"
    elif literal.value.strip() != literal.value or not literal.value:
        yield f"{short(predicate)} has a text that is empty or begins or ends with white space; trim it"


def _as_kept(literal: ox.Literal) -> str:
    """Returns the lexical form that a store gives back: of a number the shortest, of a text and a day its own."""
    if literal.datatype.value in _AS_WRITTEN or _SHORTEST.fullmatch(literal.value):
        return str(literal.value)
    node = ox.NamedNode(THB)
    store = ox.Store()
    store.add(ox.Quad(node, node, literal))
    (quad,) = store
    kept: str = quad.object.value
    return kept


def _name_faults(iri: str, words: Vocabulary) -> Iterator[str]:
    if iri.startswith(ID) and not SLUG.fullmatch(iri[len(ID) :]):
        yield f"{iri} is not a name that the project gives; a slug has a-z, 0-9 and single hyphens"
    elif iri.startswith(THB) and iri not in words.terms:
        yield _undeclared(iri, words.terms)
    elif iri.startswith((MEMO, SOURCE)) and short(iri).startswith("<"):
        yield f"{iri} is not the name of a passage or source"


def _undeclared(iri: str, known: Iterable[str]) -> str:
    hint = did_you_mean(
        _nearest(iri, known), "its terms are in ontology/, and CONTRIBUTING.md says how to add one"
    )
    return f"{short(iri)} is not in the ontology; {hint}"


def _nearest(iri: str, known: Iterable[str]) -> list[str]:
    """Finds the known name that is written most alike, by short names: their namespaces would drown the rest."""
    return near(short(iri), map(short, known), 1, 0.75)
