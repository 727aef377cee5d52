"""A home as a graph in memory, closed as a build closes it; to build it on the disk takes twice as long."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from thbgraph.building import sources
from thbgraph.building.closing import held
from thbgraph.building.kept_questions import current_questions
from thbgraph.graph import KnowledgeGraph


def in_memory(home: Path) -> KnowledgeGraph:
    """Makes the graph of a home."""
    store, index, _ = held([*sources.read_ontology(home)], [*sources.read_data(home)])
    with TemporaryDirectory() as folder:
        return KnowledgeGraph(home, store, index._replace(questions=current_questions(home, Path(folder))))
