"""A statement as people give it, in three texts, turned into terms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

import pyoxigraph as ox

from ..answers.rows import shown, value_of
from ..words.dates import DATING, MONTH_DAY, lexical_fault
from ..words.errors import ParameterError, UnknownEntity
from ..words.names import key, quoted, squeezed
from ..words.namespaces import COMPUTED_GRAPH, INFERRED_GRAPH, PREFIXES, RDF_TYPE, THB, XSD
from ..words.suggestions import did_you_mean, near
from ..words.terms import Term, expand, local, short
from .arguments import Names, linked

#: Gives the quads of all named graphs that match subject, predicate, object; None matches anything.
Match: TypeAlias = Callable[[Term | None, ox.NamedNode | None, Term | None], Iterator[ox.Quad]]

#: The kinds of term that may stand between subject and object.
PROPERTIES = {
    "owl:ObjectProperty",
    "owl:DatatypeProperty",
    "owl:AnnotationProperty",
    "rdf:Property",
}
#: The properties that the ontology is made with, which it does not itself declare.
_SCHEMA = tuple(
    PREFIXES[prefix] + name
    for prefix, names in (
        ("rdfs", "subClassOf subPropertyOf domain range label comment isDefinedBy"),
        ("owl", "inverseOf equivalentClass equivalentProperty propertyChainAxiom versionInfo"),
    )
    for name in names.split()
)
#: What `show` and `--cite` call some properties.
_CALLED = {"a": RDF_TYPE, "isa": RDF_TYPE, "type": RDF_TYPE, "name": PREFIXES["skos"] + "prefLabel"}
_GUESSES = (*DATING, MONTH_DAY, XSD + "integer", XSD + "decimal", XSD + "boolean")
_LONGEST = 500
#: No word as short as this says what kind of thing is meant.
_SHORTEST = 3
#: What no source states, but follows or is computed.
_DERIVED = (INFERRED_GRAPH, COMPUTED_GRAPH)


def read_statement(
    said: tuple[str, str, str], match: Match, find: Callable[[str], str], known: Names
) -> tuple[ox.NamedNode, ox.NamedNode, Term]:
    """Turns a statement as people give it into terms; `find` gives the IRI of what has a name.

    Raises UnknownEntity for a name that nothing or several things have, ParameterError for no value.
    """
    subject, predicate, thing = said

    def node(name: str) -> str:  # also what has no label, but is spoken of by its IRI
        iri = expand(name) or name
        if is_iri(iri) and any(
            chain(match(ox.NamedNode(iri), None, None), match(None, None, ox.NamedNode(iri)))
        ):
            return iri
        return find(name)

    one = ox.NamedNode(linked(subject, known) or node(subject))
    iri = expand(predicate) or predicate
    is_used = is_iri(iri) and any(match(None, ox.NamedNode(iri), None))
    try:
        relation = ox.NamedNode(iri if is_used else find_property(predicate, known))
    except UnknownEntity as error:
        hint = _joined(one, predicate, thing, node, match, known)
        raise UnknownEntity(error.message + hint, candidates=error.candidates) from None
    held = [quad.object for quad in match(one, relation, None)]
    sample = next(match(None, relation, None), None)
    takes_values = sample is not None and isinstance(sample.object, ox.Literal)
    other = read_object(thing, held, node, takes_values, known, relation.value == RDF_TYPE)
    return one, relation, other


def joints(one: Term, other: Term, match: Match) -> list[tuple[ox.NamedNode, ox.NamedNode, Term]]:
    """Gives what sources say of one thing by way of a node that names another, too: an act, a membership.

    Each statement leads from the node to the first of the two things.
    """

    def said(thing: Term) -> Iterator[ox.Quad]:
        return (quad for quad in match(None, None, thing) if quad.graph_name.value not in _DERIVED)

    theirs = {quad.subject for quad in said(other)} if one != other else set()
    found = {(quad.subject, quad.predicate, quad.object) for quad in said(one) if quad.subject in theirs}
    return sorted(found, key=str)


def _joined(
    one: ox.NamedNode, predicate: str, thing: str, node: Callable[[str], str], match: Match, known: Names
) -> str:
    """Says what joins two things where a property of that name does not, and how to ask about it."""
    try:
        found = joints(one, ox.NamedNode(node(thing)), match)
    except UnknownEntity:
        return ""
    words = [word for word in key(predicate).split() if len(word) > _SHORTEST]

    def is_meant(label: str) -> bool:
        return any(word in key(label) for word in words)

    named = [(known.labels[joint[0].value], joint) for joint in found if joint[0].value in known.labels]
    named.sort(key=lambda pair: (not is_meant(pair[0]), pair[0]))
    if not named:
        return ""
    label, (subject, relation, _) = named[0]
    what = label if len(named) == 1 else f"{label}, among {len(named)} things"
    command = f"thbgraph why {short(subject.value)} {short(relation.value)} {short(one.value)}"
    return f"; what joins the two is {what}: {command}"


def find_property(text: str, known: Names) -> str:
    """Gives the IRI of the property that a label, local name, CURIE or IRI names, in any case.

    Raises UnknownEntity with candidates where no property or several have the name.
    """
    wanted = squeezed(text)
    if text in ("rdf:type", RDF_TYPE, f"<{RDF_TYPE}>") or wanted in _CALLED:
        return _CALLED.get(wanted, RDF_TYPE)
    declared = [iri for iri, kinds in known.classes.items() if PROPERTIES.intersection(kinds)]
    declared += [iri for iri in _SCHEMA if iri not in declared]
    full = expand(text) or text
    if full in declared:
        return full
    named: dict[str, list[str]] = {}
    for iri in declared:
        for name in {squeezed(known.labels.get(iri, "")), squeezed(local(iri))} - {""}:
            named.setdefault(name, []).append(iri)
    found = named.get(wanted, [])
    found = [iri for iri in found if squeezed(known.labels.get(iri, "")) == wanted] or found
    if len(found) == 1:
        return found[0]
    if found:
        listed = " or ".join(short(iri) for iri in found)
        raise UnknownEntity(f"{quoted(text)} may be the property {listed}; name it so", candidates=found)
    names = near(wanted if full == text else squeezed(local(full)), named, alike=0.7)
    meant = list(dict.fromkeys(iri for name in names for iri in named[name]))[:3]
    words = [f"{known.labels.get(iri, local(iri))} ({short(iri)})" for iri in meant]
    hint = did_you_mean(words, "docs/vocabulary.md lists them")
    raise UnknownEntity(f"no property is called {quoted(text)}; {hint}", candidates=meant)


def find_class(text: str, known: Names) -> str:
    """Gives the IRI of the class of the ontology that a local name, label, CURIE or IRI names, in any case.

    A class of the project comes before one of the same name elsewhere. Raises UnknownEntity with the classes
    that are near.
    """
    full = expand(text) or text
    names: dict[str, str] = {}
    for name, iri in _class_names(known):
        if iri == full:
            return iri
        names.setdefault(name, iri)
    wanted = squeezed(text)
    if wanted and wanted in names:
        return names[wanted]
    meant = list(dict.fromkeys(short(names[name]) for name in near(wanted, names)))
    hint = did_you_mean(meant, "the classes are listed by: thbgraph list")
    raise UnknownEntity(f"there is no class {quoted(text)}; {hint}", candidates=meant)


def read_object(
    text: str,
    held: Sequence[Term],
    find: Callable[[str], str],
    takes_values: bool,
    known: Names,
    is_type: bool = False,
) -> Term:
    """Gives the term that stands as object: a thing by its name, or a value as Turtle, plain text or a day.

    `held` are the objects that the subject has by this property; a value or class among them is meant before
    any other of that text. `find` gives the IRI of a thing by its name, `takes_values` says whether the property leads to values,
    `is_type` whether it leads to classes. Raises ParameterError for text that is no term, UnknownEntity for
    a name that nothing or several things have.
    """
    if not text.strip() or len(text) > _LONGEST:
        raise ParameterError(f"expected a name or a value of at most {_LONGEST} characters, got {len(text)}")
    if text[0] in "\"'":
        return _literal(text)
    values = [term for term in held if isinstance(term, ox.Literal)]
    for fitting in (lambda term: term.value == text, lambda term: _is_called(term, text)):
        found = sorted((term for term in values if fitting(term)), key=str)
        if found:
            return found[0]
    kind = _class(text, known, {term.value for term in held}) if is_type else None
    if kind is not None:
        return ox.NamedNode(kind)
    try:
        return ox.NamedNode(find(text))
    except UnknownEntity:
        if not takes_values:
            raise
        return _guessed(text)


def is_iri(text: str) -> bool:
    """Says whether a text can be an IRI in full.

    >>> is_iri("https://www.coe.int/"), is_iri("Council of Europe")
    (True, False)
    """
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def _literal(text: str) -> ox.Literal:
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    try:
        quads = list(ox.parse(f"{head}<a:a> <a:a> {text} .".encode(), format=ox.RdfFormat.TURTLE))
    except (SyntaxError, UnicodeEncodeError):
        quads = []
    if len(quads) != 1 or not isinstance(quads[0].object, ox.Literal):
        raise ParameterError(
            f'expected a value such as "2005-05-16"^^xsd:date or "Finland"@en, got {quoted(text)}'
        )
    return quads[0].object


def _is_called(term: ox.Literal, text: str) -> bool:
    return key(text) in (key(term.value), key(shown(value_of(term, {})))) and key(text) != ""


def _guessed(text: str) -> ox.Literal:
    kinds: Sequence[str] = [kind for kind in _GUESSES if not lexical_fault(text, kind)]
    return ox.Literal(text, datatype=ox.NamedNode(kinds[0])) if kinds else ox.Literal(text)


def _class(text: str, known: Names, held: Collection[str]) -> str | None:
    """Gives the class that has a name, of several the one that is held; None when not just one has."""
    wanted = squeezed(text)
    found = [iri for name, iri in _class_names(known) if name == wanted]
    found = list(dict.fromkeys([iri for iri in found if iri in held] or found))
    return found[0] if len(found) == 1 else None


def _class_names(known: Names) -> list[tuple[str, str]]:
    """Gives the names of classes with their IRIs: local names before labels, those of the project first."""
    iris = [iri for iri, kinds in known.classes.items() if "owl:Class" in kinds]
    iris.sort(key=lambda iri: (not iri.startswith(THB), iri))
    names = [(squeezed(local(iri)), iri) for iri in iris]
    return names + [(squeezed(known.labels.get(iri, "")), iri) for iri in iris]
