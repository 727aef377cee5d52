"""Running a job for a request, in a worker."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from .negotiation import takes_gzip
from .requests import while_there
from .responses import relayed
from .workers.crew import Crew

#: The pools of a crew, in order.
QUERY_POOL, PAGE_POOL = 0, 1


async def run(
    request: Request,
    job: str,
    *,
    is_query: bool = True,
    headers: Mapping[str, str] | None = None,
    **given: Any,
) -> Any:
    """Returns the response with the reply to a job; raises Refused. Queries of strangers have a pool of their own."""
    crew: Crew = request.app.state.crew
    packs = takes_gzip(request.headers.get("accept-encoding", ""))
    line = json.dumps([job, {**given, "gzip": packs}]).encode() + b"\n"
    pool = crew.pools[QUERY_POOL if is_query else PAGE_POOL]
    address = request.client.host if request.client else ""
    return relayed(request, await while_there(request, pool.run(line, address)), headers)
