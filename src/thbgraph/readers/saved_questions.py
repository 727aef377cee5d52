"""Answers sentences by saved questions and reports: each says in its header by which words it is asked.

A sentence asks a question where it has one of these, and names or days for its parameters. Of its other words the question
takes those in which it describes itself; what is left is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from ..base import vocabulary as thb
from ..base.dates import DATE, DAY, MEMO_DAYS, in_words, parse, with_reason
from ..base.errors import RequestError
from ..base.printing import joined, quoted, spaced
from ..base.terms import curie, short
from ..base.values import Entity
from ..names.articles import in_sentence
from ..names.folding import fold
from ..names.mentions import Mention, narrower
from ..names.names import Names
from ..names.operators import OperatorKind
from ..questions.questions import Param, Question
from ..results.answer import Answer
from ..results.claims import Claim, Wanted
from ..results.command import Command, CommandKind
from ..sentences.days_asked import DaysRead, days_for, has_day_of_event
from ..sentences.follow_ups import SO_MANY
from ..sentences.fulltext import stems
from ..sentences.reading import ASKING, AUXILIARIES, LIGHT, PREPOSITIONS, SUBJECT, Reading, read

#: So many of the questions that take all of a sentence, or come near, are asked.
_MOST = 2
_STATE, _STATEMENT, _TOPIC = short(thb.State), short(thb.Statement), "skos:Concept"
#: So many things that an answer counts are named.
_FEW = 8
#: Words by which an organization stands for its members.
_MEMBERS = frozenset(
    ["state", "states", "member", "members", "country", "countries", "government", "governments", "participating"]
)  # fmt: skip
#: Those that say nothing without what they are members of.
_MEMBERSHIP = frozenset(("member", "members", "participating"))
#: What asks whether, or what, there is.
_THERE_IS = frozenset(("exist", "exists", "known", "recorded"))
_AGAINST = "anti"
#: What begins another part of what is asked.
_MORE = frozenset(("and", "when", "where", "who", "whom", "which", "what", "how", "with"))
#: What a number in a text is the number of, where it is of nothing else, too.
_NUMBERED = re.compile(r"\{n\} ([\w-]+)\b(?! and| or|,)")
_LISTED = re.compile(r"[\w-]+(?=,)|[\w-]+ (?:and|or) [\w-]+")
_BRITISH = re.compile(r"is(e[drs]?|ing|ations?|ers?)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b\d{4}\b")
_LENGTH = re.compile(r"\b(?:days|months?|years?)\b")


class GivenArgument(NamedTuple):
    """An argument: as it is written on a command line, and the IRI or day that it is."""

    text: str
    value: str


class RunAnswer(NamedTuple):
    """What a question or report answers: in words, its rows, and what is to be known of it.

    `kinds` are what may be wanted, beside what its summary asks; else a list.
    """

    text: str
    answer: Answer
    notes: Sequence[str]
    kinds: frozenset[Wanted] = frozenset()


class AskedQuestion(NamedTuple):
    """A question as sentences ask it: its phrases, each as stems, those of all that it says of itself, of what it lists and of what it only tells of each of these, and the kinds of what it tells."""

    question: Question
    phrases: Sequence[Sequence[str]]
    takes: frozenset[str]
    tells: frozenset[str]
    fields: frozenset[str]
    kinds: frozenset[Wanted]
    counted: frozenset[str]


class _Fit(NamedTuple):
    """A question as a sentence asks it: its arguments, the tokens that it takes, those that ask it, and what is not named."""

    asked: AskedQuestion
    arguments: Mapping[str, Sequence[GivenArgument]]
    consumed: frozenset[int]
    asking: frozenset[int]
    lacking: Sequence[Param]
    days: DaysRead


class QuestionReader:
    """Reads sentences that ask one of some questions or reports, by name: `kind_of` says what each is, `tell` answers one with its arguments."""

    def __init__(
        self,
        questions: Mapping[str, Question],
        known: Names,
        kind_of: Callable[[str], CommandKind],
        tell: Callable[[str, Mapping[str, Sequence[GivenArgument]]], RunAnswer],
    ) -> None:
        self._questions, self._known, self._kind_of, self._tell = questions, known, kind_of, tell

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yields what the questions answer that take most of a sentence, the best first; none is sure where several are as good."""
        fits = [one for one in self.fitting(reading) if not one.lacking]
        whole = [one for one in fits if not reading.unread(one.consumed)]
        best = [one for one in whole if self._rank(one, reading) == self._rank(whole[0], reading)]
        found = [claim for one in best[:_MOST] if (claim := self._claim(one, reading))]
        sure = [one for one in found if one.is_sure]
        yield from found if len(sure) < 2 else (one._replace(is_sure=False) for one in found)
        others = [one for one in fits if one not in best][: _MOST - len(found)]
        if sure:
            yield from (self._as_near(one) for one in others)
        else:
            yield from (claim for one in others if (claim := self._claim(one, reading)))

    def fitting(self, reading: Reading) -> list[_Fit]:
        """Returns the questions that a sentence may ask, the best first."""
        terms = _stems(reading.folded)
        fits = [fit for one in self._asked if (fit := self._fit(one, reading, terms))]
        return sorted(fits, key=lambda fit: self._rank(fit, reading), reverse=True)

    def _rank(self, fit: _Fit, reading: Reading) -> tuple[float, float]:
        """Returns how much of a sentence a question takes, and how much of that asks for it."""
        telling = [place for place in reading.telling if place in fit.consumed]
        taken = sum(self._known.weight(reading.folded[place]) for place in telling)
        asking = sum(self._known.weight(reading.folded[place]) for place in fit.asking)
        return round(taken - len(fit.lacking), 3), round(asking, 3)

    @cached_property
    def _asked(self) -> list[AskedQuestion]:
        """The questions as sentences ask them."""
        texts = [
            (name, text)
            for name, one in self._questions.items()
            for text in (
                f"{_words_of_answer(one)} {_fields_of(one)}",
                _words_of_summary(one),
                _counted_by(one),
                _told_of_each(one),
                _bounded_by(one),
                *one.wordings,
            )
        ]
        by_name: dict[str, list[list[str]]] = {}
        for (name, _), found in zip(texts, _stems(text for _, text in texts), strict=True):
            by_name.setdefault(name, []).append(found)
        subject = frozenset(chain.from_iterable(_stems(self._subjects)))
        return [
            AskedQuestion(
                self._questions[name],
                phrases,
                frozenset(answered) | frozenset(chain.from_iterable(phrases)) | subject | {_AGAINST},
                frozenset(summed_up) | frozenset(chain.from_iterable(phrases)),
                frozenset(told).difference(bounding, chain.from_iterable(phrases)),
                _kinds_of(self._questions[name]),
                frozenset(counted),
            )
            for name, (answered, summed_up, counted, told, bounding, *phrases) in by_name.items()
        ]

    @property
    def _subjects(self) -> list[str]:
        return [name for name, iris in self._known.named.items() if SUBJECT in iris]

    def _fit(self, asked: AskedQuestion, reading: Reading, terms: Sequence[Sequence[str]]) -> _Fit | None:
        """Reads a sentence as a question; None where it has none of the words that ask it."""
        surely = [one for one in reading.mentions if len(one.iris) == 1 and not self._only_asks(one)]
        of_names = {place for one in surely for place in range(one.start, one.end)}
        of_names |= {place for place, word in enumerate(reading.folded) if word.startswith("non ")}
        others = [() if place in of_names else of for place, of in enumerate(terms)]
        asking = {place for phrase in asked.phrases for place in _places(phrase, others)}
        is_bare = [] in asked.phrases and not (reading.words or reading.operators)
        if not (asking or is_bare):
            return None
        question = asked.question
        given, consumed = self._filled(question, reading, asking)
        days = days_for(question.params, reading)
        given |= {name: [GivenArgument(day, day)] for name, day in days.given.items() if name not in given}
        arguments = {param.name: given[param.name] for param in question.params if param.name in given}
        taken = {*consumed, *asking, *days.consumed}
        for one in reading.operators:
            counts = one.kind is OperatorKind.COUNT and self._is_counted(asked, terms, one.end)
            if one.kind is OperatorKind.WHEN or counts:
                taken.update(range(one.start, one.end))
        wanted = _wanted_noun(reading)
        telling_apart = _said_of(wanted, reading)
        operating = {place for one in reading.operators for place in range(one.start, one.end)}
        named = {place for one in reading.mentions for place in range(one.start, one.end)}
        for place, of in enumerate(terms):
            is_of_whom = reading.folded[place] in _MEMBERSHIP and any(
                one.of_members for one in question.params
            )
            if place in operating or is_of_whom or (place in named and not self._is_topic(reading, place)):
                continue
            follower = place + 1
            while follower < len(terms) and reading.folded[follower] in ("the", "a", "an"):
                follower += 1
            is_beside = reading.folded[place] in PREPOSITIONS and (follower in taken or follower in named)
            is_other = place == wanted and not asked.tells.issuperset(of)
            is_of_some = place in telling_apart and not asked.fields.isdisjoint(of)
            if is_other or is_of_some:
                continue
            if asked.takes.issuperset(of) or is_beside or reading.folded[place] in LIGHT | _THERE_IS:
                taken.add(place)
        lacking = [param for param in question.params if param.name not in arguments and _is_needed(param)]
        if not asking and len(given) < len(reading.mentions):
            return None
        return _Fit(asked, arguments, frozenset(taken), frozenset(asking), lacking, days)

    def _is_topic(self, reading: Reading, place: int) -> bool:
        """Says whether a name is that of a topic, which a question may be about without a parameter for it."""
        return any(
            one.start <= place < one.end
            and all(_TOPIC in self._known.classes.get(iri, ()) for iri in one.iris)
            for one in reading.mentions
        )

    @staticmethod
    def _is_counted(asked: AskedQuestion, read: Sequence[Sequence[str]], place: int) -> bool:
        """Says whether the number that an answer gives is that of what stands at a place, behind "how many"."""
        return place < len(read) and bool(asked.counted.intersection(" ".join(read[place]).split()))

    def _filled(
        self, question: Question, reading: Reading, asking: Collection[int]
    ) -> tuple[dict[str, list[GivenArgument]], set[int]]:
        """Fills parameters in the order of the names, but for those that ask; returns the arguments, and the tokens of those that are taken."""
        given: dict[str, list[GivenArgument]] = {}
        before: tuple[int, Param] | None = None
        taken: set[int] = set()
        for mention in reading.mentions:
            span = range(mention.start, mention.end)
            if mention.days:
                continue
            beside = {"", *mention.beside[0][:1]}
            is_needed = any(
                (_is_needed(param) or (_takes_topics(param) and beside.issubset(param.after)))
                and self._is_of_class(param, mention)
                for param in question.params
            )
            if (SUBJECT in mention.iris and not is_needed) or (
                {*span} & {*asking} and self._only_asks(mention)
            ):
                taken.update(span)
                continue
            param, one, places = self._taking(question, mention, reading, given)
            if param is not None:
                given[param.name] = [self._given(param, one)]
                taken.update(places)
            elif (
                question.text
                and before
                and reading.folded[before[0] : mention.start] == ("or",)
                and self._fits(before[1], mention, reading)
            ):
                param = before[1]
                given[param.name].append(self._given(param, mention))
                taken.update(span)
            before = None if param is None else (mention.end, param)
        return given, taken

    def _given(self, param: Param, mention: Mention) -> GivenArgument:
        """Returns a name as an argument: by the IRI of the one thing that it is, if it is one that the parameter takes."""
        kind = curie(param.wants_class or "")
        fitting = [iri for iri in mention.iris if kind in self._known.classes.get(iri, ())] or mention.iris
        if len(fitting) > 1:
            return GivenArgument(mention.text, mention.text)
        folded = fold(mention.text)
        is_name = folded in self._known.named and folded not in self._known.adjectives
        return GivenArgument(mention.text if is_name else self._known.labels[fitting[0]], fitting[0])

    def parameters_of(self, text: str, question: Question) -> list[str]:
        """Returns the parameters of a question that a text without a name fits."""
        reading = read(text, self._known)
        if len(reading.mentions) != 1 or reading.words:
            return []
        (one,) = reading.mentions
        if one.days:
            return [param.name for param in question.params if param.datatype == DATE]
        return [
            param.name
            for param in question.params
            if param.wants_class and (self._is_of_class(param, one) or self._fits(param, one, reading))
        ]

    def _only_asks(self, mention: Mention) -> bool:
        """Says whether a name with a word that asks stands for no thing: that of a topic, or "the conference"."""
        is_topic = all(_TOPIC in self._known.classes.get(iri, ()) for iri in mention.iris)
        words = fold(mention.written).removeprefix("the ").split()
        return is_topic or (len(words) == 1 and mention.written.islower())

    def _taking(
        self, question: Question, mention: Mention, reading: Reading, given: Mapping[str, object]
    ) -> tuple[Param | None, Mention, Iterable[int]]:
        """Returns the free parameter that takes a name: that of its words before it, else one that needs none."""
        free = [param for param in question.params if param.name not in given and param.wants_class]
        span = range(mention.start, mention.end)
        fitting = [param for param in free if self._fits(param, mention, reading)]
        before = mention.beside[0]
        beside = ["", " ".join(before[:1]), " ".join(reversed(before))][bool(before) :]
        placed = {
            param.name: max((len(words) for words in beside if words in param.after), default=-1)
            for param in fitting
        }
        best = max(placed.values(), default=-1)
        found = [param for param in fitting if placed[param.name] == best and (best >= 0 or not param.after)]
        if found:
            return found[0], mention, [*span, *self._members_near(found[0], mention, reading)]
        for part in narrower(mention, self._known):
            fitting = [param for param in free if param.of_members and self._is_of_class(param, part)]
            if fitting:
                return fitting[0], part, span
        return None, mention, ()

    def _fits(self, param: Param, mention: Mention, reading: Reading) -> bool:
        if param.of_members:
            iris = mention.iris
            is_state = any(_STATE in self._known.classes.get(iri, ()) for iri in iris)
            is_group = any(iri in self._known.groups for iri in iris)
            has_members = bool(self._members_near(param, mention, reading))
            return is_state or is_group or (has_members and self._is_of_class(param, mention))
        if param.takes_groups and any(iri in self._known.groups for iri in mention.iris):
            return True
        return self._is_of_class(param, mention)

    def _is_of_class(self, param: Param, mention: Mention) -> bool:
        kind = curie(param.wants_class or "")
        return any(kind in self._known.classes.get(iri, ()) for iri in mention.iris)

    @staticmethod
    def _members_near(param: Param, mention: Mention, reading: Reading) -> list[int]:
        """Returns the places of the words beside a name that say that its members are meant: "CBSS states", "members of the CBSS"."""
        if not param.takes_groups:
            return []
        near = [
            *range(max(mention.start - 3, 0), mention.start),
            *range(mention.end, min(mention.end + 2, len(reading.folded))),
        ]
        return [place for place in near if reading.folded[place] in _MEMBERS]

    def _claim(self, fit: _Fit, reading: Reading) -> Claim | None:
        """Answers a question; None where it is refused, or nobody said what it needs."""
        asked = fit.asked
        try:
            given = self._tell(asked.question.name, fit.arguments)
        except RequestError:
            return None
        has_rows = not given.answer.is_empty
        found = _things_of(given.answer, asked.question)
        text = self._with_names(given.text, found) if has_rows else ""
        kinds = {*asked.kinds, *(given.kinds or [Wanted.LIST])}
        kinds -= {Wanted.DAY} if not _YEAR.search(text) else set()
        kinds -= {Wanted.LENGTH} if not _LENGTH.search(text) else set()
        if any(one.kind is OperatorKind.COUNT for one in reading.operators):
            kinds.add(Wanted.COUNT)
        days = _days_of(given.answer) if reading.wanted is Wanted.DAY and text and len(found) == 1 else ""
        return Claim(
            "questions",
            f"{text} {days}".rstrip(),
            fit.consumed.union(_so_many(found, reading)),
            given.answer,
            (*self._notes(fit), *given.notes),
            found=found,
            command=self._command(fit),
            kinds=frozenset(kinds),
            is_sure=bool(text) and not self._is_of_one(fit, reading) and not has_day_of_event(reading),
            asks=asked.question.summary,
        )

    def _with_names(self, text: str, found: Sequence[str]) -> str:
        """Adds the names of a few things to an answer that only counts them; none of statements, which have none of their own."""
        names = [self._known.labels.get(iri, "") for iri in found]
        have_names = not any(_STATEMENT in self._known.classes.get(iri, ()) for iri in found)
        is_told = any(name in text for name in names)
        if is_told or not (have_names and 1 < len(names) <= _FEW and text.endswith(" recorded.")):
            return text
        return f"{text[:-1]}: {joined([in_sentence(iri, self._known) for iri in found])}."

    @staticmethod
    def _is_of_one(fit: _Fit, reading: Reading) -> bool:
        """Says whether a sentence asks when or where one thing was, which nothing tells from others: "when was the conference?"."""
        if reading.wanted not in (Wanted.DAY, Wanted.PLACE) or fit.arguments:
            return False
        return any(
            place
            and reading.folded[place - 1] in ("the", "this", "that")
            and reading.folded[place][-1] != "s"
            for place in fit.asking
        )

    def _command(self, fit: _Fit) -> Command:
        name = fit.asked.question.name
        given = {param: [one.text for one in of] for param, of in fit.arguments.items()}
        return Command(self._kind_of(name), name, given)

    def _as_near(self, fit: _Fit) -> Claim:
        """Claims a question without asking it: it only comes near."""
        return Claim(
            "questions",
            "",
            fit.consumed,
            Answer((), ()),
            command=self._command(fit),
            is_sure=False,
            asks=fit.asked.question.summary,
        )

    @staticmethod
    def _notes(fit: _Fit) -> Iterator[str]:
        for param in fit.asked.question.params:
            if param.name == DAY and DAY not in fit.arguments and param.default_given:
                day = param.default_given
                as_of = with_reason(day) if day in MEMO_DAYS else in_words(parse(day, DATE))
                yield f"No day is named, so it is told as of {as_of}{f', {param.because}' if param.because else ''}."
        yield from (f"{quoted(text)} is read as its last day." for text in fit.days.by_last)


def _days_of(answer: Answer) -> str:
    """Tells the days of an answer on one thing, by their columns: "Start: 22 February 2010; end: 23 February 2010."."""
    told = dict.fromkeys(
        f"{spaced(column)}: {in_words(value)}"
        for row in answer
        for column, value in zip(answer.columns, row, strict=True)
        if isinstance(value, date)
    )
    text = f"{'; '.join(told)}." if told else ""
    return f"{text[:1].upper()}{text[1:]}"


def _things_of(answer: Answer, question: Question) -> tuple[str, ...]:
    """Returns the things that an answer lists first of all."""
    listed = next((clause.list for clause in question.sentence if clause.list in answer.columns), None)
    values = (getattr(row, listed) for row in answer) if listed else ()
    return tuple(dict.fromkeys(one.iri for one in values if isinstance(one, Entity)))


def _is_needed(param: Param) -> bool:
    """Says whether a question asks about a thing that it has a default for, which nobody named."""
    return bool(param.wants_class) and param.default != "UNDEF"


def _takes_topics(param: Param) -> bool:
    """Says whether topics are given to a parameter, which may be what all is about: "responsible for trafficking"."""
    return curie(param.wants_class or "") == _TOPIC


def _words_of_answer(question: Question) -> str:
    """Returns all words in which a question says what it tells, but for its description.

    Of what its summary lists each is narrower than the answer, and no word for it.
    """
    names = (param.name for param in question.params)
    return " ".join(
        (
            _LISTED.sub(" ", question.summary),
            *names,
            *question.columns.values(),
            *(param.description for param in question.params),
        )
    )


def _fields_of(question: Question) -> str:
    """Returns the words by which lists of fields call what a question tells of each thing: "title, publisher, year"."""
    words = fold(" ".join(question.columns.values())).split()
    return f"title name{' date year' if {'when', 'day', 'date'} & {*words} else ''}"


def _told_of_each(question: Question) -> str:
    """Returns the words in which a question says what it tells of each thing that it lists."""
    listed = {clause.list for clause in question.sentence}
    columns = (f"{name} {text}" for name, text in question.columns.items() if name not in listed)
    return " ".join(columns)


def _bounded_by(question: Question) -> str:
    """Returns the words in which a question says of which things it tells: those of its parameters, and of what it lists."""
    listed = (question.columns.get(clause.list or "", "") for clause in question.sentence)
    return " ".join((*listed, *(f"{one.name} {one.description}" for one in question.params)))


def _words_of_summary(question: Question) -> str:
    """Returns all words in which a question says what it lists."""
    listed = (question.columns.get(clause.list or "", "") for clause in question.sentence)
    return " ".join((question.summary, *listed))


def _wanted_noun(reading: Reading) -> int:
    """Returns the place of what a sentence wants by "which organizations", "what gaps" or "how many projects"; -1 without."""
    for place, word in enumerate(reading.folded[:-1]):
        if word in ("which", "what") or reading.folded[max(place - 1, 0) : place + 1] == ("how", "many"):
            return place + 1
    return -1


def _said_of(noun: int, reading: Reading) -> range:
    """Returns the places of what a sentence says of those that it wants, up to where it asks for more: "have ended", "have a report"."""
    if noun < 0:
        return range(0)
    begin = next((at for at in range(noun + 1, len(reading.folded)) if reading.folded[at] in AUXILIARIES), -1)
    if begin < 0:
        return range(0)
    behind = range(begin + 1, len(reading.folded))
    more = (at for at in behind if reading.folded[at] in _MORE or reading.tokens[at].is_apart)
    return range(begin + 1, next(more, len(reading.folded)))


def _so_many(found: Collection[str], reading: Reading) -> Iterator[int]:
    """Yields the place of a number that is asked for, where so many are found: "which two bodies"."""
    for place, word in enumerate(reading.folded[1:], 1):
        if SO_MANY.get(word) == len(found) and reading.folded[place - 1] in ("which", "what"):
            yield place


def _kinds_of(question: Question) -> frozenset[Wanted]:
    """Returns what else than a list a question tells, as its summary asks for it: "when", "why"; where things are only if it begins so."""
    words = fold(question.summary).split()
    runs = (" ".join(words[start : start + length]) for start in range(len(words)) for length in (1, 2, 3))
    return frozenset(ASKING[run] for run in runs if run in ASKING) - {
        Wanted.COUNT,
        *([] if words[0] == "where" else [Wanted.PLACE]),
    }


def _counted_by(question: Question) -> str:
    """Returns the words for what the numbers in an answer are numbers of."""
    return " ".join(
        noun for clause in question.sentence for text in clause.texts for noun in _NUMBERED.findall(text)
    )


def _stems(texts: Iterable[str]) -> list[list[str]]:
    """Returns the stems of texts, of which "organise" and "organize" have the same."""
    return stems(_BRITISH.sub(r"iz\1", text) for text in texts)


def _places(phrase: Sequence[str], read: Sequence[Sequence[str]]) -> list[int]:
    """Returns the places of the words of a phrase where a sentence has them in their order; none where it lacks one."""
    found: list[int] = []
    flat = [(term, place) for place, terms in enumerate(read) for term in terms]
    at = 0
    for term in phrase:
        while at < len(flat) and flat[at][0] != term:
            at += 1
        if at == len(flat):
            return []
        found.append(flat[at][1])
        at += 1
    return found
