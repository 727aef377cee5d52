"""The HTTP client of engines: connections kept, reads tried again, and no answer taken that is not whole.

An engine that reaches a limit of its own may answer 200 or 206 with the rows that it has so far. Such an answer is
an error here, with the name of the setting. Sources: SPARQL 1.1 Protocol; RFC 9110, 15.3.7; Virtuoso, X-SPARQL-MaxRows.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from ssl import SSLCertVerificationError, SSLError
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import urlsplit

from ..base.errors import EndpointError, RequestError
from ..base.extras import library
from ..base.printing import quoted
from ..base.version import __version__

try:
    import requests
    from requests.adapters import HTTPAdapter
    from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
    from urllib3 import Retry
    from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError, ReadTimeoutError
except ModuleNotFoundError:
    library("requests")  # says which extra brings it
    raise

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connectionpool import ConnectionPool

#: Who asks: `user:password` or `Bearer TOKEN`, or the name of a file whose first line is that.
AUTH, AUTH_FILE = "THBGRAPH_AUTH", "THBGRAPH_AUTH_FILE"
_BEARER, _WRITTEN = "Bearer ", "user:password or Bearer TOKEN"
#: The advice where an answer was not whole.
AGAIN = "ask again"
_Answered = TypeVar("_Answered")
#: Names the seconds that an answer may take, by default so many.
TIMEOUT, _DEADLINE = "THBGRAPH_TIMEOUT", "600"
#: The most rows that it ever gives, whatever its settings say.
_MOST_OF_VIRTUOSO = "1048576"
#: Seconds for a connection; and the most bytes of an answer.
_CONNECT, _MOST = 10.0, 1 << 30


class _Patient(Retry):
    """Tries again what may pass, but nothing that a server may still be at, and no port at which none listens."""

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        """Counts an attempt; raises the error of one that took too long, and of a refused one that it is the last."""
        if isinstance(error, ReadTimeoutError):
            raise error
        if isinstance(error, NewConnectionError) and isinstance(error.__cause__, ConnectionRefusedError):
            raise MaxRetryError(_pool, url or "", error)  # type: ignore[arg-type]  # as the pool itself does
        return super().increment(method, url, response, error, _pool, _stacktrace)


#: What may pass is tried again, each time later, so often; what is sent so does no harm when it comes twice.
RETRIES = _Patient(
    4, backoff_factor=0.5, status_forcelist=(429, 502, 503, 504), allowed_methods=None, redirect=False,
    raise_on_status=False, retry_after_max=60,
)  # fmt: skip
_CHUNK = 1 << 16
#: What Virtuoso says where it does not ask for a password, and lets nobody write.
_NOT_PERMITTED = b"No permission to execute"
_OF_VIRTUOSO = "Virtuoso takes updates at /sparql-auth, and graphs at /sparql-graph-crud-auth"
_MOST_REPEATED = 300
#: What is said of https that does not come about in time.
_HANDSHAKE = "handshake"


class EngineClient:
    """Sends requests to one host; raises EndpointError where an answer is not whole."""

    def __init__(self, deadline: float | None = None, retries: Retry = RETRIES) -> None:
        """Takes the seconds that an answer may take, else those of the environment, and how often what may pass is tried again."""
        self._deadline = _seconds() if deadline is None else deadline
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"thbgraph/{__version__}"
        self._access, self._retries = _access(), retries
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_maxsize=8, max_retries=retries))

    def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str | Sequence[str]] | None = None,
        data: Mapping[str, str | Sequence[str]] | bytes | IO[bytes] | None = None,
    ) -> tuple[str, bytes]:
        """Sends a request, a file from its beginning; returns media type and body of the answer."""
        body = BytesIO()
        return self.receive(body, method, url, headers, params, data), body.getvalue()

    def receive(
        self,
        into: IO[bytes],
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str | Sequence[str]] | None = None,
        data: Mapping[str, str | Sequence[str]] | bytes | IO[bytes] | None = None,
    ) -> str:
        """Sends a request, and writes the body of the answer into a file, which may be larger than memory; returns its media type."""
        end = time.monotonic() + self._deadline
        settings: Any = {"allow_redirects": False, "stream": True, "timeout": (_CONNECT, self._deadline)}

        def ask() -> requests.Response:
            if not isinstance(data, Mapping | bytes | None):
                data.seek(0)
            return self._session.request(method, url, params, data, headers, **settings)

        def attempt() -> tuple[requests.Response, bytes]:
            into.seek(0)
            into.truncate()
            answer = ask()
            if answer.status_code == 401 and self._access and self._session.auth is None:
                answer.close()
                self._session.auth = _way(answer.headers.get("WWW-Authenticate", ""), self._access)
                answer = ask()
            with answer:
                return answer, _write(answer, into, end)

        try:
            answer, head = self._unbroken(attempt)
        except requests.exceptions.RetryError as error:
            raise EndpointError(f"{url} keeps refusing ({error})", "try again later", url=url) from None
        except requests.exceptions.ReadTimeout as error:
            if _HANDSHAKE in _root(error):  # of which a server that speaks no https waits for the rest
                raise self._unreached(url, "no answer to https") from None
            raise EndpointError(self._late(url), url=url) from None
        except requests.exceptions.ChunkedEncodingError as error:
            raise EndpointError(f"{url} broke off its response ({_root(error)})", AGAIN, url=url) from None
        except requests.exceptions.RequestException as error:
            raise self._unreached(url, _root(error)) from None
        if time.monotonic() > end:
            raise EndpointError(self._late(url), url=url)
        _refuse(answer, head, url)
        return answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def _unbroken(self, attempt: Callable[[], _Answered]) -> _Answered:
        """Tries again what was answered in part, as the library does where nothing was answered."""
        retries = self._retries
        while True:
            try:
                return attempt()
            except requests.exceptions.ChunkedEncodingError as error:
                if not retries.total:
                    raise
                retries = retries.increment("GET", error=ProtocolError(str(error)))
                time.sleep(retries.get_backoff_time())

    def _unreached(self, url: str, why: str) -> EndpointError:
        right = "does the server run, and is the address right"
        scheme = ", https and not http?" if url.startswith("https:") else "?"
        return EndpointError(f"{url} cannot be reached ({why})", right + scheme, url=url)

    def _late(self, url: str) -> str:
        return (
            f"{url} does not answer within {self._deadline:g} seconds; ask for less, or raise {TIMEOUT}, "
            "and the engine's own limit of time"
        )

    def close(self) -> None:
        """Closes the connections."""
        self._session.close()


def checked_address(url: str) -> str:
    """Returns the address of an endpoint; raises RequestError where it is none, or has a password in it."""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or any(character.isspace() or not character.isprintable() for character in url):
        raise RequestError(
            f"{quoted(url)} is not the address of an endpoint", "write one such as https://example.org/sparql"
        )
    if parts.username is not None:
        raise RequestError(
            "an address must not contain a password, which others could see", f"set {AUTH} or {AUTH_FILE}"
        )
    return url


class _Bearer(AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _seconds() -> float:
    """Reads the seconds that an answer may take from the environment."""
    setting = os.environ.get(TIMEOUT) or _DEADLINE
    if not setting.isdecimal() or not int(setting):
        raise RequestError(f"{TIMEOUT}: expected seconds such as {_DEADLINE}, got {quoted(setting)}")
    return float(setting)


def _access() -> str:
    """Reads who asks from the environment, or from the file that it names."""
    setting, file, place = os.environ.get(AUTH, ""), os.environ.get(AUTH_FILE), AUTH
    if file and not setting:
        place = f"{AUTH_FILE}: {quoted(file)}"
        try:
            setting = (Path(file).read_text(encoding="utf-8").splitlines() or [""])[0]
        except (OSError, ValueError) as error:
            raise RequestError(f"{place} cannot be read ({_root(error)})", "name another") from None
        if not setting.strip():
            raise RequestError(f"{place} has an empty first line", f"write {_WRITTEN} there")
    if setting and ":" not in setting and not setting.startswith(_BEARER):
        raise RequestError(f"{place}: expected {_WRITTEN}", "write it so")
    return setting


def _way(challenge: str, access: str) -> AuthBase:
    """Returns the way of showing who asks that a server challenges to."""
    if access.startswith(_BEARER):
        return _Bearer(access.removeprefix(_BEARER))
    user, _, password = access.partition(":")
    return HTTPDigestAuth(user, password) if "digest" in challenge.lower() else HTTPBasicAuth(user, password)


def _write(answer: requests.Response, into: IO[bytes], end: float) -> bytes:
    """Writes the body of an answer to a file until time is up; returns how it begins."""
    head, size = b"", 0
    for part in answer.iter_content(_CHUNK):
        head = head or part
        size += into.write(part)
        if size > _MOST and isinstance(into, BytesIO):
            raise EndpointError(
                f"{answer.url} sends more than {_MOST >> 20} MB", "ask for less", url=answer.url
            )
        if time.monotonic() > end:
            break
    return head


def _refuse(answer: requests.Response, body: bytes, url: str) -> None:
    """Raises EndpointError for an answer that is a failure, or a part."""
    status, fault, advice = answer.status_code, "", ""
    if status in (401, 403):
        given = next((name for name in (AUTH, AUTH_FILE) if os.environ.get(name)), "")
        fault, advice = (
            "refuses access",
            f"set {AUTH} to {_WRITTEN}, or {AUTH_FILE} to a file with that line",
        )
        if given and status == 401:
            fault, advice = f"refuses what {given} says", "correct it"
        elif given:  # nobody disputes who asks
            fault = f"refuses access with what {given} says"
            advice = f"may this user do so, and is the address right? {_OF_VIRTUOSO}"
    elif status == 206:
        fault = "answers with only a part of the rows"
        advice = "raise its time limit (Virtuoso: MaxQueryExecutionTime)"
    elif "X-SPARQL-MaxRows" in answer.headers:
        most = answer.headers["X-SPARQL-MaxRows"]
        fault = f"cuts answers at {most} rows"
        advice = "ask for less" if most == _MOST_OF_VIRTUOSO else "raise ResultSetMaxRows in its settings"
    elif status in (301, 302, 303, 307, 308):
        fault, advice = f"leads to {quoted(answer.headers.get('Location', ''))}", "name that address"
    elif status == 404:
        fault, advice = "is not there", "is the address right?"
    elif status == 413:
        fault = "does not accept a request of this length"
    elif status in (429, 502, 503, 504):
        fault, advice = "keeps refusing", "try again later"
    elif status >= 300:
        fault = f"refuses the request: {' '.join(body[:_MOST_REPEATED].decode(errors='replace').split())}"
        if _NOT_PERMITTED in body:
            advice = _OF_VIRTUOSO
    if fault:
        raise EndpointError(f"{url} answers {status}: {fault}", advice, url=url, status=status)


def _root(error: BaseException) -> str:
    """Says in a few words what is at the root of an error of the library, which may hold it without raising it."""

    def before() -> object:
        return error.__cause__ or error.__context__ or next(reversed(error.args), None)

    while isinstance(earlier := before(), BaseException):
        error = earlier
    if isinstance(error, SSLCertVerificationError):
        return f"its certificate is refused: {error.verify_message}"
    if isinstance(error, SSLError):
        return f"no https: {(error.reason or 'no answer').replace('_', ' ').lower()}"
    return (
        getattr(error, "strerror", None)
        or " ".join(str(error).split())[:_MOST_REPEATED]
        or type(error).__name__
    )
