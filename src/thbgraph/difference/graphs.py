"""What two graphs state differently: by entity in words, and as quads.

Blank nodes, which the ontology alone has, are named by what is said of them, so that a list that is the same
on both sides is no difference. What has no name of its own (acts, reports, memberships, statements, figures)
is told in one sentence under the thing whose it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import ID, ONTOLOGY_GRAPH, PREFIXES, RDF_TYPE, XSD
from ..base.printing import counted, one_line, spaced, with_article
from ..base.terms import Term, local, natural, short, turtle
from ..base.triples import Facts, node_name
from ..base.values import Entity, name_of, shown, value_of
from ..names.labels import WHO, graph_labels, made_labels
from ..results.changes import CHANGED, NEW, WITHDRAWN, Change

#: Signs in the order in which lines that are otherwise alike stand.
_SIGNS = (WITHDRAWN, NEW, CHANGED)
_PREF_LABEL = PREFIXES["skos"] + "prefLabel"
_RDF, _ORG = PREFIXES["rdf"], PREFIXES["org"]
_FIRST, _REST = _RDF + "first", _RDF + "rest"
_PROPERTIES = {_PREF_LABEL: "name", PREFIXES["skos"] + "altLabel": "other name"}
_ABOUT, _DESCRIPTION = PREFIXES["schema"] + "about", PREFIXES["dcterms"] + "description"
#: What says whose an act, report, membership, statement or figure is, the first that fits.
_OWNERS = (*WHO, _ABOUT, thb.instrument, _ORG + "organization")
#: What the label of such a node says already.
_IN_LABEL = {*_OWNERS, RDF_TYPE, _ORG + "role", thb.qualifier, _RDF + "value"} - {_ABOUT}
_DEEPEST = 9


class Difference(NamedTuple):
    """The statements of two graphs, blank nodes named alike, and those that only one of them has."""

    before: frozenset[ox.Quad]
    after: frozenset[ox.Quad]

    @property
    def removed(self) -> frozenset[ox.Quad]:
        """The statements that only the graph before has."""
        return self.before - self.after

    @property
    def added(self) -> frozenset[ox.Quad]:
        """The statements that only the graph after has."""
        return self.after - self.before


class Words:
    """Words for the things of two graphs."""

    def __init__(self, before: Iterable[ox.Quad], after: Iterable[ox.Quad]) -> None:
        old, new = list(before), list(after)
        self._sides = Facts(new), Facts(old)
        self._labels = {
            iri: label
            for quads, facts in zip((old, new), self._sides[::-1], strict=True)
            for labels in (graph_labels(quads), made_labels(facts))
            for iri, label in labels.items()
        }
        self._pointing = {quad.object: quad.subject for quads in (old, new) for quad in quads}
        self._labels.setdefault(ONTOLOGY_GRAPH, "ontology")
        self._roots: dict[Term, Term] = {}

    def is_inner(self, term: Term) -> bool:
        """Says whether a node is blank and told where it is pointed at, not by itself."""
        return isinstance(term, ox.BlankNode) and term in self._pointing

    def root(self, term: Term) -> Term:
        """Returns the node under which a node is told: itself, or the one that points at it, where it is an inner one."""
        way = {term: None}
        while self.is_inner(term) and term not in self._roots:
            pointing = self._pointing[term]
            if pointing in way:  # a circle, which is told by itself
                return term
            way[pointing] = None
            term = pointing
        root = self._roots.get(term, term)
        self._roots |= dict.fromkeys(way, root)
        return root

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
        values_by_property: dict[str, list[str]] = {}
        for quad in quads:
            prop = quad.predicate.value
            is_counted = prop == _DESCRIPTION and thb.Figure in self.classes(quad.subject.value)
            if prop not in _IN_LABEL and not is_counted and quad.object.value != under:
                values_by_property.setdefault(self.term(prop), []).append(self.value(quad.object))
        parts = (
            f"{prop} {' and '.join(sorted(values, key=natural))}"
            for prop, values in sorted(values_by_property.items())
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
        facts = (fact for facts in side.about(str(node)).values() for fact in facts)
        parts = sorted(f"{self.term(fact.prop)} {self.value(fact.value, depth + 1)}" for fact in facts)
        return f"[{'; '.join(parts)}]"


def compare(before: Iterable[ox.Quad], after: Iterable[ox.Quad]) -> Difference:
    """Compares two graphs.

    >>> def quad(number): return ox.Quad(*(ox.NamedNode("a:b"),) * 2, ox.Literal(number), ox.NamedNode("a:g"))
    >>> found = compare([quad(1), quad(2)], [quad(2), quad(3)])
    >>> len(found.removed), len(found.added)
    (1, 1)
    """
    return Difference(frozenset(_named_alike(before)), frozenset(_named_alike(after)))


def by_quad(found: Difference) -> list[str]:
    """Writes the difference as sorted N-Quads, each with + or - before it."""
    rows = [(str(quad), WITHDRAWN) for quad in found.removed] + [(str(quad), NEW) for quad in found.added]
    return [f"{sign} {quad} ." for quad, sign in sorted(rows)]


def by_entity(found: Difference) -> list[str]:
    """Tells the difference in words under the things that it is about, each once, in order of their names."""
    words = Words(found.before, found.after)
    groups: dict[str, list[tuple[int, str, int]]] = {}
    for change in changes_of(found, words):
        row = change.rank, change.text + _sources_of(change, words), _SIGNS.index(change.sign)
        groups.setdefault(words.heading(change.about.iri), []).append(row)
    lines: list[str] = []
    for heading in sorted(groups, key=lambda text: (natural(text.casefold()), text)):
        rows = sorted(groups[heading], key=lambda row: (row[0], natural(row[1]), row[2]))
        lines += [*([""] if lines else []), heading, *(f"  {_SIGNS[sign]} {text}" for _, text, sign in rows)]
    return lines


def in_numbers(found: Difference) -> str:
    """Says how many statements differ.

    >>> in_numbers(Difference(frozenset(), frozenset()))
    'nothing differs: 0 statements in both'
    """
    if found.before == found.after:
        return f"nothing differs: {counted(len(found.after), 'statement')} in both"
    return f"{counted(len(found.added), 'statement')} added, {len(found.removed)} removed"


def changes_of(found: Difference, words: Words) -> list[Change]:
    """Returns what differs, thing by thing within each graph, what one graph says in place of another as one change.

    The statements that all take away and add are those that differ.
    """
    return [*_with_moves(list(_changes(found, words)), words)]


def _sources_of(change: Change, words: Words) -> str:
    """Says which graph states a change, where its words do not."""
    return f", by {words.label(change.graphs[0])}" if len(change.graphs) == 1 and change.graphs[0] else ""


def _changes(found: Difference, words: Words) -> Iterator[Change]:
    """Yields what differs, thing by thing within each graph; what is said of blank nodes belongs to what points at them."""
    pieces: dict[tuple[Term, Term], tuple[list[ox.Quad], list[ox.Quad]]] = {}
    for side, quads in enumerate((found.removed, found.added)):
        for quad in quads:
            root = words.root(quad.subject)
            pieces.setdefault((root, quad.graph_name), ([], []))[side].append(quad)
    kept = {(quad.subject, quad.graph_name) for quad in found.before & found.after}
    for (subject, graph), (removed, added) in pieces.items():
        iri, of = node_name(subject), graph.value if isinstance(graph, ox.NamedNode) else ""
        under = words.owner(iri)
        name = "" if under == iri else words.label(iri)
        about, graphs = Entity(under, words.label(under)), (of,) if of else ()
        own, new = ([quad for quad in quads if quad.subject == subject] for quads in (removed, added))
        if name and (subject, graph) not in kept and not (own and new):
            sign = WITHDRAWN if own else NEW
            details = words.details(own or new, under)
            yield Change(sign, about, iri, name, details, graphs, removed=tuple(removed), added=tuple(added))
            continue
        inner = [[quad for quad in removed if quad not in own], [quad for quad in added if quad not in new]]
        for sign, predicate, text, gone, come in _single(own, new, words):
            rank = {RDF_TYPE: 0, _PREF_LABEL: 1}.get(predicate, 2)
            yield Change(sign, about, iri, name, text, graphs, rank, (*gone, *inner[0]), (*come, *inner[1]))
            inner = [[], []]


def _single(
    removed: Sequence[ox.Quad], added: Sequence[ox.Quad], words: Words
) -> Iterator[tuple[str, str, str, list[ox.Quad], list[ox.Quad]]]:
    """Yields sign, property and words of what differs about one thing in one graph, and the statements gone and come."""
    for predicate in {quad.predicate: None for quad in (*removed, *added)}:
        name = words.term(predicate.value)
        gone, new = ([quad for quad in quads if quad.predicate == predicate] for quads in (removed, added))
        texts = {quad.object: words.value(quad.object) for quad in (*gone, *new)}
        # Which only their form tells apart.
        alike = {texts[quad.object] for quad in gone} & {texts[quad.object] for quad in new}
        texts |= {term: turtle(term) for term, text in texts.items() if text in alike}
        if len(gone) == len(new) == 1:
            was, now = texts[gone[0].object], texts[new[0].object]
            yield CHANGED, predicate.value, f"{name} was {was}, now {now}", gone, new
            continue
        for sign, quads in ((WITHDRAWN, gone), (NEW, new)):
            for quad in quads:
                one = [[quad], []] if sign == WITHDRAWN else [[], [quad]]
                yield sign, predicate.value, with_article(f"{name} {texts[quad.object]}"), one[0], one[1]


def _with_moves(changes: Sequence[Change], words: Words) -> Iterator[Change]:
    """Joins what one source no longer says and one other now says, in the same words of the same thing."""
    alike: dict[tuple[Entity, frozenset[str], str], list[Change]] = {}
    for change in changes:
        if change.sign != CHANGED:
            key = change.about, words.classes(change.subject), change.words
            alike.setdefault(key, []).append(change)
    moved = set()
    for both in alike.values():
        both.sort(key=lambda change: _SIGNS.index(change.sign))
        if [change.sign for change in both] != [WITHDRAWN, NEW]:
            continue
        old, new = both
        moved |= {old, new}
        names = [f" as {short(change.subject)}" if old.subject != new.subject else "" for change in both]
        sources = [
            f"by {words.label(change.graphs[0])}{name}" for change, name in zip(both, names, strict=True)
        ]
        one = new._replace(sign=CHANGED, removed=old.removed)
        if old.graphs != new.graphs:
            text, graphs = f"{new.words}: was {sources[0]}, now {sources[1]}", (*old.graphs, *new.graphs)
            yield one._replace(words=text, graphs=graphs)
        else:
            text = f"{new.words}: was named {short(old.subject)}, now {short(new.subject)}"
            yield one._replace(words=text)
    yield from (change for change in changes if change not in moved)


def _named_alike(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yields the quads with every blank node named by the hash of what is said of it."""
    quads = list(quads)
    quads_of: dict[ox.BlankNode, list[ox.Quad]] = {}
    for quad in quads:
        for term in (quad.subject, quad.object):
            if isinstance(term, ox.BlankNode):
                quads_of.setdefault(term, [])
        if isinstance(quad.subject, ox.BlankNode):
            quads_of[quad.subject].append(quad)
    names = _names(quads_of)
    for quad in quads:
        subject, thing = (names.get(term, term) for term in (quad.subject, quad.object))
        yield ox.Quad(subject, quad.predicate, thing, quad.graph_name)


def _names(quads_of: Mapping[ox.BlankNode, Sequence[ox.Quad]]) -> dict[Term, ox.BlankNode]:
    """Names blank nodes, the innermost first."""
    inner = {node: {quad.object for quad in quads} & quads_of.keys() for node, quads in quads_of.items()}
    order = TopologicalSorter(inner)
    with suppress(CycleError):  # what is in no circle is sorted nevertheless
        order.prepare()
    names: dict[Term, ox.BlankNode] = {}
    while ready := order.get_ready():
        names |= {node: _name(quads_of[node], names) for node in ready}
        order.done(*ready)
    # Nodes that lead in a circle have no innermost one; they are named by what else is said of them.
    return names | {node: _name(quads, names) for node, quads in quads_of.items() if node not in names}


def _name(quads: Iterable[ox.Quad], names: dict[Term, ox.BlankNode]) -> ox.BlankNode:
    def written(term: Term) -> str:
        return str(names.get(term, "_")) if isinstance(term, ox.BlankNode) else str(term)

    lines = sorted(f"{quad.predicate} {written(quad.object)} {quad.graph_name}" for quad in quads)
    return ox.BlankNode("b" + hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16])
