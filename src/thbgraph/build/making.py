"""Making a build: its files by a child process, and the store of them by one of that, so that none holds much memory.

Whoever asks for a build keeps neither the memory of it nor a thread of the engine's, and is told what ends a child.
"""

from __future__ import annotations

import gzip
import os
import resource
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from multiprocessing.connection import Pipe
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import TypeAlias

from ..base.errors import OutOfMemoryError
from ..base.progress import Progress, silent
from ..stores.processes import WITHOUT_MEMORY, command, environment
from . import builds, homes
from .builds import PARTS, Build, Damaged, carried, damaged_package

#: What a build goes through.
STEPS = (
    "reading", "checking", "computing dates and statuses", "reasoning", "writing the files", "writing the store",
)  # fmt: skip
#: Called with the number of a step that is reached, from 1.
Reached: TypeAlias = Callable[[int], None]
#: Exit code of a child that had too little memory.
NO_MEMORY = 9
#: Set to anything, it lets through what a child that fails prints.
_TRACEBACK = "THBGRAPH_TRACEBACK"


def make(root: Path, folder: Path, progress: Progress = silent) -> None:
    """Writes all files of the build of a home but the manifest to an empty folder.

    Raises DataError, naming file and line, when the sources are wrong, and StoreError when something cannot be written.
    """
    carrying = carried(root)
    if carrying is None:
        with Step("files", root, folder) as step:
            step.finish(progress)
    else:
        try:
            carrying.verify()
            carrying.copy(folder)
        except Damaged as error:
            raise damaged_package(error.reason) from None
        progress(6, len(STEPS), STEPS[5])
        with Step("store", root, folder) as step:
            for name in (*PARTS, ""):
                step.tell(name)
            step.finish()


def write_carried(root: Path, target: Path) -> None:
    """Writes what a wheel carries of a home to a new folder: the same bytes for the same sources."""
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as made:
        make(root, Path(made))
        for name in builds.FILES:
            content = Path(made, name).read_bytes()
            if name.endswith(".nq"):
                Path(target, f"{name}.gz").write_bytes(gzip.compress(content, mtime=0))
            else:
                Path(target, name).write_bytes(content)
    Build(target).seal(homes.key_of(root))


class Step:
    """A child process that takes a step of a build; it ends with its block, and with this process."""

    def __init__(self, name: str, root: Path, folder: Path) -> None:
        with ExitStack() as opened:  # which closes them where what comes next fails
            self._printed = opened.enter_context(tempfile.TemporaryFile())
            self._channel, theirs = Pipe()
            opened.enter_context(self._channel)
            with theirs:
                words = str(os.getpid()), str(theirs.fileno()), name, str(root), str(folder)
                errors = None if os.environ.get(_TRACEBACK) else self._printed
                self._child = Popen(
                    command(f"{__package__}.steps", *words),
                    env=environment(),
                    pass_fds=[theirs.fileno()],
                    stdin=DEVNULL,
                    stdout=errors,
                    stderr=errors,
                )
            opened.pop_all()

    def __enter__(self) -> Step:
        return self

    def __exit__(self, *_: object) -> None:
        with self._printed, self._channel, self._child:
            self._child.kill()

    def tell(self, file: str) -> None:
        """Names a file that is there for it; no name says that there are no more."""
        with suppress(ConnectionError):  # of a child that has ended: `finish` tells why
            self._channel.send(file)

    def finish(self, progress: Progress = silent) -> None:
        """Waits for its end; raises what it says is wrong: DataError, StoreError, and OSError for what cannot be written."""
        with suppress(EOFError, ConnectionError):
            while True:
                message = self._channel.recv()
                if isinstance(message, Exception):
                    raise message
                progress(message, len(STEPS), STEPS[message - 1])
        code = self._child.wait()
        if code in (NO_MEMORY, *WITHOUT_MEMORY):
            is_bounded = resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY
            more = "ulimit -v unlimited" if is_bounded else "thbgraph build --memory GB"
            raise OutOfMemoryError("the build ran out of memory", f"allow it more, as with: {more}")
        if code != 0:
            self._printed.seek(0)
            last = self._printed.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise RuntimeError(last or f"the build ended with exit code {code}")
