"""Follow-ups: sentences that go on from another, "and Sweden?", "before 2008?", "which of them have signed it?", made whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.printing import number_in_words
from ..base.terms import short
from ..names.articles import in_sentence
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS, Mention
from ..names.names import Names
from ..names.operators import Operator, OperatorKind
from ..results.claims import Wanted
from .clauses import clauses
from .days_asked import days_asked
from .reading import AUXILIARIES, MEMBER_NOUNS, STATE_NOUNS, Reading, read

#: With what somebody goes on.
_BEGUN = re.compile(r"^\s*(?:and|but|or|so|then|also|what about|how about)\b[\s,]*", re.IGNORECASE)
#: A sentence that only goes on has at most so many words, where it does not begin so.
_SHORT = 5
_MANY = frozenset(("they", "them", "these", "those"))
#: What asks for the names of those who were counted.
_WHO_THEY: frozenset[tuple[str, ...]] = frozenset(product(("who", "which", "what"), ("are", "were"), _MANY))
_WHO_THEY |= {*product(("which",), ("ones", "one"), ("are", "were"), _MANY)}
_WHO_THEY |= {("which", "ones"), ("which", "one"), ("name", "them"), ("list", "them")}
#: What asks how many those are who were listed.
_HOW_MANY_THEY = re.compile(
    rf"how many (?:(?:is|was) that|(?:are|were) (?:{'|'.join(sorted(_MANY))}|there))(?: in (?:all|total))?"
)
#: How a sentence begins that asks which of a kind did something, or are so.
_WHICH = re.compile(r"(?:which|what|list|name)(?: all)?(?= (?!of\b))", re.IGNORECASE)
#: What stands for the states of a group: "the Baltic ones".
_GROUP_ONES = re.compile(r"\b(?P<group>\w+) ones\b", re.IGNORECASE)
#: What asks for some of those who were found.
#: What keeps of those who were found the members of a group: "only the EU ones".
_ONLY_ONES = re.compile(
    r"(?:only|just) (?:the )?(?P<group>\w+) (?P<noun>ones|states|countries|members)[ ?.!]*", re.IGNORECASE
)
_SOME_OF_THEM = re.compile(r"(which|how many)(?: of (?:them|these|those)| ones) ", re.IGNORECASE)
#: What stands for something before, but for "this" and "that", which are articles, too.
_STANDING_IN = _MANY | {"it", "its", "he", "she", "so"}
_ONE = frozenset(("it", "this", "that"))
#: Who did what was asked of before.
_SUBJECTS = frozenset(("it", "they", "he", "she"))
#: What is asked of two who were found, not of all who were asked about.
_OF_TWO = frozenset(("either", "both", "neither"))
#: Behind these it is one that did something.
_HAVING = frozenset(("has", "have", "had"))
_DOING = {(word,) for word in ("do", "does", "did", "has", "have", "had")}
#: Behind these "it" is nothing that was named: "how long did it take", and the memo: "does it say anything on".
_OWN_SUBJECT = frozenset(("take", "takes", "say", "says", "mention", "mentions"))
#: Between these and "that" it only stands ahead of what is told: "is it correct that", "was it Norway or Denmark that".
_BE = frozenset(("is", "was"))
_PERSONS = frozenset(("he", "she", "him", "her"))
_COMPARED = frozenset(("before", "after", "than"))
#: What stands for the name of whose something is.
_WHOSE = frozenset(("its", "his"))
#: What stands before a word for the kind of what was spoken of.
_POINTING = frozenset(("that", "this", "the"))
#: What may stand for what a sentence names ahead of its question, and what begins one.
_TOPICS = frozenset(("it", "that", "this", "they"))
_WH = frozenset(("who", "whom", "what", "when", "where", "which", "why", "how"))
#: The numbers of those who may be spoken of, by their words.
SO_MANY = {number_in_words(number): number for number in range(2, 13)}
#: So many that were found, or named, before: "which of the two", "did the two countries sign it".
_SO_MANY = re.compile(
    rf"\b(?:the|these|those) (?P<number>{'|'.join(SO_MANY)})\b(?: (?P<behind>\w+))?+(?! (?:of|for|on|under|that|which)\b)|(?<=\bof )them\b",
    re.IGNORECASE,
)
#: One of those who were found, or named, before.
_OF_THEM = re.compile(r"\b(?:(?:that|the other) one|either of (?:them|these|those))\b", re.IGNORECASE)
#: The first, the last or the other of two: not "the first of the two to sign it", which asks who was, nor "the second meeting".
_NTH = re.compile(
    r"\bthe (?P<which>first|former|other|second|last|latter)"
    r"(?: (?:one|of (?:them|these|those|the two))\b(?! to\b)|(?<!last)(?=(?: (?:\w+ed|held|set up))?\W*$))",
    re.IGNORECASE,
)
#: What asks which of two comes behind the other.
_LATER = frozenset(("last", "later", "latest", "newer", "newest", "younger", "youngest"))
_THAT_ONE = re.compile(r"\b(?:that|this) one\b", re.IGNORECASE)
#: How a noun ends behind "that" that only leads to what is told of it: "treaties that states signed".
_PLURAL = re.compile(r"[^s]s$")
#: How a sentence begins that asks what a thing is, or is for, and needs no other for that.
_BEING = frozenset(product(("what", "who"), ("is", "are", "was", "were")))
#: What is said of days by "that".
_DAY_NOUNS = frozenset(("day", "date", "moment", "time", "month", "year"))
#: What asks who says what was answered.
_EVIDENCE = frozenset((
    "who says so", "who says that", "who says this", "says who", "who said so", "who said that", "source", "sources", "what is the source", "what are the sources",
    "what is your source", "evidence", "what is the evidence", "where does it say so", "where does it say that",
    "where is that from", "according to whom", "is that sure", "really",
))  # fmt: skip
#: What asks from what an answer follows.
_REASONS = frozenset((
    "why", "why so", "why is that", "why is that so", "why not", "how so", "how come", "how do you know", "how do you know that",
    "how is that known", "on what basis", "what is the reason", "on what grounds", "explain", "explain that",
))  # fmt: skip
#: What asks in which text, by its kind, something stands.
_IN_WHICH = re.compile(
    r"in (?:which|what) (\w+)(?: (?:was|is) (?:that|this|it)(?: (?:said|stated|written))?)?"
)
#: What stands for some of what was listed.
_ONES = re.compile(
    r"\s*(?:(?:and|only) )?(?:the ones|those|ones|the one)\b(?! (?:are|were|is|was|did|do)\b)\s*(?:that (?:are|were) )?",
    re.IGNORECASE,
)
#: What stands for the kind of what was spoken of, and is described: "the one from April 2009".
_THE_ONE = re.compile(r"\bthe one(?= (?:from|of|by|on|in|for|with|that)\b)", re.IGNORECASE)
_ELSE = re.compile(r"\belse\b ?", re.IGNORECASE)
_ARTICLE = re.compile(r"^the ", re.IGNORECASE)
#: Without a name more words than so many tell what is asked.
_TELLING = 2
#: So many words may only name sides of a thing.
_LONG = 9
#: So many things "they" may be, and so many of them may be asked of one by one.
_FEW, _ASKED_OF_EACH = 12, 3
#: What is said of many before the name of what they belong to: "member states of the CBSS".
_MEMBERS = frozenset(noun for noun in (*STATE_NOUNS, *MEMBER_NOUNS, "parties") if noun.endswith("s"))
_MEMBER_WORDS = frozenset(word for noun in _MEMBERS for word in noun.split()) - {"full", "participating"} | {
    "member"
}
_OF = frozenset(("of", "the"))
_TIMES = frozenset((
    OperatorKind.BEFORE, OperatorKind.UNTIL, OperatorKind.AFTER, OperatorKind.SINCE, OperatorKind.BETWEEN,
    OperatorKind.WITHIN, OperatorKind.NOW,
))  # fmt: skip
#: How the memo's time is told.
_OF_MEMO = re.compile(r"\b(?:when|as of|(?:at|by) the time(?: of)?) the memo(?: was written)?", re.IGNORECASE)
#: What is asked for of one thing, which may be described: "when did the IPU hold a seminar in London?".
_OF_ONE = frozenset((Wanted.DAY, Wanted.PLACE, Wanted.LENGTH))
#: What stands between a thing and what describes it.
_DESCRIBING = frozenset(
    ("of", "on", "for", "in", "to", "under", "with", "against", "from", "by", "about", "that", "which", "at")
)
_ENTITY = short(thb.Entity)
_PLACE, _AGENT, _EVENT = "schema:Place", "foaf:Agent", "schema:Event"
_TOPIC = "skos:Concept"
_STATES = frozenset((short(thb.State), short(thb.FormerState)))


#: How what only names another begins before or after whom it was done, and a question for the day.
_BESIDE_ONE, _WHEN = re.compile(r"(?:before|after) .+", re.IGNORECASE), re.compile("^when ", re.IGNORECASE)

#: What is asked behind a question where that is answered with yes: ", and if so on what day".
_IF_SO = re.compile(r",? (?:and )?if so\b.*", re.IGNORECASE)
#: What stands for what somebody did.
_DONE_SO = re.compile(r"\b(?:done|did) so\b", re.IGNORECASE)


class Answered(NamedTuple):
    """What a sentence was answered or asked of, by IRI, the likelier to be meant by "it" first; those of whom it holds; and what is told of these."""

    things: Sequence[str]
    several: Sequence[str] = ()
    told: Sequence[str] = ()


class _SoMany(NamedTuple):
    """For how many, of which perhaps a noun is told, a sentence has a word between two places; 0 for any number, "of them"."""

    number: int
    noun: str
    start: int
    end: int


def goes_on(reading: Reading) -> bool:
    """Says whether a sentence only goes on from another: "and Sweden?", "why?", "who says so?"."""
    telling = [word for word in reading.unnamed if word not in FUNCTION_WORDS]
    if _BEGUN.match(reading.sentence):
        return not telling
    is_short = 0 < len(reading.folded) <= _SHORT and not reading.mentions
    return is_short and (not telling or not _STANDING_IN.isdisjoint(reading.folded))


def is_going_on(sentence: str) -> bool:
    """Says whether a sentence begins as one that goes on from another, with little of its own: "and for judges?"."""
    return bool(_BEGUN.match(sentence)) and len(sentence.split()) <= _SHORT


def stands_alone(sentence: str, known: Names) -> bool:
    """Says whether a sentence names what it asks about, says more than the name, and refers to nothing before.

    A later part may refer to what the first one names.
    """
    own = read(sentence, known)
    first = clauses(own)[0].written
    named = [one for one in own.mentions if one.iris]
    is_of_being = own.folded[:2] in _BEING and any(not _is_state(one, known) for one in named)
    is_full = is_of_being or len(own.words) > (0 if named else _TELLING)
    is_full |= len(named) > 1 and own.folded[0] in _WH | AUXILIARIES  # "which EU members are not in NATO?"
    is_full |= bool(named) and own.wanted is Wanted.COUNT and any(one.days for one in own.mentions)
    of_whom = _so_many(first)  # "which of the two was first with it", who were named before
    is_of_others = of_whom is not None and all(len(of) != of_whom.number for of in _by_kind(own, known))
    begins = any(way.match(sentence) for way in (_BEGUN, _ONES, _ONLY_ONES))
    goes_on = is_of_others or refers(first, known) or begins
    return is_full and not goes_on


def asks_for_evidence(sentence: str) -> bool:
    """Says whether a sentence asks who says what was answered before: "who says so?", "how do you know?"."""
    words = fold(_BEGUN.sub("", sentence)).split()
    return " ".join(words) in _EVIDENCE


def asks_for_reasons(sentence: str) -> bool:
    """Says whether a sentence asks on what an answer before rests: "why?", "how do you know?"."""
    return " ".join(fold(_BEGUN.sub("", sentence)).split()) in _REASONS


def in_which_text(sentence: str) -> str:
    """Returns the kind of text of which a sentence only asks in which something stands: "in which resolution?"."""
    found = _IN_WHICH.fullmatch(fold(_BEGUN.sub("", sentence)))
    return found[1] if found else ""


def gone_on(sentence: str, before: str, known: Names) -> Reading:
    """Reads a sentence that goes on from another, without the word that says so, for who takes what it leaves out from that."""
    bare = _BEGUN.sub("", sentence)
    if kept := _ONLY_ONES.fullmatch(bare):
        called = _with_their_noun(f"{kept['group']} {kept['noun']}", known)
        members = _GROUP_ONES.sub(r"\g<group> members", called)
        bare = f"which of them are {members}?"
    return read(bare, known)._replace(before=read(before, known))


def refers(sentence: str, known: Names) -> bool:
    """Says whether a sentence has a word for something of the one before: "which of them", "what is it"."""
    return bool(referring(sentence, known))


def referring(sentence: str, known: Names) -> tuple[str, ...]:
    """Returns the words of a sentence for something of the one before."""
    own = read(sentence, known)
    return tuple(own.tokens[place].text for place in range(len(own.folded)) if _stands_in(own, place, known))


def is_of_many(reading: Reading) -> bool:
    """Says whether a sentence speaks of several by a pronoun: "which of them", "when did they sign it"."""
    return not _MANY.isdisjoint(reading.folded)


def is_among_one(reading: Reading, known: Names) -> bool:
    """Says whether a sentence asks which of several it is, after one that names a single state: "which of them signed first"."""
    if "of them" not in " ".join(reading.folded) or reading.before is None:
        return False
    before = reading.before
    states = [one for one in before.mentions if one.iris and _is_state(one, known)]
    return len(states) == 1 and not any(_is_of_many(one, before, known) for one in before.mentions)


def is_of_order(reading: Reading) -> bool:
    """Says whether a sentence without names asks for a place in order: "was it the first one?"."""
    return not reading.mentions and not {"first", "last"}.isdisjoint(reading.folded)


def asked_of_all(sentence: str, thread: Sequence[str], known: Names) -> str:
    """Returns the last sentence of a thread, of all states that it was asked of one by one where another speaks of several: "Had Germany and Finland ratified it?"."""
    own, last = read(sentence, known), thread[-1]
    several = _so_many(sentence)
    if not (several or "both" in own.folded or is_of_many(own) or is_of_order(own)):
        return last
    alike = [last]
    for earlier in reversed(thread[:-1]):
        if not are_alike([earlier, last], known):
            break
        alike.insert(0, earlier)
    alike = alike[-several.number :] if several else alike
    named = [_only_state(read(one, known), known) for one in alike]
    names = [one.written for one in named if one is not None]
    if len(names) < 2:
        return last
    reading = read(last, known)
    state = _only_state(reading, known)
    assert state is not None
    start, end = _span(reading, state.start, state.end)
    return f"{last[:start]}{_listed(names)}{last[end:]}"


def are_alike(sentences: Sequence[str], known: Names) -> bool:
    """Says whether some sentences ask the same of one state each."""
    asked: set[str] = set()
    for one in sentences:
        reading = read(one, known)
        state = _only_state(reading, known)
        if state is None:
            return False
        asked.add(" ".join((*reading.folded[: state.start], "", *reading.folded[state.end :])))
    return len(asked) == 1 and len({*sentences}) == len(sentences)


def _only_state(reading: Reading, known: Names) -> Mention | None:
    """Returns the one state that a sentence names."""
    states = [one for one in reading.mentions if one.iris and _is_state(one, known)]
    return states[0] if len(states) == 1 else None


def with_deed(sentence: str, before: Reading) -> str:
    """Returns a sentence with what the one before asks to have been done, or not, in the place of "done so" and "did so".

    "Which of them have done so since?" behind "Which had not ratified it?" is "which of them have ratified it since?".
    """
    begun = next((at for at, word in enumerate(before.folded) if word in AUXILIARIES), len(before.folded))
    denied = (at + 1 for at, word in enumerate(before.folded) if word == "not")
    place = next(
        (at for at in denied if at in before.words), next((at for at in before.words if at > begun), -1)
    )
    verb = before.tokens[place].text if place >= 0 else ""
    return _DONE_SO.sub(f"{verb} it", sentence, 1) if verb.endswith("ed") else sentence


def ways_on(sentence: str, before: str, known: Names, answer_before: Callable[[], Answered]) -> Iterator[str]:
    """Yields what a sentence may ask that goes on from the one before, the likeliest first; nothing where it does not, or not clearly.

    What only names a thing or a day asks the same of that: the thing stands in the place of the last one of its kind, the
    day in that of the day, or behind. "They" are those of a group that was asked about, "it" the last other thing, or what
    was answered. `answer_before` gives that, and is called only where it is needed. "The two" are those that were found, or named.
    """
    said = read(before, known)
    for way in chain(_ways_on(sentence, before, known, answer_before), [sentence]):
        is_of_chain = "; " in before and way.startswith(before.rpartition("; ")[0])
        if is_of_chain and any(one.days for one in read(sentence, known).mentions):  # which says of whom
            yield way
            continue
        whole = _with_so_many(way, said, known, answer_before)
        is_open = way == sentence or " of them " in f"{way} "
        yield from [whole] if whole else [] if is_open else [way]


def _ways_on(
    sentence: str, before: str, known: Names, answer_before: Callable[[], Answered]
) -> Iterator[str]:
    """Yields what a sentence may ask that goes on from the one before, without regard to how many it speaks of."""
    bare = _BEGUN.sub("", sentence)
    if _THAT_ONE.search(bare):
        found = [in_sentence(iri, known) for iri in answer_before().several if iri in known.labels]
        if len(found) > 1:
            return  # it is not clear which
        bare = _THAT_ONE.sub("it", bare)
    bare = _with_their_noun(bare, known)
    own, last = read(bare, known), read(before, known)
    if not own.tokens:
        return
    if time := _at_another_time(own):
        own = read(time, known)
    if one := with_one_of_two(bare, last, answer_before, known):
        yield from chain(_ways_on(one, before, known, answer_before), [one])
        return
    if _ELSE.search(sentence):  # "what else did they launch": but what was spoken of
        for way in _ways_on(_ELSE.sub("", sentence), before, known, answer_before):
            spoken = {iri for one in read(way, known).mentions for iri in one.iris}
            others = [iri for iri in answer_before().things if iri in known.labels and iri not in spoken]
            if others:
                yield f"{way.rstrip(' ?.')} except {' and '.join(in_sentence(iri, known) for iri in others)}?"
        return
    if own.folded in _WHO_THEY and last.wanted is Wanted.COUNT:
        own = read("which", known)
    if _HOW_MANY_THEY.fullmatch(fold(own.sentence)):
        yield from filter(None, [_counting(last)])
        return
    if whole := _with_topic(own):
        yield from filter(None, [_of_kind(read(whole, known), last, answer_before, known)])
        yield whole
        return
    if then := [*_of_them_then(own, last, known, answer_before)]:
        yield from then
        return
    is_bare = all(own.folded[place] in FUNCTION_WORDS for place in own.words) and not _is_of_order(own)
    if is_bare and not _refers(own):
        is_plain = all(one.kind in _TIMES for one in own.operators)
        goes_on = (
            bare != sentence or sentence.rstrip().endswith("?") or not any(one.iris for one in own.mentions)
        )
        if side := _BESIDE_ONE.match(own.sentence) if own.mentions and not own.mentions[0].days else None:
            first = _IF_SO.sub("", _WHEN.sub("", clauses(last)[0].written))
            yield f"{first.rstrip(' ?.!')} {side[0]}"  # "before Lithuania?"
        elif (own.mentions or _nows(own)) and last.mentions and goes_on and is_plain:
            named = any(one.iris for one in own.mentions)
            is_last = named or "; " in last.sentence  # which went on from another itself
            asked = (
                last if is_last else read(clauses(last)[0].written, known)
            )  # a day is of what is asked first
            yield from filter(None, [_exchanged(own, asked, known)])
        elif not own.mentions and len(own.tokens) <= _SHORT:
            yield from _asked_alone(own, last, known, answer_before)
        return
    yield from _asked_otherwise(own, last)
    yield from _asked_of_answer(own, known, answer_before)
    yield from _of_ones(own, last, known, answer_before)
    if _THE_ONE.search(own.sentence) and (kind := _kind_before(last, known, answer_before())):
        own = read(_THE_ONE.sub(f"the {kind.removesuffix('s')}", own.sentence, 1), known)
        yield own.sentence
    yield from _referring(own, last, known, answer_before)
    yield from filter(None, [_as_member(own, last, known)])
    yield from _sides_of(own, last, known, answer_before)


def _with_their_noun(sentence: str, known: Names) -> str:
    """Returns a sentence with the noun of a group that stands in it with "ones": "and the Baltic states?"."""
    ones = _GROUP_ONES.search(sentence)
    nouns = STATE_NOUNS if ones else ()
    called = [f"{ones['group']} {noun}" for noun in sorted(nouns) if ones]
    is_group = (known.groups.keys() & known.named.get(fold(name), ()) for name in called)
    name = next((name for name, found in zip(called, is_group, strict=True) if found), "")
    return _changed(sentence, [(*ones.span(), name)]) if ones and name else sentence


def _counting(last: Reading) -> str:
    """Returns a sentence that asks how many those are for whom the one before asks by their kind."""
    which = _WHICH.match(last.sentence)
    is_list = which is not None and last.wanted is Wanted.LIST and "; " not in last.sentence
    return f"How many{last.sentence[which.end() :]}" if which and is_list else ""


def _of_them_then(
    own: Reading, last: Reading, known: Names, answer_before: Callable[[], Answered]
) -> Iterator[str]:
    """Yields what the sentence before asks, of those who were found and at another time, or with another: "how many of them before 2007?"."""
    some = _SOME_OF_THEM.match(own.sentence)
    several = [iri for iri in answer_before().several if iri in known.labels] if some else []
    if some is None or len(several) < 2:
        return
    start = next((at for at, one in enumerate(own.tokens) if one.start == some.end()), len(own.tokens))
    head, told = _behind_asked(last, several, known), _told_otherwise(own, start, last)
    having, deed = (*last.folded[head : head + 2], "", "")[:2]
    is_within = told is not None and own.folded[start : start + 1] == ("in",)
    head += is_within and having in _HAVING and deed.endswith("ed")  # done then, not by then
    if told and 0 < head < len(last.tokens) and told[0] > last.tokens[head].start:
        names = _listed([in_sentence(iri, known) for iri in several])
        yield _changed(last.sentence, [(0, last.tokens[head].start, f"{some[1]} of {names} "), told])


def _told_otherwise(own: Reading, start: int, last: Reading) -> tuple[int, int, str] | None:
    """Returns what is exchanged where a sentence has, from a place on, only a time, or a name behind a preposition that the one before has, too."""
    days, end = [(one.start, one.end) for one in days_asked(own)], len(own.tokens)
    if days == [(start, end)]:
        return _dated(own, last, next(one for one in own.mentions if one.days))
    named = any(one.iris and one.start - start in (1, 2) and one.end == end for one in own.mentions)
    way = own.folded[start] if named and own.folded[start] in _DESCRIBING else ""
    within = {place for one in last.mentions for place in range(one.start, one.end)}
    at = max((at for at, word in enumerate(last.folded) if word == way and at not in within), default=0)
    return (*_span(last, at, len(last.tokens)), _text(own, start, end)) if way and at else None


def _behind_asked(last: Reading, several: Sequence[str], known: Names) -> int:
    """Returns the place behind what a sentence asks for: that of its auxiliary, or behind the noun for what was found; -1 for none."""
    named = {place for one in last.mentions for place in range(one.start, one.end)}
    places = [place for place in range(len(last.folded)) if place not in named]
    nouns = (at + 1 for at in places if all(known.is_called(last.folded[at], iri) for iri in several))
    return next((at for at in places if last.folded[at] in AUXILIARIES), next(nouns, -1))


def _of_ones(
    own: Reading, last: Reading, known: Names, answer_before: Callable[[], Answered]
) -> Iterator[str]:
    """Yields what is asked of the kind of what was listed: "the ones by UNICEF", "which is the oldest?"."""
    begun = _ONES.match(own.sentence)
    is_one = own.folded[1:2] in (("one",), ("ones",))
    asks_kind = not (is_one or AUXILIARIES.isdisjoint(own.folded[2:3]))  # "which countries are in it"
    asks_kind |= own.folded[1:2] == ("of",)  # "which of the two"
    is_among = not own.mentions and own.folded[0] == "which" and not _refers(own) and not asks_kind
    if not begun and not is_among:
        return
    several = [iri for iri in answer_before().several if iri in known.labels]
    if is_among and len(several) > 1:
        names = _listed([in_sentence(iri, known) for iri in several])
        yield f"which of {names}{own.sentence[own.tokens[int(is_one)].end :]}"
    elif begun and several:
        rest = own.sentence[begun.end() :]
        yield f"{last.sentence.rstrip(' ?.!')} {rest}"
        if kind := _kind_before(last, known, answer_before()):
            yield f"{kind} {rest}"


def _kind_before(last: Reading, known: Names, answered: Answered) -> str:
    """Returns the word of the sentence before for the kind of what was found, or of what it asked."""
    things = (*answered.several, *answered.things)
    words = (token.text for token in last.tokens)
    return next((word for word in words for iri in things if known.is_called(fold(word), iri)), "")


def _sides_of(
    own: Reading, last: Reading, known: Names, answer_before: Callable[[], Answered]
) -> Iterator[str]:
    """Yields what only names sides of the thing before: "purpose?", "number of projects, and countries?"."""
    is_asked = own.folded[0] in _WH | AUXILIARIES or _refers(own) or any(one.iris for one in own.mentions)
    is_asked |= bool(last.words) and _question_word(own) >= 0  # what was asked of the thing is left out
    is_asked |= not {"others", "other", "rest"}.isdisjoint(own.folded)  # of whom nobody has told
    is_asked |= _NTH.search(own.sentence) is not None
    if is_asked or len(own.tokens) > _LONG:
        return
    text = own.sentence.rstrip(" ?.!")
    written = [one.written for one in last.mentions if one.iris and not _is_state(one, known)]
    for name in dict.fromkeys(
        [*written[:1], *(in_sentence(iri, known) for iri in answer_before().things[:1])]
    ):
        yield from (f"{name} {text}", f"{name}: {text}")


def _question_word(reading: Reading) -> int:
    """Returns the place of the first word that asks: that of "how" in "in how many countries"; -1 for none."""
    return next((place for place, word in enumerate(reading.folded) if word in _WH), -1)


def _asked_otherwise(own: Reading, last: Reading) -> Iterator[str]:
    """Yields the sentence before with another question at its head: "since when does the IOM work on it?", "in how many countries?"."""
    head = next((place for place, word in enumerate(last.folded) if word in AUXILIARIES), -1)
    is_open = 0 <= _question_word(last) < head and not any(one.start < head for one in last.mentions)
    is_whole = 0 <= _question_word(own) <= 1 and AUXILIARIES.isdisjoint(own.folded) and not own.mentions
    if is_open and is_whole and not _refers(own) and len(own.tokens) <= _SHORT:
        yield f"{own.sentence.rstrip(' ?.!')} {last.sentence[last.tokens[head].start :]}"


def _asked_of_answer(own: Reading, known: Names, answer_before: Callable[[], Answered]) -> Iterator[str]:
    """Yields what a sentence without a verb asks of what was answered: "under which initiative?"."""
    asks_which = own.folded[1:2] in (("which",), ("what",))
    is_bare = asks_which and AUXILIARIES.isdisjoint(own.folded) and not own.mentions
    if is_bare and len(own.tokens) <= _SHORT:
        things = (iri for iri in answer_before().things if iri in known.labels)
        yield from (f"{own.sentence.rstrip(' ?.!')} was {in_sentence(iri, known)}?" for iri in things)


def _listed(names: Sequence[str]) -> str:
    """Joins all names, as they are read one by one."""
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _with_topic(own: Reading) -> str:
    """Returns a sentence that names what it asks about ahead with that in its place: "the Forum itself, when was that?"."""
    begins = next((place for place in range(len(own.tokens)) if own.tokens[place].is_apart), 0)
    standing = [place for place in range(begins, len(own.folded)) if own.folded[place] in _TOPICS]
    is_named_later = any(one.end > begins for one in own.mentions)
    if not begins or len(standing) != 1 or own.folded[begins] not in _WH or is_named_later:
        return ""
    (place,) = standing
    name = _text(own, 0, begins - (own.folded[begins - 1] == "itself"))
    start, end = own.tokens[begins].start, own.tokens[place]
    return f"{own.sentence[start : end.start]}{name}{own.sentence[end.end :]}"


def _asked_alone(
    own: Reading, last: Reading, known: Names, answer_before: Callable[[], Answered]
) -> Iterator[str]:
    """Yields what a sentence asks that only asks, of what the one before asks, or of what was answered: "and when?", "with whom?"."""
    if not (_WH | {"long", "often", "many"}).intersection(own.folded):
        return
    text = own.sentence.rstrip(" ?.!")
    parts = clauses(read(f"{last.sentence.rstrip(' ?.!')}, and {text}?", known))
    yield parts[-1].whole  # the sentence before with what is asked behind it, where it is one
    told = answer_before()
    is_of_one = len(told.things) - len(told.several) < 2  # of several the year of one is not that of all
    things = [*told.things[:is_of_one], *(iri for one in last.mentions[-1:] for iri in one.iris[:1])]
    for iri in (one for one in things if {*_STATES, _TOPIC}.isdisjoint(known.classes.get(one, ()))):
        if own.folded[-1] != "many":  # of what, is not told
            yield f"{text} was {in_sentence(iri, known)}?"


def _at_another_time(own: Reading) -> str:
    """Returns the time of a sentence that only asks the same again as of that: "has it now?", "did they by 2012?"."""
    is_same = not AUXILIARIES.isdisjoint(own.folded[:1]) and not _SUBJECTS.isdisjoint(own.folded[1:2])
    times = [
        *((one.start, one.end) for one in days_asked(own)),
        *((one.start, one.end) for one in _nows(own)),
    ]
    is_timed = {*range(2, len(own.tokens))} == {place for time in times for place in range(*time)}
    return own.sentence[own.tokens[2].start :] if is_same and times and is_timed else ""


def _refers(reading: Reading) -> bool:
    return not (_MANY | _ONE | _PERSONS | _WHOSE | {"there"}).isdisjoint(reading.folded)


def _exchanged(own: Reading, last: Reading, known: Names) -> str:
    """Returns the sentence before with other names and another day."""
    text = last.sentence
    changes: list[tuple[int, int, str]] = [_as_of_now(own, last, now) for now in _nows(own)]
    for one in own.mentions:
        if one.days:
            changes.append(_dated(own, last, one))
            continue
        kinds = _kinds(one, known)
        members = [*_spans_of_states(last)] if "group" in kinds else []
        members += _spans_of_members(last) if "group" in kinds else ()
        others = [other for other in last.mentions if other.iris and kinds & _kinds(other, known)]
        if not (others or members):
            return ""
        if members:
            start, end = members[-1]
        else:
            likely = others if _is_of_last(last, others[-1]) else reversed(others)
            nearest = max(likely, key=lambda other: len(kinds & _kinds(other, known)))
            start, end = nearest.start, nearest.end
        has_article = "group" not in kinds or last.folded[start] == "the"  # "which Baltic states"
        name = one.written if has_article else _ARTICLE.sub("", one.written)
        changes.append((*_span(last, start, end), name))
    changes = [*dict.fromkeys(changes)]  # two days of one span
    if len({start for start, *_ in changes}) < len(changes):
        return ""  # "and Norway and Finland?"
    return _changed(text, changes)


def _is_of_last(reading: Reading, last: Mention) -> bool:
    """Says whether a sentence asks whether somebody is of the last that it names: "is ODIHR part of the OSCE"."""
    before = [word for word in reading.folded[: last.start] if word != "the"]
    return reading.wanted is Wanted.TRUTH and before[-1:] == ["of"]


def _changed(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    """Returns a text with others in some places of it."""
    for start, end, new in sorted(changes, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return text


def _spans_of_states(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yields the noun of a sentence that asks of all states, behind the word that asks: "which states"."""
    is_asked = reading.folded[:1] in (("which",), ("what",)) or reading.folded[:2] == ("how", "many")
    place = 1 + (reading.folded[:1] == ("how",))
    if is_asked and not STATE_NOUNS.isdisjoint(reading.folded[place : place + 1]):
        yield place, place + 1


def _spans_of_members(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yields from where to where the members of an organization are named: "Nordic Council member states", "member states of the CBSS"."""
    for one in reading.mentions:
        start, end = _with_members(reading, one), one.end
        if one.iris and start < one.start:
            yield start, end
        while one.iris and not _MEMBER_WORDS.isdisjoint(reading.folded[end : end + 1]):
            end += 1
        if end > one.end:
            yield one.start, end


def _dated(own: Reading, last: Reading, day: Mention) -> tuple[int, int, str]:
    """Returns what is exchanged for a day with its relation: those of the sentence before, or nothing at its end."""
    new = next(one.text for one in days_asked(own) if one.start <= day.start < one.end)
    if known := [*days_asked(last)]:
        return (*_span(last, known[-1].start, known[-1].end), new)
    end = last.tokens[-1].end
    return end, end, f" {new}"


def _nows(reading: Reading) -> Sequence[Operator]:
    return [one for one in reading.operators if one.kind is OperatorKind.NOW]


def _as_of_now(own: Reading, last: Reading, now: Operator) -> tuple[int, int, str]:
    """Returns what is exchanged for "today": the day of the sentence before, or its words for the memo's time, or nothing at its end."""
    new = _text(own, now.start, now.end)
    times = [
        *((one.start, one.end) for one in days_asked(last)),
        *((one.start, one.end) for one in _nows(last)),
    ]
    if times:
        return (*_span(last, *times[-1]), new)
    if of_memo := _OF_MEMO.search(last.sentence):
        return (*of_memo.span(), new)
    end = last.tokens[-1].end
    return end, end, f" {new}"


def _referring(
    own: Reading, last: Reading, known: Names, answer_before: Callable[[], Answered]
) -> Iterator[str]:
    """Yields a sentence with names for "they", "it", "its", "there" and "that project"."""
    whole = _of_kind(own, last, answer_before, known)
    own = read(whole, known) if whole else own
    places = [place for place in range(_end_of_first(own, known)) if _stands_in(own, place, known)]
    if not places:
        yield from filter(None, [whole])
        return
    answered = answer_before()
    kept = [iri for iri in answered.things if iri not in _left_out(last)]
    answered, others = answered._replace(things=kept), _others_named(last, known)
    names, each, is_group = _they(own, last, answered, known)
    ways = _it(last, answered, others, known)
    doers = [in_sentence(iri, known) for iri in answered.things if _is_a(iri, _AGENT, known)]
    agents = {*doers, *(_text(last, one.start, one.end) for one in others if _AGENT in _kinds(one, known))}
    if any(own.folded[place - 1 : place] in _DOING for place in places) and own.folded[0] in (
        "what",
        "which",
    ):
        ways = [*doers, *ways]  # "what did it organize"
    if not names:  # "which of them" may be those of several sentences
        places = [place for place in places if not _is_of_them(own, place)]
    others_meant = [way for way in ways if way not in agents]
    if {own.folded[place] for place in places} & _ONE and others_meant and not _MANY.isdisjoint(own.folded):
        ways, names = others_meant, names or "".join(doers[:1])  # "they" did "it"
    is_of_state = any(_is_state(one, known) for one in last.mentions)  # "its" may be the state's
    where = next(_there(answered, others, last, known), "")
    for way in dict.fromkeys(ways) if ways else ("",):
        meant = {
            **dict.fromkeys(_MANY, names),
            **dict.fromkeys(_ONE, way),
            **dict.fromkeys(_WHOSE, f"{way}'s" if way and not is_of_state else ""),
            "there": where,
        }
        text = _filled(own, places, meant, is_group)
        if text:
            yield text
        if text and names in text and 1 < len(each) <= _ASKED_OF_EACH:  # which no reader may take together
            begun = text.rstrip(" ?.!")
            yield f"{', and '.join(begun.replace(names, one) for one in each)}?"


def _as_member(own: Reading, last: Reading, known: Names) -> str:
    """Returns a sentence with a state for "it", and the organizations of which the one before asks whether that is a member: "when did it leave?"."""
    states = [one for one in last.mentions if one.iris and _is_state(one, known)]
    bodies = [one for one in last.mentions if _AGENT in _kinds(one, known) and one not in states]
    place = len(own.folded) - 2
    is_doing = place > 0 and own.folded[place] == "it" and own.folded[place - 1 : place] in _DOING
    if not (is_doing and len(states) == 1 and bodies):
        return ""
    names = [in_sentence(one.iris[0], known) for one in bodies]
    start, end = own.tokens[place].start, own.tokens[place].end
    of = _listed(names) if len(names) > 1 else names[0]
    return f"{own.sentence[:start]}{states[0].written}{own.sentence[end:].rstrip(' ?.!')} {of}?"


def _end_of_first(own: Reading, known: Names) -> int:
    """Returns the place behind the first part of a sentence, of whose things later parts speak, where that part is told in full; else its end."""
    first = clauses(own)[0].written
    end = sum(token.end <= len(first) for token in own.tokens)
    is_full = sum(place < end for place in own.words) > _TELLING
    return end if is_full and own.sentence.startswith(first) else len(own.tokens)


def _filled(own: Reading, places: Sequence[int], meant: Mapping[str, str], is_group: bool) -> str:
    """Returns a sentence with what is meant in the place of each word that stands for it; nothing where one stands for nothing."""
    text = own.sentence
    for place in reversed(places):
        name, token = meant.get(own.folded[place], ""), own.tokens[place]
        if not name:
            return ""
        the = "the " if _needs_article(name, is_group and own.folded[place] in _MANY) else ""
        text = f"{text[: token.start]}{the}{name}{text[token.end :]}"
    return text


def _others_named(last: Reading, known: Names) -> list[Mention]:
    """Returns what a sentence names but states, the group that it asks of, and what it leaves out."""
    group = next((one for one in last.mentions if _is_of_many(one, last, known)), None)
    named = [one for one in last.mentions if one.iris and _left_out(last).isdisjoint(one.iris)]
    return [one for one in named if one is not group and not _is_state(one, known)]


def _left_out(reading: Reading) -> set[str]:
    """Returns what a sentence leaves out by name: "who monitors it apart from GRETA"."""
    places = [one.place for one in reading.operators if one.kind is OperatorKind.EXCLUSION and one.place >= 0]
    return {iri for place in places for iri in reading.mentions[place].iris}


def _they(own: Reading, last: Reading, answered: Answered, known: Names) -> tuple[str, Sequence[str], bool]:
    """Returns who "they" are: the group that the sentence before asks of, or those who were found, or named; each of these, where they may be asked of one by one; and whether they are a group."""
    group = next((one for one in last.mentions if _is_of_many(one, last, known)), None)
    many = _text(last, _with_members(last, group), group.end) if group else ""
    several = [in_sentence(iri, known) for iri in answered.several if iri in known.labels]
    actors = (_AGENT, *_STATES)
    are_things = len(several) > 1 and not any(
        _is_a(iri, kind, known) for iri in answered.several for kind in actors
    )
    is_among = any(_is_of_them(own, place) for place in range(len(own.folded)))
    is_denied = any(one.kind is OperatorKind.NEGATION for one in own.operators)  # of the others
    is_listed = is_of_many(own) and not (is_among and is_denied)
    is_listed &= last.folded[:1] in (("which",), ("who",))
    is_counted = (last.wanted is Wanted.COUNT or is_listed) and bool(several)  # those, not all of the group
    are_two = len(several) == 2 and not _OF_TWO.isdisjoint(own.folded)  # "either of them"
    many = "" if are_things or is_counted or are_two else many
    together = next((of for of in _by_kind(last, known) if 1 < len(of) <= _FEW), ())
    several = several if len(several) > 1 else [in_sentence(iri, known) for iri in together]
    names = many or (_listed(several) if 1 < len(several) <= _FEW else "")
    return names, () if many or is_among else several, bool(many)


def _it(last: Reading, answered: Answered, others: Sequence[Mention], known: Names) -> list[str]:
    """Returns what "it" may be, the likelier first: what the sentence before names, or what was answered."""
    things = [one for one in others if _PLACE not in _kinds(one, known)] or others
    things = [one for one in things if not _is_of_another(one, last)] or things
    asks_whether = not AUXILIARIES.isdisjoint(last.folded[:1])  # of what is named first
    no_topics = [one for one in things if _TOPIC not in _kinds(one, known)] or things
    meant = no_topics[:1] if asks_whether else no_topics[-1:]
    mentioned = [_text(last, one.start, one.end) for one in meant]
    found = [in_sentence(iri, known) for iri in answered.things if iri in known.labels]
    first = answered.things[:1]
    is_named = not {*first}.isdisjoint(iri for one in things for iri in one.iris)
    is_described = bool(things) and things[-1:] == others[-1:] and _PLACE in _kinds(others[-1], known)
    is_described |= last.wanted in _OF_ONE and not is_named
    beside = (last.folded[max(one.start - 2, 0) : one.start] for one in things[-1:])
    is_described |= not is_named and any(
        not _COMPARED.isdisjoint(words) for words in beside
    )  # "the one before X"
    is_described &= not any(_is_a(iri, kind, known) for iri in first for kind in _STATES)
    is_told = bool({*first} - {*answered.several})
    is_described |= is_told and any(_TOPIC in _kinds(one, known) for one in things[-1:])
    are_which = not {"which", "what"}.isdisjoint(last.folded[:1] + last.folded[_question_word(last) :][:1])
    is_answered = are_which or is_described or not mentioned
    return [*found[:1], *mentioned] if is_answered else [*mentioned, *found[:1]]


def _there(answered: Answered, others: Sequence[Mention], last: Reading, known: Names) -> Iterator[str]:
    """Yields where "there" may be: at the event that was answered, else at a place that was, or that is named."""
    yield from (f"at {in_sentence(iri, known)}" for iri in answered.things[:1] if _is_a(iri, _EVENT, known))
    yield from (f"in {known.labels[iri]}" for iri in answered.things if _is_a(iri, _PLACE, known))
    yield from (f"in {_text(last, one.start, one.end)}" for one in others if _PLACE in _kinds(one, known))


def _is_a(iri: str, kind: str, known: Names) -> bool:
    return kind in known.classes.get(iri, ())


def _with_so_many(sentence: str, before: Reading, known: Names, answer_before: Callable[[], Answered]) -> str:
    """Returns a sentence with the names of so many for whom it has a number: those that were found, else those of one kind that were named, the last first; nothing where never just so many were."""
    of_whom = _so_many(sentence)
    if of_whom is None:
        return ""
    answered = answer_before()
    told = _told_of_kind(before, answered, known)
    for of in (answered.several, told, *_by_kind(before, known)):
        are_such = not of_whom.noun or all(_is_of_noun(iri, of_whom.noun, known) for iri in of)
        are_so_many = len(of) == of_whom.number if of_whom.number else len(of) > 1
        if are_so_many and are_such and all(iri in known.labels for iri in of):
            names = _listed([in_sentence(iri, known) for iri in of])
            return f"{sentence[: of_whom.start]}{names}{sentence[of_whom.end :]}"
    return ""


def _told_of_kind(before: Reading, answered: Answered, known: Names) -> list[str]:
    """Returns what was told that is what a sentence asks for by its noun: "which organizations published it", "which two bodies"."""
    behind = before.folded[_question_word(before) + 1 :]
    asked = [word for word in behind[:2] if word not in SO_MANY][:1]
    return [iri for iri in answered.told if any(known.is_called(kind, iri) for kind in asked)]


def speaks_of_two(sentence: str) -> bool:
    """Says whether a sentence speaks of one of two, by its place or as the other: "and the second?"."""
    return _NTH.search(sentence) is not None


def with_one_of_two(
    sentence: str, before: Reading, answer_before: Callable[[], Answered], known: Names, last: str = ""
) -> str:
    """Returns a sentence with the name of the one of two of whom it speaks; one that says no more asks of that what the one before asks of both, or the `last` of one.

    The other is who was not found, or whom the last does not name; nothing where that is not clear.
    """
    sentence = _BEGUN.sub("", sentence)
    nth = _NTH.search(sentence)
    two = _two_told(before, answer_before(), known) if nth else ()
    if nth is None or not two:
        return ""
    now = read(last, known) if last else before
    named = [one for one in now.mentions if not {*two}.isdisjoint(one.iris)]
    told = {iri for one in named for iri in one.iris} if last else {*answer_before().several}
    others = [iri for iri in two if iri not in told]
    if last and len(others) != 1:
        return ""
    which = nth["which"].lower()
    chosen = (
        two[which not in ("first", "former")] if which != "other" else others[0] if len(others) == 1 else ""
    )
    name = in_sentence(chosen, known) if chosen else ""
    begun, rest = sentence[: nth.start()], sentence[nth.end() :]
    if not name or re.search(r"\w", begun + rest):
        return name and f"{begun}{name}{rest}"
    is_asked = bool(last) or (len(named) == 2 and not _is_of_order(before))
    if not is_asked:
        return "" if _is_a(chosen, short(thb.State), known) else name
    start, end = _span(now, named[0].start, named[-1].end) if named else (0, 0)
    return _changed(now.sentence, [(start, end, name)]) if named else ""


def _is_of_order(reading: Reading) -> bool:
    return any(one.kind is OperatorKind.ORDER for one in reading.operators)


def _two_told(before: Reading, answered: Answered, known: Names) -> Sequence[str]:
    """Returns the two that were found, told or named, in their order, of which who is answered to be first comes first; of states only those that were named, since the order of others is that of what they did."""
    is_of_order, found_first = _is_of_order(before), answered.several[:1]
    agents = [iri for iri in answered.told if _is_a(iri, _AGENT, known) and iri not in answered.things]
    in_order = [iri for iri in answered.told if _is_a(iri, _ENTITY, known)] if is_of_order else []
    found = (answered.several, _told_of_kind(before, answered, known), agents, in_order)
    ways = (of for of in found if not any(_is_a(iri, kind, known) for iri in of for kind in _STATES))
    named = [*_by_kind(before, known)]
    pairs = (*ways, *named) if answered.several else (*named, *ways)
    two = next((of for of in pairs if len(of) == 2), ())
    if is_of_order and len(answered.several) == 1:
        is_clear = _LATER.isdisjoint(before.folded) and not {*found_first}.isdisjoint(two)
        two = sorted(two, key=lambda iri: iri not in found_first) if is_clear else ()
    return two if all(iri in known.labels for iri in two) else ()


def _so_many(sentence: str) -> _SoMany | None:
    found = _SO_MANY.search(sentence)
    if found is None:
        return None
    number, noun = SO_MANY.get((found["number"] or "").lower(), 0), fold(found["behind"] or "")
    is_noun = noun not in FUNCTION_WORDS | AUXILIARIES | {""} and not noun.endswith(("ed", "ly"))
    end = found.end("behind") if is_noun else found.end("number") if number else found.end()
    return _SoMany(number, noun if is_noun else "", found.start(), end)


def _by_kind(reading: Reading, known: Names) -> Iterator[Sequence[str]]:
    """Yields the states, the treaties, the bodies and the other things that a sentence names, by IRI."""
    named: dict[str, dict[str, None]] = {}
    for one in reading.mentions:
        kinds = _kinds(one, known)
        is_state, is_treaty = bool(kinds & _STATES), short(thb.Treaty) in kinds
        if len(one.iris) == 1 and (is_state or not kinds & {"group", _TOPIC, _PLACE}):
            kind = "state" if is_state else "treaty" if is_treaty else _AGENT if _AGENT in kinds else ""
            named.setdefault(kind, {})[one.iris[0]] = None
    yield from map(tuple, named.values())


def _is_of_noun(iri: str, noun: str, known: Names) -> bool:
    """Says whether a thing may be called by a noun: a state "countries", a campaign "campaigns"."""
    is_state = not _STATES.isdisjoint(known.classes.get(iri, ()))
    label = f" {fold(known.labels.get(iri, ''))} "
    return (
        (noun in STATE_NOUNS and is_state)
        or known.is_called(noun, iri)
        or f" {noun.removesuffix('s')} " in label
    )


def _is_of_them(own: Reading, place: int) -> bool:
    return own.folded[place] in _MANY and own.folded[place - 1 : place] == ("of",)


def _needs_article(name: str, is_group: bool) -> bool:
    begins = name.lower().startswith(("the ", "in ", "at "))
    return not begins and (is_group or name[:1].islower())


def _stands_in(own: Reading, place: int, known: Names) -> bool:
    """Says whether a word stands for something of the sentence before, and not for what this one names."""
    word = own.folded[place]
    if word == "there":
        beside = {*own.folded[max(place - 1, 0) : place + 2]}
        return not (beside & AUXILIARIES or {"it", "for"} <= beside or own.mentions)  # "what is it there for"
    is_expletive = word == "it" and not _OWN_SUBJECT.isdisjoint(own.folded[place + 1 : place + 2])
    is_expletive |= (
        word == "it"
        and not _BE.isdisjoint(own.folded[max(place - 1, 0) : place])
        and (
            "that" in own.folded[place + 2 : -1]
            or (own.folded[place + 2 : place + 3] == ("for",) and "to" in own.folded[place + 3 :])
        )
    )
    if is_expletive or word not in _MANY | _ONE | _PERSONS | _WHOSE or _has_own(own, place, known):
        return False
    return _stands_alone(own, place)


def _called_by_kind(own: Reading, place: int) -> range:
    """Returns the places of what is called by its kind alone: "that Task Force", "the project"."""
    if own.folded[place] not in _POINTING:
        return range(0)
    end = place + 2
    for one in own.mentions:
        if one.iris and one.start in (place, place + 1) and one.end > place + 1:
            if len(one.iris) == 1:
                return range(0)
            end = one.end
        elif one.iris and own.folded[place] == "the":
            return range(0)  # what it is of is named
    noun = own.folded[place + 1 : place + 2]
    is_that = own.folded[place] == "that"
    if is_that and noun and _PLURAL.search(noun[0]):
        return range(0)  # "checks that countries do so"
    is_described = not (is_that and noun) and own.folded[end : end + 1] and own.folded[end] in _DESCRIBING
    is_named = any(one.iris and one.end == end for one in own.mentions)  # "the Alliance", of several
    return range(place, end) if (is_named or place + 1 in own.words) and not is_described else range(0)


def _of_kind(own: Reading, last: Reading, answer_before: Callable[[], Answered], known: Names) -> str:
    """Returns a sentence with the names of what it calls by its kind, which things of the sentence before, or its answer, are."""
    text = own.sentence
    spans = [span for place in range(len(own.folded)) if (span := _called_by_kind(own, place))]
    answered = answer_before() if spans else Answered(())
    named = [iri for one in reversed(last.mentions) for iri in one.iris]
    things = [*named, *answered.things, *answered.told] if spans else []
    things = [iri for iri in things if _ENTITY in known.classes.get(iri, ())]
    things.sort(key=lambda iri: _PLACE in known.classes.get(iri, ()))
    states = {iri for iri in things if not _STATES.isdisjoint(known.classes.get(iri, ()))}
    for span in reversed(spans):
        words = [word for word in own.folded[span.start : span.stop] if word not in _POINTING]
        of = [
            iri
            for iri in things
            if all(
                f" {word} " in f" {fold(known.labels.get(iri, ''))} "
                or known.is_called(word, iri)
                or (word in STATE_NOUNS and states == {iri})
                for word in words
            )
        ]
        if len({*of}.intersection(answered.several)) > 1 and of[0] not in named:
            continue  # "that country", of several that were found
        if of and words:
            start, end = _span(own, span.start, span.stop)
            text = f"{text[:start]}{in_sentence(of[0], known)}{text[end:]}"
    return text if text != own.sentence else ""


def pointing(sentence: str, known: Names) -> tuple[str, ...]:
    """Returns what of a sentence speaks of "that" one of a kind, or of so many, whom only what stands before it can tell."""
    own = read(sentence, known)
    spans = filter(None, (_called_by_kind(own, place) for place in range(len(own.folded))))
    those = [span for span in spans if own.folded[span.start] == "that"]
    nouns = {span: own.folded[span.start + 1] for span in those}
    meant = [of for of, noun in nouns.items() if known.with_word(noun)]
    texts = [_text(own, of.start, of.stop) for of in meant if nouns[of] not in _DAY_NOUNS]
    of_whom = _so_many(sentence)
    named = [found[0] for found in _OF_THEM.finditer(sentence)]
    is_own = of_whom is not None and (
        any(len(of) == of_whom.number for of in _by_kind(own, known))  # "Norway or Denmark: which of the two"
        or any(  # "the five Nordic states"
            len(one.iris) == 1 and own.tokens[one.start].start < of_whom.end <= own.tokens[one.end - 1].end
            for one in own.mentions
        )
    )
    so_many = [sentence[of_whom.start : of_whom.end]] if of_whom and not is_own else []
    return tuple(dict.fromkeys((*texts, *named, *so_many)))


def _has_own(reading: Reading, place: int, known: Names) -> bool:
    """Says whether a sentence itself names, before a pronoun, what that stands for: "Ukraine ... before it ratified".

    A state stands for it only where it does something: not in "did Sweden sign it?".
    """
    behind = reading.folded[place + 1 : place + 2]
    doing = zip(reading.folded[:place], reading.folded[1:place], strict=False)
    if reading.folded[place] in _MANY and any(one == "that" and _PLURAL.search(of) for one, of in doing):
        return True  # "checks that countries do what they promised"
    if not behind and reading.folded[place] in _MANY and reading.folded[place - 1] in _COMPARED:
        return False  # "was it launched before or after them?"
    does = bool(behind) and behind[0] not in FUNCTION_WORDS and behind[0].isalpha()
    named = [one for one in reading.mentions if one.iris and one.end <= place]
    of_states = [one for one in named if _is_state(one, known)]
    states = {place for one in of_states for place in range(one.start, one.end)}
    if reading.folded[place] in _MANY and len(of_states) > 1:
        return True  # "Germany, Ukraine, Russia: which of them had signed it"
    if any(does or not _is_state(one, known) for one in named):
        return True
    return any(
        token.text[:1].isupper() for at, token in enumerate(reading.tokens[:place]) if at and at not in states
    )


def _stands_alone(reading: Reading, place: int) -> bool:
    """Says whether "that" or "this" is no article or conjunction: nothing that is told follows it."""
    if reading.folded[place] not in ("that", "this", "these", "those"):
        return True
    is_first = place == 0 and not AUXILIARIES.isdisjoint(reading.folded[1:2])  # "that was launched by whom?"
    return is_first or place + 1 == len(reading.folded) or reading.folded[max(place - 1, 0)] == "of"


def _is_of_many(mention: Mention, reading: Reading, known: Names) -> bool:
    is_group = len(mention.iris) == 1 and mention.iris[0] in known.groups
    return is_group or _with_members(reading, mention) < mention.start


def _with_members(reading: Reading, mention: Mention) -> int:
    """Returns where "the members of" begins before a name, else where the name does."""
    place = mention.start - 1
    while place >= 0 and reading.folded[place] in _OF:
        place -= 1
    if place < 0 or place == mention.start - 1 or reading.folded[place] not in _MEMBERS:
        return mention.start
    return place - 1 if place and reading.folded[place - 1] == "member" else place


def _is_of_another(mention: Mention, reading: Reading) -> bool:
    """Says whether a name only tells whose what is named before it is: "the Task Force of the CBSS"."""
    place = mention.start
    while place and reading.folded[place - 1] in _OF:
        place -= 1
    return place < mention.start and any(one.iris and one.end == place for one in reading.mentions)


def _is_state(mention: Mention, known: Names) -> bool:
    return bool(_kinds(mention, known) & _STATES)


def _kinds(mention: Mention, known: Names) -> set[str]:
    """Returns the classes of what a name may mean, but those of everything; of a group that alone."""
    if any(iri in known.groups for iri in mention.iris):
        return {"group"}
    kinds = {kind for iri in mention.iris for kind in known.classes.get(iri, ())}
    return kinds - {short(thb.Entity)}


def _span(reading: Reading, start: int, end: int) -> tuple[int, int]:
    return reading.tokens[start].start, reading.tokens[end - 1].end


def _text(reading: Reading, start: int, end: int) -> str:
    first, last = _span(reading, start, end)
    return reading.sentence[first:last]
