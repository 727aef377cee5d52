"""Proofs for machines and pages: JSON, PROV-O in Turtle, Markdown, the same each time."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
import rdflib

from thbgraph.base.namespaces import PREFIXES, THB
from thbgraph.results.formats import BINARY, formats_of, write
from thbgraph.results.proof import Explanation, Proof

EX = "http://e.org/"
PROV, RDF = PREFIXES["prov"], PREFIXES["rdf"]
PREFIX = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())


def n(name: str) -> ox.NamedNode:
    return ox.NamedNode(EX + name)


def leaf(subject: ox.NamedNode | ox.BlankNode, predicate: str, thing: ox.NamedNode | ox.BlankNode) -> Proof:
    triple = subject, ox.NamedNode(predicate), thing
    return Proof(triple, quads=(ox.Quad(*triple, n("g")), ox.Quad(*triple, n("h"))))


def made() -> Explanation:
    """A proof with a list and a thing without a name, which are called otherwise each time."""
    cell, kind = ox.BlankNode(), ox.BlankNode()
    one = Proof(
        (n("x"), ox.NamedNode(RDF + "type"), kind),
        "cls-oo",
        "it is one of those",
        (
            leaf(kind, PREFIXES["owl"] + "oneOf", cell),
            leaf(cell, RDF + "first", n("x")),
            leaf(cell, RDF + "rest", ox.NamedNode(RDF + "nil")),
        ),
    )
    narrower = leaf(kind, PREFIXES["rdfs"] + "subClassOf", n("A"))
    proof = Proof((n("x"), ox.NamedNode(RDF + "type"), n("A")), "cax-sco", "a *kind*", (narrower, one))
    labels = {EX + name: name for name in "xA"}
    return Explanation(proof.conclusion, proof, (), labels, {EX + name: f"about {EX}{name}" for name in "gh"})


@pytest.mark.parametrize("form", [form for form in formats_of("Explanation") if form not in BINARY])
def test_what_is_written_does_not_depend_on_the_names_of_unnamed_things(form: str) -> None:
    assert write(made(), form) == write(made(), form)


def test_json_has_steps_premises_and_sources() -> None:
    found = json.loads(write(made(), "json"))
    assert found["statement"]["object"] == f"<{EX}A>" and found["asserted"] is False
    first, second = found["steps"]
    assert (first["step"], first["rule"], second["ruleInWords"]) == (1, "cls-oo", "a *kind*")
    (premise,) = first["premises"]
    assert premise["members"] == [f"<{EX}x>"] and premise["sources"] == [EX + "g", EX + "h"]
    kind, is_one = second["premises"]
    assert is_one["step"] == 1 and kind["subject"] == is_one["object"] == premise["subject"]
    assert found["sources"] == {EX + "g": f"about {EX}g", EX + "h": f"about {EX}h"}


def test_an_asserted_statement_in_json_has_its_sources() -> None:
    proof = leaf(n("x"), EX + "p", n("y"))
    found = json.loads(write(Explanation(proof.conclusion, proof), "json"))
    assert (
        found["asserted"] is True and found["steps"] == [] and list(found["sources"]) == [EX + "g", EX + "h"]
    )


def asked(query: str, explanation: Explanation) -> list[tuple[str, ...]]:
    """The rows of a query over the PROV-O of a proof, which two readers read alike."""
    text = write(explanation, "turtle")
    store = ox.Store()
    store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(store)
    found = store.query(PREFIX + query)
    assert isinstance(found, ox.QuerySolutions)
    return sorted(tuple(term.value if term is not None else "" for term in row) for row in found)


def test_prov_derives_each_conclusion_by_a_rule_from_its_premises() -> None:
    query = """SELECT ?thing ?rule ?premise {
        ?entity a prov:Entity, rdf:Statement ; rdf:object ?thing ; prov:wasGeneratedBy ?step ; prov:wasDerivedFrom ?other .
        ?step a prov:Activity ; prov:used ?other ; prov:qualifiedAssociation/prov:hadPlan ?plan .
        ?plan a prov:Plan ; rdfs:label ?rule .
        ?other a prov:Entity ; rdf:predicate ?premise }"""
    assert sorted(row[1:] for row in asked(query, made())) == [
        ("cax-sco", RDF + "type"),
        ("cax-sco", PREFIXES["rdfs"] + "subClassOf"),
        ("cls-oo", PREFIXES["owl"] + "oneOf"),
    ]


def test_prov_names_sources_and_keeps_lists() -> None:
    sources = "SELECT ?predicate ?source { ?s rdf:predicate ?predicate ; prov:hadPrimarySource ?source }"
    assert len(asked(sources, made())) == 4
    listed = "SELECT ?member { ?s rdf:predicate owl:oneOf ; rdf:object/rdf:rest*/rdf:first ?member }"
    assert asked(listed, made()) == [(EX + "x",)]
    every = "SELECT ?a { ?a a prov:Activity FILTER NOT EXISTS { ?a prov:qualifiedAssociation/prov:agent/a prov:SoftwareAgent } }"
    assert asked(every, made()) == []


def test_prov_of_an_asserted_statement_is_its_sources() -> None:
    proof = leaf(n("x"), THB + "monitors", n("y"))
    found = Explanation(proof.conclusion, proof)
    assert asked("SELECT ?source { ?s a rdf:Statement ; prov:hadPrimarySource ?source }", found) == [
        (EX + "g",),
        (EX + "h",),
    ]
    assert asked("SELECT ?a { ?a a prov:Activity }", found) == []


def test_markdown_escapes_and_has_footnotes() -> None:
    text = write(made(), "markdown")
    assert text.startswith("# x: is an A\n\nfollows in 2 steps\n\n## 1. ")
    assert "A \\*kind\\* (cax-sco)" in text and f"[^1]: (a) about {EX}g. (b) about {EX}h.\n" in text
    proof = leaf(n("x"), EX + "p", n("y"))
    assert write(Explanation(proof.conclusion, proof), "markdown").count("\n[^") == 1
