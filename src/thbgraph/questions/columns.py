"""The columns of questions: what each holds, under which words a reader sees it, and what its blanks are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from ..base.headers import Header
from ..base.tokens import tokens
from .views import Blank, Seen, View, read_blanks, read_seen, whole_view

#: The keys of a header that say so.
COLUMN_KEYS = ("columns", "each", "hidden", "blank")

T = TypeVar("T")


class Columns(NamedTuple):
    """What a header says of columns: what each holds, what a reader sees otherwise than by its name, or not at all.

    `each` has those whose rows are one where they agree.
    """

    holds: Mapping[str, str] = {}
    seen: Mapping[str, Seen] = {}
    each: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    blanks: tuple[Blank, ...] = ()

    def of(self, selected: Sequence[str], common: Columns) -> tuple[dict[str, str], View]:
        """Returns what the columns of a query hold, in its order, and their view; `common` has what this leaves unsaid.

        A reader sees them in the order of the header, and each other one behind that which it follows in the query.
        """
        holds = {**common.holds, **self.holds}
        names = [name for name in dict.fromkeys((*selected, *self.holds)) if name in holds]
        order = [*self.holds]
        for before, name in zip(["", *names], names, strict=False):
            if name not in order:
                order.insert(order.index(before) + 1 if before else 0, name)
        shown = whole_view(order).columns
        for said in (common.seen, self.seen):
            known = {name: one for name, one in said.items() if {*one.columns} <= {*names}}
            shown = tuple(one.under(known.get(one.column, one)) for one in shown)
        taken = {*common.hidden, *self.hidden, *(name for one in shown for name in one.columns[1:])}
        own = {blank.column for blank in self.blanks}
        blanks = (one for one in common.blanks if one.column in names and one.column not in own)
        left = tuple(one for one in shown if one.column not in taken)
        view = View(left, self.each, (*self.blanks, *blanks))
        return {name: holds[name] for name in names}, view


def read_columns(header: Header, common: Mapping[str, str]) -> Columns:
    """Reads what a header says of columns; gathers what is wrong, as what names none that it or `common` describes."""
    written: dict[str, Any] = header.take("columns", dict) or {}
    each, hidden = (tuple(map(str, header.take(key, list) or ())) for key in ("each", "hidden"))
    seen = _read(header, "columns", lambda: map(read_seen, map(str, written)))
    blanks = _read(header, "blank", lambda: read_blanks(header.take("blank", dict) or {}))
    holds = dict(zip((one.column for one in seen), map(str, written.values()), strict=False))
    named = {
        "columns": [name for one in seen for name in one.columns],
        "each": each,
        "hidden": hidden,
        "blank": [name for one in blanks for name in one.columns],
    }
    for key, names in named.items():
        for name in names:
            if name not in holds and name not in common:
                message = f"{key} names a column {name!r} that the header does not describe"
                header.faults.append(header.fail(message, key))
    return Columns(holds, {one.column: one for one in seen}, each, hidden, tuple(blanks))


def _read(header: Header, key: str, read: Callable[[], Iterable[T]]) -> list[T]:
    """Reads what stands under a key; gathers that it is wrong."""
    try:
        return [*read()]
    except ValueError as error:
        header.faults.append(header.fail(str(error), key))
        return []


def selected_columns(text: str) -> list[str]:
    """Returns the names of the columns that a SELECT query gives, in order.

    >>> selected_columns("SELECT DISTINCT ?a (COUNT(?x) AS ?n) WHERE { ?a ?b ?x }")
    ['a', 'n']
    """
    stream = [token for token in tokens(text) if token.kind != "comment"]
    start = next((place for place, token in enumerate(stream) if token.text.upper() == "SELECT"), len(stream))
    found, depth = list[str](), 0
    for before, token in pairwise(stream[start:]):
        if token.text == "{":
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind == "variable" and (depth == 0 or before.text.upper() == "AS"):
            found.append(token.text[1:])
    return found
