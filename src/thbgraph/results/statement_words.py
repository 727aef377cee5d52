"""Statements in words: labels, values, members of lists, and letters for what has no name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from ..base.namespaces import PREFIXES
from ..base.printing import spaced, with_article
from ..base.terms import Term, Triple, local
from ..base.values import name_of, shown, value_of
from .sources import Numbers, letter

_RDF = PREFIXES["rdf"]
#: Namespaces whose terms have no label here and are said by their local name.
_MAKING = (PREFIXES["owl"], PREFIXES["rdfs"])
#: How some terms are said.
_WORDS = {
    PREFIXES[prefix] + name: words
    for prefix, name, words in (
        ("rdfs", "subClassOf", "is a kind of"),
        ("rdfs", "subPropertyOf", "is a kind of"),
        ("rdfs", "domain", "is said of"),
        ("rdfs", "range", "leads to"),
        ("owl", "inverseOf", "is the inverse of"),
        ("owl", "equivalentClass", "is the same as"),
        ("owl", "equivalentProperty", "is the same as"),
        ("owl", "propertyChainAxiom", "follows from"),
        ("owl", "SymmetricProperty", "relation that holds both ways"),
        ("owl", "TransitiveProperty", "relation that carries on"),
        ("rdf", "type", "is a"),
        ("skos", "prefLabel", "name"),
    )
}


class Wording:
    """The words for statements: labels, members of lists that are among the `asserted`, letters for what has no name."""

    def __init__(self, labels: Mapping[str, str], asserted: Iterable[ox.Quad] = ()) -> None:
        self._labels = labels
        self._letters = Numbers[Term]()
        self._firsts, self._rests = dict[Term, Term](), dict[Term, Term]()
        for quad in asserted:
            if quad.predicate.value == _RDF + "first":
                self._firsts[quad.subject] = quad.object
            elif quad.predicate.value == _RDF + "rest":
                self._rests[quad.subject] = quad.object

    def statement(self, triple: Triple) -> str:
        """Writes a statement: what it is about, then what is said.

        >>> one = ox.NamedNode("http://e.org/one")
        >>> Wording({one.value: "one"}).statement((one, one, ox.Literal("two")))
        'one: one two'
        """
        subject, predicate, thing = triple
        return f"{self.term(subject)}: {self.predicate(predicate, thing)}"

    def predicate(self, predicate: ox.NamedNode, thing: Term) -> str:
        """Writes what is said of something: a property and its value."""
        return with_article(f"{self.term(predicate)} {self.term(thing)}")

    def term(self, term: Term) -> str:
        """Names a thing by its label, writes a value, and counts up the members of a list."""
        if isinstance(term, ox.NamedNode):
            return _WORDS.get(term.value) or self._name(term.value)
        if isinstance(term, ox.Literal):
            return shown(value_of(term, {})) or '""'
        if term in self._firsts:
            return ", then ".join(map(self.term, self.members(term)))
        name = letter(*self._letters.of([term]))
        return f"something unnamed ({name})"

    def _name(self, iri: str) -> str:
        return spaced(local(iri)) if iri.startswith(_MAKING) else name_of(iri, self._labels)

    def members(self, head: Term) -> list[Term]:
        """Gives the members of a list whose triples are asserted; of no list, none."""
        found: list[Term] = []
        while head in self._firsts and len(found) < len(self._firsts):
            found.append(self._firsts[head])
            head = self._rests.get(head, head)
        return found
