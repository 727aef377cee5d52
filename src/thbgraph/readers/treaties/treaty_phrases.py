"""Phrases of sentences about treaties and organizations, each with the part that it plays and what it stands for.

"Deposited its instrument of accession to" is an act, a consent; "at least three of" tells of how many something must hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum, auto
from itertools import product

from ...base.printing import ORDINALS
from ...base.vocabulary import ActKind
from ...results.claims import Wanted
from ...sentences.reading import ASKING, AUXILIARIES, MEMBER_NOUNS, STATE_NOUNS
from .treaty_acts import TreatyAct


class Part(StrEnum):
    STATE = auto()
    GROUP = auto()
    TREATY = auto()
    DAY = auto()
    MEMO = auto()
    SOURCE = auto()
    ACT = auto()
    ENTRY = auto()
    INSTEAD = auto()
    NOT = auto()
    NEITHER = auto()
    NOR = auto()
    OR = auto()
    AND = auto()
    BUT = auto()
    BOTH = auto()
    ONLY = auto()
    EXCEPT = auto()
    EVERY = auto()
    ANY = auto()
    NOUN = auto()
    WHO = auto()
    ASKING = auto()
    LISTING = auto()
    ORDER = auto()
    NUMBER = auto()
    ONE_DAY = auto()
    OUTSIDE = auto()
    DATES = auto()
    LONGEST = auto()
    BECOME = auto()
    THEN = auto()
    NOW = auto()
    RELATION = auto()
    PLACING = auto()
    OTHER = auto()
    REST = auto()
    NONE = auto()
    BODIES = auto()
    APART = auto()
    AUXILIARY = auto()
    SMALL = auto()
    #: What only holds on an answer before it, what stands for something named there, how many it must hold of, and what is to be told.
    IF = auto()
    LATTER = auto()
    LEAST = auto()
    FIELD = auto()
    YEARLY = auto()
    WHETHER = auto()
    VERSUS = auto()
    KIND = auto()
    #: Of two groups or treaties the one of which more are asked for; and who, or what, brought a treaty into force.
    MORE = auto()
    BRINGING = auto()
    PLACE = auto()
    #: Where something befell a treaty: "opened for signature in Warsaw".
    SITE = auto()
    #: To which territories a treaty extends.
    EXTENDING = auto()
    #: What is not in a treaty, or in none yet: "who is missing".
    MISSING = auto()


#: The kinds of consent that are asked for by name.
_CONSENTS = {
    ActKind.ACCESSION: "(accede|accedes|acceded|acceding) to, accede, acceded, (accession|accessions) (to|), by accession, "
    "(deposit|deposits|deposited) (its|their|an|the|) accession (under|of|to|for), "
    "(deposit|deposits|deposited) (its|their|an|the|) (instrument|instruments) of accession (under|of|to|for), (instrument|instruments) of accession (deposited|ever deposited) (under|for)",
    ActKind.ACCEPTANCE: "accept, accepts, accepted, accepting, acceptance of, acceptances of, acceptance, by acceptance",
    ActKind.APPROVAL: "approve, approves, approved, approving, approval of, approvals of, approval, by approval",
    ActKind.SUCCESSION: "(succeed|succeeds|succeeded|succession) to, succession, by succession",
    ActKind.RATIFICATION: "by ratification",
}  # fmt: skip
_ACTS = {
    TreatyAct.OBSERVE: "(observer|observers) (of|to|in|at|), observer status (with|in|at|)",
    TreatyAct.BELONG: "(belong|belongs|belonged|belonging) (|to), part of, (sit|sits|sat|sitting) in",
    TreatyAct.LEAVE: "end of membership, membership end, membership ended",
    TreatyAct.JOIN: "start of membership, membership start, (become|became|becoming) (a member|members) of, (become|became) member of, enter, entered",
    TreatyAct.DENOUNCE: "denounce, denounces, denounced, denouncing, leave, leaves, left, leaving, quit, (withdraw|withdrew|withdrawn|withdrawing|expelled|excluded) from, thrown out of, "
    "(cease|ceased) to be (a party to|a member of), ceased to be (parties to|members of), (stop|stopped) being a member of, (cease|ceased) to take part in",
    TreatyAct.BE_PARTY: "(|a) party to, parties to, party, parties, (state|states) parties to, state party to, (|legally) bound (|by), on board, on board with, (|legally) obliged by, subject to, "
    "bind, binds, (|legally) binding (on|for), (apply|applies) (to|in|), applicable (in|to)",
    TreatyAct.RATIFY: "ratify, ratifies, ratified, ratifying, (ratification|ratifications) (of|), (ratifier|ratifiers) (of|), join, joins, joined, joining, (consent|consented) (to be bound by|to|), consents, consents to, "
    "express consent to be bound by, (express|expressed) (its|their) consent to be bound by, expressed consent to be bound by, "
    "(deposit|deposits|deposited) (its|their|an|the|) (ratification|ratifications|consent) (under|of|to|for), "
    "(deposit|deposits|deposited) (its|their|an|the|) (instrument|instruments) (of ratification|of ratification or accession|of consent|) (under|of|to|for|), "
    "(instrument|instruments) (of ratification|of ratification or accession|of consent|) (deposited|ever deposited) (under|for)",
    TreatyAct.SIGN: "sign, signs, signed, signing, (signature|signatures) (of|), having signed, signatory, (signatory|signatories) (to|of), signatories, "
    "(put|puts) (its|their) (name|names|signature|signatures) (to|under|on)",
}  # fmt: skip
_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
#: Which of two it was.
COMPARING = {"earlier": 1, "sooner": 1, "later": -1}


def spelled(written: str) -> Iterator[str]:
    """Yields phrases that are parted by commas, each with any of the words that stand in brackets.

    >>> [*spelled("party to, (legally|) bound by")]
    ['party to', 'legally bound by', 'bound by']
    """
    for phrase in written.split(","):
        parts = re.split(r"\((.*?)\)", phrase)
        ways = product(*(part.split("|") if at % 2 else [part] for at, part in enumerate(parts)))
        yield from (" ".join("".join(way).split()) for way in ways)


def _places() -> Iterator[tuple[Part, object, str]]:
    """Yields the words for places in order, the first (1) to the last (-1), and for numbers."""
    yield Part.ORDER, 1, "earliest, soonest, first of all"
    yield Part.ORDER, -1, "last, latest, most recent, most recently"
    yield Part.ORDER, -2, "penultimate, next to last"
    for place, word in enumerate(("second", "third", "fourth"), 2):
        yield Part.ORDER, -place, f"{word} to last, {word} last, last but {_NUMBERS[place - 2]}"
    yield from ((Part.ORDER, place, word) for word, place in COMPARING.items())
    yield from (
        (Part.ORDER, place, f"(|came|come|comes|as|as the) {word}")
        for place, word in ((-1, "last"), *enumerate(ORDINALS, 1))
    )
    yield from ((Part.ORDER, number, f"number {number}") for number in range(1, 100))
    for ten, word in enumerate(_TENS, 2):
        yield Part.ORDER, 10 * ten, f"{word[:-1]}ieth"
        yield from (
            (Part.ORDER, 10 * ten + place, f"{word} {one}") for place, one in enumerate(ORDINALS[:9], 1)
        )
    for number, word in enumerate(_NUMBERS, 1):
        yield Part.ORDER, number, f"number {word}"
        yield Part.LEAST, number, f"at least {word} of, at least {word}"
        yield Part.LEAST, number + 1, f"more than {word} of, more than {word}"
        if number > 1:
            yield Part.NUMBER, number, word


def _asking() -> Iterator[tuple[Part, object, str]]:
    """Yields what asks for a number, a day or a length."""
    yield Part.ASKING, Wanted.LENGTH, _LENGTHS
    yield Part.ASKING, Wanted.COUNT, "what (share|proportion|part|fraction) of, (share|proportion) of"
    yield Part.ASKING, Wanted.DAY, _DAYS
    for phrase, wanted in ASKING.items():
        if wanted in (Wanted.COUNT, Wanted.DAY, Wanted.LENGTH):
            yield Part.ASKING, wanted, phrase
        if wanted is Wanted.DAY and phrase.startswith(("what", "which")):
            yield Part.ASKING, wanted, f"(from|since|as of|as from|by|until|till) {phrase} (on|onwards|)"


_DAYS = "(in what|in which) order, order (in which|of), between (which|what) (dates|days), date, dates, date of, dates of, day of, day, days, days of, year of"
_LENGTHS = "time (they|it) (took|needed) from, by the time (they|it) took from, by the time (between|from), by how long (they|it) took from, interval, (interval|days|months|years|number of days) between, time (between|from)"
#: What phrases stand for, those first that win where two are alike.
_VALUED: tuple[tuple[Part, object, str], ...] = (
    (Part.RELATION, "after", "come after, came after, came behind"),
    (Part.RELATION, "on the day", "(on|) the same day as, on the very same day as"),
    (Part.RELATION, "by", "by way of, by means of"),
    (Part.RELATION, "before", "precede, preceded, come before, came before"),
    *_places(),
    # What is said to have been on days that are told behind it: "at the conference of 12-15 December 2000".
    (Part.SMALL, "then", "at the (conference|summit|meeting|session|ceremony) (of|on)"),
    (Part.LATTER, -1, "the latter"),
    (Part.LATTER, 0, "the former"),
    # Of how many at the least it must hold; of more than half, by -1.
    (Part.LEAST, -1, "most of, most, (saw|sees) (the|) most, the (largest|greatest) number of, (the|a) majority of, more than half of, more than half"),
    (Part.TREATY, "", "treaties, conventions, agreements, instruments, of (the|) treaties, (of the|) treaties on record"),
    (Part.NOUN, "all", "(states|countries) and territories"),
    (Part.APART, None, "how (many days|many months|many years) difference, how far apart, how long apart, how (much|many days|many months|many years) (later|earlier|sooner), by how (much|far|many|many days|many months|many years), difference (between|in)"),
    (Part.LONGEST, 1, "(the|) shortest (time|), least time, fastest, quickest, faster, quicker"),
    (Part.LONGEST, -1, "longer, (the|) longest (time|), (let|lets|) (the|) (most|more) time (pass|elapse|), slowest, slower"),
    *_asking(),
    *((Part.ACT, TreatyAct.RATIFY, phrases) for phrases in _CONSENTS.values()),
    *((Part.ACT, act, phrases) for act, phrases in _ACTS.items()),
)  # fmt: skip
#: Phrases that stand for themselves, those first that win.
_PLAIN: Mapping[Part, str] = {
    Part.NOT: "not, not so much as, never, never even, not yet, not even, still not, yet to, still to, still has to, still have to, still had to, didnt, doesnt, dont, hasnt, havent, hadnt, isnt, arent, wasnt, werent, without, failed to, fail to, lack, lacks, lacked",
    Part.NEITHER: "neither",
    Part.NOR: "nor",
    Part.OR: "or, or else",
    Part.AND: "and, as well as, and also",
    Part.VERSUS: "versus, vs, compared with, compared to",
    Part.BUT: "but, although, though, even though",
    Part.BOTH: "both, both of, both conventions, both treaties, both protocols, both instruments",
    Part.ONLY: "only, merely, just",
    Part.EXCEPT: "except, except for, apart from, other than, excluding, leaving aside, leaving out, not counting, besides, aside from, with the exception of, all but",
    Part.OTHER: "else, other, others, another",
    Part.MORE: "more, fewer, less, the most, the fewest, the least",
    Part.EVERY: "all, every, each, all of, all the, each of",
    Part.ANY: "any, any of, either, either of, anyone, anybody, someone, somebody",
    Part.NOUN: ", ".join((*STATE_NOUNS, *MEMBER_NOUNS, "one", "ones")),
    Part.WHO: "who, whom, which, what, whose, which of, who of, who among, which one, which ones, which one of",
    Part.LISTING: "list, list all, list all the, list the, list each, name, name all, name the, show, show me, compare, rank, order, sort, list every, show every, name every, i need, we need, i want, we want, show all, give me, give, tell me, list of, names of, table of, overview of, comparison of, comparison between",
    Part.THEN: "by then, until then, till then, by that date, at that date, at that day, at that time, at that point, back then, on that day, on that very day, on that date, by that time, by that day, at that moment",
    Part.BECOME: "become, became, becomes, becoming, begin to, began to, begins to, start to, started to",
    Part.NOW: "today, by now, to date, up to now, until now, now, currently, at present, presently, as of today, right now, nowadays, as last known, last known",
    Part.RELATION: "before, earlier than, sooner than, ahead of, later than, prior to, until, till, up to, by, after, since, from, between, in, during, in the year, during the year, on, as of, as at, at, " "by the end of, at the end of, following, by the time, by the time of, at the time, at the time of, on the day, on the day of, on the day when, on the day that, " "on the date, on the date of, on the very day, on the day on which, on the very day on which, on the very day that, with, at the moment of, at the moment, by the day of, by the day, by the day when, by the day that, from the day of, from the day, since the day of, than",
    Part.MEMO: "when the memo was written, by the time the memo was written, at the time of the memo, by the time of the memo, as of the memo, at the memos time, in the memos time, at the time the memo was written, on the day of the memo, by the day of the memo, before the memo was written, before the memo, after the memo was written, after the memo, since the memo was written, since the memo",
    Part.SOURCE: "according to the memo, going by the memo, judging by the memo, per the memo, as the memo says, says the memo, the memo says, by the lists of the memo, as listed in the memo, on the memo list of, in the memo list of, among the memo list of, on the list of the memo of, does the memo say that, does the memo say, as the memo has it",
    Part.ENTRY: "adopted, adoption, adoption of, opened for signature, opening for signature, opening, opened, in force, into force, enter into force, enters into force, entered into force, entering into force, entry into force, come into force, came into force, coming into force, come in force, came in force, enter into effect, entered into effect, come into effect, came into effect, coming into effect, take effect, took effect, taking effect, become effective, became effective, (begin|began|begins|start|started|starts) to (work|apply|operate), start",
    Part.INSTEAD: "rather than, instead of",
    Part.MISSING: "missing, missing from, missing in, still missing, still missing from, missing as parties to, still missing as parties to, missing as parties, still missing as parties, absent, absent from, out, still out",
    Part.OUTSIDE: "outside, outside of",
    Part.DATES: "by day of, with dates, with the dates, with their dates, and the dates, with days, in chronological order, in order of time, in order, in date order, in time order, oldest first, oldest to newest, by date of ratification, chronologically, chronological, earliest first, by date, in order of date, sorted by date, ordered by date",
    Part.ONE_DAY: "on the same day, on the very same day, the same day, the very same day, on one and the same day, on one day",
    Part.NONE: "none of, none, nothing, no, not one, not one of, not a single",
    Part.PLACE: "where",
    Part.EXTENDING: "cover, covers, covered, (extend|extends|extended) (|to), include, includes, included, exclude, excludes, excluded",
    Part.BODIES: "organizations, organisations, organization, organisation, international organizations, international organisations, bodies",
    Part.REST: "what about the other (two|three|four|five|six|seven|eight|nine), the others, the rest, the rest of them, the others of them, the other ones, the remaining ones, the remaining, and which have not, and which has not, and which had not, and which did not, and who has not, and who have not, and who had not, and who did not, and who isnt, and who is not, and who arent, and which isnt, and which is not, and which arent, and which are not, and which hasnt, and which havent, and who hasnt, and who havent, and who is missing, and who is out, and what about the rest, and what about the others, and the rest, and the others",
    Part.PLACING: "among, amongst, within, over, of, in, from, out of, for, under, around, across, throughout, vis a vis, towards, regarding, concerning, with regard to, as regards, as to",
    Part.BRINGING: "brought, bring, brings, triggered, caused, put, set, made, gave, provided, delivered, lodged, submitted, set off, so that it could, so that it can, that was needed for, that were needed for, required for",
    Part.AUXILIARY: ", ".join((*AUXILIARIES, "is it true that", "is it right that", "is it correct that", "whether")),
    Part.IF: "if not, if so, if yes, if no, if any, and if not, and if so, and if yes, and if no, and if any",
    Part.YEARLY: "each year, per year, every year, by year, year by year, in each year",
    Part.FIELD: "standing, standing under, standing on, stand, stand with, stand with regard to, stood with regard to, stand as regards, stand regarding, stand on, stand under, stand towards, stood, stood with, stood on, stood under, status, status under, status of, status in, ratification status, ratification status of, treaty status, state of ratification, state of ratification of, legal status, position, position on, position under, position of, do about, do under, do with, done about, done under, done with, number, names, (which|that) (supplements|supplemented) it",
    Part.KIND: "how, kind, kinds, kind of, kinds of, (and|) (by|through|by means of|in) (what|which) (act|kind of act|sort of act|type of act|kind of consent|form of consent|means|form|way|manner|legal form)",
    Part.WHETHER: "right or wrong, true or false, yes or no, y n, right, correct, true, is that right, is that correct, is that true, is that so, isnt it, isnt that so, isnt that right",
    Part.SMALL: "i e, as well, at any (time|point), situation, that of, those of, the, very, exact, a, an, to, that, it, them, there, been, being, be, already, also, too, then, ever, so far, yet, their, its, please, itself, themselves, actually, really, exactly, having, take, took, they, at all, still, even, so, passed, elapsed, these, those, deposit, deposits, deposited, of the following, the following, of the following states, of the following countries, overall, separately, respectively, need, needs, needed, lie, lies, lay, mother, parent, by name, in all, in total, meanwhile, in the meantime, in motion, done, at length, at last, done so, did so, do so, done it, done that, got there, get there, catch up, caught up, follow suit, followed suit, follow, followed, i mean, anyway, nevertheless, nonetheless, all the same, in the world, worldwide, anywhere, of all states, of all countries, thereby, therefore, thus, newly, eventually, finally, in the end, formally, officially, afterwards, later on, subsequently, or at least had it, or at least has it, take place, took place, make it, made it, manage it, managed it, (get|gets|got) (round|around) to, (i|we) (only|just) (mean|want|need), (i|we) mean only, (i am|we are|) only interested in, own, manage to, managed to, as they stood, as it stood, as they were, as it was, get, got, see, saw, receive, received, attract, attracted, gain, gained, collect, collected, reach, reached, both years included, both days included, inclusive, for us, to us, us, our",
}  # fmt: skip


def _every_phrase(written: Iterable[tuple[Part, object, str]]) -> dict[str, tuple[Part, object]]:
    """Returns all phrases, with the part that each plays and what it stands for; the longer ones may have words of others."""
    found: dict[str, tuple[Part, object]] = {}
    for part, value, phrases in written:
        for phrase in spelled(phrases):
            found.setdefault(phrase, (part, phrase if value is None else value))
    return found


PHRASES = _every_phrase((*_VALUED, *((part, None, phrases) for part, phrases in _PLAIN.items())))
KIND_OF = {phrase: kind for kind, phrases in _CONSENTS.items() for phrase in spelled(phrases)}
#: How many a word before several treaties says that they are.
SIZES = {"both": 2, **{word: number for number, word in enumerate(_NUMBERS, 1)}}
#: All words of the phrases, folded, of which a word may be a slip.
WORDS = frozenset(word for phrase in PHRASES for word in phrase.split())
