"""The W3C's 34 cases of the SPARQL 1.1 Protocol, over a server that only reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest

from served import SUITE
from serving import Answer, Server

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C's cases are not beside the repository")

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
HT, CNT = "http://www.w3.org/2011/http#", "http://www.w3.org/2011/content#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#: What each format of results and graphs comes as.
TYPES = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml"},
}


class Manifest:
    def __init__(self) -> None:
        text = (SUITE / "manifest.ttl").read_bytes() if SUITE.is_dir() else b""
        self._quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri="http://suite/"))

    def values(self, node: Any, prop: str) -> list[Any]:
        return [q.object for q in self._quads if q.subject == node and q.predicate.value == prop]

    def value(self, node: Any, prop: str) -> Any:
        return next(iter(self.values(node, prop)), None)

    def listed(self, node: Any) -> Iterator[Any]:
        while node is not None and node.value != RDF + "nil":
            yield self.value(node, RDF + "first")
            node = self.value(node, RDF + "rest")

    def cases(self) -> list[Any]:
        entries = next((q.object for q in self._quads if q.predicate.value == MF + "entries"), None)
        return list(self.listed(entries))

    def requests(self, case: Any) -> list[Any]:
        return list(self.listed(self.value(self.value(case, MF + "action"), HT + "requests")))


MANIFEST = Manifest()


def sent(server: Server, request: Any, accept: str) -> Answer:
    path = MANIFEST.value(request, HT + "absolutePath").value
    headers = {
        MANIFEST.value(one, HT + "fieldName").value: MANIFEST.value(one, HT + "fieldValue").value
        for one in MANIFEST.listed(MANIFEST.value(request, HT + "headers"))
    }
    body = MANIFEST.value(request, HT + "body")
    content = None
    if body is not None:
        encoding = MANIFEST.value(body, CNT + "characterEncoding").value
        content = MANIFEST.value(body, CNT + "chars").value.encode(encoding)
    if accept:
        headers["accept"] = accept
    return server.ask(path, MANIFEST.value(request, HT + "methodName").value, content, **headers)


def test_there_are_34_cases() -> None:
    assert len(MANIFEST.cases()) == 34


@pytest.mark.parametrize("accept", ["", "*/*"])
@pytest.mark.parametrize("case", MANIFEST.cases(), ids=lambda case: case.value.rpartition("#")[2])
def test_case(server: Server, case: Any, accept: str) -> None:
    name = case.value.rpartition("#")[2]
    for request in MANIFEST.requests(case):
        answer = sent(server, request, accept)
        response = MANIFEST.value(request, HT + "resp")
        wanted = {status.value[-3:] for status in MANIFEST.values(response, MF + "expectedStatus")}
        if name.startswith("update_"):
            assert answer.status == 403  # what only reads refuses each update
            return
        assert f"{answer.status // 100}xx" in wanted, answer.text
        form = MANIFEST.value(response, MF + "expectedFormat")
        if form is not None:
            assert answer.media_type in TYPES[form.value]
        truth = MANIFEST.value(response, MF + "expectedBoolean")
        if truth is not None:
            assert f'"boolean":{truth.value}' in answer.text
