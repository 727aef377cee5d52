"""The steps of a build, each in a process of its own: `python -m thbgraph.build.steps PARENT STEP HOME FOLDER`.

It prints the number of what it does, and in the end what is wrong, each as a line of JSON.
"""

from __future__ import annotations

import errno
import gc
import json
import os
import sqlite3
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from ..base.errors import DataError, OutOfMemoryError, StoreError
from ..stores.embedded import Loader
from ..stores.processes import end_with
from . import builds
from .builds import Build
from .making import NO_MEMORY


def main() -> int:
    """Takes a step; exit 1 where something is wrong, and is told."""
    parent, step, root, folder = sys.argv[1:]
    end_with(int(parent))
    gc.disable()  # the process makes many objects and next to no garbage, and ends soon
    try:
        _STEPS[step](Path(root), Path(folder))
    except (MemoryError, OutOfMemoryError):
        return NO_MEMORY
    except DataError as error:
        place = {"path": error.path, "line": error.line, "column": error.column}
        return _wrong(kind=error.code, message=error.message, **place)
    except StoreError as error:
        return _wrong(kind=StoreError.code, message=error.message)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _wrong(
            kind="system", number=error.errno or errno.EIO, message=f"{where}{error.strerror or error}"
        )
    except sqlite3.Error as error:
        is_full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        number, what = (errno.ENOSPC, os.strerror(errno.ENOSPC)) if is_full else (errno.EIO, str(error))
        return _wrong(kind="system", number=number, message=f"{builds.SEARCH}: {what}")
    return 0


def _wrong(**said: Any) -> int:
    print(json.dumps(said), flush=True)
    return 1


def _reached(number: int) -> None:
    """Tells what is done."""
    print(number, flush=True)


def files(root: Path, folder: Path) -> None:
    """Writes all of a build, the store by another process."""
    from .contents import write  # which loads most of the program

    write(root, folder, _reached)


def store(root: Path, folder: Path) -> None:
    """Writes the store of the files of statements that the input names, each on a line once it is there."""
    store = ox.Store(str(folder / builds.STORE))
    loader = Loader(store.bulk_load)
    for line in sys.stdin:
        loader.add(partial(Build(folder).lines, line.strip()))
    loader.finish()
    store.flush()


_STEPS: Mapping[str, Callable[[Path, Path], None]] = {"files": files, "store": store}

if __name__ == "__main__":
    sys.exit(main())
