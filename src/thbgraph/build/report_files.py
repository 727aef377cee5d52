"""Reading the files of reports, and of the questions that they alone ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..base.errors import RequestError, UnknownQuestion
from ..base.namespaces import PREFIXES
from ..base.printing import quoted
from ..base.suggestions import did_you_mean, near
from ..questions.question_headers import read_question
from ..questions.questions import Question
from ..reports.declarations import DeclaredReport, SectionSource, read_report
from ..reports.report_views import VIEWS
from . import homes


class DeclaredReports(Mapping[str, DeclaredReport]):
    """The reports of a home by name, and the questions that they may ask: the saved ones, and those that they alone ask.

    Each file is read when it is first wanted. Raises DataError for one that is wrong, UnknownQuestion for a name that none has.
    """

    def __init__(self, root: Path, questions: Mapping[str, Question]) -> None:
        self._root, self._questions, self._names = root, dict(questions), homes.report_names(root)
        self._read = dict[str, DeclaredReport]()
        self._paths = {
            homes.query_name(path): path for path in homes.report_files(root) if path.endswith(".rq")
        }

    def __getitem__(self, name: str) -> DeclaredReport:
        """Reads a report, once."""
        if name in self._read:
            return self._read[name]
        if name in self:
            path = f"{homes.REPORTS}/{name}.yaml"
            self._read[name] = read_report(homes.read_text(self._root, path), path, self._source)
            return self._read[name]
        if not self:
            raise RequestError(f"this home declares no reports; add {homes.REPORTS}/{name}.yaml")
        names = near(name, self, alike=0.4)
        hint = did_you_mean(names, f"there are {', '.join(self)}")
        raise UnknownQuestion(f"there is no report {quoted(name)}; {hint}", near=names, given=name)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def question(self, name: str) -> Question | None:
        """Reads a question; None for what is none."""
        if name not in self._questions and name in self._paths:
            path = self._paths[name]
            text = homes.read_text(self._root, path)
            self._questions[name] = read_question(text, path, name, PREFIXES)
        return self._questions.get(name)

    def _source(self, name: str) -> SectionSource | None:
        """Finds what a section can be of: a question, or else a view."""
        question = self.question(name)
        if question is None:
            return VIEWS.get(name)
        needs = [param.name for param in question.params if not param.default]
        return SectionSource(question.columns, [param.name for param in question.params], needs)
