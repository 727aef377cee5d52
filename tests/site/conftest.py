"""What tests of the site share: the site of the real graph."""

from __future__ import annotations

import pytest

from thbgraph.graph.knowledge_graph import KnowledgeGraph
from thbgraph.site.pages import Site


@pytest.fixture(scope="session")
def site(graph: KnowledgeGraph) -> Site:
    return Site(graph)
