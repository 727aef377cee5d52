"""thbgraph: who does what against trafficking in human beings, every answer with the passage behind it.

>>> import thbgraph
>>> thbgraph.__version__.count(".")
2
"""

from __future__ import annotations

# As typing.TYPE_CHECKING, without importing typing: --help and --version need not wait for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from .graph import KnowledgeGraph as KnowledgeGraph
    from .graph import open_graph as open

__all__ = ["KnowledgeGraph", "ThbgraphError", "__version__", "open"]

from .words.errors import ThbgraphError  # noqa: E402  after the guard, which stands first to say why
from .words.version import __version__  # noqa: E402


def __getattr__(name: str) -> object:
    # Lazily, so that `thbgraph --version` need not load the engine.
    if name == "open":
        from .graph import open_graph

        return open_graph
    if name == "KnowledgeGraph":
        from .graph import KnowledgeGraph

        return KnowledgeGraph
    raise AttributeError(f"module 'thbgraph' has no attribute {name!r}")
