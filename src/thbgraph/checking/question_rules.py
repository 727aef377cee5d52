"""What a saved question may not do, seen in its text as it is read.

The engines agree on everything else: explicit columns, ordered rows, no forms whose result depends on the
engine, no parameter that a nested group cannot see, dates compared by their bounds only.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import PREFIXES
from ..base.tokens import line_of, tokens
from ..questions.questions import Question, line_of_key
from ..sparql.portable_profile import portability_faults
from ..sparql.query import COMPARISONS, Expression, Group, Query

_REFUSED = {
    "OFFSET", "SAMPLE", "GROUP_CONCAT", "RAND", "NOW", "SERVICE", "REDUCED", "UUID", "STRUUID", "BNODE",
}  # fmt: skip
_BOUNDS = {thb.earliest, thb.latest, thb.earliestEnd, thb.latestEnd}
_DATES = {
    PREFIXES["dcterms"] + "date", PREFIXES["dcterms"] + "issued", PREFIXES["dcterms"] + "modified",
    PREFIXES["schema"] + "startDate", PREFIXES["schema"] + "endDate", PREFIXES["schema"] + "foundingDate",
    thb.reportingDay, thb.recursOn,
}  # fmt: skip


def broken_rules(question: Question, query: Query, whole: Query) -> Iterator[tuple[int, str]]:
    """Yields line and message of everything that a question, valid SPARQL as it was read, does and may not do.

    `whole` is what is asked.
    """
    yield from _forms(question)
    if query.form != "SELECT":
        yield 1, "a question is a SELECT query"
        return
    described, given = list(question.columns), query.select.columns
    if described != given:
        line = line_of_key(question.text, "columns")
        message = f"the header describes the columns {', '.join(described) or 'none'}, and the query gives "
        yield line, f"{message}{', '.join(given)}; make them equal"
    params = frozenset(param.name for param in question.params)
    if params - set(given) and query.written(query.select.modifier).upper() != "DISTINCT":
        yield 1, "several values of a parameter would repeat rows; write SELECT DISTINCT"
    for name in sorted(_unseen(query, params)):
        yield 1, f"a nested group uses ?{name} where no block binds it; repeat VALUES ?{name} there"
    for sign in sorted(_chained(query)):
        yield 1, f"{sign} is followed by another operator, which engines group differently; write brackets"
    yield from ((1, message) for message in portability_faults(whole))
    for name in sorted(_dates_compared(query)):
        yield 1, f"?{name} is a date of a source and is compared; compare thb:earliest or thb:latest instead"


def _forms(question: Question) -> Iterator[tuple[int, str]]:
    words = [token for token in tokens(question.text) if token.kind in ("name", "punctuation")]
    for token in words:
        form = token.text.upper()
        if form in _REFUSED:
            yield line_of(question.text, token.start), f"{form} is not allowed in a question"
    lower = [token.text.lower() for token in words]
    if "order" not in lower:
        yield 1, "the rows have no order; end the question with ORDER BY"
    if "select" in lower:
        after = words[lower.index("select") + 1 :]
        if any(token.text == "*" for token in after[:2]):
            line = line_of(question.text, after[0].start)
            yield line, "SELECT * leaves the columns to the engine; name them"


def _evaluated(query: Query) -> Iterator[tuple[Expression, frozenset[str]]]:
    """Yields each expression of a query that is no part of another, with the variables that it can see."""
    around: dict[Group, frozenset[str]] = {}
    for group in query.select.groups():
        seen = group.bound | around.get(group, frozenset())
        for element in group.elements:
            around.update(dict.fromkeys(element.tests, seen))
            if element.form == "OPTIONAL":
                around[element.groups[0]] = group.bound_before(element)[0]
            elif element.expression is not None:
                yield element.expression, seen if element.form == "FILTER" else group.bound_before(element)[0]
    for select in query.selects():
        made = [column.expression for column in select.shown if column.expression is not None]
        yield from ((one, select.where.bound) for one in (*made, *select.conditions))


def _unseen(query: Query, params: frozenset[str]) -> frozenset[str]:
    return frozenset().union(
        *((query.variables(one.span) & params) - seen for one, seen in _evaluated(query))
    )


def _chained(query: Query) -> set[str]:
    """Returns the signs, - and /, after which the order of evaluation decides: Oxigraph in browsers begins on the right."""
    found = set()
    for one in (one for expression in query.expressions() for one in expression.walk()):
        for signs in ("+-", "*/"):
            first = one.parts[0].operator if len(one.parts) == 2 and one.operator in signs else ""
            if first == signs[1] and len(one.parts[0].parts) == 2:
                found.add(first)
    return found


def _dates_compared(query: Query) -> set[str]:
    given: dict[str, set[str]] = {}
    for triple in query.select.where.triples():
        if isinstance(triple.thing, str) and isinstance(triple.predicate, ox.NamedNode):
            given.setdefault(triple.thing, set()).add(triple.predicate.value)
    compared = frozenset[str]().union(
        *(
            query.variables(one.span)
            for expression in query.expressions()
            for one in expression.walk()
            if one.operator in COMPARISONS
        )
    )
    return {name for name in compared if given.get(name, set()) & _DATES and not given[name] & _BOUNDS}
