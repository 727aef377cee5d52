"""Responses: replies of workers as clients get them, and errors as text, JSON (RFC 9457), or a page for browsers.

The page of an error is drawn by the server itself, which answers also where no worker can.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ..base.home import HOME
from ..base.namespaces import BASE
from ..site.drawing import Drawing, for_readers
from ..site.scripts import scripts
from .negotiation import accepted, full
from .workers.pool import STARTING
from .workers.replies import PROBLEM, Problem, Received, Refused

#: What a reader is told first, by status; of other errors of the request, and of other faults of the server.
_TITLES = {
    404: "There is no such page",
    405: "This address cannot be used so",
    406: "There is no such form of this page",
    410: "This page is no longer there",
    413: "This is too long",
    503: "The server is busy",
    504: "This takes too long",
}
_WRONG, _FAULT = "This address cannot be read", "Something went wrong here"
_STARTING = "The graph is being read"


def error_page(problem: Problem, path: str) -> str:
    """Returns the page of a problem, at a path that was asked for.

    It says what is wrong; what to do then is for who writes programs, and a reader gets links instead.

    >>> page = error_page(Problem(404, "not-found", "there is nothing at this address", "GET / lists it"), "/x<")
    >>> "Nothing has the address “/x&lt;”." in page, "GET" in page
    (True, False)
    """
    status, what = problem.status, for_readers(problem.what.rstrip("."))
    if status == HTTPStatus.NOT_FOUND:
        what = f"nothing has the address “{path}”"
    is_starting = problem.code == STARTING
    return _drawing().page(
        "error",
        _STARTING if is_starting else _TITLES.get(status, _WRONG if status < 500 else _FAULT),
        status=status,
        what=f"{what if what.startswith(BASE) else what[:1].upper() + what[1:]}.",
        candidates=[
            (one.removeprefix(BASE), name)
            for one, name in zip(
                problem.more.get("candidates", ()), problem.more.get("names", ()), strict=False
            )
            if one.startswith(BASE)
        ],
        is_passing=status in (503, 504),
        examples=[(f"/search?{urlencode({'q': one})}", one) for one in HOME.sentences],
    )


@cache
def _drawing() -> Drawing:
    return Drawing(
        "/", str, HOME.version, empty=(), is_served=True, has_scripts=bool(scripts()), has_card=False
    )


#: How long others may give an answer without asking: a minute, and an old one while they ask, or while no new one comes.
_SHARED = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
#: What errors are written as, text for who does not say; the other types of JSON stand for it.
_PROBLEMS = (
    "text/plain",
    PROBLEM,
    "application/json",
    "application/sparql-results+json",
    "application/ld+json",
    "text/html",
)
#: In so many seconds who was refused may ask again.
_AGAIN = "5"
#: What is wrong, and what to do then, of the errors that routing finds.
_ADVICE = {
    404: ("there is nothing at this address", "GET / lists what there is"),
    405: ("the method {method} is not supported here", "the Allow header lists those that are"),
}


class Relayed:
    """The response that relays a reply of a worker, piece by piece where it is large."""

    def __init__(self, reply: Received, headers: Mapping[str, str]) -> None:
        self._reply = reply
        self._headers = {
            "content-type": full(reply.media_type),
            "content-length": str(reply.size),
            **headers,
            **reply.headers,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the response."""
        headers = [(name.encode(), value.encode()) for name, value in self._headers.items()]
        await send({"type": "http.response.start", "status": self._reply.status, "headers": headers})
        left = self._reply.size
        for part in self._reply.parts():
            left -= len(part)
            await send({"type": "http.response.body", "body": part, "more_body": left > 0})


def relayed(
    request: Request, reply: Received, is_lasting: bool, headers: Mapping[str, str] | None = None
) -> Any:
    """Makes the response for a reply, which may be an error, with headers beside its own.

    What `is_lasting` may be kept by whoever passes it on, a browser or a proxy.
    """
    if reply.media_type == PROBLEM:
        return answered(request, Problem(**json.loads(b"".join(reply.parts()))))
    caching = _SHARED if is_lasting and request.method in ("GET", "HEAD") else "no-store"
    return Relayed(reply, {"vary": "accept, accept-encoding", "cache-control": caching, **(headers or {})})


def answered(request: Request, problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Makes the response that tells of an error, as JSON or a page where the client prefers it."""
    status = problem.status
    more = {"vary": "accept", **({"retry-after": _AGAIN} if status == 503 else {}), **(headers or {})}
    wanted = accepted(request.headers.get("accept", ""), _PROBLEMS)
    if wanted == "text/html":
        return Response(error_page(problem, request.url.path), status, more, full("text/html"))
    if wanted in (None, "text/plain"):
        place = ", ".join(
            f"{name} {problem.more[name]}" for name in ("line", "column") if name in problem.more
        )
        text = f"{problem.code}: {place + ': ' if place else ''}{problem.detail}\n"
        return Response(text, status, more, full("text/plain"))
    fields = {
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": problem.code,
        "detail": problem.detail,
        **problem.more,
    }
    return Response(json.dumps(fields, ensure_ascii=False) + "\n", status, more, PROBLEM)


async def on_problem(request: Request, error: Exception) -> Response:
    """Tells of an error that a request ran into."""
    if isinstance(error, Refused):
        return answered(request, error.problem, error.headers)
    if isinstance(error, HTTPException):
        what, advice = _ADVICE.get(error.status_code, (error.detail, ""))
        code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
        told = Problem(error.status_code, code, what.format(method=request.method), advice)
        return answered(request, told, error.headers)
    advice = "please report it to whoever runs this server, with the address"
    return answered(request, Problem(500, "fault", "a fault in thbgraph itself", advice))
