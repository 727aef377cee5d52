"""The command `build`."""

from __future__ import annotations

import argparse

from ..build import homes, keeping, opening
from ..build.builds import Damaged, inode
from ..stores.processes import require_room
from . import supervising
from .progress import Bar


def build(options: argparse.Namespace) -> int:
    """Builds the graph unless it is built already, in a worker bounded in memory."""
    require_room()
    if not supervising.in_worker():
        try:
            return supervising.supervise(options.words, options.memory, "build")
        finally:  # a worker that is killed cannot do so itself
            keeping.clear_ended()
    root = homes.home()
    unwanted = None
    with Bar("building the graph") as bar:
        try:
            found = opening.find(root)
        except Damaged as error:
            bar.tell_damage(error.reason)
            found, unwanted = None, inode(error.build)
        if found is not None:
            if not options.force:
                print(f"the build is up to date: {found.index(root).triples} triples")
                return 0
            unwanted = inode(found.folder)
            found.close()
        index = keeping.made(root, bar.step, unwanted).index(root)
    print(f"built: {index.triples} triples, {len(index.questions)} questions")
    return 0
