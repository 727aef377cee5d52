"""The HTTP client against a server on this machine that answers well, badly and with malice."""

from __future__ import annotations

import json
import socket
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from thbgraph.base.errors import EndpointError, RequestError
from thbgraph.external.exchange import MOST_BYTES, MOST_REDIRECTS, HttpReply, Request, perform
from thbgraph.external.fetched_facts import FORMATS
from thbgraph.external.public_hosts import is_public
from thbgraph.external.web import ATTEMPTS, LONGEST_WAIT, WebClient

THING = "http://example.org/thing"
PATH = "/" + THING
GOOD = (
    200,
    {"Content-Type": "text/turtle; charset=utf-8", "ETag": '"1"'},
    b'<> <http://xmlns.com/foaf/0.1/name> "Thing" .',
)
FACTS = {THING: [["label", "Thing", "", "", "", ""]]}


class Slept(list[float]):
    """The seconds that were slept."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def slept() -> Slept:
    return Slept()


@pytest.fixture
def client(web: Any, slept: Slept, monkeypatch: pytest.MonkeyPatch) -> WebClient:
    """A client that makes its requests in this process; test_child.py holds what the process of each is for."""

    def exchange(request: Request, _: float) -> HttpReply:
        return HttpReply(*json.loads(json.dumps(perform(request))))

    monkeypatch.setattr("thbgraph.external.web.exchange", exchange)
    return WebClient(web.url, pause=0, sleep=slept)


def get(client: WebClient, **options: Any) -> Any:
    return client.get(Request(THING, [THING], **options)).facts


def fails(client: WebClient, url: str = THING) -> EndpointError:
    with pytest.raises(EndpointError) as raised:
        client.get(Request(url, [url]))
    assert url in raised.value.message and raised.value.url == url
    return raised.value


def test_a_good_answer_is_read_and_the_request_is_honest(web: Any, client: WebClient) -> None:
    web.answers[PATH] = GOOD
    reply = client.get(Request(THING, [THING]))
    assert (reply.status, reply.facts, reply.etag) == (200, FACTS, '"1"')
    _, _, headers, _ = web.asked[0]
    assert headers["User-Agent"].startswith("thbgraph/") and "w3id.org/thbgraph" in headers["User-Agent"]
    assert headers["Accept"].startswith("text/turtle;q=1.0, application/x-turtle;q=0.9, ")
    assert headers["Accept-Encoding"] == "identity"


def test_what_has_not_changed_is_not_sent_again(web: Any, client: WebClient) -> None:
    web.answers[PATH] = (304, {"ETag": '"1"', "Content-Length": "0"}, b"")
    assert get(client, etag='"1"', last_modified="yesterday") is None
    headers = web.asked[0][2]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "yesterday")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again_after_a_while(
    web: Any, client: WebClient, slept: Slept, status: int
) -> None:
    web.answers[PATH] = [(status, {}, b""), (status, {}, b""), GOOD]
    assert get(client) == FACTS
    assert slept == [1.0, 2.0]


def test_a_host_is_kept_to_the_time_that_it_asks_for(web: Any, client: WebClient, slept: Slept) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=50), usegmt=True)
    web.answers[PATH] = [(429, {"Retry-After": "7"}, b""), (503, {"Retry-After": soon}, b""), GOOD]
    assert get(client) == FACTS
    assert slept[0] == 7 and 40 < slept[1] <= 50


def test_a_host_that_asks_for_too_long_is_left(web: Any, client: WebClient, slept: Slept) -> None:
    web.answers[PATH] = (429, {"Retry-After": str(int(LONGEST_WAIT) + 1)}, b"")
    error = fails(client)
    assert error.status == 429 and "asks to wait 121 seconds" in error.message
    assert slept == [] and web.times(PATH) == 1


def test_a_failure_that_lasts_ends(web: Any, client: WebClient) -> None:
    web.answers[PATH] = (503, {}, b"")
    assert fails(client).status == 503 and web.times(PATH) == ATTEMPTS


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 406, 206])
def test_a_lasting_refusal_is_not_tried_again(web: Any, client: WebClient, status: int) -> None:
    web.answers[PATH] = (status, {"Content-Type": "text/turtle"}, b"")
    assert fails(client).status == status and web.times(PATH) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(web: Any, client: WebClient, status: int) -> None:
    web.answers[PATH] = (status, {"Location": "/there"}, b"")
    web.answers["/there"] = GOOD
    assert get(client) == FACTS


@pytest.mark.parametrize(("status", "method"), [(303, "GET"), (307, "POST"), (308, "POST")])
def test_a_form_goes_along_a_redirect_unless_another_answer_is_named(
    web: Any, client: WebClient, status: int, method: str
) -> None:
    web.answers[PATH] = (status, {"Location": "/there"}, b"")
    web.answers["/there"] = GOOD
    assert get(client, form={"query": "x"}) == FACTS
    assert [asked[:2] for asked in web.asked] == [("POST", PATH), (method, "/there")]
    assert (web.asked[1][3] == b"query=x") == (method == "POST")


def test_redirects_in_a_circle_end(web: Any, client: WebClient) -> None:
    web.answers[PATH] = (301, {"Location": PATH}, b"")
    assert "redirects" in fails(client).message and web.times(PATH) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "target",
    [
        *("file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "http://u:p@example.org/"),
        "//[::1",
    ],
)
def test_a_redirect_to_what_is_no_web_address_is_refused(web: Any, client: WebClient, target: str) -> None:
    web.answers[PATH] = (302, {"Location": target}, b"")
    assert "not a web address" in fails(client).message


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
        "[fe80::1]",
        "[fec0::1]",
        "2130706433",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[::127.0.0.1]",
        "224.0.0.1",
        "[ff02::1]",
    ],
)
def test_a_redirect_to_what_is_not_public_is_refused(web: Any, client: WebClient, host: str) -> None:
    web.answers[PATH] = (302, {"Location": f"http://{host}/secret"}, b"")
    assert "which is not public" in fails(client).message


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450::1", "64:ff9b::808:808", "2002:808:808::1"])
def test_what_is_public_is_known(address: str) -> None:
    assert is_public(address)


def test_without_a_mirror_this_machine_is_not_public_either(web: Any) -> None:
    for host in (web.url, web.url.replace("127.0.0.1", "localhost")):
        assert "which is not public" in fails(WebClient(pause=0), host + "/thing").message
    assert web.asked == []


def test_a_name_that_leads_elsewhere_the_second_time_is_refused(
    web: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [["8.8.8.8"], ["127.0.0.1"]]
    real = socket.getaddrinfo

    def rebinding(host: str, port: Any, *rest: Any, **more: Any) -> Any:
        named = answers.pop(0)[0] if host == "rebinding.example" else host
        return real(named, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    url = f"http://rebinding.example:{web.url.rpartition(':')[2]}/"
    reply = perform(Request(url, [url]))
    assert reply.fault == "leads to 127.0.0.1, which is not public" and web.asked == [] and answers == []


def test_another_type_is_refused(web: Any, client: WebClient) -> None:
    web.answers[PATH] = (200, {"Content-Type": "text/html"}, b"<html>")
    assert f"expected {' or '.join(FORMATS)}, got text/html" in fails(client).message
    web.answers[PATH] = (200, {}, b"x")
    assert "got no type" in fails(client).message


def test_a_compressed_answer_is_refused(web: Any, client: WebClient) -> None:
    web.answers[PATH] = (200, {"Content-Type": "text/turtle", "Content-Encoding": "gzip"}, b"\x1f\x8b")
    assert "compressed" in fails(client).message


def test_a_body_that_breaks_off_is_tried_again(web: Any, client: WebClient) -> None:
    def broken(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/turtle")
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"<a> <b>")
        handler.close_connection = True

    web.answers[PATH] = [broken, GOOD]
    assert get(client) == FACTS
    web.answers[PATH] = broken
    assert "cannot be read" in fails(client).message


def test_a_body_without_end_is_left(web: Any, client: WebClient) -> None:
    written = []

    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/turtle")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        try:
            while len(written) < 1_000:
                handler.wfile.write(b"10000\r\n" + b"#" * 0x10000 + b"\r\n")
                written.append(1)
        except OSError:
            handler.close_connection = True

    web.answers[PATH] = endless
    assert f"sends more than {MOST_BYTES} bytes" in fails(client).message
    assert len(written) < 1_000


@pytest.mark.slow
@pytest.mark.parametrize(
    "parts",
    [
        [],
        [b"HTTP/1.1 100 Continue\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\n", b"X", b"-"],
        [b"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\n\r\n", b"#"],
        [
            b"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"1\r\n#\r\n",
        ],
    ],
    ids=["nothing", "continue", "headers", "body", "chunks"],
)
def test_an_answer_that_drips_is_left_at_the_deadline(web: Any, slept: Slept, parts: list[bytes]) -> None:
    """The last part comes again and again, each time before the host is taken to be silent."""

    def dripping(handler: Any) -> None:
        with suppress(OSError):
            for part in [*parts, *(parts[-1:] or [b""]) * 200]:
                handler.wfile.write(part)
                time.sleep(0.05)

    web.answers[PATH] = dripping
    client = WebClient(web.url, pause=0, sleep=slept, deadline=2)
    assert fails(client).message == f"{THING}: takes longer than 2 seconds"
    assert web.times(PATH) == 1


def test_a_host_that_takes_no_connection_is_not_asked_again(slept: Slept) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    client = WebClient(f"http://127.0.0.1:{port}", pause=0, sleep=slept)
    assert client.can_reach(THING)
    assert f"{THING}: 127.0.0.1:{port} cannot be reached (" in fails(client).message
    assert slept == [] and not client.can_reach(THING)


def test_a_host_whose_name_is_unknown_is_not_asked_again(slept: Slept) -> None:
    client = WebClient(pause=0, sleep=slept)
    assert "nothing.invalid cannot be reached (" in fails(client, "http://nothing.invalid/a").message
    assert not client.can_reach("http://nothing.invalid/b") and client.can_reach("http://another.invalid/")
    assert slept == []


def test_a_redirect_to_an_unreachable_host_costs_only_that_host(web: Any, client: WebClient) -> None:
    web.answers[PATH] = (302, {"Location": "http://nothing.invalid/"}, b"")
    assert "nothing.invalid cannot be reached ([" in fails(client).message
    assert "nothing.invalid cannot be reached (as before)" in fails(client).message
    assert client.can_reach(THING) and web.times(PATH) == 2


def test_a_proxy_is_used_but_not_to_reach_what_is_not_public(
    web: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", web.url)
    web.answers["http://nothing.invalid/"] = GOOD
    client = WebClient(pause=0)
    assert client.get(Request("http://nothing.invalid/", [])).status == 200
    assert "which is not public" in fails(client, "http://10.0.0.1/").message
    assert [asked[1] for asked in web.asked] == ["http://nothing.invalid/"]


def test_a_host_is_asked_once_a_second(web: Any, slept: Slept) -> None:
    web.answers[PATH] = GOOD
    client = WebClient(web.url, sleep=slept)
    assert get(client) == get(client) == FACTS
    assert len(slept) == 1 and 0 < slept[0] <= 1


@pytest.mark.parametrize(
    "address", ["http://[bad/x", "http://[::1", "http://a..b/", f"http://{'a' * 70}.org/"]
)
def test_an_address_that_is_none_is_told(address: str, slept: Slept) -> None:
    assert fails(WebClient(pause=0, sleep=slept), address).status is None and slept == []


@pytest.mark.parametrize("via", ["http://[", "file:///x", "http://u:p@example.org/"])
def test_a_mirror_that_is_no_address_is_refused(via: str) -> None:
    with pytest.raises(RequestError, match="is not a web address"):
        WebClient(via)


def test_a_version_that_no_request_can_name_is_left_out(web: Any, client: WebClient) -> None:
    web.answers[PATH] = GOOD
    assert get(client, etag='"é"', last_modified="März") == FACTS
    headers = web.asked[0][2]
    assert "If-None-Match" not in headers and "If-Modified-Since" not in headers


@pytest.mark.parametrize(
    "wait", ["Fri, 31 Dec 9999 23:59:59 -2359", "Fri, 31 Dec 99999 23:59:59 GMT", "soon", "-1"]
)
def test_a_time_to_wait_that_is_none_is_not_kept_to(
    web: Any, client: WebClient, slept: Slept, wait: str
) -> None:
    web.answers[PATH] = [(503, {"Retry-After": wait}, b""), GOOD]
    assert get(client) == FACTS
    assert slept == [1.0]
