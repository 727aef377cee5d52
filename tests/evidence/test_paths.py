"""Property paths: a way for every pair that the engine finds, made of statements, and no longer than needed."""

from __future__ import annotations

from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citing import gives
from closing import matching
from thbgraph.evidence.property_paths import Trail, witness
from thbgraph.sparql.query import Path, Query
from thbgraph.stores.embedded import EmbeddedStore, store_of
from whole import WHOLE

EX = "http://e.org/"
PROLOGUE = f"PREFIX : <{EX}>\n"
PATHS = [
    ":p/:q", ":p|:q", "^:p", ":p+", ":q*", ":p?", "(:p/:q)+", "(:p|^:q)*", "!:p", "!(:p|:q)", "^(:p/:r)",
    ":r/:p*", "^(:p+)", "^:p+", "(^(:p|:q)/:r)?", "((:p+)?)*", "(:p/:p)|(:q/^:r)", ":p*/:q*", "^(!:p)",
]  # fmt: skip


def way(
    store: ox.Store, path: str, start: ox.NamedNode | ox.Literal, end: ox.NamedNode | ox.Literal
) -> Trail | None:
    ((_, predicate, *_),) = Query(f"{PROLOGUE}SELECT * {{ ?s {path} ?o }}").select.where.triples()
    assert isinstance(predicate, Path)
    match = matching(EmbeddedStore(store))
    return witness(
        predicate,
        start,
        end,
        lambda *asked: (quad.triple for quad in match(*asked)),
    )  # fmt: skip


def chain(text: str) -> ox.Store:
    return store_of(ox.parse((PROLOGUE + f":g {{ {text} }}").encode(), format=ox.RdfFormat.TRIG))


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(EX + name)


@pytest.mark.parametrize(
    ("path", "start", "end", "length"),
    [
        (":p+", "a", "d", 3),
        (":p*", "a", "a", 0),
        (":p+", "a", "a", 4),  # round the circle
        ("^:p+", "d", "a", 3),
        (":p/:p", "a", "c", 2),
        (":p?", "a", "b", 1),
        (":q|:p", "a", "b", 1),
        (":p/:p", "a", "b", None),
        (":p?", "a", "c", None),
        ("!:p", "a", "b", None),
    ],
)
def test_the_way_is_as_long_as_it_must_be(path: str, start: str, end: str, length: int | None) -> None:
    store = chain(":a :p :b . :b :p :c . :c :p :d . :d :p :a")
    found = way(store, path, node(start), node(end))
    assert (found if found is None else len(found)) == length


def test_a_way_may_end_in_a_value_however_it_is_written() -> None:
    store = chain(":a :p :b . :b :q 7")
    end = ox.Literal("007", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    assert len(way(store, ":p/:q", node("a"), end) or ()) == 2


@given(st.integers(0, 2**32), st.sampled_from(PATHS))
@settings(deadline=None, max_examples=120 if WHOLE else 30)
def test_every_pair_that_the_engine_finds_has_a_way_that_gives_it_again(seed: int, path: str) -> None:
    random = Random(seed)
    quads = {
        ox.Quad(*(node(random.choice(names)) for names in ("abcd", "pqr", "abcd")), node("g"))
        for _ in range(random.randint(1, 9))
    }
    store = store_of(quads)
    query = f"{PROLOGUE}SELECT DISTINCT ?s ?o {{ ?s {path} ?o }}"
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    pairs = {(start, end) for start, end in found}
    for start in map(node, "abcd"):
        for end in map(node, "abcd"):
            trail = way(store, path, start, end)
            if (start, end) not in pairs:
                assert trail is None or (trail == () and start == end)
                continue
            assert trail is not None and set(trail) <= {quad.triple for quad in quads}
            if trail:  # a path of no steps needs its thing to be in the graph
                assert gives(
                    store_of(ox.Quad(*triple, node("g")) for triple in trail), query, (str(start), str(end))
                )
