"""What two graphs state differently: by entity and by graph in words, and as quads.

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
from ..names.labels import WHO, graph_labels, made_labels
from ..results.values import name_of, shown, value_of

ADDED, REMOVED, CHANGED = "+", "-", "~"
#: Signs in the order in which lines that are otherwise alike stand.
_SIGNS = (REMOVED, ADDED, CHANGED)
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


class Change(NamedTuple):
    """A change: its sign, the thing it is told under, the thing it is of, words, the graph, and what sorts first.

    `name` is that of the thing it is of, where that is another than the one it is told under.
    """

    sign: str
    under: str
    subject: str
    name: str
    words: str
    graph: str
    rank: int = 2

    @property
    def text(self) -> str:
        """The words, with the name before them."""
        return ": ".join(filter(None, [self.name, self.words]))


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
            is_counted = prop == _DESCRIPTION and thb.Figure in self.classes(quad.subject.value)
            if prop not in _IN_LABEL and not is_counted and quad.object.value != under:
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
    rows = [(str(quad), REMOVED) for quad in found.removed] + [(str(quad), ADDED) for quad in found.added]
    return [f"{sign} {quad} ." for quad, sign in sorted(rows)]


def by_entity(found: Difference) -> list[str]:
    """Tells the difference in words under the things that it is about, in order of their names."""
    words = Words(found.before, found.after)
    return _laid_out(
        (words.heading(change.under), change, f", by {words.label(change.graph)}" if change.graph else "")
        for change in _with_moves(list(_changes(found, words)), words)
    )


def by_graph(found: Difference) -> list[str]:
    """Tells the difference in words under the passages and sources that state it."""
    words = Words(found.before, found.after)
    return _laid_out(
        (
            words.heading(change.graph),
            change._replace(name=": ".join(filter(None, [words.label(change.under), change.name]))),
            "",
        )
        for change in _changes(found, words)
    )


def in_numbers(found: Difference) -> str:
    """Says how many statements differ.

    >>> in_numbers(Difference(frozenset(), frozenset()))
    'nothing differs: 0 statements in both'
    """
    if found.before == found.after:
        return f"nothing differs: {counted(len(found.after), 'statement')} in both"
    return f"{counted(len(found.added), 'statement')} added, {len(found.removed)} removed"


def _laid_out(told: Iterable[tuple[str, Change, str]]) -> list[str]:
    """Lays changes out: each heading once, and under it a line for each change, with what ends the line."""
    groups: dict[str, list[tuple[int, str, int]]] = {}
    for heading, change, end in told:
        row = change.rank, change.text + end, _SIGNS.index(change.sign)
        groups.setdefault(heading, []).append(row)
    lines: list[str] = []
    for heading in sorted(groups, key=lambda text: (natural(text.casefold()), text)):
        rows = sorted(groups[heading], key=lambda row: (row[0], natural(row[1]), row[2]))
        lines += [*([""] if lines else []), heading, *(f"  {_SIGNS[sign]} {text}" for _, text, sign in rows)]
    return lines


def _changes(found: Difference, words: Words) -> Iterator[Change]:
    """Yields what differs, thing by thing within each graph."""
    pieces: dict[tuple[Term, Term], tuple[list[ox.Quad], list[ox.Quad]]] = {}
    for side, quads in enumerate((found.removed, found.added)):
        for quad in quads:
            if not words.is_inner(quad.subject):
                pieces.setdefault((quad.subject, quad.graph_name), ([], []))[side].append(quad)
    kept = {(quad.subject, quad.graph_name) for quad in found.before & found.after}
    for (subject, graph), (removed, added) in pieces.items():
        iri, of = node_name(subject), graph.value if isinstance(graph, ox.NamedNode) else ""
        under = words.owner(iri)
        name = "" if under == iri else words.label(iri)
        if name and (subject, graph) not in kept and not (removed and added):
            sign = REMOVED if removed else ADDED
            yield Change(sign, under, iri, name, words.details(removed or added, under), of)
        else:
            for sign, predicate, text in _single(removed, added, words):
                rank = {RDF_TYPE: 0, _PREF_LABEL: 1}.get(predicate, 2)
                yield Change(sign, under, iri, name, text, of, rank)


def _single(
    removed: Sequence[ox.Quad], added: Sequence[ox.Quad], words: Words
) -> Iterator[tuple[str, str, str]]:
    """Yields sign, property and words of what differs about one thing in one graph."""
    for predicate in {quad.predicate for quad in (*removed, *added)}:
        name = words.term(predicate.value)
        gone, new = (
            [quad.object for quad in quads if quad.predicate == predicate] for quads in (removed, added)
        )
        texts = {term: words.value(term) for term in (*gone, *new)}
        # Which only their form tells apart.
        alike = {texts[term] for term in gone} & {texts[term] for term in new}
        texts |= {term: turtle(term) for term, text in texts.items() if text in alike}
        if len(gone) == len(new) == 1:
            yield CHANGED, predicate.value, f"{name} was {texts[gone[0]]}, now {texts[new[0]]}"
            continue
        for sign, terms in ((REMOVED, gone), (ADDED, new)):
            yield from ((sign, predicate.value, with_article(f"{name} {texts[term]}")) for term in terms)


def _with_moves(told: Sequence[Change], words: Words) -> Iterator[Change]:
    """Joins what one source no longer says and one other now says, in the same words of the same thing."""
    alike: dict[tuple[str, frozenset[str], str], list[Change]] = {}
    for change in told:
        if change.sign != CHANGED:
            key = change.under, words.classes(change.subject), change.words
            alike.setdefault(key, []).append(change)
    moved = set()
    for both in alike.values():
        both.sort(key=lambda change: _SIGNS.index(change.sign))
        if [change.sign for change in both] != [REMOVED, ADDED]:
            continue
        old, new = both
        moved |= {old, new}
        names = [f" as {short(change.subject)}" if old.subject != new.subject else "" for change in both]
        sources = [f"by {words.label(change.graph)}{name}" for change, name in zip(both, names, strict=True)]
        if old.graph != new.graph:
            yield new._replace(
                sign=CHANGED, words=f"{new.words}: was {sources[0]}, now {sources[1]}", graph=""
            )
        else:
            text = f"{new.words}: was named {short(old.subject)}, now {short(new.subject)}"
            yield new._replace(sign=CHANGED, words=text)
    yield from (change for change in told if change not in moved)


def _named_alike(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yields the quads with every blank node named by the hash of what is said of it."""
    quads = list(quads)
    said: dict[ox.BlankNode, list[ox.Quad]] = {}
    for quad in quads:
        for term in (quad.subject, quad.object):
            if isinstance(term, ox.BlankNode):
                said.setdefault(term, [])
        if isinstance(quad.subject, ox.BlankNode):
            said[quad.subject].append(quad)
    names = _names(said)
    for quad in quads:
        subject, thing = (names.get(term, term) for term in (quad.subject, quad.object))
        yield ox.Quad(subject, quad.predicate, thing, quad.graph_name)


def _names(said: Mapping[ox.BlankNode, Sequence[ox.Quad]]) -> dict[Term, ox.BlankNode]:
    """Names blank nodes, the innermost first."""
    inner = {node: {quad.object for quad in quads} & said.keys() for node, quads in said.items()}
    order = TopologicalSorter(inner)
    with suppress(CycleError):  # what is in no circle is sorted nevertheless
        order.prepare()
    names: dict[Term, ox.BlankNode] = {}
    while ready := order.get_ready():
        names |= {node: _name(said[node], names) for node in ready}
        order.done(*ready)
    # Nodes that lead in a circle have no innermost one; they are named by what else is said of them.
    return names | {node: _name(quads, names) for node, quads in said.items() if node not in names}


def _name(said: Iterable[ox.Quad], names: dict[Term, ox.BlankNode]) -> ox.BlankNode:
    def written(term: Term) -> str:
        return str(names.get(term, "_")) if isinstance(term, ox.BlankNode) else str(term)

    lines = sorted(f"{quad.predicate} {written(quad.object)} {quad.graph_name}" for quad in said)
    return ox.BlankNode("b" + hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16])
