"""The views that sections of reports have beside questions: what is no answer to a query, as rows with what each rests on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.terms import Term, short
from ..results.answer import Answer, Citation, Row
from ..results.conflict import Conflict
from ..status.records import Records
from ..status.register import Register
from ..status.state_names import Label, Spoken
from ..stores.embedded import EmbeddedStore
from ..stores.lookup import Lookup
from ..stores.protocol import Store
from .declarations import SectionSource
from .paths import PATH_COLUMNS, Network, all_ties, paths
from .relations import RELATION_COLUMNS, Relations, Tie, entities
from .status_rows import STATUS_COLUMNS, of_party, of_treaty

_INSTRUMENT, _EARLIEST, _STATE = map(ox.NamedNode, (thb.instrument, thb.earliest, thb.state))
_CONFLICT_COLUMNS = ("kind", "question", "sides", "reading", "isOpen")
_ENDS = ("start", "end", "most")
#: Of so many things the conflicts are kept.
_MOST_KEPT = 64
#: The views by name.
VIEWS: Mapping[str, SectionSource] = {
    "relations": SectionSource(RELATION_COLUMNS, ("thing", "topics"), ("thing",)),
    "own-relations": SectionSource(RELATION_COLUMNS, ("thing", "asOf"), ("thing",)),
    "status-of": SectionSource(STATUS_COLUMNS, ("thing", "asOf"), ("thing", "asOf")),
    "participants": SectionSource(STATUS_COLUMNS, ("instrument", "asOf"), ("instrument", "asOf")),
    "conflicts": SectionSource(_CONFLICT_COLUMNS, ("thing", "asOf"), ("thing",)),
    "paths": SectionSource(PATH_COLUMNS, (*_ENDS, "topics"), _ENDS),
}
#: What a view is given: the IRIs or texts of each of its parameters.
Arguments = Mapping[str, Sequence[str]]


class ReportViews:
    """The views of one graph, whose things have `labels` and `classes`; `backwards` says how properties read from their value."""

    def __init__(
        self,
        store: Store,
        lookup: Lookup,
        label: Label,
        spoken: Spoken,
        labels: Mapping[str, str],
        classes: Mapping[str, Collection[str]],
        backwards: Mapping[str, str],
        conflicts_of: Callable[[str], Iterable[Conflict]],
        short_of: Callable[[str], str],
    ) -> None:
        self._short_of, self._spoken = short_of, spoken
        self._store, self._lookup, self._label = store, lookup, label
        self._read = lookup, label, spoken
        self._labels, self._classes = labels, classes
        self._conflicts = lru_cache(_MOST_KEPT)(
            lambda thing: [(_things_of(one), self._conflict(one)) for one in conflicts_of(thing)]
        )
        self._latest: tuple[tuple[str, tuple[str, ...]], Register] | None = None
        self._relations = Relations(lookup, label, backwards)

    def rows(self, name: str, given: Arguments, days: Mapping[str, str]) -> Answer:
        """Returns the rows of a view; `days` are those of treaties that are told as of another than the given one.

        Raises RequestError where the ends of a path are one thing.
        """
        one = {param: texts[0] for param, texts in given.items() if texts}
        has_topics = one.get("topics") == "true"
        if name == "own-relations":
            return self._own_relations(one["thing"], one.get("asOf", ""))
        if name == "relations":
            return self._relations.of(one["thing"], entities(self._classes, has_topics))
        if name == "status-of":
            on = {**dict.fromkeys(self._treaties, one["asOf"]), **days}
            return self._of_party(one["thing"], on)
        if name == "participants":
            register = self._register or Register.of_treaty(one["instrument"], *self._read)
            return of_treaty(one["instrument"], one["asOf"], register, self._short_of)
        if name == "conflicts":
            found, day = self._conflicts(one["thing"]), one.get("asOf", "")
            rows = [row for things, row in found if not self._is_later(things, day)]
            return Answer(_CONFLICT_COLUMNS, rows)
        return self._paths(one["start"], one["end"], int(one["most"]), has_topics)

    @cached_property
    def _register(self) -> Register | None:
        """The register of everybody under all treaties, for a graph in memory, of which much is asked; else what is asked for is read."""
        is_kept = isinstance(self._store, EmbeddedStore) and self._store.is_in_memory
        return Register(Records(self._store.asserted()), *self._read) if is_kept else None

    def _of_party(self, party: str, on: Mapping[str, str]) -> Answer:
        """Returns where a state or body stands under treaties on a day of each, if its status is recorded."""
        if not any(self._lookup.match(None, _STATE, ox.NamedNode(party))):
            return Answer(STATUS_COLUMNS, ())
        register = self._register or self._register_of(party, tuple(on))
        return of_party(party, on, register, self._short_of)

    def _register_of(self, party: str, treaties: tuple[str, ...]) -> Register:
        """Reads what tells the status of a party, once for the days that a report asks about."""
        if self._latest is None or self._latest[0] != (party, treaties):
            self._latest = (party, treaties), Register.of_party(party, [*treaties], *self._read)
        return self._latest[1]

    @cached_property
    def _things(self) -> set[str]:
        return entities(self._classes)

    def _of_class(self, kind: str) -> list[str]:
        wanted = short(kind)
        return [iri for iri, kinds in self._classes.items() if wanted in kinds]

    @cached_property
    def _treaties(self) -> list[str]:
        return sorted(self._things.intersection(self._of_class(thb.Treaty)), key=self._label)

    @cached_property
    def _ties(self) -> list[Tie]:
        """What binds things, topics and places among them, for which all that is stated is read."""
        return all_ties(self._store.asserted(), entities(self._classes, True))

    def _own_relations(self, thing: str, day: str) -> Answer:
        """Returns the relations of a thing that no act, membership or statement makes, but for what it has passed.

        Those to what came after a day are left out.
        """
        found = self._relations.of(thing, self._things, is_direct=True)
        return found.replace(rows=[row for row in found if not self._is_later([row.other.iri], day)])

    def _is_later(self, things: Iterable[str], day: str) -> bool:
        """Says whether all of some things was after a day."""
        nodes = map(ox.NamedNode, things)
        days = [str(quad.object.value) for quad in self._lookup.about(*nodes) if quad.predicate == _EARLIEST]
        return bool(day and days) and min(days) > day

    def _conflict(self, conflict: Conflict) -> Row:
        found = self._statements_of(map(ox.NamedNode, _things_of(conflict)), conflict.graphs)
        # What counts acts is said by all acts that its sources have under the treaty.
        left = {*conflict.graphs} - {quad.graph_name.value for quad in found}
        if left:
            about = [ox.NamedNode(iri) for iri in conflict.about]
            acts = (quad for one in about for quad in self._lookup.match(None, _INSTRUMENT, one))
            found += self._statements_of(about, left)
            found += (quad for quad in acts if quad.graph_name.value in left)
        question = conflict.question[:1].upper() + conflict.question[1:]
        sides = "; ".join(side.says for side in conflict.sides)
        is_open = "yes" if conflict.is_open else "no"
        values = conflict.kind, question, sides, conflict.reading or None, is_open
        return Row(_CONFLICT_COLUMNS, values, Citation(tuple(dict.fromkeys(found))))

    def _statements_of(self, things: Iterable[Term], graphs: Collection[str]) -> list[ox.Quad]:
        """Returns what some passages and sources say of things, but for which source prevails, which sets none aside here."""
        about = self._lookup.about(*things)
        return [q for q in about if q.graph_name.value in graphs and q.predicate.value != thb.prevailsOver]

    def _paths(self, start: str, end: str, most: int, has_topics: bool) -> Answer:
        found = self._found(start, end, max(most, 1), has_topics)
        if found.rows or has_topics:
            return found
        which = ", which connect them" if self._found(start, end, 1, True).rows else ""
        return self._found(start, end, 1, False, f", topics and places left out{which}")

    def _found(self, start: str, end: str, most: int, has_topics: bool, left_out: str = "") -> Answer:
        things = {*entities(self._classes, has_topics), start, end}
        network = Network(self._ties, things)
        return paths(
            (start, end), most, network, self._relations, {*self._of_class(thb.State)}, left_out, self._spoken
        )


def _things_of(conflict: Conflict) -> Iterable[str]:
    return dict.fromkeys(thing for side in conflict.sides for thing in side.things)
