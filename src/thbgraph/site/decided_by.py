"""What stands beside the sentence of a status: a strip of time, its acts with their days, and what else decides it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.terms import short
from ..results.document import Block, Cell, Document, Table, items, section
from ..results.sources import Source
from ..results.status import Ground, StatusOnDay
from .charts import WIDTHS, Acts, Lanes, lanes

#: What is told in a table, by its class: the title of that, and its columns.
_TABLES: Mapping[str, tuple[str, tuple[str, str]]] = {
    short(thb.Act): ("Acts and their days", ("act", "day")),
    short(thb.StatusReport): ("Reports of a status", ("report", "status")),
}
#: Gives, by things, the passages and sources that state something of them, as `KnowledgeGraph.sources_of`.
_SourcesOf = Callable[[Mapping[str, Collection[str]]], Mapping[str, tuple[Source, ...]]]


class DecidedBy(NamedTuple):
    """What decides a status on a day: its acts as drawn in each width, where any of their days is known, and all as a document."""

    day: date
    strip: Sequence[Lanes]
    document: Document


def decided_by(
    status: StatusOnDay, treaty: str, classes: Mapping[str, Collection[str]], sources_of: _SourcesOf
) -> DecidedBy:
    """Returns what decides a status under a treaty, called by its short name; `classes` are those of what decides it."""
    acts = Acts(treaty, status.signed, status.consented, status.in_force)
    is_drawn = any(any(days) for days in (acts.signed, acts.consented, acts.in_force) if days)
    left = [*status.also_recorded, *status.grounds]
    sources = sources_of({one.iri: one.graphs for one in (*left, *status.conditions)})
    sections = []
    for kind, (title, columns) in _TABLES.items():
        found = [one for one in left if kind in classes.get(one.iri, ())]
        left = [one for one in left if one not in found]
        sections += section(title, *_tabled(found, columns, sources))
    sections += section("What else decides it", *_listed(left, sources))
    sections += section("Who may join", *_listed(status.conditions, sources))
    strip = [lanes([acts], status.as_of, width) for width in WIDTHS] if is_drawn else []
    return DecidedBy(status.as_of, strip, Document("", (), tuple(sections)))


def _tabled(
    grounds: Sequence[Ground], columns: tuple[str, str], sources: Mapping[str, tuple[Source, ...]]
) -> list[Block]:
    """Returns a table of grounds with their days or statuses, and with what sources remark on them."""
    rows = tuple(
        (Cell(one.what[:1].upper() + one.what[1:]), Cell(one.said, sources[one.iri])) for one in grounds
    )
    return [Table(columns, rows, notes=tuple(map(Cell, _remarks(grounds))))] if rows else []


def _listed(grounds: Sequence[Ground], sources: Mapping[str, tuple[Source, ...]]) -> list[Block]:
    """Returns a list of grounds, with what sources remark on them."""
    lines = [Cell(one.words, sources[one.iri]) for one in grounds]
    return [items(lines), *(Cell(f"Remark: {one}") for one in _remarks(grounds))] if lines else []


def _remarks(grounds: Sequence[Ground]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(caveat for ground in grounds for caveat in ground.caveats))
