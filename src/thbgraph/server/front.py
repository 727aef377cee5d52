"""What stands before every answer: headers for all, 304, OPTIONS, answers that are kept, and a line in the log.

Answers are kept as they were sent until the graph is exchanged. An answer that comes again costs no worker, and a
request that comes again in the same bytes is not even read.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple, TypeAlias

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .negotiation import choices, takes_gzip

_Key: TypeAlias = tuple[Any, ...]
_READING = ("GET", "HEAD")
#: The largest answer that is kept, and how much of them all, in bytes.
_LARGEST, _MOST = 1 << 20, 64 << 20
#: What gives another answer each time.
_FICKLE = re.compile(rb"(?:rand|now|uuid)(?:\s|%20|\+)*(?:\(|%28)", re.IGNORECASE)
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
    (b"access-control-allow-headers", b"accept, content-type, if-none-match"),
    (b"access-control-max-age", b"86400"),
]
#: What a 304 does not repeat.
_OF_BODY = (b"content-type", b"content-length", b"content-encoding")
_NO_BODY: Message = {"type": "http.response.body", "body": b""}
#: The extension of ASGI by which a connection tells the bytes of a request that can be known by them.
AS_SENT = "thbgraph.as-sent"
#: So many requests are known by their bytes, of so many bytes at most each, and so many wishes of clients.
_MOST_KNOWN, _LONGEST_KNOWN = 4_096, 4_096


class Response(NamedTuple):
    """A response as the messages that send it, and its headers as they are written."""

    start: Message
    body: Message
    head: bytes


class _Kept(NamedTuple):
    """An answer as it was sent, what is sent instead to whom has it, its tag, and the route that it came by."""

    whole: Response
    not_modified: Response
    tag: bytes | None
    route: str

    def answers(self, known: Sequence[bytes]) -> Response:
        """Returns what is sent to whom has the answers with some tags."""
        is_same = self.whole.start["status"] == 200 and _is_among(self.tag, known)
        return self.not_modified if is_same else self.whole

    def weighs(self, key: _Key) -> int:
        """Returns about how many bytes it takes with its key."""
        return len(self.whole.body["body"]) + len(repr(key)) + 2 * len(repr(self.whole.start))


class Front:
    """Wraps an application; `build` gives the number of the graph that it answers from."""

    def __init__(self, app: ASGIApp, build: Callable[[], int]) -> None:
        self._app, self._build = app, build
        self._kept: OrderedDict[_Key, _Kept] = OrderedDict()
        self._kept_from, self._size = build(), 0
        self._known: dict[bytes, tuple[_Key, list[bytes]]] = {}
        self._choices: dict[tuple[str, str], _Key] = {}
        self._second, self._moment = 0, ""
        self._lines: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, and writes it into the log."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.monotonic()
        key = self._key(scope)
        kept = self._find(key) if scope["method"] in _READING else None
        if kept is not None:
            tags = _tags(scope)
            self._know(scope, key, tags)
            sent = kept.answers(tags)
            await send(sent.start)
            await send(sent.body)
            self._log(scope["method"], kept.route, sent.start["status"], len(kept.whole.body["body"]), began)
            return
        answer = _Answer(scope, send)
        try:
            if scope["method"] == "OPTIONS":
                await answer.send(_options(scope["path"]))
                await answer.send(_NO_BODY)
            else:
                await self._answered(scope, receive, answer, key)
        finally:
            self._log(scope["method"], _route(scope), answer.status, answer.size, began)

    def again(self, request: bytes) -> Response | None:
        """Returns the response to a request whose bytes came before, where its answer is still kept."""
        began = time.monotonic()
        if request not in self._known:
            return None
        key, tags = self._known[request]
        kept = self._find(key)
        if kept is None:
            return None
        sent = kept.answers(tags)
        self._log("GET", kept.route, sent.start["status"], len(kept.whole.body["body"]), began)
        return sent

    def _key(self, scope: Scope) -> _Key:
        """Returns what tells an answer from others: its address, and what the client gets of all that there is."""
        accept, encoding = (
            b",".join(value for name, value in scope["headers"] if name == varying).decode("latin-1")
            for varying in (b"accept", b"accept-encoding")
        )
        if (accept, encoding) not in self._choices:
            if len(self._choices) == _MOST_KNOWN:
                self._choices.clear()
            self._choices[accept, encoding] = choices(accept), takes_gzip(encoding)
        return scope["raw_path"], scope["query_string"], self._choices[accept, encoding]

    def _know(self, scope: Scope, key: _Key, tags: list[bytes]) -> None:
        """Notes by which bytes a request is known, where its connection tells them."""
        request = scope.get("extensions", {}).get(AS_SENT, {}).get("request")
        if scope["method"] != "GET" or request is None or len(request) > _LONGEST_KNOWN:
            return
        if len(self._known) == _MOST_KNOWN:
            self._known.clear()
        self._known[request] = key, tags

    def _find(self, key: _Key) -> _Kept | None:
        """Returns the answer that is kept of the graph as it is now."""
        if self._kept_from != self._build():
            self._kept_from, self._size = self._build(), 0
            self._kept.clear()
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

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

    def _log(self, method: str, route: str, status: int, size: int, began: float) -> None:
        """Writes a line of JSON: neither who asked, nor what.

        The library's logging takes as long as an answer that was kept. What is answered in one turn is written at once.
        """
        now = int(time.time())
        if now != self._second:
            self._second, self._moment = now, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
        if not self._lines:
            asyncio.get_running_loop().call_soon(self._write_lines)
        self._lines.append(
            f'{{"time": "{self._moment}", "level": "info", "method": "{method}", "route": {route}, '
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
            self._is_same = message["status"] == 200 and _is_among(headers.get(b"etag"), _tags(self._scope))
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


def _sent(start: Message, body: Message) -> Response:
    return Response(start, body, b"".join(b"%s: %s\r\n" % header for header in start["headers"]))


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
