"""Whether all is held against all, as `make oracle` does, and not a sample of it, as the other verbs do."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Sequence
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


def in_turn(items: Sequence[T], at: int) -> Sequence[T]:
    """Gives all items where all is held, else one of them: the next one at each place."""
    return items if WHOLE else [items[at % len(items)]]


def pairs(some: Sequence[T], few: Sequence[U]) -> list[tuple[T, U]]:
    """Gives all pairs where all is held, else each of some with one of few, in turn."""
    return [(one, other) for at, one in enumerate(some) for other in in_turn(few, at)]
