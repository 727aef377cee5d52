"""Queries as trees: what rdflib's parser has read, and what stands in it.

The tree is that of the grammar, before rdflib turns it into its algebra, which loses some forms. Source: SPARQL
1.1 Query Language, section 19.8; the node names are those of `rdflib.plugins.sparql.parser`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from itertools import takewhile
from threading import Lock
from typing import Any

import rdflib
from pyparsing import ParseException
from rdflib.plugins.sparql.algebra import translatePath, translatePName, translatePrologue, traverse
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from ..words.errors import RequestError

_REFUSED = {
    "ServiceGraphPattern": "SERVICE",
    "DatasetClause": "FROM",
    "InversePath": "^ within !()",  # rdflib's parser drops its property
    # Asked again, these give something else.
    **{f"Builtin_{name}": name for name in ("RAND", "NOW", "UUID", "STRUUID", "BNODE")},
}

#: rdflib's parser, and whether it normalizes literals, are one for all threads.
_reading = Lock()


class BeyondSparql11(Exception):
    """Says that rdflib does not read a query that the engine reads, and where it gives up."""

    def __init__(self, said: str, line: int) -> None:
        super().__init__(said)
        self.line = line


def parse(text: str) -> Any:
    """Reads a query of any form, with its `base`, and as `uncited` what evidence does not cover of it.

    Raises BeyondSparql11.
    """
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # no tracebacks for ill-typed literals
    with _reading:
        normalizing = rdflib.NORMALIZE_LITERALS
        rdflib.NORMALIZE_LITERALS = False  # "007" stays as it is written
        try:
            prologue, tree = parseQuery(text)
            names = translatePrologue(prologue, None)
            tree = traverse(tree, visitPost=lambda node: translatePName(node, names))
            uncited = _uncited(tree)  # of which making paths loses some
            tree = traverse(tree, visitPost=translatePath)
        except ParseException as error:
            raise BeyondSparql11(error.msg, error.lineno) from None
        finally:
            rdflib.NORMALIZE_LITERALS = normalizing
    tree["base"], tree["uncited"] = names.base, uncited
    return tree


def read(text: str) -> Any:
    """Reads a SELECT query; raises RequestError for what evidence does not cover, naming it."""
    try:
        return citable(parse(text))
    except BeyondSparql11:
        raise RequestError(
            "evidence needs SPARQL 1.1, and this query goes beyond it; write it in 1.1, or leave out --cite"
        ) from None
    except RecursionError:
        raise RequestError(
            "the query is nested too deeply for evidence; nest it less, or leave out --cite"
        ) from None


def citable(tree: Any) -> Any:
    """Returns the tree of a query; raises RequestError for what evidence does not cover, naming it."""
    if tree.uncited is not None:
        raise RequestError(tree.uncited)
    return tree


def _uncited(tree: Any) -> str | None:
    if tree.name != "SelectQuery":
        return "only the rows of a SELECT query can be cited; leave out --cite"
    form = next((_REFUSED[node.name] for node in nodes(tree) if node.name in _REFUSED), None)
    return form and f"evidence does not cover {form}; leave it out, or leave out --cite"


def nodes(tree: Any) -> Iterator[Any]:
    """Yields the nodes of a tree, outer ones first."""
    if isinstance(tree, CompValue):
        yield tree
        parts: Iterable[Any] = list(tree.values())
    elif isinstance(tree, list | tuple) or type(tree).__name__ == "ParseResults":
        parts = tree
    else:
        return
    for part in parts:
        yield from nodes(part)


def variables(tree: Any) -> set[str]:
    """Gives the names of all variables of a tree."""
    if isinstance(tree, rdflib.Variable):
        return {str(tree)}
    if isinstance(tree, rdflib.term.Node | str):
        return set()
    parts = tree.values() if hasattr(tree, "values") else tree if hasattr(tree, "__iter__") else ()
    return set().union(*map(variables, list(parts)))


def triples(block: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yields the triple patterns of a block."""
    for flat in block.triples:
        parts = list(flat)
        for start in range(0, len(parts), 3):
            yield parts[start], parts[start + 1], parts[start + 2]


def bound(group: Any, before: Any = None) -> set[str]:
    """Gives the variables that a group, or what stands in it before a part, can bind.

    Those of sub-selects and optional parts are included.
    """
    found: set[str] = set()
    for part in takewhile(lambda part: part is not before, _parts(group)):
        if part.name == "TriplesBlock":
            found |= variables(part)
        elif part.name in ("OptionalGraphPattern", "GraphGraphPattern"):
            found |= bound(part.graph) | variables(part.term)
        elif part.name == "GroupOrUnionGraphPattern":
            found = found.union(*map(bound, part.graph))
        elif part.name in ("Bind", "InlineData"):
            found |= variables(part.var)
    if group.name == "SubSelect":
        found |= set(columns(group))
    return found


def certain(group: Any) -> set[str]:
    """Gives the variables that every solution of a group binds."""
    found: set[str] = set()
    for part in _parts(group):
        if part.name == "TriplesBlock":
            found |= variables(part)
        elif part.name == "GraphGraphPattern":
            found |= certain(part.graph) | variables(part.term)
        elif part.name == "GroupOrUnionGraphPattern":
            found |= set.intersection(*map(certain, part.graph))
        elif part.name == "InlineData" and not any(
            "UNDEF" in map(str, cells(row)) for row in part.value or ()
        ):
            found |= variables(part.var)
    if group.name == "SubSelect":
        keys = variables(group.groupby) if is_aggregated(group) else certain(group.where)
        found |= keys & certain(group.where) & set(columns(group))
    return found


def _parts(group: Any) -> list[Any]:
    return list(group.part or ()) if group.name != "SubSelect" else []


def cells(row: Any) -> list[Any]:
    """Gives the terms of a row of values; a block for one variable has them bare."""
    return list(row) if type(row).__name__ in ("ParseResults", "list") else [row]


def columns(select: Any) -> list[str]:
    """Gives the names of the columns of a SELECT."""
    if not select.projection or select.projection == "*" or "*" in list(select.projection):
        return sorted(bound(select.where))
    return [str(item.evar or item.var) for item in select.projection]


def is_aggregated(select: Any) -> bool:
    """Says whether the rows of a SELECT stand for groups of solutions."""
    return bool(select.groupby or select.having or aggregates(select))


def aggregates(select: Any) -> list[Any]:
    """Gives the aggregates of a SELECT, not those of others within it."""
    outside = list(nodes([select.projection, select.having, select.orderby]))
    inside = {id(other) for node in outside if "EXISTS" in node.name for other in nodes(node.graph)}
    return [node for node in outside if node.name.startswith("Aggregate_") and id(node) not in inside]
