"""Why a saved question has no answer: it is asked again with fewer of its arguments.

The question itself is taken to be right. An argument with which alone it has no answer is the cause; else two that
have answers with others, but none together. Before, a question about statuses is held against what the sources cover.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any, TypeAlias

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATE, in_words, parse
from ..base.terms import Term, expand
from ..base.tokens import tokens
from ..base.values import Entity
from ..base.vocabulary import ActKind, Status
from ..names.arguments import TREATIES
from ..names.articles import in_sentence
from ..names.names import Names
from ..questions.questions import Param, Question
from ..results.answer import Answer
from ..results.diagnosis import Cause, Diagnosis
from .statuses import COVERAGE, StatusCase

#: Terms by parameter.
Terms: TypeAlias = Mapping[str, Sequence[Term]]
_UNKNOWN = "that does not say that there is none"


class Retrial:
    """A question, what it was asked with, and how to ask it again; `others` gives things of which it has rows."""

    def __init__(
        self,
        question: Question,
        given: Terms,
        ask: Callable[[Terms], Answer],
        others: Callable[[str], Sequence[Entity]],
        known: Names,
    ) -> None:
        self._question, self._given, self._ask, self._others = question, given, ask, others
        self._known = known
        self._seen: dict[frozenset[str], Answer] = {}
        params = {param.name: param for param in question.params}
        self._days = [name for name in given if params[name].datatype == DATE]
        self._things = [name for name in given if params[name].wants_class is not None]

    def diagnosis(self, select: Callable[[str], Any]) -> Diagnosis:
        """Says why there is no answer."""
        return Diagnosis((self._of_statuses(select) or self._of_arguments(),))

    def _of_statuses(self, select: Callable[[str], Any]) -> Cause | None:
        """Gives what decides beforehand: a group without members yet, and statuses where only they are asked for."""
        params = self._question.params
        used = {expand(token.text) for token in tokens(self._question.text)}
        days = [term for param in params if param.datatype == DATE for term in self._terms(param)]
        case = StatusCase(
            [term for param in params if param.wants_class in TREATIES for term in self._terms(param)],
            [term for param in params if _is_who(param) for term in self._terms(param)],
            next((day for day in days if isinstance(day, ox.Literal)), None),
            not used.isdisjoint((ActKind.SIGNATURE, Status.SIGNATORY)),
            select,
            self._name,
        )
        cause = case.before_members()
        if cause is None and not used.isdisjoint((thb.StatusPeriod, thb.status)):
            cause = case.without_states()
            if cause is not None:
                return cause
            cause = case.cause()
            asked = {iri for name in self._things for iri in self._iris([name])}
            cause = cause if cause is not None and asked <= {*cause.about} else None
        return cause

    def _terms(self, param: Param) -> Sequence[Term]:
        """Returns what a parameter was asked with: what was given, or else its default."""
        default = param.default_given
        if param.name in self._given:
            return self._given[param.name]
        if param.datatype is not None and default:
            return [ox.Literal(default, datatype=ox.NamedNode(param.datatype))]
        return [ox.NamedNode(iri)] if (iri := expand(default)) else []

    def _of_arguments(self) -> Cause:
        for name in self._days:
            if not self._has_rows([name]) and self._has_rows([]):
                return self._outside(name, [])
        for name in self._things:
            if not self._has_rows([name]):
                return self._not_recorded(name)
        for one, other in combinations([*self._things, *self._days], 2):
            if not self._has_rows([one, other]):
                if one in self._days:
                    return self._dated([one, other], [])
                return self._outside(other, [one]) if other in self._days else self._together([one, other])
        if self._days and self._things and self._has_rows(self._things):
            return self._dated(self._days, self._things)
        return self._together(self._things)

    def _has_rows(self, names: Iterable[str]) -> bool:
        return not self._answer(names).is_empty

    def _answer(self, names: Iterable[str]) -> Answer:
        """Returns the answer with some of the arguments, the others by default."""
        chosen = frozenset(names)
        if chosen not in self._seen:
            self._seen[chosen] = self._ask({name: self._given[name] for name in chosen})
        return self._seen[chosen]

    def _outside(self, name: str, others: Sequence[str]) -> Cause:
        """Says that a day lies outside of what is recorded, of the things that others name."""
        day = _words(self._given[name][0].value)
        about = f" about {self._names(others)}" if others else ""
        default = self._question.param(name).default_given
        if default:
            message = f"nothing of this kind is recorded{about} for {day}; there is for {_words(default)}"
        else:
            answer = self._answer(others)
            asked = {param.name for param in self._question.params}
            days = [row[column] for row in answer for column in answer.columns if column not in asked]
            found = sorted(one for one in days if isinstance(one, date))
            covered = f"days from {in_words(found[0])} to {in_words(found[-1])}" if found else "no days"
            message = f"{day} lies outside what is recorded{about} for this: {covered}"
        return Cause("outside-coverage", message, COVERAGE, about=self._iris(others))

    def _dated(self, names: Sequence[str], others: Sequence[str]) -> Cause:
        """Says that nothing about things that others name fits days that have answers one by one, in the order of the question."""
        about = f" about {' and '.join(self._names([other]) for other in others)}" if others else ""
        ordered = [param.name for param in self._question.params if param.name in names]
        days = [_words(self._given[name][0].value) for name in ordered]
        is_one = len(days) > 1 and len({*days}) == 1
        span = f"on {days[0]}" if is_one else " ".join(map(" ".join, zip(ordered, days, strict=True)))
        hint = "each day has answers without the other"
        message = f"nothing of this kind is recorded{about} {span}"
        return Cause("combination", message, hint, about=self._iris(others))

    def _not_recorded(self, name: str) -> Cause:
        message = f"nothing of this kind is recorded about {self._names([name])}; {_UNKNOWN}"
        given = {term.value for term in self._given[name]}
        kept = (one.iri for one in self._others(name) if one.iri not in given)
        others = ", ".join(in_sentence(iri, self._known) for iri in kept)
        hint = f"it is about others, such as {others}" if others else ""
        return Cause("not-recorded", message, hint, about=self._iris([name]))

    def _together(self, names: Sequence[str]) -> Cause:
        """Says that nothing is recorded about several things together."""
        if not names:
            return Cause("not-recorded", f"nothing of this kind is recorded; {_UNKNOWN}")
        if len(names) == 1:
            return self._not_recorded(names[0])
        message = f"nothing of this kind is recorded about {' together with '.join(self._names([name]) for name in names)}"
        return Cause("combination", message, "each of them has answers with others", about=self._iris(names))

    def _names(self, names: Iterable[str]) -> str:
        return " or ".join(self._name(term) for name in names for term in self._given[name])

    def _iris(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(str(term.value) for name in names for term in self._given[name])

    def _name(self, term: Term) -> str:
        return in_sentence(term.value, self._known)


def _is_who(param: Param) -> bool:
    return param.takes_groups or param.wants_class == thb.State


def _words(day: str) -> str:
    return in_words(parse(day, DATE))
