"""Reads the rooms of the program, and which imports which, from the code itself.

`docs/generate.py` lists them in docs/architecture.md; the tests of the house hold the imports to their order.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).resolve().parents[1] / "src" / "thbgraph"
#: The floors from the ground up: the rooms of one do not import each other, but for the doors, each of which may import
#: those before it.
FLOORS = (
    ("base",),
    ("rdf", "sparql", "questions"),
    ("stores", "results", "names"),
    ("sentences", "rules", "status"),
    ("evidence", "diagnosis", "conflicts", "reports", "difference", "readers", "build"),
    ("exports", "endpoints", "checking", "external"),
    ("depositaries", "graph"),
    ("site", "server", "cli"),
)
DOORS = FLOORS[-1]
ROOMS = tuple(room for floor in FLOORS for room in floor)


def module_name(path: Path) -> str:
    """Returns the dotted name of a module's file."""
    parts = path.relative_to(SRC.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def modules() -> dict[str, Path]:
    """Returns the files of all modules by dotted name."""
    return {module_name(path): path for path in sorted(SRC.rglob("*.py"))}


def imports() -> dict[str, set[str]]:
    """Returns the modules of thbgraph that each module imports, wherever in it the import stands."""
    known = modules()
    return {name: set(_imported(name, path, known)) - {name} for name, path in known.items()}


def _imported(name: str, path: Path, known: dict[str, Path]) -> Iterator[str]:
    package = (name + ("." if path.name == "__init__.py" else "")).split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names = (f"{module}.{alias.name}" for alias in node.names)
            found = [full if full in known else module for full in names]
        elif isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        else:
            continue
        yield from (other for other in found if other.split(".")[0] == "thbgraph")


def room(module: str) -> str | None:
    """Returns the room of a module; the package and `python -m thbgraph` are in none."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in ROOMS else None


def listing() -> str:
    """Lists the rooms by floor, the highest first, with the first line of their docstring."""
    files = modules()
    lines = ["| floor | room | what it holds |", "|---|---|---|"]
    for floor, name in reversed([(floor, name) for floor, names in enumerate(FLOORS, 1) for name in names]):
        text = files[f"thbgraph.{name}"].read_text(encoding="utf-8")
        sentence = (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
        lines.append(f"| {floor} | `{name}` | {sentence} |")
    return "\n".join(lines)
