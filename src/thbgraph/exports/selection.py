"""Which statements are about given things: those of the things themselves, and of the nodes that join them.

Acts, status reports, memberships and statements are nodes without a name of their own. What is said of an
instrument or a state stands mostly there, so they come along whole, with the lists that they are part of; so do
names that have their time. Of what has a name, what it says of the things comes along, and its name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import pyoxigraph as ox

from ..words.namespaces import CLASSING, ID, PREFIXES

_SUB_CLASS = PREFIXES["rdfs"] + "subClassOf"
_PREF_LABEL = PREFIXES["skos"] + "prefLabel"
_LABELS = (_PREF_LABEL, PREFIXES["rdfs"] + "label")
_DATED_NAME = PREFIXES["skosxl"] + "altLabel"


def about(things: Collection[str], quads: Sequence[ox.Quad], naming: bool = True) -> list[ox.Quad]:
    """Selects the quads about things, given by IRI, and about the nodes that join them.

    With `naming`, also those that say something else of one of the things.

    >>> fin, act = ox.NamedNode(ID + "fin"), ox.NamedNode(ID + "act-cets-197-fin-signature")
    >>> signed = ox.Quad(act, ox.NamedNode("http://example.org/signatory"), fin)
    >>> about({fin.value}, [signed]) == [signed]
    True
    """
    named = {quad.subject.value for quad in quads if quad.predicate.value == _PREF_LABEL}
    nodes = {
        quad.subject.value for quad in quads if quad.subject.value.startswith(ID)
    } - named  # acts, reports, memberships, statements, status lists
    leads: dict[str, set[str]] = {}
    wanted = set(things)
    wanted |= {
        q.object.value for q in quads if q.predicate.value == _DATED_NAME and q.subject.value in things
    }
    joining = set()
    for quad in quads:
        subject, thing = quad.subject.value, quad.object.value
        if subject in nodes:
            if thing in wanted:
                joining.add(subject)
            elif thing in nodes:
                leads.setdefault(subject, set()).add(thing)
    while joining:
        wanted |= joining
        joining = {other for node in joining for other in leads.get(node, ())} - wanted
    chosen = [quad for quad in quads if quad.subject.value in wanted]
    if naming:
        chosen += [q for q in quads if q.object.value in things and q.subject.value not in wanted]
    return chosen


def names(chosen: Iterable[ox.Quad], quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Selects the quads that name what chosen ones are about and lead to, but for those that are chosen."""
    known = set(chosen)
    near = {term.value for quad in known for term in (quad.subject, quad.object)}
    return [q for q in quads if q.predicate.value in _LABELS and q.subject.value in near and q not in known]


def of_class(wanted: str, ontology: Iterable[ox.Quad], quads: Iterable[ox.Quad]) -> set[str]:
    """Gives the things that quads type with a class, given by IRI, or one below it, or say to be of a kind."""
    below: dict[str, set[str]] = {}
    for quad in ontology:
        if quad.predicate.value == _SUB_CLASS:
            below.setdefault(quad.object.value, set()).add(quad.subject.value)
    classes, waiting = set(), {wanted}
    while waiting:
        classes |= waiting
        waiting = {sub for iri in waiting for sub in below.get(iri, ())} - classes
    return {
        quad.subject.value
        for quad in quads
        if quad.predicate.value in CLASSING and quad.object.value in classes
    }
