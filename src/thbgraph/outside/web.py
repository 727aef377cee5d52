"""The one HTTP client: what is fetched from the web comes through here, and nothing else opens a connection.

It asks politely (one request a second to a host, an honest User-Agent, Retry-After is kept to, what is known is
asked for conditionally) and trusts nothing that comes back: not its size, its length, its type, its redirects.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from ..words.errors import EndpointError, RequestError
from ..words.names import quoted
from ..words.version import __version__

if TYPE_CHECKING:
    import httpx2

USER_AGENT = f"thbgraph/{__version__} (https://w3id.org/thbgraph; fetches linked data on request)"
#: How many bytes of one answer are read, how many redirects are followed, how often a request is made again.
MOST_BYTES = 20_000_000
MOST_REDIRECTS = 5
ATTEMPTS = 4
#: Seconds: between requests to one host, for a whole answer, and the longest that a host may ask to wait.
PAUSE, DEADLINE, LONGEST_WAIT = 1.0, 120.0, 120.0
_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = (429, 500, 502, 503, 504)


class Reply(NamedTuple):
    """An answer: the address that gave it, its media type, its bytes, and what tells its version.

    `body` is None where what is known already still holds (304).
    """

    url: str
    media_type: str
    body: bytes | None
    etag: str
    last_modified: str


class Client:
    """Makes requests one after the other. Close it, or use it in a `with`.

    `via` is the address of a mirror, to which the address that is wanted is appended; it alone may lie in a
    private network. `pause` is the time between requests to a host in seconds; `sleep` and `clock` are for
    tests. Raises RequestError where the library is not installed.
    """

    def __init__(
        self,
        via: str | None = None,
        *,
        pause: float = PAUSE,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        timeout: float = 30.0,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        try:
            import httpx2
        except ImportError:
            raise RequestError(
                "fetching needs httpx2; install it with: pip install 'thbgraph[fetch]'"
            ) from None
        self._via, self._pause, self._sleep, self._clock = via, pause, sleep, clock
        self._most_bytes = most_bytes
        self._last: dict[str, float] = {}
        # A compressed answer could be a thousand times as long as what is sent: none is asked for.
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
        # A mirror may be on this machine, where no proxy leads.
        self._http = httpx2.Client(
            headers=headers, timeout=httpx2.Timeout(timeout, connect=10.0), trust_env=via is None
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def get(
        self,
        url: str,
        media_types: tuple[str, ...],
        *,
        form: Mapping[str, str] | None = None,
        etag: str = "",
        last_modified: str = "",
    ) -> Reply:
        """Gets what an address gives as one of some media types, the best first; with a form, by POST.

        With `etag` or `last_modified` of an earlier reply the body is None where nothing has changed. Raises
        EndpointError, with address and status, for whatever does not end in a whole answer of such a type.
        """
        weighed = [f"{name};q={1 - number / 10:.1f}" for number, name in enumerate(media_types[:9])]
        headers = {"Accept": ", ".join(weighed)}
        # A version that is not ASCII is one that no request can name (RFC 9110, 5.5).
        headers |= {"If-None-Match": etag} if etag and etag.isascii() else {}
        headers |= {"If-Modified-Since": last_modified} if last_modified and last_modified.isascii() else {}
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._follow(url, media_types, headers, form)
            except _Again as again:
                wait = again.wait if again.wait is not None else 2.0 ** (attempt - 1)
                if attempt == ATTEMPTS or wait > LONGEST_WAIT:
                    more = f"; it asks to wait {wait:.0f} seconds" if wait > LONGEST_WAIT else ""
                    raise EndpointError(
                        f"{url}: {again}{more}; try again later", url=url, status=again.status
                    ) from None
                self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _follow(
        self,
        url: str,
        media_types: tuple[str, ...],
        headers: Mapping[str, str],
        form: Mapping[str, str] | None,
    ) -> Reply:
        at = self._via.rstrip("/") + "/" + url if self._via else url
        for _ in range(MOST_REDIRECTS + 1):
            self._check(at, url)
            self._take_turn(at)
            reply, target, is_elsewhere = self._ask(at, url, media_types, headers, form)
            if reply is not None:
                return reply
            form = None if is_elsewhere else form
            if at.startswith("https:") and target.startswith("http:"):
                target = "https:" + target.removeprefix(
                    "http:"
                )  # many name their data by http, and serve both
            at = target
        raise EndpointError(f"{url}: more than {MOST_REDIRECTS} redirects", url=url)

    def _ask(
        self,
        at: str,
        url: str,
        media_types: tuple[str, ...],
        headers: Mapping[str, str],
        form: Mapping[str, str] | None,
    ) -> tuple[Reply | None, str, bool]:
        """Makes one request; gives the reply, or None, where it redirects to, and whether for another answer.

        Such a one is got without the form (303; RFC 9110, 15.4.4).
        """
        import httpx2

        method = "GET" if form is None else "POST"
        try:
            with self._http.stream(method, at, headers=dict(headers), data=form) as response:
                status = response.status_code
                if status in _REDIRECTS:
                    return None, urljoin(at, response.headers.get("Location", "")), status == 303
                if status in _AGAIN:
                    raise _Again(f"answers {status}", status, _wait(response.headers.get("Retry-After", "")))
                if status not in (200, 304):
                    raise EndpointError(f"{url}: answers {status}", url=url, status=status)
                media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
                body = None if status == 304 else self._body(response, url, media_types, media_type)
                version = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
                return Reply(str(response.url), media_type, body, *version), "", False
        except httpx2.TimeoutException:
            raise _Again("does not answer in time") from None
        except (httpx2.NetworkError, httpx2.RemoteProtocolError) as error:
            raise _Again(f"cannot be read ({error})") from None
        except ValueError as error:  # no host has such a name
            raise EndpointError(f"{url}: leads to what is no web address: {error}", url=url) from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise EndpointError(f"{url}: {error}", url=url) from None

    def _body(
        self, response: httpx2.Response, url: str, media_types: tuple[str, ...], media_type: str
    ) -> bytes:
        """Reads the body, no more of it and no longer than is allowed."""
        if media_type not in media_types:
            raise EndpointError(
                f"{url}: expected {' or '.join(media_types)}, got {media_type[:60] or 'no type'}",
                url=url,
                status=200,
            )
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise EndpointError(
                f"{url}: sends a compressed answer, which was not asked for", url=url, status=200
            )
        end, body = self._clock() + DEADLINE, bytearray()
        for part in response.iter_raw():
            body += part
            if len(body) > self._most_bytes:
                raise EndpointError(f"{url}: sends more than {self._most_bytes} bytes", url=url, status=200)
            if self._clock() > end:
                raise EndpointError(f"{url}: takes longer than {DEADLINE:.0f} seconds", url=url, status=200)
        return bytes(body)

    def _check(self, at: str, url: str) -> None:
        """Refuses what is no web address, and what lies in a private network, except on the mirror."""
        try:
            parts = urlsplit(at)
            host = parts.hostname or ""
        except ValueError as error:
            raise EndpointError(
                f"{url}: leads to {quoted(at)}, which is no web address: {error}", url=url
            ) from None
        if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
            raise EndpointError(f"{url}: leads to {quoted(at)}, which is no web address", url=url)
        if self._via and parts.netloc == urlsplit(self._via).netloc:
            return
        if _is_private(host):
            raise EndpointError(f"{url}: leads to {host}, which lies in a private network", url=url)

    def _take_turn(self, at: str) -> None:
        """Waits until the host may be asked again."""
        host = urlsplit(at).netloc
        rest = self._last.get(host, -self._pause) + self._pause - self._clock()
        if rest > 0:
            self._sleep(rest)
        self._last[host] = self._clock()


class _Again(Exception):
    """Says that the request may be made again, after how many seconds where the host says so."""

    def __init__(self, message: str, status: int | None = None, wait: float | None = None) -> None:
        super().__init__(message)
        self.status, self.wait = status, wait


def _wait(text: str) -> float | None:
    """Reads Retry-After: seconds, or a date (RFC 9110, 10.2.3)."""
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text).astimezone(UTC)
    except (ValueError, OverflowError):  # OverflowError: a day that no calendar reaches
        return None
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _is_private(host: str) -> bool:
    """Says whether a host is no public address, or has one that is none.

    A name is looked up here and once more when the connection is made; a name server that answers otherwise
    the second time is not seen.
    """
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False  # it has no address here; behind a proxy, which looks it up, this is usual
    return any(not ipaddress.ip_address(address.partition("%")[0]).is_global for address in found)
