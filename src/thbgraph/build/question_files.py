"""Reading the files of saved questions, and of kinds of conflict."""

from __future__ import annotations

from pathlib import Path

from ..base.errors import DataError, QuerySyntaxError, StoreError
from ..base.headers import Header
from ..base.namespaces import PREFIXES
from ..conflicts import kinds_with
from ..conflicts.declared import DeclaredKind, read_kind
from ..questions.question_headers import question_of, read_question
from ..questions.questions import Question
from ..sparql.limits import refuse_beyond_limits
from ..stores.evaluation import form_of
from . import homes


def read_question_file(root: Path, path: str) -> Question:
    """Reads one question; raises DataError for a header that is wrong, and for what is no SELECT query."""
    text = homes.read_text(root, path)
    question = read_question(text, path, _name(path), PREFIXES)
    check_select(text, path)
    return question


def read_whole_question(root: Path, path: str) -> Question:
    """Reads one question to the end; raises the first of all its faults, with the others."""
    text = homes.read_text(root, path)
    header = Header(text, path)
    question = question_of(header, text, path, _name(path), PREFIXES)
    header.attempt(None, check_select, text, path)
    header.refuse()
    return question


def read_kinds(root: Path) -> list[DeclaredKind]:
    """Reads the kinds of conflict that a home declares; raises DataError for the first file that is wrong."""
    return [read_kind_file(root, path) for path in homes.conflict_files(root)]


def conflict_kinds(root: Path) -> dict[str, str]:
    """Returns what each kind of conflict is, in the order in which they are listed: the program's own, and those of a home."""
    return {name: kind.summary for name, kind in kinds_with(read_kinds(root)).items()}


def read_kind_file(root: Path, path: str) -> DeclaredKind:
    """Reads one kind of conflict; raises DataError for a wrong header, what is no SELECT query, and a name that is taken."""
    text = homes.read_text(root, path)
    check_select(text, path)
    kind = read_kind(text, path)
    if kind.name in kinds_with(()):
        raise DataError(f"the kind {kind.name} is one of the program's; rename the file", path=path)
    return kind


def _name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".rq")


def check_select(text: str, path: str) -> None:
    """Refuses the text of a file under `queries/` that is no SELECT query, or calls a SERVICE.

    Raises DataError with its line.
    """
    try:
        refuse_beyond_limits(text)
        is_rows = form_of(text) == "SELECT"
    except QuerySyntaxError as wrong:
        raise DataError(wrong.message, path=path, line=wrong.line, column=wrong.column) from None
    except StoreError as wrong:
        raise DataError(wrong.message, path=path) from None
    if not is_rows:
        raise DataError("expected a SELECT query, got another form; write it as SELECT", path=path)
