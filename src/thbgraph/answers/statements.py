"""Statements as values: what CONSTRUCT, DESCRIBE and named graphs hold, and exported text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from ..words.terms import turtle
from .answers import Answer
from .formats import notebook
from .graph_formats import engine_format
from .rows import Row


@notebook
class Statements(tuple[ox.Triple | ox.Quad, ...]):
    """Triples, or quads with the graph that states them."""

    __slots__ = ()

    def table(self) -> Answer:
        """Returns the statements as an answer, their terms as Turtle writes them."""
        columns = ("subject", "predicate", "object")
        parts = ((one.subject, one.predicate, one.object) for one in self)
        return Answer(columns, [Row(columns, tuple(map(turtle, terms))) for terms in parts])

    def to_rdflib(self) -> Any:
        """Returns an rdflib Dataset; triples are in its default graph."""
        return _dataset(self)


class GraphText(str):
    """Statements written in a format: text that rdflib reads back."""

    form: str

    def __new__(cls, text: str, form: str) -> GraphText:
        made = super().__new__(cls, text)
        made.form = form
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return GraphText, (str(self), self.form)

    def to_rdflib(self) -> Any:
        """Returns an rdflib Dataset, lexical forms kept."""
        return _dataset(ox.parse(str(self), format=engine_format(self.form)))


def _dataset(statements: Iterable[ox.Quad | ox.Triple]) -> Any:
    from ..sparql.rdflib_terms import dataset  # rdflib, which an answer does without

    return dataset(statements)
