"""Commands: what shows all of an answer, as a value; people type it, and pages lead to it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from ..base.dates import DAY


class CommandKind(StrEnum):
    """What a command asks or shows."""

    QUESTION = "ask"
    REPORT = "report"
    STATUS = "status"
    CONFLICTS = "conflicts"
    THING = "show"


class Command(NamedTuple):
    """A question, a report or a command of the program by its name, with the values of its parameters as they are typed."""

    kind: CommandKind
    name: str
    given: Mapping[str, Sequence[str]]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the command line.

        >>> Command(CommandKind.REPORT, "participants", {"instrument": ["CETS 197"], "asOf": ["2010-03-31"]}).words
        ('participants', 'CETS 197', 'asOf=2010-03-31')
        """
        is_question = self.kind is CommandKind.QUESTION
        start = (self.kind, self.name) if is_question else (self.name,)
        values = (
            f"{name}={value}" if is_question or name == DAY else value
            for name, of in self.given.items()
            for value in of
        )
        return (*start, *values)

    @property
    def values(self) -> dict[str, str]:
        """The first value of each parameter."""
        return {name: of[0] for name, of in self.given.items()}

    @property
    def line(self) -> str:
        """The command as it is typed in a shell, behind the program's name."""
        return shlex.join(self.words)
