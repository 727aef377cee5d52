"""The application: its routes, and how errors are told."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ..build.catalogue import dump
from ..results.formats import formats_of
from ..site.terms import MODULES
from .addresses import FILES, LISTS, dumped, file, named, page, published, robots, sitemap
from .asking import ask, catalogue, openapi
from .endpoint import sparql
from .front import Front
from .responses import ProblemError, on_problem
from .settings import Settings
from .workers.crew import Crew
from .workers.pool import Refused

#: IRIs below the base that name graphs.
_GRAPHS = ("ontology", "inferred", "computed")


def application(settings: Settings, crew: Crew) -> Front:
    """Makes the application, which answers once its crew has started."""
    routes = [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/sparql/", sparql, methods=["GET", "POST"]),
        Route("/sparql.{ending}", sparql, methods=["GET", "POST"]),
        Route("/healthz", _health),
        *(Route(f"/{path}", page) for path in (*LISTS, "search")),
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
        Route("/openapi.json", openapi),
    ]
    kinds = (ProblemError, Refused, HTTPException, Exception)
    app = Starlette(routes=routes, exception_handlers=dict.fromkeys(kinds, on_problem))
    app.router.redirect_slashes = False
    app.state.crew, app.state.settings = crew, settings
    return Front(app, lambda: crew.exchanges)


async def _health(request: Request) -> Response:
    """Says that the server answers."""
    return Response("ok\n", media_type="text/plain")
