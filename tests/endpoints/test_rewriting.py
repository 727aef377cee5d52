"""What is written otherwise for Virtuoso is the same query: another engine gives the same rows for both."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from thbgraph.endpoints.rewriting import compared, ordered, over, split

DATA = """
PREFIX : <urn:>
:a :p 1 ; :q 1 ; :day "2010-01-01" . :b :p 2 ; :q 3 . :c :q 4 ; :r :a . :d :p 2 ; :q 2 ; :r :b , :c ; :day "2010-02-01" .
"""
BOTH = "{ ?x :p ?n } UNION { ?x :q ?n }"
PART = "OPTIONAL { ?y :r ?x ; :q ?m }"
QUERIES = [
    f"{BOTH} {PART} BIND(COALESCE(?m, 0) AS ?k)",
    f"{BOTH} {PART} FILTER(?k > 2) BIND(COALESCE(?m, 0) AS ?k)",
    f"FILTER(BOUND(?d)) {BOTH} {PART} BIND(COALESCE(?m, 0) AS ?k) OPTIONAL {{ ?x :day ?d }} BIND(STR(?k) AS ?t)",
    f"{BOTH} {PART} FILTER(EXISTS {{ ?x :day ?d }}) BIND(?m AS ?k) FILTER NOT EXISTS {{ ?x :p 1 }}",
    f"{BOTH} FILTER(?n IN (1, 2) || (?n = 4)) {PART} BIND(IF(EXISTS {{ ?x :r ?z }}, 1, 2) AS ?k) ?x :q ?o",
    f"VALUES ?n {{ 1 2 }} {{ {BOTH} {PART} BIND(COALESCE(?m, 0) AS ?k) }} OPTIONAL {{ ?x :day ?d BIND(1 AS ?e) }}",
    f"{{ SELECT ?x (MAX(?n) AS ?most) {{ {BOTH} {PART} BIND(?m AS ?k) }} GROUP BY ?x }} BIND(?most AS ?k)",
    f"{BOTH} {PART} MINUS {{ ?x :p 1 }} BIND(?m AS ?k) BIND(?k + 1 AS ?l) FILTER CONTAINS(CONCAT(STR(?x), '}}BIND({{'), 'BIND({{')",
    f"{BOTH} {PART} # BIND( in a remark\n FILTER(STR(?x) != 'FILTER(') BIND(?m AS ?k) {{ ?x :q ?o }} UNION {{ ?x :p ?o }}",
    "?x :p ?n . BIND(?n AS ?k) OPTIONAL { ?x :r ?y }",
]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    made = ox.Store()
    made.load(DATA, format=ox.RdfFormat.TURTLE)
    return made


def rows(store: ox.Store, text: str) -> list[str]:
    found = store.query(text)
    assert isinstance(found, ox.QuerySolutions)
    names = sorted(variable.value for variable in found.variables)
    return sorted(str([row[name] for name in names]) for row in found)


@pytest.mark.parametrize("pattern", QUERIES)
def test_a_split_query_is_the_same(store: ox.Store, pattern: str) -> None:
    text = f"PREFIX : <urn:> SELECT * {{ {pattern} }}"
    assert ("UNION" in pattern) == (split(text) != text)
    assert rows(store, text) and rows(store, split(text)) == rows(store, text)


def test_what_is_ordered_and_compared_is_the_same_and_in_the_same_order(store: ox.Store) -> None:
    text = (
        "PREFIX : <urn:> SELECT ?n ?x { ?x :p ?n ; :day ?d FILTER(?d <= '2010-02-01') } ORDER BY DESC(?n) ?x"
    )
    found = [[str(row["n"]), str(row["x"])] for row in store.query(text)]
    written = compared(ordered(text))
    assert written != text and "COALESCE(?d) <=" in written
    assert found and found == [[str(row["n"]), str(row["x"])] for row in store.query(written)]


def test_a_query_that_names_its_graphs_keeps_them() -> None:
    text = "SELECT * FROM <urn:g> { ?s ?p ?o }"
    assert over(text, ["FROM <urn:other>"]) == text
