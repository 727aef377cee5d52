"""What the views of a page share: the graph, its addresses, and how a page of them is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from ..answers.conflicts import Conflicts
from ..answers.rows import Entity
from ..graph.knowledge_graph import KnowledgeGraph
from ..words.namespaces import MEMO
from ..words.terms import natural
from .addresses import Addresses
from .drawing import Drawing
from .notes import Notes, SaidOn

#: Arguments of a page by name, each as often as it was given.
Given = Mapping[str, Sequence[str]]


class Entry(NamedTuple):
    """An entry of a list: the address it leads to, its words, and a note below them."""

    address: str
    words: str
    note: str = ""


class Views:
    """Views of one graph; each method of a subclass returns a page as HTML."""

    def __init__(self, graph: KnowledgeGraph, addresses: Addresses) -> None:
        self.graph, self.addresses = graph, addresses
        self._drawing = Drawing(addresses, graph.index.version)

    def drawn(self, template: str, title: str, **values: Any) -> str:
        """Returns a page of a template; see `Drawing.page`."""
        return self._drawing.page(template, title, **values)

    def notes(self, described: Mapping[str, str], pages: Mapping[str, SaidOn] | None = None) -> Notes:
        """Returns the notes of a page whose sources are described so."""
        return Notes(described, self.addresses.of, pages)

    def entry(self, thing: Entity, note: str = "") -> Entry:
        """Returns the entry of a thing, which leads to its page."""
        return Entry(self.addresses.of(thing.iri), thing.label, note)

    def passages(self) -> list[Entity]:
        """Returns the passages of the memo, in its order."""
        iris = (iri for iri in self.graph.index.sources if iri.startswith(MEMO))
        return [Entity(iri, self.graph.label(iri)) for iri in sorted(iris, key=natural)]

    @cached_property
    def conflicts(self) -> Conflicts:
        """All conflicts of the graph, which take longer to find than a page to draw."""
        return self.graph.conflicts()
