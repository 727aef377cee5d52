"""Relations: how things are related, directly or by what they did, belong to or said of each other.

An act binds who did it to its instrument, a membership a member to its group, and a statement who makes it to those
it is addressed to and to what it is about. Topics and places bind nearly everything, and are left out unless asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import in_words, span_in_words
from ..base.namespaces import DERIVED, PREFIXES, RDF_TYPE
from ..base.printing import backwards, spaced
from ..base.terms import local, natural, short
from ..base.triples import Fact, Facts, is_asserted
from ..base.values import Entity
from ..results.answer import Answer, Citation, Row
from ..status.records import END, START, Records
from ..status.state_names import Spoken
from ..stores.lookup import Lookup

_DATE, _DESCRIPTION = (PREFIXES["dcterms"] + name for name in ("date", "description"))
_MEMBER, _GROUP, _ROLE = (PREFIXES["org"] + name for name in ("member", "organization", "role"))
_ABOUT = PREFIXES["schema"] + "about"
#: What somebody did to an instrument by an act, as read from the one and from the other.
_BY_ACT: Mapping[str, tuple[str, str]] = {
    thb.signatory: ("has signed", "signed by"),
    thb.consentingParty: ("has consented to", "consented to by"),
    thb.adoptingBody: ("has passed", "passed by"),
}
_ACTORS = (*_BY_ACT, thb.actor)
#: What binds nearly everything: topics and other concepts, and places that are no states or territories.
_THING, _TOPIC, _PLACE, _COUNTRY = short(thb.Entity), "skos:Concept", "schema:Place", "schema:Country"


RELATION_COLUMNS = ("thing", "words", "other", "detail", "node")


class Tie(NamedTuple):
    """Two things by IRI, the property that binds the first to the second, and the node by which it does, if any."""

    thing: str
    prop: str
    other: str
    node: str | None = None


def entities(classes: Mapping[str, Collection[str]], with_topics: bool = False) -> set[str]:
    """Returns the things that bonds are between, from the classes of all."""
    found = (iri for iri, kinds in classes.items() if _THING in kinds)
    return {iri for iri in found if with_topics or not _is_topic(classes[iri])}


def _is_topic(kinds: Collection[str]) -> bool:
    return _TOPIC in kinds or (_PLACE in kinds and _COUNTRY not in kinds)


def ties(facts: Facts, things: Collection[str]) -> Iterator[Tie]:
    """Yields how some things are bound by statements, in their order."""
    for name in facts.things:
        about = facts.about(name)
        if name in things:
            for prop, stated in about.items():
                if prop == thb.instrument:  # of a status list, which is a source
                    continue
                yield from (Tie(name, prop, fact.text) for fact in stated if fact.text in things)
        elif acting := next((prop for prop in _ACTORS if prop in about), None):
            yield from _between(name, about[acting], acting, about.get(thb.instrument, ()), things)
        elif _MEMBER in about:
            yield from _between(name, about[_MEMBER], _MEMBER, about.get(_GROUP, ()), things)
        elif thb.saidBy in about:
            for prop in (thb.addressedTo, _ABOUT):
                yield from _between(name, about[thb.saidBy], prop, about.get(prop, ()), things)


def _between(
    node: str, ones: Iterable[Fact], prop: str, others: Iterable[Fact], things: Collection[str]
) -> Iterator[Tie]:
    found = {(one.text, other.text) for one in ones for other in others}
    for one, other in sorted(found):
        if one in things and other in things and one != other:
            yield Tie(one, prop, other, node)


class Relations:
    """Reads the relations of one graph; `backwards` says how properties read from their value."""

    def __init__(self, lookup: Lookup, label: Callable[[str], str], backwards: Mapping[str, str]) -> None:
        self._lookup, self._label, self._backwards = lookup, label, backwards

    def of(self, thing: str, things: Collection[str], is_direct: bool = False) -> Answer:
        """Returns how a thing is related to others of some things, in order of words and names, each relation read from it.

        Those that are direct leave out acts, memberships and statements, but for what the thing has passed.
        """
        node = ox.NamedNode(thing)
        self._lookup.load([(node, None, None), (None, None, node)])
        found_quads = chain(self._lookup.match(node, None, None), self._lookup.match(None, None, node))
        ends = {*things, thing}
        quads = [
            quad
            for quad in filter(is_asserted, found_quads)
            if not is_direct or quad.subject.value in ends or quad.predicate.value == thb.adoptingBody
        ]
        found = dict.fromkeys(ties(self._facts(quads), ends))
        wanted = (
            tie
            for tie in found
            if not is_direct or tie.node is None or (tie.prop, tie.thing) == (thb.adoptingBody, thing)
        )
        rows = sorted(self.rows(thing, wanted), key=lambda row: (row.words, natural(row.other.label)))
        return Answer(RELATION_COLUMNS, rows)

    def rows(self, thing: str, found: Iterable[Tie]) -> list[Row]:
        """Returns relations as rows, each read from the thing."""
        bound = [tie for tie in found if thing in (tie.thing, tie.other)]
        self._lookup.load_about(ox.NamedNode(tie.node) for tie in bound if tie.node)
        return [self._row(tie, thing) for tie in bound]

    def _facts(self, quads: Sequence[ox.Quad]) -> Facts:
        """Returns statements with all that is said of the nodes among their subjects."""
        nodes = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        return Facts(filter(is_asserted, self._lookup.about(*sorted(nodes, key=str))))

    def _row(self, tie: Tie, thing: str) -> Row:
        is_forward = tie.thing == thing
        other = tie.other if is_forward else tie.thing
        values = (
            self.named(thing),
            self._words(tie, is_forward),
            self.named(other),
            self._detail(tie),
            self.named(tie.node) if tie.node else None,
        )
        return Row(RELATION_COLUMNS, values, Citation(tuple(filter(is_asserted, self._evidence(tie)))))

    def told(self, tie: Tie, thing: str, spoken: Spoken) -> str:
        """Tells a relation in a line, read from the thing; a statement as said by who makes it. `spoken` writes a name as it stands within a sentence."""

        def name_of(iri: str) -> str:
            return spoken(iri, self._label(iri))

        detail = self._detail(tie)
        if tie.node and tie.prop in (thb.addressedTo, _ABOUT):
            kind = self._kind(tie.node, Facts(self._lookup.about(ox.NamedNode(tie.node))))
            way = "to" if tie.prop == thb.addressedTo else "on"
            text = f"{name_of(tie.thing)} {way} {name_of(tie.other)} ({kind}): {detail}"
        else:
            is_forward = tie.thing == thing
            other = tie.other if is_forward else tie.thing
            text = f"{name_of(thing)}: {self._words(tie, is_forward)} {name_of(other)}"
            text += f", {detail}" if detail else ""
        return text[:1].upper() + text[1:]

    def named(self, iri: str) -> Entity:
        """Returns a thing with its label."""
        return Entity(iri, self._label(iri))

    def _evidence(self, tie: Tie) -> Iterable[ox.Quad]:
        """Returns what is said of the node by which two things are related, else that they are."""
        if tie.node:
            return self._lookup.about(ox.NamedNode(tie.node))
        return self._lookup.match(ox.NamedNode(tie.thing), ox.NamedNode(tie.prop), ox.NamedNode(tie.other))

    def _words(self, tie: Tie, is_forward: bool) -> str:
        if tie.node is None:
            return self._property(tie.prop) if is_forward else self.backwards(tie.prop)
        about = Facts(self._lookup.about(ox.NamedNode(tie.node)))
        if tie.prop == _MEMBER:
            role = next(map(self._label, about.texts(tie.node, _ROLE)), "member").lower()
            return f"{role} of" if is_forward else f"has {role}"
        if tie.prop in (thb.addressedTo, _ABOUT):
            kind = self._kind(tie.node, about)
            if is_forward:
                return f"{kind} {'to' if tie.prop == thb.addressedTo else 'about'}"
            return f"{'addressee' if tie.prop == thb.addressedTo else 'subject'} of {kind} by"
        if tie.prop in _BY_ACT:
            return _BY_ACT[tie.prop][0 if is_forward else 1]
        return self.backwards(tie.prop) if is_forward else self._property(tie.prop)

    def _kind(self, node: str, about: Facts) -> str:
        kinds = [fact for fact in about.of(node, RDF_TYPE) if fact.graph not in DERIVED]
        return next((self._label(fact.text).lower() for fact in kinds), "statement")

    def _property(self, iri: str) -> str:
        label = self._label(iri)
        return label if ":" not in label else spaced(local(iri))

    def backwards(self, iri: str) -> str:
        """Names a property as read from its object to its subject."""
        return self._backwards.get(iri) or backwards(self._property(iri))

    def _detail(self, tie: Tie) -> str | None:
        """Returns the words of a statement, or the days of an act or membership."""
        if tie.node is None:
            return None
        about = self._lookup.about(ox.NamedNode(tie.node))
        graphs = {quad.graph_name for quad in about}
        records = Records(filter(is_asserted, [*about, *self._lookup.about(*graphs)]))
        if tie.prop in (thb.addressedTo, _ABOUT):
            return records.facts.text(tie.node, _DESCRIPTION)
        if tie.prop == _MEMBER:
            return term_in_words(records.days(tie.node, START), records.days(tie.node, END)) or None
        days = records.days(tie.node, _DATE, START)
        return span_in_words(*days) if any(days) else None


def term_in_words(start: tuple[str | None, str | None], end: tuple[str | None, str | None]) -> str:
    """Says from when until when a membership was.

    >>> term_in_words(("1999-01-01", "1999-12-31"), (None, None)), term_in_words((None, None), (None, None))
    ('since 1999', '')
    """
    first, last = start
    since = (
        f"since {span_in_words(first, last)}"
        if first
        else f"since {in_words(date.fromisoformat(last))} at the latest"
        if last
        else ""
    )
    return " ".join(filter(None, [since, f"until {span_in_words(*end)}" if any(end) else ""]))
