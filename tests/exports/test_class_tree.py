"""The tree of classes: each under its parents, none on top of another."""

from __future__ import annotations

import re

from thbgraph.exports.class_tree import draw


def boxes(svg: str) -> dict[tuple[float, float], str]:
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)"[^>]*/><text[^>]*>([^<]*)</text>', svg)
    return {(float(x), float(y)): name for x, y, name in found}


def test_children_stand_to_the_right_of_their_parent_in_order() -> None:
    placed = boxes(draw({"Agent": [], "Body": ["Agent"], "Alliance": ["Agent"]}, {}))
    columns = {name: x for (x, _), name in placed.items()}
    rows = {name: y for (_, y), name in placed.items()}
    assert columns["Agent"] < columns["Body"] == columns["Alliance"]
    assert rows["Alliance"] < rows["Agent"] < rows["Body"]


def test_a_class_with_two_parents_hangs_under_both_and_what_is_below_it_once() -> None:
    svg = draw({"A": [], "B": [], "C": ["A", "B"], "D": ["C"]}, {})
    names = sorted(boxes(svg).values())
    assert names == ["A", "B", "C", "C", "D"]


def test_no_two_boxes_share_a_place() -> None:
    parents = {f"C{number}": [f"C{number // 3}"] if number else [] for number in range(40)}
    svg = draw(parents, {})
    assert len(boxes(svg)) == svg.count("<rect") == 40


def test_names_and_links_are_escaped() -> None:
    svg = draw({"<b>": []}, {"<b>": '#"><b>'})
    assert "<b>" not in svg


def test_nothing_is_drawn_of_nothing() -> None:
    assert "<rect" not in draw({}, {})
