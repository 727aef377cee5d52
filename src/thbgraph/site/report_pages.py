"""The pages of reports: each with a form for its arguments."""

from __future__ import annotations

from ..base.dates import DAY
from ..base.errors import RequestError
from ..base.namespaces import BASE
from ..base.values import Entity, plain
from ..results.document import Document
from .drawing import for_readers
from .page_views import Arguments, PageViews, WrongPage, first


class ReportPages(PageViews):
    """The pages of the reports that the home declares."""

    def report(self, name: str, given: Arguments) -> str:
        """Returns the page of a report, or what is wrong with its arguments; without those that it needs, its form alone."""
        declared = self.graph.reports[name]
        arguments = {key: some for key, texts in given.items() if (some := [text for text in texts if text])}
        values = {key: first(arguments, key) for key in arguments}
        found, error, formats = Document(declared.summary, ()), "", list[tuple[str, str]]()
        if arguments or not declared.needed:
            try:
                made = self.graph.report(name, arguments)
                values = {
                    key: value.label if isinstance(value, Entity) else plain(value)
                    for key, value in made.given.items()
                }
                found = made.document(is_whole=True, folds=True)
                formats = self.formats(
                    "Report", lambda ending: self.addresses.report(f"{name}.{ending}", arguments)
                )
            except RequestError as wrong:
                error = for_readers(str(wrong))
        path = self.addresses.report(name, arguments).removeprefix(self.addresses.base)
        drawn = self.drawn(
            "report",
            found.title,
            kind="Reports",
            section_at="report",
            description=declared.summary,
            name=name,
            found=found,
            fields=self.forms.fields(declared.params, values),
            formats=formats,
            days=self.days(lambda given: self.addresses.report(name, given), arguments)
            if any(param.name == DAY for param in declared.params) and found.sections
            else [],
            error=error,
            iri=BASE + path,
        )
        return WrongPage(drawn) if error else drawn
