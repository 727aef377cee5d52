"""What things, passages and sources are called in results."""

from __future__ import annotations

from collections.abc import Iterable

from ..answers.rows import name_of
from ..building.index import Index


class Descriptions:
    """The labels of things, and the lines that describe passages and sources."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def label(self, iri: str) -> str:
        """Returns what a thing is called."""
        return name_of(iri, self._index.labels)

    def labels(self, iris: Iterable[str]) -> dict[str, str]:
        """Returns what things are called, by IRI."""
        return {iri: self.label(iri) for iri in dict.fromkeys(iris)}

    def sources(self, graphs: Iterable[str]) -> dict[str, str]:
        """Returns a line on each passage and source, by IRI."""
        return {iri: self._index.sources.get(iri) or self.label(iri) for iri in dict.fromkeys(graphs)}
