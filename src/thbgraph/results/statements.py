"""Statements as values: what CONSTRUCT, DESCRIBE and named graphs hold, and exported text."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from ..base.terms import turtle
from .answer import Answer, Row
from .formats import notebook, renderer


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
        return renderer("rdf").dataset_of(self)


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
        return renderer("rdf").dataset_of(self)
