"""The commands `serve` and `mcp`, which answer until they are ended."""

from __future__ import annotations

import argparse
import os

from ..base.extras import require
from .command_io import open_here


def serve(options: argparse.Namespace) -> int:
    """Serves over HTTP until a signal ends it; raises RequestError where a library is missing."""
    require("serve")
    from ..server import serve as server  # the libraries are there
    from ..server.app import Settings
    from ..server.workers.shares import PAGES, QUERIES

    # For the process that reads the graph, also when it reads it anew.
    os.environ["THBGRAPH_ENDPOINT"] = options.endpoint or ""
    memory = int(options.memory * (1 << 30))
    host = f"[{options.host}]" if ":" in options.host else options.host
    server.serve(
        Settings(
            options.host,
            options.port,
            options.base or f"http://{host}:{options.port}",
            tuple(options.proxy),
            limits=(
                QUERIES._replace(deadline=options.timeout, memory=memory),
                PAGES._replace(memory=memory),
            ),
        )
    )
    return 0


def mcp(options: argparse.Namespace) -> int:
    """Answers an assistant on standard input and output; raises RequestError where the library is missing."""
    require("mcp")
    from ..server.assistants import in_process, server  # the library is there

    server(in_process(open_here(options))).run()
    return 0
