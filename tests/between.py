"""A server that stands before an engine, and passes requests on or does what a test wants instead."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import engines
from thbgraph.endpoints.client import EngineClient
from thbgraph.endpoints.publishing import Publisher


class Between:
    """A server before an engine: `does` has by number of a request what is done in its place, -1 for each other one."""

    def __init__(self, engine: engines.Engine) -> None:
        self.count, self.does = 0, dict[int, Any]()
        between, base = self, f"http://{urlsplit(engine.query).netloc}"
        self.engine = engine

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # or each answer would wait until its headers are acknowledged

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                number, between.count = between.count, between.count + 1
                action = between.does.get(number, between.does.get(-1))
                if action is not None and action(self, body) is not None:
                    return
                kept = {
                    name: self.headers[name]
                    for name in ("Accept", "Content-Type", "Authorization")
                    if name in self.headers
                }
                try:
                    with urlopen(
                        Request(base + self.path, body or None, kept, method=self.command)
                    ) as answer:
                        status, headers, text = answer.status, answer.headers, answer.read()
                except HTTPError as error:
                    status, headers, text = error.code, error.headers, error.read()
                self.give(
                    status,
                    {name: headers[name] for name in ("Content-Type", "WWW-Authenticate") if name in headers},
                    text,
                )

            def give(self, status: int, headers: dict[str, str], text: bytes) -> None:
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(text))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

            do_POST = do_PUT = do_DELETE = do_GET

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    @property
    def query(self) -> str:
        """The address of queries."""
        return self.url + urlsplit(self.engine.query).path

    def publisher(self, client: EngineClient | None = None) -> Publisher:
        addresses = (self.engine.query, self.engine.update, self.engine.graphs)
        return Publisher(*(self.url + urlsplit(address).path for address in addresses), client=client)


@contextmanager
def standing_before(engine: engines.Engine) -> Iterator[Between]:
    made = Between(engine)
    yield made
    made.server.shutdown()
    made.server.server_close()


def answering(status: int, **headers: str) -> Any:
    def give(handler: Any, body: bytes) -> bool:
        handler.give(status, {name.replace("_", "-"): value for name, value in headers.items()}, b"no")
        return True

    return give


def cut(handler: Any, body: bytes) -> bool:
    handler.close_connection = True
    return True
