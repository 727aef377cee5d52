"""The page of SPARQL: a form with examples, and what a query finds as a table, or what is wrong with it at its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import islice
from math import inf
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pyoxigraph as ox

from ..base.errors import QuerySyntaxError, RequestError
from ..base.namespaces import BASE, PREFIXES, THB
from ..base.terms import short
from ..base.values import grouped, shown, value_of
from ..results.document import Cell, Table
from ..results.formats import FORMATS, RESULTS, formats_of
from .charts import WIDTHS, Bars, bars
from .page_views import PageViews
from .scripts import MISSING

#: So many rows are shown; the other formats have all.
_MOST = 500
#: So many rows of two columns are drawn as bars.
_MOST_BARS, _PAIR = 60, 2
_FIRST = """SELECT ?body ?topic WHERE {
  ?body a org:Organization ; thb:focusesOn ?topic ; skos:prefLabel ?name .
}
ORDER BY ?name ?topic LIMIT 10"""


class QueryResult(NamedTuple):
    """What a query found: the columns and the first rows of them, how many more there are, and whether it is a graph."""

    columns: list[str]
    rows: list[list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]]
    more: int = 0
    is_graph: bool = False


def found_in(result: Any) -> QueryResult:
    """Reads the engine's own result of a query: solutions, a graph, or a truth value."""
    if isinstance(result, ox.QueryBoolean):
        return QueryResult(["answer"], [[ox.Literal("yes" if result else "no")]])
    is_graph = isinstance(result, ox.QueryTriples)
    columns = ["subject", "property", "value"] if is_graph else [one.value for one in result.variables]
    rows = [[*row] for row in islice(result, _MOST)]
    return QueryResult(columns, rows, sum(1 for _ in result), is_graph)


class Querying(PageViews):
    """The page of SPARQL."""

    def form(self) -> str:
        """Returns the form with a first query, and what it finds where a server can tell."""
        if not self.is_served:
            return self._drawn(_FIRST)
        found = self.graph.sparql(_FIRST, timeout=None, memory=None)
        table = Table(found.columns, tuple(tuple(map(Cell, row)) for row in found))
        return self._drawn(_FIRST, found=table, formats=self._formats(_FIRST, RESULTS))

    def answer(self, query: str, found: QueryResult) -> str:
        """Returns the form with a query and what it found."""
        forms = formats_of("Statements") if found.is_graph else RESULTS
        labels = self.graph.index.labels
        return self._drawn(
            query,
            found=Table(
                tuple(found.columns),
                tuple(tuple(Cell(value_of(term, labels)) for term in row) for row in found.rows),
            ),
            more=found.more,
            bars=_bars(found, labels),
            formats=self._formats(query, forms),
        )

    def _formats(self, query: str, forms: Iterable[str]) -> list[tuple[str, str]]:
        """Returns the formats in which a server gives what a query finds, each with its address."""
        given = urlencode({"query": query})
        named = map(FORMATS.__getitem__, forms)
        return [(one.title, f"{self.addresses.base}sparql.{one.ending}?{given}") for one in named]

    def wrong(self, query: str, error: RequestError) -> str:
        """Returns the form with a query and what is wrong with it, at its place where that is known."""
        line = getattr(error, "line", None) if isinstance(error, QuerySyntaxError) else None
        column = (getattr(error, "column", None) or 1) if line else 0
        lines = query.splitlines()
        place = lines[line - 1] if line and line <= len(lines) else ""
        pointer = " " * (column - 1) + "^" if place else ""
        return self._drawn(query, error=str(error), place=place, pointer=pointer, line=line, column=column)

    def _drawn(self, query: str, **values: Any) -> str:
        return self.drawn(
            "sparql",
            "SPARQL",
            query=query,
            prefixes=sorted(PREFIXES.items()),
            missing=MISSING,
            iri=f"{BASE}sparql",
            themes=self._themes,
            terms=self._terms,
            **{
                "line": None,
                "column": None,
                "error": "",
                "place": "",
                "pointer": "",
                "found": None,
                "bars": None,
                "more": 0,
                "formats": (),
                **values,
            },
        )

    @cached_property
    def _terms(self) -> list[tuple[str, str]]:
        """The terms of the ontology, each with its label."""
        labels = self.graph.index.labels.items()
        return sorted((short(iri), label) for iri, label in labels if iri.startswith(THB))

    @cached_property
    def _themes(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """The saved questions by theme, each with its query and the address that runs it."""
        queries = ((one, one.whole[one.whole.index("PREFIX") :]) for one in self.graph.questions.values())
        address = f"{self.addresses.base}sparql"
        themes = grouped(
            (one.theme, (one.summary, text, f"{address}?{urlencode({'query': text})}"))
            for one, text in queries
        )
        return list(themes.items())


def _bars(found: QueryResult, labels: Mapping[str, str]) -> list[Bars] | None:
    """Returns what two columns, of names and of numbers from nought on, show as bars; None for all else."""
    numbers = list[tuple[str, float]]()
    for row in found.rows:
        if len(row) != _PAIR or found.more or len(found.rows) > _MOST_BARS:
            return None
        name, number = (value_of(term, labels) for term in row)
        if isinstance(number, bool) or not isinstance(number, int | float | Decimal) or not 0 <= number < inf:
            return None
        numbers.append((shown(name), float(number)))
    return [bars(numbers, width) for width in WIDTHS] if len(numbers) > 1 else None
