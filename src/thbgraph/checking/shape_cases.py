"""Shapes without a case that shows what they pass and forbid, where a home has the cases beside it, as findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from ..base.findings import Finding
from ..base.home import PROGRAM
from ..build.homes import read_text

_FOLDER, _SHAPES = "tests/shapes", PROGRAM + "shapes#"
#: The name of a shape, at the beginning of a line of YAML, and in Turtle.
_CASE, _SHAPE = re.compile(r"([\w-]+):"), re.compile(r"shape:([\w-]+)")


def case_findings(root: Path, file: str, shapes: Iterable[ox.Triple]) -> Iterator[Finding]:
    """Yields each shape of a file that has no case, and each case that has no shape."""
    if not (root / _FOLDER).is_dir():
        return
    cases_file = f"{_FOLDER}/{Path(file).stem}.yaml"
    cases = _lines(_CASE, read_text(root, cases_file)) if (root / cases_file).is_file() else {}
    targets = {
        one.subject.value for one in shapes if re.search("#target(Class|SubjectsOf)$", one.predicate.value)
    }
    names = {iri.removeprefix(_SHAPES) for iri in targets}
    lines = _lines(_SHAPE, read_text(root, file))
    for name in sorted(names - cases.keys()):
        message = (
            f"shape:{name} has no case; add to {cases_file} what it passes and what breaks each constraint"
        )
        yield Finding(file, lines.get(name), "shape", message)
    for name in sorted(cases.keys() - names):
        yield Finding(
            cases_file, cases[name], "shape", f"{file} has no shape:{name}; rename or remove the case"
        )


def _lines(pattern: re.Pattern[str], text: str) -> dict[str, int]:
    """Returns the lines that begin with a name."""
    found = ((pattern.match(line), number) for number, line in enumerate(text.splitlines(), 1))
    return {match[1]: number for match, number in found if match}
