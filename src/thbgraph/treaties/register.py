"""All that a graph records under one treaty: where every state and body stands on a day, and what that rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from ..words.namespaces import COMPUTED_GRAPH, INFERRED_GRAPH, RDF_TYPE
from ..words.vocabulary import CONSENTS, ActKind, Status
from .computed import recorded_periods
from .dossier import Dossier
from .names import DATED_NAME, FORM, name_on
from .periods import Period
from .records import ACTORS, DERIVED, END, PART_OF, START, Act, Records
from .standing import Label, days_of, placed
from .succession import CARRIES_ON

_DERIVED_GRAPHS = (INFERRED_GRAPH, COMPUTED_GRAPH)
_OF_STATES = (thb.alpha2Code, thb.alpha3Code, thb.succeedsFrom, START, END, *CARRIES_ON, DATED_NAME, FORM)
#: What is to be known of states and bodies, whatever the treaty.
OF_PARTIES: Sequence[Pattern] = (
    *((None, ox.NamedNode(prop), None) for prop in _OF_STATES),
    *((None, ox.NamedNode(RDF_TYPE), ox.NamedNode(kind)) for kind in (thb.State, thb.FormerState)),
)


class Entry(NamedTuple):
    """Where a state or body stands on a day, and the IRIs of what it and the days in it rest on."""

    standing: Standing
    grounds: tuple[str, ...]
    signed: tuple[str, ...]
    consented: tuple[str, ...]
    in_force: tuple[str, ...]


class Register:
    """The acts, reports and periods of all states and bodies under one treaty."""

    def __init__(self, treaty: str, lookup: Lookup, label: Label) -> None:
        self.treaty, self.label, self._lookup = treaty, label, lookup
        node = ox.NamedNode(treaty)
        under = [(None, ox.NamedNode(prop), node) for prop in (thb.instrument, thb.ruleOf)]
        lookup.load([*under, *OF_PARTIES])
        things = dict.fromkeys([node, *(quad.subject for joint in under for quad in lookup.match(*joint))])
        lookup.load_about(things)
        about = [quad for thing in things for quad in lookup.about(thing)]
        around = {quad.object for quad in about if quad.predicate.value == PART_OF}
        around |= {quad.graph_name for quad in about}
        lookup.load_about(around)
        quads = dict.fromkeys(quad for joint in OF_PARTIES for quad in lookup.match(*joint))
        quads |= dict.fromkeys(about)
        quads |= dict.fromkeys(quad for thing in around for quad in lookup.about(thing))
        self.records = Records(quad for quad in quads if quad.graph_name.value not in _DERIVED_GRAPHS)
        self.facts = self.records.facts
        self._computed = Facts(quad for quad in about if quad.graph_name.value == COMPUTED_GRAPH)

    @cached_property
    def periods(self) -> Mapping[str, list[Period]]:
        """The periods of each state and body, in order of time."""
        nodes = [fact.thing for fact in self._computed.with_property(thb.status)]
        found = defaultdict[str, list[Period]](list)
        for node, period in recorded_periods(map(ox.NamedNode, nodes), self._lookup.match).items():
            if self.treaty in self._computed.texts(node, thb.instrument):
                found[self._computed.texts(node, thb.state)[0]].append(period)
        return found

    @cached_property
    def _acts(self) -> Mapping[str, list[Act]]:
        found = defaultdict[str, list[Act]](list)
        for act in self.records.acts_under(self.treaty, *CONSENTS, *ACTORS.values()):
            if act.actor is not None:
                found[self.records.heir(act.actor)].append(act)
        return found

    @cached_property
    def _entered(self) -> Mapping[str, tuple[str, ...]]:
        """What each computed entry into force was derived from, by party."""
        computed = self._computed
        return {
            fact.text: tuple(computed.texts(fact.thing, DERIVED))
            for fact in computed.with_property(thb.forParty)
        }

    def entries(self, day: str) -> Iterator[Entry]:
        """Yields where everybody stands on a day of which a period is recorded, in order of name."""
        for party in sorted(self.periods, key=self.label):
            entry = _entry(
                self._blank(party, day),
                self.periods[party],
                self._acts.get(party, ()),
                self._entered.get(party, ()),
            )
            if entry is not None:
                yield entry

    def _blank(self, party: str, day: str) -> Standing:
        return Standing(
            Entity(party, self.label(party)),
            name_on(party, day, self.records, self.records.succession, self.label),
            Entity(self.treaty, self.label(self.treaty)),
            date.fromisoformat(day),
            Status.UNDETERMINED.words,
            depositary=self.depositary,
        )

    @cached_property
    def depositary(self) -> Entity | None:
        """Who keeps the treaty, where a source says so."""
        depositary = self.facts.text(self.treaty, thb.depositary)
        return Entity(depositary, self.label(depositary)) if depositary else None

    def is_state(self, party: str) -> bool:
        """Says whether a party is a state, or was one."""
        return party in self.records.states


def entry_of(known: Dossier, day: str) -> Entry | None:
    """Returns where the state of a dossier stands on a day under its treaty; None where no period is recorded."""
    treaty, label = known.treaty, known.label
    depositary = known.facts.text(treaty, thb.depositary)
    blank = Standing(
        Entity(known.state, label(known.state)),
        known.name(day),
        Entity(treaty, label(treaty)),
        date.fromisoformat(day),
        Status.UNDETERMINED.words,
        depositary=Entity(depositary, label(depositary)) if depositary else None,
    )
    acts = [act for act in known.acts if act.instrument == treaty]
    return _entry(blank, list(known.periods.values()), acts, ())


def is_known(entry: Entry) -> bool:
    """Says whether anything is recorded of a party that had not decidedly done nothing."""
    status = entry.standing.status
    if status in (Status.NO_ACT.words, Status.NOT_APPLICABLE.words):
        return False
    return status != Status.UNDETERMINED.words or bool(entry.signed or entry.consented)


def _entry(
    blank: Standing, periods: list[Period], acts: Sequence[Act], entered: tuple[str, ...]
) -> Entry | None:
    """Returns where somebody stands on the day of a blank standing, with the acts that can have been done by then."""
    day = blank.as_of.isoformat()
    period = next((one for one in periods if one.holds(day)), None)
    if period is None:
        return None
    own = [act for act in acts if act.days.first is None or act.days.first.day <= day]
    stated = _named(own, {ActKind.ENTRY_INTO_FORCE})
    return Entry(
        _narrowed(placed(blank, period, periods, own), periods),
        period.grounds,
        _named(own, {ActKind.SIGNATURE}),
        _named(own, CONSENTS),
        stated or entered or period.grounds,
    )


def _narrowed(standing: Standing, periods: Sequence[Period]) -> Standing:
    """Returns a standing whose signature and consent have the bounds that reports and other acts leave, too."""
    days = {
        one.open_kind: days_of(one.open_days)
        for one in periods
        if one.open_kind and one.open_days.last is not None
    }
    return standing._replace(
        signed=standing.signed and days.get(ActKind.SIGNATURE, standing.signed),
        consented=standing.consented and days.get(ActKind.CONSENT, standing.consented),
    )


def _named(acts: Iterable[Act], kinds: Iterable[str]) -> tuple[str, ...]:
    wanted = frozenset(kinds)
    return tuple(act.name for act in acts if act.kinds & wanted)
