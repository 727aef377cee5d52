"""Looking up classes, members and names."""

from __future__ import annotations

import pytest

from thbgraph.base.errors import UnknownEntity
from thbgraph.base.namespaces import ID
from thbgraph.base.values import Entity
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.formats import write


def test_classes_are_counted_as_they_are_listed(graph: KnowledgeGraph) -> None:
    sizes = {one.kind: one.things for one in graph.classes.sizes()}
    assert [*graph.classes] == sorted(sizes) and len(graph.classes) == len(sizes)
    for kind in ("thb:Treaty", "org:OrganizationalUnit", "owl:Class"):
        assert kind in graph.classes and sizes[kind] == len(graph.classes[kind])
    assert "Treaty" in graph.classes and "Tretay" not in graph.classes
    assert graph.classes.get("Tretay", ()) == ()


@pytest.mark.parametrize("kind", ["Treaty", "thb:Treaty", "https://w3id.org/thbgraph/ontology#Treaty"])
def test_members_of_a_class_by_any_of_its_names(graph: KnowledgeGraph, kind: str) -> None:
    found = graph.classes[kind]
    assert Entity(ID + "cets-197", graph.find(ID + "cets-197").label) in found
    assert [one.label for one in found] == sorted(one.label for one in found)
    assert graph.search("CETS 197", kind)[0].iri == ID + "cets-197"
    assert graph.match(["CETS 197"], kind=kind)[0].entity.iri == ID + "cets-197"


def test_a_class_that_is_none_is_refused(graph: KnowledgeGraph) -> None:
    for ask in (
        lambda kind: graph.classes[kind],
        lambda kind: graph.search("x", kind),
        lambda kind: graph.match(["x"], kind=kind),
    ):
        with pytest.raises(UnknownEntity):
            ask("Tretay")


def test_what_was_found_is_a_table(graph: KnowledgeGraph) -> None:
    found = graph.search("GRETA")
    assert write(found, "csv").splitlines()[:2] == ["iri,label", f"{found[0].iri},{found[0].label}"]
    assert found.table()[0].label == found[0].label
    assert len(graph.search("zzzzqqqq").table()) == len(graph.search("zzzzqqqq"))
