"""Sentences: which saved questions a sentence asks, with their parameters filled from the names and days in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from itertools import takewhile
from math import log
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.dates import DATE
from ..base.terms import curie, short
from ..names.arguments import LATEST
from ..names.folding import fold
from ..names.mentions import FUNCTION_WORDS, Beside, Mention, beside, mentions, narrower
from ..names.names import Names
from ..names.operators import Operator, operators
from ..names.word_tokens import tokens
from ..questions.questions import Param, Question
from ..results.hits import Suggestion
from .command_offers import COMMANDS, OF_ONE
from .ranking import Fitting, Wordings
from .scope import Said, days_for, said_by, unread, unread_by_pages, words_of, written
from .texts import wordings

#: How a name or day counts that a question has no parameter for, and one that it has; a name counts the more, the
#: fewer things the parameter takes.
_LEFT_OVER, _FILLED, _TELLING = 0.9, 1.1, 0.06
#: How a question counts that asks about its default, and one that does where it leaves out what is named.
_BY_DEFAULT, _ONLY_BY_DEFAULT = 0.95, 0.5
#: How many may stand before the page of what is named.
_BEFORE_PAGE = 3
#: How much better than the next the first must fit to be certain.
_CERTAIN = 1.6
#: The commands that nothing can be left out of.
_NEED_ALL = COMMANDS.keys() - {"conflicts"}
_TOPIC, _STATE = "skos:Concept", short(thb.State)
_FINDING = "Where do texts have these words?"
#: Words about no day in particular: "did Poland ever ratify". What they are like, as "enter", is not meant.
_ANY_TIME = ("ever", "already")
#: Words that do not tell one question from another; the others of them stand before a name or day.
_UNTELLING = ("the", "on", "by", "in", "at", *_ANY_TIME)
_POSSESSIVE = re.compile(r"['’]s?$")
#: Words by which an organization stands for its members, and what stands before it then.
_MEMBERS = frozenset(
    [
        "state",
        "states",
        "member",
        "members",
        "country",
        "countries",
        "government",
        "governments",
        "nation",
        "nations",
        "participating",
    ]
)
_INTO = frozenset(("in", "among", "within", "across", "inside"))
#: What stands between the names of a list.
_LISTING = frozenset(("and", "or", "nor", "with"))


class _Fit(NamedTuple):
    """How well a question or command fits a sentence: its score, that by its words alone, how many names are left over, and whether it words it."""

    score: float
    by_words: float
    left: int
    is_worded: bool
    suggestion: Suggestion


class Worded(NamedTuple):
    """Saved questions and commands by name, with their wordings and the operators that were read in these."""

    questions: Mapping[str, Question]
    wordings: Wordings
    said: dict[str, Said]

    def said_by(self, question: Question) -> Said:
        """Returns the operators in the wordings of a question, which are read once."""
        if question.name not in self.said:
            self.said[question.name] = said_by(question)
        return self.said[question.name]


def worded(questions: Mapping[str, Question]) -> Worded:
    """Reads the wordings of questions, and of the commands, to compare sentences with them."""
    asked = {**questions, **COMMANDS}
    return Worded(asked, Wordings(wordings(asked)), {})


class _Sentence(NamedTuple):
    """A sentence as it is read: its names and days in order, its operators, all its words, and those of a meaning of their own.

    An organization that it names may stand for its members where it `is_of_members`.
    """

    found: Sequence[Mention]
    operators: Sequence[Operator]
    words: Sequence[str]
    telling: Mapping[str, str]
    is_of_members: bool


def questions_asked(
    sentence: str, worded: Worded, known: Names, short_name: Callable[[str], str]
) -> list[Suggestion]:
    """Returns the questions and commands that a sentence may ask, the best first; `short_name` tells their defaults."""
    asked, said = worded.questions, worded.wordings.words
    found, words = mentions(sentence, known)
    read = _Sentence(
        found,
        operators(tokens(sentence), found),
        words_of(sentence),
        _telling_of(sentence),
        _is_of_members(words, found),
    )
    if len(found) == 1 and (not words or found[0].is_passage):  # one name or passage alone is shown
        page = _page_of(found[0])._replace(certain=True, unread=unread_by_pages(read.operators, found))
        return [page] if found[0].iris else []
    scores = worded.wordings.fitting(_with_short(found, words, said))
    words += _beside_groups(found, known)
    if found and not _telling(words):  # of several names, what takes most asks best
        scores = dict.fromkeys(asked, Fitting(1.0, frozenset()))
    fits = [
        fit
        for name, score in scores.items()
        if (fit := _fit(asked[name], score, read, words, known, short_name, worded.said_by)) is not None
    ]
    fits.sort(key=lambda fit: (-fit.score, fit.suggestion.is_question, fit.suggestion.name))
    suggestions = [fit.suggestion for fit in fits]
    strange = [] if found else _strange(words, asked, said)
    if strange:  # about something that has no name: all texts are searched for it
        text = {"text": (" ".join(strange),)}
        suggestions = [one for one in suggestions if not one.by_default]
        unread = unread_by_pages(read.operators, found)
        suggestions.insert(
            0, Suggestion("find", _FINDING, text, is_question=False, certain=True, unread=unread)
        )
    elif fits and _is_certain(fits, not _unknown(words, said)):
        suggestions[0] = suggestions[0]._replace(certain=True)
    bare = next((place for place, fit in enumerate(fits) if fit.left == len(found)), _BEFORE_PAGE)
    offered = _with_page(suggestions, [mention for mention in found if mention.iris], read, bare, known)
    return [one._replace(certain=one.certain and one.is_sound) for one in offered]


def _is_of_members(words: Sequence[str], found: Sequence[Mention]) -> bool:
    """Says whether a sentence with the name of an organization is about its members: "EU states", "who in the CBSS"."""
    before = (word for mention in found for word in mention.beside[0][:1])
    return not (_MEMBERS.isdisjoint(words) and _INTO.isdisjoint(before))


def _telling_of(sentence: str) -> dict[str, str]:
    """Returns the words of a sentence that have a meaning of their own, names included, folded and as they are written."""
    return {
        word: written.strip(".,;:?!\"'()")
        for written in sentence.split()
        for word in fold(written).split()
        if word not in FUNCTION_WORDS and word not in _UNTELLING
    }


def _with_words(suggestion: Suggestion, telling: Mapping[str, str], words: Iterable[str]) -> Suggestion:
    """Says of a suggestion which telling words of the sentence are not among those that it takes up.

    One within the sentence that has a capital is a name, if of nothing that is known.
    """
    taken = {*words}
    left = {
        word: bare
        for word, bare in ((word, _POSSESSIVE.sub("", written)) for word, written in telling.items())
        if word not in taken and not taken.issuperset(fold(bare).split())
    }
    left_out = tuple(dict.fromkeys(left.values()))
    first = next(iter(telling.values()), "")
    names = (word for word in left_out if word[:1].isupper() and word != first)
    known = " ".join((*suggestion.dropped, *suggestion.unread)).split()
    dropped = (*suggestion.dropped, *(word for word in names if word not in known))
    return suggestion._replace(telling=len(telling), left_out=left_out, dropped=dropped)


def _fit(
    question: Question,
    fits: Fitting,
    read: _Sentence,
    words: Sequence[str],
    known: Names,
    short_name: Callable[[str], str],
    said: Callable[[Question], Said],
) -> _Fit | None:
    """Fills a question from the names of a sentence and weighs it; None for a command that lacks one."""
    found = read.found
    named, dropped, aside = _filled(question, read, words, known)
    days = days_for(question.params, found, read.operators, read.words)
    dropped += [one.text for number, one in enumerate(found) if one.days and number not in days.mentions]
    taking = {**named, **days.given}
    arguments = {param.name: taking[param.name] for param in question.params if param.name in taking}
    left = len(dropped) + aside
    open_ones = [param for param in _things(question) if param.name not in arguments]
    if open_ones and question.name in _NEED_ALL:
        return None
    not_read = (
        unread(question, read.operators, found, days, said(question), read.words) if read.operators else ()
    )
    # What is about a name is not read without it: "before Finland".
    without = (one for one in read.operators if one.place >= 0 and found[one.place].text in dropped)
    not_read = tuple(dict.fromkeys([*not_read, *(written(one, found) for one in without)]))
    score = fits.score * _LEFT_OVER ** (left + len(not_read))
    score *= _BY_DEFAULT ** sum(param.default != "UNDEF" for param in open_ones)
    states = {mention.text for mention in found if _is_state(mention, known)}
    for param in question.params:
        if arguments.get(param.name) in (None, (LATEST,)):
            continue
        if not (param.of_members and states.issuperset(arguments[param.name])):
            score *= _evidence(param, known)
    defaults = {param.name: _defaults(param, short_name) for param in open_ones}
    if any(defaults.values()) and (dropped or (left and open_ones == _things(question))):
        score *= _ONLY_BY_DEFAULT
    filled = {
        name: given
        for name in (param.name for param in question.params)
        if (given := arguments.get(name) or defaults.get(name))
    }
    texts = {text for of in arguments.values() for text in of}
    taken = [
        mention for number, mention in enumerate(found) if mention.text in texts or number in days.mentions
    ]
    suggestion = Suggestion(
        question.name,
        question.summary,
        filled,
        question.name not in COMMANDS,
        by_default=tuple(name for name in filled if name not in arguments),
        by_last_day=days.by_last,
        unread=not_read,
        dropped=tuple(dropped),
    )
    words_of_names = fold(" ".join((*texts, *(mention.written for mention in taken)))).split()
    words_of_operators = fold(" ".join(one.text for one in read.operators)).split()
    is_of_members = any(param.of_members and param.name in named for param in question.params)
    members = _MEMBERS if is_of_members else ()
    suggestion = _with_words(
        suggestion, read.telling, (*fits.words, *words_of_names, *words_of_operators, *members)
    )
    worded = fits.words.intersection(read.telling).difference(words_of_names, words_of_operators)
    suggestion = suggestion._replace(worded=len(worded))
    is_worded = not (left or suggestion.left_out) and _telling(words) in _worded(question)
    return _Fit(score * (_CERTAIN if is_worded else 1), fits.score, left, is_worded, suggestion)


def _is_certain(fits: Sequence[_Fit], is_known: bool) -> bool:
    """Says whether the best is meant: it alone has this wording, or nothing comes near, by its words either, and all are known."""
    best, *others = fits
    if [fit for fit in fits if fit.is_worded] == [best]:
        return True
    is_best = all(best.by_words >= fit.by_words for fit in others)
    return (
        is_known
        and is_best
        and not best.suggestion.left_out
        and not best.left
        and all(best.score >= _CERTAIN * fit.score for fit in others[:1])
    )


def _with_page(
    suggestions: Sequence[Suggestion],
    named: Sequence[Mention],
    read: _Sentence,
    bare: int,
    known: Names,
) -> list[Suggestion]:
    """Puts the page of what is named among the first: of a passage before all, else of the longest name, topics last.

    It stands before what asks about nothing that is named, which begins at the place `bare`, unless that is the best.
    """
    if not named:
        return [*suggestions]

    def tells(mention: Mention) -> tuple[bool, bool, bool, int]:
        return mention.is_passage, not _is_topic(mention, known), len(mention.iris) == 1, len(mention.text)

    about = max(named, key=tells)
    names = [one.name for one in suggestions]
    place = min(names.index("show") if "show" in names else _BEFORE_PAGE, _BEFORE_PAGE, max(bare, 1))
    others = [one for one in suggestions if one.name != "show"]
    page = _page_of(about)._replace(
        unread=unread_by_pages(read.operators, read.found),
        dropped=tuple(one.text for one in read.found if one is not about),
    )
    page = _with_words(page, read.telling, fold(about.written).split())
    others.insert(0 if about.is_passage else place, page)
    return others


def _page_of(mention: Mention) -> Suggestion:
    return Suggestion("show", COMMANDS["show"].summary, {"entity": (mention.text,)}, is_question=False)


def _things(question: Question) -> list[Param]:
    return [param for param in question.params if param.wants_class]


def _defaults(param: Param, short_name: Callable[[str], str]) -> tuple[str, ...]:
    """Returns what a parameter that is not given asks about, each by its short name."""
    given = "" if param.default == "UNDEF" else param.default_given
    return tuple(map(short_name, given.split()))


def _strange(words: Sequence[str], questions: Mapping[str, Question], said: Container[str]) -> list[str]:
    """Returns the words that no question has, where they stand in a wording for the one thing that it is about."""
    strange = _unknown(words, said)
    rest = _telling([word for word in words if word not in strange])
    about = [one for one in questions.values() if len(one.params) == 1 and one.params[0].wants_class]
    return strange if any(rest in _worded(one) for one in about) else []


def _unknown(words: Sequence[str], said: Container[str]) -> list[str]:
    """Returns the words that no question has in what it says of itself."""
    return [word for word in _telling(words) if word not in said and word not in FUNCTION_WORDS]


def _evidence(param: Param, known: Names) -> float:
    """Returns how much it speaks for a question that one of its parameters takes something of the sentence."""
    kind = curie(param.wants_class) if param.wants_class else None
    if kind is None:
        return _FILLED
    taken = known.class_sizes[kind]
    return _FILLED * (1 + _TELLING * log(len(known.classes) / taken))


def _with_short(found: Sequence[Mention], words: Sequence[str], said: Container[str]) -> list[str]:
    """Returns the words that are compared with wordings, in their places with them the short names that stand in one, too.

    Such is that in "guides for children", while "Poland" would only part "did" from "ratify".
    """
    ordered = [*words]
    for mention in reversed(found):
        name = fold(mention.text).removeprefix("the ")
        if " " not in name and not _unknown([name], said):
            ordered.insert(mention.place, name)
    return [word for word in ordered if word not in _ANY_TIME]


def _beside_groups(found: Sequence[Mention], known: Names) -> list[str]:
    """Returns the words that make the name of an organization that of its members: "EU member states"."""
    wholes = [(mention, one) for mention in found for one in narrower(mention, known)]
    owners = ((mention, one) for mention, one in wholes if not known.groups.keys() & {*one.iris})
    return [
        word
        for mention, one in owners
        for word in fold(mention.text).split()
        if word not in fold(one.text).split()
    ]


def _worded(question: Question) -> list[list[str]]:
    """Returns the telling words of each wording of a question."""
    return [
        _telling(fold(line.text).split()) for line in wordings({question.name: question}) if not line.place
    ]


def _telling(words: Sequence[str]) -> list[str]:
    """Returns words without those that do not tell one question from another, in order of the alphabet."""
    return sorted(word for word in words if word not in _UNTELLING)


def parameters_of(text: str, question: Question, known: Names) -> list[str]:
    """Returns the parameters of a question that a text without a name fits."""
    found, others = mentions(text, known)
    whole = len(found) == 1 and not others
    return [param.name for param in question.params if whole and _fits(param, found[0], known)]


def _fits(param: Param, mention: Mention, known: Names) -> bool:
    """Says whether a parameter takes what is mentioned: of its class, or states in place of the members of such a thing."""
    return (
        _is_of_its_kind(param, mention, known)
        or (param.of_members and _is_state(mention, known))
        or (param.takes_groups and _is_group(mention, known))
    )


def _is_group(mention: Mention, known: Names) -> bool:
    """Says whether a name means states that are the members of an organization."""
    return any(iri in known.groups for iri in mention.iris)


def _is_state(mention: Mention, known: Names) -> bool:
    return any(_STATE in known.classes.get(iri, ()) for iri in mention.iris)


def _is_of_its_kind(param: Param, mention: Mention, known: Names) -> bool:
    if mention.days:
        return param.datatype == DATE
    kind = curie(param.wants_class) if param.wants_class else None
    return any(kind in known.classes.get(iri, ()) for iri in mention.iris)


def _filled(
    question: Question, read: _Sentence, words: Sequence[str], known: Names
) -> tuple[dict[str, tuple[str, ...]], list[str], int]:
    """Fills parameters in the order of the names; returns the arguments, the names left over, and how many are asked about elsewhere.

    Of several parameters that take a thing, it goes to that beside which a wording has the same words.
    """
    found = [mention for mention in read.found if not mention.days]
    near = _beside(question) if found else {}
    given: dict[str, tuple[str, ...]] = {}
    left: list[str] = []
    has_likeness, aside = False, 0
    for previous, mention, following in zip([None, *found], found, [*found[1:], None], strict=False):
        ones = () if _is_wrong_group(mention, question, known) else (mention, *narrower(mention, known))
        for fits, one in ((fits, one) for fits in (_is_of_its_kind, _fits) for one in ones):
            if taking := [param for param in question.params if fits(param, one, known)]:
                best = max(_likeness(mention, near[param.name]) for param in taking)
                if not best and f" {fold(mention.text)} " in _in_words(question):
                    break
                liked = [p for p in taking if _likeness(mention, near[p.name]) == best]
                if all(param.of_members for param in liked) and not (
                    read.is_of_members or one is not mention or _is_group(one, known) or _is_state(one, known)
                ):
                    left.append(mention.text)  # the organization itself is asked about
                elif all(param.name in given for param in liked) and not _is_listed(mention, previous, words):
                    left.append(
                        mention.text
                    )  # several are asked about together where they are listed, else the first
                elif question.name in COMMANDS and all(param.name in given for param in taking):
                    left.append(mention.text)  # a command takes one of each
                elif following and mention.before and all(fits(param, following, known) for param in taking):
                    break  # as the EU in "EU Anti-Trafficking Day"
                elif has_likeness and not best and all(param.wants_class == thb.Entity for param in taking):
                    left.append(mention.text)  # what takes anything takes it where another name shows how
                else:
                    has_likeness |= bool(best)
                    _give(one, liked, given)
                    # Members are asked about, and one state is rather asked about elsewhere.
                    aside += all(param.of_members for param in liked) and _is_state(one, known)
                break
        else:
            if not (_is_topic(mention, known) and f" {fold(mention.text)} " in _in_words(question)):
                left.append(mention.text)
    return given, left, aside


def _is_topic(mention: Mention, known: Names) -> bool:
    return any(_TOPIC in known.classes.get(iri, ()) for iri in mention.iris)


def _is_wrong_group(mention: Mention, question: Question, known: Names) -> bool:
    """Says whether a name means the states of a group where one state or organization is asked about."""
    return question.name in OF_ONE and _is_group(mention, known)


def _is_listed(mention: Mention, previous: Mention | None, words: Sequence[str]) -> bool:
    """Says whether a name or day continues a list: "Finland, Norway and Sweden", but not "PACE in Resolution 1702"."""
    return previous is not None and _LISTING.issuperset(words[previous.place : mention.place])


def _in_words(question: Question) -> str:
    """Returns the wordings of a question folded: what stands there is no name where it is asked, "the conference"."""
    return f" {' | '.join(map(fold, question.asked))} "


def _beside(question: Question) -> dict[str, list[Beside]]:
    """Returns, by parameter, the words beside it in each wording."""
    found: dict[str, list[Beside]] = {param.name: [] for param in question.params}
    for words in map(str.split, question.asked):
        for place, word in enumerate(words):
            if word.strip("{},") in found and "{" in word:
                found[word.strip("{},")].append(beside(words, place, place + 1))
    return found


def _likeness(mention: Mention, wordings: Iterable[Beside]) -> int:
    """Says how many of the words beside a name stand so in one of the wordings."""
    return max((_alike(mention.beside, one) for one in wordings), default=0)


def _alike(one: Beside, other: Beside) -> int:
    return sum(
        len([*takewhile(lambda pair: pair[0] == pair[1], zip(*sides, strict=False))])
        for sides in zip(one, other, strict=True)
    )


def _give(mention: Mention, fitting: Sequence[Param], given: dict[str, tuple[str, ...]]) -> None:
    """Gives a mention to the first free parameter that it fits, else to the last beside what that has."""
    free = [param.name for param in fitting if param.name not in given]
    if free:
        given[free[0]] = (mention.text,)
    else:
        given[fitting[-1].name] += (mention.text,)
