"""How tests run thbgraph: in this process, with its standard streams exchanged, or as a process of its own."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryFile
from typing import IO
from unittest.mock import patch

from thbgraph.doors.cli import WORKER, main

Done = subprocess.CompletedProcess[str]
#: Variables that the program reads anew each time; the interpreter and others read theirs when they start.
_READ_ANEW = {"THBGRAPH_HOME", "THBGRAPH_CACHE"}


def run(*arguments: str, given: str | None = None, **environment: str) -> Done:
    """Runs `thbgraph` with arguments, text on stdin, and variables of the environment beside those there are.

    What a worker process does for queries and builds is done in this process as well.
    """
    if not environment.keys() <= _READ_ANEW:
        return run_apart(*arguments, given=given, **environment)
    with _streams(given or "") as files, patch.dict(os.environ, {WORKER: "1", **environment}):
        code = _ended(arguments)
        return subprocess.CompletedProcess(arguments, code, *map(_written, files))


def run_into(output: IO[bytes], *arguments: str) -> Done:
    """Runs `thbgraph` with a standard output of its own, which the program makes ready as that of a process."""
    with _streams("", output) as (_, errors), patch.object(sys, "__stdout__", sys.stdout):
        code = _ended(arguments)
        return subprocess.CompletedProcess(arguments, code, "", _written(errors))


def _ended(arguments: tuple[str, ...]) -> int:
    """Runs a command in this process and gives its exit code."""
    try:
        return main(arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def _written(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n").replace("\r", "\n")


def run_apart(*arguments: str, given: str | None = None, **environment: str) -> Done:
    """Runs `thbgraph` as a process of its own, as people do."""
    return subprocess.run(
        [sys.executable, "-m", "thbgraph", *arguments],
        capture_output=True,
        text=True,
        input=given,
        env=os.environ | environment,
        encoding="utf-8",
    )


def at_terminal(answer: str, *arguments: str) -> tuple[int, str]:
    """Runs a command on a pseudo-terminal on which somebody types an answer; gives exit code and what is seen."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "thbgraph", *arguments], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        seen += part
        if seen.endswith((b"[Y/n] ", b"[y/N] ")):
            os.write(ours, answer.encode())
            seen += b"\n"
    os.close(ours)
    return process.wait(timeout=120), seen.decode()


@contextmanager
def _streams(given: str, output: IO[bytes] | None = None) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Puts files in the place of the standard streams, for processes that are started meanwhile, too."""
    with ExitStack() as held:
        files = [held.enter_context(TemporaryFile()) for _ in range(3)]
        files[1] = output or files[1]
        files[0].write(given.encode())
        files[0].seek(0)
        for number, (name, file) in enumerate(zip(("stdin", "stdout", "stderr"), files, strict=True)):
            before = os.dup(number)
            held.callback(os.close, before)
            held.callback(os.dup2, before, number)
            os.dup2(file.fileno(), number)
            mode = "w" if number else "r"
            text = held.enter_context(
                open(number, mode, encoding="utf-8", errors="backslashreplace", closefd=False)
            )
            held.enter_context(patch.object(sys, name, text))
        yield files[1], files[2]
