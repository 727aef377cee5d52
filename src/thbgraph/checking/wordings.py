"""What a question takes from the others: wordings of theirs that lead to it first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from ..base.counts import counted
from ..base.findings import Finding
from ..questions.questions import Question
from ..questions.wordings import WORDINGS
from ..sentences.ranking import Wordings
from ..sentences.texts import wordings
from .golden import path_of

#: Returns the name of what a sentence leads to first, among some questions; the graph's own way, handed in.
First: TypeAlias = Callable[[str, Mapping[str, Question]], str]


def taken_wordings(name: str, questions: Mapping[str, Question], first: First) -> Iterator[str]:
    """Yields each wording that would lead to its own question first if one question were not there."""
    others = {other: question for other, question in questions.items() if other != name}
    for wording in Wordings(wordings(questions)).outdone(name):
        text = " ".join(wording.text.split())
        if first(text, questions) == name and first(text, others) == wording.thing:
            yield f"{text} ({wording.thing})"


def taking_findings(
    root: Path, names: Iterable[str], questions: Mapping[str, Question], first: First
) -> Iterator[Finding]:
    """Yields what the questions of some names take from others, where they have no golden answer yet."""
    for name in names:
        if (root / path_of(name)).exists():
            continue
        if taken := list(taken_wordings(name, questions, first)):
            told = (
                f"comes first for {counted(len(taken), 'wording')} of other questions; reword them in {WORDINGS} "
                "if it should not: accepting the answer accepts this, too"
            )
            yield Finding(f"queries/{name}.rq", None, "question", "\n  ".join([told, *taken]))
