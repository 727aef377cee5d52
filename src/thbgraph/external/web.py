"""The client of `link fetch` and `source refresh --fetch`: rate limit, retries and deadline. Nothing else fetches."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ..base.errors import EndpointError, RequestError
from ..base.printing import quoted
from .child import exchange
from .exchange import HttpReply, Request, host_of

#: How often a request is made that fails in passing.
ATTEMPTS = 4
#: Seconds: between requests, from a request to its parsed answer, and the longest wait that a host may ask for.
PAUSE, DEADLINE, LONGEST_WAIT = 1.0, 60.0, 120.0


class WebClient:
    """Makes requests one after the other.

    `via` is the address of a mirror, to which each address is appended; raises RequestError where it is none.
    `pause` is the time between requests and `deadline` that of a whole exchange, in seconds. `sleep` is for tests.
    """

    def __init__(
        self,
        via: str = "",
        *,
        pause: float = PAUSE,
        deadline: float = DEADLINE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._via, self._pause, self._deadline, self._sleep = via, pause, deadline, sleep
        self._turn = 0.0
        self._unreachable: list[str] = []
        try:
            host_of(via or "http://no.mirror")
        except ValueError:
            raise RequestError(f"the mirror {quoted(via)} is not a web address") from None

    def can_reach(self, url: str) -> bool:
        """Returns whether the host of an address, or the mirror, has taken every connection so far."""
        return host_of(Request(url, (), via=self._via).address) not in self._unreachable

    def get(self, request: Request) -> HttpReply:
        """Returns the reply to a request; raises EndpointError, with address and status, where it has a fault."""
        request = request._replace(via=self._via, pause=self._pause, unreachable=self._unreachable)
        for attempt in range(ATTEMPTS):
            if (rest := self._turn - time.monotonic()) > 0:
                self._sleep(rest)
            reply = exchange(request, self._deadline)
            self._turn = time.monotonic() + self._pause
            if not reply.fault:
                return reply
            self._unreachable += filter(None, [reply.unreachable])
            wait = _wait(reply.retry_after, 2.0**attempt)
            if not reply.is_passing or wait > LONGEST_WAIT:
                break
            if attempt < ATTEMPTS - 1:
                self._sleep(wait)
        more = f"; it asks to wait {wait:.0f} seconds" if wait > LONGEST_WAIT else ""
        advice = "try again later" if reply.is_passing else ""
        what = f"{request.url}: {reply.fault}{more}"
        raise EndpointError(what, advice, url=request.url, status=reply.status)


def _wait(retry_after: str, default: float) -> float:
    """Returns the seconds that Retry-After asks to wait, given as such or as a date (RFC 9110, 10.2.3)."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after).astimezone(UTC)
    except (ValueError, OverflowError):  # OverflowError: a day that no calendar reaches
        return default
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
