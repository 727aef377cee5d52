"""Requests: reading what a client asks, bounded, and giving up a job whose client has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request

from .responses import ProblemError

_T = TypeVar("_T")
#: A body has at most so many bytes, and an address so many parameters.
_MOST_BYTES, _MOST_FIELDS = 400_000, 1_000


def fields_of(query: bytes) -> dict[str, list[str]]:
    """Reads the fields of a query string or form; raises ProblemError where it is none."""
    try:
        return parse_qs(
            query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise ProblemError(
            400, "fields", f"expected at most {_MOST_FIELDS} fields name=value, percent-encoded as UTF-8"
        ) from None


async def body_of(request: Request) -> bytes:
    """Reads the body of a request; raises ProblemError for one that is too large, before all of it is read."""
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
        raise ProblemError(400, "gone", "the client has gone before its request was whole") from None
    raise ProblemError(413, "request-too-large", f"the body may have {_MOST_BYTES} bytes; send less")


async def while_there(request: Request, work: Coroutine[Any, Any, _T]) -> _T:
    """Returns the result of work, which is given up when the client goes; raises ProblemError then."""
    doing = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait([doing, gone], return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            return doing.result()
        raise ProblemError(400, "gone", "the client has gone before its answer was whole")
    finally:
        gone.cancel()
        doing.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
