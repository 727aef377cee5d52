"""Arguments as people give them, turned into the terms that a question is bound with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..answers.rows import Entity, plain, value_of
from ..files.questions import Param, Question, default_of
from ..words.dates import DATE, PartialDate, in_words, lexical_fault, parse
from ..words.errors import ParameterError, UnknownEntity
from ..words.names import key, quoted, unordered
from ..words.namespaces import BASE, ID
from ..words.suggestions import did_you_mean, near
from ..words.terms import Term, curie, expand, short

_LONGEST = 500
#: No name is as short as a code: "the no" is not Norway.
_LONGEST_CODE = 3
#: What stands in no name or IRI, and in attempts to write a query into an argument.
_NO_NAME = re.compile(r'[<>{}"\\^|`\x00-\x1f\x7f]')


#: What an argument may be given as.
Given: TypeAlias = str | date | PartialDate | Entity


class Names(NamedTuple):
    """What things are called: names by key (see `thbgraph.words.names`), labels and classes by IRI.

    `printed` holds what passages print, such as "the Council": it depends on its passage and names nothing
    by itself, but says what may be meant. `linked` goes from an outside identifier (see `outside`) to IRIs.
    """

    names: Mapping[str, Sequence[str]]
    printed: Mapping[str, Sequence[str]]
    labels: Mapping[str, str]
    classes: Mapping[str, Sequence[str]]
    linked: Mapping[str, Sequence[str]]


def outside(iri: str) -> str:
    """Makes an outside identifier comparable: http or https and a slash at the end do not count.

    >>> outside("https://sws.geonames.org/660013/")
    'sws.geonames.org/660013'
    """
    return iri.partition("://")[2].rstrip("/")


def linked(text: str, known: Names) -> str | None:
    """Gives the IRI of the one thing that an outside identifier, as CURIE or IRI, matches exactly, else None."""
    matched = known.linked.get(outside(expand(text) or text), ())
    return matched[0] if len(matched) == 1 else None


def as_text(value: object) -> str:
    """Gives the text that an argument stands for: the IRI of an entity, a day as written.

    >>> as_text(Entity("https://w3id.org/thbgraph/id/fin", "Finland")), as_text(date(2010, 2, 23))
    ('https://w3id.org/thbgraph/id/fin', '2010-02-23')
    """
    return plain(value) if isinstance(value, Entity | date | PartialDate) else str(value)


def as_texts(value: Given | Sequence[Given] | None) -> list[str]:
    """Gives the texts of an argument of one value or several; of None, which is no value, none.

    >>> as_texts("EU"), as_texts(["EU", "CBSS"]), as_texts(None)
    (['EU'], ['EU', 'CBSS'], [])
    """
    if value is None:
        return []
    # Entities and partial dates are tuples, too: one of them is one value.
    if isinstance(value, str | date | Entity | PartialDate) or not isinstance(value, Iterable):
        return [as_text(value)]
    return [as_text(part) for part in value]


def read_arguments(
    question: Question, given: Mapping[str, Sequence[str]], known: Names
) -> dict[str, list[Term]]:
    """Turns arguments into terms, by parameter, each term once.

    Raises ParameterError for a name that is no parameter, an empty or malformed value, and a name that
    nothing or several things have; the message names candidates.
    """
    bound: dict[str, list[Term]] = {}
    for name, texts in given.items():
        param = question.param(name)
        if not texts:
            raise ParameterError(f"{name}: no value is given; leave the parameter out to keep its default")
        try:
            bound[name] = list(dict.fromkeys(_term(param, text, known) for text in texts))
        except UnknownEntity as error:
            raise ParameterError(f"{name}: {error.message}") from None
    return bound


def _term(param: Param, text: str, known: Names) -> Term:
    if len(text) > _LONGEST:
        raise ParameterError(
            f"{param.name}: the value has {len(text)} characters; at most {_LONGEST} are read"
        )
    if not text.strip():
        raise ParameterError(f"{param.name}: the value is empty; leave the parameter out to keep its default")
    if param.datatype is not None:
        wanted = lexical_fault(text, param.datatype)
        if wanted:
            raise ParameterError(f"{param.name}: expected {wanted}, got {text!r}")
        return ox.Literal(text, datatype=ox.NamedNode(param.datatype))
    return ox.NamedNode(find_entity(text, known, param.wants_class))


def find_entity(text: str, known: Names, wanted: str | None = None) -> str:
    """Gives the IRI of the thing that a label, abbreviation, code, CURIE, IRI or linked identifier names.

    `wanted` is the IRI of the class that it must have. Raises UnknownEntity with candidates where nothing
    or several things have the name.
    """
    wanted_name = curie(wanted) if wanted else None

    def fits(iri: str) -> bool:
        return wanted_name is None or wanted_name in known.classes.get(iri, ())

    iri = text if text.startswith(BASE) else expand(text)
    iri = linked(text, known) or iri
    if _NO_NAME.search(iri or text):
        raise UnknownEntity(f"{quoted(text)} has characters that no name or IRI has")
    if iri is not None:
        if iri not in known.labels:
            hint = _meant(iri.rpartition("/")[2], known, fits)
            raise UnknownEntity(f"nothing in the graph is called {quoted(text)}; {hint}")
        if not fits(iri):
            raise UnknownEntity(
                f"{known.labels[iri]} is not of the class {wanted_name}, which is asked for here; {_listed(wanted_name)}"
            )
        return iri
    found = known.names.get(key(text)) or _reordered(text, known)
    fitting = [iri for iri in found if fits(iri)]
    fitting = [iri for iri in fitting if iri.startswith(ID)] or fitting  # entities before terms
    if len(fitting) == 1:
        return fitting[0]
    fitting = fitting or [iri for iri in known.printed.get(key(text), ()) if fits(iri)]
    if len(fitting) == 1:
        only = f"{known.labels.get(fitting[0], fitting[0])} ({short(fitting[0])})"
        raise UnknownEntity(
            f"{quoted(text)} is what a passage prints for {only}; name it so", candidates=fitting
        )
    if fitting:
        listed = ", ".join(f"{known.labels.get(iri, iri)} ({short(iri)})" for iri in fitting)
        raise UnknownEntity(
            f"{quoted(text)} may be any of: {listed}; name it by what stands in brackets", candidates=fitting
        )
    if found:
        what = ", ".join(f"{known.labels.get(iri, iri)}" for iri in found)
        raise UnknownEntity(
            f"{quoted(text)} is {what}, which is not of the class {wanted_name} asked for here; {_listed(wanted_name)}"
        )
    raise UnknownEntity(f"nothing in the graph is called {quoted(text)}; {_meant(text, known, fits)}")


def _reordered(text: str, known: Names) -> list[str]:
    """Gives what has the words of a text for its name, in another order or without small words; codes aside."""
    wanted = unordered(text)
    if len(wanted) <= _LONGEST_CODE or key(text) in known.printed:
        return []
    found = (iris for name, iris in known.names.items() if unordered(name) == wanted)
    return list(dict.fromkeys(iri for iris in found for iri in iris))


def _listed(kind: str | None) -> str:
    return f"thbgraph list {kind} names those that are"


def _meant(text: str, known: Names, fits: Callable[[str], bool]) -> str:
    wanted = key(text)
    names = [name for name, iris in known.names.items() if any(fits(iri) for iri in iris)]
    found = near(wanted, names, alike=0.8) or [name for name in names if wanted and wanted in name][:3]
    labels = dict.fromkeys(
        known.labels.get(iri, iri) for name in found for iri in known.names[name] if fits(iri)
    )
    return did_you_mean([*labels], "look for it with: thbgraph find TEXT")


def bound_in_words(
    question: Question, terms: Mapping[str, Sequence[Term]], labels: Mapping[str, str]
) -> dict[str, str]:
    """Says with what each parameter is bound, by `terms` or its default; one without a value is left out."""
    values = {}
    for param in question.params:
        given = [_in_words(term, labels) for term in terms.get(param.name, ())]
        values[param.name] = ", ".join(given) or _default(question, param.name, labels)
    return {name: value for name, value in values.items() if value != "UNDEF"}


def _in_words(term: Term, labels: Mapping[str, str]) -> str:
    value = value_of(term, labels)
    return in_words(value) if isinstance(value, date | PartialDate) else str(value)


def _default(question: Question, name: str, labels: Mapping[str, str]) -> str:
    written = default_of(question, name)
    iri = expand(written)
    if iri:
        return _in_words(ox.NamedNode(iri), labels)
    lexical = written.partition('"')[2].partition('"')[0] or written
    return in_words(parse(lexical, DATE)) if not lexical_fault(lexical, DATE) else lexical
