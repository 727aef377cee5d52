"""The application: its settings, its routes, and how errors are told."""

from __future__ import annotations

from typing import NamedTuple

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from ..exports.portal import dump
from ..results.formats import formats_of
from ..site.ontology_page import MODULES
from .addresses import FILES, LISTS, changed, dumped, file, named, page, published, robots, sitemap
from .api import ask, catalogue, openapi, report, reports
from .front import Front
from .reconciling import preview, propose, reconcile, suggest
from .responses import on_problem
from .sparql_endpoint import sparql
from .supervisor import Supervisor
from .workers.replies import Refused
from .workers.shares import PAGES, QUERIES, Limits


class Settings(NamedTuple):
    """Where the server listens, at which address (`base`, without a slash at its end) others reach it, and its limits.

    `proxies` are the addresses whose word on who asks is taken. In `patience` seconds a request has come whole, and
    so long a client may read nothing. `jobs` is the module whose `load` makes the jobs.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    base: str = "http://127.0.0.1:8000"
    proxies: tuple[str, ...] = ()
    patience: float = 10
    limits: tuple[Limits, Limits] = (QUERIES, PAGES)
    jobs: str = "thbgraph.server.jobs"


#: IRIs below the base that name graphs.
_GRAPHS = ("ontology", "inferred", "computed")


def application(settings: Settings, supervisor: Supervisor, assistants: ASGIApp | None = None) -> Front:
    """Makes the application, which answers once its supervisor has started; `assistants` answers them."""
    routes = [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/sparql/", sparql, methods=["GET", "POST"]),
        Route("/sparql.{ending}", sparql, methods=["GET", "POST"]),
        Route("/healthz", _health),
        *(Route(f"/{path}", page) for path in (*LISTS, "search")),
        *(
            Route(f"{of}/changes{ending}", changed)
            for of in ("", "/id/{name}", "/ask/{name}")
            for ending in ("", ".{ending}")
        ),
        *(Route(f"/{room}/{{name}}", named) for room in ("id", "memo", "source")),
        *(Route(f"/{name}{ending}", named) for name in _GRAPHS for ending in ("", ".{ending}")),
        *(Route(f"/ontology/{name}", page) for name in MODULES),
        *(Route(f"/{name}", published) for name in ("void", "void.ttl")),
        Route("/.well-known/void", published),
        Route("/.well-known/sparql-examples", published),
        *(Route(f"/{dump(form)}", dumped) for form in formats_of("Statements")),
        *(Route(f"/{name}", file) for name in FILES),
        Route("/sitemap.xml", sitemap),
        Route("/robots.txt", robots),
        Route("/ask", catalogue),
        Route("/ask/{name}", ask),
        Route("/report", reports),
        Route("/report/{name}", report),
        Route("/openapi.json", openapi),
        *(Route(f"/reconcile{end}", reconcile, methods=["GET", "POST"]) for end in ("", "/")),
        *(Route(f"/reconcile/{job}/{{of}}", suggest) for job in ("suggest", "flyout")),
        Route("/reconcile/preview", preview),
        Route("/reconcile/propose", propose),
        *([Route("/mcp", assistants)] if assistants else []),
    ]
    kinds = (Refused, HTTPException, Exception)
    app = Starlette(routes=routes, exception_handlers=dict.fromkeys(kinds, on_problem))
    app.router.redirect_slashes = False
    app.state.supervisor, app.state.settings = supervisor, settings
    return Front(app)


async def _health(request: Request) -> Response:
    """Says whether there is a graph that answers."""
    is_there = request.app.state.supervisor.is_there
    return Response("ok\n" if is_there else "starting\n", 200 if is_there else 503, media_type="text/plain")
