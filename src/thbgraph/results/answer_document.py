"""How an answer is laid out for its readers: the columns of its view in words, what each row rests on, and its sources.

The editors' names and classes are no source of a row where anything else says more.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import EDITORS
from ..base.printing import counted
from ..base.terms import Triple, expand
from ..base.values import Days, Value, between, grouped, legend, name_of, plain, shown
from ..questions.views import Blank, Seen, whole_view
from .answer import CURIE, Absence, Answer, Citation, Evidence, Row, bound_with, place_of, stated_in
from .document import Block, Cell, Cells, Document, Section, Table, items, section
from .source_ranks import CitedPage, fewest
from .sources import Numbers, Remark, Source, letter, marks, source_of
from .statement_words import Wording

#: What rests on a passage or source: how a row begins, and the things of which it cites a statement there.
_Behind = tuple[str, frozenset[str]]
#: A row, by how it begins, and a thing of which it cites a statement.
_Use = tuple[str, str]
#: Pages, or remarks, by the things that they are about.
_Texts = Mapping[str, Sequence[str]]
#: The values of one column in one row.
Column: TypeAlias = tuple[Cell, ...]


class AnswerTable(NamedTuple):
    """An answer as its readers see it: columns in words, rows, and the rows of the answer `behind` each of these.

    `empty` names columns that hold nothing. Where the answer is cited, values lead to the statements that hold them, `rests`
    says on which passages and sources each row rests, `sources` has these in order of first use, and `aside` those
    that say otherwise than what prevails over them, and of which rows.
    """

    columns: list[str]
    rows: list[list[Column]]
    behind: list[list[Row]]
    empty: list[str]
    rests: Sequence[tuple[Source, ...]] = ()
    sources: tuple[Source, ...] = ()
    aside: tuple[Remark, ...] = ()

    @property
    def emptied(self) -> str:
        """In which columns the rows hold nothing, behind how many there are.

        >>> AnswerTable(["country"], [[(Cell("Finland"),)], [(Cell("Sweden"),)]], [[], []], ["open act"]).emptied
        '; empty in all of them: open act'
        """
        all_rows = "it" if len(self.rows) == 1 else "all of them"
        return f"; empty in {all_rows}: {', '.join(self.empty)}" if self.empty else ""

    @property
    def legend(self) -> dict[str, str]:
        """The words for unknowns that stand in the cells, with what each means."""
        return legend(str(part) for row in self.rows for cell in row for part in cell)

    @property
    def explained(self) -> str:
        """The legend in one line, empty where no such word occurs."""
        return "; ".join(f"{word}: {meaning}" for word, meaning in self.legend.items())

    @property
    def not_followed(self) -> list[str]:
        """What is aside, in words."""
        return [f"Not followed ({', '.join(one.rows)}): {one.text}" for one in self.aside]


def table_of(answer: Answer) -> AnswerTable:
    """Returns an answer by its view, else all of it, with two columns of bounds as one; empty columns are left out.

    Empty columns are named where the answer has no view. A table with a single other column, or none, keeps them. In
    the answer to a question a blank has its word.
    """
    view = answer.view if answer.view.columns else whole_view(answer.columns)
    behind = _together(answer, view.each)
    rows = [[_values(seen, one) for seen in view.columns] for one in behind]
    words = [seen.words for seen in view.columns]
    kept = [number for number in range(len(words)) if any(row[number] for row in rows)]
    if answer.question:
        rows = [
            _filled(view.columns, row, one, answer.view.blanks) for row, one in zip(rows, behind, strict=True)
        ]
    if not kept or (answer.question and len(kept) == 1):
        return AnswerTable(words, rows, behind, [])
    empty = [word for number, word in enumerate(words) if number not in kept]
    rows = [[row[number] for number in kept] for row in rows]
    return AnswerTable([words[number] for number in kept], rows, behind, [] if answer.view.columns else empty)


def _together(answer: Answer, each: Sequence[str]) -> list[list[Row]]:
    """Puts rows together that agree in some columns, in order of the first; without columns, none."""
    if not each:
        return [[row] for row in answer]
    return list(grouped((tuple(row[name] for name in each), row) for row in answer).values())


def _filled(
    columns: Sequence[Seen], cells: Iterable[Column], behind: Iterable[Row], blanks: Sequence[Blank]
) -> list[Column]:
    """Fills the blanks of a row with their words, by what the rows behind it say."""
    unknown = [row.unknown(blanks) for row in behind]
    return [
        cell
        or tuple(
            Cell(None, unknown=word)
            for word in dict.fromkeys(words.get(seen.column, "") for words in unknown)
        )
        for seen, cell in zip(columns, cells, strict=True)
    ]


def _values(seen: Seen, rows: Iterable[Row]) -> Column:
    """Makes the cells of a column in some rows: each value once, with all its notes."""
    notes: dict[tuple[Value, tuple[Value, ...]], dict[str, None]] = {}
    for row in rows:
        bounds = (row[seen.column], row[seen.until]) if seen.until else ()
        value = between(*bounds) if bounds else row[seen.column]
        if shown(value):
            note = shown(row[seen.note]) if seen.note else ""
            notes.setdefault((value, bounds), {}).update({note: None} if note else {})
    return tuple(Cell(value, note=", ".join(of), bounds=bounds) for (value, bounds), of in notes.items())


def cited_table(answer: Answer, is_short: bool = False) -> AnswerTable:
    """Returns a cited answer with its passages and sources, in short with as few pages as its rows need."""
    table = table_of(answer)
    behind: dict[str, list[_Behind]] = {}
    aside = dict[str, dict[str, None]]()
    names = [_name(row) for row in table.rows]
    cited_by_row = []
    for name, rows in zip(names, table.behind, strict=True):
        cited = _cited(rows)
        for graph in sorted(_set_aside(rows) & cited.keys()):
            aside.setdefault(answer.evidence.source(graph).description.title(graph), {})[name] = None
            del cited[graph]
        for graph, things in cited.items():
            behind.setdefault(graph, []).append((name, frozenset(things)))
        cited_by_row.append(cited)
    every = tuple(dict.fromkeys(names))
    sources = {}
    for graph, of in behind.items():
        source = answer.evidence.source(graph)
        pages, remarks = (_uses(grouped(pairs), of) for pairs in (source.pages, source.caveats))
        sources[graph] = _source(graph, answer.evidence, pages, remarks, every, is_short)
    in_rows = [{graph: sources[graph] for graph in cited} for cited in cited_by_row]
    return table._replace(
        rows=[_led(row, rows, of) for row, rows, of in zip(table.rows, table.behind, in_rows, strict=True)],
        rests=[tuple(of.values()) for of in in_rows],
        sources=tuple(sources.values()),
        aside=tuple(Remark(title, tuple(of)) for title, of in aside.items()),
    )


class LineSources:
    """The passages and sources of lines with some evidence, each alone; what a row cites, and a source with its pages of some things, is made once."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence, self._pages = evidence, dict[str, _Texts]()
        self._by_row = dict[int, tuple[Row, dict[str, set[str]], set[str]]]()
        self._made = dict[tuple[str, frozenset[str], bool], Source]()

    def of(self, rows: Sequence[Row], is_short: bool = True) -> tuple[Source, ...]:
        """Returns the sources of some rows, without remarks: in short with as few pages as they need, else with one for each thing that they cite."""
        each = [*map(self._of_row, rows)]
        aside = {graph for _, _, graphs in each for graph in graphs}
        cited = _united(one for _, one, _ in each)
        return tuple(
            self._source(graph, things, is_short) for graph, things in cited.items() if graph not in aside
        )

    def _of_row(self, row: Row) -> tuple[Row, dict[str, set[str]], set[str]]:
        """Returns a row, which is kept with them, with the things that it cites by source, and the sources that are set aside."""
        if id(row) not in self._by_row:
            self._by_row[id(row)] = row, _cited_by(row), _set_aside([row])
        return self._by_row[id(row)]

    def _source(self, graph: str, things: set[str], is_short: bool) -> Source:
        if graph not in self._pages:
            self._pages[graph] = grouped(self._evidence.source(graph).pages)
        pages = self._pages[graph]
        with_pages = frozenset(things & pages.keys())
        key = graph, with_pages, is_short
        if key not in self._made:
            uses = _uses(pages, [("", with_pages)])
            self._made[key] = _source(graph, self._evidence, uses, {}, ("",), is_short)
        return self._made[key]


def _cited(rows: Iterable[Row]) -> dict[str, set[str]]:
    """Returns, by passage or source, the things of which rows cite statements there."""
    return _united(map(_cited_by, rows))


def _cited_by(row: Row) -> dict[str, set[str]]:
    """Returns, by passage or source, the things of which a row cites statements there, what editors read among them."""
    found: dict[str, set[str]] = {}
    for quad in row.citation.leaves if row.citation else ():
        found.setdefault(quad.graph_name.value, set()).add(_iri(quad.subject))
    return found


def _united(cited: Iterable[Mapping[str, set[str]]]) -> dict[str, set[str]]:
    """Returns what rows cite together; what editors read alone where nothing else is cited."""
    found: dict[str, set[str]] = {}
    for one in cited:
        for graph, things in one.items():
            found.setdefault(graph, set()).update(things)
    return {graph: things for graph, things in found.items() if graph != EDITORS} or found


def _led(row: Sequence[Column], rows: Iterable[Row], sources: Mapping[str, Source]) -> list[Column]:
    """Returns the values of a row with the first statement that holds each, rather one of its `sources`, and that source."""
    values = {
        plain(value): value
        for column in row
        for cell in column
        for value in cell.stated
        if not isinstance(value, Days)
    }
    holding: dict[str, list[ox.Quad]] = {}
    for one in rows:
        leaves = one.citation.leaves if one.citation else ()
        for text, places in stated_in(values.values(), leaves).items():
            holding.setdefault(text, []).extend(leaves[place] for place in places)

    def led(cell: Cell) -> Cell:
        texts = [plain(value) for value in cell.stated if not isinstance(value, Days)]
        quads = [quad for text in texts for quad in holding.get(text, ())]
        own = [quad for quad in quads if quad.graph_name.value in sources]
        for quad in (*own, *quads):
            graph = quad.graph_name.value
            place = place_of(quad.subject.value, graph)
            return cell._replace(place=place, sources=(sources[graph],) if graph in sources else ())
        return cell

    return [tuple(map(led, column)) for column in row]


def _set_aside(rows: Iterable[Row]) -> set[str]:
    """Returns the sources over which, as rows cite, others prevail."""
    cited = (quad for row in rows if row.citation for quad in row.citation.statements)
    return {_iri(quad.object) for quad in cited if quad.predicate.value == thb.prevailsOver}


def _source(
    graph: str,
    evidence: Evidence,
    pages: Mapping[str, set[_Use]],
    remarks: Mapping[str, set[_Use]],
    every: tuple[str, ...],
    is_short: bool,
) -> Source:
    """Returns a passage or source with pages for each thing that rows cite there, in short for each row, and with remarks.

    One that is made from its pages has no publisher of its own.
    """
    cited, sites = evidence.source(graph), evidence.sites
    uses = {page: {(row, "") for row, _ in of} for page, of in pages.items()} if is_short else pages
    return source_of(graph, cited.description.listed(graph))._replace(
        pages=tuple(
            CitedPage(page, sites[page], _rows(of, every)) for page, of in fewest(uses, sites).items()
        ),
        origin=cited.origin._replace(publisher=None) if cited.pages else cited.origin,
        remarks=tuple(Remark(text, _rows(of, every)) for text, of in remarks.items()),
        text=cited.text,
    )


def _uses(texts: _Texts, behind: Iterable[_Behind]) -> dict[str, set[_Use]]:
    """Returns, by text, the rows and things for which it stands."""
    using = grouped((thing, name) for name, things in behind for thing in things & texts.keys())
    found: dict[str, set[_Use]] = {}
    for thing in sorted(using):
        for text in texts[thing]:
            found.setdefault(text, set()).update((name, thing) for name in using[thing])
    return found


def _rows(uses: Collection[_Use], every: tuple[str, ...]) -> tuple[str, ...]:
    """Returns how the rows begin that use something; nothing where it is all of them."""
    found = {name for name, _ in uses}
    rows = tuple(name for name in every if name in found)
    return () if rows == every else rows


def _name(row: Sequence[Column]) -> str:
    """Says how a row begins."""
    return next((str(cell[0]) for cell in row if cell), "")


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def document_of(answer: Answer) -> Document:
    """Lays out an answer: what it says, its rows and how many there are; when cited, with the sources of each value.

    These have as few pages as the rows need; where it is told in full all, and every statement behind its rows is there, too.
    """
    full = answer.is_cited and answer.evidence.full
    table = cited_table(answer, not full) if answer.is_cited else table_of(answer)
    lines, shared = rows_with_sources(table)
    evidence = EvidenceText(answer, table) if full else None
    arguments = {name: text for name, text in answer.arguments.items() if text not in answer.summary}
    uncited = f"Not cited: {answer.remarks.uncited}" if answer.remarks.uncited else ""
    rows = Table(
        tuple(table.columns),
        tuple(tuple(map(_cell, row)) for row in lines),
        tuple(map(evidence.rests, table.behind)) if evidence else (),
        (
            *_sentences(table.explained),
            *([Cell("Every row also rests on this", shared)] if shared else []),
        ),
        of=len(table.rows),
        more=table.emptied,
    )
    return Document(
        "",
        _sentences(answer.summary or answer.heading, bound_with(answer.replace(arguments=arguments))),
        (Section("", (rows,)), *(evidence.sections() if evidence else ())),
        _sentences(uncited, *table.not_followed, answer.remarks.silence if answer.is_cited else ""),
        full,
    )


def rows_with_sources(table: AnswerTable) -> tuple[list[list[Column]], tuple[Source, ...]]:
    """Returns the rows of a table, in which first cells have the sources that no other of the row names, and what all rows rest on beside.

    Of a source a row has the pages and remarks that are about it.
    """
    lines, left = list[list[Column]](), list[dict[str, Source]]()
    for row, sources in zip(table.rows, table.rests, strict=False):
        name = _name(row)
        line = [
            tuple(cell._replace(sources=tuple(one.in_row(name) for one in cell.sources)) for cell in column)
            for column in row
        ]
        named = {one.iri for column in line[1:] for cell in column for one in cell.sources}
        left.append({one.iri: one.in_row(name) for one in sources if one.iri not in named})
        lines.append(line)
    shared = set.intersection(*map(set, left)) if len(left) > 1 else set[str]()
    for line, of in zip(lines, left, strict=True):
        bare = [cell._replace(sources=()) for cell in line[0]] or [Cell("")]
        own = tuple(source for iri, source in of.items() if iri not in shared)
        line[0] = (*bare[:-1], bare[-1]._replace(sources=own))
    return lines or table.rows, tuple(one for one in table.sources if one.iri in shared)


def _sentences(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text) for text in texts if text)


def _cell(column: Column) -> Cell | Cells:
    return column[0] if len(column) == 1 else Cells("", column)


#: What is not there where that is no pattern of the query.
_ABSENT = {
    "COUNT": "nothing to count: ",
    "LIMIT": "rows beyond ",
    "MIN": "nothing less than ",
    "MAX": "nothing greater than ",
}
_GROUNDING = {thb.completeUpTo, thb.reportedStatus}
_UNGROUNDED = "no source claims to be complete here"
_COMPUTED = "it is computed, and what it is computed from gives none"


class EvidenceText:
    """All that is behind the rows of a cited answer, in words: statements, what is not there, with letters, and rules."""

    def __init__(self, answer: Answer, table: AnswerTable) -> None:
        self._answer, self._wording = answer, Wording(answer.evidence.labels)
        self._sources = {source.iri: source for source in table.sources}
        names = map(_name, table.rows)
        self._names = {id(row): name for name, rows in zip(names, table.behind, strict=True) for row in rows}
        self._absences = Numbers[tuple[str, tuple[str, ...]]]()
        behind = [(row.citation or Citation(())).leaves for row in answer.rows]
        self._shared = set(behind[0]).intersection(*behind[1:]) if len(behind) > 1 else set[ox.Quad]()
        self._of_row = [[quad for quad in quads if quad not in self._shared] for quads in behind]
        self._of_all = [quad for quad in behind[0] if quad in self._shared] if behind else []
        self._numbers = {id(row): number for number, row in enumerate(answer, 1)}

    def rests(self, rows: Sequence[Row]) -> Cells:
        """Returns what leads to that on which some rows rest: the letters of what is not there, and their statements."""
        places = self._places(self._numbers[id(row)] for row in rows)
        statements = (Cell("statements", place=f"#row-{number}") for number in places)
        return Cells("", (Cell(self.absent(*rows)), *statements))

    def absent(self, *rows: Row) -> str:
        """Returns the letters of what is not there for some rows, such as `[a][b]`."""
        cited = [row.citation for row in rows if row.citation is not None]
        absences = (absence for one in cited for absence in one.absences)
        return marks(map(letter, self._absences.of(map(self._absence, absences))))

    def _places(self, numbers: Iterable[int]) -> list[int]:
        """Returns the numbers under which statements of rows stand: their own, and 0 for what is behind every row."""
        own = {number for number in numbers if self._of_row[number - 1]}
        return sorted(own) or ([0] if self._of_all else [])

    def sections(self) -> Iterator[Section]:
        """Yields what is not there, by which rules statements became what was asked for, and the statements of each row."""
        yield from section("Not there", items(self.absences()))
        yield from section("Rules", items(self._rules()))
        blocks: list[Block] = []
        for number, name, statements in self.statements():
            blocks += [Cell(name), items(statements)._replace(anchor=f"row-{number}")]
        yield from section("Statements", *blocks)

    def absences(self) -> list[Cell]:
        """Returns what is not there, as far as it has letters."""
        return [
            Cell(f"[{letter(number)}] {text}", self._marked(graphs))
            for number, (text, graphs) in self._absences
        ]

    def _rules(self) -> list[Cell]:
        cited = [row.citation for row in self._answer if row.citation is not None]
        rules = ", ".join(dict.fromkeys(rule for one in cited for rule in one.rules))
        axioms = {axiom for one in cited for axiom in one.axioms}
        rules += f"; with {counted(len(axioms), 'axiom')} of the ontology" if axioms else ""
        return [Cell(rules)] if rules else []

    def statements(self) -> Iterator[tuple[int, str, list[Cell]]]:
        """Yields number and name of each row with the statements behind it; first, as row 0, those behind every row."""
        if self._of_all:
            yield 0, "every row", self._by_subject(self._of_all)
        for number, (row, quads) in enumerate(zip(self._answer, self._of_row, strict=True), 1):
            if quads:
                name = ", ".join(filter(None, map(shown, row.values[:2]))) or "the row"
                yield number, name, self._by_subject(quads, self._names.get(id(row), ""))

    def _by_subject(self, quads: Sequence[ox.Quad], row: str = "") -> list[Cell]:
        """Writes statements, those of a `row` or of all, in a line those about one thing that the same passages and sources state."""
        graphs: dict[Triple, list[str]] = grouped((quad.triple, quad.graph_name.value) for quad in quads)
        alike = grouped(
            ((subject, tuple(where)), self._wording.predicate(predicate, thing))
            for (subject, predicate, thing), where in graphs.items()
        )
        return [
            Cell(
                f"{self._wording.term(subject)}: {'; '.join(dict.fromkeys(predicates))}",
                tuple(one.in_row(row) if row else one for one in self._marked(where)),
                place_of(subject.value, min(where)),
            )
            for (subject, where), predicates in alike.items()
        ]

    def _marked(self, graphs: Iterable[str]) -> tuple[Source, ...]:
        cited = self._answer.evidence.source
        return tuple(
            self._sources.get(one) or source_of(one, cited(one).description) for one in dict.fromkeys(graphs)
        )

    def _absence(self, absence: Absence) -> tuple[str, tuple[str, ...]]:
        """Says what is not there and why that is known, with the passages and sources that say so."""
        absent = _ABSENT.get(absence.form, f"{absence.form}: ") + self._in_words(absence.pattern)
        grounds = [quad for quad in absence.grounds if quad.predicate.value in _GROUNDING]
        why = "; ".join(dict.fromkeys(self._wording.statement(quad.triple) for quad in grounds))
        ungrounded = _COMPUTED if absence.is_computed else _UNGROUNDED
        return f"{absent}; {why or ungrounded}", tuple(quad.graph_name.value for quad in grounds)

    def _in_words(self, pattern: str) -> str:
        """Writes a pattern with labels in place of names."""

        def label(found: re.Match[str]) -> str:
            iri = expand(found[0])
            return name_of(iri, self._answer.evidence.labels) if iri else found[0]

        return CURIE.sub(label, re.sub(r"\^\^xsd:\w+", "", pattern))
