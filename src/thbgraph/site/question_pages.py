"""The page of a saved question: its form, the answer with its sources, and how to ask it elsewhere."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from ..base.errors import ParameterError, UnknownEntity
from ..base.namespaces import BASE
from ..base.printing import spaced
from ..names.arguments import takes_latest
from ..questions.questions import Question
from ..results.answer import Answer
from ..results.formats import FORMATS, formats_of
from .linked_data import of_question
from .page_views import Given, PageViews, WrongPage, first

_FIGURES = ". A figure beside a value leads to the statement that holds it, one in the last column to the source below."
_FORMS = tuple(FORMATS[form] for form in ("csv", "xlsx", "json", "turtle"))


class QuestionPages(PageViews):
    """The pages of questions."""

    def question(self, name: str, given: Given) -> str:
        """Returns the page of a question, with its answer to the arguments or, in their place, what is wrong with them."""
        question = self.graph.questions[name]
        wanted = {key: [text for text in texts if text] for key, texts in given.items()}
        arguments = {key: texts for key, texts in wanted.items() if texts}
        values: dict[str, Any] = {"error": "", "answer": None, "summary": "", "days": []}
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
            params=self.forms.fields(question.params, bound),
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
            "days": self.days(lambda given: self._address(answer.question, given), arguments)
            if takes_latest(self.graph.questions[answer.question])
            else [],
            "other_day": self.other_day(answer, arguments),
            "diagnosis": [str(cause) for cause in diagnosis],
        }

    def _address(self, name: str, arguments: Given) -> str:
        return self.addresses.question(name, {key: list(texts) for key, texts in arguments.items()})

    def _elsewhere(self, question: Question, bound: Mapping[str, str]) -> dict[str, str]:
        given = " ".join(shlex.quote(f"{key}={value}") for key, value in bound.items())
        named = "".join(f", {key}={value!r}" for key, value in bound.items())
        return {
            "shell": f"thbgraph ask {question.name} {given} --cite".replace("  ", " "),
            "python": f'thbgraph.open().ask("{question.name}"{named}, cite=True)',
            "web": self._address(f"{question.name}.json", {key: [value] for key, value in bound.items()}),
        }
