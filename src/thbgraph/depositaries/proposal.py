"""The proposal: how a depositary's page differs from all that is recorded, a row each, for somebody to decide on.

A row is certain, and comes with `accept`, where it says more than is recorded and nothing else: an act that nobody
recorded, a day within the known bounds, a kind that was not named. Whatever contradicts a record, or may mean several
things, comes with a question instead. A file that cannot be the whole list, or cannot be right, gives no proposal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.dates import DATE, in_words, parse, span_in_words
from ..base.errors import DataError
from ..base.findings import Place
from ..base.namespaces import ID, PREFIXES, SOURCE, THB
from ..base.printing import counted, quoted
from ..base.terms import short
from ..base.vocabulary import ActKind
from ..build.source_files import Statement
from ..names.matching import match
from ..names.names import Names
from ..results.answer import Answer, Row
from ..results.values import Value
from ..status.date_bounds import together
from ..status.intervals import between, overlap
from ..status.records import Act, Records
from ..status.treaty_rules import for_party
from .page import CATEGORIES, DepositaryPage, PageAct, Participant, category_of

ACCEPT, REJECT, ASKED = "accept", "reject", "?"
ADDED, CHANGED, GONE, WITHDRAWN, COVERED = "added", "changed", "gone", "withdrawn", "covered"
#: What is recorded just so: the page states it anew, so that it holds up to the day of the page.
CONFIRMED = "confirmed"
#: The table that takes what is accepted.
TABLE = "data/tables/depositary-acts.csv"
GRAPH = f"{SOURCE}depositary-acts"
#: Who may be a participant: a state first, then a body such as the European Union.
PARTIES = (short(thb.State), "org:Organization")


class ProposedRow(NamedTuple):
    """A row of a proposal; the columns of its CSV in their order.

    `decision` is accept, reject or ?; `reason` why it is rejected. `change` is what would happen to the row `act` of the
    table; kind, party (a slug) and date are what it would say, `before` what is recorded. `question` is what somebody must
    know or find out, `line` where it stands in the file, `page` its evidence, `read` and `sha256` tell the reading.
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
    instrument: str
    line: str
    page: str
    read: str
    sha256: str

    @property
    def said(self) -> str:
        """What it says, as a rejection of it is remembered."""
        return " ".join((self.change, self.kind or "-", self.date or "-"))


class PageReading(NamedTuple):
    """The reading of a page: of which instrument (an IRI), its address, the day (ISO 8601) and the digest of the file."""

    instrument: str
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
    """Returns rows of a proposal as an answer."""
    columns = ProposedRow._fields
    return Answer(columns, [Row(columns, tuple[Value, ...](cell or None for cell in row)) for row in rows])


def propose(
    page: DepositaryPage,
    reading: PageReading,
    statements: Sequence[Statement],
    names: Names,
    rejected: Mapping[str, str] = {},
) -> Proposal:
    """Compares a page with what the statements of a home record.

    `rejected` says, by row and what it said, why a row of an earlier proposal was rejected: it is not proposed again.
    Raises DataError, whose `others` are all further faults, for a page that cannot be taken over.
    """
    return _Comparison(page, reading, statements, names, rejected).proposal()


class _Comparison:
    """A page beside what is recorded of its instrument."""

    def __init__(
        self,
        page: DepositaryPage,
        reading: PageReading,
        statements: Sequence[Statement],
        names: Names,
        rejected: Mapping[str, str],
    ) -> None:
        self._page, self._reading, self._names, self._rejected = page, reading, names, rejected
        self._records = Records(statement.quad for statement in statements)
        self._places = {
            (one.quad.subject.value, one.quad.graph_name.value): Place(one.path, one.line)
            for one in reversed(statements)
            if one.path.endswith(".csv")
        }
        self._faults: list[DataError] = []
        self._rows: list[ProposedRow] = []
        self._remarks: list[str] = []
        self._recorded: dict[tuple[str, str], list[Act]] = defaultdict(list)
        for act in self._records.acts_under(reading.instrument, *frozenset().union(*CATEGORIES.values())):
            if act.actor is not None:
                kind = next(iter(act.kinds & frozenset().union(*CATEGORIES.values())))
                self._recorded[category_of(kind), self._records.heir(act.actor)].append(act)

    def proposal(self) -> Proposal:
        """Returns the proposal; raises the faults of the page."""
        self._count()
        parties = self._parties()
        for party, participant in parties.items():
            self._compare(party, participant)
        self._look_for_gone(parties)
        if self._faults:
            first, *first.others = sorted(self._faults, key=lambda fault: fault.line or 0)
            raise first
        self._cover()
        self._tell_remarks()
        left = [row for row in self._rows if f"{row.act} {row.said}" not in self._rejected]
        if len(left) < len(self._rows):
            known = counted(len(self._rows) - len(left), "row")
            self._remarks.append(f"{known} rejected before, with reasons in {TABLE}, and not proposed again")
        left.sort(key=lambda row: (row.change == CONFIRMED, row.change == COVERED, row.decision != ASKED))
        return Proposal(tuple(left), tuple(self._remarks))

    def _fail(self, line: int, message: str) -> None:
        self._faults.append(Place(self._page.path, line or None).error(message))

    # What the page says of itself.

    def _count(self) -> None:
        """Holds the numbers that the page gives against its rows."""
        for category, number in self._page.counts.items():
            did = [[act for act in one.acts if act.category == category] for one in self._page.participants]
            # Whether those in brackets are counted was not seen.
            found = {
                sum(map(bool, did)),
                sum(not all(act.is_withdrawn for act in acts) for acts in did if acts),
            }
            if number not in found:
                self._fail(
                    0,
                    f"the page counts {counted(number, 'participant')} with a {category}, its rows are {max(found)}; "
                    "the file is cut or its form has changed: save the page again, or report it",
                )

    # Who is meant.

    def _parties(self) -> dict[str, Participant]:
        """Returns who is meant by each participant with an act, by slug; what cannot be told is a fault or a question."""
        found: dict[str, Participant] = {}
        for one in self._page.participants:
            slug = self._meant(one).removeprefix(ID) if one.acts else ""
            if slug in found:
                other = found[slug]
                self._fail(
                    one.line,
                    f"{quoted(one.name)} and {quoted(other.name)} on line {other.line} are both {slug}; save the page again",
                )
            elif slug:
                found[slug] = one
        return found

    def _meant(self, one: Participant) -> str:
        """Returns who is meant by a participant, by its name on the day of the page and on those of its acts.

        Of several the one counts who is recorded as having done just these acts. Where that is nobody, or nobody has the
        name, it is a question or a fault.
        """
        sure, unsure = dict[str, None](), dict[str, None]()
        for day in dict.fromkeys((self._reading.day, *(act.day for act in one.acts))):
            for kind in PARTIES:
                found = match(one.name, self._names, day, kind)
                if found.found:
                    sure[found.found.iri] = None
                    break
                unsure |= {candidate.iri: None for candidate in found.candidates}
        meant = [*sure] or [*unsure]
        if len(sure) != 1:
            meant = [iri for iri in meant if self._did_all(iri, one)] or meant
        if len(sure) == 1 or (len(meant) == 1 and self._did_all(meant[0], one)):
            return meant[0]
        if not meant:
            self._fail(
                one.line,
                f"nobody is called {quoted(one.name)}; add a new name to data/tables/names-at-dates.csv, a new state to "
                "data/entities, or save the page again where it is garbled",
            )
        for act in one.acts if meant else ():
            slugs = " or ".join(iri.removeprefix(ID) for iri in meant)
            self._ask(one, act, f"who is {one.name}: {slugs}? write it under party, and accept")
        return ""

    def _did_all(self, party: str, one: Participant) -> bool:
        """Says whether some acts of a participant are recorded of a party, and none of them on another day."""
        recorded = [act for act in one.acts if self._recorded.get((act.category, self._records.heir(party)))]
        return bool(recorded) and all(self._same(party, act) for act in recorded)

    def _same(self, party: str, act: PageAct) -> Act | None:
        """Returns the recorded act of a party, or of whom it carries on, that some source dates to the day of an act."""
        for known in self._recorded.get((act.category, self._records.heir(party)), ()):
            if any(one.first == one.last == act.day for one in self._records.dated(known.name)):
                return known
        return None

    # What they did.

    def _compare(self, slug: str, one: Participant) -> None:
        party = ID + slug
        days = {act.category: act.day for act in one.acts if not act.is_withdrawn}
        for act in one.acts:
            if act.is_withdrawn:
                self._ask_of_withdrawn(slug, one, act)
                continue
            known = self._same(party, act)
            if known is not None:
                self._compare_kinds(slug, one, act, known)
            elif self._is_possible(party, one, act, days):
                self._compare_days(slug, one, act)

    def _is_possible(self, party: str, one: Participant, act: PageAct, days: Mapping[str, str]) -> bool:
        """Says whether an act that is not recorded can be right; what cannot is a fault."""
        adopted = self._records.own_acts(self._reading.instrument, ActKind.ADOPTION)
        first = adopted[0].days.first if adopted else None
        said = f"{one.name}: {_words(act.kind)} on {_day(act.day)}"
        faults = len(self._faults)
        if first is not None and act.day < first.day:
            self._fail(
                act.line,
                f"{said} is before the adoption of the treaty on {_day(first.day)}; look at the page",
            )
        if act.day > self._reading.day and act.kind is not ActKind.ENTRY_INTO_FORCE:
            self._fail(
                act.line,
                f"{said} is after the day of the page, {_day(self._reading.day)}; look at the page, or at --read",
            )
        if act.category == "consent" and days.get("signature", "") > act.day:
            self._fail(
                act.line, f"{said} is before the signature on {_day(days['signature'])}; look at the page"
            )
        if act.category == "denunciation" and days.get("consent", "9999") > act.day:
            self._fail(act.line, f"{said} is before any consent; look at the page")
        if act.category == "entry-into-force":
            self._hold_against_rule(party, one, act, days.get("consent", ""))
        return len(self._faults) == faults

    def _hold_against_rule(self, party: str, one: Participant, act: PageAct, consented: str) -> None:
        """Finds an entry into force that the rule of the treaty does not give."""
        treaty, records = self._reading.instrument, self._records
        rules = [rule for rule in records.rules if rule.instrument == treaty and rule.is_for_later_parties]
        own = records.own_acts(treaty, ActKind.ENTRY_INTO_FORCE)
        if not consented:
            self._fail(
                act.line,
                f"{one.name}: entry into force on {_day(act.day)} without a consent; look at the page",
            )
        elif rules and own and not any(each.kind is ActKind.SUCCESSION for each in one.acts):
            given = for_party(rules[0], between(consented, consented, ()), own[0].days)
            if given is not None and not overlap(given, between(act.day, act.day, ())):
                day = _day(given.first.day) if given.first else "another day"
                self._fail(
                    act.line,
                    f"{one.name}: entry into force on {_day(act.day)}, but from the consent on {_day(consented)} the rule "
                    f"{short(rules[0].name)} gives {day}; look at the page which of the two days is right",
                )

    def _compare_kinds(self, slug: str, one: Participant, act: PageAct, known: Act) -> None:
        kinds = known.kinds & CATEGORIES[act.category]
        if act.kind in kinds or act.kind is ActKind.CONSENT:
            self._propose(CONFIRMED, slug, one, act, known)
        elif kinds <= {ActKind.CONSENT}:
            self._propose(CHANGED, slug, one, act, known)
        else:
            self._propose(
                CHANGED, slug, one, act, known, f"another kind is recorded: which is right? {_decide(act)}"
            )

    def _compare_days(self, slug: str, one: Participant, act: PageAct) -> None:
        """Proposes an act of a day that nobody recorded."""
        party, records = ID + slug, self._records
        recorded = self._recorded.get((act.category, records.heir(party)), [])
        if not recorded:
            start = records.interval(party, PREFIXES["schema"] + "startDate").first
            if start is not None and act.day < start.day:
                before = [iri.removeprefix(ID) for iri in records.succession.carried_on(party)]
                self._ask(
                    one,
                    act,
                    f"{one.name} began on {_day(start.day)}: who did it ({' or '.join(before) or 'nobody is known'})? write it under party, and accept",
                )
            else:
                self._propose(ADDED, slug, one, act)
            return
        known = next((each for each in recorded if each.actor == party), recorded[-1])
        first, last = together(records.dated(known.name))
        if (first or "") <= act.day <= (last or "9999") and (first, last) != (None, None):
            self._compare_closer(slug, one, act, known)
        else:
            self._propose(
                CHANGED, slug, one, act, known, f"another day is recorded: which is right? {_decide(act)}"
            )

    def _compare_closer(self, slug: str, one: Participant, act: PageAct, known: Act) -> None:
        kinds = known.kinds & CATEGORIES[act.category]
        is_other = act.kind not in kinds | {ActKind.CONSENT} and not kinds <= {ActKind.CONSENT}
        question = f"another kind is recorded: which is right? {_decide(act)}" if is_other else ""
        self._propose(CHANGED, slug, one, act, known, question)

    def _ask_of_withdrawn(self, slug: str, one: Participant, act: PageAct) -> None:
        """Asks what brackets around an act mean, unless a denunciation is recorded."""
        if self._recorded.get(("denunciation", self._records.heir(ID + slug))):
            return
        row = self._row(
            WITHDRAWN, slug, one, act._replace(kind=ActKind.DENUNCIATION, day=""), self._same(ID + slug, act)
        )
        note = act.note or ", ".join(one.also) or "a footnote"
        self._rows.append(
            row._replace(
                decision=ASKED,
                question=f"the page has the {_words(act.kind)} of {_day(act.day)} in brackets, which means withdrawn or replaced; {note} says what: write the day of the denunciation under date and accept, or reject with a reason",
            )
        )

    def _look_for_gone(self, parties: Mapping[str, Participant]) -> None:
        """Asks for recorded acts that the page does not have; fewer than are recorded are a fault."""
        listed = {self._records.heir(ID + slug): one for slug, one in parties.items()}
        for category in self._page.complete:
            has = {heir for heir, one in listed.items() if any(act.category == category for act in one.acts)}
            known = {
                heir for of, heir in self._recorded if of == category and heir not in self._records.former
            }
            gone = sorted(known - has)
            unclear = sum(not row.party and category_of(THB + row.kind) == category for row in self._rows)
            if gone and len(has) + unclear < len(known):
                some = ", ".join(self._names.labels.get(heir, heir) for heir in gone[:5])
                self._fail(
                    0,
                    f"the page has {len(has) + unclear} participants with a {category}, {len(known)} are recorded; {some} {'are' if len(gone) > 1 else 'is'} not on it: save the page again, whole; where one was struck out, correct its row by hand first",
                )
                continue
            for heir in gone:
                for act in self._recorded[category, heir]:
                    self._ask_of_gone(act)

    def _ask_of_gone(self, act: Act) -> None:
        slug = (act.actor or "").removeprefix(ID)
        own = self._places.get((act.name, GRAPH))
        at = own or next((place for (name, _), place in self._places.items() if name == act.name), None)
        where = f"{at.path}:{at.line}" if at else "the data"
        question = (
            "it is not on the page: accept deletes the row"
            if own
            else f"it is not on the page: correct {where} by hand"
        )
        kind = next(iter(sorted(act.kinds & frozenset().union(*CATEGORIES.values()))))
        gone = PageAct(ActKind(kind), "", 0)
        row = self._row(
            GONE, slug, Participant(self._names.labels.get(act.actor or "", slug), 0, ()), gone, act
        )
        self._rows.append(row._replace(decision=ASKED, question=f"{question}, or reject with a reason"))

    # How it is said.

    def _propose(
        self,
        change: str,
        slug: str,
        one: Participant,
        act: PageAct,
        known: Act | None = None,
        question: str = "",
    ) -> None:
        row = self._row(change, slug, one, act, known)
        self._rows.append(row._replace(decision=ASKED if question else ACCEPT, question=question))

    def _ask(self, one: Participant, act: PageAct, question: str) -> None:
        """Proposes an act of which is not known who did it."""
        self._rows.append(self._row(ADDED, "", one, act)._replace(question=question))

    def _row(
        self, change: str, slug: str, one: Participant, act: PageAct, known: Act | None = None
    ) -> ProposedRow:
        """Writes a row that is not decided; what is `known` of the act goes on under its name and actor."""
        treaty = self._reading.instrument.removeprefix(ID)
        name = f"act-{treaty}-{slug}-{act.category}"
        if known is not None and known.kinds & CATEGORIES[act.category]:
            name, slug = known.name.removeprefix(ID), (known.actor or "").removeprefix(ID)
        return ProposedRow(
            ASKED, "", change, name, act.kind.removeprefix(THB), slug, act.day, one.name,
            self._before(known) if known else "", "", treaty, str(act.line or ""), self._reading.address,
            self._reading.day, self._reading.sha256,
        )  # fmt: skip

    def _before(self, act: Act) -> str:
        """Says what is recorded of an act, and by which sources."""
        said: dict[str, None] = {}
        for dating in self._records.dated(act.name):
            where = short(dating.graph).removeprefix("source:")
            said[f"{span_in_words(dating.first, dating.last)} ({where})"] = None
        kinds = ", ".join(
            sorted(_words(kind) for kind in act.kinds & frozenset().union(*CATEGORIES.values()))
        )
        return f"{kinds}: {'; '.join(said) or 'on an unknown day'}"

    def _cover(self) -> None:
        """Proposes the day up to which the page names every act of a kind."""
        treaty = self._reading.instrument
        for category in self._page.complete:
            kind = ActKind.SIGNATURE if category == "signature" else ActKind.CONSENT
            days = [one.day for one in self._records.coverage if (one.instrument, one.kind) == (treaty, kind)]
            refused = [
                key
                for key in self._rejected
                if key.startswith(f"act-{treaty.removeprefix(ID)}-") and f"-{category} {ADDED} " in key
            ]
            if refused:
                self._remarks.append(
                    f"the last day covered of {_words(kind)}s stays, since a row of the page was rejected: {', '.join(refused)}"
                )
            elif max(days, default="") < self._reading.day:
                act = PageAct(kind, self._reading.day, 0)
                row = self._row(COVERED, "", Participant("", 0, ()), act)
                self._rows.append(
                    row._replace(
                        decision=ACCEPT,
                        act=f"coverage-{treaty.removeprefix(ID)}-depositary-{category}",
                        before=max(days, default="not covered"),
                    )
                )

    def _tell_remarks(self) -> None:
        """Says what stands on the page and is not taken over."""
        having: dict[str, list[str]] = defaultdict(list)
        for one in self._page.participants:
            for what in one.also:
                having["footnotes" if what.startswith("footnote") else what].append(one.name)
        for what, who in sorted(having.items()):
            self._remarks.append(
                f"not taken over: {what} of {', '.join(who[:5])}{f' and {len(who) - 5} more' if len(who) > 5 else ''}; see {self._reading.address}"
            )


def _decide(act: PageAct) -> str:
    return f"accept {_words(act.kind)} on {_day(act.day)}, or reject with a reason"


def _words(kind: str) -> str:
    return {"EntryIntoForce": "entry into force"}.get(kind.removeprefix(THB), kind.removeprefix(THB).lower())


def _day(day: str) -> str:
    return in_words(parse(day, DATE))
