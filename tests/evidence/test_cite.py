"""Evidence: the statements behind each row, form by form, and that they alone give the row again."""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citing import cite, rows_of
from counting_store import Counting
from thbgraph.base.errors import RequestError
from thbgraph.base.namespaces import INFERRED_GRAPH, ONTOLOGY_GRAPH, PREFIXES
from thbgraph.evidence.plan import Plan, Uncitable
from thbgraph.evidence.witnesses import Witnesses
from thbgraph.results.answer import Citation, key_of
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.stores.lines import nothing_known
from thbgraph.stores.lookup import Lookup
from whole import WHOLE

EX = "http://e.org/"
PROLOGUE = f"PREFIX : <{EX}>\nPREFIX xsd: <{PREFIXES['xsd']}>\n"


class Loaded(NamedTuple):
    """A store with named graphs, and every triple once more in the default graph."""

    store: ox.Store

    def select(self, text: str) -> ox.QuerySolutions:
        found = self.store.query(text)
        assert isinstance(found, ox.QuerySolutions)
        return found

    def rows(self, text: str) -> tuple[list[str], list[tuple[str, ...]]]:
        solutions = self.select(text)
        columns = [variable.value for variable in solutions.variables]
        return columns, [tuple("" if term is None else str(term) for term in row) for row in solutions]

    def cited(self, text: str) -> dict[tuple[str, ...], Citation]:
        """The evidence of every row of a query."""
        return cite(text, self.store)


def loaded(quads: list[ox.Quad]) -> Loaded:
    store = ox.Store()
    store.extend(quads)
    store.extend({ox.Quad(*quad.triple) for quad in quads})
    return Loaded(store)


def short(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph | str) -> str:
    return str(term).replace(f"<{EX}", "").replace(">", "").partition("^^")[0]


def behind(data: str, query: str) -> dict[str, set[str]]:
    """The statements behind each row, as `graph: subject predicate object`, by the row's terms."""
    here = loaded(list(ox.parse((PROLOGUE + data).encode(), format=ox.RdfFormat.TRIG)))
    found = {}
    for row, grounds in here.cited(PROLOGUE + query).items():
        found[" ".join(map(short, row))] = {
            f"{short(q.graph_name)}: {short(q.subject)} {short(q.predicate)} {short(q.object)}"
            for q in grounds.statements
        }
    return found


DATA = """
:g1 { :fin :signed :cets ; :name "Finland" ; :on "2005-05-16"^^xsd:date . :deu :signed :cets ; :name "Germany" }
:g2 { :fin :signed :cets . :fin :left :cets . :isl :accepted :cets ; :count 7 ; :name "Iceland" }
"""


def test_a_basic_pattern_cites_its_statements_in_every_graph() -> None:
    assert behind(DATA, "SELECT ?s { ?s :signed :cets ; :name ?n }") == {
        "fin": {"g1: fin signed cets", "g2: fin signed cets", 'g1: fin name "Finland"'},
        "deu": {"g1: deu signed cets", 'g1: deu name "Germany"'},
    }


def test_an_optional_part_is_cited_where_it_matched() -> None:
    assert behind(DATA, "SELECT ?s ?d { ?s :signed :cets . OPTIONAL { ?s :on ?d } }") == {
        'fin "2005-05-16"': {"g1: fin signed cets", "g2: fin signed cets", 'g1: fin on "2005-05-16"'},
        "deu ": {"g1: deu signed cets"},
    }


def test_an_optional_part_that_matched_in_part_is_not_cited() -> None:
    query = "SELECT ?s { ?s :signed :cets . OPTIONAL { ?s :name ?n . ?s :on ?d } }"
    assert behind(DATA, query)["deu"] == {"g1: deu signed cets"}


def test_an_optional_part_without_variables_of_its_own_is_cited_where_it_matched() -> None:
    assert behind(DATA, "SELECT ?s { ?s :signed :cets . OPTIONAL { ?s :left :cets } }") == {
        "fin": {"g1: fin signed cets", "g2: fin signed cets", "g2: fin left cets"},
        "deu": {"g1: deu signed cets"},
    }


def test_an_optional_part_within_another() -> None:
    query = "SELECT ?s { ?s :name ?n OPTIONAL { ?s :signed ?t OPTIONAL { ?s :left ?t } } FILTER(?n != 'Iceland') }"
    assert behind(DATA, query) == {
        "fin": {'g1: fin name "Finland"', "g1: fin signed cets", "g2: fin signed cets", "g2: fin left cets"},
        "deu": {'g1: deu name "Germany"', "g1: deu signed cets"},
    }


def test_a_filter_in_an_optional_part_sees_what_stands_outside() -> None:
    query = """SELECT ?s { VALUES ?day { "2005-01-01"^^xsd:date } ?s :signed :cets
      OPTIONAL { ?s :on ?d FILTER(?d <= ?day) } FILTER(!BOUND(?d)) }"""
    assert behind(DATA, query) == {
        "fin": {"g1: fin signed cets", "g2: fin signed cets"},
        "deu": {"g1: deu signed cets"},
    }
    assert set(behind(DATA, query.replace("2005-01-01", "2006-01-01"))) == {"deu"}


def test_a_union_cites_the_branch_that_gave_the_row() -> None:
    query = "SELECT ?s { { ?s :signed ?t } UNION { ?s :accepted ?t } UNION { ?s :left ?t } ?s :name ?n }"
    found = behind(DATA, query)
    assert found["isl"] == {"g2: isl accepted cets", 'g2: isl name "Iceland"'}
    # Two branches give this row, and both are behind it.
    assert found["fin"] == {
        "g1: fin signed cets",
        "g2: fin signed cets",
        "g2: fin left cets",
        'g1: fin name "Finland"',
    }


def test_a_branch_with_the_same_patterns_and_another_filter() -> None:
    query = """SELECT ?s ?how { ?s :name ?n
      { ?s :count ?c FILTER(?c > 5) BIND("many" AS ?how) } UNION { ?s :count ?c FILTER(?c <= 5) BIND("few" AS ?how) } }"""
    assert behind(DATA, query) == {'isl "many"': {'g2: isl name "Iceland"', 'g2: isl count "7"'}}


def test_filter_values_and_bind_cite_nothing_of_their_own() -> None:
    query = """SELECT ?s ?label ?day { VALUES (?s ?day) { (:fin 1) (:isl 2) (:nor 3) (:deu UNDEF) }
      ?s :name ?n . BIND(CONCAT(?n, "!") AS ?label) FILTER(STRLEN(?n) = 7) } ORDER BY ?n"""
    assert behind(DATA, query) == {
        'fin "Finland!" "1"': {'g1: fin name "Finland"'},
        'isl "Iceland!" "2"': {'g2: isl name "Iceland"'},
        'deu "Germany!" ': {'g1: deu name "Germany"'},
    }


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s :name ?n } VALUES ?n { 'Finland' }",
        "SELECT DISTINCT ?s { ?s :name ?n } ORDER BY ?s LIMIT 5 VALUES ?n { 'Finland' }",
        "SELECT REDUCED ?s WHERE { { ?s :name ?n } } VALUES (?n ?x) { ('Finland' 1) }",
        "select ?s where { ?s :name ?n # a comment with } and SELECT\n VALUES ?n { 'Finland' # }\n } }",
        "SELECT ?s { ?s :name ?n . FILTER(?n = 'Finland' && ?n != '} { SELECT') }",
        "SELECT ?s { ?s :name ?n ; . FILTER(?n IN ('Finland', '}')) . }",
        "SELECT ?s { ?s :name ?n, 'Finland' . }",
        "SELECT ?s { ?s :name 'Finland' }",
        "SELECT ?s { ?s ?any 'Finland' }",
    ],
)
def test_ways_to_write_a_query(query: str) -> None:
    assert behind(DATA, query) == {"fin": {'g1: fin name "Finland"'}}


def test_all_columns_are_those_of_the_query() -> None:
    assert behind(DATA, "SELECT * { ?s :count 7 }") == {"isl": {'g2: isl count "7"'}}
    assert behind(DATA, "SELECT ?s ?none { ?s :count ?c }") == {"isl ": {'g2: isl count "7"'}}


def test_rows_that_a_limit_leaves_out_do_not_disturb() -> None:
    assert behind(DATA, "SELECT ?s { ?s :name ?n } ORDER BY DESC(?n) LIMIT 1") == {
        "isl": {'g2: isl name "Iceland"'}
    }


def test_no_rows_have_no_evidence() -> None:
    assert behind(DATA, "SELECT ?s { ?s :nothing ?n }") == {}
    assert behind(DATA, "SELECT ?s { }") == {"": set()}


@pytest.mark.parametrize(
    "written",
    [
        '"1.10"^^xsd:decimal',
        "007",
        '"2009"^^xsd:gYear',
        '"--10-18"^^xsd:gMonthDay',
        '"a\\"b\\nc"',
        '"x"@en-GB',
        "true",
    ],
)
def test_a_literal_in_a_pattern_is_found(written: str) -> None:
    (statements,) = behind(f":g {{ :a :p {written} }}", f"SELECT ?s {{ ?s :p {written} }}").values()
    assert len(statements) == 1


def test_an_inferred_statement_is_cited_by_its_leaves_and_rules() -> None:
    prologue = PROLOGUE + f"PREFIX rdfs: <{PREFIXES['rdfs']}>\n"
    data = f"""
    <{ONTOLOGY_GRAPH}> {{ :ratified rdfs:subPropertyOf :consented }}
    <{INFERRED_GRAPH}> {{ :fin :consented :cets }}
    :g {{ :fin :ratified :cets . :deu :consented :cets }}"""
    here = loaded(list(ox.parse((prologue + data).encode(), format=ox.RdfFormat.TRIG)))
    found = here.cited(prologue + "SELECT ?s { ?s :consented :cets }")
    assert {short(row[0]): (list(map(str, g.statements)), g.rules) for row, g in found.items()} == {
        "fin": ([f"<{EX}fin> <{EX}ratified> <{EX}cets> <{EX}g>"], ("prp-spo1",)),
        "deu": ([f"<{EX}deu> <{EX}consented> <{EX}cets> <{EX}g>"], ()),
    }


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT ?s (SAMPLE(?o) AS ?one) { ?s ?p ?o }", "does not cover SAMPLE"),
        ("SELECT (GROUP_CONCAT(?o) AS ?all) { ?s ?p ?o }", "does not cover GROUP_CONCAT"),
        (
            "SELECT ?s { ?s ?p ?o FILTER EXISTS { SELECT ?s { ?s ?q ?o } LIMIT 1 } }",
            "LIMIT or OFFSET within GRAPH or EXISTS",
        ),
        (
            "SELECT ?s { GRAPH ?g { SELECT ?s { ?s ?q ?o } LIMIT 1 } }",
            "LIMIT or OFFSET within GRAPH or EXISTS",
        ),
        ("SELECT ?s FROM :g { ?s ?p ?o }", "does not cover FROM"),
        ("SELECT ?s FROM NAMED :g { ?s ?p ?o }", "does not cover FROM"),
        ("SELECT ?s { SERVICE :x { ?s ?p ?o } }", "does not cover SERVICE"),
        ("SELECT ?s { ?s ?p ?o FILTER EXISTS { SERVICE :x { ?s ?p ?o } } }", "does not cover SERVICE"),
        ("SELECT ?s { ?s !(:p|^:q) ?o }", "cannot read ^ within !()"),
        ("SELECT ?s (RAND() AS ?r) { ?s ?p ?o }", "does not cover RAND"),
        ("SELECT ?s { ?s ?p ?o FILTER(?o < NOW()) }", "does not cover NOW"),
        ("SELECT ?s { ?s ?p <<( ?a ?b ?c )>> }", "cannot read what stands at '<'"),
        ("SELECT ?s { ?s :p :o ~ :r }", "cannot read what stands at '~'"),
        ("SELECT ?s { ?s :p :o {| :q :r |} }", "cannot read"),
        (f"SELECT ?s {{ {'{ ' * 200} ?s ?p ?o {'} ' * 200} }}", "nested more than 150 levels deep"),
    ],
)
def test_a_form_that_is_not_covered_is_named(query: str, form: str) -> None:
    with pytest.raises(Uncitable, match=re.escape(form)):
        Plan.of(PROLOGUE + query)


@pytest.mark.parametrize(
    "query", ["ASK { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "DESCRIBE :a"]
)
def test_only_rows_are_cited(query: str) -> None:
    with pytest.raises(RequestError, match="only the rows of a SELECT"):
        Plan.of(PROLOGUE + query)


def test_words_of_forms_in_names_texts_and_comments_are_no_forms() -> None:
    query = "SELECT ?minus { ?minus :graph ?group ; :exists 'SERVICE { FROM }' . # FROM <x> SERVICE\n }"
    assert Plan.of(PROLOGUE + query)


def test_a_pattern_in_a_graph_cites_that_graph_only() -> None:
    query = "SELECT ?s ?g { GRAPH ?g { ?s :signed :cets } }"
    assert behind(DATA, query) == {
        "fin g1": {"g1: fin signed cets"},
        "fin g2": {"g2: fin signed cets"},
        "deu g1": {"g1: deu signed cets"},
    }
    assert behind(DATA, "SELECT ?s { GRAPH :g2 { ?s :signed ?t } }") == {"fin": {"g2: fin signed cets"}}


def test_a_graph_of_inferred_statements_is_cited_by_their_leaves() -> None:
    data = f"""
    <{ONTOLOGY_GRAPH}> {{ :signed rdfs:subPropertyOf :knows }}
    <{INFERRED_GRAPH}> {{ :fin :knows :cets }}
    :g {{ :fin :signed :cets }}"""
    prologue = f"PREFIX rdfs: <{PREFIXES['rdfs']}>\n"
    here = loaded(list(ox.parse((prologue + PROLOGUE + data).encode(), format=ox.RdfFormat.TRIG)))
    ((row, citation),) = here.cited(PROLOGUE + "SELECT ?g ?s { GRAPH ?g { ?s :knows ?t } }").items()
    assert INFERRED_GRAPH in row[0]
    assert [short(quad.graph_name) for quad in citation.statements] == ["g"]
    assert [short(quad.subject) for quad in citation.axioms] == ["signed"]


def test_what_exists_is_cited() -> None:
    query = "SELECT ?s { ?s :name ?n FILTER EXISTS { ?s :signed ?t } }"
    assert behind(DATA, query) == {
        "fin": {'g1: fin name "Finland"', "g1: fin signed cets", "g2: fin signed cets"},
        "deu": {'g1: deu name "Germany"', "g1: deu signed cets"},
    }
    either = "SELECT ?s { ?s :name ?n FILTER(?n = 'Iceland' || EXISTS { ?s :left ?t }) }"
    assert behind(DATA, either) == {
        "isl": {'g2: isl name "Iceland"'},
        "fin": {'g1: fin name "Finland"', "g2: fin left cets"},
    }


@pytest.mark.parametrize("without", ["FILTER NOT EXISTS {{ {} }}", "MINUS {{ {} }}"])
def test_what_is_left_out_cites_nothing_but_what_kept_it_out(without: str) -> None:
    simple = "SELECT ?s { ?s :name ?n " + without.format("?s :left ?t") + " }"
    assert behind(DATA, simple)["deu"] == {'g1: deu name "Germany"'}
    # Iceland has signed nothing, Finland left what it signed.
    twice = without.format("?s :signed ?t . " + without.format("?s :left ?t"))
    assert behind(DATA, f"SELECT ?s {{ ?s :name ?n {twice} }}") == {
        "isl": {'g2: isl name "Iceland"'},
        "fin": {'g1: fin name "Finland"', "g2: fin left cets"},
    }


def test_a_sub_select_is_cited_by_what_gave_its_row() -> None:
    query = "SELECT ?n { ?s :name ?n { SELECT DISTINCT ?s { ?s :signed ?t } } }"
    assert behind(DATA, query) == {
        '"Finland"': {'g1: fin name "Finland"', "g1: fin signed cets", "g2: fin signed cets"},
        '"Germany"': {'g1: deu name "Germany"', "g1: deu signed cets"},
    }
    limited = "SELECT ?n { { SELECT ?s ?n { ?s :name ?n } ORDER BY DESC(?n) LIMIT 1 } }"
    assert behind(DATA, limited) == {'"Iceland"': {'g2: isl name "Iceland"'}}


def test_an_aggregate_is_cited_by_its_group() -> None:
    query = "SELECT ?t (COUNT(DISTINCT ?s) AS ?n) { ?s :signed|:accepted ?t } GROUP BY ?t"
    assert behind(DATA, query) == {
        'cets "3"': {
            "g1: fin signed cets",
            "g2: fin signed cets",
            "g1: deu signed cets",
            "g2: isl accepted cets",
        }
    }
    whole = "SELECT (COUNT(*) AS ?n) { ?s :left ?t }"
    assert behind(DATA, whole) == {'"1"': {"g2: fin left cets"}}
    assert behind(DATA, whole.replace(":left", ":never")) == {'"0"': set()}
    having = "SELECT ?i { ?s :name ?n } GROUP BY (SUBSTR(?n, 1, 1) = 'F' AS ?i) HAVING (COUNT(*) > 1)"
    assert behind(DATA, having) == {'"false"': {'g1: deu name "Germany"', 'g2: isl name "Iceland"'}}


def test_the_least_and_the_greatest_are_cited_by_the_member_that_is() -> None:
    assert behind(DATA, "SELECT (MIN(?n) AS ?first) { ?s :name ?n }") == {
        '"Finland"': {'g1: fin name "Finland"'}
    }
    both = "SELECT (MIN(?n) AS ?first) (MAX(?n) AS ?last) { ?s :name ?n }"
    assert behind(DATA, both) == {'"Finland" "Iceland"': {'g1: fin name "Finland"', 'g2: isl name "Iceland"'}}
    counted = "SELECT (MAX(?n) AS ?last) (COUNT(*) AS ?all) { ?s :name ?n }"
    assert len(behind(DATA, counted)['"Iceland" "3"']) == 3


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        (":p/:q", {"c": {"g: a p b", "g: b q c"}}),
        (
            ":p+",
            {"b": {"g: a p b"}, "d": {"g: a p b", "g: b p d"}, "a": {"g: a p b", "g: b p d", "g: d p a"}},
        ),
        ("^:q", {"e": {"g: e q a"}}),
        ("^(:p/:q)|:p", {"b": {"g: a p b"}}),
        ("!:p", {"b": {"g: a r b"}}),
        ("(:p|:q)/(:q|:r)", {"c": {"g: a p b", "g: b q c"}}),
        ("^:q?", {"e": {"g: e q a"}, "a": {"g: a p b"}}),
    ],
)
def test_a_property_path_is_cited_by_one_way_along_it(path: str, rows: dict[str, set[str]]) -> None:
    data = ":g { :a :p :b ; :r :b . :b :p :d ; :q :c . :d :p :a . :e :q :a }"
    assert behind(data, f"SELECT ?o {{ :a {path} ?o }}") == rows


def test_an_expression_in_select_is_a_column() -> None:
    query = "SELECT (CONCAT(?n, '!') AS ?loud) (STRLEN(?loud) AS ?length) { ?s :name ?n ; :left ?t }"
    assert behind(DATA, query) == {'"Finland!" "8"': {'g1: fin name "Finland"', "g2: fin left cets"}}


def test_a_blank_node_in_a_pattern_is_a_variable() -> None:
    query = "SELECT ?n { [ :name ?n ; :left [] ] }"
    assert behind(DATA, query) == {'"Finland"': {'g1: fin name "Finland"', "g2: fin left cets"}}


# Replay: small random graphs, and queries of the forms that are covered.

NAMES = [":a", ":b"]
VARIABLES = ["?x", "?y", "?z", "?x", "?y"]
PREDICATES = [":p", ":q", ":r"]
QUADS = st.lists(
    st.builds(
        lambda subject, predicate, thing, graph: ox.Quad(
            ox.NamedNode(EX + subject[1:]),
            ox.NamedNode(EX + predicate[1:]),
            thing,
            ox.NamedNode(EX + graph),
        ),
        st.sampled_from(NAMES),
        st.sampled_from(PREDICATES),
        st.sampled_from([*(ox.NamedNode(EX + name[1:]) for name in NAMES), ox.Literal(1)]),
        st.sampled_from(["g1", "g2"]),
    ),
    min_size=5,
    max_size=14,
)
SUBJECTS = st.sampled_from([*VARIABLES, *NAMES])
TRIPLES = st.tuples(
    SUBJECTS,
    st.sampled_from([*PREDICATES, *PREDICATES, "?v"]),
    st.sampled_from([*VARIABLES, *NAMES, "1", "?w", "?w"]),
).map(lambda triple: " ".join(triple) + " .")
FILTERS = st.builds(
    "FILTER({})".format,
    st.sampled_from(["?x != ?y", "?x = :a", "?y != :b || ?z = 1", "BOUND(?y)", "?w = 1", "isIRI(?z)"]),
)
VALUES = st.builds(
    lambda name, terms: f"VALUES {name} {{ {' '.join(terms)} }}",
    st.sampled_from(VARIABLES),
    st.lists(st.sampled_from([*NAMES, "1", "UNDEF"]), min_size=2, max_size=3),
)
FLAT = st.builds(lambda first, second: f"{first} {second}", TRIPLES, st.just("") | TRIPLES | FILTERS | VALUES)
UNIONS = st.lists(FLAT, min_size=2, max_size=3).map(
    lambda parts: " UNION ".join(f"{{ {part} }}" for part in parts)
)
# What an OPTIONAL holds has no test for absence, and an OPTIONAL within it binds one variable that nothing else
# does: else less data could make it match, and a set of statements cannot say what was missing.
WITHIN = st.builds(
    lambda triple, predicate: f"{triple} OPTIONAL {{ {triple.split()[0]} {predicate} ?own }}",
    TRIPLES,
    st.sampled_from(PREDICATES),
)
OPTIONALS = st.lists(FLAT | UNIONS | WITHIN, min_size=1, max_size=2).map(
    lambda parts: f"OPTIONAL {{ {' '.join(parts)} }}"
)
BINDS = st.sampled_from(["BIND(?x AS ?bound)", "BIND(IF(BOUND(?y), 'yes', 'no') AS ?bound)"])
ABSENT = st.sampled_from(["FILTER(!BOUND(?y))", "FILTER(!BOUND(?w))", "FILTER(!BOUND(?own1) || ?x != :b)"])


def numbered(query: str) -> str:
    """The query with each `?own` made a variable of its own."""
    numbers = itertools.count(1)
    return re.sub(r"\?own\b", lambda _: f"?own{next(numbers)}", query)


QUERIES = st.builds(
    lambda start, parts, bind, end, columns: numbered(
        f"{PROLOGUE}SELECT {columns} WHERE {{ {start} {' '.join(parts)} {bind} }} {end}"
    ),
    TRIPLES,
    st.lists(UNIONS | OPTIONALS | OPTIONALS | OPTIONALS, min_size=1, max_size=3).flatmap(
        lambda groups: st.lists(TRIPLES | FILTERS | VALUES | ABSENT, max_size=2).flatmap(
            lambda others: st.permutations([*groups, *others])
        )
    ),
    BINDS | st.just(""),
    st.sampled_from(["", "ORDER BY ?x", "VALUES ?x { :a :b }"]),
    st.sampled_from(["*", "?x ?y", "DISTINCT ?x", "DISTINCT ?y ?w ?bound", "?z ?own1 ?x"]),
)


@given(QUADS, QUERIES)
@settings(deadline=None, max_examples=100 if WHOLE else 30)
def test_the_cited_statements_alone_give_the_row_again(quads: list[ox.Quad], query: str) -> None:
    here = loaded(quads)
    for row, grounds in here.cited(query).items():
        assert set(grounds.statements) <= set(quads)
        assert grounds.rules == ()
        alone = ox.Store()
        alone.extend([ox.Quad(*quad.triple) for quad in grounds.statements])
        assert row in Loaded(alone).rows(query)[1]
        # Every graph that states a cited triple is cited.
        cited = {quad.triple for quad in grounds.statements}
        assert {quad for quad in quads if quad.triple in cited} == set(grounds.statements)


def test_of_an_optional_part_that_another_statement_kept_away_nothing_is_cited() -> None:
    query = "SELECT ?s ?t { ?s :name ?n . OPTIONAL { ?s :signed ?t . OPTIONAL { ?s :left ?l } FILTER(!BOUND(?l)) } }"
    data = ":g { :fin :name 'Finland' ; :signed :cets ; :left :cets }"
    here = loaded(list(ox.parse((PROLOGUE + data).encode(), format=ox.RdfFormat.TRIG)))
    ((_, grounds),) = here.cited(PROLOGUE + query + " VALUES ?s { :fin }").items()
    assert [quad.predicate.value for quad in grounds.statements] == [EX + "name"]
    assert [absence.form for absence in grounds.absences] == ["OPTIONAL"]


def test_what_an_optional_part_did_not_find_is_not_cited_for_being_denied_by_something_else() -> None:
    """A case in which engines cited different statements: the OPTIONAL gave nothing, since the work has an agent."""
    query = """SELECT ?work ?agent ?section { VALUES ?work { :un } ?work :runBy ?agent .
      OPTIONAL { GRAPH ?passage { ?work :printed ?printed } ?passage :partOf ?chapter . ?chapter :about ?section .
        FILTER NOT EXISTS { ?work :launchedBy|:runBy ?anybody } } }"""
    data = ":p { :un :runBy :agent ; :printed 'UN' . :p :partOf :c . :c :about :s }"
    assert behind(data, query) == {"un agent ": {"p: un runBy agent"}}


def test_a_row_that_the_query_does_not_give_is_refused() -> None:
    here = loaded(list(ox.parse((PROLOGUE + DATA).encode(), format=ox.RdfFormat.TRIG)))
    with pytest.raises(RequestError, match="no evidence is found for a row"):
        cite(PROLOGUE + "SELECT ?s { ?s :left ?t }", here.store, [(ox.NamedNode(EX + "deu"),)])


@pytest.mark.parametrize("name", ["__group", "__group0", "__group_"])
def test_a_variable_may_be_called_as_a_mark_is(name: str) -> None:
    assert behind(":g1 { :a :p :b . }", f"SELECT ?x {{ ?x :p ?{name} }}") == {"a": {"g1: a p b"}}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s :name 'Finland' }#",
        "SELECT ?s { ?s :name 'Finland' . }VALUES ?s { :fin :deu }",
        "SELECT ?s { ?s :name ?n FILTER(?n = '}') } VALUES ?n { '}' }",
        "SELECT $s WHERE { $s :name ?n FILTER(?n='Finland') } GROUP BY $s HAVING(COUNT(*)=1) ORDER BY DESC(?s) LIMIT 3",
        "SELECT (CONCAT(?n, '!') AS ?loud) { ?s :signed ?t } VALUES ?n { 'Finland' }",
        "SELECT * { ?s :signed ?t OPTIONAL { ?s :left ?l } } VALUES (?n ?l) { ('Finland' :cets) ('Germany' UNDEF) }",
        "BASE <http://e.org/> SELECT ?s { ?s <name> 'Finland' , ?n ; <signed> [] }",
        "SELECT ?s { { ?s :signed ?t } MINUS { ?s :name 'Germany' } } ORDER BY STR(?s) ?s",
        "SELECT ?s { ?s :name 'Finland' FILTER NOT EXISTS { ?s :list ( 1 [ :p 2 ] ) } FILTER regex(str(?s), 'fin') }",
        "SELECT ?s { ?s (:signed|:left)/^:signed ?s ; (^:signed)? ?s . FILTER(?s!=:deu) }",
    ],
)
def test_the_text_is_read_as_the_engine_reads_it(query: str) -> None:
    here = loaded(list(ox.parse((PROLOGUE + DATA).encode(), format=ox.RdfFormat.TRIG)))
    assert here.cited(PROLOGUE + query).keys() == set(map(key_of, rows_of(here.store, PROLOGUE + query)))


#: Values of kinds that compare with each other, and of kinds that do not.
_COMPARED = [
    *(
        ox.Literal(day, datatype=ox.NamedNode(PREFIXES["xsd"] + "date"))
        for day in ("2005-05-16", "2010-01-26")
    ),
    *map(ox.Literal, (7, 7.0, 12, "Finland")),
    ox.NamedNode(EX + "fin"),
]
_MEMBERS = st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.sampled_from([*_COMPARED, None]))


@settings(max_examples=400 if WHOLE else 60, deadline=None)
@given(st.lists(_MEMBERS, max_size=8))
def test_rows_of_groups_are_those_that_the_engine_makes(
    members: list[tuple[str, str, ox.NamedNode | ox.Literal | None]],
) -> None:
    def quad(subject: str, predicate: str, thing: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(
            ox.NamedNode(EX + subject), ox.NamedNode(EX + predicate), thing, ox.NamedNode(EX + "g")
        )

    quads = [quad(name, "of", ox.NamedNode(EX + group)) for name, group, _ in members]
    here = loaded([*quads, *(quad(name, "on", value) for name, _, value in members if value is not None)])
    for head, tail in (
        ("?of (COUNT(DISTINCT ?s) AS ?many) (MIN(?on) AS ?first) (MAX(?on) AS ?last)", "?of ORDER BY ?of"),
        ("?s (COUNT(DISTINCT ?on) AS ?many)", "?s ORDER BY DESC(?s)"),
        ("?s (MAX(?on) AS ?last) (MIN(?on) AS ?first)", "?s ORDER BY ?s"),
    ):
        text = f"{PROLOGUE}SELECT DISTINCT {head} {{ ?s :of ?of OPTIONAL {{ ?s :on ?on }} }} GROUP BY {tail}"
        held = EmbeddedStore(here.store)
        found = Witnesses(Plan.of(text), held, nothing_known, Lookup(held)).rows()
        assert found in (None, rows_of(here.store, text))


def test_rows_of_groups_are_not_asked_for_again() -> None:
    data = ":g { :fin :of :eu ; :on 7 . :deu :of :eu ; :on 12 . :isl :of :efta }"
    here = loaded(list(ox.parse((PROLOGUE + data).encode(), format=ox.RdfFormat.TRIG)))
    held = Counting(EmbeddedStore(here.store))
    text = f"""{PROLOGUE}SELECT DISTINCT ?of (COUNT(DISTINCT ?s) AS ?many) (MAX(?on) AS ?last) {{
      ?s :of ?of OPTIONAL {{ ?s :on ?on }} }} GROUP BY ?of ORDER BY ?of"""
    found = Witnesses(Plan.of(text), held, nothing_known, Lookup(held))  # type: ignore[arg-type]
    assert found.rows() == rows_of(here.store, text) and held.calls == 1
    assert [short(many) for _, many, _ in found.rows() or ()] == ['"1"', '"2"']
