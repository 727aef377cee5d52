"""Sentences: what one may ask of a graph, what must be said before, and what is recorded in its words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import islice

from ..base import vocabulary as thb
from ..base.errors import ParameterError, RequestError, StoreError, UnknownEntity
from ..base.namespaces import EDITORS, MEMO
from ..base.printing import quoted
from ..base.terms import expand, short
from ..build.builds import Build
from ..build.index import Index
from ..names.arguments import DAY, LATEST
from ..names.exclusions import without_excluded
from ..names.folding import fold
from ..names.mentions import mentions, written_as_names
from ..names.names import Names
from ..names.resolve import find_entity
from ..questions.questions import Question, find_question
from ..results.answer import Answer
from ..results.answer_document import in_short
from ..results.diagnosis import Diagnosis
from ..results.hits import Hit, SentenceReading, Suggestion
from ..results.listing import Listing
from ..results.status import StatusOnDay
from ..results.values import Entity
from ..sentences.command_offers import COMMANDS, NEEDS
from ..sentences.fulltext import best_lines, opened
from ..sentences.remarks import goes_on, is_strange, said_before, said_before_texts, said_of_nothing
from ..sentences.sentences import Worded, parameters_of, questions_asked, worded

#: So many of the suggestions for a sentence are tried, until so many have rows.
_TRIED, _ENOUGH = 6, 3
#: Of so many texts those are taken that say something of a thing.
_LOOKED_AT = 30
#: What has a smaller part than this of the words that the best has is left out.
_NEAR = 2 / 3


class Sentences:
    """Reads sentences that are asked of one graph.

    `search` finds things by name, `ask` and `rows` answer a question, with words for people or without, `diagnose` says why
    an answer is empty, `status` where a state stands, `there` which of some things may be there on a day.
    """

    def __init__(
        self,
        index: Index,
        known: Names,
        search: Callable[[str], Sequence[Entity]],
        ask: Callable[..., Answer],
        rows: Callable[..., Answer],
        diagnose: Callable[[Answer], Diagnosis],
        status: Callable[..., StatusOnDay],
        there: Callable[[Collection[str], str], Collection[str]],
    ) -> None:
        self._index, self._known, self._search = index, known, search
        self._ask, self._rows, self._diagnose, self._status = ask, rows, diagnose, status
        self._there = there

    def read(self, sentence: str) -> SentenceReading:
        """Reads a sentence: the saved questions and commands that it may ask, the best first, and what is to be said before.

        Every door reads by it. The best is certain, and `runs`, only where every operator of the sentence ("not", "before",
        "how many") is read, every name and word is taken, and no thing is added that nobody named. Six are tried, fewer
        where one is certain and has rows, or three have. Of these what reads all operators and names stands before what
        does not, and what has no rows, or is refused, behind the others; why the best is, is said.
        """
        if goes_on(sentence, self._known):
            why = f"{quoted(sentence)} goes on from an earlier answer, which is not kept; ask it whole, with its names."
            return SentenceReading(sentence, said=[why])
        unknown = self._unknown_names(sentence)
        best = self.suggested(sentence)
        if best and best[0].name == "find" and not self._is_said(best[0]):
            unknown = {**said_of_nothing(sentence, *best[0].arguments["text"]), **unknown}
            best = best[1:]
        said = [*map(_as_sentence, unknown.values())]
        if is_strange(sentence, self._known, self._worded.wordings):
            said.append("Most of these words are not known here; sentences are read in English.")
            best = [one._replace(certain=False) for one in best if one.name in ("show", "find")]
        if unknown:  # which no default may take the place of, nor what asks about all there is
            best = [
                one._replace(certain=one.certain and one.name == "find", dropped=(*unknown, *one.dropped))
                for one in best
                if one.arguments and not one.by_default
            ]
        best = [one for one in best if not (one.by_default and one.dropped)]
        near = sorted(best[:_TRIED], key=_lacks)
        answered, others = self._tried(near)
        offers = [*answered, *others]
        refused = [one for one in near[:1] if one == best[0] and one.is_whole and one not in answered]
        is_told = any(one.is_whole for one in answered)
        refusal = [text for one in refused if (text := self._refusal(one, is_told))]
        if offers:
            # What is refused reads all: that what follows does not is said of its names alone.
            shown = [_as_left_out(one) for one in offers] if refusal else offers
            followed = said_before(sentence, shown, said, self._index.questions, self._known)
            of_sentence = [*said, *refusal]
            return SentenceReading(sentence, Listing(offers), [*of_sentence, *followed], of_sentence)
        return SentenceReading(sentence, Listing(offers), said, said)

    def lead_before(self, read: SentenceReading, hits: Sequence[Hit]) -> str:
        """Returns what is said first where what is recorded in words of a sentence stands before what it may ask."""
        kept, excluded = without_excluded(read.sentence, self._known)  # what is excluded is not looked for
        unread = [f"I cannot read {quoted(f'except {excluded}')} in the texts below."] if excluded else []
        texts = [f"{hit.thing.label}: {hit.text.replace('*', '')}" for hit in hits]
        of_texts = said_before_texts(kept, texts, self._known, self._called)
        return " ".join([*read.of_sentence, *unread, *of_texts])

    def _called(self, iri: str) -> Sequence[str]:
        """Returns all names of a thing."""
        return [self._index.label(iri), *self._index.aliases.get(iri, ())]

    def suggested(self, sentence: str) -> list[Suggestion]:
        """Returns the saved questions and commands that a sentence may ask, filled from its names and days, the best first.

        What it excludes, as in "apart from women", is not asked about and left unread.
        """
        kept, excluded = without_excluded(sentence, self._known)
        found = questions_asked(kept, self._worded, self._known, self.short_name)
        if not excluded:
            return found
        return [one._replace(certain=False, unread=(*one.unread, f"except {excluded}")) for one in found]

    @cached_property
    def _worded(self) -> Worded:
        return worded(self._index.questions)

    def _unknown_names(self, sentence: str) -> dict[str, str]:
        """Says of each name in a sentence, such as "Brussels Declaration", that nothing is called so, and what is near."""
        said: dict[str, str] = {}
        for name in written_as_names(sentence, self._known):
            if fold(name) in self._worded.wordings.words:
                continue  # a word of what is asked, in capitals: "How many Parties"
            try:
                find_entity(name, self._known)
            except UnknownEntity as error:
                said[name] = error.message
        return said

    def _named_in(self, command: Suggestion) -> list[str]:
        """Returns the IRIs of the things that a suggested command is about; raises UnknownEntity as `find` does."""
        known = COMMANDS.get(command.name)
        return [
            find_entity(name, self._known, None if param.wants_class == thb.Entity else param.wants_class)
            for param in (known.params if known else ())
            if param.wants_class
            for name in command.arguments.get(param.name, ())
        ]

    def _is_said(self, find: Suggestion) -> bool:
        """Says whether any name or text has the words that a suggestion looks for; yes where no index of texts is."""
        (words,) = find.arguments["text"]
        return bool(self._search(words) or self._index.folder is None or self.texts(words, 1))

    def _refusal(self, one: Suggestion, is_told: bool) -> str:
        """Says that a name in what a sentence asks is that of no one thing, or why it has no rows.

        Of no rows nothing is said where what has some `is_told` in its place.
        """
        try:
            self._is_answered(one)
            if not one.is_question:
                return "" if is_told else f"Nothing is recorded of that: {one.summary}"
            if is_told:
                return ""
            answer = self._ask(one.name, one.arguments)
        except RequestError as error:
            return _as_sentence(error.message)
        told = ["not-recorded"] if answer.summary else []  # which a sentence of the answer says of its kind
        causes = [
            _as_sentence(cause.message) for cause in self._diagnose(answer).causes if cause.kind not in told
        ]
        return " ".join([answer.summary or one.summary, *causes])

    def in_short(self, one: Suggestion, most: int = 320) -> str:
        """Says in at most so many letters what a question, or status, that a sentence may ask answers; nothing for another command.

        Nothing, too, where it is not near: the answer without the "not" of a sentence, without most words that say what is
        asked, or about a group that nobody named, misleads; and where it is refused.
        """
        try:
            if one.is_sound and one.name == "status":
                given = {name: texts[0] for name, texts in one.arguments.items()}
                found = self._status(given["state"], given["instrument"], as_of=given.get(DAY))
                return f"{found.instrument.label}: {found.sentence}"
            return (
                in_short(self._ask(one.name, one.arguments), most) if one.is_near and one.is_question else ""
            )
        except RequestError:
            return ""

    def _tried(self, best: Sequence[Suggestion]) -> tuple[list[Suggestion], list[Suggestion]]:
        """Parts suggestions into those that are answered, or read so that they are, and the others.

        What is answered whole stands before what is without one of its names; behind them is what was not tried.
        """
        answered: list[Suggestion] = []
        weaker: list[Suggestion] = []
        untried: list[Suggestion] = []
        empty: list[Suggestion] = []
        for one in best:
            if len(answered) + len(weaker) >= (1 if best[0].certain and not empty else _ENOUGH):
                untried.append(one)
                continue
            readings = self._readings(one)
            (weaker if any(len(it.dropped) > len(one.dropped) for it in readings) else answered).extend(
                readings
            )
            empty += [] if readings else [one._replace(certain=False)]
        return [*answered, *weaker, *untried], empty

    def _readings(self, one: Suggestion) -> list[Suggestion]:
        """Returns a suggestion where it is answered; where a name in it means two or three, those of each that are.

        A question without rows gives way to the same without one of the parameters that were given, if that has some
        and no default takes its place.
        """
        try:
            if self._is_answered(one):
                return [one]
            params = self._index.questions[one.name].params if one.is_question else ()
            given = [param for param in params if param.name in one.arguments.keys() - {*one.by_default}]
            optional = [param.name for param in given if param.default == "UNDEF" and param.wants_class]
            fewer = (_without(one, name) for name in optional if len(given) > 1)
            return [*islice(filter(self._is_answered, fewer), 1)]
        except RequestError as error:
            few = self._on_day_of(one, error.candidates) if len(error.candidates) <= _ENOUGH else ()
            read = [_renamed(one, error.given, short(iri)) for iri in few]
        return [found for other in read if other != one for found in self._readings(other)]

    def _on_day_of(self, one: Suggestion, things: Sequence[str]) -> Sequence[str]:
        """Returns those of some things that may be there on the day of a suggestion; without one, all."""
        day = next(iter(one.arguments.get(DAY, ())), LATEST)
        there = {*things} if day == LATEST else self._there(things, day)
        return [thing for thing in things if thing in there]

    def _is_answered(self, one: Suggestion) -> bool:
        """Says whether a question has rows; raises RequestError where it, or a command, takes a name for no one thing."""
        if needed := NEEDS.get(one.name):
            one = one._replace(name=needed, is_question=True)
        if one.is_question:
            rows = self._rows(one.name, one.arguments) if one.arguments else None
            return rows is None or not rows.is_empty
        self._named_in(one)
        return True

    def parameter_for(self, text: str, question: str) -> str:
        """Returns the name of the one parameter of a question that a value fits; raises ParameterError for no such."""
        asked = find_question(question, self._index.questions)
        fitting = parameters_of(text, asked, self._known)
        if len(fitting) == 1:
            return fitting[0]
        known = ", ".join(param.name for param in asked.params)
        raise ParameterError(
            f"{quoted(text)} fits {' and '.join(fitting) or 'no parameter'} of {question}; write name=value: {known}"
        )

    def texts(self, words: str, most: int = 20) -> Listing[Hit]:
        """Returns what passages and sources say of things in some of these words, stemmed, the best first."""
        named = {iri for one in mentions(words, self._known)[0] for iri in one.iris}
        if self._index.folder is None:
            raise StoreError("a graph that was made in memory has no index of texts; open its build")
        with opened(Build(self._index.folder).search) as index:
            found = best_lines(index, words, most, named)
        return Listing(
            Hit(
                Entity(line.thing, self._index.label(line.thing)),
                Entity(line.place, self._index.label(line.place)),
                line.text,
                line.share,
            )
            for line in found
        )

    def recorded(self, sentence: str, most: int = 3) -> Listing[Hit]:
        """Returns what the memo, and what is recorded since, say of things in words of a sentence, the best first."""
        entity = short(thb.Entity)
        said = (
            hit
            for hit in self.texts(without_excluded(sentence, self._known)[0], _LOOKED_AT)
            if hit.place != hit.thing
            and (
                hit.place.iri.startswith(MEMO)
                or (hit.place.iri != EDITORS and entity in self._index.classes.get(hit.thing.iri, ()))
            )
        )
        found = [*islice(said, most)]
        least = _NEAR * max((hit.share for hit in found), default=0.0)
        return Listing(hit for hit in found if hit.share >= least)

    def first(self, sentence: str, questions: Mapping[str, Question]) -> str:
        """Returns the name of the question or command that a sentence leads to first."""
        found = questions_asked(sentence, worded(questions), self._known, self.short_name)
        return found[0].name if found else ""

    def short_name(self, name: str) -> str:
        """Gives the shortest name that means the same thing as an IRI, or as a CURIE, and nothing else."""
        iri = expand(name) or name
        for one in sorted((*self._index.aliases.get(iri, ()), self._index.label(iri)), key=len):
            with suppress(UnknownEntity):
                if find_entity(one, self._known) == iri:
                    return one
        return short(iri)


def _as_sentence(text: str) -> str:
    """Returns a text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.?' else '.'}"


def _lacks(one: Suggestion) -> float:
    """Returns how much a suggestion lacks: what leaves out a name more than what does not read an operator."""
    return (not one.takes_all) + one.adds_to_named + 0.5 * bool(one.dropped)


def _as_left_out(one: Suggestion) -> Suggestion:
    """Returns a suggestion of which operators that it does not read are only named as left out."""
    return one._replace(unread=(), dropped=(*one.unread, *one.dropped))


def _without(one: Suggestion, name: str) -> Suggestion:
    """Returns a suggestion without one of its parameters, which it leaves out; it is not certain."""
    rest = {param: values for param, values in one.arguments.items() if param != name}
    return one._replace(
        arguments=rest,
        certain=False,
        left_out=(*one.left_out, *one.arguments[name]),
        dropped=(*one.dropped, *one.arguments[name]),
    )


def _renamed(one: Suggestion, given: str, name: str) -> Suggestion:
    """Returns a suggestion with another name for one that is given; it is not certain."""
    arguments = {
        param: tuple(name if value == given else value for value in values)
        for param, values in one.arguments.items()
    }
    return one._replace(arguments=arguments, certain=False)
