"""What a saved question may not do, seen in its text and its syntax tree.

The engines agree on everything else: explicit columns, ordered rows, no forms whose result depends on the
engine, no parameter that a nested group cannot see, dates compared by their bounds only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..files.questions import Question, line_of_key
from ..words import vocabulary as thb
from ..words.namespaces import PREFIXES
from ..words.tokens import line_of, tokens
from .portable_profile import portability_faults
from .query_tree import bound, columns, nodes, triples, variables

_REFUSED = {
    "OFFSET", "SAMPLE", "GROUP_CONCAT", "RAND", "NOW", "SERVICE", "REDUCED", "UUID", "STRUUID", "BNODE",
}  # fmt: skip
_ARITHMETIC = ("AdditiveExpression", "MultiplicativeExpression")
_BOUNDS = {thb.earliest, thb.latest, thb.earliestEnd, thb.latestEnd}
_DATES = {
    PREFIXES["dcterms"] + "date", PREFIXES["dcterms"] + "issued", PREFIXES["dcterms"] + "modified",
    PREFIXES["schema"] + "startDate", PREFIXES["schema"] + "endDate", PREFIXES["schema"] + "foundingDate",
    PREFIXES["schema"] + "expires", thb.reportingDay, thb.recursOn,
}  # fmt: skip


def question_faults(question: Question, tree: Any, whole: Any) -> Iterator[tuple[int, str]]:
    """Yields line and message of everything that a question, valid SPARQL with its tree, does and may not do.

    `whole` is the tree of what is asked.
    """
    yield from _forms(question)
    if tree.name != "SelectQuery":
        yield 1, "a question is a SELECT query"
        return
    described, given = list(question.columns), columns(tree)
    if described != given:
        line = line_of_key(question.text, "columns")
        message = f"the header describes the columns {', '.join(described) or 'none'}, and the query gives "
        yield line, f"{message}{', '.join(given)}; make them equal"
    params = {param.name for param in question.params}
    if params - set(given) and tree.modifier != "DISTINCT":
        yield 1, "several values of a parameter would repeat rows; write SELECT DISTINCT"
    for name in sorted(_unseen(tree, params)):
        yield 1, f"a nested group uses ?{name} where no block binds it; repeat VALUES ?{name} there"
    for sign in sorted(_chained(tree)):
        yield 1, f"{sign} is followed by another operator, which engines group differently; write brackets"
    yield from ((1, message) for message in portability_faults(whole))
    for name in sorted(_dates_compared(tree)):
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


def _evaluated(tree: Any) -> Iterator[tuple[Any, set[str]]]:
    """Yields each expression of a query that is no part of another, with the variables that it can see."""
    before: dict[int, set[str]] = {}
    for node in nodes(tree):
        for part in node.part or ():
            for test in (one for one in nodes(part.expr) if "EXISTS" in one.name):
                before[id(test.graph)] = bound(node) | before.get(id(node), set())
            if part.name == "OptionalGraphPattern":
                before[id(part.graph)] = bound(node, part)
            elif part.name == "Filter":
                yield part.expr, bound(node) | before.get(id(node), set())
            elif part.name == "Bind":
                yield part.expr, bound(node, part)
        if node.name in ("SelectQuery", "SubSelect"):
            yield from (
                (item.expr, bound(node.where))
                for item in node.projection or ()
                if getattr(item, "evar", None)
            )
            yield from ((test, bound(node.where)) for test in (node.having.condition if node.having else ()))


def _unseen(tree: Any, params: set[str]) -> set[str]:
    return set().union(*((variables(one) & params) - seen for one, seen in _evaluated(tree)))


def _chained(tree: Any) -> set[str]:
    """Returns the signs, - and /, after which the order of evaluation decides: Oxigraph in browsers begins on the right."""
    chains = [node.op or () for node in nodes(tree) if node.name in _ARITHMETIC]
    return {sign for signs in chains for sign in list(signs)[:-1] if sign in "-/"}


def _dates_compared(tree: Any) -> set[str]:
    given: dict[str, set[str]] = {}
    compared: set[str] = set()
    for node in nodes(tree):
        for _, predicate, thing in triples(node) if node.name == "TriplesBlock" else ():
            for name in variables(thing):
                given.setdefault(name, set()).add(str(predicate))
        if node.name == "RelationalExpression" and node.op:
            compared |= variables(node.expr) | variables(node.other)
    return {name for name in compared if given.get(name, set()) & _DATES and not given[name] & _BOUNDS}
