"""One HTTP exchange with an outside source: request, redirects, and the facts that its answer states."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from http.client import HTTPException, HTTPResponse, IncompleteRead, InvalidURL
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import quote, urlencode, urljoin, urlsplit
from urllib.request import OpenerDirector, ProxyHandler, getproxies, proxy_bypass
from urllib.request import Request as HTTPRequest

from ..base.printing import quoted
from ..base.version import __version__
from .fetched_facts import FORMATS, FetchedFact, RefusedFacts, read_facts
from .public_hosts import Handler, refuse_private

#: The most redirects, bytes of an answer, and characters of facts.
MOST_REDIRECTS, MOST_BYTES, _MOST_FACTS = 5, 20_000_000, 2_000_000
#: Seconds in which a host has to take a connection.
_CONNECT = 10.0
_REDIRECTS, _PASSING = (301, 302, 303, 307, 308), (429, 500, 502, 503, 504)
_HEADERS = {
    "User-Agent": f"thbgraph/{__version__} (https://w3id.org/thbgraph; fetches linked data on request)"
}


class Request(NamedTuple):
    """A request to an address for the facts of some things, by POST where it has a form, or for a file.

    A file is wanted as it is where the request names the media types that it may be of.

    `etag` and `last_modified` are those of an earlier reply. `via` is a mirror, to which the address is appended;
    it alone may have an address that is not public. Hosts that are `unreachable` are not asked. `pause` is the
    time between requests to one host, in seconds.
    """

    url: str
    things: Sequence[str]
    form: Mapping[str, str] | None = None
    etag: str = ""
    last_modified: str = ""
    via: str = ""
    unreachable: Sequence[str] = ()
    pause: float = 0.0
    media_types: Sequence[str] = ()

    @property
    def address(self) -> str:
        """Where the request is made first."""
        return f"{self.via.rstrip('/')}/{self.url}" if self.via else self.url


class HttpReply(NamedTuple):
    """What came of a request: facts by thing (None for a 304), each with the fields of a `FetchedFact`, a file, or a fault.

    `file` has a character for each byte.
    A passing fault may be gone when asked again. `unreachable` is a host that takes no connection.
    """

    status: int | None = None
    facts: Mapping[str, Sequence[Sequence[str]]] | None = None
    etag: str = ""
    last_modified: str = ""
    retry_after: str = ""
    fault: str = ""
    is_passing: bool = False
    unreachable: str = ""
    file: str = ""


class _Unreachable(Exception):
    """A host takes no connection."""

    def __init__(self, host: str, reason: object) -> None:
        super().__init__(f"{host} cannot be reached ({reason})")
        self.host = host


def perform(request: Request) -> HttpReply:
    """Makes a request and returns its reply."""
    try:
        return _follow(request)
    except RefusedFacts as error:
        return HttpReply(fault=str(error))
    except _Unreachable as error:
        return HttpReply(fault=str(error), unreachable=error.host)
    except (OSError, IncompleteRead) as error:
        return HttpReply(fault=f"cannot be read ({error})", is_passing=True)
    except (ValueError, InvalidURL) as error:
        return HttpReply(fault=f"redirects to something that is not a web address: {error}")
    except HTTPException as error:
        return HttpReply(fault=f"does not answer in HTTP ({type(error).__name__}: {error})")


def host_of(url: str) -> str:
    """Returns host and port of an address; raises ValueError where it is no web address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise RefusedFacts(f"leads to {quoted(url)}, which is not a web address")
    return parts.netloc


def _follow(request: Request) -> HttpReply:
    """Makes a request and follows its redirects."""
    url, asked = request.address, set[str]()
    for _ in range(MOST_REDIRECTS + 1):
        host = host_of(url)
        if host in request.unreachable:
            raise _Unreachable(host, "as before")
        if host in asked:
            time.sleep(request.pause)
        asked.add(host)
        with _open(url, request) as response:
            if response.status not in _REDIRECTS:
                return _reply(response, request)
            # A header is read as Latin-1; what is not ASCII in it is percent-encoded as it came.
            location = response.headers.get("Location", "").encode("latin-1")
            target = urljoin(url, quote(location, safe="%/:=&?~#+!$,;'@()*[]"))
        if response.status == 303:  # another answer, which is got without the form (RFC 9110, 15.4.4)
            request = request._replace(form=None)
        if url.startswith("https:") and target.startswith("http:"):
            target = target.replace("http:", "https:", 1)  # many name their data by http, and serve both
        url = target
    raise RefusedFacts(f"more than {MOST_REDIRECTS} redirects")


def _open(url: str, request: Request) -> HTTPResponse:
    """Connects, sends the request and reads status and headers."""
    scheme, host = urlsplit(url).scheme, host_of(url)
    # A mirror may be on this machine, where no proxy leads.
    is_mirror = bool(request.via) and host == host_of(request.via)
    is_proxied = not is_mirror and scheme in getproxies() and not proxy_bypass(host)
    if is_proxied:
        with suppress(OSError):  # a name that the proxy alone knows
            refuse_private(urlsplit(url).hostname or "")
    opener = OpenerDirector()
    opener.add_handler(ProxyHandler(None if is_proxied else {}))
    opener.add_handler(Handler(is_public_only=not (is_proxied or is_mirror)))
    versions = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
    # A version that is not ASCII is one that no request can name (RFC 9110, 5.5).
    wanted = request.media_types or FORMATS
    accept = ", ".join(f"{name};q={1 - number / 10:.1f}" for number, name in enumerate(wanted))
    headers = {**_HEADERS, "Accept": accept} | {
        name: text for name, text in versions.items() if text and text.isascii()
    }
    form = None if request.form is None else urlencode(request.form).encode()
    try:
        response = opener.open(HTTPRequest(url, form, headers), timeout=_CONNECT)
    except URLError as error:
        raise _Unreachable(host, error.reason) from None
    assert isinstance(response, HTTPResponse)
    return response


def _reply(response: HTTPResponse, request: Request) -> HttpReply:
    """Reads an answer by its status."""
    status, headers = response.status, response.headers
    reply = HttpReply(status, None, headers.get("ETag", ""), headers.get("Last-Modified", ""))
    if status in _PASSING:
        retry_after = headers.get("Retry-After", "")
        return reply._replace(fault=f"answers {status}", is_passing=True, retry_after=retry_after)
    if status == 304 and (request.etag or request.last_modified):
        return reply
    if status != 200:
        return reply._replace(fault=f"answers {status}")
    try:
        body, media_type = _body(response, request.media_types or FORMATS)
        if request.media_types:
            return reply._replace(file=body.decode("latin-1"))
        return reply._replace(facts=_facts(body, media_type, request))
    except RefusedFacts as error:
        return reply._replace(fault=str(error))


def _body(response: HTTPResponse, media_types: Collection[str]) -> tuple[bytes, str]:
    """Reads the whole body of an answer that is of one of some media types, and says of which."""
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media_type not in media_types:
        raise RefusedFacts(f"expected {' or '.join(media_types)}, got {media_type[:60] or 'no type'}")
    # A compressed answer may be a thousand times as long as what is sent: none is asked for.
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise RefusedFacts("sends a compressed answer, which was not asked for")
    body = response.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise RefusedFacts(f"sends more than {MOST_BYTES} bytes")
    if response.length:
        raise IncompleteRead(body, response.length)
    return body, media_type


def _facts(body: bytes, media_type: str, request: Request) -> dict[str, list[FetchedFact]]:
    """Reads the facts of the things that are asked for."""
    facts = read_facts(body, media_type, request.url, request.things)
    if sum(len(text) for rows in facts.values() for fact in rows for text in fact) > _MOST_FACTS:
        raise RefusedFacts(f"states facts of more than {_MOST_FACTS} characters")
    return facts
