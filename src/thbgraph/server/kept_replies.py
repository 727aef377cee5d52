"""Replies that are kept by what was asked: the job and its arguments, however a request was written.

Nothing that a job gives changes before the graph does, so a reply that comes again costs no worker. With another graph
comes another set.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from .workers.replies import Received

#: What describes all, which is kept as long as the graph, whatever its size: there are few of these.
LASTING = frozenset(
    (
        "catalogue",
        "dataset",
        "dump",
        "examples",
        "file",
        "manifest",
        "openapi",
        "reports",
        "service",
        "sitemap",
    )
)
#: How much of all others is kept, in bytes.
_MOST = 32 << 20
#: What gives another answer each time.
_FICKLE = re.compile(r"(?:rand|now|uuid)\s*\(", re.IGNORECASE)
_LED = (301, 303)


def is_fickle(given: Mapping[str, Any]) -> bool:
    """Says whether what is asked has another answer each time.

    >>> is_fickle({"query": "SELECT (RAND() AS ?n) {}"}), is_fickle({"query": "ASK {}"}), is_fickle({})
    (True, False, False)
    """
    return bool(_FICKLE.search(given.get("query", "")))


class KeptReplies:
    """The replies that are kept of one graph; those asked for longest ago go first."""

    def __init__(self) -> None:
        self._lasting = dict[bytes, Received]()
        self._recent = OrderedDict[bytes, Received]()
        self._size = 0

    def find(self, asked: bytes) -> Received | None:
        """Returns the reply to what is asked, None where it is not kept."""
        if asked in self._recent:
            self._recent.move_to_end(asked)
            return self._recent[asked]
        return self._lasting.get(asked)

    def keep(self, asked: bytes, job: str, reply: Received) -> None:
        """Keeps a reply that tells what was asked for or leads there, and, but for what is lasting, lies in memory."""
        if not (reply.status == 200 or reply.status in _LED):
            return
        if job in LASTING:
            self._lasting[asked] = reply
        elif isinstance(reply.body, bytes) and asked not in self._recent:
            self._recent[asked] = reply
            self._size += _weight(asked, reply)
            while self._size > _MOST:
                self._size -= _weight(*self._recent.popitem(last=False))


def _weight(asked: bytes, reply: Received) -> int:
    return len(asked) + reply.size
