"""The pages of what changed: of all, of a thing, and of the answer to a question, each with its feeds."""

from __future__ import annotations

from typing import Any

from ..base.namespaces import BASE
from ..base.values import Entity
from ..graph.history import History
from ..graph.knowledge_graph import open_graph
from ..results.changes import Changes
from ..results.formats import FORMATS, formats_of
from .page_views import Arguments, PageViews

#: How the path of a page of changes ends; what stands before it has changed.
CHANGES = "changes"
_QUESTION = "ask/"
#: What a folder of files has beside the page.
FEEDS = tuple(form for form in formats_of("Changes") if FORMATS[form].of == "feed")


class ChangePages(PageViews):
    """The pages of changes since the releases that the home keeps, which are built before the first page, and read for one."""

    def __init__(self, *shared: Any) -> None:
        super().__init__(*shared)
        self._history = History(self.graph, open_graph)
        self._history.prepare()

    def changes(self, path: str, given: Arguments) -> Changes:
        """Returns the changes that the page at a path shows; raises UnknownQuestion and UnknownEntity for what there is not."""
        subject = path.removesuffix(CHANGES).strip("/")
        if not subject:
            return self._history.of_all()
        if subject.startswith(_QUESTION):
            question = self.graph.questions[subject.removeprefix(_QUESTION)]
            return self._history.of_question(question, {key: [*texts] for key, texts in given.items()})
        iri = self.graph.find(BASE + subject).iri
        return self._history.of_thing(Entity(iri, self.graph.index.label(iri)))

    def page(self, path: str, given: Arguments) -> str:
        """Returns the page of changes at a path."""
        found = self.changes(path, given)
        forms = formats_of("Changes") if self.is_served else FEEDS
        return self.drawn(
            "changes",
            found.title,
            kind="Changes",
            found=found.document()._replace(title=""),
            iri=BASE + path + found.query,
            data=[
                (FORMATS[form].title, f"{self.addresses.base}{path}.{FORMATS[form].ending}{found.query}")
                for form in forms
                if form != "html"
            ],
        )

    def paths(self) -> list[str]:
        """Returns the paths of the pages on which there are changes, of all first, which has a page without any, too."""
        changed = {one.about.iri for one in self._history.of_all()}
        things = (iri.removeprefix(BASE) for iri in sorted(changed) if self.addresses.home(iri) == iri)
        questions = (
            f"{_QUESTION}{name}"
            for name, question in self.graph.questions.items()
            if changed and len(self._history.of_question(question, {}))
        )
        return [
            CHANGES,
            *(f"{of}/{CHANGES}" for of in (*things, *questions) if of.startswith(("id/", "ask/"))),
        ]
