"""Answers what somebody calls for, proposes, advises or has undertaken, and who does: "what did PACE ask of the EU?".

The verbs and nouns for kinds of statements stand in the ontology. A statement answers a sentence that names who says it or
to whom, where all other names and words of the sentence are in what is recorded of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.namespaces import MEMO_SOURCE, PREFIXES
from ...base.printing import joined, number_in_words, without_alike
from ...base.terms import short
from ...base.values import grouped
from ...names.articles import in_sentence
from ...names.folding import fold, significant
from ...names.mentions import Mention
from ...names.names import Names
from ...names.operators import OperatorKind
from ...results.answer import Answer
from ...results.claims import Claim, Wanted
from ...sentences.days_asked import DaysAsked, days_asked
from ...sentences.fulltext import stems
from ...sentences.reading import AUXILIARIES, LIGHT, Reading
from ...stores.lookup import Lookup
from ..facts.fact_links import AGENTS
from ..phrases import Form, Noun, Phrases

_DCTERMS, _ORG, _SCHEMA = (PREFIXES[prefix] for prefix in ("dcterms", "org", "schema"))
_SAID_BY, _TEXT = ox.NamedNode(thb.saidBy), _DCTERMS + "description"
_MEMO, _WRITTEN = MEMO_SOURCE, "memo"
#: Whom a statement addresses, and what else it concerns.
_TO = frozenset((thb.addressedTo, _DCTERMS + "audience"))
_CONCERNS = frozenset((*_TO, _SCHEMA + "about", thb.asksFor, _DCTERMS + "source"))
WITHIN = tuple(ox.NamedNode(_ORG + part) for part in ("unitOf", "postIn"))
#: The kinds by which it is said what somebody should do: what is asked, and what is settled. Within each, one verb serves for all.
_ASKED = frozenset(short(kind) for kind in (thb.Call, thb.Proposal, thb.Advice))
SETTLED = frozenset(short(kind) for kind in (thb.Task, thb.Commitment))
_SHOULD = _ASKED | SETTLED
#: The kinds that say what is wished, and no more: neither that it is so, nor that it can, must or will be.
WISHES = frozenset(short(kind) for kind in (thb.Call, thb.Proposal))
_WISHED = frozenset(("should", "ought", "supposed", "say", "says", "said"))
_JUDGED = frozenset((short(thb.Gap), short(thb.Assessment)))
_EVERY = _SHOULD | _JUDGED
_ALL = short(thb.Statement)
#: What stands before the name of who says something.
_BY = frozenset(("by", "from"))
_ACCORDING = ("according", "to")
_BE = frozenset(("is", "are", "was", "were", "be", "been"))
#: What says nothing of its own beside a verb or noun for what is said: to make a call, under the terms of.
_BESIDE = LIGHT | {
    "get", "receive", "gave", "make", "made", "adopted", "run", "against", "place", "impose", "issue", "issued", "put",
    "terms", "under", "memo",
}  # fmt: skip
#: So many things a name may stand for.
_MOST = 5
#: So many statements are told; the rows have all.
_TOLD = 5


def kind_of_statement(classes: Iterable[str]) -> str:
    """Returns the word for the kind of a statement with some classes."""
    (kind,) = [kind for kind in classes if kind in _EVERY][:1] or [_ALL]
    return kind.partition(":")[2].lower()


def is_of_wishes(reading: Reading, classes: Iterable[str] = ()) -> bool:
    """Says whether a sentence asks what should be, or what was called for or proposed by a statement of some classes, or is no question of yes or no."""
    is_truth = reading.wanted is Wanted.TRUTH
    is_truth |= any(one.kind is OperatorKind.MODALITY and one.start == 0 for one in reading.operators)
    said, words = stems([kind_of_statement(classes), reading.sentence]) if classes else ([], [])
    return not is_truth or not _WISHED.isdisjoint(reading.folded) or not {*said}.isdisjoint(words)


class RecordedStatement(NamedTuple):
    """A statement: its kinds, who says it, what it says, in words and their stems, and what it is linked to, by property."""

    iri: str
    kinds: frozenset[str]
    speakers: tuple[str, ...]
    text: str
    stems: frozenset[str]
    links: Mapping[str, Sequence[str]]

    def concerns(self, thing: str, props: frozenset[str] = _CONCERNS) -> bool:
        """Says whether it is linked to a thing by one of some properties."""
        return any(thing in self.links.get(prop, ()) for prop in props)


class _Roles(NamedTuple):
    """The names of a sentence by what they do in it: who says something, each of them, to whom, what else it concerns, and days."""

    speakers: tuple[str, ...]
    addressed: tuple[Mention, ...] = ()
    others: tuple[Mention, ...] = ()
    days: tuple[DaysAsked, ...] = ()


class StatementReader:
    """Reads sentences about the statements of one graph; `cited` answers a SELECT query with its evidence."""

    def __init__(
        self, lookup: Lookup, known: Names, phrases: Phrases, cited: Callable[[str], Answer]
    ) -> None:
        self._lookup, self._known, self._phrases, self._cited = lookup, known, phrases, cited

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yields what statements answer a sentence that has a verb or noun for them, or asks what somebody should do."""
        is_of_memo = reading.folded[:1] == ("who",) and reading.folded[-1:] == (_WRITTEN,)  # who wrote it
        if is_of_memo or reading.folded[:2] == ("for", "whom"):
            return
        kinds, taken = self._kinds(reading)
        if reading.folded[:1] == ("who",) and _BESIDE.issuperset(reading.folded[place] for place in taken):
            kinds, taken = frozenset(), frozenset()  # who made a thing is not who undertook something
        modal = [one.start for one in reading.operators if one.kind is OperatorKind.MODALITY]
        read = (OperatorKind.MODALITY, OperatorKind.WITHIN)
        is_truth = reading.wanted is Wanted.TRUTH
        if not (kinds or modal or is_truth) or any(one.kind not in read for one in reading.operators):
            return
        if any(len(one.iris) > _MOST for one in reading.mentions):
            return
        if is_truth and any(reading.folded[one.start - 1] == "as" for one in reading.mentions if one.start):
            return  # whether it was done "as PACE asked for" is not whether PACE did
        of_duties = _SHOULD if is_of_wishes(reading) else _SHOULD - WISHES
        wanted = kinds - {_ALL} or (of_duties if modal else _JUDGED if is_truth else _EVERY)
        speaker = self._phrases.nouns.get(reading.folded[1]) if reading.folded[0] == "which" else None
        taken |= {1} if speaker else frozenset()
        words = [
            reading.tokens[place].text
            for place in reading.words
            if place not in taken and reading.folded[place] not in _BESIDE
        ]
        asked = frozenset(chain.from_iterable(stems(words)))
        if is_truth and not (kinds or modal or asked):
            return

        def fitting(roles: _Roles) -> list[RecordedStatement]:
            return [
                one
                for one in self._recorded
                if not wanted.isdisjoint(one.kinds)
                and (speaker is None or any(self._is(speaker, iri) for iri in one.speakers))
                and self._fits(one, roles, by_verb=bool(kinds))
                and self._stems_of[one.iri] >= asked
            ]

        for roles in self._roles(reading, taken, modal):
            if found := fitting(roles):
                texts = {iri for one in found for iri in one.links.get(_DCTERMS + "source", ())}
                of_any = roles._replace(
                    speakers=found[0].speakers if texts.issuperset(roles.speakers) else roles.speakers,
                    others=tuple(one for one in roles.others if texts.isdisjoint(one.iris)),
                )
                near = fitting(of_any) if of_any != roles else ()
                yield self._claim(found, self._beside(found, near), reading)
                return

    @cached_property
    def _recorded(self) -> Sequence[RecordedStatement]:
        iris = dict.fromkeys(quad.subject for quad in self._lookup.match(None, _SAID_BY, None))
        self._lookup.load_about(iris)
        links = [
            grouped((quad.predicate.value, quad.object.value) for quad in self._lookup.match(iri, None, None))
            for iri in iris
        ]
        texts = [" ".join(dict.fromkeys(of.get(_TEXT, ()))) for of in links]
        return [
            RecordedStatement(
                str(iri.value),
                frozenset(self._known.classes.get(iri.value, ())),
                tuple(dict.fromkeys(of[thb.saidBy])),
                text,
                words,
                of,
            )
            for iri, of, text, words in zip(iris, links, texts, map(frozenset, stems(texts)), strict=True)
            if text
        ]

    @cached_property
    def _stems_of(self) -> Mapping[str, frozenset[str]]:
        """The stems of all words that are recorded of each statement."""
        texts = []
        for one in self._recorded:
            things = [thing for prop in _CONCERNS for thing in one.links.get(prop, ())]
            names = (name for thing in things for name in self._known.names_of.get(thing, ()))
            texts.append(" ".join((one.text, *names)))
        found = stems(texts)
        return {one.iri: frozenset(of) for one, of in zip(self._recorded, found, strict=True)}

    def _kinds(self, reading: Reading) -> tuple[frozenset[str], frozenset[int]]:
        """Returns the kinds of statements that verbs and nouns of a sentence tell, and the places of these."""
        named = {place for one in reading.mentions for place in range(one.start, one.end)}
        kinds: set[str] = set()
        taken: set[int] = set()
        for start in range(len(reading.folded)):
            for end in range(min(start + 3, len(reading.folded)), start, -1):
                phrase = " ".join(reading.folded[start:end])
                of_words = {
                    short(one.relation.term)
                    for form in (Form.BASE, Form.FINITE, Form.PARTICIPLE)
                    for one in self._phrases.sayings.get((form, phrase), ())
                }
                noun = self._phrases.nouns.get(phrase)
                asked_kinds = (of_words | (noun.kinds if noun else frozenset())) & (_EVERY | {_ALL})
                if reading.folded[:1] == ("who",) and asked_kinds == {_ALL} and of_words - {_ALL}:
                    continue  # who wrote a paper is not who says something of it
                if (
                    asked_kinds
                    and named.isdisjoint(range(start, end))
                    and taken.isdisjoint(range(start, end))
                ):
                    kinds |= asked_kinds
                    taken.update(range(start, end))
        for alike in (_ASKED, SETTLED):
            kinds |= alike if kinds & alike else frozenset()
        return frozenset(kinds), frozenset(taken)

    def _roles(self, reading: Reading, taken: frozenset[int], modal: Sequence[int]) -> Iterator[_Roles]:
        """Yields what the names of a sentence may do in it, the likeliest first."""
        folded = reading.folded
        first = min(taken, default=-1)
        is_passive = any(place and folded[place - 1] in _BE for place in taken)
        asks_by_whom = folded[0] in ("who", "which") and AUXILIARIES.isdisjoint(folded)
        roles = _Roles((_MEMO,) if "memo" in folded else (), days=(*days_asked(reading),))
        either: list[Mention] = []
        for one in reading.mentions:
            before = [word for word in folded[: one.start] if word not in ("the", "and", "or")]
            is_called = bool(before) and before[-1] in AUXILIARIES
            is_subject = (is_called and one.end in taken) or (one.end == first and not is_passive)
            is_possessive = reading.tokens[one.end - 1].whole != reading.tokens[one.end - 1].text
            is_by = bool(before) and (before[-1] in _BY or tuple(before[-2:]) == _ACCORDING)
            told = one.start - 1 - (folded[one.start - 1 : one.start] == ("the",))
            told -= asks_by_whom and folded[told : told + 1] == ("to",)  # "report to governments"
            is_told = (
                told in taken
                and (  # "want governments to", "who advises governments"
                    folded[one.end : one.end + 1] == ("to",) or (asks_by_whom and self._is_agent(one))
                )
            )
            follows = bool(roles.speakers) and one.start and folded[one.start - 1] in ("and", "or")
            if one.days:
                continue
            is_wanted_of = before[-1:] == ["from"] and bool(roles.speakers)
            if is_wanted_of and folded[: one.start].index("from") - 1 in taken:
                roles = roles._replace(addressed=(*roles.addressed, one))  # "what did PACE want from the EU"
            elif is_by or is_subject or (is_possessive and one.end in taken) or follows:
                roles = roles._replace(speakers=(*roles.speakers, *one.iris))
            elif one.end in modal or one.start - 1 in modal or (is_passive and is_called) or is_told:
                roles = roles._replace(addressed=(*roles.addressed, one))
            elif before[-1:] == ["of"] and one.start - 2 in taken | {first} and not roles.speakers:
                either.append(one)  # "the calls of PACE", "the tasks of GRETA"
            else:
                roles = roles._replace(others=(*roles.others, one))
        asks_who = folded[0] in ("who", "which") or len(roles.others) > 1
        is_truth = reading.wanted is Wanted.TRUTH and bool(roles.others) and bool(reading.words)
        for one in either[:1]:
            yield roles._replace(speakers=one.iris)
            yield roles._replace(addressed=(one,))
        if not either and (
            roles.speakers or roles.addressed or (asks_who and (roles.others or roles.days)) or is_truth
        ):
            yield roles

    def _fits(self, one: RecordedStatement, roles: _Roles, by_verb: bool) -> bool:
        """Says whether a statement has all names of a sentence; where no verb tells who speaks, any of them may."""
        says = not roles.speakers or any(self._says(one, iri) for iri in roles.speakers)
        to = all(any(one.concerns(iri, _TO) for iri in mention.iris) for mention in roles.addressed)
        about = all(
            any(
                one.concerns(iri) or self._names(one, iri) or (not by_verb and self._says(one, iri))
                for iri in mention.iris
            )
            for mention in roles.others
        )
        return says and to and about and all(self._is_of(one, day) for day in roles.days)

    def _is_agent(self, one: Mention) -> bool:
        return any(not AGENTS.isdisjoint(self._known.classes.get(iri, ())) for iri in one.iris)

    @staticmethod
    def _is_of(one: RecordedStatement, asked: DaysAsked) -> bool:
        """Says whether a statement is dated within the days that are asked about, or speaks of them."""
        dated = any(asked.first <= date <= asked.last for date in one.links.get(_DCTERMS + "date", ()))
        return dated or fold(asked.days) in fold(one.text)

    def _is(self, noun: Noun, thing: str) -> bool:
        return noun.names(self._known.classes.get(thing, ()), self._known.labels.get(thing, ""))

    def _says(self, one: RecordedStatement, thing: str) -> bool:
        """Says whether a thing, a part of it, or it as a document says a statement."""
        return thing in one.links.get(_DCTERMS + "source", ()) or any(
            thing in self._wholes(speaker) for speaker in one.speakers
        )

    def _wholes(self, thing: str) -> Sequence[str]:
        """Returns a thing with all that it is a part of."""
        found = [thing]
        for one in found:
            for prop in WITHIN:
                found += (
                    quad.object.value
                    for quad in self._lookup.match(ox.NamedNode(one), prop, None)
                    if quad.object.value not in found
                )
        return found

    def _names(self, one: RecordedStatement, thing: str) -> bool:
        """Says whether a statement has all telling words of the name of a thing."""
        (words,) = stems([" ".join(significant(fold(self._known.labels.get(thing, ""))))])
        linked = (
            self._known.labels.get(other, "") for prop in _CONCERNS for other in one.links.get(prop, ())
        )
        name = frozenset(significant(fold(self._known.labels.get(thing, ""))))
        return bool(words) and (
            one.stems.issuperset(words)
            or (len(name) > 1 and any(name <= {*fold(label).split()} for label in linked))
        )

    def _beside(
        self, found: Sequence[RecordedStatement], of_any: Iterable[RecordedStatement]
    ) -> list[RecordedStatement]:
        """Returns those of some statements that no source has in a text, and that stand in a passage with what is found in one."""

        def passages(one: RecordedStatement) -> set[object]:
            return {quad.graph_name for quad in self._lookup.match(ox.NamedNode(one.iri), _SAID_BY, None)}

        same, iris = {*chain.from_iterable(map(passages, found))}, {one.iri for one in found}
        others = (one for one in of_any if one.iri not in iris and _DCTERMS + "source" not in one.links)
        return [one for one in others if not same.isdisjoint(passages(one))]

    def _claim(
        self,
        found: Sequence[RecordedStatement],
        beside: Sequence[RecordedStatement],
        reading: Reading,
    ) -> Claim:
        values = " ".join(f"<{one.iri}>" for one in (*found, *beside))
        answer = self._cited(
            f"SELECT DISTINCT ?who ?what ?to WHERE {{ VALUES ?statement {{ {values} }} "
            f"?statement <{thb.saidBy}> ?who ; <{_TEXT}> ?what . "
            f"OPTIONAL {{ ?statement <{thb.addressedTo}>|<{_DCTERMS}audience> ?to }} }}"
        )
        by = grouped((one.speakers[0], one) for one in found)
        text = " ".join(self._of_speaker(speaker, of) for speaker, of in by.items())
        if beside:
            more = "; ".join(without_alike([one.text.rstrip(".") for one in beside]))
            text += f" In the same passage, where no text is named: {more}."
        is_truth = reading.wanted is Wanted.TRUTH
        is_yes = is_truth and all(_JUDGED.isdisjoint(one.kinds) for one in found)
        return Claim(
            "statements",
            f"Yes: {text}" if is_yes else text,
            frozenset(range(len(reading.tokens))),
            answer.replace(summary=text),
            found=tuple(by),
            kinds=frozenset((Wanted.TRUTH if is_truth else Wanted.LIST,)),
            sources=answer.evidence.named_sources,
        )

    def _of_speaker(self, speaker: str, found: Sequence[RecordedStatement]) -> str:
        """Says what one speaker says in some statements, of which kinds; what these begin with alike is told once."""
        kinds = joined(list(dict.fromkeys(kind_of_statement(one.kinds) for one in found)))
        texts = [one.text.rstrip(".") for one in found]
        texts = without_alike(texts)
        left = len(texts) - _TOLD
        more = [f"and {number_in_words(left)} more"] if left > 0 else []
        if speaker == _MEMO and all(not _JUDGED.isdisjoint(one.kinds) for one in found):
            return f"The memo says: {'; '.join([*texts[:_TOLD], *more])}."
        who = "the memo" if speaker == _MEMO else in_sentence(speaker, self._known)
        return f"{who[:1].upper()}{who[1:]} ({kinds}): {'; '.join([*texts[:_TOLD], *more])}."
