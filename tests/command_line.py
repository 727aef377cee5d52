"""How tests run thbgraph: in this process, with its standard streams exchanged, or as a process of its own."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from tempfile import TemporaryFile
from typing import IO
from unittest.mock import patch

from thbgraph.cli import main

Done = subprocess.CompletedProcess[str]
#: Variables that the program reads anew each time; the interpreter and others read theirs when they start.
_READ_ANEW = {"THBGRAPH_HOME", "THBGRAPH_CACHE"}


def run(*arguments: str, given: str | None = None, **environment: str) -> Done:
    """Runs `thbgraph` with arguments, text on stdin, and variables of the environment beside those there are."""
    if not environment.keys() <= _READ_ANEW:
        return run_apart(*arguments, given=given, **environment)
    with _files(given or "") as (typed, *files), patch.dict(os.environ, environment):
        with _streams(typed, *files):
            code = _ended(arguments)
        return subprocess.CompletedProcess(arguments, code, *map(_written, files))


def run_into(output: IO[bytes], *arguments: str) -> Done:
    """Runs `thbgraph` with a standard output of its own, which the program makes ready as that of a process."""
    with _files("") as (typed, _, errors):
        with _streams(typed, output, errors), patch.object(sys, "__stdout__", sys.stdout):
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
    with ThreadPoolExecutor(1) as somebody:
        seen = somebody.submit(_seen, ours, answer)
        with (
            open(theirs, "r+b", buffering=0) as terminal,
            _streams(terminal, terminal, terminal),
            patch.object(sys, "__stdout__", sys.stdout),
        ):
            code = _ended(arguments)
    return code, seen.result()


def at_terminal_apart(answer: str, *arguments: str) -> tuple[int, str]:
    """The same as a process of its own."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "thbgraph", *arguments]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    seen = _seen(ours, answer)
    return process.wait(timeout=120), seen


def _seen(terminal: int, answer: str) -> str:
    """Reads what is written to a terminal, and types an answer to each question, until nobody is left who writes."""
    seen = b""
    with open(terminal, "r+b", buffering=0) as ours, suppress(OSError):  # which says that nobody is left
        while part := ours.read(4096):
            seen += part
            if seen.endswith((b"[Y/n] ", b"[y/N] ")):
                ours.write(answer.encode())
                seen += b"\n"
    return seen.decode()


@contextmanager
def _files(given: str) -> Iterator[list[IO[bytes]]]:
    """Opens a file that holds what is typed, and two for what is printed."""
    with ExitStack() as held:
        files = [held.enter_context(TemporaryFile()) for _ in range(3)]
        files[0].write(given.encode(errors="surrogateescape"))
        files[0].seek(0)
        yield files


@contextmanager
def _streams(*files: IO[bytes]) -> Iterator[None]:
    """Puts files in the place of the standard streams, for processes that are started meanwhile, too."""
    with ExitStack() as held:
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
        yield
