"""What stands before every answer: headers for all, 304, OPTIONS, answers that are kept, and a line in the log.

Answers are kept as they were sent until the graph is exchanged. An answer that comes again costs no worker.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections import OrderedDict
from collections.abc import Callable, MutableMapping
from typing import Any, NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("thbgraph.requests")
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


class _Kept(NamedTuple):
    start: Message
    body: bytes


class Front:
    """Wraps an application; `build` gives the number of the graph that it answers from."""

    def __init__(self, app: ASGIApp, build: Callable[[], int]) -> None:
        self._app, self._build = app, build
        self._kept: OrderedDict[tuple[bytes, ...], _Kept] = OrderedDict()
        self._kept_from, self._size = build(), 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, and writes it into the log."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, answer = time.monotonic(), _Answer(scope, send)
        try:
            if scope["method"] == "OPTIONS":
                await answer.send(_options(scope["path"]))
                await answer.send({"type": "http.response.body"})
            else:
                await self._answered(scope, receive, answer)
        finally:
            _log(scope, answer, time.monotonic() - began)

    async def _answered(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        if self._kept_from != self._build():
            self._kept_from, self._size = self._build(), 0
            self._kept.clear()
        key = _key(scope)
        kept = self._kept.get(key) if key else None
        if kept is not None:
            self._kept.move_to_end(key)
            await answer.send(kept.start)
            await answer.send({"type": "http.response.body", "body": kept.body})
            return
        build = self._kept_from
        await self._app(scope, receive, answer.send)
        if key and answer.is_whole and build == self._build() == self._kept_from:
            self._keep(key, _Kept(answer.start, answer.body))

    def _keep(self, key: tuple[bytes, ...], kept: _Kept) -> None:
        self._kept[key] = kept
        self._size += len(kept.body)
        while self._size > _MOST:
            _, old = self._kept.popitem(last=False)
            self._size -= len(old.body)


class _Answer:
    """An answer on its way: gets the headers of all, becomes a 304 where the client has it, and is noted."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send, self._known, self._is_same = send, _header(scope, b"if-none-match"), False
        self.start: Message = {"status": 0}
        self.size, self._parts, self._is_complete = 0, list[bytes](), False

    async def send(self, message: Message) -> None:
        """Sends a message on."""
        if message["type"] == "http.response.start":
            headers = dict(message["headers"])
            self.start = {**message, "headers": [*{**dict(_HEADERS), **headers}.items()]}
            self._is_same = message["status"] == 200 and _matches(self._known, headers.get(b"etag"))
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
            await self._send({"type": "http.response.body"})

    @property
    def is_whole(self) -> bool:
        """Whether it can be kept: complete, found, and not large."""
        is_marked = any(name == b"etag" for name, _ in self.start.get("headers", ()))
        is_found = self.start["status"] in (301, 303) or (self.start["status"] == 200 and is_marked)
        return self._is_complete and is_found and self.size <= _LARGEST

    @property
    def body(self) -> bytes:
        """The body of an answer that is whole."""
        return b"".join(self._parts)

    @property
    def status(self) -> int:
        """The status that the client got; 0 where it went before."""
        return 304 if self._is_same else int(self.start["status"])


def _key(scope: Scope) -> tuple[bytes, ...]:
    """Returns what tells an answer from others; nothing where it is not to be kept."""
    if scope["method"] not in ("GET", "HEAD") or _FICKLE.search(scope["query_string"]):
        return ()
    return (
        scope["raw_path"],
        scope["query_string"],
        _header(scope, b"accept"),
        _header(scope, b"accept-encoding"),
    )


def _header(scope: Scope, name: bytes) -> bytes:
    return b",".join(value for key, value in scope["headers"] if key == name)


def _matches(known: bytes, tag: bytes | None) -> bool:
    tags = [one.strip().removeprefix(b"W/") for one in known.split(b",")]
    return tag is not None and (tag in tags or b"*" in tags)


def _not_modified(start: Message) -> Message:
    headers = [(name, value) for name, value in start["headers"] if name not in _OF_BODY]
    return {**start, "status": 304, "headers": headers}


def _options(path: str) -> Message:
    methods = b"GET, HEAD, POST, OPTIONS" if path.startswith("/sparql") else b"GET, HEAD, OPTIONS"
    headers = [(b"allow", methods), (b"access-control-allow-methods", methods), *_PREFLIGHT]
    return {"type": "http.response.start", "status": 204, "headers": headers}


def _log(scope: MutableMapping[str, Any], answer: _Answer, seconds: float) -> None:
    """Writes a line of JSON: neither who asked, nor what."""
    route = scope.get("route")
    said = {
        "method": scope["method"],
        "route": getattr(route, "path", None),
        "status": answer.status,
        "bytes": answer.size,
        "ms": round(seconds * 1000, 1),
    }
    _LOG.info(json.dumps(said))
