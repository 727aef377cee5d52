"""What is wrong with the values that the filters and VALUES of a query name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql.parserutils import CompValue

from ..answers.diagnoses import Cause
from ..naming.folding import fold
from ..sparql.rdflib_terms import from_rdflib
from ..words.suggestions import did_you_mean, near
from ..words.terms import Term, sparql, turtle
from .dead_terms import Triples, tagged_otherwise
from .query_parts import Part, body, only_row


def compared(part: Part, failing: Sequence[Part], triples: Triples) -> Cause | None:
    """Says what is wrong with a value that a filter compares."""
    if part.kind != "filter":
        return None
    rest = [other for other in failing if other is not part]
    given = {name: term for other in rest for name, term in only_row(other).items()}
    for variable, sign, value in comparisons(part.node.expr, given):
        if not any(variable in other.binds for other in rest):
            return unbound(variable, rest, part.for_people())
        values = triples.prober.values(variable, body(rest), 500)
        if sign == "LANG":
            languages = sorted({v.language or "" for v in values if isinstance(v, ox.Literal)})
            if values and value.value.lower() not in [language.lower() for language in languages]:
                said = ", ".join(language or "none" for language in languages)
                message = f"no value of ?{variable} is in the language {turtle(value)}; there are: {said}"
                return part.cause("wrong-literal", message, near=languages)
            continue
        if sign == "=":
            same = f"{body(rest)} FILTER(STR(?{variable}) = {sparql(ox.Literal(value.value))})"
            tagged = _tagged(value, triples.prober.values(variable, same, 3), part)
            if tagged is not None:
                return tagged
        cause = triples.unlike(value, values, part.for_people())
        if cause is not None and (sign == "=" or cause.kind == "wrong-literal"):
            return cause
    return None


def twice(failing: Sequence[Part]) -> list[Cause]:
    """Finds a variable to which two VALUES give the same text with other datatypes or languages."""
    given = [(name, term, part) for part in failing for name, term in only_row(part).items()]
    for name, term, part in given:
        values = [other for its, other, _ in given if its == name]
        cause = _tagged(term, values, part) if isinstance(term, ox.Literal) else None
        if cause is not None and any(other != term for other in values):
            return [cause]
    return []


def unbound(variable: str, parts: Iterable[Part], pattern: str) -> Cause:
    """Says that no part of a query gives a variable a value, and which variables there are."""
    bound = sorted({name for part in parts for name in part.binds if not name.startswith("_")})
    meant = tuple(f"?{name}" for name in near(variable, bound, alike=0.75, form=fold))
    there = f"there are: {', '.join('?' + name for name in bound)}" if bound else "no variable has one"
    hint = did_you_mean(meant, there)
    return Cause("unknown-term", f"no part of the query gives ?{variable} a value", hint, pattern, near=meant)


def _tagged(value: ox.Literal, values: Sequence[Term], part: Part) -> Cause | None:
    same = [other for other in values if other.value == value.value]
    if value in values[:1] or not same or not isinstance(same[0], ox.Literal):
        return None
    return tagged_otherwise(value, same, part)


def comparisons(node: Any, given: Mapping[str, Term] | None = None) -> Iterator[tuple[str, str, ox.Literal]]:
    """Gives the comparisons of a variable with a literal in an expression: variable, sign and literal.

    The sign is LANG for the language of the variable's value. `given` are values that variables have.
    """
    if isinstance(node, list):
        for part in node:
            yield from comparisons(part, given)
    if not isinstance(node, CompValue):
        return
    if node.name == "RelationalExpression" and node.op:
        one, other = _bare(node.expr), _bare(node.other)
        for left, right in ((one, other), (other, one)):
            value = _from_literal(right) or (given or {}).get(str(right))
            if not isinstance(value, ox.Literal) or str(left) in (given or {}):
                continue
            if isinstance(left, rdflib.Variable):
                yield str(left), str(node.op), value
            elif getattr(left, "name", "") == "Builtin_LANG" and isinstance(_bare(left.arg), rdflib.Variable):
                yield str(_bare(left.arg)), "LANG", value
    elif node.name != "Builtin_EXISTS" and node.name != "Builtin_NOTEXISTS":
        for value in node.values():
            yield from comparisons(value, given)


def _from_literal(term: Any) -> ox.Literal | None:
    """Gives the engine's literal for one of rdflib; None for anything else."""
    held = from_rdflib(term) if isinstance(term, rdflib.Literal) else None
    return held if isinstance(held, ox.Literal) else None


def _bare(node: Any) -> Any:
    """Takes an expression out of the levels of the grammar that hold nothing else."""
    while getattr(node, "name", "").endswith("Expression") and node.other is None and not node.op:
        node = node.expr
    return node
