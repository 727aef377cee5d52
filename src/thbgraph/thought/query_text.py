"""Reads SPARQL 1.1 queries into rdflib's parse tree, and writes any part of such a tree as SPARQL again.

Nothing is interpreted here: what is written means what was read, so that the engine which answers can
evaluate a part of a query by itself. Blank nodes are written as variables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..words.terms import sparql, turtle
from .rdflib_terms import from_rdflib

_WRAPPERS = {
    "ConditionalOrExpression": " || ",
    "ConditionalAndExpression": " && ",
    "AdditiveExpression": "",
    "MultiplicativeExpression": "",
}
_UNARY = {"UnaryNot": "!", "UnaryMinus": "-", "UnaryPlus": "+"}
_AGGREGATES = {"Aggregate_GroupConcat": "GROUP_CONCAT"}


class NotReadable(Exception):
    """Says that a query is not SPARQL 1.1 as rdflib reads it."""


def read_query(text: str) -> Any:
    """Reads a query into rdflib's parse tree, names and paths resolved; raises NotReadable."""
    import logging
    from functools import partial

    from pyparsing import ParseException
    from rdflib.plugins.sparql.algebra import translatePath, translatePName, translatePrologue, traverse
    from rdflib.plugins.sparql.parser import parseQuery

    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # a literal that is none is for us to say
    try:
        prologue, tree = parseQuery(text)
        resolved = translatePrologue(prologue, None)
        tree = traverse(tree, visitPost=partial(translatePName, prologue=resolved))
        return traverse(tree, visitPost=translatePath)
    except ParseException:
        raise NotReadable("it has forms beyond SPARQL 1.1") from None
    except RecursionError:
        raise NotReadable("it is nested too deeply") from None


def triples_of(block: Any) -> list[tuple[Any, Any, Any]]:
    """Gives the triple patterns of a TriplesBlock, in order; objects and subjects may be blank nodes."""
    flat = [term for part in block.triples for term in part]
    return [(flat[n], flat[n + 1], flat[n + 2]) for n in range(0, len(flat), 3)]


def is_path(term: Any) -> bool:
    """Says whether a predicate is a property path."""
    from rdflib.paths import Path

    return isinstance(term, Path)


class Writer:
    """Writes parts of a parse tree as SPARQL: in full for an engine, or with prefixes for people."""

    def __init__(self, for_people: bool = False) -> None:
        self._written: Callable[[Any], str] = turtle if for_people else sparql

    def term(self, term: Any) -> str:
        """Writes a term, variable or path."""
        import rdflib

        if isinstance(term, rdflib.Variable):
            return f"?{term}"
        if isinstance(term, rdflib.BNode):
            return f"?_{term}"
        if is_path(term):
            return self._path(term)
        return self._written(from_rdflib(term)) if isinstance(term, rdflib.term.Identifier) else str(term)

    def triple(self, triple: Iterable[Any]) -> str:
        """Writes a triple pattern with its full stop."""
        return " ".join(self.term(term) for term in triple) + " ."

    def _path(self, path: Any) -> str:
        from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, SequencePath

        def part(inner: Any) -> str:
            return f"({self._path(inner)})" if is_path(inner) else self.term(inner)

        if isinstance(path, InvPath):
            return "^" + part(path.arg)
        if isinstance(path, MulPath):
            return part(path.path) + path.mod
        if isinstance(path, NegatedPath):
            return f"!({'|'.join(self.term(arg) for arg in path.args)})"
        assert isinstance(path, SequencePath | AlternativePath)
        return ("/" if isinstance(path, SequencePath) else "|").join(part(arg) for arg in path.args)

    def group(self, node: Any) -> str:
        """Writes a group graph pattern or sub-select with its braces."""
        if node.name == "SubSelect":
            return f"{{ {self.select(node)} }}"
        return f"{{ {' '.join(self.element(part) for part in node.part or ())} }}"

    def element(self, node: Any) -> str:
        """Writes one element of a group: triples, OPTIONAL, UNION, FILTER, BIND, VALUES, GRAPH or MINUS."""
        kind = node.name
        if kind == "TriplesBlock":
            return " ".join(self.triple(triple) for triple in triples_of(node))
        if kind == "Filter":
            return f"FILTER({self.expression(node.expr)})"
        if kind == "OptionalGraphPattern":
            return f"OPTIONAL {self.group(node.graph)}"
        if kind == "MinusGraphPattern":
            return f"MINUS {self.group(node.graph)}"
        if kind == "GroupOrUnionGraphPattern":
            return " UNION ".join(self.group(branch) for branch in node.graph)
        if kind == "GraphGraphPattern":
            return f"GRAPH {self.term(node.term)} {self.group(node.graph)}"
        if kind == "Bind":
            return f"BIND({self.expression(node.expr)} AS {self.term(node.var)})"
        if kind in ("InlineData", "ValuesClause"):
            return self.values(node)
        raise NotReadable(f"it has {kind.removesuffix('GraphPattern').upper()}")

    def values(self, node: Any) -> str:
        """Writes a VALUES block."""
        rows = [row if isinstance(row, list) else [row] for row in node.value or ()]
        body = " ".join(f"({' '.join(self.term(term) for term in row)})" for row in rows)
        return f"VALUES ({' '.join(self.term(name) for name in node.var)}) {{ {body} }}"

    def select(self, node: Any) -> str:
        """Writes a SELECT query or sub-select, without prologue."""
        head = " ".join(self._projected(column) for column in node.projection or ()) or "*"
        written = [f"SELECT {node.modifier or ''} {head} WHERE {self.group(node.where)}", self.tail(node)]
        if node.valuesClause:
            written.append(self.values(node.valuesClause))
        return " ".join(written)

    def _projected(self, column: Any) -> str:
        if column.evar:
            return f"({self.expression(column.expr)} AS {self.term(column.evar)})"
        return self.term(column.var)

    def tail(self, node: Any) -> str:
        """Writes what stands behind WHERE: GROUP BY, HAVING, ORDER BY, LIMIT and OFFSET."""
        written = []
        if node.groupby:
            written.append("GROUP BY " + " ".join(self._condition(c) for c in node.groupby.condition))
        if node.having:
            written.append("HAVING " + " ".join(f"({self.expression(c)})" for c in node.having.condition))
        if node.orderby:
            written.append(
                "ORDER BY "
                + " ".join(f"{c.order or 'ASC'}({self.expression(c.expr)})" for c in node.orderby.condition)
            )
        return " ".join(written + self._limits(node.limitoffset))

    def _limits(self, node: Any) -> list[str]:
        if not node:
            return []
        return [f"{word.upper()} {node[word]}" for word in ("limit", "offset") if word in node]

    def _condition(self, node: Any) -> str:
        if getattr(node, "name", None) == "GroupAs":
            named = f" AS {self.term(node.var)}" if node.var else ""
            return f"({self.expression(node.expr)}{named})"
        written = self.expression(node)
        return written if written.startswith("?") else f"({written})"

    def expression(self, node: Any) -> str:
        """Writes an expression; every operator has its own brackets."""
        from rdflib.plugins.sparql.parserutils import CompValue

        if isinstance(node, list):
            return f"({', '.join(self.expression(part) for part in node)})"
        if not isinstance(node, CompValue):
            return self.term(node)
        kind = node.name
        if kind in _WRAPPERS:
            return self._joined(node, _WRAPPERS[kind])
        if kind in _UNARY:
            return f"{_UNARY[kind]}({self.expression(node.expr)})"
        if kind == "RelationalExpression":
            if not node.op:
                return self.expression(node.expr)
            return f"({self.expression(node.expr)} {node.op} {self.expression(node.other)})"
        if kind in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            return f"{'NOT ' * (kind == 'Builtin_NOTEXISTS')}EXISTS {self.group(node.graph)}"
        if kind.startswith("Aggregate_"):
            return self._aggregate(node)
        if kind == "Function":
            return f"{self.term(node.iri)}({', '.join(self.expression(arg) for arg in node.expr or ())})"
        arguments = [
            arg for value in node.values() for arg in (value if isinstance(value, list) else [value])
        ]
        return f"{kind.removeprefix('Builtin_')}({', '.join(self.expression(arg) for arg in arguments)})"

    def _joined(self, node: Any, sign: str) -> str:
        parts = [self.expression(node.expr)]
        others = node.other or ()
        signs = node.op or [sign] * len(others)
        for one, other in zip(signs, others, strict=True):
            parts += [f" {one.strip()} ", self.expression(other)]
        return f"({''.join(parts)})" if others else parts[0]

    def _aggregate(self, node: Any) -> str:
        name = _AGGREGATES.get(node.name, node.name.removeprefix("Aggregate_").upper())
        inner = "*" if node.vars == "*" else self.expression(node.vars)
        separator = f"; SEPARATOR = {self.term(node.separator)}" if node.separator is not None else ""
        return f"{name}({'DISTINCT ' if node.distinct else ''}{inner}{separator})"
