"""Acts under a treaty, proposed from a page of its depositary.

Certain is an act that nobody recorded, a day within the known bounds, a kind that was not named. A file that cannot be the
whole list, or cannot be right, gives no proposal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..base.dates import in_full, span_in_words
from ..base.findings import Place
from ..base.namespaces import ID, PREFIXES, SOURCE, THB
from ..base.printing import counted, quoted
from ..base.terms import short
from ..base.vocabulary import ActKind
from ..build.source_files import Statement
from ..names.folding import fold
from ..names.names import Names
from ..status.date_bounds import between, overlap, together
from ..status.records import Act, Records
from ..status.treaty_rules import for_party
from .page import CATEGORIES, KINDS, DepositaryPage, PageAct, Participant, category_of
from .proposal import ADDED, CHANGED, CONFIRMED, GONE, WITHDRAWN, Draft, PageReading, Proposal, ProposedRow

#: The table that takes what is accepted.
TABLE = "data/tables/depositary-acts.csv"
GRAPH = f"{SOURCE}depositary-acts"
#: So many of a list of participants are named.
_MOST = 5


class RecordedActs:
    """What the statements of a home record of treaties, and where in its tables each act stands, by name and graph."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.records = Records(statement.quad for statement in statements)
        self.places = {
            (one.quad.subject.value, one.quad.graph_name.value): Place(one.path, one.line)
            for one in reversed(statements)
            if one.path.endswith(".csv")
        }


def propose(
    page: DepositaryPage,
    reading: PageReading,
    recorded: RecordedActs,
    names: Names,
    rejected: Mapping[str, str] = {},
) -> Proposal:
    """Compares a page with what a home records.

    `rejected` says, by what a row of an earlier proposal said, why it was rejected: it is not proposed again.
    Raises DataError, whose `others` are all further faults, for a page that cannot be taken over.
    """
    return _Comparison(page, reading, recorded, names, rejected).proposal()


class _Comparison:
    """A page beside what is recorded of its instrument."""

    def __init__(
        self,
        page: DepositaryPage,
        reading: PageReading,
        recorded: RecordedActs,
        names: Names,
        rejected: Mapping[str, str],
    ) -> None:
        self._page, self._reading, self._names = page, reading, names
        self._draft = Draft(page.path, reading, names, rejected)
        self._records, self._places = recorded.records, recorded.places
        self._recorded: dict[tuple[str, str], list[Act]] = defaultdict(list)
        for act in self._records.acts_under(reading.about, *KINDS):
            if act.actor is not None:
                kind = next(iter(act.kinds & KINDS))
                self._recorded[category_of(kind), self._records.heir(act.actor)].append(act)

    def proposal(self) -> Proposal:
        """Returns the proposal; raises the faults of the page."""
        self._count()
        parties = self._parties()
        for party, participant in parties.items():
            self._compare(party, participant)
        self._look_for_gone(parties)
        if not self._draft.faults:
            self._cover()
            self._tell_remarks()
        return self._draft.made(TABLE)

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
                self._draft.fail(
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
                self._draft.fail(
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
        days = (self._reading.day, *(act.day for act in one.acts))
        meant, candidates = self._draft.meant(one.name, one.line, days, lambda iri: self._did_all(iri, one))
        for act in one.acts if candidates else ():
            slugs = " or ".join(iri.removeprefix(ID) for iri in candidates)
            self._ask(one, act, f"who is {one.name}: {slugs}?")
        return meant

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
        """Compares what a participant did with what is recorded of it."""
        days = {act.category: act.day for act in one.acts if not act.is_withdrawn}
        for act in one.acts:
            known = self._same(ID + slug, act)
            if act.is_withdrawn:
                self._ask_of_withdrawn(slug, one, act, known)
            elif known is not None or self._is_possible(one, act, days):
                self._compare_act(slug, one, act, known)

    def _compare_act(self, slug: str, one: Participant, act: PageAct, known: Act | None) -> None:
        """Compares an act with that of the same day, else with any of its category that is recorded of the party."""
        party, records = ID + slug, self._records
        recorded = self._recorded.get((act.category, records.heir(party)), [])
        is_same_day = known is not None
        known = known or next((each for each in recorded if each.actor == party), next(iter(recorded), None))
        if known is None:
            self._add(slug, one, act)
            return
        kinds = known.kinds & CATEGORIES[act.category]
        first, last = together(records.dated(known.name))
        is_within = (first or last) is not None and (first or "") <= act.day <= (last or "9999")
        is_same_kind = act.kind in (*kinds, ActKind.CONSENT)
        change = CONFIRMED if is_same_day and is_same_kind else CHANGED
        other = "day" if not (is_same_day or is_within) else "kind"
        is_asked = other == "day" or not (is_same_kind or kinds <= {ActKind.CONSENT})
        rejecting = "reject day, or reject, each with a reason" if other == "day" else "reject with a reason"
        question = f"another {other} is recorded: which is right? accept {_words(act.kind)} on {in_full(act.day)}, or {rejecting}"
        self._propose(change, slug, one, act, known, question if is_asked else "")

    def _add(self, slug: str, one: Participant, act: PageAct) -> None:
        """Proposes an act of which nothing is recorded; who began only after it, cannot have done it."""
        start = self._records.interval(ID + slug, PREFIXES["schema"] + "startDate").first
        if start is None or start.day <= act.day:
            self._propose(ADDED, slug, one, act)
            return
        before = [iri.removeprefix(ID) for iri in self._records.succession.carried_on(ID + slug)]
        who = " or ".join(before) or "nobody is known"
        self._ask(one, act, f"{one.name} began on {in_full(start.day)}: who did it ({who})?")

    def _is_possible(self, one: Participant, act: PageAct, days: Mapping[str, str]) -> bool:
        """Says whether an act that is not recorded can be right; what cannot is a fault."""
        adopted = self._records.own_acts(self._reading.about, ActKind.ADOPTION)
        first = adopted[0].days.first if adopted else None
        act_words = f"{one.name}: {_words(act.kind)} on {in_full(act.day)}"
        faults = len(self._draft.faults)
        if first is not None and act.day < first.day:
            self._draft.fail(
                act.line,
                f"{act_words} is before the adoption of the treaty on {in_full(first.day)}; look at the page",
            )
        if act.day > self._reading.day and act.kind is not ActKind.ENTRY_INTO_FORCE:
            self._draft.fail(
                act.line,
                f"{act_words} is after the day of the page, {in_full(self._reading.day)}; look at the page, or at --read",
            )
        if act.category == "consent" and days.get("signature", "") > act.day:
            self._draft.fail(
                act.line,
                f"{act_words} is before the signature on {in_full(days['signature'])}; look at the page",
            )
        if act.category == "denunciation" and days.get("consent", "9999") > act.day:
            self._draft.fail(act.line, f"{act_words} is before any consent; look at the page")
        if act.category == "entry-into-force":
            self._hold_against_rule(one, act, days.get("consent", ""))
        return len(self._draft.faults) == faults

    def _hold_against_rule(self, one: Participant, act: PageAct, consented: str) -> None:
        """Finds an entry into force that the rule of the treaty does not give."""
        treaty, records = self._reading.about, self._records
        rules = [rule for rule in records.rules if rule.instrument == treaty and rule.is_for_later_parties]
        own = records.own_acts(treaty, ActKind.ENTRY_INTO_FORCE)
        if not consented:
            self._draft.fail(
                act.line,
                f"{one.name}: entry into force on {in_full(act.day)} without a consent; look at the page",
            )
        elif rules and own and not any(each.kind is ActKind.SUCCESSION for each in one.acts):
            given = for_party(rules[0], between(consented, consented, ()), own[0].days)
            if given is not None and not overlap(given, between(act.day, act.day, ())):
                day = in_full(given.first.day) if given.first else "another day"
                self._draft.fail(
                    act.line,
                    f"{one.name}: entry into force on {in_full(act.day)}, but from the consent on {in_full(consented)} the rule "
                    f"{short(rules[0].name)} gives {day}; look at the page which of the two days is right",
                )

    def _ask_of_withdrawn(self, slug: str, one: Participant, act: PageAct, known: Act | None) -> None:
        """Asks what brackets around an act mean, unless a denunciation is recorded."""
        if self._recorded.get(("denunciation", self._records.heir(ID + slug))):
            return
        act_words = f"{_words(act.kind)} of {in_full(act.day)} in brackets, which means withdrawn or replaced"
        note = act.note or ", ".join(one.also) or "a footnote"
        end = act._replace(kind=ActKind.DENUNCIATION, day="")
        cure = "write the day of the denunciation under date and accept, or reject with a reason"
        self._propose(
            WITHDRAWN, slug, one, end, known, f"the page has the {act_words}; {note} says what: {cure}"
        )

    def _look_for_gone(self, parties: Mapping[str, Participant]) -> None:
        """Asks for recorded acts that the page does not have; fewer than are recorded are a fault."""
        listed = {self._records.heir(ID + slug): one for slug, one in parties.items()}
        for category in self._page.complete:
            has = {heir for heir, one in listed.items() if any(act.category == category for act in one.acts)}
            known = {heir for of, heir in self._recorded if of == category} - self._records.former
            gone = sorted(known - has)
            number = len(has) + sum(
                not row.party and category_of(row.kind) == category for row in self._draft.rows
            )
            if gone and number < len(known):
                some = ", ".join(self._names.labels.get(heir, heir) for heir in gone[:_MOST])
                self._draft.fail(
                    0,
                    f"the page has {number} participants with a {category}, {len(known)} are recorded, {some} among them; "
                    "save the page again, whole; where one was struck out, correct its row by hand first",
                )
            else:
                for act in (act for heir in gone for act in self._recorded[category, heir]):
                    self._ask_of_gone(act)

    def _ask_of_gone(self, act: Act) -> None:
        own, actor = self._places.get((act.name, GRAPH)), act.actor or ""
        at = own or next((place for (name, _), place in self._places.items() if name == act.name), None)
        where = f"correct {at.path}:{at.line} by hand" if at else "correct the data by hand"
        cure = "accept deletes the row" if own else where
        gone = PageAct(ActKind(min(act.kinds & KINDS)), "", 0)
        one = Participant(self._names.labels.get(actor, actor), 0, ())
        question = f"it is not on the page: {cure}, or reject with a reason"
        self._propose(GONE, actor.removeprefix(ID), one, gone, act, question)

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
        self._draft.propose(self._row(change, slug, one, act, known), question)

    def _ask(self, one: Participant, act: PageAct, question: str) -> None:
        """Proposes an act of which is not known who did it."""
        row = self._row(ADDED, fold(one.name).replace(" ", "-"), one, act)
        self._draft.propose(row._replace(party=""), f"{question} write it under party, and accept")

    def _row(
        self, change: str, slug: str, one: Participant, act: PageAct, known: Act | None = None
    ) -> ProposedRow:
        """Writes a row that is not decided; what is `known` of the act goes on under its name and actor."""
        name = f"act-{self._draft.slug}-{slug}-{act.category}"
        if known is not None and known.kinds & CATEGORIES[act.category]:
            name, slug = known.name.removeprefix(ID), (known.actor or "").removeprefix(ID)
        kind, before = act.kind.removeprefix(THB), self._before(known) if known else ""
        return self._draft.row(change, name, kind, slug, act.day, one.name, before, act.line)

    def _before(self, act: Act) -> str:
        """Says what is recorded of an act, and by which sources."""
        days: dict[str, None] = {}
        for dating in self._records.dated(act.name):
            where = short(dating.graph).removeprefix("source:")
            days[f"{span_in_words(dating.first, dating.last)} ({where})"] = None
        kinds = ", ".join(sorted(_words(kind) for kind in act.kinds & KINDS))
        return f"{kinds}: {'; '.join(days) or 'on an unknown day'}"

    def _cover(self) -> None:
        """Proposes the day up to which the page names every act of a kind."""
        treaty = self._reading.about
        for category in self._page.complete:
            kind = ActKind.SIGNATURE if category == "signature" else ActKind.CONSENT
            days = [one.day for one in self._records.coverage if (one.instrument, one.kind) == (treaty, kind)]
            refused = [claim for claim in self._draft.rejected if self._is_left_out(claim, category)]
            name = f"coverage-{self._draft.slug}-depositary-{category}"
            self._draft.cover(name, kind.removeprefix(THB), max(days, default=""), refused)

    def _is_left_out(self, claim: str, category: str) -> bool:
        """Says whether a rejected row would have added an act of a category of which, for that, nothing is stated."""
        treaty, change, kind, _, act = claim.split()
        is_such = (treaty, change) == (self._draft.slug, ADDED)
        return is_such and category_of(kind) == category and (ID + act, GRAPH) not in self._places

    def _tell_remarks(self) -> None:
        """Says what stands on the page and is not taken over."""
        having: dict[str, list[str]] = defaultdict(list)
        for one in self._page.participants:
            for what in one.also:
                having["footnotes" if what.startswith("footnote") else what].append(one.name)
        for what, who in sorted(having.items()):
            more = f" and {len(who) - _MOST} more" if len(who) > _MOST else ""
            self._draft.remarks.append(
                f"not taken over: {what} of {', '.join(who[:_MOST])}{more}; see {self._reading.address}"
            )


def _words(kind: str) -> str:
    return {"EntryIntoForce": "entry into force"}.get(kind.removeprefix(THB), kind.removeprefix(THB).lower())
