"""Sayings: the calls, advice, tasks and other statements about a thing, by it or to it, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import span_in_words
from ..base.facts import is_asserted
from ..base.namespaces import ID, MEMO_SOURCE, PREFIXES, RDF_TYPE
from ..results.table import Cell
from ..results.values import Entity
from ..status.grounds import Label
from ..status.records import Records
from ..stores.lookup import Lookup
from ..stores.protocol import Pattern
from .marking import Marking

_DATE, _DESCRIPTION, _DOCUMENT = (PREFIXES["dcterms"] + name for name in ("date", "description", "source"))
_JUDGEMENT, _WEAKNESS = PREFIXES["dcterms"] + "type", ID + "weakness"
ABOUT = PREFIXES["schema"] + "about"
#: The measures by which a state joins a treaty.
_JOINING = frozenset(
    ID + name for name in ("signature-of-treaty", "consent-to-treaty", "accession-to-treaty")
)
#: The kinds of statement that ask somebody for something, by the ends of their IRIs.
ASKING = frozenset({"Call", "Advice", "Task", "Proposal"})


class Saying(NamedTuple):
    """A statement: what is said, who says it, to whom, about what, which measures it asks for, in which document.

    `kind` is its class by label, `day` in words, where it has one of its own. `asks` is true of calls, advice, tasks
    and proposals, `is_lack` of gaps and of assessments that speak of a weakness.
    """

    statement: Entity
    kind: str
    said: Cell
    speaker: Entity
    addressees: tuple[Entity, ...]
    about: tuple[Entity, ...]
    measures: tuple[Entity, ...]
    document: Entity | None
    day: str
    asks: bool
    is_lack: bool = False

    def is_met(self, joined: Collection[str]) -> bool:
        """Says whether all that it asks for is to join treaties, and these are among those `joined`, given by IRI."""
        measures, treaties = {one.iri for one in self.measures}, {one.iri for one in self.about}
        return bool(measures) and measures <= _JOINING and bool(treaties) and treaties <= {*joined}

    @property
    def line(self) -> Cell:
        """The statement in a line: what is said, and by whom, to whom and where."""
        to = f" to {', '.join(one.label for one in self.addressees)}" if self.addressees else ""
        document = str(self.document) if self.document not in (None, self.speaker) else ""
        where = [f"{self.kind} by {self.speaker}{to}", document, self.day]
        return Cell(f"{self.said} ({', '.join(filter(None, where))})", self.said.sources)


def sayings(
    things: Iterable[str], props: Iterable[str], day: str, lookup: Lookup, label: Label, marking: Marking
) -> Iterator[Saying]:
    """Yields the statements that have one of some things as a value, but for those that are of a later day."""
    patterns: list[Pattern] = [
        (None, ox.NamedNode(prop), ox.NamedNode(thing)) for thing in dict.fromkeys(things) for prop in props
    ]
    yield from _said(patterns, day, lookup, label, marking)


def all_sayings(day: str, lookup: Lookup, label: Label, marking: Marking) -> Iterator[Saying]:
    """Yields all statements that anybody makes, but for those that are of a later day."""
    yield from _said([(None, ox.NamedNode(thb.saidBy), None)], day, lookup, label, marking)


def _said(
    patterns: Sequence[Pattern], day: str, lookup: Lookup, label: Label, marking: Marking
) -> Iterator[Saying]:
    lookup.load(patterns)
    nodes = dict.fromkeys(quad.subject for pattern in patterns for quad in lookup.match(*pattern))
    lookup.load_about(nodes)
    for node in sorted(nodes, key=str):
        records = Records(filter(is_asserted, lookup.about(node)))
        one = _saying(node.value, records, marking, label)
        first = records.days(node.value, _DATE)[0]
        if one is not None and (first is None or first <= day):
            yield one


def _saying(node: str, records: Records, marking: Marking, label: Label) -> Saying | None:
    facts = records.facts
    speaker, kind = facts.text(node, thb.saidBy), facts.text(node, RDF_TYPE)
    if speaker is None or kind is None:
        return None

    def named(prop: str) -> tuple[Entity, ...]:
        return tuple(Entity(iri, label(iri)) for iri in facts.texts(node, prop))

    days = records.days(node, _DATE)
    return Saying(
        Entity(node, label(node)),
        label(kind).lower(),
        Cell(facts.text(node, _DESCRIPTION) or label(node), marking.of([node])),
        Entity(speaker, "the memo" if speaker == MEMO_SOURCE else label(speaker)),
        named(thb.addressedTo),
        named(ABOUT),
        named(thb.asksFor),
        next(iter(named(_DOCUMENT)), None),
        span_in_words(*days) if any(days) else "",
        kind.rpartition("#")[2] in ASKING,
        kind.endswith("#Gap") or _WEAKNESS in facts.texts(node, _JUDGEMENT),
    )
