"""Writes anew what README and the pages of docs/ show of commands: blocks of one command with its output, or its error.

python docs/printed.py
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

#: The page that shows what goes to stderr as well.
_WITH_REASONS = "empty-answers"
#: A command, what stands between it and what it prints, and that.
_SHOWN = re.compile(
    r"^(?P<before>```console\n\$ \.venv/bin/thbgraph (?P<command>.*)\n"
    r"|(?:.*)`thbgraph (?P<said>why .*)` says:\n\n```text\n)(?P<printed>(?!\$)(?:.*\n)+?)(?=```)",
    re.MULTILINE,
)


def renewed(text: str, with_reasons: bool) -> str:
    """Returns a page with what its commands print now, with reasons or without."""

    def now(shown: re.Match[str]) -> str:
        done = _run(*shlex.split(shown["command"] or shown["said"]))
        reasons = done.stderr if with_reasons or done.returncode else ""
        return shown["before"] + done.stdout + reasons

    return _SHOWN.sub(now, text)


def renewed_demo(readme: str, makefile: str) -> str:
    """Returns README with what the first command of `make demo` prints now."""
    demo = makefile.partition("\ndemo:")[2]
    asked = re.search(r"^\t\$\(BIN\)/thbgraph (.*)$", demo, re.MULTILINE)
    assert asked is not None
    before, begin, rest = readme.partition("$ make demo\n")
    _, end, after = rest.partition("...\n```")
    return before + begin + _run(*shlex.split(asked[1])).stdout + end + after


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "thbgraph", *arguments], capture_output=True, text=True, check=False
    )


def main() -> None:
    """Writes the pages that show anything else."""
    _run("build")  # so that no command tells of it
    root = Path(__file__).resolve().parents[1]
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    for path in (root / "README.md", *sorted((root / "docs").glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        now = renewed(text, path.stem == _WITH_REASONS)
        if path.stem == "README":
            now = renewed_demo(now, makefile)
        if now != text:
            path.write_text(now, encoding="utf-8", newline="\n")
            print(f"{path.relative_to(root)}: written")


if __name__ == "__main__":
    main()
