"""Whether all is held against all, as `make oracle` does, and not a sample of it, as `make test` does."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Sequence
from itertools import product
from typing import TypeVar

import pytest

T = TypeVar("T")
U = TypeVar("U")
WHOLE = os.environ.get("THBGRAPH_ORACLE") == "whole"
takes_minutes = pytest.mark.skipif(not WHOLE, reason="takes minutes; make oracle runs it")


def sample(items: Iterable[T], most: int) -> list[T]:
    """Gives all items where all is held, else at most so many of them: the same each time, in their order."""
    found = list(items)
    if WHOLE or len(found) <= most:
        return found
    return [found[at] for at in sorted(random.Random(0).sample(range(len(found)), most))]


def pairs(some: Sequence[T], few: Sequence[U]) -> list[tuple[T, U]]:
    """Gives all pairs where all is held, else each of some with one of few, in turn."""
    if WHOLE:
        return list(product(some, few))
    return [(one, few[at % len(few)]) for at, one in enumerate(some)]
