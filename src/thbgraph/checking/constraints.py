"""The constraints of SHACL Core that the shapes use: which values break each.

Source: Shapes Constraint Language, section 4.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..base.dates import DATING, lexical_fault
from ..base.terms import Term

_NUMBERS = ("integer", "decimal", "double")
_SH_IRI = "http://www.w3.org/ns/shacl#IRI"


class Focus(NamedTuple):
    """The values that a constraint is held against, and how it gets to know more of them.

    `others` returns the values of another property of the same thing, `is_a` says whether a value is of a class,
    `conforms` whether it keeps a nested shape.
    """

    values: Sequence[Term]
    others: Callable[[str], Sequence[Term]]
    is_a: Callable[[Term, str], bool]
    conforms: Callable[[Term, Any], bool]


#: Yields the values that break a constraint with a parameter; None for all of them together.
Constraint = Callable[[Focus, Any], Iterable[Term | None]]


def _each(keeps: Callable[[Focus, Term, Any], bool]) -> Constraint:
    """Makes a constraint that each value keeps or breaks by itself."""

    def broken(focus: Focus, parameter: Any) -> Iterator[Term]:
        return (value for value in focus.values if not keeps(focus, value, parameter))

    return broken


def _all(keeps: Callable[[Focus, Any], bool]) -> Constraint:
    """Makes a constraint that the values keep or break together."""

    def broken(focus: Focus, parameter: Any) -> list[None]:
        return [] if keeps(focus, parameter) else [None]

    return broken


def _is_of_datatype(value: Term, datatype: str) -> bool:
    """Says whether a literal is of a datatype, and a date one that the calendar has.

    Other lexical forms are judged for each statement, not again here.
    """
    if not isinstance(value, ox.Literal) or value.datatype.value != datatype:
        return False
    return datatype not in DATING or lexical_fault(value.value, datatype) is None


def _is_in_language(value: Term, languages: Sequence[Term]) -> bool:
    """Says whether a text is in one of some languages: "en" and "en-GB" are for "en"."""
    language = (value.language or "").lower() if isinstance(value, ox.Literal) else ""
    return any(f"{language}-".startswith(f"{str(one.value).lower()}-") for one in languages)


def _repeated_languages(focus: Focus, wanted: str) -> list[None]:
    languages = Counter(value.language for value in focus.values if isinstance(value, ox.Literal))
    return [None for language, count in languages.items() if wanted == "true" and language and count > 1]


def _later(focus: Focus, path: str) -> Iterator[Term]:
    """Yields the values after one of another property; days and numbers compare, each among themselves."""
    for value in focus.values:
        for other in focus.others(path):
            ours, theirs = _ordered(value), _ordered(other)
            if ours is None or theirs is None or ours[0] != theirs[0] or ours[1] > theirs[1]:
                yield value


def _ordered(value: Term) -> tuple[str, Any] | None:
    """Returns what a value is compared by, and within what; None where it has no order here."""
    if isinstance(value, ox.Literal) and not lexical_fault(value.value, value.datatype.value):
        kind = value.datatype.value.rpartition("#")[2]
        if kind in _NUMBERS:
            return "number", float(value.value)
        if kind == "date":
            return kind, value.value
    return None


def _is_at_least(value: Term, least: str) -> bool:
    kind, number = _ordered(value) or ("", 0)
    return kind == "number" and number >= float(least)


#: By local name. Patterns are Python's, and the one kind of node that shapes ask for is the IRI.
CONSTRAINTS: dict[str, Constraint] = {
    "class": _each(lambda focus, value, kind: focus.is_a(value, kind)),
    "datatype": _each(lambda _, value, datatype: _is_of_datatype(value, datatype)),
    "nodeKind": _each(lambda _, value, kind: kind == _SH_IRI and isinstance(value, ox.NamedNode)),
    "in": _each(lambda _, value, allowed: value in allowed),
    "pattern": _each(lambda _, value, pattern: re.search(pattern, str(value.value)) is not None),
    "maxLength": _each(lambda _, value, most: len(str(value.value)) <= int(most)),
    "languageIn": _each(lambda _, value, languages: _is_in_language(value, languages)),
    "minInclusive": _each(lambda _, value, least: _is_at_least(value, least)),
    "not": _each(lambda focus, value, shape: not focus.conforms(value, shape)),
    "or": _each(lambda focus, value, shapes: any(focus.conforms(value, shape) for shape in shapes)),
    "minCount": _all(lambda focus, least: len(focus.values) >= int(least)),
    "maxCount": _all(lambda focus, most: len(focus.values) <= int(most)),
    "qualifiedMinCount": _all(
        lambda focus, wanted: sum(focus.conforms(value, wanted[0]) for value in focus.values) >= wanted[1]
    ),
    "uniqueLang": _repeated_languages,
    "lessThanOrEquals": _later,
}
#: Those that a property without values may break.
OF_NONE = ("minCount", "qualifiedMinCount")
