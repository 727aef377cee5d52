"""Verbs of the ontology that no sentence can be read by, or that read two properties of one thing, are found."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from thbgraph.build.source_files import Statement
from thbgraph.checking.verb_faults import verb_findings
from thbgraph.stores.embedded import EmbeddedStore

HEAD = """
@prefix thb: <https://w3id.org/thbgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <https://example.org/> .
"""
DATA = """
ex:a ex:runs ex:b ; ex:leads ex:c .
ex:b a thb:Project .
ex:c a thb:Project .
"""


@pytest.mark.parametrize(
    ("ontology", "told"),
    [
        ('ex:runs thb:verb "run/ran/run", "be in charge of", "may join" .', ""),
        ('ex:runs thb:verb "Ran by" .', "the verb 'Ran by' of <https://example.org/runs> is not in its first form"),
        ('ex:runs thb:verb "run/ran" .', "the verb 'run/ran' of"),
        ('ex:runs thb:verb "lead" ; thb:inverseVerb "lead" .', "'lead' reads <https://example.org/runs> both ways"),
        ('ex:runs thb:verb "lead" . ex:leads thb:verb "lead" .', "and <https://example.org/a> has both, with things of one kind"),
        ('ex:runs thb:verb "lead" . ex:leads thb:verb "lead" ; rdfs:subPropertyOf ex:runs .', ""),
        ('ex:runs thb:verb "lead" . ex:leads thb:verb "lead" ; skos:editorialNote "One verb for both."@en .', ""),
        ('ex:runs thb:verb "lead" . ex:leads thb:inverseVerb "lead" .', ""),
    ],
)  # fmt: skip
def test_a_verb_reads_one_property_of_a_thing(ontology: str, told: str) -> None:
    quads = list(ox.parse((HEAD + ontology).encode(), format=ox.RdfFormat.TURTLE))
    data = [
        ox.Quad(one.subject, one.predicate, one.object, ox.NamedNode("https://example.org/graph"))
        for one in ox.parse((HEAD + DATA).encode(), format=ox.RdfFormat.TURTLE)
    ]
    stated = [Statement(quad, "ontology/core.ttl", 1) for quad in quads]
    found = [one.message for one in verb_findings(stated, EmbeddedStore.holding(data))]
    assert len(found) == bool(told) and all(told in message for message in found), found
