"""The site: which page stands at which path."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import islice

from ..base import vocabulary as thb
from ..base.errors import ThbgraphError, UnknownEntity
from ..base.home import HOME
from ..base.namespaces import BASE, ID, MEMO, SOURCE
from ..base.terms import short
from ..build import homes
from ..graph.knowledge_graph import KnowledgeGraph
from .change_pages import CHANGES, ChangePages
from .drawing import Drawing
from .forms import Forms
from .lists import DERIVED, ORGANIZATIONS, Lists
from .ontology_page import Terms
from .page_views import BRIEF, Arguments
from .querying import Querying
from .question_pages import QuestionPages
from .report_pages import ReportPages
from .sentence_pages import SentencePages
from .state_pages import StatePages
from .things import Things
from .urls import Addresses

#: Pages that list the things of some classes, by path: their titles and the classes.
_MEMBERS = {
    "instruments": ("Treaties, laws and other texts", ("eli:LegalResource",)),
    "organizations": ("Organizations and bodies", ORGANIZATIONS),
}
#: Classes whose things have pages of a kind of their own.
_KINDS = (short(thb.State), short(thb.Treaty), "org:Organization")


def _empty(graph: KnowledgeGraph) -> set[str]:
    """Returns the sections of the site in which nothing stands."""
    listed = {"states": (short(thb.State),)} | {path: kinds for path, (_, kinds) in _MEMBERS.items()}
    empty = {path for path, kinds in listed.items() if not any(kind in graph.classes for kind in kinds)}
    return empty if graph.reports else empty | {"report"}


class Site:
    """The pages of a graph; in a folder of files, which is not `is_served`, scripts do what they can."""

    def __init__(self, graph: KnowledgeGraph, *, is_served: bool = True, has_scripts: bool = False) -> None:
        self.addresses, self._graph = Addresses(graph), graph
        self._drawing = Drawing(
            self.addresses.base,
            self.addresses.of,
            graph.index.version,
            _empty(graph),
            is_served,
            has_scripts,
            homes.card(graph.index.root) is not None,
            lambda: self.addresses.titles,
        )
        views = graph, self.addresses, self._drawing, Forms(graph, is_served), is_served
        self._question_pages, self._things, self._lists = QuestionPages(*views), Things(*views), Lists(*views)
        self._terms, self._reports = Terms(*views), ReportPages(*views)
        self._sentences, self._states = SentencePages(*views), StatePages(*views)
        self.querying, self.changing = Querying(*views), ChangePages(*views)
        self._plain: Mapping[str, Callable[[], str]] = {
            "": self._lists.home,
            "questions": self._lists.questions,
            "report": self._lists.reports,
            "memo": self._lists.memo,
            "sources": self._lists.sources,
            "conflicts": self._lists.conflicting,
            "ontology": self._terms.ontology,
            "sparql": self.querying.form,
            **{name: partial(self._lists.derived, name) for name in DERIVED},
            **{f"ontology/{name}": partial(self._terms.ontology, name) for name in self._terms.modules},
        }

    def page(self, path: str, given: Arguments) -> str:
        """Returns the page at a path below `base`, as HTML; `given` holds the arguments of its query.

        Raises UnknownQuestion, and UnknownEntity where nothing has this address.
        """
        if path in self._plain:
            return self._plain[path]()
        if path in _MEMBERS:
            return self._lists.members(path, *_MEMBERS[path])
        if path.rpartition("/")[2] == CHANGES:
            return self.changing.page(path, given)
        if path == "search":
            return self._sentences.search(*(" ".join(given.get(name, ())) for name in ("q", "after")))
        if path == "states":
            return self._states.states(given)
        if path.startswith("ask/"):
            return self._question_pages.question(path.removeprefix("ask/"), given)
        if path.startswith("report/"):
            return self._reports.report(path.removeprefix("report/"), given)
        return self._of_thing(BASE + path, given)

    def warm(self) -> Iterator[None]:
        """Draws a page of each kind and throws it away, so that all that pages of the kind need is there: each a part.

        What is told first of treaties is found for each: of hundreds of states it takes most of the time of their pages.
        """
        self._drawing.load()
        used = self._graph.classes
        self._graph.conflicts()
        yield
        with suppress(ThbgraphError):
            self._graph.find("nothing")  # what has no such name is looked for in every way
        yield
        things = (used[kind][0].iri for kind in _KINDS if kind in used)
        questions = (f"ask/{name}" for name in islice(self._graph.questions, 1))
        pages = ["", "sources", *(iri.removeprefix(BASE) for iri in things), *questions]
        searches = (("search", {"q": [text]}) for text in HOME.sentences[:1])
        for path, given in [*((path, {}) for path in pages), *searches]:
            with suppress(ThbgraphError):  # which is told to who asks for it
                self.page(path, given)
            yield
        for treaty in used.get(short(thb.Treaty), ()):
            with suppress(ThbgraphError):
                self._graph.lead(BRIEF, {"thing": treaty.iri})
            yield

    def paths(self) -> list[str]:
        """Returns the paths of all pages of which the graph has what they show; others lead there from these."""
        things = [
            iri for iri in self._graph.index.labels if iri.startswith(ID) and self.addresses.home(iri) == iri
        ]
        named = (iri.removeprefix(BASE) for iri in (*things, *self._graph.index.sources))
        made = (name for name, declared in self._graph.reports.items() if not declared.needed)
        return [
            "",
            *DERIVED,
            *self.changing.paths(),
            *(f"ask/{name}" for name in self._graph.questions),
            *(f"report/{name}" for name in made),
            *sorted(named),
        ]

    def _of_thing(self, iri: str, given: Arguments) -> str:
        is_known = iri in self._graph.index.sources or iri in self._graph.index.labels
        if is_known and iri.startswith(MEMO):
            return self._things.passage(iri)
        if is_known and iri.startswith(SOURCE):
            return self._things.source(iri)
        if is_known and iri.startswith(ID) and self.addresses.home(iri) == iri:
            if short(thb.Entity) not in self._graph.index.classes.get(iri, ()):
                return self._lists.scheme(iri)
            return self._things.thing(iri, given)
        raise UnknownEntity(f"nothing has the address {iri}", "search finds things by their names")
