"""Pages of several things at once: the reports on a group and on two things, each with a form for its arguments."""

from __future__ import annotations

from typing import NamedTuple

from ..base.errors import RequestError
from ..results.document import Document
from .page_views import Given, PageViews, WrongPage, first


class ReportField(NamedTuple):
    """A field of a form: the name of the argument, its words, its value, and the type of its input."""

    name: str
    words: str
    value: str
    type: str = "text"


class OverviewPages(PageViews):
    """The pages of reports, each with a form for its arguments."""

    def matrix(self, given: Given) -> str:
        """Returns where the members of a group stand under each treaty on a day."""
        return self._of_group("matrix", "Who was bound by what", given)

    def levers(self, given: Given) -> str:
        """Returns what parliamentarians can press for."""
        return self._of_group("levers", "Levers for parliamentarians", given)

    def _of_group(self, name: str, title: str, given: Given) -> str:
        group, day = first(given, "group"), first(given, "asOf")
        asked = {key: text for key, text in (("group", group), ("asOf", day)) if text}
        try:
            found = self.graph.report(name, asked)
        except RequestError as wrong:
            return self._document(name, Document(title, ()), _fields(group, day), str(wrong))
        fields = _fields(str(found.given["group"]), str(found.given["asOf"]))
        return self._document(name, found.document(is_whole=True), fields)

    def path(self, given: Given) -> str:
        """Returns how two things are connected, or what is wrong with their names."""
        start, end = first(given, "from"), first(given, "to")
        fields = [ReportField("from", "From", start), ReportField("to", "To", end)]
        found = Document("How two things are connected", ())
        error = ""
        if start and end:
            try:
                found = self.graph.path(start, end).document()
            except RequestError as wrong:
                error = str(wrong)
        return self._document("path", found, fields, error)

    def _document(self, path: str, found: Document, fields: list[ReportField], error: str = "") -> str:
        drawn = self.drawn("document", found.title, found=found, path=path, fields=fields, error=error)
        return WrongPage(drawn) if error else drawn


def _fields(group: str, day: str) -> list[ReportField]:
    return [ReportField("group", "Group", group), ReportField("asOf", "On", day, "date")]
