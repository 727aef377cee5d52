"""The asserted statements from which the build computed a statement, of a node of its own or of what sources state.

Computing again over these statements alone gives the statement again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import COMPUTED, MEMO_SOURCE, RDF_TYPE, THB
from ..base.terms import Term, Triple
from ..base.vocabulary import ActKind
from ..names.labels import LABEL, NAMING, READ
from ..stores.lookup import Lookup
from .computed import status_node
from .computed_grounds import Asserted, Computation, behind, load_grounds_of_nodes, of_node, stated
from .date_bounds import DCTERMS_DATE, DONE_BY_SOMEBODY, NOT_AFTER, NOT_BEFORE, REPORTING_DAY, SPEAKING
from .records import ACTORS, END, PART_OF, START, Records
from .spans import DATED_NAME, DATES, GROUP, MEMBER, NAME, ROLE, TEXT, dated_spans, end_spans

_DATED = ("date bounds", "the days that the dates of all sources allow together")
_BY_LIST = ("day of the list", "a report holds on the day of its list")
_BY_PASSAGE = (
    "undated, so by the passage's day",
    "an act without a date was done by the day as at which its passage speaks",
)
_OF_ACT = (
    "days of an act",
    "an act was done between the days that all its sources, and what else is recorded of the state, allow",
)
_HELD = (
    "first and last day",
    "a membership or name holds from the day by which it had begun up to the first day on which it can have ended, a name until the next one",
)
_REACHED = (
    "whom it reaches",
    "what is addressed to a group that stands for members reaches those who were full members on its day",
)
_LABELLED = (
    "label",
    "what has no name is called after its class, what it concerns and who takes part in it",
)
_OF_DAYS = {thb.firstDay, thb.lastDay}
_OF_END = {thb.earliestEnd, thb.latestEnd}
_OF_FIRST = {thb.earliest, thb.earliestEnd}
_LIMITS = (NOT_BEFORE, NOT_AFTER)
_ACTORS = (*ACTORS, thb.actor)
_MEMBERSHIP = {MEMBER, GROUP, ROLE, START, END}


def key(triple: Triple) -> Term | Triple:
    """Gives what computed statements have in common that rest on the same: the node, if it is one of the build's own."""
    return triple[0] if _is_computed(triple[0]) else triple


def _is_computed(node: Term) -> bool:
    return isinstance(node, ox.NamedNode) and node.value.startswith(COMPUTED)


def load_grounds(triples: Iterable[Triple], lookup: Lookup) -> None:
    """Fetches the statements that computed ones were made from."""
    triples = list(triples)
    reached = {thing for _, predicate, thing in triples if predicate.value == thb.reaches}
    joined = [(None, ox.NamedNode(MEMBER), party) for party in reached]
    lookup.load(joined)
    lookup.load_about(quad.subject for pattern in joined for quad in lookup.match(*pattern))
    nodes = {triple[0] for triple in triples}
    held = [(None, ox.NamedNode(DATED_NAME), node) for node in nodes if not _is_computed(node)]
    lookup.load(held)
    holders = {quad.subject for pattern in held for quad in lookup.match(*pattern)}
    lookup.load_about(holders)
    lookup.load_about(quad.object for one in holders for quad in lookup.match(one, held[0][1], None))
    load_grounds_of_nodes(nodes, lookup)


def computation(triple: Triple, asserted: Asserted) -> Computation:
    """Finds the asserted statements from which a statement of `.../computed` was computed."""
    node, predicate, thing = triple
    if _is_computed(node):
        return of_node(node, asserted)
    if predicate.value in _OF_DAYS:
        return Computation(*_HELD, tuple(dict.fromkeys(_behind_days(node, asserted))))
    if predicate.value == thb.reaches:
        return Computation(*_REACHED, tuple(dict.fromkeys(_behind_reach(node, thing, asserted))))
    if predicate.value == LABEL:
        return Computation(*_LABELLED, tuple(dict.fromkeys(_behind_label(node, asserted))))
    return _behind_date(node, predicate, thing, asserted)


def _having(node: Term, properties: Iterable[str], asserted: Asserted) -> Iterator[ox.Quad]:
    return (quad for quad in asserted(node, None) if quad.predicate.value in properties)


def _behind_days(node: Term, asserted: Asserted) -> Iterator[ox.Quad]:
    """Yields what dates a membership or a name, and of a name the other names of its holder."""
    yield from _having(node, {MEMBER, NAME, START, END}, asserted)
    for holder in asserted.having(DATED_NAME, node):
        for name in asserted(holder.subject, DATED_NAME):
            yield from (name, *_having(name.object, {START, END}, asserted))


def _behind_label(node: Term, asserted: Asserted) -> Iterator[ox.Quad]:
    """Yields what a label says of a node, and the names of what is named in it."""
    for quad in _having(node, READ, asserted):
        yield quad
        if isinstance(quad.object, ox.NamedNode) and not quad.object.value.startswith(THB):
            yield from (q for q in _having(quad.object, NAMING, asserted) if _is_english(q.object))


def _is_english(name: Term) -> bool:
    return not isinstance(name, ox.Literal) or name.language in ("en", None)


def _behind_date(thing: Term, predicate: ox.NamedNode, day: Term, asserted: Asserted) -> Computation:
    """Finds what dates a thing or its end: as little as gives the day again."""
    is_end, at = predicate.value in _OF_END, 1 if predicate.value in _OF_FIRST else 2
    found = dict[ox.Quad, None]()
    for rule, more in _dating(thing, (END,) if is_end else DATES, day, asserted):
        found |= dict.fromkeys(more)
        records = Records(found)
        spans = end_spans(records) if is_end else dated_spans(records, {})
        if any(span.thing == thing.value and span[at] == day.value for span in spans):
            return Computation(*rule, tuple(found))
    return Computation(*_OF_ACT, tuple(found))


def _dating(
    thing: Term, properties: Iterable[str], day: Term, asserted: Asserted
) -> Iterator[tuple[tuple[str, str], Iterable[ox.Quad]]]:
    """Yields what may date a thing, each with its rule: its dates, its list or passage, and the status from a day on."""
    yield _DATED, _having(thing, (*properties, *_LIMITS), asserted)
    for part in asserted(thing, PART_OF):
        yield _BY_LIST, (part, *_having(part.object, {RDF_TYPE, REPORTING_DAY, *_LIMITS}, asserted))
    for kind in asserted(thing, RDF_TYPE):
        if kind.object.value in DONE_BY_SOMEBODY:
            yield _BY_PASSAGE, (kind, *asserted(kind.graph_name, REPORTING_DAY))
    yield _OF_ACT, stated(thing.value, [thing.value], asserted)
    actors = dict.fromkeys(quad.object.value for prop in _ACTORS for quad in asserted(thing, prop))
    for party, of in product(actors, asserted(thing, thb.instrument)):
        node = status_node(of.object.value, asserted.succession.successor(party), day.value)
        yield _OF_ACT, behind(node, asserted.computed(ox.NamedNode(node)), asserted)


def _behind_reach(thing: Term, party: Term, asserted: Asserted) -> Iterator[ox.Quad]:
    for addressed in asserted(thing, thb.addressedTo):
        groups = asserted(addressed.object, thb.membersOf)
        if not groups and addressed.object == party:
            yield addressed
        for group in groups:
            memberships = [one.subject for one in asserted.having(MEMBER, party)]
            its = [one for one in memberships if any(q.object == group.object for q in asserted(one, GROUP))]
            if its:
                yield from (addressed, group, *_behind_day(thing, addressed.graph_name, asserted))
                yield from (quad for one in its for quad in _having(one, _MEMBERSHIP, asserted))


def _behind_day(thing: Term, graph: Term, asserted: Asserted) -> Iterator[ox.Quad]:
    """Yields what gives the day of a statement or text: see `spans.day_of`."""
    texts = asserted(thing, TEXT)
    for one in (thing, *(quad.object for quad in texts)):
        found = asserted(one, DCTERMS_DATE)
        for adoption in () if found else asserted.having(thb.instrument, one):
            if any(q.object.value == ActKind.ADOPTION for q in asserted(adoption.subject, RDF_TYPE)):
                name = adoption.subject.value
                found = [*found, *stated(name, [name], asserted)]
        if any(quad.predicate.value == DCTERMS_DATE for quad in found):
            yield from (*(texts if one != thing else ()), *found)
            return
    for speaking in (graph, ox.NamedNode(MEMO_SOURCE)):
        found = [*_having(speaking, {REPORTING_DAY, *_LIMITS}, asserted)]
        if found:
            yield from (*found, *(q for q in asserted(speaking, RDF_TYPE) if q.object.value in SPEAKING))
            return
