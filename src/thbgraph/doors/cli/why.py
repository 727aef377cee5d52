"""The command `why`: the shortest proof of a statement."""

from __future__ import annotations

import argparse
import sys

from ...answers.proof_formats import WRITERS
from ...words.names import printable
from .opening import open_here, tell, write


def run(options: argparse.Namespace) -> int:
    """Prints why the graph holds a statement; exit 1, with what comes near, when it does not."""
    found = open_here().why(options.subject, options.predicate, options.object)
    if not found:
        sys.stderr.write(printable(str(found)))
        return 1
    text = WRITERS[options.format](found)
    (tell if options.format == "text" else write)(text)
    return 0
