"""The footnotes of a cited answer for its readers: what each row rests on, with the pages that say so.

The editors' names and classes are no footnote where anything else says more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import MEMO, SOURCE
from .answers import Answer
from .days import Days
from .marks import Mark, Told
from .numbers import Numbers
from .rows import Origin, Row, place_of, plain, stated_in
from .shown import Cell, Shown
from .sites import CitedPage, fewest

_EDITORS = SOURCE + "editors"
#: What rests on a passage or source: how a row begins, and the things of which it cites a statement there.
_Behind = tuple[str, frozenset[str]]
#: A row, by how it begins, and a thing of which it cites a statement.
_Use = tuple[str, str]


class Named(NamedTuple):
    """A remark or a source, and how the rows begin for which it stands; none where it is all of them."""

    text: str
    rows: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{', '.join(self.rows)}: {self.text}" if self.rows else self.text


class Footnote(NamedTuple):
    """A passage or source behind rows: its number and IRI, what it is, whose, the pages that say so, and remarks.

    There are `pages` for each thing that a row cites there, and of these so `few` that each row has one; a source that is
    made from them has no publisher in its origin. `text` is that of a passage, where a copy of the memo was given.
    """

    number: int
    iri: str
    says: str
    origin: Origin | None
    pages: tuple[CitedPage, ...]
    few: tuple[CitedPage, ...]
    remarks: tuple[Named, ...]
    text: str | None

    def mark(self, is_short: bool) -> Mark:
        """Returns it as the mark of a document: in short with as few pages as rows need."""
        pages = self.few if is_short else self.pages
        origin = self.origin or Origin()
        return Mark(self.iri, self.says, "", pages, origin, tuple(map(str, self.remarks)), self.text)


class Held(NamedTuple):
    """The one statement to which a value leads, the row that cites it, and the number of its footnote, if it has one."""

    quad: ox.Quad
    row: Row
    number: int | None

    @property
    def place(self) -> str:
        """The address of the statement."""
        return place_of(self.quad.subject.value, self.quad.graph_name.value)


class Noted(NamedTuple):
    """The numbers of the footnotes of each row, and the footnotes in order of first use.

    `aside` are sources that say otherwise than what prevails over them, and of which rows. `cells` has for each value of a
    row the statement that holds it; what is worked out has none.
    """

    numbers: list[tuple[int, ...]]
    notes: list[Footnote]
    aside: tuple[Named, ...] = ()
    cells: Sequence[list[list[Held | None]]] = ()

    @property
    def not_followed(self) -> list[str]:
        """What is aside, in words."""
        return [f"Not followed ({', '.join(rows)}): {source}" for source, rows in self.aside]


def footnotes(answer: Answer, seen: Shown) -> Noted:
    """Numbers the passages and sources behind the rows of an answer as it is shown."""
    numbers = Numbers[str]()
    behind: dict[str, list[_Behind]] = {}
    of_rows, cells, aside = [], list[list[list[Held | None]]](), dict[str, dict[str, None]]()
    names = [_name(row) for row in seen.rows]
    for name, row, rows in zip(names, seen.rows, seen.behind, strict=True):
        cited = _cited(rows)
        for graph in sorted(_set_aside(rows) & cited.keys()):
            aside.setdefault(_title(graph, answer), {})[name] = None
            del cited[graph]
        for graph, things in cited.items():
            behind.setdefault(graph, []).append((name, frozenset(things)))
        of_rows.append(tuple(numbers.of(cited)))
        found = {graph: numbers.of([graph])[0] for graph in cited}
        cells.append(_holding(row, rows, found))
    every = tuple(dict.fromkeys(names))
    notes = [_footnote(number, graph, answer, behind[graph], every) for number, graph, _ in numbers.listed()]
    return Noted(of_rows, notes, tuple(Named(source, tuple(of)) for source, of in aside.items()), cells)


def _cited(rows: Iterable[Row]) -> dict[str, set[str]]:
    """Returns, by passage or source, the things of which rows cite statements there."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for quad in row.citation.leaves if row.citation else ():
            found.setdefault(quad.graph_name.value, set()).add(_iri(quad.subject))
    return {graph: things for graph, things in found.items() if graph != _EDITORS} or found


def _holding(
    cells: Sequence[Cell], rows: Iterable[Row], numbers: Mapping[str, int]
) -> list[list[Held | None]]:
    """Returns, for each value of some cells, the first statement behind the rows that holds it, rather one that has a footnote."""
    values = [
        value for cell in cells for part in cell for value in part.stated if not isinstance(value, Days)
    ]
    stated: dict[str, list[Held]] = {}
    for row in rows:
        leaves = row.citation.leaves if row.citation else ()
        for text, places in stated_in(values, leaves).items():
            quads = (leaves[place] for place in places)
            held = (Held(quad, row, numbers.get(quad.graph_name.value)) for quad in quads)
            stated.setdefault(text, []).extend(held)

    def first(part: Told) -> Held | None:
        found = [
            held
            for value in part.stated
            if not isinstance(value, Days)
            for held in stated.get(plain(value), ())
        ]
        return next((held for held in found if held.number), found[0] if found else None)

    return [list(map(first, cell)) for cell in cells]


def _set_aside(rows: Iterable[Row]) -> set[str]:
    """Returns the sources over which, as rows cite, others prevail."""
    cited = (quad for row in rows if row.citation for quad in row.citation.statements)
    return {_iri(quad.object) for quad in cited if quad.predicate.value == thb.prevailsOver}


def _footnote(
    number: int, graph: str, answer: Answer, behind: Sequence[_Behind], every: tuple[str, ...]
) -> Footnote:
    pages = _by_text(answer.pages.get(graph, ()), behind)
    origin = answer.origins.get(graph)

    def cited(uses_of: Mapping[str, Collection[_Use]]) -> Iterator[CitedPage]:
        for page, uses in fewest(uses_of, answer.sites).items():
            yield CitedPage(page, answer.sites[page], _rows(uses, every))

    return Footnote(
        number,
        graph,
        _title(graph, answer),
        origin._replace(publisher=None) if origin and pages else origin,
        tuple(cited(pages)),
        tuple(cited({page: {(row, "") for row, _ in uses} for page, uses in pages.items()})),
        tuple(
            Named(remark, _rows(rows, every))
            for remark, rows in _by_text(answer.caveats.get(graph, ()), behind).items()
        ),
        answer.texts.get(graph),
    )


def _title(graph: str, answer: Answer) -> str:
    """Says what a passage or source is; a source by its title alone."""
    line = answer.sources.get(graph, graph)
    return line[:1].upper() + line[1:] if graph.startswith(MEMO) else line.partition(": ")[2] or line


def _by_text(pairs: Iterable[tuple[str, str]], behind: Sequence[_Behind]) -> dict[str, set[_Use]]:
    """Returns, by text, the rows and things for which it stands."""
    texts: dict[str, set[str]] = {}
    for thing, text in pairs:
        texts.setdefault(text, set()).add(thing)
    return {
        text: {(name, thing) for name, cited in behind for thing in cited & things}
        for text, things in texts.items()
    }


def _rows(uses: Iterable[_Use], every: tuple[str, ...]) -> tuple[str, ...]:
    """Returns how the rows begin that use something; nothing where it is all of them."""
    found = {name for name, _ in uses}
    rows = tuple(name for name in every if name in found)
    return () if rows == every else rows


def _name(row: Sequence[Cell]) -> str:
    """Says how a row begins."""
    return next((str(cell[0]) for cell in row if cell), "")


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""
