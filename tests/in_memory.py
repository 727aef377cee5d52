"""A home as a graph in memory, closed as a build closes it; to build it on the disk takes twice as long."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from thbgraph.build import compiling
from thbgraph.build import source_files as sources
from thbgraph.build.question_files import current_questions
from thbgraph.graph import KnowledgeGraph


def in_memory(home: Path, *files: str) -> KnowledgeGraph:
    """Makes the graph of a home, or of some files of its data."""
    read = [sources.read_file(home, name) for name in files] or [sources.read_data(home)]
    store, index, *_ = compiling.in_memory([*sources.read_ontology(home)], [*chain.from_iterable(read)])
    return KnowledgeGraph(store, index._replace(root=home, questions=current_questions(home)))
