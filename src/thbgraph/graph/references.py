"""How to cite an answer, or a row of it, and the permanent name by which it can be asked for again.

`not-bound@3f2a9b1c4d5e,asOf=2010-02-23,group=id:eu` is the question, the version of the data, and the arguments that
are not the question's own; `#2` behind it is the second row. For one version of the data, it names one answer.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from ..base.dates import in_words
from ..base.errors import RequestError
from ..base.home import HOME
from ..base.terms import Term, curie
from ..base.values import grouped, shown
from ..build.index import Index
from ..questions.questions import Param, Question, find_question
from ..results.answer import Answer

#: So many characters of a digest name a version of the data.
_DIGITS = 12


def permanent_name(answer: Answer, index: Index) -> str:
    """Returns the permanent name of the answer to a question; raises RequestError for another."""
    if not answer.question:
        raise RequestError("only the answer to a saved question has a reference")
    question = index.questions[answer.question]
    given = (
        f",{param.name}={_written(value)}"
        for param in _own(question, answer)
        for value in answer.asked.terms[param.name]
    )
    return f"{answer.question}@{index.digest[:_DIGITS]}{''.join(given)}"


def _own(question: Question, answer: Answer) -> list[Param]:
    """Returns the parameters that were given another value than the question's own."""
    return [
        param
        for param in question.params
        if [_written(value) for value in answer.asked.terms.get(param.name, ())]
        not in ([], [param.default_given])
    ]


def _written(value: Term) -> str:
    return curie(value.value) or str(value.value)


def read_permanent_name(name: str, index: Index) -> tuple[str, dict[str, list[str]]]:
    """Returns the question and the arguments of a permanent name.

    Raises RequestError where it is of other data, UnknownQuestion for no question.
    """
    written, *given = name.partition("#")[0].split(",")
    question, _, version = written.partition("@")
    if version != index.digest[:_DIGITS]:
        raise RequestError(
            f"that answer is of data {version}, and this is data {index.digest[:_DIGITS]}",
            f"ask {find_question(question, index.questions).name} for what holds now",
        )
    return question, grouped(pair.partition("=")[::2] for pair in given)


def reference(answer: Answer, index: Index, row: int | None = None) -> str:
    """Writes a reference for the answer to a question, or for one of its rows, by number.

    It has the arguments, the versions of program and data, the day, and the permanent name. Raises RequestError where
    there is no such row.
    """
    name = permanent_name(answer, index)
    arguments = ", ".join(f"{param}: {value}" for param, value in answer.arguments.items())
    bound = "; ".join(filter(None, [answer.question, arguments]))
    question = index.questions[answer.question]
    query = sha256(question.text.encode()).hexdigest()[:_DIGITS]
    version = f"{HOME.name} {index.version}, data {index.digest[:_DIGITS]}, query {query}"
    part = ""
    if row is not None:
        if not 0 < row <= len(answer):
            raise RequestError(f"there is no row {row}", f"the answer has {len(answer)}")
        cells = zip(answer.columns, answer[row - 1], strict=True)
        part = (
            f" Row {row}: {'; '.join(f'{column}: {shown(cell)}' for column, cell in cells if shown(cell))}."
        )
        name += f"#{row}"
    opening = f"{HOME.publisher}: {question.summary} [{bound}].{part} {version}."
    return f"{opening} Asked on {in_words(date.today())}. To be asked again as: {name}"
