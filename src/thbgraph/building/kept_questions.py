"""The saved questions of a home, each read again only when its file has changed, and kept beside the build.

The build does not depend on them: editing a question makes no other one.
"""

from __future__ import annotations

import json
from binascii import crc32
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..files.questions import Param, Question
from ..files.sentences import Clause
from ..files.views import Seen, View
from ..files.wordings import read_wordings
from . import homes
from .files import read_regular, write_whole
from .homes import wordings_text

#: The file that keeps them: a checksum in a line, and the questions as JSON.
QUESTIONS = "questions"
#: What is kept has fewer bytes.
_LONGEST = 10_000_000


def current_questions(root: Path, folder: Path) -> dict[str, Question]:
    """Returns the questions of a home by name, in order of it: those that a folder keeps if their files are the same.

    The others are read, and kept there. Raises DataError for the first that is wrong.
    """
    try:
        kept = kept_questions(folder)
    except (OSError, ValueError, TypeError, KeyError):
        kept = {}
    asked = read_wordings(wordings_text(root))
    current = (_current(root, path, kept, asked) for path in homes.question_files(root))
    found = {question.name: question for question in sorted(current, key=lambda one: one.name)}
    if found != kept:
        written = json.dumps(_fields(found), ensure_ascii=False).encode()
        with suppress(OSError):  # keeping them only saves time
            write_whole(folder / QUESTIONS, b"%08x\n" % crc32(written) + written)
    return found


def kept_questions(folder: Path) -> dict[str, Question]:
    """Returns the questions that a folder keeps.

    Raises OSError where it has none, and ValueError, TypeError or KeyError where they are not as they were written.
    """
    checksum, _, written = read_regular(folder / QUESTIONS, _LONGEST).partition(b"\n")
    if int(checksum, 16) != crc32(written):
        raise ValueError(f"{QUESTIONS} is not as it was written")
    return _questions(json.loads(written))


def _current(
    root: Path, path: str, kept: Mapping[str, Question], asked: Mapping[str, tuple[str, ...]]
) -> Question:
    name = path.removeprefix("queries/").removesuffix(".rq")
    known, wordings = kept.get(name), asked.get(name, ())
    if known is not None and known.text == homes.read_text(root, path):
        return known._replace(asked=wordings)
    from .questions import read_question_file  # what reads headers takes long to load

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
                "whole": saved["whole"],  # which those that were kept beside a published build may lack
                "tags": tuple(saved["tags"]),
                "asked": tuple(saved["asked"]),
                "sentence": tuple(Clause(**clause) for clause in saved["sentence"]),
                "view": _view(saved["view"]),
                "params": tuple(Param(**param) for param in saved["params"]),
            }
        )
        for name, saved in fields.items()
    }


def _view(saved: Any) -> View | None:
    return saved and View(tuple(Seen(*seen) for seen in saved[0]), tuple(saved[1]))
