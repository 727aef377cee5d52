"""What a saved question may not do, and what its header must say, as findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..files.expectations import Expectation, read_expectations
from ..files.questions import Question
from ..sparql.question_rules import unknown_names
from ..words.findings import Finding
from .sound_questions import SoundQuestions


def question_findings(question: Question, known: Collection[str], sound: SoundQuestions) -> Iterator[Finding]:
    """Yields what is wrong with a question; `known` holds the IRIs of terms and things."""
    stated = next((one for one in read_expectations(question) if not one.arguments), None)
    for line, message in (
        *unknown_names(question.text, known),
        *sound.faults(question, stated.unique if stated else ()),
        *_unexpected(stated),
    ):
        yield Finding(f"queries/{question.name}.rq", line, "question", message)


def _unexpected(stated: Expectation | None) -> Iterator[tuple[int, str]]:
    """Yields what the header does not say of the answer to the defaults."""
    if stated is None:
        yield (
            1,
            "the header does not say what the answer must hold; add expect, as docs/question-headers.md shows",
        )
        return
    parts = {
        "rows.least": stated.least,
        "contains": stated.contains,
        "never": stated.never,
        "unique": stated.unique,
    }
    lacking = [name for name, part in parts.items() if not part]
    if lacking:
        yield stated.lines["expect"], f"expect says nothing of {', '.join(lacking)}; add what the source says"
