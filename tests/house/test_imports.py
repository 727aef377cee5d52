"""The house: imports point down or sideways, never up, without cycles; doors keep their weight off the path."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src" / "thbgraph"
#: The rooms from the ground up. A module may import from its own room and from those before it.
ROOMS = (
    "words", "files", "sparql", "stores", "answers", "naming", "reasoning", "treaties", "proof", "evidence",
    "diagnosis", "conflicts", "difference", "building", "exports", "checking", "outside", "graph", "doors",
)  # fmt: skip
HEAVY = ("rdflib", "owlrl", "pyshacl", "yaml", "numpy", "dataclasses", "inspect")


def module_name(path: Path) -> str:
    parts = path.relative_to(SRC.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports(path: Path) -> set[str]:
    """The modules of thbgraph that a file imports, wherever in it the import stands."""
    package = (module_name(path) + ("." if path.name == "__init__.py" else "")).split(".")[:-1]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names = {f"{module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else module for name in names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.split(".")[0] == "thbgraph"} - {module_name(path)}


MODULES = {module_name(path) for path in SRC.rglob("*.py")}
GRAPH = {module_name(path): imports(path) for path in SRC.rglob("*.py")}


def room(module: str) -> int | None:
    parts = module.split(".")
    return ROOMS.index(parts[1]) if len(parts) > 1 and parts[1] in ROOMS else None


def test_every_module_is_in_a_room() -> None:
    outside = {module for module in MODULES if room(module) is None}
    assert outside == {"thbgraph", "thbgraph.__main__"}


def test_imports_never_point_up() -> None:
    up = [
        (module, other)
        for module, others in GRAPH.items()
        for other in others
        if room(module) is not None and room(other) is not None and room(other) > room(module)
    ]
    assert up == []


def test_there_is_no_cycle() -> None:
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join([*path, module])
        if module in done:
            return
        for other in GRAPH.get(module, set()):
            visit(other, (*path, module))
        done.add(module)

    for module in GRAPH:
        visit(module, ())


def test_the_middle_opens_no_file_and_no_socket() -> None:
    doors = {"open", "socket", "urlopen", "os", "pathlib", "subprocess", "requests"}
    for name in ROOMS[: ROOMS.index("building")]:
        for path in (SRC / name).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            used |= {
                a.name for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom) for a in n.names
            }
            assert not used & doors, f"{path.name} uses {used & doors}"


def test_no_room_is_a_lumber_room() -> None:
    assert not {path.stem for path in SRC.rglob("*.py")} & {"utils", "helpers", "common", "core", "misc"}


def test_files_and_functions_are_small() -> None:
    for path in SRC.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 50, f"{path}: {node.name}"


def test_broad_excepts_stand_nowhere() -> None:
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, path
                assert not (isinstance(node.type, ast.Name) and node.type.id == "Exception"), path


def test_importing_the_way_to_an_answer_loads_nothing_heavy() -> None:
    modules = "thbgraph.graph, thbgraph.doors.cli.commands, thbgraph.doors.cli.tables"
    code = f"import {modules}, sys; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
