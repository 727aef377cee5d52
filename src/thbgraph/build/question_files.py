"""The saved questions of a home, each read again only when its file is another than the one that a build was made with.

The key of a build does not depend on them: editing a question makes no other one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..base.lazy import TYPE_CHECKING
from ..questions.answer_sentences import Clause
from ..questions.questions import Block, Param, Question
from ..questions.views import Blank, Seen, View
from ..stores.evaluation import check_select
from . import homes

if TYPE_CHECKING:
    from ..questions.question_headers import Beside


class Compiled(NamedTuple):
    """The questions that a build was made with, and the texts of what stood beside them."""

    questions: Mapping[str, Question] = {}
    beside: Mapping[str, str] = {}


_NONE = Compiled()


def current_questions(root: Path, compiled: Compiled = _NONE) -> dict[str, Question]:
    """Returns the questions of a home by name, in order of it: those compiled if their files are the same, else read.

    Raises DataError for the first that is wrong.
    """
    texts = homes.beside_questions(root)
    known = compiled.questions if texts == compiled.beside else {}
    beside = cache(lambda: read_beside(texts))
    current = (_current(root, path, known, beside) for path in homes.question_files(root))
    return {question.name: question for question in sorted(current, key=lambda one: one.name)}


def read_beside(texts: Mapping[str, str]) -> Beside:
    """Reads what stands beside the questions of a home from its texts, by path; raises DataError for what is wrong."""
    from ..questions.question_headers import (  # which take long to load
        Beside,
        read_common_columns,
        read_wordings,
    )

    return Beside(
        read_wordings(texts.get(homes.WORDINGS, ""), homes.WORDINGS),
        read_common_columns(texts.get(homes.COLUMNS, ""), homes.COLUMNS),
    )


def read_whole_question(root: Path, path: str, beside: Beside) -> Question:
    """Reads one question to the end; raises the first of all its faults, with the others."""
    from ..base.headers import Header
    from ..questions.question_headers import question_of

    text = homes.read_text(root, path)
    header = Header(text, path)
    question = question_of(header, text, path, homes.query_name(path), beside)
    header.attempt(None, check_select, text, path)
    header.refuse()
    return question


def questions_text(root: Path, questions: Mapping[str, Question]) -> str:
    """Writes compiled questions, with the texts beside them, as JSON."""
    return json.dumps([[*questions.values()], homes.beside_questions(root)], ensure_ascii=False)


def questions_in(text: bytes) -> Compiled:
    """Reads compiled questions; raises ValueError or TypeError for what was not so written."""
    fields, beside = json.loads(text)
    return Compiled({question.name: question for question in map(question_in, fields)}, beside)


def question_in(fields: Sequence[Any]) -> Question:
    """Reads a question from its values as JSON."""
    question = Question(*fields)
    return question._replace(
        tags=tuple(question.tags),
        wordings=tuple(question.wordings),
        blocks=tuple(Block(*one) for one in question.blocks),
        params=params_in(question.params),
        sentence=clauses_in(question.sentence),
        view=view_in(question.view),
    )


def params_in(written: Iterable[Sequence[Any]]) -> tuple[Param, ...]:
    """Reads parameters from their values as JSON."""
    params = (Param(*one) for one in written)
    return tuple(param._replace(after=tuple(param.after)) for param in params)


def clauses_in(written: Iterable[Sequence[Any]]) -> tuple[Clause, ...]:
    """Reads the clauses of a sentence from their values as JSON."""
    return tuple(Clause(*one) for one in written)


def view_in(written: Sequence[Any]) -> View:
    """Reads a view from its values as JSON."""
    columns, each, blanks = written
    return View(tuple(Seen(*one) for one in columns), tuple(each), tuple(Blank(*one) for one in blanks))


def _current(
    root: Path, path: str, compiled: Mapping[str, Question], beside: Callable[[], Beside]
) -> Question:
    known = compiled.get(homes.query_name(path))
    if known is not None and known.text == homes.read_text(root, path):
        return known
    return read_whole_question(root, path, beside())
