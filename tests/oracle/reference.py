"""Status, consent and membership on a day, worked out slowly and plainly from the tables and the treaties' articles.

Written from the articles (entry into force, signature, who may join) and the Vienna Convention on the Law of Treaties,
without a look at the program. Everything is an interval of days; there is no RDF and no query. What the sources do not
decide is undetermined, never "no".
"""

from __future__ import annotations

import calendar
import csv
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pyoxigraph as ox

DATA = Path(__file__).resolve().parents[2] / "data"
DAY = timedelta(days=1)
FIRST, LAST = date.min, date.max
NO_ACT, SIGNATORY, CONTRACTING, PARTY = "no act", "signatory", "contracting", "party"
FORMER = "former party"
UNDETERMINED, NOT_APPLICABLE = "undetermined", "not applicable"


@dataclass(frozen=True)
class Span:
    """The first and the last day on which something can have happened; LAST also stands for "perhaps never"."""

    earliest: date = FIRST
    latest: date = LAST

    def by(self, day: date) -> bool | None:
        """Whether it had happened by the end of the day; None where the bounds do not say."""
        if self.latest <= day and self.latest != LAST:
            return True
        return None if self.earliest <= day else False

    def meet(self, other: Span) -> Span:
        """What both allow; of two that exclude each other, all that either allows."""
        if self.excludes(other):
            return Span(min(self.earliest, other.earliest), max(self.latest, other.latest))
        return Span(max(self.earliest, other.earliest), min(self.latest, other.latest))

    def excludes(self, other: Span) -> bool:
        """Whether no day lies in both."""
        return max(self.earliest, other.earliest) > min(self.latest, other.latest)

    def moved(self, move: Callable[[date], date]) -> Span:
        """Both days moved; "perhaps never" stays so."""
        return Span(*(LAST if end == LAST else move(end) for end in (self.earliest, self.latest)))


NEVER = Span(LAST, LAST)
day = date.fromisoformat


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of data/tables."""
    with (DATA / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def local(term: ox.NamedNode) -> str:
    """The last part of an IRI."""
    return term.value.rsplit("/", 1)[1].removeprefix("ontology#")


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def printed(row: dict[str, str], prefix: str = "") -> Span | None:
    """The days that a row prints: a day, a month, a year or bounds; None where it prints none."""
    text = row.get(f"{prefix}date") or row.get(f"{prefix}month") or row.get(f"{prefix}year")
    if text:
        first = day(f"{text}-01-01"[:10])
        ends = {4: date(first.year, 12, 31), 7: month_end(first.year, first.month)}
        return Span(first, ends.get(len(text), first))
    if not prefix and (row.get("not_before") or row.get("not_after")):
        return Span(day(row.get("not_before") or "0001-01-01"), day(row.get("not_after") or "9999-12-31"))
    return None


def months_later(start: date, months: int) -> date:
    """The same day of a later month, or the last day of a month that has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    end = month_end(year, month + 1)
    return end.replace(day=min(start.day, end.day))


# Treaties: article on entry into force, how long after a deposit, whether one signs, who may join.
ILO = ("ilo-c029", "ilo-c105", "ilo-c138", "ilo-c182", "ilo-p029")
THRESHOLD = {  # article: number of consents that count
    "cedaw": 20,  # 27(1)
    "cets-197": 10,  # 42(3)
    "convention-1949-traffic": 2,  # 24
    "convention-1951-refugees": 6,  # 43(1)
    "convention-1956-slavery": 2,  # 13(1)
    "crc": 20,  # 49(1)
    "crc-op-sc": 10,  # 14(1)
    "icmw": 20,  # 87(1)
    "palermo-protocol": 40,  # 17(1)
    "smuggling-protocol": 40,  # 22(1)
    "untoc": 40,  # 38(1)
    **dict.fromkeys(ILO, 2),
}
ADOPTION = {"cets-197": date(2005, 5, 3)}  # memo 2-1
OPENING = {"cets-197": date(2005, 5, 16), "untoc": date(2000, 12, 12)}  # memo 2-1 and 1-2
TREATIES = sorted(THRESHOLD)


def after_first(treaty: str, reached: date) -> date:
    """The treaty's own entry into force, from the day on which the number of consents was reached."""
    if treaty in ("palermo-protocol", "smuggling-protocol", "untoc"):
        return reached + timedelta(90)  # "the ninetieth day after"
    if treaty == "crc-op-sc":
        return months_later(reached, 3)
    return after_deposit(treaty, reached)


def after_deposit(treaty: str, deposit: date) -> date:
    """Entry into force for one who consents later, the treaty's own entry into force apart."""
    if treaty in ("cets-197", "icmw"):  # the first day of the month following three months after the deposit
        return month_end(*months_later(deposit, 3).timetuple()[:2]) + DAY
    if treaty in ILO:  # twelve months after registration
        return months_later(deposit, 12)
    if treaty == "crc-op-sc":  # 14(2)
        return months_later(deposit, 1)
    if treaty == "convention-1956-slavery":  # at once
        return deposit
    return deposit + timedelta(90 if treaty.startswith(("convention-1949", "convention-1951")) else 30)


@cache
def treaty_days(treaty: str) -> dict[str, Span]:
    """Adoption, opening, closing and entry into force of a treaty, as stated."""
    found = {
        row["kind"]: printed(row) or Span(day(row["start_date"]), day(row["end_date"]))
        for row in rows("instrument-acts")
        if row["instrument"] == treaty
    }
    for kind, days in (("Adoption", ADOPTION), ("OpeningForSignature", OPENING)):
        if treaty in days:
            found[kind] = Span(days[treaty], days[treaty])
    return found


def open_from(treaty: str) -> date:
    """The first day on which anybody can have signed or consented: the opening, else the adoption."""
    days = treaty_days(treaty)
    return (days.get("OpeningForSignature") or days.get("Adoption") or Span()).earliest


def is_adopted(treaty: str, day: date) -> bool:
    """Says whether a treaty can have been adopted by a day; of one whose adoption is not recorded it is not ruled out."""
    adoption = treaty_days(treaty).get("Adoption")
    return adoption is None or adoption.earliest <= day


def in_force(treaty: str) -> date:
    return treaty_days(treaty)["EntryIntoForce"].latest


# States: those that carry on others are one and the same party; successors are new ones.
CHAINS = (("sun", "rus"), ("yug", "scg", "srb"), ("european-community", "eu"))
BLIND = ("csk", "ddr", "sfry")  # carried on by nobody: lists of present participants do not show them


@cache
def kinds() -> dict[str, str]:
    """Entities by what the editors call them: State, FormerState, Territory, Country."""
    quads = ox.parse(path=str(DATA / "entities" / "countries.trig"), format=ox.RdfFormat.TRIG)
    return {local(q.subject): local(q.object) for q in quads if local(q.predicate) == "22-rdf-syntax-ns#type"}


@cache
def chain(entity: str) -> tuple[str, ...]:
    return next((links for links in CHAINS if entity in links), (entity,))


@cache
def life(entity: str) -> tuple[Span, Span]:
    """First and last day of a state, each with its bounds; FIRST and LAST where nothing is recorded."""
    begin, end = Span(FIRST, FIRST), NEVER
    for row in (*rows("former-states"), *rows("state-first-days")):
        if row["state"] == entity:
            begin, end = printed(row, "start_") or begin, printed(row, "end_") or end
            if row.get("not_after"):
                begin = Span(FIRST, day(row["not_after"]))
    for row in rows("state-successions"):
        if row["later"] == entity and row["first_day"]:
            begin = Span(day(row["first_day"]), day(row["first_day"]))
        if row["earlier"] == entity and row["last_day"]:
            end = Span(day(row["last_day"]), day(row["last_day"]))
    return begin, end


def exists(entity: str, on: date) -> bool:
    """Whether the entity, or a predecessor that it carries on, was there on a day."""
    return not life(entity)[1].by(on - DAY) and life(chain(entity)[0])[0].by(on) is not False


@dataclass
class Standing:
    """Bounds of what one party did under one treaty."""

    signature: Span = field(default_factory=Span)
    consent: Span = field(default_factory=Span)
    force: Span = field(default_factory=Span)
    left: Span = NEVER
    kind: str = ""
    recorded: set[str] = field(default_factory=set)
    open_from: date = FIRST


@cache
def covered(treaty: str) -> date | None:
    """The last day by which a list names every act of present participants: the last row of the depositary's.

    A list of 16 September 2020 has every participant of three treaties; on the other day the last member of the ILO
    ratified Convention No. 182, which nobody signs.
    """
    if treaty in ("cedaw", "crc", "icmw"):
        return date(2020, 9, 16)
    if treaty == "ilo-c182":
        return date(2020, 8, 4)
    return max((day(row["date"]) for row in rows("untc-acts") if row["instrument"] == treaty), default=None)


#: Tables by others than the depositary, each with its day; a day of theirs that the depositary's own table excludes does
#: not count, but that of OHCHR, whose list is the depositary's. Of other tables none comes before another.
SECONDARY = {
    "ohchr-status-2020": date(2020, 9, 16),
    "hr-status-2022": date(2022, 8, 25),
    "manyhealth-acts": date(2024, 4, 24),
}
ACTS = ("untc-acts", "cets-197-acts", "single-party-dates", "derived-days", *SECONDARY)


@cache
def stated_acts() -> dict[tuple[str, str], dict[str, tuple[str, Span]]]:
    """Kind and days of each act that tables state, by party and treaty."""
    found: dict[tuple[str, str], dict[str, tuple[str, Span]]] = {}
    depositarys = {row["act"] for row in rows("untc-acts")}
    signed_before = {row["act"] for row in rows("derived-days") if row["kind"] == "Signature"}
    places: dict[str, tuple[str, str]] = {}  # some tables have the day alone of an act that stands before
    for table in ACTS:
        for row in rows(table):
            place = places.setdefault(row["act"], (row["party"], row.get("instrument") or "cets-197"))
            acts = found.setdefault(place, {})
            kind = row.get("kind") or "Consent"
            span = (printed(row) or Span()).meet(Span(FIRST, SECONDARY.get(table, LAST)))
            if row["act"] in acts:
                first, before = acts[row["act"]]
                kind = kind if first == "Consent" else first
                is_less = table in SECONDARY and table != "ohchr-status-2020"
                overruled = is_less and row["act"] in depositarys and before.excludes(span)
                # Lists print the day on which a state succeeded to a signature; that of who signed is worked out.
                overruled |= row["act"] in signed_before and before.excludes(span)
                span = before if overruled else possible_by_entry(row["act"], before, span)
            acts[row["act"]] = kind, span
    return found


def possible_by_entry(act: str, one: Span, other: Span) -> Span:
    """What two printed days of an act allow; of two that exclude each other, only that which the printed entry allows."""
    if one.excludes(other) and act.endswith("-consent"):
        treaty = act.removeprefix("act-").removesuffix("-consent").rsplit("-", 1)[0]
        printed_entry = next(
            (
                printed(row)
                for row in (*rows("single-party-dates"), *rows("derived-days"))
                if row["act"] == act.replace("-consent", "-entry-into-force")
            ),
            None,
        )
        fit = [
            span
            for span in (one, other)
            if printed_entry is not None
            and not span.moved(lambda end: max(in_force(treaty), after_deposit(treaty, end))).excludes(
                printed_entry
            )
        ]
        if len(fit) == 1:
            return fit[0]
    return one.meet(other)


@cache
def reports() -> dict[tuple[str, str], list[tuple[str, Span]]]:
    """What dated lists say of a state: status and the day of the list, within its bounds."""
    lists = {row["list"]: printed(row) or Span() for row in rows("status-lists")}
    found: dict[tuple[str, str], list[tuple[str, Span]]] = {}
    for row in (*rows("status-reports"), *rows("us-dol-findings")):
        found.setdefault((row["state"], row["instrument"]), []).append((row["status"], lists[row["list"]]))
    memo = Span(date(2010, 1, 26), date(2010, 1, 26))
    for quad in ox.parse(path=str(DATA / "memo" / "2-council-of-europe.trig"), format=ox.RdfFormat.TRIG):
        if local(quad.predicate) == "reportedStatus":
            state = quad.subject.value.rsplit("-", 2)[1]
            found.setdefault((state, "cets-197"), []).append((local(quad.object), memo))
    return found


@cache
def standing(entity: str, treaty: str) -> Standing:
    """All that is known of a party: acts, what sources that are complete leave out, and what lists report."""
    links, until = chain(entity), covered(treaty)
    opened = max(open_from(treaty), life(links[0])[0].earliest)
    known = Standing(open_from=opened)
    unseen = opened if until is None or entity in BLIND else max(opened, until + DAY)
    known.signature = known.consent = Span(unseen, LAST)
    closing = treaty_days(treaty).get("ClosingForSignature")
    if treaty in ILO or (closing and closing.latest < known.signature.earliest):
        known.signature = NEVER
    for kind, span in (act for link in links for act in stated_acts().get((link, treaty), {}).values()):
        if kind == "Denunciation":
            # Under the conventions of the ILO a year after its registration, else on that day or later.
            effect = (months_later(day, 12) for day in (span.earliest, span.latest))
            known.left = Span(*effect) if treaty in ILO else Span(span.earliest, LAST)
            continue
        what = {"Signature": "signature", "EntryIntoForce": "force"}.get(kind, "consent")
        if what == "consent":
            if "consent" in known.recorded and known.consent.latest < span.earliest:
                continue  # a second registration, which changes nothing
            known.kind = kind
            if span.earliest != span.latest:
                span = span.meet(known.consent)
        setattr(known, what, span.meet(Span(open_from(treaty), LAST)))
        known.recorded.add(what)
    report(known, entity, treaty)
    if treaty == "cets-197" and entity not in BLIND and known.consent.latest == LAST:
        # A page of 16 March 2022 or later has the 48 for whom it was in force, and nobody else.
        known.consent = known.consent.meet(Span(date(2021, 12, 1), LAST))
    if known.kind == "Accession" and "signature" not in known.recorded:
        known.signature = NEVER  # who signed ratifies; who acceded had not signed
    succeed(known, entity, treaty)
    computed = force_after(known, entity, treaty)
    if not computed.excludes(known.force) or is_confirmed(entity, treaty):
        known.force = computed.meet(known.force)
    if "force" in known.recorded:  # who is bound has consented
        known.consent = known.consent.meet(Span(FIRST, known.force.latest))
    eligible(known, entity, treaty)
    return known


def is_confirmed(entity: str, treaty: str) -> bool:
    """Whether several sources, or several pages of one, give the party's consent the same day: the rule counts from it."""
    given = [
        (printed(row), (table, page))
        for table in ACTS
        for row in rows(table)
        if row["act"].endswith("-consent")
        and (row["party"], row.get("instrument") or "cets-197") == (entity, treaty)
        for page in (row.get("evidence") or "").split(" | ")
    ]
    return len({span for span, _ in given}) == 1 < len({place for _, place in given})


def report(known: Standing, entity: str, treaty: str) -> None:
    """Narrow the bounds by lists: what was not done on their first day came later, what was done came by their last."""
    for status, speaks in (pair for link in chain(entity) for pair in reports().get((link, treaty), ())):
        later, sooner = Span(speaks.earliest + DAY, LAST), Span(FIRST, speaks.latest)
        if status in ("NoAct", "Signatory", "NotConsented"):
            known.consent = known.consent.meet(later)
        if status == "NoAct" and known.signature is not NEVER:
            known.signature = known.signature.meet(later)
        if status == "Signatory":
            known.signature = known.signature.meet(sooner)
        if status in ("Consented", "Party"):
            known.consent = known.consent.meet(sooner)
        if status == "Party":
            known.force = known.force.meet(sooner)
            known.recorded.add("force")
        if status == "FormerParty":
            known.left = known.left.meet(sooner)
    if "signature" in known.recorded and known.consent.latest < known.signature.latest:
        known.signature = replace(known.signature, latest=known.consent.latest)


def succeed(known: Standing, entity: str, treaty: str) -> None:
    """Date a succession by its effect, or between the state's first day and its notice.

    A successor's signature is that of its predecessor where the depositary prints so; it counts from its first day.
    """
    first = chain(entity)[0]
    born = life(first)[0].earliest
    if "signature" in known.recorded:
        known.signature = Span(max(known.signature.earliest, born), max(known.signature.latest, born))
    if known.kind == "Succession":
        known.consent = Span(max(known.open_from, born), known.consent.latest)
        for row in rows("state-successions"):
            if row["later"] == first and row["effect"] and row["relation"].endswith("#succeeds"):
                known.consent = Span(day(row["effect"]), day(row["effect"]))


def force_after(known: Standing, entity: str, treaty: str) -> Span:
    """Entry into force for the party, by the treaty's rule; at once for a successor, never before the treaty itself.

    A new member of the ILO may confirm what bound its territory, which counts at once, or ratify: of a mere consent
    no source says which. A state that was there before the treaty, and of which nothing tells a consent, can only ratify.
    """
    own = in_force(treaty)
    at_once = known.consent.moved(lambda end: max(own, end))
    if known.kind == "Succession":
        return at_once
    later = known.consent.moved(lambda end: max(own, after_deposit(treaty, end)))
    was_bound = known.consent.latest < LAST or life(chain(entity)[0])[0].earliest > open_from(treaty)
    was_bound &= (
        known.consent.earliest.year <= joined_the_ilo(entity).year + 1
    )  # else it ratifies, as a member of old
    # A state that began when the treaty was in force may succeed, if it has done nothing; to CETS 197 others are invited.
    did_nothing = known.signature.latest == known.consent.latest == LAST
    may_succeed = life(chain(entity)[0])[0].earliest > own and did_nothing and treaty != "cets-197"
    may_confirm = treaty in ILO and known.kind in ("", "Consent") and was_bound
    may_be_at_once = may_confirm if treaty in ILO else may_succeed
    return Span(at_once.earliest, later.latest) if may_be_at_once else later


@cache
def joined_the_ilo(entity: str) -> date:
    """The day by which a party had first joined the ILO; LAST where nothing tells it."""
    days = [LAST]
    for row in (*rows("ilo-members"), *rows("igo-years")):
        parts = row["membership"].split("-")
        if parts[1] == "ilo" and parts[2] in chain(entity):
            span = printed(row, "start_") or Span(
                FIRST, day(row.get("not_after") or LIST_OF_2020.isoformat())
            )
            days.append(span.latest)
    return min(days)


def eligible(known: Standing, entity: str, treaty: str) -> None:
    """Move the first day on which the treaty was open to the party, where the sources decide that."""
    if treaty == "cets-197" and known.kind == "Accession":
        known.open_from = in_force(treaty)  # 42(1), 43(1): could not sign, joins once in force
    # C029 28(1), C105 4(1), C138 12(1), C182 10(1), P029 8(1): they bind members of the ILO alone, whom the list of 2020 names.
    if treaty in ILO and not is_of_the_ilo(entity):
        known.open_from = max(known.open_from, LIST_OF_2020 + DAY)
    if treaty == "crc-op-sc":  # 13: signatories and parties of the Convention on the Rights of the Child
        crc = standing(entity, "crc")
        first = min(crc.signature.earliest, crc.consent.earliest)
        own = min(known.signature.earliest, known.consent.earliest)
        if crc.recorded and entity not in BLIND:
            known.open_from = max(known.open_from, min(first, own))


LIST_OF_2020 = date(2020, 1, 31)


def is_of_the_ilo(entity: str) -> bool:
    """Whether a source names a party as a member of the ILO, or says that it did what only a member can.

    Former states may have been.
    """
    listed = {row["member"] for row in rows("ilo-members")}
    listed |= {row["member"] for row in rows("igo-years") if row["group"] == "ilo"}
    acted = any((entity, treaty) in stated_acts() for treaty in ILO)
    done = ("Consented", "Contracting", "Party", "FormerParty")
    acted |= any(status in done for treaty in ILO for status, _ in reports().get((entity, treaty), ()))
    return entity in listed or acted or kinds().get(entity) != "State"


@dataclass(frozen=True)
class Answer:
    """A status on a day, and since when, or between which days the act was that is open."""

    status: str
    since: Span | None = None


def possible(entity: str, treaty: str, on: date) -> set[str]:
    """The statuses that the bounds allow on a day."""
    if kinds().get(entity) in ("Territory", "Country") or not exists(entity, on):
        return {NOT_APPLICABLE}
    known = standing(entity, treaty)
    # No treaty but those of which a source says so is open to organizations, as CETS 197 is by article 42(1).
    if entity in CHAINS[2] and not known.recorded and treaty != "cets-197":
        return {NOT_APPLICABLE}
    if on < known.open_from and on >= open_from(treaty):
        return {NOT_APPLICABLE}
    signed, consented, bound = (span.by(on) for span in (known.signature, known.consent, known.force))
    early = {NO_ACT} if not signed else set()
    early |= {SIGNATORY} if signed is not False else set()
    late = {CONTRACTING} if not bound else set()
    if consented is None and is_at_once(known, entity, treaty) and in_force(treaty) <= on:
        late = set()
    left = known.left.by(on)
    late |= {PARTY} if bound is not False else set()
    if left is not False:
        late = {FORMER} if left else late | {FORMER}
    return (early if not consented else set()) | (late if consented is not False else set())


def is_at_once(known: Standing, entity: str, treaty: str) -> bool:
    """Whether a treaty that is in force binds a party on the day of its consent, and nothing states another."""
    acts = (kind for link in chain(entity) for kind, _ in stated_acts().get((link, treaty), {}).values())
    return (
        known.kind == "Succession" or treaty == "convention-1956-slavery"
    ) and "EntryIntoForce" not in acts


def status(entity: str, treaty: str, on: date) -> Answer:
    """Where a party stands on a day, in the words of the Vienna Convention (articles 2, 11 to 18)."""
    may, known = possible(entity, treaty, on), standing(entity, treaty)
    if len(may) == 1:
        (only,) = may
        begun = {
            SIGNATORY: known.signature,
            CONTRACTING: known.consent,
            PARTY: known.force,
            FORMER: known.left,
        }
        return Answer(only, begun.get(only))
    consented = known.consent.by(on)
    if FORMER in may:
        return Answer(UNDETERMINED, known.left)
    open_act = known.force if consented else known.signature if consented is False else known.consent
    return Answer(UNDETERMINED, open_act)


def by_rule(treaty: str) -> Span:
    """The treaty's entry into force as its article counts consents: of states, not of those that succeed."""
    parties = [standing(entity, treaty) for entity, kind in kinds().items() if kind == "State"]
    consents = [one.consent for one in parties if one.consent.latest != LAST and one.kind != "Succession"]
    firsts, lasts = sorted(one.earliest for one in consents), sorted(one.latest for one in consents)
    reached = Span(firsts[THRESHOLD[treaty] - 1], lasts[THRESHOLD[treaty] - 1])
    above = in_force("untoc") if treaty in ("palermo-protocol", "smuggling-protocol") else FIRST
    return reached.moved(lambda end: max(above, after_first(treaty, end)))
