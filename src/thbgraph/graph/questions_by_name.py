"""The saved questions: what each asks, of what it has rows, its text for other engines, and how its answer is cited."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from ..base.values import Entity
from ..build.index import Index
from ..names.arguments import ArgumentValue, as_texts
from ..questions.questions import Question, find_question
from ..results.answer import Answer, Row
from ..results.formats import notebook
from . import on_demand
from .asking import Asking


@notebook
class Questions(dict[str, Question]):
    """The saved questions by name, in order of name; a name that none has raises UnknownQuestion, with those near."""

    def __init__(
        self,
        index: Index,
        asking: Asking,
        examples: Callable[[Question, Collection[str]], dict[str, list[Entity]]],
    ) -> None:
        super().__init__(index.questions)
        self._index, self._asking, self._examples = index, asking, examples

    def __missing__(self, name: str) -> Question:
        return find_question(name, self)

    def examples(self, name: str) -> dict[str, list[Entity]]:
        """Returns, by parameter of a question, a few things about which it has rows, the others as by default.

        >>> [thing.label for thing in graph.questions.examples("works-on")["topic"]]
        ['Children', 'Child trafficking', 'Children abused by being offered remuneration for sex']
        """
        question = self[name]
        return self._examples(question, [param.name for param in question.params])

    def query(
        self,
        name: str,
        arguments: Mapping[str, ArgumentValue | Sequence[ArgumentValue]] | None = None,
        /,
        **named: ArgumentValue | Sequence[ArgumentValue],
    ) -> str:
        """Gives the SPARQL text of a question with arguments as `KnowledgeGraph.ask` takes them, for any engine to run.

        >>> graph.questions.query("works-on", topic="children").startswith("PREFIX")
        True
        """
        given = {param: as_texts(value) for param, value in {**(arguments or {}), **named}.items()}
        return self._asking.query(self[name], given)

    def reference(self, answer: Answer, row: int | None = None) -> str:
        """Writes a reference for the answer to a question, or a row by number, with its permanent name.

        >>> "@" in graph.questions.reference(graph.ask("handbooks"))
        True
        """
        return on_demand.reference(answer, self._index, row)

    def table(self) -> Answer:
        """Returns the questions as an answer: what each asks, and its parameters."""
        columns = ("question", "asks", "parameters")
        rows = (
            (one.name, one.summary, ", ".join(param.name for param in one.params)) for one in self.values()
        )
        return Answer(columns, [Row(columns, row) for row in rows])
