"""What changes rest on: that the world changed after the last day that was covered, or that what is recorded of a day did.

An act, a membership or an event that is new happened since, where it is later than all that was covered of its kind before;
where it is not, it was missing, or nobody was known to have recorded it. What is said otherwise was wrong, unless it is
only said more exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import in_full
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.printing import spaced
from ..base.terms import local
from ..base.values import Days
from ..base.vocabulary import CONSENTS, ActKind
from ..results.changes import CHANGED, NEW, Change, ChangeCause
from ..status.cases import DONE
from ..status.date_bounds import DCTERMS_DATE, NOT_AFTER, NOT_BEFORE, REPORTING_DAY, Dating
from ..status.records import END, START, Records

_DATES = frozenset({DCTERMS_DATE, START, END, REPORTING_DAY, NOT_BEFORE, NOT_AFTER})
_GROUP = PREFIXES["org"] + "organization"


class Causes:
    """Finds what changes between two graphs rest on; `day` is that of the earlier one (ISO 8601), where it is known.

    Of what no source covered, what is later than that day happened since.
    """

    def __init__(self, before: Iterable[ox.Quad], after: Iterable[ox.Quad], day: str = "") -> None:
        self._before, self._after, self._day = Records(before), Records(after), day
        self._covered: dict[tuple[str, str], str] = {}
        for one in self._before.coverage:
            key = one.instrument, one.kind
            self._covered[key] = max(one.day, self._covered.get(key, ""))
        for listed in self._before.member_lists:
            self._covered[listed.group, _GROUP] = listed.day

    def explained(self, change: Change) -> Change:
        """Returns a change with what it rests on, and told in a sentence."""
        return change._replace(cause=self._cause(change), in_words=self._reason(change))

    def _cause(self, change: Change) -> ChangeCause:
        if self._claims(change.added) or self._claims(change.removed):
            is_longer = max(self._claims(change.added), default="") > max(
                self._claims(change.removed), default=""
            )
            return ChangeCause.COVERED if is_longer else ChangeCause.CORRECTED
        old, new = self._before.dated(change.subject), _of(change.added, self._after.dated(change.subject))
        if change.removed and not (change.sign == CHANGED and _is_within(new, old)):
            return ChangeCause.CORRECTED
        if change.sign == NEW and self._was_stated_before(change, old, new):
            return ChangeCause.CONFIRMED
        if not new or _is_within(new, old):
            return ChangeCause.LEARNED
        if old:
            return ChangeCause.CORRECTED
        first, covered = min(one.span[0] for one in new), self._covered_of(change.subject)
        if "" < first <= covered:
            return ChangeCause.CORRECTED
        if reported := self._reported(change.subject):
            return ChangeCause.LEARNED if first <= reported else ChangeCause.CORRECTED
        return ChangeCause.HAPPENED if first > (covered or self._day) > "" else ChangeCause.LEARNED

    def _claims(self, quads: Iterable[ox.Quad]) -> list[str]:
        """Returns the days up to which statements say that a source names everything."""
        return [quad.object.value for quad in quads if quad.predicate.value == thb.completeUpTo]

    def _was_stated_before(self, change: Change, old: Sequence[Dating], new: Sequence[Dating]) -> bool:
        """Says whether another source said the same, as exactly: of something dated its days and its kind, else the same values."""
        facts = self._before.facts
        if new:
            kinds = {quad.object.value for quad in change.added if quad.predicate.value == RDF_TYPE}
            known = facts.classes(change.subject)
            known |= {ActKind.CONSENT} if known & CONSENTS else set()
            return kinds <= known and all(any(_is_within([was], [now]) for was in old) for now in new)
        return all(
            any(fact.value == quad.object for fact in facts.of(change.subject, quad.predicate.value))
            for quad in change.added
        )

    def _covered_of(self, subject: str) -> str:
        """Returns the last day up to which a source named before all that is of the kind of an act or a membership."""
        facts, kinds = self._after.facts, self._after.facts.classes(subject)
        kind = ActKind.CONSENT if kinds & CONSENTS else next(iter(kinds), "")
        treaty, group = facts.text(subject, thb.instrument), facts.text(subject, _GROUP)
        if treaty is not None:
            return self._covered.get((treaty, kind), "")
        return self._covered.get((group or "", _GROUP), "")

    def _reported(self, subject: str) -> str:
        """Returns the day by which a report had before that an act was done; empty where none had."""
        act = next((one for one in self._after.acts if one.name == subject and one.actor is not None), None)
        if act is None or act.actor is None:
            return ""
        kind = ActKind.CONSENT if act.kinds & CONSENTS else next(iter(act.kinds), "")
        party, records = self._before.heir(act.actor), self._before
        own = (one for one in records.reports if records.heir(one.state) == party)
        done = (one for one in own if one.instrument == act.instrument and one.status in DONE.get(kind, ()))
        return min((one.last for one in done if one.last is not None), default="")

    def _reason(self, change: Change) -> str:
        """Tells a change in a sentence: of what is new and dated its kind and day, else all that is recorded of it."""
        subject, claims = change.subject, self._claims(change.added)
        if claims and change.name:
            return f"{change.name}: complete up to {in_full(max(claims))}"
        new = _of(change.added, self._after.dated(subject))
        is_whole = change.sign == NEW and any(quad.predicate.value == RDF_TYPE for quad in change.added)
        if not (change.name and new and is_whole):
            name = "" if change.name.startswith(change.about.label) else change.about.label
            return ": ".join(filter(None, [name, change.text]))
        kinds = sorted(spaced(local(kind)).lower() for kind in self._after.facts.classes(subject) & CONSENTS)
        kind = f" ({kinds[0]})" if kinds and not change.name.startswith(kinds[0]) else ""
        return f"{change.name}{kind}, {Days.of(new[0].first, new[0].last).when}"


def _of(quads: Iterable[ox.Quad], dated: Sequence[Dating]) -> list[Dating]:
    """Returns those datings of a thing that some statements make."""
    graphs = {quad.graph_name for quad in quads if quad.predicate.value in _DATES}
    return [one for one in dated if ox.NamedNode(one.graph) in graphs]


def _is_within(new: Sequence[Dating], old: Sequence[Dating]) -> bool:
    """Says whether days lie within some that were known before."""
    return bool(new and old) and all(
        any(was.span[0] <= now.span[0] and now.span[1] <= was.span[1] for was in old) for now in new
    )
