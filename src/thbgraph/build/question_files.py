"""The saved questions of a home, each read again only when its file is another than the one that a build was made with.

The key of a build does not depend on them: editing a question makes no other one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..questions.answer_sentences import Clause
from ..questions.questions import Param, Question
from ..questions.views import Blank, Seen, View
from ..stores.evaluation import check_select
from . import homes


def current_questions(root: Path, compiled: Mapping[str, Question]) -> dict[str, Question]:
    """Returns the questions of a home by name, in order of it: those compiled if their files are the same, else read.

    Raises DataError for the first that is wrong.
    """
    current = (_current(root, path, compiled) for path in homes.question_files(root))
    return {question.name: question for question in sorted(current, key=lambda one: one.name)}


def read_question_file(root: Path, path: str) -> Question:
    """Reads one question; raises DataError for a header that is wrong, and for what is no SELECT query."""
    from ..questions.question_headers import read_question  # which takes long to load

    text = homes.read_text(root, path)
    question = read_question(text, path, homes.query_name(path))
    check_select(text, path)
    return question


def read_whole_question(root: Path, path: str) -> Question:
    """Reads one question to the end; raises the first of all its faults, with the others."""
    from ..base.headers import Header
    from ..questions.question_headers import question_of

    text = homes.read_text(root, path)
    header = Header(text, path)
    question = question_of(header, text, path, homes.query_name(path))
    header.attempt(None, check_select, text, path)
    header.refuse()
    return question


def questions_text(questions: Mapping[str, Question]) -> str:
    """Writes compiled questions as JSON."""
    return json.dumps(_fields(questions), ensure_ascii=False)


def questions_in(text: bytes) -> dict[str, Question]:
    """Reads compiled questions; raises ValueError, TypeError or KeyError for what was not so written."""
    return _questions(json.loads(text))


def _current(root: Path, path: str, compiled: Mapping[str, Question]) -> Question:
    known = compiled.get(homes.query_name(path))
    if known is not None and known.text == homes.read_text(root, path):
        return known
    return read_question_file(root, path)


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
                "params": tuple(
                    Param(**{**param, "after": tuple(param["after"])}) for param in saved["params"]
                ),
            }
        )
        for name, saved in fields.items()
    }


def _view(saved: Any) -> View:
    columns, each, blanks = saved
    return View(tuple(Seen(*one) for one in columns), tuple(each), tuple(Blank(*one) for one in blanks))
