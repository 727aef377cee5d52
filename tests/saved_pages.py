"""Saved pages for tests, made by hand, and what refreshing from them proposes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from thbgraph.base.errors import DataError
from thbgraph.base.namespaces import ID
from thbgraph.build import source_files as sources
from thbgraph.build.source_files import Statement
from thbgraph.depositaries.proposal import Proposal, propose
from thbgraph.depositaries.reading import read_page
from thbgraph.graph import KnowledgeGraph
from thbgraph.rdf.links import Link

HERE = Path(__file__).parent / "depositaries"
ROOT = HERE.parents[1]
#: The day on which the pages were saved.
DAY = "2026-11-29"


class Saved(NamedTuple):
    """A page as it was saved: the slug of its treaty, the name of its file, and its content."""

    treaty: str
    name: str
    content: bytes

    def with_(self, old: str, new: str, times: int = 1) -> Saved:
        """Returns the page with something in it replaced, which must be there."""
        text = self.content.decode("latin-1")
        assert text.count(old) >= 1, old
        return self._replace(content=text.replace(old, new, times).encode("latin-1", "replace"))

    def proposal(
        self, graph: KnowledgeGraph, day: str = DAY, rejected: dict[str, str] | None = None
    ) -> Proposal:
        """Returns what refreshing from it proposes."""
        page, reading = read_page(self.content, self.name, ID + self.treaty, day, links(), graph.index.labels)
        return propose(page, reading, statements(), graph.names, rejected or {})

    def refused(self, graph: KnowledgeGraph, day: str = DAY) -> list[str]:
        """Returns the faults for which nothing is proposed."""
        with pytest.raises(DataError) as raised:
            self.proposal(graph, day)
        return [str(raised.value), *map(str, raised.value.others)]


def saved(treaty: str, name: str) -> Saved:
    """Reads a page of this folder."""
    return Saved(treaty, name, (HERE / name).read_bytes())


@cache
def statements() -> list[Statement]:
    """Reads what the project records."""
    return list(sources.read_data(ROOT))


@cache
def links() -> list[Link]:
    """Reads the codes of treaties."""
    return [link for one in sources.read_links(ROOT) for link in one.links]
