"""The grounds of computed statements: found by key among many, in order, and refused where they are damaged."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from thbgraph.base.errors import StoreError
from thbgraph.base.namespaces import COMPUTED
from thbgraph.stores.lines import (
    Grounds,
    Premises,
    Rule,
    key_of,
    key_of_inferred,
    nothing_known,
    written,
)

ONE, OTHER = (
    Rule("one", "the first rule"),
    Rule("other", "the second\N{EN DASH}and last"),
)
STATED = [f'<urn:s{number}> <urn:p> "{"é" * number}" <urn:g> .\n' for number in range(5)]
LINES = [line.encode() for line in STATED]
NOTED = [
    Premises("<urn:a> <urn:p>", ONE, [(STATED[3], STATED[1]), (), (STATED[1],)]),
    Premises("<urn:a>", OTHER, [(STATED[4],)]),
    Premises("<urn:a/b> <urn:p>", ONE, []),
    Premises("<urn:é> <urn:p> <urn:b>", OTHER, [tuple(STATED)]),
]


def test_each_is_found_by_its_key_with_its_rule_and_its_statements_in_order() -> None:
    grounds = Grounds(b"".join(written(NOTED, LINES)), b"".join(LINES))
    found = grounds.of(
        [*(one.key for one in NOTED), "<urn:a> <urn:q>", "<urn:0>", "<urn:\U0010ffff>", "<urn:a> "]
    )
    assert found.keys() == {one.key for one in NOTED}
    for key, rule, sets in NOTED:
        wanted = sorted({line for lines in sets for line in lines})
        assert found[key].rule == rule
        assert [f"{quad} .\n" for quad in found[key].quads] == wanted


def test_a_key_is_the_node_of_the_builds_own_or_the_statement_but_for_its_value() -> None:
    node, prop, value = ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("v")
    assert key_of((ox.NamedNode(COMPUTED + "x"), prop, value)) == f"<{COMPUTED}x>"
    assert key_of((node, prop, value)) == "<urn:s> <urn:p>"
    assert key_of((node, prop, node)) == "<urn:s> <urn:p> <urn:s>"


def test_nothing_is_known_of_nothing() -> None:
    assert nothing_known().of(["<urn:a>"]) == {}


@pytest.mark.parametrize(
    ("told", "stated"),
    [
        (b"#0\tone\twords\n<urn:a> <urn:p>\t0\t1 x\n", b"".join(LINES)),
        (b"#0\tone\twords\n<urn:a> <urn:p>\t7\t0\n", b"".join(LINES)),
        (b"#0\tone\twords\n<urn:a> <urn:p>\t0\n", b"".join(LINES)),
        (b"#0\tone\twords\n<urn:a> <urn:p>\t0\t0\n", b""),
        (b"#0\tone\twords\n<urn:a> <urn:p>\t0\t3\n", b"".join(LINES)),
    ],
)
def test_damaged_lines_are_refused(told: bytes, stated: bytes) -> None:
    with pytest.raises(StoreError, match="grounds of computed and inferred statements are damaged"):
        Grounds(told, stated).of(["<urn:a> <urn:p>"])


def test_lines_are_the_same_for_the_same_and_in_order() -> None:
    lines = [*written(NOTED, LINES)]
    assert lines == sorted(lines)
    assert [*written(NOTED, LINES)] == lines


def test_what_is_inferred_has_its_premises_as_its_rule_has_them_though_some_are_inferred() -> None:
    conclusion, premise = (
        (ox.NamedNode(name), ox.NamedNode("urn:p"), ox.NamedNode("urn:o")) for name in ("urn:x", "urn:y")
    )
    inferred = [f"{key_of_inferred(one)} .\n" for one in (conclusion, premise)]
    noted = [
        Premises(
            key_of_inferred(conclusion), ONE, [(STATED[3],), (inferred[1],), (STATED[1],), (STATED[1],)]
        ),
        Premises(key_of_inferred(premise), OTHER, [(STATED[0],)]),
    ]
    lines = [line.encode() for line in inferred]
    grounds = Grounds(b"".join(written(noted, LINES + lines)), b"".join(LINES), b"".join(lines))
    found = grounds.of([one.key for one in noted])
    assert [f"{quad} .\n" for quad in found[noted[0].key].quads] == [
        STATED[3], inferred[1], STATED[1], STATED[1],
    ]  # fmt: skip
    assert [f"{quad} .\n" for quad in found[noted[1].key].quads] == [STATED[0]]
