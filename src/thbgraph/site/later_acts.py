"""Later acts: of the states in an answer about a treaty and a day, what they have done since, beside each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from ..base import vocabulary as thb
from ..base.dates import DAY
from ..base.namespaces import MEMO, PREFIXES, SOURCE
from ..base.terms import local, short
from ..base.values import Days, Entity
from ..base.vocabulary import consented_by
from ..graph.knowledge_graph import KnowledgeGraph
from ..questions.questions import Question
from ..results.answer import Answer, place_of
from ..results.document import Cell, Cells, Document, Table
from ..results.sources import Source
from .charts import IN_A_ROW, Acts, Lanes, lanes

#: So many states are drawn at most.
_MOST = 60
_INSTRUMENT = PREFIXES["eli"] + "LegalResource"
_ACTS = f"""SELECT ?act ?party ?kind ?earliest ?latest ?graph ?stated {{
  VALUES ?party {{ %s }}
  ?act thb:instrument <%s> ; thb:signatory|thb:consentingParty ?party ; thb:earliest ?earliest ; thb:latest ?latest ; a ?kind .
  GRAPH ?graph {{ ?act dcterms:date|thb:notBefore|thb:notAfter ?stated }}
  FILTER(STRSTARTS(STR(?graph), "{SOURCE}") || STRSTARTS(STR(?graph), "{MEMO}"))
}}"""
#: The column of later acts, and what it holds.
NEXT = ("what came next", "The signature and the consent of the state after the day, as later sources show")
_NOTHING = "not recorded"


class LaterActs(NamedTuple):
    """An answer whose rows say what came next, with the acts of each row as drawn in a lane."""

    answer: Document
    drawn: Lanes


class _Act(NamedTuple):
    """An act: its IRI, whether it is a signature, by which kind of consent, its days, and who states them, with their pages."""

    iri: str
    is_signature: bool
    words: str
    days: Days
    sources: tuple[Source, ...]


def later_acts(
    graph: KnowledgeGraph, question: Question, answer: Answer, document: Document
) -> LaterActs | None:
    """Returns the document of an answer with what its states did after its day under its treaty; None where none did, or for another question.

    What a row says besides of the day before its state's next act has no column of its own.
    """
    param = next((one.name for one in question.params if one.wants_class == _INSTRUMENT), "")
    days = {row[DAY] for row in answer} if DAY in answer.columns else set()
    day, treaty = next(iter(days), None), answer.arguments.get(param)
    section = next(iter(document.sections), None)
    table = next((one for one in section.blocks if isinstance(one, Table)), None) if section else None
    if len(days) != 1 or not isinstance(day, date) or not treaty or section is None or table is None:
        return None
    states = _states(table, graph)
    if not states or len(states) > _MOST:
        return None
    did = _acts(graph, graph.find(treaty).iri, states)
    first = [_first_of_each(did.get(state.iri, ())) for state in states]
    later = [[act for act in acts if act.days.last and act.days.last > day] for acts in first]
    if not any(later):
        return None
    shown = _with_next(table, later)
    drawn = lanes([*map(_drawn, first)], day, IN_A_ROW)
    blocks = tuple(shown if one is table else one for one in section.blocks)
    sections = (section._replace(blocks=blocks), *document.sections[1:])
    return LaterActs(document._replace(sections=sections), drawn)


def _states(table: Table, graph: KnowledgeGraph) -> list[Entity]:
    """Returns the states that the rows of a table are about; none unless each is about another state."""
    classes, kind = graph.index.classes, short(thb.State)
    firsts = [row[0].value for row in table.rows if isinstance(row[0], Cell)]
    states = [one for one in firsts if isinstance(one, Entity) and kind in classes.get(one.iri, ())]
    return states if len({*states}) == len(table.rows) else []


def _acts(graph: KnowledgeGraph, treaty: str, states: Iterable[Entity]) -> Mapping[str, Sequence[_Act]]:
    """Returns the acts of some states under a treaty by who did them, each with all kinds that are stated of it."""
    kinds, stating = dict[str, set[str]](), dict[str, set[str]]()
    done: dict[str, tuple[str, Days]] = {}
    parties = " ".join(f"<{state.iri}>" for state in states)
    found = graph.sparql(_ACTS % (parties, treaty), timeout=None, memory=None)
    rows: Iterable[tuple[Any, ...]] = (row.values for row in found)
    for act, party, kind, earliest, latest, source, stated in rows:
        done[act.iri] = party.iri, Days(earliest, latest)
        kinds.setdefault(act.iri, set()).add(local(kind.iri))
        if stated in (earliest, latest) or not isinstance(stated, date):
            stating.setdefault(act.iri, set()).add(source.iri)
    sources = graph.sources_of({act: sorted(stating.get(act, ())) for act in done})
    acts: dict[str, list[_Act]] = {}
    for act, (party, days) in done.items():
        is_signature = "Signature" in kinds[act]
        words = "signed" if is_signature else consented_by(kinds[act])
        acts.setdefault(party, []).append(_Act(act, is_signature, words, days, sources[act]))
    return acts


def _first_of_each(acts: Iterable[_Act]) -> list[_Act]:
    """Returns the first signature and the first consent of a state, in this order."""
    in_order = sorted(acts, key=lambda act: (not act.is_signature, act.days.last or date.max))
    return [*{act.is_signature: act for act in reversed(in_order)}.values()][::-1]


def _drawn(acts: Iterable[_Act]) -> Acts:
    signed, consented = (
        next((act.days for act in acts if act.is_signature is is_signature), None)
        for is_signature in (True, False)
    )
    return Acts("", signed, consented, None)


def _with_next(table: Table, later: Sequence[Sequence[_Act]]) -> Table:
    """Returns a table with a last column of what came next, without those that tell the day before it."""
    told = [_told_before(table, at, later) for at in range(len(table.columns))]
    kept = [at for at, is_told in enumerate(told) if not is_told]
    rows = tuple(
        (*(row[at] for at in kept), _cell([_written(act) for act in acts]))
        for row, acts in zip(table.rows, later, strict=True)
    )
    return table._replace(columns=(*(table.columns[at] for at in kept), NEXT[0]), rows=rows)


def _told_before(table: Table, at: int, later: Sequence[Sequence[_Act]]) -> bool:
    """Says whether a column tells in each row the day before the next act of its state can have been done."""
    befores = [{act.days.first - timedelta(days=1) for act in acts if act.days.first} for acts in later]
    cells = [row[at] for row in table.rows]
    return all(
        isinstance(cell, Cell) and cell.value in before for cell, before in zip(cells, befores, strict=True)
    )


def _written(act: _Act) -> Cell:
    return Cell(
        f"{act.words} {act.days.when.removeprefix('on ')}",
        act.sources,
        place_of(act.iri, act.sources[0].iri) if act.sources else "",
        bounds=act.days if act.days.first != act.days.last else (),
    )


def _cell(cells: Sequence[Cell]) -> Cell | Cells:
    if len(cells) > 1:
        return Cells("", tuple(cells))
    return cells[0] if cells else Cell(None, unknown=_NOTHING)


def with_acts(graph: KnowledgeGraph, treaty: str, table: Table) -> Table:
    """Returns a table of states and their days under a treaty whose days have the sources of the acts of these days."""
    acts = _acts(graph, treaty, _states(table, graph))

    def sourced(cell: Cell | Cells, done: Iterable[_Act]) -> Cell | Cells:
        if not isinstance(cell, Cell) or cell.sources:
            return cell
        bounds = cell.bounds or (cell.value, cell.value)
        act = next((one for one in done if (one.days.first, one.days.last) == (bounds[0], bounds[-1])), None)
        return _written(act)._replace(value=cell.value, bounds=cell.bounds) if act else cell

    rows = tuple(
        tuple(sourced(cell, acts.get(row[0].value.iri, ())) for cell in row)
        if isinstance(row[0], Cell) and isinstance(row[0].value, Entity)
        else row
        for row in table.rows
    )
    return table._replace(rows=rows)
