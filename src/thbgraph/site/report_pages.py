"""The pages of reports: each with its arguments in its title, and those that have no place there in a form."""

from __future__ import annotations

from typing import Any

from ..base.dates import DAY
from ..base.errors import RequestError
from ..base.namespaces import BASE
from ..base.values import Entity, plain
from ..reports.declarations import DeclaredReport
from ..reports.report import Report
from ..results.document import SHORT_NAMES, Cell, Document
from ..results.sources import Source
from .drawing import for_readers
from .page_views import BRIEF, Arguments, PageViews, WrongPage, first
from .states_by_treaties import StatesByTreaties, states_by_treaties, table_of_signs, told_by_column
from .urls import asking


class ReportPages(PageViews):
    """The pages of the reports that the home declares."""

    def report(self, name: str, given: Arguments) -> str:
        """Returns the page of a report, or what is wrong with its arguments; without those that it needs, its form alone."""
        declared = self.graph.reports[name]
        arguments = {key: some for key, texts in given.items() if (some := [text for text in texts if text])}
        values = {key: first(arguments, key) for key in arguments}
        shown, error = dict[str, Any](), ""
        made: Report | None = None
        if arguments or not declared.needed:
            try:
                made = self.graph.report(name, arguments)
                values = {
                    key: self.forms.named(value) if isinstance(value, Entity) else plain(value)
                    for key, value in made.given.items()
                }
                shown = self._shown(declared, made, arguments)
            except RequestError as wrong:
                error = for_readers(str(wrong))
        fields = self.forms.fields(declared.params, values)
        asked = self.forms.title(declared.title if made else declared.summary, fields)
        path = self.addresses.report(name, arguments).removeprefix(self.addresses.base)
        drawn = self.drawn(
            "report",
            made.title if made else declared.summary,
            kind="Reports",
            section_at="report",
            description=declared.summary,
            name=name,
            asked=asked,
            params=fields,
            error=error,
            iri=BASE + path,
            **{
                "found": Document("", ()),
                "formats": (),
                "days": (),
                "picture": None,
                "columns": (),
                "whole": None,
                **shown,
            },
        )
        return WrongPage(drawn) if error else drawn

    def _shown(self, declared: DeclaredReport, made: Report, arguments: Arguments) -> dict[str, Any]:
        """Returns what a report tells: states by treaties as a picture, and below it what else is told of each column, with its sources."""
        thing = made.given.get("thing") if declared.name == BRIEF else None
        whole = self.entry(thing) if isinstance(thing, Entity) else None
        beside = {key: texts for key, texts in arguments.items() if key != "thing"}
        found = made.document(is_whole=not whole, folds=not whole)
        picture: StatesByTreaties | None = None
        columns = list[tuple[str, str, tuple[Source, ...]]]()
        table = table_of_signs(found.sections)
        if table and "matrix" in made:
            picture = states_by_treaties(made, table, self.graph.short_name)
            ordered = sorted(found.sections, key=lambda one: one.title != SHORT_NAMES)
            columns, left = told_by_column(table, ordered)
            found = found._replace(lead=(Cell(picture.summary),), sections=left)
        return {
            "found": found,
            "whole": whole and whole._replace(address=whole.address + asking(beside)),
            "picture": picture,
            "columns": columns,
            "formats": made.parts
            and self.formats(
                "Report", lambda ending: self.addresses.report(f"{declared.name}.{ending}", arguments)
            ),
            "days": self.days(lambda given: self.addresses.report(declared.name, given), arguments)
            if any(param.name == DAY for param in declared.params) and made.parts
            else [],
        }
