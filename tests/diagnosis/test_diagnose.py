"""Why answers are empty: a case of each kind, on the real graph and on small ones."""

from __future__ import annotations

from itertools import chain, repeat

import pyoxigraph as ox
import pytest

from thbgraph.base.errors import RequestError
from thbgraph.base.namespaces import PREFIXES
from thbgraph.diagnosis import queries
from thbgraph.diagnosis.queries import MOST_PROBES, diagnose
from thbgraph.graph import KnowledgeGraph
from thbgraph.names.names import Names
from thbgraph.results.answer import Answer
from thbgraph.results.diagnosis import KINDS, Diagnosis

DAY = '"2050-01-01"^^xsd:date'

#: Query, kind of its cause, and what the words of the cause have in them.
QUERIES = [
    ("SELECT ?b { ?b thb:monitorz id:cets-197 }", "unknown-term", "did you mean thb:monitors"),
    ("SELECT ?b { ?b a thb:Treatyy }", "unknown-term", "did you mean thb:Treaty?"),
    ("SELECT ?b { ?b thb:monitors id:cets-179 }", "unknown-term", "did you mean id:cets-197"),
    ("SELECT ?b { ?b thb:monitors id:finland }", "unknown-term", "did you mean id:fin?"),
    ("SELECT ?b { ?b org:monitors id:cets-197 }", "unknown-term", "did you mean thb:monitors"),
    ('SELECT ?x { ?x skos:prefLabel "Finlnad"@en }', "unknown-term", 'did you mean "Finland"'),
    ("SELECT ?contry { ?country a thb:State }", "unknown-term", "did you mean ?country?"),
    ("SELECT ?x { }", "unknown-term", "no variable has one"),
    ("SELECT ?x { ?x a thb:State FILTER(?z > 3) }", "unknown-term", "no part of the query gives ?z a value"),
    ('SELECT * { ?x rdfs:label "Finland" }', "wrong-literal", 'write "Finland"@en'),
    (
        'SELECT * { ?x skos:notation "Finland" }',
        "recorded-otherwise",
        "is not a value of skos:notation, but of",
    ),
    ('SELECT ?x { ?x rdfs:label "Stat"@en }', "unknown-term", 'did you mean "State"'),
    ("SELECT ?x { ?x thb:status thb:NotConsented }", "combination", "nothing matches"),
    ("SELECT ?x { ?x owl:deprecated ?y }", "unused-term", "no source records anything with this property"),
    ("SELECT ?x { ?x a rdfs:Container }", "unknown-term", "rdfs:Container is not in the graph"),
    ("SELECT ?b { id:cets-197 thb:monitors ?b }", "wrong-direction", "write ?b thb:monitors id:cets-197 ."),
    ("SELECT * { ?x a foaf:Document ; org:member ?y }", "combination", "?x org:member ?y ."),
    ("SELECT ?x { ?x a thb:Treaty , thb:State }", "combination", "?x a thb:State ."),
    ('SELECT ?x { ?x skos:prefLabel "Finland" }', "wrong-literal", 'write "Finland"@en'),
    ('SELECT ?x { ?x thb:earliest "2010-01-26" }', "wrong-literal", 'write "2010-01-26"^^xsd:date'),
    ('SELECT ?x { ?x thb:latest ?d FILTER(?d > "2005") }', "combination", 'FILTER(?d > "2005")'),
    (f"SELECT ?x {{ ?x a thb:Act ; thb:latest ?d FILTER(?d > {DAY}) }}", "combination", "FILTER(?d >"),
    ("SELECT ?x { id:fin thb:monitors ?x }", "not-recorded", "about id:fin (Finland)"),
    ("SELECT ?x { id:greta thb:monitors+ id:greta }", "not-recorded", "id:greta"),
    (
        "SELECT ?x { ?x a thb:Signature ; thb:signatory ?s ; thb:instrument id:ilo-c029 }",
        "combination",
        "?x thb:instrument id:ilo-c029 .",
    ),
    (
        "SELECT ?x { ?x a thb:State FILTER NOT EXISTS { ?x a thb:State } }",
        "combination",
        "with it there are none",
    ),
    ("SELECT ?x { ?x a thb:State } GROUP BY ?x HAVING (COUNT(*) > 9)", "combination", "HAVING"),
    ("SELECT ?x { ?x a thb:State } OFFSET 1000", "combination", "OFFSET"),
    ("SELECT (COUNT(*) AS ?n) { ?b thb:monitorz ?x }", "unknown-term", "thb:monitors"),
    ("SELECT (MAX(?d) AS ?m) { id:fin thb:monitors ?d }", "not-recorded", "Finland"),
    ("SELECT ?y { ?x a thb:State OPTIONAL { ?x thb:monitorz ?y } }", "unknown-term", "thb:monitors"),
    ("SELECT * { { ?a thb:monitorz ?b } UNION { ?a thb:monitorz ?b } }", "unknown-term", "thb:monitors"),
    ("SELECT ?g { GRAPH ?g { id:greta thb:monitorz ?x } }", "unknown-term", "thb:monitors"),
    (
        "SELECT * { { SELECT ?a { ?a thb:monitorz ?b } } ?a a org:OrganizationalUnit }",
        "unknown-term",
        "thb:monitors",
    ),
    ("SELECT * { ?a thb:monitors/thb:monitorz ?b }", "unknown-term", "thb:monitors"),
]


@pytest.mark.parametrize(("text", "kind", "said"), QUERIES)
def test_a_query_says_why(graph: KnowledgeGraph, text: str, kind: str, said: str) -> None:
    answer = graph.sparql(text)
    assert isinstance(answer, Answer) and answer.is_empty
    diagnosis = graph.diagnose(answer)
    assert diagnosis.kind == kind, diagnosis
    assert said in str(diagnosis)
    assert kind in KINDS


#: Question, arguments, kind of its cause, and what the words of the cause have in them.
ASKED = [
    ("not-bound", {"group": "Baltic Assembly", "asOf": "2012-01-01"}, "recorded-otherwise", "party: Estonia"),
    ("signed-not-ratified", {"asOf": "2190-01-01"}, "outside-coverage", "up to 16 March 2022"),
    ("what-the-memo-says", {"entity": "Aruba"}, "not-recorded", "about Aruba"),
    ("events", {"from": "2190-01-01"}, "outside-coverage", "1 January 2190"),
    (
        "events",
        {"until": "2005-12-31", "from": "2005-01-01"},
        "combination",
        "nothing of this kind is recorded from 1 January 2005 until 31 December 2005",
    ),
    ("group-members", {"group": "UNICEF"}, "not-recorded", "about the United Nations Children's Fund"),
    ("handbooks", {"audience": "men"}, "not-recorded", "about men"),
    # Of several values of one parameter, each alone has no answer.
    (
        "calls-and-advice",
        {"speaker": ["ILO", "Nordic governments"]},
        "not-recorded",
        "about the International Labour Organization or Nordic governments; that does not say that there is none",
    ),
    ("monitoring-bodies", {"instrument": "ILO C182"}, "not-recorded", "Worst Forms of Child Labour"),
    ("signed-not-ratified", {"group": "NATO", "asOf": "1900-01-01"}, "outside-coverage", "1 January 1900"),
    # A group that was not there yet is named, whatever else was asked.
    (
        "bound-by",
        {"group": "CBSS", "instrument": "CRC", "asOf": "1990-10-01"},
        "outside-coverage",
        "Council of the Baltic Sea States had no members on 1 October 1990",
    ),
    (
        "not-bound",
        {"group": "CBSS", "asOf": "1992-02-29"},
        "outside-coverage",
        "by 6 March 1992 it had its first",
    ),
    (
        "bound-by",
        {"group": "Save the Children"},
        "not-recorded",
        "no state is recorded as a member of Save the Children",
    ),
    ("running-on", {"asOf": "2050-01-01"}, "outside-coverage", "1 January 2050"),
    (
        "signed-not-ratified",
        {"group": "Baltic Assembly", "instrument": "Palermo Protocol", "asOf": "2012-01-01"},
        "recorded-otherwise",
        "party: Estonia, Latvia, Lithuania",
    ),
    (
        "signature-to-consent",
        {"instrument": "ILO C029"},
        "recorded-otherwise",
        "not applicable: the Forced Labour Convention, 1930 is ratified without being signed",
    ),
    # Both treaties are told of, for all members are party to both.
    (
        "party-to-one-only",
        {"instrument": "CRC", "companion": "CEDAW", "asOf": "2010-01-01"},
        "recorded-otherwise",
        "under the Convention on the Elimination of All Forms of Discrimination against Women: party: Denmark",
    ),
    # On the last day before it, ten had consented and nobody was bound; nobody without any act is named.
    (
        "bound-by",
        {"instrument": "CETS 197", "asOf": "2008-01-31"},
        "recorded-otherwise",
        "contracting: Albania",
    ),
    (
        "bound-by",
        {"instrument": "CETS 197", "asOf": "2008-01-31"},
        "recorded-otherwise",
        "Human Beings entered into force on 1 February 2008",
    ),
    (
        "status-matrix",
        {"group": "Council of Europe", "instrument": "CETS 197", "asOf": "1993-09-15"},
        "recorded-otherwise",
        "Human Beings was adopted only on 3 May 2005",
    ),
]


@pytest.mark.parametrize(("name", "arguments", "kind", "said"), ASKED)
def test_a_question_says_why(
    graph: KnowledgeGraph, name: str, arguments: dict[str, str], kind: str, said: str
) -> None:
    answer = graph.ask(name, **arguments)
    assert answer.is_empty and answer.remarks.diagnosis is None  # until it is asked for
    diagnosis = graph.diagnose(answer)
    assert diagnosis.kind == kind, diagnosis
    assert said in str(diagnosis)
    assert "?" not in diagnosis.causes[0].message  # no SPARQL for who asked in words
    assert "thbgraph" not in str(diagnosis)  # and no command line, for who asks from Python or over HTTP


def test_what_is_not_empty_has_no_diagnosis(graph: KnowledgeGraph) -> None:
    answer = graph.ask("group-members", group="CBSS")
    assert not answer.is_empty
    with pytest.raises(RequestError, match="only an empty answer to a query has a diagnosis"):
        graph.diagnose(answer)
    with pytest.raises(RequestError, match="only an empty answer to a query has a diagnosis"):
        graph.diagnose(graph.match([]))


EX = "http://e.org/"
SMALL = """
:ann :knows :bob ; a :Person ; :age 40 ; :name "Ann"@en .
:bob a :Person ; :age 30 ; :name "Bob"@en .
:rex a :Dog ; :barksAt :ann .
:barksAt <http://www.w3.org/2000/01/rdf-schema#domain> :Dog .
"""


def small(text: str) -> Diagnosis:
    store = ox.Store()
    head = f"@prefix : <{EX}> .\n"
    store.load((head + SMALL).encode(), format=ox.RdfFormat.TURTLE)
    prologue = f"PREFIX : <{EX}> PREFIX xsd: <{PREFIXES['xsd']}> "
    return diagnose(text, store.query, Names(), prologue=prologue)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT * { ?x :knowz ?y }", "unknown-term"),
        ("SELECT * { :ann :knows :bobb }", "unknown-term"),
        ("SELECT * { ?x a :Cat }", "unknown-term"),
        ("SELECT * { :bob :knows ?y }", "wrong-direction"),
        ("SELECT * { :rex :knows ?y }", "not-recorded"),
        ("SELECT * { ?x a :Person ; :barksAt ?y }", "wrong-direction"),
        ("SELECT * { ?x ?p :rex }", "wrong-direction"),
        ("SELECT * { ?y :age 30 FILTER EXISTS { :ann :barksAt ?z VALUES ?w { :ann } } }", "wrong-direction"),
        ("SELECT * { ?y :age 30 FILTER EXISTS { :rex :knows ?z VALUES ?w { :ann } } }", "not-recorded"),
        ('SELECT * { ?x :name "Ann" }', "wrong-literal"),
        ('SELECT * { ?x :age "40" }', "wrong-literal"),
        ("SELECT * { ?x :age ?a FILTER(?a > 50) }", "combination"),
        ("SELECT * { ?x a :Person . ?y a :Dog . ?y :barksAt :bob }", "not-recorded"),
        ("SELECT * { ?x :knows ?y MINUS { ?x :age 40 } }", "combination"),
        ("SELECT * FROM <http://e.org/g> { ?x :knows ?y }", "not-found"),
    ],
)
def test_small_graphs(text: str, kind: str) -> None:
    assert small(text).kind == kind, small(text)


def test_the_first_part_that_leaves_nothing_is_told() -> None:
    found = small("SELECT * { ?x a :Person ; :knows ?y ; :age ?a ; :name ?n . ?y :age ?b FILTER(?a < ?b) }")
    assert found.kind == "combination"
    assert found.causes[0].pattern == "FILTER(?a < ?b)"


def test_the_line_of_the_failing_pattern_is_told() -> None:
    found = small("SELECT * {\n  ?x a :Person .\n  ?x :knowz ?y .\n}")
    assert found.causes[0].line == 3


def test_no_cause_depends_on_the_clock(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = graph.ask("handbooks", audience="men")
    found = graph.diagnose(answer)
    for clock in ("monotonic", "perf_counter", "time", "process_time"):
        monkeypatch.setattr(f"time.{clock}", chain([0.0], repeat(1e9)).__next__)
    assert graph.diagnose(answer) == found and found.kind == "not-recorded"


def test_it_stops_after_so_many_probes(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_PROBES", 1)
    assert graph.diagnose("SELECT ?b { ?b thb:monitorz id:cets-197 }").kind == "not-found"


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?b a thb:Treatyy }",
        "CONSTRUCT { ?b a org:OrganizationalUnit } WHERE { ?b a thb:Treatyy }",
        "DESCRIBE ?b { ?b a thb:Treatyy }",
    ],
)
def test_queries_of_every_form(graph: KnowledgeGraph, text: str) -> None:
    assert graph.diagnose(text).causes[0].near == ("thb:Treaty",)


#: What may bring a reader of queries down.
HOSTILE = [
    "SELECT * {} LIMIT 0",
    "SELECT ?x { VALUES ?x { } }",
    "SELECT ?x { [] thb:monitors [ a thb:Stat ] }",
    "SELECT ?x { ?x thb:monitors (1 2 3) }",
    "DESCRIBE id:nothing",
    "SELECT ?x { BIND(1/0 AS ?x) }",
    "SELECT ?x { BIND(id:fin AS ?x) ?x thb:monitors ?y }",
    "SELECT ?x { ?x !(thb:monitors|rdf:type) id:nope }",
    "SELECT ?x { ?x (thb:monitors|^thb:monitors)* id:nope }",
    'SELECT ?x { ?x dcterms:date "2010-01-32"^^xsd:date }',
    "SELECT ?x { GRAPH memo:2-99 { ?x ?p ?o } }",
    "SELECT ?x { ?x a thb:State . FILTER(?x IN ()) }",
    "SELECT ?x { ?x a thb:State MINUS { ?x a ?any } }",
    "SELECT ?x { ?x a thb:State . FILTER(?x) }",
    "SELECT ?x { <<( id:fin a thb:State )>> ?p ?x }",
    "BASE <http://e.org/> SELECT ?x { <a> <b> ?x }",
    "SELECT ?é { ?é a thb:Träger }",
    "SELECT (GROUP_CONCAT(?l; separator=', ') AS ?all) { ?x a thb:Treatyy ; skos:prefLabel ?l }",
    "SELECT (MIN(?d) AS ?m) ?z { ?x dcterms:dat ?d . BIND(1 AS ?z) } GROUP BY ?z HAVING (MIN(?d) > 1)",
    "SELECT ?x { ?x a thb:State FILTER NOT EXISTS { ?x skos:prefLabel ?l FILTER NOT EXISTS { ?x a thb:Treaty } } }",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_brings_it_down(graph: KnowledgeGraph, text: str, capfd: pytest.CaptureFixture[str]) -> None:
    found = graph.diagnose(text)
    assert found.kind in KINDS and str(found)
    assert capfd.readouterr().err == ""  # no library says anything in between


def test_many_parts_are_not_looked_at() -> None:
    parts = " ".join(f"?a{n} :knows ?b{n} ." for n in range(MOST_PROBES))
    assert small(f"SELECT * {{ {parts} ?x :knowz ?y }}").kind == "not-found"


def test_days_within_what_is_recorded_of_a_thing_are_not_told_as_nothing_about_it(
    graph: KnowledgeGraph,
) -> None:
    answer = graph.ask("events", {"by": "IPU", "from": "2009-01-01", "until": "2009-12-31"})
    (cause,) = graph.diagnose(answer).causes
    assert cause.kind == "combination" and cause.message == (
        "nothing of this kind is recorded about the Inter-Parliamentary Union from 1 January 2009 until 31 December 2009"
    )
