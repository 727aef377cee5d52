"""What is wrong with the text of a saved question: what no question may do, and what cannot be cited."""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.plan import Plan, Uncitable
from ..questions.question_rules import question_faults
from ..questions.questions import Question
from ..sparql.query import Query, Unreadable


def text_faults(question: Question) -> Iterator[tuple[int, str]]:
    """Yields line and message of every fault."""
    try:
        query = Query(question.text)
        found = list(question_faults(question, query, Query(question.whole)))
    except Unreadable as error:
        yield error.line, error.message
        return
    yield from found
    try:
        Plan.of(question.whole)
    except Uncitable as error:
        if not found:  # the same may be told there
            yield 1, f"its rows cannot be cited: {error.message}"
