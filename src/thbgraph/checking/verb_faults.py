"""Verbs and nouns of the ontology that no sentence can be read by, or that may be read in two ways, as findings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.findings import Finding
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.printing import quoted
from ..base.terms import Term, short
from ..build.source_files import Statement
from ..stores.protocol import Store

_CODE = "verb"
_WRITTEN = re.compile(r"(be [a-z].*|(may|can) [a-z].*|[a-z-]+(/[a-z-]+/[a-z-]+)?( [a-z].*)?)")
_SYMMETRIC = ox.NamedNode(PREFIXES["owl"] + "SymmetricProperty")
_NARROWER, _REASON = PREFIXES["rdfs"] + "subPropertyOf", PREFIXES["skos"] + "editorialNote"
_TYPE = ox.NamedNode(RDF_TYPE)
#: What so many things are tells no two of them apart.
_WIDE = frozenset((thb.Entity, PREFIXES["foaf"] + "Agent", PREFIXES["org"] + "Organization"))


def verb_findings(ontology: Iterable[Statement], store: Store) -> Iterator[Finding]:
    """Yields verbs that are written otherwise, that read one property both ways, or two of which one thing has both.

    Two properties share a verb where a skos:editorialNote of one of them says why, with the word "verb".
    """
    stated = [one for one in ontology if isinstance(one.quad.subject, ox.NamedNode)]
    by_verb: dict[tuple[str, bool], list[Statement]] = defaultdict(list)
    for one in stated:
        if one.quad.predicate.value in (thb.verb, thb.inverseVerb):
            text = one.quad.object.value
            by_verb[text, one.quad.predicate.value == thb.verb].append(one)
            if not _WRITTEN.fullmatch(text):
                message = (
                    f"the verb {quoted(text)} of {short(one.quad.subject.value)} is not in its first form; write for example: "
                    '"monitor", "take/took/taken part in" or "be part of"'
                )
                yield Finding(one.path, one.line, _CODE, message)
    quads = {one.quad for one in stated}
    excused = {one.subject for one in quads if one.predicate.value == _REASON and "verb" in one.object.value}
    kin = {frozenset((one.subject, one.object)) for one in quads if one.predicate.value == _NARROWER}
    symmetric = {one.subject for one in quads if one.object == _SYMMETRIC}
    for (text, is_forward), of in by_verb.items():
        back = {one.quad.subject for one in by_verb.get((text, False), ())} - symmetric
        for one in of if is_forward else ():
            if one.quad.subject in back:
                message = f"{quoted(text)} reads {short(one.quad.subject.value)} both ways; leave out one"
                yield Finding(one.path, one.line, _CODE, message)
        for one, other in combinations(of, 2):
            pair = frozenset((one.quad.subject, other.quad.subject))
            if pair in kin or pair & excused:
                continue
            for thing in _read_twice(one.quad.subject, other.quad.subject, is_forward, store):
                names = " and ".join(short(each.quad.subject.value) for each in (one, other))
                message = (
                    f"{quoted(text)} reads {names}, and {short(thing)} has both, with things of one kind; leave it out of one, "
                    "or say in a skos:editorialNote why they share the verb"
                )
                yield Finding(other.path, other.line, _CODE, message)
                break


def _read_twice(one: Term, other: Term, is_forward: bool, store: Store) -> Iterator[str]:
    """Yields the things that two properties link to different things of one kind."""
    ends, others = (_ends(prop, is_forward, store) for prop in (one, other))
    for thing in sorted(ends.keys() & others.keys(), key=str):
        kinds, more = (
            _kinds(of[thing] - less[thing], store) for of, less in ((ends, others), (others, ends))
        )
        if kinds & more and isinstance(thing, ox.NamedNode):
            yield thing.value


def _ends(prop: Term, is_forward: bool, store: Store) -> Mapping[Term, set[Term]]:
    found: dict[Term, set[Term]] = defaultdict(set)
    pattern = (None, prop if isinstance(prop, ox.NamedNode) else None, None)
    for quad in store.match_many([pattern]):
        thing, end = (quad.subject, quad.object) if is_forward else (quad.object, quad.subject)
        if not isinstance(end, ox.Literal):
            found[thing].add(end)
    return found


def _kinds(ends: Iterable[Term], store: Store) -> set[str]:
    quads = store.match_many([(end, _TYPE, None) for end in ends])
    return {quad.object.value for quad in quads} - _WIDE
