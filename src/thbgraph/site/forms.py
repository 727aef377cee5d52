"""Forms of pages: a field for each parameter of a question or report, filled with its argument or else its default."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.dates import DATE, DAY, MEMO_DAYS
from ..base.errors import RequestError
from ..base.namespaces import PREFIXES
from ..base.printing import spaced
from ..base.terms import short
from ..base.values import Entity
from ..graph.knowledge_graph import KnowledgeGraph
from ..names.arguments import LATEST
from ..names.articles import in_short
from ..questions.questions import Param, Question
from .drawing import DAY_FIELD, day_words

_THE = "the "
_TRUTH = PREFIXES["xsd"] + "boolean"
_TREATIES = (short(thb.Treaty), "eli:LegalResource")
#: A name of more characters is too long for a title.
_LONG = 24


#: What fields are called, where not as their parameters are.
_WORDS = {
    DAY: DAY_FIELD,
    "instrument": "treaty",
    "until": "follow up to",
    "topics": "topics and places count",
    "most": "number of paths",
}


class FormField(NamedTuple):
    """A field of a form: the parameter, its value, what it takes (a day, yes or no, things of a kind, or those with members), and whether it must be filled."""

    name: str
    words: str
    description: str
    value: str
    takes: str
    kind: str
    options: list[str]
    is_needed: bool = False

    @property
    def shown(self) -> str:
        """The value as people write it."""
        return day_words(self.value) if self.takes == "day" else self.value


#: A parameter in the title of a question.
_NAMED = re.compile(r"\{(\w+)\}")


class Forms:
    """The forms of one graph; in a folder of files, which is not `is_served`, a script fetches the names that fields suggest."""

    def __init__(self, graph: KnowledgeGraph, is_served: bool) -> None:
        self._graph, self._is_served = graph, is_served
        self._named: dict[str, list[str]] = {}

    def fields(self, params: Iterable[Param], values: Mapping[str, str]) -> list[FormField]:
        """Returns the fields of some parameters, with the values that these have by name."""
        return [self._field(param, values.get(param.name, "")) for param in params]

    def title(self, text: str, fields: Iterable[FormField]) -> list[tuple[str, FormField | None]]:
        """Returns the title of a question or report in parts: words, each with the field that stands behind them, if one does.

        The day last known is words, since a field takes days.
        """
        by_name = {one.name: one for one in fields}
        *pairs, last = _NAMED.split(text)
        parts, words = list[tuple[str, FormField | None]](), ""
        for before, name in zip(pairs[::2], pairs[1::2], strict=True):
            words, field = words + before, by_name[name]
            if field.takes == "day" and not field.value:
                words += day_words(LATEST)
            else:
                parts.append((words if self._has_article(field) else words.removesuffix(_THE), field))
                words = ""
        return [*parts, (words + last, None)]

    def asked(self, question: Question, values: Mapping[str, str]) -> str:
        """Returns the title of a question with the values that its parameters have by name, as text."""
        return as_text(self.title(question.title or question.summary, self.fields(question.params, values)))

    def _has_article(self, field: FormField) -> bool:
        """Says whether the article before a field stays: before the name of a treaty that has one, as "CETS 197" has not."""
        if field.kind not in _TREATIES or not field.value:
            return True
        try:
            treaty = self._graph.find(field.value)
        except RequestError:
            return True
        return in_short(treaty.iri, field.value, self._graph.names).startswith(_THE)

    def _field(self, param: Param, value: str) -> FormField:
        kind = short(param.wants_class) if param.wants_class else ""
        return FormField(
            param.name,
            _WORDS.get(param.name) or spaced(param.name),
            param.description,
            "" if value == LATEST else value or self._default(param),
            "day"
            if param.datatype == DATE
            else "yes or no"
            if param.datatype == _TRUTH
            else "members"
            if param.of_members
            else "thing",
            kind,
            self._options(kind) if self._is_served and (kind or param.datatype == DATE) else [],
            not param.default and param.name != DAY,
        )

    def _default(self, param: Param) -> str:
        """Returns the default as people give it, a thing by its name, and where that is long by a short one."""
        if not (param.wants_class and param.default_given):
            return param.default_given
        return self.named(self._graph.find(param.default_given))

    def named(self, thing: Entity) -> str:
        """Returns what a thing is called in a field."""
        return self._graph.short_name(thing.iri) if len(thing.label) > _LONG else thing.label

    def _options(self, kind: str) -> list[str]:
        """Returns the names of all things of a class; without one the days of the memo."""
        if not kind:
            return [*map(day_words, MEMO_DAYS)]
        if kind not in self._named:
            self._named[kind] = [thing.label for thing in self._graph.classes[kind]]
        return self._named[kind]


def as_text(title: Iterable[tuple[str, FormField | None]]) -> str:
    """Writes a title in parts as text."""
    return "".join(words + (one.shown if one else "") for words, one in title)
