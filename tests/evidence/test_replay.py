"""Replay: the question asked over what is cited for a row gives it again, for random queries over random graphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citing import cite, gives, rows_of
from thbgraph.evidence.plan import Uncitable
from thbgraph.results.answer import key_of
from thbgraph.stores.embedded import store_of
from whole import WHOLE

EX = "http://e.org/"
VARIABLES = ["?x", "?y", "?z"]
NAMES = [":a", ":b"]
PATHS = [
    ":p/:q",
    ":p|:q",
    "^:p",
    ":p+",
    ":q*",
    ":p?",
    "(:p/:q)+",
    "(:p|^:q)*",
    "!:p",
    "!(:p|:q)",
    "^(:p/:r)",
    ":r/:p*",
]
TESTS = ["?x != ?y", "?x = :a", "!BOUND(?y)", "BOUND(?w)", "?w = 1", "isIRI(?z)", "COALESCE(?w, 1) = 1"]
SUMS = ["COUNT(*)", "COUNT(?y)", "COUNT(DISTINCT ?z)", "MAX(?y)", "MIN(?w)", "SUM(?w)", "AVG(?w)"]
#: With less in the graph, these may find more, which what is behind a row does not show: other members of a group,
#: other rows before a LIMIT, more that matches where something in it is denied.
LESS = re.compile(
    r"COUNT|SUM|AVG|MAX|MIN|LIMIT|MINUS|NOT EXISTS|!EXISTS|EXISTS|OPTIONAL.*OPTIONAL|BOUND|GROUP"
)


class Writer:
    """Writes random queries of all forms but those that saved questions may not use."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.made = 0

    def one(self, of: Sequence[str]) -> str:
        return self.random.choice(of)

    def triple(self) -> str:
        subject = self.one([*VARIABLES, *VARIABLES, *NAMES])
        predicate = self.one([*[":p", ":q", ":r", ":p", ":q", "?v"] * 2, *PATHS])
        return f"{subject} {predicate} {self.one([*VARIABLES, *NAMES, '1', '?w'])} ."

    def group(self, depth: int, most: int = 2) -> str:
        parts = [self.part(depth) for _ in range(self.random.randint(0, most))]
        return f"{{ {self.triple()} {' '.join(parts)} }}"

    def part(self, depth: int) -> str:
        if depth <= 0:
            return self.random.choice([self.triple, self.triple, lambda: f"FILTER({self.one(TESTS)})"])()
        inner = depth - 1
        self.made += 1
        forms = [
            self.triple,
            self.triple,
            lambda: f"OPTIONAL {self.group(inner)}",
            lambda: f"OPTIONAL {self.group(inner)}",
            lambda: f"{self.group(inner)} UNION {self.group(inner)}",
            lambda: f"MINUS {self.group(inner)}",
            lambda: f"FILTER({self.one(TESTS)})",
            lambda: f"FILTER({self.one(['', '!', '?x = :a || ', 'NOT '])}EXISTS {self.group(inner)})",
            lambda: f"FILTER({self.one(['', 'NOT '])}EXISTS {self.group(inner)})",
            lambda: f"GRAPH {self.one(['?g', ':g1', '?x'])} {self.group(inner)}",
            lambda: f"VALUES {self.one(VARIABLES)} {{ :a :b UNDEF }}",
            lambda: f"BIND(IF(BOUND(?y), 'yes', 'no') AS ?made{self.made})",
            lambda: self.group(inner),
            lambda: self.sub_select(inner),
        ]
        return self.random.choice(forms)()

    def sub_select(self, depth: int) -> str:
        group, key = self.group(depth), self.one(VARIABLES)
        having = self.one(["", " HAVING (COUNT(*) > 1)"])
        return self.one(
            [
                f"{{ SELECT DISTINCT {key} WHERE {group} }}",
                f"{{ SELECT * WHERE {group} ORDER BY ?x ?y ?z ?w ?v ?g LIMIT 2 }}",
                f"{{ SELECT {key} ({self.one(SUMS)} AS ?{self.one('nw')}) WHERE {group} GROUP BY {key}{having} }}",
            ]
        )

    def query(self) -> str:
        group, key = self.group(2, 3), self.one(VARIABLES)
        having = self.one(["", " HAVING (COUNT(*) > 1)", " HAVING (MAX(?y) = :a)"])
        columns = ["*", "?x ?y", "DISTINCT ?x", "DISTINCT ?y ?w", "?z ?x (CONCAT(STR(?x), '!') AS ?loud)"]
        end = self.one(["", "", "ORDER BY ?x ?y ?z ?w ?v ?g LIMIT 2", "VALUES ?x { :a :b }"])
        plain = f"SELECT {self.one(columns)} WHERE {group} {end}"
        summed = (
            f"SELECT {key} ({self.one(SUMS)} AS ?sum) WHERE {group} GROUP BY {key}{having} ORDER BY {key}"
        )
        whole = f"SELECT ({self.one(SUMS)} AS ?sum) WHERE {group}"
        return f"PREFIX : <{EX}>\n{self.one([plain, plain, plain, summed, whole])}"

    def quads(self) -> list[ox.Quad]:
        def name(letters: str) -> ox.NamedNode:
            return ox.NamedNode(EX + self.one(letters))

        things = [name("abc"), name("abc"), ox.Literal(1), ox.Literal(2)]
        made = {
            ox.Quad(name("abc"), name("pqr"), self.random.choice([name("abc"), *things]), self.graph())
            for _ in range(self.random.randint(6, 20))
        }
        return sorted(made, key=str)

    def graph(self) -> ox.NamedNode:
        return ox.NamedNode(EX + self.one(["g1", "g2"]))


@given(st.integers(0, 2**32))
@settings(deadline=None, max_examples=150 if WHOLE else 40)
def test_the_cited_statements_alone_give_the_row_again(
    closed: Callable[[Iterable[ox.Quad], Iterable[ox.Quad]], ox.Store], seed: int
) -> None:
    writer = Writer(Random(seed))
    quads, query = writer.quads(), writer.query()
    store = closed(quads, [])
    rows = list({key_of(row): row for row in rows_of(store, query)}.values())[:10]
    try:
        found = cite(query, store, rows)
    except Uncitable as refused:
        assert "LIMIT or OFFSET within GRAPH or EXISTS" in str(refused)
        return
    assert list(found) == [key_of(row) for row in rows]
    for row, citation in found.items():
        assert set(citation.statements) <= set(quads)
        again = gives(closed(citation.statements, citation.axioms), query, row)
        assert again or LESS.search(query), (row, citation.statements)


@pytest.mark.parametrize(
    ("query", "needed"),
    [
        # Tests in what SELECT makes.
        ("SELECT ?s (EXISTS { ?s :r ?d } AS ?made) { ?s :q ?o }", {"a q c", "a r d"}),
        ("SELECT ?s (IF(NOT EXISTS { ?s :r ?d }, 'no', 'yes') AS ?made) { ?s :q ?o }", {"a q c", "a r d"}),
        # Blank nodes and aggregates within what EXISTS.
        (
            "SELECT ?s { ?s :q ?o FILTER EXISTS { ?s :p ?x FILTER NOT EXISTS { ?x :p [] } } }",
            {"a q c", "a p b"},
        ),
        ("SELECT ?s { ?s :q ?o FILTER EXISTS { ?s :p ?x { SELECT ?x { [] :p ?x } } } }", {"a q c", "a p b"}),
        (
            "SELECT ?s (EXISTS { SELECT ?x (MAX(?y) AS ?most) { ?x :r ?y } GROUP BY ?x } AS ?made) { ?s :q ?o }",
            {"a q c", "a r d"},
        ),
    ],
)
def test_what_stands_in_graphs_and_in_what_exists_is_cited(query: str, needed: set[str]) -> None:
    data = f"@prefix : <{EX}> . :g1 {{ :a :p :b ; :q :c }} :g2 {{ :a :p :b ; :r :d }}"
    store = store_of(ox.parse(data.encode(), format=ox.RdfFormat.TRIG))
    text = f"PREFIX : <{EX}> {query}"
    ((row, citation),) = cite(text, store).items()
    found = {" ".join(str(term)[len(EX) + 1 : -1] for term in quad.triple) for quad in citation.statements}
    assert found == needed
    assert gives(store_of(citation.statements), text, row)
