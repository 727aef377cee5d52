"""The command `why`: the shortest proof of a statement."""

from __future__ import annotations

import argparse
import sys

from ...words.names import printable
from .opening import open_here, show


def run(options: argparse.Namespace) -> int:
    """Prints why the graph holds a statement; exit 1, with what comes near, when it does not."""
    found = open_here().why(options.subject, options.predicate, options.object)
    if not found:
        sys.stderr.write(printable(str(found)))
        return 1
    show(found, options)
    return 0
