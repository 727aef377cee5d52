"""What tests of the rules share: small graphs closed as the build closes them, and a case for every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import cast

import pyoxigraph as ox
import pytest

from thbgraph.base.namespaces import PREFIXES
from thbgraph.base.terms import Triple
from thbgraph.base.triples import Match, is_asserted
from thbgraph.evidence.proving import Prover
from thbgraph.rules.closure import Closure
from thbgraph.status.computed import compute, computed
from thbgraph.status.records import Records
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.stores.lines import Derivation, Grounds, key_of, sorted_lines, written
from thbgraph.stores.lookup import Lookup
from thbgraph.stores.protocol import Pattern, Store

Close = Callable[..., Match]
#: Rule, data, a statement that its last step gives, and the number of steps.
Case = tuple[str, str, str, int]
PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
PROLOGUE += "@prefix : <http://e.org/> .\n"


def matching(store: Store) -> Match:
    """What finds the statements of a store that fit one pattern."""
    return lambda *pattern: store.match_many([pattern])


class _Matching:
    """What a lookup needs of a store, by what finds statements that fit one pattern."""

    def __init__(self, match: Match) -> None:
        self._match = match

    def match_many(self, patterns: Iterable[Pattern]) -> Iterator[ox.Quad]:
        for pattern in patterns:
            yield from self._match(*pattern)


def grounds_over(quads: Iterable[ox.Quad]) -> Grounds:
    """What is computed and inferred from the stated ones of some quads rests on."""
    named = (quad for quad in quads if not isinstance(quad.graph_name, ox.DefaultGraph))
    stated = [*filter(is_asserted, named)]
    closure, lines = Closure(stated), sorted_lines(stated)
    noted = [*compute(Records(stated)).grounds(), *closure.grounds(lines)]
    inferred = sorted_lines(closure.inferred())
    return Grounds(b"".join(written(noted, lines + inferred)), b"".join(lines), b"".join(inferred))


def computation(stated: Sequence[ox.Quad], triple: Triple) -> Derivation | None:
    """How a statement is computed from asserted ones."""
    key = key_of(triple)
    return grounds_over(stated).of([key]).get(key)


def prover_of(match: Match) -> Prover:
    """A prover of what statements are found in."""
    grounds = cache(lambda: grounds_over(match(None, None, None)))
    return Prover(Lookup(cast("Store", _Matching(match))), grounds)


@pytest.fixture(scope="session")
def close() -> Close:
    """Closes TriG or quads, computes, and gives what looks statements up; without `reason` it is closed by hand."""

    def closed(given: str | Sequence[ox.Quad], reason: bool = True) -> Match:
        asserted = (
            list(ox.parse((PROLOGUE + given).encode(), format=ox.RdfFormat.TRIG))
            if isinstance(given, str)
            else [*given]
        )
        return matching(
            EmbeddedStore.holding(
                [*asserted, *(Closure(asserted).inferred() if reason else ()), *computed(asserted)]
            )
        )

    return closed


@pytest.fixture(scope="session")
def rule_cases() -> Sequence[Case]:
    """All cases."""
    return RULES


#: A case for every rule of the table.
RULES: list[Case] = [
    ("prp-dom", ":p rdfs:domain :C . :x :p :y", ":x a :C", 1),
    ("prp-rng", ":p rdfs:range :C . :x :p :y", ":y a :C", 1),
    ("prp-symp", ":p a owl:SymmetricProperty . :x :p :y", ":y :p :x", 1),
    ("prp-trp", ":p a owl:TransitiveProperty . :x :p :y . :y :p :z . :z :p :u", ":x :p :u", 2),
    ("prp-spo1", ":p rdfs:subPropertyOf :q . :x :p :y", ":x :q :y", 1),
    ("prp-spo2", ":p owl:propertyChainAxiom ( :q :r :s ) . :x :q :a . :a :r :b . :b :s :y", ":x :p :y", 1),
    ("prp-eqp1", ":p owl:equivalentProperty :q . :x :p :y", ":x :q :y", 1),
    ("prp-eqp2", ":p owl:equivalentProperty :q . :x :q :y", ":x :p :y", 1),
    ("prp-inv1", ":p owl:inverseOf :q . :x :p :y", ":y :q :x", 1),
    ("prp-inv2", ":p owl:inverseOf :q . :x :q :y", ":y :p :x", 1),
    ("cax-sco", ":A rdfs:subClassOf :B . :x a :A", ":x a :B", 1),
    ("cax-eqc1", ":A owl:equivalentClass :B . :x a :A", ":x a :B", 1),
    ("cax-eqc2", ":A owl:equivalentClass :B . :x a :B", ":x a :A", 1),
    ("scm-sco", ":A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :C rdfs:subClassOf :D", ":A rdfs:subClassOf :D", 2),
    ("scm-spo", ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r", ":p rdfs:subPropertyOf :r", 1),
]  # fmt: skip


@pytest.fixture(params=RULES, ids=[case[0] for case in RULES])
def rule_case(request: pytest.FixtureRequest, close: Close) -> tuple[Match, Case]:
    """Each case in turn, closed."""
    case: Case = request.param
    _, data, _, _ = case
    return close(f":g {{ {data} }}"), case
