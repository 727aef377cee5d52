"""The smallest evidence: of what it holds nothing can be left out, whatever follows from what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citing import cite, minimal
from thbgraph.answers.rows import Citation
from thbgraph.evidence.cite import Key
from thbgraph.evidence.replay import gives
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.words.errors import RequestError
from thbgraph.words.namespaces import ONTOLOGY_GRAPH, PREFIXES

Closed = Callable[[Iterable[ox.Quad], Iterable[ox.Quad]], ox.Store]
Both = Callable[[str, str], tuple[dict[Key, Citation], dict[Key, Citation]]]
EX = "http://e.org/"
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + f"PREFIX : <{EX}>\n"
AXIOMS = f"""<{ONTOLOGY_GRAPH}> {{
  :signed rdfs:domain :State ; rdfs:subPropertyOf :knows .
  :bound owl:propertyChainAxiom ( :signed :since ) .
}}"""


def quads(text: str) -> list[ox.Quad]:
    return list(ox.parse((PROLOGUE + text).encode(), format=ox.RdfFormat.TRIG))


@pytest.fixture
def both(closed: Closed) -> Both:
    """What is cited for each row of a query over the closed data, collected and smallest."""

    def of(data: str, query: str) -> tuple[dict[Key, Citation], dict[Key, Citation]]:
        axioms = quads(AXIOMS)
        store, text = closed(quads(data), axioms), PROLOGUE + query
        solutions = EmbeddedStore(store).query(text)
        columns = [variable.value for variable in solutions.variables]
        rows = [tuple("" if term is None else str(term) for term in row) for row in solutions]
        cited = cite(text, columns, rows, EmbeddedStore(store))
        return cited, minimal(text, columns, cited, axioms)

    return of


def local(citation: Citation) -> set[str]:
    return {
        " ".join(str(term).replace(EX, "").strip("<>") for term in (*quad.triple, quad.graph_name))
        for quad in citation.statements
    }


DATA = """
:g1 { :fin a :State ; :signed :cets ; :name "Finland", "Suomi" . :cets :since 2005 }
:g2 { :fin :signed :cets }
"""


@pytest.mark.parametrize(
    ("query", "collected", "smallest"),
    [
        # That a state signed says that it is a state, so that it need not be said.
        (
            "SELECT ?s { ?s a :State ; :signed ?t }",
            {"fin http://www.w3.org/1999/02/22-rdf-syntax-ns#type State g1", "fin signed cets g1", "fin signed cets g2"},
            {"fin signed cets g1", "fin signed cets g2"},
        ),
        # One name is enough.
        ("SELECT DISTINCT ?s { ?s :name ?n }", {'fin name "Finland" g1', 'fin name "Suomi" g1'}, 1),
        # Where a graph is asked for, the other is left out.
        ("SELECT DISTINCT ?s { GRAPH ?g { ?s :signed ?t } }", {"fin signed cets g1", "fin signed cets g2"}, 1),
        # A count needs all that it counts.
        ("SELECT (COUNT(*) AS ?n) { ?s :name ?n1 }", {'fin name "Finland" g1', 'fin name "Suomi" g1'}, 2),
        ("SELECT (COUNT(*) AS ?n) { ?s :never ?o }", set(), 0),
    ],
)  # fmt: skip
def test_what_is_left_out(both: Both, query: str, collected: set[str], smallest: set[str] | int) -> None:
    ((key, whole),), ((other, least),) = (found.items() for found in both(DATA, query))
    assert key == other and local(whole) == collected
    assert local(least) == smallest if isinstance(smallest, set) else len(least.statements) == smallest


def test_axioms_and_rules_are_those_that_what_is_left_needs(both: Both) -> None:
    query = "SELECT ?s { ?s :bound ?year ; :knows ?t ; a :State ; :name 'Finland' }"
    whole, least = (next(iter(found.values())) for found in both(DATA, query))
    assert {"prp-spo1", "prp-spo2"} == set(whole.rules)
    assert {"prp-spo1", "prp-spo2", "prp-dom"} == set(least.rules)
    assert {quad.graph_name.value for quad in least.axioms} == {ONTOLOGY_GRAPH}
    assert any(quad.predicate.value.endswith("domain") for quad in least.axioms)
    assert len(least.statements) == 4  # signed in two graphs, since, and the name


def test_what_is_asked_of_the_ontology_stays(both: Both) -> None:
    whole, least = both(DATA, "SELECT ?p { ?p rdfs:domain :State }")
    assert whole == least
    assert [len(citation.statements) for citation in least.values()] == [1]


def test_a_row_that_what_follows_takes_away_is_refused(closed: Closed) -> None:
    # Cited by no axiom, as it is there without; but what follows from the whole ontology is one more.
    query = "SELECT (COUNT(?t) AS ?n) { :fin a ?t }"
    text, row = PROLOGUE + query, f'"1"^^<{PREFIXES["xsd"]}integer>'
    store = closed(quads(":g1 { :fin a :State }"), [])
    cited = cite(text, ["n"], [(row,)], EmbeddedStore(store))
    assert minimal(text, ["n"], cited, []) == cited
    with pytest.raises(RequestError, match="what follows from the ontology takes the row away; ask for all"):
        minimal(text, ["n"], cited, quads(f"<{ONTOLOGY_GRAPH}> {{ :State rdfs:subClassOf :Agent }}"))


def test_what_comes_before_an_offset_is_kept(both: Both) -> None:
    _, least = both(DATA, "SELECT ?n { :fin :name ?n } ORDER BY ?n OFFSET 1")
    assert [len(citation.statements) for citation in least.values()] == [2]


def test_progress_is_told_row_by_row(closed: Closed) -> None:
    store, text = closed(quads(DATA), []), PROLOGUE + "SELECT ?n { :fin :name ?n }"
    told: list[tuple[int, int, str]] = []
    rows = [('"Finland"',), ('"Suomi"',)]
    cited = cite(text, ["n"], rows, EmbeddedStore(store))
    minimal(text, ["n"], cited, [], lambda *step: told.append(step))
    assert list(dict.fromkeys(step[:2] for step in told)) == [(1, 2), (2, 2)]
    assert told[0][2] == "rows, 1 statements left of this one"


def test_what_rests_on_too_much_is_refused_before_anything_is_sought(
    closed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thbgraph.evidence.minimal.MOST", 3)
    monkeypatch.setattr("thbgraph.evidence.cite._MANY", 3)
    store, text = closed(quads(DATA), []), PROLOGUE + "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(?s = :fin) }"
    told: list[tuple[int, int, str]] = []
    solutions = EmbeddedStore(store).query(text)
    rows = [tuple(str(term) for term in row) for row in solutions]
    cited = cite(text, ["n"], rows, EmbeddedStore(store), progress=lambda *step: told.append(step))
    with pytest.raises(RequestError, match=r"a row rests on 5 statements, .* at most 3; ask about less"):
        minimal(text, ["n"], cited, [], lambda *step: told.append(step))
    assert told == [(1, 1, "rows; this one rests on 4 statements")]  # one of which two graphs state


QUERIES = [
    "SELECT ?x { ?x :p ?y . ?y :q ?z }",
    "SELECT DISTINCT ?x { ?x ?p ?y OPTIONAL { ?y :q ?z } FILTER(!BOUND(?z)) }",
    "SELECT ?x (COUNT(?y) AS ?n) { ?x :p|:q ?y } GROUP BY ?x",
    "SELECT ?x { ?x :p ?y MINUS { ?y :p ?z FILTER NOT EXISTS { ?z :q ?y } } }",
    "SELECT ?x (MAX(?y) AS ?m) { ?x :p+ ?y } GROUP BY ?x",
    "SELECT DISTINCT ?x ?g { GRAPH ?g { ?x :q ?y } ?y :p* ?z }",
]


@given(st.integers(0, 2**32), st.sampled_from(QUERIES))
@settings(deadline=None, max_examples=25)
def test_no_triple_of_the_smallest_can_go(closed: Closed, seed: int, query: str) -> None:
    random = Random(seed)
    names = [ox.NamedNode(EX + name) for name in "abcd"]
    made = {
        ox.Quad(
            random.choice(names),
            ox.NamedNode(EX + random.choice("pq")),
            random.choice(names),
            ox.NamedNode(EX + random.choice(["g1", "g2"])),
        )
        for _ in range(random.randint(4, 12))
    }
    data = sorted(made, key=str)
    store, text = closed(data, []), PROLOGUE + query
    solutions = EmbeddedStore(store).query(text)
    columns = [variable.value for variable in solutions.variables]
    rows = [tuple("" if term is None else str(term) for term in row) for row in solutions][:3]
    found = minimal(text, columns, cite(text, columns, rows, EmbeddedStore(store)), [])
    for key, citation in found.items():
        assert set(citation.statements) <= set(data)
        assert gives(closed(citation.statements, []), text, key)
        units = {quad if "GRAPH" in query else quad.triple for quad in citation.statements}
        for unit in units:
            rest = [quad for quad in citation.statements if unit not in (quad, quad.triple)]
            assert not gives(closed(rest, []), text, key)
