"""States by treaties as a picture: a cell for each status, which leads to the acts of the state under the treaty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ..base.printing import counted, joined
from ..base.terms import local
from ..base.values import Days, Entity
from ..base.vocabulary import Status
from ..reports.report import Report
from ..results.answer import Row
from ..results.document import Cell, Cells, Items, Section, Table
from ..results.sources import Source
from .things import years

#: Who has one of these has done an act.
_DID = (Status.PARTY, Status.CONTRACTING, Status.SIGNATORY, Status.FORMER_PARTY)
#: What a state was or had done that has a status.
_TOLD = {
    Status.PARTY: "was a party",
    Status.CONTRACTING: "had consented, not yet in force for it,",
    Status.SIGNATORY: "had signed but not ratified",
    Status.FORMER_PARTY: "had left",
    Status.NO_ACT: "had neither signed nor joined",
    Status.NOT_APPLICABLE: "could not join",
}
#: That of a state which belonged to the group on the last known day of other treaties alone.
_NO_CELL = Cell(None)


class StatesByTreaties(NamedTuple):
    """States in rows and treaties in columns, and for a phone the other way round, with the short names of the treaties by IRI.

    `cells` are those of each state under each treaty.
    """

    treaties: Mapping[str, str]
    cells: Mapping[tuple[str, str], Cell]
    wide: Table
    narrow: Table

    def under(self, treaty: str) -> list[Cell]:
        """Returns the cells of all states under a treaty."""
        return [cell for (_, of), cell in self.cells.items() if of == treaty]

    @property
    def summary(self) -> str:
        """Counts the cells by what they tell."""
        statuses = [cell.status for cell in self.cells.values()]
        told = [f"{words} in {many}" for status, words in _TOLD.items() if (many := statuses.count(status))]
        cases = (
            f"{counted(len(self.wide.rows), 'state')} by {counted(len(self.treaties), 'treaty', 'treaties')}"
        )
        unclear = statuses.count(Status.UNDETERMINED)
        parts = [f"the state {joined(told)}"] if told else []
        parts += [f"{unclear} {'is' if unclear == 1 else 'are'} unclear"] if unclear else []
        return f"Of {counted(len(statuses), 'case')} ({cases}), {'; '.join(parts)}."


def states_by_treaties(
    report: Report, whole: Table | None, short_name: Callable[[str], str]
) -> StatesByTreaties:
    """Returns what a report of states by treaties tells, in the order of its table as a `whole`."""
    rows = report["matrix"]
    names = {short_name(row.instrument.iri): row.instrument.iri for row in rows}
    treaties = {names[head]: head for head in (whole.columns if whole else ()) if head in names}
    states = dict.fromkeys(row.country for row in rows)
    cells = {(row.country.iri, row.instrument.iri): _cell(row) for row in rows}
    wide = Table(
        ("state", *treaties.values()),
        tuple(
            (Cell(state), *(cells.get((state.iri, iri), _NO_CELL) for iri in treaties)) for state in states
        ),
    )
    narrow = Table(
        ("treaty", *(rows.codes.get(state.iri, state.label) for state in states)),
        tuple(
            (
                Cell(Entity(iri, name)),
                *(cells.get((state.iri, iri), _NO_CELL)._replace(value=None, unknown="") for state in states),
            )
            for iri, name in treaties.items()
        ),
    )
    return StatesByTreaties(treaties, cells, wide, narrow)


def table_of_signs(sections: tuple[Section, ...]) -> Table | None:
    """Returns the first table of signs of a document."""
    found = (
        block for one in sections for block in one.blocks if isinstance(block, Table) and block.is_of_signs
    )
    return next(found, None)


def told_by_column(
    table: Table, sections: Iterable[Section]
) -> tuple[list[tuple[str, str, tuple[Source, ...]]], tuple[Section, ...]]:
    """Returns, by columns behind the first, what lists tell under its head, and on what that and its cells rest; and the sections that are left."""
    lines, left = list[Cells](), list[Section]()
    for one in sections:
        listed = [line for block in one.blocks if isinstance(block, Items) for line in block.items]
        under = [line for line in listed if isinstance(line, Cells) and line.words in table.columns]
        lines += under
        if not one.is_wide and (len(under) < len(listed) or not under):
            left.append(one)
    columns = list[tuple[str, str, tuple[Source, ...]]]()
    for at, name in enumerate(table.columns[1:], 1):
        told = [line for line in lines if line.words == name]
        cells = (cell for line in (*(row[at] for row in table.rows), *told) for cell in line.cells)
        sources = dict.fromkeys(source for cell in cells for source in cell.sources)
        texts = (str(line._replace(words="")) for line in told)
        columns.append((name, ". ".join(texts), tuple(sources)))
    return columns, tuple(left)


def _cell(row: Row) -> Cell:
    """Returns the status of a state under a treaty in short: since which years, leading to its acts where it did any."""
    status = Status(row.status.iri)
    since = years(Days(row.sinceEarliest, row.sinceLatest))
    words = {Status.UNDETERMINED: "unclear", Status.NO_ACT: "no act"}.get(status, since or status.words)
    place = f"{row.instrument.iri}#{local(row.country.iri)}" if status in _DID else row.instrument.iri
    return Cell(words, place=place, status=status)
