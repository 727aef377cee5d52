"""Reports: the rows of a declared report's sections, and their layout for readers, each line with who says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile, zip_longest
from typing import Any, NamedTuple

from ..base import vocabulary as thb
from ..base.dates import DAY
from ..base.namespaces import MEMO_SOURCE, THB
from ..base.printing import joined, number_in_words
from ..base.terms import Term
from ..base.values import Entity, Value, grouped, plain
from ..base.vocabulary import Status
from ..questions.answer_sentences import Clause
from ..questions.views import View
from ..results.answer import Answer, Row, stated_in
from ..results.answer_document import Column, LineSources, table_of
from ..results.document import (
    SHORT_NAMES,
    Block,
    Cell,
    Cells,
    Document,
    Items,
    Section,
    Table,
    items,
    lines_of,
    section,
    table,
)
from ..results.formats import notebook
from ..results.sources import Source
from ..results.summaries import filled, fitting, inserted, outside_brackets
from .declarations import NOT, DeclaredReport, DeclaredSection

_NOTHING = "–"
_WORD = re.compile(r"\{([^{}]*)\}")
#: The number of a text within a year, behind what its kind is called.
_NUMBER = re.compile(r"(\D+ )(\d+)/(\d{4})")
_MOST_PAGES = 3
#: With fewer words the same, texts do not begin alike.
_FEWEST_ALIKE = 4


class ReportPart(NamedTuple):
    """A section of a report: its name, its title, empty where that is made of its rows, and its rows with what each rests on."""

    name: str
    title: str
    answer: Answer


@notebook
class Report:
    """A declared report: its arguments as they were `given` and in words, and the rows of its sections.

    `report["members"]` are the rows of a section, `"members" in report` says whether it has any. `summary` is what it says first,
    `notes` what is to be known of all of it.
    """

    def __init__(
        self,
        declared: DeclaredReport,
        given: Mapping[str, Value],
        arguments: Mapping[str, str],
        in_title: Mapping[str, str],
        answers: Mapping[str, Answer],
        notes: Iterable[str],
        leads: Mapping[str, str],
        opening: Sequence[str],
        short_names: Mapping[str, str],
        full_names: Mapping[str, str],
    ) -> None:
        self._full_names = dict(full_names)
        self._short_names, self.given, self._opening = dict(short_names), dict(given), tuple(opening)
        self._declared, self.arguments, self._answers = declared, dict(arguments), dict(answers)
        self.name, self.title = declared.name, filled(declared.title, in_title)
        self._leads = dict(leads)
        self.notes = tuple(notes)

    @property
    def summary(self) -> str:
        """What it says first."""
        leads = filter(None, map(self._leads.get, self._declared.lead))
        return " ".join(dict.fromkeys([*self._opening, *leads]))

    @property
    def parts(self) -> tuple[ReportPart, ...]:
        """The sections that have rows."""
        return tuple(
            ReportPart(one.name, self._title(one), self._answers[one.name])
            for one in self._declared.sections
            if one.name in self._answers and len(self._answers[one.name])
        )

    def __getitem__(self, name: str) -> Answer:
        """Returns the rows of a section by its name; none for one that has none. Raises KeyError for no section."""
        if name in self._answers:
            return self._answers[name]
        known = [one.name for one in self._declared.sections]
        if name not in known:
            raise KeyError(f"there is no section {name!r}; known: {', '.join(known)}")
        return Answer((), ())

    def __contains__(self, name: object) -> bool:
        return bool(self._answers.get(str(name)))

    def document(self, is_whole: bool = False, folds: bool = False) -> Document:
        """Returns the report laid out for readers; as a whole with all lines of long lists, and what is folded, unless it `folds` that."""
        lead = [Cell(text) for text in filter(None, [self.summary])]
        laid: list[Section] = []
        title, cited, foot = "", dict[int, LineSources](), list[Cell]()
        for one in self._declared.sections:
            title = self._title(one) or title
            if one.name in self._answers:
                layout = _Layout(one, self.arguments, self._short_names, is_whole, is_whole and not folds)
                answer = self._answers[one.name]  # of which several have the rows of one question
                behind = cited.setdefault(id(answer.evidence), LineSources(answer.evidence))
                parts = layout.sections(answer, behind)
                if one.foot:
                    foot += (
                        Cell(str(line), tuple({of: None for cell in line.cells for of in cell.sources}))
                        for part in parts
                        for block in part.blocks
                        for line in lines_of(block)
                    )
                    continue
                for part in parts:
                    title = part.title or title
                    laid.append(part._replace(title=title, is_folded=one.folded and (folds or not is_whole)))
        shown = [one for one in laid if not one.is_folded or folds]
        laid += self._names_in_full(" ".join(_texts([Section(self.title, tuple(lead)), *shown])))
        notes = [*foot, *map(Cell, [*self.notes, *([] if is_whole else _left_out(laid))])]
        return Document(self.title, tuple(lead), tuple(_joined(laid)), tuple(notes))

    def _names_in_full(self, text: str) -> list[Section]:
        """Returns for what the short names in a text stand whose title does not have them in full."""
        words = re.compile(
            r"(?<![\w-])(?:"
            + "|".join(map(re.escape, sorted(self._full_names, key=len, reverse=True)))
            + r")(?![\w-])"
        )
        used = {*words.findall(text)} if self._full_names else set()
        told = (
            (one, full) for one, full in self._full_names.items() if one in used and full not in self.title
        )
        names = [Cells(one, (Cell(full),)) for one, full in sorted(told, key=lambda pair: pair[0].lower())]
        return section(SHORT_NAMES, items(names))

    def _title(self, declared: DeclaredSection) -> str:
        """Returns the title of a section as far as it is not made of its rows; none where it stands for nothing without these."""
        is_made = {*_WORD.findall(outside_brackets(declared.title))} - self.arguments.keys()
        return "" if is_made else filled(declared.title, self.arguments)

    def table(self) -> Answer:
        """Returns the rows of its main section, else of the first that has some, or what these are across two columns."""
        wanted = self._declared.table
        name = wanted if wanted in self else next((part.name for part in self.parts), "")
        declared = next((one for one in self._declared.sections if one.name == name), None)
        answer = self[name] if name else Answer((), ())
        if declared is not None and declared.across is not None:
            answer = _Layout(declared, self.arguments, self._short_names).wide(answer)
        return answer.replace(summary=self.summary, heading="", view=View(), question="", query="")

    def _asdict(self) -> dict[str, Any]:
        """Returns its fields as JSON has them."""
        cited = {part.name: LineSources(part.answer.evidence) for part in self.parts}
        return {
            "report": self.name,
            "title": self.title,
            "arguments": self.arguments,
            "summary": self.summary,
            "sections": [
                {
                    "name": part.name,
                    "title": part.title,
                    "rows": [
                        {
                            **dict(zip(row.columns, row, strict=True)),
                            "sources": _with_few_pages(cited[part.name].of([row])),
                        }
                        for row in part.answer
                    ],
                }
                for part in self.parts
            ],
            "notes": self.notes,
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Report({self.name!r}, {', '.join(self.arguments.values())}: {len(self.parts)} sections)"


def _left_out(sections: Sequence[Section]) -> Iterator[str]:
    """Yields what is left to the whole report, if anything."""
    titles = [one.title[:1].lower() + one.title[1:] for one in sections if one.is_folded]
    if left := dict.fromkeys(titles):
        yield f"Left out here: {'; '.join(left)}."


def _texts(sections: Iterable[Section]) -> Iterator[str]:
    """Yields what stands in sections."""
    for one in sections:
        yield one.title
        for block in one.blocks:
            yield from block.heads if isinstance(block, Table) else ()
            yield from map(str, lines_of(block))


def _joined(sections: Iterable[Section]) -> Iterator[Section]:
    """Yields sections, those under one title one after the other as one."""
    for _, parts in groupby(sections, lambda one: (one.title, one.is_folded)):
        first, *rest = parts
        blocks = _lists_joined(block for part in (first, *rest) for block in part.blocks)
        yield first._replace(blocks=tuple(blocks))


def _lists_joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yields blocks, lists that follow each other as one unless the first has more."""
    last: Block | None = None
    for block in blocks:
        if isinstance(last, Items) and isinstance(block, Items) and not last.more:
            last = items([*last.items, *block.items], block.more)
        else:
            yield from () if last is None else (last,)
            last = block
    yield from () if last is None else (last,)


def _with_few_pages(found: Iterable[Source]) -> tuple[Source, ...]:
    """Returns the sources of a line; one that says it on many pages is named as a whole."""
    return tuple(one if len(one.pages) <= _MOST_PAGES else one._replace(pages=()) for one in found)


class _ReportLine(NamedTuple):
    """Rows that are shown as one: their cells by word, the texts of these, and the sources of all that they rest on."""

    cells: Mapping[str, Column]
    texts: Mapping[str, str | None]
    sources: tuple[Source, ...]
    rows: Sequence[Row]


class _Layout:
    """Lays out the rows of one section."""

    def __init__(
        self,
        declared: DeclaredSection,
        arguments: Mapping[str, str],
        short_names: Mapping[str, str],
        is_whole: bool = False,
        has_all_sources: bool = False,
    ) -> None:
        self._section, self._arguments, self._is_whole = declared, arguments, is_whole
        self._has_all_sources = has_all_sources
        self._short_names = short_names

    def sections(self, answer: Answer, cited: LineSources) -> list[Section]:
        """Returns a section for each title that its lines have; none without anything to say."""
        if not (self._section.is_laid_out and answer.rows):
            return []
        title = self._section.title
        by_title = grouped(
            (filled(title, {**one.texts, "n": "{n}"}), one) for one in self._lines(answer, cited)
        )
        return [
            part
            for words, lines in by_title.items()
            for part in section(words.replace("{n}", number_in_words(len(lines))), *self._block(lines))
        ]

    def _lines(self, answer: Answer, cited: LineSources) -> list[_ReportLine]:
        seen = table_of(answer.replace(view=self._section.view, question=""))
        lines = [
            self._line(dict(zip(seen.columns, cells, strict=True)), rows, cited)
            for cells, rows in zip(seen.rows, seen.behind, strict=True)
        ]
        for word, order in self._section.order.items():
            places = {value: place for place, value in enumerate(order)}
            lines.sort(key=lambda line: places.get(line.texts[word] or "", len(order)))
        return lines

    def _line(self, cells: dict[str, Column], rows: list[Row], cited: LineSources) -> _ReportLine:
        for word in self._section.short:
            cells[word] = tuple(map(self._in_short, cells.get(word, ())))
        words = {seen.words: None for seen in self._section.view.columns}
        texts = {word: self._listed(cell) or None for word, cell in cells.items()}
        most = max(map(len, cells.values()), default=0)
        given = {**words, **texts, **self._arguments, "n": number_in_words(most)}
        told = [row for row in rows if self._is_told(row, cells)] or rows
        line = _ReportLine(cells, given, (), told)
        marking = () if self._has_all_sources else self._marking(line, cited)
        found = marking or cited.of(self._concerning(cells, told))
        return line._replace(sources=_with_few_pages(found))

    def _is_told(self, row: Row, cells: Mapping[str, Column]) -> bool:
        """Says whether a row has none of the values that a long line leaves out."""
        most = self._section.last
        if self._is_whole or not (most and self._section.say):
            return True
        long = [seen for seen in self._section.view.columns if len(cells[seen.words]) > most]
        shown = [
            {plain(value) for one in cells[seen.words][:most] for value in one.stated}  # type: ignore[arg-type]
            for seen in long
        ]
        return all(plain(row[seen.column]) in of for seen, of in zip(long, shown, strict=True))

    def _marking(self, line: _ReportLine, cited: LineSources) -> tuple[Source, ...]:
        """Returns the sources that hold the words by which a line is marked of one thing, with its pages; none where there are no such.

        Those of a single word are the ones that state it, those of several all that say something of the thing.
        """
        leaves = [quad for row in line.rows if row.citation for quad in row.citation.leaves]
        subjects, graphs = set[Term](), set[Term]()
        for number, word in enumerate(self._section.marks):
            values = [value for one in line.cells.get(word, ()) for value in one.stated]
            if number and not values:  # as of a text that is no document's
                continue
            places = stated_in(values, leaves).values()  # type: ignore[arg-type]
            holding = {leaves[place] for of in places for place in of}
            graphs = set() if number else {quad.graph_name for quad in holding}
            having = {quad.subject for quad in holding}
            subjects = subjects & having if number else having
        rows = [_only_of(row, subjects, graphs) for row in line.rows]
        return cited.of(rows, is_short=False)

    def _listed(self, cell: Column) -> str:
        """Writes the values of a cell, of many the first and how many others there are."""
        most = len(cell) if self._is_whole else self._section.last or len(cell)
        others = [f"and {number_in_words(len(cell) - most)} more"] if len(cell) > most else []
        texts = [*_by_year([*map(_text, cell[:most])]), *others]
        return ("; " if any(", " in text for text in texts) else ", ").join(texts)

    def _in_short(self, one: Cell) -> Cell:
        value = one.value
        return (
            one._replace(value=value._replace(label=self._short_names[value.iri]))
            if isinstance(value, Entity)
            else one
        )

    def _concerning(self, cells: Mapping[str, Column], rows: list[Row]) -> list[Row]:
        """Returns rows with the evidence alone that concerns the thing of their column, where they stand across two."""
        across = self._section.across
        heads = (
            {one.value.iri for one in cells[across.columns] if isinstance(one.value, Entity)}
            if across
            else set()
        )
        return [_only_about(row, heads) for row in rows] if heads else rows

    def _status(self, line: _ReportLine) -> Status | None:
        """Returns the status whose sign a line has."""
        for one in line.cells.get(self._section.sign, ()):
            if isinstance(one.value, Entity):
                return Status(one.value.iri)
            return Status.of_text(str(one))
        return None

    def _block(self, lines: Sequence[_ReportLine]) -> list[Block]:
        declared = self._section
        if declared.across is not None:
            return [self._across(lines)]
        if declared.table:
            return [self._table(lines)]
        cells = [*self._line_cells(lines)]
        rest = len(cells) - declared.most if declared.most and not self._is_whole else 0
        return [
            items(
                cells[: len(cells) - rest] if rest > 0 else cells,
                f"{number_in_words(rest)} more" if rest > 0 else "",
            )
        ]

    def _line_cells(self, lines: Iterable[_ReportLine]) -> Iterator[Cell | Cells]:
        """Yields what lines say: things under the same words together, and texts that begin alike, of which the beginning stands once."""
        if not self._section.under:
            yield from (_run_on("", of) for of in _alike(map(self._line_cell, lines)))
            return
        by_words = grouped(
            (inserted(self._section.under, line.texts), self._line_cell(line)) for line in lines
        )
        alike = grouped((_told(cells), words) for words, cells in by_words.items())
        for words, cells in ((", ".join(of), by_words[of[0]]) for of in alike.values()):
            things = [one for one in cells if isinstance(one.value, Entity)]
            most = self._section.last if self._section.last and not self._is_whole else len(things)
            if things:
                yield Cells(words, tuple(_marked_once(things[:most])), max(0, len(things) - most))
            texts = (one for one in cells if not isinstance(one.value, Entity))
            yield from (_run_on(words, of) for of in _alike(texts))

    def _line_cell(self, line: _ReportLine) -> Cell:
        """Returns what a line says, with the sources of all that it rests on."""
        note = inserted(self._section.note, line.texts)
        if self._section.say:
            return Cell(filled(self._section.say, line.texts), line.sources, note=note)
        cell = line.cells.get(self._section.value, ())
        value: Any = cell[0].value if len(cell) == 1 else line.texts[self._section.value]
        return Cell(value, line.sources, note=note)

    def _table(self, lines: Sequence[_ReportLine]) -> Block:
        """Returns a table of what the title does not say, each value with the sources of the statements that hold it, the rest of them in the cell that has it."""
        words = [*dict.fromkeys(word for line in lines for word in line.cells)]
        words = [word for word in words if f"{{{word}}}" not in self._section.title]
        rows = []
        for line in lines:
            about = words[0]
            cells = {about: line.cells.get(about, ()), **_marked(line, words[1:])}
            for word in filter(None, [self._section.sign]):
                cells[word] = tuple(one._replace(status=self._status(line)) for one in cells[word])
            used = {source for cell in cells.values() for one in cell for source in one.sources}
            rest = tuple(source for source in line.sources if source not in used)
            of = self._section.rests or about
            cells[of] = tuple(one._replace(sources=(*one.sources, *rest)) for one in cells[of])
            rows.append([_one(cells[word]) for word in words])
        return table(words, rows)

    def _across(self, lines: Sequence[_ReportLine]) -> Block:
        """Returns rows by columns; a cell has the sources of all that it rests on."""
        across = self._section.across
        assert across is not None
        heads, by_row = self._spread(lines)
        rows = [
            [
                _one(next(iter(of.values())).cells[across.rows]),
                *(
                    self._cell_across(of[head]) if head in of else Cell("", unknown=_NOTHING)
                    for head in heads
                ),
            ]
            for of in by_row.values()
        ]
        return table((across.rows, *heads), rows)

    def _cell_across(self, line: _ReportLine) -> Cell:
        """Returns the cell of a line across two columns, with the bounds of the day that it tells."""
        across = self._section.across
        assert across is not None
        shown = _WORD.findall(across.cell)
        days = [one for word in shown for one in line.cells.get(word, ()) if one.bounds]
        bounds = days[0].bounds if days else ()
        text, first = inserted(across.cell, line.texts), line.rows[0]
        day = first[DAY] if DAY in first.columns else None
        return Cell(text, line.sources, bounds=bounds, status=self._status(line), as_of=day)

    def _spread(self, lines: Sequence[_ReportLine]) -> tuple[list[str], dict[str, dict[str, _ReportLine]]]:
        """Returns the heads of columns in order, and lines by row and column."""
        across = self._section.across
        assert across is not None
        by_row: dict[str, dict[str, _ReportLine]] = {}
        for line in lines:
            by_row.setdefault(str(line.texts[across.rows]), {})[str(line.texts[across.columns])] = line
        heads = dict.fromkeys(str(line.texts[across.columns]) for line in lines)
        return list(heads) if across.columns in self._section.order else sorted(heads), by_row

    def wide(self, answer: Answer) -> Answer:
        """Returns the rows of an answer as a row for each thing, a column for each of the things across."""
        across = self._section.across
        assert across is not None
        heads, by_row = self._spread(self._lines(answer, LineSources(answer.evidence)))
        code = ("code",) if answer.codes else ()
        columns = (across.rows, *code, *heads)
        rows = []
        for of in by_row.values():
            thing = next(iter(of.values())).rows[0][self._column(across.rows)]
            cells = [inserted(across.words, of[head].texts) if head in of else None for head in heads]
            rows.append(Row(columns, (thing, *(answer.codes.get(thing.iri) for _ in code), *cells)))
        return Answer(columns, rows)

    def _column(self, word: str) -> str:
        """Returns the column of the answer that stands behind a word."""
        return next(seen.column for seen in self._section.view.columns if seen.words == word)


def _by_year(texts: Sequence[str]) -> list[str]:
    """Returns texts; numbers of one kind by year, the oldest first, those of a year together.

    >>> _by_year(["Rec. 15/2007", "Rec. 26/2005", "Rec. 25/2005"])
    ['Rec. 25 and 26/2005', '15/2007']
    """
    found = [*filter(None, map(_NUMBER.fullmatch, texts))]
    if len(found) < max(len(texts), 2) or len({one[1] for one in found}) > 1:
        return [*texts]
    by_year = grouped((int(one[3]), int(one[2])) for one in found)
    told = [f"{joined([*map(str, sorted(of))])}/{year}" for year, of in sorted(by_year.items())]
    return [found[0][1] + told[0], *told[1:]]


def rows_of(
    declared: DeclaredSection,
    answer: Answer,
    given: Mapping[str, Sequence[str]],
    others: Mapping[str, Answer],
) -> Answer:
    """Returns the rows of an answer that a section has: those with its cells, and with none of those behind an exclamation mark.

    `others` are the rows of the sections before it.
    """
    for column, (name, other) in declared.among.items():
        known = {plain(row[other]) for row in others.get(name.removeprefix(NOT), ())}
        is_in = not name.startswith(NOT)
        answer = answer.replace(rows=[row for row in answer if (plain(row[column]) in known) == is_in])
    if not declared.where:
        return answer
    cells = {column: cell for column, cell in declared.where.items() if not (cell or "").startswith(NOT)}
    rows = fitting(answer, Clause(where=cells), given)
    for column in declared.where.keys() - cells.keys():
        for cell in str(declared.where[column]).removeprefix(NOT).split("|"):
            unwanted = {id(row) for row in fitting(rows, Clause(where={column: cell}), given)}
            rows = [row for row in rows if id(row) not in unwanted]
    return answer.replace(rows=rows)


def _text(one: Cell) -> str:
    """Writes a value within a line, terms of the ontology as common nouns are, and the memo with its article."""
    if isinstance(one.value, Entity) and one.value.iri == MEMO_SOURCE:
        return f"the {one}"
    is_term = isinstance(one.value, Entity) and one.value.iri.startswith(THB)
    return str(one).lower() if is_term else str(one)


def _only_about(row: Row, things: Collection[str]) -> Row:
    """Returns a row with those of its statements whose subject concerns some things, if any does."""
    if row.citation is None:
        return row
    statements = row.citation.statements
    about = {quad.subject for quad in statements if getattr(quad.object, "value", "") in things}
    kept = tuple(quad for quad in statements if quad.subject in about)
    return Row(row.columns, row.values, row.citation._replace(statements=kept)) if kept else row


def _only_of(row: Row, subjects: Collection[Term], graphs: Collection[Term]) -> Row:
    """Returns a row with those of its leaves that are about some things, in some graphs if any, and with what prevails over what."""
    if row.citation is None:
        return row
    kept = tuple(
        quad
        for quad in row.citation.leaves
        if (quad.subject in subjects and (not graphs or quad.graph_name in graphs))
        or quad.predicate.value == thb.prevailsOver
    )
    return Row(row.columns, row.values, row.citation._replace(statements=kept, axioms=()))


def _alike(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Yields cells that follow each other, texts with one note that begin with the same words together."""
    run: list[Cell] = []
    for cell in cells:
        if run and not _beginning([*run, cell]):
            yield run
            run = []
        run.append(cell)
    if run:
        yield run


def _beginning(cells: Sequence[Cell]) -> str:
    """Returns the words with which texts begin that have one note and more to say; none where they are too few, one has only brackets behind, or a sign alone parts a name from itself."""
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    if len(texts) < len(cells) or len({cell.note for cell in cells}) > 1:
        return ""
    same = [
        of[0]
        for of in takewhile(lambda of: len({*of}) == 1, zip(*(text.split() for text in texts), strict=False))
    ]
    beginning = " ".join(same) + " "
    rests = [text.removeprefix(beginning) for text in texts]
    next_words = {rest.partition(" ")[0].rstrip(":,") for rest in rests}
    is_part = len(next_words) > 1 and not any(rest.startswith("(") for rest in rests)
    return beginning if len(same) >= _FEWEST_ALIKE and is_part else ""


def _told(cells: Iterable[Cell]) -> tuple[tuple[str, str, tuple[Source, ...]], ...]:
    """Returns what cells say and by what sources, which is alike where they can stand once."""
    return tuple((str(one), one.note, one.sources) for one in cells)


def _run_on(words: str, cells: Sequence[Cell]) -> Cell | Cells:
    """Returns texts that begin alike as one line, with the beginning and their note once."""
    if len(cells) == 1:
        return Cells(words, (cells[0],)) if words else cells[0]
    beginning = _beginning(cells)
    rests = [cell._replace(value=str(cell.value).removeprefix(beginning)) for cell in cells[1:]]
    parts = [cell._replace(note="") for cell in (cells[0], *rests[:-1])]
    return Cells(words, tuple(_marked_once([*parts, rests[-1]])))


def _marked_once(cells: Sequence[Cell]) -> Iterator[Cell]:
    """Yields the cells of a line, of several with the same sources only the last with these."""
    for cell, behind in zip_longest(cells, cells[1:]):
        is_last = behind is None or behind.sources != cell.sources
        yield cell if is_last else cell._replace(sources=())


def _one(cell: Column) -> Cell | Cells:
    return Cells("", cell) if len(cell) > 1 else cell[0] if cell else Cell(None)


def _marked(line: _ReportLine, words: Iterable[str]) -> dict[str, Column]:
    """Returns the cells of a line by some words, whose values have the sources of the statements that hold them."""
    leaves = [quad for row in line.rows if row.citation for quad in row.citation.leaves]
    cells = {word: line.cells.get(word, ()) for word in words}
    values = [value for cell in cells.values() for one in cell for value in one.stated]
    holding = stated_in(values, leaves)  # type: ignore[arg-type]

    def sources(one: Cell) -> tuple[Source, ...]:
        graphs = {
            leaves[place].graph_name.value
            for value in one.stated
            for place in holding.get(plain(value), ())  # type: ignore[arg-type]
        }
        return tuple(source for source in line.sources if source.iri in graphs)

    return {word: tuple(one._replace(sources=sources(one)) for one in cell) for word, cell in cells.items()}
