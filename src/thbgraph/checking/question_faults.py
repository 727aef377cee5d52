"""What is wrong with the text of a saved question: what no question may do, and what cannot be cited."""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.plan import Plan
from ..files.questions import Question
from ..sparql.query_tree import BeyondSparql11, parse
from ..sparql.question_rules import question_faults
from ..sparql.select_query import Uncitable


def text_faults(question: Question) -> Iterator[tuple[int, str]]:
    """Yields line and message of every fault."""
    try:
        tree = parse(question.text)  # once, which takes rdflib longer than all that follows
        whole = tree if question.whole == question.text else parse(question.whole)
    except BeyondSparql11 as error:
        yield error.line, f"rdflib does not read the query: {error}"
        return
    found = list(question_faults(question, tree, whole))
    yield from found
    try:
        Plan.of(question.whole)
    except Uncitable as error:
        if not found:  # the same may be told there
            yield 1, f"its rows cannot be cited: {error.message}"
