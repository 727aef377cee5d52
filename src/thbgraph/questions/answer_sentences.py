"""The sentence of an answer: clauses in a question's header that say in words what the rows hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_TEXTS = ("one", "many", "none", "always")
CLAUSE_KEYS = ("where", "each", "list", *_TEXTS, "then")
#: What stands for states that are asked about in place of a group: one, or several.
STATES_ASKED = ("state", "states")


class Clause(NamedTuple):
    """A clause: which rows it is about, which column it lists, and its words for one, many and no such thing.

    `where` gives cells by column: a text, the CURIE of a thing, a parameter in braces for what it was given, "*" for
    whatever is there, None where it is empty; by a parameter that is no column, None where it was not given. Without
    `list` rows are counted. It is said for `each` value that a column has. `always` stands whatever the rows.
    """

    where: Mapping[str, str | None] = {}
    list: str = ""
    one: str = ""
    many: str = ""
    none: str = ""
    always: str = ""
    each: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, with parameters and columns in braces."""
        return self.one, self.many, self.none, self.always
