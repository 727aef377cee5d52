"""Reading what comes from outside: good RDF in each form, and what would do harm."""

from __future__ import annotations

import contextlib
import gc
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thbgraph.external import fetched
from thbgraph.external.fetched_facts import (
    FORMATS,
    KINDS,
    LABEL,
    MOST_TRIPLES,
    FetchedFact,
    RefusedFacts,
    read_facts,
    wikidata_query,
)
from thbgraph.rdf.schemes import SCHEMES

AT = "http://example.org/thing"
NAME = "http://www.w3.org/2000/01/rdf-schema#label"


def read(body: bytes, media_type: str) -> list[FetchedFact]:
    return read_facts(body, media_type, AT, [AT])[AT]


@pytest.mark.parametrize(
    ("media_type", "text"),
    [
        ("text/turtle", f'<> <{NAME}> "Bod"@en .'),
        ("application/x-turtle", f'<> <{NAME}> "Bod"@en .'),
        ("application/n-triples", f'<{AT}> <{NAME}> "Bod"@en .'),
        (
            "application/rdf+xml",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'xmlns:r="http://www.w3.org/2000/01/rdf-schema#"><rdf:Description rdf:about="">'
            '<r:label xml:lang="en">Bod</r:label></rdf:Description></rdf:RDF>',
        ),
        ("application/ld+json", f'{{"@id": "", "{NAME}": {{"@value": "Bod", "@language": "en"}}}}'),
    ],
)
def test_each_form_is_read(media_type: str, text: str) -> None:
    assert read(text.encode(), media_type) == [FetchedFact(LABEL, "Bod")]


def test_a_context_from_elsewhere_is_never_fetched() -> None:
    asked: list[str] = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    server = HTTPServer(("127.0.0.1", 0), Canary)
    url = f"http://127.0.0.1:{server.server_port}/context"
    for context in (
        f'"{url}"',
        f'{{"@import": "{url}"}}',
        f'["{url}"]',
        f'{{"x": {{"@id": "y:z", "@context": "{url}"}}}}',
    ):
        body = f'{{"@context": {context}, "@id": "{AT}", "x": {{"x": "y"}}}}'
        with pytest.raises(RefusedFacts):
            read(body.encode(), "application/ld+json")
    server.timeout = 0.1
    server.handle_request()
    server.server_close()
    assert asked == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("media_type", "body", "said"),
    [
        ("application/ld+json", b'{"e:a":' * 100_000 + b"1" + b"}" * 100_000, "Max stack size"),
        ("text/turtle", b"<a> <b> <c>", "no valid"),
        ("text/turtle", b"\xff\xfe", "no valid"),
        ("text/turtle", b"<html><body>sorry</body></html>", "no valid"),
        ("application/n-triples", b"<a> <b> <c> .", "no valid"),
        ("application/rdf+xml", b"<html>", "no valid"),
        ("application/ld+json", b"{", "no valid"),
        ("application/n-triples", b"<e:a> <e:b> <e:c> .\n" * (MOST_TRIPLES + 1), "more than 100000 triples"),
    ],
)
def test_what_would_do_harm_is_refused(media_type: str, body: bytes, said: str) -> None:
    with pytest.raises(RefusedFacts, match=said):
        read(body, media_type)
    gc.collect()


@given(
    st.sampled_from(list(FORMATS)),
    st.binary(max_size=60) | st.text("<>\"'@:_.[](){}a^\\ \n", max_size=60).map(str.encode),
)
def test_any_bytes_are_read_or_refused(media_type: str, body: bytes) -> None:
    with contextlib.suppress(RefusedFacts):
        read(body, media_type)


def test_the_query_for_wikidata_is_sparql_and_takes_only_items() -> None:
    query = wikidata_query(["Q33", "Q217"])
    assert all(f"psv:{prop}" in query for prop in KINDS)
    assert list(ox.Store().query(query)) == []  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no items"):
        wikidata_query(["Q33 } #"])


def test_what_is_fetched_are_schemes() -> None:
    assert set(fetched.SCHEMES) <= set(SCHEMES)
    assert not any(SCHEMES[name].is_code for name in fetched.SCHEMES)
