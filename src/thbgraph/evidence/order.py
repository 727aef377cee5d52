"""What in a query depends on the order in which an engine finds things, which is another over less data.

GROUP_CONCAT and SAMPLE do, and are refused. LIMIT and OFFSET do where ORDER BY leaves rows tied. Whether it does
shows when such a SELECT is asked twice, ties broken by its columns one way and the other: it keeps the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import rdflib
from rdflib.plugins.sparql.parserutils import CompValue

from ..sparql.query_tree import columns, nodes
from ..sparql.query_writer import Writer
from ..words.errors import RequestError
from .plan import AbsentPattern, Limited

_UNORDERED = {"Aggregate_GroupConcat": "GROUP_CONCAT", "Aggregate_Sample": "SAMPLE"}
_INNER = ("GraphGraphPattern", "Builtin_EXISTS", "Builtin_NOTEXISTS")


def selects_with_limits(tree: Any) -> Iterator[Any]:
    """Yields each SELECT of a query that has LIMIT or OFFSET.

    Raises RequestError for what no order makes certain, or what cannot be asked by itself.
    """
    inner = {id(other) for node in nodes(tree) if node.name in _INNER for other in nodes(node.graph)}
    for node in nodes(tree):
        if node.name in _UNORDERED:
            raise RequestError(
                f"evidence does not cover {_UNORDERED[node.name]}, whose result depends on the order in which "
                "an engine finds things; leave it out, or leave out --cite"
            )
        if node.name in ("SelectQuery", "SubSelect") and node.limitoffset:
            if id(node) in inner:
                raise RequestError(
                    "evidence does not cover LIMIT or OFFSET within GRAPH or EXISTS; leave them out, or leave out --cite"
                )
            yield node


def limited_select(select: Any, base: str) -> Limited:
    """Gives what is asked of a SELECT that has LIMIT or OFFSET."""
    limit, offset = select.limitoffset.limit, int(select.limitoffset.offset or 0)
    end = None if limit is None else offset + int(limit)
    written = [f"LIMIT {limit}"] * (limit is not None) + [f"OFFSET {offset}"] * bool(offset)
    shown = columns(select)
    reached = base + _ordered(select, limit=offset if end is None else end + 1)
    forward, backward = (base + _ordered(select, shown, way) for way in ("ASC", "DESC"))
    return Limited(
        shown, reached, forward, backward, offset, end, AbsentPattern("LIMIT", " ".join(written), {}, None)
    )


def _ordered(select: Any, names: Sequence[str] = (), way: str = "ASC", limit: int | None = None) -> str:
    """Writes a SELECT without OFFSET and with another LIMIT or none, its ties broken by some columns."""
    keys = [CompValue("OrderCondition", expr=rdflib.Variable(name), order=way) for name in names]
    keys = [*(select.orderby.condition if select.orderby else ()), *keys]
    order = CompValue("OrderBy", condition=keys) if keys else None
    limits = None if limit is None else CompValue("LimitOffsetClauses", limit=limit)
    whole = CompValue(select.name, **{**select, "limitoffset": limits, "orderby": order})
    return Writer().select(whole)
