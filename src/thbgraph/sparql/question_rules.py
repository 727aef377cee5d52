"""What a saved question may not do, seen in its text and its algebra.

The engines agree on everything else: explicit columns, ordered rows, no forms whose result depends on the
engine, no parameter that a nested group cannot see, dates compared by their bounds only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from ..files.questions import Question
from ..words import vocabulary as thb
from ..words.namespaces import ID, PREFIXES, THB
from ..words.suggestions import did_you_mean, near
from ..words.terms import expand, short
from ..words.tokens import line_of, tokens
from .query_tree import nodes, variables

_REFUSED = {
    "offset": "OFFSET",
    "sample": "SAMPLE",
    "group_concat": "GROUP_CONCAT",
    "rand": "RAND",
    "now": "NOW",
    "service": "SERVICE",
    "reduced": "REDUCED",
    "uuid": "UUID",
    "struuid": "STRUUID",
    "bnode": "BNODE",
}
_BOUNDS = {thb.earliest, thb.latest}
_DATES = {
    PREFIXES["dcterms"] + "date", PREFIXES["dcterms"] + "issued", PREFIXES["dcterms"] + "modified",
    PREFIXES["schema"] + "startDate", PREFIXES["schema"] + "endDate", PREFIXES["schema"] + "foundingDate",
    thb.mandateUntil, thb.reportingDay, thb.recursOn, thb.termStart, thb.termEnd,
}  # fmt: skip


def question_faults(question: Question) -> Iterator[tuple[int, str]]:
    """Yields line and message of everything that a question, valid SPARQL, does and may not do."""
    yield from _forms(question)
    from pyparsing import ParseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        algebra = translateQuery(parseQuery(question.text)).algebra
    except ParseException as error:
        yield error.lineno, f"rdflib does not read the query: {error.msg}"
        return
    if algebra.name != "SelectQuery":
        yield 1, "a question is a SELECT query"
        return
    columns = [str(variable) for variable in algebra.PV]
    yield from _columns(question, columns)
    params = {param.name for param in question.params}
    if params - set(columns) and not _distinct(algebra):
        yield 1, "several values of a parameter would repeat rows; write SELECT DISTINCT"
    for name in sorted(_unbound(algebra, params)):
        yield 1, f"a nested group uses ?{name} where no block binds it; repeat VALUES ?{name} there"
    for name in sorted(_dates_compared(algebra)):
        yield 1, f"?{name} is a date of a source and is compared; compare thb:earliest or thb:latest instead"


def unknown_names(text: str, known: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yields line and message of every name of the project's in a query that nothing in the graph has.

    `known` holds the IRIs of terms and things.
    """
    for token in tokens(text):
        iri = expand(token.text) if token.kind in ("name", "iri") else None
        if iri is None or not iri.startswith((THB, ID)) or iri in (THB, ID) or iri in known:
            continue
        hint = did_you_mean(
            [short(other) for other in near(iri, known, 1, 0.85)], "thbgraph find looks for names"
        )
        yield line_of(text, token.start), f"{short(iri)} is not in the graph; {hint}"


def _forms(question: Question) -> Iterator[tuple[int, str]]:
    words = [token for token in tokens(question.text) if token.kind in ("name", "punctuation")]
    for token in words:
        form = _REFUSED.get(token.text.lower())
        if form:
            yield line_of(question.text, token.start), f"{form} is not allowed in a question"
    lower = [token.text.lower() for token in words]
    if "order" not in lower:
        yield 1, "the rows have no order; end the question with ORDER BY"
    if "select" in lower:
        after = words[lower.index("select") + 1 :]
        if any(token.text == "*" for token in after[:2]):
            yield (
                line_of(question.text, after[0].start),
                "SELECT * leaves the columns to the engine; name them",
            )


def _columns(question: Question, columns: list[str]) -> Iterator[tuple[int, str]]:
    described = list(question.columns)
    if described != columns:
        yield (
            1,
            f"the header describes the columns {described}, and the query gives {columns}; make them equal",
        )


def _distinct(algebra: Any) -> bool:
    node = algebra.p
    while node.name in ("Slice", "Project"):
        node = node.p
    return bool(node.name == "Distinct" or algebra.p.name == "Distinct")


def _in_scope(node: Any) -> set[str]:
    """The variables that a pattern can bind."""
    if node is None:
        return set()
    if node.name == "BGP":
        return variables(node.triples)
    if node.name == "values":
        return {str(variable) for row in node.res for variable in row}
    if node.name == "Project":
        return {str(variable) for variable in node.PV}
    found = {str(node.var)} if node.name == "Extend" else set()
    if node.name == "Graph":
        found |= variables(node.term)
    parts = [node.p, node.p1] if node.name == "Minus" else [node.p, node.p1, node.p2]
    return found.union(*(_in_scope(part) for part in parts))


def _unbound(algebra: Any, params: set[str]) -> set[str]:
    found = set()
    for node in nodes(algebra.p):
        if node.name in ("Filter", "Extend"):
            found |= (variables(node.expr) & params) - _in_scope(node.p)
        elif node.name == "LeftJoin":
            found |= (variables(node.expr) & params) - _in_scope(node.p1) - _in_scope(node.p2)
    return found


def _dates_compared(algebra: Any) -> set[str]:
    bound: dict[str, set[str]] = {}
    compared: set[str] = set()
    for node in nodes(algebra.p):
        if node.name == "BGP":
            for _, predicate, thing in node.triples:
                for name in variables(thing):
                    bound.setdefault(name, set()).add(str(predicate))
        if node.name == "RelationalExpression":
            compared |= variables(node.expr) | variables(node.other)
    return {name for name in compared if bound.get(name, set()) & _DATES and not bound[name] & _BOUNDS}
