"""A progress bar on stderr, only on a terminal; elsewhere one line says what takes its time, or one for each phase."""

from __future__ import annotations

import sys
from types import TracebackType

from ..base.names import printable
from .colours import takes_escapes

_WIDTH = 24


class Bar:
    """Shows the steps of a piece of work that may turn out not to be needed: nothing until the first step.

    Of work that takes minutes, each of the `phases`, which is the first word of a step, is told where there is no bar, too.
    """

    def __init__(self, title: str, phases: bool = False) -> None:
        self._title, self._phases, self._started, self._phase = title, phases, False, ""

    def __enter__(self) -> Bar:
        return self

    def tell_damage(self, reason: str) -> None:
        """Says in the title of the work that it is done since the build in the cache is damaged."""
        self._title = printable(
            f"building the graph again, since the build in the cache is damaged ({reason})"
        )

    def step(self, number: int, steps: int, name: str) -> None:
        """Says that a step begins."""
        if not self._started:
            print(f"{self._title} ...", file=sys.stderr)
            self._started = True
        if takes_escapes(sys.stderr):
            from shutil import get_terminal_size

            from ..base.widths import wrapped

            done = _WIDTH * (number - 1) // steps
            said = printable(" ".join(name.split()))  # which may be what somebody's list holds
            line = f"[{'#' * done}{'.' * (_WIDTH - done)}] {number}/{steps} {said}"
            # A line that goes on in the next one would not be wiped by the step after it.
            sys.stderr.write("\r\x1b[K" + (wrapped(line, get_terminal_size().columns - 1) or [""])[0])
            sys.stderr.flush()
        elif self._phases and name.partition(" ")[0] != self._phase:
            self._phase = name.partition(" ")[0]
            print(f"{self._phase} ...", file=sys.stderr, flush=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._started and takes_escapes(sys.stderr):
            sys.stderr.write("\r\x1b[K")
