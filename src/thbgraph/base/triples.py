"""Statements in memory, found by what they are about and by what they say of it.

The one index for code that reads many statements at once; a store is asked where only few are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, KeysView, Mapping
from sys import intern
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from .namespaces import DERIVED, RDF_TYPE
from .terms import Term

#: Yields the quads of all named graphs that fit one pattern.
Match: TypeAlias = Callable[[Term | None, ox.NamedNode | None, Term | None], Iterator[ox.Quad]]


class Fact(NamedTuple):
    """A statement: a property of a thing, both IRIs, the value, and the IRI of the graph that states it.

    A blank node is named `_:` and its name, the default graph "".
    """

    thing: str
    prop: str
    value: Term
    graph: str

    @property
    def text(self) -> str:
        """The IRI or lexical form of the value."""
        return str(self.value.value)

    @property
    def quad(self) -> ox.Quad:
        """The statement as a quad of a named graph."""
        return ox.Quad(_node(self.thing), ox.NamedNode(self.prop), self.value, ox.NamedNode(self.graph))

    @property
    def order(self) -> tuple[str, str, str]:
        """What facts of one property are sorted by: thing, value and graph."""
        return self.thing, self.text, self.graph


class Facts:
    """Statements by thing and property; with `props`, those of these properties alone.

    >>> page, alias = (ox.NamedNode("http://xmlns.com/foaf/0.1/" + name) for name in ("page", "name"))
    >>> facts = Facts(ox.Quad(page, alias, ox.Literal(text), page) for text in ("site", "page"))
    >>> facts.texts(page.value, alias.value), [fact.text for fact in facts.with_property(alias.value)]
    (['page', 'site'], ['page', 'site'])
    """

    def __init__(self, quads: Iterable[ox.Quad], props: Collection[str] | None = None) -> None:
        self._things: dict[str, dict[str, list[Fact]]] = {}
        self._props: dict[str, list[Fact]] = {}
        for subject, predicate, thing, graph in quads:
            prop = intern(predicate.value)
            if props is None or prop in props:
                name = "" if isinstance(graph, ox.DefaultGraph) else intern(node_name(graph))
                fact = Fact(intern(node_name(subject)), prop, thing, name)
                self._things.setdefault(fact.thing, {}).setdefault(prop, []).append(fact)
                self._props.setdefault(prop, []).append(fact)

    def __iter__(self) -> Iterator[Fact]:
        """Yields all statements."""
        return (fact for stated in self._props.values() for fact in stated)

    @property
    def things(self) -> KeysView[str]:
        """All things that something is stated of, in the order of the statements."""
        return self._things.keys()

    def about(self, thing: str) -> Mapping[str, list[Fact]]:
        """Returns what is stated of a thing by property, in the order of the statements."""
        return self._things.get(thing, {})

    def of(self, thing: str, *props: str) -> list[Fact]:
        """Returns what is stated of a thing by some properties, in order of value and graph."""
        about = self.about(thing)
        return sorted((fact for prop in props for fact in about.get(prop, ())), key=lambda fact: fact.order)

    def with_property(self, *props: str) -> list[Fact]:
        """Returns all statements of some properties, in order of thing, value and graph."""
        return sorted(
            (fact for prop in props for fact in self._props.get(prop, ())), key=lambda fact: fact.order
        )

    def having(self, *props: str) -> list[str]:
        """Returns the things of which all of some properties are stated, in order."""
        rarest = min((self._props.get(prop, []) for prop in props), key=len)
        return sorted({fact.thing for fact in rarest if self.about(fact.thing).keys() >= {*props}})

    def texts(self, thing: str, *props: str) -> list[str]:
        """Returns the values of some properties of a thing as texts, each once, in order."""
        about = self.about(thing)
        if len(props) == 1 and len(only := about.get(props[0], [])) == 1:
            return [only[0].text]
        found = {str(fact.value.value) for prop in props for fact in about.get(prop, ())}
        return sorted(found) if len(found) > 1 else list(found)

    def text(self, thing: str, *props: str) -> str | None:
        """Returns the first of the values of a thing's properties; None where there is none."""
        return next(iter(self.texts(thing, *props)), None)

    def classes(self, thing: str) -> frozenset[str]:
        """Returns the classes that are stated of a thing."""
        return frozenset(self.texts(thing, RDF_TYPE))

    def graphs(self, *things: str) -> tuple[str, ...]:
        """Returns the graphs that state what kind of thing some things are, in order."""
        return tuple(sorted({fact.graph for thing in things for fact in self.about(thing).get(RDF_TYPE, ())}))


def node_name(node: ox.NamedNode | ox.BlankNode) -> str:
    """Returns the IRI of a node, or `_:` and the name of a blank one."""
    return str(node) if isinstance(node, ox.BlankNode) else str(node.value)


def _node(name: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(name[2:]) if name.startswith("_:") else ox.NamedNode(name)


def is_asserted(quad: ox.Quad) -> bool:
    """Says whether a passage, a source or the ontology states something, and no rule alone."""
    return quad.graph_name.value not in DERIVED
