"""Making a build: its files, then its store and what is asked of that, each by a child process, so that none holds much memory."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..base.errors import DataError, OutOfMemoryError, StoreError
from ..base.progress import Progress, silent
from ..stores.processes import command, environment
from . import builds, key
from .builds import Build, Damaged, carried, damaged_package

#: What a build goes through.
STEPS = (
    "reading", "checking", "reasoning", "computing dates and statuses", "writing the files", "writing the store",
    "comparing sources",
)  # fmt: skip
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
        _run("files", root, folder, progress)
    else:
        try:
            carrying.verify()
            carrying.copy(folder)
        except Damaged as error:
            raise damaged_package(error.reason) from None
    _run("store", root, folder, progress)


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


def _run(step: str, root: Path, folder: Path, progress: Progress) -> None:
    """Lets a child take a step; raises what it says is wrong: DataError, StoreError, and OSError for what cannot be written."""
    words = command(f"{__package__}.steps", str(os.getpid()), step, str(root), str(folder))
    with tempfile.TemporaryFile() as printed:
        errors = None if os.environ.get(_TRACEBACK) else printed
        with subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, stderr=errors) as child:
            assert child.stdout is not None
            try:
                for line in child.stdout:
                    said = json.loads(line)
                    if not isinstance(said, int):
                        raise _told(said)
                    progress(said, len(STEPS), STEPS[said - 1])
            except BaseException:
                child.kill()
                raise
        if child.returncode in (NO_MEMORY, -signal.SIGABRT, -signal.SIGKILL):
            raise OutOfMemoryError(
                "the build needs more memory than there is; run: thbgraph build --memory GB"
            )
        if child.returncode != 0:
            printed.seek(0)
            last = printed.read().decode(errors="replace").strip().rpartition("\n")[2]
            raise RuntimeError(last or f"the build ended with exit code {child.returncode}")


def _told(wrong: Mapping[str, Any]) -> Exception:
    """Returns the error that a child told."""
    if wrong["kind"] == DataError.code:
        return DataError(wrong["message"], path=wrong["path"], line=wrong["line"], column=wrong["column"])
    if wrong["kind"] == StoreError.code:
        return StoreError(wrong["message"])
    return OSError(wrong["number"], wrong["message"])
