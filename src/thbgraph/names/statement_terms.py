"""A statement as people give it, in three texts, turned into terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATING, MONTH_DAY, lexical_fault
from ..base.errors import ParameterError, UnknownEntity
from ..base.namespaces import PREFIXES, RDF_TYPE, XSD
from ..base.printing import quoted
from ..base.terms import Term, expand, is_iri, short
from ..base.triples import Match, is_asserted
from ..base.values import shown, value_of
from .folding import fold
from .names import Names
from .term_names import class_called, find_property

_GUESSES = (*DATING, MONTH_DAY, XSD + "integer", XSD + "decimal", XSD + "boolean")
_LONGEST = 500
#: No word as short as this says what kind of thing is meant.
_SHORTEST = 3


def read_statement(
    statement: tuple[str, str, str], match: Match, find: Callable[[str], str], known: Names
) -> tuple[ox.NamedNode, ox.NamedNode, Term]:
    """Turns a statement as people give it into terms; `find` gives the IRI of what has a name.

    Raises UnknownEntity for a name that nothing or several things have, ParameterError for no value.
    """
    subject, predicate, thing = statement
    if turned := _read_backwards(predicate, match):
        subject, predicate, thing = thing, turned, subject

    def node(name: str) -> str:  # also what has no label, but is spoken of by its IRI
        iri = expand(name) or name
        if is_iri(iri) and any(
            chain(match(ox.NamedNode(iri), None, None), match(None, None, ox.NamedNode(iri)))
        ):
            return iri
        return find(name)

    one = ox.NamedNode(known.linked(subject) or node(subject))
    iri = expand(predicate) or predicate
    is_used = is_iri(iri) and any(match(None, ox.NamedNode(iri), None))
    try:
        relation = ox.NamedNode(iri if is_used else find_property(predicate, known))
    except UnknownEntity as error:
        advice = filter(None, (error.advice, _joined(one, predicate, thing, node, match, known)))
        raise UnknownEntity(error.what, "; ".join(advice), candidates=error.candidates) from None
    objects = [quad.object for quad in match(one, relation, None)]
    sample = next(match(None, relation, None), None)
    takes_values = sample is not None and isinstance(sample.object, ox.Literal)
    other = read_object(thing, objects, node, takes_values, known, relation.value == RDF_TYPE)
    return one, relation, other


def _read_backwards(predicate: str, match: Match) -> str | None:
    """Finds the relation that a text names as read from its object, such as "monitored by"."""
    found = match(None, ox.NamedNode(thb.inverseLabel), None)
    return next((quad.subject.value for quad in found if fold(quad.object.value) == fold(predicate)), None)


def joints(one: Term, other: Term, match: Match) -> list[tuple[ox.NamedNode, ox.NamedNode, Term]]:
    """Gives what sources say of one thing by way of a node that names another, too: an act, a membership.

    Each statement leads from the node to the first of the two things.
    """

    def quads_with(thing: Term) -> Iterator[ox.Quad]:
        return filter(is_asserted, match(None, None, thing))

    theirs = {quad.subject for quad in quads_with(other)} if one != other else set()
    found = {
        (quad.subject, quad.predicate, quad.object) for quad in quads_with(one) if quad.subject in theirs
    }
    return sorted(found, key=str)


def _joined(
    one: ox.NamedNode, predicate: str, thing: str, node: Callable[[str], str], match: Match, known: Names
) -> str:
    """Says what joins two things where a property of that name does not, and how to ask about it."""
    try:
        found = joints(one, ox.NamedNode(node(thing)), match)
    except UnknownEntity:
        return ""
    words = [word for word in fold(predicate).split() if len(word) > _SHORTEST]

    def is_meant(label: str) -> bool:
        return any(word in fold(label) for word in words)

    named = [(known.labels[joint[0].value], joint) for joint in found if joint[0].value in known.labels]
    named.sort(key=lambda pair: (not is_meant(pair[0]), pair[0]))
    if not named:
        return ""
    label, (subject, relation, _) = named[0]
    what = label if len(named) == 1 else f"{label}, among {len(named)} things"
    statement = f"{short(subject.value)} {short(relation.value)} {short(one.value)}"
    return f"what joins the two is {what}: ask why of {statement}"


def read_object(
    text: str,
    objects: Sequence[Term],
    find: Callable[[str], str],
    takes_values: bool,
    known: Names,
    is_type: bool = False,
) -> Term:
    """Gives the term that stands as object: a thing by its name, or a value as Turtle, plain text or a day.

    `objects` are those that the subject has by this property; a value or class among them is meant before
    any other of that text. `find` gives the IRI of a thing by its name, `takes_values` says whether the property leads to values,
    `is_type` whether it leads to classes. Raises ParameterError for text that is no term, UnknownEntity for
    a name that nothing or several things have.
    """
    if not text.strip() or len(text) > _LONGEST:
        raise ParameterError(f"expected a name or a value of at most {_LONGEST} characters, got {len(text)}")
    if text[0] in "\"'":
        return _literal(text)
    values = [term for term in objects if isinstance(term, ox.Literal)]
    for fitting in (lambda term: term.value == text, lambda term: _is_called(term, text)):
        found = sorted((term for term in values if fitting(term)), key=str)
        if found:
            return found[0]
    kind = class_called(text, known, [term.value for term in objects]) if is_type else None
    if kind is not None:
        return ox.NamedNode(kind)
    try:
        return ox.NamedNode(find(text))
    except UnknownEntity:
        if not takes_values:
            raise
        return _guessed(text)


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
    return fold(text) in (fold(term.value), fold(shown(value_of(term, {})))) and fold(text) != ""


def _guessed(text: str) -> ox.Literal:
    kinds: Sequence[str] = [kind for kind in _GUESSES if not lexical_fault(text, kind)]
    return ox.Literal(text, datatype=ox.NamedNode(kinds[0])) if kinds else ox.Literal(text)
