"""The classes of an ontology drawn as a tree, in SVG that stands in a page and takes its colours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

_ROW, _COLUMN, _HEIGHT, _LETTER, _MARGIN = 26, 192, 20, 6.9, 6


class Box(NamedTuple):
    """A class in the drawing: its name, where it stands, and the box that it hangs from."""

    name: str
    column: int
    row: float
    parent: int | None


def draw(parents: Mapping[str, Iterable[str]], links: Mapping[str, str]) -> str:
    """Draws classes, by name, under their parents, with a link each.

    A class with several parents hangs under each; what is below it is drawn only once.

    >>> draw({"Body": ["Agent"], "Agent": []}, {}).count("<rect")
    2
    """
    children: dict[str, list[str]] = {}
    for name in sorted(parents, key=str.lower):
        for parent in [parent for parent in parents[name] if parent in parents] or [""]:
            children.setdefault(parent, []).append(name)
    boxes: list[Box] = []
    row = 0
    drawn: set[str] = set()

    def place(name: str, column: int, parent: int | None) -> float:
        nonlocal row
        number = len(boxes)
        boxes.append(Box(name, column, 0, parent))
        below = [] if name in drawn else children.get(name, [])
        drawn.add(name)
        if below:
            rows = [place(child, column + 1, number) for child in below]
            own = (rows[0] + rows[-1]) / 2
        else:
            own, row = row, row + 1
        boxes[number] = boxes[number]._replace(row=own)
        return own

    # Classes with others below them first: the rest is a plain list.
    for root in sorted(children.get("", []), key=lambda name: (name not in children, name.lower())):
        place(root, 0, None)
    return _svg(boxes, row, links)


def _svg(boxes: list[Box], rows: int, links: Mapping[str, str]) -> str:
    ends = [box.column * _COLUMN + _width(box.name) for box in boxes]
    width = round(max(ends, default=0) + 2 * _MARGIN)
    height = rows * _ROW + 2 * _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="tree-title">',
        '<title id="tree-title">The classes as a tree</title>',
    ]
    for box in boxes:
        if box.parent is not None:
            above = boxes[box.parent]
            start = above.column * _COLUMN + _MARGIN + _width(above.name)
            end = box.column * _COLUMN + _MARGIN
            middle = end - 14
            parts.append(f'<path d="M{start:g} {_y(above):g}H{middle}V{_y(box):g}H{end}"/>')
    for box in boxes:
        x, y = box.column * _COLUMN + _MARGIN, _y(box)
        drawing = (
            f'<rect x="{x}" y="{y - _HEIGHT / 2:g}" width="{_width(box.name):g}" height="{_HEIGHT}" rx="4"/>'
            f'<text x="{x + 7}" y="{y + 4:g}">{escape(box.name)}</text>'
        )
        link = links.get(box.name)
        parts.append(f'<a href="{escape(link)}">{drawing}</a>' if link else drawing)
    return "\n".join([*parts, "</svg>"])


def _y(box: Box) -> float:
    return _MARGIN + box.row * _ROW + _ROW / 2


def _width(name: str) -> float:
    return round(len(name) * _LETTER + 14, 1)
