"""No text ends the process: each shape of query is given a stack in proportion to its length.

Each shape is tried in another process with half of that stack, and those that take no long time at full length.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable

import pytest

from thbgraph.base.errors import StoreError
from thbgraph.sparql.limits import MOST_CHARACTERS
from thbgraph.stores import evaluation
from thbgraph.stores.evaluation import on_own_stack
from whole import sample


def nested(start: str, middle: str = "", end: str = "") -> Callable[[int], str]:
    return lambda count: start * count + middle + end * count


def each(part: str) -> Callable[[int], str]:
    """Repeats a part in which # stands for its number."""
    return lambda count: "".join(part.replace("#", str(number)) for number in range(count))


#: What stands around a shape, and the shape. In SELECT the engine evaluates it for each of two triples.
PATTERN, FILTER, ROWS, COMPARED = (
    "ASK{%s}",
    "ASK{FILTER(%s)}",
    "SELECT*{?s ?p ?o %s}",
    "SELECT*{?s ?p ?o FILTER(?o=%s)}",
)
#: Those that the engine gets through at full length, and those that it would plan for hours.
QUICK = {
    "subtraction": (COMPARED, nested("?o-", "1")),
    "parentheses": (FILTER, nested("(", "1", ")")),
    "parentheses that look like an IRI": ("ASK{FILTER(1<%s&&2>1)}", nested("(", "1", ")")),
    "negations": (FILTER, nested("!", "1")),
    "signs": (COMPARED, nested("-(", "?o", ")")),
    "functions": (COMPARED, nested("STR(", "?o", ")")),
    "conditions": (COMPARED, nested("IF(?o,", "?o", ",1)")),
    "arguments": (FILTER, lambda count: "CONCAT(1" + ",1" * count + ")"),
    "groups": (PATTERN, nested("{", "", "}")),
    "optionals": (PATTERN, nested("OPTIONAL{", "", "}")),
    "optionals in a row": (PATTERN, nested("OPTIONAL{}")),
    "graphs in graphs": (PATTERN, nested("GRAPH?g{", "?s ?p ?o", "}")),
    "laterals in laterals": (PATTERN, nested("LATERAL{", "", "}")),
    "exists": (ROWS, nested("FILTER EXISTS{?s ?p ?o ", "", "}")),
    "distinct": ("SELECT*{%s}", nested("{SELECT DISTINCT*{", "?s ?p ?o", "}}")),
    "paths in brackets": ("ASK{?a %s ?b}", nested("^(", "a", ")")),
    "rows": ("SELECT*{VALUES(?a ?b){%s}}", nested("(1 2)")),
    "triples as values": ("SELECT(%s AS?x){}", nested("TRIPLE(<a:b>,<a:b>,", "1", ")")),
    "triples in triples": ("CONSTRUCT{<a:b> a %s}{}", nested("<<(<a:b> a ", "1", ")>>")),
    "open groups": ("ASK{%s", nested("{")),
    "open parentheses": ("ASK{FILTER(%s", nested("(")),
    "open functions": ("ASK{FILTER(%s", nested("IF(")),
    "open lists": ("ASK{?a a %s", nested("(")),
    "open nodes": ("ASK{?a a %s", nested("[a")),
}
SLOW = {
    "multiplication": (FILTER, nested("1*", "1")),
    "alternatives": (COMPARED, nested("?o||", "?s")),
    "filters": (PATTERN, nested("FILTER(1)")),
    "graphs": (PATTERN, nested("GRAPH?g{}")),
    "values": (PATTERN, nested("VALUES?x{1}")),
    "sub-selects": (PATTERN, nested("{SELECT*{}}")),
    "laterals": (PATTERN, nested("LATERAL{}")),
    "minus": (ROWS, nested("MINUS{?s ?q 7}")),
    "union": ("SELECT*{{}%s}", nested("UNION{?s ?p ?o}")),
    "optionals of triples": (ROWS, nested("OPTIONAL{?s ?p ?o}")),
    "triples": (PATTERN, nested("<a:b> a ?b.")),
    "chain": ("SELECT*{%s}", each("?x# a ?x.")),
    "predicates": ("ASK{?a a ?b%s}", nested(";a ?b")),
    "objects": ("ASK{?a a ?b%s}", nested(",?b")),
    "reifiers": ("ASK{?a a ?b%s}", nested("~")),
    "annotations": ("ASK{?a a ?b%s}", nested("{|a 1|}")),
    "lists": ("ASK{?a a %s}", nested("(", "1", ")")),
    "list": ("ASK{?a a (%s)}", nested("1 ")),
    "nodes": ("ASK{?a a %s}", nested("[a ", "1", "]")),
    "path": ("SELECT*{?a a%s ?b}", nested("/a")),
    "path of alternatives": ("SELECT*{?a a%s ?b}", nested("|a")),
    "bindings": (ROWS, each("BIND(?o AS?x#)")),
    "columns": ("SELECT%s{}", each("(1 AS?x#)")),
    "orders": ("SELECT*{?s ?p ?o}ORDER BY%s", nested("(?o)")),
    "keys": ("SELECT(1 AS?x){?s ?p ?o}GROUP BY%s", nested("(?o)")),
    "having": ("SELECT?s{?s ?p ?o}GROUP BY?s HAVING%s", nested("(1)")),
    "aggregates": ("SELECT(1%s AS?x){}", nested("+COUNT(*)")),
}  # fmt: skip

#: Evaluates the texts on its standard input, one after the other, with so many bytes of stack for each character.
CHILD = """
import json
import sys
import pyoxigraph as ox
from thbgraph.stores import evaluation
from thbgraph.base.errors import ThbgraphError
evaluation._BASE, evaluation.PER_CHARACTER = 128 * 1024, int(sys.argv[1])
node, other = ox.NamedNode("a:b"), ox.NamedNode("a:c")
store = ox.Store()
for graph in (ox.DefaultGraph(), node):
    store.extend([ox.Quad(node, node, other, graph), ox.Quad(other, node, node, graph)])
for name, text in json.load(sys.stdin).items():
    print(name, flush=True)
    try:
        evaluation.evaluate(store, text)
    except ThbgraphError as error:
        assert "memory" not in str(error), error
"""


def text_of(around: str, shape: Callable[[int], str], characters: int) -> str:
    """The longest text of a shape that has at most so many characters, as near as its numbers allow."""
    count = characters * 1_000 // len(around % shape(1_000))
    return around % shape(max(count, 1))


def outlives(texts: dict[str, str], per_character: int) -> None:
    """Says that a process evaluates all texts; the last name that it printed is that of the one that ended it."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(per_character)],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert (done.returncode, done.stdout.splitlines()) == (0, [*texts]), done.stderr[-500:]


@pytest.mark.slow
def test_half_of_the_stack_is_enough_for_every_shape() -> None:
    quick = {name: text_of(*shape, 400) for name, shape in QUICK.items()}
    slow = {name: text_of(*shape, 120) for name, shape in SLOW.items()}
    outlives(quick | slow, evaluation.PER_CHARACTER // 2)


@pytest.mark.slow
def test_the_longest_text_does_not_end_the_process() -> None:
    """Of the shapes a third, unless all is held."""
    shapes = sample(QUICK.items(), 8)
    outlives(
        {name: text_of(*shape, MOST_CHARACTERS - 1_000) for name, shape in shapes}, evaluation.PER_CHARACTER
    )


def test_what_is_raised_is_raised_to_the_caller() -> None:
    with pytest.raises(ZeroDivisionError):
        on_own_stack("", lambda: 1 // 0)
    assert on_own_stack("", threading.get_ident) != threading.get_ident()


def test_other_threads_keep_their_stack() -> None:
    before = threading.stack_size()
    on_own_stack("x" * 1000, lambda: None)
    assert threading.stack_size() == before


def test_where_there_is_no_room_for_the_stack_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "PER_CHARACTER", 1 << 40)
    with pytest.raises(StoreError, match="there is no memory for a query of this length"):
        on_own_stack("xx", lambda: None)
