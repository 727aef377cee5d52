"""To which groups somebody belongs on a day, and who belongs to a group."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.facts import is_asserted
from ..base.namespaces import PREFIXES
from ..results.table import Cell
from ..results.values import Entity
from ..status.grounds import Label
from ..status.records import END, START, Records
from ..stores.lookup import Lookup
from .bonds import term_in_words
from .marking import Marking

MEMBER, GROUP, ROLE = (PREFIXES["org"] + name for name in ("member", "organization", "role"))


class Belonging(NamedTuple):
    """Who belongs to which group in which role; `term` says since when and until when, with its marks.

    `is_open` says that it is not known whether the membership had begun, or had ended, `is_listed` that a list alone shows it.
    """

    member: Entity
    group: Entity
    role: str
    term: Cell
    is_open: bool
    is_listed: bool
    role_iri: str

    @property
    def is_full(self) -> bool:
        """Whether it is a full membership."""
        return self.role_iri == thb.Member


def belongings(
    thing: str, prop: str, day: str, lookup: Lookup, label: Label, marking: Marking
) -> Iterator[Belonging]:
    """Yields the memberships on a day that have a thing as their member or group, by the property that says so."""
    nodes = [quad.subject for quad in lookup.match(None, ox.NamedNode(prop), ox.NamedNode(thing))]
    nodes = sorted(dict.fromkeys(nodes), key=str)
    records = Records(filter(is_asserted, lookup.about(*nodes)))
    facts = records.facts
    for node in (one.value for one in nodes):
        member, group, role = (facts.text(node, of) for of in (MEMBER, GROUP, ROLE))
        start, end = records.days(node, START), records.days(node, END)
        listed = facts.text(node, thb.notAfter)
        has_begun = start[0] is None or start[0] <= day
        has_ended = end[1] is not None and end[1] < day
        if member and group and role and has_begun and not has_ended:
            shown = f"in a list of {listed[:4]}" if listed and not any(start) else ""
            term = Cell(
                term_in_words(start, end) or shown or "since a day that is not known", marking.of([node])
            )
            may_have_ended = end[0] is not None and end[0] < day
            begun_by = start[1] or listed
            is_open = begun_by is None or begun_by > day or may_have_ended
            yield Belonging(
                Entity(member, label(member)),
                Entity(group, label(group)),
                label(role).lower(),
                term,
                is_open,
                bool(shown),
                role,
            )
