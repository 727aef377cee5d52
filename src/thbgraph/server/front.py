"""What stands before every answer: headers for all, 304, OPTIONS, and a line in the log."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: What every answer carries: any page may read it, and no browser takes it for what it is not.
_HEADERS = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"*"),
    (b"cache-control", b"no-cache"),
    (b"content-security-policy", b"default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
     b"script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
]  # fmt: skip
_PREFLIGHT = [
    (
        b"access-control-allow-headers",
        b"accept, content-type, if-none-match, mcp-protocol-version, mcp-session-id",
    ),
    (b"access-control-max-age", b"86400"),
]
#: What a 304 does not repeat.
_OF_BODY = (b"content-type", b"content-length", b"content-encoding")
_NO_BODY: Message = {"type": "http.response.body", "body": b""}


class Front:
    """Wraps an application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._second, self._moment = 0, ""
        self._lines: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, and writes it into the log."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.monotonic()
        answer = _Answer(scope, send)
        try:
            if scope["method"] == "OPTIONS":
                await answer.send(_options(scope["path"]))
                await answer.send(_NO_BODY)
            else:
                await self._app(scope, receive, answer.send)
        finally:
            self._log(scope, answer, began)

    def _log(self, scope: Scope, answer: _Answer, began: float) -> None:
        """Writes a line of JSON: neither who asked, nor what.

        The library's logging takes as long as an answer that is kept. What is answered in one turn is written at once.
        """
        now = int(time.time())
        if now != self._second:
            self._second, self._moment = now, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
        if not self._lines:
            asyncio.get_running_loop().call_soon(self._write_lines)
        self._lines.append(
            f'{{"time": "{self._moment}", "level": "info", "method": "{scope["method"]}", "route": {_route(scope)}, '
            f'"status": {answer.status}, "bytes": {answer.size}, "ms": {(time.monotonic() - began) * 1000:.1f}}}\n'
        )

    def _write_lines(self) -> None:
        with suppress(OSError, ValueError, AttributeError):  # no request fails with its log
            sys.stderr.write("".join(self._lines))
        self._lines.clear()


class _Answer:
    """An answer on its way: gets the headers of all, and becomes a 304 where the client has it."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send, self._scope, self._is_same = send, scope, False
        #: The status that the client got; 0 where it went before.
        self.status, self.size = 0, 0

    async def send(self, message: Message) -> None:
        """Sends a message on."""
        if message["type"] == "http.response.start":
            headers = dict(message["headers"])
            start = {**message, "headers": [*{**dict(_HEADERS), **headers}.items()]}
            self._is_same = message["status"] == 200 and _is_among(headers.get(b"etag"), _tags(self._scope))
            self.status = 304 if self._is_same else message["status"]
            await self._send(_not_modified(start) if self._is_same else start)
            return
        self.size += len(message.get("body", b""))
        if not self._is_same:
            await self._send(message)
        elif not message.get("more_body", False):
            await self._send(_NO_BODY)


def _route(scope: Scope) -> str:
    """Returns the pattern of addresses that a request was taken by, as JSON."""
    path = getattr(scope.get("route"), "path", None)
    return "null" if path is None else f'"{path}"'


def _tags(scope: Scope) -> list[bytes]:
    """Returns the tags of the answers that a client has."""
    known = [value for name, value in scope["headers"] if name == b"if-none-match"]
    return [one.strip().removeprefix(b"W/") for value in known for one in value.split(b",")]


def _is_among(tag: bytes | None, tags: Sequence[bytes]) -> bool:
    return tag is not None and (tag in tags or b"*" in tags)


def _not_modified(start: Message) -> Message:
    headers = [(name, value) for name, value in start["headers"] if name not in _OF_BODY]
    return {**start, "status": 304, "headers": headers}


def _options(path: str) -> Message:
    methods = (
        b"GET, HEAD, POST, OPTIONS" if path.startswith(("/sparql", "/reconcile")) else b"GET, HEAD, OPTIONS"
    )
    headers = [(b"allow", methods), (b"access-control-allow-methods", methods), *_PREFLIGHT]
    return {"type": "http.response.start", "status": 204, "headers": headers}
