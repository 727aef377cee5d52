"""Reading the files of reports, and of the questions that they alone ask."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from ..base.namespaces import PREFIXES
from ..questions.question_headers import read_question
from ..questions.questions import Question
from ..reports.declarations import DeclaredReport, read_report
from ..reports.report_views import VIEWS
from . import homes


class ReportFiles:
    """The reports of a home, and the questions that they may ask: the saved ones, and those that they alone ask.

    Each file is read when it is wanted. Raises DataError for one that is wrong.
    """

    def __init__(self, root: Path, questions: Mapping[str, Question]) -> None:
        self._root, self._questions = root, dict(questions)
        self._paths = {PurePosixPath(path).stem: path for path in homes.report_files(root)}

    @property
    def names(self) -> list[str]:
        """The names of the reports."""
        return [name for name, path in self._paths.items() if path.endswith(".yaml")]

    def report(self, name: str) -> DeclaredReport:
        """Reads a report."""
        path = self._paths[name]
        return read_report(homes.read_text(self._root, path), path, self._columns_of)

    def question(self, name: str) -> Question | None:
        """Reads a question; None for what is none."""
        path = self._paths.get(name, "")
        if name not in self._questions and path.endswith(".rq"):
            text = homes.read_text(self._root, path)
            self._questions[name] = read_question(text, path, name, PREFIXES)
        return self._questions.get(name)

    def _columns_of(self, name: str) -> Collection[str] | None:
        question = self.question(name)
        return VIEWS.get(name) if question is None else question.columns
