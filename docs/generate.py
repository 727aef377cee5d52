"""Writes what is generated from what it describes: pages of docs/, codemeta.json, the JSON-LD context, the head of LICENSE-DATA.

python docs/generate.py            write them
python docs/generate.py --check    exit 1 when one is not current
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import rooms
from data_pages import between, pages_of
from thbgraph.base.errors import DataError
from thbgraph.base.version import __version__
from thbgraph.build import homes
from thbgraph.build import source_files as sources
from thbgraph.conflicts import kinds_with, read_kinds
from thbgraph.results.formats import FORMATS
from thbgraph.rules.rule_table import TABLE


def formats(text: str) -> str:
    """Returns the page on formats with its table made anew."""
    rows = ["| format | other names | media types | endings |", "|---|---|---|---|"]
    for one in FORMATS.values():
        cells = (
            ", ".join(f"`{name}`" for name in names) for names in (one.also, one.media_types, one.endings)
        )
        rows.append(f"| `{one.name}` | {' | '.join(cells)} |")
    return between(text, "formats", "\n".join(rows) + "\n")


def architecture(text: str) -> str:
    """Returns the page on the architecture with its drawing made anew."""
    return between(text, "rooms", f"{rooms.listing()}\n")


def reasoning(text: str) -> str:
    """Returns the page on reasoning with its table of rules made anew."""
    lines = ["| rule | where this is stated | this follows | in words |", "| --- | --- | --- | --- |"]
    for line in TABLE.strip().splitlines():
        rule, _, words = line.partition("#")
        name, statements = rule.split(maxsplit=1)
        stated, _, follows = statements.partition("=>")
        lines.append(f"| `{name}` | `{stated.strip()}` | `{follows.strip()}` | {words.strip()} |")
    return between(text, "rules", "\n".join(lines) + "\n")


def conflicts(text: str, root: Path) -> str:
    """Returns the page on conflicts with its table of kinds made anew."""
    rows = ["| kind | what it is | rule |", "|---|---|---|"]
    kinds = kinds_with(read_kinds(homes.conflict_texts(root)))
    rows += [f"| `{name}` | {kind.summary} | {kind.rule} |" for name, kind in kinds.items()]
    return between(text, "kinds", "\n".join(rows) + "\n")


#: What catalogues of software call the addresses of a project.
_ADDRESSES = {"Homepage": "url", "Repository": "codeRepository", "Issues": "issueTracker"}


def codemeta(root: Path) -> str:
    """Returns what catalogues of software are told of the project, by CodeMeta 3.0."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = {
        "@context": "https://w3id.org/codemeta/3.0",
        "@type": "SoftwareSourceCode",
        "name": project["name"],
        "description": project["description"],
        "version": __version__,
        "license": [f"https://spdx.org/licenses/{one}" for one in project["license"].split(" AND ")],
        "author": [{"@type": "Organization", **author} for author in project["authors"]],
        "keywords": project["keywords"],
        "programmingLanguage": {"@type": "ComputerLanguage", "name": "Python"},
        "runtimePlatform": f"Python {project['requires-python']}",
        "operatingSystem": "POSIX",
        "softwareRequirements": project["dependencies"],
        "developmentStatus": "https://www.repostatus.org/#active",
        **{_ADDRESSES[name]: address for name, address in project["urls"].items()},
    }
    return json.dumps(told, indent=2) + "\n"


def pages(root: Path) -> dict[str, str]:
    """Gives the generated pages by path."""
    made = {"codemeta.json": codemeta(root)}
    for name, renewed in (
        ("docs/architecture.md", architecture),
        ("docs/formats.md", formats),
        ("docs/reasoning.md", reasoning),
    ):
        made[name] = renewed((root / name).read_text(encoding="utf-8"))
    page = (root / "docs/conflicts.md").read_text(encoding="utf-8")
    made["docs/conflicts.md"] = conflicts(page, root)
    return made | pages_of(root, list(sources.read_ontology(root)), sources.read_quads(root))


def main() -> int:
    """Writes the pages that are not current, or with --check only names them (exit 1)."""
    root = Path(__file__).resolve().parents[1]
    try:
        stale = {name: text for name, text in pages(root).items() if not _is_current(root / name, text)}
    except DataError as error:
        raise SystemExit(f"{error}; nothing is written") from None
    for name, text in stale.items():
        if "--check" in sys.argv:
            print(f"{name}: not current; run: make docs")
        else:
            (root / name).write_text(text, encoding="utf-8", newline="\n")
            print(f"{name}: written")
    return 1 if stale and "--check" in sys.argv else 0


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main())
