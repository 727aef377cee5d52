"""What outside sources say otherwise than the graph: names, starts and ends, parents, memberships, successors.

Only what both sides speak of is compared, and an end, a successor or a membership that only they know of. Dates
differ when no day fits both. What they leave unsaid is no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ..naming.matching import Name, folded, wording
from ..words import vocabulary as thb
from ..words.dates import DATE, DATING, YEAR, YEAR_MONTH, bounds, lexical_fault
from ..words.namespaces import PREFIXES
from .differences import END, LABEL, MEMBER, PARENT, REPLACED, START, Difference, Fact

_SCHEMA, _ORG, _DCTERMS = PREFIXES["schema"], PREFIXES["org"], PREFIXES["dcterms"]
_STARTS = (_SCHEMA + "foundingDate", _SCHEMA + "startDate")
_ENDS = (_SCHEMA + "dissolutionDate", _SCHEMA + "endDate")
_PARENTS = (_ORG + "unitOf", _ORG + "subOrganizationOf", _DCTERMS + "isPartOf")
#: Who carries on another says so of the other.
_REPLACES = (_DCTERMS + "replaces", thb.continues, thb.succeeds)
_REPLACED_BY = _DCTERMS + "isReplacedBy"
_MEMBER, _GROUP, _ROLE = _ORG + "member", _ORG + "organization", _ORG + "role"
_EXACT = PREFIXES["skos"] + "exactMatch"
#: What the graph's side is read from, beside names.
FACTS = (*_STARTS, *_ENDS, *_PARENTS, *_REPLACES, _REPLACED_BY, _MEMBER, _GROUP, _ROLE, _EXACT)
_LENGTHS = {4: YEAR, 7: YEAR_MONTH, 10: DATE}


class _Spell(NamedTuple):
    """A membership: its start and end as dates, empty where not stated, and who says so."""

    start: str
    end: str
    graphs: tuple[str, ...]


class Here:
    """What the graph says of its entities."""

    def __init__(self, quads: Iterable[ox.Quad], names: Iterable[Name], classes: Mapping[str, Sequence[str]]):
        self._said: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for quad in quads:
            if isinstance(quad.graph_name, ox.NamedNode):
                of = self._said.setdefault(quad.predicate.value, {})
                of.setdefault(quad.subject.value, []).append((quad.object.value, quad.graph_name.value))
        self.names: dict[str, set[str]] = {}
        for name in names:
            self.names.setdefault(name.iri, set()).update((folded(name.text), wording(name.text)))
        self._classes = classes
        self.linked = {
            outside: thing for thing, said in self._said.get(_EXACT, {}).items() for outside, _ in said
        }
        self._spells: dict[tuple[str, str], list[_Spell]] = {}
        self.groups: set[str] = set()
        for node, members in self._said.get(_MEMBER, {}).items():
            if not any(role == thb.Member for role, _ in self.said(node, (_ROLE,))):
                continue
            for group, graph in self.said(node, (_GROUP,)):
                start, end = (self._date(node, props) for props in (_STARTS, _ENDS))
                self._spells.setdefault((members[0][0], group), []).append(_Spell(start, end, (graph,)))
                self.groups.add(group)

    def said(self, thing: str, props: Iterable[str]) -> list[tuple[str, str]]:
        """Gives what is said of a thing by some properties: value and graph."""
        return [pair for prop in props for pair in self._said.get(prop, {}).get(thing, ())]

    def _date(self, thing: str, props: Iterable[str]) -> str:
        return min((value for value, _ in self.said(thing, props)), default="")

    def dates(self, entity: str, kind: str) -> list[tuple[str, str]]:
        """Gives when an entity started or ended; of what is no agent, no former state and not founded, nothing."""
        is_agent = "foaf:Agent" in self._classes.get(entity, ())
        return self.said(entity, _STARTS if kind == START else _ENDS) if is_agent else []

    def spells(self, member: str, group: str) -> list[_Spell]:
        """Gives the memberships of a member in a group."""
        return self._spells.get((member, group), [])

    def heirs(self, entity: str) -> set[str]:
        """Gives who replaces, continues or succeeds an entity."""
        others = {
            new for p in _REPLACES for new, olds in self._said.get(p, {}).items() if entity in dict(olds)
        }
        return others | {value for value, _ in self.said(entity, (_REPLACED_BY,))}


def differences(entity: str, facts: Sequence[Fact], here: Here) -> Iterator[Difference]:
    """Says in what an outside source differs on an entity, in order of kind."""
    yield from _labels(entity, [fact for fact in facts if fact.kind == LABEL], here)
    for kind in (START, END):
        yield from _dates(entity, kind, [fact for fact in facts if fact.kind == kind], here)
    yield from _parents(entity, [fact for fact in facts if fact.kind == PARENT], here)
    for fact in facts:
        if fact.kind == MEMBER:
            yield from _membership(entity, fact, here)
        elif fact.kind == REPLACED:
            yield from _replaced(entity, fact, here)


def _labels(entity: str, facts: Sequence[Fact], here: Here) -> Iterator[Difference]:
    known = here.names.get(entity, set())
    if known and facts and not any({folded(f.value), wording(f.value)} & known for f in facts):
        yield Difference(entity, LABEL, "", facts[0].value, (), facts[0])


def _dates(entity: str, kind: str, facts: Sequence[Fact], here: Here) -> Iterator[Difference]:
    ours = here.dates(entity, kind)
    graphs = tuple(sorted({graph for _, graph in ours}))
    for fact in facts:
        if ours and not any(_fit(value, fact.value) for value, _ in ours):
            yield Difference(entity, kind, ours[0][0], fact.value, graphs, fact)
        elif not ours and kind == END:
            yield Difference(entity, kind, "", fact.value, (), fact)


def _parents(entity: str, facts: Sequence[Fact], here: Here) -> Iterator[Difference]:
    ours = here.said(entity, _PARENTS)
    theirs = {here.linked[fact.value]: fact for fact in facts if fact.value in here.linked}
    if not ours or not theirs or any(parent in theirs for parent, _ in ours):
        return
    graphs = tuple(sorted({graph for _, graph in ours}))
    for parent, fact in sorted(theirs.items()):
        yield Difference(entity, PARENT, ours[0][0], parent, graphs, fact)


def _membership(entity: str, fact: Fact, here: Here) -> Iterator[Difference]:
    group = here.linked.get(fact.value)
    if group is None or group not in here.groups:
        return
    spells = here.spells(entity, group)
    if not spells:
        yield Difference(entity, MEMBER, "", group, (), fact)
        return
    if any(_fit(one.start, fact.start) and _ends_fit(one, fact) for one in spells):
        return
    one = next((one for one in spells if _fit(one.start, fact.start)), spells[0])
    if not _fit(one.start, fact.start):
        yield Difference(entity, f"start of {MEMBER}", one.start, fact.start, one.graphs, fact, "P580")
    if not _ends_fit(one, fact):
        yield Difference(entity, f"end of {MEMBER}", one.end, fact.end, one.graphs, fact, "P582")


def _ends_fit(spell: _Spell, fact: Fact) -> bool:
    """An end that only one side has is a difference, since the other takes the membership to last."""
    return _fit(spell.end, fact.end) if spell.end and fact.end else spell.end == fact.end


def _replaced(entity: str, fact: Fact, here: Here) -> Iterator[Difference]:
    heir, known = here.linked.get(fact.value, fact.value), here.heirs(entity)
    if heir not in known:
        yield Difference(entity, REPLACED, min(known, default=""), heir, (), fact)


def _fit(one: str, other: str) -> bool:
    """Says whether some day fits both dates; a date that is not said, or is none, fits any."""
    spans = []
    for text in (one, other):
        datatype = _LENGTHS.get(len(text))
        if datatype not in DATING or lexical_fault(text, datatype):
            return True
        spans.append(bounds(text, datatype))
    return spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]
