"""The pen of a page: writes values and their marks as HTML, which a page does hundreds of times."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from ..answers.days import Days
from ..answers.documents import Series
from ..answers.marks import Mark, Told, words
from ..answers.numbers import Numbers
from ..answers.rows import Entity
from ..answers.sites import CitedPage

#: The most characters of an address that is shown.
_LONGEST = 34
#: A day in words, which stands on one line.
_DAY = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b")


class Noted(NamedTuple):
    """A mark as it is listed: its number, that of an earlier one of the same source, if any, and its pages.

    A page that stands by itself at another mark is told by the number of that one, so that each address stands once.
    """

    number: int
    mark: Mark
    earlier: int | None
    pages_as: list[int]
    pages: list[CitedPage]


class Pen:
    """Writes the values of one page, and numbers the marks of their sources in order of first use."""

    def __init__(self, address: Callable[[str], str]) -> None:
        self._address, self._numbers = address, Numbers[Mark]()

    def used(self) -> list[Noted]:
        """Returns all marks as they are listed, in order of number."""
        used = self._numbers.listed()
        first: dict[tuple[CitedPage, ...], int] = {}
        for number, mark, _ in used:
            first.setdefault(mark.pages, number)
        alone = {pages[0]: number for pages, number in first.items() if len(pages) == 1}
        return [
            Noted(number, mark, earlier, *_pages_of(mark, number, first[mark.pages], alone))
            for number, mark, earlier in used
        ]

    def value(self, value: object) -> Markup:
        """Writes a value of the graph: what has a page, here or elsewhere on the web, leads to it."""
        if isinstance(value, Entity) and value.iri.startswith(("http://", "https://")):
            return Markup(f'<a href="{escape(self._address(value.iri))}">{escape(value.label)}</a>')
        text = escape(_DAY.sub("\\1\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}\\3", words(value)))  # type: ignore[arg-type]
        return Markup(f'<span class="open">{text}</span>') if _is_bounds(value) else text

    def marks(self, marks: Iterable[Mark], place: str = "") -> Markup:
        """Writes small figures that lead to sources, or to a place; the stylesheet has the word that is read aloud before each.

        Three and more in a row are one link, which leads to the first. Their brackets keep them from the digits of a day
        where the text alone is copied or read.
        """
        numbers, written = enumerate(self._numbers.of(marks)), list[str]()
        to = escape(self._address(place)) if place else ""
        for _, run in groupby(numbers, lambda pair: pair[1] - pair[0]):
            row = [number for _, number in run]
            links = [(row[0], f"{row[0]}–{row[-1]}")] if len(row) > 2 else [(one, one) for one in row]
            written += [f'<a href="{to or f"#s{number}"}">{text}</a>' for number, text in links]
        return Markup(f"<sup>[{', '.join(written)}]</sup>" if written else "")

    def told(self, told: Told | Series) -> Markup:
        """Writes something said, and who says it; without marks it leads to the statement itself."""
        if isinstance(told, Series):
            values = [*told.values, *([Told(f"and {told.others} more")] if told.others else [])]
            line = "; ".join(map(self.told, values))
            return Markup(f"{escape(told.words)}: {line}" if told.words else line)
        value = self.value(told.value)
        if told.marks:
            return Markup(f"{value}{self.marks(told.marks, told.place)}")
        if told.place and not isinstance(told.value, Entity):
            value = Markup(f'<a href="{escape(self._address(told.place))}">{value}</a>')
        return value

    def row(self, columns: Sequence[str], cells: Sequence[Told | Series]) -> Markup:
        """Writes the cells of a row of a table, which a narrow screen shows behind the names of their columns."""
        head, *rest = map(self.told, cells)
        named = zip(columns[1:], rest, strict=True)
        written = (
            f'<td data-name="{escape(name)}">{one}</td>' if one else "<td></td>" for name, one in named
        )
        return Markup(f'<th scope="row">{head}</th>{"".join(written)}')


def _pages_of(
    mark: Mark, number: int, first: int, alone: Mapping[CitedPage, int]
) -> tuple[list[int], list[CitedPage]]:
    """Returns the numbers of marks at which pages stand, and the others; `first` has the same pages, `alone` says where single ones stand."""
    if mark.pages and first != number:
        return [first], []
    elsewhere = {page: alone[page] for page in mark.pages if page in alone and len(mark.pages) > 1}
    return sorted(elsewhere.values()), [page for page in mark.pages if page not in elsewhere]


def shortened(address: str) -> str:
    """Returns an address of the web as people tell it from others: its host, and where it is long both ends.

    >>> shortened("https://treaties.un.org/pages/ViewDetails.aspx?src=IND&mtdsg_no=IV-8&chapter=4")
    'treaties.un.org/p…o=IV-8&chapter=4'
    """
    text = address.partition("://")[2] or address
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-(_LONGEST // 2 - 1) :]}"


def _is_bounds(value: object) -> bool:
    """Says whether a value tells between which days something was, which people see in another colour."""
    if isinstance(value, Days):
        return value.first != value.last
    return isinstance(value, str) and value.startswith(("between ", "by ", "not before "))
