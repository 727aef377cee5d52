"""Answers what a sentence asks about states under treaties and in organizations, from the days of their acts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from ...base import vocabulary as thb
from ...base.dates import LAST_DAY, in_full, other_day, with_reason
from ...base.printing import joined, number_in_words, quoted
from ...base.vocabulary import ActKind
from ...names.articles import in_sentence, in_short
from ...names.folding import fold
from ...names.names import Names
from ...results.answer import Answer, Row
from ...results.claims import Claim, Wanted
from ...sentences.days_asked import DayRelation, DaysAsked
from ...sentences.reading import STATE_NOUNS, Reading, read
from .state_treaties import of_member, of_state
from .treaty_acts import Predicate, TreatyAct
from .treaty_answers import Answering, capitalized
from .treaty_days import event_of
from .treaty_events import between_events
from .treaty_forms import ComparedSide, Sides, as_deciding, in_one_form, sides_of
from .treaty_inquiry import Inquiry, Ledger, days_of_event, is_state
from .treaty_names import is_of, of_class, owner_named
from .treaty_parts import (
    ASKED_ANEW,
    AskedBefore,
    are_so_many,
    asks_of_members,
    asks_of_other_side,
    at_two_times,
    completed,
    is_denied_only,
    is_of_the_rest,
    is_only_of,
    names_only_states,
    of_either_body,
    parts_of,
    size_of,
    stands_alone,
    with_shared_day,
)
from .treaty_phrases import Part
from .treaty_questions import TreatyQuestion, question_of
from .treaty_sentence import units_of
from .treaty_territories import of_territories
from .treaty_times import TimeRelation
from .treaty_units import NoPart, Unit, Units

#: Of so few it is told by name of whom an answer is different.
_FEW = 9
_ORGANIZATIONS = (
    "SELECT DISTINCT ?group { ?membership org:member <%s> ; org:organization ?group } ORDER BY ?group"
)
#: Whether something befell a treaty at a place.
_SITE = "SELECT ?act { ?act a <%s> ; thb:instrument <%s> ; schema:location <%s> }"
#: What is said of many at once, or of all who did it.
_OF_MANY = frozenset(("parties", "signatories", "ratifications", "accessions", "signatures", "consents"))
#: What begins an answer to a part of what is asked.
_VERDICT = re.compile(r"\b(?:Yes|No): ")
#: A text that is told beside another has fewer letters.
_SHORT = 240
#: So many words may be left out of what is answered as near.
_FEW_LEFT = 3


def claims_without(reading: Reading, known: Names, ledger: Callable[[], Ledger]) -> Iterator[Claim]:
    """Yields what is near a sentence about states under treaties: the answer to it without its few words that have no part in one."""
    for one in claims(reading, known, ledger, leave_out=True):
        left = reading.telling - one.consumed
        if one.text and 0 < len(left) <= _FEW_LEFT:
            yield one._replace(is_sure=False, share=1.0 - len(left) / len(reading.telling))


def claims(
    reading: Reading, known: Names, ledger: Callable[[], Ledger], *, leave_out: bool = False
) -> Iterator[Claim]:
    """Yields the answer to a sentence about states under treaties, part by part where it asks several things.

    Nothing is claimed where it is none, is not read whole, or nothing is recorded. Words without a part in it may be left out.
    """
    left_out = {*range(len(reading.tokens))}.difference(*_taken(reading)) if leave_out else ()
    try:
        units = _read(reading, known, ledger, left_out)
        before = _parts_before(reading.before, known, ledger) if reading.before else []
    except NoPart:
        return
    goes_on = bool(units.of(*ASKED_ANEW, Part.OTHER)) or is_of_the_rest(units) or is_denied_only(units)
    goes_on |= asks_of_members(units) or names_only_states(units) or asks_of_other_side(units)
    if before and (not goes_on or stands_alone(units)):
        return  # "and Sweden?" asks the same of another
    if not before and (claim := of_territories(units, known, ledger())):
        yield claim._replace(consumed=_places(units))
        return
    units, number = as_deciding(units, lambda treaty: ledger().needed(treaty))
    answers = _answers_to(units, before, known, ledger())
    if answers is None:
        return
    consumed = _places(units)
    kinds = frozenset((reading.wanted,))
    meant: dict[str, list[str]] = {}
    for unit in units.of(Part.TREATY):
        written = _written(unit, reading) if unit.meant else ""
        names = sorted(in_short(one, ledger().short(one), known) for one in unit.meant)
        if len(names) > 1:
            text = f"{quoted(written)} may be {joined(names, 'or')}: which is meant?"
            yield Claim("treaties", text, consumed, Answer((), ()), kinds=kinds)
            return
        meant.setdefault(written, []).extend(ledger().short(one) for one in unit.meant)
    taken = {written: joined([*dict.fromkeys(of)]) for written, of in meant.items() if of}
    notes = [f"{quoted(written)} is taken as {name}." for written, name in taken.items()]
    notes += _of_whose_members(units, known, ledger())
    if number:
        notes.append(f"So many consents were needed for its entry into force: {number}.")
    if answers:
        notes += _not_so_many(units, answers)
        text = " ".join(dict.fromkeys(one.text for one in answers))
        whole = _together(answers[-1], answers, text, notes)
        yield whole._replace(
            answer=answers[0].answer,
            command=answers[0].command,
            is_complete=all(one.is_complete for one in answers),
            consumed=consumed,
            kinds=kinds,
        )


def _parts_before(before: Reading, known: Names, ledger: Callable[[], Ledger]) -> list[Units]:
    """Returns the parts of what was asked before, of which the last may only name states: "...; Denmark"."""
    head, _, tail = before.sentence.rpartition("; ")
    last = read(tail, known)
    if head and last.mentions and not last.words:
        own = units_of(last, known, ())
        if names_only_states(own):
            return [*_parts_before(read(head, known), known, ledger), own]
    return parts_of(_read(before, known, ledger))


def _taken(reading: Reading) -> Iterator[range]:
    """Yields the places of names, days and operators."""
    yield from (range(one.start, one.end) for one in reading.mentions)
    yield from (range(one.start, one.end) for one in reading.operators)


def _places(units: Units) -> frozenset[int]:
    """Returns the places of the tokens that units take."""
    return frozenset(place for unit in units for place in range(unit.start, unit.end))


def _of_whose_members(units: Units, known: Names, ledger: Ledger) -> Iterator[str]:
    """Says whose members are meant by a name that is none of theirs: "the countries around the Baltic"."""
    for unit in units.of(Part.GROUP):
        own = {*fold(known.labels.get(unit.value[1], "")).split()} - {*STATE_NOUNS, "member"}
        of_body = [{*fold(name).split()} for name in (ledger.short(unit.body), known.labels[unit.body])]
        is_named = unit.is_body or any(words.issubset(unit.words) for words in (own, *of_body))
        if unit.words and (unit.meant or not is_named):
            yield f"By {quoted(unit.written.removeprefix('non-'))} the members of {in_sentence(unit.body, known)} are meant here."


def _not_so_many(units: Units, answers: Sequence[Claim]) -> Iterator[str]:
    """Says which numbers of a sentence, "which two", "the 27 members", and which "only" are not what is found."""
    count, text = len(answers[0].found), " ".join(one.text.lower() for one in answers)
    named = [{unit.value for unit in units.of(part)} for part in (Part.STATE, Part.TREATY)]
    words = {*re.findall(r"[\w-]+", text), *(str(of) for of in (count, *map(len, named)))}
    for at, unit in enumerate(units):
        is_number = (
            len(unit.words) == 1 and unit.part in (Part.SMALL, Part.NUMBER) and unit.words != ("both",)
        )
        size = size_of(unit.words[0]) if is_number else 0
        numbers = (str(size), number_in_words(size))
        is_found = are_so_many(units, at) or not words.isdisjoint(numbers)
        if at and units.is_at(at - 1, Part.EVERY):  # "all three of the Nordic states", who are five
            is_found = re.search(rf"\b(?:all|the) (?:{'|'.join(numbers)})\b", text) is not None
        if size > 1 and not is_found:
            yield f"{quoted(unit.written)} is not the number that is found here."
        if unit.part is Part.ONLY and units.word_before(at) == "the" and count > 1:
            yield f"{quoted(unit.written)} is not so here: {number_in_words(count)} are found."


def _answers_to(
    units: Units, before: Sequence[Units], known: Names, ledger: Ledger
) -> Sequence[Claim] | None:
    """Answers a sentence, part by part, which may go on from others; None where it asks nothing that is read, and nothing where that is not answered."""
    if before:
        return _answers([*before, *parts_of(units)], known, ledger)[len(before) :]
    if sides := sides_of(units):
        return [*filter(None, [_more(sides, known, ledger)])]
    if _question(units, ledger):
        return _answers([units], known, ledger)
    if of_each := [_answers([one], known, ledger) for one in of_either_body(units)]:
        return [*chain.from_iterable(of_each)] if all(of_each) else None
    parts = [*_with_what_follows(parts_of(units), ledger)]
    if _question(parts[0], ledger):
        return _answers(parts, known, ledger)
    event = between_events(units, known, ledger) or _at_two_times(units, known, ledger)
    return [event] if event else None


def _together(one: Claim, claims: Sequence[Claim], text: str, notes: Iterable[str] = ()) -> Claim:
    """Returns a claim with another text, and with the notes and sources of several."""
    every = dict.fromkeys((*notes, *(note for of in claims for note in of.notes)))
    sources = dict.fromkeys(source for of in claims for source in of.sources)
    return one._replace(text=text, notes=tuple(every), sources=tuple(sources))


def _with_what_follows(parts: Sequence[Units], ledger: Ledger) -> Iterator[Units]:
    """Yields the parts of a sentence, each with what it leaves out for a later one: "how many signed, and how many ratified it", and with a day that the last tells for all."""
    for at, part in enumerate(with_shared_day(parts)):
        later = next((one for one in parts[at + 1 :] if _question(one, ledger)), None)
        is_bare = len(part.of(Part.ASKING, Part.GROUP, Part.SMALL)) == len(part)  # "how many Nordic"
        if later is not None and (is_bare or _question(part, ledger) is None):
            try:
                whole = completed(part, AskedBefore(later))
            except NoPart:
                whole = part
            part = whole if _question(whole, ledger) else part
        yield part


def _read(
    reading: Reading, known: Names, ledger: Callable[[], Ledger], left_out: Collection[int] = ()
) -> Units:
    """Returns the units of a sentence in the form that is read, each treaty and group taken for what is meant; raises NoPart."""
    units = _narrowed(_of_their_years(units_of(reading, known, left_out), known, ledger), known, ledger)
    _take_sites(units, ledger)
    units = in_one_form(_with_members(_with_owners(units, known), known, ledger))
    if not len(units):
        raise NoPart
    return units


def _take_sites(units: Units, ledger: Callable[[], Ledger]) -> None:
    """Takes where something befell a treaty, "opened for signature in Warsaw"; raises NoPart where it did not befall it there."""
    for at in reversed(units.places(Part.SITE)):
        entry = units.before(at - 1)
        treaties = [unit.value for unit in units.of(Part.TREATY) if unit.value]
        asked = (_SITE % (event_of(units.text(entry)), one, units[at].value) for one in treaties)
        if not units.is_at(entry, Part.ENTRY) or not any(len(ledger().asked(one)) for one in asked):
            raise NoPart
        units.exchange(at - 1, at + 1, *(unit.silent for unit in units[at - 1 : at + 1]))


def _with_owners(units: Units, known: Names) -> Units:
    """Takes "that organization" for the one by whose name a treaty was named before; raises NoPart where that is not clear."""
    for at in units.places(Part.BODIES):
        if units.word_before(at) in ("that", "this", "the"):
            named = {unit.body for unit in units.of(Part.GROUP)}
            owners = {*filter(None, (owner_named(unit, known) for unit in units[:at]))}
            owners = named if len(named) == 1 else owners
            if len(owners) != 1:
                raise NoPart
            units.change(at, Part.GROUP, (*owners, *owners))
    return units


def _of_their_years(units: Units, known: Names, ledger: Callable[[], Ledger]) -> Units:
    """Takes a year beside a treaty for the one in which it was adopted: "the 2000 Palermo Protocol", "the convention of 1949"."""
    for at in reversed(units.places(Part.TREATY)):
        unit, behind = units[at], at + 1
        behind += units.text(behind) == "of" and not units[behind].is_apart
        for day in (at - 1, behind):
            year = _plain_year(units[day].value) if units.is_at(day, Part.DAY) else ""
            of = unit.meant or ((unit.value,) if unit.value else ())
            is_stated = day != at + 1 or all(year in known.treaty_words[one] for one in of)
            ways = [
                [one for one in way if _is_of_year(one, year, known, ledger())]
                for way in (of, of_class(unit, known) if year and unit.meant else ())
            ]
            adopted = ways[0] or ways[1]
            if not year or not is_stated or not adopted:
                continue
            one = unit._replace(value=adopted[0], meant=tuple(adopted) if unit.meant else ())
            units.exchange(
                min(at, day),
                max(at, day) + 1,
                one._replace(start=min(unit.start, units[day].start), end=max(unit.end, units[day].end)),
            )
            for later in units.places(
                Part.TREATY
            ):  # "the convention of 1949 before the convention entered into force"
                if units[later].start > one.start and units[later].words == unit.words:
                    units.exchange(later, later + 1, units[later]._replace(value=one.value, meant=one.meant))
            break
    return units


def _is_of_year(treaty: str, year: str, known: Names, ledger: Ledger) -> bool:
    return year in known.treaty_words[treaty] or ledger.dated(ActKind.ADOPTION, treaty).first[:4] == year


def _plain_year(asked: DaysAsked) -> str:
    """Returns the year that a day stands for, which nothing relates to anything; nothing for another."""
    return asked.days if asked.relation is DayRelation.NONE and asked.days.isdigit() else ""


def _with_members(units: Units, known: Names, ledger: Callable[[], Ledger]) -> Units:
    """Takes an organization for its members where it is named apart from states that are asked about, or is itself under none of the treaties."""
    treaties = [unit.value for unit in units.of(Part.TREATY) if unit.value]
    is_of_many = bool(units.of(Part.NOUN)) or any(word in _OF_MANY for word in units.words)
    found: list[Unit] = []
    for at, unit in enumerate(units):
        found.append(unit)
        if unit.part is Part.NOUN and str(unit.value)[-1:].isdigit():
            _check_number(units, at, known, ledger())
        if not unit.is_body or not treaties or units.is_at(at + 1, Part.NOUN):
            continue
        if len(units.of(Part.GROUP)) > 1:
            found += [Unit(Part.NOUN, "members")] if units.of(Part.MORE) else []
            continue
        is_before = at + 1 < len(units) and units[at + 1].is_apart
        is_apart = unit.is_apart or is_before
        if is_before and units.is_at(at + 1, Part.WHO):  # "CBSS: who has not ratified it"
            found.append(Unit(Part.NOUN, "members"))
            continue
        is_sentence = (
            units.is_truth
            or units.of(Part.WHO)
            or (
                units.is_at(units.before(at), Part.PLACING, Part.RELATION, Part.ACT)
                and units.of(Part.AUXILIARY)
            )
        )
        if (is_apart and is_of_many) or not (
            is_sentence or any(_stands(unit.body, one, ledger()) for one in treaties)
        ):
            found.append(Unit(Part.NOUN, "members"))
    return Units(found)


def _check_number(units: Units, at: int, known: Names, ledger: Ledger) -> None:
    """Refuses a number of members, as in "the EU-15", that an organization does not have on the day that is asked about."""
    days = [unit.value.last for unit in units.of(Part.DAY)]
    day = days[0] if days and days[0] != LAST_DAY else ledger.reporting_day
    members = ledger.members(units[at - 1].body, day).of.get(thb.Member, {})
    states = [one for one, is_one in members.items() if is_one and is_state(one, known)]
    if str(len(states)) != units.text(at).rpartition(" ")[2]:
        raise NoPart


def _stands(body: str, treaty: str, ledger: Ledger) -> bool:
    """Says whether an organization, or what carries on its acts, is itself one of those who may act under a treaty."""
    return any(one in ledger.standings(treaty, (one,)) for one in (body, *ledger.heirs(body)))


def _more(sides: Sides, known: Names, ledger: Ledger) -> Claim | None:
    """Says of which of two groups, or under which of two treaties, more did something; each number is told."""
    each = [_answers([side.units], known, ledger) for side in sides.each]
    if not all(each):
        return None
    one, other = (of[0] for of in each)
    days = {side.day for side in (one, other) if side.day}
    if len(days) > 1 and not any(side.units.of(Part.DAY) for side in sides.each):
        return _more_by(min(days - {ledger.reporting_day}), sides, known, ledger)
    names = [_side_called(side.unit, known, ledger) for side in sides.each]
    open_ones = [_left_open(*of) for of in zip((one, other), sides.each, strict=True)]
    least = [len(of.found) for of in (one, other)]
    most = [number + left for number, left in zip(least, open_ones, strict=True)]
    word = "fewer" if sides.are_fewer else "more"
    first, second = names if (least[0] > most[1]) is not sides.are_fewer else names[::-1]
    of = "under " if sides.each[0].unit.part is Part.TREATY else ""
    by = f", by {number_in_words(abs(most[0] - most[1]))}" if least == most else ""
    verdict = f"{word.capitalize()} {of}{first} than {of}{second}{by}."
    if least == most and least[0] == least[1]:
        verdict = "As many."
    elif least[0] <= most[1] and least[1] <= most[0]:
        verdict = "It is not known which are more."
    elif sides.is_truth:
        verdict = f"{'Yes' if first == names[0] else 'No'}{by}."
    return _together(one, (one, other), f"{verdict} {one.text} {other.text}")


def _more_by(day: str, sides: Sides, known: Names, ledger: Ledger) -> Claim | None:
    """Compares both sides as of the earlier of the days up to which each is covered."""
    text = in_full(day)
    asked = DaysAsked(day, day, DayRelation.NONE, (day, day), text, text, 0, 0).related(DayRelation.AS_OF)
    dated = [
        side._replace(units=Units([*side.units, Unit(Part.DAY, asked, written=text)])) for side in sides.each
    ]
    found = _more(sides._replace(each=(dated[0], dated[1])), known, ledger)
    if found is None:
        return None
    note = f"Told as of {text}, the last day that the sources cover for both."
    return found._replace(notes=(note, *found.notes))


def _side_called(unit: Unit, known: Names, ledger: Ledger) -> str:
    if unit.part is Part.TREATY:
        return in_short(unit.value, ledger.short(unit.value), known)
    is_bare = unit.part is Part.DAY and unit.value.relation is DayRelation.NONE
    return f"in {unit.written}" if is_bare else unit.written


def _left_open(claim: Claim, side: ComparedSide) -> int:
    """Returns of how many it is not decided; of all states those of which nothing is recorded are not counted."""
    if side.units.of(Part.GROUP, Part.STATE):
        return len(claim.unsure)
    return sum(row["answer"] != "yes" for row in claim.answer if "answer" in claim.answer.columns)


def _narrowed(units: Units, known: Names, ledger: Callable[[], Ledger]) -> Units:
    """Takes of several treaties that may be meant the one that the memo lists states of, where it is asked what it says, that is of the organization whose members are asked about, or that "the one" is: "the Protocol on X or the one on Y"."""
    owners = [unit.body for unit in units.of(Part.GROUP)]
    for at in units.places(Part.TREATY):
        unit = units[at]
        if len(unit.meant) < 2:
            continue
        listed = [one for one in unit.meant if units.of(Part.SOURCE) and ledger().listed(one)]
        of_owners = [one for one in unit.meant if owners and is_of(one, owners, known)]
        before = [units[of] for of in units.places(Part.TREATY) if of < at and "one" in unit.words]
        like = [one for of in before[-1:] for one in unit.meant if one in of_class(of, known)]
        fitting = next((one for one in (listed, of_owners, like) if len(one) == 1), unit.meant)
        units.exchange(at, at + 1, unit._replace(value=fitting[0], meant=tuple(fitting)))
    return units


def _written(unit: Unit, reading: Reading) -> str:
    start, end = reading.tokens[unit.start].start, reading.tokens[unit.end - 1].end
    return reading.sentence[start:end].partition(" (")[0]


def _answers(parts: Sequence[Units], known: Names, ledger: Ledger) -> list[Claim]:
    """Answers the parts of a sentence, each of which may leave out what those before it name; none where one is not answered."""
    answers: list[Claim] = []
    before: AskedBefore | None = None
    for part in parts:
        try:
            units = completed(part, before) if before else part
        except NoPart:
            return []
        asked = _question(units, ledger)
        if asked is None and not answers and part is not parts[-1]:
            before = AskedBefore(units)  # "When did it enter into force?", of which others tell
            answers.append(Claim("treaties", "", frozenset(), Answer((), ())))
            continue
        asked = asked._replace(is_present=asked.is_present and len(parts) == 1) if asked else None
        answer = _answer(asked, known, ledger) if asked else None
        if asked is None or answer is None:
            return []
        text = capitalized(answer.text)  # "the Netherlands" may come first
        named = {unit.value for unit in units.of(Part.STATE)}
        if before and before.undecided and not part.of(Part.STATE) and named == {*(before.found or ())}:
            left = joined([in_sentence(one, known) for one in before.undecided])
            answer = answer._replace(
                notes=(f"Left out, since it is open whether they belong here: {left}.", *answer.notes)
            )
        answers.append(answer._replace(text=text))
        asks_who = asked.wanted in (Wanted.LIST, Wanted.COUNT) and not asked.is_of_treaties
        asks_who |= asked.wanted is Wanted.DAY and bool(asked.group)
        # Of all states most are open for want of any record.
        may_be = (asked.group or asked.states) and not is_only_of(part)
        those = answer.found or (answer.unsure if may_be else ())
        earlier = [*before.earlier, *([before.found] if before.found else [])] if before else ()
        treaties = units.of(Part.TREATY) or (before.treaties if before else ())
        is_latest = asked.is_latest and not asked.when
        of_group = units if units.of(Part.GROUP) and asks_who else before.of_group if before else None
        of_several = before.of_several if before else None
        of_found = before and len(units.of(Part.STATE)) > 1 and not units.of(Part.ORDER, Part.LONGEST)
        if of_found or (asks_who and units.of(Part.GROUP)):
            of_several = units
        found = those if asks_who else None
        is_open = asks_who and may_be and bool(answer.found)
        open_ones = answer.unsure if is_open else ()
        before = AskedBefore(units, found, is_latest, earlier, treaties, of_group, of_several, open_ones)
    return answers


def _question(units: Units, ledger: Ledger) -> TreatyQuestion | None:
    return question_of(units, partial(days_of_event, ledger=ledger))


def _at_two_times(units: Units, known: Names, ledger: Ledger) -> Claim | None:
    """Says which members of a group did one thing at one time and another at another; None where nothing else is asked."""
    questions = [_question(part, ledger) for part in at_two_times(units)]
    if len(questions) != 2 or None in questions:
        return None
    first, then = (Answering(one, known, ledger) for one in questions if one)
    return then.answered_with(first)


def _answer(asked: TreatyQuestion, known: Names, ledger: Ledger) -> Claim | None:
    """Answers one question, with who says so, and what is different on other days."""
    if asked.is_of_treaties:
        return of_state(_of_each_treaty(asked, known, ledger))
    if asked.is_of_organizations:
        return of_member(_of_each_organization(asked, known, ledger))
    is_undated = not (asked.when or asked.is_memos or asked.is_latest)
    is_later = any(_is_later(one.treaty, ledger) for one in asked.predicates)
    if is_undated and (is_later or _did_later(asked.but, asked, known, ledger)):
        asked, is_undated = asked._replace(is_now=True), False
    inquiry = Answering(asked, known, ledger)
    found = inquiry.answered()
    if found is None:
        return _up_to_last_covered(asked, inquiry, known, ledger)
    is_unsure = asked.wanted is Wanted.LIST and bool(found.unsure)
    is_of_present = asked.is_present and asked.wanted is Wanted.TRUTH and len(asked.states) == 1
    if is_undated and (is_unsure or is_of_present) and not found.found:
        later = _answer(asked._replace(is_now=True), known, ledger)
        if later and later.found:
            return later  # on the day of the memo nobody is known, later somebody is
    is_list_of_one = asked.wanted is Wanted.LIST and len(asked.states) == 1 and not found.found
    is_of_several = (asked.wanted is Wanted.TRUTH or is_list_of_one) and len(asked.predicates) > 1
    is_of_several &= not asked.on_one_day
    if is_of_several and len(asked.states) == 1 and (asked.has_days or not found.found):
        each = _each(asked, [(one,) for one in asked.predicates], known, ledger)
        apart = _apart(each, found) if each else found
        if not each or is_list_of_one:
            return apart
        is_later = apart.text.startswith("Not ")
        if all(one.is_done for one in asked.predicates):
            verdict = "Not known of" if found.unsure else "Not" if is_later else "No: not"
            verdict = "Yes:" if found.found else verdict
            number = "both" if len(asked.predicates) == 2 else "all"
            if not (is_later or any(one.found or one.unsure for one in each)):
                verdict, number = "No:", "neither" if len(asked.predicates) == 2 else "none"
            return apart._replace(text=f"{verdict} {number}. {apart.text}")
        return (
            apart if found.unsure or is_later else apart._replace(text=f"No: {_VERDICT.sub('', apart.text)}")
        )
    named = dict.fromkeys(one.treaty for one in asked.predicates)
    if asked.wanted is Wanted.DAY and len(named) > 1:
        parts = [[one for one in asked.predicates if one.treaty == of] for of in named]
        each = _each(asked, parts, known, ledger)
        return _apart(each, found) if each else found
    states = [*dict.fromkeys(row.state.iri for row in found.answer)] or [*inquiry.members]
    return found._replace(
        notes=(*found.notes, *_becoming(asked), *_otherwise(found, inquiry, ledger)),
        sources=tuple(inquiry.sources(states, inquiry.is_of_memos_time(found))),
    )


def _up_to_last_covered(
    asked: TreatyQuestion, inquiry: Answering, known: Names, ledger: Ledger
) -> Claim | None:
    """Answers who joined or left within days of which only the first are covered, up to the last of these: "who left in 2022"."""
    when = asked.when
    if when is None or when.time is not TimeRelation.WITHIN or inquiry.treaties or not when.last:
        return None
    covered = min((inquiry.covered_to(one) for one in inquiry.organizations), default="")
    is_begun = when.first <= covered < when.last
    return _answer(asked._replace(when=when._replace(last="")), known, ledger) if is_begun else None


def _becoming(asked: TreatyQuestion) -> Iterator[str]:
    """Says on which day a state becomes a party, where it is asked who did within some days."""
    is_within = asked.when is not None and asked.when.time is TimeRelation.WITHIN
    if is_within and any(one.act is TreatyAct.BE_PARTY for one in asked.predicates):
        yield "A state becomes a party on the day from which the treaty is in force for it, which may be months after it ratifies."


def _did_later(those: Sequence[str], asked: TreatyQuestion, known: Names, ledger: Ledger) -> bool:
    """Says whether of some that are left out what is asked holds as last known, and did not hold of any of them at the time of the memo."""
    own = asked._replace(states=tuple(those), group="", called="", but=(), wanted=Wanted.LIST)
    each = (
        [Answering(own._replace(is_now=is_now), known, ledger) for is_now in (False, True)] if those else []
    )
    held = [{one for one in those if of.day and of.knows([one]) and of.holds(one)} for of in each]
    return bool(held) and not held[0] and held[1] == {*those}


def _is_later(treaty: str, ledger: Ledger) -> bool:
    """Says whether a treaty was not yet there on the day of the memo."""
    return ledger.reporting_day < ledger.dated(ActKind.ADOPTION, treaty).first < LAST_DAY


def _each(
    asked: TreatyQuestion, parts: Sequence[Sequence[Predicate]], known: Names, ledger: Ledger
) -> Sequence[Claim]:
    """Answers of some of several acts by themselves, each as of the last day of its treaty, so that what is known of one is told; nothing where one is not known."""
    each = [_answer(asked._replace(predicates=tuple(part)), known, ledger) for part in parts]
    answers = [one for one in each if one]
    return answers if len(answers) == len(each) else ()


def _apart(answers: Sequence[Claim], whole: Claim) -> Claim:
    """Tells several answers one behind the other, as of the first of their days."""
    columns = tuple(name for name in whole.answer.columns if name != "answer")
    told = [row for one in answers for row in one.answer if {*columns} <= {*row.columns}]
    every = [tuple(row[name] for name in columns) for row in told or whole.answer]
    rows = [Row(columns, values) for values in dict.fromkeys(every)]
    text = " ".join(capitalized(one.text) for one in answers)
    day = min(one.day for one in answers)
    return _together(whole, answers, text)._replace(answer=Answer(columns, rows, text), day=day)


def _of_each_treaty(asked: TreatyQuestion, known: Names, ledger: Ledger) -> dict[str, Inquiry]:
    """Returns an inquiry into each treaty, with none but the states that are asked about."""
    found: dict[str, Inquiry] = {}
    for treaty in asked.among or ledger.treaties():
        predicates = tuple(one._replace(treaty=treaty) for one in asked.predicates)
        one = Inquiry(asked._replace(predicates=predicates), known, ledger)
        adopted = ledger.dated(ActKind.ADOPTION, treaty)
        if one.knows_all() and one.day and (adopted.last == LAST_DAY or adopted.first <= one.day):
            found[treaty] = one
    return found


def _of_each_organization(asked: TreatyQuestion, known: Names, ledger: Ledger) -> list[Inquiry]:
    """Returns an inquiry into each organization of which a state is recorded as a member, and all of whose members are known on the day."""
    (state,) = asked.states
    bodies = dict.fromkeys(row.group.iri for row in ledger.asked(_ORGANIZATIONS % state))
    each = (
        Inquiry(
            asked._replace(predicates=tuple(one._replace(treaty=body) for one in asked.predicates)),
            known,
            ledger,
        )
        for body in bodies
    )
    return [one for one in each if one.day and one.day <= one.complete_to(one.organizations[0])]


def _otherwise(found: Claim, inquiry: Answering, ledger: Ledger) -> Iterator[str]:
    """Says of whom the answer is different on the other day of the memo, and on the last one that is covered, where no day was named; where today is asked of, on that of the memo."""
    asked = inquiry.asked
    if asked.is_now and asked.wanted is Wanted.TRUTH:
        memos = Answering(asked._replace(is_now=False), inquiry.known, ledger)
        adopted = [ledger.dated(ActKind.ADOPTION, one).first for one in inquiry.treaties]
        was_there = max(adopted, default="") <= ledger.reporting_day < inquiry.day
        early = memos.answered() if was_there else None
        if early and not early.unsure and {*early.found} != {*found.found}:
            yield f"At the time of the memo: {early.text}"
        return
    is_dated = asked.when is not None or asked.is_memos or asked.is_latest
    other = None if is_dated else other_day(found.day)
    if other is None:
        return
    then = Answering(asked, inquiry.known, ledger._replace(reporting_day=other))
    since = Answering(asked._replace(is_now=True), inquiry.known, ledger)
    for later, reason in ((then.answered(), with_reason(other)), (since.answered(), "")):
        if later is None:
            continue
        changed = {*found.found} ^ {*later.found} | {*found.unsure} ^ {*later.unsure}
        day = reason or f"{in_full(later.day)}, {since.last_covered}"
        if not reason and (not changed or inquiry.tells_of_later() or (later.unsure and not later.found)):
            continue
        if not reason and len(later.text) < _SHORT:
            yield f"As of {since.last_covered}: {later.text}"
        elif len(changed) > _FEW:
            yield f"On {day}, the answer is different for {number_in_words(len(changed))} states."
        elif changed:
            names = joined(sorted(inquiry.named(one) for one in changed))
            yield f"On {day}, the answer is different for {names}."
