"""Requests: reading what a client asks, bounded, and running a job for it, which is given up when the client has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request

from .kept_replies import is_fickle
from .negotiation import SERVICES, accepted, endings, takes_gzip, with_ending
from .responses import relayed
from .supervisor import PAGE_POOL, QUERY_POOL, Supervisor, asking_for
from .workers.replies import Refused

_T = TypeVar("_T")
#: The jobs that do what strangers wrote, which have workers of their own.
_OF_STRANGERS = ("sparql", "sparql_page")
#: A body has at most so many bytes, and an address so many parameters.
_MOST_BYTES, _MOST_FIELDS = 400_000, 1_000


def fields_of(query: bytes) -> dict[str, list[str]]:
    """Reads the fields of a query string or form; raises Refused where it is none."""
    try:
        return parse_qs(
            query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise Refused(
            400, "fields", f"expected at most {_MOST_FIELDS} fields name=value, percent-encoded as UTF-8"
        ) from None


def type_for(request: Request, offered: Mapping[str, str], offer: str, **headers: str) -> str:
    """Returns which media type on offer a client likes best; raises Refused where it takes none."""
    wanted = accepted(request.headers.get("accept", ""), offered)
    if wanted is None:
        known = ", ".join(f"{media_type} (.{ending})" for ending, media_type in endings(offered).items())
        raise Refused(406, "not-acceptable", f"{offer} {known}", "accept one of these", **headers)
    return wanted


def asked_type(request: Request, path: str, offered: Mapping[str, str], what: str) -> tuple[str, str]:
    """Returns a path without its ending, and the media type that this or, where there is none, the client asks for.

    Raises Refused for an ending that nothing on offer has, and where the client takes nothing on offer.
    """
    stem, dot, ending = path.rpartition(".")
    if not dot:
        return path, type_for(request, offered, f"{what} come as")
    media_type = with_ending(ending, offered)
    if media_type is None:
        known = ", ".join(endings(offered))
        raise Refused(404, "not-found", f"{what} have the endings {known}", "name one of these")
    return stem, media_type


async def body_of(request: Request) -> bytes:
    """Reads the body of a request; raises Refused for one that is too large, before all of it is read."""
    read = bytearray()
    length = request.headers.get("content-length", "0")
    try:
        if not length.isdecimal() or int(length) <= _MOST_BYTES:
            async for part in request.stream():
                read += part
                if len(read) > _MOST_BYTES:
                    break
            else:
                return bytes(read)
    except ClientDisconnect:
        raise Refused(400, "gone", "the client has gone before its request was whole") from None
    raise Refused(413, "request-too-large", f"the body may have {_MOST_BYTES} bytes", "send less")


async def run(request: Request, job: str, headers: Mapping[str, str] | None = None, **given: Any) -> Any:
    """Returns the response with the reply to a job, which is not asked for again where it is kept; raises Refused."""
    supervisor: Supervisor = request.app.state.supervisor
    packs = takes_gzip(request.headers.get("accept-encoding", ""))
    asked = asking_for(job, packs, given)
    kept, is_lasting = supervisor.kept, not is_fickle(given)
    reply = kept.find(asked)
    if reply is None:
        pool = await supervisor.pool(QUERY_POOL if job in _OF_STRANGERS else PAGE_POOL, _patience(request))
        address = request.client.host if request.client else ""
        reply = await _while_there(request, pool.run(asked, address))
        if is_lasting:
            kept.keep(asked, job, reply)
    return relayed(request, reply, is_lasting, headers)


def _patience(request: Request) -> float:
    """Returns how many seconds a client waits for a graph that is being read: a reader is soon told so by a page."""
    is_reader = accepted(request.headers.get("accept", ""), SERVICES) == "text/html"
    return 1 if is_reader else 20


async def _while_there(request: Request, work: Coroutine[Any, Any, _T]) -> _T:
    """Returns the result of work, which is given up when the client goes; raises Refused then."""
    doing = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait([doing, gone], return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            return doing.result()
        raise Refused(400, "gone", "the client has gone before its answer was whole")
    finally:
        gone.cancel()
        doing.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
