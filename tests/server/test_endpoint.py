"""The endpoint beyond the W3C's cases: headers, formats, errors."""

from __future__ import annotations

import csv
import gzip
import http.client
import io
import json
import socket
import time
import xml.etree.ElementTree as ElementTree

import pyoxigraph as ox
import pytest

from serving import Server, until
from thbgraph.base.namespaces import ID

ROWS = "SELECT ?body { ?body thb:monitors id:cets-197 } ORDER BY ?body"
MANY = "SELECT * { ?s ?p ?o } LIMIT 200"
TRIPLES = "CONSTRUCT { ?body thb:monitors ?it } WHERE { ?body thb:monitors ?it } ORDER BY ?body"
BODY = ID + "cets-197-monitoring-mechanism"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"


def values(text: str) -> list[str]:
    return [row["body"]["value"] for row in json.loads(text)["results"]["bindings"]]


# What comes back.


def test_prefixes_need_no_declaration_and_names_may_be_relative(server: Server) -> None:
    assert BODY in values(server.query(ROWS).text)
    assert '"boolean":true' in server.query("ASK { ?body thb:monitors <id/cets-197> }").text


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("text/*", "text/csv"),
        ("application/json", "application/json"),
        ("text/csv;q=0.9, application/sparql-results+xml;q=0.5", "text/csv"),
        ("text/csv;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0, */*;q=0.1", JSON),
        ("nonsense, text/csv", "text/csv"),
        ("nonsense", JSON),
        (";;;,,/,q=", JSON),
    ],
)
def test_rows_come_as_accepted(server: Server, accept: str, media_type: str) -> None:
    answer = server.query(ROWS, accept)
    assert (answer.status, answer.media_type) == (200, media_type)
    assert "accept" in answer.headers["vary"]


@pytest.mark.parametrize("form", ["application/json", JSON])
def test_rows_as_json(server: Server, form: str) -> None:
    assert BODY in values(server.query(ROWS, form).text)


@pytest.mark.parametrize("form", ["application/xml", XML])
def test_rows_as_xml(server: Server, form: str) -> None:
    root = ElementTree.fromstring(server.query(ROWS, form).text)
    assert BODY in {uri.text for uri in root.iter("{http://www.w3.org/2005/sparql-results#}uri")}


def test_rows_as_csv_and_tsv(server: Server) -> None:
    rows = list(csv.reader(io.StringIO(server.query(ROWS, "text/csv").text)))
    assert rows[0] == ["body"]
    assert [BODY] in rows
    assert f"<{BODY}>\n" in server.query(ROWS, "text/tab-separated-values").text


def test_control_characters_leave_xml_well_formed(server: Server) -> None:
    answer = server.query('SELECT ("a\\u0001\\rb" AS ?x) {}', XML)
    assert [one.text for one in ElementTree.fromstring(answer.text).iter() if one.text] == ["a\rb"]


@pytest.mark.parametrize(
    ("accept", "media_type", "form"),
    [
        ("", "text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/trig", "application/trig", ox.RdfFormat.TRIG),
        ("application/n-quads", "application/n-quads", ox.RdfFormat.N_QUADS),
        ("text/html;q=0.1, text/turtle;q=0.9", "text/turtle", ox.RdfFormat.TURTLE),
    ],
)
def test_graphs_come_as_accepted(server: Server, accept: str, media_type: str, form: ox.RdfFormat) -> None:
    answer = server.query(TRIPLES, accept)
    assert (answer.status, answer.media_type) == (200, media_type)
    assert BODY in {quad.subject.value for quad in ox.parse(answer.body, format=form)}


@pytest.mark.parametrize("accept", ["application/ld+json", "application/json"])
def test_graphs_as_json_ld(server: Server, accept: str) -> None:
    answer = server.query(TRIPLES, accept)
    assert answer.media_type == accept
    assert "@context" in answer.text


def test_describe_gives_a_graph(server: Server) -> None:
    assert server.query("DESCRIBE id:greta").media_type == "text/turtle"


@pytest.mark.parametrize(
    ("ending", "text", "media_type"),
    [
        ("json", ROWS, JSON),
        ("srj", ROWS, JSON),
        ("srx", ROWS, XML),
        ("csv", ROWS, "text/csv"),
        ("tsv", ROWS, "text/tab-separated-values"),
        ("ttl", TRIPLES, "text/turtle"),
        ("nt", TRIPLES, "application/n-triples"),
        ("jsonld", TRIPLES, "application/ld+json"),
        ("json", TRIPLES, "application/ld+json"),
    ],
)
def test_an_ending_names_the_format(server: Server, ending: str, text: str, media_type: str) -> None:
    from urllib.parse import quote

    answer = server.ask(f"/sparql.{ending}?query={quote(text)}", accept="image/png")
    assert (answer.status, answer.media_type) == (200, media_type)


def test_an_ending_that_no_format_has(server: Server) -> None:
    assert server.ask("/sparql.exe?query=ASK%7B%7D").status == 404


def test_the_graphs_of_a_request_go_before_those_of_its_query(server: Server) -> None:
    everywhere = "ASK FROM <http://example.org/none> { ?s ?p ?o }"
    assert '"boolean":false' in server.query(everywhere).text
    inferred = {"default-graph-uri": "https://w3id.org/thbgraph/inferred"}
    assert '"boolean":true' in server.query(everywhere, **inferred).text
    assert '"boolean":false' in server.query("ASK { GRAPH ?g { ?s ?p ?o } }", **inferred).text


def test_the_service_describes_itself(server: Server) -> None:
    answer = server.ask("/sparql", accept="text/turtle")
    said = {
        (quad.predicate.value.rpartition("#")[2], quad.object.value)
        for quad in ox.parse(answer.body, format=ox.RdfFormat.TURTLE)
    }
    assert ("endpoint", "http://thbgraph.test/sparql") in said
    assert ("resultFormat", "http://www.w3.org/ns/formats/SPARQL_Results_JSON") in said
    assert ("name", "https://w3id.org/thbgraph/inferred") in said


# Headers.


def test_what_is_known_is_not_sent_again(server: Server) -> None:
    first = server.query(ROWS)
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = server.ask("/sparql?query=" + _quoted(ROWS), if_none_match=known)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == tag
        assert "content-type" not in again.headers
    assert server.ask("/sparql?query=" + _quoted(ROWS), if_none_match='"other"').body == first.body


def test_what_lasts_may_be_kept_by_others_for_a_while_and_nothing_else(server: Server) -> None:
    lasting = "/id/greta.html", "/openapi.json", "/.well-known/void", "/sparql?query=" + _quoted(ROWS)
    for path in lasting:
        for _ in range(2):  # the second is one that was kept
            assert server.ask(path).headers["cache-control"].startswith("public, max-age=")
    assert server.query("SELECT (STRUUID() AS ?x) {}").headers["cache-control"] == "no-store"
    assert server.ask("/id/nothing.html").headers["cache-control"] == "no-cache"


def test_what_comes_again_is_sent_alike_however_the_connection_goes_on(server: Server) -> None:
    ask = f"GET /sparql?query={_quoted(ROWS + ' # again')} HTTP/1.1\r\nHost: x\r\n"
    with socket.create_connection(("127.0.0.1", server.port), 10) as client:
        client.sendall(f"{ask}\r\n{ask}\r\n{ask}\r\n{ask}Connection: close\r\n\r\n".encode())
        said = b"".join(iter(lambda: client.recv(1 << 16), b""))
    *kept, last = [_without_day(part) for part in said.split(b"HTTP/1.1 ")[1:]]
    assert len(kept) == 3 and len({*kept}) == 1 and kept[0].startswith(b"200 OK\r\n")
    assert last.replace(b"connection: close\r\n", b"") == kept[0]


@pytest.mark.parametrize("known, status", [("", b"200 OK"), ("If-None-Match: *\r\n", b"304 Not Modified")])
def test_a_request_in_the_same_bytes_is_answered_as_before(server: Server, known: str, status: bytes) -> None:
    query = _quoted(f"{ROWS} # the same {len(known)}")
    ask = f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n{known}\r\n".encode()
    found = []
    for pieces in 4 * [[ask]] + [[ask[:9], ask[9:]], [ask + ask[:9], ask[9:]], [ask + ask]]:
        with socket.create_connection(("127.0.0.1", server.port), 10) as client:
            for piece in pieces:
                client.sendall(piece)
                time.sleep(0.05)
            client.shutdown(socket.SHUT_WR)
            responses = b"".join(iter(lambda: client.recv(1 << 16), b"")).split(b"HTTP/1.1 ")[1:]
        assert len(responses) == sum(map(len, pieces)) // len(ask)
        found += map(_without_day, responses)
    assert len({*found}) == 1 and found[0].startswith(status + b"\r\n")


def test_a_head_is_not_taken_for_the_get_that_came_before(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    path = "/sparql?query=" + _quoted(f"{ROWS} # by one connection")
    lengths = []
    for method in ("GET", "GET", "GET", "HEAD", "GET", "OPTIONS", "GET"):
        connection.request(method, path)
        lengths.append(len(connection.getresponse().read()))
    connection.close()
    first = lengths[0]
    assert first > 0 and lengths == [first, first, first, 0, first, 0, first]


def _without_day(response: bytes) -> bytes:
    lines = response.split(b"\r\n")
    days = [line for line in lines if line.lower().startswith(b"date: ")]
    assert len(days) == 1
    return b"\r\n".join(line for line in lines if line not in days)


def test_each_format_has_a_mark_of_its_own(server: Server) -> None:
    marks = {server.query(ROWS, form).headers["etag"] for form in (JSON, XML, "application/json")}
    assert len(marks) == 3


@pytest.mark.parametrize("encoding", ["gzip", "br;q=1, gzip;q=0.2", "*"])
def test_what_is_worth_it_is_packed(server: Server, encoding: str) -> None:
    plain = server.query(MANY)
    packed = server.ask("/sparql?query=" + _quoted(MANY), accept_encoding=encoding)
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) == len(packed.body) < len(plain.body)
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize("encoding", ["", "identity", "gzip;q=0", "gzip;q=0.0, br"])
def test_nothing_is_packed_for_who_does_not_ask(server: Server, encoding: str) -> None:
    answer = server.ask("/sparql?query=" + _quoted(MANY), accept_encoding=encoding)
    assert "content-encoding" not in answer.headers


def test_head_is_get_without_the_body(server: Server) -> None:
    path = "/sparql?query=" + _quoted(MANY)
    whole, head = server.ask(path), server.ask(path, "HEAD")
    assert head.body == b""
    for name in ("content-length", "content-type", "etag"):
        assert head.headers[name] == whole.headers[name]


def test_options_say_what_may_be_done(server: Server) -> None:
    answer = server.ask(
        "/sparql", "OPTIONS", origin="https://example.org", access_control_request_method="POST"
    )
    assert answer.status == 204
    assert (
        answer.headers["allow"]
        == answer.headers["access-control-allow-methods"]
        == "GET, HEAD, POST, OPTIONS"
    )
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "content-type" in answer.headers["access-control-allow-headers"]
    assert "POST" not in server.ask("/healthz", "OPTIONS").headers["allow"]


@pytest.mark.parametrize("path", ["/sparql?query=ASK%7B%7D", "/sparql?query=ASK%7B", "/nothing"])
def test_every_answer_may_be_read_by_any_page_and_is_what_it_says(server: Server, path: str) -> None:
    for _ in range(2):  # the second is one that was kept
        headers = server.ask(path).headers
        assert headers["access-control-allow-origin"] == "*"
        assert headers["x-content-type-options"] == "nosniff"
        assert "unsafe" not in headers["content-security-policy"]
        assert "server" not in headers


def test_answers_that_differ_each_time_are_not_kept(server: Server) -> None:
    assert len({server.query("SELECT (STRUUID() AS ?x) {}").body for _ in range(3)}) == 3


def test_the_log_says_neither_who_asked_nor_what(server: Server) -> None:
    for _ in range(2):  # the second is answered with what was kept
        server.query("ASK { ?who foaf:name 'Nobody Somebody' }")
    until(
        lambda: [line.get("route") for line in server.lines()[-2:]] == 2 * ["/sparql"],
        "the log lacks a request, or its route",
    )
    line = server.lines()[-1]
    assert {"time", "level", "method", "route", "status", "bytes", "ms"} == line.keys()
    assert "Nobody" not in server.log.read_text(encoding="utf-8")
    assert "127.0.0.1" not in server.log.read_text(encoding="utf-8").replace("http://127.0.0.1", "")


# Errors.


def test_a_query_that_does_not_parse_names_the_place(server: Server) -> None:
    answer = server.query("SELECT ?x {\n ?x thb:monitors }")
    assert (answer.status, answer.media_type) == (400, "text/plain")
    assert "line 2, column" in answer.text


@pytest.mark.parametrize("accept", ["application/json", JSON])
def test_errors_come_as_json_where_that_is_liked(server: Server, accept: str) -> None:
    answer = server.query("ASK {", accept)
    assert answer.media_type == "application/problem+json"
    fields = json.loads(answer.text)
    assert (fields["status"], fields["title"], fields["code"]) == (400, "Bad Request", "query-syntax")
    assert (fields["line"], fields["column"]) == (1, 5)


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, {}, 400),
        ("GET", "/sparql?query=%FF%FE", None, {}, 400),
        ("GET", "/sparql?query=", None, {}, 400),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=no%20iri", None, {}, 400),
        ("GET", "/sparql?" + "a=b&" * 2000 + "query=ASK%7B%7D", None, {}, 400),
        ("GET", "/sparql?update=CLEAR%20ALL", None, {}, 403),
        ("POST", "/sparql", "update=CLEAR+ALL", {"content-type": "application/x-www-form-urlencoded"}, 403),
        ("POST", "/sparql", "CLEAR ALL", {"content-type": "application/sparql-update"}, 403),
        ("GET", "/nothing", None, {}, 404),
        ("GET", "/sparql/..%2f..%2fetc%2fpasswd", None, {}, 404),
        ("DELETE", "/sparql", None, {}, 405),
        ("PUT", "/sparql?query=ASK%7B%7D", "x", {}, 405),
        ("GET", "/sparql?query=ASK%7B%7D", None, {"accept": "image/png"}, 406),
        ("GET", "/sparql?query=ASK%7B%7D", None, {"accept": "text/turtle"}, 406),
        ("GET", "/sparql?query=DESCRIBE%20id:greta", None, {"accept": "text/csv"}, 406),
        ("POST", "/sparql", "x" * 500_000, {"content-type": "application/sparql-query"}, 413),
        ("POST", "/sparql", "ASK {}", {"content-type": "text/plain"}, 415),
        ("POST", "/sparql", "ASK {}", {"content-type": "application/sparql-query; charset=latin-1"}, 415),
        ("POST", "/sparql", "", {"content-type": "application/x-www-form-urlencoded"}, 400),
        ("POST", "/sparql", b"\xff", {"content-type": "application/sparql-query"}, 400),
        ("GET", "/sparql?query=" + "x" * 40_000, None, {}, 431),
        ("GET", "/sparql?query=ASK%7B%7D", None, {"x-long": "x" * 40_000}, 431),
    ],
)  # fmt: skip
def test_errors_have_their_status_and_say_what_to_do(
    server: Server, method: str, path: str, body: str | None, headers: dict[str, str], status: int
) -> None:
    answer = server.ask(path, method, body, **headers)
    assert answer.status == status, answer.text
    assert "Traceback" not in answer.text
    assert len(answer.text) < 1000
    code, _, advice = answer.text.partition(": ")
    assert code.replace("-", "").isalpha()
    assert ";" in advice or "lists" in advice or "name" in advice


def test_headers_are_bounded_in_each_request_of_a_connection(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    for size, status in ((10, 200), (40_000, 431)):
        connection.request("GET", "/sparql?query=ASK%7B%7D", headers={"x-long": "x" * size})
        answer = connection.getresponse()
        assert answer.status == status
        answer.read()
    connection.close()


def test_what_has_another_method_says_which(server: Server) -> None:
    assert "GET" in server.ask("/sparql", "DELETE").headers["allow"]


def test_what_is_accepted_is_listed(server: Server) -> None:
    answer = server.ask("/sparql?query=ASK%7B%7D", accept="image/png")
    assert JSON in answer.text and "text/turtle" in answer.text


def _quoted(text: str) -> str:
    from urllib.parse import quote_plus

    return quote_plus(text)
