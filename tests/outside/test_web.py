"""The HTTP client against a server on this machine that answers well, badly and with malice."""

from __future__ import annotations

import builtins
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from thbgraph.outside.web import ATTEMPTS, LONGEST_WAIT, MOST_REDIRECTS, Client
from thbgraph.words.errors import EndpointError, RequestError

TURTLE = ("text/turtle", "application/rdf+xml")
THING = "http://example.org/thing"
PATH = "/" + THING
GOOD = (200, {"Content-Type": "text/turtle; charset=utf-8", "ETag": '"1"'}, b"<a> <b> <c> .")


class Slept(list[float]):
    """The seconds that were slept."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def slept() -> Slept:
    return Slept()


@pytest.fixture
def client(web: Any, slept: Slept) -> Iterator[Client]:
    with Client(web.url, pause=0, sleep=slept, timeout=0.5, most_bytes=10_000) as client:
        yield client


def fails(client: Client, url: str = THING) -> EndpointError:
    with pytest.raises(EndpointError) as raised:
        client.get(url, TURTLE)
    assert url in raised.value.message and raised.value.url == url
    return raised.value


def test_a_good_answer_is_read_and_the_request_is_honest(web: Any, client: Client) -> None:
    web.answers[PATH] = GOOD
    reply = client.get(THING, TURTLE)
    assert (reply.media_type, reply.body, reply.etag) == ("text/turtle", b"<a> <b> <c> .", '"1"')
    _, _, headers, _ = web.asked[0]
    assert headers["User-Agent"].startswith("thbgraph/") and "w3id.org/thbgraph" in headers["User-Agent"]
    assert headers["Accept"] == "text/turtle;q=1.0, application/rdf+xml;q=0.9"


def test_what_has_not_changed_is_not_sent_again(web: Any, client: Client) -> None:
    web.answers[PATH] = (304, {"ETag": '"1"', "Content-Length": "0"}, b"")
    assert client.get(THING, TURTLE, etag='"1"', last_modified="yesterday").body is None
    headers = web.asked[0][2]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "yesterday")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again_after_a_while(
    web: Any, client: Client, slept: Slept, status: int
) -> None:
    web.answers[PATH] = [(status, {}, b""), (status, {}, b""), GOOD]
    assert client.get(THING, TURTLE).body == GOOD[2]
    assert slept == [1.0, 2.0]


def test_a_host_is_kept_to_the_time_that_it_asks_for(web: Any, client: Client, slept: Slept) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=50), usegmt=True)
    web.answers[PATH] = [(429, {"Retry-After": "7"}, b""), (503, {"Retry-After": soon}, b""), GOOD]
    assert client.get(THING, TURTLE).body == GOOD[2]
    assert slept[0] == 7 and 40 < slept[1] <= 50


def test_a_host_that_asks_for_too_long_is_left(web: Any, client: Client, slept: Slept) -> None:
    web.answers[PATH] = (429, {"Retry-After": str(int(LONGEST_WAIT) + 1)}, b"")
    error = fails(client)
    assert error.status == 429 and "asks to wait 121 seconds" in error.message
    assert slept == [] and web.times(PATH) == 1


def test_a_failure_that_lasts_ends(web: Any, client: Client) -> None:
    web.answers[PATH] = (503, {}, b"")
    assert fails(client).status == 503 and web.times(PATH) == ATTEMPTS


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 406, 206])
def test_a_lasting_refusal_is_not_tried_again(web: Any, client: Client, status: int) -> None:
    web.answers[PATH] = (status, {"Content-Type": "text/turtle"}, b"")
    assert fails(client).status == status and web.times(PATH) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(web: Any, client: Client, status: int) -> None:
    web.answers[PATH] = (status, {"Location": "/there"}, b"")
    web.answers["/there"] = GOOD
    reply = client.get(THING, TURTLE)
    assert reply.body == GOOD[2] and reply.url == f"{web.url}/there"


@pytest.mark.parametrize(("status", "method"), [(303, "GET"), (307, "POST"), (308, "POST")])
def test_a_form_goes_along_a_redirect_unless_another_answer_is_named(
    web: Any, client: Client, status: int, method: str
) -> None:
    web.answers[PATH] = (status, {"Location": "/there"}, b"")
    web.answers["/there"] = GOOD
    assert client.get(THING, TURTLE, form={"query": "x"}).body == GOOD[2]
    assert [asked[:2] for asked in web.asked] == [("POST", PATH), (method, "/there")]
    assert (web.asked[1][3] == b"query=x") == (method == "POST")


def test_redirects_in_a_circle_end(web: Any, client: Client) -> None:
    web.answers[PATH] = (301, {"Location": PATH}, b"")
    assert "redirects" in fails(client).message and web.times(PATH) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "target",
    [
        *("file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "http://u:p@example.org/"),
        "//[::1",
    ],
)
def test_a_redirect_to_what_is_no_web_address_is_refused(web: Any, client: Client, target: str) -> None:
    web.answers[PATH] = (302, {"Location": target}, b"")
    assert "no web address" in fails(client).message


@pytest.mark.parametrize(
    "host",
    [
        "169.254.169.254",
        "10.0.0.1",
        "192.168.1.1",
        "[::1]",
        "0.0.0.0",
        "127.0.0.2",
        "[fd00::1]",
        "2130706433",
    ],
)
def test_a_redirect_into_a_private_network_is_refused(web: Any, client: Client, host: str) -> None:
    web.answers[PATH] = (302, {"Location": f"http://{host}/secret"}, b"")
    assert "private network" in fails(client).message


def test_without_a_mirror_this_machine_is_private_too(web: Any) -> None:
    with Client(pause=0) as client:
        assert "private network" in fails(client, web.url + "/thing").message
    assert web.asked == []


def test_another_type_is_refused(web: Any, client: Client) -> None:
    web.answers[PATH] = (200, {"Content-Type": "text/html"}, b"<html>")
    assert "expected text/turtle or application/rdf+xml, got text/html" in fails(client).message
    web.answers[PATH] = (200, {}, b"x")
    assert "got no type" in fails(client).message


def test_a_compressed_answer_is_refused(web: Any, client: Client) -> None:
    web.answers[PATH] = (200, {"Content-Type": "text/turtle", "Content-Encoding": "gzip"}, b"\x1f\x8b")
    assert "compressed" in fails(client).message


def test_a_body_that_breaks_off_is_tried_again(web: Any, client: Client) -> None:
    def broken(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/turtle")
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"<a> <b>")
        handler.close_connection = True

    web.answers[PATH] = [broken, GOOD]
    assert client.get(THING, TURTLE).body == GOOD[2]
    web.answers[PATH] = broken
    assert "cannot be read" in fails(client).message


def test_a_body_without_end_is_left(web: Any, client: Client) -> None:
    written = []

    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/turtle")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        try:
            while len(written) < 100_000:
                handler.wfile.write(b"400\r\n" + b"#" * 1024 + b"\r\n")
                written.append(1)
        except OSError:
            handler.close_connection = True

    web.answers[PATH] = endless
    assert "sends more than 10000 bytes" in fails(client).message
    assert len(written) < 100_000


def test_a_body_that_drips_is_left(web: Any, slept: Slept) -> None:
    def dripping(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/turtle")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        try:
            for _ in range(20):
                handler.wfile.write(b"1\r\n#\r\n")
        except OSError:
            handler.close_connection = True

    web.answers[PATH] = dripping
    hours = iter(range(0, 10_000_000, 100))
    with Client(web.url, pause=0, sleep=slept, clock=lambda: next(hours)) as client:
        assert "takes longer than 120 seconds" in fails(client).message


def test_a_host_that_says_nothing_is_left(web: Any, client: Client) -> None:
    web.answers[PATH] = lambda handler: handler.rfile.read(1)
    assert "does not answer in time" in fails(client).message
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with Client(f"http://127.0.0.1:{port}", pause=0, sleep=lambda _: None) as other:
        assert "cannot be read" in fails(other).message


def test_a_host_is_asked_once_a_second(web: Any, slept: Slept) -> None:
    web.answers[PATH] = GOOD
    with Client(web.url, sleep=slept, clock=lambda: 1000.0) as client:
        client.get(THING, TURTLE)
        client.get(THING, TURTLE)
    assert slept == [1.0]


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "httpx2":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(RequestError, match=r"pip install 'thbgraph\[fetch\]'"):
        Client()


@pytest.mark.parametrize(
    "address", ["http://[bad/x", "http://[::1", "http://a..b/", f"http://{'a' * 70}.org/"]
)
def test_an_address_that_is_none_is_told(address: str, slept: Slept) -> None:
    with Client(pause=0, sleep=slept) as client:
        assert fails(client, address).status is None


def test_a_mirror_that_is_no_address_is_told() -> None:
    with Client("http://[", pause=0) as client:
        assert "no web address" in fails(client).message


def test_a_version_that_no_request_can_name_is_left_out(web: Any, client: Client) -> None:
    web.answers[PATH] = GOOD
    assert client.get(THING, TURTLE, etag='"é"', last_modified="März").body == GOOD[2]
    headers = web.asked[0][2]
    assert "If-None-Match" not in headers and "If-Modified-Since" not in headers


@pytest.mark.parametrize(
    "wait", ["Fri, 31 Dec 9999 23:59:59 -2359", "Fri, 31 Dec 99999 23:59:59 GMT", "soon", "-1"]
)
def test_a_time_to_wait_that_is_none_is_not_kept_to(
    web: Any, client: Client, slept: Slept, wait: str
) -> None:
    web.answers[PATH] = [(503, {"Retry-After": wait}, b""), GOOD]
    assert client.get(THING, TURTLE).body == GOOD[2]
    assert slept == [1.0]
