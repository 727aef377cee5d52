"""Findings: faults as values, with their place and their mending. Nothing is raised for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, NoReturn

from .errors import DataError


class Place(NamedTuple):
    """A place in a source: path, and line and column counted from 1, None where they are not known."""

    path: str
    line: int | None = None
    column: int | None = None

    def error(self, message: str) -> DataError:
        """Returns the error of something wrong at this place."""
        return DataError(message, path=self.path, line=self.line, column=self.column)

    def fail(self, message: str) -> NoReturn:
        """Raises the error of this place."""
        raise self.error(message)


class Finding(NamedTuple):
    """A fault: file relative to the home, line (from 1, or None), what is wrong and how to mend it.

    `code` names the kind of fault: syntax, statement, form, link, printed, source, term, shape, shape:<component>,
    check:<name>, unlisted, question, expectation, answer, accepted. Lines of the message after its
    first list what the fault consists of.
    """

    path: str
    line: int | None
    code: str
    message: str

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.message}"


def of_error(error: DataError) -> Finding:
    """Gives the finding that says what a DataError says."""
    return Finding(error.path, error.line, "syntax", error.message)


def refuse(faults: Sequence[DataError]) -> None:
    """Raises faults, if any: the first, with the further ones as its `others`."""
    if faults:
        first, *first.others = faults
        raise first


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sorts findings by file and line, each once."""
    return sorted(
        set(findings), key=lambda finding: (finding.path, finding.line or 0, finding.code, finding.message)
    )
