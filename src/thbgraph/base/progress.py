"""How work that takes its time reports where it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

#: Called at each step with its number (from 1), the number of all steps, and what is done.
Progress: TypeAlias = Callable[[int, int, str], None]
#: Called with what is wrong with a damaged build, before it is built again.
OnDamage: TypeAlias = Callable[[str], None]


def silent(step: int, steps: int, name: str) -> None:
    """Shows no progress."""


def ignore_damage(reason: str) -> None:
    """Says nothing of a damaged build."""
