"""Later acts: of the states in an answer about a treaty and a day, what they have done since, over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.namespaces import PREFIXES
from ..base.terms import short
from ..base.values import Days, Entity
from ..base.vocabulary import ActKind
from ..graph.knowledge_graph import KnowledgeGraph
from ..names.arguments import DAY
from ..questions.questions import Question
from ..results.answer import Answer
from ..results.table import Cell, Table
from .charts import WIDTHS, Acts, Lanes, lanes

#: So many states are drawn at most.
_MOST = 40
_INSTRUMENT = PREFIXES["eli"] + "LegalResource"
_ACTS = """SELECT ?party ?kind ?earliest ?latest {
  ?act thb:instrument <%s> ; thb:signatory|thb:consentingParty ?party ; thb:earliest ?earliest ; thb:latest ?latest ; a ?kind .
  FILTER(?kind IN (thb:Signature, thb:Consent))
}"""
_IN_FORCE = """SELECT ?party ?first {
  ?period a thb:StatusPeriod ; thb:instrument <%s> ; thb:status thb:Party ; thb:state ?party ; thb:firstDay ?first .
}"""
_NOT_RECORDED = "not recorded"


class LaterActs(NamedTuple):
    """The acts of some states under a treaty: drawn in each width, and as a table."""

    drawn: list[Lanes]
    table: Table


def later_acts(graph: KnowledgeGraph, question: Question, answer: Answer) -> LaterActs | None:
    """Returns what the states of an answer did under its treaty, if any did something after its day; None for another question."""
    param = next((one.name for one in question.params if one.wants_class == _INSTRUMENT), "")
    days = {row[DAY] for row in answer} if DAY in answer.columns else set()
    day, treaty = next(iter(days), None), answer.arguments.get(param)
    classes, kind = graph.index.classes, short(thb.State)
    states = dict.fromkeys(
        value
        for row in answer
        for value in row.values
        if isinstance(value, Entity) and kind in classes.get(value.iri, ())
    )
    if len(days) != 1 or not isinstance(day, date) or not (treaty and states) or len(states) > _MOST:
        return None
    did = _acts(graph, graph.find(treaty).iri)
    acts = [Acts(state.label, *did.get(state.iri, (None, None, None))) for state in states]
    if not any(_is_later(act, day) for act in acts):
        return None
    rows = tuple(
        (Cell(state), *(Cell(days, unknown="" if days else _NOT_RECORDED) for days in act[1:]))
        for state, act in zip(states, acts, strict=True)
    )
    heads = ("state", "signed", "ratified, accepted, approved or acceded", "in force for it")
    return LaterActs([lanes(acts, day, width) for width in WIDTHS], Table(heads, rows))


def _acts(graph: KnowledgeGraph, treaty: str) -> Mapping[str, Sequence[Days | None]]:
    """Returns, by party, when it first signed and consented, and since when the treaty is in force for it."""
    found: dict[str, list[Days | None]] = {}
    places = {ActKind.SIGNATURE.value: 0, ActKind.CONSENT.value: 1}
    for row in graph.sparql(_ACTS % treaty, timeout=None, memory=None):
        _note(
            found.setdefault(row.party.iri, [None, None, None]),
            places[row.kind.iri],
            Days(row.earliest, row.latest),
        )
    for row in graph.sparql(_IN_FORCE % treaty, timeout=None, memory=None):
        _note(found.setdefault(row.party.iri, [None, None, None]), 2, Days(row.first, row.first))
    return found


def _note(days: list[Days | None], place: int, one: Days) -> None:
    """Keeps the first days of a kind."""
    before = days[place]
    if before is None or (one.last or date.max) < (before.last or date.max):
        days[place] = one


def _is_later(act: Acts, day: date) -> bool:
    return any(days and days.last and days.last > day for days in (act.signed, act.consented, act.in_force))
