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
Description: TypeAlias = "dict[Term | str, list[tuple[str, Term | str]]]"


class AbsentPattern(NamedTuple):
    """Something that a row rests on not being there: the form, its text, and what it says of acts.

    It counts where `outer` (a mark; None: always) is bound and `inner` is not. Where more data may have kept it
    from matching, `relaxed` finds it without that.
    """

    form: str
    words: str
    said: Description
    outer: str | None
    inner: str | None = None
    relaxed: Relaxed | None = None


class MarkedPart(NamedTuple):
    """What gave a solution where `mark` is bound; a part without a mark always did.

    It `is_told_apart` when its mark is a variable of its own, which no BIND needs to bind.
    """

    mark: str | None
    is_told_apart: bool
    patterns: list[Pattern]
    selects: list[tuple[Plan, list[str]]]


class Limited(NamedTuple):
    """A SELECT with LIMIT or OFFSET, of which rows from `offset` (counted from 0) up to `end` are kept.

    `reached` gives its rows in order from the first up to one beyond `end`, or to `offset` without. `forward` and
    `backward` give all of them, ties broken by the columns one way and the other. `absence` is what it leaves out.
    """

    columns: list[str]
    reached: str
    forward: str
    backward: str
    offset: int
    end: int | None
    absence: AbsentPattern


class Plan(NamedTuple):
    """How the evidence of a SELECT is found.

    `text` gives every solution of `group` with the marks of `parts`; `base` is the query's prologue. `columns`
    are the SELECT's, and first among them the graph where it is asked in one. For aggregates, `keys` name the groups,
    and `nothing` is what one without members lacks; `rows` gives each row with its keys, where its columns do not hold
    them. `extremes` are the variables that hold each MIN or MAX in the query of rows, with those of the values it is
    taken from. `limited` is there where the SELECT has LIMIT or OFFSET.
    """

    base: str
    group: str
    columns: list[str]
    parts: list[MarkedPart]
    absent: list[AbsentPattern]
    nothing: AbsentPattern
    rows: str | None = None
    keys: tuple[str, ...] | None = None
    extremes: tuple[tuple[str, str], ...] = ()
    limited: Limited | None = None

    @property
    def text(self) -> str:
        """The query that gives the solutions."""
        return f"{self.base}SELECT * WHERE {self.group}"

    def of_rows(self, rows: Iterable[Sequence[str]]) -> Plan:
        """Gives the plan that finds only what is behind some rows, whose terms come in written form."""
        names = " ".join(f"?{name}" for name in self.columns)
        # A blank node cannot be given, nor what is not bound.
        written = (" ".join("UNDEF" if term[:1] in ("", "_") else term for term in row) for row in rows)
        values = f"VALUES ({names}) {{ {' '.join(f'({row})' for row in written)} }}"
        return self._replace(group=f"{{ {values} {self.group} }}")


class Relaxed(NamedTuple):
    """How what is lacking in some solutions is found without what kept it from matching.

    `given` are the variables that have the values of such a solution; `number` is the variable that tells of
    which, counted from 0. `graph` is the one that it is asked in, as written.
    """

    given: list[str]
    number: str
    body: str
    graph: str | None
    parts: list[MarkedPart]
    absent: list[AbsentPattern]

    def text(self, rows: Iterable[Sequence[Term | None]]) -> str:
        """Writes the query for some rows of given values."""
        values = _values([self.number, *self.given], rows)
        if self.graph is None:
            return f"SELECT * WHERE {{ {values} {self.body} }}"
        # Given twice: filters within the braces of a GRAPH see nothing from without.
        return f"SELECT * WHERE {{ {values} GRAPH {self.graph} {{ {values} {self.body} }} }}"


class QueryPlan(NamedTuple):
    """How the evidence of a whole query is found.

    Where it is `nonmonotonic`, less data may take a row away, so that rows are asked for again. `patterns` has each of
    its triple patterns, None for what may be anything. It `has_graphs` where it asks in a GRAPH. `limited` are the
    SELECTs in it that have LIMIT or OFFSET, itself among them.
    """

    select: Plan
    nonmonotonic: bool
    has_graphs: bool
    patterns: list[tuple[Term | None, ox.NamedNode | None, Term | None]]
    limited: list[Limited]


def _values(names: Sequence[str], rows: Iterable[Sequence[Term | None]]) -> str:
    # A blank node cannot be given.
    written = (
        " ".join("UNDEF" if term is None or isinstance(term, ox.BlankNode) else sparql(term) for term in row)
        for row in ((ox.Literal(number), *row) for number, row in enumerate(rows))
    )
    names_written = " ".join(f"?{name}" for name in names)
    return f"VALUES ({names_written}) {{ {' '.join(f'({row})' for row in written)} }}"
