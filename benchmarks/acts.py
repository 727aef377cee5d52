"""Generated acts of states: as many triples as asked for, under an ontology shaped as the real one.

It has sub-classes, sub-properties, inverses, chains, domains and ranges, a symmetric and a transitive property.
Eight instruments in ten are acted on by few states and two by many; groups lie within groups.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

BASE = "http://example.org/"
ONTOLOGY = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Agent a owl:Class . :Place a owl:Class .
:State a owl:Class ; rdfs:subClassOf :Agent , :Place .
:Group a owl:Class ; rdfs:subClassOf :Agent .
:Instrument a owl:Class . :Treaty a owl:Class ; rdfs:subClassOf :Instrument .
:Act a owl:Class .
:Signature a owl:Class ; rdfs:subClassOf :Act .
:Consent a owl:Class ; rdfs:subClassOf :Act .
:Ratification a owl:Class ; rdfs:subClassOf :Consent .
:Accession a owl:Class ; rdfs:subClassOf :Consent .
:actor a owl:ObjectProperty ; rdfs:domain :Act ; rdfs:range :Agent ; owl:inverseOf :actorIn .
:actorIn a owl:ObjectProperty .
:signatory a owl:ObjectProperty ; rdfs:subPropertyOf :actor ; rdfs:domain :Signature ; owl:inverseOf :signatoryOf .
:signatoryOf a owl:ObjectProperty .
:consentingParty a owl:ObjectProperty ; rdfs:subPropertyOf :actor ; rdfs:domain :Consent ; owl:inverseOf :consenterIn .
:consenterIn a owl:ObjectProperty .
:instrument a owl:ObjectProperty ; rdfs:domain :Act ; rdfs:range :Instrument ; owl:inverseOf :hasAct .
:hasAct a owl:ObjectProperty .
:hasSigned a owl:ObjectProperty ; owl:propertyChainAxiom ( :signatoryOf :instrument ) ; owl:inverseOf :signedBy .
:signedBy a owl:ObjectProperty .
:hasConsented a owl:ObjectProperty ; owl:propertyChainAxiom ( :consenterIn :instrument ) ; owl:inverseOf :consentedToBy .
:consentedToBy a owl:ObjectProperty .
:within a owl:ObjectProperty , owl:TransitiveProperty ; rdfs:domain :Group ; rdfs:range :Group .
:cooperatesWith a owl:ObjectProperty , owl:SymmetricProperty ; rdfs:domain :Agent ; rdfs:range :Agent .
:date a owl:DatatypeProperty ; rdfs:domain :Act . :code a owl:DatatypeProperty .
"""
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_DATE = "<http://www.w3.org/2001/XMLSchema#date>"


def triples(count: int) -> Iterator[tuple[str, str, str]]:
    """Yields triples in written form, the same for the same count."""
    chance = random.Random(count)
    things = max(count // 50, 10)
    made = 0
    for number in range(things):
        yield _node(f"state{number}"), _node("code"), f'"{number:04}"'
        yield _node(f"instrument{number}"), _TYPE, _node("Treaty")
        made += 2
        if number % 4 == 0:  # groups of eight in a chain, each within the next
            inner = f"group{number // 4}"
            if number // 4 % 8:
                yield _node(f"group{number // 4 - 1}"), _node("within"), _node(inner)
            yield _node(inner), _node("cooperatesWith"), _node(f"group{chance.randrange(things // 4 + 1)}")
            made += 2
    number = 0
    while made < count:
        is_signature = number % 3 == 0
        act = _node(f"act{number}")
        of = chance.randrange(things) if number % 5 else chance.randrange(things // 5)
        yield (
            act,
            _node("signatory" if is_signature else "consentingParty"),
            _node(f"state{chance.randrange(things)}"),
        )
        yield act, _node("instrument"), _node(f"instrument{of}")
        yield act, _node("date"), f'"{1950 + number % 70}-{1 + number % 12:02}-{1 + number % 28:02}"^^{_DATE}'
        made += 3
        if number % 7 == 0 and not is_signature:
            yield act, _TYPE, _node("Ratification")
            made += 1
        number += 1


def write(path: Path, count: int) -> None:
    """Writes the ontology and then the triples as one file of N-Triples."""
    with path.open("w", encoding="utf-8") as file:
        axioms = ox.parse(ONTOLOGY.encode(), format=ox.RdfFormat.TURTLE)
        file.writelines(f"{axiom.triple} .\n" for axiom in axioms)
        file.writelines(f"{subject} {predicate} {thing} .\n" for subject, predicate, thing in triples(count))


def _node(name: str) -> str:
    return f"<{BASE}{name}>"
