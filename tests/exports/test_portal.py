"""The dataset as a portal takes it: by the shapes of DCAT-AP, and what a portal shows."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SH, SKOS, VOID

from real_quads import real_quads
from thbgraph.base.errors import RequestError
from thbgraph.build import source_files as sources
from thbgraph.build.description import DATASET, contents
from thbgraph.build.question_files import current_questions
from thbgraph.exports.portal import home_address, published
from thbgraph.results.formats import FORMATS, formats_of
from thbgraph.results.render.rdf import write_graph
from thbgraph.stores.lines import sorted_lines

ROOT = Path(__file__).resolve().parents[2]
SHAPES = ROOT.parent / "shared" / "suites" / "dcat-ap-3.0.1"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
#: By class what DCAT-AP 3 makes mandatory, and what it recommends and a portal shows.
NEEDED = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset),
    DCAT.Dataset: (
        *(
            DCTERMS.title,
            DCTERMS.description,
            DCTERMS.publisher,
            DCTERMS.issued,
            DCTERMS.modified,
            DCTERMS.temporal,
        ),
        *(DCAT.contactPoint, DCAT.theme, DCAT.keyword, DCAT.distribution, DCTERMS.accessRights),
    ),
    DCAT.Distribution: (DCAT.accessURL, DCAT.downloadURL, DCTERMS.license, DCTERMS["format"], DCAT.mediaType),
    FOAF.Agent: (FOAF.name,),
    VCARD.Organization: (VCARD.fn, VCARD.hasURL),
    DCTERMS.PeriodOfTime: (DCAT.startDate, DCAT.endDate),
}
#: Where a property leads to.
RANGES = {
    DCTERMS.publisher: FOAF.Agent, DCAT.contactPoint: VCARD.Organization, DCAT.dataset: DCAT.Dataset,
    DCAT.distribution: DCAT.Distribution, DCTERMS.temporal: DCTERMS.PeriodOfTime,
}  # fmt: skip
TABLES = {
    DCAT.theme: "data-theme/", DCTERMS.language: "language/", DCTERMS["format"]: "file-type/",
    DCTERMS.accessRights: "access-right/",
}  # fmt: skip


def described(is_served: bool = False) -> rdflib.Graph:
    ontology = [statement.quad for statement in sources.read_ontology(ROOT)]
    held = contents(sorted_lines(real_quads()), ontology)
    made = published(held, current_questions(ROOT).values(), is_served)
    return rdflib.Graph().parse(data=write_graph(made, "turtle"), format="turtle")


def shapes_of(name: str) -> rdflib.Graph:
    """Reads a file of shapes, without the shapes that it names and does not have."""
    read = rdflib.Graph().parse(SHAPES / name)
    for shape, named in [*read.subject_objects(SH.property)]:
        if (named, None, None) not in read:
            read.remove((shape, SH.property, named))
    return read


@pytest.fixture(scope="module")
def portal() -> rdflib.Graph:
    return described()


@pytest.mark.slow
@pytest.mark.skipif(not SHAPES.is_dir(), reason="../shared/suites/dcat-ap-3.0.1 is not there")
@pytest.mark.parametrize("is_served", [False, True])
@pytest.mark.parametrize("shapes", ["shacl/dcat-ap-SHACL.ttl", "html/shacl/shapes.ttl"])
def test_dcat_aps_own_shapes_find_no_violation(shapes: str, is_served: bool) -> None:
    conforms, _, report = pyshacl.validate(described(is_served), shacl_graph=shapes_of(shapes))
    assert conforms, report


@pytest.mark.slow
@pytest.mark.skipif(not SHAPES.is_dir(), reason="../shared/suites/dcat-ap-3.0.1 is not there")
def test_its_values_are_from_the_tables_of_the_eu_but_for_the_publisher() -> None:
    shapes = shapes_of("html/shacl/mdr-vocabularies.shape.ttl")
    _, results, _ = pyshacl.validate(described(True), shacl_graph=shapes)
    assert isinstance(results, rdflib.Graph)
    reported = {results.value(result, SH.resultPath) for result in results.objects(None, SH.result)}
    assert reported <= {DCTERMS.publisher, SKOS.inScheme}  # which is in no table of theirs


@pytest.mark.parametrize("kind", NEEDED, ids=lambda kind: kind.rpartition("/")[2])
def test_everything_has_what_a_portal_needs(portal: rdflib.Graph, kind: rdflib.URIRef) -> None:
    things = set(portal.subjects(RDF.type, kind))
    assert things
    for thing in things:
        for prop in NEEDED[kind]:
            assert set(portal.objects(thing, prop)), f"{thing} {prop}"


def test_properties_lead_where_they_should(portal: rdflib.Graph) -> None:
    for prop, kind in RANGES.items():
        for value in {*portal.objects(None, prop)}:
            assert (value, RDF.type, kind) in portal, f"{prop} {value}"
    for prop, table in TABLES.items():
        assert all(str(value).startswith(AUTHORITY + table) for value in portal.objects(None, prop)), prop


def test_there_is_one_dataset_and_a_file_of_it_in_every_format(portal: rdflib.Graph) -> None:
    dataset = rdflib.URIRef(DATASET)
    assert set(portal.subjects(RDF.type, DCAT.Dataset)) == {dataset}
    files = {str(value) for value in portal.objects(None, DCAT.downloadURL)}
    assert files == {str(value) for value in portal.objects(dataset, VOID.dataDump)}
    assert {name.removeprefix("https://w3id.org/thbgraph/thbgraph") for name in files} == {
        f"{FORMATS[form].endings[0]}.gz" for form in formats_of("Statements")
    }


def test_its_days_are_those_of_ontology_and_sources(portal: rdflib.Graph) -> None:
    dataset = rdflib.URIRef(DATASET)
    issued, modified = portal.value(dataset, DCTERMS.issued), portal.value(dataset, DCTERMS.modified)
    assert str(issued) == "2026-11-25" and str(modified) >= str(issued)
    period = portal.value(dataset, DCTERMS.temporal)
    start, end = (str(portal.value(period, prop)) for prop in (DCAT.startDate, DCAT.endDate))
    assert len(start) == len(end) == 4 and start < "2000" < "2010" <= end


def test_one_setting_moves_all_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THBGRAPH_ADDRESS", "https://data.example.org/thb")
    moved = described()
    for prop in (DCAT.accessURL, DCAT.downloadURL, DCAT.landingPage, VOID.dataDump):
        own = [*moved.objects(rdflib.URIRef(DATASET), prop), *moved.objects(None, DCAT.downloadURL)]
        assert own and all(str(value).startswith("https://data.example.org/thb/") for value in own), prop


@pytest.mark.parametrize(
    "given",
    ["data.example.org", "file:///etc", "https://a b/", "javascript:1", "https://a>/", "https://a:b@c/"],
)
def test_what_is_no_address_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THBGRAPH_ADDRESS", given)
    with pytest.raises(RequestError, match=r"THBGRAPH_ADDRESS is .*; set it to the address of your site"):
        home_address()
