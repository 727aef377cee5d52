"""What the things and values of two graphs are called; names are those of the later one, where it has them."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from ..answers.rows import name_of, shown, value_of
from ..naming.labels import WHO, graph_labels
from ..words import vocabulary as thb
from ..words.facts import Facts
from ..words.names import one_line, spaced
from ..words.namespaces import ID, ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE, XSD
from ..words.terms import Term, local, natural, short

_RDF, _ORG = PREFIXES["rdf"], PREFIXES["org"]
_FIRST, _REST = _RDF + "first", _RDF + "rest"
_PREF_LABEL = PREFIXES["skos"] + "prefLabel"
_PROPERTIES = {_PREF_LABEL: "name", PREFIXES["skos"] + "altLabel": "other name"}
#: What says whose an act, report, membership, statement or figure is, the first that fits.
_OWNERS = (*WHO, thb.figureOf, thb.about, thb.instrument, _ORG + "organization")
#: What the label of such a node says already.
_IN_LABEL = {*_OWNERS, RDF_TYPE, _ORG + "role", thb.ruleOf, thb.qualifier, _RDF + "value", thb.counts} - {
    thb.about
}
_DEEPEST = 9


class Words:
    """Words for the things of two graphs."""

    def __init__(self, before: Iterable[ox.Quad], after: Iterable[ox.Quad]) -> None:
        old, new = list(before), list(after)
        self._sides = Facts(new), Facts(old)
        self._labels = graph_labels(old) | graph_labels(new)
        self._pointed_at = {quad.object for quads in (old, new) for quad in quads}
        self._labels.setdefault(ONTOLOGY_GRAPH, "ontology")

    def is_inner(self, term: Term) -> bool:
        """Says whether a node is blank and told where it is pointed at, not by itself."""
        return isinstance(term, ox.BlankNode) and term in self._pointed_at

    def label(self, iri: str) -> str:
        """Returns what a thing is called, else its short name, after its class where it has none of its own."""
        name = name_of(iri, self._labels)
        kinds = [] if iri in self._labels or self.owner(iri) == iri else sorted(self.classes(iri))
        return one_line(" ".join([*(self.term(kind).lower() for kind in kinds), name]))

    def heading(self, iri: str) -> str:
        """Returns label and short name of a thing, and which of the graphs alone speaks of it."""
        after, before = (iri in side.things for side in self._sides)
        note = "" if after == before else "  (new)" if after else "  (gone)"
        label = self.label(iri)
        return (f"{label}  {short(iri)}" if iri in self._labels else label) + note

    def term(self, iri: str) -> str:
        """Returns what a property or class is called."""
        return _PROPERTIES.get(iri) or self._labels.get(iri) or spaced(one_line(local(iri)))

    def owner(self, iri: str) -> str:
        """Returns the thing under which a thing is told: itself, or whose it is where it has no name of its own."""
        if not iri.startswith(ID) or any(side.of(iri, _PREF_LABEL) for side in self._sides):
            return iri
        owners = (name for prop in _OWNERS for side in self._sides for name in side.texts(iri, prop))
        return next((name for name in owners if name.startswith(ID)), iri)

    def classes(self, iri: str) -> frozenset[str]:
        """Returns the classes of a thing."""
        return next(filter(None, (side.classes(iri) for side in self._sides)), frozenset())

    def details(self, quads: Iterable[ox.Quad], under: str) -> str:
        """Returns what some quads say of a thing that is told under another, but for what its label says."""
        said: dict[str, list[str]] = {}
        for quad in quads:
            prop = quad.predicate.value
            if prop not in _IN_LABEL and quad.object.value != under:
                said.setdefault(self.term(prop), []).append(self.value(quad.object))
        parts = (
            f"{prop} {' and '.join(sorted(values, key=natural))}" for prop, values in sorted(said.items())
        )
        return ", ".join(parts)

    def value(self, term: Term, depth: int = 0) -> str:
        """Returns a value in words: a label, a date, a number, a text in quotation marks, a list in brackets."""
        if isinstance(term, ox.NamedNode):
            return self.label(term.value)
        if isinstance(term, ox.BlankNode):
            return self._inner(term, depth) if depth <= _DEEPEST else "..."
        if not term.language and term.datatype.value != XSD + "string":
            return one_line(shown(value_of(term, {})))
        language = f" ({term.language})" if term.language not in (None, "en") else ""
        return one_line(str(ox.Literal(term.value))) + language

    def _inner(self, node: ox.BlankNode, depth: int) -> str:
        """Returns what is said of a blank node; of a list, its items."""
        side = next((side for side in self._sides if str(node) in side.things), self._sides[0])
        items, cell, seen = list[str](), str(node), set[str]()
        while side.of(cell, _REST) and cell not in seen:
            seen.add(cell)
            items += [self.value(fact.value, depth + 1) for fact in side.of(cell, _FIRST)]
            cell = str(side.of(cell, _REST)[0].value)
        if items:
            return f"({', '.join(items)})"
        said = (fact for facts in side.about(str(node)).values() for fact in facts)
        parts = sorted(f"{self.term(fact.prop)} {self.value(fact.value, depth + 1)}" for fact in said)
        return f"[{'; '.join(parts)}]"
