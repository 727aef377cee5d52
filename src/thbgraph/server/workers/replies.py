"""What a worker answers a job with, and how it is put on the way: a line of JSON, and behind it the body."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any, BinaryIO, NamedTuple

from ...base.errors import with_advice

#: The media type of an error: the fields of Problem Details (RFC 9457), which the server writes as the client likes.
PROBLEM = "application/problem+json"
#: The media type of a file that is compressed with gzip.
PACKED = "application/gzip"
#: So many bytes of a large body are sent at once.
_SOME = 64 * 1024


class Reply(NamedTuple):
    """A whole answer: its status, media type and body, and headers of its own."""

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str] = {}

    def framed(self, is_last: bool) -> tuple[bytes, bytes]:
        """Returns the line that goes ahead, which says whether this is the last of its worker's, and the body."""
        headers = dict(self.headers)
        if self.status == 200:
            mark = blake2b(self.body, digest_size=12, key=self.media_type.encode()[:64])
            headers["etag"] = f'"{mark.hexdigest()}"'
        line = {
            "status": self.status, "type": self.media_type, "size": len(self.body), "headers": headers, "is_last": is_last,
        }  # fmt: skip
        return json.dumps(line).encode() + b"\n", self.body


class Received(NamedTuple):
    """A reply as the server gets it: the body lies in memory, or in a file where it is large."""

    status: int
    media_type: str
    size: int
    headers: Mapping[str, str]
    body: bytes | BinaryIO

    def parts(self) -> Iterator[bytes]:
        """Yields the body piece by piece, for each who asks from its beginning."""
        if isinstance(self.body, bytes):
            yield self.body
            return
        for place in range(0, self.size, _SOME):
            yield os.pread(self.body.fileno(), _SOME, place)


class Problem(NamedTuple):
    """An error as a client is told of it: status and code, what is wrong, what to do then, and `more`, such as its place."""

    status: int
    code: str
    what: str
    advice: str = ""
    more: Mapping[str, Any] = {}

    @property
    def detail(self) -> str:
        """What is wrong and what to do then, in a line."""
        return with_advice(self.what, self.advice)


class Refused(Exception):
    """Says that a request is refused, or not met to its end: the problem that its client is told of, and headers of its own."""

    def __init__(self, status: int, code: str, what: str, advice: str = "", **headers: str) -> None:
        self.problem = Problem(status, code, what, advice)
        super().__init__(self.problem.detail)
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def problem(status: int, code: str, what: str, advice: str = "", **more: object) -> Reply:
    """Makes the reply for an error."""
    told = Problem(status, code, what, advice, {name: value for name, value in more.items() if value})
    return Reply(status, PROBLEM, json.dumps(told._asdict(), ensure_ascii=False).encode())


def led(status: int, address: str) -> Reply:
    """Makes the reply that leads to an address."""
    return Reply(status, "text/plain", f"{address}\n".encode(), {"location": address})
