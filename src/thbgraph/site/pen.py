"""The pen of a page: writes values and their marks as HTML, which a page does hundreds of times."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from ..answers.documents import Series
from ..answers.marks import Mark, Numbers, Told, words
from ..answers.rows import Entity
from ..answers.standings import Days

#: The most characters of an address that is shown.
_LONGEST = 34
#: A day in words, which stands on one line.
_DAY = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b")


class Pen:
    """Writes the values of one page, and numbers the marks of their sources in order of first use."""

    def __init__(self, address: Callable[[str], str]) -> None:
        self._address, self._numbers = address, Numbers()

    def used(self) -> list[tuple[int, Mark, int | None, int]]:
        """Returns all marks with their numbers, of an earlier one of the same source, if any, and of the first with their pages."""
        first: dict[tuple[str, ...], int] = {}
        return [
            (number, mark, earlier, first.setdefault(mark.pages, number))
            for number, mark, earlier in self._numbers.used()
        ]

    def value(self, value: object) -> Markup:
        """Writes a value of the graph: what has a page, here or elsewhere on the web, leads to it."""
        if isinstance(value, Entity) and value.iri.startswith(("http://", "https://")):
            return Markup(f'<a href="{escape(self._address(value.iri))}">{escape(value.label)}</a>')
        text = escape(_DAY.sub("\\1\N{NO-BREAK SPACE}\\2\N{NO-BREAK SPACE}\\3", words(value)))  # type: ignore[arg-type]
        return Markup(f'<span class="open">{text}</span>') if _is_bounds(value) else text

    def marks(self, marks: Iterable[Mark]) -> Markup:
        """Writes small figures that lead to sources; the stylesheet has the word that is read aloud before each.

        Three and more in a row are one link, which leads to the first.
        """
        numbers, written = enumerate(self._numbers.of(marks)), ""
        for _, run in groupby(numbers, lambda pair: pair[1] - pair[0]):
            row = [number for _, number in run]
            links = [(row[0], f"{row[0]}–{row[-1]}")] if len(row) > 2 else [(one, one) for one in row]
            written += "".join(f'<a href="#s{number}">{text}</a>' for number, text in links)
        return Markup(f"<sup>{written}</sup>" if written else "")

    def told(self, told: Told | Series, end: str = "") -> Markup:
        """Writes something said, the sign that ends it, and who says it."""
        if isinstance(told, Series):
            values = [*told.values, *([Told(f"and {told.others} more")] if told.others else [])]
            said = [*(self.told(one, ";") for one in values[:-1]), *map(self.told, values[-1:])]
            return Markup("{}: {}").format(told.words, Markup(" ").join(said))
        return self.value(told.value) + end + self.marks(told.marks)

    def row(self, columns: Sequence[str], cells: Sequence[Told]) -> Markup:
        """Writes the cells of a row of a table, which a narrow screen shows behind the names of their columns."""
        head, *rest = map(self.told, cells)
        named = zip(columns[1:], rest, strict=True)
        written = (
            f'<td data-name="{escape(name)}">{one}</td>' if one else "<td></td>" for name, one in named
        )
        return Markup(f'<th scope="row">{head}</th>{"".join(written)}')


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
