"""Writes anew what the pages of docs/ show of commands: blocks of one command with all that it prints.

python docs/printed.py
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

#: A command, what stands between it and what it prints, and that.
_SHOWN = re.compile(
    r"^(?P<before>```console\n\$ \.venv/bin/thbgraph (?P<command>.*)\n"
    r"|(?:.*)`thbgraph (?P<said>why .*)` says:\n\n```text\n)(?P<printed>(?!\$)(?:.*\n)+?)(?=```)",
    re.MULTILINE,
)


def renewed(text: str) -> str:
    """Returns a page with what its commands print now."""
    return _SHOWN.sub(lambda shown: shown["before"] + _printed(shown["command"] or shown["said"]), text)


def _printed(command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "thbgraph", *shlex.split(command)], capture_output=True, text=True
    )
    return done.stdout + done.stderr


def main() -> None:
    """Writes the pages that show anything else."""
    for path in sorted(Path(__file__).parent.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if (now := renewed(text)) != text:
            path.write_text(now, encoding="utf-8", newline="\n")
            print(f"docs/{path.name}: written")


if __name__ == "__main__":
    main()
