"""The view of an answer: which of its columns a reader is shown, in which words, and what one row is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..base.names import spaced

#: How the names of two columns end that hold the first and the last day on which something can have been.
_FIRST, _LAST = "Earliest", "Latest"
VIEW_KEYS = ("each", "columns")
_COLUMN = re.compile(r"(\w+)(?: to (\w+)| \((\w+)\))?")


class Seen(NamedTuple):
    """A column as a reader sees it: its words, and the column of the answer that it shows.

    `until` is the column of the last day, where `column` is that of the first on which something can have been;
    `note` is one whose value stands in brackets behind the other.
    """

    words: str
    column: str
    until: str = ""
    note: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the answer that it shows."""
        return tuple(filter(None, (self.column, self.until, self.note)))


class View(NamedTuple):
    """What a reader is shown: columns in order; rows that agree in all columns of `each` are one."""

    columns: tuple[Seen, ...]
    each: tuple[str, ...] = ()


def read_view(columns: Mapping[str, str], each: tuple[str, ...]) -> View:
    """Reads a view as a header writes it, by words; raises ValueError for what names no columns.

    >>> read_view({"by": "agent (how)", "signed": "sinceEarliest to sinceLatest"}, ()).columns[1].until
    'sinceLatest'
    """
    seen = []
    for words, written in columns.items():
        found = _COLUMN.fullmatch(written)
        if found is None:
            raise ValueError(f'{written!r} is neither "column", "first to last" nor "column (note)"')
        seen.append(Seen(words, *(name or "" for name in found.groups())))
    return View(tuple(seen), each)


def whole_view(columns: Sequence[str]) -> View:
    """Makes the view of all columns, which joins `sinceEarliest` and `sinceLatest`.

    >>> [seen.words for seen in whole_view(["state", "sinceEarliest", "sinceLatest"]).columns]
    ['state', 'since']
    """
    seen = []
    for name in columns:
        stem = name.removesuffix(_FIRST)
        if stem != name and stem + _LAST in columns:
            seen.append(Seen(spaced(stem), name, stem + _LAST))
        elif not name.endswith(_LAST) or name.removesuffix(_LAST) + _FIRST not in columns:
            seen.append(Seen(spaced(name), name))
    return View(tuple(seen))


def chosen_view(names: Sequence[str], columns: Sequence[str], view: View | None) -> View:
    """Makes the view of some columns, named as they are or in the words of a view.

    Rows are one that are alike in these columns, or in those that tell things apart in the view. Raises KeyError, with
    all names that there are, for a name that no column has.
    """
    views = [whole_view(columns), *([view] if view else [])]
    known = {seen.words: seen for one in views for seen in one.columns}
    known |= {name: Seen(spaced(name), name) for name in columns if name not in known}
    for name in names:
        if name not in known:
            raise KeyError(name, *known)
    chosen = tuple(known[name] for name in names)
    kept = tuple(dict.fromkeys(name for seen in chosen for name in seen.columns))
    each = view.each if view else ()
    return View(chosen, each if each and set(each) <= set(kept) else kept)
