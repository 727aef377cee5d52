"""The description says of the dataset what is so: licence, versions, counts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox

from real_quads import real_quads
from thbgraph.base.home import HOME
from thbgraph.base.namespaces import ID, PREFIXES, RDF_TYPE, SOURCE, THB, VOID_GRAPH
from thbgraph.build import source_files as sources
from thbgraph.build.description import DATASET, contents
from thbgraph.stores.lines import sorted_lines

ROOT = Path(__file__).resolve().parents[2]
VOID, DCAT, DCTERMS = PREFIXES["void"], PREFIXES["dcat"], PREFIXES["dcterms"]


@cache
def ontology() -> list[ox.Quad]:
    return [statement.quad for statement in sources.read_ontology(ROOT)]


@cache
def made() -> list[ox.Quad]:
    return contents(sorted_lines(real_quads()), ontology())


def said(subject: str, predicate: str) -> list[str]:
    return [
        quad.object.value
        for quad in made()
        if quad.subject.value == subject and quad.predicate.value == predicate
    ]


def test_licence_and_version_of_the_dataset() -> None:
    assert said(DATASET, DCTERMS + "license") == [HOME.licence]
    assert said(DATASET, DCAT + "version") == [HOME.version]
    assert set(said(DATASET, RDF_TYPE)) == {VOID + "Dataset", DCAT + "Dataset"}


def test_every_source_has_a_title_a_size_and_a_licence_or_rights() -> None:
    parts = said(DATASET, VOID + "subset")
    graphs = {quad.graph_name.value for quad in real_quads() if quad.graph_name.value.startswith(SOURCE)}
    assert set(parts) == graphs
    for source in parts:
        assert len(said(source, DCTERMS + "title")) == 1, source
        assert said(source, DCTERMS + "license") or said(source, DCTERMS + "rights"), source
        assert said(source, VOID + "triples") == [
            str(sum(q.graph_name.value == source for q in real_quads()))
        ]


def test_the_version_of_a_source_is_what_it_says() -> None:
    stated = {
        (quad.subject.value, quad.object.value)
        for quad in real_quads()
        if quad.predicate.value == PREFIXES["dcat"] + "version" and quad.subject.value.startswith(SOURCE)
    }
    assert stated
    for source, version in stated:
        assert said(source, DCAT + "version") == [version]


def test_the_counts_are_those_of_an_engine() -> None:
    store = ox.Store()
    store.extend({ox.Quad(quad.subject, quad.predicate, quad.object) for quad in real_quads()})

    def count(pattern: str) -> list[str]:
        rows = store.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")
        return [row["n"].value for row in rows]

    assert said(DATASET, VOID + "triples") == [str(len(store))]
    assert said(DATASET, VOID + "distinctSubjects") == count("?x ?p ?o")
    assert said(DATASET, VOID + "distinctObjects") == count("?s ?p ?x")
    assert said(DATASET, VOID + "properties") == count("?s ?x ?o")
    assert said(DATASET, VOID + "classes") == count("?s a ?x")
    assert said(DATASET, VOID + "entities") == count(f'?x ?p ?o FILTER(STRSTARTS(STR(?x), "{ID}"))')
    for part in said(DATASET, VOID + "classPartition"):
        assert said(part, VOID + "entities") == count(f"?x a <{said(part, VOID + 'class')[0]}>")


def test_what_things_of_a_class_lead_to_is_told_as_an_engine_finds_it() -> None:
    store = ox.Store()
    store.extend({ox.Quad(quad.subject, quad.predicate, quad.object) for quad in real_quads()})
    void, ext = VOID, "http://ldf.fi/void-ext#"

    def found(pattern: str, *names: str) -> set[tuple[str, ...]]:
        given = " ".join(f"?{name}" for name in names)
        # Types are told by the classes, and that something is an entity by all.
        rows = store.query(
            f"""SELECT DISTINCT {given} {{ ?s a ?class ; ?property ?o {pattern}
              FILTER(?property != <{RDF_TYPE}> && ?class != <{THB}Entity>) }}"""
        )
        return {tuple(row[name].value for name in names) for row in rows}

    properties, ends = set[tuple[str, ...]](), set[tuple[str, ...]]()
    for whole in said(DATASET, void + "classPartition"):
        (kind,) = said(whole, void + "class")
        for part in said(whole, void + "propertyPartition"):
            (prop,) = said(part, void + "property")
            properties.add((kind, prop))
            for space, word in ((void, "class"), (ext, "datatype")):
                for end in said(part, f"{space}{word}Partition"):
                    (of,) = said(end, space + word)
                    ends.add((kind, prop, of))
    assert properties == found("", "class", "property") and len(properties) > 300
    assert ends == {
        *found(f"FILTER(?end != <{THB}Entity>) ?o a ?end", "class", "property", "end"),
        *found("FILTER(isLiteral(?o)) BIND(DATATYPE(?o) AS ?end)", "class", "property", "end"),
    }


def test_every_linkset_counts_its_links_and_names_where_they_lead() -> None:
    store = ox.Store()
    store.extend(real_quads())
    linksets = [quad.subject.value for quad in made() if quad.object.value == VOID + "Linkset"]
    counted = {}
    for linkset in linksets:
        (source,) = [q.subject.value for q in made() if q.object.value == linkset]
        (predicate,) = said(linkset, VOID + "linkPredicate")
        (target,) = said(linkset, VOID + "objectsTarget")
        (space,) = said(target, VOID + "uriSpace")
        rows = store.query(
            f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{source}> {{ ?s <{predicate}> ?o }} "
            f'FILTER(STRSTARTS(STR(?o), "{space}")) }}'
        )
        assert said(linkset, VOID + "triples") == [row["n"].value for row in rows]
        assert said(linkset, VOID + "subjectsTarget") == [DATASET]
        assert said(target, RDF_TYPE) == [VOID + "Dataset"]
        counted[source, predicate] = int(said(linkset, VOID + "triples")[0])
    matches = [q for q in real_quads() if q.predicate.value.endswith(("#exactMatch", "#closeMatch"))]
    assert sum(counted.values()) == len(matches)
    assert {source.partition("links-")[2] for source, _ in counted} >= {
        "wikidata",
        "eurovoc",
        "fedlex",
        "eli",
    }


def test_it_is_one_graph_without_blank_nodes_and_stable() -> None:
    assert {quad.graph_name.value for quad in made()} == {VOID_GRAPH}
    assert not any(isinstance(term, ox.BlankNode) for quad in made() for term in (quad.subject, quad.object))
    assert set(contents(sorted_lines(reversed(real_quads())), ontology())) == set(made())
    assert len(made()) == len(set(made()))


def test_of_nothing_it_says_that_there_is_nothing() -> None:
    counts = [q.object.value for q in contents([], []) if q.predicate.value == VOID + "triples"]
    assert counts == ["0"]
