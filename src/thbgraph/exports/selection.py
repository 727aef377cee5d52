"""Which statements are about given things: those of the things themselves, and of the nodes that join them.

Acts, status reports, memberships and statements are nodes without a name of their own. What is said of an
instrument or a state stands mostly there, so they come along whole, with the lists that they are part of; so do
names that have their time. Of what has a name, what it says of the things comes along, and its name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import pyoxigraph as ox

from ..base.namespaces import CLASSING, ID, PREFIXES
from ..base.terms import Term
from ..stores.protocol import Pattern

_SUB_CLASS = PREFIXES["rdfs"] + "subClassOf"
_PREF_LABEL = ox.NamedNode(PREFIXES["skos"] + "prefLabel")
_LABELS = (_PREF_LABEL, ox.NamedNode(PREFIXES["rdfs"] + "label"))
_DATED_NAME = ox.NamedNode(PREFIXES["skosxl"] + "altLabel")
#: Finds the quads to choose from that fit one of some patterns, each once.
Find = Callable[[Iterable[Pattern]], Iterable[ox.Quad]]


def about(things: Collection[str], find: Find, naming: bool = True) -> list[ox.Quad]:
    """Selects the quads about things, given by IRI, and about the nodes that join them.

    With `naming`, also those that say something else of one of the things. A round of requests finds the next nodes,
    so that what is about one thing costs the same however large the graph is.
    """
    given = {ox.NamedNode(thing) for thing in things}
    chosen = {*find((thing, None, None) for thing in given)}
    wanted = given | {quad.object for quad in chosen if quad.predicate == _DATED_NAME}
    chosen |= {*find((node, None, None) for node in wanted - given)}
    leading = [*find((None, None, thing) for thing in wanted)]
    joining = _of_nodes({quad.subject for quad in leading} - wanted, find)
    while joining:
        wanted |= {quad.subject for quad in joining}
        chosen |= {*joining}
        joining = _of_nodes({quad.object for quad in joining} - wanted, find)
    if naming:
        chosen |= {quad for quad in leading if quad.object in given and quad.subject not in wanted}
    return [*chosen]


def _of_nodes(terms: Iterable[Term], find: Find) -> list[ox.Quad]:
    """Returns what is said of the nodes without a name among terms: acts, reports, memberships, statements, lists."""
    near = {term for term in terms if isinstance(term, ox.NamedNode) and term.value.startswith(ID)}
    named = {quad.subject for quad in find((node, _PREF_LABEL, None) for node in near)}
    return [*find((node, None, None) for node in near - named)]


def names(chosen: Iterable[ox.Quad], find: Find) -> list[ox.Quad]:
    """Selects the quads that name what chosen ones are about and lead to, but for those that are chosen."""
    known = {*chosen}
    near = {term for quad in known for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
    return [
        quad for quad in find((term, label, None) for term in near for label in _LABELS) if quad not in known
    ]


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
