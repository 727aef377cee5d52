"""How tests run thbgraph: as its own process, as people do."""

from __future__ import annotations

import os
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
