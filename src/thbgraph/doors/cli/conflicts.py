"""The command `conflicts`: where sources disagree with each other or with the memo."""

from __future__ import annotations

import argparse

from .opening import open_here, show


def run(options: argparse.Namespace) -> int:
    """Prints the conflicts, all or some, each with its sides and a suggested reading."""
    show(open_here().conflicts(options.entity, options.kind), options)
    return 0
