"""The commands `init` and `build`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..build import homes, opening
from ..build.builds import Damaged
from ..build.cache import inode
from ..build.new_home import make_home
from ..stores.evaluation import require_room
from ..stores.processes import data_bounded
from .terminal import Bar


def init(options: argparse.Namespace) -> int:
    """Makes a home for a memo of one's own, and says what comes next; raises DataError and RequestError."""
    folder = Path(options.folder)
    make_home(homes.home(), folder, options.base)
    print(f"""\
{folder}: a home with a memo of one passage, to be changed into yours: docs/own-memo.md goes through it. Next:
  export THBGRAPH_HOME={folder.absolute()}
  ask it             thbgraph ask bodies --cite
  say what it is     {folder / "home.toml"}
  what is wrong      thbgraph check""")
    return 0


def build(options: argparse.Namespace) -> int:
    """Builds the graph unless it is built already; the processes that do so are bounded in memory as this one is."""
    require_room()
    with data_bounded(int(min(options.memory * (1 << 30), sys.maxsize))):
        return _built(options)


def _built(options: argparse.Namespace) -> int:
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
        index = opening.made(root, bar.step, unwanted).index(root)
    print(f"built: {index.triples} triples, {len(index.questions)} questions")
    return 0
