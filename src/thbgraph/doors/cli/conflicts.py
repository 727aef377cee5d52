"""The command `conflicts`: where sources disagree with each other or with the memo."""

from __future__ import annotations

import argparse

from ...answers.conflicts import WRITERS
from .opening import open_here, tell, write


def run(options: argparse.Namespace) -> int:
    """Prints the conflicts, all or some, each with its sides and a suggested reading."""
    graph = open_here()
    text = WRITERS[options.format](graph.conflicts(options.entity, options.kind), graph.describe)
    (tell if options.format == "text" else write)(text)
    return 0
