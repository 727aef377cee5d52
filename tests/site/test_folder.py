"""The site as files: whole, the same each time, and in place of nothing but itself."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
from html import unescape
from pathlib import Path

import pyoxigraph as ox
import pytest

from command_line import run
from read_page import ReadPage
from thbgraph.base.errors import RequestError
from thbgraph.base.namespaces import BASE, ID, PREFIXES
from thbgraph.graph.knowledge_graph import KnowledgeGraph, open_graph
from thbgraph.site.folder import write_site

ROOT = Path(__file__).resolve().parents[2]

PASSAGES = """\
@prefix thb: <https://w3id.org/thbgraph/ontology#> .
@prefix memo: <https://w3id.org/thbgraph/memo/> .
@prefix source: <https://w3id.org/thbgraph/source/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

source:editors {
  source:editors a thb:Source ;
    dcterms:title "The editors"@en .
}
source:memo {
  source:memo a thb:Source ;
    dcterms:title "The memo"@en ;
    thb:notBefore "2010-02-23"^^xsd:date .
  memo:2-1 a thb:Passage ;
    dcterms:abstract "what GRETA monitors"@en .
  memo:2-2 a thb:Passage ;
    dcterms:abstract "what GRETA monitors, again"@en .
}
"""


@pytest.fixture
def described(home: Path) -> Path:
    (home / "data/memo/passages.trig").write_text(PASSAGES, encoding="utf-8")
    return home


@pytest.fixture(autouse=True)
def no_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The repository may have scripts or not."""
    monkeypatch.setattr("thbgraph.site.folder.scripts", dict)


@pytest.fixture
def small(described: Path) -> KnowledgeGraph:
    return open_graph(described)


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.slow
def test_every_thing_question_and_passage_has_a_file(small: KnowledgeGraph, tmp_path: Path) -> None:
    written = write_site(small, tmp_path / "site")
    found = files(tmp_path / "site")
    for page in (
        "",
        "id/greta/",
        "id/cets-197/",
        "memo/2-1/",
        "memo/2-2/",
        "ask/bodies/",
        "ontology/",
        "sources/",
    ):
        assert f"{page}index.html" in found, page
    assert written.pages == sum(name.endswith(".html") for name in found)
    assert written.size == sum(map(len, found.values()))
    assert b"<form" not in b"".join(found.values()), "files without scripts answer no form"
    assert b"Node" in found["sparql/index.html"]


def test_scripts_search_and_ask_and_no_page_has_one_of_its_own(
    small: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "thbgraph.site.folder.scripts",
        lambda: dict.fromkeys(("search.js", "tools.js", "editor.js", "asking.js", "fonts.css"), b"1"),
    )
    write_site(small, tmp_path / "site")
    found = files(tmp_path / "site")
    assert found["search.js"] == b"1" and b'"id/greta",["greta"' in found["search.json"]
    assert b"\nmemo:2-1 {\n" in gzip.decompress(found["graph.trig.gz"])
    for name in ("search", "sparql", "ask/bodies", "id/greta"):
        html = found[f"{name}/index.html"].decode()
        page = ReadPage(html)
        assert page.open == [] and page.tags.count("form") == (
            2 if name in ("sparql", "ask/bodies") else 1
        ), name
        up = "../" * (name.count("/") + 1)
        assert f'<script type="module" src="{up}search.js"></script>' in html
        assert not [one for one, _ in page.attributes if one == "style" or one.startswith("on")]
        assert "script-src 'self';" in unescape(html) and "unsafe" not in html
    assert b'data-question data-iris="https://w3id.org/thbgraph/"' in found["ask/bodies/index.html"]


def test_a_site_is_read_from_a_disk_as_from_any_path_of_a_host(small: KnowledgeGraph, tmp_path: Path) -> None:
    """Links lead from each page to files that are there."""
    write_site(small, tmp_path / "site")
    for page in (tmp_path / "site").rglob("*.html"):
        links = [
            link for link in ReadPage(page.read_text(encoding="utf-8")).links if not link.startswith("http")
        ]
        assert links and not [link for link in links if link.startswith("/")]
        for link in links:
            assert not link.partition("#")[0] or (page.parent / link.partition("#")[0]).is_file(), (
                page,
                link,
            )


def test_each_statement_stands_in_the_data_files_of_one_thing(small: KnowledgeGraph, tmp_path: Path) -> None:
    write_site(small, tmp_path / "site")
    treaty = graph_of(tmp_path / "site/id/cets-197.ttl")
    assert f"{ID}act-cets-197-adoption" in {quad.subject.value for quad in treaty}
    for name in ("id/greta", "memo/2-1", "source/editors", "id/cets-197"):
        turtle, jsonld = (graph_of(tmp_path / f"site/{name}.{ending}") for ending in ("ttl", "jsonld"))
        assert turtle and {quad.triple for quad in turtle} == {quad.triple for quad in jsonld}, name
    things = [graph_of(file) for file in (tmp_path / "site/id").glob("*.ttl")]
    stated = {
        quad.triple
        for name in ("editors", "memo")
        for quad in small.statements(graph=f"https://w3id.org/thbgraph/source/{name}")
        if quad.subject.value.startswith(ID)
    }
    assert stated <= set().union(*({quad.triple for quad in found} for found in things))
    for name in ("ontology.ttl", "ontology.jsonld", "void.ttl", "context.jsonld", "plain.jsonld"):
        assert (tmp_path / "site" / name).is_file()
    described = graph_of(tmp_path / "site/void.ttl")
    dumps = [quad.object.value for quad in described if quad.predicate.value == PREFIXES["void"] + "dataDump"]
    assert len(dumps) == 6
    for dump in dumps:
        assert gzip.decompress((tmp_path / "site" / dump.removeprefix(BASE)).read_bytes()), dump
    page = (tmp_path / "site/id/greta/index.html").read_text(encoding="utf-8")
    assert '<link rel="alternate" type="text/turtle" href="../greta.ttl">' in page


def graph_of(file: Path) -> list[ox.Quad]:
    context = str(ROOT / "ontology/context.jsonld")
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".jsonld":  # the engine fetches no context
        given = json.loads(text)
        assert given["@context"] == "../context.jsonld"
        given = {
            **given,
            "@context": json.loads(Path(context).read_text(encoding="utf-8"))["@context"],
        }
        return list(ox.parse(json.dumps(given), format=ox.RdfFormat.JSON_LD))
    return list(ox.parse(text, format=ox.RdfFormat.TURTLE))


@pytest.mark.slow
def test_it_is_written_twice_alike_and_replaced_whole(small: KnowledgeGraph, tmp_path: Path) -> None:
    write_site(small, tmp_path / "site")
    first = files(tmp_path / "site")
    (tmp_path / "site/left-over.html").touch()
    write_site(small, tmp_path / "site")
    assert files(tmp_path / "site") == first
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


@pytest.mark.parametrize("kind", ["file", "folder", "repository"])
def test_what_is_no_site_is_not_replaced(small: KnowledgeGraph, tmp_path: Path, kind: str) -> None:
    place = tmp_path / "thesis"
    if kind == "repository":
        write_site(small, place)
    precious = {"file": place, "folder": place / "chapter.txt", "repository": place / ".git/HEAD"}[kind]
    precious.parent.mkdir(exist_ok=True)
    precious.write_text("years of work", encoding="utf-8")
    with pytest.raises(RequestError, match="no site of thbgraph"):
        write_site(small, place)
    assert precious.read_text(encoding="utf-8") == "years of work"


#: Draws a page by a process that goes on for a while after its parent is killed, as one does that the system is late to end.
ORPHANED = """
import ctypes, os, signal, time
from thbgraph.site.folder import _drawn

class Site:
    def warm(self):
        return ()

    def page(self, path, given):
        ctypes.CDLL(None).prctl(1, 0)  # PR_SET_PDEATHSIG: no signal
        parent = os.getppid()
        os.kill(parent, signal.SIGKILL)
        while os.getppid() == parent:
            time.sleep(0.01)
        return "drawn"

list(_drawn(Site(), {"page": None}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="another way to end with a parent")
def test_what_draws_pages_ends_without_a_word_where_its_parent_was_killed() -> None:
    done = subprocess.run([sys.executable, "-c", ORPHANED], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, "")


def test_the_command_says_what_it_wrote(described: Path, tmp_path: Path) -> None:
    done = run("site", str(tmp_path / "site"), THBGRAPH_HOME=str(described))
    assert done.returncode == 0 and "every link leads somewhere" in done.stdout, done.stderr
    assert (tmp_path / "site/index.html").is_file()
