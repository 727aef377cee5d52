"""Random questions about a part of the real graph: each row is given again by what is cited for it, or is refused.

QUESTIONS=2000 in the environment asks so many instead of few.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from citing import cite, minimal
from random_queries import Questions
from real_quads import real_quads
from thbgraph.answers.rows import Citation
from thbgraph.building import sources
from thbgraph.evidence.cite import Key
from thbgraph.evidence.replay import gives
from thbgraph.stores.embedded import EmbeddedStore
from thbgraph.words.errors import RequestError
from thbgraph.words.namespaces import COMPUTED_GRAPH, INFERRED_GRAPH, MEMO, SOURCE
from whole import WHOLE

Closed = Callable[[Iterable[ox.Quad], Iterable[ox.Quad]], ox.Store]
ROOT = Path(__file__).resolve().parents[2]
COUNT = int(os.environ.get("QUESTIONS", "50" if WHOLE else "24"))
#: What the memo says, the acts under one treaty, and who is a member of two groups.
PART = (
    MEMO,
    *(SOURCE + name for name in ("memo", "cets-197-acts", "cbss-members", "nordic-council-members")),
)
#: Of so many rows at most the evidence is sought, and the smallest.
MOST, MOST_SHRUNK = 40, 2


class Part:
    """The part of the graph, closed under the ontology."""

    def __init__(self, closed: Closed) -> None:
        self.closed = closed
        self.ontology = {statement.quad for statement in sources.read_ontology(ROOT)}
        data = real_quads()
        self.store = closed([quad for quad in data if quad.graph_name.value.startswith(PART)], self.ontology)
        about = (
            quad for quad in EmbeddedStore(self.store).match(None, None, None) if quad not in self.ontology
        )
        self.questions = Questions(sorted(about, key=str))

    def rows(self, text: str) -> tuple[list[str], list[Key]]:
        solutions = EmbeddedStore(self.store).query(text)
        columns = [variable.value for variable in solutions.variables]
        return columns, [tuple("" if term is None else str(term) for term in row) for row in solutions]

    def check(self, text: str, cited: dict[Key, Citation]) -> None:
        for key, citation in cited.items():
            for quad in citation.statements:
                assert quad in self.store
                assert quad.graph_name.value not in (INFERRED_GRAPH, COMPUTED_GRAPH)
            assert gives(self.closed(citation.statements, citation.axioms), text, key), (text, key)


@pytest.fixture(scope="module")
def part(closed: Closed) -> Part:
    return Part(closed)


def test_each_row_of_a_random_question_is_given_again_or_the_question_is_refused(part: Part) -> None:
    ended = Counter[str]()
    for seed in range(COUNT):
        text = part.questions.draw(seed)
        columns, rows = part.rows(text)
        if not 0 < len(rows) <= MOST:
            ended["other"] += 1
            continue
        try:
            cited = cite(text, columns, rows, EmbeddedStore(part.store))
        except RequestError as refused:
            assert "leave" in str(refused) and "--cite" in str(refused)
            ended["refused"] += 1
            continue
        assert set(cited) == set(rows)
        part.check(text, cited)
        ended["cited"] += 1
        if len(rows) <= MOST_SHRUNK and max(len(one.statements) for one in cited.values()) < 30:
            try:
                part.check(text, minimal(text, columns, cited, part.ontology))
            except RequestError as refused:
                assert "ask for all of the evidence (--cite, without minimal)" in str(refused)
            else:
                ended["shrunk"] += 1
    print(ended)
    assert ended["cited"] > 3 * ended["refused"] and ended["shrunk"]
