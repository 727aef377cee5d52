"""Plans the query that finds evidence: the question's own, with every variable kept and a mark in each part.

A part (the whole query, an OPTIONAL, a branch of a UNION, an EXISTS) may or may not have contributed to a
solution; its mark is a variable bound where it did. An EXISTS is added as an OPTIONAL. Sub-selects, aggregated
groups and patterns that fewer statements could make match have plans of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import pyoxigraph as ox
import rdflib

from ..sparql.query_tree import (
    aggregates,
    bound,
    certain,
    citable,
    columns,
    is_aggregated,
    nodes,
    read,
    triples,
    variables,
)
from ..sparql.query_writer import Writer, copying_writer
from ..treaties.records import ACTORS
from ..words import vocabulary as thb
from ..words.namespaces import RDF_TYPE
from ..words.terms import curie
from .absences import SHORTCUTS
from .monotone import existence_tests, is_fragile, is_nonmonotonic, is_solid
from .order import limited_select, selects_with_limits
from .plan import AbsentPattern, Description, MarkedPart, Plan, QueryPlan, Relaxed
from .rdflib_paths import from_rdflib_path

_SAID_OF_ACTS = {*ACTORS, *SHORTCUTS, RDF_TYPE, thb.instrument}


def query_plan(text: str, tree: Any = None) -> QueryPlan:
    """Makes the plan of a query, of which the tree may be there; raises RequestError for what evidence does not cover."""
    tree = read(text) if tree is None else citable(tree)
    base = f"BASE <{tree.base}> " if tree.base else ""
    limited = [limited_select(node, base) for node in selects_with_limits(tree)]
    select = _Planner(_fresh_names(text), {}).plan(tree, None, base)
    has_graphs = any(node.name == "GraphGraphPattern" for node in nodes(tree))
    return QueryPlan(select, is_nonmonotonic(tree), has_graphs, list(_patterns(tree)), limited)


def _patterns(tree: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yields the triple patterns of a query, None for what is no term."""
    writer = Writer()
    for block in nodes(tree):
        for triple in triples(block) if block.name == "TriplesBlock" else ():
            subject, predicate, thing = map(writer.part_of_pattern, triple)
            if not isinstance(predicate, str | ox.NamedNode):  # a path: any of its steps
                yield None, None, None
            else:
                yield _constant(subject), _constant(predicate), _constant(thing)


def _constant(part: Any) -> Any:
    return None if isinstance(part, str | ox.BlankNode) else part


def _fresh_names(text: str) -> Iterator[str]:
    """Yields names of variables that a text does not hold."""
    stem = "_e"
    while stem in text:
        stem += "_"
    return (f"{stem}{number}" for number in count())


class _Planner:
    def __init__(self, names: Iterator[str], known: dict[tuple[int, str], Relaxed]) -> None:
        self.names, self.known = names, known
        self.parts: list[MarkedPart] = []
        self.absent: list[AbsentPattern] = []
        self.graph: Any = None
        self._bound_by: list[tuple[Any, set[str]]] | None = None

    def relaxed(self, group: Any, shared: set[str]) -> Relaxed:
        """Gives the plan of what is lacking here, made once for each graph that it is asked in.

        `shared` are the variables that may have a value when it is looked for.
        """
        key = id(group), str(self.graph)
        if key not in self.known:
            self.known[key] = _Planner(self.names, self.known)._relaxed_plan(group, shared, self.graph)
        return self.known[key]

    def _relaxed_plan(self, group: Any, shared: set[str], graph: Any) -> Relaxed:
        self.graph = graph
        body = _Writer(self).fill(group, self._part(None), is_relaxed=True)
        given = shared | (variables(graph) if _is_variable(graph) else set())
        for part in group.part or () if group.name != "SubSelect" else ():
            if part.name == "Bind":  # which may not have a value before
                given -= variables(part.var)
        written = None if graph is None else Writer().term(graph)
        return Relaxed(sorted(given), next(self.names), body, written, self.parts, self.absent)

    def plan(self, select: Any, graph: Any, base: str = "") -> Plan:
        """Makes the plan of a SELECT, asked in a graph or not."""
        self.graph = graph
        self._bound_by = list(_bound_by(select))
        root = self._part(None)
        writer = _Writer(self)
        body = writer.closed(select.where, root, is_relaxed=False)
        shown = columns(select)
        rows: str | None = None
        keys: tuple[str, ...] | None = None
        extremes: tuple[tuple[str, str], ...] = ()
        if is_aggregated(select):
            keys, fresh, binds = self._keys(select)
            extremes, taken = self._extremes(select, binds)
            if taken or not set(keys) <= set(shown):
                rows = base + self._rows(select, keys, fresh, taken)
        else:
            made = [item for item in (select.projection or ()) if getattr(item, "evar", None) is not None]
            binds = [f"BIND({writer.expression(item.expr)} AS ?{item.evar})" for item in made]
            for item in made:
                writer.tests(item.expr, select.where, root, False, binds)
            binds += [writer.values(select.valuesClause)] if select.valuesClause else []
        found = self._placed(f"{{ {body} {' '.join(binds)} }}")
        if _is_variable(graph):
            shown, keys = [str(graph), *shown], None if keys is None else (str(graph), *keys)
        nothing = AbsentPattern(
            "COUNT", _shown(Writer().group(select.where)), _description(select.where), None
        )
        limited = limited_select(select, base) if select.limitoffset else None
        return Plan(base, found, shown, self.parts, self.absent, nothing, rows, keys, extremes, limited)

    def _placed(self, group: str) -> str:
        return group if self.graph is None else f"{{ GRAPH {Writer().term(self.graph)} {group} }}"

    def _keys(self, select: Any) -> tuple[tuple[str, ...], dict[int, str], list[str]]:
        """Gives the variables of GROUP BY, those among them that name expressions, and what binds these."""
        keys: list[str] = []
        binds: list[str] = []
        fresh: dict[int, str] = {}
        for number, key in enumerate(select.groupby.condition if select.groupby else ()):
            name = getattr(key, "name", "")
            if not name:
                keys.append(str(key))
                continue
            named = name == "GroupAs" and key.var is not None
            fresh[number] = str(key.var) if named else next(self.names)
            keys.append(fresh[number])
            tree = key.expr if name == "GroupAs" else key
            binds.append(f"BIND({Writer().expression(tree)} AS ?{fresh[number]})")
        return tuple(keys), fresh, binds

    def _rows(self, select: Any, keys: tuple[str, ...], fresh: Mapping[int, str], taken: list[str]) -> str:
        """Writes the query of rows with the keys of their groups."""
        writer = Writer()
        shown = [f"?{key}" for key in keys if key not in columns(select)]
        shown += [*map(writer.column, select.projection), *taken]
        rows = f"SELECT {' '.join(shown)} WHERE {writer.group(select.where)} {writer.grouping(select, fresh)}"
        rows += f" {writer.values(select.valuesClause)}" if select.valuesClause else ""
        return rows if self.graph is None else f"SELECT * WHERE {self._placed(f'{{ {rows} }}')}"

    def _extremes(self, select: Any, binds: list[str]) -> tuple[tuple[tuple[str, str], ...], list[str]]:
        """Names the results of MIN and MAX and the values they are of; none where another aggregate counts all."""
        found = aggregates(select)
        if not found or any(node.name not in ("Aggregate_Min", "Aggregate_Max") for node in found):
            return (), []
        extremes, taken, writer = [], [], copying_writer(self.names)
        for node in found:
            result, value = next(self.names), next(self.names)
            extremes.append((result, value))
            taken.append(f"({writer.expression(node)} AS ?{result})")
            binds.append(f"BIND({writer.expression(node.vars)} AS ?{value})")
            self.absent.append(
                AbsentPattern(node.name.partition("_")[2].upper(), _shown(writer.expression(node)), {}, None)
            )
        return tuple(extremes), taken

    def _part(self, mark: str | None, is_told_apart: bool = False) -> MarkedPart:
        self.parts.append(MarkedPart(mark, is_told_apart, [], []))
        return self.parts[-1]

    def child(self, own: str | None = None) -> MarkedPart:
        """Makes a part with a mark: a variable that it always binds and nothing else does, or a new one."""
        return self._part(own or next(self.names), own is not None)

    def own(self, inner: Any) -> str | None:
        """Finds a variable that a group always binds, and that nothing else in the SELECT can bind.

        An engine joins such a group as it would the question's own; with a BIND at its end it may not.
        """
        if self._bound_by is None:
            return None
        ids = {id(node) for node in nodes(inner)}
        elsewhere = set().union(*(names for node, names in self._bound_by if id(node) not in ids))
        return min(certain(inner) - elsewhere, default=None)


class _Writer(Writer):
    """Writes the groups of one SELECT with marks, and notes what stands in each part.

    Blank nodes in patterns become variables, so that solutions hold them.
    """

    def __init__(self, planner: _Planner, names: Mapping[str, str] | None = None) -> None:
        super().__init__(names, lambda node: self.names.setdefault(f"_:{node}", next(planner.names)))
        self.planner, self.is_copy = planner, names is not None

    def _note_absence(
        self, form: str, tree: Any, part: MarkedPart, inner: str | None, shared: set[str] | None
    ) -> None:
        """Notes what a row may rest on not being there; `shared` is None where it need not be looked for."""
        if not self.is_copy:
            relaxed = self.planner.relaxed(tree, shared) if shared is not None else None
            self.planner.absent.append(
                AbsentPattern(
                    form, _shown(Writer().group(tree)), _description(tree), part.mark, inner, relaxed
                )
            )

    def marked(self, text: str, part: MarkedPart) -> str:
        """Writes the braces of a part of its own around what stands within them."""
        return f"{{ {text} }}" if part.is_told_apart else f"{{ {text} BIND(true AS ?{part.mark}) }}"

    def closed(self, group: Any, part: MarkedPart, is_relaxed: bool) -> str:
        """Writes what stands within the braces of a group whose filters act before anything is added.

        Those of an OPTIONAL do not: they may ask about what stands before it.
        """
        early, late = self._split(group, part, is_relaxed)
        return f"{{ {early} }} {late}" if late else early

    def fill(self, group: Any, part: MarkedPart, is_relaxed: bool) -> str:
        """Writes what stands within the braces of a group; relaxed: without what may keep it from matching."""
        return " ".join(self._split(group, part, is_relaxed))

    def _split(self, group: Any, part: MarkedPart, is_relaxed: bool) -> tuple[str, str]:
        """Writes what a group holds, and what is added to it."""
        if group.name == "SubSelect":
            part.selects.append(self._of_its_own(group))
            return f"{{ {self._copying().select(group)} }}", ""
        early: list[str] = []
        late: list[str] = []
        for element in group.part or ():
            self._element(element, group, part, is_relaxed, early, late)
        return " ".join(early), " ".join(late)

    def _of_its_own(self, select: Any) -> tuple[Plan, list[str]]:
        """Plans a sub-select; gives the variables, too, that hold its columns here."""
        graph, given = self.planner.graph, [self.names.get(name, name) for name in columns(select)]
        if _is_variable(graph):
            given.insert(0, str(graph))
            graph = rdflib.Variable(next(self.planner.names))
        return _Planner(self.planner.names, self.planner.known).plan(select, graph), given

    def _copying(self) -> Writer:
        return copying_writer(self.planner.names, self._plain())

    def _plain(self) -> dict[str, str]:
        return {name: other for name, other in self.names.items() if not name.startswith("_:")}

    def _element(
        self, element: Any, group: Any, part: MarkedPart, is_relaxed: bool, early: list[str], late: list[str]
    ) -> None:
        kind = element.name
        if kind == "TriplesBlock":
            early.append(self._noted(element, part))
        elif kind == "OptionalGraphPattern":
            self._optional(element.graph, group, part, early)
        elif kind == "MinusGraphPattern":
            is_asked = is_relaxed or is_fragile(element.graph, group)
            # What stands behind it, or outside of the group, it does not see.
            shared = variables(element.graph) & bound(group, element) if is_asked else None
            self._note_absence("MINUS", element.graph, part, None, shared)
            if not is_relaxed:
                early.append(f"MINUS {self._copying().group(element.graph)}")
        elif kind == "GroupOrUnionGraphPattern":
            early.append(self._union(element, part, is_relaxed))
        elif kind == "GraphGraphPattern":
            before, self.planner.graph = self.planner.graph, self._graph(element.term)
            early.append(
                f"GRAPH {self.term(element.term)} {{ {self.closed(element.graph, part, is_relaxed)} }}"
            )
            self.planner.graph = before
        elif kind == "Filter":
            if not is_relaxed or is_solid(element.expr, group):
                early.append(self._copying().part(element))
            self.tests(element.expr, group, part, is_relaxed, late, True)
        else:
            early.append(self._copying().part(element))
            self.tests(getattr(element, "expr", None), group, part, is_relaxed, late)

    def _graph(self, term: Any) -> Any:
        return rdflib.Variable(self.names.get(str(term), str(term))) if _is_variable(term) else term

    def _noted(self, block: Any, part: MarkedPart) -> str:
        graph = self.planner.graph
        asked_in = Writer().part_of_pattern(graph) if graph is not None else None
        for triple in triples(block):
            subject, predicate, thing = map(self.part_of_pattern, triple)
            if not isinstance(predicate, str | ox.NamedNode):
                predicate = from_rdflib_path(predicate)
            part.patterns.append((subject, predicate, thing, asked_in))
        return self.part(block)

    def _union(self, element: Any, part: MarkedPart, is_relaxed: bool) -> str:
        if len(element.graph) == 1:
            return f"{{ {self.closed(element.graph[0], part, is_relaxed)} }}"
        branches = [(branch, self.planner.child()) for branch in element.graph]
        return " UNION ".join(self.marked(self.closed(*branch, is_relaxed), branch[1]) for branch in branches)

    def _optional(self, inner: Any, group: Any, part: MarkedPart, early: list[str]) -> None:
        own = None if self.is_copy else self.planner.own(inner)
        child = self.planner.child(own)
        early.append(f"OPTIONAL {self.marked(self.fill(inner, child, False), child)}")
        self._note_absence(
            "OPTIONAL", inner, part, child.mark, variables(inner) if is_fragile(inner, group) else None
        )

    def tests(
        self,
        expression: Any,
        group: Any,
        part: MarkedPart,
        is_relaxed: bool,
        late: list[str],
        is_filter: bool = False,
    ) -> None:
        """Adds what an expression says EXISTS or not."""
        for node in existence_tests(expression):
            denied = node.name == "Builtin_NOTEXISTS"
            mark = None
            # What a NOT EXISTS that is the whole filter finds gives no row.
            if is_relaxed or not (denied and is_filter and node is expression):
                text, mark = self._found(node.graph, group)
                late.append(text)
            shared = variables(node.graph) if is_fragile(node.graph, group) else None
            self._note_absence("NOT EXISTS", node.graph, part, mark, shared)

    def _found(self, inner: Any, group: Any) -> tuple[str, str | None]:
        """Writes what EXISTS as an OPTIONAL that binds nothing else in the query, and gives its mark.

        Its own variables have other names.
        """
        sure, shared = certain(group), bound(group)
        own = {name: next(self.planner.names) for name in sorted(bound(inner) - sure)}
        alike = sorted(name for name in own if name in shared and name in certain(inner))
        links = [
            f"FILTER(!BOUND(?{self.names.get(name, name)}) || SAMETERM(?{self.names.get(name, name)}, ?{own[name]}))"
            for name in alike
        ]
        writer = _Writer(self.planner, {**self._plain(), **own})
        child = self.planner.child(min((own[name] for name in certain(inner) - sure), default=None))
        text = " ".join([writer.fill(inner, child, False), *links])
        return f"OPTIONAL {writer.marked(text, child)}", child.mark


def _bound_by(select: Any) -> Iterator[tuple[Any, set[str]]]:
    """Yields each node of a SELECT that binds variables by itself, with these."""
    for node in nodes(select):
        if node.name in ("TriplesBlock", "GraphGraphPattern"):
            yield node, variables(node.triples) | variables(node.term)
        elif node.name in ("Bind", "InlineData", "ValuesClause"):
            yield node, variables(node.var)
        elif node.name in ("SubSelect", "SelectQuery", "vars", "GroupAs"):
            yield node, variables(node.evar) | variables(node.var)


def _is_variable(term: Any) -> bool:
    return isinstance(term, rdflib.Variable)


def _shown(written: str) -> str:
    """Shortens the text of a group or aggregate to what people read."""
    written = re.sub(r"<([^<>\s]*)>", lambda found: curie(found[1]) or found[0], written)
    return re.sub(r"_:\w+", "[]", written.removeprefix("{ ").removesuffix(" }").removesuffix(" ."))


def _description(tree: Any) -> Description:
    """Gives what a pattern says of each of its subjects that tells whether it is an act or who did one."""
    said: Description = {}
    for block in nodes(tree):
        for triple in triples(block) if block.name == "TriplesBlock" else ():
            subject, _, thing = map(Writer().part_of_pattern, triple)
            pairs = said.setdefault(subject, [])
            if str(triple[1]) in _SAID_OF_ACTS:
                pairs.append((str(triple[1]), thing))
    return said
