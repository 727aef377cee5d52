"""The view of an answer: which of its columns a reader is shown, in which words, what one row is about, and what blanks are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..base.printing import spaced
from ..base.values import LEGEND

#: How the names of two columns end that hold the first and the last day on which something can have been.
_FIRST, _LAST = "Earliest", "Latest"
#: When a blank stands for something: a column has a day that is not before that of another.
_FROM = re.compile(r"(\w+) from (\w+)")
_COLUMN = re.compile(r"(\w+)(?: to (\w+))?(?: \((\w+)\))?")


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

    def under(self, other: Seen) -> Seen:
        """Returns the column with what another says of it."""
        return Seen(
            other.words or self.words, self.column, other.until or self.until, other.note or self.note
        )


class Blank(NamedTuple):
    """What a blank of a column stands for, as a `word` of the legend.

    It does so in all rows, or in those whose column `where` has some `cell`, as a clause of the sentence writes it, or a day
    that is not before that in the column `since`.
    """

    column: str
    word: str
    where: str = ""
    cell: str = ""
    since: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the answer that it names."""
        return tuple(filter(None, (self.column, self.where, self.since)))


class View(NamedTuple):
    """What a reader is shown: columns in order, all where there are none; rows that agree in all columns of `each` are one.

    `blanks` say what empty cells stand for, the first that fits.
    """

    columns: tuple[Seen, ...] = ()
    each: tuple[str, ...] = ()
    blanks: tuple[Blank, ...] = ()


def read_blanks(written: Mapping[str, Any]) -> Iterator[Blank]:
    """Reads what blanks stand for as a header writes it, by columns; raises ValueError for what is none.

    >>> [*read_blanks({"act": "none", "last": {"through from asOf": "covered"}, "since until": {"status": {"thb:NoAct": "none"}}})][1:3]
    [Blank(column='last', word='covered', where='through', cell='', since='asOf'), Blank(column='since', word='none', where='status', cell='thb:NoAct', since='')]
    """
    for columns, meaning in written.items():
        for column in columns.split():
            for blank in _blanks(column, meaning):
                if blank.word not in LEGEND:
                    raise ValueError(
                        f"{blank.word!r} is no word for an unknown; choose from: {', '.join(LEGEND)}"
                    )
                yield blank


def _blanks(column: str, meaning: Any) -> Iterator[Blank]:
    if isinstance(meaning, str):
        yield Blank(column, meaning)
        return
    if not isinstance(meaning, dict):
        raise ValueError(
            f"what a blank of {column!r} stands for is a word, or a map of a column and its cells, got {meaning!r}"
        )
    for where, words in meaning.items():
        if isinstance(words, dict):
            yield from (Blank(column, str(word), str(where), str(cell)) for cell, word in words.items())
        elif since := _FROM.fullmatch(str(where)):
            yield Blank(column, str(words), since[1], since=since[2])
        else:
            raise ValueError(f'{where!r} is neither a column with its cells nor "column from column"')


def read_view(columns: Iterable[str], each: tuple[str, ...]) -> View:
    """Reads a view as the file of a report writes it: a column without words goes by its name; raises ValueError for what is none.

    >>> read_view(["state", "agent (how) as by"], ()).columns[1]
    Seen(words='by', column='agent', until='', note='how')
    """
    seen = map(read_seen, columns)
    return View(tuple(one._replace(words=one.words or one.column) for one in seen), each)


def read_seen(written: str) -> Seen:
    """Reads a column as a header writes it, perhaps with the words for it; raises ValueError for what is none.

    >>> read_seen("first to last (note) as its day")
    Seen(words='its day', column='first', until='last', note='note')
    """
    columns, _, words = written.partition(" as ")
    found = _COLUMN.fullmatch(columns)
    if found is None:
        raise ValueError(f'{columns!r} is neither "column" nor "first to last", either with a " (note)"')
    return Seen(words, *(name or "" for name in found.groups()))


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


def chosen_view(names: Sequence[str], columns: Sequence[str], view: View) -> View:
    """Makes the view of some columns, named as they are or in the words of a view.

    Rows are one that are alike in these columns, or in those that tell things apart in the view. Raises KeyError, with
    all names that there are, for a name that no column has.
    """
    known = {seen.words: seen for one in (whole_view(columns), view) for seen in one.columns}
    known |= {name: Seen(spaced(name), name) for name in columns if name not in known}
    for name in names:
        if name not in known:
            raise KeyError(name, *known)
    chosen = tuple(known[name] for name in names)
    kept = tuple(dict.fromkeys(name for seen in chosen for name in seen.columns))
    is_distinguished = view.each and set(view.each) <= set(kept)
    return View(chosen, view.each if is_distinguished else kept, view.blanks)
