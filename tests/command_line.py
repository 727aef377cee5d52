"""How tests run thbgraph: as its own process, as people do."""

from __future__ import annotations

import os
import pty
import subprocess
import sys


def run(*arguments: str, given: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `thbgraph` with arguments, text on stdin, and variables of the environment beside those there are."""
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
        if seen.endswith(b"[Y/n] "):
            os.write(ours, answer.encode())
            seen += b"\n"
    os.close(ours)
    return process.wait(timeout=120), seen.decode()
