"""Forms of pages: a field for each parameter of a question or report, filled with its argument or else its default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..base.namespaces import XSD
from ..base.printing import spaced
from ..base.terms import short
from ..graph.knowledge_graph import KnowledgeGraph
from ..names.arguments import LATEST
from ..questions.questions import Param

_DATE = XSD + "date"


class FormField(NamedTuple):
    """A field of a form: the parameter, its value, and what it takes: a day, things of a kind, or those with members."""

    name: str
    words: str
    description: str
    value: str
    takes: str
    kind: str
    options: list[str]


class Forms:
    """The forms of one graph; in a folder of files, which is not `is_served`, a script fetches the names that fields suggest."""

    def __init__(self, graph: KnowledgeGraph, is_served: bool) -> None:
        self._graph, self._is_served = graph, is_served
        self._named: dict[str, list[str]] = {}

    def fields(self, params: Iterable[Param], values: Mapping[str, str]) -> list[FormField]:
        """Returns the fields of some parameters, with the values that these have by name."""
        return [self._field(param, values.get(param.name, "")) for param in params]

    def _field(self, param: Param, value: str) -> FormField:
        kind = short(param.wants_class) if param.wants_class else ""
        return FormField(
            param.name,
            spaced(param.name) if param.name != "asOf" else "day",
            param.description,
            "" if value == LATEST else value or self._default(param),
            "day" if param.datatype == _DATE else "members" if param.of_members else "thing",
            kind,
            self._options(kind) if kind and self._is_served else [],
        )

    def _default(self, param: Param) -> str:
        return (
            self._graph.find(param.default_given).label
            if param.wants_class and param.default_given
            else param.default_given
        )

    def _options(self, kind: str) -> list[str]:
        """Returns the names of all things of a class."""
        if kind not in self._named:
            self._named[kind] = [thing.label for thing in self._graph.members(kind)]
        return self._named[kind]
