"""The page of a saved question: its form, the answer with its sources, and how to ask it elsewhere."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..base.errors import ParameterError, UnknownEntity
from ..base.namespaces import BASE, XSD
from ..base.printing import spaced
from ..base.terms import short
from ..questions.questions import Param, Question
from ..results.answer import Answer
from ..results.formats import FORMATS, formats_of
from .linked_data import of_question
from .page_views import Given, PageViews, WrongPage, first

_DATE = XSD + "date"
_FIGURES = ". A figure beside a value leads to the statement that holds it, one in the last column to the source below."
_FORMS = tuple(FORMATS[form] for form in ("csv", "xlsx", "json", "turtle"))


class QuestionField(NamedTuple):
    """A field of a question's form: the parameter, its value, and what it takes: a day, things of a kind, or those with members."""

    name: str
    words: str
    description: str
    value: str
    takes: str
    kind: str
    options: list[str]


class QuestionPages(PageViews):
    """The pages of questions."""

    def __init__(self, *shared: Any) -> None:
        super().__init__(*shared)
        self._named: dict[str, list[str]] = {}

    def question(self, name: str, given: Given) -> str:
        """Returns the page of a question, with its answer to the arguments or, in their place, what is wrong with them."""
        question = self.graph.questions[name]
        wanted = {key: [text for text in texts if text] for key, texts in given.items()}
        arguments = {key: texts for key, texts in wanted.items() if texts}
        values: dict[str, Any] = {"error": "", "answer": None, "summary": ""}
        try:
            answer = self.graph.ask(name, arguments, cite=True)
            values |= self._answered(answer, arguments)
        except (ParameterError, UnknownEntity) as error:
            values["error"] = str(error)
        bound = {param.name: first(arguments, param.name) for param in question.params}
        columns = [(spaced(column), words) for column, words in question.columns.items()]
        drawn = self.drawn(
            "question",
            question.summary,
            kind="Question",
            question=question,
            params=[self._field(question, param, bound[param.name]) for param in question.params],
            columns=columns,
            query=question.whole[question.whole.index("PREFIX") :],
            elsewhere=self._elsewhere(question, {key: texts[0] for key, texts in arguments.items()}),
            formats=[
                (
                    form.title + (" with the evidence" if form.name in formats_of("Statements") else ""),
                    self._address(f"{name}.{form.ending}", arguments),
                )
                for form in _FORMS
            ],
            iri=BASE + self._address(name, arguments).removeprefix(self.addresses.base),
            about=of_question(question.summary, values["summary"]),
            **values,
        )
        return WrongPage(drawn) if values["error"] else drawn

    def _answered(self, answer: Answer, arguments: Given) -> dict[str, Any]:
        diagnosis = self.graph.diagnose(answer).causes if answer.is_empty else ()
        document = answer.document(is_short=True, hint=_FIGURES)
        return {
            "answer": document._replace(
                lead=document.lead[:1], sections=document.sections if answer.rows else ()
            ),
            "summary": answer.summary,
            "other_day": self.other_day(answer, arguments),
            "diagnosis": [str(cause) for cause in diagnosis],
        }

    def _address(self, name: str, arguments: Given) -> str:
        return self.addresses.question(name, {key: list(texts) for key, texts in arguments.items()})

    def _field(self, question: Question, param: Param, value: str) -> QuestionField:
        """Returns the field of a parameter, filled with its argument or else its default."""
        kind = short(param.wants_class) if param.wants_class else ""
        return QuestionField(
            param.name,
            spaced(param.name) if param.name != "asOf" else "day",
            param.description,
            value or self._default(param),
            "day" if param.datatype == _DATE else "members" if param.of_members else "thing",
            kind,
            self._options(kind) if kind and self.is_served else [],
        )

    def _default(self, param: Param) -> str:
        return (
            self.graph.find(param.default_given).label
            if param.wants_class and param.default_given
            else param.default_given
        )

    def _options(self, kind: str) -> list[str]:
        """Returns the names of all things of a class; in a folder of files a script fetches them."""
        if kind not in self._named:
            self._named[kind] = [thing.label for thing in self.graph.members(kind)]
        return self._named[kind]

    def _elsewhere(self, question: Question, bound: Mapping[str, str]) -> dict[str, str]:
        given = " ".join(shlex.quote(f"{key}={value}") for key, value in bound.items())
        named = "".join(f", {key}={value!r}" for key, value in bound.items())
        return {
            "shell": f"thbgraph ask {question.name} {given} --cite".replace("  ", " "),
            "python": f'thbgraph.open().ask("{question.name}"{named}, cite=True)',
            "web": self._address(f"{question.name}.json", {key: [value] for key, value in bound.items()}),
        }
