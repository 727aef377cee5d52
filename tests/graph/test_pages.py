"""Pages as values: what is known of a thing or passage, in parts, each statement with its sources."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from command_line import run
from thbgraph.base.errors import RequestError, UnknownEntity
from thbgraph.base.namespaces import COMPUTED_GRAPH, ID, INFERRED_GRAPH, MEMO, SOURCE, THB
from thbgraph.base.values import Entity
from thbgraph.graph import KnowledgeGraph
from thbgraph.results.formats import write
from thbgraph.results.thing import Page, Passage


def page(graph: KnowledgeGraph, name: str) -> Page:
    found = graph.describe(name)
    assert isinstance(found, Page)
    return found


def passage(graph: KnowledgeGraph, name: str, memo: str | None = None) -> Passage:
    found = graph.describe(name, memo)
    assert isinstance(found, Passage)
    return found


def test_a_page_is_in_parts(graph: KnowledgeGraph) -> None:
    finland = page(graph, "Finland")
    assert finland.entity == Entity(ID + "fin", "Finland") and finland.summary == "Finland: State"
    acts = {one.value.label: one for one in finland.acts if isinstance(one.value, Entity)}
    signed = acts["signature of CETS 197 by Finland"]
    assert signed.property == Entity(THB + "signatory", "signatory of")
    assert [source.iri for source in signed.sources] == [MEMO + "2-14", SOURCE + "cets-197-acts"]
    links = {one.value.iri for one in finland.links if isinstance(one.value, Entity)}
    assert "http://www.wikidata.org/entity/Q33" in links
    members = {one.property.label for one in finland.mentions}
    assert "member of" in members and not members & {one.property.label for one in finland.acts}


def test_statements_that_somebody_makes_are_a_part(graph: KnowledgeGraph) -> None:
    said = page(graph, "GRETA").statements
    assert {one.property.label for one in said} == {"subject of", "addressee of"}
    assert {one.value.iri.startswith(ID + "statement-") for one in said if isinstance(one.value, Entity)} == {
        True
    }


def test_whatever_a_page_cites_is_described(graph: KnowledgeGraph) -> None:
    for name in (
        "Finland",
        "GRETA",
        "CETS 197",
        "thb:Treaty",
        "source:editors",
        "id:act-cets-197-fin-signature",
    ):
        found = page(graph, name)
        parts = (*found.facts, *found.links, *found.acts, *found.statements, *found.mentions)
        cited = {source.iri for one in parts for source in one.sources}
        assert cited - {INFERRED_GRAPH, COMPUTED_GRAPH} == found.sources.keys()
        assert all(one.sources for one in parts)


def test_a_term_is_summed_up_by_its_definition(graph: KnowledgeGraph) -> None:
    assert page(graph, "thb:Signature").summary == "Signature: A signature that does not yet bind."


def test_what_is_inferred_is_told_where_no_source_says_it(graph: KnowledgeGraph) -> None:
    kinds = [one for one in page(graph, "Finland").facts if one.property.label == "is a"]
    by_source = {str(one.value): [source.label for source in one.sources] for one in kinds}
    assert by_source["State"] == ["editors"] and by_source["Agent"] == ["inferred"]


@pytest.mark.parametrize("name", ["GRETA", "Finland", "2-14", "memo:1.1-2"])
def test_the_command_prints_the_value(graph: KnowledgeGraph, name: str) -> None:
    assert run("show", name).stdout == str(graph.describe(name))


@pytest.mark.parametrize("name", ["GRETA", "Finland", "2-14", "thb:Treaty", "Åland"])
@pytest.mark.parametrize("form", ["json", "csv", "markdown", "html"])
def test_a_page_has_every_format(graph: KnowledgeGraph, name: str, form: str) -> None:
    text = write(graph.describe(name), form)
    assert text.endswith("\n")
    if form == "json":
        assert json.loads(text)


def test_json_lists_the_reports_that_a_page_leads_to(graph: KnowledgeGraph) -> None:
    assert json.loads(write(graph.describe("GRETA"), "json"))["reports"] == [*graph.reports]


def test_a_passage_has_its_place(graph: KnowledgeGraph) -> None:
    found = passage(graph, "2-14")
    assert found == graph.describe("2-14") == graph.describe(MEMO + "2-14")
    assert found.description.startswith("memo 2-14 (section 2, 14th paragraph): ")
    assert found.section == "Council of Europe and PACE" and len(found.notes) == 2 and found.text is None
    assert any(one.subject == Entity(ID + "fin", "Finland") for one in found.contents)
    (row,) = graph.sparql("SELECT ?bullet { ?bullet thb:leadIn ?passage } LIMIT 1")
    assert str(graph.describe(row.bullet).lead_in).startswith("memo ")


def test_a_passage_tells_of_things_alike_what_differs_and_once_what_does_not(graph: KnowledgeGraph) -> None:
    text = " ".join(write(passage(graph, "2-14"), "text").split())
    assert (
        "Signature signatory: Andorra; Finland; Germany;" in text
        and "printed verb: signed Membership" in text
    )
    assert "signature of CETS 197 by Andorra" not in text
    assert "Switzerland; Türkiye (printed as Turkey); Ukraine" in text
    assert "Trafficking in human beings (printed" not in write(passage(graph, "5-2"), "text"), (
        "only the case differs"
    )


def test_a_passage_does_not_say_again_what_stands_in_the_name_of_a_figure(graph: KnowledgeGraph) -> None:
    text = write(passage(graph, "2-14"), "text")
    assert "another 15 member states" in text and "is a: Figure" in text
    assert not any(one in text for one in ("qualifier: another", "value: 15", "description: member states"))


@pytest.mark.parametrize(
    ("name", "thing"), [("11-2", "figure-11-2-1"), ("2-16", "greta"), ("2-14", "act-cets-197-fin-signature")]
)
def test_what_a_passage_tells_in_a_line_has_a_place_that_leads_there(
    graph: KnowledgeGraph, name: str, thing: str
) -> None:
    assert re.findall(rf' id="[\w-]*-{thing}"', write(passage(graph, name), "html"))


@pytest.mark.parametrize("copy", ["{}\n", "x\n {}  \n", "section\tpara\ttext\n2\t14\t{}\n"])
def test_a_passage_takes_its_text_from_the_readers_copy(home: object, copy: str) -> None:
    import thbgraph

    text = "Somebody  said something."
    path = home / "data/memo/passages.trig"  # type: ignore[operator]
    path.write_text(PLACE.format(hashlib.sha256(text.encode()).hexdigest()), encoding="utf-8")
    own = thbgraph.open(home)  # type: ignore[arg-type]
    assert passage(own, "2-1", copy.format(text)).text == text
    with pytest.raises(RequestError, match="no paragraph has the checksum of passage 2-1"):
        own.describe("2-1", "Somebody else.")
    with pytest.raises(RequestError, match="no column text"):
        own.describe("2-1", "section\tpara\n")


PLACE = """\
@prefix thb: <https://w3id.org/thbgraph/ontology#> .
@prefix memo: <https://w3id.org/thbgraph/memo/> .
@prefix source: <https://w3id.org/thbgraph/source/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .

source:memo {{
  memo:2-1 a thb:Passage ;
    dcterms:abstract "a gist"@en ;
    dcterms:bibliographicCitation "section 2, first paragraph" ;
    schema:sha256 "{}" .
}}
"""


def test_what_is_no_passage_is_refused(graph: KnowledgeGraph) -> None:
    with pytest.raises(RequestError, match="Finland is not a passage; passages have numbers such as 2-14"):
        graph.describe("Finland", memo="text")
    with pytest.raises(UnknownEntity):
        graph.describe("nothing of this name", memo="text")


def test_sources_are_values(graph: KnowledgeGraph) -> None:
    found = graph.sources()
    assert [one.iri for one in found] == sorted(one.iri for one in found) and len(found) > 50
    acts = graph.sources("untc-acts")[0]
    assert acts in found and graph.sources(acts.iri)[0] == graph.sources("source:untc-acts")[0] == acts
    assert acts.kind is not None and acts.kind.label
    assert Entity(ID + "untoc", graph.find(ID + "untoc").label) in {one.of for one in acts.covers}
    assert json.loads(write(found, "json"))[0]["iri"] == found[0].iri
    with pytest.raises(RequestError, match=r"did you mean .*untc-acts"):
        graph.sources("untc-act")[0]


@pytest.mark.parametrize(
    ("name", "read", "other"),
    [
        ("Children", "covered by", "Council of Europe Convention on Action against Trafficking in Human Beings"),
        ("Children", "subject of", "Child trafficking"),
        ("European Community", "may join", "Council of Europe Convention on Action against Trafficking in Human Beings"),
        ("European Community", "replaced by", "European Union"),
        ("Soviet Union", "continued by", "Russia"),
        ("Vienna Forum", "related from", "Parliamentary Forum of 12 February 2008"),
    ],
)  # fmt: skip
def test_a_relation_is_read_from_the_side_of_the_page(
    graph: KnowledgeGraph, name: str, read: str, other: str
) -> None:
    said = {
        (one.property.label, str(getattr(one.value, "label", one.value)))
        for one in page(graph, name).mentions
    }
    assert (read, other) in said
