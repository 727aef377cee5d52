"""Clauses: a sentence that asks several things, parted into sentences that ask one each, with the names carried over."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS, INDEFINITE, Mention
from .reading import ASKING, AUXILIARIES, LONGEST, PREPOSITIONS, Reading

#: What begins a question, beside the phrases that ask for something in particular.
_BEGINNINGS = frozenset((*ASKING, "who", "whom", "what", "which", "whose", "how", "how long"))
#: What may stand before it.
_LEADING = PREPOSITIONS | {
    "about", "at", "by", "for", "from", "in", "of", "on", "since", "to", "until", "upon", "with",
}  # fmt: skip
#: So many words ask so: a preposition, "which", and the kind.
_ALONE = 3
#: So many words have an article, a noun and a word that describes it.
_NOUN = 3
_JOINING = frozenset(("and", "or"))
#: What asks whether somebody did or has one.
_DOING = frozenset(("do", "does", "did", "has", "have", "had"))
#: What stands for a name of the clause before.
_STANDING = re.compile(r"\b(?:(its|their|his|her)|(it|they|them|he|she|him|that one))\b", re.IGNORECASE)
_ONE = re.compile(r"\b(?:its?|that one)\b", re.IGNORECASE)
_SUBJECTS = frozenset(("it", "they", "he", "she"))
_MANY = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
#: What only says that it was: "in what year did that come about", "when that happened".
_OF_ACT = re.compile(
    r"(?:(?:is|was|did|has|had) )?(?:it|that|this|all (?:that|this)) (?:\w+ )?(?:c[ao]me (?:about|to pass)|happen(?:ed)?|occur(?:red)?|(?:take|took) place)",
    re.IGNORECASE,
)
#: What asks of what was done before: "and on what date was it adopted".
_OF_SAME = re.compile(r"(?:is|was|were|are) (?:it|they|this|that) (\w+)", re.IGNORECASE)
#: The last, or the first, of what the first part counts: "when was the latest of them".
_LAST = re.compile(
    r"((?:is|was) the (?:latest|last|first|earliest|most recent))(?: one)?(?: of (?:them|these|those))?",
    re.IGNORECASE,
)
#: Whose word is asked for, which holds for every part.
_SOURCE = re.compile(r"\b(?:according to|in) the memo\b", re.IGNORECASE)


class AskedClause(NamedTuple):
    """A part of a sentence that asks one thing: as it is `written` there, and as the `whole` sentence as which it is read.

    The whole is empty where it asks of one thing, and the first finds several. It `tells` of what it asks by itself, or asks that of what is told before; it `is_counted` where it asks of those whom
    the first counts.
    """

    written: str
    whole: str
    tells: bool = True
    is_counted: bool = False


def clauses(
    reading: Reading, found: Sequence[str] = (), about: Sequence[str] = (), topics: Collection[str] = ()
) -> list[AskedClause]:
    """Parts a sentence into those that it asks, each whole; one that asks a single thing is left as it is.

    "When, where and by whom was it held?" is three, and so is "Who adopted it, and when, and why?": what is asked of in the
    first is carried over, as is its first name for "it" and "its", before others that of what it is `about`, and "according to the
    memo" to every part. Where the first asks which thing it is, or whether there is one, "it" is what was `found`, if that is one
    thing, and tells of nothing where none was. Nor is it one of some `topics`.
    """
    parts = _parts(reading)
    whole = next((part for part in parts if _rest(part, reading)), None)
    if len(parts) < 2 or whole is None:
        return [AskedClause(reading.sentence, reading.sentence)]
    rest = _text(_rest(whole, reading), reading)
    within = [one for one in reading.mentions if one.iris and whole[0] <= one.start <= whole[-1]]
    within.sort(key=lambda one: {*about}.isdisjoint(one.iris))
    named = within[0].written if within else ""
    named = found[0] if len(found) == 1 and _asks_for_one(whole, reading) else named
    is_unfound = _asks_which(whole, reading) and not (found or about)
    is_unfound &= reading.folded[whole[0] + 1] not in AUXILIARIES
    head, begin = _asked_and_done(whole, reading)
    is_one_of_several = len(found) > 1 and begin > head + 1 and not reading.folded[head - 1].endswith("s")
    source = _SOURCE.search(reading.sentence)
    kind = _counted_kind(whole, reading)
    parted: list[AskedClause] = []
    for part in parts:
        asking = _text(part[: len(part) - len(_rest(part, reading))], reading)
        own = _text(_rest(part, reading), reading)
        if part is not whole and (_OF_ACT.fullmatch(own) or _asks_of_same(own, whole, reading)):
            own = ""
        if part is not whole and not own:  # "and when was that?"
            asking = _text(part[: _asking(part, reading)], reading)
        if part is not whole and is_one_of_several and _ONE.search(own):
            parted.append(AskedClause(_text(part, reading), "", False))
            continue
        if part is not whole and _only_asks_who(part, reading):
            parted.append(AskedClause(_text(part, reading), "", False))
            continue
        if part is not whole and _asks_which_alone(part, reading):
            asking, own = f"{asking} {own}".rstrip(), ""
        if part is not whole and (counted := _of_counted(part, whole, asking, own, kind, reading)):
            parted.append(counted)
            continue
        is_choice = "or" in (reading.folded[place] for place in whole)
        are_several = is_choice and len(within) > 1 and len(found) < 2 and _MANY.search(own)
        meant = " and ".join(one.written for one in within) if are_several else named
        again = _named_again(part, within, reading) if part is not whole else None
        own = own.replace(*again, 1) if again else own
        is_of_topic = any(one.written == named and {*topics}.issuperset(one.iris) for one in within)
        is_of_topic &= _STANDING.search(own) is not None  # "it" is none
        if part is not whole and own and named and not (is_of_topic or again):
            has_name = any(one.iris and part[0] <= one.start <= part[-1] for one in reading.mentions)
            carried = _in_full(own, meant)
            own = carried if has_name or carried != own else f"{own} {meant}"
        doer = found[0] if len(found) == 1 else ""
        of_kind = _done_to_kind(whole, reading) if part is not whole and len(found) > 1 else ""
        read_as = f"{asking} {own or of_kind or _carried(whole, part, rest, reading, doer)}"
        read_as += f" {source[0]}" if source and not _SOURCE.search(read_as) else ""
        is_of_unfound = is_unfound and part is not whole and _STANDING.search(_text(part, reading))
        tells = bool(_rest(part, reading)) and not is_of_unfound
        parted.append(AskedClause(_text(part, reading), f"{read_as}?", tells))
    return parted


def _of_counted(
    part: Sequence[int], whole: Sequence[int], asking: str, own: str, kind: str, reading: Reading
) -> AskedClause | None:
    """Returns a part that asks more of those who are counted, of a `kind` if that is named: "in which year most", "how many are from 2006", "which is the last"."""
    written, of_all = _text(part, reading), _text(whole, reading)
    if _asks_for_most(part, reading) and kind:
        return AskedClause(written, f"{of_all} per year?", is_counted=True)
    if not own and _asks_for_most(whole, reading) and fold(asking) == "how many":
        return AskedClause(written, f"{of_all}?")
    if kind and _asks_how_many(part, reading):
        return AskedClause(written, f"{asking} {kind} {own}?")
    if kind and (last := _LAST.fullmatch(own)):
        return AskedClause(
            written, f"{asking} {last[1]} of the {_text(whole[2:], reading)}?", is_counted=True
        )
    return None


def _asks_which(whole: Sequence[int], reading: Reading) -> bool:
    return reading.folded[whole[0]] in ("which", "what") or reading.folded[1] == "there"


def _asks_for_one(whole: Sequence[int], reading: Reading) -> bool:
    """Says whether a part asks for a thing, or whether there is one, which is "it" of the next: "when was the seminar in London", "does it have a committee"."""
    words = [reading.folded[place] for place in whole]
    asks_any = words[0] in _DOING and not INDEFINITE.isdisjoint(words)
    return asks_any or words[0] in ("when", "where") or _asks_which(whole, reading)


def _asks_of_same(own: str, whole: Sequence[int], reading: Reading) -> bool:
    """Says whether a part asks of what is done in the first by the same verb: "which body adopted it, and when was it adopted"."""
    done = _OF_SAME.fullmatch(own)
    return done is not None and fold(done[1]) in (reading.folded[place] for place in whole)


def _in_full(text: str, name: str) -> str:
    """Returns a text with a name for what stands for it."""
    return _STANDING.sub(lambda word: f"{name}'s" if word[1] else name, text)


def _named_again(part: Sequence[int], named: Sequence[Mention], reading: Reading) -> tuple[str, str] | None:
    """Returns what in a clause is a word of a name before, "the Alliance", and that name."""
    for place, behind in pairwise(part):
        whole = next(
            (one.written for one in named if reading.folded[behind] in fold(one.written).split()), ""
        )
        is_longer = any(one.start <= behind < one.end - 1 for one in reading.mentions)
        if whole and reading.folded[place] == "the" and not is_longer:
            return _text([place, behind], reading), whole
    return None


def _carried(whole: Sequence[int], part: Sequence[int], rest: str, reading: Reading, doer: str) -> str:
    """Returns what is carried over to a part that only asks: of "who adopted it, and when", "was it adopted".

    Of what somebody did to do something, "who decided to create it", the `doer` is told: "had the Conference decided to create it".
    """
    if doer and part is not whole and (of_found := _of_found(whole, reading, doer)):
        return of_found
    first, predicate = reading.folded[whole[0]], _rest(whole, reading)
    ends = {one.start: one.end for one in reading.mentions}
    if first in ("which", "what"):  # "which body set it up"
        kind = ends.get(predicate[0], predicate[0])
        if "of" in reading.folded[kind + 1 : kind + 2]:  # "which organ of the Council of Europe adopted it"
            kind = ends.get(kind + 2, kind + 1) - 1
        first, predicate = "who", predicate[predicate.index(kind) + 1 :] if kind in predicate else predicate
    name = next((one for one in reading.mentions if one.iris and one.start in predicate), None)
    is_of_doer = first == "who" and part is not whole and name is not None and predicate[0] != name.start
    if name is None or not is_of_doer or reading.folded[predicate[0]] in AUXILIARIES:
        return rest
    if doer and "to" in (reading.folded[place] for place in predicate[1:] if place < name.start):
        return f"had {doer} {_text(predicate, reading)}"
    begins = next((place for place in predicate[1:] if reading.folded[place] == "the"), name.start)
    is_described = name.end - name.start <= _NOUN and name.written.islower()
    if begins < name.start or (is_described and name.written.startswith("the ")):  # "the conference in Riga"
        at = predicate.index(begins)
        return f"was {_text(predicate[at:], reading)} {_text(predicate[:at], reading)}"
    verb = _text([place for place in predicate if place < name.start], reading)
    behind = _text([place for place in predicate if place >= name.end], reading)
    return f"was {name.written} {verb} {behind}".rstrip()


def _done_to_kind(whole: Sequence[int], reading: Reading) -> str:
    """Returns what a part says that several did to things of a kind: of "which bodies have published a handbook", "was a handbook published"."""
    verb = next((at for at in whole if at in reading.words and reading.folded[at].endswith("ed")), -1)
    if reading.folded[whole[0]] not in ("which", "who") or reading.folded[verb + 1] not in ("a", "an"):
        return ""
    return f"was {_text(range(verb + 1, whole[-1] + 1), reading)} {reading.tokens[verb].text}"


def _asked_and_done(whole: Sequence[int], reading: Reading) -> tuple[int, int]:
    """Returns the places of the auxiliary behind the kind that a part asks for, and behind who does it: in "which handbook did PACE publish" of "did" and "publish"; -1 for none."""
    ends = {one.start: one.end for one in reading.mentions if one.iris}
    named = {place for start, end in ends.items() for place in range(start, end)}
    head = next((at for at in whole if at not in named and reading.folded[at] in AUXILIARIES), -1)
    if reading.folded[whole[0]] not in ("which", "what") or head + 1 not in whole:
        return -1, -1
    return head, ends.get(head + 1, head + 1)


def _of_found(whole: Sequence[int], reading: Reading, found: str) -> str:
    """Returns what a part says of the thing that it asks for, and found: of "which handbook did PACE publish in 2007", "did PACE publish" that."""
    head, begin = _asked_and_done(whole, reading)
    if begin not in whole or (begin == head + 1 and reading.folded[begin] in FUNCTION_WORDS):
        return ""
    starts = {one.start for one in reading.mentions if one.iris}
    stop = (at for at in whole if at >= begin and (at in starts or reading.folded[at] in _LEADING))
    done = _text(range(begin, next(stop, whole[-1] + 1)), reading)
    asked = _text(range(head, begin), reading)  # with who did it
    return f"{asked} {done} {found}" if begin > head + 1 else f"{asked} {found} {done}"


def _asks_for_most(part: Sequence[int], reading: Reading) -> bool:
    """Says whether a part asks in which year there were most: "and in which year the most", "... did it send most of them"."""
    words = [reading.folded[place] for place in part]
    is_of_whole = words[:3] == ["in", "which", "year"] and "most" in words
    is_at_end = words[-1:] == ["most"] or words[-3:] == ["most", "of", "them"]
    return is_of_whole or ("year" in words[:3] and is_at_end)


def _asks_how_many(part: Sequence[int], reading: Reading) -> bool:
    """Says whether a part asks how many there are without a noun: "and how many are from 2006"."""
    words = [reading.folded[place] for place in part]
    return words[:2] == ["how", "many"] and not AUXILIARIES.isdisjoint(words[2:3])


def _counted_kind(whole: Sequence[int], reading: Reading) -> str:
    """Returns what a part counts: of "how many recommendations of the Council are there", "recommendations of the Council"."""
    if [reading.folded[place] for place in whole[:2]] != ["how", "many"]:
        return ""
    end = next((at for at, place in enumerate(whole) if reading.folded[place] in AUXILIARIES), 2)
    return _text(whole[2:end], reading)


def _asks_which_alone(part: Sequence[int], reading: Reading) -> bool:
    """Says whether a part only asks at, or by, which of a kind: "and at which session", "and by what kind of act"."""
    words = [reading.folded[place] for place in part]
    is_phrase = AUXILIARIES.isdisjoint(words) and (len(words) == _ALONE or "of" in words[2:])
    return is_phrase and words[0] in _LEADING and words[1] in ("which", "what")


def _only_asks_who(part: Sequence[int], reading: Reading) -> bool:
    """Says whether a part asks who did what the first says, of those that it may be said of: "..., and which did?"."""
    words = [reading.folded[place] for place in part]
    return words[0] in ("which", "who") and len(words) > 1 and AUXILIARIES.issuperset(words[1:])


def _parts(reading: Reading) -> list[Sequence[int]]:
    """Returns the places of the tokens of each part: it begins where a question does, first of all or behind a comma or "and"."""
    named = {place for one in reading.mentions for place in range(one.start, one.end)}
    starts: list[int] = []
    for place in range(len(reading.folded)):
        first = place
        while first and reading.folded[first - 1] in _LEADING:
            first -= 1
        is_parted = first == 0 or reading.folded[first - 1] in _JOINING or reading.tokens[first].is_apart
        if place not in named and is_parted and _begins(reading, place):
            starts += [first] if first not in starts else []
    if starts and named.issuperset(
        place for place in range(starts[0]) if reading.folded[place] not in FUNCTION_WORDS
    ):
        starts[0] = 0  # "UN.GIFT or Blue Heart: which is older, and ...?"
    if not starts or starts[0] != 0:
        return []
    ends = [*starts[1:], len(reading.folded)]
    parts = [[*range(start, end)] for start, end in zip(starts, ends, strict=True)]
    return [
        [place for place in part if not (place == part[-1] and reading.folded[place] in _JOINING)]
        for part in parts
    ]


def _begins(reading: Reading, place: int) -> int:
    """Returns how many tokens the words take that begin a question at a place; none where none does.

    "Is" and "did" do so first of all and, with "and", behind a comma or before a pronoun: "... and is it bound?".
    """
    is_of_same = bool(reading.folded[place + 1 : place + 2]) and reading.folded[place + 1] in _SUBJECTS
    is_joined = place > 0 and reading.folded[place - 1] == "and"
    is_first = place == 0 or (is_joined and (is_of_same or reading.tokens[place - 1].is_apart))
    if reading.folded[place] in AUXILIARIES and is_first:
        return 1
    for length in range(LONGEST, 0, -1):
        if " ".join(reading.folded[place : place + length]) in _BEGINNINGS:
            return length
    return 0


def _asking(part: Sequence[int], reading: Reading) -> int:
    """Returns how many tokens of a part begin its question."""
    at = 0
    while at < len(part) and reading.folded[part[at]] in _LEADING:
        at += 1
    return at + (_begins(reading, part[at]) if at < len(part) else 0)


def _rest(part: Sequence[int], reading: Reading) -> Sequence[int]:
    """Returns the places behind the words that begin a part; none where nothing else is told there."""
    rest = part[_asking(part, reading) :]
    return (
        rest
        if any(
            reading.folded[place] not in FUNCTION_WORDS
            or place in reading.telling
            or _STANDING.fullmatch(reading.folded[place])
            for place in rest
        )
        else ()
    )


def _text(places: Sequence[int], reading: Reading) -> str:
    """Returns how a sentence writes some neighbouring tokens."""
    return (
        reading.sentence[reading.tokens[places[0]].start : reading.tokens[places[-1]].end] if places else ""
    )
