"""What was accepted of a home besides its answers: the rows of each table and file of links, and the conflicts.

A deleted row or a moved date changes no golden answer whose arguments do not reach it; here it shows. A home without
the files in `queries/accepted/` holds neither fixed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from ..base.findings import Finding
from ..build import homes
from ..results.conflict import Conflict

TABLES, CONFLICTS = "tables", "conflicts"
_TABLE_FOLDERS = ("data/tables/", "data/links/")
#: The path of what differs, what of it, and the lines that do.
_Differing: TypeAlias = tuple[str, str, Sequence[str]]
#: Returns the conflicts of the graph.
FindConflicts = Callable[[], Sequence[Conflict]]


def path_of(name: str) -> str:
    """Returns the path of what was accepted, relative to the home."""
    return f"queries/accepted/{name}.tsv"


def names(root: Path) -> list[str]:
    """Returns which of the two a home holds fixed."""
    return [name for name in (TABLES, CONFLICTS) if (root / path_of(name)).is_file()]


def present(root: Path, name: str, conflicts: FindConflicts) -> str:
    """Writes the present state: a line each with path, rows and digest, or with kind, question and sides."""
    lines = _tables(root) if name == TABLES else _conflicts(conflicts())
    return "".join(f"{line}\n" for line in lines)


def _tables(root: Path) -> Iterator[str]:
    for path in homes.files(root):
        if path.startswith(_TABLE_FOLDERS) and path.endswith((".csv", ".tsv")):
            text = homes.read_text(root, path)
            rows = (
                sum(not line.startswith("#") for line in text.splitlines()) - 1
            )  # the first one is the header
            yield f"{path}\t{rows}\t{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _conflicts(found: Iterable[Conflict]) -> Iterator[str]:
    for one in found:
        yield "\t".join((one.kind, one.question, *map(str, one.sides)))


def accepted_findings(root: Path, name: str, conflicts: FindConflicts = tuple) -> Iterator[Finding]:
    """Yields what differs from what was accepted, each with how to accept it."""
    check = "check the change against the source" if name == TABLES else "check them against the sources"
    for path, what, lines in differing(root, name, conflicts):
        first = f"{what}; {check}, then run: thbgraph check --accept {name}"
        yield Finding(path, None, "accepted", "\n".join([first, *lines]))


def differing(root: Path, name: str, conflicts: FindConflicts = tuple) -> Iterator[_Differing]:
    """Holds tables and links, or the conflicts, against what was accepted, where the home has it.

    `conflicts` is needed for these only.
    """
    if name in names(root):
        before = homes.read_text(root, path_of(name)).splitlines()
        now = present(root, name, conflicts).splitlines()
        yield from _of_tables(before, now) if name == TABLES else _of_conflicts(before, now)


def _of_tables(before: Sequence[str], now: Sequence[str]) -> Iterator[_Differing]:
    then, new = ({line.partition("\t")[0]: line.split("\t")[1:] for line in lines} for lines in (before, now))
    for path in sorted(then.keys() | new.keys()):
        if path not in new:
            yield path, "the file is gone", ()
        elif path not in then:
            yield path, f"the file is new, with {_rows(new[path])}", ()
        elif then[path] != new[path]:
            yield path, _changed(then[path], new[path]), ()


def _changed(before: Sequence[str], now: Sequence[str]) -> str:
    if before[:1] == now[:1]:
        return f"its {_rows(now)} are not those that were accepted"
    return f"{_rows(before)} were accepted, but now there are {now[0]}"


def _rows(fields: Sequence[str]) -> str:
    return f"{fields[0]} {'row' if fields[0] == '1' else 'rows'}" if fields else "no rows"


def _of_conflicts(before: Sequence[str], now: Sequence[str]) -> Iterator[_Differing]:
    lines = [f"  - {_in_words(line)}" for line in before if line not in now]
    lines += [f"  + {_in_words(line)}" for line in now if line not in before]
    if lines:
        yield path_of(CONFLICTS), "the conflicts between sources are not those that were accepted", lines


def _in_words(line: str) -> str:
    kind, question, *sides = line.split("\t")
    return f"{question} ({kind}): {'; '.join(sides)}"
