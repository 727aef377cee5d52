"""Values: the terms of a query as Python has them, how people and machines read them, bounds of a day, and values by key."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, TypeVar

import pyoxigraph as ox

from .dates import (
    DATE,
    DATING,
    MONTH_DAY,
    YEAR,
    YEAR_MONTH,
    PartialDate,
    bounds_in_words,
    in_words,
    lexical_fault,
    parse,
    whole_of,
)
from .namespaces import COMPUTED, ID, MEMO, XSD
from .printing import spaced
from .terms import Term, expand, local, short
from .vocabulary import Status

#: The cell of a clause that stands for whatever is not empty.
ANYTHING = "*"


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


def values_of(terms: Iterable[Term | None], labels: Mapping[str, str]) -> tuple[Value, ...]:
    """Gives the typed values of some terms."""
    return tuple(value_of(term, labels) for term in terms)


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


def property_name(iri: str, labels: Mapping[str, str]) -> str:
    """Returns the label of a property; of one of another vocabulary, the words of its name."""
    return labels.get(iri) or spaced(local(iri))


def names_of(iris: Iterable[str], labels: Mapping[str, str]) -> dict[str, str]:
    """Returns what things are called, by IRI."""
    return {iri: name_of(iri, labels) for iri in dict.fromkeys(iris)}


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


def is_cell(
    value: Value, cell: str | None, given: Mapping[str, Collection[str]] = MappingProxyType({})
) -> bool:
    """Says whether a value is what a cell of a header stands for: a text, a CURIE, a parameter in braces, anything, or nothing."""
    if cell == ANYTHING:
        return value is not None
    if isinstance(value, Entity) and cell and cell.startswith("{"):
        return value.iri in given[cell.strip("{}")]
    if isinstance(value, Entity):
        return value.iri == expand(cell or "")
    return value == cell if cell is None or value is None else shown(value) == cell


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
    if isinstance(first, date) and isinstance(last, date):
        return whole_of(first, last) or bounds_in_words(first, last)
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


class Days(NamedTuple):
    """The first and last day that are possible; None where that is open."""

    first: date | None
    last: date | None

    @classmethod
    def of(cls, first: str | None, last: str | None) -> Days:
        """Returns the days that are written as in ISO 8601."""
        return cls(*(date.fromisoformat(day) if day else None for day in (first, last)))

    def __str__(self) -> str:
        return shown(between(self.first, self.last)) or "an unknown day"

    @property
    def when(self) -> str:
        """The days with the preposition that a sentence puts before them."""
        day = between(self.first, self.last)
        is_either = isinstance(day, str) and " or " in day
        before = (
            "on " if isinstance(day, date) or is_either else "in " if isinstance(day, PartialDate) else ""
        )
        return f"{before}{self}"


class Description(NamedTuple):
    """What a passage or source is: its name, of a passage with its place in the memo, and its gist or title, if it has one."""

    name: str
    gist: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.gist}" if self.gist else self.name

    def called(self, iri: str) -> str:
        """What readers call it: a passage by its place in the memo, a source by its title."""
        return self.name if iri.startswith(MEMO) else self.gist or self.name

    def listed(self, iri: str) -> Description:
        """How it stands in a list of sources: a passage with its place, a source by its title alone."""
        if iri.startswith(MEMO):
            return Description(self.name[:1].upper() + self.name[1:], self.gist)
        return Description(self.gist or self.name)

    def title(self, iri: str) -> str:
        """How it stands there in one line."""
        return str(self.listed(iri))


K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Returns the values of each key, both in the order in which they come.

    >>> grouped([("b", 1), ("a", 2), ("b", 3)])
    {'b': [1, 3], 'a': [2]}
    """
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def computed_name(iri: str, labels: Mapping[str, str]) -> str | None:
    """Names a computed node after the labels of what it is about; None for anything else.

    >>> computed_name(COMPUTED + "status/cets-197/fin/2006-08-29", {ID + "fin": "Finland"})
    'status of Finland under id:cets-197 from 29 August 2006'
    """
    if not iri.startswith(COMPUTED):
        return None
    kind, *parts = iri.removeprefix(COMPUTED).split("/")

    def name(slug: str) -> str:
        return labels.get(ID + slug) or short(ID + slug).strip("<>")

    match kind, parts:
        case "status", [instrument, state, "start"]:
            return f"status of {name(state)} under {name(instrument)} at first"
        case "status", [instrument, state, day] if not lexical_fault(day, DATE):
            return (
                f"status of {name(state)} under {name(instrument)} from {in_words(date.fromisoformat(day))}"
            )
        case "entry-into-force", [instrument]:
            return f"computed entry into force of {name(instrument)}"
        case "entry-into-force", [instrument, party]:
            return f"computed entry into force of {name(instrument)} for {name(party)}"
    return None


def things_named(text: str, labels: Mapping[str, str]) -> list[str]:
    """Returns the IRIs of what the name of a computed node may be about: what stands behind its first "of".

    >>> things_named("status of Finland under id:cets-197 at first", {ID + "fin": "Finland"})
    ['https://w3id.org/thbgraph/id/fin']
    """
    _, _, rest = text.partition(" of ")
    named = [iri for iri, label in labels.items() if f"{rest} ".startswith(f"{label} ")]
    written = expand(rest.partition(" ")[0])
    return [*named, written] if written else named


#: The word for a blank of which a question says nothing else.
NOT_RECORDED = "not recorded"
#: What each word means, in the order in which legends tell them.
LEGEND: Mapping[str, str] = {
    Status.UNDETERMINED.words: "the sources do not decide it",
    NOT_RECORDED: "the graph does not hold it",
    "outside coverage": "no source claims to name all up to any day",
    "not open": "the treaty was not open to it, or not to this act",
    Status.NOT_APPLICABLE.words: "no such state on that day, or the treaty was not open to it",
    "none": "there is nothing of the kind",
    "covered": "the sources cover the day",
    "as today": "no other name is recorded for the day",
    "computed": "by several sources and rules together",
}


def legend(cells: Iterable[str]) -> dict[str, str]:
    """Returns the words for unknowns that occur among some cells, with what they mean."""
    found = set(cells)
    return {word: meaning for word, meaning in LEGEND.items() if word in found}
