"""Sentences: what answers one, by the readers of treaties, of saved questions, of reports and of texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.dates import DATE
from ..base.errors import ParameterError, StoreError
from ..base.namespaces import EDITORS, MEMO, PREFIXES
from ..base.printing import joined, number_in_words, quoted
from ..base.terms import short
from ..base.values import Entity, grouped
from ..base.vocabulary import Status
from ..build.builds import Build
from ..names.folding import fold
from ..names.mentions import mentions
from ..questions.questions import Param, Question, find_question
from ..readers.judge import Judge, Reader
from ..readers.saved_questions import GivenArgument, QuestionReader, RunAnswer
from ..readers.treaties.treaty_phrases import WORDS as TREATY_WORDS
from ..results.claims import Claim, SentenceAnswer, Wanted
from ..results.command import CommandKind
from ..results.listing import Hit, Listing, as_answer
from ..results.statement_words import Wording
from ..sentences.fulltext import best_lines, is_recorded, is_written, opened, rarity
from ..sentences.reading import Reading
from .surest_readers import ReadGraph, SurestReaders

if TYPE_CHECKING:
    from sqlite3 import Connection

    from ..readers.things.profiles import ProfileReader
    from ..results.answer import Answer

#: Of so many texts those are taken that say something of a thing, so many of these may answer, and so many come near.
_LOOKED_AT, _TRIED, _NEAR = 60, 14, 40
#: The commands that are no reports, as sentences ask for them; names alone ask for a status.
_STATUS = Question(
    "status",
    "",
    "Where does a state stand under an instrument on a day, and what would settle it?",
    "",
    (),
    (
        Param("state", PREFIXES["foaf"] + "Agent", None, "the state or organization", ""),
        Param("instrument", thb.Treaty, None, "the treaty", ""),
        Param("asOf", None, DATE, "the day", "UNDEF"),
    ),
    {},
    None,
    wordings=(
        "",
        "status",
        "stand",
        "position",
        "party to",
        "bound by",
        "ratify",
        "sign",
        "accede",
        "accept",
        "approve",
        "join",
        "in force for",
    ),
)
_CONFLICTS = Question(
    "conflicts",
    "",
    "Where do the sources disagree?",
    "",
    (),
    (Param("entity", thb.Entity, None, "what it is about; by default anything", "UNDEF"),),
    {},
    None,
    wordings=("disagree", "contradict", "contradiction", "conflict", "discrepancy", "inconsistency", "error", "wrong", "not match"),
)  # fmt: skip


class Sentences:
    """Reads and answers the sentences that are asked of one graph; the `surest` readers are heard before those of questions, pages and texts."""

    def __init__(self, graph: ReadGraph, surest: SurestReaders) -> None:
        self._graph, self._index, self._known, self._surest = graph, graph.index, graph.names, surest

    def answer(self, sentence: str, before: str = "") -> SentenceAnswer:
        """Answers a sentence, which may go on from the one before: what leads, and what else is near."""
        return self._judge.answered(sentence, before)

    def explain(self, sentence: str) -> str:
        """Says how a sentence is read: what is asked for, its names, days and operators, its other words, and which reader takes it.

        >>> graph.sentences.explain("Did Sweden ratify CETS 197?").splitlines()[1]  # doctest: +SKIP
        'wanted    yes or no'
        """
        return self._judge.explained(sentence, self._index.label)

    def _offered(self, reader: Reader) -> Reader:
        """Has a reader name no report that the home does not declare."""

        def claims(reading: Reading) -> Iterator[Claim]:
            for claim in reader(reading):
                command = claim.command
                is_missing = (
                    command is not None
                    and command.kind is CommandKind.REPORT
                    and command.name not in self._graph.reports
                )
                yield claim._replace(command=None) if is_missing else claim

        return claims

    @cached_property
    def _judge(self) -> Judge:
        """Has the readers, the surest first, answer sentences."""
        return Judge(
            self._known,
            [
                *map(self._offered, self._surest.all()),
                lambda reading: self.asking.claims(reading),
                lambda reading: self._profiles.claims(reading),
            ],
            self._texts,
            lambda word: self._is_spoken(word, is_recorded),
            lambda word: self._is_spoken(word, is_written),
            lambda: self._surest.phrases.words | TREATY_WORDS,
            lambda: self._surest.phrases.bases,
            self._sources,
            self._reasons,
            lambda lead, kind: self._surest.stated_texts.claim(lead, kind),
        )

    @cached_property
    def _profiles(self) -> ProfileReader:
        return self._surest.profiles()

    def _sources(self, claim: Claim) -> Iterable[str]:
        """Returns the sources of the rows of a saved question."""
        return self._cited(claim).evidence.named_sources

    def _cited(self, claim: Claim) -> Answer:
        """Returns the rows of a claim with their evidence; those of a saved question are asked for once more."""
        command = claim.command
        if command is None or command.kind is not CommandKind.QUESTION:
            return claim.answer
        return self._graph.ask(command.name, command.given, cite=True)

    def _reasons(self, claim: Claim) -> Iterator[str]:
        """Yields on what a claim rests: the acts and reports that decide a status, else the statements behind its rows, and the rules by which these follow."""
        if claim.command and claim.command.kind is CommandKind.STATUS:
            for ground in self._graph.status(**claim.command.values).grounds:
                yield f"{ground.words} ({joined([self._source_of(one) for one in ground.graphs])})"
            return
        for row in self._cited(claim):
            found = row.citation
            if found is None:
                continue
            terms = (
                term.value for quad in found.leaves for term in quad.triple if isinstance(term, ox.NamedNode)
            )
            wording = Wording(self._index.called(terms), found.leaves)
            for triple, graphs in grouped(
                (quad.triple, quad.graph_name.value) for quad in found.leaves
            ).items():
                yield f"{wording.statement(tuple(triple))} ({joined([self._source_of(one) for one in graphs])})"
            if found.rules:
                yield f"from that it follows by: {joined([*found.rules])}"

    def _source_of(self, graph: str) -> str:
        return self._index.description(graph).name

    def _is_spoken(self, word: str, is_found: Callable[[Connection, str], bool]) -> bool:
        """Says whether a folded word stands in a question, or in the words of a property or of treaties, or is found in a recorded text."""
        if word in self._asked_words or word in self._surest.phrases.words or word in TREATY_WORDS:
            return True
        if self._index.folder is None:
            return False
        with opened(Build(self._index.folder).search) as index:
            return is_found(index, word)

    @cached_property
    def _asked_words(self) -> frozenset[str]:
        asked = self._graph.questions.values()
        texts = (text for one in asked for text in (one.summary, *one.wordings))
        return frozenset(word for text in texts for word in fold(text).split())

    @cached_property
    def asking(self) -> QuestionReader:
        """The reader of saved questions, reports and the command `conflicts`."""
        reports = {name: one.question for name, one in self._graph.reports.items()}
        asked = {**self._graph.questions, **reports, **{one.name: one for one in (_STATUS, _CONFLICTS)}}
        return QuestionReader(
            {name: one for name, one in asked.items() if one.wordings}, self._known, self._kind_of, self._tell
        )

    def _kind_of(self, name: str) -> CommandKind:
        if name in self._graph.questions:
            return CommandKind.QUESTION
        return CommandKind.REPORT if name in self._graph.reports else CommandKind(name)

    def _tell(self, name: str, arguments: Mapping[str, Sequence[GivenArgument]]) -> RunAnswer:
        """Answers a question, or makes a report; raises RequestError where it refuses its arguments."""
        values = {param: [one.value for one in of] for param, of in arguments.items()}
        if name in self._graph.questions:
            answer = self._graph.ask(name, values)
            return RunAnswer(answer.remarks.sentence, answer, answer.remarks.notes)
        first = {param: of[0] for param, of in values.items()}
        if name == _STATUS.name:
            found = self._graph.status(first["state"], first["instrument"], first.get("asOf"))
            # What nothing decides is no answer for a day that nobody named.
            unsaid = (Status.UNDETERMINED.words, Status.NOT_APPLICABLE.words)
            is_open = found.status in unsaid and not (found.open_act or "asOf" in first)
            return RunAnswer(
                "" if is_open else f"{found.instrument.label}: {found.sentence}",
                as_answer(found),
                (),
                frozenset((Wanted.TRUTH, Wanted.DAY)),
            )
        if name == _CONFLICTS.name:
            conflicts = self._graph.conflicts(*first.values())
            about = "".join(f" about {one.text}" for of in arguments.values() for one in of[:1])
            is_one = len(conflicts) == 1
            text = f"{number_in_words(len(conflicts))} conflict{'' if is_one else 's'} between sources {'is' if is_one else 'are'} recorded{about}."
            return RunAnswer(text[:1].upper() + text[1:], conflicts.table(), ())
        report = self._graph.report(name, values)
        return RunAnswer(report.summary, report.table(), tuple(report.notes))

    def _texts(self, reading: Reading) -> Iterable[Claim]:
        if self._index.folder is None:
            return ()
        passages = self._surest.passages(lambda sentence: self.recorded(sentence, _NEAR), self._rarity)
        return chain(self._surest.acts_near(reading), passages.claims(reading), self._profiles.side(reading))

    def parameter_for(self, text: str, name: str, given: Collection[str] = ()) -> str:
        """Returns the name of the one parameter of a question that a value fits; raises ParameterError for no such.

        Of a report it is the first that is not `given`, or takes several values, and that it fits, else the first such.
        """
        is_report = name not in self._index.questions and name in self._graph.reports
        asked = (
            self._graph.reports[name].question if is_report else find_question(name, self._index.questions)
        )
        fitting = self.asking.parameters_of(text, asked)
        if is_report:
            left = [one.name for one in asked.params if one.name not in given or one.name in asked.columns]
            if not left:
                raise ParameterError(
                    f"{name} has a value for each of its parameters, and {quoted(text)} beside"
                )
            return next((one for one in fitting if one in left), left[0])
        if len(fitting) == 1:
            return fitting[0]
        known = ", ".join(param.name for param in asked.params)
        raise ParameterError(
            f"{quoted(text)} fits {' and '.join(fitting) or 'no parameter'} of {name}",
            f"write name=value: {known}",
        )

    def texts(self, words: str, most: int = 20) -> Listing[Hit]:
        """Returns what passages and sources say of things in some of these words, stemmed, the best first."""
        named = {iri for one in mentions(words, self._known) for iri in one.iris}
        if self._index.folder is None:
            raise StoreError("a graph that was made in memory has no index of texts", "open its build")
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

    def _rarity(self, words: Sequence[str]) -> Mapping[str, float]:
        """Returns how rare some folded words are in what is recorded."""
        if self._index.folder is None:
            return dict.fromkeys(words, 1.0)
        with opened(Build(self._index.folder).search) as index:
            return rarity(index, words)

    def recorded(self, sentence: str, most: int = _TRIED) -> Listing[Hit]:
        """Returns what the memo, and what is recorded since, say of things in words of a sentence, the best first."""
        entity = short(thb.Entity)
        candidates = (
            hit
            for hit in self.texts(sentence, _LOOKED_AT)
            if hit.place != hit.thing
            and (
                hit.place.iri.startswith(MEMO)
                or (hit.place.iri != EDITORS and entity in self._index.classes.get(hit.thing.iri, ()))
            )
        )
        return Listing(islice(candidates, most))
