"""The HTTP client of `link fetch`: rate limits, retries, redirects and deadlines. Nothing else uses the web.

Each request is made in a child process ([exchange.py]), so that no answer can bring this one down.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from ..words.errors import EndpointError
from ..words.version import __version__
from .exchange import Reply, Request, exchange
from .rdf import FORMATS

USER_AGENT = f"thbgraph/{__version__} (https://w3id.org/thbgraph; fetches linked data on request)"
#: How many bytes of one answer are read, how many redirects are followed, how often a request is made.
MOST_BYTES = 20_000_000
MOST_REDIRECTS = 5
ATTEMPTS = 4
#: Seconds: between requests to one host, from a request to its parsed answer, and the longest that a host may ask to wait.
PAUSE, DEADLINE, LONGEST_WAIT = 1.0, 120.0, 120.0


class Client:
    """Makes requests one after the other.

    `via` is the address of a mirror, to which the address that is wanted is appended; it alone may lie in a
    private network. In seconds: `pause` between requests to a host, `timeout` for each time that a host is waited
    for, `deadline` for a whole exchange. `sleep` and `clock` are for tests.
    """

    def __init__(
        self,
        via: str | None = None,
        *,
        pause: float = PAUSE,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        timeout: float = 30.0,
        deadline: float = DEADLINE,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._via, self._pause, self._sleep, self._clock = via, pause, sleep, clock
        self._timeout, self._deadline, self._most_bytes = timeout, deadline, most_bytes
        self._last: dict[str, float] = {}
        self._unreachable: set[str] = set()

    def can_reach(self, url: str) -> bool:
        """Returns whether the host of an address, or the mirror, has taken every connection so far."""
        return _host(self._mirrored(url)) not in self._unreachable

    def get(
        self,
        url: str,
        things: Sequence[str],
        *,
        form: Mapping[str, str] | None = None,
        etag: str = "",
        last_modified: str = "",
    ) -> Reply:
        """Returns what an address says of some things, asked by GET or, with a form, by POST.

        With `etag` or `last_modified` of an earlier reply, the triples are None where nothing has changed.
        Raises EndpointError, with address and status, where no whole answer comes.
        """
        headers = {"User-Agent": USER_AGENT, "Accept": _ACCEPT}
        # A version that is not ASCII is one that no request can name (RFC 9110, 5.5).
        headers |= {"If-None-Match": etag} if etag and etag.isascii() else {}
        headers |= {"If-Modified-Since": last_modified} if last_modified and last_modified.isascii() else {}
        for attempt in range(ATTEMPTS):
            reply = self._follow(url, things, headers, form)
            if not reply.fault:
                return reply
            wait = _wait(reply.retry_after, 2.0**attempt)
            if not reply.is_passing or wait > LONGEST_WAIT:
                break
            if attempt < ATTEMPTS - 1:
                self._sleep(wait)
        more = f"; it asks to wait {wait:.0f} seconds" if wait > LONGEST_WAIT else ""
        more += "; try again later" if reply.is_passing else ""
        raise EndpointError(f"{url}: {reply.fault}{more}", url=url, status=reply.status)

    def _follow(
        self, url: str, things: Sequence[str], headers: Mapping[str, str], form: Mapping[str, str] | None
    ) -> Reply:
        """Makes a request and follows its redirects, all within one deadline."""
        at, end = self._mirrored(url), self._clock() + self._deadline
        for _ in range(MOST_REDIRECTS + 1):
            host = _host(at)
            if host in self._unreachable:
                return Reply(fault=f"{host} cannot be reached")
            self._take_turn(host)
            is_mirror = self._via is not None and host == _host(self._via)
            request = Request(at, url, things, headers, form, is_mirror, self._timeout, self._most_bytes)
            try:
                reply = exchange(request, end - self._clock())
            except TimeoutError:
                return Reply(fault=f"takes longer than {self._deadline:g} seconds")
            if reply.is_unreachable:
                self._unreachable.add(host)
            if not reply.location:
                return reply
            if reply.status == 303:  # another answer, which is got without the form (RFC 9110, 15.4.4)
                form = None
            # Many name their data by http, and serve both.
            was_secure, at = at.startswith("https:"), reply.location
            if was_secure and at.startswith("http:"):
                at = "https:" + at.removeprefix("http:")
        return Reply(fault=f"more than {MOST_REDIRECTS} redirects")

    def _mirrored(self, url: str) -> str:
        return f"{self._via.rstrip('/')}/{url}" if self._via else url

    def _take_turn(self, host: str) -> None:
        """Waits until the host may be asked again."""
        rest = self._last.get(host, -self._pause) + self._pause - self._clock()
        if rest > 0:
            self._sleep(rest)
        self._last[host] = self._clock()


_ACCEPT = ", ".join(f"{name};q={1 - number / 10:.1f}" for number, name in enumerate(FORMATS))


def _host(url: str) -> str:
    """Returns host and port of an address, empty where it is none."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _wait(text: str, default: float) -> float:
    """Reads Retry-After: seconds, or a date (RFC 9110, 10.2.3)."""
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text).astimezone(UTC)
    except (ValueError, OverflowError):  # OverflowError: a day that no calendar reaches
        return default
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
