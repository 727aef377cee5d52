"""One request to an outside source, made and parsed in a process of its own.

No list of hostile answers is complete, so whatever comes costs at most this process: memory and processor time
are limited, its parent kills it at the deadline, and it ends with its parent. It hands back N-Triples.
"""

from __future__ import annotations

import ipaddress
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
    IncompleteRead,
    InvalidURL,
)
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import quote, urlencode, urljoin, urlsplit
from urllib.request import (
    AbstractHTTPHandler,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    getproxies,
    proxy_bypass,
)
from urllib.request import Request as HTTPRequest

from ..words.names import quoted
from .rdf import FORMATS, Refused, about, read

#: The limits of the process: bytes of address space, and seconds of processor time.
MOST_MEMORY, MOST_CPU = 1 << 30, 30
#: Seconds in which a host has to take a connection.
_CONNECT = 10.0
#: The most characters of N-Triples that are kept of one thing.
_MOST_KEPT = 2_000_000
_REDIRECTS = (301, 302, 303, 307, 308)
_PASSING = (429, 500, 502, 503, 504)
_GLOBAL_UNICAST, _NAT64 = ipaddress.ip_network("2000::/3"), ipaddress.ip_network("64:ff9b::/96")


class Request(NamedTuple):
    """A request to an address, by POST where it has a form.

    `base` resolves relative IRIs of the answer, and `things` are those whose triples are handed back. Only a
    mirror may lie in a private network. `timeout` is in seconds, for each time that the host is waited for.
    """

    url: str
    base: str
    things: Sequence[str]
    headers: Mapping[str, str]
    form: Mapping[str, str] | None
    is_mirror: bool
    timeout: float
    most_bytes: int


class Reply(NamedTuple):
    """What came of a request: N-Triples by thing (None for a 304), or where it redirects to, or its fault.

    A passing fault may be gone when asked again. `is_unreachable` says that the host takes no connection.
    """

    status: int | None = None
    triples: dict[str, str] | None = None
    etag: str = ""
    last_modified: str = ""
    location: str = ""
    retry_after: str = ""
    fault: str = ""
    is_passing: bool = False
    is_unreachable: bool = False


def exchange(request: Request, seconds: float) -> Reply:
    """Makes a request in a child process and returns its reply; raises TimeoutError after `seconds`."""
    # -P: modules are never taken from the working folder. The caller's own script is not run again.
    command = [sys.executable, "-P", "-m", __name__]
    places = [str(Path(__file__).resolve().parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        done = subprocess.run(
            command,
            input=json.dumps([os.getpid(), request._asdict()]).encode(),
            capture_output=True,
            timeout=seconds,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(places)},
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    if done.returncode == 0:
        return Reply(**json.loads(done.stdout))
    if done.returncode == -signal.SIGXCPU:
        return Reply(fault=f"sends what takes more than {MOST_CPU} seconds to parse")
    if done.returncode < 0:
        return Reply(
            fault=f"sends what cannot be parsed in {MOST_MEMORY >> 20} MB (signal {-done.returncode})"
        )
    said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return Reply(fault=f"cannot be read: {said[:200]}")


def is_public(address: str) -> bool:
    """Returns whether an IP address is public; one that carries an IPv4 address is as public as that.

    >>> is_public("8.8.8.8"), is_public("::127.0.0.1"), is_public("64:ff9b::7f00:1"), is_public("2002:7f00:1::")
    (True, False, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        carried = (
            ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip.ipv4_mapped or ip.sixtofour
        )
        if carried is not None:
            return is_public(str(carried))
        if ip not in _GLOBAL_UNICAST:
            return False
    return ip.is_global and not ip.is_multicast


def _refuse_private(host: str) -> None:
    """Refuses a host of which some address is not public; raises OSError where it has none."""
    addresses = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    if not all(map(is_public, addresses)):
        raise Refused(f"leads to {host}, which is not public")


class _PublicConnection(HTTPConnection):
    """A connection that is refused where it leads into a private network.

    The host is checked before, and the address that was reached after connecting: a name server may answer
    otherwise the second time.
    """

    def connect(self) -> None:
        _refuse_private(self.host)
        timeout, self.timeout = self.timeout, min(self.timeout or _CONNECT, _CONNECT)
        super().connect()
        _refuse_private(self.sock.getpeername()[0])
        self.sock.settimeout(timeout)


class _PublicTLSConnection(_PublicConnection, HTTPSConnection):
    """The same over TLS."""


class _PublicHandler(AbstractHTTPHandler):
    """Opens connections to public addresses only."""

    def http_open(self, request: HTTPRequest) -> HTTPResponse:
        return self.do_open(_PublicConnection, request)

    def https_open(self, request: HTTPRequest) -> HTTPResponse:
        return self.do_open(_PublicTLSConnection, request)

    http_request = https_request = AbstractHTTPHandler.do_request_


def perform(request: Request) -> Reply:
    """Makes a request in this process and returns its reply."""
    try:
        with _open(request) as response:
            return _reply(response, request)
    except Refused as error:
        return Reply(fault=str(error))
    except URLError as error:
        host = urlsplit(request.url).hostname
        return Reply(fault=f"{host} cannot be reached ({error.reason})", is_unreachable=True)
    except TimeoutError:
        return Reply(fault="does not answer in time", is_passing=True)
    except (OSError, IncompleteRead) as error:
        return Reply(fault=f"cannot be read ({error})", is_passing=True)
    except (ValueError, InvalidURL) as error:
        return Reply(fault=f"leads to {quoted(request.url)}, which is no web address: {error}")
    except HTTPException as error:
        return Reply(fault=f"answers with what is no HTTP ({type(error).__name__}: {error})")


def _open(request: Request) -> HTTPResponse:
    """Connects, sends the request and reads status and headers, following no redirect."""
    parts = urlsplit(request.url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise Refused(f"leads to {quoted(request.url)}, which is no web address")
    # A mirror may be on this machine, where no proxy leads.
    is_proxied = not request.is_mirror and parts.scheme in getproxies() and not proxy_bypass(host)
    if is_proxied:
        with suppress(OSError):  # a name that the proxy alone knows
            _refuse_private(host)
    opener = OpenerDirector()
    opener.add_handler(ProxyHandler({} if request.is_mirror else None))
    is_checked_here = not (request.is_mirror or is_proxied)
    for handler in (_PublicHandler(),) if is_checked_here else (HTTPHandler(), HTTPSHandler()):
        opener.add_handler(handler)
    form = None if request.form is None else urlencode(request.form).encode()
    response = opener.open(HTTPRequest(request.url, form, dict(request.headers)), timeout=request.timeout)
    assert isinstance(response, HTTPResponse)
    return response


def _reply(response: HTTPResponse, request: Request) -> Reply:
    """Reads an answer by its status."""
    sent = response.headers
    reply = Reply(response.status, None, sent.get("ETag", ""), sent.get("Last-Modified", ""))
    if response.status in _REDIRECTS:
        # A header is read as Latin-1; what is not ASCII in it is percent-encoded as it came.
        target = quote(sent.get("Location", "").encode("latin-1"), safe="%/:=&?~#+!$,;'@()*[]")
        return reply._replace(location=urljoin(request.url, target))
    if response.status in _PASSING:
        retry_after = sent.get("Retry-After", "")
        return reply._replace(fault=f"answers {response.status}", is_passing=True, retry_after=retry_after)
    if response.status == 304:
        return reply
    if response.status != 200:
        return reply._replace(fault=f"answers {response.status}")
    try:
        return reply._replace(triples=_triples(response, request))
    except Refused as error:
        return reply._replace(fault=str(error))


def _triples(response: HTTPResponse, request: Request) -> dict[str, str]:
    """Reads what is said of the things that were asked for, as sorted N-Triples."""
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media_type not in FORMATS:
        raise Refused(f"expected {' or '.join(FORMATS)}, got {media_type[:60] or 'no type'}")
    # A compressed answer may be a thousand times as long as what is sent: none is asked for.
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise Refused("sends a compressed answer, which was not asked for")
    body = response.read(request.most_bytes + 1)
    if len(body) > request.most_bytes:
        raise Refused(f"sends more than {request.most_bytes} bytes")
    if response.length:
        raise IncompleteRead(body, response.length)
    triples = read(body, media_type, request.base)
    kept = {}
    for iri in request.things:
        kept[iri] = "".join(sorted({f"{triple} .\n" for triple in about(triples, iri)}))
        if len(kept[iri]) > _MOST_KEPT:
            raise Refused(f"says more than {_MOST_KEPT} characters of {iri}")
    return kept


def _limit_resources() -> None:
    """Limits what this process may use; a system without such a limit leaves it to the deadline."""
    limits = ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_CPU), (resource.RLIMIT_CORE, 0))
    for kind, most in limits:
        hard = resource.getrlimit(kind)[1]
        with suppress(ValueError):
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _end_with(parent: int) -> None:
    """Ends this process once its parent has gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def main() -> None:
    """Performs the request on stdin and writes its reply to stdout, both as JSON."""
    parent, request = json.load(sys.stdin.buffer)
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    _limit_resources()
    reply = perform(Request(**request))
    sys.stdout.write(json.dumps(reply._asdict()))


if __name__ == "__main__":
    main()
