"""The SPARQL endpoint, read-only. Source: SPARQL 1.1 Protocol, section 2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request

from .negotiation import GRAPHS, QUERIES, RESULTS, SERVICES, accepted, with_ending
from .requests import body_of, fields_of, run
from .workers.replies import Refused

_FORM, _QUERY, _UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
_READ_ONLY = "this endpoint only reads", "send a query, as query=... or application/sparql-query"


async def sparql(request: Request) -> Any:
    """Answers a query, or describes the service where none is sent."""
    fields = fields_of(request.scope["query_string"])
    if request.method == "POST":
        fields = await _posted(request, fields)
    if "update" in fields:
        raise Refused(403, "read-only", *_READ_ONLY)
    queries = fields.get("query", [])
    if len(queries) > 1 or (request.method == "POST" and not queries):
        raise Refused(400, "query", f"expected one query, got {len(queries)}", "send it as the field query")
    accept = request.headers.get("accept", "")
    if not queries and accepted(accept, SERVICES) == "text/html":
        return await run(request, "page", path="sparql", given={})
    if queries and _wants_page(request, accept):
        return await run(request, "sparql_page", query=queries[0], dataset=_dataset(fields))
    results, graphs = _wanted(request)
    if not queries:
        return await run(request, "service", media_type=graphs or next(iter(GRAPHS)))
    return await run(
        request, "sparql", query=queries[0], results=results, graphs=graphs, dataset=_dataset(fields)
    )


def _wants_page(request: Request, accept: str) -> bool:
    """Says whether a client is a browser, which likes a page best."""
    ending = request.path_params.get("ending")
    if ending is None:
        return accepted(accept, QUERIES) == "text/html"
    return bool(ending == "html")


def _wanted(request: Request) -> tuple[str | None, str | None]:
    """Returns the media types of results and of graphs that a client takes; raises Refused where it takes neither."""
    ending = request.path_params.get("ending")
    if ending is None:
        accept = request.headers.get("accept", "")
        wanted = accepted(accept, RESULTS), accepted(accept, GRAPHS)
    else:
        wanted = with_ending(ending, RESULTS), with_ending(ending, GRAPHS)
    if wanted == (None, None):
        known = ", ".join(dict.fromkeys([*RESULTS, *GRAPHS]))
        status, code = (406, "not-acceptable") if ending is None else (404, "not-found")
        raise Refused(status, code, f"answers come as {known}", "accept one of these")
    return wanted


async def _posted(request: Request, fields: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Returns the fields of a request that was posted: in a form, or beside the query that is its body."""
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind == _UPDATE:
        raise Refused(403, "read-only", *_READ_ONLY)
    charset = parameters.lower().partition("charset=")[2].strip(' "') or "utf-8"
    if kind not in (_FORM, _QUERY) or charset != "utf-8":
        raise Refused(
            415, "media-type", f"expected {_QUERY} or {_FORM}, as UTF-8", "send one of these as Content-Type"
        )
    body = await body_of(request)
    if kind == _FORM:
        form = fields_of(body)
        return {name: fields.get(name, []) + form.get(name, []) for name in {**fields, **form}}
    try:
        return {**fields, "query": [*fields.get("query", []), body.decode()]}
    except UnicodeDecodeError:
        raise Refused(400, "encoding", "the query is not UTF-8", "write it as UTF-8 text") from None


def _dataset(fields: Mapping[str, Sequence[str]]) -> list[Sequence[str]] | None:
    """Returns the graphs that the request names, which go before those that its query names; None for none."""
    graphs = [fields.get("default-graph-uri", ()), fields.get("named-graph-uri", ())]
    return graphs if any(graphs) else None
