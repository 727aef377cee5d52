"""The command `build`."""

from __future__ import annotations

import argparse

from ...building import build as building
from ...building import builds, homes, kept_builds
from . import supervising
from .progress import Bar


def build(options: argparse.Namespace) -> int:
    """Builds the graph unless it is built already, in a worker bounded in memory."""
    if not supervising.in_worker():
        try:
            return supervising.supervise(options.words, None, options.memory, "build")
        finally:
            kept_builds.remove_unfinished()
    root = homes.home()
    with Bar("building the graph") as bar:
        found = None if options.force else builds.find_sound(root, bar.tell_damage)
        if found is not None:
            print(f"the build is up to date: {found[1].triples} triples")
            return 0
        _, index = building.build(root, bar.step)
    print(f"built: {index.triples} triples, {len(index.questions)} questions")
    return 0
