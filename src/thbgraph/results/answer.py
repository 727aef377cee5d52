"""Answers: rows of typed values with their heading, what each row rests on, and all that is needed to write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.errors import RequestError, UnknownColumn
from ..base.namespaces import EDITORS, MEMO, ONTOLOGY_GRAPH
from ..base.printing import counted, quoted, spaced
from ..base.terms import Term, local
from ..base.values import NOT_RECORDED, Description, Entity, Value, is_cell, plain, shown, term_of
from ..questions.views import Blank, View, chosen_view
from .formats import notebook, renderer
from .source_ranks import SourceSite
from .sources import Origin

if TYPE_CHECKING:
    from .diagnosis import Diagnosis
    from .document import Document


class Absence(NamedTuple):
    """Something that a row rests on not being there.

    `form` is what in the query asks for it: OPTIONAL, MINUS, NOT EXISTS, LIMIT, MIN, MAX or COUNT. `pattern`
    says in SPARQL what is not there. `grounds` are the status reports, and the statements of what a source
    covers completely, that speak of it; without any, no source claims to be complete. `is_computed` says that it
    is lacking of something that the build computes: that it is lacking was then computed, too.
    """

    form: str
    pattern: str
    grounds: tuple[ox.Quad, ...] = ()
    is_computed: bool = False


class Citation(NamedTuple):
    """What a row rests on: statements as quads in written form, each with the IRI of its graph.

    `rules` names the rules of inference by which leaves became what the pattern asked for, `axioms` are the
    statements of the ontology that these rules needed, and `absences` what must not be there.
    """

    statements: tuple[ox.Quad, ...]
    rules: tuple[str, ...] = ()
    axioms: tuple[ox.Quad, ...] = ()
    absences: tuple[Absence, ...] = ()

    @property
    def graphs(self) -> tuple[str, ...]:
        """The IRIs of the passages and sources, each once, in order of first use."""
        return tuple(dict.fromkeys(quad.graph_name.value for quad in self.statements))

    @property
    def leaves(self) -> tuple[ox.Quad, ...]:
        """The statements; where none but those of the ontology are behind a row, these."""
        return self.statements or self.axioms

    def __repr__(self) -> str:
        return f"Citation({len(self.statements)} statements of {len(self.graphs)} passages and sources)"


#: What a query found for the columns of a row, and the same in written form.
Terms: TypeAlias = "Sequence[Term | ox.Triple | None]"
Key: TypeAlias = tuple[str, ...]


def key_of(terms: Terms) -> Key:
    """Returns the terms of a row in written form, by which its citation is found."""
    return tuple("" if term is None else str(term) for term in terms)


class CitedSource(NamedTuple):
    """A passage or source as evidence has it: what it is, and whose.

    `pages` are the things that it dates or reports, each with the address of a page that says so, and `caveats` in the same way
    what it remarks on them; `text` is that of a passage, where a copy of the memo was given.
    """

    description: Description
    origin: Origin = Origin()
    pages: tuple[tuple[str, str], ...] = ()
    caveats: tuple[tuple[str, str], ...] = ()
    text: str | None = None


class Evidence(NamedTuple):
    """What the citations of an answer are read by: passages and sources by IRI, what things are called, and whose pages are.

    In `full` people are told every statement behind a row, too.
    """

    sources: Mapping[str, CitedSource] = {}
    labels: Mapping[str, str] = {}
    sites: Mapping[str, SourceSite] = {}
    full: bool = False

    def source(self, iri: str) -> CitedSource:
        """Returns a passage or source; of one that is not described, its IRI."""
        return self.sources.get(iri) or CitedSource(Description(iri))

    def caveats_of(self, citation: Citation) -> list[str]:
        """Returns what sources remark on the things that a citation is about, each remark once."""
        cited = {(quad.graph_name.value, quad.subject.value) for quad in citation.statements}
        remarks = ((iri, *caveat) for iri, source in self.sources.items() for caveat in source.caveats)
        return list(dict.fromkeys(remark for graph, thing, remark in remarks if (graph, thing) in cited))

    def quoting(self, texts: Mapping[str, str]) -> Evidence:
        """Returns the evidence with the texts of some passages, by IRI."""
        quoted = {iri: self.source(iri)._replace(text=text) for iri, text in texts.items()}
        return self._replace(sources={**self.sources, **quoted})

    @property
    def named_sources(self) -> tuple[str, ...]:
        """What the passages and sources that say it are called, but not the editors' reading, or what words mean."""
        return tuple(
            self.called(iri) for iri in self.sources if not iri.startswith((EDITORS, ONTOLOGY_GRAPH))
        )

    def called(self, iri: str) -> str:
        """Returns what readers call a passage, its place in the memo, or a source, its title."""
        return self.source(iri).description.called(iri)

    @property
    def has_caveats(self) -> bool:
        """Whether any source remarks something."""
        return any(source.caveats for source in self.sources.values())


def stated_in(values: Iterable[Value], quads: Iterable[ox.Quad]) -> dict[str, list[int]]:
    """Returns, by values as machines write them, the places of the statements that hold each; none for what is worked out."""
    found: dict[str, list[int]] = {plain(value): [] for value in values if value is not None}
    for place, quad in enumerate(quads):
        for text in {getattr(term, "value", "") for term in quad}:
            if text in found:
                found[text].append(place)
    return found


def place_of(subject: str, graph: str) -> str:
    """Returns the address of a statement: its place on the page of the passage that makes it, else on that of its subject.

    >>> place_of("https://w3id.org/thbgraph/id/greta", "https://w3id.org/thbgraph/memo/2-17")
    'https://w3id.org/thbgraph/memo/2-17#greta'
    """
    return f"{graph}#{local(subject)}" if graph.startswith(MEMO) and subject != graph else subject


#: A CURIE in the pattern of what is not there.
CURIE = re.compile(r"(?<![\w?\"'<:/])[a-z]+:[\w-]+")


def graphs_of(citation: Citation) -> Iterator[str]:
    """Yields the IRIs of the passages and sources that the evidence of a row is in."""
    for quad in _quads(citation):
        yield quad.graph_name.value


def _quads(citation: Citation) -> Iterator[ox.Quad]:
    return chain(citation.statements, citation.axioms, *(absence.grounds for absence in citation.absences))


#: The view that shows all columns.
_WHOLE = View()


@notebook
class Row:
    """A row of an answer: values by place, by `row["country"]` or `row.country`, the terms that a query found
    (None for what is no query's), and the citation.

    >>> row = Row(("country", "answer"), (Entity("https://w3id.org/thbgraph/id/fin", "Finland"), "yes"))
    >>> row["answer"], row.country.label, [str(value) for value in row]
    ('yes', 'Finland', ['Finland', 'yes'])
    """

    __slots__ = ("_unknown", "citation", "columns", "terms", "values")

    def __init__(
        self,
        columns: tuple[str, ...],
        values: tuple[Value, ...],
        citation: Citation | None = None,
        terms: tuple[Term | ox.Triple | None, ...] | None = None,
    ) -> None:
        self.columns, self.values, self.citation, self.terms = columns, values, citation, terms
        self._unknown: Mapping[str, str] | None = None

    def __getitem__(self, key: str | int) -> Any:
        if isinstance(key, int) and -len(self.values) <= key < len(self.values):
            return self.values[key]
        return self.values[self._place(key)]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name in Row.__slots__:  # asked for before they are set, when copied
            raise AttributeError(name)
        return self.values[self._place(name)]

    def _place(self, name: object) -> int:
        if name not in self.columns:
            known = f"it has {len(self.columns)}: {', '.join(self.columns)}"
            raise UnknownColumn(f"the row has no column {name!r}", known)
        return self.columns.index(name)

    def __iter__(self) -> Iterator[Value]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash((self.columns, self.values))

    def only(self, columns: tuple[str, ...], blanks: Sequence[Blank] = ()) -> Row:
        """Returns the row with some of its columns alone; of its blanks is kept which unknown each is."""
        places = [self.columns.index(name) for name in columns]
        terms = self.terms and tuple(self.terms[place] for place in places)
        row = Row(columns, tuple(self.values[place] for place in places), self.citation, terms)
        row._unknown = self.unknown(blanks)
        return row

    def unknown(self, blanks: Sequence[Blank]) -> dict[str, str]:
        """Returns the word for each of its blanks, by column, of which `blanks` say what they stand for."""
        words = self._unknown
        if words is None:
            words = {blank.column: blank.word for blank in reversed(blanks) if self._has(blank)}
        empty = [column for column, value in zip(self.columns, self.values, strict=True) if not shown(value)]
        return {column: words.get(column, NOT_RECORDED) for column in empty}

    def _has(self, blank: Blank) -> bool:
        """Says whether a blank of a column stands for this in the row."""
        if blank.since:
            value, day = self[blank.where], self[blank.since]
            return day is None or (isinstance(value, date) and value >= day)
        return not blank.where or is_cell(self[blank.where], blank.cell)

    def _parts(self) -> tuple[object, ...]:
        return self.columns, self.values, self.citation, self.terms

    def __repr__(self) -> str:
        cells = ", ".join(f"{c}={shown(v)!r}" for c, v in zip(self.columns, self.values, strict=True))
        return f"Row({cells})"


class Asked(NamedTuple):
    """What was asked: the name of a saved question, the SPARQL text that ran (each empty where there is none), and its parameters.

    `arguments` says in words what each was bound with, `terms` has it as terms. `taken` says, by the text of an argument
    that is no name of one thing alone, as what it is taken.
    """

    question: str = ""
    query: str = ""
    arguments: Mapping[str, str] = {}
    terms: Mapping[str, Sequence[Term]] = {}
    taken: Mapping[str, str] = {}


class Remarks(NamedTuple):
    """What is said of an answer: in a sentence or two what the rows hold, and what of it rests on nothing being recorded.

    `sentence` is what alone of the summary tells the rows. `uncited` says why rows that were to be cited are not, `other_day` is the other day of the memo (ISO 8601), where the
    answer on it is another, `notes` are what of the summary is to be known beside what the rows hold, and `diagnosis` says why the answer is empty, where `KnowledgeGraph.diagnose` was asked.
    """

    summary: str = ""
    sentence: str = ""
    silence: str = ""
    uncited: str = ""
    other_day: str = ""
    notes: tuple[str, ...] = ()
    diagnosis: Diagnosis | None = None


_NOTHING_ASKED, _NO_REMARKS, _NO_EVIDENCE = Asked(), Remarks(), Evidence()


@notebook
class Answer:
    """The answer to a question or SELECT query: columns, rows in order, heading. Iterates over its rows.

    `asked` has the question with its arguments, `remarks` what is said of the rows, and `evidence` what the citations of
    the rows are read by. `view` says which columns people are shown (all where it names none), `codes` holds the ISO 3166-1
    alpha-3 codes of states among the values, and `page_of` all rows where `rows` are a page of them, which is written with
    the same columns as every other.
    """

    def __init__(
        self,
        columns: Sequence[str],
        rows: Sequence[Row],
        heading: str = "",
        *,
        asked: Asked = _NOTHING_ASKED,
        remarks: Remarks = _NO_REMARKS,
        evidence: Evidence = _NO_EVIDENCE,
        view: View = _WHOLE,
        codes: Mapping[str, str] | None = None,
        page_of: Sequence[Row] = (),
    ) -> None:
        self.columns, self.rows, self.heading = tuple(columns), tuple(rows), heading
        self.asked, self.remarks, self.evidence = asked, remarks, evidence
        self.view, self.codes, self.page_of = view, dict(codes or {}), tuple(page_of)

    @property
    def question(self) -> str:
        """The name of the saved question that was asked, empty where none was."""
        return self.asked.question

    @property
    def arguments(self) -> Mapping[str, str]:
        """In words what each parameter of the question was bound with."""
        return self.asked.arguments

    @property
    def summary(self) -> str:
        """What the rows hold, in a sentence or two."""
        return self.remarks.summary

    def replace(self, **changes: Any) -> Answer:
        """Returns the answer with other values for some of its attributes, or of what it has in asked, remarks and evidence.

        Raises TypeError for a name that none of them has.

        >>> Answer(["n"], []).replace(heading="Numbers", summary="None.").summary
        'None.'
        """
        fields = vars(self) | {name: changes.pop(name) for name in vars(self) if name in changes}
        for part in ("asked", "remarks", "evidence"):
            own = {name: changes.pop(name) for name in fields[part]._fields if name in changes}
            fields[part] = fields[part]._replace(**own) if own else fields[part]
        if changes:
            raise TypeError(f"an answer has no {' and no '.join(changes)}")
        return Answer(**fields)

    def only(self, *names: str) -> Answer:
        """Returns the answer with some of its columns alone, named as they are or in the words of its view.

        Raises RequestError for a name that no column has.
        """
        try:
            view = chosen_view(names, self.columns, self.view)
        except KeyError as error:
            name, *known = error.args
            raise RequestError(
                f"there is no column {quoted(name)}", f"choose from: {', '.join(known)}"
            ) from None
        columns = tuple(dict.fromkeys(name for seen in view.columns for name in seen.columns))
        rows, whole = (
            [row.only(columns, self.view.blanks) for row in part] for part in (self.rows, self.page_of)
        )
        return self.replace(columns=columns, rows=rows, view=view, page_of=whole)

    def page(self, offset: int, limit: int | None) -> Answer:
        """Returns the answer with some of its rows, as one page of it."""
        return self.replace(rows=self.rows[offset:][:limit], page_of=self.rows)

    def excel_safe(self) -> Answer:
        """Returns the answer with an apostrophe before every text that a spreadsheet would run as a formula.

        Source: OWASP, CSV Injection.
        """
        return self.replace(rows=list(map(_without_formulas, self)))

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing: no rows, nothing but unbound values, or one row of zeros, "" and those.

        >>> Answer(["n"], [Row(("n",), (0,))]).is_empty
        True
        """
        if len(self.rows) == 1 and all(value in (None, "") or _is_zero(value) for value in self.rows[0]):
            return True
        return all(value is None for row in self.rows for value in row)

    @property
    def is_cited(self) -> bool:
        """Whether any row, of this page or another, has its citation."""
        return any(row.citation is not None for row in self.page_of or self.rows)

    def caveats_of(self, row: Row) -> list[str]:
        """Returns what sources remark on the things that the evidence of a row is about, each remark once."""
        return self.evidence.caveats_of(row.citation) if row.citation is not None else []

    def document(self) -> Document:
        """Returns the answer laid out for readers: what it says, its rows and, when cited, its sources, in full where that was asked for."""
        module = import_module(f"{__package__}.answer_document")  # which imports this one
        laid_out: Document = module.document_of(self)
        return laid_out

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> Row:
        return self.rows[number]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Answer) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Answer({counted(len(self), 'row')}: {', '.join(self.columns)})"

    def to_pandas(self) -> Any:
        """Returns a pandas DataFrame: things by label, with columns of IRIs and codes beside it.

        Raises ImportError where pandas is not installed.
        """
        return renderer("frames").to_pandas(self)

    def to_polars(self) -> Any:
        """Returns a polars DataFrame, as `to_pandas` does."""
        return renderer("frames").to_polars(self)

    def to_arrow(self) -> Any:
        """Returns a pyarrow Table, as `to_pandas` does."""
        return renderer("frames").to_arrow(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)


def _without_formulas(row: Row) -> Row:
    values = tuple(map(_no_formula, row))
    terms = row.terms and tuple(
        term if value == safe else term_of(safe)
        for term, value, safe in zip(row.terms, row, values, strict=True)
    )
    return Row(row.columns, values, row.citation, terms)


def _no_formula(value: Value) -> Value:
    if isinstance(value, Entity):
        return Entity(value.iri, _no_formula_text(value.label))
    return _no_formula_text(value) if isinstance(value, str) else value


def _no_formula_text(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _is_zero(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == 0


def bound_with(answer: Answer) -> str:
    """Says with which arguments a question was asked, in words."""
    return "; ".join(f"{spaced(name)}: {value}" for name, value in answer.arguments.items())
