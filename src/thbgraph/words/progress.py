"""How work that takes its time reports where it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

#: Called at each step with its number (from 1), the number of all steps, and what is done.
Progress: TypeAlias = Callable[[int, int, str], None]
