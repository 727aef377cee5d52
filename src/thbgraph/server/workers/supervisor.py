"""All workers of a server over one build of the graph, and their exchange for those of another build."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from ...base.errors import StoreError, ThbgraphError
from ...build.opening import Rebuilds
from .pool import Pool
from .process import ForkServer
from .shares import Limits

_LOG = logging.getLogger(__name__)
#: How often it is looked whether the process that holds the graph is there and the graph still the newest, in seconds.
_LOOK = 1.0


class Supervisor:
    """The pools of a server, one for each kind of limits, and the fork server behind them; `exchanges` counts graphs."""

    def __init__(self, kinds: Sequence[Limits], jobs: str, rebuilds: Rebuilds) -> None:
        self._kinds, self._jobs, self._rebuilds = kinds, jobs, rebuilds
        self._exchange = asyncio.Lock()
        self._server: ForkServer
        self.pools: list[Pool] = []
        self.about: Mapping[str, Any] = {}
        self.exchanges = 0

    async def start(self) -> None:
        """Loads the graph and fills the pools; raises StoreError."""
        self._server = self._reading()
        try:
            self.about = await self._server.ready()
        except StoreError:
            self._server.retire()
            raise
        self.pools = [Pool(self._server, kind, limits) for kind, limits in enumerate(self._kinds)]
        for pool in self.pools:
            await pool.fill()

    async def reload(self) -> None:
        """Loads the graph as it is now; the old one answers until the new one can, and still where it never can."""
        async with self._exchange:
            server = self._reading()
            try:
                about = await server.ready()
            except StoreError as error:
                server.retire()
                _LOG.error("the graph is not exchanged: %s", error.message)
                return
            old, self._server, self.about = self._server, server, about
            for pool in self.pools:
                await pool.swap(server)
            self.exchanges += 1
            old.retire()
            _LOG.info("the graph is exchanged")

    def _reading(self) -> ForkServer:
        _LOG.info("the graph is being read")
        return ForkServer(self._kinds, self._jobs)

    async def watch(self) -> None:
        """Loads the graph again whenever the process that holds it has ended, or the graph was built anew."""
        while True:
            await asyncio.sleep(_LOOK)
            if self._server.process.poll() is not None:
                _LOG.error("the process that holds the graph has ended; it is started again")
                await self.reload()
            elif not self._exchange.locked() and await asyncio.to_thread(self._is_rebuilt):
                await self.reload()

    def _is_rebuilt(self) -> bool:
        try:
            return self._rebuilds.is_newer_than(self.about["digest"])
        except ThbgraphError:  # the sources are being changed
            return False

    def close(self) -> None:
        """Ends all workers and the process that holds the graph."""
        for pool in self.pools:
            pool.close()
        self._server.retire()
        self._server.process.kill()
