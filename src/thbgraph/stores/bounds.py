"""What a query that somebody has written may take."""

from __future__ import annotations

from typing import NamedTuple

from ..base.errors import ParameterError

#: What a query takes at most where nothing else is said: seconds, and gigabytes of memory.
SECONDS, GIGABYTES = 60.0, 4.0
#: No system waits longer at once, and none has more memory.
_LONGEST, _LARGEST = 10.0**6, 2.0**30


class QueryBounds(NamedTuple):
    """What a query may take: seconds, and gigabytes of memory beside the graph; None is no bound."""

    seconds: float | None = SECONDS
    gigabytes: float | None = GIGABYTES

    def checked(self) -> QueryBounds:
        """Returns bounds that every system can keep; raises ParameterError for what is none."""
        return QueryBounds(
            _checked("timeout", self.seconds, "seconds such as 60", _LONGEST),
            _checked("memory", self.gigabytes, "gigabytes such as 4 or 0.5", _LARGEST),
        )


def _checked(name: str, given: object, such: str, most: float) -> float | None:
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | float) or not given > 0:
        raise ParameterError(f"{name}: expected {such}, or None for no bound, got {given!r}")
    return min(float(given), most)
