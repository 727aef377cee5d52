"""The endpoint of assistants: each call of a tool over HTTP is a job of the workers, within their bounds."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import Receive, Scope, Send

from .assistants import server
from .supervisor import PAGE_POOL, Supervisor, asking_for
from .workers.replies import PROBLEM, Problem, Refused

#: So many seconds an assistant waits for a graph that is being read. A request has fewer bytes.
_PATIENCE = 20
_MOST_BYTES = 100_000
#: The address that asks, for which workers keep a share.
_ASKING = ContextVar("asking", default="")
_HERE = ("127.0.0.1:*", "localhost:*", "[::1]:*")


class AssistantEndpoint:
    """Answers assistants over HTTP, without sessions."""

    def __init__(self, supervisor: Supervisor, base: str) -> None:
        """`base` is the address by which others reach the server; no page of another host calls it through a browser."""
        self._supervisor, self._server = supervisor, server(self._run)
        host = urlsplit(base).netloc
        self._app = self._server.streamable_http_app(
            json_response=True,
            stateless_http=True,
            max_request_body_size=_MOST_BYTES,
            transport_security=TransportSecuritySettings(
                allowed_hosts=[host, *_HERE], allowed_origins=[base, *(f"http://{here}" for here in _HERE)]
            ),
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answers as long as the context lasts."""
        async with self._server.session_manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        _ASKING.set(scope["client"][0] if scope.get("client") else "")
        await self._app(scope, receive, send)

    async def _run(self, tool: str, given: dict[str, Any]) -> dict[str, Any]:
        try:
            pool = await self._supervisor.pool(PAGE_POOL, _PATIENCE)
            asked = asking_for("assist", False, {"tool": tool, "given": given})
            reply = await pool.run(asked, _ASKING.get())
        except Refused as error:
            raise ToolError(str(error)) from None
        found: dict[str, Any] = json.loads(b"".join(reply.parts()))
        if reply.media_type == PROBLEM:
            raise ToolError(Problem(**found).detail)
        return found
