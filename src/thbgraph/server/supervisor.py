"""All workers of a server over one build of the graph, what is kept of their replies, and their exchange for another build's."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import product
from typing import Any

from ..base.errors import StoreError, ThbgraphError
from ..build.opening import Rebuilds
from .kept_replies import KeptReplies
from .negotiation import GRAPHS
from .workers.pool import STARTING, Pool
from .workers.process import ForkServer, Gone
from .workers.replies import Refused
from .workers.shares import Limits

_LOG = logging.getLogger(__name__)
#: How often it is looked whether the process that holds the graph is there and the graph still the newest, in seconds.
_LOOK = 1.0
#: The pools, in order.
QUERY_POOL, PAGE_POOL = 0, 1
#: The first page, and what describes all as most clients ask for it: these are made before the first of them does.
_GRAPH = {"media_type": next(iter(GRAPHS))}
_CONSTANTS: Sequence[tuple[str, Mapping[str, Any]]] = (
    ("page", {"path": "", "given": {}}),
    ("file", {"name": "search.json"}),
    ("dataset", _GRAPH),
    ("service", _GRAPH),
    ("examples", _GRAPH),
    *((job, {}) for job in ("catalogue", "reports", "openapi", "sitemap", "manifest")),
)


def asking_for(job: str, packs: bool, given: Mapping[str, Any]) -> bytes:
    """Returns what asks a worker for a job with some arguments, and whether the reply is to be packed."""
    return json.dumps([job, {**given, "gzip": packs}], sort_keys=True).encode() + b"\n"


class Supervisor:
    """The pools of a server, one for each kind of limits, the fork server behind them, and what is `kept` of their replies."""

    def __init__(self, kinds: Sequence[Limits], jobs: str, rebuilds: Rebuilds) -> None:
        self._kinds, self._jobs, self._rebuilds = kinds, jobs, rebuilds
        self._exchange = asyncio.Lock()
        self._server: ForkServer
        self._pools: list[Pool] = []
        self._is_there = asyncio.Event()
        self._doing = "it is being opened"
        self._about: Mapping[str, Any] = {}
        self.kept = KeptReplies()

    async def start(self) -> None:
        """Loads the graph and fills the pools; raises StoreError."""
        self._server = self._reading()
        try:
            self._about = await self._server.ready(self._note_progress)
        except StoreError:
            self._server.retire()
            raise
        self._pools = [Pool(self._server, kind, limits) for kind, limits in enumerate(self._kinds)]
        for pool in self._pools:
            await pool.fill()
        self._is_there.set()

    @property
    def is_there(self) -> bool:
        """Whether there is a graph that answers."""
        return self._is_there.is_set()

    async def pool(self, kind: int, patience: float) -> Pool:
        """Returns a pool, once there is a graph; raises Refused where that takes more than some seconds."""
        try:
            async with asyncio.timeout(patience):
                await self._is_there.wait()
        except TimeoutError:
            what = f"the graph is not there yet: {self._doing}"
            raise Refused(503, STARTING, what, "try again in a few seconds") from None
        return self._pools[kind]

    async def settle(self) -> None:
        """Has workers that know their way take the place of the first ones, and makes what describes all.

        The process that holds the graph copies what it shares with workers as it learns, which goes with these after each part.
        """
        async with self._exchange:
            is_warm = False
            while not is_warm:
                try:
                    is_warm = await self._server.warm()
                except Gone:  # `watch` sees to that
                    return
                for pool in self._pools:
                    await pool.swap(self._server)
            for (job, given), packs in product(_CONSTANTS, (True, False)):
                asked = asking_for(job, packs, given)
                with suppress(Refused):  # then who asks first has it made
                    self.kept.keep(asked, job, await self._pools[PAGE_POOL].run(asked, ""))
            # What describes all took memory that no page needs.
            await self._pools[PAGE_POOL].swap(self._server)
        _LOG.info("the workers are warm")

    async def reload(self) -> None:
        """Loads the graph as it is now; the old one answers until the new one can, and still where it never can."""
        async with self._exchange:
            server = self._reading()
            try:
                about = await server.ready(self._note_progress)
            except StoreError as error:
                server.retire()
                _LOG.error("the graph is not exchanged: %s", error.message)
                return
            old, self._server, self._about = self._server, server, about
            for pool in self._pools:
                await pool.swap(server)
            self.kept = KeptReplies()
            old.retire()
            _LOG.info("the graph is exchanged")
        await self.settle()

    def _reading(self) -> ForkServer:
        _LOG.info("the graph is being read")
        return ForkServer(self._kinds, self._jobs)

    def _note_progress(self, doing: str) -> None:
        self._doing = doing
        _LOG.info("%s", doing)

    async def watch(self) -> None:
        """Loads the graph again whenever the process that holds it has ended, or the graph was built anew."""
        await self.settle()
        while True:
            await asyncio.sleep(_LOOK)
            if self._server.process.poll() is not None:
                _LOG.error("the process that holds the graph has ended; it is started again")
                await self.reload()
            elif not self._exchange.locked() and await asyncio.to_thread(self._is_rebuilt):
                await self.reload()

    def _is_rebuilt(self) -> bool:
        try:
            return self._rebuilds.is_newer_than(self._about["digest"])
        except ThbgraphError:  # the sources are being changed
            return False

    def close(self) -> None:
        """Ends all workers and the process that holds the graph."""
        for pool in self._pools:
            pool.close()
        self._server.retire()
        self._server.process.kill()
