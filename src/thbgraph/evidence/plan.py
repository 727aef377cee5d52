"""What a plan of evidence holds: the queries that find what is behind the rows of another, and its patterns.

Plans are made by `planner`, which needs rdflib to read a query. They themselves need nothing, so that one that
is kept is ready at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..words.terms import Term, sparql
from .path_witness import Path

#: A triple pattern and the graph it is asked in (None: the default one): terms, names of variables, paths.
Pattern: TypeAlias = "tuple[Term | str, Term | str | Path, Term | str, Term | str | None]"
#: By subject of a pattern, what of it tells of acts: properties and things, as terms or names of variables.
Said: TypeAlias = "dict[Term | str, list[tuple[str, Term | str]]]"


class Lack(NamedTuple):
    """Something that a row rests on not being there: the form, its text, and what it says of acts.

    It counts where `outer` (a mark; None: always) is bound and `inner` is not. Where more data may have kept it
    from matching, `loose` finds it without that. `limits` are the LIMIT and OFFSET that leave rows out.
    """

    form: str
    words: str
    said: Said
    outer: str | None
    inner: str | None = None
    loose: Loose | None = None
    limits: tuple[int | None, int] | None = None


class Part(NamedTuple):
    """What gave a solution where `mark` is bound; a part without a mark always did.

    It `is_told_apart` when its mark is a variable of its own, which no BIND needs to bind.
    """

    mark: str | None
    is_told_apart: bool
    patterns: list[Pattern]
    selects: list[tuple[Plan, list[str]]]


class Extreme(NamedTuple):
    """A MIN or MAX: the variable that holds it in the query of rows, and that of the values it is taken from."""

    result: str
    value: str


class Plan(NamedTuple):
    """How the evidence of a SELECT is found.

    `text` gives every solution with the marks of `parts`. `columns` are the SELECT's, and first among them the
    graph where it is asked in one. For aggregates, `keys` name the groups, and `nothing` is what one without
    members lacks; `rows` gives each row with its keys, where its columns do not hold them.
    """

    text: str
    columns: list[str]
    parts: list[Part]
    lacks: list[Lack]
    nothing: Lack
    rows: str | None = None
    keys: tuple[str, ...] | None = None
    extremes: tuple[Extreme, ...] = ()


class Loose(NamedTuple):
    """How what is lacking in some solutions is found without what kept it from matching.

    `given` are the variables that have the values of such a solution; `number` is the variable that tells of
    which, counted from 0. `graph` is the one that it is asked in, as written.
    """

    given: list[str]
    number: str
    body: str
    graph: str | None
    parts: list[Part]
    lacks: list[Lack]

    def text(self, rows: Iterable[Sequence[Term | None]]) -> str:
        """Writes the query for some rows of given values."""
        values = _values([self.number, *self.given], rows)
        if self.graph is None:
            return f"SELECT * WHERE {{ {values} {self.body} }}"
        # Given twice: filters within the braces of a GRAPH see nothing from without.
        return f"SELECT * WHERE {{ {values} GRAPH {self.graph} {{ {values} {self.body} }} }}"


class QueryPlan(NamedTuple):
    """How the evidence of a whole query is found.

    Where it is `delicate`, less data may take a row away; `patterns` has each of its triple patterns, None for
    what may be anything. It `has_graphs` where it asks in a GRAPH.
    """

    select: Plan
    delicate: bool
    has_graphs: bool
    patterns: list[tuple[Term | None, ox.NamedNode | None, Term | None]]


def _values(names: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> str:
    # A blank node cannot be given.
    written = (
        " ".join("UNDEF" if term is None or isinstance(term, ox.BlankNode) else sparql(term) for term in row)
        for row in ((ox.Literal(number), *row) for number, row in enumerate(rows))
    )
    names_written = " ".join(f"?{name}" for name in names)
    return f"VALUES ({names_written}) {{ {' '.join(f'({row})' for row in written)} }}"
