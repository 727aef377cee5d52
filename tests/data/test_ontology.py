"""The ontology: it is small, and it says nothing of other people's data. That the terms it reuses exist is held by `make check`."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from real_quads import real_quads
from thbgraph.base import vocabulary
from thbgraph.base.namespaces import PREFIXES, THB
from thbgraph.build import source_files as sources
from thbgraph.graph import KnowledgeGraph
from thbgraph.rules.closure import Closure

ROOT = Path(__file__).resolve().parents[2]
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
STATEMENTS = list(sources.read_ontology(ROOT))
ONTOLOGY = [statement.quad for statement in STATEMENTS]
#: Other people's data, with the terms that are reused here.
FOREIGN = """
@prefix ex: <http://example.org/> .
<http://eurovoc.europa.eu/857> a skos:Concept ; skos:broader <http://eurovoc.europa.eu/858> .
ex:measurement rdf:value 117 .
ex:book a foaf:Document ; dcterms:publisher ex:penguin ; dcterms:subject ex:whales ; schema:numberOfPages 635 .
ex:talk a schema:Event ; schema:organizer ex:club ; schema:location "the old barn" ; schema:workFeatured ex:book .
ex:club a org:Organization ; org:hasPost ex:chair ; org:linkedTo ex:penguin ; schema:areaServed "Kent" .
ex:chair a org:Post ; org:heldBy ex:ann . ex:membership a org:Membership ; org:member ex:ann ; org:organization ex:club .
ex:run a prov:Activity ; prov:wasDerivedFrom ex:plan ; dcterms:isPartOf ex:season .
ex:law a eli:LegalResource ; eli:id_local "12/2004" ; eli:passed_by ex:parliament ; eli:amends ex:older .
ex:kent a schema:Place ; schema:containedInPlace ex:england ; foaf:page <http://example.org/kent> .
ex:england a schema:Country .
"""


def test_foreign_data_becomes_nothing_of_ours() -> None:
    """What other people say with the terms that are reused gets no class and no relation of the project."""
    foreign = list(ox.parse((HEAD + FOREIGN).encode(), format=ox.RdfFormat.TURTLE))
    alone, together = Closure(ONTOLOGY), Closure([*ONTOLOGY, *foreign])
    new = {quad.triple for quad in together.inferred()} - {quad.triple for quad in alone.inferred()}
    assert new
    ours = [
        f"{triple.subject} {triple.predicate} {triple.object}"
        for triple in new
        if any(isinstance(term, ox.NamedNode) and term.value.startswith(THB) for term in triple)
    ]
    assert ours == []


def own(*kinds: str, module: str = "") -> set[str]:
    """The local names of the project's terms of some kinds, of one module or of all."""
    wanted = {PREFIXES["owl"] + kind for kind in kinds}
    return {
        statement.quad.subject.value.removeprefix(THB)
        for statement in STATEMENTS
        if statement.path.startswith(f"ontology/{module}")
        and statement.quad.object.value in wanted
        and statement.quad.subject.value.startswith(THB)
    }


def test_what_lies_below_a_reused_property_is_found_by_it(graph: KnowledgeGraph) -> None:
    """Both names answer: that of the project and that of the vocabulary."""
    below = PREFIXES["rdfs"] + "subPropertyOf"
    pairs = [quad for quad in ONTOLOGY if quad.predicate.value == below]
    pairs = [q for q in pairs if q.subject.value.startswith(THB) and not q.object.value.startswith(THB)]
    assert len(pairs) > 5
    for quad in pairs:
        said = f"SELECT ?one {{ ?one {quad.subject} ?other %s }} LIMIT 1"
        assert list(graph.sparql(said % "")), quad.subject
        missed = f"FILTER NOT EXISTS {{ ?one {quad.object} ?other }}"
        assert list(graph.sparql(said % missed)) == [], quad.subject


def test_no_inverse_is_named_that_no_chain_needs() -> None:
    """An annotation keeps the wording for reading other relations backwards."""
    inverse, item = PREFIXES["owl"] + "inverseOf", PREFIXES["rdf"] + "first"
    links = {quad.object for quad in ONTOLOGY if quad.predicate.value == item}
    named = {quad.object for quad in ONTOLOGY if quad.predicate.value == inverse}
    assert {term for term in named if str(term).startswith(f"<{THB}")} - links == set()


def in_no_class_that_anything_asks(classes: set[str]) -> set[str]:
    """Those of some classes that no question or check asks for by class, no shape is about, and no code reads.

    Kinds of act and of statement may be classes all the same.
    """
    kinds = {THB + "Act", THB + "Statement"}
    below = PREFIXES["rdfs"] + "subClassOf"
    for _ in range(3):
        kinds |= {q.subject.value for q in ONTOLOGY if q.predicate.value == below and q.object.value in kinds}
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "queries").glob("**/*.rq")]
    shapes = [path.read_text(encoding="utf-8") for path in (ROOT / "ontology/shapes").glob("*.ttl")]
    asked = {
        name
        for pattern, where in (
            (r"(?:\ba|class:) thb:(\w+)", texts),
            (r"\(thb:(\w+) ", [text for text in texts if re.search(r"\ba \?", text)]),
            (r"(?:sh:targetClass|sh:class|,) thb:(\w+)", shapes),
        )
        for text in where
        for name in re.findall(pattern, text)
    }
    read = {value.removeprefix(THB) for value in vars(vocabulary).values() if isinstance(value, str)}
    return classes - asked - read - {kind.removeprefix(THB) for kind in kinds}


def test_what_nothing_asks_by_class_is_a_concept() -> None:
    assert in_no_class_that_anything_asks(own("Class")) == set()
    assert in_no_class_that_anything_asks({"State", "Ratification", "Club"}) == {"Club"}
    concepts = {
        quad.subject.value
        for quad in (*ONTOLOGY, *real_quads())
        if quad.predicate.value.endswith("#inScheme") or quad.object.value == PREFIXES["org"] + "Role"
    }
    by = {PREFIXES["org"] + "classification", PREFIXES["eli"] + "type_document", PREFIXES["dcterms"] + "type"}
    kinds = {quad.object.value for quad in real_quads() if quad.predicate.value in by}
    assert len(kinds) > 20
    assert kinds <= concepts


def test_the_ontology_says_what_it_is() -> None:
    said = {
        re.split("[/#]", quad.predicate.value)[-1]
        for quad in ONTOLOGY
        if quad.subject.value == THB.rstrip("#")
    }
    assert said >= {
        *("versionIRI", "versionInfo", "title", "description", "creator", "created", "modified", "license"),
        *("bibliographicCitation", "preferredNamespacePrefix", "preferredNamespaceUri"),
    }
