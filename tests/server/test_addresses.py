"""Addresses that answer: what an IRI names leads to page or data, and both say where the others are."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pyoxigraph as ox
import pytest

from serving import Server
from thbgraph import KnowledgeGraph
from thbgraph.base.namespaces import BASE, ID, PREFIXES
from thbgraph.graph import open_graph
from thbgraph.questions.questions import portable
from thbgraph.server.page_jobs import PageJobs


@pytest.mark.parametrize(
    ("path", "accept", "location"),
    [
        ("/id/greta", "", "/id/greta.html"),
        ("/id/greta", "*/*", "/id/greta.html"),
        ("/id/greta", "text/html,application/xml;q=0.9,*/*;q=0.8", "/id/greta.html"),
        ("/id/greta", "text/turtle", "/id/greta.ttl"),
        ("/id/greta", "text/html;q=0.5, application/ld+json", "/id/greta.jsonld"),
        ("/id/greta", "application/json", "/id/greta.json"),
        ("/id/greta", "application/n-triples", "/id/greta.nt"),
        ("/id/cets-197?asOf=2010-01-26", "text/html", "/id/cets-197.html?asOf=2010-01-26"),
        ("/memo/2-14", "application/trig", "/memo/2-14.trig"),
        ("/source/cbss-members", "text/turtle", "/source/cbss-members.ttl"),
        ("/ontology", "text/html", "/ontology.html"),
        ("/ontology", "text/turtle", "/ontology.ttl"),
        ("/inferred", "application/n-quads", "/inferred.nq"),
        ("/id/act-cets-197-fin-signature", "text/html", "/id/cets-197.html#act-cets-197-fin-signature"),
        ("/id/act-cets-197-fin-signature", "text/turtle", "/id/act-cets-197-fin-signature.ttl"),
    ],
)
def test_what_is_named_leads_on(server: Server, path: str, accept: str, location: str) -> None:
    answer = server.ask(path, **({"accept": accept} if accept else {}))
    assert (answer.status, answer.headers["location"]) == (303, location)
    assert "accept" in answer.headers["vary"]


def test_a_browser_that_likes_another_language_is_told_the_name_in_it(server: Server) -> None:
    page = server.ask("/id/fin.html", accept_language="fi-FI,fi;q=0.9,en;q=0.5")
    assert '<span lang="fi">Suomi</span>' in page.text
    assert "accept-language" in page.headers["vary"]
    assert '<span lang="fi">' not in server.ask("/id/fin.html", accept_language="en-GB,en").text
    assert '<span lang="de">Finnland</span>' in server.ask("/id/fin.html?lang=de", accept_language="fi").text


def test_each_form_names_the_others(server: Server) -> None:
    for path in ("/id/greta", "/id/greta.html", "/id/greta.ttl"):
        links = server.ask(path).headers["link"]
        assert '</id/greta.ttl>; rel="alternate"; type="text/turtle"' in links
        assert f'<{ID}greta>; rel="cite-as"' in links
        for relation in ("describedby", "license", "type"):
            assert f'rel="{relation}"' in links


@pytest.mark.parametrize(
    ("ending", "form"),
    [("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES), ("trig", ox.RdfFormat.TRIG)],
)
def test_data_are_what_the_export_holds(
    server: Server, graph: KnowledgeGraph, ending: str, form: ox.RdfFormat
) -> None:
    answer = server.ask(f"/id/greta.{ending}")
    assert answer.status == 200
    assert answer.text == graph.exports.text(form.media_type, "GRETA")


def test_json_is_plain_and_json_ld_full(server: Server, graph: KnowledgeGraph) -> None:
    assert server.ask("/id/greta.json").text == graph.exports.text("jsonld", "GRETA", plain=True)
    assert server.ask("/id/greta.jsonld").text == graph.exports.text("jsonld", "GRETA")


def test_a_passage_gives_its_own_graph(server: Server, graph: KnowledgeGraph) -> None:
    quads = list(ox.parse(server.ask("/memo/2-14.trig").body, format=ox.RdfFormat.TRIG))
    assert {quad.graph_name.value for quad in quads} == {BASE + "memo/2-14"}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "trafficking"),
        ("/id/greta.html", "Group of Experts"),
        ("/memo/2-14.html", "rel="),
        ("/source/cbss-members.html", "Council of the Baltic Sea States"),
        ("/ontology.html", "monitors"),
        ("/questions", "signed-not-ratified"),
        ("/search?q=GRETA", "/id/greta"),
        ("/conflicts", "disagree"),
    ],
)
def test_pages_need_nothing_but_the_server(server: Server, path: str, words: str) -> None:
    answer = server.ask(path)
    assert (answer.status, answer.media_type) == (200, "text/html")
    assert words in answer.text
    assert "style=" not in answer.text and "<style" not in answer.text
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert "<script>" not in answer.text


def test_the_stylesheet_and_contexts_are_there(server: Server) -> None:
    assert server.ask("/style.css").media_type == "text/css"
    assert server.ask("/search.json").media_type == "application/json"
    assert server.ask("/void.ttl").media_type == "text/turtle"
    for name in ("context.jsonld", "plain.jsonld"):
        assert "@context" in json.loads(server.ask(f"/{name}").text)


def test_the_endpoint_has_a_form_for_browsers(server: Server) -> None:
    assert "<form" in server.ask("/sparql", accept="text/html,*/*;q=0.8").text


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_a_browser_gets_what_a_query_finds_as_a_table(server: Server) -> None:
    rows = server.query("SELECT ?body ?day { ?body thb:monitors id:cets-197 }", BROWSER)
    assert (rows.status, rows.media_type) == (200, "text/html")
    assert '<th scope="row"><a href="/id/cets-197-monitoring-mechanism">' in rows.text
    assert "<textarea" in rows.text and "sparql.csv?query=" in rows.text
    graph = server.query("CONSTRUCT { id:greta a ?kind } { id:greta a ?kind }", BROWSER)
    assert '<th scope="col">property</th>' in graph.text and "sparql.ttl?query=" in graph.text
    assert '<th scope="row">yes</th>' in server.query("ASK { id:greta ?p ?o }", BROWSER).text
    assert "first 500 are shown" in server.query("SELECT * { ?s ?p ?o } LIMIT 600", BROWSER).text
    assert (
        server.query("SELECT * { ?s ?p ?o } LIMIT 1", "*/*").media_type == "application/sparql-results+json"
    )


@pytest.mark.parametrize(
    "term",
    [
        "id:greta",
        "id:nothing",
        "id:act-cets-197-fin-signature",
        "<memo/2-14>",
        "thb:Act",
        "dcterms:date",
        "'x'@en",
        "2.5",
        "'2010'^^xsd:gYear",
        "<<( id:greta a thb:Act )>>",
    ],
)
def test_a_browser_gets_a_term_of_every_kind_from_a_worker_that_opens_no_file(
    server: Server, term: str
) -> None:
    answer = server.query(f"SELECT ?x {{ BIND({term} AS ?x) }}", BROWSER)
    assert (answer.status, '<th scope="row">' in answer.text) == (200, True)


def test_a_browser_is_shown_where_a_query_is_wrong(server: Server) -> None:
    wrong = server.query("SELECT ?a {\n  ?a ?b ?c ;; }\n}", BROWSER)
    assert (wrong.status, wrong.media_type) == (400, "text/html")
    assert 'aria-invalid="true"' in wrong.text and "<pre>" in wrong.text and "^</pre>" in wrong.text
    link = server.query('SELECT (<javascript:alert(1)> AS ?x) ("<b>" AS ?y) {}', BROWSER)
    assert 'href="javascript' not in link.text and "&lt;b&gt;" in link.text


def test_what_is_no_longer_used_says_what_is_in_its_place(home: Path) -> None:
    entities = home / "data/entities/few.trig"
    given_up = """source:editors {
  id:group dcterms:isReplacedBy id:greta ; owl:deprecated true .
  id:other-group owl:deprecated true .
}
"""
    text = entities.read_text(encoding="utf-8")
    prefixes = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("dcterms", "owl"))
    entities.write_text(prefixes + text + given_up, encoding="utf-8")
    small = open_graph(home)
    pages = PageJobs(small, small._store)
    replaced = pages.place("id/group", "html", "?asOf=2010-01-26")
    assert (replaced.status, replaced.headers["location"]) == (301, "/id/greta?asOf=2010-01-26")
    gone = pages.place("id/other-group", "html", "")
    assert gone.status == 410 and b"no longer used, and nothing replaces it" in gone.body


@pytest.mark.parametrize(
    ("path", "accept", "status"),
    [
        ("/id/greta", "image/png", 406),
        ("/id/nobody", "text/html", 404),
        ("/id/nobody.ttl", "", 404),
        ("/id/nobody.html", "", 404),
        ("/memo/99-99", "", 404),
        ("/id/..%2f..%2fetc%2fpasswd", "", 404),
        ("/id/a%0d%0aX-Evil:%20y", "", 400),
        ("/id/a%22%3E%3Cscript%3E", "", 400),
        ("/id/greta.exe", "", 404),
        ("/nowhere", "", 404),
    ],
)
def test_addresses_of_nothing(server: Server, path: str, accept: str, status: int) -> None:
    answer = server.ask(path, **({"accept": accept} if accept else {}))
    assert answer.status == status
    assert "x-evil" not in answer.headers
    # What no browser runs, or a page in which nothing of the address can be run.
    assert answer.media_type == ("text/html" if accept == "text/html" else "text/plain")


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/id/gretaa", "did you mean /id/greta?"),
        ("/id/FIN.ttl", "did you mean /id/fin?"),
        ("/source/cbss-member", "did you mean /source/cbss-members or /source/bspc-members?"),
        ("/id/nobody", "/search?q= finds things by their names"),
    ],
)
def test_an_address_of_nothing_names_those_that_are_spelled_like_it(
    server: Server, path: str, hint: str
) -> None:
    assert server.ask(path).text.endswith(f"; {hint}\n")


def test_the_page_of_an_address_of_nothing_names_the_things_at_those_near(server: Server) -> None:
    page = server.ask("/id/gretaa", accept="text/html").text
    assert '<a href="/id/greta">Group of Experts on Action against Trafficking in Human Beings</a>' in page


def test_what_there_is_is_listed_where_nothing_is_accepted(server: Server) -> None:
    answer = server.ask("/id/greta", accept="image/png")
    assert "text/turtle (.ttl)" in answer.text
    assert "alternate" in answer.headers["link"]


def test_the_dataset_is_described(server: Server) -> None:
    quads = list(ox.parse(server.ask("/.well-known/void").body, format=ox.RdfFormat.TURTLE))
    assert "http://rdfs.org/ns/void#Dataset" in {quad.object.value for quad in quads}


def test_the_questions_are_examples_of_queries(server: Server, graph: KnowledgeGraph) -> None:
    quads = ox.parse(server.ask("/.well-known/sparql-examples").body, format=ox.RdfFormat.TURTLE)
    texts = [q.object.value for q in quads if q.predicate.value == "http://www.w3.org/ns/shacl#select"]
    assert sorted(texts) == sorted(portable(question.whole) for question in graph.questions.values())


def test_the_sitemap_names_pages_that_are_there(server: Server) -> None:
    root = ElementTree.fromstring(server.ask("/sitemap.xml").text)
    addresses = [loc.text or "" for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(set(addresses)) == len(addresses) > 500
    for address in addresses[::97]:
        path = address.removeprefix("http://thbgraph.test")
        assert server.ask(path, accept="text/html").status in (200, 303), path
    assert "Sitemap: http://thbgraph.test/sitemap.xml" in server.ask("/robots.txt").text


@pytest.mark.parametrize("path", ["/changes", "/id/fin/changes", "/ask/bound-by/changes"])
def test_what_changed_has_a_page_data_and_feeds(server: Server, path: str) -> None:
    """Before the first release there is nothing to tell, and the feeds are valid."""
    page = server.ask(path, accept="text/html")
    assert page.status == 200 and "No release of the data has been made yet" in page.text
    assert f'<link rel="alternate" type="application/atom+xml" href="{path}.atom">' in page.text
    atom = server.ask(f"{path}.atom")
    assert (atom.status, atom.headers["content-type"]) == (200, "application/atom+xml")
    feed = ElementTree.fromstring(atom.text)
    assert feed.findtext("{http://www.w3.org/2005/Atom}id") == f"{BASE}{path.removeprefix('/')}"
    assert server.ask(path, accept="application/atom+xml").text == atom.text
    assert json.loads(server.ask(f"{path}.jsonfeed").text)["items"] == []
    assert json.loads(server.ask(f"{path}.json").text)["steps"] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/id/nobody/changes", 404),
        ("/ask/no-such-question/changes.atom", 404),
        ("/ask/bound-by/changes.atom?instrument=nothing", 400),
        ("/changes.exe", 404),
    ],
)
def test_what_there_is_not_has_no_changes(server: Server, path: str, status: int) -> None:
    assert server.ask(path).status == status


def test_a_page_that_is_not_there_names_those_that_are_near(server: Server) -> None:
    missing = server.ask("/id/gretta.html", accept="text/html")
    assert missing.status == 404 and '<a href="/id/greta">' in missing.text
