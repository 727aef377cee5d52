"""The portable profile: forms in which engines differ, or fail, and that a saved question does without.

Each was seen to give other rows, an error or no answer on an engine that many run (docs/engines.md).
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from .query import Expression, Group, Query

_PARTS_OF_DAYS = ("YEAR", "MONTH", "DAY")


def portability_faults(query: Query) -> Iterator[str]:
    """Yields what a SELECT query does in which engines differ."""
    profile = _Profile(query)
    for group in query.select.groups():
        yield from profile.conditions_before_options(group)
        yield from profile.parts_of_days(group)
        yield from profile.values_of_a_branch(group)
        yield from profile.compared_in_options(group)
    for expression in query.expressions():
        yield from profile.conditions_with_patterns(expression)
        yield from profile.things_of_conditions(expression)
    for select in query.selects():
        keys = (
            profile.variables(key.expression) if key.expression else frozenset([key.name])
            for key in select.keys
        )
        for name in sorted(frozenset().union(*keys) - profile.bound(select.where)):
            yield f"?{name} may be unbound and groups by it are lost by some engines; bind it in every solution"


class _Profile:
    """Looks at the groups and expressions of a query."""

    def __init__(self, query: Query) -> None:
        self._query = query

    def variables(self, part: Expression | Group) -> frozenset[str]:
        """Gives the names of all variables in a part."""
        return self._query.variables(part.span)

    def bound(self, group: Group) -> frozenset[str]:
        """Gives the variables that every solution of a group binds, those that are bound by an expression included."""
        if group.select is not None:
            return group.certain | (self.bound(group.select.where) & group.bound)
        found = group.certain
        for element in group.elements:
            if element.form == "BIND" and self._has_value(element.expression, found):
                found |= element.binds
            elif element.form == "UNION":
                found |= frozenset.intersection(*map(self.bound, element.groups))
        return found

    def _has_value(self, expression: Expression | None, bound: frozenset[str]) -> bool:
        """Says whether an expression has a value wherever some variables have one, whatever a condition in it comes to."""
        assert expression is not None
        found = expression.bare
        if found.operator == "IF":
            return all(self._has_value(part, bound) for part in found.parts[1:])
        if found.operator == "COALESCE":
            return any(self._has_value(part, bound) for part in found.parts)
        return self.variables(found) <= bound

    def conditions_before_options(self, group: Group) -> Iterator[str]:
        """Virtuoso does not come to an end where IF is bound before an OPTIONAL that could come first."""
        for number, element in enumerate(group.elements):
            if element.form != "BIND" or element.expression is None:
                continue
            options = [one.groups[0] for one in group.elements[number:] if one.form == "OPTIONAL"]
            needed = frozenset().union(*map(self.variables, options))
            is_condition = any(one.operator == "IF" for one in element.expression.walk())
            if is_condition and options and not element.binds & needed:
                (name,) = element.binds
                yield f"?{name} is bound by IF before an OPTIONAL; bind it behind the last OPTIONAL of its group"

    def parts_of_days(self, group: Group) -> Iterator[str]:
        """Virtuoso fails on YEAR of an unbound value, also where a condition beside it would not ask for it."""
        bound = self.bound(group)
        for expression in (one.expression for one in group.elements if one.expression is not None):
            for one in expression.walk():
                for name in sorted(self.variables(one) - bound) if one.operator in _PARTS_OF_DAYS else ():
                    yield f"{one.operator} is asked of ?{name}, which may be unbound; bind COALESCE(?{name}, a day) first"

    def values_of_a_branch(self, group: Group) -> Iterator[str]:
        """Virtuoso loses rows of a UNION of which one branch has VALUES, and another leaves their variable unbound."""
        for union in (one for one in group.elements if one.form == "UNION"):
            others = (self._query.variables(one.span) for one in group.elements if one is not union)
            blocks = (one for branch in union.groups for one in branch.elements if one.form == "VALUES")
            given = frozenset().union(*(one.binds for one in blocks)) & frozenset().union(*others)
            for name in sorted(given - frozenset.intersection(*map(self.bound, union.groups))):
                yield f"?{name} has VALUES in one branch of a UNION and is unbound in another; write them in each"

    def conditions_with_patterns(self, expression: Expression) -> Iterator[str]:
        """Virtuoso takes an IF for a fault of syntax that has EXISTS beside another condition, or in a value."""
        for one in expression.walk():
            if one.operator == "IF":
                alone = one.parts[0].bare.group is not None
                if any(True for part in one.parts[alone:] for _ in part.tests()):
                    yield "EXISTS in IF is not its whole condition, which some engines refuse; put it into a FILTER, or into OPTIONAL"

    def things_of_conditions(self, expression: Expression) -> Iterator[str]:
        """Virtuoso gives a thing as its IRI in text where IF names it."""
        for one in expression.walk():
            if one.operator == "IF" and any(
                isinstance(part.bare.term, ox.NamedNode) for part in one.parts[1:]
            ):
                yield "IF names a thing, which some engines give as a text; give a variable that is bound to it"

    def compared_in_options(self, group: Group) -> Iterator[str]:
        """Virtuoso takes the condition of an OPTIONAL for kept where what a value is compared with is unbound."""
        surely = self.bound(group)
        for option in (one.groups[0] for one in group.elements if one.form == "OPTIONAL"):
            for test in (one.expression for one in option.elements if one.form == "FILTER"):
                for names in self._equals(test) if test is not None else ():
                    for name in sorted(names - option.bound - surely):
                        yield f"an OPTIONAL compares with ?{name}, which may be unbound; write COALESCE(... = ?{name}, false)"

    def _equals(self, expression: Expression) -> Iterator[frozenset[str]]:
        """Yields the variables of each comparison for equality that can fail a whole expression."""
        if expression.operator in ("SAMETERM", "=", "IN"):
            yield self.variables(expression)
        elif expression.operator not in ("COALESCE", "IF"):
            for part in expression.parts:
                yield from self._equals(part)
