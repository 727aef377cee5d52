"""Axioms that have no rule are refused, each with what to do; what describes or declares is no axiom."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from thbgraph.base.namespaces import PREFIXES
from thbgraph.build import source_files as sources
from thbgraph.checking.check import Checker
from thbgraph.rules.axioms import axiom_faults
from thbgraph.rules.rule_table import AXIOMS, RULES, key_of

PROLOGUE = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
PROLOGUE += "@prefix : <http://e.org/> .\n"


def faults(turtle: str) -> list[str]:
    quads = list(ox.parse((PROLOGUE + turtle).encode(), format=ox.RdfFormat.TURTLE))
    return [message for _, message in axiom_faults(quads)]


@pytest.mark.parametrize(
    ("axiom", "words"),
    [
        (":A owl:disjointWith :B", "owl:disjointWith has no rule"),
        (":p owl:propertyDisjointWith :q", "owl:propertyDisjointWith has no rule"),
        (":p a owl:AsymmetricProperty", "owl:AsymmetricProperty has no rule"),
        (":A owl:unionOf ( :B :C )", "owl:unionOf has no rule"),
        (":x owl:differentFrom :y", "owl:differentFrom has no rule"),
        ("<http://e.org/o> a owl:Ontology ; owl:imports <http://e.org/other>", "owl:imports has no rule"),
        (":p rdfs:notATerm :q", "rdfs:notATerm has no rule"),
        (":x owl:sameAs :y", "makes equal what two sources state differently"),
        (":p a owl:FunctionalProperty", "makes equal what two sources state differently"),
        (":A owl:hasKey ( :p )", "makes equal what two sources state differently"),
        (":A owl:maxCardinality 1", "makes equal what two sources state differently"),
        (":A owl:qualifiedCardinality 1", "makes equal what two sources state differently"),
        (":p rdfs:subPropertyOf owl:sameAs", "makes equal what two sources state differently"),
        (":A rdfs:subClassOf _:b", "rdfs:subClassOf expects a class or property by name, got _:"),
        ('_:b rdfs:domain :A', "rdfs:domain expects a class or property by name, got _:"),
        (':p owl:inverseOf "q"', 'owl:inverseOf expects a class or property by name, got "q"'),
        (":p owl:propertyChainAxiom :q", "owl:propertyChainAxiom expects a list of properties by name, got <http://e.org/q>"),
        (":p owl:propertyChainAxiom ()", "owl:propertyChainAxiom expects a list of properties by name, got rdf:nil"),
        (":p owl:propertyChainAxiom ( :q _:r )", "owl:propertyChainAxiom expects a class or property by name, got _:"),
        (":p rdfs:subPropertyOf rdf:type", "is said of rdf:type, a term of the language itself"),
        ("rdfs:subClassOf a owl:TransitiveProperty", "is said of rdfs:subClassOf, a term of the language itself"),
        (":p rdfs:range owl:Thing", "is said of owl:Thing, a term of the language itself"),
        (":A rdfs:subClassOf owl:SymmetricProperty", "is said of owl:SymmetricProperty, a term of the language"),
    ],
)  # fmt: skip
def test_what_no_rule_reads_is_refused(axiom: str, words: str) -> None:
    (message,) = faults(f"{axiom} .")
    assert words in message
    assert "remove" in message


def test_what_declares_and_describes_is_no_axiom() -> None:
    assert not faults(
        """
        <http://e.org/o> a owl:Ontology ; owl:versionInfo "1" ; owl:versionIRI :v1 ; owl:priorVersion :v0 .
        :A a owl:Class , rdfs:Class ; rdfs:label "A" ; rdfs:comment "c" ; rdfs:seeAlso :B ; rdfs:isDefinedBy :o .
        :p a owl:ObjectProperty ; owl:deprecated true . :q a owl:DatatypeProperty . :r a owl:AnnotationProperty .
        :T a rdfs:Datatype . :i a owl:NamedIndividual , skos:Concept ; rdf:value 1 .
        """
    )


def test_each_rule_reads_its_axiom() -> None:
    assert {key_of(rule.premises[0]) for rule in RULES} == AXIOMS and len(AXIOMS) == 10
    assert not faults(
        """
        :A rdfs:subClassOf :B ; owl:equivalentClass :C . :p rdfs:domain :A ; rdfs:range :B ; rdfs:subPropertyOf rdfs:label ;
        owl:equivalentProperty :q ; owl:inverseOf :r ; owl:propertyChainAxiom ( :q :r ) ; a owl:SymmetricProperty , owl:TransitiveProperty .
        """
    )


#: About a class that is not declared elsewhere, whose statements have the line of their first.
AXIOM = "\nthb:Prospectus owl:disjointWith thb:State .\n"


def with_axiom(home: Path) -> int:
    """Adds an axiom without a rule to a home; returns its line."""
    file = home / "ontology/core.ttl"
    file.write_text(text := file.read_text(encoding="utf-8") + AXIOM, encoding="utf-8")
    return text.count("\n")


def test_the_build_refuses_it_with_file_and_line(home: Path) -> None:
    line = with_axiom(home)
    command = [sys.executable, "-m", "thbgraph", "build"]
    environment = os.environ | {"THBGRAPH_HOME": str(home)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 2
    assert done.stderr.endswith(
        f"ontology/core.ttl:{line}: owl:disjointWith has no rule, so that nothing would follow from it; "
        "remove it, or say it as a shape or a check\n"
    )


def test_check_refuses_it_and_goes_on(home: Path) -> None:
    line = with_axiom(home)
    found = Checker(home, lambda step, steps, name: None).findings()
    (refused,) = (finding for finding in found if finding.message.startswith("owl:disjointWith"))
    assert (refused.path, refused.line, refused.code) == ("ontology/core.ttl", line, "statement")


def test_the_ontology_has_none() -> None:
    root = Path(__file__).resolve().parents[2]
    assert not [*axiom_faults([statement.quad for statement in sources.read_ontology(root)])]
