"""Reading the saved questions of a home."""

from __future__ import annotations

from pathlib import Path

from ..files.question_headers import read_question
from ..files.questions import Question
from ..sparql.limits import refuse_beyond_limits
from ..stores.evaluation import is_select
from ..words.errors import DataError, QuerySyntaxError, StoreError
from ..words.namespaces import PREFIXES
from . import homes, sources


def read_questions(root: Path) -> dict[str, Question]:
    """Reads the saved questions of a home by name; raises DataError for the first that is wrong."""
    questions = (read_question_file(root, path) for path in question_files(root))
    return {question.name: question for question in questions}


def question_files(root: Path) -> list[str]:
    """Lists the files that hold questions, as sorted relative paths."""
    return [
        path for path in homes.files(root) if path.rpartition("/")[0] == "queries" and path.endswith(".rq")
    ]


def read_question_file(root: Path, path: str) -> Question:
    """Reads one question; raises DataError for a header that is wrong, and for what is no SELECT query."""
    text = sources.read_text(root, path)
    name = path.rpartition("/")[2].removesuffix(".rq")
    question = read_question(text, path, name, PREFIXES)
    check_select(text, path)
    return question


def check_select(text: str, path: str) -> None:
    """Refuses the text of a file under `queries/` that is no SELECT query, or calls a SERVICE.

    Raises DataError with its line.
    """
    try:
        refuse_beyond_limits(text)
        is_rows = is_select(text)
    except QuerySyntaxError as wrong:
        raise DataError(wrong.message, path=path, line=wrong.line, column=wrong.column) from None
    except StoreError as wrong:
        raise DataError(wrong.message, path=path) from None
    if not is_rows:
        raise DataError("expected a SELECT query, got another form; write it as SELECT", path=path)
