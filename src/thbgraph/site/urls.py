"""Addresses: where on the site each IRI of the graph has its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from urllib.parse import quote, urlencode

from ..base import vocabulary as thb
from ..base.namespaces import BASE, ID, MEMO, ONTOLOGY_GRAPH, PREFIXES, SOURCE, THB
from ..base.terms import local
from ..base.values import grouped, plain
from ..graph.knowledge_graph import KnowledgeGraph
from ..results.command import Command, CommandKind

_PREF_LABEL = PREFIXES["skos"] + "prefLabel"
#: Acts, reports, rules and periods stand on the page of their instrument, memberships on that of their organization.
_HOMES = (thb.instrument, PREFIXES["org"] + "organization")
#: What tells where things stand, of all of them at once.
_PLACED = f"""SELECT ?thing ?property ?value {{
  VALUES ?property {{ {" ".join(f"<{iri}>" for iri in (_PREF_LABEL, *_HOMES))} }}
  ?thing ?property ?value
  FILTER(STRSTARTS(STR(?thing), "{ID}"))
}}"""
#: The titles of the lists that pages elsewhere print, and of which treaty a page of its depositary is.
_TITLES = """SELECT ?page ?title ?treaty {
  { ?list a thb:StatusList ; dcterms:title ?title ; foaf:page ?page }
  UNION { ?treaty thb:depositary ?depositary ; schema:url ?page }
}"""


def asking(given: Mapping[str, str | Sequence[str]]) -> str:
    """Returns the query of an address that gives some arguments; nothing where it gives none."""
    query = urlencode({key: value for key, value in given.items() if value}, doseq=True)
    return f"{'?' if query else ''}{query}"


class Addresses:
    """The addresses of a graph's pages on a host; in a folder of files, links lead from page to page."""

    #: The path of the site.
    base = "/"

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph

    def of(self, iri: str) -> str:
        """Returns the address of a thing's page, or of its place on another; an IRI of others is its own address."""
        if iri.startswith(THB):
            return f"{self.base}ontology#{iri.removeprefix(THB)}"
        if not iri.startswith((ID, MEMO, SOURCE, ONTOLOGY_GRAPH)):
            return iri
        thing, _, place = iri.partition("#")
        home = self.home(thing)
        path = self.base + quote(home.removeprefix(BASE))
        place = place or ("" if home == thing else local(thing))
        return f"{path}#{place}" if place else path

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of pages elsewhere, by address: what their lists have, of several what these begin with, else their treaty."""
        found = self._graph.sparql(_TITLES, timeout=None, memory=None)
        titles = grouped((plain(row.page), str(row.title)) for row in found if row.title)
        begun = {
            page: {one.rpartition(": ")[0] if len({*of}) > 1 else one for one in of}
            for page, of in titles.items()
        }
        treaties = {plain(row.page): self._graph.short_name(row.treaty.iri) for row in found if row.treaty}
        return treaties | {page: min(of) for page, of in begun.items() if len(of) == 1}

    def home(self, iri: str) -> str:
        """Returns the IRI of the thing on whose page a thing stands: its own, where it has a name of its own.

        What has none, and no instrument or organization, stands where a passage or source states it.
        """
        if not iri.startswith(ID):
            return iri
        if iri not in self._homes:
            self._homes[iri] = min(self._stating(iri), default=iri)
        return self._homes[iri]

    def question(self, name: str, given: Mapping[str, str | Sequence[str]] | None = None) -> str:
        """Returns the address of a question with arguments."""
        return self._with_arguments(f"ask/{name}", given)

    def search(self, text: str) -> str:
        """Returns the address where a text is searched for, or a sentence answered."""
        return self._with_arguments("search", {"q": text})

    def report(self, name: str, given: Mapping[str, str | Sequence[str]] | None = None) -> str:
        """Returns the address of a report with arguments."""
        return self._with_arguments(f"report/{name}", given)

    def shown_by(self, command: Command) -> str:
        """Returns the address of what a command shows; empty for a thing, which has its own entry."""
        if command.kind is CommandKind.QUESTION:
            return self.question(command.name, command.given)
        if command.kind is CommandKind.REPORT:
            return self.report(command.name, command.given)
        if command.kind is CommandKind.STATUS:
            return self.of(self._graph.find(command.values["instrument"]).iri)
        return f"{self.base}conflicts" if command.kind is CommandKind.CONFLICTS else ""

    def _with_arguments(self, path: str, given: Mapping[str, str | Sequence[str]] | None) -> str:
        return self.base + path + asking(given or {})

    @cached_property
    def _homes(self) -> dict[str, str]:
        """The homes of what has a name, an instrument or an organization; others join them when they are asked for."""
        values_of = defaultdict[str, dict[str, str]](dict)
        found = self._graph.sparql(_PLACED, timeout=None, memory=None)
        for row in found:
            values_of[row.thing.iri][row.property.iri] = plain(row.value)
        return {
            thing: thing if _PREF_LABEL in values else next(values[prop] for prop in _HOMES if prop in values)
            for thing, values in values_of.items()
        }

    def _stating(self, iri: str) -> Iterator[str]:
        """Yields the passages and sources that state something of a thing."""
        graphs = (quad.graph_name.value for quad in self._graph.statements(iri) if quad.subject.value == iri)
        return (graph for graph in graphs if graph.startswith((MEMO, SOURCE)))
