"""The command `build`."""

from __future__ import annotations

import argparse
import sys

from ...building import build as building
from ...building import builds, homes, kept_builds
from . import supervising
from .progress import Bar


def build(options: argparse.Namespace) -> int:
    """Builds the graph unless it is built already, by the reasoner that is asked for, in a worker bounded in memory."""
    if not supervising.in_worker():
        try:
            return supervising.supervise(options.words, None, options.memory, "build")
        finally:
            kept_builds.remove_unfinished()
    root = homes.home()
    with Bar("building the graph") as bar:
        is_wanted = options.force or options.reasoner != builds.RULES
        found = None if is_wanted else builds.find_sound(root, bar.tell_damage)
        if found is not None:
            print(f"the build is up to date: {found[1].triples} triples")
            return 0
        _, index = building.build(root, bar.step, options.reasoner)
    if index.reasoner != options.reasoner:
        print(f"reasoned by {index.reasoner}", file=sys.stderr)
    print(f"built: {index.triples} triples, {len(index.questions)} questions")
    return 0
