"""What the sources state, and whom instruments bound by what was computed from it, as the finders of conflicts read it."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATE, span_in_words
from ..base.namespaces import MEMO, MEMO_SOURCE, PREFIXES
from ..base.vocabulary import ActKind
from ..status.date_bounds import REPORTING_DAY, Dating, Interval
from ..status.records import DERIVED, Coverage, Records
from ..stores.evaluation import Solutions
from ..stores.protocol import Store

_NOTE, _ALT_LABEL = (PREFIXES["skos"] + name for name in ("note", "altLabel"))
#: For whom an instrument had entered into force by a day, and from which acts, rules and coverage that is derived.
_BOUND = f"""SELECT ?party ?ground {{
  ?entry a <{thb.ComputedEntryIntoForce}> ; <{thb.instrument}> <%s> ; <{thb.forParty}> ?party ; <{thb.latest}> ?last ;
    <{DERIVED}> ?ground .
  FILTER(?last <= "%s"^^<{DATE}>) }}"""


class Sources:
    """What asserted statements record, these with their datings, and whom instruments bound.

    `store` holds what was computed, `label` names a thing.
    """

    def __init__(self, records: Records, store: Store, label: Callable[[str], str]) -> None:
        self.label, self.records, self._store = label, records, store
        self.facts, self.acts, self.dated = records.facts, records.acts_under, records.dated

    def name(self, thing: str) -> str:
        """Returns the shortest name of a thing: an English abbreviation, else its label."""
        names = (fact.value for fact in self.facts.of(thing, _ALT_LABEL))
        english = [name.value for name in names if isinstance(name, ox.Literal) and name.language == "en"]
        return min(english, key=len, default="") or self.label(thing)

    def notes(self, thing: str, *graphs: str) -> str:
        """Returns what each source remarks on a thing, in brackets, to stand behind what it says of it."""
        notes = self.facts.of(thing, _NOTE)
        remarks = (
            "; ".join(note.text.rstrip(".") for note in notes if note.graph == name) for name in graphs
        )
        return "".join(f" ({words})" for words in remarks if words)

    def reporting_day(self, thing: str, graph: str) -> Dating | None:
        """Returns the day as at which a thing of a graph speaks: its own, its passage's, else the memo's."""
        places = [thing, graph, *([MEMO_SOURCE] if graph.startswith(MEMO) else [])]
        return next((day for place in places for day in self.dated(place, REPORTING_DAY)), None)

    def is_depositarys(self, graph: str) -> bool:
        """Says whether a source is of the depositary itself."""
        return thb.Depositary in self.facts.texts(graph, PREFIXES["dcterms"] + "type")

    def complete(self, instrument: str, kind: str, day: str) -> Coverage | None:
        """Returns that a source names all acts of a kind done to an instrument up to a day, if one does."""
        own = (one for one in self.records.coverage if (one.instrument, one.kind) == (instrument, kind))
        return next((one for one in own if one.day >= day), None)

    def stated_entry(self, instrument: str, party: str | None) -> Interval | None:
        """Returns when sources say that an instrument entered into force, in general or for a party."""
        acts = self.acts(instrument, ActKind.ENTRY_INTO_FORCE)
        return next((act.days for act in acts if act.actor == party), None)

    def bound(self, instrument: str, day: str) -> tuple[set[str], set[str]]:
        """Returns for whom an instrument was in force by a day, and what that was computed from, as IRIs."""
        found = self._store.query(_BOUND % (instrument, day))
        assert isinstance(found, Solutions)
        rows = [*found]
        return {row["party"].value for row in rows}, {row["ground"].value for row in rows}


def when(interval: Interval) -> str:
    """Writes an interval in words."""
    return span_in_words(*(None if bound is None else bound.day for bound in interval))
