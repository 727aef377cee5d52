"""The forms of questions about facts: which of a kind, how many, when, whether, in which order, by patterns of their words.

"Which handbooks did the IPU publish?" is "<which> KIND ASKED", "how long did it run?" is "how long <do> THING LASTING". A
sentence has a form whole or not at all, so no "not", "only" or "first" is ever dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import TypeAlias

from ...base import vocabulary as thb
from ...base.namespaces import PREFIXES
from ...names.folding import fold
from ...names.mentions import Mention, mentions
from ...names.names import Names
from ...names.word_tokens import tokens
from ...rdf.schemes import SCHEMES
from ...results.claims import Wanted
from ...sentences.reading import ASKING, AUXILIARIES, LONGEST, PREPOSITIONS, SUBJECT, Reading
from ..patterns import NOTHING, WORDS, Bound
from ..phrases import Form, Noun, Phrases, Relation, Saying, Verb, bare, noun_stems, plural_of
from .asked_facts import WITH, AskedFact, AskedField, Asks, Condition, Deed, Named, NamedThings
from .fact_grammar import AT, DONE, PARTS, PAST, TOO_MANY, Describing, Grammar, Said, condition_of, is_done
from .fact_links import ACT, END, START

_FREQUENCY, _PAGES = PREFIXES["schema"] + "repeatFrequency", PREFIXES["schema"] + "numberOfPages"
ADDRESSES = (PREFIXES["thb"] + "fullText", *(PREFIXES["foaf"] + name for name in ("homepage", "page")))
#: What puts all that is asked for in order, or counts it by year, at the end of a sentence.
_RANKING = {
    "in order": "in order", "in chronological order": "in order", "chronologically": "in order", "by date": "in order",
    "with dates": "in order", "with their dates": "in order", "and when": "in order", "oldest first": "in order",
    "per year": "per year", "count per year": "per year", "by year": "per year", "each year": "per year", "every year": "per year", "in each year": "per year",
    "number per year": "per year", "total and number per year": "per year", "and how many per year": "per year",
}  # fmt: skip
#: What only says that what is asked for stands here, or is about what all here is about.
_RECORDED = re.compile(
    r"(?: that memo (?:mentions|names|lists|cites|has|knows of|speaks of)| (?:does|did) memo (?:mention|name|list|cite|have|know of|speak of)| (?:are|is|were) (?:mentioned|named|listed|cited|recorded|known))?"
    r"(?: in memo| here| on this (?:subject|topic|matter|issue))?$"
)
#: The outside schemes by how sentences call them.
_SCHEMES = {fold(name): name for name in SCHEMES}
#: What leads to what all that is asked here is about.
_ABOUT = PREPOSITIONS | {"on", "of", "in", "for", "about", "field", "fight", "area", "work"}
#: What is told of each thing of a list: its day, or a property by another name than its own.
_DATES = frozenset(("year", "date", "day", "when"))
_CALLED = {
    "place": "location", "venue": "location", "where": "location", "organiser": "organizer", "author": "creator", "topic": "subject",
}  # fmt: skip
_FIELDS_BESIDE = frozenset(("with", "and", "their", "its", "including", "of", "publication"))
#: What somebody's wish did to what came of it.
_LED = "led to"
_GOING_ON = ("go on until", "continue until")
#: What says between "how long" and "between" only that a time lies there.
_LYING = frozenset(("is", "was", "were", "are", "it", "time", "lay", "lie", "lies", "passed", "there"))
_POST = "org:Post"
#: The name of an act has fewer words than this: "entry into force".
_NAMED_ACT = 4
#: What may end a sentence and goes with what it asks for.
_STRANDED = frozenset(("with", "for", "by", "from", "to", "under", "in", "at"))
#: What a pattern reads: what is asked; none where a word does not fit the others.
_Read: TypeAlias = Callable[["QuestionForms", Bound], AskedFact | None]


def fact_questions(
    reading: Reading, known: Names, phrases: Phrases, described: Describing
) -> Iterator[AskedFact]:
    """Returns what a sentence may ask, each of which takes it whole, the likeliest first.

    `described` gives the things of a kind that meet conditions, which a name may stand for: "the conference in Riga".
    """
    named = [one for one in reading.mentions if bare(one.written) not in phrases.nouns]
    descriptions = [
        one
        for one in named
        if (one.written.islower() and bare(one.written).split()[0] in phrases.nouns)
        or any(ACT in known.classes.get(iri, ()) for iri in one.iris)
    ]  # "handbook for parliamentarians" may only tell what something is, "the entry into force of CETS 197" what it did
    inner = [part for one in descriptions for part in _within(one, known)]
    every = [named, *([[*(one for one in named if one not in descriptions), *inner]] if descriptions else [])]
    nouns = [one for one in reading.mentions if one not in named]
    begun = [one for one in nouns if one.start and reading.folded[one.start - 1] == "of"]
    if of := begun or [one for one in nouns if one.written.removeprefix("the ")[:1].isupper()]:
        every.append([*named, *of])  # "the units of the Secretariat", "the Alliance"
    for ways in every:
        yield from QuestionForms(reading, ways, known, phrases, described).whole_questions()


def _within(mention: Mention, known: Names) -> Iterator[Mention]:
    """Yields the names behind the first word of a description."""
    behind = mention.written.removeprefix("the ").partition(" ")[2]
    first = mention.end - len(tokens(behind))
    for one in mentions(behind, known):
        yield one._replace(start=one.start + first, end=one.end + first)


class QuestionForms(Grammar):
    """Parses what a sentence asks."""

    def whole_questions(self) -> Iterator[AskedFact]:
        """Yields what the sentence asks as a whole; whether something is so of one "only" is asked without that word."""
        only = [at for at in range(len(self.units)) if self.word(at) in WORDS["only"]]
        if len(only) != 1 or self.word(only[0] - 1) == "or":
            yield from self._whole_questions()
            return
        (at,) = only
        is_of_subject = at == 1 or (self.word(at) == "alone" and any(end == at for _, end in self.thing(1)))
        self.take((*self.units[:at], *self.units[at + 1 :]))
        for question in self._whole_questions():
            if question.asks is Asks.WHETHER and not question.asked:
                yield question._replace(asked=f"only {'subject' if is_of_subject else 'object'}")

    def _whole_questions(self) -> Iterator[AskedFact]:
        """Yields what the sentence asks as a whole, or with what is said at its end of all that is asked for."""
        words = [self.word(at) for at in range(len(self.units))]
        ranks = ((at, " ".join(words[at:])) for at in range(max(len(words) - 5, 1), len(words)))
        self.ranked, rank = next(((at, _RANKING[text]) for at, text in ranks if text in _RANKING), (0, ""))
        said = _RECORDED.search(" ".join(unit.word for unit in self.units[: self.ranked or len(words)]))
        #: How many words at the end only say that what is asked for stands here.
        self.recorded = len(said[0].split()) if said else 0
        found = [*self._questions(), *self._with_preposition_ahead(), *self._with_can_ahead()]
        for ending in self._endings():
            yield from (question for question, end in found if end == ending)
        less = next(
            (at for at in range(1, len(words) - 2) if self.words(at, at + 2) in ("or only", "or just")), 0
        )
        begin, fields = self._fields() if not rank else (0, ())
        for question, end in found:
            if less and end == less and question.asks is Asks.WHETHER:
                yield question._replace(asked="or only")
            elif question.asks is Asks.WHICH and not question.rank:
                if fields and end == begin:
                    yield question._replace(fields=fields)
                elif rank and end in (self.ranked, self.ranked - self.recorded):
                    yield question._replace(rank=rank)

    def _questions(self) -> Iterator[tuple[AskedFact, int]]:
        """Yields what the sentence asks, with the place up to which that takes it."""
        chosen = [*self._read(*_OF_TWO)]
        yield from chosen or (one for pattern, read in _FORMS for one in self._read(pattern, read))

    def _read(self, pattern: str, read: _Read) -> Iterator[tuple[AskedFact, int]]:
        for of, end in self.match(pattern):
            if question := read(self, of):
                yield question, end

    def _with_preposition_ahead(self) -> Sequence[tuple[AskedFact, int]]:
        """Returns what a sentence asks that ends with the preposition of its verb: "who did the IPU organize it with"."""
        units = self.units
        if self.word(0) not in WORDS["who"] | WORDS["which"] or self.word(len(units) - 1) not in _STRANDED:
            return ()
        self.take((units[-1], *units[:-1]))
        found = [*self._questions()]
        self.take(units)
        return found

    def _with_can_ahead(self) -> Sequence[tuple[AskedFact, int]]:
        """Returns what a sentence asks whose verb is told with "can": "can the Member States join it"."""
        units, found = self.units, list[tuple[AskedFact, int]]()
        for thing, end in [*self.thing(1)] if self.word(0) == "can" else ():
            self.take((*units[1:end], units[0], *units[end:]))
            for of, behind in self.match("FINITE OBJECT", end - 1):
                found.append(
                    (self.whether({**of, "thing": thing, "aux": "can", "verb": of["finite"]}), behind)
                )
            self.take(units)
        return found

    def _endings(self) -> Sequence[int]:
        """Returns where a question may end: with the sentence, or before what all that is asked here is about, or that it is recorded: "... on trafficking"."""
        end = len(self.units)
        if self.recorded:
            return end, end - self.recorded
        about = self.units[-1].mention if self.units else None
        if about is None or about.iris != (SUBJECT,):
            return (end,)
        leading = takewhile(lambda at: self.word(at) in _ABOUT, range(end - 2, 0, -1))
        return end, end - 1, *leading  # "work" may be what is done, too

    def _fields(self) -> tuple[int, tuple[AskedField, ...]]:
        """Returns where the words begin that say what is to be told of each thing, and what: "..., with year and publisher"."""
        found: list[AskedField] = []
        begin = len(self.units)
        while begin > 1:
            word = self.word(begin - 1)
            if (field := self._field(word.removesuffix("s"))) is not None:
                found.insert(0, field)
            elif word not in _FIELDS_BESIDE:
                break
            begin -= 1
        return (begin, tuple(found)) if self.word(begin) in ("with", "including") else (0, ())

    def _field(self, word: str) -> AskedField | None:
        """Returns what a word may tell of each thing of a list."""
        if word in _DATES:
            return AskedField("day" if word == "date" else word)
        called = _CALLED.get(word, word)
        sayings = self._sayings(called, Form.LABEL)
        return AskedField(called, sayings) if sayings and word else None

    # Parts of questions

    def asked(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[tuple[Condition, ...], int]]:
        """Yields the conditions of what is asked for, of which that comes last that is asked of it."""
        for found, end in self.match("PREDICATE with NAME", place):  # "who organized it with the IPU"
            things: NamedThings | None = found["predicate"].things
            beside = Condition(WITH, (), NamedThings((found["name"],)), is_negated=True)
            if (
                things is None or not things.kind
            ):  # a kind is that of which it is told: "a handbook with the IPU"
                yield (beside, found["predicate"]), end
        for one in ("PREDICATE", "OBJECT_WANTED"):
            for found, end in self.match(f"one={one} out=LEFT_OUT?", place):
                out, done = found["out"], found["one"]
                is_beside = (out and out.things) or (done.things and done.things.beside)
                if is_beside and done.is_subject:  # "who launched it besides UNICEF", be it as a partner
                    done = done._replace(sayings=(*done.sayings, *self._sayings("partner in")))
                yield tuple(filter(None, (out, done))), end
        for found, end in self.match("OBJECT_WANTED MODIFIERS", place):
            if found["modifiers"]:  # "which bodies does the OSCE have that work on ..."
                yield self._done_beside(found["modifiers"], found["object_wanted"]), end
        for found, end in self.match(
            "PREDICATE WHOLE", place
        ):  # "who is responsible for ... in the Commission"
            yield (found["whole"], found["predicate"]), end

    def _done_beside(self, others: tuple[Condition, ...], done: Condition) -> tuple[Condition, ...]:
        """Returns conditions with what somebody did to a thing, and who did it with them, each be it as partner or as doer."""
        if not any(one.phrase == WITH for one in others):
            return *others, done
        by = tuple(Saying(one.relation.back, one.verb, not one.is_passive) for one in done.sayings)
        beside = (one._replace(sayings=(*one.sayings, *by)) if one.phrase == WITH else one for one in others)
        return *beside, done._replace(sayings=(*done.sayings, *self._sayings("partner in")))

    def whole(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Condition, int]]:
        """Yields of what the wanted is a part, before or behind what is said of it: "... in the European Commission"."""
        for found, end in self.match("at|inside NAME", place):
            parts = (one for one in self._sayings("part of") if one.relation.term in PARTS)
            yield condition_of(("of", [*parts]), (NamedThings((found["name"],)), None)), end
        for one, end in self.modifier(place):
            sayings = tuple(saying for saying in one.sayings if saying.relation.term in PARTS)
            if sayings and one.things is not None and not one.is_negated:
                yield one._replace(sayings=sayings), end

    def asking(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[tuple[Wanted, str], int]]:
        """Yields the words that ask when or where: "since when", "in which year", "when and where"."""
        ways = {**ASKING, "when and where": Wanted.DAY, "where and when": Wanted.PLACE}
        for end in range(place + LONGEST, place, -1):
            if (wanted := ways.get(asked := self.words(place, end))) in (Wanted.DAY, Wanted.PLACE):
                yield (wanted, asked), end

    def rank(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[str, int]]:
        """Yields which of several a word asks for: the first, or the last."""
        yield from ((rank, end) for rank in ("first", "last") for _, end in self.match(f"<{rank}>", place))

    def rank_of(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[str, int]]:
        """Yields which of those behind the word it asks for: "the oldest handbook", but not "older, the handbook or ..."."""
        return (one for one in self.rank(place) if one[1] < len(self.units) and not self.is_apart(one[1]))

    def lead(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[str, int]]:
        """Yields the words that only ask to be told: "give me", "what is", or none."""
        ends = [end for way in ("<telling> me?", "<which>|<who> <be>") for _, end in self.match(way, place)]
        yield "", max(ends, default=place)

    def deed(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Deed, int]]:
        """Yields what was done, and whether that stands behind "be": "was adopted", "entered into force", "came"."""
        for found, end in self.match("<be>? DONE", place):
            yield Deed(found["done"], bool(found["be"])), end
        for _, end in self.match("came|come|comes|is|was|are", place):
            yield Deed(), end

    def occasion(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[tuple[Named, Deed], int]]:
        """Yields a thing with what was done to it, where a noun says that: "the launch of UN.GIFT"."""
        for end in range(place + 1, min(place + _NAMED_ACT, len(self.units))):
            words = self.words(place, end) if self.word(end) == "of" else ""
            if words and (verb := self._phrases.dated_by_noun.get(*noun_stems([words]))):
                deed = Deed(verb.base, verb.is_with_be)
                yield from (((named, deed), behind) for named, behind in self.thing(end + 1))
        yield from (((named, Deed()), end) for named, end in self.thing(place))

    def occasions(
        self, place: int, of: Bound = NOTHING
    ) -> Iterator[tuple[Sequence[tuple[Named, Deed]], int]]:
        """Yields two of which a noun says what was done to one at least: "the launch of UN.GIFT or the Vienna Forum"."""
        for found, end in self.match("one=OCCASION or other=OCCASION", place):
            two = found["one"], found["other"]
            if any(deed.phrase for _, deed in two):
                yield two, end

    def side(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[tuple[str, str], int]]:
        """Yields on which side of another something is asked to be: "before", "later than", "before or after"."""
        for rank, pattern in (("first", "<before> than?"), ("last", "<after> than?")):
            yield from (((rank, ""), end) for _, end in self.match(pattern, place))
        yield from ((("first", "or"), end) for _, end in self.match("<before> or <after> than?", place))

    def lying(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[str, int]]:
        """Yields the words up to "between" that only say that a time lies there, and its units: "months lie", "is it"."""
        end = next((at for at in range(place, place + 7) if self.word(at) == "between"), place)
        words = [self.word(at) for at in range(place, end)]
        units = next((word for word in words if word in WORDS["units"]), "")
        if {*words} - {units} <= _LYING:
            yield units, end + 1

    def way(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[str, int]]:
        """Yields the preposition of a verb that stands ahead: "by", "on behalf of"."""
        for size in (1, 2, 3):
            if words := self.words(place, place + size):
                yield f" {words}", place + size

    def ranking(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[str, int]]:
        """Yields the words at the end that put all in order."""
        if place == self.ranked > 0:
            yield "in order", len(self.units)

    def scheme(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[str, int]]:
        """Yields outside schemes, one behind the other."""
        names: list[str] = []
        while name := _SCHEMES.get(self.word(place + len(names))):
            names.append(name)
        if names:
            yield " ".join(names), place + len(names)

    def any(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[str, int]]:
        """Yields any word."""
        if word := self.word(place):
            yield word, place + 1

    def met(self, place: int, of: Bound) -> Iterator[tuple[Condition, int]]:
        """Yields that a body met, by what links meetings to it."""
        form = Form.BASE if of["aux"] in WORDS["do"] else Form.PARTICIPLE
        for (_, sayings), end in self._phrase(place, form, " at"):
            if any(one.relation.term == thb.meetingOf for one in sayings):
                one = self.of(of["thing"])
                yield (
                    one._replace(
                        sayings=tuple(of for of in one.sayings if of.relation.term == thb.meetingOf)
                    ),
                    end,
                )

    def made(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Said, int]]:
        """Yields that something is made of others, without these: "how is it composed"."""
        for (phrase, sayings), end in self._phrase(place, Form.BEHIND_BE, " of"):
            if told := tuple(one for one in sayings if one.relation.term == thb.composition):
                yield (phrase, told), end

    def post(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Noun, int]]:
        """Yields the noun of a post that is a verb, too: "who chairs it"."""
        noun = self._phrases.nouns.get(self.word(place))
        if noun is not None and _POST in noun.named and noun.are_several:
            yield noun, place + 1

    def two(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[tuple[Named, ...], int]]:
        """Yields the two, apart at the end, of which something may hold: "..., ODIHR or GRETA"."""
        for things, end in self.things(place) if 0 < place < len(self.units) and self.is_apart(place) else ():
            if things.is_any and len(things.names) == 2 and end == len(self.units):
                yield things.names, end

    def done_then(self, place: int, of: Bound) -> Iterator[tuple[str, int]]:
        """Yields what was done, which may lead to how a sentence begins that asks when: "until when does it run"."""
        wanted, asked = of["asking"]
        return self.done(place, {"way": "" if wanted is Wanted.PLACE else f" {asked.split()[0]}"})

    def given(self, place: int, of: Bound = NOTHING) -> Iterator[tuple[Condition, int]]:
        """Yields to whom something was done, before what: "did it send the governments recommendations"."""
        for things, end in self.things(place):
            yield condition_of(("to", self._sayings("to")), (things, None)), end

    def verb_by(self, place: int, of: Bound) -> Iterator[tuple[Said, int]]:
        """Yields what is done by nobody who is named: "was it evaluated"."""
        return self.verb(place, {**of, "way": " by"})

    def object_by(self, place: int, of: Bound) -> Iterator[tuple[Condition, int]]:
        """Yields what was done at something, as by it: "at which summit was it endorsed"."""
        return self.object_wanted(place, {"way": " by"})

    # What forms ask

    def which(self, of: Bound, wanted: Wanted = Wanted.LIST, *more: Condition) -> AskedFact | None:
        """Returns what asks for those of a kind, or among some, that meet conditions; of all of a kind only where these are not too many."""
        noun: Noun | None
        noun, conditions = of.get("kind") or (of.get("noun") or None, ())
        if noun is not None and of.get("telling"):  # "name three organizations": more may be told
            noun = noun._replace(number=0)
        whole = [of["whole"]] if of.get("whole") else []
        conditions = (*conditions, *of.get("modifiers", ()), *whole, *of.get("asked", ()), *more)
        if not conditions:
            is_told = noun and (noun.are_several or of.get("rank") or wanted is not Wanted.LIST)
            if noun is None or not is_told or of.get("several") or not noun.kinds.isdisjoint(TOO_MANY):
                return None
        is_told = noun is not None or bool(of.get("asked")) or any(one.things for one in conditions)
        if of.get("several") and not is_told:
            return None  # "which of A and B before 2007": what was done to them then is not told
        things, is_agent = of.get("several", ()), "who" in of or of.get("asker") in WORDS["who"]
        rank, deed = of.get("rank", ""), of.get("deed") or Deed()
        return AskedFact(Asks.WHICH, wanted, things, conditions, noun, is_agent, rank, deed=deed)

    def done_by(self, of: Bound) -> AskedFact | None:
        """Returns what asks for all that somebody did, or whether there is any: "everything that UNODC launched by 2009"."""
        done: Condition = of["by_whom"]
        wanted = Wanted.TRUTH if "be" in of else Wanted.LIST
        return (
            None
            if done.is_negated
            else self.which({}, wanted, done._replace(span=of.get("span") or done.span))
        )

    def of_other_kind(self, of: Bound) -> AskedFact | None:
        """Returns what asks which of a kind are of another, too: "which organizations are NGOs"."""
        wide, (noun, _) = of["noun"], of["kind"]
        is_other = noun.kinds != wide.kinds and noun.are_several == wide.are_several
        return self.which(of) if is_other else None

    def so_called(self, of: Bound) -> AskedFact | None:
        """Returns what asks for a kind by words that one thing alone is called: "which EU funding programme covers trafficking"."""
        wanted = (of["object_wanted"],) if "object_wanted" in of else ()
        return self.which({**of, "several": (of["one"],)}, Wanted.LIST, *wanted)

    def meetings(self, of: Bound) -> AskedFact | None:
        """Returns what asks how many meetings of a body there were."""
        noun = self._phrases.nouns.get("meeting")
        return self.which({"noun": noun}, Wanted.COUNT, of["met"]) if noun else None

    def label(self, of: Bound, called: str = "", term: str = "") -> AskedFact:
        """Returns what asks for a property of a thing, by its label or by a term."""
        sayings = (Saying(Relation(term), Verb(called)),) if term else of["label"][1]
        is_agent = self.word(0) in WORDS["who"]
        return AskedFact(Asks.LABEL, things=(of["thing"],), sayings=sayings, is_agent=is_agent)

    def label_of_link(self, of: Bound) -> AskedFact:
        """Returns what asks for a property by its label of a thing that is linked to another: "on what provision of UNTOC is it based"."""
        one = condition_of(of["verb"], (of["things"], None), is_past=of["aux"] in PAST)
        return self.label(of)._replace(conditions=(one,))

    def dated(self, of: Bound) -> AskedFact:
        """Returns what asks for the days of a thing by a noun: "dates of the Vienna Forum"."""
        asked = "when" if of["day"] in WORDS["day"] else "when and where"
        return AskedFact(Asks.WHEN, self._reading.wanted, (of["thing"],), asked=asked)

    def when(self, of: Bound) -> AskedFact | None:
        """Returns what asks when or where something was, or was done to it or by it, be it for the first or last time."""
        (wanted, asked), is_bare = of["asking"], "aux" not in of
        done, sayings = of.get("verb") or (of.get("done", ""), ())
        if (of.get("working") and not done.endswith(_GOING_ON)) or (is_bare and done in AUXILIARIES):
            return None
        is_past = is_bare or of["aux"] in DONE
        is_with_be = is_bare or bool(sayings) or of["aux"] in WORDS["be"] or bool(of.get("been"))
        links = (Condition(done, sayings, of["things"], None, is_past),) if sayings else ()
        if not done and wanted is Wanted.DAY and self._are_bodies(of["thing"]):
            return None  # "when is the EU"
        deed, rank = Deed(done, is_with_be, is_past), of.get("rank", "")
        things = of.get("several") or (of["thing"],)
        return AskedFact(Asks.WHEN, wanted, things, links, rank=rank, deed=deed, asked=asked)

    def _are_bodies(self, named: Named) -> bool:
        return all("foaf:Agent" in self._known.classes.get(iri, ()) for iri in named)

    def from_to(self, of: Bound) -> AskedFact | None:
        """Returns what asks when something began and ended: "from when to when was it", "when did it start and end"."""
        terms = [
            {one.relation.term for form in Form for one in self._sayings(of[name], form)}
            for name in ("begin", "end")
            if name in of
        ]
        if any(end not in of for of, end in zip(terms, (START.value, END.value), strict=False)):
            return None
        return AskedFact(Asks.LENGTH, Wanted.DAY, (of["thing"],))

    def days_of_kind(self, of: Bound) -> AskedFact | None:
        """Returns what asks when somebody did something to those of a kind: "when did the IPU last publish a handbook"."""
        (wanted, asked), is_most = of["asking"], bool(of.get("most"))
        if wanted is not Wanted.DAY or (is_most and "year" not in asked):
            return None
        if "thing" not in of and not of["kind"][0].are_several and self._is_the_one(of["aux"]):
            return None  # "when was the handbook published"
        done: list[Condition] = [of["given"]] if of.get("given") else []
        if "verb" in of:
            things = NamedThings((of["thing"],))
            done.append(condition_of(of["verb"], (things, None), is_past=of["aux"] in DONE, is_subject=False))
        rank = "per year" if is_most else of.get("last") or of.get("rank") or "in order"
        found = self.which(of, wanted, *done)
        return found and found._replace(rank=rank)

    def _is_the_one(self, auxiliary: str) -> bool:
        """Says whether "the" stands behind an auxiliary."""
        folded = self._reading.folded
        return folded[folded.index(auxiliary) + 1] == "the"

    def whether(self, of: Bound) -> AskedFact:
        """Returns what asks whether a thing meets a condition."""
        by, is_past, things = of.get("verb_by"), of["aux"] in DONE, NamedThings((of["thing"],))
        object_ = (things, None) if by else of["object"]
        one = condition_of(by or of["verb"], object_, is_past=is_past, is_subject=not by)
        return AskedFact(Asks.WHETHER, Wanted.TRUTH, (of["thing"],), (one,))

    def valid(self, of: Bound) -> AskedFact:
        """Returns what asks whether an instrument is still valid, which something may have replaced."""
        replaced = condition_of(
            ("replaced", self._sayings("replaced", Form.FINITE)),
            (NamedThings((of["thing"],)), of.get("span")),
            is_past=True,
        )
        deed = Deed(of["valid"], is_past=of["be"] in PAST)
        return AskedFact(Asks.WHETHER, Wanted.TRUTH, (of["thing"],), (replaced,), deed=deed, asked="valid")

    def led_to(self, of: Bound) -> AskedFact | None:
        """Returns what asks whose it is that led to something: "on whose recommendation was the day established"."""
        led = self._sayings(_LED, Form.FINITE)
        return self.which(of, Wanted.LIST, Condition(_LED, led, NamedThings((of["thing"],)), None, True))

    def at_end(self, of: Bound) -> AskedFact | None:
        """Returns what asks at its end for the object of a verb: "the OHCHR is part of what", "UNODC launched what"."""
        said = of.get("behind_be") or of["finite"]
        is_past = of["aux"] in PAST if "aux" in of else is_done(said)
        one = condition_of(said, (of["things"], None), is_past=is_past, is_subject=False)
        return self.which(of, Wanted.LIST, one)

    def made_of(self, of: Bound) -> AskedFact | None:
        """Returns what asks how something is composed."""
        one = condition_of(of["made"], (NamedThings((of["thing"],)), None), is_subject=False)
        return self.which(of, Wanted.LIST, one)

    def holder(self, of: Bound) -> AskedFact:
        """Returns what asks who holds a post, by its noun as a verb, which no relation says."""
        noun = of["post"]
        one = Condition(plural_of(noun.named[_POST]), (), NamedThings((of["thing"],)))
        return AskedFact(Asks.WHICH, conditions=(one,), noun=noun, is_agent=True)

    def behind_way(self, of: Bound) -> AskedFact | None:
        """Returns what asks for the object of a preposition: "by whom was UN.GIFT launched", "at which summit was it endorsed"."""
        is_fitting = "object_by" not in of or of["way"] in AT
        return self.which(of, Wanted.LIST, of.get("object_wanted") or of["object_by"]) if is_fitting else None

    def done_with(self, of: Bound) -> AskedFact | None:
        """Returns what asks who else did something: "with whom did the IPU organize the seminar", "... was it organized"."""
        things, partners = of["things"], self._sayings("partner in")
        if not of["way"].endswith("with"):
            return None
        if "participle" in of:
            return self.which(of, Wanted.LIST, Condition("partner in", partners, things, None, True))
        _, sayings = of["base"]
        left_out = Condition(WITH, (), NamedThings((of["thing"],)), is_negated=True)
        done = Condition(bare(sayings[0].verb.past), (*sayings, *partners), things, None, True)
        return self.which(of, Wanted.LIST, left_out, done)

    def in_texts(self, of: Bound) -> AskedFact | None:
        """Returns what asks in which of somebody's things something is dealt with: "in which publication did the IFRC address trafficking"."""
        one = condition_of(of["base"], of["object"], is_past=of["do"] in PAST)
        return self.which(of, Wanted.LIST, self.of(of["thing"]), one) if of["way"] in AT else None

    def order(self, of: Bound) -> AskedFact:
        """Returns what asks for the first or last of several, or for all in order: "which was adopted first, UNTOC or CETS 197?"."""
        deed, rank = of.get("deed") or Deed(), of.get("rank", "in order")
        return AskedFact(Asks.ORDER, things=of["several"], rank=rank, deed=deed)

    def order_of_occasions(self, of: Bound) -> AskedFact:
        """Returns what asks which of two came first, told by nouns: "which came first, the launch of UN.GIFT or the Vienna Forum"."""
        things, deeds = zip(*of["occasions"], strict=True)
        return AskedFact(Asks.ORDER, things=things, rank=of["rank"], deeds=deeds)

    def done_first(self, of: Bound) -> AskedFact:
        """Returns what asks which of two somebody did first: "which did UNODC launch first, UN.GIFT or the Blue Heart Campaign"."""
        things = of["several"] if "several" in of else (of["one"], of["other"])
        verbs = [of["base"]] * len(things) if "several" in of else [of["first"], of["then"] or of["first"]]
        by = NamedThings((of["thing"],))
        done = (condition_of(verb, (by, None), is_past=of["do"] in PAST, is_subject=False) for verb in verbs)
        return AskedFact(Asks.ORDER, things=things, conditions=(*done,), rank=of["rank"])

    def same(self, of: Bound) -> AskedFact | None:
        """Returns what asks whether several are linked to the same: "were UN.GIFT and Blue Heart launched by the same body?"."""
        is_past = of["aux"] in PAST
        if "done" in of:  # "were they held in 2008"
            one = Condition(of["done"], (), None, of["span"], is_past)
        else:
            one = condition_of(of["verb"], of.get("object", (None, None)), is_past=is_past)
        is_timed = one.things is None and one.span is not None
        return (
            AskedFact(Asks.SAME, Wanted.TRUTH, of["several"], (one,)) if is_timed <= ("done" in of) else None
        )

    def beside(self, of: Bound) -> AskedFact:
        """Returns what asks whether one was before another: "was UNTOC adopted before CETS 197?"."""
        (rank, asked), (things, deeds) = of["side"], zip(of["one"], of["other"], strict=True)
        deed = Deed(of.get("done", ""), of["aux"] in WORDS["be"], of["aux"] in PAST)
        told = tuple(one if one.phrase else deed for one in deeds) if any(one.phrase for one in deeds) else ()
        return AskedFact(Asks.ORDER, Wanted.TRUTH, things, rank=rank, deed=deed, deeds=told, asked=asked)

    def between(self, of: Bound) -> AskedFact | None:
        """Returns what asks for the time between two: "how long was it between UNTOC and CETS 197?"."""
        things = of["several"] if "several" in of else (of["one"], of["other"])
        if len(things) != 2 or ("lying" in of and bool(of["lying"]) != ("many" in of)):
            return None
        units = of.get("units") or of.get("lying") or "days"
        deed = Deed(of.get("done", ""), of.get("aux") in WORDS["be"])
        return AskedFact(Asks.ORDER, self._reading.wanted, things, rank="first", deed=deed, asked=units)


def _counted(self: QuestionForms, of: Bound) -> AskedFact | None:
    return self.which(of, Wanted.COUNT)


def _number(self: QuestionForms, of: Bound) -> AskedFact | None:
    noun: Noun = of["noun"]
    return self.label(of, noun.text, noun.counts) if noun.counts else None


def _length(_: QuestionForms, of: Bound) -> AskedFact:
    return AskedFact(Asks.LENGTH, things=(of["thing"],))


def _identifier(_: QuestionForms, of: Bound) -> AskedFact:
    return AskedFact(Asks.IDENTIFIER, things=(of["thing"],), asked=of["scheme"])


def _to_read(_: QuestionForms, of: Bound) -> AskedFact:
    ways = tuple(Saying(Relation(term), Verb("page")) for term in ADDRESSES)
    return AskedFact(Asks.LABEL, things=(of["thing"],), sayings=ways)


def _bare_label(self: QuestionForms, of: Bound) -> AskedFact | None:
    phrase, sayings = of["behind_be"]  # "homepage of the EGCC", "aim of UN.GIFT"
    one = Condition(phrase, sayings, of["things"])
    return self.which(of, Wanted.LIST, one) if phrase.endswith(" of") else None


_F = QuestionForms
#: What a question about two, apart at its end, asks; then nothing else is read in it.
_OF_TWO: tuple[str, _Read] = ("<who>|<which> NOUN? ASKED several=TWO", _F.which)
#: The forms of questions, the likeliest first.
_FORMS: tuple[tuple[str, _Read], ...] = (
    ("<who> WHOLE? ASKED", _F.which),  # "who at the United Nations is responsible for ..."
    ("<which> ASKED", _F.which),
    ("<which> of SEVERAL MODIFIERS ASKED?", _F.which),
    ("<which> of SEVERAL <be> KIND", _F.which),
    ("how many of SEVERAL MODIFIERS ASKED?", _counted),  # "how many of A, B and C by UNODC"
    ("how many of SEVERAL <be> KIND", _counted),
    ("<which> one=NAME ASKED", _F.so_called),
    ("<which> NOUN <be> KIND", _F.of_other_kind),
    ("<which> <be>|of? KIND ASKED", _F.which),
    ("<which> <be>|of? KIND DEED RANK", _F.which),  # "which campaign of UNODC came first"
    ("<which> <be>|of? KIND", _F.which),
    ("<telling>? me? what|all|everything that? BY_WHOM SPAN?", _F.done_by),
    ("<be> there anything that? BY_WHOM SPAN?", _F.done_by),
    ("<which> <be>|of? KIND <be> there MODIFIERS", _F.which),
    ("how long|thick <be> THING", lambda self, of: self.label(of, "number of pages", _PAGES)),
    ("how <be> THING MADE", _F.made_of),
    ("<who> POST THING", _F.holder),
    ("how often <be>|<do> THING DONE", lambda self, of: self.label(of, "frequency", _FREQUENCY)),
    ("how many_times|often aux=<do>|<have> THING MET", _F.meetings),
    ("how many of? KIND ASKED?", _counted),
    ("how many of? KIND <be> there MODIFIERS", _counted),
    ("LEAD day=<day>|<day_and_place> of THING", _F.dated),
    ("ASKING DONE THING", _F.when),  # "and when launched UN.GIFT", as a clause is left
    ("ASKING aux=<be> THING", _F.when),
    ("ASKING aux=<aux> THING been? rank=first|last? done=DONE_THEN working?", _F.when),
    ("ASKING aux=<be> SEVERAL done=DONE", _F.when),
    ("ASKING aux=<be> KIND DONE", _F.days_of_kind),  # "when were handbooks published"
    ("ASKING aux=<aux> THING been? VERB THINGS", _F.when),
    ("ASKING aux=<aux> THING been? last=first|last? VERB KIND", _F.days_of_kind),
    ("ASKING aux=<aux> THING been? last=first|last? VERB its? RANK KIND", _F.days_of_kind),
    ("ASKING aux=<aux> THING been? last=first|last? VERB GIVEN? MOST KIND", _F.days_of_kind),
    ("ASKING saw|had|<be> MOST KIND", _F.days_of_kind),  # "which year saw the most recommendations"
    ("THING ASKING DONE?", _F.when),  # "IOM founded when"
    ("THING <be>? DONE ASKING", _F.when),
    ("for? how <length> <be> THING", _length),
    ("for? how <length> <aux>|will one|each|every? THING <lasting>", _length),
    ("for? how <length> <aux>|will THING DONE", _length),
    ("LEAD duration|length of THING", _length),
    ("from when to|until|till when <aux> THING <lasting>|held?", _F.from_to),
    ("when <aux> THING begin=DONE and end=DONE", _F.from_to),
    ("<be> there any? KIND", lambda self, of: self.which(of, Wanted.TRUTH)),
    ("<do> THING have KIND", lambda self, of: self.which(of, Wanted.TRUTH, self.of(of["thing"]))),
    ("aux=<aux> THING been? VERB OBJECT", _F.whether),
    ("aux=<aux> THING been? VERB_BY", _F.whether),
    ("<be> THING still? <valid> today|now|any_longer?", _F.valid),
    ("<be> THING still? <valid> SPAN", _F.valid),
    ("ANY whose NOUN <be> THING DONE", _F.led_to),
    ("WAY asker=<who> OBJECT_WANTED", _F.behind_way),
    ("WAY asker=<which> KIND? OBJECT_WANTED", _F.behind_way),
    ("WAY asker=<which> one=NAME OBJECT_WANTED", _F.so_called),
    ("WAY asker=<who>|<which> <be> THINGS PARTICIPLE", _F.done_with),
    ("WAY asker=<who> <do> THING BASE its|their? THINGS", _F.done_with),
    ("WAY asker=<which> KIND? <do> THING BASE its|their? THINGS", _F.done_with),
    ("WAY asker=<which> KIND <do> THING BASE OBJECT", _F.in_texts),
    ("WAY asker=<which> KIND OBJECT_BY", _F.behind_way),
    ("THINGS aux=<be> BEHIND_BE asker=<which>|<who>", _F.at_end),  # "the OHCHR is part of what"
    ("THINGS FINITE asker=<which>|<who>", _F.at_end),
    ("BEHIND_BE THINGS", _bare_label),
    ("LEAD SCHEME <identifier>? of|for? THING", _identifier),
    ("THING SCHEME <identifier>?", _identifier),
    ("THING <identifier> in SCHEME", _identifier),
    ("where can|could|may i|we|one|you read|find|see|get|download THING", _to_read),
    ("LEAD LABEL of|for THING", _F.label),
    ("WAY <which> LABEL of THINGS aux=<be> THING VERB", _F.label_of_link),
    ("SEVERAL <who>|<which> NOUN? DEED RANK", _F.order),  # "UNTOC or CETS 197: which came first?"
    ("<who>|<which> NOUN? DEED RANK SEVERAL", _F.order),
    ("<who>|<which> of SEVERAL DEED RANK", _F.order),
    ("<who>|<which> <be> RANK NOUN of|among|between? SEVERAL", _F.order),
    ("<putting>? SEVERAL rank=RANKING", _F.order),
    ("order of SEVERAL", _F.order),
    ("aux=<be> SEVERAL DONE SPAN", _F.same),
    ("aux=<be>|<do> SEVERAL VERB OBJECT", _F.same),
    ("aux=<be>|<do> SEVERAL VERB same NOUN?", _F.same),
    ("<who>|<which> NOUN? DEED RANK OCCASIONS", _F.order_of_occasions),
    (
        "<which> <do> THING do RANK first=BASE its|their? one=THING or then=BASE? its|their? other=THING",
        _F.done_first,
    ),
    ("<which> NOUN? <do> THING BASE RANK SEVERAL", _F.done_first),
    ("aux=<be>|<do> one=OCCASION DONE SIDE other=OCCASION", _F.beside),
    ("aux=<be> one=OCCASION SIDE other=OCCASION", _F.beside),
    ("aux=<do> one=OCCASION come SIDE other=OCCASION", _F.beside),
    ("how long|much LYING SEVERAL", _F.between),
    ("how many LYING SEVERAL", _F.between),
    ("how long|much before|after other=THING aux=<be>|<do> one=THING DONE?", _F.between),
    ("how many <units> before|after other=THING aux=<be>|<do> one=THING DONE?", _F.between),
    ("how many NOUN <have> THING", _number),
    ("how many NOUN THING <have>", _number),  # "how many pages it has"
    ("how many NOUN <do> THING have|has|contain|count", _number),
    ("<telling>? me? all|every|each|any? RANK? KIND", _F.which),
    ("<which> <be> KIND", _F.which),
    ("<which> <be> rank=RANK_OF KIND", _F.which),
)
