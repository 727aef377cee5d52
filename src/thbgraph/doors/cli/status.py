"""The command `status`: where a state stands under an instrument on a day."""

from __future__ import annotations

import argparse

from ...words.errors import ParameterError
from ...words.names import quoted
from .opening import open_here, show


def run(options: argparse.Namespace) -> int:
    """Prints the status of a state under an instrument, as of the reporting day or the day that is given."""
    day = None
    if options.day is not None:
        name, equals, day = options.day.partition("=")
        if name not in ("asOf", "as_of") or not equals:
            raise ParameterError(f"expected asOf=DATE, got {quoted(options.day)}")
        if not day:
            raise ParameterError(
                "asOf: expected a day such as 2005-05-03, got nothing; without asOf it is the memo's"
            )
    show(open_here().status(options.state, options.instrument, as_of=day), options)
    return 0
