"""What two graphs state differently: by entity and by graph in words, and as quads.

Blank nodes, which the ontology alone has, are named by what is said of them, so that a list that is the same
on both sides is no difference. What has no name of its own (acts, reports, memberships, statements, figures)
is told in one sentence under the thing whose it is.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ..words.names import with_article
from ..words.namespaces import PREFIXES, RDF_TYPE
from ..words.terms import Term, natural, short, turtle
from .words import Words, name_of

ADDED, REMOVED, CHANGED = "+", "-", "~"
#: Signs in the order in which lines that are otherwise alike stand.
_SIGNS = (REMOVED, ADDED, CHANGED)
_PREF_LABEL = PREFIXES["skos"] + "prefLabel"


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
    """A thing told: its sign, the thing it is told under, the thing it is said of, words, and the graph."""

    sign: str
    under: str
    subject: str
    words: str
    graph: str
    rank: int = 2


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
    return _told(
        _with_moves(_changes(found, words), words),
        lambda change: change.under,
        lambda iri: words.heading(iri),
        lambda change: change.words + (f", by {words.source(change.graph)}" if change.graph else ""),
    )


def by_graph(found: Difference) -> list[str]:
    """Tells the difference in words under the passages and sources that state it."""
    words = Words(found.before, found.after)
    return _told(
        _changes(found, words),
        lambda change: change.graph,
        lambda iri: f"{words.source(iri)}  {short(iri)}",
        lambda change: f"{words.label(change.under)}: {change.words}",
    )


def in_numbers(found: Difference) -> str:
    """Says how many statements differ.

    >>> in_numbers(Difference(frozenset(), frozenset()))
    'nothing differs: 0 statements in both'
    """
    if found.before == found.after:
        return f"nothing differs: {_counted(len(found.after))} in both"
    return f"{_counted(len(found.added))} added, {len(found.removed)} removed"


def _counted(number: int) -> str:
    return f"{number:,} statement{'' if number == 1 else 's'}"


def _told(
    changes: Iterable[Change],
    group: Callable[[Change], str],
    heading: Callable[[str], str],
    line: Callable[[Change], str],
) -> list[str]:
    """Lays changes out: a heading for each group, and under it a line for each change."""
    groups: dict[str, list[tuple[int, str, str]]] = {}
    for change in changes:
        groups.setdefault(group(change), []).append((change.rank, line(change), change.sign))
    lines: list[str] = []
    for title, iri in sorted(((heading(iri), iri) for iri in groups), key=_by_name):
        rows = sorted(groups[iri], key=lambda row: (row[0], natural(row[1]), _SIGNS.index(row[2])))
        lines += ([""] if lines else []) + [title] + [f"  {sign} {text}" for _, text, sign in rows]
    return lines


def _by_name(pair: tuple[str, str]) -> tuple[object, str]:
    return natural(pair[0].casefold()), pair[1]


def _changes(found: Difference, words: Words) -> Iterator[Change]:
    """Yields what differs, thing by thing within each graph."""
    pieces: dict[tuple[Term, Term], tuple[list[ox.Quad], list[ox.Quad]]] = {}
    for side, quads in enumerate((found.removed, found.added)):
        for quad in quads:
            if not words.is_inner(quad.subject):
                pieces.setdefault((quad.subject, quad.graph_name), ([], []))[side].append(quad)
    kept = {(quad.subject, quad.graph_name) for quad in found.before & found.after}
    for (subject, graph), (removed, added) in pieces.items():
        iri, of = name_of(subject), graph.value if isinstance(graph, ox.NamedNode) else ""
        under = words.owner(iri)
        if under != iri and (subject, graph) not in kept and not (removed and added):
            sign = REMOVED if removed else ADDED
            yield Change(sign, under, iri, words.sentence(iri, removed or added, under), of)
        else:
            start = "" if under == iri else words.brief(iri) + ": "
            for sign, predicate, text in _single(removed, added, words):
                rank = {RDF_TYPE: 0, _PREF_LABEL: 1}.get(predicate, 2)
                yield Change(sign, under, iri, start + text, of, rank)


def _single(
    removed: Sequence[ox.Quad], added: Sequence[ox.Quad], words: Words
) -> Iterator[tuple[str, str, str]]:
    """Yields sign, property and words of what differs about one thing in one graph."""
    for predicate in {quad.predicate for quad in (*removed, *added)}:
        name = words.property(predicate.value)
        gone, new = (
            [quad.object for quad in quads if quad.predicate == predicate] for quads in (removed, added)
        )
        alike = {words.value(term) for term in gone} & {words.value(term) for term in new}

        def said(term: Term) -> str:
            """Says a value in words, or exactly where words do not tell the two sides apart."""
            text = words.value(term)
            return turtle(term) if text in alike else text  # noqa: B023

        if len(gone) == len(new) == 1:
            yield CHANGED, predicate.value, f"{name} was {said(gone[0])}, now {said(new[0])}"
        else:
            for sign, terms in ((REMOVED, gone), (ADDED, new)):
                yield from ((sign, predicate.value, with_article(f"{name} {said(term)}")) for term in terms)


def _with_moves(changes: Iterable[Change], words: Words) -> Iterator[Change]:
    """Joins what one source no longer says and one other now says, in the same words of the same thing."""
    told = list(changes)
    alike: dict[tuple[str, str], list[Change]] = {}
    for change in told:
        if change.sign != CHANGED:
            alike.setdefault((change.under, change.words), []).append(change)
    moved = set()
    for both in alike.values():
        both.sort(key=lambda change: _SIGNS.index(change.sign))
        if Counter(change.sign for change in both) != {REMOVED: 1, ADDED: 1}:
            continue
        old, new = both
        moved |= {old, new}
        if old.graph != new.graph:
            old_name, new_name = ("", "")
            if old.subject != new.subject:
                old_name, new_name = (f" as {short(change.subject)}" for change in both)
            text = f"{new.words}: was by {words.source(old.graph)}{old_name}"
            text += f", now by {words.source(new.graph)}{new_name}"
            yield new._replace(sign=CHANGED, words=text, graph="")
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
    waits_for = {node: {quad.object for quad in quads} & said.keys() for node, quads in said.items()}
    users: dict[Term, list[ox.BlankNode]] = {}
    for node, inner in waits_for.items():
        for term in inner:
            users.setdefault(term, []).append(node)
    names: dict[Term, ox.BlankNode] = {}
    ready = [node for node, inner in waits_for.items() if not inner]
    while ready:
        node = ready.pop()
        names[node] = _name(said[node], names)
        for user in users.get(node, ()):
            waits_for[user].discard(node)
            if not waits_for[user]:
                ready.append(user)
    # Nodes that lead in a circle have no innermost one; they are named by what else is said of them.
    return names | {node: _name(quads, names) for node, quads in said.items() if node not in names}


def _name(said: Iterable[ox.Quad], names: dict[Term, ox.BlankNode]) -> ox.BlankNode:
    def written(term: Term) -> str:
        return str(names.get(term, "_")) if isinstance(term, ox.BlankNode) else str(term)

    lines = sorted(f"{quad.predicate} {written(quad.object)} {quad.graph_name}" for quad in said)
    return ox.BlankNode("b" + hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16])
