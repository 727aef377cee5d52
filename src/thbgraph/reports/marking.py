"""Finding where things are said: the marks of passages and sources, with the pages that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.facts import Facts
from ..base.namespaces import DERIVED, MEMO, MEMO_SOURCE, PREFIXES
from ..base.terms import local
from ..results.sources import CitedPage, Sites, Source, fewest, origin_of
from ..stores.lookup import Lookup

_DCTERMS = PREFIXES["dcterms"]
_PAGE, _URL, _PART_OF = PREFIXES["foaf"] + "page", PREFIXES["schema"] + "url", _DCTERMS + "isPartOf"
_ABSTRACT, _PLACE = _DCTERMS + "abstract", _DCTERMS + "bibliographicCitation"


class Marking:
    """Makes the marks of what one store holds, and keeps them."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup, self._sites = lookup, Sites(lookup)
        self._marks: dict[tuple[str, tuple[str, ...]], Source] = {}
        self._read: dict[str, Facts] = {}
        self._said: dict[str, dict[str, tuple[str, ...]]] = {}
        self._together: dict[tuple[str, ...], tuple[Source, ...]] = {}

    def of(self, things: Iterable[str]) -> tuple[Source, ...]:
        """Returns the marks of where things are said, in order, with the best pages; of a thing with no page, the page of its source."""
        wanted = tuple(things)
        if wanted not in self._together:
            self._together[wanted] = self._merged(wanted)
        return self._together[wanted]

    def _merged(self, things: Sequence[str]) -> tuple[Source, ...]:
        self._lookup.load_about(ox.NamedNode(thing) for thing in things if thing not in self._said)
        pages: dict[str, dict[str, set[str]]] = {}
        for thing in things:
            if thing not in self._said:
                self._said[thing] = self._find(thing)
            for graph, of in self._said[thing].items():
                of_graph = pages.setdefault(graph, {})
                for page in of:
                    of_graph.setdefault(page, set()).add(thing)
        return tuple(
            self.mark(graph, list(fewest(of, self._sites.of(of)))) for graph, of in sorted(pages.items())
        )

    def _find(self, thing: str) -> dict[str, tuple[str, ...]]:
        """Returns the passages and sources that say something of a thing, each with its pages on it."""
        found: dict[str, dict[str, list[str]]] = {}
        for quad in self._lookup.about(ox.NamedNode(thing)):
            of_graph = found.setdefault(quad.graph_name.value, {})
            of_graph.setdefault(quad.predicate.value, []).append(quad.object.value)
        if thing in found:  # what a source says of itself: its pages are of all that it says
            found[thing].pop(_PAGE, None)
        return {
            graph: tuple(self._pages(graph, said)) for graph, said in found.items() if graph not in DERIVED
        }

    def at(self, graphs: Iterable[str]) -> tuple[Source, ...]:
        """Returns the marks of passages and sources as such, in order."""
        return tuple(self.mark(graph) for graph in sorted(set(graphs)) if graph not in DERIVED)

    def mark(self, graph: str, pages: Sequence[str] = ()) -> Source:
        """Returns the mark of a passage or source, with the addresses of the pages that say so."""
        key = graph, tuple(pages)
        if key not in self._marks:
            self._marks[key] = self._made(graph, key[1])
        return self._marks[key]

    def _made(self, graph: str, pages: tuple[str, ...]) -> Source:
        facts = self._facts(graph)

        def text(*props: str) -> str:
            return next((value for prop in props for value in facts.texts(graph, prop)), "")

        if graph.startswith(MEMO):
            place = f"memo {local(graph)}, {text(_PLACE)}".removesuffix(", ")
            return Source(graph, text(_ABSTRACT), place, origin=self.mark(MEMO_SOURCE).origin)
        origin = origin_of(graph, facts)
        if pages:
            origin = origin._replace(publisher=None)
        elif len(own := facts.texts(graph, _PAGE)) == 1:
            pages = tuple(own)
        sites = self._sites.of(pages)
        cited = tuple(CitedPage(page, sites[page]) for page in pages)
        return Source(graph, text(_DCTERMS + "title") or local(graph), "", cited, origin)

    def _pages(self, graph: str, said: Mapping[str, list[str]]) -> list[str]:
        """Returns the pages that a source names for a thing, else for its list, else that of its treaty."""
        if own := said.get(_PAGE):
            return own
        listed = [page for one in said.get(_PART_OF, ()) for page in self._facts(one).texts(one, _PAGE)]
        of_source = self._facts(graph).texts(graph, _PAGE)
        treaties = said.get(thb.instrument, ())
        return listed or [
            page for one in treaties for page in self._facts(one).texts(one, _URL) if page in of_source
        ]

    def _facts(self, thing: str) -> Facts:
        if thing not in self._read:
            self._read[thing] = Facts(self._lookup.about(ox.NamedNode(thing)))
        return self._read[thing]
