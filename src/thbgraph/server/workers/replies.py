"""What a worker answers a job with, and how it is put on the way: a line of JSON, and behind it the body."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import BinaryIO, NamedTuple

#: The media type of an error: the fields of Problem Details (RFC 9457), which the server writes as the client likes.
PROBLEM = "application/problem+json"


class Reply(NamedTuple):
    """A whole answer: its status, media type and body, and headers of its own."""

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str] = {}

    def framed(self) -> tuple[bytes, bytes]:
        """Returns the line that goes ahead, and the body."""
        headers = dict(self.headers)
        if self.status == 200:
            mark = blake2b(self.body, digest_size=12, key=self.media_type.encode()[:64])
            headers["etag"] = f'"{mark.hexdigest()}"'
        line = {"status": self.status, "type": self.media_type, "size": len(self.body), "headers": headers}
        return json.dumps(line).encode() + b"\n", self.body


class Received(NamedTuple):
    """A reply as the server gets it: the body lies in memory, or in a file where it is large."""

    status: int
    media_type: str
    size: int
    headers: Mapping[str, str]
    body: BinaryIO


def problem(status: int, code: str, message: str, **more: object) -> Reply:
    """Makes the reply for an error: where, what, expected and got, and the next step."""
    fields = {"status": status, "code": code, "detail": message} | {
        name: value for name, value in more.items() if value
    }
    return Reply(status, PROBLEM, json.dumps(fields, ensure_ascii=False).encode())
