"""What is kept of the replies of workers, and what a request waits for while there is no graph."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import pytest

from thbgraph.build.opening import Rebuilds
from thbgraph.server.kept_replies import KeptReplies, is_fickle
from thbgraph.server.responses import error_page
from thbgraph.server.supervisor import Supervisor, asking_for
from thbgraph.server.workers.replies import Problem, Received, Refused
from thbgraph.server.workers.shares import PAGES


def _reply(body: bytes, status: int = 200) -> Received:
    return Received(status, "text/plain", len(body), {}, body)


def test_what_is_asked_is_the_same_in_whatever_order_its_arguments_stand() -> None:
    one = asking_for("page", True, {"path": "ask/x", "given": {"a": ["1"], "b": ["2"]}})
    assert one == asking_for("page", True, {"given": {"b": ["2"], "a": ["1"]}, "path": "ask/x"})
    assert one != asking_for("page", False, {"path": "ask/x", "given": {"a": ["1"], "b": ["2"]}})


def test_what_was_asked_for_longest_ago_goes_first_and_what_describes_all_stays() -> None:
    kept, large = KeptReplies(), b"x" * (12 << 20)
    kept.keep(b"all", "dataset", _reply(large))
    for name in (b"one", b"two"):
        kept.keep(name, "page", _reply(large))
    assert kept.find(b"one") is not None
    kept.keep(b"three", "page", _reply(large))
    assert [kept.find(name) is not None for name in (b"all", b"one", b"two", b"three")] == [
        True,
        True,
        False,
        True,
    ]


def test_errors_and_large_answers_are_not_kept_but_a_dump_is() -> None:
    kept = KeptReplies()
    kept.keep(b"wrong", "page", _reply(b"", 400))
    with tempfile.TemporaryFile() as file:
        file.write(b"a dump")
        file.flush()
        kept.keep(b"rows", "sparql", Received(200, "text/csv", 6, {}, file))
        kept.keep(b"dump", "dump", Received(200, "text/turtle", 6, {}, file))
        assert kept.find(b"wrong") is None and kept.find(b"rows") is None
        found = kept.find(b"dump")
        assert found is not None
        assert [b"".join(found.parts()) for _ in range(2)] == [b"a dump"] * 2


@pytest.mark.parametrize(
    "query", ["SELECT (now() AS ?x) {}", "SELECT (STRUUID () AS ?x) {}", "ASK {FILTER(RAND() > 1)}"]
)
def test_what_differs_each_time_is_known(query: str) -> None:
    assert is_fickle({"query": query})


def test_who_comes_before_the_graph_is_there_is_told_what_is_done() -> None:
    async def wait() -> None:
        await Supervisor([PAGES], "none", Rebuilds(Path())).pool(0, 0.01)

    with pytest.raises(Refused, match="the graph is not there yet") as told:
        asyncio.run(wait())
    assert (told.value.problem.status, told.value.problem.code) == (503, "starting")
    page = error_page(
        Problem(503, "starting", "the graph is not there yet: step 3 of 7, reading", "try again"), "/"
    )
    assert "The graph is being read" in page and "Step 3 of 7" not in page and "step 3 of 7" in page
    assert "Try again" in page
    assert "The graph is being read" not in error_page(Problem(503, "busy", "busy"), "/")
