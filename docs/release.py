"""Prepares a release: keeps the data of the version, and writes the version and its day where they stand.

    python docs/release.py [DAY]

The data go packed into releases/, where `thbgraph changes` finds them; the section "Unreleased" of CHANGELOG.md becomes that
of the version, with what changed in the data since the release before; CITATION.cff gets version and day.
"""

from __future__ import annotations

import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from thbgraph.base.errors import ThbgraphError
from thbgraph.base.version import __version__
from thbgraph.build.releases import pack, releases
from thbgraph.graph import open_graph

_UNRELEASED = "## Unreleased\n"


def release(root: Path, version: str, day: date) -> list[str]:
    """Releases the data of a home, and returns the files that were written, as paths in it."""
    told = ""
    if kept := releases(root):
        entries = open_graph(root).changes(since=kept[-1].version).entries
        told = "".join(f"- {one.text}\n" for one in entries)
    log, citation = root / "CHANGELOG.md", root / "CITATION.cff"
    written = log.read_text(encoding="utf-8")
    if written.count(_UNRELEASED) != 1:
        raise SystemExit(
            f"CHANGELOG.md: expected one line {_UNRELEASED.strip()!r}; write it, and run this again"
        )
    packed = pack(root, version, day)
    section = f"\n## {version} - {day}\n" + (f"\n### What changed in the data\n\n{told}" if told else "")
    log.write_text(written.replace(_UNRELEASED, _UNRELEASED + section), encoding="utf-8")
    cited = re.sub(
        r"^(version:).*", rf"\1 {version}", citation.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    cited = re.sub(r"^date-released:.*\n", "", cited, flags=re.MULTILINE)
    citation.write_text(
        re.sub(r"^(version:.*\n)", rf"\1date-released: {day}\n", cited, flags=re.MULTILINE), encoding="utf-8"
    )
    return [str(path.relative_to(root)) for path in (packed, log, citation)]


if __name__ == "__main__":
    try:
        on = date.fromisoformat(sys.argv[1]) if len(sys.argv) > 1 else datetime.now(UTC).date()
        print("\n".join(release(Path(__file__).resolve().parents[1], __version__, on)))
    except ThbgraphError as error:
        sys.exit(str(error))
