"""An engine over HTTP: what is not whole is an error in plain words, what passes is tried again, who asks is shown."""

from __future__ import annotations

import base64
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from thbgraph.base.errors import EndpointError, QuerySyntaxError, RequestError
from thbgraph.endpoints.client import RETRIES, EngineClient
from thbgraph.endpoints.endpoint import Endpoint
from thbgraph.stores.evaluation import Solutions, form_of
from web_server import Web

XML = {"Content-Type": "application/sparql-results+xml"}
HEAD = '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head>'
ROW = '<results><result><binding name="x"><literal>a</literal></binding></result></results></sparql>'
ONE = (200, XML, (HEAD + ROW).encode())
QUERY = "SELECT ?x { ?x ?p ?o }"


class Host:
    """A server that gives one answer after the other, whatever it is asked."""

    def __init__(self, web: Web) -> None:
        self.web, self.url = web, web.url + "/sparql"

    def answers(self, *answers: Any) -> None:
        left = list(answers)

        class Any_(dict[str, Any]):
            def get(self, path: str, default: object = None) -> Any:
                return left

        self.web.answers = Any_()

    def rows(self, text: str = QUERY) -> list[str]:
        found = Endpoint(self.url, EngineClient(retries=RETRIES.new(backoff_factor=0))).store().query(text)
        assert isinstance(found, Solutions)
        return [str(row["x"].value) for row in found]


@pytest.fixture
def host(web: Web) -> Host:
    return Host(web)


def broken_off(handler: Any) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", XML["Content-Type"])
    handler.send_header("Content-Length", "9999")
    handler.end_headers()
    handler.wfile.write(HEAD.encode())
    handler.close_connection = True


def hung_up(handler: Any) -> None:
    handler.close_connection = True


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((206, XML, ONE[2]), "206: answers with only a part of the rows; raise its time limit"),
        ((200, {**XML, "X-SPARQL-MaxRows": "1"}, ONE[2]), "cuts answers at 1 rows; raise ResultSetMaxRows"),
        ((200, {**XML, "X-SPARQL-MaxRows": "1048576"}, ONE[2]), "cuts answers at 1048576 rows; ask for less"),
        ((200, {"Content-Type": "text/html"}, b"<html>"), "answers with text/html where results"),
        ((200, {}, b""), "no media type"),
        ((200, XML, HEAD.encode()), "cut or damaged"),
        ((200, XML, b"\xff\xfe<"), "cut or damaged"),
        (broken_off, "broke off its response"),
        (hung_up, r"cannot be reached \(Remote end closed connection without response\); does the server run, and is the address right\?$"),
        ((500, {"Content-Type": "text/plain"}, b"Virtuoso 37000\nError SP030"), "refuses the request: Virtuoso 37000 Error SP030"),
        ((400, {}, b"what?"), "refuses the request: what?"),
        ((401, {"WWW-Authenticate": "Basic"}, b""), "refuses access; set THBGRAPH_AUTH"),
        ((404, {}, b""), "is not there"),
        ((302, {"Location": "http://169.254.169.254/"}, b""), "leads to 'http://169.254.169.254/'; name that address"),
        ((429, {"Retry-After": "0"}, b""), "keeps refusing; try again later"),
        ((503, {"Retry-After": "0"}, b""), "keeps refusing; try again later"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value))[:30],
)  # fmt: skip
def test_what_is_not_whole_is_told(host: Host, answer: Any, told: str) -> None:
    host.answers(answer)
    with pytest.raises(EndpointError, match=told) as error:
        host.rows()
    assert str(error.value).startswith(host.url)


def test_what_passes_is_tried_again(host: Host) -> None:
    host.answers((503, {"Retry-After": "0"}, b""), hung_up, (429, {"Retry-After": "0"}, b""), ONE)
    assert host.rows() == ["a"]


def test_a_refused_connection_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens at a mistyped port, however often it is tried."""
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    with socket.socket() as bound:  # without listening
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}/sparql"
        with pytest.raises(EndpointError, match=r"cannot be reached \(Connection refused\)"):
            EngineClient().send("GET", url)
    assert not waits


def test_https_where_only_http_is_spoken_is_told(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that answers at once, and one that waits for the rest of a request, as Oxigraph does."""
    right = "does the server run, and is the address right, https and not http?"
    client = EngineClient(retries=RETRIES.new(total=0))
    with pytest.raises(EndpointError) as error:
        client.send("GET", host.url.replace("http:", "https:"))
    assert "cannot be reached (no https: " in error.value.what and error.value.advice == right
    monkeypatch.setattr("thbgraph.endpoints.client._CONNECT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        place = f"127.0.0.1:{silent.getsockname()[1]}/sparql"
        with pytest.raises(EndpointError) as error:
            client.send("GET", f"https://{place}")
        assert error.value.message == f"https://{place} cannot be reached (no answer to https); {right}"
        with pytest.raises(EndpointError, match=r"does not answer within 0\.1 seconds"):
            EngineClient(0.1).send("GET", f"http://{place}")


def test_a_password_is_told_as_wrong_only_where_the_engine_says_so(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Virtuoso's Graph Store answers 403 at the address at which nobody may write, whoever asks."""
    monkeypatch.setenv("THBGRAPH_AUTH", "dba:secret")
    for status, told in (
        (401, "refuses what THBGRAPH_AUTH says; correct it$"),
        (403, "refuses access with what THBGRAPH_AUTH says; may this user do so, and is the address right.* Virt"),
    ):  # fmt: skip
        for first in ((status, {}, b""), (401, {"WWW-Authenticate": "Digest realm=a, nonce=b"}, b"")):
            host.answers(first, (status, {}, b""))
            with pytest.raises(EndpointError, match=f"{status}: {told}"):
                host.rows()


def test_a_long_query_goes_by_post_and_a_short_one_by_get(host: Host) -> None:
    host.answers(ONE)
    host.rows()
    host.rows(QUERY.replace("}", 'FILTER(STR(?o) != "' + "x" * 2_000 + '") }'))
    (short, long) = host.web.asked
    assert short[0] == "GET" and "query=SELECT" in short[1]
    assert long[0] == "POST" and long[1] == "/sparql" and long[3].startswith(b"query=SELECT")
    assert "sparql-results+xml" in short[2]["Accept"]


def test_a_file_is_sent_from_its_beginning_each_time(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the first time somebody is asked for, and the second the server is busy."""
    monkeypatch.setenv("THBGRAPH_AUTH", "dba:secret")
    host.answers((401, {"WWW-Authenticate": "Basic"}, b""), (503, {}, b""), (200, {}, b""))
    with TemporaryFile() as file:
        file.write(b"<urn:a> <urn:b> <urn:c> .\n" * 1_000)
        EngineClient(retries=RETRIES.new(backoff_factor=0)).send("POST", host.url, data=file)
        assert [len(body) for *_, body in host.web.asked] == [file.tell()] * 3


def test_who_asks_is_shown_in_the_way_that_is_asked_for(
    host: Host, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def wanting(challenge: str, fits: Callable[[str], bool]) -> Callable[[Any], None]:
        def give(handler: Any) -> None:
            shown = handler.headers.get("Authorization", "")
            status, headers, body = ONE if fits(shown) else (401, {"WWW-Authenticate": challenge}, b"")
            handler.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)

        return give

    basic = "Basic " + base64.b64encode(b"dba:secret:2").decode()
    digest = 'Digest realm="SPARQL", nonce="1", qop="auth"'
    monkeypatch.setenv("THBGRAPH_AUTH", "dba:secret:2")
    host.answers(wanting("Basic", lambda shown: shown == basic))
    assert host.rows() == ["a"]
    host.answers(wanting(digest, lambda shown: shown.startswith('Digest username="dba"')))
    assert host.rows() == ["a"]
    monkeypatch.delenv("THBGRAPH_AUTH")
    file = tmp_path / "access"
    file.write_text("Bearer a.b.c\n", encoding="utf-8")
    monkeypatch.setenv("THBGRAPH_AUTH_FILE", str(file))
    host.answers(wanting("Bearer", lambda shown: shown == "Bearer a.b.c"))
    assert host.rows() == ["a"]
    monkeypatch.setenv("THBGRAPH_AUTH_FILE", str(tmp_path / "none"))
    with pytest.raises(RequestError, match=r"' cannot be read \(No such file or directory\); name another"):
        host.rows()
    file.write_text("secret\n", encoding="utf-8")
    monkeypatch.setenv("THBGRAPH_AUTH_FILE", str(file))
    with pytest.raises(RequestError, match=r"THBGRAPH_AUTH_FILE: '.*': expected user:password") as error:
        host.rows()
    assert "secret" not in str(error.value)
    monkeypatch.setenv("THBGRAPH_AUTH", "secret")
    with pytest.raises(RequestError, match="expected user:password") as error:
        host.rows()
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    "url", ["sparql", "ftp://e.org/", "http://", "http://e.org:x/", "http://e.org/a b", "http://\n"]
)
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(RequestError, match="not the address of an endpoint"):
        Endpoint(url)


def test_a_password_has_no_place_in_an_address() -> None:
    with pytest.raises(RequestError, match="set THBGRAPH_AUTH") as error:
        Endpoint("http://me:secret@e.org/")
    assert "secret" not in str(error.value)


def test_an_answer_that_drips_or_never_ends_is_given_up(host: Host) -> None:
    def drip(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", XML["Content-Type"])
        handler.send_header("Connection", "close")
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b" " * 65_536)
        except OSError:
            return

    host.answers(drip)
    with pytest.raises(
        EndpointError, match=r"does not answer within 0\.3 seconds; .* raise THBGRAPH_TIMEOUT"
    ):
        Endpoint(host.url, EngineClient(deadline=0.3)).store().query(QUERY)


@pytest.mark.parametrize("said", ["soon", "0", "-1", "1.5"])
def test_the_seconds_of_an_answer_are_a_setting(
    said: str, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    host.answers(ONE)
    monkeypatch.setenv("THBGRAPH_TIMEOUT", "2")
    assert host.rows() == ["a"]
    monkeypatch.setenv("THBGRAPH_TIMEOUT", said)
    with pytest.raises(RequestError, match="THBGRAPH_TIMEOUT: expected seconds"):
        host.rows()


def test_a_query_is_read_before_it_is_sent(host: Host) -> None:
    host.answers(ONE)
    store = Endpoint(host.url).store()
    with pytest.raises(QuerySyntaxError):
        store.query("SELECT")
    with pytest.raises(RequestError, match="by its own rules"):
        store.query(QUERY, ["http://e.org/"])
    assert host.web.asked == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ASK { ?s ?p ?o }", "ASK FROM <urn:all> { ?s ?p ?o }"),
        ("PREFIX from: <urn:> SELECT * WHERE { ?s from:where ?o }", "PREFIX from: <urn:> SELECT * FROM <urn:all> WHERE { ?s from:where ?o }"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT FROM <urn:all> WHERE { ?s ?p ?o }"),
        ("CONSTRUCT { ?s a ?o } WHERE { ?s ?p ?o }", "CONSTRUCT { ?s a ?o } FROM <urn:all> WHERE { ?s ?p ?o }"),
        ("SELECT (EXISTS { ?a ?b ?c } AS ?is) { }", "SELECT (EXISTS { ?a ?b ?c } AS ?is) FROM <urn:all> { }"),
        ("SELECT * FROM <urn:mine> { ?s ?p ?o }", "SELECT * FROM <urn:mine> { ?s ?p ?o }"),
        (
            "SELECT * { } ORDER BY (?a + 1) ASC(?b) VALUES ?b { 1 }",
            "SELECT * FROM <urn:all> { } ORDER BY (?a + 1) ASC(IF(isNumeric(?b), "
            '<http://www.w3.org/2001/XMLSchema#decimal>(?b), 0)) ASC(IF(isNumeric(?b), "", STR(?b))) VALUES ?b { 1 }',
        ),
    ],
)  # fmt: skip
def test_an_engine_without_a_default_graph_is_told_which_is_ours(text: str, written: str, host: Host) -> None:
    host.answers(ONE)
    endpoint = Endpoint(host.url, default_graph="urn:all")
    with suppress(EndpointError):  # ASK gets rows
        endpoint.ask(text, form_of(text))
    (asked,) = host.web.asked
    assert parse_qs(urlsplit(asked[1]).query)["query"] == [written]
