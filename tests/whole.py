"""Whether all is held against all, as `make oracle` does, and not a sample of it, as `make test` does."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from typing import TypeVar

import pytest

T = TypeVar("T")
WHOLE = os.environ.get("THBGRAPH_ORACLE") == "whole"
takes_minutes = pytest.mark.skipif(not WHOLE, reason="takes minutes; make oracle runs it")


def sample(items: Iterable[T], most: int) -> list[T]:
    """Gives all items where all is held, else at most so many of them: the same each time, in their order."""
    found = list(items)
    if WHOLE or len(found) <= most:
        return found
    return [found[at] for at in sorted(random.Random(0).sample(range(len(found)), most))]
