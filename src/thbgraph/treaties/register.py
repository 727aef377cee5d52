"""All that a graph records under treaties: where every state and body stands on a day, and what that rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from ..answers.rows import Entity
from ..answers.standings import Standing
from ..stores.lookup import Lookup
from ..stores.protocol import Pattern
from ..words import vocabulary as thb
from ..words.facts import Facts
from ..words.namespaces import RDF_TYPE
from ..words.terms import Term
from ..words.vocabulary import CONSENTS, ActKind, Status
from .computed import entry_node, periods_in
from .grounds import Label
from .names import is_stated, name_on, stated_of_parties, succession_in
from .periods import Period
from .records import ACTORS, DERIVED, PART_OF, Act, Records
from .standing import placed

#: By what properties an act or report names who did it or is told of.
_PARTIES = (*ACTORS, thb.actor, thb.state)
#: The acts that concern a treaty as a whole, the rule, and what sources name in full, by which it is known what its parties did when.
_OF_TREATIES = (ActKind.ADOPTION, ActKind.ENTRY_INTO_FORCE, thb.EntryIntoForceRule, thb.Coverage)


class Entry(NamedTuple):
    """Where a state or body stands on a day, and the IRIs of what it and the days in it rest on."""

    standing: Standing
    grounds: tuple[str, ...]
    signed: tuple[str, ...]
    consented: tuple[str, ...]
    in_force: tuple[str, ...]


class Register:
    """The acts, reports and periods of all states and bodies under some treaties, or of one under all."""

    def __init__(self, nodes: Iterable[Term], parties: Iterable[str], lookup: Lookup, label: Label) -> None:
        """Reads what is stated of some treaties, acts, reports and rules, of their lists and sources, and of some parties."""
        self.label, self._lookup = label, lookup
        self._periods: dict[tuple[str, str], Mapping[str, list[Period]]] = {}
        about = [*filter(is_stated, lookup.about(*nodes))]
        around = {quad.object for quad in about if quad.predicate.value == PART_OF}
        around |= {quad.graph_name for quad in about}
        quads = dict.fromkeys((*about, *stated_of_parties(parties, lookup)))
        quads |= dict.fromkeys(lookup.about(*around))
        self.records = Records(filter(is_stated, quads))
        self.facts = self.records.facts

    @classmethod
    def of_treaty(cls, treaty: str, lookup: Lookup, label: Label) -> Register:
        """Reads the register of everybody under a treaty."""
        node = ox.NamedNode(treaty)
        under = None, ox.NamedNode(thb.instrument), node
        kinds = [(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(kind)) for kind in (thb.State, thb.FormerState)]
        lookup.load([under, *kinds])
        states = {state.value for state in _subjects(kinds, lookup)}
        periods = (quad.subject for quad in lookup.match(*under) if not is_stated(quad))
        told = (quad for quad in lookup.about(*dict.fromkeys(periods)) if quad.predicate.value == thb.state)
        parties = sorted(states | {quad.object.value for quad in told})
        return cls(dict.fromkeys([node, *_subjects([under], lookup)]), parties, lookup, label)

    @classmethod
    def of_party(cls, party: str, treaties: Iterable[str], lookup: Lookup, label: Label) -> Register:
        """Reads the register of a state or body, with all that it carries on, under some treaties."""
        line = succession_in(lookup).line(party)
        joints = [(None, ox.NamedNode(prop), ox.NamedNode(one)) for one in line for prop in _PARTIES]
        whole = [(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(kind)) for kind in _OF_TREATIES]
        entries = (None, ox.NamedNode(thb.forParty), None)
        lookup.load([*joints, *whole, entries])
        single = {quad.subject for quad in lookup.match(*entries)}
        of_treaties = [node for node in _subjects(whole, lookup) if node not in single]
        nodes = [*map(ox.NamedNode, treaties), *of_treaties, *_subjects(joints, lookup)]
        return cls(dict.fromkeys(nodes), [party], lookup, label)

    def _recorded(self, prop: str, thing: str, other: str) -> Mapping[str, list[Period]]:
        """Returns the periods that have a thing as the value of a property by the value of another, in order of name and time."""
        if (prop, thing) not in self._periods:
            joint = None, ox.NamedNode(prop), ox.NamedNode(thing)
            nodes = [quad.subject for quad in self._lookup.match(*joint) if not is_stated(quad)]
            facts = Facts(self._lookup.about(*nodes))
            found = defaultdict[str, list[Period]](list)
            for node, period in periods_in(facts).items():
                found[facts.texts(node, other)[0]].append(period)
            self._periods[prop, thing] = dict(sorted(found.items(), key=lambda one: self.label(one[0])))
        return self._periods[prop, thing]

    @cached_property
    def _acts(self) -> Mapping[tuple[str, str], list[Act]]:
        """The acts by treaty and by who did them or carries them on."""
        found, kinds = (
            defaultdict[tuple[str, str], list[Act]](list),
            {*CONSENTS, *ACTORS.values(), ActKind.DENUNCIATION},
        )
        for act in self.records.acts:
            if act.actor is not None and act.kinds & kinds:
                found[act.instrument, self.records.heir(act.actor)].append(act)
        return found

    def entries(self, treaty: str, day: str) -> Iterator[Entry]:
        """Yields where everybody stands under a treaty on a day of which a period is recorded, in order of name."""
        recorded = self._recorded(thb.instrument, treaty, thb.state)
        self._lookup.load_about(ox.NamedNode(entry_node(treaty, party)) for party in recorded)
        for party, periods in recorded.items():
            entry = self._entry(treaty, party, day, periods)
            if entry is not None:
                yield entry

    def entry(self, treaty: str, party: str, day: str) -> Entry | None:
        """Returns where a state or body stands under a treaty on a day; None where no period is recorded."""
        recorded = self._recorded(thb.state, self.records.heir(party), thb.instrument)
        return self._entry(treaty, party, day, recorded.get(treaty, []))

    def _entry(self, treaty: str, party: str, day: str, periods: list[Period]) -> Entry | None:
        """Returns where somebody stands on a day by their periods, with the acts that can have been done by then."""
        period = next((one for one in periods if one.holds(day)), None)
        if period is None:
            return None
        acts = self._acts.get((treaty, self.records.heir(party)), ())
        own = [act for act in acts if act.days.first is None or act.days.first.day <= day]
        return Entry(
            placed(self._blank(treaty, party, day), period, periods, own, self.records, self.label),
            period.grounds,
            _named(own, {ActKind.SIGNATURE}),
            _named(own, CONSENTS),
            _named(own, {ActKind.ENTRY_INTO_FORCE}) or self._entered(treaty, party) or period.grounds,
        )

    def _entered(self, treaty: str, party: str) -> tuple[str, ...]:
        """Returns what the computed entry into force for a party was derived from."""
        node = ox.NamedNode(entry_node(treaty, self.records.heir(party)))
        return tuple(
            quad.object.value for quad in self._lookup.about(node) if quad.predicate.value == DERIVED
        )

    def _blank(self, treaty: str, party: str, day: str) -> Standing:
        return Standing(
            Entity(party, self.label(party)),
            name_on(party, day, self.records, self.records.succession, self.label),
            Entity(treaty, self.label(treaty)),
            date.fromisoformat(day),
            Status.UNDETERMINED.words,
            depositary=self.depositary(treaty),
            is_signed=treaty not in self.records.unsigned,
        )

    def depositary(self, treaty: str) -> Entity | None:
        """Returns who keeps a treaty, where a source says so."""
        depositary = self.facts.text(treaty, thb.depositary)
        return Entity(depositary, self.label(depositary)) if depositary else None

    def is_state(self, party: str) -> bool:
        """Says whether a party is a state, or was one."""
        return party in self.records.states


def is_known(entry: Entry) -> bool:
    """Says whether anything is recorded of a party that had not decidedly done nothing."""
    status = entry.standing.status
    if status in (Status.NO_ACT.words, Status.NOT_APPLICABLE.words):
        return False
    return status != Status.UNDETERMINED.words or bool(entry.signed or entry.consented)


def _subjects(patterns: Iterable[Pattern], lookup: Lookup) -> list[Term]:
    """Returns what is stated to fit some patterns, each once."""
    found = (quad for pattern in patterns for quad in lookup.match(*pattern))
    return [*dict.fromkeys(quad.subject for quad in found if is_stated(quad))]


def _named(acts: Iterable[Act], kinds: Iterable[str]) -> tuple[str, ...]:
    wanted = frozenset(kinds)
    return tuple(act.name for act in acts if act.kinds & wanted)
