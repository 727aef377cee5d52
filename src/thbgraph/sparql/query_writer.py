"""Writes the trees of queries as text again.

What is written means what was read: names are resolved and brackets added, nothing else is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib import paths
from rdflib.paths import Path
from rdflib.plugins.sparql.parserutils import CompValue

from .query_tree import cells, triples
from .rdflib_terms import from_rdflib

_BEFORE_GROUPS = {"OptionalGraphPattern": "OPTIONAL", "MinusGraphPattern": "MINUS"}
_SIGNS = {"UnaryNot": "!", "UnaryPlus": "+", "UnaryMinus": "-"}
_JOINED = {"ConditionalOrExpression": "||", "ConditionalAndExpression": "&&"}


class Writer:
    """Writes trees as text, with some variables under other names; `blank` says what a blank node is written as."""

    def __init__(
        self, names: Mapping[str, str] | None = None, blank: Callable[[Any], Any] = from_rdflib
    ) -> None:
        self.names, self._blank = dict(names or {}), blank

    def term(self, term: Any) -> str:
        """Writes a variable, blank node, IRI, literal or property path."""
        return written_part(self.part_of_pattern(term))

    def part_of_pattern(self, term: Any) -> Any:
        """Gives the engine's term, a property path of rdflib, or the name that a variable is written by."""
        if isinstance(term, rdflib.Variable):
            return self.names.get(str(term), str(term))
        if isinstance(term, rdflib.BNode):
            return self._blank(term)
        return term if isinstance(term, Path) else from_rdflib(term)

    def group(self, node: Any) -> str:
        """Writes a group in braces."""
        if node.name == "SubSelect":
            return f"{{ {self.select(node)} }}"
        return f"{{ {' '.join(map(self.part, node.part or ()))} }}"

    def part(self, part: Any) -> str:
        """Writes one part of a group."""
        kind = part.name
        if kind == "TriplesBlock":
            return self._triples(part)
        if kind in _BEFORE_GROUPS:
            return f"{_BEFORE_GROUPS[kind]} {self.group(part.graph)}"
        if kind == "GroupOrUnionGraphPattern":
            return " UNION ".join(map(self.group, part.graph))
        if kind == "GraphGraphPattern":
            return f"GRAPH {self.term(part.term)} {self.group(part.graph)}"
        if kind == "Filter":
            test = self.expression(part.expr)
            return f"FILTER{test}" if test.startswith("(") else f"FILTER({test})"
        if kind == "Bind":
            return f"BIND({self.expression(part.expr)} AS {self.term(part.var)})"
        return self.values(part)

    def _triples(self, block: Any) -> str:
        written, before = "", None
        for triple in triples(block):
            subject, *said = map(self.term, triple)
            written += f" ; {' '.join(said)}" if subject == before else f" . {subject} {' '.join(said)}"
            before = subject
        return f"{written.removeprefix(' . ')} ."

    def values(self, node: Any) -> str:
        """Writes a block of values."""
        rows = (" ".join(map(self._cell, cells(row))) for row in node.value or ())
        names = " ".join(map(self.term, node.var or ()))
        return f"VALUES ({names}) {{ {' '.join(f'({row})' for row in rows)} }}"

    def _cell(self, term: Any) -> str:
        return "UNDEF" if str(term) == "UNDEF" and type(term) is str else self.term(term)

    def select(self, node: Any) -> str:
        """Writes a SELECT without prologue."""
        named = "*" if not node.projection or "*" in list(node.projection) else None
        shown = named or " ".join(map(self.column, node.projection))
        parts = ["SELECT", node.modifier or "", shown, "WHERE", self.group(node.where), self.grouping(node)]
        if node.orderby:
            keys = (
                f"{key.order or 'ASC'}({self.expression(key.expr)})"
                if hasattr(key, "order")
                else f"({self.expression(key)})"
                for key in node.orderby.condition
            )
            parts += ["ORDER BY", *keys]
        limits = node.limitoffset
        for word, number in (("LIMIT", limits and limits.limit), ("OFFSET", limits and limits.offset)):
            parts += [f"{word} {number}"] if number is not None else []
        parts += [self.values(node.valuesClause)] if node.valuesClause else []
        return " ".join(filter(None, parts))

    def column(self, item: Any) -> str:
        """Writes a column of a SELECT."""
        if item.evar is None:
            return self.term(item.var)
        return f"({self.expression(item.expr)} AS {self.term(item.evar)})"

    def grouping(self, node: Any, fresh: Mapping[int, str] | None = None) -> str:
        """Writes GROUP BY and HAVING; a key that is an expression gets a name where `fresh` has one for it."""
        parts = ["GROUP BY"] if node.groupby else []
        for number, key in enumerate(node.groupby.condition if node.groupby else ()):
            name = (fresh or {}).get(number)
            if getattr(key, "name", "") == "GroupAs":
                name = self.term(key.var)[1:] if key.var is not None else name
                key = key.expr
            written = self.expression(key)
            parts.append(
                f"({written} AS ?{name})" if name else written if written[0] == "?" else f"({written})"
            )
        if node.having:
            parts += ["HAVING", *(f"({self.expression(test)})" for test in node.having.condition)]
        return " ".join(parts)

    def expression(self, node: Any) -> str:
        """Writes an expression."""
        if not isinstance(node, CompValue):
            return "*" if isinstance(node, str) and type(node) is str else self.term(node)
        kind = node.name
        if kind in _JOINED:
            parts = [self.expression(part) for part in (node.expr, *(node.other or ()))]
            return parts[0] if len(parts) == 1 else f"({f' {_JOINED[kind]} '.join(parts)})"
        if kind == "RelationalExpression":
            return self._relation(node)
        if kind in ("AdditiveExpression", "MultiplicativeExpression"):
            first = self.expression(node.expr)
            rest = [
                f"{op} {self.expression(part)}"
                for op, part in zip(node.op or (), node.other or (), strict=True)
            ]
            return f"({' '.join([first, *rest])})" if rest else first
        if kind in _SIGNS:
            return f"({_SIGNS[kind]} {self.expression(node.expr)})"
        if kind in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            return f"({'NOT ' if 'NOT' in kind else ''}EXISTS {self.group(node.graph)})"
        return self._call(node)

    def _relation(self, node: Any) -> str:
        left = self.expression(node.expr)
        if node.op is None:
            return left
        if "IN" in node.op:
            among = node.other if type(node.other).__name__ in ("list", "ParseResults") else []
            return f"({left} {node.op} ({', '.join(map(self.expression, among))}))"
        return f"({left} {node.op} {self.expression(node.other)})"

    def _call(self, node: Any) -> str:
        """Writes a call of a function or an aggregate, with its arguments as they came."""
        kind = node.name
        name = self.term(node.iri) if kind == "Function" else kind.partition("_")[2].upper()
        name = "GROUP_CONCAT" if kind == "Aggregate_GroupConcat" else name
        given = []
        for key, value in node.items():
            if key not in ("iri", "distinct", "separator"):
                given += cells(value)
        distinct = "DISTINCT " if node.distinct == "DISTINCT" else ""
        ending = f" ; SEPARATOR={self.term(node.separator)}" if node.separator is not None else ""
        return f"{name}({distinct}{', '.join(map(self.expression, given))}{ending})"


def copying_writer(fresh: Iterator[str], names: Mapping[str, str] | None = None) -> Writer:
    """Returns a writer of what stands elsewhere in a query, too: its blank nodes get names of their own from `fresh`.

    The name of a blank node may not stand in two groups of a query.
    """
    return Writer(names, cache(lambda _: ox.BlankNode(next(fresh))))


def written_part(part: Any) -> str:
    """Writes a part of a pattern: the engine's term, a property path of rdflib, or the name of a variable."""
    if isinstance(part, str):
        return f"?{part}"
    return _path(part) if isinstance(part, Path) else str(part)


def _path(path: Any) -> str:
    """Writes a property path, every part in brackets."""
    if isinstance(path, paths.InvPath):
        return f"^({_path(path.arg)})" if isinstance(path.arg, paths.Path) else f"^{_path(path.arg)}"
    if isinstance(path, paths.SequencePath):
        return "(" + "/".join(map(_path, path.args)) + ")"
    if isinstance(path, paths.AlternativePath):
        return "(" + "|".join(map(_path, path.args)) + ")"
    if isinstance(path, paths.MulPath):
        return f"({_path(path.path)}){path.mod}"
    if isinstance(path, paths.NegatedPath):
        return "!(" + "|".join(map(_path, path.args)) + ")"
    return str(from_rdflib(path))
