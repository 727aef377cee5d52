"""The steps of a build, each in a process of its own: `python -m thbgraph.build.steps PARENT CHANNEL STEP HOME FOLDER`.

Over its channel it sends the number of what it does, and in the end what is wrong, as an error.
"""

from __future__ import annotations

import errno
import gc
import os
import sqlite3
import sys
from collections.abc import Callable, Mapping
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from ..base.errors import DataError, OutOfMemoryError, StoreError
from ..stores.embedded import Loader
from ..stores.processes import end_with
from . import builds
from .builds import Build
from .making import NO_MEMORY


def main() -> int:
    """Takes a step; exit 1 where something is wrong, and is told."""
    parent, descriptor, step, root, folder = sys.argv[1:]
    end_with(int(parent))
    gc.disable()  # the process makes many objects and next to no garbage, and ends soon
    with Connection(int(descriptor)) as channel:
        try:
            _STEPS[step](Path(root), Path(folder), channel)
        except (MemoryError, OutOfMemoryError):
            return NO_MEMORY
        except (DataError, StoreError, OSError) as error:
            channel.send(error)
            return 1
        except sqlite3.Error as error:
            is_full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
            number, what = (errno.ENOSPC, os.strerror(errno.ENOSPC)) if is_full else (errno.EIO, str(error))
            channel.send(OSError(number, what, builds.SEARCH))
            return 1
    return 0


def files(root: Path, folder: Path, channel: Connection) -> None:
    """Writes all of a build, the store by another process."""
    from .contents import write  # which loads most of the program

    write(root, folder, channel.send)


def store(root: Path, folder: Path, channel: Connection) -> None:
    """Writes the store of the files of statements that it is told of, each once it is there, until it is told of none."""
    store = ox.Store(str(folder / builds.STORE))
    loader = Loader(store.bulk_load)
    for name in iter(channel.recv, ""):
        loader.add(partial(Build(folder).lines, name))
    loader.finish()
    store.flush()


_STEPS: Mapping[str, Callable[[Path, Path, Connection], None]] = {"files": files, "store": store}

if __name__ == "__main__":
    sys.exit(main())
