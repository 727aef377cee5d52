"""The addresses of reconciliation. Source: Reconciliation Service API 0.2."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from .requests import body_of, fields_of, run
from .workers.replies import Refused


async def reconcile(request: Request) -> Any:
    """Matches a batch of names, fetches columns about what was matched, or describes the service where nothing is sent."""
    fields = fields_of(request.scope["query_string"])
    if request.method == "POST":
        fields |= fields_of(await body_of(request))
    if "queries" in fields:
        return await run(request, "reconcile", queries=fields["queries"][-1])
    if "extend" in fields:
        return await run(request, "extend", wanted=fields["extend"][-1])
    return await run(request, "manifest")


async def suggest(request: Request) -> Any:
    """Completes what is typed, or says what an entity, a type or a property is."""
    of = request.path_params["of"]
    if of not in ("entity", "type", "property"):
        raise Refused(404, "not-found", "there are entity, type and property", "name one of these")
    if request.scope["path"].startswith("/reconcile/flyout/"):
        return await run(request, "flyout", of=of, name=_field(request, "id"))
    return await run(
        request,
        "suggest",
        of=of,
        prefix=_field(request, "prefix"),
        kind=_field(request, "type"),
    )


async def preview(request: Request) -> Any:
    """Shows a thing in a small page."""
    return await run(request, "preview", name=_field(request, "id"))


async def propose(request: Request) -> Any:
    """Lists what can be fetched of things of a class."""
    limit = _field(request, "limit")
    if limit and not (limit.isascii() and limit.isdecimal() and len(limit) < 8):
        raise Refused(400, "parameter", "limit: expected a number", "leave it out, or correct it")
    return await run(request, "propose", kind=_field(request, "type"), limit=int(limit or 0))


def _field(request: Request, name: str) -> str:
    return fields_of(request.scope["query_string"]).get(name, [""])[-1]
