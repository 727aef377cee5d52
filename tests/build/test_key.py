"""The key of a build: every part of the program and of the sources that what is kept depends on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rooms import ROOMS, SRC
from thbgraph.build import homes


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program, of which keys are made."""
    copy = shutil.copytree(SRC, tmp_path / "thbgraph", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(homes, "__file__", str(copy / "build" / "homes.py"))
    return copy


@pytest.mark.parametrize("room", [*ROOMS, "."])
def test_a_change_in_any_room_changes_the_key(room: str, program: Path, home: Path) -> None:
    module = next(path for path in sorted((program / room).rglob("*.py")))
    key_before, stamp_before, program_before = homes.key_of(home), homes.stamp(home), homes.key_of_program()
    module.write_text(module.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert homes.key_of(home) != key_before
    assert homes.stamp(home) != stamp_before
    assert homes.key_of_program() != program_before


def test_a_list_that_a_module_reads_counts_and_a_template_does_not(program: Path, home: Path) -> None:
    before = homes.key_of(home)
    (template,) = [*program.glob("site/templates/base.html")]
    template.write_text("", encoding="utf-8")
    assert homes.key_of(home) == before
    (listed,) = program.glob("checking/*.txt")
    listed.write_text("", encoding="utf-8")
    assert homes.key_of(home) != before


@pytest.mark.parametrize("name", ["ontology/core.ttl", "data/memo/2-few.trig"])
def test_a_change_of_a_source_changes_the_key(name: str, home: Path) -> None:
    before = homes.key_of(home), homes.stamp(home)
    with (home / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert homes.key_of(home) != before[0] and homes.stamp(home) != before[1]


def test_the_key_of_a_check_is_of_all_that_it_reads(home: Path) -> None:
    def of_check() -> str:
        return homes.key_of_check(home)

    seen = [of_check()]
    for name in ("queries/bodies.rq", "ontology/context.jsonld", "queries/answers/x.csv", "LICENSE-DATA"):
        with (home / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        seen.append(of_check())
    assert len(set(seen)) == len(seen)
