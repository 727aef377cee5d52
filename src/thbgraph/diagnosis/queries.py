"""Why a query that somebody has written finds nothing: the pattern that by itself matches nothing, and what is wrong with it.

Else the first pattern that does not go with those before it, or the filter that leaves nothing. The engine that
answered evaluates every probe, so that answer and diagnosis cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from ..answers.diagnoses import Cause, Diagnosis
from ..naming.names import Names
from ..words.errors import RequestError
from ..words.terms import Term, short, turtle
from .compared import compared, unbound
from .patterns import Pattern, Terms, Written, read
from .probes import Prober, Select, Spent
from .statuses import Statuses
from .triples import Triples

#: No more parts than this are looked at, and no more causes told.
_MOST_PARTS, _MOST_CAUSES = 60, 3
_DEEPEST = 4


def diagnose(text: str, select: Select, known: Names, prologue: str = "") -> Diagnosis:
    """Says why a query finds nothing, or gives nothing but unbound values.

    `select` runs a query on the engine that answered. `prologue` holds prefixes that stand before the text.
    """
    found: list[Cause] = []
    try:
        written = read(text)
        search = _Search(written, Prober(select, prologue + written.head), known)
        found.extend(search.causes())
    except RecursionError:
        found = [Cause("not-found", "why is not known: the query is nested too deeply; nest it less")]
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

    def __init__(self, query: Written, prober: Prober, known: Names) -> None:
        self._query, self._prober, self._known = query, prober, known
        self._terms = Terms(query.head)
        self._triples = Triples(prober, known, self._terms, self._name)

    def _name(self, term: Term) -> str:
        if not isinstance(term, ox.NamedNode):
            return turtle(term)
        label = self._known.labels.get(term.value)
        return f"{short(term.value)} ({label})" if label and label != short(term.value) else short(term.value)

    def causes(self) -> Iterator[Cause]:
        """Yields the causes, the first to look at first."""
        parts = self._query.patterns
        if len(parts) > _MOST_PARTS:
            raise RequestError(f"the query has {len(parts)} parts; only {_MOST_PARTS} are examined")
        if self._query.form == "describe":
            yield from self._triples.unknown_things(self._query.named, "", None)
        found = [*self._in(parts)]
        yield from found or self._behind(parts)

    def _in(self, parts: Sequence[Pattern], depth: int = _DEEPEST) -> Iterator[Cause]:
        """Yields why the parts of a group have no solution; nothing where they have one."""
        needed = [part for part in parts if part.kind not in ("filter", "optional", "minus")]
        dead = [part for part in needed if part.kind == "triple" and not self._holds([part])]
        if dead:
            yield from (cause for part in dead for cause in self._of_pattern(part, parts))
            return
        for part in needed:  # what stands in branches, each with what stands beside them
            if part.branches and depth and not self._holds([part]):
                for branch in part.branches:
                    yield from [*self._in(branch, depth - 1)][:1]
                return
        before: list[Pattern] = []
        for part in needed:
            if not self._holds([*before, part]):
                yield from self._of_set(self._smallest(before, part), parts)
                return
            before.append(part)
        for part in parts:
            if part.kind in ("minus", "filter") and not self._holds([*before, *_options(parts), part]):
                yield from self._of_test(part, [*before, *_options(parts)], parts)
                return
        if not self._holds(parts):
            yield self._combination(parts)

    def _holds(self, parts: Iterable[Pattern]) -> bool:
        return self._prober.ask(" ".join(part.text for part in parts))

    def _smallest(self, before: Sequence[Pattern], last: Pattern) -> list[Pattern]:
        """Returns which of some parts have no solution with another; any of them left out, there is one."""
        kept = [*before]
        for part in before[::-1]:
            rest = [other for other in kept if other is not part]
            if not self._holds([*rest, last]):
                kept = rest
        return [*kept, last]

    def _of_pattern(self, part: Pattern, parts: Sequence[Pattern]) -> list[Cause]:
        """Says what is wrong with a pattern that by itself matches nothing."""
        found = self._triples.faults(part) or self._statuses([part], parts)
        return found or [self._triples.nothing(part)]

    def _of_set(self, failing: Sequence[Pattern], parts: Sequence[Pattern]) -> list[Cause]:
        """Says what is wrong with patterns that match one by one and not together."""
        triples = [part for part in failing if part.kind == "triple"]
        found = (
            self._triples.given_otherwise(failing)
            or self._triples.turned(failing, triples, self._holds)
            or self._triples.excluded(triples)
            or self._statuses(failing, parts)
        )
        return found or [self._triples.not_both(triples) or self._combination(failing)]

    def _of_test(self, test: Pattern, before: Sequence[Pattern], parts: Sequence[Pattern]) -> list[Cause]:
        """Says what is wrong with a filter or MINUS that leaves nothing."""
        inside = (
            [cause for branch in test.branches for cause in self._in(branch)] if test.kind == "filter" else []
        )
        if inside:
            return inside
        cause = compared(test, before, self._triples, self._terms) if test.kind == "filter" else None
        if cause is not None:
            return [cause]
        found = self._statuses([test, *before], parts)
        if found:
            return found
        message = f"the rest of these parts has solutions, but the {test.kind} excludes them all"
        message = message.replace("minus", "MINUS")
        shown = [part for part in before if part.variables & test.variables]
        pattern = "\n".join(part.shown for part in [*shown, test])
        return [Cause("combination", message, "", pattern, test.line)]

    def _statuses(self, failing: Sequence[Pattern], parts: Sequence[Pattern]) -> list[Cause]:
        """Says what the recorded statuses say, where that is about all things that are asked about."""
        statuses = Statuses(self._prober, self._name)
        used = {str(term.value) for part in failing for term in self._terms.in_text(part.text)}
        cause = statuses.cause(used, [term for part in parts for term in self._terms.in_text(part.text)])
        return [cause] if cause is not None else []

    def _combination(self, failing: Sequence[Pattern]) -> Cause:
        pattern = "\n".join(part.shown for part in failing)
        if len(failing) == 1:
            return Cause(
                "combination", "nothing matches this part of the query", "", pattern, failing[0].line
            )
        message = "each of these parts of the query has solutions, but together they have none"
        return Cause("combination", message, "", pattern, failing[-1].line)

    def _behind(self, parts: Sequence[Pattern]) -> Iterator[Cause]:
        """Yields causes where the patterns have solutions: in what stands behind them, or in what they leave unbound."""
        words = self._query.tail.lower().split()
        if "having" in words:
            yield Cause(
                "combination", "there are groups, but HAVING excludes them all", "", self._query.tail.strip()
            )
            return
        if "offset" in words or "limit 0" in " ".join(words):
            yield Cause("combination", "there are rows, but LIMIT or OFFSET leaves none of them")
            return
        for part in parts:
            for branch in part.branches if part.kind == "optional" else ():
                yield from self._in([*(one for one in parts if one.kind == "triple"), *branch])
        bound = frozenset[str]().union(*(part.variables for part in parts if part.kind != "filter"))
        for name in self._query.named:
            if name.startswith("?") and name[1:] not in bound:
                yield unbound(name[1:], parts)


def _options(parts: Iterable[Pattern]) -> list[Pattern]:
    return [part for part in parts if part.kind == "optional"]
