"""Settings of the server."""

from __future__ import annotations

from typing import NamedTuple

from .workers.limits import PAGES, QUERIES, Limits


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
