"""What stands before every answer: headers for all, 304, OPTIONS, answers that are kept, and a line in the log.

Answers are kept as they were sent until the graph is exchanged. An answer that comes again costs no worker.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple, TypeAlias

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_Key: TypeAlias = tuple[Any, ...]
_READING = ("GET", "HEAD")
#: The largest answer that is kept, and how much of them all, in bytes.
_LARGEST, _MOST = 256 * 1024, 64 << 20
#: What gives another answer each time.
_FICKLE = re.compile(rb"(?:rand|now|uuid)(?:\s|%20|\+)*(?:\(|%28)", re.IGNORECASE)
#: What every answer carries: any page may read it, and no browser takes it for what it is not.
_HEADERS = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"*"),
    (b"cache-control", b"no-cache"),
    (b"content-security-policy", b"default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
     b"connect-src 'self'; form-action 'self'; "
     b"base-uri 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
]  # fmt: skip
_PREFLIGHT = [
    (b"access-control-allow-headers", b"accept, content-type, if-none-match"),
    (b"access-control-max-age", b"86400"),
]
#: What a 304 does not repeat.
_OF_BODY = (b"content-type", b"content-length", b"content-encoding")
#: The headers that decide which answer an address has.
_VARYING = (b"accept", b"accept-encoding")
_NO_BODY: Message = {"type": "http.response.body", "body": b""}
#: The extension of ASGI by which a connection writes a whole response: from status, written headers and body, where it can.
AT_ONCE = "thbgraph.at-once"


class _Sent(NamedTuple):
    """A response as the messages that send it, and its headers as they are written."""

    start: Message
    body: Message
    head: bytes


class _Kept(NamedTuple):
    """An answer as it was sent, what is sent instead to whom has it, its tag, and the route that it came by."""

    whole: _Sent
    not_modified: _Sent
    tag: bytes | None
    route: str

    def weighs(self, key: _Key) -> int:
        """Returns about how many bytes it takes with its key."""
        return len(self.whole.body["body"]) + len(repr(key)) + 2 * len(repr(self.whole.start))


class Front:
    """Wraps an application; `build` gives the number of the graph that it answers from."""

    def __init__(self, app: ASGIApp, build: Callable[[], int]) -> None:
        self._app, self._build = app, build
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._kept_from, self._size = build(), 0
        self._second, self._moment = 0, ""
        self._lines: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, and writes it into the log."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.monotonic()
        if self._kept_from != self._build():
            self._kept_from, self._size = self._build(), 0
            self._kept.clear()
        key = _key(scope)
        kept = self._kept.get(key) if scope["method"] in _READING else None
        if kept is not None:
            self._kept.move_to_end(key)
            is_same = kept.whole.start["status"] == 200 and _matches(scope, kept.tag)
            sent = kept.not_modified if is_same else kept.whole
            if not _at_once(scope, sent):
                await send(sent.start)
                await send(sent.body)
            self._log(scope, kept.route, sent.start["status"], len(kept.whole.body["body"]), began)
            return
        answer = _Answer(scope, send)
        try:
            if scope["method"] == "OPTIONS":
                await answer.send(_options(scope["path"]))
                await answer.send(_NO_BODY)
            else:
                await self._answered(scope, receive, answer, key)
        finally:
            self._log(scope, _route(scope), answer.status, answer.size, began)

    async def _answered(self, scope: Scope, receive: Receive, answer: _Answer, key: _Key) -> None:
        build = self._kept_from
        await self._app(scope, receive, answer.send)
        is_lasting = scope["method"] in _READING and not _FICKLE.search(scope["query_string"])
        if is_lasting and answer.is_whole and build == self._build() == self._kept_from:
            self._keep(key, answer.kept())

    def _keep(self, key: _Key, kept: _Kept) -> None:
        if key in self._kept:  # two asked for it at once
            return
        self._kept[key] = kept
        self._size += kept.weighs(key)
        while self._size > _MOST:
            old, forgotten = self._kept.popitem(last=False)
            self._size -= forgotten.weighs(old)

    def _log(self, scope: Scope, route: str, status: int, size: int, began: float) -> None:
        """Writes a line of JSON: neither who asked, nor what.

        The library's logging takes as long as an answer that was kept. What is answered in one turn is written at once.
        """
        now = int(time.time())
        if now != self._second:
            self._second, self._moment = now, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
        if not self._lines:
            asyncio.get_running_loop().call_soon(self._write_lines)
        self._lines.append(
            f'{{"time": "{self._moment}", "level": "info", "method": "{scope["method"]}", "route": {route}, '
            f'"status": {status}, "bytes": {size}, "ms": {(time.monotonic() - began) * 1000:.1f}}}\n'
        )

    def _write_lines(self) -> None:
        with suppress(OSError, ValueError, AttributeError):  # no request fails with its log
            sys.stderr.write("".join(self._lines))
        self._lines.clear()


class _Answer:
    """An answer on its way: gets the headers of all, becomes a 304 where the client has it, and is noted."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send, self._scope, self._is_same = send, scope, False
        self.start: Message = {"status": 0}
        self.size, self._parts, self._is_complete = 0, list[bytes](), False

    async def send(self, message: Message) -> None:
        """Sends a message on."""
        if message["type"] == "http.response.start":
            headers = dict(message["headers"])
            self.start = {**message, "headers": [*{**dict(_HEADERS), **headers}.items()]}
            self._is_same = message["status"] == 200 and _matches(self._scope, headers.get(b"etag"))
            await self._send(_not_modified(self.start) if self._is_same else self.start)
            return
        part = message.get("body", b"")
        self.size += len(part)
        self._is_complete = not message.get("more_body", False)
        if self.size <= _LARGEST:
            self._parts.append(part)
        if not self._is_same:
            await self._send(message)
        elif self._is_complete:
            await self._send(_NO_BODY)

    @property
    def is_whole(self) -> bool:
        """Whether it can be kept: complete, found, and not large."""
        is_marked = any(name == b"etag" for name, _ in self.start.get("headers", ()))
        is_found = self.start["status"] in (301, 303) or (self.start["status"] == 200 and is_marked)
        return self._is_complete and is_found and self.size <= _LARGEST

    def kept(self) -> _Kept:
        """Returns an answer that is whole as it is kept."""
        body = {"type": "http.response.body", "body": b"".join(self._parts)}
        tag = dict(self.start["headers"]).get(b"etag")
        whole, instead = _sent(self.start, body), _sent(_not_modified(self.start), _NO_BODY)
        return _Kept(whole, instead, tag, _route(self._scope))

    @property
    def status(self) -> int:
        """The status that the client got; 0 where it went before."""
        return 304 if self._is_same else int(self.start["status"])


def _sent(start: Message, body: Message) -> _Sent:
    return _Sent(start, body, b"".join(b"%s: %s\r\n" % header for header in start["headers"]))


def _at_once(scope: Scope, sent: _Sent) -> bool:
    """Sends a response in one piece where the connection can; says whether it has."""
    extension = scope.get("extensions", {}).get(AT_ONCE) if scope["method"] == "GET" else None
    return extension is not None and extension["write"](sent.start["status"], sent.head, sent.body["body"])


def _route(scope: Scope) -> str:
    """Returns the pattern of addresses that a request was taken by, as JSON."""
    path = getattr(scope.get("route"), "path", None)
    return "null" if path is None else f'"{path}"'


def _key(scope: Scope) -> _Key:
    """Returns what tells an answer from others."""
    varying = [one for one in scope["headers"] if one[0] in _VARYING]
    return (scope["raw_path"], scope["query_string"], *varying)


def _matches(scope: Scope, tag: bytes | None) -> bool:
    """Says whether a client has the answer that has a tag."""
    known = [value for name, value in scope["headers"] if name == b"if-none-match"]
    tags = [one.strip().removeprefix(b"W/") for value in known for one in value.split(b",")]
    return tag is not None and (tag in tags or b"*" in tags)


def _not_modified(start: Message) -> Message:
    headers = [(name, value) for name, value in start["headers"] if name not in _OF_BODY]
    return {**start, "status": 304, "headers": headers}


def _options(path: str) -> Message:
    methods = b"GET, HEAD, POST, OPTIONS" if path.startswith("/sparql") else b"GET, HEAD, OPTIONS"
    headers = [(b"allow", methods), (b"access-control-allow-methods", methods), *_PREFLIGHT]
    return {"type": "http.response.start", "status": 204, "headers": headers}
