"""The server as common clients call it, by their own defaults: rdflib's readers and store, and the headers of SPARQLWrapper."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from serving import Server
from thbgraph import KnowledgeGraph
from thbgraph.base.namespaces import ID, PREFIXES, THB, VOID_GRAPH
from thbgraph.questions.questions import portable
from thbgraph.results.formats import FORMATS, formats_of

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
SELECT = f"SELECT DISTINCT ?treaty {{ ?treaty a <{THB}Treaty> }}"
CONSTRUCT = "CONSTRUCT { ?body ?p ?o } WHERE { ?body thb:monitors id:cets-197 ; ?p ?o }"
#: What SPARQLWrapper 2.0 accepts for CONSTRUCT and DESCRIBE by default, and as N3.
WRAPPER = {
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/turtle,text/turtle,text/rdf+n3,application/n-triples,application/n3,text/n3": ox.RdfFormat.TURTLE,
}


def address(server: Server, path: str) -> str:
    return f"http://127.0.0.1:{server.port}{path}"


@pytest.mark.parametrize("form", [None, "turtle", "nt", "n3", "xml", "json-ld"])
@pytest.mark.parametrize("path", ["/id/greta", "/memo/2-14", "/ontology", "/.well-known/void"])
def test_rdflib_reads_a_document_in_every_format(server: Server, path: str, form: str | None) -> None:
    answer = server.ask(path, accept="application/n-triples")
    if answer.status == 303:
        answer = server.ask(answer.headers["location"])
    wanted = {quad.triple for quad in ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES)}
    assert len(rdflib.Graph().parse(address(server, path), format=form)) == len(wanted) > 10


def test_rdflibs_store_constructs(server: Server, graph: KnowledgeGraph) -> None:
    found = rdflib.Graph(SPARQLStore(address(server, "/sparql"))).query(CONSTRUCT)
    assert found.graph is not None
    assert len(found.graph) == len(graph.sparql(CONSTRUCT, form="CONSTRUCT")) > 10


@pytest.mark.parametrize("accept", WRAPPER)
def test_what_sparqlwrapper_accepts_is_what_it_gets(server: Server, accept: str) -> None:
    for query in (CONSTRUCT, "DESCRIBE id:greta"):
        answer = server.query(query, accept)
        assert (answer.status, answer.media_type in accept) == (200, True)
        assert list(ox.parse(answer.body, format=WRAPPER[accept]))


def test_sparqlwrapper_reads_each_form_of_answer(server: Server, graph: KnowledgeGraph) -> None:
    wrapped = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    client = wrapped.SPARQLWrapper(address(server, "/sparql"))
    rows = graph.sparql(SELECT)

    def asked(query: str, form: str) -> Any:
        client.setQuery(query)
        client.setReturnFormat(form)
        return client.query().convert()

    assert len(asked(SELECT, wrapped.JSON)["results"]["bindings"]) == len(rows) > 3
    assert asked(SELECT, wrapped.XML).toxml().count("<result>") == len(rows)
    assert asked(SELECT, wrapped.CSV).decode().count("\n") == len(rows) + 1
    for form in (wrapped.RDFXML, wrapped.TURTLE, wrapped.JSONLD):
        found = asked(CONSTRUCT, form)
        read = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
        assert len(read) == len(graph.sparql(CONSTRUCT, form="CONSTRUCT")), form


def test_pyoxigraph_asks_the_endpoint_from_a_query_of_its_own(server: Server, graph: KnowledgeGraph) -> None:
    query = f"SELECT * {{ SERVICE <{address(server, '/sparql')}> {{ {SELECT} }} }}"
    assert len(list(ox.Store().query(query))) == len(graph.sparql(SELECT))


@pytest.mark.slow
@pytest.mark.parametrize("form", formats_of("Statements"))
def test_the_description_names_the_endpoint_and_files_that_answer(server: Server, form: str) -> None:
    media_type = FORMATS[form].media_type
    answer = server.ask("/.well-known/void", accept=media_type)
    assert (answer.status, answer.media_type) == (200, media_type)
    said = list(ox.parse(answer.body, format=ox.RdfFormat.from_media_type(media_type)))
    void = "http://rdfs.org/ns/void#"
    at = {
        name: [quad.object.value for quad in said if quad.predicate.value == void + name]
        for name in ("sparqlEndpoint", "dataDump")
    }
    assert at["sparqlEndpoint"] == ["http://thbgraph.test/sparql"]
    (dump,) = [one for one in at["dataDump"] if one.endswith(f".{FORMATS[form].ending}.gz")]
    whole = server.ask(dump.removeprefix("http://thbgraph.test"), accept_encoding="gzip")
    assert (whole.status, whole.media_type) == (200, "application/gzip")
    assert "content-encoding" not in whole.headers  # it is the file that is compressed, not its transfer
    written = gzip.decompress(whole.body)
    found = {
        quad.subject.value for quad in ox.parse(written, format=ox.RdfFormat.from_media_type(media_type))
    }
    assert {ID + "greta", ID + "fin"} <= found
    assert (VOID_GRAPH in found) == (form in ("trig", "nquads"))


#: What editors of SPARQL and readers for language models ask, first of the endpoint and then of its description.
EXAMPLES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?comment ?text { ?example a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct|sh:describe ?text }"""
DECLARED = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?prefix ?namespace { [] sh:namespace ?namespace ; sh:prefix ?prefix } ORDER BY ?prefix"""
SCHEMA = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?subject ?property ?class ?datatype {
  ?part void:class ?subject ; void:propertyPartition ?of . ?of void:property ?property
  OPTIONAL { { ?of void:classPartition [ void:class ?class ] } UNION { ?of ext:datatypePartition [ ext:datatype ?datatype ] } }
}"""


def test_an_editor_finds_questions_prefixes_and_schema_in_the_description(
    server: Server, graph: KnowledgeGraph
) -> None:
    said = rdflib.Graph().parse(address(server, "/sparql"), format="turtle")
    assert {str(row[1]) for row in said.query(EXAMPLES)} == {
        portable(question.whole) for question in graph.questions.values()
    }
    assert {str(row[0]): str(row[1]) for row in said.query(DECLARED)} == PREFIXES
    schema = {tuple(map(str, row[:3])) for row in said.query(SCHEMA)}
    assert (THB + "Signature", THB + "signatory", THB + "State") in schema
    # Editors wait five seconds for it, over slow lines, too.
    assert len(server.ask("/sparql", accept="text/turtle").body) < 300_000
    assert len(schema) > 500


def test_the_endpoint_has_its_description_in_a_graph_of_its_own(
    server: Server, graph: KnowledgeGraph
) -> None:
    for query, number in ((EXAMPLES, len(graph.questions)), (DECLARED, len(PREFIXES))):
        assert json.loads(server.query(query).body)["results"]["bindings"] == []
        head, _, pattern = query.partition("{")
        named = server.query(f"{head} {{ GRAPH <{VOID_GRAPH}> {{ {pattern[: pattern.rindex('}')]} }} }}")
        assert len(json.loads(named.body)["results"]["bindings"]) == number


def test_clients_that_get_the_same_share_what_is_kept(server: Server) -> None:
    first = server.ask("/id/unicef.ttl", accept="text/turtle")
    for accept in ("text/turtle;q=0.9", "text/turtle, image/png;q=0.1", "text/turtle;q=1.0"):
        assert server.ask("/id/unicef.ttl", accept=accept).body == first.body


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing/here", 404, "There is no such page"),
        ("/id/gretta", 404, "/id/greta"),
        ("/id/fin.html?asOf=banana", 400, "This address cannot be read"),
        ("/ask/works-on?topic=%ff", 400, "This address cannot be read"),
        ("/ask/works-on.exe", 404, "There is no such page"),
    ],
)
def test_a_browser_is_told_of_an_error_by_a_page_in_readers_words(
    server: Server, path: str, status: int, words: str
) -> None:
    answer = server.ask(path, accept=BROWSER)
    assert (answer.status, answer.media_type) == (status, "text/html")
    assert words in answer.text and 'action="/search"' in answer.text
    assert "thbgraph find" not in answer.text and "GET /" not in answer.text
    assert server.ask(path).media_type == "text/plain"


def test_a_page_of_an_error_runs_nothing_that_the_address_holds(server: Server) -> None:
    page = server.ask("/id/%3Cscript%3Ealert(1)%3C/script%3E", accept=BROWSER)
    assert page.status == 404 and "<script>" not in page.text
