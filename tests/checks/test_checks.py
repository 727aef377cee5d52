"""Every check finds its fault in the smallest graph that has it, and leaves near misses alone.

That it finds nothing in the data is held by `make check`.

`<fault>.trig` beside this file is that graph. The comments at its head are YAML: `rows`, the exact rows, and
`near`, changes of the text after each of which the check finds nothing.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox
import pytest
import yaml

from closing import matching
from rdflib_engine import ReferenceGraph
from thbgraph.base.namespaces import BASE, INFERRED_GRAPH, THB
from thbgraph.base.terms import turtle
from thbgraph.build import source_files as sources
from thbgraph.checking.check_headers import Check, read_check
from thbgraph.rdf.trig import read_trig
from thbgraph.rules.closure import Closure
from thbgraph.status.computed import computed
from thbgraph.stores.embedded import EmbeddedStore
from whole import WHOLE, sample

ROOT = Path(__file__).resolve().parents[2]
CHECKS = {
    path.stem: read_check(path.read_text(encoding="utf-8"), f"queries/checks/{path.name}")
    for path in sorted((ROOT / "queries" / "checks").glob("*.rq"))
}


class Case(NamedTuple):
    """A fault's smallest graph, the rows that it gives, and the texts of its near misses."""

    text: str
    rows: list[dict[str, str]]
    near: list[str]


def read_case(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    header = "\n".join(line[2:] for line in text.splitlines() if line.startswith("# "))
    fields: dict[str, Any] = yaml.safe_load(header)
    body = "\n".join(line for line in text.splitlines() if not line.startswith("# "))
    near = []
    for changes in fields["near"]:
        changed = body
        for old, new in changes.items():
            assert changed.count(old) == 1, f"{path.name}: {old!r} must stand in the graph once"
            changed = changed.replace(old, new)
        near.append(changed)
    return Case(body, fields["rows"], near)


CASES = {path.stem: read_case(path) for path in sorted(Path(__file__).parent.glob("*.trig"))}
#: What takes rdflib seconds each: all paths from all properties, kinds that a thing is not of, and pairs of statements.
SLOW = {"relation-from-the-wrong-kind", "relation-to-the-wrong-kind", "statement-twice"}
NEAR = [(name, number) for name, case in CASES.items() for number in range(len(case.near))]


def moved(quads: Iterable[ox.Quad], old: str, new: str) -> Iterator[ox.Quad]:
    """The quads with every name of the project under another base; terms of the ontology stay."""

    def move(term: Any) -> Any:
        if isinstance(term, ox.NamedNode) and term.value.startswith(old) and not term.value.startswith(THB):
            return ox.NamedNode(new + term.value[len(old) :])
        return term

    for quad in quads:
        yield ox.Quad(move(quad.subject), quad.predicate, move(quad.object), move(quad.graph_name))


@pytest.fixture(scope="session")
def built() -> dict[tuple[str, int], list[ox.Quad]]:
    """Every small graph as a build makes it (near misses from 1 on), by one closure over all of them.

    Each graph has names of its own for the time of the closure, so that none sees another.
    """
    texts = {(name, 0): case.text for name, case in CASES.items()}
    texts |= {(name, number + 1): CASES[name].near[number] for name, number in NEAR}
    asserted = {key: read_trig(text, f"{key[0]}.trig") for key, text in texts.items()}
    worlds = {key: f"urn:world:{number}:" for number, key in enumerate(texts)}
    ontology = [statement.quad for statement in sources.read_ontology(ROOT)]
    everything = [quad for key in texts for quad in moved(asserted[key], BASE, worlds[key])]
    inferred: dict[str, list[ox.Quad]] = {}
    for quad in Closure(ontology + everything).inferred():
        names = re.findall(r"<(urn:world:\d+:)", f"{quad.subject} {quad.object}")
        inferred.setdefault(names[0] if names else "", []).append(quad)
    return {
        key: [
            *ontology,
            *quads,
            *computed(quads),
            *inferred[""],
            *moved(inferred.get(worlds[key], []), worlds[key], BASE),
        ]
        for key, quads in asserted.items()
    }


def store_of(quads: Iterable[ox.Quad]) -> ox.Store:
    """A store as the build writes it: the named graphs, and every triple once in the default graph."""
    quads = list(quads)
    store = ox.Store()
    store.bulk_extend(quads)
    store.bulk_extend({ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads})
    return store


def variables(check: Check) -> list[str]:
    return [variable.value for variable in ox.Store().query(check.text).variables]


def rows(store: ox.Store, check: Check) -> list[dict[str, str]]:
    names = variables(check)
    return [
        {name: turtle(row[name]) for name in names if row[name] is not None}
        for row in store.query(check.text)
    ]


def test_every_check_has_a_graph_that_trips_it() -> None:
    assert set(CHECKS) == set(CASES)


def test_the_graphs_are_closed_as_a_build_closes_them(built: dict[tuple[str, int], list[ox.Quad]]) -> None:
    name = "entity-without-source"
    quads = [*(s.quad for s in sources.read_ontology(ROOT)), *read_trig(CASES[name].text, name)]
    inferred = {quad for quad in built[name, 0] if quad.graph_name == ox.NamedNode(INFERRED_GRAPH)}
    assert {str(quad) for quad in inferred if "_:" not in str(quad)} == {
        str(quad) for quad in Closure(quads).inferred() if "_:" not in str(quad)
    }


@pytest.mark.parametrize("name", CHECKS)
def test_the_query_names_its_columns_and_orders_its_rows(name: str) -> None:
    query = re.sub(r"#.*", "", CHECKS[name].text)
    columns = re.search(r"^SELECT DISTINCT((?: \?\w+)+) WHERE \{$", query, re.MULTILINE)
    assert columns, "write SELECT DISTINCT with the names of the columns"
    named = columns.group(1).replace("?", "").split()
    assert named == variables(CHECKS[name])
    assert named[0] == "focus"
    assert query.rstrip().splitlines()[-1] == "ORDER BY" + columns.group(1)


@pytest.mark.parametrize("name", CHECKS)
def test_the_header_says_what_is_wrong_and_how_to_mend_it(name: str) -> None:
    check = CHECKS[name]
    assert all((check.summary, check.problem, check.solution, check.message))
    used = {field for _, field, _, _ in string.Formatter().parse(check.message) if field is not None}
    assert "focus" in used
    assert used <= set(variables(check)), "the message names a column that the query does not give"


@pytest.mark.parametrize("name", CASES)
def test_the_smallest_graph_gives_its_rows(name: str, built: dict[tuple[str, int], list[ox.Quad]]) -> None:
    assert rows(store_of(built[name, 0]), CHECKS[name]) == CASES[name].rows


@pytest.mark.parametrize(("name", "number"), NEAR)
def test_a_near_miss_gives_none(name: str, number: int, built: dict[tuple[str, int], list[ox.Quad]]) -> None:
    assert rows(store_of(built[name, number + 1]), CHECKS[name]) == []


@pytest.mark.parametrize("name", sample((name for name in CASES if WHOLE or name not in SLOW), 14))
def test_both_engines_give_the_same_rows(name: str, built: dict[tuple[str, int], list[ox.Quad]]) -> None:
    text = CHECKS[name].text
    store = store_of(built[name, 0])
    ours = [tuple("" if term is None else str(term) for term in row) for row in store.query(text)]
    assert ours
    assert sorted(ReferenceGraph(matching(EmbeddedStore(store)), store.named_graphs()).rows(text)) == sorted(
        ours
    )
