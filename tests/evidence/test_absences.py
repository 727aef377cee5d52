"""What a row rests on not being there: named form by form, and grounded by reports and coverage."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from citing import cite
from thbgraph.base.namespaces import BASE, PREFIXES
from thbgraph.results.answer import Absence
from thbgraph.stores.embedded import store_of

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
DATA = """
source:s {
  id:fin a thb:State . id:deu a thb:State .
  id:act a thb:Signature ; thb:signatory id:fin ; thb:instrument id:cets ; dcterms:date "2005-05-16"^^xsd:date .
  id:fin thb:hasSigned id:cets .
  <https://w3id.org/thbgraph/computed/status/cets/fin/start> thb:state id:fin .
  id:coverage a thb:Coverage ; thb:instrument id:cets ; thb:actKind thb:Signature ;
    thb:completeUpTo "2009-12-31"^^xsd:date .
  id:other a thb:Coverage ; thb:instrument id:untoc ; thb:actKind thb:Consent ;
    thb:completeUpTo "2009-12-31"^^xsd:date .
}
source:r {
  id:report a thb:StatusReport ; thb:state id:fin ; thb:instrument id:cets ; thb:reportedStatus thb:Signatory .
  id:party a thb:StatusReport ; thb:state id:deu ; thb:instrument id:cets ; thb:reportedStatus thb:Party .
}
"""


def absences(query: str) -> dict[str, list[Absence]]:
    """What each row rests on not being there, by its first term."""
    quads = list(ox.parse((PROLOGUE + DATA).encode(), format=ox.RdfFormat.TRIG))
    store, text = store_of(quads), PROLOGUE + query
    return {
        key[0].rpartition("/")[2].strip('<>"'): list(one.absences) for key, one in cite(text, store).items()
    }


def grounds(query: str) -> dict[str, set[str]]:
    """The things that ground what is not there."""
    return {
        row: {quad.subject.value.rpartition("/")[2] for one in found for quad in one.grounds}
        for row, found in absences(query).items()
    }


@pytest.mark.parametrize(
    ("query", "form", "pattern"),
    [
        ("SELECT ?s { ?s a thb:State OPTIONAL { ?s thb:x ?y } }", "OPTIONAL", "?s thb:x ?y"),
        ("SELECT ?s { ?s a thb:State FILTER NOT EXISTS { ?s thb:x [] } }", "NOT EXISTS", "?s thb:x []"),
        ("SELECT ?s { ?s a thb:State FILTER(!EXISTS { ?s thb:x 1 }) }", "NOT EXISTS", '?s thb:x 1'),
        ("SELECT ?s { ?s a thb:State MINUS { ?s thb:x ?y } }", "MINUS", "?s thb:x ?y"),
        ("SELECT ?s { ?s a thb:State } ORDER BY ?s LIMIT 1", "LIMIT", "LIMIT 1"),
        ("SELECT ?s { ?s a thb:State } ORDER BY ?s OFFSET 1", "LIMIT", "OFFSET 1"),
        ("SELECT (MIN(?d) AS ?m) { ?a dcterms:date ?d }", "MIN", "MIN(?d)"),
        ("SELECT (MAX(?d) AS ?m) { ?a dcterms:date ?d }", "MAX", "MAX(?d)"),
        ("SELECT (COUNT(*) AS ?n) { ?a thb:x ?d }", "COUNT", "?a thb:x ?d"),
        ("SELECT ?n { { SELECT (COUNT(*) AS ?n) { ?a thb:x ?d } } }", "COUNT", "?a thb:x ?d"),
    ],
)  # fmt: skip
def test_each_form_is_named(query: str, form: str, pattern: str) -> None:
    for found in absences(query).values():
        assert found == [Absence(form, pattern)]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s thb:hasSigned ?i OPTIONAL { ?s a ?class } }",
        "SELECT ?s { ?s thb:hasSigned ?i FILTER EXISTS { ?s a ?class } }",
        "SELECT ?s { ?s a thb:State } ORDER BY ?s LIMIT 2",
        "SELECT (COUNT(*) AS ?n) { ?s a thb:State }",
        "SELECT ?s { { ?s thb:hasSigned ?i } UNION { ?s thb:x ?y MINUS { ?s a ?class } } }",
    ],
)
def test_what_rests_on_nothing_missing_lists_nothing(query: str) -> None:
    assert list(absences(query).values()) == [[]] * len(absences(query))


def test_an_optional_part_counts_only_for_the_rows_in_which_it_is_missing() -> None:
    found = absences("SELECT ?s { ?s a thb:State OPTIONAL { ?s thb:hasSigned ?i } }")
    assert found["fin"] == [] and [one.form for one in found["deu"]] == ["OPTIONAL"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?e { ?s a thb:State BIND(NOT EXISTS { ?s thb:hasSigned ?i } AS ?e) }",
        "SELECT ?s (NOT EXISTS { ?s thb:hasSigned ?i } AS ?e) { ?s a thb:State }",
        "SELECT ?s (EXISTS { ?s thb:hasSigned ?i } AS ?e) { ?s a thb:State }",
        "SELECT ?s { ?s a thb:State FILTER(?s = id:fin || NOT EXISTS { ?s thb:hasSigned ?i }) }",
    ],
)
def test_what_is_there_is_not_listed_as_lacking(query: str) -> None:
    found = absences(query)
    assert found["fin"] == [] and [one.form for one in found["deu"]] == ["NOT EXISTS"]


def test_coverage_grounds_that_an_act_is_missing() -> None:
    signature = "?a a thb:Signature ; thb:signatory ?s ; thb:instrument id:cets"
    assert grounds(f"SELECT ?s {{ ?s a thb:State MINUS {{ {signature} }} }}") == {"deu": {"coverage"}}
    # The actor's property says the kind, and the instrument may be bound elsewhere.
    actor = (
        "VALUES ?i { id:cets } ?s a thb:State FILTER NOT EXISTS { ?a thb:signatory ?s ; thb:instrument ?i }"
    )
    assert grounds(f"SELECT ?s {{ {actor} }}") == {"deu": {"coverage"}}
    shortcut = "SELECT ?s { ?s a thb:State OPTIONAL { ?s thb:hasSigned ?i FILTER(?i = id:cets) } FILTER(!BOUND(?i)) }"
    assert grounds(shortcut) == {"deu": set()}  # of which instrument is not said by the pattern
    assert grounds("SELECT ?s { ?s a thb:State MINUS { ?s thb:hasSigned id:cets } }") == {"deu": {"coverage"}}


def test_a_report_grounds_that_a_state_had_not_consented() -> None:
    query = "SELECT ?s { ?s a thb:State MINUS { ?a a thb:Ratification ; thb:consentingParty ?s ; thb:instrument id:cets } }"
    # That Germany is a party denies nothing, and the coverage of another instrument is none.
    assert grounds(query) == {"fin": {"report"}, "deu": set()}


def test_what_is_lacking_of_a_computed_node_is_told_to_be_computed() -> None:
    node = f"<{BASE}computed/status/cets/fin/start>"
    for lacking, is_computed in (("?p thb:lastDay ?last", True), ("?who thb:lastDay ?last", False)):
        query = f"SELECT ?p {{ VALUES ?p {{ {node} }} ?p thb:state ?who OPTIONAL {{ {lacking} }} }}"
        assert absences(query) == {"start": [Absence("OPTIONAL", lacking, is_computed=is_computed)]}
