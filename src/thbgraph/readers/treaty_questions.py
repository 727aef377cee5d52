"""What a sentence asks about states under treaties: who, which acts under which treaties, done or not, and when.

The reader goes over the tokens and gives each a part; what has none, or stands where it has no meaning, stops it. So no
"not", "only" or "before" is ever dropped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum, auto
from itertools import pairwise, product
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.dates import FIRST_DAY, day_after, day_before
from ..base.printing import ORDINALS
from ..base.terms import short
from ..base.vocabulary import ActKind
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS, Mention, mentions
from ..names.names import Names
from ..results.claims import Wanted
from ..sentences.reading import ASKING, AUXILIARIES, Reading
from .treaty_acts import Predicate, TreatyAct


class Time(StrEnum):
    """How an act is related to days: done by a day, or on one of some."""

    BY = "by"
    WITHIN = "within"


class When(NamedTuple):
    """By which day, or between which days, something was done.

    An empty last day is that of the memo for what was done by it, else the last that the sources cover.

    `text` is how the sentence writes it, and `is_taken` says whether the last day of a month or year was taken. The days may
    be told by when a treaty entered into force: `shift` is that many days from then.
    """

    time: Time
    first: str = FIRST_DAY
    last: str = ""
    text: str = ""
    is_taken: bool = False
    treaty: str = ""
    shift: int = 0


#: What is told as it was done, not as where somebody stands.
_ONCE = frozenset((TreatyAct.JOIN, TreatyAct.LEAVE, TreatyAct.DENOUNCE))


class TreatyQuestion(NamedTuple):
    """What is asked of states under treaties.

    `states` are those that are named, else `group` is the organization whose members are asked about, whom the sentence
    calls `called`, else all states are; `but` are left out. What is asked for is who did something, or by `order` who was
    the first (1) or the last (-1) to do it, or `many` of these, or who did it before (`is_before`) or after another (`than`) or before or
    after doing something else (`then`), or which of two did it first (`is_compared`), or who did all on one day. `quantity` says of how many
    it is asked whether it holds: all or any. It `has_days` where it is asked when, too, `is_now` where today is named, or
    "ever", and `is_memos` where it is asked what the memo says.
    """

    wanted: Wanted
    predicates: tuple[Predicate, ...]
    when: When | None = None
    states: tuple[str, ...] = ()
    group: str = ""
    called: str = ""
    but: tuple[str, ...] = ()
    order: int = 0
    than: str = ""
    is_before: bool = True
    is_compared: bool = False
    quantity: str = ""
    has_days: bool = False
    is_now: bool = False
    many: int = 1
    then: Predicate | None = None
    on_one_day: bool = False
    is_memos: bool = False

    @property
    def is_of_treaties(self) -> bool:
        """Whether it is asked under which treaties one state did something."""
        return any(not one.treaty for one in self.predicates)

    @property
    def is_latest(self) -> bool:
        """Whether it is asked as of the last day that the sources cover, where no day is named."""
        is_ranked = bool(self.order or self.is_compared or self.than or self.then or self.on_one_day)
        is_once = all(one.act in _ONCE for one in self.predicates)
        return self.is_now or self.wanted in (Wanted.DAY, Wanted.LENGTH) or is_ranked or is_once


class _Part(StrEnum):
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
    LONGEST = auto()
    BECOME = auto()
    NOW = auto()
    RELATION = auto()
    PLACING = auto()
    AUXILIARY = auto()
    SMALL = auto()


_ACTS = {
    TreatyAct.SIGN: (
        "sign, signs, signed, signing, signature of, signature, signatures of, having signed, signatory to, signatory of, "
        "signatory, signatories to, signatories of, signatories"
    ),
    TreatyAct.RATIFY: (
        "ratify, ratifies, ratified, ratifying, ratification of, ratification, ratifications, ratifications of, join, joins, "
        "joined, joining, consent to be bound by, consented to be bound by, consent to, consented to, consented, "
        "express consent to be bound by, expressed consent to be bound by, express its consent to be bound by, "
        "express their consent to be bound by, expressed its consent to be bound by, expressed their consent to be bound by"
    ),
    TreatyAct.BE_PARTY: (
        "party to, parties to, party, parties, a party to, state party to, states parties to, state parties to, bound by, "
        "legally bound by"
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
_WRITTEN: Mapping[_Part, str] = {
    _Part.NOT: (
        "not, never, not yet, yet to, didnt, doesnt, dont, hasnt, havent, hadnt, isnt, arent, wasnt, werent, without, "
        "failed to, fail to, lack, lacks, lacked"
    ),
    _Part.NEITHER: "neither",
    _Part.NOR: "nor",
    _Part.OR: "or, or else",
    _Part.AND: "and, as well as, and also",
    _Part.BUT: "but",
    _Part.BOTH: "both",
    _Part.ONLY: "only, merely, just",
    _Part.EXCEPT: "except, except for, apart from, other than, excluding, besides, aside from, with the exception of",
    _Part.EVERY: "all, every, each, all of, all the, each of",
    _Part.ANY: "any, any of",
    _Part.NOUN: (
        "state, states, country, countries, nation, nations, member state, member states, government, governments, "
        "participating states, one, ones, member, members"
    ),
    _Part.WHO: "who, which, what, whose, which of, who of, who among, which one, which ones, which one of",
    _Part.LISTING: "list, list all, list all the, name, show, show me, give me, tell me, list of, names of",
    _Part.BECOME: "become, became, becomes, becoming",
    _Part.NOW: "today, now, currently, at present, presently, as of today, right now, nowadays, as last known, last known",
    _Part.RELATION: "before, earlier than, sooner than, ahead of, later than, prior to, until, till, up to, by, after, since, from, between, in, during, in the year, during the year, on, as of, as at, at, "
    "by the end of, at the end of, following, by the time, by the time of, at the time, at the time of",
    _Part.MEMO: (
        "when the memo was written, by the time the memo was written, at the time of the memo, by the time of the memo, "
        "at the time the memo was written, on the day of the memo, by the day of the memo"
    ),
    _Part.SOURCE: (
        "according to the memo, as the memo says, says the memo, the memo says, by the lists of the memo, as listed in the memo, "
        "does the memo say that, does the memo say, as the memo has it"
    ),
    _Part.ENTRY: (
        "enter into force, enters into force, entered into force, entering into force, entry into force, come into force, "
        "came into force, coming into force"
    ),
    _Part.INSTEAD: "rather than, instead of",
    _Part.ONE_DAY: "on the same day, the same day, on one and the same day, on one day",
    _Part.PLACING: "among, amongst, within, of, in, from, out of, for",
    _Part.AUXILIARY: ", ".join(AUXILIARIES),
    _Part.SMALL: "the, a, an, to, that, it, them, there, been, being, be, already, ever, so far, yet, also, their, its, please, having, take, took, they, at all",
}  # fmt: skip
_PHRASES: dict[str, tuple[_Part, object]] = {
    phrase.strip(): (part, phrase.strip())
    for part, phrases in [*_WRITTEN.items()][::-1]
    for phrase in phrases.split(",")
}
#: What asks for treaties; their names are left open.
_TREATIES = "treaties, conventions, agreements, instruments, of the treaties, of treaties, of the treaties on record, treaties on record"
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
#: What is deposited, by whom, and under what: "deposited their instrument of ratification of".
_DEPOSITS = (
    " ".join(filter(None, words))
    for words in product(
        ("deposit", "deposits", "deposited"),
        ("its", "their", "an", "the", ""),
        ("instrument", "instruments"),
        ("", "of ratification", "of ratification or accession", "of accession", "of consent"),
        ("under", "of", "to", "for"),
    )
)
_PHRASES |= {phrase: (_Part.ACT, TreatyAct.RATIFY) for phrase in _DEPOSITS}
_PHRASES |= {phrase.strip(): (_Part.ACT, act) for act, of in _ACTS.items() for phrase in of.split(",")}
_PHRASES |= {
    phrase.strip(): (_Part.ACT, TreatyAct.RATIFY) for of in _CONSENTS.values() for phrase in of.split(",")
}
_KIND_OF = {phrase.strip(): kind for kind, of in _CONSENTS.items() for phrase in of.split(",")}
_PHRASES |= {
    phrase: (_Part.ASKING, wanted)
    for phrase, wanted in ASKING.items()
    if wanted in (Wanted.COUNT, Wanted.DAY, Wanted.LENGTH)
}
_PHRASES |= {phrase: (_Part.ASKING, Wanted.DAY) for phrase in ("in what order", "in which order")}
_PHRASES |= {
    word: (_Part.LONGEST, place)
    for word, place in (("longest", -1), ("shortest", 1), ("fastest", 1), ("slowest", -1))
}
_PHRASES |= {phrase.strip(): (_Part.TREATY, "") for phrase in _TREATIES.split(",")}
_PHRASES |= {word: (_Part.NUMBER, number) for number, word in enumerate(_NUMBERS, 2)}
_PHRASES |= {word: (_Part.ORDER, place) for place, word in enumerate(ORDINALS, 1)}
_PHRASES |= {word: (_Part.ORDER, 1) for word in ("earliest", "soonest", "first of all")}
_PHRASES |= {word: (_Part.ORDER, -1) for word in ("last", "latest", "most recent", "most recently")}
#: Which of two it was.
_COMPARING = {"earlier": 1, "sooner": 1, "later": -1}
_PHRASES |= {word: (_Part.ORDER, place) for word, place in _COMPARING.items()}
#: What a treaty is called.
_CLASSES = frozenset(("convention", "protocol", "treaty", "agreement", "instrument", "one"))
_LONGEST = max(len(phrase.split()) for phrase in _PHRASES)
#: Words for all who did something.
_MANY = frozenset(("parties", "signatories", "ratifications", "accessions"))
_STATES = frozenset((short(thb.State), short(thb.FormerState)))
_TREATY, _ORGANIZATION = short(thb.Treaty), "org:Organization"
_BEFORE = frozenset(("before", "prior to", "earlier than", "sooner than", "ahead of"))
_UNTIL = frozenset(("until", "till", "up to", "by", "by the end of", "by the time", "by the time of"))
_AFTER = frozenset(("after", "following", "later than"))
_SINCE = frozenset(("since", "from"))
_ON = frozenset(("on", "at", "at the time", "at the time of"))
_AS_OF = frozenset(("as of", "as at", "at the end of"))
_IN = frozenset(("in", "during", "in the year", "during the year"))


class _Unit(NamedTuple):
    """A part of a sentence, with what it stands for and the tokens that it takes."""

    part: _Part
    value: object
    start: int
    end: int
    kinds: frozenset[ActKind] = frozenset()
    meant: tuple[str, ...] = ()


class _Unreadable(Exception):
    """A sentence that the reader does not understand whole."""


class TreatiesRead(NamedTuple):
    """What a sentence asks, the tokens that it takes, and the treaties that may be meant by what is no name of one alone."""

    question: TreatyQuestion
    consumed: frozenset[int]
    meant: Mapping[str, Sequence[str]]


def asked_of_treaties(reading: Reading, known: Names) -> TreatiesRead | None:
    """Returns what a sentence asks of states under treaties; None where it is not read whole."""
    try:
        units = list(_units(reading, known))
        found = _Reader(reading, units, known).question()
    except _Unreadable:
        return None
    consumed = frozenset(place for unit in units for place in range(unit.start, unit.end))
    tokens = reading.tokens
    written = {
        reading.sentence[tokens[one.start].start : tokens[one.end - 1].end]: one.meant for one in units
    }
    return TreatiesRead(found, consumed, {text: meant for text, meant in written.items() if meant})


def _units(reading: Reading, known: Names) -> Iterator[_Unit]:
    """Parts a sentence into units; raises _Unreadable at a token that has no part in a question about treaties."""
    begins = {one.start: one for one in reading.mentions}
    place = 0
    while place < len(reading.tokens):
        unit = None
        if place in begins:
            unit = _described(begins, place, reading, known) or _named(begins[place], reading, known)
            if unit is None:  # "parties to UNTOC" is a name, too
                begins |= _within(begins[place], reading, known)
        unit = unit or _described(begins, place, reading, known)
        if unit is None:
            named = min((start for start in begins if start > place), default=len(reading.tokens))
            unit = _phrase(reading.folded[:named], place) or _singular(reading, place, known)
        if unit is None:
            raise _Unreadable
        yield unit
        place = unit.end


def _within(mention: Mention, reading: Reading, known: Names) -> dict[int, Mention]:
    """Returns the treaty that a name ends in, by its place: UNTOC in "parties to UNTOC"; its own name may go on behind."""
    for start in range(mention.start + 1, mention.end):
        found = mentions(reading.sentence[reading.tokens[start].start :], known)
        for one in found[:1]:
            if one.start == 0 and any(_TREATY in known.classes.get(iri, ()) for iri in one.iris):
                return {start: one._replace(start=start, end=start + one.end)}
    return {}


def _named(mention: Mention, reading: Reading, known: Names) -> _Unit | None:
    """Returns the unit of a name or day; None for one that a question about treaties has no place for, as of a topic."""
    start, end = mention.start, mention.end
    if mention.days:
        return _Unit(_Part.DAY, mention, start, end)
    if _PHRASES.get(fold(mention.written).removeprefix("the "), ("",))[0] is _Part.NOUN:
        return None  # "the states", which are those of America, too
    for part, kinds in ((_Part.TREATY, {_TREATY}), (_Part.STATE, _STATES)):
        fitting = [iri for iri in mention.iris if not kinds.isdisjoint(known.classes.get(iri, ()))]
        if len(fitting) == 1:
            end = _to_end_of_title(fitting[0], start, end, reading, known) if part is _Part.TREATY else end
            end, _ = _told_on(fitting, end, reading, known) if part is _Part.TREATY else (end, fitting)
            is_bare = part is _Part.TREATY and fold(mention.written).removeprefix("the ") in _CLASSES
            return _Unit(part, fitting[0], start, end, meant=(fitting[0],) if is_bare else ())
        if fitting:
            raise _Unreadable
    groups = [iri for iri in mention.iris if iri in known.groups]
    bodies = [iri for iri in mention.iris if _ORGANIZATION in known.classes.get(iri, ())]
    if len(groups) == 1:
        return _Unit(_Part.GROUP, (known.groups[groups[0]], groups[0]), start, end)
    if len(bodies) == 1 and not groups:
        return _Unit(_Part.GROUP, (bodies[0], bodies[0]), start, end)
    return None


def _described(begins: Mapping[int, Mention], place: int, reading: Reading, known: Names) -> _Unit | None:
    """Returns the treaty that is told by what it is and whose it is, with all that may be meant.

    It is named so: "the UN children's rights convention", "the convention of the CoE", "the Council of Europe treaty against
    trafficking", "the Convention".
    """
    folded = reading.folded
    mention = begins.get(place)
    owners = _owners(mention, known)
    start = mention.end if mention and owners else place + (folded[place] == "the")
    other = begins.get(start) if owners else None
    named = mention if not owners else other
    treaties = [iri for iri in named.iris if _TREATY in known.classes.get(iri, ())] if named else []
    noun = start if start < len(folded) and folded[start] in _CLASSES else -1
    end = named.end if named and treaties else noun + 1
    if noun < 0 and not treaties:
        return None
    if not owners and folded[end : end + 1] == ("of",):
        after = end + 1 + (folded[end + 1 : end + 2] == ("the",))
        behind = begins.get(end + 1) or begins.get(after)
        owners, end = (_owners(behind, known), behind.end) if behind and _owners(behind, known) else ((), end)
    if not owners and len(treaties) < 2:
        return None
    word = folded[noun] if noun >= 0 else ""
    fitting = [
        iri
        for iri in treaties or _treaties(known)
        if _is_class(iri, word, known) and _is_of(iri, owners, known)
    ]
    end, fitting = _told_on(fitting, end, reading, known)
    if not fitting:
        raise _Unreadable
    return _Unit(_Part.TREATY, fitting[0], place, end, meant=tuple(fitting))


def _owners(mention: Mention | None, known: Names) -> Sequence[str]:
    """Returns the organizations that a name may stand for."""
    iris = mention.iris if mention else ()
    return [iri for iri in iris if _ORGANIZATION in known.classes.get(iri, ())]


def _treaties(known: Names) -> list[str]:
    return [iri for iri, kinds in known.classes.items() if _TREATY in kinds]


def _is_class(iri: str, word: str, known: Names) -> bool:
    """Says whether a treaty is what a word for some says, by the first such word of its title."""
    words = [one for one in fold(known.labels[iri]).split() if one in ("convention", "protocol", "charter")]
    return word in ("", "treaty", "agreement", "instrument", "one") or words[:1] == [word]


def _is_of(iri: str, owners: Sequence[str], known: Names) -> bool:
    """Says whether one of the names of a treaty begins with an organization's: "ILO C182", "UN Convention against"."""
    names = (name.split() for name, iris in known.named.items() if iri in iris)
    begins = (
        known.called(" ".join(name[:length])) for name in names for length in range(1, min(5, len(name)))
    )
    return not owners or any(owner in found for found in begins for owner in owners)


def _told_on(fitting: Sequence[str], end: int, reading: Reading, known: Names) -> tuple[int, list[str]]:
    """Reads on behind a noun, as in "treaty against trafficking", and returns the end, and the treaties whose names have the words."""
    if end >= len(reading.folded) or reading.folded[end] not in ("against", "on", "concerning"):
        return end, list(fitting)
    words = {
        iri: {word for name, iris in known.named.items() if iri in iris for word in name.split()}
        for iri in fitting
    }
    start, left = end + 1, list(fitting)
    while start < len(reading.folded) and not reading.tokens[start].is_apart:
        having = [iri for iri in left if reading.folded[start] in words[iri]]
        if not having or not reading.folded[start].isalpha():
            break
        left, start = having, start + 1
    while reading.folded[start - 1] in FUNCTION_WORDS and start > end:
        start -= 1  # "on the same day"
    return (start, left) if start > end + 1 else (end, list(fitting))


def _to_end_of_title(iri: str, start: int, end: int, reading: Reading, known: Names) -> int:
    """Returns where the title of a treaty ends that a sentence writes on, if not to its end: "Convention on Action against"."""
    label = fold(known.labels.get(iri, ""))
    while end < len(reading.folded) and not reading.tokens[end].is_apart:
        written = " ".join(reading.folded[start : end + 1]).removeprefix("the ")
        if not f"{label} ".startswith(f"{written} "):
            break
        end += 1
    return end


def _phrase(folded: Sequence[str], place: int) -> _Unit | None:
    for length in range(min(_LONGEST, len(folded) - place), 0, -1):
        phrase = " ".join(folded[place : place + length])
        if found := _PHRASES.get(phrase):
            kind = _KIND_OF.get(phrase)
            return _Unit(*found, place, place + length, frozenset((kind,) if kind else ()))
    word = folded[place]
    if word[:-2].isdigit() and word[-2:] in ("st", "nd", "rd", "th"):
        return _Unit(_Part.ORDER, int(word[:-2]), place, place + 1)
    return None


def _singular(reading: Reading, place: int, known: Names) -> _Unit | None:
    """Returns a group of which one member is written, as "CBSS state" and "Nordic country" are."""
    for end in range(min(place + 5, len(reading.folded)), place + 1, -1):
        *words, last = reading.folded[place:end]
        plural = {"state": "states", "country": "countries", "member": "members"}.get(last)
        if plural and words:
            found = known.named.get(" ".join((*words, plural)), ())
            groups = [iri for iri in found if iri in known.groups]
            if len(groups) == 1:
                return _Unit(_Part.GROUP, (known.groups[groups[0]], groups[0]), place, end)
    return None


def _named_once(units: Sequence[_Unit]) -> Iterator[_Unit]:
    """Yields the units, those of one treaty under two names beside one another as one: "Worst Forms Convention C182"."""
    last: _Unit | None = None
    for unit in units:
        if last is not None and last.part is unit.part is _Part.TREATY and last.value == unit.value:
            last = last._replace(end=unit.end)
            continue
        if last is not None:
            yield last
        last = unit
    if last is not None:
        yield last


def _is_consent(unit: _Unit) -> bool:
    return unit.part is _Part.ACT and unit.value is TreatyAct.RATIFY


def _consented(units: Sequence[_Unit], folded: Sequence[str]) -> Iterator[_Unit]:
    """Yields the units, consents that are told by their kinds as one: "acceptance or approval rather than ratification"."""
    place = 0
    while place < len(units):
        unit, is_instead = units[place], False
        place += 1
        while _is_consent(unit):
            joint = units[place].part if place < len(units) else _Part.SMALL
            after = place + (joint in (_Part.OR, _Part.INSTEAD))
            if after >= len(units) or not _is_consent(units[after]):
                break
            other, place = units[after], after + 1
            is_instead |= joint is _Part.INSTEAD
            if is_instead:
                kinds = unit.kinds or frozenset((ActKind.RATIFICATION,))
            elif folded[other.start] == "by" or "by" in folded[unit.start : unit.start + 1]:
                kinds = unit.kinds | other.kinds
            else:
                kinds = unit.kinds | other.kinds if unit.kinds and other.kinds else frozenset()
            unit = unit._replace(end=other.end, kinds=kinds)
        yield unit


class _Reader:
    """Reads the units of one sentence, each at its place."""

    def __init__(self, reading: Reading, units: Sequence[_Unit], known: Names) -> None:
        self._reading, self._known = reading, known
        self._units = list(_consented(list(_named_once(units)), reading.folded))
        self._taken: set[int] = set()
        self._bodies: set[str] = set()
        self._enters = False

    def question(self) -> TreatyQuestion:
        """Returns what is asked; raises _Unreadable."""
        self._find_objects()
        has_days = self._asks_for_days_too()
        order, many = self._order()
        longest = [int(str(one.value)) for one in self._all(_Part.LONGEST)]
        order = longest[0] if longest and not order else order
        entry = self._entry()
        then = self._then()
        is_compared, than, is_before = self._comparison(order != 0)
        is_before = then[1] if then else is_before
        when, but = self._when(), self._excepted()
        if (entry and when) or (order and self._is_comparing() and not is_compared):
            raise _Unreadable
        states = self._states()
        group, called = self._group(bool(states))
        wanted = self._wanted()
        predicates, acts = self._predicates(wanted is Wanted.LENGTH)
        if not acts:
            wanted = Wanted.DAY
        if any(not one.treaty for one in predicates):
            wanted = Wanted.LIST if wanted is Wanted.TRUTH else wanted  # "treaties ratified by Denmark"
            if (
                len(states) != 1
                or wanted not in (Wanted.LIST, Wanted.COUNT)
                or order
                or any(one.treaty for one in predicates)
            ):
                raise _Unreadable
        if wanted is Wanted.DAY and all(one.act is TreatyAct.BELONG for one in predicates):
            predicates = [one._replace(act=TreatyAct.JOIN) for one in predicates]  # "since when"
        if entry and not entry.treaty:
            entry = entry._replace(treaty=predicates[0].treaty)
        found = TreatyQuestion(
            wanted, tuple(predicates), self._timed(entry or when, acts, wanted, predicates), states, group, called, but, order,
            than, is_before, is_compared, self._quantity(wanted), has_days, self._is_now(when), many,
            then[0] if then else None, bool(self._all(_Part.ONE_DAY)), bool(self._all(_Part.SOURCE)),
        )  # fmt: skip
        self._check_small_words(wanted)
        self._check(found)
        return found

    def _is_now(self, when: When | None) -> bool:
        """Says whether today is named, or it is asked whether something was ever done, by no day."""
        words = {word for unit in self._all(_Part.NOT, _Part.SMALL) for word in str(unit.value).split()}
        is_ever = when is None and not words.isdisjoint(("ever", "never"))
        return is_ever or bool(self._all(_Part.NOW))

    def _find_objects(self) -> None:
        """Takes organizations that somebody joins, leaves or is a member of for what is joined, left or belonged to."""
        for at, unit in enumerate(self._units):
            if unit.part is not _Part.GROUP or not isinstance(unit.value, tuple):
                continue
            organization, named = unit.value
            before = self._before(at, (_Part.SMALL, _Part.AUXILIARY, _Part.NEITHER, _Part.BOTH))
            is_listed = (
                self._is(before, _Part.AND, _Part.OR, _Part.NOR) and self._text(before - 1) in self._bodies
            )
            if organization != named or self._is(at + 1, _Part.NOUN):
                continue
            if self._text(before) == "of" and self._is_belonging(before - 1):
                self._units[before] = self._units[before]._replace(part=_Part.SMALL)
                words = self._reading.folded[: self._units[before - 1].start]
                is_ever = "been" in words[-2:] and not {"never", "ever"}.isdisjoint(words)
                act = TreatyAct.JOIN if is_ever else TreatyAct.BELONG  # "have never been members of"
                self._units[before - 1] = self._units[before - 1]._replace(part=_Part.ACT, value=act)
            elif not is_listed and not self._is_joining(before):
                continue
            self._units[at] = unit._replace(part=_Part.TREATY, value=organization)
            self._bodies.add(organization)

    def _is_joining(self, at: int) -> bool:
        """Says whether an act is one of those that are done in an organization."""
        if not self._is(at, _Part.ACT):
            return False
        is_join = self._reading.folded[self._units[at].start].startswith(("join", "acced"))
        return is_join or self._units[at].value in (TreatyAct.DENOUNCE, TreatyAct.JOIN)

    def _is_belonging(self, at: int) -> bool:
        """Says whether members are what somebody is, as in "are not members of", "without being a member of"."""
        if not self._is(at, _Part.NOUN) or "member" not in self._text(at):
            return False
        before = at - 1
        while self._is(before, _Part.NOT) or self._text(before) in ("a", "also", "already"):
            before -= 1
        is_be = self._is(before, _Part.AUXILIARY) and self._text(before) in ("is", "are", "was", "were")
        return (is_be and before > 0) or self._text(before) in ("being", "been", "be")

    def _entry(self) -> When | None:
        """Reads when a treaty entered into force as the day by which something was done; for whom it did so as an act."""
        places = [at for at, unit in enumerate(self._units) if unit.part is _Part.ENTRY]
        if not places:
            return None
        (at, *others) = places
        for place, unit in enumerate(self._units):
            follower = self._next(place, (_Part.SMALL, _Part.EVERY))
            asked = (_Part.WHO, _Part.NOUN, _Part.STATE, _Part.GROUP, _Part.ASKING)
            if unit.value == "for" and self._is(follower, *asked) and not others:
                self._units[at] = self._units[at]._replace(part=_Part.ACT, value=TreatyAct.BE_PARTY)
                self._taken.add(place)
                self._enters = True
                return None
        start, of = self._before(at), self._next(at)
        treaties = len(self._all(_Part.TREATY))
        treaty = ""
        if self._is(start, _Part.TREATY):
            treaty, self._taken = self._text(start), self._taken | ({start} if treaties > 1 else set())
            start = self._before(start)
        elif self._text(of) == "of" and self._is(self._next(of), _Part.TREATY):
            treaty = self._text(self._next(of))
            self._taken |= {of, self._next(of)} if treaties > 1 else {of}
        relation = self._text(start) if self._is(start, _Part.RELATION) else ""
        is_when = self._is(start, _Part.ASKING) and self._reading.folded[self._units[start].start] == "when"
        if others or start <= 0 or not (relation or is_when):
            raise _Unreadable
        self._taken |= {start, at}
        text = self._said(start, at)
        if relation in _AFTER | _SINCE:
            return When(Time.WITHIN, text=text, treaty=treaty, shift=1 if relation in _AFTER else 0)
        if is_when or relation in _UNTIL | _ON | _BEFORE:
            return When(Time.BY, text=text, treaty=treaty, shift=-1 if relation in _BEFORE else 0)
        raise _Unreadable

    def _then(self) -> tuple[Predicate, bool] | None:
        """Reads "before it ratified UNTOC" and "after signing it", with whether it is before."""
        for at, unit in enumerate(self._units):
            act = self._next(at)
            if (
                unit.part is not _Part.RELATION
                or unit.value not in _BEFORE | _AFTER
                or not self._is(act, _Part.ACT)
            ):
                continue
            of = self._next(act)
            treaties = [one for one in range(len(self._units)) if self._is(one, _Part.TREATY)]
            if self._is(of, _Part.TREATY) and len(treaties) > 1:
                self._taken.add(of)
            elif len(treaties) != 1:
                raise _Unreadable
            treaty = self._text(of if self._is(of, _Part.TREATY) else treaties[0])
            self._taken |= {at, act}
            told = self._units[act]
            return self._under(TreatyAct(str(told.value)), treaty, True, told.kinds), unit.value in _BEFORE
        return None

    def _under(self, act: TreatyAct, under: str, is_done: bool, kinds: frozenset[ActKind]) -> Predicate:
        """Returns what is done under a treaty or in an organization; each has acts of its own."""
        is_body = under in self._bodies
        act = (
            {TreatyAct.RATIFY: TreatyAct.JOIN, TreatyAct.DENOUNCE: TreatyAct.LEAVE}.get(act, act)
            if is_body
            else act
        )
        if is_body != (act in (TreatyAct.JOIN, TreatyAct.LEAVE, TreatyAct.BELONG)):
            raise _Unreadable
        return Predicate(act, under, is_done, kinds)

    def _is_comparing(self) -> bool:
        return any(self._reading.folded[unit.start] in _COMPARING for unit in self._all(_Part.ORDER))

    def _check(self, found: TreatyQuestion) -> None:
        """Refuses what has no clear meaning, or asks about nobody."""
        is_ranked = bool(found.order or found.than or found.is_compared or found.then)
        is_dated = is_ranked or found.on_one_day or found.wanted in (Wanted.DAY, Wanted.LENGTH)
        treaties = {one.treaty for one in found.predicates}
        acts = {one.act for one in found.predicates}
        is_bounded = bool(found.states or found.group)
        is_unclear = (
            acts == {TreatyAct.BELONG}
            or (TreatyAct.BELONG in acts and (is_dated or found.states))
            or (
                not is_bounded
                and treaties <= self._bodies
                and not all(one.is_done for one in found.predicates)
            )
            or (found.wanted is Wanted.LENGTH and (not (is_bounded or found.order) or len(treaties) > 1))
            or (found.on_one_day and (is_ranked or len(found.predicates) != 2 or len(treaties) > 1))
            or (found.then and (found.order or found.than or found.is_compared))
            or (found.is_memos and (found.when is not None or is_dated))
            or bool(
                self._all(_Part.INSTEAD, _Part.ENTRY)
                and any(
                    self._is(at, _Part.INSTEAD, _Part.ENTRY) and at not in self._taken
                    for at in range(len(self._units))
                )
            )
            or (bool(self._all(_Part.NUMBER)) and found.many == 1)
            or (is_dated and not all(one.is_done for one in found.predicates))
            or (is_ranked and found.wanted is not Wanted.LENGTH and len(found.predicates) > 1)
            or (is_ranked and (found.has_days or (found.when is not None and not found.than)))
            or (found.than and found.when is not None)
            or (found.order and found.wanted in (Wanted.COUNT, Wanted.TRUTH) and not found.is_compared)
            or (found.order and found.wanted is Wanted.LENGTH and not self._all(_Part.LONGEST))
            or ((found.than or found.is_compared) and found.wanted in (Wanted.COUNT, Wanted.DAY))
            or (found.is_compared and len(found.states) != 2)
            or (found.wanted is Wanted.DAY and len(treaties) > 1)
            or (found.has_days and (len(found.predicates) > 1 or not found.predicates[0].is_done))
            or (found.when is not None and found.is_now)
            or (found.states and found.wanted is Wanted.COUNT and not found.is_of_treaties)
            or (
                found.states
                and found.wanted is Wanted.LIST
                and not (self._all(_Part.WHO) or is_ranked or found.is_of_treaties)
            )
            or not (found.states or found.group or self._names_states(found.wanted))
            or any(self._is(at, _Part.OR) and at not in self._taken for at in range(len(self._units)))
        )
        if is_unclear:
            raise _Unreadable

    def _asks_for_days_too(self) -> bool:
        """Says whether a sentence ends in "and when", and takes these words."""
        last = len(self._units) - 1
        if (
            self._is(last, _Part.ASKING)
            and self._is(last - 1, _Part.AND)
            and self._units[last].value is Wanted.DAY
        ):
            self._taken |= {last - 1, last}
            return True
        return False

    def _order(self) -> tuple[int, int]:
        """Reads which in order of time is asked for, and how many of these; "third states" are no third."""
        found = [at for at, unit in enumerate(self._units) if unit.part is _Part.ORDER]
        if len(found) > 1:
            raise _Unreadable
        for at in found:
            if self._is(at + 1, _Part.NUMBER) and self._text(at) in ("1", "-1"):
                return int(self._text(at)), int(self._text(at + 1))
            if self._text(at + 1).endswith(("s", "ies")) and self._is(at + 1, _Part.NOUN, _Part.ACT):
                raise _Unreadable
            if self._is(at + 1, _Part.ACT) and self._units[at + 1].value is TreatyAct.BE_PARTY:
                raise _Unreadable
            return int(self._text(at)), 1
        return 0, 1

    def _all(self, *parts: _Part) -> list[_Unit]:
        return [unit for unit in self._units if unit.part in parts]

    def _next(self, at: int, skipped: Collection[_Part] = (_Part.SMALL, _Part.AUXILIARY)) -> int:
        """Returns the place of the next unit that says something; that behind the last for none."""
        at += 1
        while at < len(self._units) and self._units[at].part in skipped:
            at += 1
        return at

    def _before(self, at: int, skipped: Collection[_Part] = (_Part.SMALL, _Part.AUXILIARY)) -> int:
        """Returns the place of the unit before that says something; -1 for none."""
        at -= 1
        while at >= 0 and self._units[at].part in skipped:
            at -= 1
        return at

    def _is(self, at: int, *parts: _Part) -> bool:
        return 0 <= at < len(self._units) and self._units[at].part in parts

    def _text(self, at: int) -> str:
        return str(self._units[at].value) if 0 <= at < len(self._units) else ""

    def _text_before(self, at: int) -> str:
        """Returns the word before a unit."""
        start = self._units[at].start
        return self._reading.folded[start - 1] if start else ""

    def _comparison(self, has_order: bool) -> tuple[bool, str, bool]:
        """Reads "before or after Finland", "before Norway", and "first, Finland or Sweden"; takes what it is written with."""
        units = self._units
        for at, unit in enumerate(units):
            if unit.part is not _Part.RELATION or unit.value not in _BEFORE | _AFTER:
                continue
            is_before = unit.value in _BEFORE
            end = self._next(at)
            if (
                self._is(end, _Part.OR)
                and self._is(end + 1, _Part.RELATION)
                and self._is(end + 2, _Part.STATE)
            ):
                if {self._text(at), self._text(end + 1)} - (_BEFORE | _AFTER):
                    raise _Unreadable
                self._taken |= {at, end, end + 1}
                return True, "", True  # both states are compared
            if self._is(end, _Part.STATE):
                self._taken |= {at, end}
                return False, self._text(end), is_before
        states = [at for at, unit in enumerate(units) if unit.part is _Part.STATE]
        if has_order and len(states) == 2:
            between = range(states[0] + 1, states[1])
            joints = [at for at in between if units[at].part in (_Part.OR, _Part.AND)]
            if len(joints) == 1:
                self._taken |= {*joints}
                return True, "", True
        return False, "", True

    def _when(self) -> When | None:
        """Reads the one relation to a day, or to two."""
        found: list[When] = []
        days = [at for at, unit in enumerate(self._units) if unit.part is _Part.DAY]
        is_end = False
        for number, at in enumerate(days):
            if is_end:
                is_end = False
                continue
            before = self._before(at, (_Part.SMALL,))
            relation = self._text(before) if self._is(before, _Part.RELATION) else ""
            if relation:
                self._taken.add(before)
            first, last = self._day(at)
            other = days[number + 1] if number + 1 < len(days) else -1
            if relation == "between" or (relation == "from" and other >= 0):
                joint = self._next(at)
                ends = joint + 1 if self._is(joint, _Part.AND, _Part.RELATION) else -1
                is_span = ends == other >= 0 and self._text(joint) in ("and", "until", "till", "up to", "by")
                if not is_span and not (relation == "from" and other == joint):  # "from 2005 to 2008"
                    raise _Unreadable
                self._taken.add(joint)
                is_end = True
                found.append(When(Time.WITHIN, first, self._day(other)[1], self._said(before, other)))
            else:
                found.append(self._related(relation, first, last, self._said(before if relation else at, at)))
        found += [
            When(Time.BY, text=self._said(at, at))
            for at in range(len(self._units))
            if self._is(at, _Part.MEMO)
        ]
        if len(found) > 1:
            raise _Unreadable
        return found[0] if found else None

    def _day(self, at: int) -> tuple[str, str]:
        mention = self._units[at].value
        assert isinstance(mention, Mention) and mention.days is not None
        return mention.days

    def _said(self, start: int, end: int) -> str:
        span = self._reading.tokens[self._units[start].start : self._units[end].end]
        return " ".join(token.text for token in span)

    def _related(self, relation: str, first: str, last: str, text: str) -> When:
        """Returns when, by the word before a day, month or year."""
        if relation in _BEFORE:
            return When(Time.BY, last=day_before(first), text=text)
        if relation in _UNTIL:
            return When(Time.BY, last=last, text=text)
        if relation in _AFTER:
            return When(Time.WITHIN, day_after(last), "", text)
        if relation in _SINCE:
            return When(Time.WITHIN, first, "", text)
        if relation in _IN:
            return When(Time.WITHIN, first, last, text)
        if relation in _AS_OF or (first == last and (relation in _ON or not relation)):
            return When(Time.BY, first, last, text, is_taken=first != last)
        if not relation:
            return When(Time.WITHIN, first, last, text)
        raise _Unreadable

    def _is_act(self, acts: Sequence[int]) -> bool:
        """Says whether doing is told, as in "became a party" and "ratified", not "had ratified", "was a party" or "signatories"."""
        had = any(self._text(at) == "had" for at in range(len(self._units)) if self._is(at, _Part.AUXILIARY))
        is_state = any(
            self._units[at].value in (TreatyAct.BE_PARTY, TreatyAct.BELONG) for at in acts
        ) and not (self._all(_Part.BECOME) or self._enters)
        is_noun = any(self._said(at, at).lower().startswith("signator") for at in acts)
        return not (had or is_state or is_noun)

    def _timed(
        self,
        when: When | None,
        acts: Sequence[int],
        wanted: Wanted,
        predicates: Sequence[Predicate],
    ) -> When | None:
        """Takes the last day of a span where a state on a day is told, not an act; refuses what has no clear meaning."""
        if self._all(_Part.BECOME) and any(self._units[at].value is not TreatyAct.BE_PARTY for at in acts):
            raise _Unreadable
        if when is None:
            return None
        is_act = self._is_act(acts)
        is_alike = all(one.is_done for one in predicates) and len({one.act for one in predicates}) == 1
        is_several = len(predicates) > 1 and is_act and not is_alike
        if wanted is Wanted.DAY or (when.time is Time.WITHIN and is_several):
            raise _Unreadable
        is_on = when.time is Time.BY and when.first == when.last and self._relation_of(when) == "on"
        if is_on and is_act and not any(self._text(at) in ("has", "have") for at in range(len(self._units))):
            return When(Time.WITHIN, when.first, when.last, when.text)  # "ratified on 1 May 2008"
        if when.time is Time.WITHIN and not is_act:
            if self._relation_of(when) not in _IN | {""}:
                raise _Unreadable
            return When(Time.BY, last=when.last, text=when.text, is_taken=True)
        if when.time is Time.WITHIN and not all(one.is_done for one in predicates) and not when.last:
            raise _Unreadable  # "had not ratified since 2005"
        return when

    def _relation_of(self, when: When) -> str:
        first = when.text.partition(" ")[0].lower()
        return first if first in _PHRASES and _PHRASES[first][0] is _Part.RELATION else ""

    def _excepted(self) -> tuple[str, ...]:
        """Reads the states that are excepted, and takes them."""
        found: list[str] = []
        for at, unit in enumerate(self._units):
            if unit.part is _Part.EXCEPT:
                follower = self._next(at)
                while self._is(follower, _Part.STATE):
                    found.append(self._text(follower))
                    self._taken.add(follower)
                    joint = self._next(follower)
                    if self._is(joint, _Part.STATE):
                        follower = joint
                    elif self._is(joint, _Part.AND, _Part.OR) and self._is(self._next(joint), _Part.STATE):
                        self._taken.add(joint)
                        follower = self._next(joint)
                    else:
                        break
                if not found:
                    raise _Unreadable
        return tuple(found)

    def _states(self) -> tuple[str, ...]:
        """Reads the states that are asked about; several stand in a list."""
        places = [
            at for at, unit in enumerate(self._units) if unit.part is _Part.STATE and at not in self._taken
        ]
        for one, other in pairwise(places):
            between = [at for at in range(one + 1, other) if self._units[at].part is not _Part.SMALL]
            joint = [at for at in between if self._is(at, _Part.AND, _Part.OR)]
            # Compared states stand apart: "did Sweden ratify it before or after Finland".
            if between and between != joint[:1] and self._taken.isdisjoint(between):
                raise _Unreadable
            if joint and self._is(joint[0], _Part.AND):
                self._taken.add(joint[0])
            elif joint and joint[0] not in self._taken and not self._all(_Part.ORDER, _Part.WHO):
                raise _Unreadable
            elif joint:
                self._taken.add(joint[0])
        return tuple(self._text(at) for at in places)

    def _group(self, has_states: bool) -> tuple[str, str]:
        """Reads the group whose members are asked about, and what the sentence calls them; an organization only with a word for members."""
        found = [(at, unit) for at, unit in enumerate(self._units) if unit.part is _Part.GROUP]
        if len(found) > 1 or (found and has_states):
            raise _Unreadable
        if not found:
            return "", ""
        at, unit = found[0]
        organization, named = unit.value if isinstance(unit.value, tuple) else ("", "")
        if organization == named:
            before, after = self._before(at, (_Part.SMALL,)), at + 1
            is_placed = self._is(before, _Part.PLACING) or self._text(before) in ("in", "from", "of")
            noun = self._before(before, (_Part.SMALL,))
            is_of = is_placed and (self._is(noun, _Part.NOUN, _Part.WHO))
            if not (is_of or self._is(after, _Part.NOUN)):
                raise _Unreadable
            return str(organization), ""
        return str(organization), " ".join(self._said(at, at).split()[self._text_begins_with_article(at) :])

    def _text_begins_with_article(self, at: int) -> bool:
        return self._reading.folded[self._units[at].start] == "the"

    def _predicates(self, is_length: bool = False) -> tuple[list[Predicate], list[int]]:
        """Reads which acts under which treaties are asked about, done or not, and returns the places of the acts, too.

        Where nothing but a state and a treaty is named it is asked what the state did under it.
        """
        acts: list[tuple[TreatyAct, bool, frozenset[ActKind]]] = []
        treaties: list[tuple[str, bool]] = []
        found: list[Predicate] = []
        places: list[int] = []
        is_negated = is_neither = is_only = False
        joint = last = ""
        for at, unit in enumerate(self._units):
            if at in self._taken:
                continue
            match unit.part:
                case _Part.NOT | _Part.NEITHER:
                    follower = self._next(at, (_Part.SMALL, _Part.AUXILIARY, _Part.BECOME))
                    if is_negated or is_neither or not self._is(follower, _Part.ACT, _Part.TREATY):
                        raise _Unreadable  # "are not members but signed"
                    is_negated, is_neither = unit.part is _Part.NOT, unit.part is _Part.NEITHER
                case _Part.ONLY:
                    follower = self._next(at)
                    if self._text_before(at) == "the" and self._is(follower, _Part.GROUP, _Part.NOUN):
                        continue  # "which is the only state that": the answer says how many there are
                    if (
                        not self._is(follower, _Part.ACT)
                        or self._units[follower].value is not TreatyAct.SIGN
                        or is_only
                    ):
                        raise _Unreadable
                    is_only = True
                case _Part.AND | _Part.OR | _Part.NOR | _Part.BUT:
                    follower = self._next(at, (_Part.SMALL, _Part.AUXILIARY, _Part.BECOME))
                    if not self._is(follower, _Part.ACT, _Part.TREATY, _Part.NOT, _Part.NEITHER, _Part.ONLY):
                        raise _Unreadable
                    self._taken.add(at)
                    joint = unit.part
                    is_neither &= unit.part is not _Part.BUT
                case _Part.ACT:
                    act = unit.value
                    assert isinstance(act, TreatyAct)
                    if acts and last is _Part.TREATY:
                        found += self._pairs(acts, treaties)
                        acts, before = [], treaties
                        treaties = []
                    joint = _Part.AND if is_length and acts else joint  # "from signing to ratifying"
                    is_done = self._goes_on(acts, is_negated, is_neither, joint)
                    acts.append((act, is_done, unit.kinds))
                    places.append(at)
                    is_negated, joint, last = False, "", unit.part
                case _Part.TREATY:
                    is_done = not (is_negated or is_neither)
                    if treaties:
                        was_done = treaties[-1][1] and all(done for _, done, _ in acts)
                        if joint in (_Part.OR, _Part.NOR):
                            if was_done:
                                raise _Unreadable
                            is_done = False
                        elif not is_negated and not was_done and not is_neither:
                            raise _Unreadable  # "did not ratify A and B"
                        elif not joint:
                            raise _Unreadable
                    treaties.append((str(unit.value), is_done))
                    is_negated, joint, last = False, "", unit.part
                case _:
                    pass
        if not acts and {unit.part for unit in self._units} <= {_Part.STATE, _Part.TREATY, _Part.SMALL}:
            acts = [(act, True, frozenset()) for act in (TreatyAct.SIGN, TreatyAct.RATIFY)]
        if is_negated or not acts:
            raise _Unreadable
        if not treaties:
            treaties = before if found else []
            if len(treaties) != 1:
                raise _Unreadable
        found += self._pairs(acts, treaties)
        if is_only:
            signed = [one for one in found if one.act is TreatyAct.SIGN]
            if len(found) != len(signed) or not all(one.is_done for one in found):
                raise _Unreadable
            found += [Predicate(TreatyAct.RATIFY, one.treaty, False) for one in signed]
        return list(dict.fromkeys(found)), places

    def _goes_on(
        self,
        acts: Sequence[tuple[TreatyAct, bool, frozenset[ActKind]]],
        is_negated: bool,
        is_neither: bool,
        joint: str,
    ) -> bool:
        """Says whether an act is asked to be done; "or" and "nor" go on with the "not" before them, and "and" is not clear then."""
        if is_negated or is_neither:
            return False
        if not acts:
            return True
        was_done = acts[-1][1]
        if joint in (_Part.OR, _Part.NOR):
            if was_done:
                raise _Unreadable
            return False
        if joint is _Part.AND and was_done:
            return True
        if joint is _Part.BUT and not was_done:
            return True
        raise _Unreadable

    def _pairs(
        self, acts: Sequence[tuple[TreatyAct, bool, frozenset[ActKind]]], treaties: Sequence[tuple[str, bool]]
    ) -> list[Predicate]:
        """Returns every act under every treaty."""
        done = {one[1] for one in (*acts, *treaties)}
        if len(acts) > 1 and len(treaties) > 1 and len(done) > 1:
            raise _Unreadable
        return [
            self._under(act, treaty, is_done and is_of, kinds)
            for treaty, is_of in treaties
            for act, is_done, kinds in acts
        ]

    def _wanted(self) -> Wanted:
        asking = [
            unit for at, unit in enumerate(self._units) if unit.part is _Part.ASKING and at not in self._taken
        ]
        if len({unit.value for unit in asking}) > 1:
            raise _Unreadable
        if asking and isinstance(asking[0].value, Wanted):
            return asking[0].value
        first = self._reading.folded[0]
        asks_whether = (
            bool(self._units)
            and self._units[0].part in (_Part.AUXILIARY, _Part.SOURCE)
            and first in AUXILIARIES
        )
        if self._all(_Part.LONGEST):
            return Wanted.LENGTH
        is_told = self._all(_Part.STATE) and not self._all(_Part.WHO, _Part.LISTING, _Part.ORDER)
        return Wanted.TRUTH if asks_whether or is_told else Wanted.LIST

    def _quantity(self, wanted: Wanted) -> str:
        """Says whether it is asked of all, or of any, that something holds."""
        every, some = self._all(_Part.EVERY), self._all(_Part.ANY)
        if every and some:
            raise _Unreadable
        if (every or some) and wanted is not Wanted.TRUTH:
            raise _Unreadable
        return "any" if some else "all"

    def _check_small_words(self, asked: Wanted) -> None:
        """Refuses what relates to no day or name, and "both" beside a "not"."""
        for at, unit in enumerate(self._units):
            follower = self._next(at, (_Part.SMALL, _Part.EVERY, _Part.ANY, _Part.BOTH))
            if unit.part is _Part.RELATION and at not in self._taken:
                wanted = (
                    (_Part.STATE, _Part.GROUP, _Part.NOUN) if unit.value == "by" else (_Part.GROUP, _Part.ACT)
                )
                if (
                    asked is Wanted.LENGTH
                    and unit.value in ("between", "from", "after")
                    and self._is(follower, _Part.ACT)
                ):
                    continue  # "between signature and ratification"
                if unit.value not in ("in", "from", "by") or not self._is(follower, *wanted):
                    raise _Unreadable
            if (
                unit.part is _Part.PLACING
                and at not in self._taken
                and not self._is(follower, _Part.STATE, _Part.GROUP, _Part.TREATY, _Part.NOUN)
            ):
                raise _Unreadable
        if self._all(_Part.BOTH) and self._all(_Part.NOT, _Part.NEITHER):
            raise _Unreadable

    def _names_states(self, wanted: Wanted) -> bool:
        """Says whether a sentence without names of states asks about all of them."""
        nouns = {str(unit.value) for unit in self._all(_Part.NOUN)}
        if any("member" in noun or "participating" in noun for noun in nouns):
            return False  # of whom nobody says what they are members
        is_of_many = any(self._reading.folded[unit.start] in _MANY for unit in self._all(_Part.ACT))
        return wanted in (Wanted.COUNT, Wanted.LENGTH) or (
            wanted is Wanted.LIST and bool(nouns or is_of_many or self._all(_Part.WHO))
        )
