"""The command `serve`."""

from __future__ import annotations

import argparse
import os
from importlib.util import find_spec

from ..base.errors import RequestError

#: What the extra `serve` brings, by the names of its modules.
_NEEDED = {
    "starlette": "starlette",
    "uvicorn": "uvicorn",
    "httptools": "httptools",
    "jinja2": "jinja2",
    "mimeparse": "python-mimeparse",
    "xlsxwriter": "xlsxwriter",
}


def serve(options: argparse.Namespace) -> int:
    """Serves over HTTP until a signal ends it; raises RequestError where a library is missing."""
    missing = [name for module, name in _NEEDED.items() if find_spec(module) is None]
    if missing:
        raise RequestError(
            f"serve needs {', '.join(missing)}; install the extra, as by: pip install 'thbgraph[serve]', or make serve"
        )
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
            (options.base or f"http://{host}:{options.port}").rstrip("/"),
            tuple(options.proxy),
            limits=(
                QUERIES._replace(deadline=options.timeout, memory=memory),
                PAGES._replace(memory=memory),
            ),
        )
    )
    return 0
