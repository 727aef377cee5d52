"""Rows: typed values of a query's terms, what each row rests on, and how both are written.

A row holds entities with their labels, dates as dates, partial dates as their own type, numbers as numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base.dates import (
    DATE,
    DATING,
    MONTH_DAY,
    YEAR,
    YEAR_MONTH,
    PartialDate,
    in_words,
    lexical_fault,
    parse,
    whole_of,
)
from ..base.errors import UnknownColumn
from ..base.licences import DEVELOPERS, NO_LICENCE, licence_name
from ..base.namespaces import MEMO, XSD
from ..base.terms import Term, local, short
from .computed_names import computed_name
from .formats import notebook


class Entity(NamedTuple):
    """A thing with an IRI, and the label by which the project calls it."""

    iri: str
    label: str

    def __str__(self) -> str:
        return self.label


_MOST_PLACES = 30
_BOOLEANS: Mapping[str, bool] = {"true": True, "1": True, "false": False, "0": False}
#: The datatype of a Python value, the first that fits.
_DATATYPES: Mapping[type, str] = {
    bool: XSD + "boolean",
    int: XSD + "integer",
    float: XSD + "decimal",
    date: DATE,
}
Value: TypeAlias = "Entity | str | int | float | bool | date | PartialDate | None"


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


class Origin(NamedTuple):
    """Whose a source is, under which rights, in which version, and by which day it was read (ISO 8601); each may be unknown.

    The day of a version is that of the version.
    """

    publisher: str | None = None
    rights: str | None = None
    retrieved: str | None = None
    version: str | None = None

    def __str__(self) -> str:
        publisher = self.publisher if self.publisher != DEVELOPERS else None
        rights = licence_name(self.rights) if self.rights and self.rights != NO_LICENCE else None
        read = self.version
        if self.retrieved:
            read = f"{'version of' if self.version else 'read by'} {in_words(date.fromisoformat(self.retrieved))}"
        return "; ".join(filter(None, (publisher, rights, read)))


@notebook
class Row:
    """A row of an answer: values by place, by `row["country"]` or `row.country`, the terms that a query found
    (None for what is no query's), and the citation.

    >>> row = Row(("country", "answer"), (Entity("https://w3id.org/thbgraph/id/fin", "Finland"), "yes"))
    >>> row["answer"], row.country.label, [str(value) for value in row]
    ('yes', 'Finland', ['Finland', 'yes'])
    """

    __slots__ = ("citation", "columns", "terms", "values")

    def __init__(
        self,
        columns: tuple[str, ...],
        values: tuple[Value, ...],
        citation: Citation | None = None,
        terms: tuple[Term | ox.Triple | None, ...] | None = None,
    ) -> None:
        self.columns, self.values, self.citation, self.terms = columns, values, citation, terms

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
            raise UnknownColumn(f"the row has no column {name!r}; {known}")
        return self.columns.index(name)

    def __iter__(self) -> Iterator[Value]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash((self.columns, self.values))

    def only(self, columns: tuple[str, ...]) -> Row:
        """Returns the row with some of its columns alone."""
        places = [self.columns.index(name) for name in columns]
        terms = self.terms and tuple(self.terms[place] for place in places)
        return Row(columns, tuple(self.values[place] for place in places), self.citation, terms)

    def _parts(self) -> tuple[object, ...]:
        return self.columns, self.values, self.citation, self.terms

    def __repr__(self) -> str:
        cells = ", ".join(f"{c}={shown(v)!r}" for c, v in zip(self.columns, self.values, strict=True))
        return f"Row({cells})"


def value_of(term: Term | None, labels: Mapping[str, str]) -> Value:
    """Gives the typed value of a term.

    Literals that are not what their datatype says stay text.

    >>> value_of(ox.Literal("2009", datatype=ox.NamedNode(XSD + "gYear")), {})
    PartialDate(year=2009, month=None, day=None)
    """
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Entity(term.value, name_of(term.value, labels))
    if not isinstance(term, ox.Literal):  # a blank node, or a triple that a query has made
        return str(term)
    return _value_of_literal(term.value, term.datatype.value)


def term_of(value: Value | Term) -> Term:
    """Gives the term of a value that an answer held, or that somebody gives: text is a plain literal.

    >>> str(term_of(Entity("http://e.org/a", "A"))), str(term_of(2005)), str(term_of("2005"))
    ('<http://e.org/a>', '"2005"^^<http://www.w3.org/2001/XMLSchema#integer>', '"2005"')
    """
    if isinstance(value, Entity):
        return ox.NamedNode(value.iri)
    if isinstance(value, ox.NamedNode | ox.BlankNode | ox.Literal):
        return value
    if isinstance(value, PartialDate):
        datatype = MONTH_DAY if value.year is None else YEAR if value.month is None else YEAR_MONTH
    else:
        datatype = next((iri for kind, iri in _DATATYPES.items() if isinstance(value, kind)), XSD + "string")
    return ox.Literal(plain(value), datatype=ox.NamedNode(datatype))


def name_of(iri: str, labels: Mapping[str, str]) -> str:
    """Returns the label of a thing, else its short name."""
    return labels.get(iri) or computed_name(iri, labels) or short(iri).strip("<>")


def _value_of_literal(text: str, datatype: str) -> Value:
    if datatype == XSD + "boolean":
        return _BOOLEANS.get(text, text)
    if lexical_fault(text, datatype):
        return text
    try:
        if datatype in DATING or datatype == MONTH_DAY:
            return parse(text, datatype)
        if datatype == XSD + "integer":
            return int(text)
        if datatype in (XSD + "decimal", XSD + "double", XSD + "float"):
            return float(text)
    except ValueError:  # too long a number, or no double
        pass
    return text


def plain(value: Value) -> str:
    """Writes a value for machines: IRIs in full, dates in ISO 8601, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Entity):
        return value.iri
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return _digits(value)
    return value.isoformat() if isinstance(value, date | PartialDate) else str(value)


def shown(value: Value) -> str:
    """Writes a value for people: labels, dates in words, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, float):
        return _digits(value)
    return in_words(value) if isinstance(value, date | PartialDate) else str(value)


def between(first: Value, last: Value) -> Value:
    """Writes the bounds of a day for people; the day itself where they are one, a month or year that they are of.

    >>> between(date(2005, 5, 16), date(2010, 1, 26)), between(None, date(2010, 1, 26))
    ('between 16 May 2005 and 26 January 2010', 'by 26 January 2010')
    >>> str(between(date(2011, 8, 1), date(2011, 8, 31))), between(date(2022, 3, 16), None)
    ('August 2011', 'not before 16 March 2022')
    """
    if first == last:
        return first
    if isinstance(first, date) and isinstance(last, date) and (whole := whole_of(first, last)):
        return whole
    if first is None:
        return f"by {shown(last)}"
    if last is None:
        return f"not before {shown(first)}"
    return f"between {shown(first)} and {shown(last)}"


def _digits(value: float) -> str:
    """Writes a number without an exponent, as decimals are written, unless it has more than thirty places.

    >>> _digits(0.00001), _digits(-2.5e-07), _digits(3e18), _digits(1e300)
    ('0.00001', '-0.00000025', '3000000000000000000.0', '1e+300')
    """
    mantissa, _, exponent = str(value).partition("e")
    if not exponent or abs(int(exponent)) > _MOST_PLACES:
        return str(value)
    sign, digits = "-" if value < 0 else "", mantissa.replace(".", "").lstrip("-")
    places = int(exponent)
    if places < 0:
        return f"{sign}0.{'0' * (-places - 1)}{digits}"
    return f"{sign}{digits.ljust(places + 1, '0')}.0"


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
