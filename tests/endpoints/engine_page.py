"""Blocks of docs/engines.md that commands write, each with its day and the commit that was measured."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/engines.md"


def write_block(name: str, command: str, table: Iterable[str], measured: str | None = None) -> None:
    """Writes the table that a command makes into its block, and of which commit it is, by default the present one."""
    said = [f"Measured on {_today()} of {measured or commit()}.", "", *table]
    block = f"<!-- {name}: written by {command} -->{{}}<!-- /{name} -->"
    text = PAGE.read_text(encoding="utf-8")
    made, count = re.subn(
        block.format(".*?"), lambda _: block.format("\n" + "\n".join(said) + "\n"), text, flags=re.DOTALL
    )
    assert count == 1, f"{PAGE} has no block {name}"
    PAGE.write_text(made, encoding="utf-8")


def _today() -> str:
    day = date.today()
    return f"{day.day} {day:%B %Y}"


def commit(root: Path = ROOT) -> str:
    """The commit of a checkout that is measured, and whether more than this page differs from it."""
    head, changed = (
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True).stdout.strip()
        for words in (
            ("rev-parse", "--short=8", "HEAD"),
            ("diff", "--name-only", "HEAD", "--", ".", ":!docs/engines.md"),
        )
    )
    return f"{head} and changes" if changed else head
