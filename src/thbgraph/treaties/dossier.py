"""What a graph holds of one state, of one treaty, and of the one under the other, as records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property

import pyoxigraph as ox

from ..stores.lookup import Lookup
from ..stores.protocol import Pattern
from ..words import vocabulary as thb
from ..words.namespaces import PREFIXES, RDF_TYPE
from ..words.vocabulary import ActKind, Status
from .computed import recorded_periods
from .computed_grounds import Asserted, Computation, load_grounds_of_nodes, of_node
from .names import name_on, predecessor_on
from .periods import Period
from .records import TERRITORY, Act, Records
from .spans import DATED_NAME

_MEMBER = PREFIXES["org"] + "member"
#: The kinds of act that say from when until when a treaty could be signed.
_DATING = (ActKind.ADOPTION, ActKind.OPENING_FOR_SIGNATURE, ActKind.CLOSING_FOR_SIGNATURE)
_RULES = (thb.EntryIntoForceRule, thb.EligibilityRule, thb.Coverage)


class Dossier:
    """A state or body under a treaty; `bearer` is who carries on the acts of the state, or the state."""

    def __init__(self, state: str, treaty: str, lookup: Lookup, label: Callable[[str], str]) -> None:
        self.state, self.treaty, self.label = state, treaty, label
        self.lookup, self._match = lookup, lookup.match
        self.asserted = Asserted(self._match)
        self.bearer = self.asserted.succession.successor(state)
        self.lookup.load(self._joints())
        self.lookup.load_about(
            map(ox.NamedNode, self._acts() | self._rules() | self._with(thb.state, self.bearer))
        )
        things = list(self._things())
        self.lookup.load_about(map(ox.NamedNode, things))
        stated = [quad for thing in things for quad in self.asserted(ox.NamedNode(thing), None)]
        self.records = Records(stated)
        self.facts = self.records.facts

    @cached_property
    def recorded(self) -> Records:
        """All that is recorded of the bearer under the treaty, dated as what is known of its sources allows."""
        graphs = [ox.NamedNode(fact.graph) for fact in self.facts]
        self.lookup.load_about(dict.fromkeys(graphs))
        stated = [quad for thing in self._things() for quad in self.asserted(ox.NamedNode(thing), None)]
        of_graphs = [quad for graph in dict.fromkeys(graphs) for quad in self.asserted(graph, None)]
        return Records([*stated, *of_graphs])

    def done(self, kinds: Collection[str], day: str) -> list[Act]:
        """Returns the acts of some kinds that the bearer had surely done by a day, or carries on."""
        done = ((act, act.days.last) for act in self.recorded.acts_of(self.bearer))
        return [act for act, by in done if act.kinds.intersection(kinds) and by is not None and by.day <= day]

    @property
    def _line(self) -> Iterable[str]:
        return dict.fromkeys([self.bearer, *self.asserted.succession.line(self.state)])

    def _joints(self) -> Iterable[Pattern]:
        """Returns the patterns by which the state, its line and the treaty are joined to what is said of them."""
        joints = [
            (TERRITORY, self.state),
            (_MEMBER, self.bearer),
            (thb.state, self.bearer),
            *((thb.actor, party) for party in self._line),
            *((RDF_TYPE, kind) for kind in (*_DATING, *_RULES)),
        ]
        yield from ((None, ox.NamedNode(prop), ox.NamedNode(thing)) for prop, thing in joints)
        yield ox.NamedNode(self.state), None, None

    def _things(self) -> Iterable[str]:
        """Returns what is to be known about: the state and its line, the treaty, its rules, acts and names."""
        yield from (*self._line, self.treaty, *sorted(self._under(self.treaty, self._acts())))
        yield from sorted(self._under(self.treaty, self._rules()))
        yield from sorted(self._with(TERRITORY, self.state))
        yield from sorted(self._with(_MEMBER, self.bearer))
        yield from (name.object.value for name in self.asserted(ox.NamedNode(self.state), DATED_NAME))

    def _acts(self) -> set[str]:
        """Returns the acts of the state and its line, under any treaty, and those that date treaties."""
        acts = {act for party in self._line for act in self._with(thb.actor, party)}
        return acts | {act for kind in _DATING for act in self._with(RDF_TYPE, kind)}

    def _rules(self) -> set[str]:
        return {rule for kind in _RULES for rule in self._with(RDF_TYPE, kind)}

    def _under(self, treaty: str, nodes: Iterable[str]) -> set[str]:
        """Returns those of some acts, rules or periods that are under a treaty; a state has fewer of them than a treaty."""
        of = ox.NamedNode(thb.instrument), ox.NamedNode(treaty)
        return {node for node in nodes if any(self._match(ox.NamedNode(node), *of))}

    def _with(self, prop: str, thing: str) -> set[str]:
        """Returns what has a thing as the value of a property."""
        found = self._match(None, ox.NamedNode(prop), ox.NamedNode(thing))
        return {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}

    @cached_property
    def periods(self) -> dict[str, Period]:
        """The computed periods of the bearer under the treaty, by node, in order of time."""
        return self._periods(self.treaty)

    def status_under(self, treaty: str, day: str) -> Status | None:
        """Returns the status of the bearer under another treaty on a day."""
        found = self._periods(treaty).values()
        return next((period.status for period in found if period.holds(day)), None)

    def _periods(self, treaty: str) -> dict[str, Period]:
        nodes = sorted(self._under(treaty, self._with(thb.state, self.bearer)))
        return recorded_periods(map(ox.NamedNode, nodes), self._match)

    def computation(self, node: str) -> Computation:
        """Returns what one of the periods was computed from."""
        load_grounds_of_nodes([ox.NamedNode(node)], self.lookup)
        return of_node(ox.NamedNode(node), self.asserted)

    def predecessor(self, day: str) -> str | None:
        """Returns who acted on a day instead of the state or body that carries it on; None where nobody did."""
        return predecessor_on(self.state, day, self.records, self.asserted.succession)

    def name(self, day: str) -> str:
        """Returns the name under which the state or body acted on a day, with the one of today in brackets."""
        return name_on(self.state, day, self.records, self.asserted.succession, self.label)
