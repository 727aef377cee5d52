"""Units: the words and names of a sentence about treaties and organizations, each with the part that it plays.

What has no part stops the reading, so no word is ever dropped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum, auto
from itertools import product
from typing import NamedTuple, overload

from ..base import vocabulary as thb
from ..base.printing import ORDINALS
from ..base.terms import short
from ..base.vocabulary import ActKind
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS, Mention, mentions
from ..names.names import Names
from ..results.claims import Wanted
from ..sentences.days_asked import days_at
from ..sentences.reading import ASKING, AUXILIARIES, MEMBER_NOUNS, STATE_NOUNS, Reading
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
    #: What is not in a treaty, or in none yet: "who is missing".
    MISSING = auto()


_ACTS = {
    TreatyAct.SIGN: (
        "sign, signs, signed, signing, signature of, signature, signatures, signatures of, having signed, signatory to, signatory of, "
        "signatory, signatories to, signatories of, signatories"
    ),
    TreatyAct.RATIFY: (
        "ratify, ratifies, ratified, ratifying, ratification of, ratification, ratifications, ratifications of, join, joins, "
        "joined, joining, consent to be bound by, consented to be bound by, consent, consents, consents to, consent to, consented to, consented, "
        "express consent to be bound by, expressed consent to be bound by, express its consent to be bound by, "
        "express their consent to be bound by, expressed its consent to be bound by, expressed their consent to be bound by"
    ),
    TreatyAct.BE_PARTY: (
        "party to, parties to, party, parties, a party to, state party to, states parties to, state parties to, bound by, "
        "legally bound by, bound, legally bound, on board, on board with, obliged by, legally obliged by, subject to, bind, binds, "
        "binding on, binding for, legally binding on, legally binding for, apply, applies, apply to, applies to, apply in, applies in, "
        "applicable in, applicable to"
    ),
    TreatyAct.DENOUNCE: (
        "denounce, denounces, denounced, denouncing, leave, leaves, left, leaving, withdraw from, withdrew from, "
        "withdrawn from, withdrawing from, quit, cease to be a party to, ceased to be a party to, ceased to be parties to, "
        "cease to be a member of, ceased to be a member of, ceased to be members of, stop being a member of, "
        "stopped being a member of, cease to take part in, ceased to take part in, expelled from, excluded from, "
        "thrown out of"
    ),
    TreatyAct.JOIN: (
        "become a member of, became a member of, becoming a member of, become members of, became members of, "
        "becoming members of, become member of, became member of, enter, entered"
    ),
    TreatyAct.BELONG: "belong to, belongs to, belonged to, belonging to, belong, part of, sit in, sits in, sat in, sitting in",
    TreatyAct.OBSERVE: (
        "observer, observers, observer of, observers of, observer to, observers to, observer in, observers in, observer at, "
        "observers at, observer status with, observer status in, observer status at, observer status"
    ),
}
#: The kinds of consent that are asked for by name.
_CONSENTS = {
    ActKind.ACCESSION: (
        "accede to, accedes to, acceded to, acceding to, accede, acceded, accession to, accessions to, accession, "
        "accessions, by accession"
    ),
    ActKind.ACCEPTANCE: "accept, accepts, accepted, accepting, acceptance of, acceptances of, acceptance, by acceptance",
    ActKind.APPROVAL: "approve, approves, approved, approving, approval of, approvals of, approval, by approval",
    ActKind.SUCCESSION: "succeed to, succeeds to, succeeded to, succession to, succession, by succession",
    ActKind.RATIFICATION: "by ratification",
}
#: What asks how a state consented.
_BY_WHAT_ACT = tuple(
    " ".join(filter(None, words))
    for words in product(
        ("and", ""),
        ("by", "through", "by means of", "in"),
        ("what", "which"),
        (
            "act",
            "kind of act",
            "sort of act",
            "type of act",
            "kind of consent",
            "form of consent",
            "means",
            "form",
            "way",
            "manner",
            "legal form",
        ),
    )
)
_WRITTEN: Mapping[Part, str] = {
    Part.NOT: (
        "not, never, never even, not yet, not even, still not, yet to, still to, still has to, still have to, still had to, didnt, doesnt, dont, hasnt, havent, hadnt, isnt, arent, wasnt, werent, without, "
        "failed to, fail to, lack, lacks, lacked"
    ),
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
    Part.MORE: "more, fewer, less",
    Part.EVERY: "all, every, each, all of, all the, each of",
    Part.ANY: "any, any of, either, either of",
    Part.NOUN: ", ".join((*STATE_NOUNS, *MEMBER_NOUNS, "one", "ones")),
    Part.WHO: "who, which, what, whose, which of, who of, who among, which one, which ones, which one of",
    Part.LISTING: "list, list all, list all the, list the, list each, name, name all, name the, show, show me, compare, rank, order, sort, list every, show every, name every, i need, we need, i want, we want, show all, give me, give, tell me, list of, names of, table of, overview of, comparison of, comparison between",
    Part.THEN: "by then, at that time, at that point, back then, on that day, on that very day, on that date, by that time, by that day, at that moment",
    Part.BECOME: "become, became, becomes, becoming, begin to, began to, begins to, start to, started to",
    Part.NOW: "today, by now, to date, up to now, until now, now, currently, at present, presently, as of today, right now, nowadays, as last known, last known",
    Part.RELATION: "before, earlier than, sooner than, ahead of, later than, prior to, until, till, up to, by, after, since, from, between, in, during, in the year, during the year, on, as of, as at, at, "
    "by the end of, at the end of, following, by the time, by the time of, at the time, at the time of, on the day, on the day of, on the day when, on the day that, "
    "on the date, on the date of, on the very day, on the very day that, with, at the moment of, at the moment, by the day of, by the day, by the day when, by the day that, from the day of, from the day, since the day of, than",
    Part.MEMO: (
        "when the memo was written, by the time the memo was written, at the time of the memo, by the time of the memo, as of the memo, at the memos time, in the memos time, "
        "at the time the memo was written, on the day of the memo, by the day of the memo, before the memo was written, "
        "before the memo, after the memo was written, after the memo, since the memo was written, since the memo"
    ),
    Part.SOURCE: (
        "according to the memo, going by the memo, judging by the memo, per the memo, as the memo says, says the memo, the memo says, by the lists of the memo, as listed in the memo, "
        "does the memo say that, does the memo say, as the memo has it"
    ),
    Part.ENTRY: (
        "adopted, adoption, adoption of, opened for signature, opening for signature, opening, opened, in force, into force, enter into force, enters into force, entered into force, entering into force, entry into force, come into force, "
        "came into force, coming into force, come in force, came in force"
    ),
    Part.INSTEAD: "rather than, instead of",
    Part.MISSING: "missing, missing from, missing in, still missing, still missing from, missing as parties to, still missing as parties to, missing as parties, still missing as parties, absent, absent from, out, still out",
    Part.OUTSIDE: "outside, outside of",
    Part.DATES: "by day of, with dates, with the dates, with their dates, and the dates, with days, in chronological order, in order of time, in order, in date order, in time order, oldest first, oldest to newest, by date of ratification, chronologically, chronological, earliest first, by date, in order of date, sorted by date, ordered by date",
    Part.ONE_DAY: "on the same day, on the very same day, the same day, the very same day, on one and the same day, on one day",
    Part.NONE: "none of, none, nothing, no, not one, not one of, not a single",
    Part.PLACE: "where",
    Part.BODIES: "organizations, organisations, organization, organisation, international organizations, international organisations, bodies",
    Part.REST: (
        "the others, the rest, the rest of them, the others of them, the other ones, the remaining ones, the remaining, "
        "and which have not, and which has not, and which had not, and which did not, and who has not, and who have not, "
        "and who had not, and who did not, and who isnt, and who is not, and who arent, and which isnt, and which is not, and which arent, and which are not, and which hasnt, and which havent, and who hasnt, and who havent, and who is missing, and who is out, and what about the rest, and what about the others, and the rest, and the others"
    ),
    Part.PLACING: "among, amongst, within, over, of, in, from, out of, for, under, around, across, throughout, vis a vis, towards, regarding, concerning, with regard to, as regards, as to",
    Part.BRINGING: "brought, bring, brings, triggered, caused, put, set, made, gave, provided, delivered, lodged, submitted, so that it could, so that it can, that was needed for, that were needed for, required for",
    Part.AUXILIARY: ", ".join((*AUXILIARIES, "is it true that", "is it right that", "is it correct that", "whether")),
    Part.IF: "if not, if so, if yes, if no, if any, and if not, and if so, and if yes, and if no, and if any",
    Part.YEARLY: "each year, per year, every year, by year, year by year, in each year",
    Part.FIELD: "standing, standing under, standing on, stand, stand with, stand with regard to, stood with regard to, stand as regards, stand regarding, stand on, stand under, stand towards, stood, stood with, stood on, stood under, status, status under, status of, status in, ratification status, ratification status of, treaty status, state of ratification, state of ratification of, legal status, position, position on, position under, position of, do about, do under, do with, done about, done under, done with, number, names",
    Part.KIND: f"how, kind, kinds, kind of, kinds of, {', '.join(_BY_WHAT_ACT)}",
    Part.WHETHER: "right or wrong, true or false, yes or no, y n, right, correct, true, is that right, is that correct, is that true, is that so, isnt it, isnt that so, isnt that right",
    Part.SMALL: "that of, those of, the, very, exact, a, an, to, that, it, them, there, been, being, be, already, also, too, then, ever, so far, yet, their, its, please, itself, themselves, actually, really, exactly, having, take, took, they, at all, still, even, so, passed, elapsed, these, those, deposit, deposits, deposited, of the following, the following, of the following states, of the following countries, overall, separately, respectively, need, needs, needed, lie, lies, lay, mother, parent, by name, in all, in total, meanwhile, in the meantime, in motion, done so, did so, do so, done it, done that, got there, get there, catch up, caught up, follow suit, followed suit, follow, followed, i mean, anyway, nevertheless, nonetheless, all the same, in the world, worldwide, anywhere, of all states, of all countries, thereby, therefore, thus, newly, eventually, finally, in the end, formally, officially, afterwards, later on, subsequently, or at least had it, or at least has it, take place, took place, make it, made it, manage it, managed it, manage to, managed to, as they stood, as it stood, as they were, as it was, get, got, see, saw, receive, received, attract, attracted, gain, gained, collect, collected, reach, reached, both years included, both days included, inclusive, for us, to us, us, our",
}  # fmt: skip


def _phrases(part: Part, written: str, value: object = None) -> dict[str, tuple[Part, object]]:
    """Returns phrases, parted by commas, with the part that they play and what they stand for: each for itself, if nothing else is told."""
    texts = map(str.strip, written.split(","))
    return {phrase: (part, phrase if value is None else value) for phrase in texts}


_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
)  # fmt: skip
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MANY_UNITS = tuple(f"many {unit}" for unit in ("days", "months", "years"))
_INSTRUMENTS = (
    *map(
        " ".join,
        product(
            ("instrument", "instruments"),
            ("of ratification", "of ratification or accession", "of accession", "of consent"),
        ),
    ),
    "instrument",
    "instruments",
)
#: What is deposited, by whom, and under what: "deposited their instrument of ratification of".
_DEPOSITS = (
    *(
        " ".join(filter(None, words))
        for words in product(
            ("deposit", "deposits", "deposited"),
            ("its", "their", "an", "the", ""),
            (*_INSTRUMENTS, "ratification", "ratifications", "accession", "consent"),
            ("under", "of", "to", "for"),
        )
    ),
    *map(" ".join, product(_INSTRUMENTS, ("deposited", "ever deposited"), ("under", "for"))),
)
#: What is put to, or under, a treaty by who signs it.
_PUT = map(
    " ".join,
    product(
        ("put", "puts"),
        ("its", "their"),
        ("name", "names", "signature", "signatures"),
        ("to", "under", "on"),
    ),
)
#: What is said to have been on days that are told behind it: "at the conference of 12-15 December 2000".
_OCCASIONS = tuple(
    f"at the {occasion} {when}"
    for occasion in ("conference", "summit", "meeting", "session", "ceremony")
    for when in ("of", "on")
)
#: Which of two it was.
COMPARING = {"earlier": 1, "sooner": 1, "later": -1}
_DAYS = "in what order, in which order, order in which, order of, between which dates, between what dates, between which days, date, dates, date of, dates of, day of, day, days, days of, year of"
#: What is told by how many of how many it is.
_SHARES = "what share of, what proportion of, what part of, what fraction of, share of, proportion of"
_LENGTHS = "time they took from, time it took from, time they needed from, by the time they took from, by the time it took from, by the time between, by the time from, by how long they took from, by how long it took from, interval, interval between, time between, time from, days between, months between, years between, number of days between"
#: What asks how far apart two acts are.
_APART = (
    *(f"how {much} difference" for much in _MANY_UNITS), "how far apart", "how long apart",
    *(f"how {much} {later}" for much in ("much", *_MANY_UNITS) for later in ("later", "earlier", "sooner")),
    *(f"by how {much}" for much in ("much", "far", "many", *_MANY_UNITS)), "difference between", "difference in",
)  # fmt: skip
#: What asks for treaties; their names are left open.
_TREATIES = "treaties, conventions, agreements, instruments, of the treaties, of treaties, of the treaties on record, treaties on record"
_KIND_OF = {phrase: kind for kind, of in _CONSENTS.items() for phrase in _phrases(Part.ACT, of)}
_KIND_OF |= {
    one: ActKind.ACCESSION
    for one in _DEPOSITS
    if "accession" in one.split() and "ratification" not in one.split()
}


def _every_phrase() -> dict[str, tuple[Part, object]]:
    """Returns all phrases, with the part that each plays and what it stands for; the longer ones may have words of others."""
    found: dict[str, tuple[Part, object]] = {}
    for of_part, phrases in [*_WRITTEN.items()][::-1]:
        found |= _phrases(of_part, phrases)
    found |= dict.fromkeys(_DEPOSITS, (Part.ACT, TreatyAct.RATIFY))
    found |= dict.fromkeys(_PUT, (Part.ACT, TreatyAct.SIGN))
    for act, phrases in _ACTS.items():
        found |= _phrases(Part.ACT, phrases, act)
    for phrases in _CONSENTS.values():
        found |= _phrases(Part.ACT, phrases, TreatyAct.RATIFY)
    for phrase, wanted in ASKING.items():
        if wanted in (Wanted.COUNT, Wanted.DAY, Wanted.LENGTH):
            found[phrase] = Part.ASKING, wanted
        if wanted is Wanted.DAY and phrase.startswith(("what", "which")):
            aheads = ("from", "since", "as of", "as from", "by", "until", "till")
            ways = [f"{ahead} {phrase}{on}" for ahead in aheads for on in ("", " on", " onwards")]
            found |= dict.fromkeys(ways, (Part.ASKING, wanted))
    found |= _phrases(Part.ASKING, _DAYS, Wanted.DAY)
    found |= _phrases(Part.ASKING, _SHARES, Wanted.COUNT)
    found |= _phrases(Part.ASKING, _LENGTHS, Wanted.LENGTH)
    found |= _phrases(
        Part.LONGEST,
        "longer, longest, the longest, longest time, the longest time, most time, slowest, slower",
        -1,
    )
    found |= _phrases(
        Part.LONGEST,
        "shortest, the shortest, shortest time, the shortest time, least time, fastest, quickest, faster, quicker",
        1,
    )
    found |= _phrases(Part.APART, ",".join(_APART))
    found |= _phrases(Part.TREATY, _TREATIES, "")
    # Of how many at the least it must hold; of more than half, by -1.
    found |= _phrases(
        Part.LEAST,
        "most of, most, saw the most, saw most, sees most, the largest number of, the greatest number of, the majority of, a majority of, more than half of, more than half",
        -1,
    )
    for number, word in enumerate(_NUMBERS, 1):
        found |= {word: (Part.NUMBER, number)} if number > 1 else {}
        found |= _phrases(Part.LEAST, f"at least {word} of, at least {word}", number)
        found |= _phrases(Part.LEAST, f"more than {word} of, more than {word}", number + 1)
    found |= {"the latter": (Part.LATTER, -1), "the former": (Part.LATTER, 0)}
    found |= {word: (Part.ORDER, place) for place, word in enumerate(ORDINALS, 1)}
    found |= {f"number {word}": (Part.ORDER, number) for number, word in enumerate(_NUMBERS, 1)}
    found |= {f"number {number}": (Part.ORDER, number) for number in range(1, 100)}
    found |= _phrases(Part.ORDER, "came first, come first, comes first", 1)
    found |= _phrases(Part.ORDER, "came last, come last, comes last", -1)
    found |= dict.fromkeys(_OCCASIONS, (Part.SMALL, "then"))
    for ten, word in enumerate(_TENS, 3):
        found |= _phrases(Part.ORDER, f"{word[:-1]}ieth", 10 * ten)
    for ten, word in enumerate(("twenty", *_TENS), 2):
        found |= {
            f"{word} {one}": (Part.ORDER, 10 * ten + place) for place, one in enumerate(ORDINALS[:9], 1)
        }
    found |= _phrases(Part.ORDER, "earliest, soonest, first of all", 1)
    found |= _phrases(Part.ORDER, "last, latest, most recent, most recently", -1)
    found |= {word: (Part.ORDER, place) for word, place in COMPARING.items()}
    for place, word in enumerate(("second", "third", "fourth"), 2):
        named = (f"{word} to last", f"{word} last", f"last but {_NUMBERS[place - 2]}")
        found |= dict.fromkeys(named, (Part.ORDER, -place))
    found |= _phrases(Part.ORDER, "penultimate, next to last", -2)
    found |= _phrases(Part.RELATION, "precede, preceded, come before, came before", "before")
    found |= _phrases(
        Part.RELATION, "on the same day as, on the very same day as, the same day as", "on the day"
    )
    found |= _phrases(Part.RELATION, "come after, came after, came behind", "after")
    return found


PHRASES = _every_phrase()
#: What is denied by how a word begins.
_DENIED = re.compile(r"(non |un)(.+)")
#: What a treaty is called.
_CLASSES = frozenset(("convention", "conv", "protocol", "treaty", "agreement", "instrument", "one"))
#: Of these none stands for "state".
_OF_KINDS = _CLASSES - {"conv", "one"}
_SEVERAL = {
    "conventions": "convention",
    "protocols": "protocol",
    "treaties": "treaty",
    "instruments": "instrument",
}
#: How many a word before several treaties says that they are.
SIZES = {"both": 2, **{word: number for number, word in enumerate(_NUMBERS, 1)}}
_LONGEST = max(len(phrase.split()) for phrase in PHRASES)
#: All words of the phrases, folded, of which a word may be a slip.
WORDS = frozenset(word for phrase in PHRASES for word in phrase.split())
_STATES = frozenset((short(thb.State), short(thb.FormerState), short(thb.Territory)))
_TREATY, _ORGANIZATION = short(thb.Treaty), "org:Organization"


class Unit(NamedTuple):
    """A part of a sentence, with what it stands for and the tokens that it takes, folded and as they are written.

    It `is_apart` where punctuation stands before it.
    """

    part: Part
    value: object
    start: int
    end: int
    kinds: frozenset[ActKind] = frozenset()
    meant: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    written: str = ""
    is_apart: bool = False


#: Words with these parts may stand in the name of a treaty.
_IN_NAMES = (Part.SMALL, Part.PLACING, Part.AND, Part.RELATION)
#: Before a year this may belong to a name: "the Convention of 1949".
_OF_NAMES = frozenset(("of", "over"))


class NoPart(Exception):
    """A sentence that the reader does not understand whole."""


def units_of(reading: Reading, known: Names) -> Units:
    """Parts a sentence into units; raises NoPart at a token that has no part in a question about treaties."""
    parted = _consented(list(_named_once(_parted(reading, known), reading, known)), reading.folded)
    return Units(
        unit._replace(
            words=reading.folded[unit.start : unit.end],
            written=" ".join(token.text for token in reading.tokens[unit.start : unit.end]),
            is_apart=reading.tokens[unit.start].is_apart,
        )
        for unit in parted
    )


class Units:
    """The units of one sentence, with those that something has taken already and the organizations that are joined or belonged to."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = [*units]
        self.taken: set[int] = set()
        self.bodies: set[str] = set()

    @overload
    def __getitem__(self, at: int) -> Unit: ...
    @overload
    def __getitem__(self, at: slice) -> list[Unit]: ...
    def __getitem__(self, at: int | slice) -> Unit | list[Unit]:
        return self._units[at]

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)

    def exchange(self, start: int, end: int, *units: Unit) -> None:
        """Puts units in the place of others."""
        self._units[start:end] = units

    def change(self, at: int, part: Part, value: object) -> None:
        """Gives a unit another part."""
        self._units[at] = self._units[at]._replace(part=part, value=value)

    def places(self, *parts: Part) -> list[int]:
        """Returns the places of the units that play some parts."""
        return [at for at, unit in enumerate(self._units) if unit.part in parts]

    def of(self, *parts: Part) -> list[Unit]:
        """Returns the units that play some parts."""
        return [unit for unit in self._units if unit.part in parts]

    def next(self, at: int, skipped: Collection[Part] = (Part.SMALL, Part.AUXILIARY)) -> int:
        """Returns the place of the next unit that says something; that behind the last for none."""
        at += 1
        while at < len(self._units) and self._units[at].part in skipped:
            at += 1
        return at

    def before(self, at: int, skipped: Collection[Part] = (Part.SMALL, Part.AUXILIARY)) -> int:
        """Returns the place of the unit before that says something; -1 for none."""
        at -= 1
        while at >= 0 and self._units[at].part in skipped:
            at -= 1
        return at

    def is_at(self, at: int, *parts: Part) -> bool:
        """Says whether the unit at a place plays one of some parts."""
        return 0 <= at < len(self._units) and self._units[at].part in parts

    def text(self, at: int) -> str:
        """Returns what the unit at a place stands for, in letters; nothing where there is none."""
        return str(self._units[at].value) if 0 <= at < len(self._units) else ""

    def begins(self, at: int) -> str:
        """Returns the first word of a unit, folded."""
        return next(iter(self._units[at].words), "")

    def word_before(self, at: int) -> str:
        """Returns the word before a unit; nothing where what stands there was filled in."""
        return next(reversed(self._units[at - 1].words), "") if at else ""

    def written(self, start: int, end: int) -> str:
        """Returns how the sentence writes the units from one to another."""
        return " ".join(unit.written for unit in self._units[start : end + 1])

    @property
    def words(self) -> list[str]:
        """All words, folded."""
        return [word for unit in self._units for word in unit.words]

    @property
    def is_truth(self) -> bool:
        """Whether it is asked whether something is so."""
        return self.is_at(0, Part.AUXILIARY)

    @property
    def nouns(self) -> set[str]:
        """The words for states and members."""
        return {word for unit in self.of(Part.NOUN) for word in str(unit.value).split()}


def _parted(reading: Reading, known: Names) -> Iterator[Unit]:
    begins = {one.start: one for one in reading.mentions}
    place = 0
    told: list[str] = []
    last: Part | None = None
    while place < len(reading.tokens):
        days = days_at(reading, place) if reading.folded[place] not in _OF_NAMES else None
        unit = Unit(Part.DAY, days, days.start, days.end) if days else None
        unit = unit or _named_before(begins, place, reading, told, known) or _open_treaty(reading, place)
        if unit is None and place in begins:
            unit = _described(begins, place, reading, known) or _named(begins[place], reading, known)
            if unit is None:  # "parties to UNTOC" is a name, too
                begins |= _within(begins[place], reading, known)
        unit = unit or _described(begins, place, reading, known)
        if unit is None:
            named = min(
                (
                    start
                    for start, one in begins.items()
                    if start > place and fold(one.written) not in PHRASES
                ),
                default=len(reading.tokens),
            )
            unit = _phrase(reading.folded[:named], place) or _group_of(reading, place, known)
        unit = unit or _of_year(reading, place)
        unit = _emptied(unit, reading) if unit else None
        if unit and unit.part is Part.BODIES and _is_of_whole(reading.folded[unit.end :]):
            unit = None  # "the bodies of the OSCE" are its parts
        if unit and unit.part is Part.NUMBER and last is Part.GROUP:  # "the Nordic five"
            unit = unit._replace(part=Part.NOUN, value=f"members {unit.value}")
        if several := _several_described(begins.get(place), place, reading, known):
            yield from several
            place, last = several[-1].end, Part.TREATY
            continue
        is_size = unit.part is Part.NUMBER if unit else reading.folded[place].isdigit()
        before = reading.folded[max(place - 2, 0) : place]
        is_owned = bool(place) and reading.tokens[place - 1].whole != reading.tokens[place - 1].text
        is_size = is_size and (
            is_owned
            or before[-1:] in (("the",), ("all",), ("these",), ("those",))
            or before == ("the", "then")
        )
        if is_size or _is_in_brackets(reading, place):
            # "of the 47 members": the answer says how many they are
            unit = Unit(Part.SMALL, "the" if is_size else "so many", place, place + 1)
        found = [unit] if unit else _outside(reading, place, known)
        if not found:
            raise NoPart
        yield from found
        last = found[-1].part
        told += [str(one.value) for one in found if one.part is Part.TREATY]
        place = found[-1].end


def _named_before(
    begins: Mapping[int, Mention], place: int, reading: Reading, before: Sequence[str], known: Names
) -> Unit | None:
    """Returns the one treaty of its kind that a sentence names before, as in "before the convention entered into force"."""
    folded, end = reading.folded, place + 2
    if folded[place] not in ("the", "that", "this") or not {*folded[place + 1 : end]} & _OF_KINDS:
        return None
    is_longer = place in begins and begins[place].end > end
    behind = next(iter(folded[end : end + 1]), "")
    is_told = behind in ("on", "against", "concerning") or behind.isdigit()
    if is_longer or behind == "of" or (is_told and days_at(reading, end) is None):
        return None
    fitting = [one for one in dict.fromkeys(before) if one and _is_class(one, folded[place + 1], known)]
    return Unit(Part.TREATY, fitting[0], place, end) if len(fitting) == 1 else None


def _open_treaty(reading: Reading, place: int) -> Unit | None:
    """Returns the treaty that is asked for, as in "which treaty has Norway ratified first"."""
    is_asked = place == 1 and reading.folded[0] in ("which", "what") and reading.folded[1] in _OF_KINDS
    is_described = reading.folded[2:3] in (("of",), ("on",), ("against",), ("concerning",))
    return Unit(Part.TREATY, "", place, place + 1) if is_asked and not is_described else None


def _of_year(reading: Reading, place: int) -> Unit | None:
    """Returns what asks for a day where keywords end in "year", as in "latvia ILO C029 year"; not in "last year"."""
    is_last = place + 1 == len(reading.folded) and reading.folded[place] == "year"
    is_behind = any(one.iris and one.end == place for one in reading.mentions)
    is_behind |= place > 0 and reading.folded[place - 1].isdigit()
    return Unit(Part.ASKING, Wanted.DAY, place, place + 1) if is_last and is_behind else None


def _is_in_brackets(reading: Reading, place: int) -> bool:
    """Says whether a number stands in brackets by itself, as that of those who are named before: "the member states (47)"."""
    token = reading.tokens[place]
    return (
        reading.folded[place].isdigit()
        and reading.sentence[token.start - 1 : token.end + 1] == f"({token.text})"
    )


def _emptied(unit: Unit, reading: Reading) -> Unit:
    """Returns a unit, or a small word in its place where it ends a question and denies nothing: "has it signed or not?"."""
    start, behind = unit.start, unit.start + 2
    if (
        reading.folded[start:behind] == ("at", "least")
        and PHRASES.get(" ".join(reading.folded[behind : behind + 1]), ("",))[0] is Part.ACT
    ):
        return Unit(Part.SMALL, "at least", start, behind)
    is_last = behind == len(reading.folded) or (
        behind < len(reading.folded) and reading.tokens[behind].is_apart
    )
    if reading.folded[start:behind] == ("or", "not") and is_last:
        return Unit(Part.SMALL, "or not", start, behind)
    return unit


def _outside(reading: Reading, place: int, known: Names) -> list[Unit]:
    """Returns the units of what states are not in, or have not done: "non-EU", "non-signatories", "unratified"."""
    denied = _DENIED.fullmatch(reading.folded[place])
    if denied is None:
        return _with_number(reading, place, known)
    found, bodies = PHRASES.get(denied[2], (Part.SMALL, "")), known.called(denied[2])
    bodies = [iri for iri in bodies if _ORGANIZATION in known.classes.get(iri, ())]
    behind = place + 1 + (reading.folded[place + 1 : place + 2] == ("of",))
    if denied[1] == "non " and denied[2].startswith("member") and behind > place + 1:
        return [Unit(Part.NOUN, "states", place, place), Unit(Part.OUTSIDE, "non", place, behind)]
    if found[0] in (Part.ACT, Part.NOUN):
        parts: Sequence[tuple[Part, object]] = ((Part.NOT, "not"), found)
    elif denied[1] == "non " and len(bodies) == 1:
        parts = ((Part.OUTSIDE, "non"), (Part.GROUP, (bodies[0], bodies[0])))
    else:
        return []
    return [Unit(part, value, place, place + 1) for part, value in parts]


def _is_of_whole(behind: Sequence[str]) -> bool:
    """Says whether "of" and a name stand behind a word."""
    return tuple(behind[:1]) == ("of",) and tuple(behind[1:2]) != ("which",)


def _with_number(reading: Reading, place: int, known: Names) -> list[Unit]:
    """Returns the units of the members of an organization that are told by their number: "the EU-27"."""
    name, _, number = reading.folded[place].rpartition(" ")
    bodies = [iri for iri in known.called(name) if _ORGANIZATION in known.classes.get(iri, ())]
    if len(bodies) != 1 or not number.isdigit():
        return []
    group = Unit(Part.GROUP, (bodies[0], bodies[0]), place, place)
    return [group, Unit(Part.NOUN, f"members {number}", place, place + 1)]


def _within(mention: Mention, reading: Reading, known: Names) -> dict[int, Mention]:
    """Returns the treaty that a name ends in, by its place: UNTOC in "parties to UNTOC"; its own name may go on behind."""
    for start in range(mention.start + 1, mention.end):
        found = mentions(reading.sentence[reading.tokens[start].start :], known)
        for one in found[:1]:
            if one.start == 0 and any(_TREATY in known.classes.get(iri, ()) for iri in one.iris):
                return {start: one._replace(start=start, end=start + one.end)}
    return {}


def _named(mention: Mention, reading: Reading, known: Names) -> Unit | None:
    """Returns the unit of a name or day; None for one that a question about treaties has no place for, as of a topic."""
    start, end = mention.start, mention.end
    if PHRASES.get(fold(mention.written).removeprefix("the "), ("",))[0] is Part.NOUN:
        return None  # "the states", which are those of America, too
    for part, kinds in ((Part.TREATY, {_TREATY}), (Part.STATE, _STATES)):
        fitting = [iri for iri in mention.iris if not kinds.isdisjoint(known.classes.get(iri, ()))]
        if len(fitting) == 1:
            end, _ = _described_up_to(fitting, end, reading, known) if part is Part.TREATY else (end, fitting)
            is_kind = part is Part.TREATY and not _CLASSES.isdisjoint(reading.folded[end : end + 1])
            is_kind = is_kind and _is_class(fitting[0], reading.folded[end], known)
            end += is_kind and not reading.tokens[end].is_apart  # "the CETS 197 convention"
            is_bare = part is Part.TREATY and fold(mention.written).removeprefix("the ") in _CLASSES
            return Unit(part, fitting[0], start, end, meant=(fitting[0],) if is_bare else ())
        if fitting:
            raise NoPart
    if fold(mention.written) not in known.named and reading.folded[end - 1] in STATE_NOUNS | {"members"}:
        shorter = " ".join(reading.folded[start : end - 1])  # "Baltic Sea Council states", which is no name
        end -= {*mention.iris} <= {*known.called(shorter)}
    groups = [iri for iri in (*mention.iris, *_states_of(mention, known)) if iri in known.groups]
    bodies = [iri for iri in mention.iris if _ORGANIZATION in known.classes.get(iri, ())]
    if len(groups) == 1:
        body, group = known.groups[groups[0]], groups[0]
        return Unit(Part.GROUP, (body, group), start, end)
    if len(bodies) == 1 and not groups:
        return Unit(Part.GROUP, (bodies[0], bodies[0]), start, end)
    return None


def _states_of(mention: Mention, known: Names) -> Sequence[str]:
    """Returns the groups that are called the states of a region: those of "the Baltic Sea region" are "Baltic Sea states"."""
    place, region, _ = fold(mention.written).removeprefix("the ").partition(" region")
    return known.named.get(f"{place} states", ()) if region else ()


def _described(begins: Mapping[int, Mention], place: int, reading: Reading, known: Names) -> Unit | None:
    """Returns the treaty that is told by what it is and whose it is, with all that may be meant.

    It is named so: "the UN children's rights convention", "the convention of the CoE", "the Council of Europe treaty against
    trafficking", "the Convention".
    """
    folded = reading.folded
    mention = begins.get(place)
    owners = _owners(mention, known)
    if _names_another(begins, place, reading, known):
        return None
    start = mention.end if mention and owners else place + (folded[place] == "the")
    other = begins.get(start) if owners else None
    named = mention if not owners else other
    treaties = [iri for iri in named.iris if _TREATY in known.classes.get(iri, ())] if named else []
    words: Sequence[str] = ()
    noun = start if start < len(folded) and folded[start] in _CLASSES else -1
    if named and len(treaties) == 1 and folded[named.end - 1] in _CLASSES - {"one"}:
        kind = folded[named.end - 1]
        if not _is_class(treaties[0], kind, known):  # "the CRC protocol", which is one to the CRC
            of = {*_title(treaties[0], known)}
            fitting = [iri for iri in known.treaty_words if _is_class(iri, kind, known)]
            fitting = [iri for iri in fitting if known.treaty_words[iri].issuperset(of)]
            end, fitting = _described_up_to(fitting, named.end, reading, known)
            return Unit(Part.TREATY, fitting[0], place, end, meant=tuple(fitting)) if fitting else None
    if noun < 0 and not treaties:
        noun = _noun_behind(folded, start, known)
        words = folded[start : max(noun, start)]
    end = named_end = named.end if named and treaties else noun + 1
    if noun < 0 and not treaties:
        return None
    if not owners and folded[end : end + 1] == ("of",):
        after = end + 1 + (folded[end + 1 : end + 2] == ("the",))
        behind = begins.get(end + 1) or begins.get(after)
        owners, end = (_owners(behind, known), behind.end) if behind and _owners(behind, known) else ((), end)
    word = folded[noun] if noun >= 0 else ""
    end, parent = _parent(begins, end, reading, known)
    fitting = [
        iri
        for iri in (treaties if not parent else ()) or known.treaty_words
        if _is_class(iri, word, known)
        and is_of(iri, owners, known)
        and known.treaty_words[iri].issuperset((*words, *parent))
    ]
    behind_noun = end
    end, fitting = _described_up_to(fitting, end, reading, known)
    if (
        end == behind_noun and noun >= 0 and treaties
    ):  # "the Convention" is one of few, "the Convention on X" of all
        others = [iri for iri in known.treaty_words if _is_class(iri, word, known)]
        end, others = _described_up_to(others, end, reading, known)
        fitting = others if end > behind_noun else fitting
    is_description = end > behind_noun or owners or words or parent or len(treaties) > 1
    is_of_another = bool(owners and treaties)  # "states of the European Union UNTOC"
    is_of_members = is_of_another and start > place and end == named_end and _are_members_of(place, folded)
    if is_of_members or not is_description or (not fitting and (words or is_of_another)):
        return None
    if not fitting:
        raise NoPart
    return Unit(Part.TREATY, fitting[0], place, end, meant=tuple(fitting))


def _are_members_of(place: int, folded: Sequence[str]) -> bool:
    """Says whether members stand before the name of what they belong to: "member states of the CBSS"."""
    before = [word for word in folded[max(place - 3, 0) : place] if word != "the"]
    return before[-1:] == ["of"] and before[-2:-1] in (["members"], ["states"], ["countries"])


def _names_another(begins: Mapping[int, Mention], place: int, reading: Reading, known: Names) -> bool:
    """Says whether only "the" and a year stand before the name of a treaty: "the 2000 Palermo Protocol"."""
    mention = begins.get(place + 2)
    is_year = (
        reading.folded[place] == "the"
        and reading.folded[place + 1 : place + 2]
        and reading.folded[place + 1].isdigit()
    )
    return bool(
        is_year and mention and [iri for iri in mention.iris if _TREATY in known.classes.get(iri, ())]
    )


def _several_described(mention: Mention | None, place: int, reading: Reading, known: Names) -> list[Unit]:
    """Returns the treaties that are told together by what their names have: "the ILO forced labour conventions", "treaties against trafficking".

    Where another number of them is told, it is one of them, with all that may be meant. One of a kind that is told so stands twice.
    """
    folded = reading.folded
    owners = _owners(mention, known)
    start = mention.end if mention and owners else place + (folded[place] == "the")
    noun = start
    while noun < len(folded) and folded[noun] not in _SEVERAL and folded[noun] not in PHRASES:
        noun += 1
    if noun >= len(folded) or folded[noun] not in _SEVERAL or reading.tokens[noun].is_apart:
        return []
    words = folded[start:noun]
    fitting = [
        iri
        for iri in known.treaty_words
        if _is_class(iri, _SEVERAL[folded[noun]], known)
        and is_of(iri, owners, known)
        and known.treaty_words[iri].issuperset(words)
    ]
    end, fitting = _described_up_to(fitting, noun + 1, reading, known)
    if not fitting or (not (owners or words) and end == noun + 1):
        return []
    size = SIZES.get(folded[place - 1], 0) if place else 0
    if size not in (0, len(fitting)):
        return [Unit(Part.TREATY, fitting[0], place, end, meant=tuple(fitting))]
    each = [Unit(Part.TREATY, iri, place, end, meant=(iri,)) for iri in fitting * (1 + (len(fitting) == 1))]
    return [one for unit in each for one in (Unit(Part.AND, "and", place, end), unit)][1:]


def _noun_behind(folded: Sequence[str], start: int, known: Names) -> int:
    """Returns the place of a noun behind words that names of treaties have, as in "European anti-trafficking convention"; -1 for none."""
    place = start
    while (
        place < len(folded)
        and folded[place] not in _CLASSES | FUNCTION_WORDS
        and folded[place] not in PHRASES
    ):
        place += 1
    if not start < place < len(folded) or folded[place] not in _CLASSES - {"one"}:
        return -1
    return place if frozenset().union(*known.treaty_words.values()).issuperset(folded[start:place]) else -1


def _parent(
    begins: Mapping[int, Mention], end: int, reading: Reading, known: Names
) -> tuple[int, Sequence[str]]:
    """Returns the end of "to UNTOC" behind a protocol, and the words of the title of what it is to."""
    if reading.folded[end : end + 1] != ("to",):
        return end, ()
    mention = begins.get(end + 1) or begins.get(end + 2)
    iris = [iri for iri in mention.iris if _TREATY in known.classes.get(iri, ())] if mention else []
    is_near = mention is not None and (mention.start == end + 1 or reading.folded[end + 1] == "the")
    if not is_near or mention is None or len(iris) != 1:
        return end, ()
    return mention.end, _title(iris[0], known)


def _title(iri: str, known: Names) -> Sequence[str]:
    """Returns the telling words of the title of a treaty."""
    return [word for word in fold(known.labels[iri]).split() if word not in FUNCTION_WORDS]


def _owners(mention: Mention | None, known: Names) -> Sequence[str]:
    """Returns the organizations that a name may stand for."""
    iris = mention.iris if mention else ()
    return [iri for iri in iris if _ORGANIZATION in known.classes.get(iri, ())]


def _is_class(iri: str, word: str, known: Names) -> bool:
    """Says whether a treaty is what a word for some says, by the first such word of its title."""
    words = [one for one in fold(known.labels[iri]).split() if one in ("convention", "protocol", "charter")]
    if word in ("", "treaty", "agreement", "instrument", "one"):
        return True
    return words[:1] == ["convention" if word == "conv" else word]


def of_class(unit: Unit, known: Names) -> list[str]:
    """Returns all treaties of the class that a unit names one by: all conventions for "the convention"."""
    word = next((word for word in reversed(unit.words) if word in _CLASSES), "")
    return [iri for iri in known.treaty_words if _is_class(iri, word, known)]


def is_of(iri: str, owners: Sequence[str], known: Names) -> bool:
    """Says whether one of the names of a treaty begins with an organization's: "ILO C182", "UN Convention against"."""
    names = (name.split() for name in known.names_of.get(iri, ()))
    begins = (
        known.called(" ".join(name[:length])) for name in names for length in range(1, min(5, len(name)))
    )
    return not owners or any(owner in found for found in begins for owner in owners)


def _described_up_to(
    fitting: Sequence[str], end: int, reading: Reading, known: Names
) -> tuple[int, list[str]]:
    """Reads on behind a noun, as in "treaty against trafficking", and returns the end, and the treaties whose names have the words."""
    begun = end + (reading.folded[end : end + 1] in (("against",), ("on",), ("concerning",)))
    start, left = begun, list(fitting)
    while start < len(reading.folded):
        word = reading.folded[start]
        if reading.tokens[start].is_apart and not _goes_on_apart(start, left, reading, known):
            break
        part = PHRASES[word][0] if word in PHRASES else None
        is_function = bool(part) or word in FUNCTION_WORDS
        if (part and part not in _IN_NAMES) or (start == end and is_function and word != "of"):
            break  # "the coe convention trafficking", but not "the Convention states"
        is_number = word.isdigit() and len(word) < 4 and _is_last_of_name(reading, start)
        having = [iri for iri in left if word in known.treaty_words[iri] or word == "the"]
        if not having or not (word.isalpha() or is_number):
            break
        left, start = having, start + 1
    while reading.folded[start - 1] in FUNCTION_WORDS and start > end:
        start -= 1  # "on the same day"
    return (start, left) if start > begun else (end, list(fitting))


def _is_last_of_name(reading: Reading, place: int) -> bool:
    """Says whether a number belongs to the name before it, "convention 29", and counts nothing behind it: "convention 29 states"."""
    behind = " ".join(reading.folded[place + 1 : place + 2])
    return (
        behind in ("", "year")
        or behind in AUXILIARIES
        or PHRASES.get(behind, (Part.NOUN,))[0]
        in (Part.ASKING, Part.RELATION, Part.PLACING, Part.AND, Part.OR)
    )


def _goes_on_apart(start: int, left: Sequence[str], reading: Reading, known: Names) -> bool:
    """Says whether the title of a treaty goes on behind a comma: "on the sale of children, child prostitution"."""
    words = reading.folded[start : start + 2]
    is_comma = reading.sentence[reading.tokens[start - 1].end :].startswith(",")
    return (
        is_comma
        and len(words) == 2
        and any(f" {' '.join(words)}" in f" {fold(known.labels[iri])}" for iri in left)
    )


def _phrase(folded: Sequence[str], place: int) -> Unit | None:
    for length in range(min(_LONGEST, len(folded) - place), 0, -1):
        phrase = " ".join(folded[place : place + length])
        if found := PHRASES.get(phrase):
            kind = _KIND_OF.get(phrase)
            return Unit(*found, place, place + length, frozenset((kind,) if kind else ()))
    word = folded[place]
    if word[:-2].isdigit() and word[-2:] in ("st", "nd", "rd", "th"):
        return Unit(Part.ORDER, int(word[:-2]), place, place + 1)
    return None


def _group_of(reading: Reading, place: int, known: Names) -> Unit | None:
    """Returns a group that is told by one of its members, as in "CBSS state", or by an adjective: "Nordic ratifications"."""
    for end in range(min(place + 5, len(reading.folded)), place, -1):
        *words, last = reading.folded[place:end]
        plural = {"state": "states", "country": "countries", "member": "members"}.get(last)
        called = (
            [(*words, plural)]
            if plural and words
            else [(*words, last, "states"), (*words, last, "countries")]
        )
        groups = {iri for one in called for iri in known.named.get(" ".join(one), ()) if iri in known.groups}
        if len(groups) == 1:
            (group,) = groups
            return Unit(Part.GROUP, (known.groups[group], group), place, end)
    return None


def _is_under(parent: Unit, unit: Unit, known: Names) -> bool:
    """Says whether a treaty stands right behind one that its title names."""
    is_next = (
        parent.end == unit.start and bool(parent.value) and bool(unit.value) and parent.value != unit.value
    )
    return is_next and known.treaty_words[str(unit.value)].issuperset(_title(str(parent.value), known))


def _named_once(units: Iterable[Unit], reading: Reading, known: Names) -> Iterator[Unit]:
    """Yields the units, those of one treaty under two names as one: "Worst Forms Convention C182", "C182 on the worst forms"."""
    found: list[Unit] = []
    for unit in units:
        named = [at for at, one in enumerate(found) if one.part is Part.TREATY][-1:] if found else []
        between = found[named[0] + 1 :] if named else []
        is_on = all(one.part is Part.SMALL or one.value == "on" for one in between)
        if unit.part is Part.TREATY and named and is_on and found[named[0]].value == unit.value:
            found[named[0] :] = [found[named[0]]._replace(end=unit.end)]
        elif (
            unit.part is Part.TREATY
            and named
            and not between
            and not reading.tokens[unit.start].is_apart
            and _is_under(found[-1], unit, known)
        ):
            found[-1] = unit._replace(start=found[-1].start)  # "the CRC sale of children protocol"
        elif unit.part is Part.GROUP and found and _is_short_for(found[-1], unit, reading):
            found.append(unit._replace(part=Part.SMALL, value=""))  # "Baltic Sea states (CBSS)"
        else:
            found.append(unit)
    yield from found


def _is_short_for(group: Unit, unit: Unit, reading: Reading) -> bool:
    """Says whether an organization stands in brackets behind the group of its members."""
    first, last = reading.tokens[unit.start], reading.tokens[unit.end - 1]
    are_same = (
        isinstance(group.value, tuple) and isinstance(unit.value, tuple) and group.value[0] == unit.value[0]
    )
    is_bracketed = (
        reading.sentence[first.start - 1 : first.start] + reading.sentence[last.end : last.end + 1] == "()"
    )
    return group.part is Part.GROUP and are_same and is_bracketed


#: What begins a question in which one of two kinds of consent is asked for.
_CHOOSING = frozenset((word,) for word in AUXILIARIES)


def _is_consent(unit: Unit) -> bool:
    return unit.part is Part.ACT and unit.value is TreatyAct.RATIFY


def _consented(units: Sequence[Unit], folded: Sequence[str]) -> Iterator[Unit]:
    """Yields the units, consents that are told by their kinds as one: "acceptance or approval rather than ratification"."""
    place = 0
    while place < len(units):
        unit, is_instead, is_choice = units[place], False, False
        behind: list[Unit] = []
        place += 1
        while _is_consent(unit):
            treaties = units[place : place + _is_instead_behind(units, place)]
            place += len(treaties)
            joint = units[place].part if place < len(units) else Part.SMALL
            after = place + (joint in (Part.OR, Part.INSTEAD))
            if after >= len(units) or not _is_consent(units[after]):
                place -= len(treaties)
                break
            other, place = units[after], after + 1
            behind += treaties
            is_instead |= joint is Part.INSTEAD
            if is_instead:
                kinds = unit.kinds or frozenset((ActKind.RATIFICATION,))
            elif folded[other.start] == "by" or "by" in folded[unit.start : unit.start + 1]:
                kinds = unit.kinds | other.kinds
            else:
                kinds = unit.kinds | other.kinds if unit.kinds and other.kinds else frozenset()
            unit = unit._replace(end=other.end, kinds=kinds)
            is_choice |= joint is Part.OR and folded[:1] in _CHOOSING
        yield unit
        yield from behind
        if is_choice:  # "did it accede or ratify", which asks how it consented
            yield Unit(Part.KIND, "how", unit.end, unit.end)


def _is_instead_behind(units: Sequence[Unit], place: int) -> bool:
    """Says whether a treaty stands between one kind of consent and the other: "accepted it rather than ratifying it"."""
    return [unit.part for unit in units[place : place + 2]] == [Part.TREATY, Part.INSTEAD]
