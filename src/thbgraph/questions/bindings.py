"""Bindings: terms for variables of a SPARQL query, joined with its pattern and never pasted as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from ..base.errors import ParameterError
from ..base.printing import quoted
from ..base.terms import Term, sparql
from ..base.tokens import CodeToken, tokens
from .questions import bind, value_blocks

_FORMS = ("select", "ask", "construct", "describe")


def bind_variables(text: str, terms: Mapping[str, Sequence[Term]]) -> str:
    """Returns a query in which variables can only have the terms that they are given.

    A block `VALUES ?name { ... }` of one variable gets the terms, as in a saved question. Any other variable
    gets such a block at the beginning of the outermost group, where it is joined with what follows before
    anything is grouped or counted (SPARQL 1.1, sections 10.2 and 18.2). A sub-select that does not give the
    variable to the group around it has another variable of that name. Raises ParameterError for a variable
    that the query does not have.
    """
    stream = [token for token in tokens(text) if token.kind != "comment"]
    variables = dict.fromkeys(token.text[1:] for token in stream if token.kind == "variable")
    for name in terms:
        if name not in variables:
            known = ", ".join(f"?{variable}" for variable in variables) or "none"
            raise ParameterError(f"the query has no variable {quoted('?' + name)}", f"it has: {known}")
    blocks = {block.name for block in value_blocks(text)}
    loose = {name: found for name, found in terms.items() if name not in blocks}
    if loose:
        text = _joined(text, stream, loose)
    return bind(text, {name: found for name, found in terms.items() if name in blocks})


def bind_together(text: str, names: Sequence[str], rows: Sequence[Sequence[Term]]) -> str:
    """Returns a query with a pattern in braces in which some variables can only have the terms of one row together.

    The rows are told by a FILTER at the end: VALUES lead the engine to multiply them first with what they do not join.

    >>> import pyoxigraph as ox
    >>> bind_together("SELECT * { ?a ?p ?b }", ["a", "b"], [[ox.Literal("x"), ox.Literal("y")]])
    'SELECT * { ?a ?p ?b FILTER((?a = "x" && ?b = "y")) }'
    """
    group = _outermost_group(stream := [token for token in tokens(text) if token.kind != "comment"])
    assert group is not None, text
    alike = (
        " && ".join(f"?{name} = {sparql(one)}" for name, one in zip(names, row, strict=True)) for row in rows
    )
    end = stream[group[1]].start
    return f"{text[:end]}FILTER({' || '.join(f'({one})' for one in alike)}) {text[end:]}"


def _together(names: Iterable[str], rows: Iterable[Sequence[Term]]) -> str:
    variables = " ".join(f"?{name}" for name in names)
    values = " ".join(f"({' '.join(map(sparql, row))})" for row in rows)
    return f"VALUES ({variables}) {{ {values} }}"


def _joined(text: str, stream: Sequence[CodeToken], terms: Mapping[str, Sequence[Term]]) -> str:
    group = _outermost_group(stream)
    if group is None:  # CONSTRUCT WHERE and DESCRIBE take the terms behind, where nothing is counted
        return f"{text}\n{_together(terms, product(*terms.values()))}"
    blocks = " ".join(f"VALUES ?{name} {{ {' '.join(map(sparql, found))} }}" for name, found in terms.items())
    start, end = stream[group[0]].end, stream[group[1]].start
    if stream[group[0] + 1].text.lower() == "select":  # a group that is a sub-select holds nothing else
        return f"{text[:start]} {blocks} {{{text[start:end]}}} {text[end:]}"
    return f"{text[:start]} {blocks} {text[start:]}"


def _outermost_group(stream: Sequence[CodeToken]) -> tuple[int, int] | None:
    """Returns the places of the braces around a query's pattern; None where it has none that takes VALUES."""
    groups: list[tuple[int, int]] = []
    form, depth, start = "", 0, 0
    for number, token in enumerate(stream):
        if depth == 0 and token.text.lower() in _FORMS:
            form = form or token.text.lower()
        if token.text in ("{", "(", "["):
            start = number if depth == 0 else start
            depth += 1
        elif token.text in ("}", ")", "]"):
            depth -= 1
            if depth == 0 and token.text == "}":
                groups.append((start, number))
    if form == "construct":  # whose first braces hold its template
        return groups[1] if len(groups) > 1 and stream[groups[0][0] - 1].text.lower() != "where" else None
    return next(iter(groups), None)
