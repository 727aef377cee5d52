"""Making a build: its files by a child process, and the store of them by one of that, so that none holds much memory.

Whoever asks for a build keeps neither the memory of it nor a thread of the engine's, and is told what ends a child.
"""

from __future__ import annotations

import gzip
import json
import os
import signal
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any, TypeAlias

from ..base.errors import DataError, OutOfMemoryError, StoreError
from ..base.progress import Progress, silent
from ..stores.processes import command, environment
from . import builds, key
from .builds import PARTS, Build, Damaged, carried, damaged_package

#: What a build goes through.
STEPS = (
    "reading", "checking", "computing dates and statuses", "reasoning", "writing the files", "writing the store",
    "comparing sources",
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
            for name in PARTS:
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
    Build(target).seal(key.key_of(root))


class Step:
    """A child process that takes a step of a build; it ends with its block, and with this process."""

    def __init__(self, name: str, root: Path, folder: Path) -> None:
        words = command(f"{__package__}.steps", str(os.getpid()), name, str(root), str(folder))
        self._printed = tempfile.TemporaryFile()  # noqa: SIM115  closed with the block
        errors = None if os.environ.get(_TRACEBACK) else self._printed
        try:
            self._child = Popen(words, env=environment(), stdin=PIPE, stdout=PIPE, stderr=errors)
        except BaseException:
            self._printed.close()
            raise

    def __enter__(self) -> Step:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._child.stdin is not None
        with (
            self._printed,
            self._child,
            suppress(BrokenPipeError),
        ):  # what it was told last, and no longer read
            self._child.kill()
            self._child.stdin.close()

    def tell(self, file: str) -> None:
        """Names a file that is there for it."""
        assert self._child.stdin is not None
        with suppress(BrokenPipeError):  # of a child that has ended: `finish` tells why
            self._child.stdin.write(file.encode() + b"\n")
            self._child.stdin.flush()

    def finish(self, progress: Progress = silent) -> None:
        """Waits for its end; raises what it says is wrong: DataError, StoreError, and OSError for what cannot be written."""
        assert self._child.stdin is not None and self._child.stdout is not None
        with suppress(BrokenPipeError):
            self._child.stdin.close()
        for line in self._child.stdout:
            said = json.loads(line)
            if not isinstance(said, int):
                raise _told(said)
            progress(said, len(STEPS), STEPS[said - 1])
        code = self._child.wait()
        if code in (NO_MEMORY, -signal.SIGABRT, -signal.SIGKILL):
            raise OutOfMemoryError(
                "the build ran out of memory; allow it more, as with: thbgraph build --memory GB"
            )
        if code != 0:
            self._printed.seek(0)
            last = self._printed.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise RuntimeError(last or f"the build ended with exit code {code}")


def _told(wrong: Mapping[str, Any]) -> Exception:
    """Returns the error that a child told."""
    if wrong["kind"] == DataError.code:
        return DataError(wrong["message"], path=wrong["path"], line=wrong["line"], column=wrong["column"])
    if wrong["kind"] == StoreError.code:
        return StoreError(wrong["message"])
    return OSError(wrong["number"], wrong["message"])
