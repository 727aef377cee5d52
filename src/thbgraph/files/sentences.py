"""The sentence of an answer: clauses in a question's header that say in words what the rows hold."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any, NamedTuple

from .headers import Header

_TEXTS = ("one", "many", "none", "always")
CLAUSE_KEYS = ("where", "list", *_TEXTS)


class Clause(NamedTuple):
    """A clause: which rows it is about, which column it lists, and its words for one, many and no such thing.

    `where` gives cells by column: a text, the CURIE of a thing, None where it is empty. Without `list` rows are
    counted. `always` stands whatever the rows.
    """

    where: Mapping[str, str | None] = {}
    list: str = ""
    one: str = ""
    many: str = ""
    none: str = ""
    always: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says, with parameters and columns in braces."""
        return self.one, self.many, self.none, self.always


def read_clauses(header: Header, columns: Container[str]) -> tuple[Clause, ...]:
    """Reads the clauses of the header of a question with columns; raises DataError for what is none."""
    return tuple(_clause(header, written, columns) for written in header.take("sentence", list) or ())


def _clause(header: Header, written: Any, columns: Container[str]) -> Clause:
    if not isinstance(written, dict) or not written.keys() <= {*CLAUSE_KEYS}:
        raise header.fail(
            f"a clause of the sentence is a map of {', '.join(CLAUSE_KEYS)}, got {written!r}", "sentence"
        )
    where = written.get("where", {})
    texts = [value for key, value in written.items() if key != "where"]
    if not isinstance(where, dict) or not all(isinstance(text, str) for text in (*where, *texts)):
        raise header.fail("the texts of a clause are texts; put them in quotes", "sentence")
    if not all(cell is None or isinstance(cell, str) for cell in where.values()):
        raise header.fail('the cells of a clause\'s "where" are texts; put yes and no in quotes', "sentence")
    for column in (*where, *filter(None, [written.get("list")])):
        if column not in columns:
            raise header.fail(
                f"the sentence names a column {column!r} that the header does not describe", "sentence"
            )
    return Clause(**written)
