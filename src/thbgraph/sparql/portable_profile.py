"""The portable profile: forms in which engines differ, or fail, and that a saved question does without.

Each was seen to give other rows, an error or no answer on an engine that many run (docs/engines.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .query_tree import bound, certain, columns, nodes, variables

_PARTS_OF_DAYS = {"Builtin_YEAR": "YEAR", "Builtin_MONTH": "MONTH", "Builtin_DAY": "DAY"}


def portability_faults(tree: Any) -> Iterator[str]:
    """Yields what a SELECT query does in which engines differ."""
    for node in nodes(tree):
        yield from _conditions_before_options(node)
        yield from _parts_of_days(node)
        yield from _values_of_a_branch(node)
        yield from _conditions_with_patterns(node)
        yield from _compared_in_options(node)
        if node.name in ("SelectQuery", "SubSelect") and node.groupby:
            for name in sorted(variables(node.groupby) - _bound(node.where)):
                yield f"?{name} may be unbound and groups by it are lost by some engines; bind it in every solution"


def _bound(group: Any) -> set[str]:
    """Gives the variables that every solution of a group binds, those that are bound by an expression included."""
    if group.name == "SubSelect":
        return certain(group) | (_bound(group.where) & set(columns(group)))
    bound = certain(group)
    for part in group.part or ():
        if part.name == "Bind" and _has_value(part.expr, bound):
            bound |= variables(part.var)
        elif part.name == "GroupOrUnionGraphPattern":
            bound |= set.intersection(*map(_bound, part.graph))
    return bound


def _bare(expression: Any) -> Any:
    """Returns an expression without the levels of the grammar that have no operator."""
    while getattr(expression, "expr", None) is not None and not expression.op and not expression.other:
        expression = expression.expr
    return expression


def _has_value(expression: Any, bound: set[str]) -> bool:
    """Says whether an expression has a value wherever some variables have one, whatever a condition in it comes to."""
    expression = _bare(expression)
    name = getattr(expression, "name", "")
    if name == "Builtin_IF":
        return _has_value(expression.arg2, bound) and _has_value(expression.arg3, bound)
    if name == "Builtin_COALESCE":
        return any(_has_value(argument, bound) for argument in expression.arg)
    return variables(expression) <= bound


def _conditions_before_options(group: Any) -> Iterator[str]:
    """Virtuoso does not come to an end where IF is bound before an OPTIONAL that could come first."""
    parts = list(group.part or ()) if group.name == "GroupGraphPatternSub" else []
    for number, part in enumerate(parts):
        behind = [other.graph for other in parts[number:] if other.name == "OptionalGraphPattern"]
        needed = set[str]().union(*map(variables, behind))
        is_condition = part.name == "Bind" and "Builtin_IF" in {node.name for node in nodes(part.expr)}
        if is_condition and behind and not variables(part.var) & needed:
            yield f"?{part.var} is bound by IF before an OPTIONAL; bind it behind the last OPTIONAL of its group"


def _parts_of_days(group: Any) -> Iterator[str]:
    """Virtuoso fails on YEAR of an unbound value, also where a condition beside it would not ask for it."""
    if group.name != "GroupGraphPatternSub":
        return
    bound = _bound(group)
    for part in group.part or ():
        if part.name not in ("Bind", "Filter"):
            continue
        for node in nodes(part.expr):
            if node.name in _PARTS_OF_DAYS:
                for name in sorted(variables(node) - bound):
                    yield f"{_PARTS_OF_DAYS[node.name]} is asked of ?{name}, which may be unbound; bind COALESCE(?{name}, a day) first"


def _values_of_a_branch(group: Any) -> Iterator[str]:
    """Virtuoso loses rows of a UNION of which one branch has VALUES, and another leaves their variable unbound."""
    parts = list(group.part or ()) if group.name == "GroupGraphPatternSub" else []
    for union in parts:
        if union.name != "GroupOrUnionGraphPattern":
            continue
        elsewhere = set[str]().union(*(variables(part) for part in parts if part is not union))
        given = {name for branch in union.graph for name in _given(branch)} & elsewhere
        for name in sorted(given - set[str].intersection(*map(_bound, union.graph))):
            yield f"?{name} has VALUES in one branch of a UNION and is unbound in another; write them in each"


def _given(group: Any) -> set[str]:
    """Gives the variables that a group has VALUES of."""
    return {name for part in group.part or () if part.name == "InlineData" for name in variables(part.var)}


def _conditions_with_patterns(node: Any) -> Iterator[str]:
    """Virtuoso takes an IF for a fault of syntax that has EXISTS beside another condition, or in a value."""
    if node.name != "Builtin_IF":
        return
    is_alone = "EXISTS" in getattr(_bare(node.arg1), "name", "")
    if any("EXISTS" in part.name for part in nodes([node.arg2, node.arg3, None if is_alone else node.arg1])):
        yield "EXISTS in IF is not its whole condition, which some engines refuse; put it into a FILTER, or into OPTIONAL"


def _compared_in_options(group: Any) -> Iterator[str]:
    """Virtuoso takes the condition of an OPTIONAL for kept where what a value is compared with is unbound."""
    if group.name != "GroupGraphPatternSub":
        return
    surely = _bound(group)
    for option in (part.graph for part in group.part or () if part.name == "OptionalGraphPattern"):
        for part in option.part or ():
            for names in _equals(part.expr) if part.name == "Filter" else ():
                for name in sorted(names - bound(option) - surely):
                    yield f"an OPTIONAL compares with ?{name}, which may be unbound; write COALESCE(... = ?{name}, false)"


def _equals(expression: Any) -> Iterator[set[str]]:
    """Yields the variables of each comparison for equality that can fail a whole expression."""
    name = getattr(expression, "name", "")
    if name == "Builtin_sameTerm" or getattr(expression, "op", None) in ("=", "IN"):
        yield variables(expression)
    elif name and name not in ("Builtin_COALESCE", "Builtin_IF") and "EXISTS" not in name:
        for part in expression.values():
            for one in part if isinstance(part, list) else [part]:
                yield from _equals(one)
