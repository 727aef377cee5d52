"""Mentions: the names and days that stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias

from ..base import vocabulary as thb
from ..base.dates import DATING, bounds, lexical_fault, written_out
from ..base.namespaces import ID, MEMO
from ..base.terms import short
from .folding import bare, fold, significant
from .names import Names
from .senses import tells
from .word_tokens import WordToken, begins_sentence, tokens

_ENTITY, _STATE = short(thb.Entity), short(thb.State)
#: So many words may describe a thing; a name that is written in full may have more.
_LONGEST, _LONGEST_NAME = 12, 30
#: Words without a meaning of their own, which are names only in capitals: who, WHO.
FUNCTION_WORDS = frozenset((
    "a", "about", "according", "actually", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "before",
    "but", "by", "can", "concerning", "did", "do", "does", "doing", "done", "exactly", "for", "from", "had", "has", "have", "he",
    "herself", "himself", "how", "i", "if", "im", "in", "into", "is", "it", "its", "itself", "ive", "many", "may", "me", "more",
    "much", "my", "no", "not", "of", "off", "on", "or", "our", "out", "please", "really", "regarding", "she", "so",
    "than", "that", "the", "their", "them", "themselves", "there", "they", "this", "to",
    "until", "up", "us", "was", "we", "well", "were", "what", "when", "where", "which", "who", "whom", "whose",
    "why", "will", "with", "you",
))  # fmt: skip


#: In small letters these, too, show that capitals tell names.
_AUXILIARIES = frozenset(("is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can"))
#: The first or last day of a month or year.
_EDGE = re.compile(r"(beginning|start|end) (?:of )?", re.IGNORECASE)
#: Two days, months or years that share what stands behind them: "24 and 25 April 2008", "January to May 2008", "1 February and 31 December 2008", "2007-2013".
_FROM_TO = re.compile(
    r"(?:from )?(\d{1,2}(?: [a-z]{3,9})?|[a-z]{3,9}|\d{4}(?=[-\u2013]))(?: (?:and|to|until) |[-\u2013])(\d{1,2}|[a-z]{3,9}|\d{4})\b ?(.*)",
    re.IGNORECASE,
)
#: So many words before and behind a name tell how it stands in a sentence.
_NEAR = 2
Beside: TypeAlias = tuple[Sequence[str], Sequence[str]]
_ARTICLES = ("a", "an", "the")
#: What stands before any of a kind, which is no name and was not told yet.
INDEFINITE = frozenset(("a", "an", "any"))


class Mention(NamedTuple):
    """A name or passage (2-14) of a sentence, with what it may mean: IRIs, or the first and last day of a date.

    `written` is how the sentence writes it, which is its text but where it only describes a thing.

    It `is_beginning` where it only begins the name of one thing that nothing else has in its own.

    `beside` are the words before and behind it, the nearest first, and it takes the tokens of the sentence from `start` to
    before `end`.
    """

    text: str
    iris: tuple[str, ...] = ()
    days: tuple[str, str] | None = None
    beside: Beside = ((), ())
    written: str = ""
    start: int = 0
    end: int = 0
    is_beginning: bool = False


def mentions(sentence: str, known: Names) -> list[Mention]:
    """Returns the names and days of a sentence, in order.

    The longest name counts, with a word behind it for the kind of what it names. What only passages print, such as
    "the Council", is a name where it has several words. So is a compound of words that names of one thing alone have,
    such as "EU framework decision"; it stands by its label. Punctuation ends a name, but for one that is written so. Behind
    "a" stands no name that is part of those of several: "a handbook for parliamentarians".
    """
    read = tokens(sentence)
    words = [token.text for token in read]
    found: list[Mention] = []
    start = 0
    while start < len(words):
        is_any = start > 0 and fold(read[start - 1].text) in INDEFINITE
        ways = (of for of in _at(read, start, known) if not (is_any and _may_be_any(of[0], known)))
        mention, length = next(ways, (None, 1))
        if mention is not None and not _is_language(mention, read, start, start + length, known):
            mention, length = _before_another(read, start, length, known) or (mention, length)
            end = _behind_kind(mention, read, start + length, known)
            end = _behind_rest(mention, read, end, known)
            written, sides = " ".join(words[start:end]), beside(words, start, end)
            found.append(mention._replace(beside=sides, written=written, start=start, end=end))
            length = end - start
        start += length
    return found


def _may_be_any(mention: Mention, known: Names) -> bool:
    """Says whether what stands behind "a" is no name, but a kind with more: several things are called so and more."""
    folded = fold(mention.text)
    first, *others = folded.split()
    if not others or mention.days:
        return False
    is_kind = all(known.is_kind(first, iri) for iri in mention.iris)
    return is_kind and len(_called_with(folded, _having(folded, known), known)) > 1


def _having(folded: str, known: Names) -> frozenset[str]:
    """Returns the names that have all telling words of a text."""
    return frozenset.intersection(*map(known.with_word, significant(folded)))


def _called_with(folded: str, having: Iterable[str], known: Names) -> set[str]:
    """Returns the things that have a name, of some, in which the words of a text stand side by side."""
    return {iri for name in having if f" {folded} " in f" {name} " for iri in known.called(name)}


def _is_language(mention: Mention, read: Sequence[WordToken], start: int, end: int, known: Names) -> bool:
    """Says whether an adjective of a state names its language: "in Swedish", but not "in Swedish shelters"."""
    if fold(mention.text) not in known.adjectives or not start or fold(read[start - 1].text) != "in":
        return False
    return end == len(read) or read[end].is_apart or fold(read[end].text) in FUNCTION_WORDS


def _before_another(
    read: Sequence[WordToken], start: int, length: int, known: Names
) -> tuple[Mention, int] | None:
    """Returns the group that stands before another name, which goes on behind "of", where both share words of a longer one.

    The Baltic states in "baltic states council of europe", which are not the Council of the Baltic Sea States.
    """
    end = start + length
    if end >= len(read) or fold(read[end].text) != "of":
        return None
    for place in range(start + 1, end):
        groups = (one for one in _at(read, start, known) if one[1] == place - start)
        group = next((one for one in groups if one[0].iris and known.groups.keys() >= {*one[0].iris}), None)
        other = next(_at(read, place, known), None) if group else None
        if other is not None and place + other[1] > end:
            return group
    return None


def written_as_names(sentence: str, known: Names) -> Iterator[str]:
    """Yields what a sentence writes as a name, with capitals, and no mention has as a whole: "Bali Process", "Kosovo".

    One word is that only where no name has it.

    Its first word begins a name only where it is mentioned, or no name has it and another with a capital follows; a state is one by itself. Where all its words of a meaning have capitals, these tell
    nothing, unless the sentence is nothing else.
    """
    named, days, states = set[str](), set[str](), set[str]()
    for one in mentions(sentence, known):
        (days if one.days else named).update(one.written.split())
        is_state = any(_STATE in known.classes.get(iri, ()) for iri in one.iris)
        states.update(one.written.split()[:1] if is_state and one.end - one.start == 1 else ())
    runs: list[list[str]] = [[]]
    read = tokens(sentence)
    end = -1
    is_plain = False
    for word, start, stop, *_ in read:
        is_function = fold(word) in FUNCTION_WORDS and not word.isupper()
        is_plain |= word[:1].islower() and (not is_function or word in _AUXILIARIES)
        is_name = word[:1].isupper() and not is_function and word not in days
        if not is_name or start != end + 1 or word in states:  # a possessive ends a name, too
            runs.append([])
        is_first = begins_sentence(sentence, start) and word not in named
        begins_name = is_first and word.isalpha() and not known.with_word(fold(word))
        if is_name and (not is_first or (begins_name and sentence[stop + 1 : stop + 2].isupper())):
            runs[-1].append(word)
        end = stop
    for run in runs:
        is_strange = len(run) == 1 and run[0].isalnum() and not known.with_word(fold(run[0]))
        if (is_strange or len(run) > 1) and not named.issuperset(run) and (is_plain or len(run) == len(read)):
            yield " ".join(run)


def _behind_kind(mention: Mention, read: Sequence[WordToken], end: int, known: Names) -> int:
    """Returns where a name ends with the kind of thing that stands behind it: "the Blue Heart campaign"."""
    has_kind = end < len(read) and not read[end].is_apart and mention.iris
    return end + all(known.is_kind(fold(read[end].text), iri) for iri in mention.iris) if has_kind else end


def _behind_rest(mention: Mention, read: Sequence[WordToken], end: int, known: Names) -> int:
    """Returns where a name ends that goes on as its thing is called in full: "the CBSS expert group on children at risk"."""
    label = f" {fold(known.labels.get(mention.iris[0], ''))} " if len(mention.iris) == 1 else ""
    last, rest = end, fold(read[end - 1].text)
    for place in range(end, len(read) if label else end):
        rest = f"{rest} {fold(read[place].text)}"
        if read[place].is_apart or f" {rest} " not in label:
            break
        last = place + 1 if fold(read[place].text) not in FUNCTION_WORDS else last
    return last


def beside(words: Sequence[str], start: int, end: int) -> Beside:
    """Returns the words before and behind a part of a sentence, the nearest first, folded; articles are left out.

    >>> beside("what was asked of the EU".split(), 5, 6)
    (['of', 'asked'], [])
    """
    before = (word for word in map(fold, reversed(words[:start])) if word not in _ARTICLES)
    return [*islice(before, _NEAR)], [fold(word) for word in words[end : end + _NEAR]]


def narrower(mention: Mention, known: Names) -> list[Mention]:
    """Returns the names that stand within that of a group: the EU in "EU states", but not in "EU Anti-Trafficking Day"."""
    if not any(iri in known.groups for iri in mention.iris):
        return []
    words = mention.text.split()
    parts = [" ".join(part) for part in (words[1:], words[:-1]) if part]
    return [part for text in parts for part in mentions(text, known)]


def _at(read: Sequence[WordToken], start: int, known: Names) -> Iterator[tuple[Mention, int]]:
    """Yields what is mentioned where a word stands, the longest first, and how many words it takes."""
    for length in range(min(_LONGEST_NAME, len(read) - start), 0, -1):
        taken = read[start : start + length]
        whole = " ".join((*(token.whole for token in taken[:-1]), taken[-1].text))
        for text in dict.fromkeys((whole, " ".join(token.text for token in taken))):
            if days := _days(text):
                yield Mention(text, days=days), length
            if (
                any(token.is_apart for token in taken[1:])
                and fold(text).removeprefix("the ") not in known.parted
            ):
                continue
            if length <= _LONGEST or fold(text).removeprefix("the ") in known.named:
                yield from ((mention, length) for mention in _mentioned(text, length, known))


def _mentioned(text: str, length: int, known: Names) -> Iterator[Mention]:
    """Yields what words name or describe, with their article or without it."""
    bare = text.partition(" ")[2] if length > 1 and fold(text).startswith("the ") else ""
    for name, size in ((text, length), (bare, length - 1)):
        if iris := _named(name, size, known):
            yield Mention(name, iris)
        elif iri := _described(name, known):
            yield Mention(known.labels[iri], (iri,))
        elif begun := _begun(name, known, _is_definite(name, text)):
            yield Mention(name, (begun[0],), is_beginning=begun[1])


def _named(text: str, length: int, known: Names) -> tuple[str, ...]:
    if "-" in text and MEMO + text in known.labels:
        return (MEMO + text,)
    folded = fold(text)
    if not folded or (folded in FUNCTION_WORDS and not text.isupper()) or (length > 1 and _edged(folded)):
        return ()
    iris = [*known.named.get(folded, ())]
    iris += known.codes.get(folded, ()) if text.isupper() or not text.isalpha() else ()
    iris += known.printed.get(folded, ()) if length > 1 else ()
    return tuple(iri for iri in dict.fromkeys(iris) if iri.startswith(ID))


def _is_named_with_kind(text: str, known: Names) -> bool:
    """Says whether a text is a name and a word for the kind of what it names: "Vienna Forum conference"."""
    name, _, kind = text.rpartition(" ")
    iris = _named(name, len(name.split()), known)
    return bool(iris) and all(known.is_kind(fold(kind), iri) for iri in iris)


def _described(text: str, known: Names) -> str | None:
    """Returns the one thing of which a name has all telling words of a text, side by side where these are two or a name with its kind.

    The name begins with them or has not twice as many.
    """
    folded = fold(text)
    telling = significant(folded)
    if len(telling) < 2 or FUNCTION_WORDS.intersection(folded.split()) or not folded.endswith(bare(folded)):
        return None
    having = _having(folded, known)
    names = {name: significant(name) for name in having}
    fitting = [
        name
        for name, words in names.items()
        if len(words) <= 2 * len(telling) or words[: len(telling)] == telling
    ]
    if len(telling) == 2 or _is_named_with_kind(text, known):
        fitting = [name for name in fitting if " ".join(telling) in " ".join(names[name])]
    things = {iri for name in fitting for iri in known.called(name) if _ENTITY in known.classes.get(iri, ())}
    if len(things) != 1 or things & known.groups.keys():
        return None
    (thing,) = things
    return thing if tells(folded, fitting, thing, known) else None


def _is_definite(name: str, text: str) -> bool:
    """Says whether a text is written as a name is: in capitals, or with an article and no word without a meaning of its own."""
    words = name.split()
    telling = [word for word in words if word not in FUNCTION_WORDS]
    return all(word[:1].isupper() for word in telling) or (name != text and telling == words)


def _begun(text: str, known: Names, is_definite: bool) -> tuple[str, bool] | None:
    """Returns the one thing a name of which begins with a text of several words, and goes on: "Convention on Action against Trafficking".

    These tell it; or, which is said, they are written as a name, with an article or capitals, and stand side by side in names of nothing else.
    """
    folded = fold(text)
    telling = significant(folded)
    if len(telling) < 2 or folded.split()[-1] in FUNCTION_WORDS:
        return None
    having = _having(folded, known)
    names = [name for name in having if name.removeprefix("the ").startswith(f"{folded} ")]
    things = {iri for name in names for iri in known.called(name) if _ENTITY in known.classes.get(iri, ())}
    if len(things) != 1 or things & known.groups.keys():
        return None
    (thing,) = things
    if tells(folded, names, thing, known):
        return thing, False
    others = (
        iri
        for iri in _called_with(folded, having, known)
        if iri != thing and _ENTITY in known.classes.get(iri, ())
    )
    return (thing, True) if is_definite and not any(others) else None


def _edged(folded: str) -> bool:
    """Says whether a text begins or ends with a function word that is no part of a name."""
    words = folded.split()
    return words[-1] in FUNCTION_WORDS or (words[0] in FUNCTION_WORDS and words[0] != "the")


def _days(text: str) -> tuple[str, str] | None:
    """Returns the first and last day of a day, month or year, of the edge of one, or from one to another.

    >>> _days("26 January 2010"), _days("2008"), _days("beginning of 2008")
    (('2010-01-26', '2010-01-26'), ('2008-01-01', '2008-12-31'), ('2008-01-01', '2008-01-01'))
    >>> _days("24 and 25 April 2008"), _days("January-May 2008")
    (('2008-04-24', '2008-04-25'), ('2008-01-01', '2008-05-31'))
    >>> _days("1 February and 31 December 2008")
    ('2008-02-01', '2008-12-31')
    """
    if joined := _FROM_TO.fullmatch(text):
        has_month = " " in joined[1]
        shared = joined[3].rpartition(" ")[2] if has_month else joined[3]
        ends = [_days(f"{joined[1]} {shared}".strip()), _days(f"{joined[2]} {joined[3]}".strip())]
        if ends[0] and ends[1] and ends[0] < ends[1]:
            return ends[0][0], ends[1][1]
    edge = _EDGE.match(text)
    if edge and (days := _days(text[edge.end() :])):
        return (days[1],) * 2 if edge[1].lower() == "end" else (days[0],) * 2
    lexical = written_out(text)
    for datatype in DATING:
        if lexical_fault(lexical, datatype) is None and "1800" <= lexical[:4] <= "2199":
            return bounds(lexical, datatype)
    return None
