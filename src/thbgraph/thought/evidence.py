"""The evidence behind the rows of a SELECT query.

A first version. It covers basic graph patterns, OPTIONAL, UNION, FILTER, VALUES and BIND; any other form
is named, and its answer is not cited. The query is run once more with every variable kept and a mark in
each group, which says which OPTIONAL and which branch of a UNION gave the solution; then every triple
pattern of those groups, filled in, is a statement behind the row. The engine that answers evaluates both
queries, so that answer and evidence agree; rdflib only reads the query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import pyoxigraph as ox

from ..words.terms import Term
from ..words.tokens import Token, tokens
from .computed_grounds import Match
from .grounds import Grounds, Triple, grounds
from .rdflib_terms import from_rdflib

Select: TypeAlias = Callable[[str], Any]
#: A triple pattern: terms, and variables by name.
Pattern: TypeAlias = tuple["Term | str", "Term | str", "Term | str"]


class NotCitedYet(Exception):
    """Names the form of a query that evidence does not cover yet."""


class Plan(NamedTuple):
    """The query that keeps all variables, and the triple patterns under the mark of their group."""

    text: str
    groups: Mapping[str, Sequence[Pattern]]


def cite(text: str, columns: Sequence[str], select: Select, match: Match) -> dict[tuple[str, ...], Grounds]:
    """Gives the grounds of every row of a SELECT query, by the row's terms in written form.

    Raises NotCitedYet with the name of a form that is not covered.
    """
    made = plan(text)
    found: dict[tuple[str, ...], dict[Triple, None]] = {}
    solutions = select(made.text)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        row = {name: solution[name] for name in names if solution[name] is not None}
        key = tuple(str(row.get(column, "")) for column in columns)
        found.setdefault(key, {}).update(dict.fromkeys(_filled(made, row)))
    seen: dict[Triple, Grounds | None] = {}
    return {key: _together(triples, seen, match) for key, triples in found.items()}


def _filled(made: Plan, row: Mapping[str, Term]) -> Iterator[Triple]:
    for mark, patterns in made.groups.items():
        if mark not in row:
            continue
        for pattern in patterns:
            terms = [row.get(part) if isinstance(part, str) else part for part in pattern]
            if None not in terms:
                yield terms[0], terms[1], terms[2]


def _together(triples: Iterable[Triple], seen: dict[Triple, Grounds | None], match: Match) -> Grounds:
    quads: dict[ox.Quad, None] = {}
    rules: dict[str, None] = {}
    for triple in triples:
        if triple not in seen:
            seen[triple] = grounds(triple, match)
        part = seen[triple]
        if part is not None:
            quads.update(dict.fromkeys(part.quads))
            rules.update(dict.fromkeys(part.rules))
    return Grounds(tuple(quads), tuple(rules))


def plan(text: str) -> Plan:
    """Rewrites a query to keep every variable and mark every group, and reads its triple patterns.

    Raises NotCitedYet for forms that are not covered.
    """
    from pyparsing import ParseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    mark = "__group"
    while mark in text:  # the query's own variables may be called so
        mark += "_"
    marked = _marked(text, mark)
    try:
        algebra = translateQuery(parseQuery(marked)).algebra
    except ParseException:
        raise NotCitedYet("forms beyond SPARQL 1.1") from None
    groups: dict[str, list[Pattern]] = {}
    _walk(algebra.p, "", mark, groups)
    return Plan(marked, groups)


def _marked(text: str, mark: str) -> str:
    """Puts a BIND that marks the group at the end of each group, and keeps every variable."""
    stream = [token for token in tokens(text) if token.kind != "comment"]
    words = [token.text.lower() for token in stream]
    for form in ("exists", "minus", "graph", "group", "having", "service", "from"):
        if form in words:
            raise NotCitedYet({"group": "aggregates", "having": "aggregates"}.get(form, form.upper()))
    if words.count("select") != 1:
        raise NotCitedYet("sub-selects" if words.count("select") else "queries other than SELECT")
    start, opening = _where(stream, words)
    if "as" in words[start:opening]:
        raise NotCitedYet("expressions in SELECT")
    insertions: list[int] = []
    end = stream[_close(stream, opening, insertions)].end
    tail = next(
        (token.start for token in stream if token.start >= end and token.text.lower() == "values"), None
    )
    body = text[stream[opening].start : end]
    shift = stream[opening].start
    for number, offset in enumerate(sorted(insertions, reverse=True)):
        body = f"{body[: offset - shift]} BIND(true AS ?{mark}{number}) {body[offset - shift :]}"
    return f"{text[: stream[start].start]}SELECT * WHERE {body} {text[tail:] if tail is not None else ''}"


def _where(stream: Sequence[Token], words: Sequence[str]) -> tuple[int, int]:
    start = words.index("select")
    return start, next(n for n in range(start, len(stream)) if stream[n].text == "{")


def _close(stream: Sequence[Token], opening: int, insertions: list[int]) -> int:
    """Finds the brace that closes a group, noting where each group within it ends."""
    number = opening + 1
    while stream[number].text != "}":
        if stream[number].text.lower() == "values":
            number = next(n for n in range(number, len(stream)) if stream[n].text == "}")
        elif stream[number].text == "{":
            number = _close(stream, number, insertions)
        number += 1
    insertions.append(stream[number].start)
    return number


def _walk(node: Any, group: str, mark: str, groups: dict[str, list[Pattern]]) -> None:
    """Collects the triple patterns of an algebra under the variable that marks the group they stand in."""
    kind = node.name
    if kind == "BGP":
        groups.setdefault(group, []).extend(_pattern(triple) for triple in node.triples)
    elif kind == "Extend":
        variable = str(node.var)
        _walk(node.p, variable if variable.startswith(mark) else group, mark, groups)
    elif kind in ("Join", "LeftJoin", "Union"):
        _walk(node.p1, group, mark, groups)
        _walk(node.p2, group, mark, groups)
    elif kind in ("Filter", "Project", "Distinct", "Reduced", "OrderBy", "Slice"):
        _walk(node.p, group, mark, groups)
    elif kind not in ("ToMultiSet", "values"):
        raise NotCitedYet(kind)


def _pattern(triple: tuple[Any, Any, Any]) -> Pattern:
    import rdflib
    from rdflib.paths import Path

    def part(term: Any) -> Term | str:
        if isinstance(term, rdflib.Variable):
            return str(term)
        if isinstance(term, Path):
            raise NotCitedYet("property paths")
        if isinstance(term, rdflib.BNode):
            raise NotCitedYet("blank nodes in patterns")
        return from_rdflib(term)

    return part(triple[0]), part(triple[1]), part(triple[2])
