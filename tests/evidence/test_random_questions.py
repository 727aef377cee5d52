"""Random questions about a part of the real graph: each row is given again by what is cited for it, but for a few.

Those few are rows that are counted, limited or denied: what keeps another row out is not behind this one.

QUESTIONS=2000 in the environment asks so many instead of few.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from citing import cite, gives, rows_of
from evidence.random_queries import Questions
from real_quads import real_quads
from thbgraph.base.namespaces import COMPUTED_GRAPH, INFERRED_GRAPH, MEMO, SOURCE
from thbgraph.build import source_files as sources
from thbgraph.evidence.plan import Uncitable
from thbgraph.results.answer import Citation, Key
from thbgraph.stores.embedded import EmbeddedStore
from whole import WHOLE

Closed = Callable[[Iterable[ox.Quad], Iterable[ox.Quad]], ox.Store]
ROOT = Path(__file__).resolve().parents[2]
COUNT = int(os.environ.get("QUESTIONS", "50" if WHOLE else "24"))
#: What the memo says, the acts under one treaty, and who is a member of two groups.
PART = (
    MEMO,
    *(SOURCE + name for name in ("memo", "cets-197-acts", "cbss-members", "nordic-council-members")),
)
#: Of so many rows at most the evidence is sought.
MOST = 40
#: With less in the graph these may find something else.
LESS = re.compile("COUNT|SUM|MIN|MAX|LIMIT|OFFSET|MINUS|NOT EXISTS")


class Part:
    """The part of the graph, closed under the ontology."""

    def __init__(self, closed: Closed) -> None:
        self.closed = closed
        self.ontology = {statement.quad for statement in sources.read_ontology(ROOT)}
        data = real_quads()
        self.store = closed([quad for quad in data if quad.graph_name.value.startswith(PART)], self.ontology)
        about = (
            quad
            for quad in EmbeddedStore(self.store).match_many([(None, None, None)])
            if quad not in self.ontology
        )
        self.questions = Questions(sorted(about, key=str))

    def is_given_again(self, text: str, key: Key, citation: Citation) -> bool:
        for quad in citation.statements:
            assert quad in self.store
            assert quad.graph_name.value not in (INFERRED_GRAPH, COMPUTED_GRAPH)
        return gives(self.closed(citation.statements, citation.axioms), text, key)


@pytest.fixture(scope="module")
def part(closed: Closed) -> Part:
    return Part(closed)


@pytest.mark.slow
def test_the_rows_of_random_questions_are_given_again_by_what_is_cited(part: Part) -> None:
    ended = Counter[str]()
    for seed in range(COUNT):
        text = part.questions.draw(seed)
        rows = rows_of(part.store, text)
        if not 0 < len(rows) <= MOST:
            ended["other"] += 1
            continue
        try:
            cited = cite(text, part.store, rows)
        except Uncitable:
            ended["uncited"] += 1
            continue
        is_strict = not LESS.search(text)
        for key, citation in cited.items():
            again = part.is_given_again(text, key, citation)
            assert again or not is_strict, (text, key)
            if "OFFSET" not in text:  # over less than all, other rows are left out
                ended["again" if again else "not again"] += 1
        ended["cited"] += 1
    print(ended)
    assert ended["cited"] > 3 * ended["uncited"] and ended["again"] > 10 * ended["not again"]
