"""Kinds of conflict that a SPARQL query finds, with a header that says how its rows are read.

Rows about one thing, the first column of `about`, are one conflict. `question`, `reading` and what each side `says` are
sentences with columns in braces: `{thing}` is its label or value, `{name of thing}` its shortest name, `{day to last}`
the days from one column to another. Of a part in square brackets the first alternative stands whose columns have
values. A side is told once for all rows that say the same: it is `of` the things in some columns, stated `by` the
graphs in one; it is left out of rows that lack a column of what it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.dates import DATE, span_in_words
from ..base.headers import Header
from ..base.printing import joined
from ..base.terms import Term
from ..results.conflict import Conflict, Side
from ..results.summaries import inserted, outside_brackets
from ..stores.evaluation import Solutions, columns_of
from ..stores.protocol import Store
from .source_statements import Sources

_KEYS = ("summary", "rule", "about", "question", "sides", "reading")
_NAME_OF, _TO = "name of ", " to "
#: The values of a row by column.
_Row: TypeAlias = Mapping[str, Term]


class DeclaredSide(NamedTuple):
    """What a side says, the columns of the things that it is about, and the column of the graphs that state it."""

    says: str
    of: Sequence[str]
    by: str


class DeclaredKind(NamedTuple):
    """A kind of conflict: its name, what it is, how it is found, its query, and how rows of it are read."""

    name: str
    summary: str
    rule: str
    query: str
    about: Sequence[str]
    question: str
    sides: Sequence[DeclaredSide]
    reading: str


def kind_of(query: str, path: str) -> DeclaredKind:
    """Reads the file of a kind, which has its name; raises DataError for a wrong header, or one of other columns."""
    header = Header(query, path)
    fields = header.require(_KEYS)
    known = columns_of(query)
    sides = [one for side in header.take("sides", list) or () if (one := _side(side, header)) is not None]
    templates = [(key, header.take(key, str) or "") for key in ("summary", "rule", "question", "reading")]
    templates += [("sides", side.says) for side in sides]
    named = [("about", column) for column in header.take("about", list) or ()]
    named += [("sides", column) for side in sides for column in (*side.of, side.by)]
    for key, text in templates:
        names = header.named_in(text, key)
        named += [(key, column) for name in names for column in name.removeprefix(_NAME_OF).split(_TO)]
    for key, column in named:
        if column not in known:
            header.faults.append(header.fail(f"{column!r} is no column of the query", key))
    if not header.faults and (len(sides) < 2 or not fields["about"]):
        header.faults.append(header.fail("a conflict is about something and has two sides or more", "sides"))
    header.refuse()
    name = path.rpartition("/")[2].removesuffix(".rq")
    return DeclaredKind(name, query=query, **{**fields, "sides": sides})


def _side(given: Any, header: Header) -> DeclaredSide | None:
    """Reads a side; None, with a fault of the header, for what is none."""
    try:
        side = DeclaredSide(**given)
        if isinstance(side.says, str) and isinstance(side.of, list) and isinstance(side.by, str):
            return side
    except TypeError:
        pass
    message = "a side has exactly the keys says (text), of (list of columns) and by (column)"
    header.faults.append(header.fail(message, "sides"))
    return None


def declared(kind: DeclaredKind, store: Store, sources: Sources) -> Iterator[Conflict]:
    """Asks the query of a kind and yields the conflicts that its rows are."""
    found = store.query(kind.query)
    assert isinstance(found, Solutions)
    columns = [variable.value for variable in found.variables]
    groups: dict[Term | None, list[_Row]] = {}
    for solution in found:
        row = {column: term for column in columns if (term := solution[column]) is not None}
        groups.setdefault(row.get(kind.about[0]), []).append(row)
    for rows in groups.values():
        about = _texts(rows, kind.about)
        question, reading = (_filled(template, rows, sources) for template in (kind.question, kind.reading))
        yield Conflict(kind.name, about, question, tuple(_sides(kind, rows, sources)), reading)


def _sides(kind: DeclaredKind, rows: Sequence[_Row], sources: Sources) -> Iterator[Side]:
    for side in kind.sides:
        sides_by_words: dict[str, list[_Row]] = {}
        needed = _names(outside_brackets(side.says))
        for row in rows:
            if all(_word(name, row, sources) is not None for name in needed):
                sides_by_words.setdefault(_filled(side.says, [row], sources), []).append(row)
        for says, alike in sides_by_words.items():
            yield Side(says, tuple(sorted(_texts(alike, [side.by]))), _texts(alike, side.of))


def _texts(rows: Sequence[_Row], columns: Iterable[str]) -> tuple[str, ...]:
    """Returns what stands in some columns, each once."""
    return tuple(dict.fromkeys(str(row[column].value) for column in columns for row in rows if column in row))


def _filled(template: str, rows: Sequence[_Row], sources: Sources) -> str:
    """Fills a sentence with the values of rows."""
    values = {}
    for name in _names(template):
        words = dict.fromkeys(word for row in rows if (word := _word(name, row, sources)) is not None)
        values[name] = joined(list(words)) or None
    return inserted(template, values)


def _names(template: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(template) if name is not None]


def _word(name: str, row: _Row, sources: Sources) -> str | None:
    """Says in words what stands in a row for a name in braces: a thing, a value without its full stop, or days."""
    first, to, last = name.partition(_TO)
    if to:
        return span_in_words(_day(row, first), _day(row, last)) if first in row or last in row else None
    term = row.get(name.removeprefix(_NAME_OF))
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return sources.name(term.value) if name.startswith(_NAME_OF) else sources.label(term.value)
    if isinstance(term, ox.Literal) and term.datatype.value == DATE:
        return span_in_words(term.value, term.value)
    return str(term.value).rstrip(".")


def _day(row: _Row, column: str) -> str | None:
    """Returns the day in a column; None where it is open."""
    return str(row[column].value) if column in row else None
