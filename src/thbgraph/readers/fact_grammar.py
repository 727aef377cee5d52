"""What a sentence asks of things by their relations: which of a kind, linked how to what; when or where; whether it is so.

A sentence is parsed by hand, whole or not at all: a word that has no place in the grammar leaves it unread. So no "not",
"only" or "first" is ever dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from ..base import vocabulary as thb
from ..base.home import HOME
from ..base.namespaces import PREFIXES
from ..base.terms import short
from ..names.folding import fold, significant
from ..names.mentions import Mention, mentions
from ..names.names import Names
from ..names.operators import EXCLUDING
from ..names.word_tokens import tokens
from ..rdf.schemes import SCHEMES, Scheme
from ..results.claims import Wanted
from ..sentences.days_asked import DayRelation, DaysAsked, days_at
from ..sentences.reading import ASKING, AUXILIARIES, PREPOSITIONS, SUBJECT, Reading
from .phrases import ARTICLES, Form, Noun, Phrases, Relation, Saying, Verb, bare

_ENTITY, _TOPIC = short(thb.Entity), "skos:Concept"
_FREQUENCY = PREFIXES["schema"] + "repeatFrequency"
_PAGES = PREFIXES["schema"] + "numberOfPages"
#: From a part to its whole: the part of a part is part of the whole.
PARTS = frozenset((PREFIXES["org"] + "unitOf", PREFIXES["org"] + "postIn", PREFIXES["dcterms"] + "isPartOf"))
_BE = frozenset(("is", "are", "was", "were", "be"))
_DO = frozenset(("do", "does", "did"))
_HAVE = frozenset(("has", "have", "had"))
_PAST = frozenset(("was", "were", "did", "had"))
#: With these it is told that something was done.
_DONE = _PAST | _HAVE
_AGENTS = frozenset(("who", "whom"))
_WHICH = frozenset(("which", "what"))
_TELLING = frozenset(("list", "name", "show", "give"))
_PUTTING = frozenset(("put", "list", "sort", "arrange", "give", "order", "rank"))
#: What asks when or where something was, before "of" and its name.
_DAY_OF = dict.fromkeys(("date", "dates", "day", "days"), "when")
_DAY_OF |= dict.fromkeys(
    ("place and date", "date and place", "dates and place", "place and dates"), "when and where"
)
#: What says, before "number", that there are most.
_GREATEST = frozenset(("greatest", "largest", "highest", "biggest"))
#: Of these there are too many to be listed without more.
_TOO_MANY = frozenset((short(thb.State), short(thb.StateGroup), _ENTITY))
_THAT = frozenset(("that", "which", "who"))
_FIRST = frozenset(("first", "earlier", "earliest", "older", "oldest", "before"))
_LAST = frozenset(("last", "later", "latest", "younger", "youngest", "newer", "newest"))
#: What puts all that is asked for in order, or counts it by year, at the end of a sentence.
_RANKING = {
    "in order": "in order", "in chronological order": "in order", "chronologically": "in order", "by date": "in order",
    "with dates": "in order", "with their dates": "in order", "and when": "in order", "oldest first": "in order",
    "per year": "per year", "count per year": "per year", "by year": "per year", "each year": "per year", "every year": "per year", "in each year": "per year",
    "number per year": "per year", "total and number per year": "per year", "and how many per year": "per year",
}  # fmt: skip
#: What only says that what is asked for stands here.
_RECORDED = re.compile(
    r"(?: that memo (?:mentions|names|lists|cites|has|knows of|speaks of)| (?:does|did) memo (?:mention|name|list|cite|have|know of|speak of)| (?:are|is|were) (?:mentioned|named|listed|cited|recorded|known))?"
    r"(?: in memo| here)?$"
)
#: The outside schemes by name, and what their identifiers are called.
_SCHEMES = {fold(name): scheme for name, scheme in SCHEMES.items()}
_IDENTIFIERS = frozenset(("id", "identifier", "number", "code", "item", "entry", "uri", "iri"))
#: What asks where a text stands.
_TO_READ = re.compile(r"where (?:can|could|may) (?:i|we|one|you) (?:read|find|see|get|download)")
_TEXTS = (PREFIXES["thb"] + "fullText", *(PREFIXES["foaf"] + name for name in ("homepage", "page")))
#: What says nothing of its own.
_EMPTY = ARTICLES | {"ever", "also", "actually", "exactly", "really", "precisely", "please", "already"}
#: How many of a kind an asker takes there to be, before the noun; the answer counts them itself.
_NUMBERS = frozenset((
    *(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]), *map(str, range(1, 13)),
))  # fmt: skip
#: What only says that the time or the word of the memo is meant, which an answer names anyway.
_OF_MEMO = re.compile(
    rf"(?<!\S)(?:currently|presently|at present|at the moment|now|nowadays|today|to date|so far|up to now"
    rf"|at (?:the )?time of (?:writing|the memo)|when (?:it|this|the memo) (?:was|is) written|(?:by|as of|at) {HOME.time}"
    r"|(?P<word>according to (?:the |this )?memo|going by (?:the |this )?memo(?: list)?|as the memo (?:says|puts it)|the memo says|as far as the memo (?:goes|knows|says|tells)"
    r"|(?<!are )(?<!is )(?<!were )(?<!was )(?:mentioned|described)(?: in (?:the|this|your) memo)?"
    r"|(?<!mentioned )(?<!named )(?<!listed )(?<!cited )(?<!recorded )in (?:the|this|your) memo))(?!\S)"
)
#: What does not do, or is not, what stands behind it.
_NOT = frozenset(("not", "never"))
_DENIED = {f"{word}nt": word for word in AUXILIARIES}
#: What leaves out what stands behind it, and what may stand there for the kind.
_EXCEPT = EXCLUDING | {"but not", "just not", "without"}
_NO_PART = ("had", "no", "part", "in")
_THOSE = frozenset(("those", "ones", "one", "that"))
_BEFORE = frozenset(("before", "earlier", "older"))
_AFTER = frozenset(("after", "later", "younger", "newer"))
#: What leads to what all that is asked here is about.
_ABOUT = PREPOSITIONS | {"on", "of", "in", "for", "about", "field", "fight", "area", "work"}
#: What joins names as "and" does.
_AS_WELL = ("as", "well", "as")
#: What is told of each thing of a list: its day, or a property by another name than its own.
_DATES = frozenset(("year", "date", "day", "when"))
_CALLED = {
    "place": "location",
    "venue": "location",
    "where": "location",
    "organiser": "organizer",
    "author": "creator",
    "topic": "subject",
}
_FIELDS_BESIDE = frozenset(("with", "and", "their", "its", "including", "of", "publication"))
_WITHIN_NAMES = frozenset(("on", "of", "for", "to", "in"))
#: What says no more than the topic before it.
_MATTERS = frozenset(("issue", "issues", "matter", "matters", "question", "questions", "topic", "topics"))
#: What somebody's wish did to what came of it.
_LED = "led to"
_GOING_ON = ("go on until", "continue until")
_ONLY = frozenset(("only", "just"))
_UNITS = frozenset(("days", "weeks", "months", "years"))
#: What something does that goes on.
LASTING = frozenset(
    ("last", "lasted", "take", "taken", "run", "run for", "last for", "continue", "go on", "going on")
)
_LYING = frozenset(("is", "was", "were", "are", "it", "time", "lay", "lie", "lies", "passed", "there"))
#: Behind a verb these lead to a place, or to a day, for which a sentence may ask instead.
_AT = (" in", " at", " on")
_LEADING = ("of", "from", "in", "on")
#: What may end a sentence and goes with what it asks for.
_STRANDED = frozenset(("with", "for", "by", "from", "to", "under", "in", "at"))
#: What stands before what somebody does as a task: "in charge of coordinating".
_TASKED = frozenset(("in charge of", "responsible for", "tasked with", "charged with", "entrusted with"))
#: So many things a name may stand for, of which only one fits what is asked, and so many words of a title are tried.
_MOST, _TITLE = 3, 7
#: Of so many things of a kind any may be meant by it.
_ANY = 40

#: What a name may stand for.
Named: TypeAlias = tuple[str, ...]


class NamedThings(NamedTuple):
    """What is named: all of it, or any; where it is told by its kind, in these words: "handbooks for parliamentarians".

    It `is_most` where it is asked who has to do with most of the kind.
    """

    names: tuple[Named, ...]
    is_any: bool = False
    kind: str = ""
    is_most: bool = False


class Condition(NamedTuple):
    """That something is linked to things by one of the relations that a phrase says, in a time; or, negated, that it is not."""

    phrase: str
    sayings: tuple[Saying, ...]
    things: NamedThings | None = None
    span: DaysAsked | None = None
    is_past: bool = False
    is_subject: bool = True
    is_negated: bool = False


class AskedField(NamedTuple):
    """What is to be told of each thing of a list: its day, or by a property, as the sentence calls it."""

    called: str
    sayings: tuple[Saying, ...] = ()


class WhichQuestion(NamedTuple):
    """Asks for the things of a kind, or those among some, that meet conditions, how many there are, or whether there are any.

    The `rank` asks for the "first" or "last" of them, for all "in order", or how many there are "per year"; `fields` are to be
    told of each.
    """

    wanted: Wanted
    conditions: tuple[Condition, ...]
    noun: Noun | None = None
    is_agent: bool = False
    among: tuple[Named, ...] = ()
    rank: str = ""
    fields: tuple[AskedField, ...] = ()


class LinkQuestion(NamedTuple):
    """Asks whether a thing meets a condition; `is_against_less` whether it does, or only what a "yes" denies: "or only women"."""

    thing: Named
    condition: Condition
    is_against_less: bool = False


class WhenQuestion(NamedTuple):
    """Asks for the day or place of what a phrase says of a thing, on a condition that it must meet.

    `asked` are the words that ask: "since when", "when and where"; the `rank` asks for the "first" or "last" time.
    """

    wanted: Wanted
    thing: Named
    phrase: str
    is_past: bool = False
    link: Condition | None = None
    is_with_be: bool = True
    asked: str = ""
    rank: str = ""


class LengthQuestion(NamedTuple):
    """Asks how long a thing lasts, from its first day to its last."""

    thing: Named


class LabelQuestion(NamedTuple):
    """Asks for a property of a thing by its label."""

    sayings: tuple[Saying, ...]
    thing: Named
    is_agent: bool = False


class IdentifierQuestion(NamedTuple):
    """Asks by what an outside scheme knows a thing: "Wikidata id of UNODC"."""

    scheme: Scheme
    thing: Named


class OrderQuestion(NamedTuple):
    """Asks which of some things was first, or whether one was before another, or how long it was between two.

    The phrase says what was done to them; without one it is the first that has a day for each. `between` are the units in
    which the time is told; `is_either` asks whether the first was before or after the other.
    """

    wanted: Wanted
    things: tuple[Named, ...]
    phrase: str = ""
    is_with_be: bool = True
    is_last: bool = False
    between: str = ""
    is_either: bool = False
    in_order: bool = False


class SameQuestion(NamedTuple):
    """Asks whether several things are linked to the same by what a condition says, or to what it names."""

    things: tuple[Named, ...]
    condition: Condition


#: What all things are.
_ANYTHING = Noun("", frozenset((_ENTITY,)), {})
#: Gives the things of a kind that meet conditions.
Describing: TypeAlias = Callable[[Noun, tuple[Condition, ...]], Sequence[str]]
FactQuestion: TypeAlias = (
    WhichQuestion
    | LinkQuestion
    | WhenQuestion
    | LengthQuestion
    | LabelQuestion
    | IdentifierQuestion
    | OrderQuestion
    | SameQuestion
)


class _FactUnit(NamedTuple):
    """A word that is no article, or a name or day, with its tokens."""

    word: str
    start: int
    end: int
    mention: Mention | None = None


def fact_questions(
    reading: Reading, known: Names, phrases: Phrases, described: Describing
) -> Iterator[FactQuestion]:
    """Returns what a sentence may ask, each of which takes it whole, the likeliest first.

    `described` gives the things of a kind that meet conditions, which a name may stand for: "the conference in Riga".
    """
    named = [one for one in reading.mentions if bare(one.written) not in phrases.nouns]
    descriptions = [one for one in named if _is_description(one, phrases.nouns)]
    others = [one for one in named if one not in descriptions]
    inner = [part for one in descriptions for part in _within(one, known)]
    every = [named, *([[*others, *inner]] if descriptions else [])]
    nouns = [one for one in reading.mentions if one not in named]
    begun = [one for one in nouns if one.start and reading.folded[one.start - 1] == "of"]
    if of := begun or [one for one in nouns if one.written.removeprefix("the ")[:1].isupper()]:
        every.append([*named, *of])  # "the units of the Secretariat", "the Alliance"
    for ways in every:
        parser = _Parser(reading, ways, known, phrases, described)
        found = [*parser.questions(), *parser.with_preposition_ahead()]
        for ending in parser.endings:
            yield from (question for question, end in found if end == ending)
        less = parser.less
        for question, place in found if less else ():
            if place == less and isinstance(question, LinkQuestion):
                yield question._replace(is_against_less=True)
        end, rank = parser.ranking
        begin, fields = parser.fields if not rank else (0, ())
        for question, place in found if fields else ():
            if place == begin and isinstance(question, WhichQuestion) and not question.rank:
                yield question._replace(fields=fields)
        for question, place in found if rank else ():
            if (
                place in (end, end - parser.recorded)
                and isinstance(question, WhichQuestion)
                and not question.rank
            ):
                yield question._replace(rank=rank)


def _is_description(mention: Mention, nouns: Container[str]) -> bool:
    """Says whether what is a name may only tell what something is: "handbook for parliamentarians"."""
    return mention.written.islower() and bare(mention.written).split()[0] in nouns


def _within(mention: Mention, known: Names) -> Iterator[Mention]:
    """Yields the names behind the first word of a description."""
    behind = mention.written.removeprefix("the ").partition(" ")[2]
    first = mention.end - len(tokens(behind))
    for one in mentions(behind, known):
        yield one._replace(start=one.start + first, end=one.end + first)


class MemoWords(NamedTuple):
    """The places of the words that only say that the memo's time, or its word, is meant; which of the two they say."""

    places: frozenset[int] = frozenset()
    is_of_time: bool = False
    is_of_word: bool = False


def memo_words(reading: Reading) -> MemoWords:
    """Finds the words of a sentence that only say that the memo's time, or its word, is meant: "currently", "according to the memo"."""
    ends = [*accumulate((len(word) + 1 for word in reading.folded), initial=0)]
    found = [*_OF_MEMO.finditer(" ".join(reading.folded))]
    places = (
        place
        for one in found
        for place in range(len(reading.folded))
        if one.start() <= ends[place] < one.end()
    )
    return MemoWords(
        frozenset(places), any(not one["word"] for one in found), any(one["word"] for one in found)
    )


def _units(reading: Reading, named: Iterable[Mention]) -> Iterator[_FactUnit]:
    """Yields the words of a sentence, and the names that some mentions are; others, such as "the conference", are words."""
    begins = {one.start: one for one in named}
    skipped = memo_words(reading).places
    place = 0
    while place < len(reading.tokens):
        mention = begins.get(place)
        end = mention.end if mention else place + 1
        word = " ".join(reading.folded[place:end])
        if place not in skipped and (mention or word not in _EMPTY):
            yield _FactUnit(word, place, end, mention)
        place = end


class _Parser:
    """Parses one sentence: each method yields what may stand at a place, with the place behind it."""

    def __init__(
        self,
        reading: Reading,
        named: Iterable[Mention],
        known: Names,
        phrases: Phrases,
        described: Describing,
    ) -> None:
        self._reading, self._known, self._phrases, self._described = reading, known, phrases, described
        self.units = tuple(_units(reading, named))
        self._is_describing = False
        #: The kind of thing for which "one" stands.
        self._one_of: Noun | None = None
        ranked = self.ranking[0] or len(self.units)
        recorded = _RECORDED.search(" ".join(unit.word for unit in self.units[:ranked]))
        #: How many words at the end only say that what is asked for stands here.
        self.recorded = len(recorded[0].split()) if recorded else 0

    @property
    def endings(self) -> Sequence[int]:
        """Where a question may end: with the sentence, or before what all that is asked here is about, or that it is recorded: "... on trafficking"."""
        end = len(self.units)
        if self.recorded:
            return end, end - self.recorded
        about = self.units[-1].mention if self.units else None
        if about is None or about.iris != (SUBJECT,):
            return (end,)
        return end, next(at for at in range(end - 1, -1, -1) if self._word(at - 1) not in _ABOUT)

    @property
    def ranking(self) -> tuple[int, str]:
        """Where the words begin that put in order what is asked for, and how: "..., chronologically", "... per year"."""
        words = [unit.word for unit in self.units]
        ranks = (
            (at, _RANKING.get(" ".join(words[at:]), "")) for at in range(max(len(words) - 5, 1), len(words))
        )
        return next(((at, rank) for at, rank in ranks if rank), (0, ""))

    @property
    def less(self) -> int:
        """Where the words begin that ask at the end whether it is only so of less: "or only women and children"."""
        places = range(1, len(self.units) - 2)
        return next((at for at in places if self._word(at) == "or" and self._word(at + 1) in _ONLY), 0)

    @property
    def fields(self) -> tuple[int, tuple[AskedField, ...]]:
        """Where the words begin that say what is to be told of each thing, and what: "..., with year and publisher"."""
        found: list[AskedField] = []
        begin = len(self.units)
        while begin > 1:
            word = self._word(begin - 1)
            if (field := self._field(word)) is not None:
                found.insert(0, field)
            elif word not in _FIELDS_BESIDE:
                break
            begin -= 1
        is_led = found and self._word(begin) in ("with", "including")
        return (begin, tuple(found)) if is_led else (0, ())

    def _field(self, word: str) -> AskedField | None:
        """Returns what a word may tell of each thing of a list."""
        one = word.removesuffix("s")
        if one in _DATES:
            return AskedField("day" if one == "date" else one)
        called = _CALLED.get(one, one)
        sayings = self._phrases.sayings.get((Form.LABEL, called), ()) if word else ()
        return AskedField(called, tuple(sayings)) if sayings and one else None

    def _word(self, place: int) -> str:
        return self.units[place].word if place < len(self.units) and not self.units[place].mention else ""

    # Parts

    def _named(self, place: int) -> Named:
        """Returns what the name at a place may stand for."""
        mention = self.units[place].mention if place < len(self.units) else None
        if mention is None or mention.days:
            return ()
        things = tuple(iri for iri in mention.iris if _ENTITY in self._known.classes.get(iri, ()))
        return things if len(things) <= _MOST else ()

    def _things(
        self, place: int, taken: tuple[Named, ...] = (), joint: str = ""
    ) -> Iterator[tuple[NamedThings, int]]:
        """Yields the things at a place, joined by commas, "and" or "or"; the most first."""
        place += not taken and self._word(place) in ("both", "either")
        for named, end in self._thing(place):
            names, word = (*taken, named), self._word(end)
            if tuple(self._word(at) for at in range(end, end + 3)) == _AS_WELL:
                yield from self._things(end + 3, names, "and")
            if word in ("and", "or") and joint in ("", word):
                yield from self._things(end + 1, names, word)
            elif not joint and end < len(self.units) and self._is_apart(end):
                yield from self._things(end, names)
            yield NamedThings(names, joint == "or"), end

    def _thing(self, place: int) -> Iterator[tuple[Named, int]]:
        """Yields the one thing that is named or described at a place."""
        if named := self._named(place):
            yield from self._told_apart(place, named)
            yield from self._owned(place, named)
            yield from self._of_days(place, named)
            yield from self._apposed(place, named)
            if named == (SUBJECT,) and self._word(place + 1) in _MATTERS:
                yield named, place + 2
            yield named, place + 1
        yield from self._by_description(place)

    def _owned(self, place: int, owner: Named) -> Iterator[tuple[Named, int]]:
        """Yields what is named behind the name of whose it is: "the UNICEF handbook on child protection"."""
        if place + 1 < len(self.units) and self.units[place].end == self.units[place + 1].start:
            things = self._named(place + 1)
            owned = (
                self._described(_ANYTHING, (self._of(owner),))
                if things and not self._is_apart(place + 1)
                else ()
            )
            if found := tuple(iri for iri in things if iri in owned):
                yield found, place + 2

    def _told_apart(self, place: int, named: Named) -> Iterator[tuple[Named, int]]:
        """Yields which of what a name may stand for has the words behind it in its name: "the Alliance against trafficking"."""
        if self._word(place + 1) not in PREPOSITIONS | _WITHIN_NAMES:
            return
        for end in range(min(place + _TITLE, len(self.units)), place + 2, -1):
            words = significant(" ".join(unit.word for unit in self.units[place + 1 : end]))
            found = [iri for iri in named if words and self._phrases.title_words(iri).issuperset(words)]
            if len(found) == 1 and words[-1:] == self.units[end - 1].word.split()[-1:]:
                yield (found[0],), end

    def _of_days(self, place: int, named: Named) -> Iterator[tuple[Named, int]]:
        """Yields what is named before days that are in its name, too: "the strategy for 2008-2010"."""
        at = place + 1 + (self._word(place + 1) in ("for", "of", "from"))
        if self._days(at):
            written = fold(self._text(at, at + 1))
            if found := tuple(iri for iri in named if written in fold(self._known.labels.get(iri, ""))):
                yield found, at + 1

    def _apposed(self, place: int, named: Named) -> Iterator[tuple[Named, int]]:
        """Yields what is named and then told between commas by its kind: "..., the handbook for parliamentarians, ..."."""
        is_apart = place + 1 < len(self.units) and self._is_apart(place + 1)
        for noun, conditions, end in self._description(place + 1) if is_apart else ():
            if not noun.are_several and (end == len(self.units) or self._is_apart(end)):
                described = self._described(noun, conditions)
                if found := tuple(iri for iri in named if iri in described):
                    yield found, end

    def _is_apart(self, place: int) -> bool:
        """Says whether punctuation stands before a unit."""
        begin = self.units[place - 1].end if place else 0  # before an article
        return any(self._reading.tokens[at].is_apart for at in range(begin, self.units[place].start + 1))

    def _of(self, owner: Named) -> Condition:
        return Condition("of", self._owning, NamedThings((owner,)))

    def _by_description(self, place: int) -> Iterator[tuple[Named, int]]:
        """Yields the one thing that is described at a place: "the conference in Riga", "the Stockholm conference of 2009"."""
        if self._is_describing:
            return
        for noun, conditions, end in self._description(place):  # "the framework decision"
            is_one = not noun.are_several and (conditions or self._is_definite(place))
            if is_one and len(found := self._described(noun, conditions)) == 1:
                yield (found[0],), end
        yield from self._by_title(place)

    def _is_definite(self, place: int) -> bool:
        """Says whether "the" stands before a unit."""
        first = self.units[place].start if place < len(self.units) else 0
        return first > 0 and self._reading.folded[first - 1] == "the"

    def _description(self, place: int) -> Sequence[tuple[Noun, tuple[Condition, ...], int]]:
        """Returns the nouns at a place with what describes them; a description within one is not read."""
        if self._is_describing:
            return ()
        self._is_describing = True
        found = [*self._modified(place)]
        self._is_describing = False
        return found

    def _by_title(self, place: int) -> Iterator[tuple[Named, int]]:
        """Yields the one thing of a kind that has all words beside the noun in its name: "the handbook on combating child trafficking"."""
        ways = [
            (noun, (begin, end), end)
            for noun, begin in self._noun(place)
            for end in range(len(self.units), begin, -1)
        ]
        for begin in range(place + 1, min(place + 3, len(self.units))):
            ways += ((noun, (place, begin), end) for noun, end in self._noun(begin))
        for noun, (begin, behind), end in ways:
            words = significant(" ".join(unit.word for unit in self.units[begin:behind]))
            is_whole = words[-1:] == self.units[behind - 1].word.split()[-1:]
            if noun.are_several or not is_whole or behind - begin > _TITLE:
                continue
            found = [
                iri
                for iri in self._described(noun, ())
                if all(_is_among(word, self._phrases.title_words(iri)) for word in words)
            ]
            so_called = [iri for iri in found if fold(noun.text) in self._phrases.title_words(iri)]
            if len(found) == 1 or len(so_called) == 1:
                yield tuple(so_called or found), end

    def _span(self, place: int) -> Iterator[tuple[DaysAsked, int]]:
        """Yields the time at a place: "in 2009", "before 3 May 2005", "between 2005 and 2008", "2009"."""
        found = days_at(self._reading, self.units[place].start) if place < len(self.units) else None
        if found is None or found.relation is DayRelation.AS_OF:
            return
        ends = (at for at in range(place, len(self.units)) if self.units[at].start >= found.end)
        is_bare = found.relation is DayRelation.NONE and not found.text.lower().startswith("from ")
        yield found._replace(text=f"in {found.text}") if is_bare else found, next(ends, len(self.units))

    def _days(self, place: int) -> tuple[str, str] | None:
        mention = self.units[place].mention if place < len(self.units) else None
        return mention.days if mention else None

    def _text(self, start: int, end: int) -> str:
        """Returns how the sentence writes some units."""
        tokens = self._reading.tokens
        return self._reading.sentence[
            tokens[self.units[start].start].start : tokens[self.units[end - 1].end - 1].end
        ]

    def _phrase(
        self, place: int, *forms: Form, behind_it: str = ""
    ) -> Iterator[tuple[str, tuple[Saying, ...], int]]:
        """Yields the phrases at a place, the longest first, with what they say; each with what stands behind it elsewhere."""
        for end in range(min(place + self._phrases.longest, len(self.units)), place, -1):
            if any(unit.mention for unit in self.units[place:end]):
                continue
            phrase = " ".join(unit.word for unit in self.units[place:end]) + behind_it
            sayings = [one for form in forms for one in self._phrases.sayings.get((form, phrase), ())]
            if sayings:
                yield phrase, tuple(dict.fromkeys(sayings)), end

    def _behind_which(self, place: int, way: str = "") -> Iterator[tuple[str, int]]:
        """Yields the words at a place that say how or when something was done, and are not followed by what: "held".

        The `way` may stand ahead of the sentence: "until when does it run".
        """
        forms = (Form.BEHIND_BE, Form.PARTICIPLE, Form.BASE, Form.FINITE)
        for end in range(min(place + self._phrases.longest, len(self.units)), place, -1):
            if any(unit.mention for unit in self.units[place:end]):
                continue
            phrase = " ".join(unit.word for unit in self.units[place:end])
            if way and any((form, phrase + way) in self._phrases.sayings for form in forms):
                yield phrase + way, end
            if any((form, phrase + at) in self._phrases.sayings for form in forms for at in ("", *_AT)):
                yield phrase, end

    def _noun(self, place: int) -> Iterator[tuple[Noun, int]]:
        for end in range(min(place + 4, len(self.units)), place, -1):
            text = " ".join(unit.word for unit in self.units[place:end])
            if noun := self._phrases.nouns.get(bare(text)):
                yield noun, end
        if self._one_of is not None and self._word(place) == "one":
            yield self._one_of, place + 1
        elif self._word(place) in _NUMBERS:  # "the six institutions"
            yield from ((noun, end) for noun, end in self._noun(place + 1) if noun.are_several)

    def _of_kind(self, place: int) -> Iterator[tuple[Noun, tuple[Condition, ...], int]]:
        """Yields a noun, with the name before it and what describes it: "UNODC handbooks for parliamentarians"."""
        for noun, end in self._noun(place):
            yield noun, (), end
        is_next = place + 1 < len(self.units) and self.units[place].end == self.units[place + 1].start
        if is_next and self._days(place):  # "the 2008 conference"
            for span, behind in self._span(place):
                for noun, others, end in self._of_kind(behind):
                    yield noun, (Condition("", (), None, span), *others), end
        if is_next and (owner := self._named(place)):  # "UNODC handbooks", but not "GRETA a body"
            is_topic = any(_TOPIC in self._known.classes.get(iri, ()) for iri in owner)
            on = Condition(
                "on", tuple(self._phrases.sayings.get((Form.BEHIND_BE, "on"), ())), NamedThings((owner,))
            )
            for noun, others, end in self._of_kind(
                place + 1
            ):  # "the Nordic Council's trafficking recommendations"
                yield noun, (on if is_topic else self._of(owner), *others), end

    @property
    def _owning(self) -> tuple[Saying, ...]:
        """What links something to whose it is: "the NATO policy", "UNODC handbooks"."""
        return tuple(dict.fromkeys((*self._by, *self._phrases.sayings.get((Form.BEHIND_BE, "in"), ()))))

    @property
    def _by(self) -> tuple[Saying, ...]:
        """What links something to whose it is, behind "of"."""
        ways = ("of", "by", "launched by", "run by", "adopted by", "organized by", "established by")
        sayings = (one for way in ways for one in self._phrases.sayings.get((Form.BEHIND_BE, way), ()))
        return tuple(dict.fromkeys(sayings))

    def _modified(self, place: int) -> Iterator[tuple[Noun, tuple[Condition, ...], int]]:
        for noun, owned, end in self._of_kind(place):
            for conditions, behind in self._modifiers(end):
                yield noun, (*owned, *conditions), behind

    def _modifiers(self, place: int) -> Iterator[tuple[tuple[Condition, ...], int]]:
        """Yields what describes a noun, the most first, and nothing."""
        starts = [place]
        if self._word(place) in ("and", "but"):
            starts = [place + 1]
        for start in starts:
            for one, end in self._modifier(start):
                for others, behind in self._modifiers(end):
                    yield (one, *others), behind
        yield (), place

    def _modifier(self, place: int) -> Iterator[tuple[Condition, int]]:
        if self._word(place) in _NOT:  # "handbooks not for parliamentarians"
            yield from ((one._replace(is_negated=True), end) for one, end in self._modifier(place + 1))
        yield from self._left_out(place) if not self._is_describing else ()
        yield from self._lacking(place)
        if self._word(place) in _THAT:
            yield from self._predicate(place + 1)
            yield from self._by_whom(place + 1)
        for phrase, sayings, end in self._phrase(place, Form.BEHIND_BE):
            sayings = self._by if phrase == "of" else sayings  # "recommendations of PACE"
            is_past = phrase.endswith(" by")
            yield from self._completed(Condition(phrase, sayings, is_past=is_past), end)
        for span, end in self._span(place):  # "conferences in 2008"
            yield Condition("", (), None, span), end
        for phrase, sayings, end in self._phrase(place, Form.PARTICIPLE):  # "published in 2009"
            for span, behind in self._span(end):
                yield Condition(phrase, sayings, None, span, True), behind

    def _lacking(self, place: int) -> Iterator[tuple[Condition, int]]:
        """Yields who has nothing to do with something: "without the IPU", "made without the IPU"."""
        for size in (0, 1):
            ways = ("with", *(f"{self._word(place)} {way}" for way in ("with", "by") if size))
            sayings = [one for way in ways for one in self._phrases.sayings.get((Form.BEHIND_BE, way), ())]
            if self._word(place + size) == "without" and sayings:
                begun = Condition("by", tuple(dict.fromkeys(sayings)), is_negated=True)
                yield from self._completed(begun, place + size + 1)

    def _by_whom(self, place: int) -> Iterator[tuple[Condition, int]]:
        """Yields who did something to what is described: "that UNICEF published", "that UNICEF did not publish, had no part in"."""
        for things, end in self._things(place):
            is_denied = self._word(end) in _DENIED or (
                self._word(end) in _DO | _HAVE and self._word(end + 1) in _NOT
            )
            start = end + is_denied + (is_denied and self._word(end) not in _DENIED)
            for phrase, sayings, behind in self._phrase(start, Form.BASE if is_denied else Form.FINITE):
                yield Condition(phrase, sayings, things, None, True, False, is_denied), behind
            if tuple(self._word(at) for at in range(end, end + 4)) == _NO_PART:
                yield self._of(things.names[0])._replace(things=things, is_negated=True), end + 4

    def _left_out(self, place: int) -> Iterator[tuple[Condition, int]]:
        """Yields what is left out, by name or by what it has: "except UNODC", "other than those of 2005"."""
        place += self._word(place) == "all" and self._word(place + 1) != "but"
        for end in range(place + 1, place + 5):
            if " ".join(map(self._word, range(place, end))) in _EXCEPT:
                begin = end + (self._word(end) in _THOSE)
                ways = [*(self._modifier(begin) if begin > end else self._completed(Condition("", ()), end))]
                if self._word(end + 1) in _THOSE:  # "except the UNICEF ones", "... the 2006 ones"
                    ways = [(Condition("", (), None, span), behind + 1) for span, behind in self._span(end)]
                    ways += [(self._of(owner), end + 2) for owner in filter(None, [self._named(end)])]
                yield from ((one._replace(is_negated=True), behind) for one, behind in ways)

    def _completed(self, begun: Condition, place: int) -> Iterator[tuple[Condition, int]]:
        """Yields a condition with the things and time that stand behind its phrase."""
        for things, end in (*self._things(place), *self._any_of_kind(place)):
            for span, behind in self._span(end):
                yield begun._replace(things=things, span=span), behind
            yield begun._replace(things=things), end
        for span, behind in self._span(place):
            is_led = begun.phrase.endswith(_LEADING)  # "are from 2006"
            yield (
                begun._replace(span=span._replace(text=span.text.removeprefix("in ")) if is_led else span),
                behind,
            )

    def _any_of_kind(self, place: int) -> Iterator[tuple[NamedThings, int]]:
        """Yields any of the things of a kind, where a kind stands for a name: "which bodies published handbooks for trainers"."""
        behind = self._behind_most(place)
        is_most, place = behind > place, behind
        for noun, conditions, end in self._description(place):
            if noun.kinds.isdisjoint(_TOO_MANY):
                found = self._described(noun, conditions)
                if 1 < len(found) <= _ANY:
                    names: tuple[Named, ...] = tuple((iri,) for iri in found)
                    kind = self._with_article(place, end)
                    if (
                        self._is_definite(place) and not noun.are_several
                    ):  # "the campaign" is not said to be one
                        kind = f"{'an' if kind[4:5] in 'aeiou' else 'a'} {kind[4:]}"
                    yield NamedThings(names, True, kind, is_most), end

    def _behind_most(self, place: int) -> int:
        """Returns the place behind "most", or "the greatest number of"; the same where neither stands there."""
        if self._word(place) == "most":
            return place + 1
        is_number = self._word(place) in _GREATEST and self._word(place + 1) == "number"
        return place + 2 + (self._word(place + 2) == "of") if is_number else place

    def _with_article(self, start: int, end: int) -> str:
        """Returns how the sentence writes some units, with the article before them."""
        first = self.units[start].start
        article = self._reading.folded[first - 1] if first else ""
        return f"{article} {self._text(start, end)}" if article in ARTICLES else self._text(start, end)

    def _predicate(self, place: int) -> Iterator[tuple[Condition, int]]:
        """Yields what is said of a subject: "launched UN.GIFT", "is part of the OSCE", "have published handbooks"."""
        word = self._word(place)
        is_denied = self._word(place + 1) in _NOT
        if word in _DENIED or (is_denied and word in _BE | _DO | _HAVE):
            word, start = _DENIED.get(word, word), place + 1 + is_denied
            form = _form(word, False)
            for phrase, sayings, end in self._phrase(start, form):
                wide = (*sayings, *self._with_verb(phrase, form))  # what is denied is taken widely
                begun = Condition(
                    phrase,
                    tuple(dict.fromkeys(wide)),
                    is_past=word in _DONE,
                    is_negated=True,
                )
                yield from self._completed(begun, end)
        if word in _BE or word in _HAVE:
            start = place + 1 + (word in _HAVE and self._word(place + 1) == "been")
            yield from self._lacking(start)
            forms = (Form.BEHIND_BE,) if word in _BE or start > place + 1 else (Form.PARTICIPLE,)
            tasks = [
                at for at in (start + 2, start + 3) if " ".join(map(self._word, range(start, at))) in _TASKED
            ]
            for at in (start, *tasks):  # "is in charge of coordinating"
                for phrase, sayings, end in self._phrase(at, *forms):
                    yield from self._completed(Condition(phrase, sayings, is_past=word in _DONE), end)
            for phrase, end in self._behind_which(start):  # "were published in 2009"
                for span, behind in self._span(end):
                    yield Condition(phrase, (), None, span, True), behind
        for phrase, sayings, end in self._phrase(place, Form.FINITE):
            is_past = any(one.verb.past and bare(one.verb.past) == phrase for one in sayings)
            yield from self._completed(Condition(phrase, sayings, is_past=is_past), end)
        yield from self._parted(place)

    def _with_verb(self, phrase: str, form: Form) -> Iterator[Saying]:
        """Yields what all phrases say that begin with the verb of one: "work on", beside "work with"."""
        verb = phrase.split()[0]
        for (other, words), sayings in self._phrases.sayings.items() if form is Form.BASE else ():
            if other is form and words.split()[0] == verb:
                yield from sayings

    def _parted(self, place: int) -> Iterator[tuple[Condition, int]]:
        """Yields what is said by a verb with its object before its second word: "who set GRETA up"."""
        for things, end in self._things(place + 1) if self._word(place) else ():
            phrase = f"{self._word(place)} {self._word(end)}"
            if sayings := self._phrases.sayings.get((Form.FINITE, phrase), ()):
                is_past = any(one.verb.past and bare(one.verb.past) == phrase for one in sayings)
                yield Condition(phrase, tuple(sayings), things, None, is_past), end + 1

    def _object_wanted(self, place: int, way: str = "") -> Iterator[tuple[Condition, int]]:
        """Yields what is said with the wanted as its object, behind a preposition that may stand ahead: "did UNODC launch"."""
        word = self._word(place)
        for things, behind in self._things(place + 1) if word in _DO | _BE | _HAVE else ():
            been = word in _HAVE and self._word(behind) == "been"
            form = _form(word, been)
            is_past = word in _DONE
            is_of_agent = any("foaf:Agent" in self._known.classes.get(iri, ()) for iri in things.names[0])
            for phrase, sayings, end in self._phrase(behind + been, form, behind_it=way):
                if phrase == "about" and is_of_agent:  # a text or event is about something
                    continue
                turned = Condition(phrase, sayings, things, None, is_past, False)
                yield turned, end
                for span, last in self._span(end):
                    yield turned._replace(span=span), last
            if way and (
                bare_sayings := self._phrases.sayings.get((form, way.strip()), ())
            ):  # "for whom is the handbook"
                yield Condition(way.strip(), tuple(bare_sayings), things, None, is_past, False), behind

    # Questions

    def questions(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields what the sentence asks, with the place up to which that takes it."""
        yield from self._which()
        yield from self._how_often()
        yield from self._how_many()
        yield from self._when()
        yield from self._how_long()
        yield from self._whether()
        yield from self._on_whose()
        yield from self._behind_preposition()
        yield from self._labelled()
        yield from self._ordered()
        yield from self._in_order()
        yield from self._same()
        yield from self._before()
        yield from self._between()
        yield from self._counted()
        yield from self._kind_alone()

    def _which(self) -> Iterator[tuple[FactQuestion, int]]:
        word = self._word(0)
        if chosen := [*self._which_of_two()] if word in _AGENTS | _WHICH else []:
            yield from chosen
            return
        if word in _AGENTS:
            for one, end in self._asked_of(1, None, ()):
                yield WhichQuestion(Wanted.LIST, one, None, True), end
            for whole, place in self._within_whole(1):  # "who at the United Nations is responsible for ..."
                for one, end in self._asked_of(place, None, (whole,)):
                    yield WhichQuestion(Wanted.LIST, one, None, True), end
        if word in _WHICH:
            for one, end in self._asked_of(1, None, ()):
                yield WhichQuestion(Wanted.LIST, one), end
            for things, place in self._several(2) if self._word(1) == "of" else ():
                for one, end in self._asked_of(place, None, ()):
                    yield WhichQuestion(Wanted.LIST, one, among=things), end
                for noun, conditions, end in self._modified(place + 1) if self._word(place) in _BE else ():
                    if conditions:  # "which of them are UN bodies"
                        yield WhichQuestion(Wanted.LIST, conditions, noun, among=things), end
            for start in (1, 2) if self._word(1) in _BE or self._word(1) == "of" else (1,):
                for kind, end in self._noun(start) if start == 1 else ():
                    for noun, conditions, behind in self._modified(end + 1) if self._word(end) in _BE else ():
                        if noun.kinds != kind.kinds and noun.are_several == kind.are_several:
                            yield (
                                WhichQuestion(Wanted.LIST, conditions, noun),
                                behind,
                            )  # "which organizations are NGOs"
                for noun, conditions, end in self._modified(start):
                    for one, behind in self._asked_of(end, noun, conditions):
                        yield WhichQuestion(Wanted.LIST, one, noun), behind
                    yield from self._first_of(noun, conditions, end)
                    if conditions or self.recorded:
                        is_there = self._word(end) in _BE and self._word(end + 1) == "there"
                        yield WhichQuestion(Wanted.LIST, conditions, noun), end + 2 * is_there
                    if self._word(end) in _BE and self._word(end + 1) == "there":
                        for others, behind in self._modifiers(end + 2):
                            if others or not conditions:
                                yield WhichQuestion(Wanted.LIST, (*conditions, *others), noun), behind

    def _which_of_two(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions that end with those of whom it may hold: "which is part of the OSCE, ODIHR or GRETA"."""
        kinds: list[tuple[Noun | None, int]] = [(None, 1), *self._noun(1)]
        for noun, place in kinds:
            for conditions, end in self._asked_of(place, noun, ()):
                if end < len(self.units) and self._is_apart(end):
                    for things, behind in self._things(end):
                        if things.is_any and len(things.names) == 2 and behind == len(self.units):
                            yield WhichQuestion(Wanted.LIST, conditions, noun, among=things.names), behind

    def _first_of(
        self, noun: Noun, conditions: tuple[Condition, ...], place: int
    ) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions for the first or last of a kind: "which campaign of UNODC came first", "... is the latest"."""
        for _, _, end in self._done(place) if noun.kinds.isdisjoint(_TOO_MANY) else ():
            if rank := _rank(self._word(end)):
                yield WhichQuestion(Wanted.LIST, conditions, noun, rank=rank), end + 1

    def _asked_of(
        self, place: int, noun: Noun | None, conditions: tuple[Condition, ...]
    ) -> Iterator[tuple[tuple[Condition, ...], int]]:
        """Yields the conditions of a noun with what is asked of it, which comes last."""
        for way in (self._predicate, self._object_wanted):
            for one, end in way(place):
                yield (*conditions, one), end
                for left_out, behind in self._left_out(end):
                    yield (*conditions, left_out, one), behind
                if way == self._object_wanted:  # "which bodies does the OSCE have that work on ..."
                    for others, behind in self._modifiers(end):
                        if others:
                            yield (*conditions, *self._done_beside(others, one)), behind
                    continue
                for whole, behind in self._within_whole(
                    end
                ):  # "who is responsible for ... in the Commission"
                    yield (*conditions, whole, one), behind
                if self._word(end) == "and":
                    for other, behind in self._predicate(end + 1):
                        yield (*conditions, one, other), behind

    def _done_beside(self, others: tuple[Condition, ...], done: Condition) -> tuple[Condition, ...]:
        """Returns conditions with what somebody did to a thing, and who did it with them, each be it as partner or as doer."""
        if not any(one.phrase == "with" for one in others):
            return *others, done
        partners = self._phrases.sayings.get((Form.BEHIND_BE, "partner in"), ())
        by = tuple(Saying(one.relation.back, one.verb, not one.is_passive) for one in done.sayings)
        beside = (
            one._replace(sayings=(*one.sayings, *by)) if one.phrase == "with" else one for one in others
        )
        return *beside, done._replace(sayings=(*done.sayings, *partners))

    def _within_whole(self, place: int) -> Iterator[tuple[Condition, int]]:
        """Yields of what the wanted is a part, behind what is said of it: "... in the European Commission"."""
        at = self._word(place) in ("at", "inside") and (self._named(place + 1) or ())
        if at:
            yield self._of(at)._replace(sayings=self._parts_of), place + 2
        for one, end in self._modifier(place):
            parts = tuple(saying for saying in one.sayings if saying.relation.term in PARTS)
            if parts and one.things is not None and not one.is_negated:
                yield one._replace(sayings=parts), end

    @property
    def _parts_of(self) -> tuple[Saying, ...]:
        sayings = self._phrases.sayings.get((Form.BEHIND_BE, "part of"), ())
        return tuple(one for one in sayings if one.relation.term in PARTS)

    def _how_many(self) -> Iterator[tuple[FactQuestion, int]]:
        yield from self._how_many_times()
        if (self._word(0), self._word(1)) != ("how", "many"):
            return
        for noun, conditions, end in self._modified(2 + (self._word(2) == "of")):
            if noun.kinds.isdisjoint(_TOO_MANY):
                yield WhichQuestion(Wanted.COUNT, conditions, noun), end
            for one, behind in self._asked_of(end, noun, conditions):
                yield WhichQuestion(Wanted.COUNT, one, noun), behind
            start = end + 2 if self._word(end) in _BE and self._word(end + 1) == "there" else 0
            for others, behind in self._modifiers(start) if start else ():
                if conditions or others or noun.kinds.isdisjoint(_TOO_MANY):
                    yield WhichQuestion(Wanted.COUNT, (*conditions, *others), noun), behind

    def _how_many_times(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions for how many meetings of a body there were: "how many times has GRETA met", "how often did it meet"."""
        words = tuple(self._word(at) for at in range(3))
        start = 3 if words == ("how", "many", "times") else 2 if words[:2] == ("how", "often") else 0
        meeting = self._phrases.nouns.get("meeting")
        for named, place in self._thing(start + 1) if start and self._word(start) in _DO | _HAVE else ():
            form = Form.BASE if self._word(start) in _DO else Form.PARTICIPLE
            of = (one for one in self._of(named).sayings if one.relation.term == thb.meetingOf)
            one = Condition("of", tuple(of), NamedThings((named,)))
            for _, sayings, end in self._phrase(place, form, behind_it=" at"):
                if meeting and any(saying.relation.term == thb.meetingOf for saying in sayings):
                    yield WhichQuestion(Wanted.COUNT, (one,), meeting), end

    def _when(self) -> Iterator[tuple[FactQuestion, int]]:
        told = 1 + (self._word(1) == "me") if self._word(0) in _TELLING else 0
        told = 2 if self._word(0) in _WHICH and self._word(1) in _BE else told
        of = next((at for at in range(told, told + 4) if self._word(at) == "of"), told)
        asked = " ".join(map(self._word, range(told, of)))
        for named, end in self._thing(of + 1) if asked in _DAY_OF else ():
            yield WhenQuestion(self._reading.wanted, named, "", True, asked=_DAY_OF[asked]), end
        for wanted, asked, place in self._asking():
            for phrase, end in self._behind_which(place):  # "and when launched UN.GIFT", as a clause is left
                for named, behind in self._thing(end) if phrase not in AUXILIARIES else ():
                    yield WhenQuestion(wanted, named, phrase, True, asked=asked), behind
            word = self._word(place)
            for named, behind in self._thing(place + 1) if word in _BE | _DO | _HAVE else ():
                been = word in _HAVE and self._word(behind) == "been"
                is_past = word in _DONE
                if word in _BE:  # "when was the Vienna Forum"
                    yield WhenQuestion(wanted, named, "", is_past, asked=asked), behind
                rank = self._word(behind + been) if self._word(behind + been) in ("first", "last") else ""
                begin = behind + been + bool(rank)  # "when did GRETA last meet"
                way = "" if wanted is Wanted.PLACE else f" {asked.split()[0]}"  # "until when does it run"
                for phrase, end in self._behind_which(begin, way):
                    when = WhenQuestion(
                        wanted, named, phrase, is_past, None, word in _BE or been, asked, rank
                    )
                    yield when, end
                    if phrase.endswith(_GOING_ON) and self._word(end) == "working":  # "... go on working"
                        yield when, end + 1
                for phrase, sayings, start in self._phrase(begin, _form(word, been)):
                    for things, end in self._things(start) if not rank else ():
                        link = Condition(phrase, sayings, things, None, is_past)
                        yield WhenQuestion(wanted, named, phrase, is_past, link, asked=asked), end
                    if wanted is Wanted.DAY:  # "when did the IPU last publish a handbook"
                        done = Condition(phrase, sayings, NamedThings((named,)), None, is_past, False)
                        behind_most = self._behind_most(start) if "year" in asked else start
                        is_most = behind_most > start
                        begun = start + (self._word(start) == "its")  # "adopt its latest resolution"
                        of_rank = _rank(self._word(begun)) if not rank else ""
                        begun = begun + 1 if of_rank else behind_most
                        for noun, conditions, end in self._modified(begun):
                            of_kind = (*conditions, done)
                            by = "per year" if is_most else rank or of_rank or "in order"
                            yield WhichQuestion(wanted, of_kind, noun, rank=by), end
        for named, start in self._thing(0):  # "IOM founded when"
            for wanted, asked, place in self._asking(start):
                yield WhenQuestion(wanted, named, "", True, asked=asked), place
                for phrase, end in self._behind_which(place):  # "Blue Heart when started"
                    yield WhenQuestion(wanted, named, phrase, True, asked=asked), end
            for phrase, end in self._behind_which(start + (self._word(start) in _BE)):
                for wanted, asked, place in self._asking(end):
                    yield WhenQuestion(wanted, named, phrase, True, asked=asked), place

    def _asking(self, place: int = 0) -> Iterator[tuple[Wanted, str, int]]:
        for end in range(place + 3, place, -1):
            asked = " ".join(self._word(at) for at in range(place, end))
            wanted = Wanted.DAY if asked == "when and where" else ASKING.get(asked)
            wanted = Wanted.PLACE if asked == "where and when" else wanted
            if wanted in (Wanted.DAY, Wanted.PLACE):
                yield wanted, asked, end

    def _how_often(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions for how often a thing does what a phrase says, or is that, or how long it is: "how often does GRETA meet"."""
        if self._word(0) != "how" or self._word(2) not in _BE | _DO:
            return
        for named, end in (
            self._thing(3) if self._word(1) in ("long", "thick") and self._word(2) in _BE else ()
        ):
            yield LabelQuestion((Saying(Relation(_PAGES), Verb("number of pages")),), named), end
        for named, place in self._thing(3) if self._word(1) == "often" else ():
            for _, end in self._behind_which(place):
                yield LabelQuestion((Saying(Relation(_FREQUENCY), Verb("frequency")),), named), end

    def _how_long(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions for how long a thing lasts: "how long did it run", "for how many years will it go on", "the duration of ..."."""
        start = int(self._word(0) == "for")
        is_length = (self._word(start), self._word(start + 1)) == ("how", "long")
        is_number = (self._word(start), self._word(start + 1)) == ("how", "many")
        place = start + 2 if is_length else start + 3 if is_number and self._word(start + 2) in _UNITS else 0
        word = self._word(place) if place else ""
        for named, end in self._thing(place + 1) if word in _BE | _DO | _HAVE | {"will"} else ():
            if word in _BE:
                yield LengthQuestion(named), end
            for size in (1, 2):
                if " ".join(self._word(end + at) for at in range(size)) in LASTING:
                    yield LengthQuestion(named), end + size
            for _, behind in self._behind_which(end):
                yield LengthQuestion(named), behind
        start = 2 if self._word(0) in _WHICH and self._word(1) in _BE else 0
        is_noun = self._word(start) in ("duration", "length") and self._word(start + 1) == "of"
        for named, end in self._thing(start + 2) if is_noun else ():
            yield LengthQuestion(named), end

    def _whether(self) -> Iterator[tuple[FactQuestion, int]]:
        word = self._word(0)
        if word in _BE and self._word(1) == "there":
            start = 2 + (self._word(2) == "any")
            for noun, conditions, end in self._modified(start):
                if conditions or memo_words(self._reading).is_of_word:
                    yield WhichQuestion(Wanted.TRUTH, conditions, noun), end
        for named, place in self._thing(1) if word in _DO else ():
            for noun, conditions, end in self._modified(place + 1) if self._word(place) == "have" else ():
                yield WhichQuestion(Wanted.TRUTH, (*conditions, self._of(named)), noun), end
        for named, place in self._thing(1) if word in _BE | _DO | _HAVE else ():
            been = word in _HAVE and self._word(place) == "been"
            form = _form(word, been)
            is_past = word in _DONE
            for phrase, sayings, end in self._phrase(place + been, form):
                for one, behind in self._completed(Condition(phrase, sayings, is_past=is_past), end):
                    yield LinkQuestion(named, one), behind
            for phrase, sayings, end in self._phrase(
                place + been, form, behind_it=" by"
            ):  # "was it evaluated"
                by = Condition(phrase, sayings, NamedThings((named,)), is_past=is_past, is_subject=False)
                yield LinkQuestion(named, by), end

    def _on_whose(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields what asks whose it is that led to something: "on whose recommendation was the day established"."""
        led = self._phrases.sayings.get((Form.FINITE, _LED), ())
        ways = self._noun(2) if self._word(1) == "whose" and led else ()
        for noun, place in ways:
            for named, end in self._thing(place + 1) if self._word(place) in _BE else ():
                for _, behind in self._behind_which(end):
                    led_to = Condition(_LED, tuple(led), NamedThings((named,)), None, True)
                    yield WhichQuestion(Wanted.LIST, (led_to,), noun), behind

    def _behind_preposition(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields what begins with the preposition of its verb: "by whom was UN.GIFT launched", "with which states does ..."."""
        for size in range(1, 4):
            word = self._word(size)
            if word not in _AGENTS | _WHICH or not all(self._word(at) for at in range(size)):
                continue
            way = " ".join(self._word(at) for at in range(size))
            kinds: list[tuple[Noun | None, tuple[Condition, ...], int]] = [(None, (), size + 1)]
            kinds += self._modified(size + 1) if word in _WHICH else []
            for noun, described, place in kinds:  # "under which UN initiative"
                for condition, end in self._object_wanted(place, f" {way}"):
                    yield WhichQuestion(Wanted.LIST, (*described, condition), noun, word in _AGENTS), end
                for question, end in self._done_with(noun, place) if way.endswith("with") else ():
                    yield question, end
                for question, end in self._in_texts_of(noun, place) if noun and f" {way}" in _AT else ():
                    yield question, end
                for condition, end in self._object_wanted(place, " by") if noun and f" {way}" in _AT else ():
                    yield (
                        WhichQuestion(Wanted.LIST, (*described, condition), noun),
                        end,
                    )  # "at which summit was it endorsed"

    def with_preposition_ahead(self) -> Sequence[tuple[FactQuestion, int]]:
        """Returns what a sentence asks that ends with the preposition of its verb: "who did the IPU organize it with"."""
        units = self.units
        if self._word(0) not in _AGENTS | _WHICH or self._word(len(units) - 1) not in _STRANDED:
            return ()
        self.units = (units[-1], *units[:-1])
        found = [*self._behind_preposition()]
        self.units = units
        return found

    def _done_with(self, noun: Noun | None, place: int) -> Iterator[tuple[FactQuestion, int]]:
        """Yields what asks who else did something: "with whom did the IPU organize the seminar", "... was it organized"."""
        partners = tuple(self._phrases.sayings.get((Form.BEHIND_BE, "partner in"), ()))
        for things, start in self._things(place + 1) if self._word(place) in _BE else ():
            for _, _, end in self._phrase(start, Form.PARTICIPLE):
                partner_in = Condition("partner in", partners, things, None, True)
                of_kind = noun if noun and not partner_in.phrase.startswith(noun.text) else None
                yield WhichQuestion(Wanted.LIST, (partner_in,), of_kind, noun is None), end
        for named, start in self._thing(place + 1) if self._word(place) in _DO else ():
            left_out = Condition("", (), NamedThings((named,)), is_negated=True)
            for _, sayings, behind in self._phrase(start, Form.BASE):
                for things, end in self._things(behind):
                    done = (bare(sayings[0].verb.past), (*sayings, *partners), things, None, True)
                    yield WhichQuestion(Wanted.LIST, (left_out, Condition(*done)), noun, noun is None), end

    def _in_texts_of(self, noun: Noun, place: int) -> Iterator[tuple[FactQuestion, int]]:
        """Yields what asks in which of somebody's things something is dealt with: "in which publication did the IFRC address trafficking"."""
        for named, start in self._thing(place + 1) if self._word(place) in _DO else ():
            is_past = self._word(place) in _PAST
            for phrase, sayings, end in self._phrase(start, Form.BASE):
                for one, behind in self._completed(Condition(phrase, sayings, is_past=is_past), end):
                    yield WhichQuestion(Wanted.LIST, (self._of(named), one), noun), behind

    def _labelled(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions for a property by its label: "what is the purpose of the TF-THB", "homepage of the EGCC", "aim of UN.GIFT"."""
        for phrase, sayings, end in self._phrase(0, Form.BEHIND_BE):
            for things, behind in self._things(end) if phrase.endswith(" of") else ():
                yield WhichQuestion(Wanted.LIST, (Condition(phrase, sayings, things),)), behind
        start = 2 if self._word(0) in _WHICH | _AGENTS and self._word(1) in _BE else 0
        scheme = _SCHEMES.get(self._word(start))
        of = start + 1 + (self._word(start + 1) in _IDENTIFIERS)
        if scheme:  # "CELEX number framework decision 2002/629/JHA"
            for named, behind in self._thing(of + (self._word(of) in ("of", "for"))):
                yield IdentifierQuestion(scheme, named), behind
        if _TO_READ.fullmatch(" ".join(map(self._word, range(4)))):
            ways = tuple(Saying(Relation(term), Verb("page")) for term in _TEXTS)
            for named, behind in self._thing(4):
                yield LabelQuestion(ways, named), behind
        for _, sayings, end in self._phrase(start, Form.LABEL):
            for named, behind in self._thing(end + 1) if self._word(end) in ("of", "for") else ():
                yield LabelQuestion(sayings, named, self._word(0) in _AGENTS), behind

    def _several(self, place: int) -> Iterator[tuple[tuple[Named, ...], int]]:
        """Yields two things or more that are named one after the other."""
        for things, end in self._things(place):
            if len(things.names) > 1:
                yield things.names, end

    def _done(self, place: int) -> Iterator[tuple[str, bool, int]]:
        """Yields the phrases for what was done, and whether they stand behind "be": "was adopted", "entered into force"."""
        is_be = self._word(place) in _BE
        for phrase, end in self._behind_which(place + is_be):
            yield phrase, is_be, end
        if self._word(place) in ("came", "come", "comes", "is", "was", "are"):
            yield "", True, place + 1

    def _ordered(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions for the first or last of several: "which was adopted first, UNTOC or CETS 197?"."""
        ahead: list[tuple[tuple[Named, ...], int]] = [((), 0)]
        ahead += self._several(0)  # "UNTOC or CETS 197: which came first?"
        for things, begin in ahead:
            if self._word(begin) not in _WHICH | _AGENTS:
                continue
            yield from self._ordered_of_kind(begin)
            kinds = (noun for at in range(begin + 1, len(self.units)) for noun, _ in self._noun(at))
            self._one_of = next(kinds, None)  # "which is older, the handbook on ... or the one on ...?"
            ways = [(things, start) for start in (begin + 1, *(end for _, end in self._noun(begin + 1)))]
            if self._word(begin + 1) == "of" and not things:
                ways = [*self._several(begin + 2)]
            for named, place in ways:
                for phrase, is_be, end in self._done(place):
                    if (word := self._word(end)) in _FIRST | _LAST:
                        rest = [(named, end + 1)] if named else self._several(end + 1)
                        for found, behind in rest:
                            yield OrderQuestion(Wanted.LIST, found, phrase, is_be, word in _LAST), behind
        self._one_of = None

    def _ordered_of_kind(self, begin: int) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions that have the kind of what is put in order: "which handbook is older, the one on ... or ...?", "which is the older handbook: ...?"."""
        for noun, end in self._noun(begin + 1):
            self._one_of = noun
            for phrase, is_be, behind in self._done(end):
                if (word := self._word(behind)) in _FIRST | _LAST:
                    for found, last in self._several(behind + 1):
                        yield OrderQuestion(Wanted.LIST, found, phrase, is_be, word in _LAST), last
        if self._word(begin + 1) in _BE and (word := self._word(begin + 2)) in _FIRST | _LAST:
            for noun, end in self._noun(begin + 3):
                self._one_of = noun
                for found, last in self._several(end + (self._word(end) in ("of", "among", "between"))):
                    yield OrderQuestion(Wanted.LIST, found, is_last=word in _LAST), last
        self._one_of = None

    def _in_order(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions for the order of what is named: "put UN.GIFT, Blue Heart and the Vienna Forum in order"."""
        end, _ = self.ranking
        begins = [0] * (end > 0) + [1] * (self._word(0) in _PUTTING)
        begins += [2] * ((self._word(0), self._word(1)) == ("order", "of"))
        for things, place in (one for begin in begins for one in self._several(begin)):
            if place == end or begins[-1] == 2:
                yield (
                    OrderQuestion(Wanted.LIST, things, in_order=True),
                    max(place, len(self.units) * (place == end)),
                )

    def _same(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions whether several are so linked to the same: "were UN.GIFT and Blue Heart launched by the same body?"."""
        for things, place in self._several(1) if self._word(0) in _BE | _DO else ():
            form = Form.BEHIND_BE if self._word(0) in _BE else Form.BASE
            for phrase, sayings, end in self._phrase(place, form):
                condition = Condition(phrase, sayings, is_past=self._word(0) in _PAST)
                for one, behind in self._completed(condition, end):
                    yield SameQuestion(things, one), behind
                if self._word(end) == "same":
                    for behind in (end + 1, *(at for _, at in self._noun(end + 1))):
                        yield SameQuestion(things, condition), behind

    def _before(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions whether one was before another: "was UNTOC adopted before CETS 197?"."""
        word = self._word(0)
        for one, place in self._thing(1) if word in _BE | _DO else ():
            ways = [*self._behind_which(place)]
            ways += [("", place)] if word in _BE else [("", place + 1)] if self._word(place) == "come" else []
            for phrase, end in ways:
                is_before = self._word(end) in _BEFORE
                is_either = is_before and self._word(end + 1) == "or" and self._word(end + 2) in _AFTER
                than = end + 1 + 2 * is_either + (self._word(end + 1 + 2 * is_either) == "than")
                if is_before or self._word(end) in _AFTER:
                    for other, behind in self._thing(than):
                        yield (
                            OrderQuestion(
                                Wanted.TRUTH,
                                (one, other),
                                phrase,
                                word in _BE,
                                not is_before,
                                is_either=is_either,
                            ),
                            behind,
                        )

    def _between(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions for the time between two: "how long was it between UNTOC and CETS 197?"."""
        words = [self._word(at) for at in range(9)]
        if words[:2] not in (["how", "long"], ["how", "much"], ["how", "many"]):
            return
        yield from self._long_before()
        place = next((at for at, word in enumerate(words) if word == "between"), 0)
        units = next((word for word in words[:place] if word in _UNITS), "")
        if set(words[2:place]) - {units} <= _LYING and bool(units) == (words[1] == "many"):
            for things, end in self._several(place + 1):
                if len(things) == 2:
                    wanted = self._reading.wanted
                    yield OrderQuestion(wanted, things, between=units or "days"), end

    def _long_before(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions for how long one was before another: "how many days before the forum was the seminar held"."""
        units = self._word(2) if self._word(1) == "many" else "days"
        start = 2 + (self._word(1) == "many")
        if units not in _UNITS or self._word(start) not in ("before", "after"):
            return
        for other, place in self._thing(start + 1):
            for one, end in self._thing(place + 1) if self._word(place) in _BE | _DO else ():
                question = OrderQuestion(self._reading.wanted, (one, other), between=units)
                yield question, end
                for _, behind in self._behind_which(end):
                    yield question, behind

    def _counted(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields questions for a number that is stated: "how many pages does the handbook have?"."""
        for noun, place in self._noun(2) if (self._word(0), self._word(1)) == ("how", "many") else ():
            for named, end in self._thing(place + 1) if noun.counts and self._word(place) in _HAVE else ():
                yield LabelQuestion((Saying(Relation(noun.counts), Verb(noun.text)),), named), end
            for named, end in self._thing(place) if noun.counts else ():  # "how many pages it has"
                if self._word(end) in _HAVE:
                    yield LabelQuestion((Saying(Relation(noun.counts), Verb(noun.text)),), named), end + 1
            for named, end in self._thing(place + 1) if noun.counts and self._word(place) in _DO else ():
                if self._word(end) in ("have", "has", "contain", "count"):
                    yield LabelQuestion((Saying(Relation(noun.counts), Verb(noun.text)),), named), end + 1

    def _kind_alone(self) -> Iterator[tuple[FactQuestion, int]]:
        """Yields what a phrase without a verb asks for: "handbooks published by UNODC", "list the bodies of the OSCE"."""
        start = 0
        if self._word(0) in _TELLING:
            start = 1 + (self._word(1) == "me")
        start += self._word(start) in ("all", "every", "each", "any")
        if self._word(0) in _WHICH and self._word(1) in _BE:
            start = 2
        rank = _rank(self._word(start))
        for noun, conditions, end in self._modified(start + bool(rank)):
            if not noun.kinds.isdisjoint(_TOO_MANY) and not conditions:
                continue
            is_list = self._word(0) in _TELLING and noun.are_several
            if conditions or rank or is_list:
                yield WhichQuestion(Wanted.LIST, conditions, noun, rank=rank), end


def _form(auxiliary: str, is_been: bool) -> Form:
    """Returns in which form a verb stands behind an auxiliary."""
    return (
        Form.BASE if auxiliary in _DO else Form.BEHIND_BE if auxiliary in _BE or is_been else Form.PARTICIPLE
    )


def _is_among(word: str, words: Collection[str]) -> bool:
    """Says whether a word is among some, be it that one of the two is the plural: "permits"."""
    return not {word, f"{word}s", word.removesuffix("s")}.isdisjoint(words)


def _rank(word: str) -> str:
    """Returns whether a word asks for the first or the last."""
    return "first" if word in _FIRST else "last" if word in _LAST else ""
