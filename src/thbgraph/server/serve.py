"""Serving until a signal ends it: SIGTERM and Ctrl-C let what runs come to its end, SIGHUP loads the graph anew."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import socket
import sys
import time
from functools import partial
from importlib import import_module
from importlib.util import find_spec

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.loops.auto import auto_loop_factory

from ..base.errors import StoreError
from ..build import homes
from ..build.opening import Rebuilds
from .app import Settings, application
from .connections import Connection
from .supervisor import Supervisor

_LOG = logging.getLogger(__name__)

#: So many connections at once; whoever comes then is told to come again.
_MOST_CONNECTIONS = 2_000
_BACKLOG = 2_048


class _Lines(logging.Formatter):
    """Writes a record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Writes a record."""
        fields = {"message": record.getMessage()}
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        if record.exc_info:
            fields["fault"] = self.formatException(record.exc_info)
        return json.dumps({"time": moment, "level": record.levelname.lower(), **fields}, ensure_ascii=False)


def serve(settings: Settings) -> None:
    """Serves; raises StoreError where there is no graph, or the address cannot be had."""
    os.environ["THBGRAPH_ADDRESS"] = settings.base  # for the process that reads the graph, too
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for library in ("uvicorn", "mcp"):
        logging.getLogger(library).setLevel(logging.WARNING)
    try:
        listening = socket.create_server(
            (settings.host, settings.port), backlog=_BACKLOG, family=_family(settings.host)
        )
    except OSError as error:
        raise StoreError(
            f"nothing can listen at {settings.host}:{settings.port} ({os.strerror(error.errno or 0)})",
            "name another with --host and --port",
        ) from None
    listening.setsockopt(
        socket.IPPROTO_TCP, socket.TCP_NODELAY, 1
    )  # else a body waits for the head's receipt
    with listening, asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(_serve(settings, listening))


async def _serve(settings: Settings, listening: socket.socket) -> None:
    supervisor = Supervisor(settings.limits, settings.jobs, Rebuilds(homes.home()))
    assistants = _Assistants(supervisor, settings.base) if find_spec("mcp") else None
    server = uvicorn.Server(_config(settings, supervisor, assistants))
    started = await _served(settings, supervisor, server, listening)
    if started.done() and not started.cancelled():
        await started


async def _served(
    settings: Settings, supervisor: Supervisor, server: uvicorn.Server, listening: socket.socket
) -> asyncio.Task[None]:
    """Serves until it is to end, and returns the task that reads the graph."""
    loop = asyncio.get_running_loop()
    signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn, which handles it, raises it again in the end
    starting = loop.create_task(_start(settings, supervisor, server))
    tasks = [starting]
    loop.add_signal_handler(signal.SIGHUP, lambda: tasks.append(loop.create_task(supervisor.reload())))
    try:
        await server.serve(sockets=[listening])  # who comes before the graph is there is told so
    finally:
        for task in tasks:
            task.cancel()
        supervisor.close()
    return starting


async def _start(settings: Settings, supervisor: Supervisor, server: uvicorn.Server) -> None:
    """Reads the graph and watches it from then on; where there is none the server ends."""
    try:
        await supervisor.start()
    except StoreError:
        server.should_exit = True
        raise
    _LOG.info("serving %s, process %d", settings.base, os.getpid())
    await supervisor.watch()


class _Assistants:
    """What answers assistants, made when one first asks: its library takes half a second and 24 MB. It ends with the loop."""

    def __init__(self, supervisor: Supervisor, base: str) -> None:
        self._supervisor, self._base = supervisor, base
        self._running: asyncio.Task[None] | None = None
        self._endpoint: asyncio.Future[ASGIApp]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if self._running is None:
            self._endpoint = asyncio.get_running_loop().create_future()
            self._running = asyncio.create_task(self._run())
            self._running.add_done_callback(lambda _: self._endpoint.cancel())
        endpoint = await asyncio.shield(self._endpoint)
        await endpoint(scope, receive, send)

    async def _run(self) -> None:
        library = await asyncio.to_thread(import_module, f"{__package__}.assistants_endpoint")
        endpoint = library.AssistantEndpoint(self._supervisor, self._base)
        async with endpoint.running():
            self._endpoint.set_result(endpoint)
            await asyncio.Event().wait()


def _config(settings: Settings, supervisor: Supervisor, assistants: ASGIApp | None) -> uvicorn.Config:
    return uvicorn.Config(
        application(settings, supervisor, assistants),
        http=partial(Connection, settings.patience),  # type: ignore[arg-type]
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        timeout_graceful_shutdown=int(max(limits.deadline for limits in settings.limits)) + 5,
    )


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
