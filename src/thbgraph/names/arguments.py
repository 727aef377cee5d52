"""Arguments as people give them, turned into the terms that a question is bound with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, TypeAlias

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATE, DATING, DAY, PartialDate, in_words, lexical_fault, parse, written_out
from ..base.errors import ParameterError, RequestError, UnknownEntity
from ..base.namespaces import PREFIXES
from ..base.printing import joined, quoted
from ..base.terms import Term, expand
from ..base.values import Entity, Value, plain, shown, term_of, value_of
from ..questions.answer_sentences import STATES_ASKED
from ..questions.questions import Param, Question
from .articles import in_sentence
from .folding import fold
from .names import Names
from .resolve import find_entity, find_group, is_state, taken_as

_LONGEST = 500
#: Of these a question takes several only where a column tells them apart; groups are asked about together.
_BY_COLUMN_ALONE = (PREFIXES["eli"] + "LegalResource", thb.Treaty, thb.State)
#: What leaves an optional argument open.
_ANY = "any"
#: What asks for the last day that the sources cover.
LATEST = "latest"
#: The classes of what a question about treaties takes, and the column that says which treaty a row is about.
TREATIES, TREATY = (thb.Treaty, PREFIXES["eli"] + "LegalResource"), "instrument"
#: How a day may be given, too.
_IN_WORDS = " or 3 May 2005"
#: The parameters that bound a span of days.
_FIRST, _LAST = "from", "until"
#: What an argument may be given as.
ArgumentValue: TypeAlias = str | int | date | PartialDate | Entity
#: What a variable of a query may be bound to.
Bound: TypeAlias = Entity | str | int | float | date | PartialDate | ox.NamedNode | ox.Literal


def as_text(value: object) -> str:
    """Gives the text that an argument stands for: the IRI of an entity, a day as written.

    >>> as_text(Entity("https://w3id.org/thbgraph/id/fin", "Finland")), as_text(date(2010, 2, 23)), as_text(True)
    ('https://w3id.org/thbgraph/id/fin', '2010-02-23', 'true')
    """
    return plain(value) if isinstance(value, Entity | date | PartialDate | bool) else str(value)


def as_texts(value: ArgumentValue | Sequence[ArgumentValue] | None) -> list[str]:
    """Gives the texts of an argument of one value or several; of None, which is no value, none.

    >>> as_texts("EU"), as_texts(["EU", "CBSS"]), as_texts(None)
    (['EU'], ['EU', 'CBSS'], [])
    """
    return [as_text(one) for one in _several(value)]


def texts_of(
    arguments: Mapping[str, ArgumentValue | Sequence[ArgumentValue]] | None,
    named: Mapping[str, ArgumentValue | Sequence[ArgumentValue]],
) -> dict[str, list[str]]:
    """Gives the texts of arguments by parameter, which stand in a mapping or are named.

    >>> texts_of({"group": "EU"}, {"as_of": date(2010, 1, 26)})
    {'group': ['EU'], 'as_of': ['2010-01-26']}
    """
    return {name: as_texts(value) for name, value in {**(arguments or {}), **named}.items()}


def as_terms(name: str, value: Bound | Sequence[Bound]) -> list[Term]:
    """Gives the terms that a variable of a query is bound to; raises ParameterError for no value."""
    values = _several(value)
    if not values or not all(isinstance(one, Bound) for one in values):
        raise ParameterError(
            f"?{name}: expected text, a number, a day, an Entity or an RDF term, or several, got {quoted(repr(value))}"
        )
    try:
        return list(map(term_of, values))
    except ValueError:  # of an Entity whose IRI is none, or what is not UTF-8
        raise ParameterError(f"?{name}: no RDF term can hold {quoted(repr(value))}") from None


def _several(value: Any) -> list[Any]:
    """Gives the values of what holds one or several; none of None, which is no value."""
    # Entities and partial dates are tuples, too: one of them is one value.
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | Entity | PartialDate):
        return list(value)
    return [] if value is None else [value]


def read_day(given: str | date | None, or_latest: bool = False, name: str = DAY) -> str | None:
    """Returns a day as ISO 8601 that is given so or in words; None for none, and `latest` as it is where it may be.

    Raises ParameterError, with the `name` that the argument was given by, for what is no day.

    >>> read_day(date(2010, 1, 26)), read_day("26 January 2010"), read_day("latest", or_latest=True)
    ('2010-01-26', '2010-01-26', 'latest')
    """
    day = None if given is None else written_out(as_text(given))
    if or_latest and day == LATEST:
        return day
    if day is not None and (wanted := lexical_fault(day, DATE)):
        raise ParameterError(f"{name}: expected {wanted}{_IN_WORDS}, got {quoted(day)}")
    return day


def read_arguments(
    question: Question, given: Mapping[str, Sequence[str]], known: Names
) -> dict[str, list[Term]]:
    """Turns arguments into terms, by parameter, each term once; `any` leaves out one that is optional.

    Raises ParameterError for a name that is no parameter, an empty or malformed value, several treaties or states
    where the answer does not tell them apart, a span of days that ends before it begins, one value twice where two are compared, and a name that nothing or
    several things have; the message names candidates.
    """
    bound: dict[str, list[Term]] = {}
    for name, texts in given.items():
        param = question.param(name)
        if param.name in bound:
            raise ParameterError(
                f"{param.name}: given twice, also as {name}", "give all of its values at once"
            )
        if not texts:
            raise ParameterError(f"{name}: no value is given", "leave the parameter out to keep its default")
        if param.default == "UNDEF" and [fold(text) for text in texts] == [_ANY]:
            continue
        try:
            terms = list(dict.fromkeys(_term(param, name, text, known) for text in texts))
        except UnknownEntity as error:
            raise ParameterError(
                f"{name}: {error.what}", error.advice, candidates=error.candidates, given=error.given
            ) from None
        if len(terms) > 1 and param.wants_class in _BY_COLUMN_ALONE and param.name not in question.columns:
            raise ParameterError(
                f"{name}: expected one value, since the answer does not show which row belongs to which, got {len(terms)}",
                "ask once for each",
            )
        bound[param.name] = terms
    _check_span(bound)
    for param in question.params:
        if param.unlike:
            _check_unlike(param, question.param(param.unlike), bound, known)
    return bound


def iris_in(terms: Mapping[str, Sequence[Term]]) -> list[str]:
    """Returns the things among the terms of all parameters."""
    return [term.value for of in terms.values() for term in of if isinstance(term, ox.NamedNode)]


def takes_latest(question: Question) -> bool:
    """Says whether a question can be asked as last known: one about a day and a treaty, or whose rows name theirs."""
    is_of_treaties = any(param.wants_class in TREATIES for param in question.params)
    return any(param.name == DAY for param in question.params) and (
        is_of_treaties or TREATY in question.columns
    )


def taken_for(question: Question, given: Mapping[str, Sequence[str]], known: Names) -> dict[str, str]:
    """Returns, by argument that is no name of one thing alone, the label of the thing that it is taken for.

    Arguments that `read_arguments` refuses are left out.
    """
    found: dict[str, str] = {}
    for name, texts in given.items():
        param = question.param(name)
        for text in texts if param.wants_class else ():
            with suppress(RequestError):
                if label := taken_as(text, _term(param, name, text, known).value, known):
                    found[text] = label
    return found


def _check_span(bound: Mapping[str, Sequence[Term]]) -> None:
    """Raises ParameterError for a span of days that ends before it begins."""
    first, last = ([str(term.value) for term in bound.get(name, ())] for name in (_FIRST, _LAST))
    if first and last and min(first) > max(last):
        raise ParameterError(f"{_LAST}: {max(last)} lies before {_FIRST}={min(first)}", "give a later day")


def _check_unlike(param: Param, other: Param, bound: Mapping[str, Sequence[Term]], known: Names) -> None:
    """Raises ParameterError for two parameters that must differ and have, or have by default, one value."""
    values, others = (
        {str(term.value) for term in bound.get(one.name, ())} or {expand(one.default) or ""}
        for one in (param, other)
    )
    if same := values & others - {""}:
        name = known.labels.get(min(same), min(same))
        raise ParameterError(
            f"{param.name}: {name} is given as {other.name}, too", "give two different things"
        )


def _term(param: Param, name: str, text: str, known: Names) -> Term:
    """Reads a value of a parameter, which was given by a name of it."""
    if len(text) > _LONGEST:
        raise ParameterError(f"{name}: the value has {len(text)} characters", f"at most {_LONGEST} are read")
    if not text.strip():
        raise ParameterError(f"{name}: the value is empty", "leave the parameter out to keep its default")
    if param.datatype is not None:
        lexical = written_out(text) if param.datatype in DATING else text
        if wanted := lexical_fault(lexical, param.datatype):
            words = _IN_WORDS if param.datatype == DATE else ""
            raise ParameterError(f"{name}: expected {wanted}{words}, got {text!r}")
        try:
            return ox.Literal(lexical, datatype=ox.NamedNode(param.datatype))
        except UnicodeEncodeError:
            raise ParameterError(f"{name}: the value is not UTF-8", "give it as UTF-8 text") from None
    if param.takes_groups and param.wants_class is not None:
        return ox.NamedNode(find_group(text, known, param.wants_class, or_state=param.of_members))
    return ox.NamedNode(find_entity(text, known, param.wants_class))


def as_spoken(question: Question, terms: Mapping[str, Sequence[Term]], known: Names) -> dict[str, str | None]:
    """Says as a sentence has it what each parameter stands for, if anything: names have their article, several values "or".

    Of groups whose members are asked about, the members of all are meant. States that are asked about in place of a group
    are the {states}, or the one {state}, and no group is given. Beside a group they are the {states} with its members:
    "Norway and the members of the Nordic Council".
    """
    values: dict[str, str | None] = {}
    for param in question.params:
        given = terms.get(param.name, ())
        named = [spoken(value_of(term, known.labels), known) for term in given]
        if param.of_members:
            values |= dict.fromkeys(STATES_ASKED)
            groups = [
                name for name, term in zip(named, given, strict=True) if not is_state(term.value, known)
            ]
            values[param.name] = (joined(groups) if given else _default_spoken(param, known)) or None
            if len(groups) < len(given):
                asked = [f"the members of {name}" if name in groups else name for name in named]
                values[STATES_ASKED[len(given) > 1]] = joined(asked)
        else:  # a row is about one of several
            values[param.name] = joined(named, "or") if given else _default_spoken(param, known)
    return values


def spoken(value: Value, known: Names) -> str:
    """Writes a value as it stands within a sentence: the name of a thing with its article, of a state also one of another day."""
    if isinstance(value, Entity) and (
        known.labels.get(value.iri) == value.label or is_state(value.iri, known)
    ):
        return in_sentence(value.iri, known, value.label)
    return shown(value)


def _default_spoken(param: Param, known: Names) -> str | None:
    """Writes the default of a parameter as a sentence has it; None for one that is left open."""
    iri = expand(param.default)
    if iri:
        return spoken(value_of(ox.NamedNode(iri), known.labels), known)
    return None if param.default == "UNDEF" else _default(param, known.labels)


def bound_in_words(
    question: Question, terms: Mapping[str, Sequence[Term]], labels: Mapping[str, str]
) -> dict[str, str]:
    """Says with what each parameter is bound, by `terms` or its default; one without a value is left out."""
    values = {}
    for param in question.params:
        given = [_in_words(term, labels) for term in terms.get(param.name, ())]
        values[param.name] = ", ".join(given) or _default(param, labels)
    return {name: value for name, value in values.items() if value != "UNDEF"}


def _in_words(term: Term, labels: Mapping[str, str]) -> str:
    value = value_of(term, labels)
    return in_words(value) if isinstance(value, date | PartialDate) else str(value)


def _default(param: Param, labels: Mapping[str, str]) -> str:
    written = param.default
    iri = expand(written)
    if iri:
        return _in_words(ox.NamedNode(iri), labels)
    lexical = written.partition('"')[2].partition('"')[0] or written
    return in_words(parse(lexical, DATE)) if not lexical_fault(lexical, DATE) else lexical
