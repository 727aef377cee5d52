"""The proposal: how what somebody read elsewhere differs from all that is recorded, a row each, for somebody to decide on.

A row is certain, and comes with `accept`, where it says more than is recorded and nothing else. Whatever contradicts a
record, or may mean several things, comes with a question instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.errors import DataError
from ..base.findings import Place, refuse
from ..base.namespaces import ID
from ..base.printing import counted, quoted
from ..base.terms import short
from ..base.values import Value
from ..names.matching import match
from ..names.names import Names
from ..questions.views import whole_view
from ..results.answer import Answer, Row

ACCEPT, REJECT, ASKED = "accept", "reject", "?"
#: That it was done is accepted, and not the day that was read.
REJECT_DAY = "reject day"
ADDED, CHANGED, GONE, WITHDRAWN, COVERED = "added", "changed", "gone", "withdrawn", "covered"
#: What is recorded just so: it is stated anew, so that it holds up to the day of reading.
CONFIRMED = "confirmed"
#: Who may be a participant or a member: a state first, then a body such as the European Union.
PARTIES = (short(thb.State), "org:Organization")
_SEEN = ("decision", "change", "printed", "kind", "date", "before", "line")


class ProposedRow(NamedTuple):
    """A row of a proposal; the columns of its CSV in their order.

    `decision` is accept, reject, reject day or ?; `reason` why it, or its day, is rejected. `change` is what would happen
    to the row `act` of the table; kind, party (a slug) and date are what it would say, `before` what is recorded.
    `question` is what somebody must know or find out, `of` the treaty or organization (a slug), `line` where it stands in
    the file, `page` its evidence, `read` and `sha256` tell the reading.
    """

    decision: str
    reason: str
    change: str
    act: str
    kind: str
    party: str
    date: str
    printed: str
    before: str
    question: str
    of: str
    line: str
    page: str
    read: str
    sha256: str

    @property
    def claim(self) -> str:
        """What it says, as a rejection of it is remembered."""
        return " ".join((self.of, self.change, self.kind, self.date or "undated", self.act))


class PageReading(NamedTuple):
    """The reading of a page: of which treaty or organization (an IRI), its address, the day (ISO 8601) and the digest of the file."""

    about: str
    address: str
    day: str
    sha256: str


class Proposal(NamedTuple):
    """The rows of a proposal, what is new before what is confirmed, and what is left to be said."""

    rows: tuple[ProposedRow, ...]
    remarks: tuple[str, ...]

    @property
    def news(self) -> tuple[ProposedRow, ...]:
        """The rows that say something else than is recorded."""
        return tuple(row for row in self.rows if row.change != CONFIRMED)


def answer_of(rows: Sequence[ProposedRow]) -> Answer:
    """Returns rows of a proposal as an answer; of their columns readers see those that they decide by."""
    columns = ProposedRow._fields
    cells = [Row(columns, tuple[Value, ...](cell or None for cell in row)) for row in rows]
    return Answer(columns, cells, view=whole_view(_SEEN))


class Draft:
    """A proposal that is being made of a reading: its rows, the faults of the file, and what is left to be said.

    `rejected` says, by what a row of an earlier proposal said, why it was rejected: it is not proposed again.
    """

    def __init__(self, path: str, reading: PageReading, names: Names, rejected: Mapping[str, str]) -> None:
        self.reading, self.rejected = reading, rejected
        self.slug = reading.about.removeprefix(ID)
        self.rows: list[ProposedRow] = []
        self.remarks: list[str] = []
        self.faults: list[DataError] = []
        self._path, self._names = path, names

    def fail(self, line: int, message: str) -> None:
        """Notes a fault of the file, of a line or of the whole."""
        self.faults.append(Place(self._path, line or None).error(message))

    def meant(
        self, name: str, line: int, days: Iterable[str], is_likely: Callable[[str], bool]
    ) -> tuple[str, list[str]]:
        """Returns who is meant by a name on some days, as an IRI, or nothing and who may be meant; nobody is a fault.

        Of several the one counts who alone is likely for another reason.
        """
        sure, unsure = dict[str, None](), dict[str, None]()
        for day in dict.fromkeys(days):
            for kind in PARTIES:
                found = match(name, self._names, day, kind)
                if found.found:
                    sure[found.found.iri] = None
                    break
                unsure |= {candidate.iri: None for candidate in found.candidates}
        candidates = [*sure] or [*unsure]
        if len(sure) != 1:
            candidates = [iri for iri in candidates if is_likely(iri)] or candidates
        if len(sure) == 1 or (len(candidates) == 1 and is_likely(candidates[0])):
            return candidates[0], []
        if not candidates:
            self.fail(
                line,
                f"nobody is called {quoted(name)}; add a new name to data/tables/names-at-dates.csv, a new state to "
                "data/entities, or save the page again where it is garbled",
            )
        return "", candidates

    def row(
        self,
        change: str,
        act: str,
        kind: str,
        party: str,
        date: str,
        printed: str = "",
        before: str = "",
        line: int = 0,
    ) -> ProposedRow:
        """Writes a row that is not decided."""
        of = self.reading
        claim = (ASKED, "", change, act, kind, party, date, printed, before, "", self.slug, str(line or ""))
        return ProposedRow(*claim, of.address, of.day, of.sha256)

    def propose(self, row: ProposedRow, question: str = "") -> None:
        """Adds a row: a certain one, or one with a question."""
        self.rows.append(row._replace(decision=ASKED if question else ACCEPT, question=question))

    def cover(self, act: str, kind: str, before: str, left_out: Sequence[str]) -> None:
        """Proposes the day up to which everybody is named who did acts of a kind, unless rejected rows leave some out."""
        if left_out:
            why = f"since a row of the page was rejected: {', '.join(left_out)}"
            self.remarks.append(f"the last day covered of {kind.lower()}s stays, {why}")
        elif before < self.reading.day:
            self.propose(self.row(COVERED, act, kind, "", self.reading.day, before=before or "not covered"))

    def made(self, table: str) -> Proposal:
        """Returns the proposal, for a table; raises DataError, whose `others` are all further faults, where there are faults."""
        refuse(sorted(self.faults, key=lambda fault: fault.line or 0))
        # What was rejected as new, and is listed without its day, would come again as a change.
        known = {_without_change(claim) for claim in self.rejected}
        left = [row for row in self.rows if _without_change(row.claim) not in known]
        if len(left) < len(self.rows):
            number = counted(len(self.rows) - len(left), "row")
            self.remarks.append(f"{number} rejected before, with reasons in {table}, and not proposed again")
        left.sort(key=lambda row: (row.change == CONFIRMED, row.change == COVERED, row.decision != ASKED))
        return Proposal(tuple(left), tuple(self.remarks))


def _without_change(claim: str) -> tuple[str, ...]:
    of, _, *rest = claim.split()
    return of, *rest
