"""Pages of several things at once: states by treaties, what can be pressed for, and how two things are connected."""

from __future__ import annotations

from typing import NamedTuple

from ..base.dates import in_words
from ..base.errors import RequestError
from ..reports.matrices import SIGNS
from ..results.document import Document
from .views import Given, Views, WrongPage, first


class Field(NamedTuple):
    """A field of a form: the name of the argument, its words, its value, and the type of its input."""

    name: str
    words: str
    value: str
    type: str = "text"


class OverviewPages(Views):
    """The pages of overviews, each with a form for its arguments."""

    def matrix(self, given: Given) -> str:
        """Returns where the members of a group stand under each treaty on a day."""
        group, day = first(given, "group"), first(given, "asOf")
        try:
            found = self.graph.matrix(group or None, asOf=day or None)
        except RequestError as wrong:
            return self._document(
                "matrix", Document("Who was bound by what", ()), _fields(group, day), str(wrong)
            )
        used = {cell.status for line in found.lines for cell in line.cells if cell}
        return self.drawn(
            "matrix",
            f"{found.group}: who was bound by what",
            kind="Matrix",
            matrix=found,
            day=in_words(found.as_of),
            signs=[signs for status, signs in SIGNS.items() if status in used],
            fields=_fields(found.group, str(found.as_of)),
            path="matrix",
        )

    def levers(self, given: Given) -> str:
        """Returns what parliamentarians can press for, by measure and by treaty."""
        group, day = first(given, "group"), first(given, "asOf")
        try:
            found = self.graph.levers(group or None, asOf=day or None)
        except RequestError as wrong:
            return self._document(
                "levers", Document("Levers for parliamentarians", ()), _fields(group, day), str(wrong)
            )
        return self._document("levers", found.document(), _fields(found.group, str(found.as_of)))

    def path(self, given: Given) -> str:
        """Returns how two things are connected, or what is wrong with their names."""
        start, end = first(given, "from"), first(given, "to")
        fields = [Field("from", "From", start), Field("to", "To", end)]
        found = Document("How two things are connected", ())
        error = ""
        if start and end:
            try:
                found = self.graph.path(start, end).document()
            except RequestError as wrong:
                error = str(wrong)
        return self._document("path", found, fields, error)

    def _document(self, path: str, found: Document, fields: list[Field], error: str = "") -> str:
        drawn = self.drawn("document", found.title, found=found, path=path, fields=fields, error=error)
        return WrongPage(drawn) if error else drawn


def _fields(group: str, day: str) -> list[Field]:
    return [Field("group", "Group", group), Field("asOf", "On", day, "date")]
