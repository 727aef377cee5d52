"""The parts of a sentence about facts: things, named or described, kinds of things, and conditions that these meet.

"The conference in Riga" is the one thing of a kind that meets a condition; "which UNODC handbooks for parliamentarians" asks
for a kind with two. A part is parsed by patterns, whole or not at all: a word that has no place in it leaves it unread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from ...base import vocabulary as thb
from ...base.namespaces import PREFIXES
from ...base.printing import number_in_words
from ...base.terms import short
from ...names.folding import fold, significant
from ...names.mentions import Mention
from ...names.names import Names
from ...sentences.days_asked import DayRelation, DaysAsked, days_at
from ...sentences.reading import AUXILIARIES, PREPOSITIONS, SUBJECT, Reading
from ..memo_words import memo_words
from ..patterns import NOTHING, WORDS, Bound, Matcher, Part
from ..phrases import ARTICLES, Form, Noun, Phrases, Saying, bare
from .asked_facts import Condition, Named, NamedThings

_ENTITY, _PLACE, TOPIC = short(thb.Entity), "schema:Place", "skos:Concept"
#: From a part to its whole: the part of a part is part of the whole.
PARTS = frozenset((PREFIXES["org"] + "unitOf", PREFIXES["org"] + "postIn", PREFIXES["dcterms"] + "isPartOf"))
_BE, _HAVE = WORDS["be"], WORDS["have"]
PAST = frozenset(("was", "were", "did", "had"))
#: With these it is told that something was done.
DONE = PAST | _HAVE
#: Of these there are too many to be listed without more.
TOO_MANY = frozenset((short(thb.State), short(thb.StateGroup), _ENTITY))
#: What says nothing of its own.
_EMPTY = ARTICLES | {"ever", "also", "actually", "exactly", "really", "precisely", "please", "already"}
#: Nouns that have no article where not all of it is meant.
_UNCOUNTED = frozenset(("work", "guidance", "information", "research"))
#: How many of a kind an asker takes there to be, before the noun, in words or digits.
_NUMBERS = {written: number for number in range(1, 13) for written in (number_in_words(number), str(number))}
_NOT = frozenset(("not", "never"))
#: What does not do, or is not, what stands behind it, in one word.
_DENIED = {f"{word}nt": word for word in AUXILIARIES}
_WITHIN_NAMES = frozenset(("on", "of", "for", "to", "in"))
#: Behind a verb these lead to a place, or to a day, for which a sentence may ask instead.
AT = (" in", " at", " on")
_LEADING = ("of", "from", "in", "on")
#: Behind a name these lead to where, or when, that was.
_TELLING = frozenset(("in", "at", "from"))
#: How a word begins that tells by its topic against what something is: "anti-trafficking conference", folded.
_AGAINST = "anti "
#: How a sentence leaves out days one by one: "that date neither from 2005 nor from 2006".
_NEITHER = ("<that>? <be>|date? neither|nor from|of|in SPAN", "<that> <be>|date not from|of|in SPAN")
#: So many things a name may stand for, of which only one fits what is asked, and so many words of a title are tried.
_MOST, _TITLE = 3, 7
#: Of so many things of a kind any may be meant by it.
_ANY = 40
#: What all things are.
_ANYTHING = Noun("", frozenset((_ENTITY,)), {})
#: The parts that are parsed in the same way wherever a pattern has them.
_FIXED = frozenset(
    ("thing", "things", "several", "noun", "kind", "modifiers", "object", "predicate", "left_out")
)
#: Gives the things of a kind that meet conditions.
Describing: TypeAlias = Callable[[Noun, tuple[Condition, ...]], Sequence[str]]
#: A kind of things, with what describes it.
Kind: TypeAlias = tuple[Noun, tuple[Condition, ...]]
#: A phrase with what it says; none where only a time or a name is told.
Said: TypeAlias = tuple[str, Sequence[Saying]]
_UNSAID: Said = ("", ())
#: What stands behind the phrase of a condition: things, a time, or both.
_Object: TypeAlias = tuple[NamedThings | None, DaysAsked | None]


class WordOrName(NamedTuple):
    """A word that is no article, or a name or day, with its tokens."""

    word: str
    start: int
    end: int
    mention: Mention | None = None


def _units(reading: Reading, named: Iterable[Mention]) -> Iterator[WordOrName]:
    """Yields the words of a sentence, and the names that some mentions are; others, such as "the conference", are words."""
    begins = {one.start: one for one in named}
    skipped = memo_words(reading).places
    place = 0
    while place < len(reading.tokens):
        mention = begins.get(place)
        end = mention.end if mention else place + 1
        word = " ".join(reading.folded[place:end])
        if place not in skipped and (mention or word not in _EMPTY):
            yield WordOrName(word, place, end, mention)
        place = end


def condition_of(said: Said, of: _Object = (None, None), **more: Any) -> Condition:
    """Returns a condition by a phrase with what stands behind it."""
    (phrase, sayings), (things, span) = said, of
    if span and things is None and phrase.endswith(_LEADING):  # "are from 2006"
        span = span._replace(text=span.text.removeprefix("in "))
    return Condition(phrase, tuple(dict.fromkeys(sayings)), things, span, **more)


class Grammar:
    """Parses one sentence: each part yields what may stand at a place, with the place behind it.

    `described` gives the things of a kind that meet conditions, which a name may stand for: "the conference in Riga".
    """

    def __init__(
        self,
        reading: Reading,
        named: Iterable[Mention],
        known: Names,
        phrases: Phrases,
        described: Describing,
    ) -> None:
        self._reading, self._known, self._phrases, self._described = reading, known, phrases, described
        self._is_describing = False
        self.units: Sequence[WordOrName] = ()
        self.take(tuple(_units(reading, named)))
        nouns = (noun for at in range(len(self.units)) for noun, _ in self.noun(at))
        #: The kind of thing for which "one" stands: "the handbook on ... or the one on ...".
        self._one_of = next(nouns, None)

    _one_of: Noun | None = None

    def take(self, units: Sequence[WordOrName]) -> None:
        """Parses some units from now on."""
        self.units = units
        self._parsed: dict[tuple[str, int, bool], Sequence[tuple[Any, int]]] = {}
        words = ["" if unit.mention else unit.word for unit in units]
        self._matcher = Matcher(words, self._part)
        self.word, self.words, self.match = self._matcher.word, self._matcher.phrase, self._matcher.match

    def _part(self, name: str) -> Part:
        """Returns what parses a part: its method, or phrases in a form."""
        if form := Form.__members__.get(name.upper()):
            return lambda place, of: self._phrase(place, form)
        return partial(self._once, name) if name in _FIXED else getattr(self, name)

    def _once(self, name: str, place: int, of: Bound) -> Sequence[tuple[Any, int]]:
        """Parses a part at a place once."""
        key = name, place, self._is_describing
        if key not in self._parsed:
            self._parsed[key] = [*getattr(self, name)(place)]
        return self._parsed[key]

    # Things

    def name(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Named, int]]:
        """Yields what the name at a place may stand for."""
        mention = self.units[place].mention if place < len(self.units) else None
        if mention is not None and not mention.days:
            things = tuple(iri for iri in mention.iris if _ENTITY in self._known.classes.get(iri, ()))
            longer = (
                tuple(self._so_called(bare(mention.written), things)) if mention.written.islower() else ()
            )
            for named in (things, longer) if longer else (things,):
                if 0 < len(named) <= _MOST:
                    yield named, place + 1

    def _so_called(self, name: str, things: Named) -> Iterator[str]:
        """Yields what of the same kind has a longer name that ends so: "the governments" may be the Nordic ones."""
        kinds = [{*self._known.classes[iri]} for iri in things if not self._is_topic((iri,))]
        for longer in sorted(self._known.with_word(name)) if kinds and " " not in name else ():
            called = self._known.called(longer) if longer.endswith(f" {name}") else ()
            yield from (
                iri for iri in called if iri not in things and {*self._known.classes.get(iri, ())} in kinds
            )

    def things(
        self, place: int, of: Bound = NOTHING, taken: tuple[Named, ...] = (), joint: str = ""
    ) -> Iterator[tuple[NamedThings, int]]:
        """Yields the things at a place, joined by commas, "and" or "or"; the most first."""
        place += not taken and self.word(place) in ("both", "either")
        for named, end in self.thing(place):
            names = (*taken, named)
            for word, joints in (("and", "as well as"), ("and", "and"), ("or", "or")):
                behind = end + len(joints.split())
                if self.words(end, behind) == joints and joint in ("", word):
                    yield from self.things(behind, of, names, word)
            if not joint and end < len(self.units) and self.is_apart(end):
                yield from self.things(end, of, names)
            if joint in ("", "and") and self._is_topic(named) and self._is_next(end):  # "adult victims"
                of_both = self.things(end, of, names, "and") if not self.is_apart(end) else ()
                yield from ((both, behind) for both, behind in of_both if self._is_topic(both.names[-1]))
            yield NamedThings(names, joint == "or"), end

    def _is_topic(self, named: Named) -> bool:
        return len(named) == 1 and "skos:Concept" in self._known.classes.get(named[0], ())

    def several(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[tuple[Named, ...], int]]:
        """Yields two things or more that are named one after the other."""
        return ((things.names, end) for things, end in self.things(place) if len(things.names) > 1)

    def thing(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Named, int]]:
        """Yields the one thing that is named or described at a place."""
        for named, end in self.name(place):
            ways = (*self._told_apart(end, named), *self._owned(end, named), *self._apposed(end, named))
            for told, behind in (*ways, (named, end)):
                yield from self._so_described(behind, told)
            yield from ways
            if named == (SUBJECT,) and self.word(end) in WORDS["matter"]:
                yield named, end + 1
            yield from ((named, behind) for again, behind in self.name(end) if again == named)
            yield named, end
        yield from self._by_description(place)

    def _owned(self, place: int, owner: Named) -> Iterator[tuple[Named, int]]:
        """Yields what is named behind the name of whose it is: "the UNICEF handbook on child protection"."""
        for things, end in self.name(place) if self._is_next(place) and not self.is_apart(place) else ():
            owned = self._described(_ANYTHING, (self.of(owner),))
            if found := tuple(iri for iri in things if iri in owned):
                yield found, end

    def _told_apart(self, place: int, named: Named) -> Iterator[tuple[Named, int]]:
        """Yields which of what a name may stand for has what is behind it in its name: "the Alliance against trafficking", "the strategy for 2008-2010"."""
        at = place + (self.word(place) in ("for", "of", "from"))
        if self._days(at):
            written = fold(self.text(at, at + 1))
            if found := tuple(iri for iri in named if written in fold(self._known.labels.get(iri, ""))):
                yield found, at + 1
        for of, end in self.name(place + 1) if self.word(place) in ("of", "to", "under") else ():
            ways = [{*name.split()} for iri in of for name in self._known.names_of.get(iri, ())]
            called = {iri: {*fold(self._known.labels.get(iri, "")).split()} for iri in named}
            found = tuple(iri for iri in named if any(way <= called[iri] for way in ways))
            if len(found) == 1:  # "the Committee of the Parties to the convention"
                yield found, end
        longest = min(place + _TITLE - 1, len(self.units))
        for end in range(longest, place + 1, -1) if self.word(place) in PREPOSITIONS | _WITHIN_NAMES else ():
            words = self._title(place, end)
            found = tuple(iri for iri in named if words and self._phrases.title_words(iri).issuperset(words))
            if len(found) == 1:
                yield found, end

    def _title(self, start: int, end: int) -> Sequence[str]:
        """Returns the telling words of some units that may be part of a title; none where they end with another."""
        words = significant(" ".join(unit.word for unit in self.units[start:end]))
        return words if words[-1:] == self.units[end - 1].word.split()[-1:] else ()

    def _apposed(self, place: int, named: Named) -> Iterator[tuple[Named, int]]:
        """Yields what is named and then told between commas by its kind: "..., the handbook for parliamentarians, ..."."""
        is_apart = place < len(self.units) and self.is_apart(place)
        for (noun, conditions), end in self._description(place) if is_apart else ():
            if not noun.are_several and (end == len(self.units) or self.is_apart(end)):
                described = self._described(noun, conditions)
                if found := tuple(iri for iri in named if iri in described):
                    yield found, end

    def _so_described(self, place: int, named: Named) -> Iterator[tuple[Named, int]]:
        """Yields what is named and then told by its place or time: "the trilateral conference in Riga in spring 2008"."""
        is_told = self.word(place) in _TELLING or any(self.match("PARTICIPLE SPAN", place))
        kinds = {kind for iri in named for kind in self._known.classes.get(iri, ())} - {_ENTITY}
        if self._is_describing or not is_told or not kinds.isdisjoint(TOO_MANY):
            return
        self._is_describing = True
        ways = [*self.modifiers(place)]
        self._is_describing = False
        for conditions, end in ways:
            is_done = bool(conditions) and conditions[0].phrase not in ("", *_TELLING)
            is_whole = bool(conditions) and (conditions[0].things is not None or is_done)
            described = self._described(Noun("", frozenset(kinds), {}), conditions) if is_whole else ()
            if found := tuple(iri for iri in named if iri in described):
                yield found, end

    def _by_description(self, place: int) -> Iterator[tuple[Named, int]]:
        """Yields the one thing that is described at a place: "the conference in Riga", "the Stockholm conference of 2009"."""
        if self._is_describing:
            return
        for (noun, conditions), end in self._description(place):  # "the framework decision"
            is_told = bool(conditions) and not _partners(conditions)
            is_one = not noun.are_several and (is_told or self._is_definite(place))
            if is_one and len(found := self._described(noun, conditions)) == 1:
                yield (found[0],), end
        yield from self._by_title(place)

    def _by_title(self, place: int) -> Iterator[tuple[Named, int]]:
        """Yields the one thing of a kind that has all words beside the noun in its name: "the handbook on combating child trafficking"."""
        ways = [
            (noun, (begin, end), end)
            for noun, begin in self.noun(place)
            for end in range(min(len(self.units), begin + _TITLE), begin, -1)
        ]
        for begin in range(place + 1, min(place + 3, len(self.units))):
            ways += ((noun, (place, begin), end) for noun, end in self.noun(begin))
        for noun, span, end in ways:
            words = self._title(*span)
            if noun.are_several or not words:
                continue
            named = {iri: self._phrases.title_words(iri) for iri in self._described(noun, ())}
            found = [iri for iri, title in named.items() if all(_is_among(word, title) for word in words)]
            so_called = [iri for iri in found if fold(noun.text) in named[iri]]
            if len(found) == 1 or len(so_called) == 1:
                yield tuple(so_called or found), end

    def _is_definite(self, place: int) -> bool:
        """Says whether "the" stands before a unit."""
        first = self.units[place].start if place < len(self.units) else 0
        return first > 0 and self._reading.folded[first - 1] == "the"

    def is_apart(self, place: int) -> bool:
        """Says whether punctuation stands before a unit."""
        begin = self.units[place - 1].end if place else 0  # before an article
        return any(self._reading.tokens[at].is_apart for at in range(begin, self.units[place].start + 1))

    def _is_next(self, place: int) -> bool:
        """Says whether a unit follows the one before without an article: "UNODC handbooks", but not "GRETA a body"."""
        return place < len(self.units) and self.units[place - 1].end == self.units[place].start

    def _days(self, place: int) -> bool:
        mention = self.units[place].mention if place < len(self.units) else None
        return bool(mention and mention.days)

    def text(self, start: int, end: int) -> str:
        """Returns how the sentence writes some units."""
        first, last = self.units[start].start, self.units[end - 1].end - 1
        return self._reading.sentence[self._reading.tokens[first].start : self._reading.tokens[last].end]

    # Kinds of things

    def noun(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Noun, int]]:
        """Yields the noun for a kind of things at a place."""
        for end in range(min(place + 4, len(self.units)), place, -1):
            text = " ".join(unit.word for unit in self.units[place:end])
            if noun := self._phrases.nouns.get(bare(text)):
                yield noun, end
        is_one = self.word(place) == "one" or (self.word(place) == "that" and self.word(place + 1) == "on")
        if self._one_of is not None and is_one:
            yield self._one_of, place + 1
        elif number := _NUMBERS.get(self.word(place)):  # "the six institutions", "which two other bodies"
            behind = place + 1 + (self.word(place + 1) == "other")
            for noun, end in self.noun(behind):
                if noun.are_several:
                    yield noun._replace(number=number), end

    def kind(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Kind, int]]:
        """Yields a kind of things with all that describes it, before and behind its noun."""
        for (noun, owned), end in self._of_kind(place):
            for conditions, behind in self.modifiers(end):
                yield (noun, (*owned, *conditions)), behind

    def _of_kind(self, place: int) -> Iterator[tuple[Kind, int]]:
        """Yields a noun, with the name or days before it: "UNODC handbooks", "the 2008 conference", "the Nordic Council's trafficking recommendations"."""
        yield from (((noun, ()), end) for noun, end in self.noun(place))
        if not self._is_next(place + 1):
            return
        before = [
            (condition_of(_UNSAID, (None, span)), end) for span, end in self.span(place) if self._days(place)
        ]
        against = tuple(self._known.named.get(self.word(place).removeprefix(_AGAINST), ()))
        opposed = [(against, place + 1)] if against and self.word(place).startswith(_AGAINST) else []
        for owner, end in (*self.name(place), *opposed):
            is_topic = any(TOPIC in self._known.classes.get(iri, ()) for iri in owner)
            on = condition_of(("on", self._sayings("on")), (NamedThings((owner,)), None))
            before.append((on if is_topic else self.of(owner), end))
        for one, behind in before:
            yield from (((noun, (one, *others)), end) for (noun, others), end in self._of_kind(behind))

    def _description(self, place: int) -> Sequence[tuple[Kind, int]]:
        """Returns the kinds at a place with what describes them; a description within one is not read."""
        if self._is_describing:
            return ()
        self._is_describing = True
        found = [*self.kind(place)]
        self._is_describing = False
        return found

    def any_of_kind(self, place: int) -> Iterator[tuple[NamedThings, int]]:
        """Yields any of the things of a kind, where a kind stands for a name: "which bodies published handbooks for trainers"."""
        behind = next((end for _, end in self.match("MOST", place)), place)
        for (noun, conditions), end in self._description(behind):
            found = self._described(noun, conditions) if noun.kinds.isdisjoint(TOO_MANY) else ()
            beside = _partners(conditions)
            if (0 if beside else 1) < len(found) <= _ANY and noun.number in (0, len(found)):
                first = self.units[behind].start
                article = self._reading.folded[first - 1] if first else ""
                kind = self.text(behind, end)
                if article == "the" and not noun.are_several:  # "the campaign" is not said to be one
                    article = "" if kind.split()[-1] in _UNCOUNTED else "an" if kind[0] in "aeiou" else "a"
                kind = f"{article} {kind}" if article in ARTICLES else kind
                named = tuple((iri,) for iri in found)
                yield NamedThings(named, not noun.number, kind, behind > place, beside), end

    def most(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[str, int]]:
        """Yields "most", or "the greatest number of"."""
        for pattern in ("most", "<greatest> number of?"):
            yield from (("most", end) for _, end in self.match(pattern, place))

    # Conditions

    def of(self, owner: Named) -> Condition:
        """Returns that something is somebody's, or in a place: "the NATO policy", "UNODC handbooks", "London seminar"."""
        of, at = (("of", self._by), ("in", self._sayings("in")))
        is_place = any(_PLACE in self._known.classes.get(iri, ()) for iri in owner)
        (phrase, first), (_, then) = (at, of) if is_place else (of, at)
        return condition_of((phrase, (*first, *then)), (NamedThings((owner,)), None))

    @property
    def _by(self) -> Sequence[Saying]:
        """What links something to whose it is, behind "of"."""
        ways = ("of", "by", "launched by", "run by", "adopted by", "organized by", "established by")
        return [one for way in ways for one in self._sayings(way)]

    def _sayings(self, phrase: str, form: Form = Form.BEHIND_BE) -> tuple[Saying, ...]:
        return tuple(self._phrases.sayings.get((form, phrase), ()))

    def modifiers(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[tuple[Condition, ...], int]]:
        """Yields what describes a noun, the most first, and nothing."""
        is_joined = self.word(place) in ("and", "but") and self.word(place + 1) not in _NOT
        for one, end in self.modifier(place + is_joined):
            yield from (((one, *others), behind) for others, behind in self.modifiers(end))
        yield (), place

    def modifier(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Condition, int]]:
        """Yields one thing that describes a noun: "in Riga", "that UNICEF published", "not for parliamentarians"."""
        yield from self.left_out(place) if not self._is_describing else ()
        yield from self.lacking(place)
        for of, end in self.match("<that> PREDICATE", place):
            yield of["predicate"], end
        yield from self.by_whom(place + 1) if self.word(place) in WORDS["that"] else ()
        for of, end in self.match("BEHIND_BE OBJECT", place):
            phrase, sayings = of["behind_be"]  # "recommendations of PACE"
            if phrase == "of":
                sayings = self._by
            elif phrase == "with":  # of a partner, or of who did it, too
                sayings = (*sayings, *self._sayings("by"), *self._sayings("organized by"))
            yield condition_of((phrase, sayings), of["object"], is_past=phrase.endswith(" by")), end
        for of, end in self.match("PARTICIPLE? SPAN", place):  # "published in 2009", "in 2008"
            done = of["participle"]
            yield condition_of(done or _UNSAID, (None, of["span"]), is_past=bool(done)), end

    def lacking(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Condition, int]]:
        """Yields who has nothing to do with something: "without the IPU", "made without the IPU"."""
        for size in (0, 1):
            ways = [f"{self.word(place)} {way}" for way in ("with", "by")] if size else ["with"]
            sayings = [one for way in ways for one in self._sayings(way)]
            sayings += self._by if sayings and not size else ()
            if self.word(place + size) == "without" and sayings:
                for object_, end in self.object(place + size + 1):
                    yield condition_of(("by", sayings), object_, is_negated=True), end

    def by_whom(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Condition, int]]:
        """Yields who did something to what is described: "that UNICEF published", "that UNICEF did not publish, was not involved in"."""
        for pattern in ("THINGS verb=FINITE", "THINGS DENIED verb=BASE"):
            for of, end in self.match(pattern, place):
                one = condition_of(of["verb"], (of["things"], None), is_past=True, is_subject=False)
                yield one._replace(is_negated="denied" in of), end
        for pattern in ("THINGS had|took no part in", "THINGS DENIED involved in"):
            for of, end in self.match(pattern, place):
                things: NamedThings = of["things"]
                yield self.of(things.names[0])._replace(things=things, is_negated=True), end

    def left_out(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Condition, int]]:
        """Yields what is left out, by name or by what it has: "except UNODC", "other than those of 2005", "except the UNICEF ones"."""
        ways = ("<those> MODIFIER", "SPAN <those>", "NAME <those>", "OBJECT")
        for pattern in (*(f"all? <except> {way}" for way in ways), *_NEITHER):
            for of, end in self.match(pattern, place):
                if "modifier" in of:
                    one = of["modifier"]
                elif "name" in of:
                    one = self.of(of["name"])
                else:
                    one = condition_of(_UNSAID, of["object"] if "object" in of else (None, of["span"]))
                yield one._replace(is_negated=True), end

    def object(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[_Object, int]]:
        """Yields the things and time that stand behind the phrase of a condition."""
        for things, end in (*self.things(place), *self.any_of_kind(place)):
            yield from (((things, span), behind) for span, behind in self.span(end))
            yield (things, None), end
        yield from (((None, span), end) for span, end in self.span(place))

    def span(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[DaysAsked, int]]:
        """Yields the time at a place: "in 2009", "before 3 May 2005", "between 2005 and 2008", "2009"."""
        found = days_at(self._reading, self.units[place].start) if place < len(self.units) else None
        if found is not None and found.relation is not DayRelation.AS_OF:
            ends = (at for at in range(place, len(self.units)) if self.units[at].start >= found.end)
            is_bare = found.relation is DayRelation.NONE and not found.text.lower().startswith("from ")
            found = found._replace(text=f"in {found.text}") if is_bare else found
            yield found, next(ends, len(self.units))

    def predicate(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Condition, int]]:
        """Yields what is said of a subject: "launched UN.GIFT", "is part of the OSCE", "have published handbooks"."""
        for of, end in self.match("aux=DENIED VERB OBJECT", place):
            phrase, sayings = of["verb"]
            wide = (*sayings, *self._with_verb(phrase)) if of["aux"] in WORDS["do"] else sayings
            is_past = of["aux"] in DONE
            yield condition_of((phrase, wide), of["object"], is_past=is_past, is_negated=True), end
        for of, end in self.match("<be>|<have> been? LACKING", place):
            yield of["lacking"], end
        for of, end in self.match("aux=<be>|<have> been? <tasked>? VERB OBJECT", place):
            yield condition_of(of["verb"], of["object"], is_past=of["aux"] in DONE), end
        for of, end in self.match("<be>|<have> been? DONE SPAN", place):  # "were published in 2009"
            yield Condition(of["done"], (), None, of["span"], True), end
        for of, end in self.match("<be> SPAN", place):  # "are after 2007"
            yield condition_of(_UNSAID, (None, of["span"])), end
        for of, end in self.match("<be> <meant> BASE OBJECT", place):  # "is to monitor it"
            yield condition_of(of["base"], of["object"]), end
        for of, end in self.match("FINITE OBJECT", place):
            yield condition_of(of["finite"], of["object"], is_past=is_done(of["finite"])), end
        for things, end in self.things(place + 1) if self.word(place) else ():
            for behind in (end + 1, end + 2):  # "who set GRETA up", "who brought it into being"
                phrase = f"{self.word(place)} {self.words(end, behind)}"
                if sayings := self._sayings(phrase, Form.FINITE):
                    yield Condition(phrase, sayings, things, None, is_done((phrase, sayings))), behind

    def _with_verb(self, phrase: str) -> Iterator[Saying]:
        """Yields what all phrases say that begin with the verb of one, by which what is denied is taken widely: "work on", beside "work with"."""
        for (form, words), sayings in self._phrases.sayings.items():
            if form is Form.BASE and words.split()[0] == phrase.split()[0]:
                yield from sayings

    def denied(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[str, int]]:
        """Yields the auxiliary of what is denied: "did not", "didn't"."""
        word = self.word(place)
        if word in _DENIED:
            yield _DENIED[word], place + 1
        elif word in WORDS["aux"] and self.word(place + 1) in _NOT:
            yield word, place + 2

    def object_wanted(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Condition, int]]:
        """Yields what is said with the wanted as its object, behind the `way` that may stand ahead: "did UNODC launch"."""
        way = of.get("way", "")
        for one, end in self.match("aux=<aux> THINGS been? VERB SPAN?", place, {"way": way}):
            phrase, sayings = one["verb"]
            agents = (
                iri for iri in one["things"].names[0] if "foaf:Agent" in self._known.classes.get(iri, ())
            )
            if not (phrase == "about" and any(agents)):  # a text or event is about something
                is_past = one["aux"] in DONE
                yield Condition(phrase, sayings, one["things"], one["span"] or None, is_past, False), end
        for one, end in self.match("<be> THINGS <meant> BASE", place):  # "is it supposed to promote"
            phrase, sayings = one["base"]
            aims = [of for of in sayings if of.relation.is_forward]  # no deed, which is recorded as done
            if aims:
                yield condition_of((phrase, aims), (one["things"], None), is_subject=False), end
        for one, end in self.match("aux=<aux> THINGS", place) if way else ():
            form = _form(one["aux"], self.word(end) == "been")
            if sayings := self._sayings(way.strip(), form):  # "for whom is the handbook"
                yield Condition(way.strip(), sayings, one["things"], None, one["aux"] in DONE, False), end

    # Phrases

    def _phrase(self, place: int, form: Form, way: str = "") -> Iterator[tuple[Said, int]]:
        """Yields the phrases at a place, the longest first, with what they say; each with what stands behind it elsewhere."""
        for end in range(min(place + self._phrases.longest, len(self.units)), place, -1):
            phrase = self.words(place, end)
            if phrase and (sayings := self._sayings(phrase + way, form)):
                yield (phrase + way, sayings), end

    def verb(self, place: int, of: Bound) -> Iterator[tuple[Said, int]]:
        """Yields the phrases behind an auxiliary, which may lead to the `way` that stands ahead."""
        return self._phrase(place, _form(of["aux"], bool(of.get("been"))), of.get("way", ""))

    def done(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[str, int]]:
        """Yields the words at a place that say how or when something was done, and are not followed by what: "held".

        The `way` may stand ahead of the sentence: "until when does it run".
        """
        forms = (Form.BEHIND_BE, Form.PARTICIPLE, Form.BASE, Form.FINITE)
        for end in range(min(place + self._phrases.longest, len(self.units)), place, -1):
            phrase, way = self.words(place, end), of.get("way", "")
            for told, ways in ((phrase + way, ("",)) if way else ("", ()), (phrase, ("", *AT))):
                if phrase and any(
                    (form, told + at) in self._phrases.sayings for form in forms for at in ways
                ):
                    yield told, end


def _partners(conditions: Iterable[Condition]) -> Named:
    """Returns with whom something was done, by what describes it: "a handbook with UNICEF"."""
    named = (one.things.names for one in conditions if one.things and one.phrase.endswith("with"))
    return tuple(iri for names in named for name in names for iri in name)


def _form(auxiliary: str, is_been: bool) -> Form:
    """Returns in which form a verb stands behind an auxiliary."""
    if auxiliary in WORDS["do"]:
        return Form.BASE
    return Form.BEHIND_BE if auxiliary in _BE or is_been else Form.PARTICIPLE


def is_done(said: Said) -> bool:
    """Says whether a phrase tells by its form that something was done: "launched"."""
    return any(one.verb.past and bare(one.verb.past) == said[0] for one in said[1])


def _is_among(word: str, words: Collection[str]) -> bool:
    """Says whether a word is among some, be it that one of the two is the plural: "permits"."""
    return not {word, f"{word}s", word.removesuffix("s")}.isdisjoint(words)
