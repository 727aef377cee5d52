"""What is about a thing: what is said of it, and the nodes that join it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from thbgraph.base.namespaces import ID, PREFIXES
from thbgraph.build import source_files as sources
from thbgraph.exports.selection import about, names, of_class
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.stores.protocol import Pattern

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = [statement.quad for statement in sources.read_ontology(ROOT)]
TRIG = """
@prefix thb: <https://w3id.org/thbgraph/ontology#> . @prefix id: <https://w3id.org/thbgraph/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <https://schema.org/> .
id:g {
  id:fin a thb:State ; skos:prefLabel "Finland"@en .
  id:swe a thb:State ; skos:prefLabel "Sweden"@en .
  id:greta a org:OrganizationalUnit ; skos:prefLabel "GRETA"@en ; schema:areaServed id:fin .
  id:report-fin a thb:StatusReport ; thb:state id:fin ; dcterms:isPartOf id:list .
  id:report-swe a thb:StatusReport ; thb:state id:swe ; dcterms:isPartOf id:list .
  id:mmr a thb:State ; skos:prefLabel "Myanmar"@en ; skosxl:altLabel id:name-mmr-1 .
  id:name-mmr-1 a skosxl:Label ; skosxl:literalForm "Burma"@en .
  id:list a thb:StatusList ; thb:instrument id:cets-197 .
}
"""
QUADS = list(ox.parse(TRIG.encode(), format=ox.RdfFormat.TRIG))
FIND = EmbeddedStore.holding(QUADS).match_many


def subjects(*things: str, naming: bool = True) -> set[str]:
    chosen = about({ID + thing for thing in things}, FIND, naming)
    return {quad.subject.value.removeprefix(ID) for quad in chosen}


def test_nodes_come_along_with_the_list_that_they_are_part_of() -> None:
    assert subjects("fin", naming=False) == {"fin", "report-fin", "list"}


def test_of_what_has_a_name_only_that_comes_along_which_names_the_thing() -> None:
    assert subjects("fin") == {"fin", "report-fin", "list", "greta"}
    told = [quad for quad in about({ID + "fin"}, FIND) if quad.subject.value == ID + "greta"]
    assert [quad.predicate.value for quad in told] == [PREFIXES["schema"] + "areaServed"]
    assert subjects("greta") == {"greta"}


def test_of_what_has_a_name_no_more_is_read_than_the_name() -> None:
    whole = set[str]()

    def find(patterns: Iterable[Pattern]) -> Iterator[ox.Quad]:
        wanted = [*patterns]
        whole.update(str(subject) for subject, prop, value in wanted if prop is None and value is None)
        return FIND(wanted)

    about({ID + "fin"}, find)
    assert f"<{ID}report-fin>" in whole and not whole & {f"<{ID}greta>", f"<{ID}swe>"}


def test_the_names_of_what_is_near_are_those_that_are_not_chosen_already() -> None:
    for thing, near in (("fin", ["GRETA"]), ("greta", ["Finland"]), ("mmr", [])):
        chosen = about({ID + thing}, FIND)
        assert [quad.object.value for quad in names(chosen, FIND)] == near


def test_names_that_have_their_time_come_along() -> None:
    assert subjects("mmr") == {"mmr", "name-mmr-1"}


def test_several_things_are_put_together() -> None:
    assert subjects("fin", "swe") == {"fin", "swe", "report-fin", "report-swe", "list", "greta"}


def test_nothing_is_about_what_is_not_there() -> None:
    assert subjects("nothing") == subjects() == set()


def test_a_class_holds_what_lies_below_it() -> None:
    assert of_class(PREFIXES["foaf"] + "Agent", ONTOLOGY, QUADS) == {
        ID + "fin",
        ID + "swe",
        ID + "greta",
        ID + "mmr",
    }
    assert of_class(PREFIXES["org"] + "OrganizationalUnit", ONTOLOGY, QUADS) == {ID + "greta"}
