"""Why a saved question has no answer: it is asked again with fewer of its arguments.

The question itself is taken to be right. An argument with which alone it has no answer is the cause; else two that
have answers with others, but none together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import TypeAlias

import pyoxigraph as ox

from ..base.dates import DATE, in_words, parse
from ..base.terms import Term, expand, short
from ..base.tokens import tokens
from ..names.names import Names
from ..questions.questions import Question
from ..results.answers import Answer
from ..results.diagnoses import Cause, Diagnosis
from ..results.rows import Entity
from .probes import Prober, Select, Spent
from .statuses import COVERAGE, Statuses, asks_for_statuses

#: Terms by parameter.
Terms: TypeAlias = Mapping[str, Sequence[Term]]


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

    def diagnosis(self, select: Select) -> Diagnosis:
        """Says why there is no answer."""
        try:
            cause = self._statuses(select) or self._arguments()
        except Spent:
            cause = Cause("not-found", "the cause was not found with the probes that are made")
        return Diagnosis((cause,))

    def _statuses(self, select: Select) -> Cause | None:
        """Gives what decides beforehand: a group without members yet, and statuses where only they are asked for."""
        statuses, terms = Statuses(Prober(select), self._name), [*self._all_terms()]
        used = {expand(token.text) or token.text[1:-1] for token in tokens(self._question.text)}
        cause = statuses.before_members(terms)
        if cause is None and asks_for_statuses(used):
            cause = statuses.cause(used, terms)
            given = {
                term.value for of in self._given.values() for term in of if isinstance(term, ox.NamedNode)
            }
            cause = cause if cause is not None and given <= {*cause.about} else None
        return cause

    def _all_terms(self) -> Iterable[Term]:
        """Yields what the question is about: what was given, and else the defaults."""
        for param in self._question.params:
            default = param.default_given
            if param.name in self._given:
                yield from self._given[param.name]
            elif param.datatype is not None and default:
                yield ox.Literal(default, datatype=ox.NamedNode(param.datatype))
            elif iri := expand(default):
                yield ox.NamedNode(iri)

    def _arguments(self) -> Cause:
        for name in self._days:
            if not self._has_rows([name]) and self._has_rows([]):
                return self._outside(name, [])
        for name in self._things:
            if not self._has_rows([name]):
                return self._not_recorded(name)
        for pair in combinations([*self._things, *self._days], 2):
            if not self._has_rows(pair):
                if pair[0] in self._days:
                    return self._dated(pair)
                if pair[1] in self._days:
                    return self._outside(pair[1], [name for name in pair[:1] if name in self._things])
                return self._together(pair)
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
        day, answer = self._given[name][0], self._answer(others)
        about = f" about {self._names(others)}" if others else ""
        default = self._question.param(name).default_given
        if default:
            message = f"nothing of this kind is recorded{about} for {_words(day.value)}; there is for {_words(default)}"
        else:
            asked = {param.name for param in self._question.params}
            days = [row[column] for row in answer for column in answer.columns if column not in asked]
            found = sorted(one for one in days if isinstance(one, date))
            said = f"days from {in_words(found[0])} to {in_words(found[-1])}" if found else "no days"
            message = f"{_words(day.value)} lies outside what is recorded{about} for this: {said}"
        return Cause("outside-coverage", message, COVERAGE, about=self._iris(others))

    def _dated(self, names: Sequence[str]) -> Cause:
        """Says that nothing fits days that have answers one by one, in the order of the question."""
        ordered = [param.name for param in self._question.params if param.name in names]
        span = " ".join(f"{name} {_words(self._given[name][0].value)}" for name in ordered)
        return Cause(
            "combination",
            f"nothing dated is recorded for this {span}",
            "each day has answers without the other",
        )

    def _not_recorded(self, name: str) -> Cause:
        message = f"nothing of this kind is recorded about {self._names([name])}; that does not say that there is none"
        given = {term.value for term in self._given[name]}
        others = ", ".join(one.label for one in self._others(name) if one.iri not in given)
        labels = (self._known.labels.get(iri) for iri in self._iris([name]))
        shown = ", ".join(f'thbgraph show "{label}"' for label in labels if label)
        hints = (others and f"it is about others, such as {others}", shown and f"what is recorded: {shown}")
        return Cause("not-recorded", message, "; ".join(filter(None, hints)), about=self._iris([name]))

    def _together(self, names: Sequence[str]) -> Cause:
        said = " together with ".join(self._names([name]) for name in names)
        if not said:
            return Cause(
                "not-recorded", "nothing of this kind is recorded; that does not say that there is none"
            )
        message = f"nothing of this kind is recorded about {said}"
        if len(names) == 1:
            return self._not_recorded(names[0])
        return Cause("combination", message, "each of them has answers with others", about=self._iris(names))

    def _names(self, names: Iterable[str]) -> str:
        return " or ".join(self._name(term) for name in names for term in self._given[name])

    def _iris(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(str(term.value) for name in names for term in self._given[name])

    def _name(self, term: Term) -> str:
        return self._known.labels.get(term.value) or short(term.value)


def _words(day: str) -> str:
    return in_words(parse(day, DATE))
