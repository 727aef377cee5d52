"""The saved questions of a home, each read again only when its file is another than the one that a build was made with.

The key of a build does not depend on them: editing a question makes no other one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..questions.questions import Param, Question
from ..questions.sentences import Clause
from ..questions.views import Blank, Seen, View
from ..questions.wordings import read_wordings
from . import homes


def current_questions(root: Path, compiled: Mapping[str, Question]) -> dict[str, Question]:
    """Returns the questions of a home by name, in order of it: those compiled if their files are the same, else read.

    Raises DataError for the first that is wrong.
    """
    asked = read_wordings(homes.wordings_text(root))
    current = (_current(root, path, compiled, asked) for path in homes.question_files(root))
    return {question.name: question for question in sorted(current, key=lambda one: one.name)}


def questions_text(questions: Mapping[str, Question]) -> str:
    """Writes compiled questions as JSON."""
    return json.dumps(_fields(questions), ensure_ascii=False)


def questions_in(text: bytes) -> dict[str, Question]:
    """Reads compiled questions; raises ValueError, TypeError or KeyError for what was not so written."""
    return _questions(json.loads(text))


def _current(
    root: Path, path: str, compiled: Mapping[str, Question], asked: Mapping[str, tuple[str, ...]]
) -> Question:
    name = path.removeprefix("queries/").removesuffix(".rq")
    known, wordings = compiled.get(name), asked.get(name, ())
    if known is not None and known.text == homes.read_text(root, path):
        return known._replace(asked=wordings)
    from .question_files import read_question_file  # what reads headers takes long to load

    return read_question_file(root, path)._replace(asked=wordings)


def _fields(questions: Mapping[str, Question]) -> dict[str, Any]:
    return {
        name: {
            **question._asdict(),
            "params": [param._asdict() for param in question.params],
            "sentence": [clause._asdict() for clause in question.sentence],
        }
        for name, question in questions.items()
    }


def _questions(fields: Mapping[str, Any]) -> dict[str, Question]:
    return {
        name: Question(
            **{
                **saved,
                "tags": tuple(saved["tags"]),
                "asked": tuple(saved["asked"]),
                "sentence": tuple(Clause(**clause) for clause in saved["sentence"]),
                "view": _view(saved["view"]),
                "params": tuple(Param(**param) for param in saved["params"]),
            }
        )
        for name, saved in fields.items()
    }


def _view(saved: Any) -> View:
    columns, each, blanks = saved
    return View(tuple(Seen(*one) for one in columns), tuple(each), tuple(Blank(*one) for one in blanks))
