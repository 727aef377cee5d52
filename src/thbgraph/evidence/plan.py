"""Plans the query that finds what the rows of a SELECT rest on: its own, with all variables and a mark in each part.

A part (the whole query, an OPTIONAL, a branch of a UNION, what EXISTS) may or may not have given a solution; its mark
is a variable that is bound where it did. What EXISTS is added as an OPTIONAL. A SELECT within another has a plan of
its own. All else of the query stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.errors import RequestError
from ..base.namespaces import RDF_TYPE
from ..base.terms import Term, curie, sparql
from ..base.vocabulary import ActKind
from ..sparql.query import (
    Column,
    Element,
    Group,
    Path,
    Query,
    Select,
    Slot,
    Span,
    Triple,
    Unreadable,
    slot_text,
)
from ..status.records import ACTORS

#: A triple pattern and the graph that it is asked in (None: the default one).
Pattern: TypeAlias = "tuple[Slot, Slot | Path, Slot, Slot | None]"
#: By subject of a pattern, what of it tells of acts: properties and things.
Description: TypeAlias = "dict[Slot, list[tuple[str, Slot]]]"
#: Properties that say in one triple that an act was done.
SHORTCUTS: Mapping[str, str] = {thb.hasSigned: ActKind.SIGNATURE, thb.hasConsented: ActKind.CONSENT}
_OF_ACTS = {*ACTORS, *SHORTCUTS, RDF_TYPE, thb.instrument}
_EXTREMES = ("MIN", "MAX")
#: A block of the values of one variable, none of which holds what may end it, and what stands for these in a plan.
_BLOCK = re.compile(
    r"""(VALUES\s+\?\w+\s*\{\s*)((?:<[^<>"{}]*>|"[^"\\{}]*"|[^{}"'<>\#])*?)(\s*\})""", re.IGNORECASE
)
_VALUES = "urn:values:"
_VALUE = re.compile(f"<{_VALUES}(\\d+)>")
_COUNTS = re.compile(r"COUNT\s*\(\s*DISTINCT\b", re.IGNORECASE)


#: What gives another result each time that it is asked, and aggregates whose result depends on the order of what is found.
_UNCITED_CALLS = {"RAND", "NOW", "UUID", "STRUUID", "BNODE", "SAMPLE", "GROUP_CONCAT"}


class Uncitable(RequestError):
    """Says what of a query evidence does not cover: its rows can be given, and not cited."""


class AbsentPattern(NamedTuple):
    """Something that a row rests on not being there: the form, its text, and what it says of acts.

    It counts where `outer` (a mark; None: always) is bound and `inner` is not.
    """

    form: str
    words: str
    description: Description
    outer: str | None = None
    inner: str | None = None


class PlanPart(NamedTuple):
    """What gave a solution where `mark` is bound (None: always): patterns, and SELECTs with what holds their columns."""

    mark: str | None
    patterns: list[Pattern]
    selects: list[tuple[Plan, list[str]]]


class Limit(NamedTuple):
    """LIMIT and OFFSET of a SELECT: how many rows it leaves out, the last one kept, and the query of one more."""

    offset: int
    end: int | None
    reached: str
    absence: AbsentPattern


class Tally(NamedTuple):
    """A column that is worked out from the members of a group: how many values of a variable differ, or the least or greatest."""

    operator: str
    variable: str


class Plan(NamedTuple):
    """How it is found what the rows of a SELECT rest on.

    `group` gives every solution with the marks of `parts`. `columns` are the SELECT's, first among them the graph where
    it is asked in a variable one. Of aggregates, `keys` name the groups, and `nothing` is what one without members
    lacks. `extremes` are the variables that hold each MIN or MAX in a row, with those of the values it is taken from.
    `rows` is the query of rows with all keys and extremes: the columns may lack some. Where they lack an extreme,
    which `needs_rows` says, a row does not tell its members. Where its `order` is known, the
    solutions give the rows as well, in their order: of groups what `tallies` has by column.
    """

    prologue: str
    group: str
    columns: list[str]
    parts: list[PlanPart]
    absent: list[AbsentPattern]
    keys: tuple[str, ...] | None = None
    rows: str | None = None
    needs_rows: bool = False
    extremes: tuple[tuple[str, str], ...] = ()
    limit: Limit | None = None
    nothing: AbsentPattern | None = None
    order: str = ""
    tallies: Mapping[str, Tally] = {}

    @classmethod
    def of(cls, text: str) -> Plan:
        """Makes the plan of a query; raises Uncitable for what evidence does not cover, naming it."""
        try:
            query = Query(text)
        except Unreadable as error:
            raise Uncitable(error.what, error.advice) from None
        _refuse(query)
        return _Planner(query, None).plan(query.select)

    @property
    def text(self) -> str:
        """The query that gives the solutions."""
        return f"{self.prologue} SELECT * WHERE {self.group} {self.order}".rstrip()

    def of_rows(self, rows: Iterable[Sequence[Term | None]]) -> Plan:
        """Gives the plan that finds only what is behind some rows."""
        names = " ".join(f"?{name}" for name in self.columns)
        # A blank node cannot be given, nor what is not bound.
        written = (
            " ".join(
                "UNDEF" if term is None or isinstance(term, ox.BlankNode) else sparql(term) for term in row
            )
            for row in rows
        )
        values = f"VALUES ({names}) {{ {' '.join(f'({row})' for row in written)} }}"
        return self._replace(group=f"{{ {values} {self.group} }}")


class Plans:
    """The plans of queries, each made once for all that differ in the values of blocks `VALUES ?name { ... }` alone."""

    def __init__(self) -> None:
        self._made = dict[str, Plan]()

    def of(self, text: str) -> Plan:
        """Returns the plan of a query; raises Uncitable as `Plan.of` does."""
        values: list[str] = []

        def named(found: re.Match[str]) -> str:
            if "UNDEF" in found[2]:  # what may have no value is planned in another way
                return found[0]
            values.append(found[2])
            return f"{found[1]}<{_VALUES}{len(values) - 1}>{found[3]}"

        shape = _BLOCK.sub(named, text)
        if shape not in self._made:
            self._made[shape] = Plan.of(shape)
        return _with_values(self._made[shape], values)


def _with_values(plan: Plan, values: Sequence[str]) -> Plan:
    """Gives a plan with the values of its blocks."""
    shown = [_shown(one) for one in values]

    def fill(text: str, values: Sequence[str] = values) -> str:
        return _VALUE.sub(lambda found: values[int(found[1])], text)

    def lacking(one: AbsentPattern) -> AbsentPattern:
        return one._replace(words=fill(one.words, shown))

    limit, nothing = plan.limit, plan.nothing
    parts = [
        part._replace(selects=[(_with_values(within, values), names) for within, names in part.selects])
        for part in plan.parts
    ]
    return plan._replace(
        group=fill(plan.group),
        parts=parts,
        absent=[*map(lacking, plan.absent)],
        rows=fill(plan.rows) if plan.rows else plan.rows,
        limit=limit and limit._replace(reached=fill(limit.reached), absence=lacking(limit.absence)),
        nothing=nothing and lacking(nothing),
    )


class _Planner:
    """Makes the plan of one SELECT."""

    def __init__(self, query: Query, graph: Slot | None) -> None:
        self.query, self.graph = query, graph
        self.parts: list[PlanPart] = []
        self.absent: list[AbsentPattern] = []
        self._binders: list[tuple[Span, frozenset[str]]] = []

    def plan(self, select: Select) -> Plan:
        """Makes the plan."""
        written = self.query.written
        self._binders = [*select.where.binders()]
        self._binders += [
            (one.expression.span, frozenset([one.name])) for one in select.shown if one.expression
        ]
        self._binders += [(select.values, select.given)] if select.values else []
        graph, columns = self.graph, select.columns
        root = self.part(None)
        writer = _PlanWriter(self)
        body = writer.closed(select.where, root)
        keys: tuple[str, ...] | None = None
        rows, taken = None, list[str]()
        extremes: tuple[tuple[str, str], ...] = ()
        binds = (
            [written(select.values)] if select.values else []
        )  # which is joined before anything is made of it
        if select.is_aggregated:
            named = [key if key.name else key._replace(name=next(self.query.names)) for key in select.keys]
            keys = tuple(key.name for key in named)
            binds += [self._bind(key) for key in named if key.expression]
            extremes, taken = self._extremes(select, binds)
            if extremes or not set(keys) <= set(columns):
                rows = self._rows(select, named, taken)
        else:
            for column in select.shown:
                binds += [self._bind(column)] if column.expression else []
                tests = column.expression.tests() if column.expression else ()
                writer.tests(tests, select.where, root, binds)
        found = self._placed(f"{{ {body} {' '.join(binds)} }}")
        nothing = self.absence("COUNT", select.where) if keys == () else None
        if isinstance(graph, str):
            columns, keys = [graph, *columns], None if keys is None else (graph, *keys)
        limit = self._limit(select)
        return Plan(
            self.query.prologue,
            found,
            columns,
            self.parts,
            self.absent,
            keys,
            rows,
            bool(taken),
            extremes,
            limit,
            nothing,
            self._order(select) if self.graph is None else "",
            self._tallies(select),
        )

    def _order(self, select: Select) -> str:
        """Returns the order of a SELECT whose rows are its distinct solutions, or groups of them that are told in tallies; nothing of another."""
        is_distinct = self.query.written(select.modifier).upper() == "DISTINCT"
        tallies = self._tallies(select)
        if not is_distinct or select.order is None or select.limit is not None or select.offset:
            return ""
        if select.is_aggregated and not tallies:
            return ""
        # Behind it the values of which the least or greatest is wanted, so that the engine compares them.
        ends = sorted({f" ?{one.variable}" for one in tallies.values() if one.operator in _EXTREMES})
        return f"ORDER BY {self.query.written(select.order)}{''.join(ends)}"

    def _tallies(self, select: Select) -> dict[str, Tally]:
        """Returns the columns that the members of a group tell, where all do but its keys, which order it; none else.

        What is counted must differ: a solution may come more than once. One order has the ends of one variable.
        """
        keys = {one.name for one in select.keys if one.expression is None}
        made = {one.name: one.expression for one in select.shown if one.expression}
        tallies = {
            name: Tally(one.operator, one.parts[0].term)
            for name, one in made.items()
            if len(one.parts) == 1
            and isinstance(one.parts[0].term, str)
            and (one.operator in _EXTREMES or _COUNTS.match(self.query.written(one.span)))
        }
        is_told = (
            len(keys) == len(select.keys) > 0
            and select.having is None
            and tallies.keys() == made.keys()
            and {*select.columns} <= keys | made.keys()
            and {one.term for one in select.sorting} <= keys
            and len({one.variable for one in tallies.values() if one.operator in _EXTREMES}) < 2
        )
        return tallies if is_told else {}

    def _bind(self, column: Column) -> str:
        assert column.expression is not None
        return f"BIND({self.query.written(column.expression.span)} AS ?{column.name})"

    def _placed(self, group: str) -> str:
        return group if self.graph is None else f"{{ GRAPH {slot_text(self.graph)} {group} }}"

    def _extremes(self, select: Select, binds: list[str]) -> tuple[tuple[tuple[str, str], ...], list[str]]:
        """Names the results of MIN and MAX and the values they are of; none where another aggregate counts all.

        Results that are no columns are given as the text that shows them.
        """
        if any(one.operator not in _EXTREMES for one in select.aggregates):
            return (), []
        columns = {column.expression.span: column.name for column in select.shown if column.expression}
        extremes, taken, written = [], [], self.query.written
        for one in select.aggregates:
            result, value = columns.get(one.span) or next(self.query.names), next(self.query.names)
            extremes.append((result, value))
            taken += [] if one.span in columns else [f"({written(one.span)} AS ?{result})"]
            binds.append(f"BIND({written(one.parts[0].span)} AS ?{value})")
            self.absent.append(AbsentPattern(one.operator, _shown(written(one.span)), {}))
        return tuple(extremes), taken

    def _rows(self, select: Select, keys: Sequence[Column], taken: Sequence[str]) -> str:
        """Writes the query of rows with the keys of their groups."""
        written = self.query.written
        more = [f"?{key.name}" for key in keys if key.name not in select.columns]
        grouping = " ".join(
            f"({written(key.expression.span)} AS ?{key.name})" if key.expression else f"?{key.name}"
            for key in keys
        )
        head = " ".join([*more, written(select.head), *taken])
        rows = self.query.rewritten(select, head, grouping)
        return f"{self.query.prologue} {_within(self._placed(f'{{ {rows} }}'))}"

    def _limit(self, select: Select) -> Limit | None:
        if select.limit is None and not select.offset:
            return None
        written = [f"LIMIT {select.limit}"] * (select.limit is not None)
        written += [f"OFFSET {select.offset}"] * bool(select.offset)
        end = None if select.limit is None else select.offset + select.limit
        head = self.query.written((select.modifier[0], select.head[1]))
        reached = self.query.rewritten(select, head, limit=(end or 0) + 1)
        absence = AbsentPattern("LIMIT", " ".join(written), {})
        return Limit(select.offset, end, f"{self.query.prologue} {_within(f'{{ {reached} }}')}", absence)

    def part(self, mark: str | None) -> PlanPart:
        """Makes a part."""
        self.parts.append(PlanPart(mark, [], []))
        return self.parts[-1]

    def absence(
        self, form: str, group: Group, outer: str | None = None, inner: str | None = None
    ) -> AbsentPattern:
        """Makes what a row may rest on not being there."""
        start, end = group.span
        description: Description = {}
        for subject, predicate, thing, *_ in group.triples():
            pairs = description.setdefault(subject, [])
            if isinstance(predicate, ox.NamedNode) and predicate.value in _OF_ACTS:
                pairs.append((predicate.value, thing))
        return AbsentPattern(
            form, _shown(self.query.written((start + 1, end - 1))), description, outer, inner
        )

    def own(self, group: Group) -> str | None:
        """Finds a variable that a group always binds, and that nothing else in the SELECT can bind.

        An engine joins such a group as it would the question's own; with a BIND at its end it may not.
        """
        start, end = group.span
        elsewhere = (names for (one, _), names in self._binders if not start <= one < end)
        return min(group.certain.difference(*elsewhere), default=None)


class _PlanWriter:
    """Writes the groups of one SELECT with marks, and notes what stands in each part.

    A copy, of what EXISTS, has other names for its own variables, and notes nothing as absent.
    """

    def __init__(self, planner: _Planner, names: Mapping[str, str] | None = None) -> None:
        self._planner, self._query = planner, planner.query
        self._names, self._is_copy = names or {}, names is not None

    def closed(self, group: Group, part: PlanPart) -> str:
        """Writes what stands within the braces of a group whose filters act before anything is added.

        Those of an OPTIONAL do not: they may ask about what stands before it.
        """
        early, late = self._split(group, part)
        return f"{{ {early} }} {late}" if late else early

    def fill(self, group: Group, part: PlanPart) -> str:
        """Writes what stands within the braces of a group."""
        return " ".join(self._split(group, part))

    def _split(self, group: Group, part: PlanPart) -> tuple[str, str]:
        """Writes what a group holds, and what is added to it."""
        if group.select is not None:
            part.selects.append(self._of_its_own(group.select))
            return self._query.written(group.span, self._names), ""
        early: list[str] = []
        late: list[str] = []
        for element in group.elements:
            early.append(self._element(element, group, part, late))
        return " ".join(early), " ".join(late)

    def _of_its_own(self, select: Select) -> tuple[Plan, list[str]]:
        """Plans a SELECT within; gives the variables, too, that hold its columns here."""
        graph = self._planner.graph
        if (self._is_copy or graph is not None) and (select.limit is not None or select.offset):
            raise Uncitable("evidence does not cover LIMIT or OFFSET within GRAPH or EXISTS")
        given = [self._names.get(name, name) for name in select.columns]
        if isinstance(graph, str):
            given.insert(0, graph)
            graph = next(self._query.names)
        return _Planner(self._query, graph).plan(select), given

    def _element(self, element: Element, group: Group, part: PlanPart, late: list[str]) -> str:
        if element.form == "TRIPLES":
            return self._triples(element, part)
        if element.form == "OPTIONAL":
            return self._optional(element.groups[0], part)
        if element.form == "UNION":
            return self._union(element, part)
        if element.form == "GRAPH":
            return self._graph(element, part)
        denied = element.denial
        if denied is None:
            self.tests(element.tests, group, part, late)
        else:  # what is not there gives no row
            is_minus = element.form == "MINUS"
            seen = group.bound_before(element) if is_minus else (group.bound, group.certain)
            self._deny(denied, *seen, late)
            self._note("MINUS" if is_minus else "NOT EXISTS", denied, part)
        return self._query.written(element.span, self._names)

    def _triples(self, element: Element, part: PlanPart | None = None) -> str:
        graph = self._planner.graph
        if part is not None:
            part.patterns.extend(
                (self._renamed(one.subject), self._renamed(one.predicate), self._renamed(one.thing), graph)
                for one in element.triples
            )
        return " ".join(f"{' '.join(self._terms(one))} ." for one in element.triples)

    def _renamed(self, slot: Slot | Path) -> Slot | Path:
        return self._names.get(slot, slot) if isinstance(slot, str) else slot

    def _terms(self, triple: Triple) -> Iterator[str]:
        for slot, written in zip(triple[:3], triple.written, strict=True):
            yield f"?{self._names.get(slot, slot)}" if isinstance(slot, str) else written

    def _graph(self, element: Element, part: PlanPart) -> str:
        planner, asked = self._planner, element.graph
        before, planner.graph = (
            planner.graph,
            self._names.get(asked, asked) if isinstance(asked, str) else asked,
        )
        assert planner.graph is not None
        written = f"GRAPH {slot_text(planner.graph)} {{ {self.closed(element.groups[0], part)} }}"
        planner.graph = before
        return written

    def _union(self, element: Element, part: PlanPart) -> str:
        if len(element.groups) == 1:
            return f"{{ {self.closed(element.groups[0], part)} }}"
        branches = [(branch, self._planner.part(next(self._query.names))) for branch in element.groups]
        return " UNION ".join(_marked(self.closed(*branch), branch[1]) for branch in branches)

    def _optional(self, inner: Group, part: PlanPart) -> str:
        own = None if self._is_copy else self._planner.own(inner)
        child = self._planner.part(own or next(self._query.names))
        self._note("OPTIONAL", inner, part, child.mark)
        text = self.fill(inner, child)
        return f"OPTIONAL {{ {text} }}" if own else f"OPTIONAL {_marked(text, child)}"

    def _note(self, form: str, group: Group, part: PlanPart, inner: str | None = None) -> None:
        if not self._is_copy:
            self._planner.absent.append(self._planner.absence(form, group, part.mark, inner))

    def tests(self, tests: Iterable[Group], group: Group, part: PlanPart, late: list[str]) -> None:
        """Adds what an expression says EXISTS or not."""
        for test in tests:

            def write(writer: _PlanWriter, child: PlanPart, found: Group = test) -> str:
                return writer.fill(found, child)

            text, mark = self._beside(test, group.bound, group.certain, write)
            late.append(text)
            self._note("NOT EXISTS", test, part, mark)

    def _deny(self, denied: Group, bound: frozenset[str], certain: frozenset[str], late: list[str]) -> None:
        """Adds what, by being there, keeps something denied from being there."""
        denials = [element for element in denied.elements if element.denial is not None]
        rest = [element for element in denied.elements if element not in denials]
        for element in denials:
            kept = element.denial
            assert kept is not None
            joined = Element("UNION", kept.span, groups=[kept])
            whole = Group(denied.span, [*rest, joined])

            def write(writer: _PlanWriter, part: PlanPart, kept: Group = kept) -> str:
                return " ".join([*map(writer.copied, rest), f"{{ {writer.closed(kept, part)} }}"])

            late.append(self._beside(whole, bound, certain, write)[0])

    def copied(self, element: Element) -> str:
        """Writes an element that is behind no row."""
        if element.form == "TRIPLES":
            return self._triples(element)
        return self._query.written(element.span, self._names)

    def _beside(
        self,
        inner: Group,
        bound: frozenset[str],
        certain: frozenset[str],
        write: Callable[[_PlanWriter, PlanPart], str],
    ) -> tuple[str, str | None]:
        """Writes a group as an OPTIONAL that binds nothing else in the query, and gives its mark.

        Its own variables have other names; one that stands before it and may have no value is held equal where it has.
        """
        own = {name: next(self._query.names) for name in sorted(inner.bound - certain)}
        links = [
            f"FILTER(!BOUND(?{self._names.get(name, name)}) || SAMETERM(?{self._names.get(name, name)}, ?{own[name]}))"
            for name in sorted(own)
            if name in bound and name in inner.certain
        ]
        mark = min((own[name] for name in inner.certain - certain), default=None)
        child = self._planner.part(mark or next(self._query.names))
        text = " ".join([write(_PlanWriter(self._planner, {**self._names, **own}), child), *links])
        return f"OPTIONAL {f'{{ {text} }}' if mark else _marked(text, child)}", child.mark


def _refuse(query: Query) -> None:
    """Raises Uncitable for a form that evidence does not cover."""
    if query.form != "SELECT":
        raise Uncitable("only the rows of a SELECT query can be cited", "leave out --cite")
    if query.has_dataset:
        raise Uncitable("evidence does not cover FROM")
    if any(element.form == "SERVICE" for group in query.select.groups() for element in group.elements):
        raise Uncitable("evidence does not cover SERVICE")
    for one in (one for expression in query.expressions() for one in expression.walk()):
        if one.operator in _UNCITED_CALLS:
            raise Uncitable(f"evidence does not cover {one.operator}")


def _within(group: str) -> str:
    return f"SELECT * WHERE {{ {group} }}"


def _marked(text: str, part: PlanPart) -> str:
    return f"{{ {text} BIND(true AS ?{part.mark}) }}"


def _shown(written: str) -> str:
    """Shortens the text of a group or aggregate to what people read."""
    return (
        re.sub(r"<([^<>\s]*)>", lambda found: curie(found[1]) or found[0], written)
        .removesuffix(" .")
        .removesuffix(".")
    )
