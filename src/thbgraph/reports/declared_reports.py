"""Reading the files of reports, and of the questions that they alone ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..base.errors import RequestError, UnknownQuestion
from ..base.printing import quoted
from ..base.suggestions import did_you_mean, near
from ..questions.questions import Question
from .declarations import DeclaredReport, SectionSource


class DeclaredReports(Mapping[str, DeclaredReport]):
    """The reports of a home by name, and the questions that they may ask: the saved ones, and those that they alone ask.

    `files` are the relative paths of both, and `read` gives the text of one, when it is first wanted, but for the `reports`
    and those they `ask` that are known. Raises DataError for one that is wrong, UnknownQuestion for a name that none has.
    """

    def __init__(
        self,
        files: Sequence[str],
        read: Callable[[str], str],
        questions: Mapping[str, Question],
        reports: Iterable[DeclaredReport] = (),
        ask: Iterable[Question] = (),
    ) -> None:
        self._text_of, self._questions = read, {one.name: one for one in ask} | dict(questions)
        self._known = {one.name: one for one in reports}
        self._reports, self._queries = _by_name(files, ".yaml"), _by_name(files, ".rq")

    def __getitem__(self, name: str) -> DeclaredReport:
        """Reads a report, once."""
        if name in self._known:
            return self._known[name]
        if name in self:
            from .report_headers import read_report  # which takes long to load

            path = self._reports[name]
            self._known[name] = read_report(self._text_of(path), path, self._source)
            return self._known[name]
        if not self:
            raise RequestError("this home declares no reports", f"add queries/reports/{name}.yaml")
        names = near(name, self, alike=0.4)
        hint = did_you_mean(names, f"there are {', '.join(self)}")
        raise UnknownQuestion(f"there is no report {quoted(name)}", hint, near=names, given=name)

    def __contains__(self, name: object) -> bool:
        return name in self._reports

    def __iter__(self) -> Iterator[str]:
        return iter(self._reports)

    def __len__(self) -> int:
        return len(self._reports)

    def question(self, name: str) -> Question | None:
        """Reads a question; None for what is none."""
        if name not in self._questions and name in self._queries:
            from ..questions.question_headers import read_question

            path = self._queries[name]
            self._questions[name] = read_question(self._text_of(path), path, name)
        return self._questions.get(name)

    def written(self) -> tuple[Sequence[DeclaredReport], Sequence[Question | None]]:
        """Returns all reports, and the questions that they alone ask; raises DataError for one that is wrong."""
        return [*self.values()], [*map(self.question, self._queries)]

    def _source(self, name: str) -> SectionSource | None:
        """Finds what a section can be of: a question, or else a view."""
        question = self.question(name)
        if question is None:
            from .report_views import VIEWS

            return VIEWS.get(name)
        needs = [param.name for param in question.params if not param.default]
        return SectionSource(question.columns, [param.name for param in question.params], needs)


def _by_name(files: Iterable[str], ending: str) -> dict[str, str]:
    """Returns, by name, the paths of the files with an ending."""
    return {path.rpartition("/")[2].removesuffix(ending): path for path in files if path.endswith(ending)}
