"""What a saved question may not do, and what its header must say, as findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..answers.catalogue import THEMES
from ..files.expectations import Expectation, read_expectations
from ..files.questions import Question
from ..words.findings import Finding
from ..words.namespaces import ID, THB
from ..words.suggestions import did_you_mean, near
from ..words.terms import expand, short
from ..words.tokens import line_of, tokens
from .sound_questions import SoundQuestions

_FEWEST_WAYS = 5


def question_findings(question: Question, known: Collection[str], sound: SoundQuestions) -> Iterator[Finding]:
    """Yields what is wrong with a question; `known` holds the IRIs of terms and things."""
    stated = next((one for one in read_expectations(question) if not one.arguments), None)
    for line, message in (
        *_unknown_names(question.text, known),
        *sound.faults(question, stated.unique if stated else ()),
        *_unexpected(stated),
        *_unlisted(question),
    ):
        yield Finding(f"queries/{question.name}.rq", line, "question", message)


def _unknown_names(text: str, known: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yields line and message of every name of the project's in a query that nothing in the graph has."""
    for token in tokens(text):
        iri = expand(token.text) if token.kind in ("name", "iri") else None
        if iri is None or not iri.startswith((THB, ID)) or iri in (THB, ID) or iri in known:
            continue
        hint = did_you_mean(
            [short(other) for other in near(iri, known, 1, 0.85)], "thbgraph find looks for names"
        )
        yield line_of(text, token.start), f"{short(iri)} is not in the graph; {hint}"


def _unlisted(question: Question) -> Iterator[tuple[int, str]]:
    """Yields why people would not find the question: in no theme, or asked in few ways."""
    if not THEMES.keys() & question.tags[:1]:
        got = repr(question.tags[0]) if question.tags else "none"
        yield 1, f"the first tag is the theme: expected one of {', '.join(THEMES)}, got {got}"
    if len({*question.asked}) < _FEWEST_WAYS:
        yield 1, f"asked has {len({*question.asked})} ways in which people ask; give at least {_FEWEST_WAYS}"


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
