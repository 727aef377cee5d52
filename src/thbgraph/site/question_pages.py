"""The page of a saved question: its title with its arguments, the answer with its sources, and how to ask it elsewhere."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from functools import partial
from typing import Any

from ..base.dates import DAY
from ..base.errors import ParameterError, UnknownEntity
from ..base.namespaces import BASE
from ..names.arguments import takes_latest
from ..questions.questions import Question
from ..results.answer import Answer
from ..results.document import Block, Cell, Document, Section, Table
from .change_pages import CHANGES
from .drawing import day_words, for_readers, of_question
from .forms import as_text
from .later_acts import NEXT, later_acts
from .page_views import MEMO_DAY, Arguments, ListEntry, PageViews, WrongPage, first

#: Of so many rows, what each says is said once.
_SEVERAL = 2


class QuestionPages(PageViews):
    """The pages of questions."""

    def question(self, name: str, given: Arguments) -> str:
        """Returns the page of a question, with its answer to the arguments or, in their place, what is wrong with them."""
        question = self.graph.questions[name]
        wanted = {key: [text for text in texts if text] for key, texts in given.items()}
        arguments = {key: texts for key, texts in wanted.items() if texts}
        values: dict[str, Any] = {
            "error": "",
            "answer": None,
            "summary": "",
            "columns": (),
            "notes": (),
            "next": None,
        }
        try:
            answer = self.graph.ask(name, arguments, cite=True)
            values |= self._answered(answer, arguments)
        except (ParameterError, UnknownEntity) as error:
            values["error"] = for_readers(str(error))
        fields = self.forms.fields(
            question.params, {one.name: first(arguments, one.name) for one in question.params}
        )
        asked = self.forms.title(question.title or question.summary, fields)
        title = as_text(asked)
        day = next((one for one in question.params if one.name == DAY), None)

        def file(ending: str) -> str:
            return self._address(f"{name}.{ending}", arguments)

        drawn = self.drawn(
            "question",
            title,
            section_at="questions",
            theme=question.theme,
            question=question,
            params=fields,
            asked=asked,
            days=self.days(partial(self._address, name), arguments, day.default_given, takes_latest(question))
            if day
            else [],
            near=self._near(question),
            query=question.whole[question.whole.index("PREFIX") :],
            elsewhere=self._elsewhere(question, {key: texts[0] for key, texts in arguments.items()}),
            formats=self.formats("Answer", file),
            evidence=self.formats("Statements", file),
            changes=self._address(f"{name}/{CHANGES}", arguments),
            iri=BASE + self._address(name, arguments).removeprefix(self.addresses.base),
            is_memo_day=(first(arguments, DAY) or (day.default_given if day else "")) == MEMO_DAY,
            day_words=day_words(first(arguments, DAY) or (day.default_given if day else "")),
            about=of_question(title, values["summary"]),
            description=values["summary"],
            **values,
        )
        return WrongPage(drawn) if values["error"] else drawn

    def _answered(self, answer: Answer, arguments: Arguments) -> dict[str, Any]:
        document = answer.document()
        sentence = answer.remarks.sentence or answer.heading
        sections = tuple(map(_in_short, document.sections)) if answer.rows else ()
        shown = document._replace(lead=(Cell(sentence),), sections=sections)
        question = self.graph.questions[answer.question]
        later = later_acts(self.graph, question, answer, shown)
        return {
            "answer": later.answer if later else shown,
            "summary": answer.summary,
            "notes": answer.remarks.notes,
            "other_day": self.other_day(answer, arguments),
            "diagnosis": [str(cause) for cause in self.graph.diagnose(answer).causes]
            if answer.is_empty
            else [],
            "columns": [
                *self._columns(question, later.answer if later else shown),
                *([NEXT] if later else []),
            ],
            "next": later,
        }

    def _columns(self, question: Question, shown: Document) -> list[tuple[str, str]]:
        """Returns the columns that stand in an answer, by their own names, with what each holds."""
        tables = (block for one in shown.sections for block in one.blocks if isinstance(block, Table))
        heads = {head for table in tables for head in table.columns}
        return [
            (seen.words, question.columns[seen.column])
            for seen in question.view.columns
            if seen.words in heads
        ]

    def _near(self, question: Question) -> list[ListEntry]:
        """Returns the other questions of its theme."""
        theme = question.theme
        return [
            ListEntry(self.addresses.question(one.name), one.summary)
            for one in self.graph.questions.values()
            if one is not question and one.theme == theme
        ]

    def _address(self, name: str, arguments: Arguments) -> str:
        return self.addresses.question(name, {key: list(texts) for key, texts in arguments.items()})

    def _elsewhere(self, question: Question, bound: Mapping[str, str]) -> dict[str, str]:
        given = " ".join(shlex.quote(f"{key}={value}") for key, value in bound.items())
        named = "".join(f", {key}={value!r}" for key, value in bound.items())
        return {
            "shell": f"thbgraph ask {question.name} {given} --cite".replace("  ", " "),
            "python": f'thbgraph.open().ask("{question.name}"{named}, cite=True)',
            "web": self._address(f"{question.name}.json", {key: [value] for key, value in bound.items()}),
        }


def _in_short(section: Section) -> Section:
    """Returns a section whose tables leave out columns that say yes in each of several rows, as the sentence above does."""
    return section._replace(blocks=tuple(map(_without_yes, section.blocks)))


def _without_yes(block: Block) -> Block:
    if not isinstance(block, Table) or len(block.rows) < _SEVERAL:
        return block
    kept = [at for at in range(len(block.columns)) if {str(row[at]) for row in block.rows} != {"yes"}]
    rows = tuple(tuple(row[at] for at in kept) for row in block.rows)
    return block._replace(columns=tuple(block.columns[at] for at in kept), rows=rows)
