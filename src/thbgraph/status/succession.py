"""Who carries on the acts of a former state or body. Who only succeeds to some of them does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from ..base import vocabulary as thb
from ..base.namespaces import PREFIXES
from ..base.triples import Facts

#: How a state or body is said to carry on another; the last one counts most.
CARRIES_ON = (PREFIXES["dcterms"] + "replaces", thb.continues)


class Succession:
    """Which states and bodies carry on which, from the facts that say so.

    Of several that carry one on, the last by property and IRI counts. Circles end where they began.
    """

    def __init__(self, facts: Facts) -> None:
        self._after, self._before = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for fact in (fact for prop in CARRIES_ON for fact in facts.with_property(prop)):
            self._after[fact.text].append(fact.thing)
            self._before[fact.thing].append(fact.text)

    def carried_on(self, party: str) -> Sequence[str]:
        """Returns what a party itself carries on."""
        return self._before.get(party, ())

    def successor(self, party: str) -> str:
        """Returns the last of those that carry a party on, one after the other, or the party."""
        after = self._after
        return _last(party, lambda one: after.get(one, ())) if party in after else party

    def predecessor(self, party: str, exists: Callable[[str], bool]) -> str:
        """Returns the first of those that a party carries on, as long as they exist, or the party."""
        return _last(party, lambda one: [old for old in self.carried_on(one) if exists(old)])

    def line(self, party: str) -> list[str]:
        """Returns a party and all that it carries on, one after the other."""
        return _reached(party, self.carried_on)

    def origins(self, party: str) -> list[str]:
        """Returns those in the line of a party that carry on nobody."""
        return [one for one in self.line(party) if not self.carried_on(one)]

    def successors(self, party: str) -> list[str]:
        """Returns a party and all that carry it on, one after the other."""
        return _reached(party, lambda one: self._after.get(one, ()))


def _last(party: str, step: Callable[[str], Sequence[str]]) -> str:
    """Follows the last of several at each step."""
    seen = [party]
    while further := [other for other in step(seen[-1]) if other not in seen]:
        seen.append(further[-1])
    return seen[-1]


def _reached(party: str, step: Callable[[str], Sequence[str]]) -> list[str]:
    """Follows all of several at each step."""
    found = [party]
    for one in found:
        found += dict.fromkeys(other for other in step(one) if other not in found)
    return found
