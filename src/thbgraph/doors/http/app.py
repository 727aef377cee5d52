"""The application: its routes, and how errors are told."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .endpoint import sparql
from .front import Front
from .responses import ProblemError, on_problem
from .settings import Settings
from .workers.crew import Crew
from .workers.pool import Refused


def application(settings: Settings, crew: Crew) -> Front:
    """Makes the application, which answers once its crew has started."""
    routes = [
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/sparql/", sparql, methods=["GET", "POST"]),
        Route("/sparql.{ending}", sparql, methods=["GET", "POST"]),
        Route("/healthz", _health),
    ]
    kinds = (ProblemError, Refused, HTTPException, Exception)
    app = Starlette(routes=routes, exception_handlers=dict.fromkeys(kinds, on_problem))
    app.router.redirect_slashes = False
    app.state.crew, app.state.settings = crew, settings
    return Front(app, lambda: str(crew.about.get("digest", "")))


async def _health(request: Request) -> Response:
    """Says that the server answers."""
    return Response("ok\n", media_type="text/plain")
