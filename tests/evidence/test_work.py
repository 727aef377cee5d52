"""The cost of citing is bounded: by steps, not by the clock, so that a query is refused everywhere or nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyoxigraph as ox
import pytest

from citing import cite
from thbgraph.base.errors import RequestError
from thbgraph.base.namespaces import PREFIXES
from thbgraph.evidence.witnesses import Work
from thbgraph.graph import KnowledgeGraph

Closed = Callable[[Iterable[ox.Quad], Iterable[ox.Quad]], ox.Store]
EX = "http://e.org/"
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + f"PREFIX : <{EX}>\n"
DATA = ":g { :a :p :b , :c . :b :p :c ; :q 1 . :c :p :d ; :q 2 . :d :q 3 }"
#: Solutions, paths, groups, and what is missing.
QUERIES = [
    "SELECT ?x ?y { ?x :p ?y }",
    "SELECT ?y { :a :p+ ?y }",
    "SELECT ?x (COUNT(*) AS ?n) { ?x :p ?y } GROUP BY ?x",
    "SELECT ?x { ?x :p ?y FILTER NOT EXISTS { ?y :q 1 } } ORDER BY ?x ?y LIMIT 2 OFFSET 1",
    "SELECT (COUNT(*) AS ?n) { ?x :p ?y MINUS { ?y :q 1 } }",
]


@pytest.mark.parametrize("query", QUERIES)
def test_the_same_query_takes_the_same_steps(closed: Closed, query: str) -> None:
    store = closed(ox.parse((PROLOGUE + DATA).encode(), format=ox.RdfFormat.TRIG), [])
    text = PROLOGUE + query

    def steps(most: int) -> int:
        work = Work(most)
        assert cite(text, store, work=work)
        return most - work.left

    taken = steps(1_000_000)
    assert taken > 0
    assert steps(taken) == taken
    with pytest.raises(
        RequestError, match=f"takes more than {taken - 1:,} steps .* ask about less, or leave out"
    ):
        steps(taken - 1)


#: Each took a minute and a half or more, where the query itself takes less than a second.
COSTLY = [
    "SELECT DISTINCT * { ?v0 foaf:homepage ?v1 . ?v0 org:unitOf* ?w } ORDER BY ?v0 LIMIT 25 OFFSET 3",
    """SELECT * { ?v0 thb:actKind ?v1 . ?v0 schema:about ?v2 . VALUES (?v1) { (thb:Consent) }
      OPTIONAL { ?v0 dcterms:date ?day } } ORDER BY ?v0 LIMIT 3 OFFSET 1""",
]


@pytest.mark.parametrize("query", COSTLY)
def test_what_was_costly_is_cited(graph: KnowledgeGraph, query: str) -> None:
    answer = graph.sparql(query, cite=True)
    assert not isinstance(answer, bool | list) and len(answer)
    assert all(row.citation is not None and row.citation.statements for row in answer)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?v0 thb:signatory ?v1 . ?v1 schema:legalName ?v2 . ?v1 (a/rdfs:subClassOf*) ?w1 }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { ?a thb:signatory ?b . ?c thb:consentingParty ?d }",
        "SELECT ?a ?d { ?a ?p ?b . ?b ?q ?c . ?c ?r ?d . ?d thb:monitors id:cets-197 }",
    ],
)
def test_what_rests_on_too_much_ends(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr("thbgraph.evidence.witnesses.MOST", 30_000)
    with pytest.raises(RequestError, match="takes more than 30,000 steps"):
        graph.sparql(query, cite=True)
