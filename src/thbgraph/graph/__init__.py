"""The one way to the graph: open it, ask it, query it, look things up, export it."""

from .knowledge_graph import KnowledgeGraph as KnowledgeGraph
from .knowledge_graph import check as check
from .knowledge_graph import connect as connect
from .knowledge_graph import drift as drift
from .knowledge_graph import open_graph as open_graph

#: Named so for users: `thbgraph.open()`.
open = open_graph
