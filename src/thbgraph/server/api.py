"""The questions as an API: each at an address of its own, with its arguments as a query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from .negotiation import ANSWERS, CATALOGUES, REPORTS, accepted
from .requests import asked_type, fields_of, run
from .workers.replies import Refused

#: What _cite may be.
_CITES: Mapping[str, bool] = {"false": False, "true": True}
_MOST = 1_000_000


async def ask(request: Request) -> Any:
    """Answers a question, in the format of the ending or of what the client accepts."""
    name, media_type = asked_type(request, request.path_params["name"], ANSWERS, "answers")
    fields = fields_of(request.scope["query_string"])
    given = {key: values for key, values in fields.items() if not key.startswith("_")}
    cite, limit, offset = _system(fields)
    if media_type == "text/html":
        return await run(request, "page", path=f"ask/{name}", given=given)
    return await run(
        request,
        "ask",
        name=name,
        given=given,
        media_type=media_type,
        cite=cite,
        limit=limit,
        offset=offset,
        path=request.scope["path"],
    )


async def report(request: Request) -> Any:
    """Answers with a report, in the format of the ending or of what the client accepts."""
    name, media_type = asked_type(request, request.path_params["name"], REPORTS, "reports")
    given = fields_of(request.scope["query_string"])
    if media_type == "text/html":
        return await run(request, "page", path=f"report/{name}", given=given)
    return await run(request, "report", name=name, given=given, media_type=media_type)


async def reports(request: Request) -> Any:
    """Lists the reports."""
    if accepted(request.headers.get("accept", ""), CATALOGUES) == "text/html":
        return await run(request, "page", path="report", given={})
    return await run(request, "reports")


async def catalogue(request: Request) -> Any:
    """Lists the questions; with `q`, leads to the one that the words ask, or says what of them is not read."""
    fields = fields_of(request.scope["query_string"])
    words, after = fields.get("q"), " ".join(fields.get("after", ()))
    is_page = accepted(request.headers.get("accept", ""), CATALOGUES) == "text/html"
    if words:
        return await run(request, "read", words=" ".join(words), after=after, is_page=is_page)
    if is_page:
        return await run(request, "page", path="questions", given={})
    return await run(request, "catalogue")


async def openapi(request: Request) -> Any:
    """Describes the API."""
    return await run(request, "openapi")


def _system(fields: dict[str, list[str]]) -> tuple[bool, int | None, int]:
    """Reads the parameters of the API; raises Refused for one that is none, and for a value that does not fit."""
    given = {key: values[-1] for key, values in fields.items() if key.startswith("_")}
    cite, limit, offset, language = (
        given.pop(f"_{name}", None) for name in ("cite", "limit", "offset", "lang")
    )
    if given:
        raise _wrong(next(iter(given)), "there are _cite, _limit, _offset and _lang")
    if (cite or "false") not in _CITES:
        raise _wrong("_cite", "expected true or false")
    if language not in (None, "", "en"):
        raise _wrong("_lang", "expected en, since answers are in English")
    return _CITES[cite or "false"], _number("_limit", limit), _number("_offset", offset) or 0


def _number(name: str, text: str | None) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 8 and int(text) <= _MOST):
        raise _wrong(name, f"expected a number from 0 to {_MOST}")
    return int(text)


def _wrong(name: str, what: str) -> Refused:
    return Refused(400, "parameter", f"{name[:40]}: {what}", "leave it out, or correct it")
