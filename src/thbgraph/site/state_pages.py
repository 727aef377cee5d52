"""The page of the states: where each, or each member of a group, stood under the treaties on a day, and on a map under one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from ..base import vocabulary as thb
from ..base.dates import DAY
from ..base.errors import RequestError
from ..base.namespaces import BASE
from ..base.printing import counted, joined
from ..base.terms import local, natural, short
from ..base.values import Days, Entity, grouped
from ..base.vocabulary import Status
from ..names.arguments import LATEST
from ..names.articles import in_short
from ..results.answer import Answer, Row
from ..results.document import Cell, Table
from .charts import Tile, tile_map
from .drawing import day_words, for_readers
from .page_views import MEMO_DAY, Arguments, ListEntry, PageViews, WrongPage, first
from .things import years
from .urls import asking

#: The question that has the status of each state under each treaty, its parameters, and the report that tells on what each rests.
_STATUSES, _REPORT = "status-matrix", "matrix"
_GROUP, _TREATY = "group", "instrument"
#: The organizations that have states for members, with how many.
_GROUPS = """SELECT ?group (COUNT(DISTINCT ?state) AS ?many) {
  ?membership org:organization ?group ; org:member ?state . ?state a thb:State
} GROUP BY ?group"""
#: Groups of more states, nearly all of them, are no choice of these.
_MOST_STATES = 60


class StatePages(PageViews):
    """The page of the states."""

    def states(self, given: Arguments) -> str:
        """Returns the states with their status: of a group, under a treaty and on a day where these are given."""
        question = self.graph.questions.get(_STATUSES)
        params = question.params if question else ()
        texts = {one.name: [text for text in given.get(one.name, ()) if text] for one in params}
        arguments = {name: some for name, some in texts.items() if some}
        states, error = self.graph.classes.get(short(thb.State), ()), ""
        shown = dict[str, Any].fromkeys(("lead", "listed", "map", "by_treaty", "chosen", "unclear"))
        others: Collection[Entity] = states
        try:
            if question:
                found = self._found(question.name, states, arguments)
                others = () if _GROUP in arguments else {*states} - {row.country for row in found}
                shown |= self._shown(found, arguments, len(states))
        except RequestError as wrong:
            others, error = (), for_readers(str(wrong))
        drawn = self.drawn(
            "states",
            "States",
            params=[one._replace(value=_typed(arguments, one.name)) for one in self.forms.fields(params, {})],
            days=self.days(self._address, arguments),
            error=error,
            by_group=self._by_group(arguments),
            report=self.addresses.report(_REPORT, arguments) if _GROUP in arguments else "",
            others=sorted(map(self.entry, others), key=lambda one: natural(one.words)),
            iri=BASE + self._address(arguments).removeprefix(self.addresses.base),
            **shown,
        )
        return WrongPage(drawn) if error else drawn

    def _found(self, question: str, states: Iterable[Entity], arguments: Arguments) -> Answer:
        """Returns the statuses, of a group in words, too, which would cost as much again for all states."""
        if _GROUP in arguments:
            return self.graph.ask(question, arguments)
        text = self.graph.questions.query(question, {_GROUP: [one.iri for one in states], **arguments})
        return self.graph.sparql(text, timeout=None, memory=None)

    def _shown(self, found: Answer, arguments: Arguments, many: int) -> dict[str, Any]:
        """Returns what is told of states: in a sentence, in a table, and on a map under the first treaty."""
        is_latest = first(arguments, DAY) == LATEST
        status = {(row.country, row.instrument): Status(row.status.iri) for row in found}
        treaties = self._in_order({treaty for _, treaty in status})
        states = dict.fromkeys(state for state, _ in status)
        if not states:
            return {"lead": found.summary or "Of no state a status is recorded on that day."}
        mapped, *others = treaties
        under = in_short(mapped.iri, treaties[mapped], self.graph.names)
        day = "the day last known of each treaty" if is_latest else ""
        whole = f"{len(states)} of " if len(states) < many else ""
        lead = (
            f"Where {whole}{counted(many, 'state')} stood under {counted(len(treaties), 'treaty', 'treaties') if others else under} "
            f"on {day or day_words(first(arguments, DAY) or MEMO_DAY)}."
        )
        rows = (
            (
                Cell(state),
                *(Cell(None, status=status.get((state, one), Status.UNDETERMINED)) for one in treaties),
            )
            for state in states
        )
        return {
            "lead": found.remarks.sentence if _GROUP in arguments else lead,
            "listed": Table(("state", *treaties.values()), tuple(rows)),
            "mapped": ListEntry(self.addresses.of(mapped.iri), under),
            "map": tile_map(dict(self._tile(row) for row in found if row.instrument == mapped)),
            "unclear": [*self._unclear(found, treaties)] if is_latest else (),
            "chosen": [text for texts in arguments.values() for text in texts],
            "by_treaty": self._choices(_TREATY, treaties.values(), arguments) if others else (),
        }

    def _in_order(self, treaties: Iterable[Entity]) -> dict[Entity, str]:
        """Returns treaties with their short names, in the order in which the report has them."""
        sections = self.graph.reports[_REPORT].sections if _REPORT in self.graph.reports else ()
        order = [name for one in sections for names in one.order.values() for name in names]
        named = {one: self.graph.short_name(one.iri) for one in treaties}
        places = {name: place for place, name in enumerate(order)}
        in_order = sorted(named, key=lambda one: (places.get(named[one], len(places)), natural(named[one])))
        return {one: named[one] for one in in_order}

    def _tile(self, row: Row) -> tuple[str, Tile]:
        code, since = local(row.country.iri), years(Days(row.sinceEarliest, row.sinceLatest))
        address, status = self.addresses.of(row.country.iri), Status(row.status.iri)
        return code, Tile(code.upper(), address, row.country.label, status, since)

    def _unclear(self, found: Answer, treaties: Mapping[Entity, str]) -> Iterator[str]:
        """Yields, by treaty, the states whose status is unclear on the last day, with the one that was recorded before."""
        rows = (row for row in found if row.status.iri == Status.UNDETERMINED and row.lastRecorded)
        by_status = grouped(((row.instrument, row.lastRecorded.iri), row.country.label) for row in rows)
        for (treaty, status), states in by_status.items():
            yield f"{Status(status).meaning} under {treaties[treaty]}: {joined(states)}"

    def _by_group(self, arguments: Arguments) -> list[ListEntry]:
        """Returns what leads to the states of each group."""
        found = self.graph.sparql(_GROUPS, timeout=None, memory=None)
        groups = (row.group.iri for row in found if 1 < row.many <= _MOST_STATES)
        return self._choices(_GROUP, sorted(map(self.graph.short_name, groups)), arguments)

    def _choices(self, param: str, names: Iterable[str], arguments: Arguments) -> list[ListEntry]:
        """Returns what leads to the states with each of some names as an argument, beside the others; only a server can give it."""
        return [
            ListEntry(self._address({**arguments, param: [name]}), name) for name in names if self.is_served
        ]

    def _address(self, arguments: Arguments) -> str:
        return f"{self.addresses.base}states{asking(arguments)}"


def _typed(arguments: Arguments, name: str) -> str:
    """Returns what stands in a field: nothing for the days that a switch has."""
    value = first(arguments, name)
    return "" if name == DAY and value in (LATEST, MEMO_DAY) else value
