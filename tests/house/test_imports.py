"""The house: imports point to lower floors, without cycles; commands keep their weight off the path."""

from __future__ import annotations

import ast
import subprocess
import sys
from fnmatch import fnmatch
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from rooms import DOORS, FLOORS, ROOMS, SRC, imports, modules, room

HEAVY = ("rdflib", "owlrl", "yaml", "numpy", "dataclasses", "inspect")


MODULES = set(modules())
imported = cache(imports)


@cache
def trees() -> dict[Path, ast.Module]:
    """The syntax trees of all modules."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in SRC.rglob("*.py")}


def below(name: str) -> set[str]:
    """The rooms that one may import from: those of the floors below it; a door also from the doors before it."""
    floor = next(number for number, rooms in enumerate(FLOORS) if name in rooms)
    before = DOORS[: DOORS.index(name)] if name in DOORS else ()
    return {name, *before, *(room for rooms in FLOORS[:floor] for room in rooms)}


def test_every_module_is_in_a_room() -> None:
    outside = {module for module in MODULES if room(module) is None}
    assert outside == {"thbgraph", "thbgraph.__main__"}


def test_the_tests_and_examples_of_every_room_are_collected(pytestconfig: pytest.Config) -> None:
    passed_over = pytestconfig.getini("norecursedirs")
    assert not [name for name in ROOMS for pattern in passed_over if fnmatch(name, pattern)]


def test_imports_point_to_lower_floors() -> None:
    up = [
        (module, other)
        for module, others in imported().items()
        for other in others
        if (here := room(module)) is not None and room(other) not in {None, *below(here)}
    ]
    assert up == []


def test_there_is_no_cycle() -> None:
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join([*path, module])
        if module in done:
            return
        for other in imported().get(module, set()):
            visit(other, (*path, module))
        done.add(module)

    for module in imported():
        visit(module, ())


def test_values_do_without_what_writes_them() -> None:
    values = {name for name in MODULES if name.startswith("thbgraph.results.") and ".render" not in name}
    writers = {name for name in MODULES if name.startswith("thbgraph.results.render")}
    assert values and writers
    assert not {(one, other) for one in values for other in imported()[one] & writers}


def test_the_middle_opens_no_file_and_no_socket() -> None:
    doors = {"open", "socket", "urlopen", "os", "pathlib", "subprocess", "requests"}
    for name in {*ROOMS[: ROOMS.index("build")]} - {
        "stores"
    }:  # which open a store, and processes that ask it
        for path in {*(SRC / name).rglob("*.py")} - {SRC / "base/home.py"}:  # which reads home.toml alone
            tree = trees()[path]
            used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
            used |= {
                a.name for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom) for a in n.names
            }
            assert not used & doors, f"{path.name} uses {used & doors}"


def test_no_room_is_a_lumber_room() -> None:
    assert not {path.stem for path in SRC.rglob("*.py")} & {"utils", "helpers", "common", "core", "misc"}


def test_broad_excepts_stand_nowhere() -> None:
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, path
                assert not (isinstance(node.type, ast.Name) and node.type.id == "Exception"), path


@pytest.mark.parametrize("name", ["thbgraph", "thbgraph.graph.on_demand"])
def test_what_type_checkers_read_is_there_when_run(name: str) -> None:
    module, path = import_module(name), modules()[name]
    read = [
        ("." * node.level + (node.module or ""), alias.name)
        for node in ast.walk(trees()[path])
        if isinstance(node, ast.ImportFrom) and node.col_offset
        for alias in node.names
    ]
    assert len(read) > 30
    for place, one in read:
        assert getattr(module, one) is getattr(import_module(place, module.__spec__.parent), one)
        assert one in dir(module)


def test_no_cache_of_the_process_grows() -> None:
    for path, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                decorators = {
                    ast.unparse(one).partition("(")[0].rpartition(".")[2] for one in node.decorator_list
                }
                is_cached = bool(decorators & {"cache", "lru_cache"})
                assert not (is_cached and node.args.args), (
                    f"{path}: {node.name} keeps what it was called with"
                )


def test_importing_the_way_to_an_answer_loads_nothing_heavy() -> None:
    modules = "thbgraph.graph, thbgraph.cli.commands, thbgraph.cli.terminal"
    code = f"import {modules}, sys; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_what_a_command_does_without_is_not_loaded() -> None:
    commands = {
        "--help": ("pyoxigraph", "typing", "pathlib", "json"),
        "--version": ("hashlib", "shutil", "importlib.metadata", "thbgraph.graph"),
        "ask": (
            "hashlib",
            "shutil",
            "html",
            "thbgraph.build.making",
            "thbgraph.build.compiling",
            "thbgraph.evidence",
            "thbgraph.results.proof",
        ),
    }
    for command, unwanted in commands.items():
        code = (
            "import contextlib, io, sys; from thbgraph.cli import main\n"
            "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n"
            f"    main({command.split() + ['handbooks'] * (command == 'ask')})\n"
            f"print(*sorted(set(sys.modules) & set({unwanted!r})), file=sys.__stdout__)"
        )
        for _ in range(2):  # the first may have to build
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.split() == [], command


def test_the_readers_of_facts_are_not_loaded_before_they_are_heard() -> None:
    code = "import thbgraph.graph.sentence_reader, sys; print('thbgraph.readers.facts.facts' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_queries_reach_the_engine_by_one_guarded_way() -> None:
    for path, tree in trees().items():
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        if path.parent.name != "stores":
            assert not {"Store", "query"} <= names, (
                f"{path.name}: evaluate() of stores.evaluation puts a query"
            )
