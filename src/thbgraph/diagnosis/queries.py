"""Why a query that somebody has written finds nothing: the pattern that by itself matches nothing, and what is wrong with it.

Else the first pattern that does not go with those before it, or the filter that leaves nothing. The engine that
answered evaluates every probe, so that answer and diagnosis cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from ..base.dates import DATING, lexical_fault
from ..base.errors import RequestError
from ..base.suggestions import did_you_mean, near
from ..base.terms import Term, short, sparql, turtle
from ..names.folding import fold
from ..names.names import Names
from ..results.diagnoses import Cause, Diagnosis
from ..sparql.query import COMPARISONS, Expression, Query
from .patterns import Part, Patterns, cause_in, parts_of, tagged_otherwise, turned, unlike
from .probes import Prober, Select, Spent
from .statuses import COVERAGE, Statuses, words_of

#: No more parts than this are looked at, and no more causes told.
_MOST_PARTS, _MOST_CAUSES = 60, 3
_DEEPEST = 4


def diagnose(text: str, select: Select, known: Names, prologue: str = "") -> Diagnosis:
    """Says why a query finds nothing, or gives nothing but unbound values.

    `select` runs a query on the engine that answered. `prologue` holds prefixes that stand before the text, on its
    first line.
    """
    found: list[Cause] = []
    try:
        query = Query(prologue + text)
        found.extend(_Search(query, Prober(select, query.prologue), known).causes())
    except RequestError as why:
        found = [Cause("not-found", f"why is not known: {why.message}")]
    except Spent:
        found = found or [
            Cause("not-found", "the cause was not found with the probes that are made; simplify the query")
        ]
    unique = {(cause.kind, cause.message): cause for cause in reversed(found)}
    told = [cause for cause in found if unique[cause.kind, cause.message] is cause][:_MOST_CAUSES]
    return Diagnosis(tuple(told) or (Cause("not-found", "why was not found"),))


class _Search:
    """The search for the causes of one empty answer."""

    def __init__(self, query: Query, prober: Prober, known: Names) -> None:
        self._query, self._prober, self._known = query, prober, known
        self._patterns = Patterns(prober, known, self._name)

    def _name(self, term: Term) -> str:
        if not isinstance(term, ox.NamedNode):
            return turtle(term)
        label = self._known.labels.get(term.value)
        return f"{short(term.value)} ({label})" if label and label != short(term.value) else short(term.value)

    def causes(self) -> Iterator[Cause]:
        """Yields the causes, the first to look at first."""
        query = self._query
        if query.has_dataset:
            raise RequestError("it names its graphs by FROM")
        parts = parts_of(query, query.select.where)
        if query.select.values is not None:
            span = query.select.values
            parts = (Part("VALUES", query.written(span), query.line(span[0]), query.select.given), *parts)
        if len(parts) > _MOST_PARTS:
            raise RequestError(f"the query has {len(parts)} parts; only {_MOST_PARTS} are examined")
        things = [self._patterns.missing(one) for one in query.described if isinstance(one, ox.NamedNode)]
        yield from (cause for cause in things if cause is not None)
        found = [*self._in(parts)]
        yield from found or self._behind(parts)

    def _in(self, parts: Sequence[Part], depth: int = _DEEPEST) -> Iterator[Cause]:
        """Yields why the parts of a group have no solution; nothing where they have one."""
        needed = [part for part in parts if part.form not in ("FILTER", "OPTIONAL", "MINUS")]
        dead = [part for part in needed if part.triple is not None and not self._holds([part])]
        if dead:
            for part in dead:
                yield from self._of_pattern(part, parts)
            return
        for part in needed:  # what stands in branches, each with what stands beside them
            if part.branches and depth and not self._holds([part]):
                for branch in part.branches:
                    yield from [*self._in(branch, depth - 1)][:1]
                return
        before: list[Part] = []
        for part in needed:
            if not self._holds([*before, part]):
                yield self._of_set(self._smallest(before, part), parts)
                return
            before.append(part)
        options = [part for part in parts if part.form == "OPTIONAL"]
        for part in parts:
            if part.form in ("MINUS", "FILTER") and not self._holds([*before, *options, part]):
                yield from self._of_test(part, [*before, *options], parts)
                return
        if not self._holds(parts):
            yield _combination(parts)

    def _holds(self, parts: Iterable[Part]) -> bool:
        return self._prober.ask(" ".join(part.asked for part in parts))

    def _smallest(self, before: Sequence[Part], last: Part) -> list[Part]:
        """Returns which of some parts have no solution with another; any of them left out, there is one."""
        kept = [*before]
        for part in before[::-1]:
            rest = [other for other in kept if other is not part]
            if not self._holds([*rest, last]):
                kept = rest
        return [*kept, last]

    def _of_pattern(self, part: Part, parts: Sequence[Part]) -> list[Cause]:
        """Says what is wrong with a pattern that by itself matches nothing."""
        assert part.triple is not None
        found = self._patterns.fault(part, part.triple)
        status = self._status([part], parts) if found[0].kind in ("combination", "not-recorded") else None
        return found if status is None else [status]

    def _of_set(self, failing: Sequence[Part], parts: Sequence[Part]) -> Cause:
        """Says what is wrong with patterns that match one by one and not together."""
        for part in failing:
            other = turned(part)
            if other is not None and self._holds([other if one is part else one for one in failing]):
                return self._patterns.leads_back(part, other)
        return self._status(failing, parts) or _combination(failing)

    def _of_test(self, test: Part, before: Sequence[Part], parts: Sequence[Part]) -> list[Cause]:
        """Says what is wrong with a filter or MINUS that leaves nothing."""
        if test.form == "FILTER":
            inside = [cause for branch in test.branches for cause in self._in(branch)]
            cause = None if inside else self._compared(test, before)
            if inside or cause is not None:
                return inside or [cause for cause in [cause] if cause is not None]
        status = self._status([test, *before], parts)
        if status is not None:
            return [status]
        form = "MINUS" if test.form == "MINUS" else "filter"
        message = f"the rest of these parts has solutions, but the {form} excludes them all"
        shown = [part for part in before if part.variables & test.variables]
        return [Cause("combination", message, "", _shown([*shown, test]), test.line)]

    def _compared(self, test: Part, before: Sequence[Part]) -> Cause | None:
        """Says what is wrong with a value that a filter compares with that of a variable."""
        if test.expression is None or any(True for _ in test.expression.tests()):
            return None
        for name in sorted(test.variables.difference(*(part.variables for part in before))):
            return self._unbound(name, before, test)
        body = " ".join(part.asked for part in before)
        for name, sign, value in _comparisons(test.expression):
            if sign == "=":
                alike = f"{body} FILTER(STR(?{name}) = {sparql(ox.Literal(value.value))})"
                same = self._prober.values(name, alike, 3)
                if same and value not in same:
                    return tagged_otherwise(test, value, same)
            cause = unlike(test, value, self._prober.values(name, body, 500))
            if cause is None or (sign != "=" and cause.kind != "wrong-literal"):
                cause = self._between(name, value, body, test)
            if cause is not None:
                return cause
        return None

    def _between(self, name: str, value: ox.Literal, body: str, test: Part) -> Cause | None:
        """Says between what the values lie that a filter compares; of days that one lies outside of what is recorded."""
        inner = f"SELECT ?{name} {{ {body} FILTER(BOUND(?{name})) }} LIMIT 20000"
        row = next(
            iter(self._prober.run(f"SELECT (MIN(?{name}) AS ?a) (MAX(?{name}) AS ?b) {{ {{ {inner} }} }}"))
        )
        first, last = row["a"], row["b"]
        if not isinstance(first, ox.Literal) or not isinstance(last, ox.Literal):
            return None
        if not all(map(_is_day, (value, first, last))):
            message = "the rest of these parts has solutions, but the filter excludes them all"
            hint = f"?{name} lies between {turtle(first)} and {turtle(last)}"
            return cause_in(test, "combination", message, hint)
        if first.value < value.value < last.value:
            return None
        days = f"days from {words_of(first)} to {words_of(last)}"
        message = f"{words_of(value)} lies outside what is recorded for this: {days}"
        return cause_in(test, "outside-coverage", message, COVERAGE)

    def _status(self, failing: Sequence[Part], parts: Sequence[Part]) -> Cause | None:
        """Says what the recorded statuses say, where that is about all things that are asked about."""
        used = {str(term.value) for part in failing for term in part.terms}
        about = [term for part in parts for term in part.terms]
        return Statuses(self._prober, self._name).cause(used, about)

    def _behind(self, parts: Sequence[Part]) -> Iterator[Cause]:
        """Yields causes where the patterns have solutions: in what stands behind them, or in what they leave unbound."""
        select = self._query.select
        if select.having is not None:
            written = f"HAVING {self._query.written(select.having)}"
            yield Cause("combination", "there are groups, but HAVING excludes them all", "", written)
            return
        if select.offset or select.limit == 0:
            yield Cause("combination", "there are rows, but LIMIT or OFFSET leaves none of them")
            return
        for part in parts:
            for branch in part.branches if part.form == "OPTIONAL" else ():
                yield from self._in([*(one for one in parts if one.triple is not None), *branch])
        shown = {column.name for column in select.shown if column.expression is None}
        shown |= {one for one in self._query.described if isinstance(one, str)}
        for name in sorted(shown.difference(*(part.variables for part in parts if part.form != "FILTER"))):
            yield self._unbound(name, parts)

    def _unbound(self, variable: str, parts: Iterable[Part], test: Part | None = None) -> Cause:
        """Says that no part of a query gives a variable a value, and which variables there are."""
        bound = sorted({name for part in parts for name in part.variables if not name.startswith("_")})
        meant = [f"?{name}" for name in near(variable, bound, alike=0.75, form=fold)]
        there = f"there are: {', '.join('?' + name for name in bound)}" if bound else "no variable has one"
        message = f"no part of the query gives ?{variable} a value"
        return cause_in(test, "unknown-term", message, did_you_mean(meant, there), near=meant)


def _combination(failing: Sequence[Part]) -> Cause:
    message = "each of these parts of the query has solutions, but together they have none"
    if len(failing) == 1:
        message = "nothing matches this part of the query"
    return Cause("combination", message, "", _shown(failing), failing[-1].line)


def _shown(parts: Iterable[Part]) -> str:
    return "\n".join(part.shown for part in parts)


def _comparisons(expression: Expression) -> Iterator[tuple[str, str, ox.Literal]]:
    """Yields the comparisons of a variable with a literal in an expression: variable, sign and literal."""
    for one in expression.walk():
        if one.operator in COMPARISONS and len(one.parts) == 2:
            left, right = (part.bare.term for part in one.parts)
            for name, value in ((left, right), (right, left)):
                if isinstance(name, str) and isinstance(value, ox.Literal):
                    yield name, one.operator, value


def _is_day(term: ox.Literal) -> bool:
    kind = term.datatype.value
    return kind in DATING and not lexical_fault(term.value, kind)
