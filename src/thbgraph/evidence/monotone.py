"""What less data can do to a query: patterns that are monotone only match less, others may match more.

Counts, limits and denials are not monotone, nor is an OPTIONAL whose variables are asked about outside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..sparql.query_tree import bound, certain, is_aggregated, nodes, variables


def existence_tests(expression: Any) -> Iterator[Any]:
    """Yields each EXISTS of an expression, not those within its pattern."""
    inside: set[int] = set()
    for node in nodes(expression):
        if node.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS") and id(node) not in inside:
            inside |= {id(other) for other in nodes(node.graph)}
            yield node


def is_solid(expression: Any, group: Any) -> bool:
    """Says whether less data can never make an expression true of a solution of a group."""
    # What only an OPTIONAL, or something made from one, may bind.
    unsure = bound(group) - certain(group)
    return not any(existence_tests(expression)) and not variables(expression) & unsure


def is_fragile(inner: Any, group: Any) -> bool:
    """Says whether a pattern may match with less data where it does not with more."""
    for node in nodes(inner):
        if node.name in ("MinusGraphPattern", "Builtin_EXISTS", "Builtin_NOTEXISTS"):
            return True
        if node.name == "SubSelect" and (is_aggregated(node) or node.limitoffset):
            return True
        if node.name == "OptionalGraphPattern":
            own = bound(node.graph) - certain(inner)
            rest = set().union(*(variables(n.expr) for n in nodes(inner) if n.name in ("Filter", "Bind")))
            elsewhere = set().union(*(variables(part) for part in group.part or () if not _holds(part, node)))
            if own & (rest | elsewhere):
                return True
    return False


def _holds(part: Any, node: Any) -> bool:
    return any(other is node for other in nodes(part))


def is_nonmonotonic(select: Any) -> bool:
    """Says whether less data may take a row away although all that its solutions matched is there."""
    if select.limitoffset or is_aggregated(select):
        return True
    return any(
        node.name in ("SubSelect", "Builtin_EXISTS", "Builtin_NOTEXISTS", "MinusGraphPattern")
        or (node.name == "OptionalGraphPattern" and is_fragile(node.graph, select.where))
        for node in nodes([select.where, select.projection])
    )
