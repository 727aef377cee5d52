"""Answers what a sentence asks of things by their relations: "who launched Blue Heart?", "which bodies of the OSCE work on ...?"

The words for relations and kinds of things stand in the ontology. Nothing is said not to be so because it is not recorded,
and a list of what is recorded says "at least".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.dates import DATING, LAST_DAY, MEMO_DAYS
from ...base.home import HOME
from ...base.namespaces import COMPUTED_GRAPH, EDITORS, MEMO, PREFIXES
from ...base.printing import joined
from ...base.printing import number_in_words as counted
from ...base.terms import short
from ...names.folding import fold
from ...names.names import Names
from ...rdf.schemes import SCHEMES
from ...results.answer import Answer
from ...results.claims import Claim, Wanted
from ...sentences.reading import Reading
from ...stores.lookup import Lookup
from ..memo_words import memo_words
from ..phrases import Form, Noun, Phrases, Relation, plural_of
from .asked_facts import AskedFact, Asks, Condition, Named, NamedThings
from .fact_days import FactDays
from .fact_grammar import PARTS
from .fact_links import AGENTS, TOPICS, Links, RecordedLinks
from .fact_sets import OPEN
from .fact_times import TIMES, Stated, Time
from .fact_wording import FactsFound, all_of, in_english
from .question_forms import fact_questions

_LEGAL_TEXT = "eli:LegalResource"
_MATCH = PREFIXES["skos"] + "exactMatch"
_AMBIGUOUS = (
    "A name in the sentence may stand for several things; it is taken for the one of which this is recorded."
)
#: What asks for a number of this name does not count.
_NUMBER = "number"
_NO_NOUN = Noun("", frozenset(), {})


class FactReader:
    """Reads sentences about the facts of one graph; `cited` answers a SELECT query with its evidence, `short_name` gives that of a treaty."""

    def __init__(
        self,
        lookup: Lookup,
        known: Names,
        phrases: Phrases,
        cited: Callable[[str], Answer],
        short_name: Callable[[str], str],
    ) -> None:
        self._known, self._phrases, self._cited = known, phrases, cited

        def answers(*unheard: str) -> FactAnswers:
            links = RecordedLinks(lookup, known, phrases, (COMPUTED_GRAPH, *unheard))
            return FactAnswers(links, known, short_name)

        self._answers, self._of_memo = answers(), (answers(EDITORS), answers())
        for one in self._of_memo:
            one.is_asked = True

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yields the answer to a sentence; nothing where it has other words, or nothing is recorded of what it asks.

        Where the memo's word is asked, what the editors read in it is told only where that by itself answers nothing.
        """
        claims: list[Claim] = []
        for answers in self._of_memo if "memo" in reading.folded else (self._answers,):
            if not any(one.is_sure for one in claims):
                claims = [*self._claims(answers, reading)]
        yield from claims

    def _claims(self, answers: FactAnswers, reading: Reading) -> Iterator[Claim]:
        """Yields the answer to a sentence by the statements that are heard."""

        kept: dict[tuple[str, tuple[Condition, ...]], Sequence[str]] = {}

        def described(noun: Noun, conditions: tuple[Condition, ...]) -> Sequence[str]:
            if (key := (noun.text, conditions)) not in kept:
                asked = AskedFact(Asks.WHICH, conditions=conditions, noun=noun)
                kept[key] = [iri for one in asked.choices() for iri in answers.met(one)]
            return kept[key]

        absent, about = "", tuple[str, ...]()
        for question in fact_questions(reading, self._known, self._phrases, described):
            choices = [*question.choices()]
            if not absent and len(choices) == 1 and reading.folded[0] != "can":
                absent, about = answers.absent(choices[0]), choices[0].about
            found = [
                one._replace(about=of.about or one.about) for of in choices if (one := answers.found(of))
            ]
            if len({one.text for one in found}) == 1:
                notes = (*found[0].notes, *([_AMBIGUOUS] if len(choices) > len(found) else []))
                claim = self._claim(found[0]._replace(notes=notes), reading)
                if claim is not None:
                    yield claim
                    return
        if absent:
            taken, kinds = frozenset(range(len(reading.tokens))), frozenset((reading.wanted,))
            yield Claim(
                "facts",
                absent,
                taken,
                Answer((), ()),
                found=about,
                kinds=kinds,
                is_sure=False,
                is_absence=True,
            )

    def _claim(self, found: FactsFound, reading: Reading) -> Claim | None:
        """Returns what is claimed; nothing where the memo is asked and others say some of it."""
        answer = self._cited(rows_of(found.stated))
        sources, names = answer.evidence.sources, answer.evidence.named_sources
        notes, of_memo = [*found.notes], memo_words(reading)
        if fold(found.text) in {fold(one.written) for one in reading.mentions}:
            return None  # what is meant by research is not told by its name
        if of_memo.is_of_word and not all(iri.startswith((MEMO, EDITORS)) for iri in sources):
            return None
        is_of_agent = any(
            not AGENTS.isdisjoint(self._known.classes.get(one.value, ())) for one, _, _ in found.stated
        )
        is_of_time = of_memo.is_of_time or (is_of_agent and not found.is_past)
        if HOME.time and is_of_time and any(iri.startswith(MEMO) for iri in sources):
            notes.append(f"The memo speaks of {HOME.time}.")
        if found.text.startswith("sources differ"):
            notes += _by_source(answer)
        notes += _told_ahead(answer)
        if any(_is_by_editors(row.citation.statements) for row in answer if row.citation is not None):
            is_some = "Some of it is" if names else "This is"
            notes.append(f"{is_some} the reading of the editors.")
        kinds: tuple[Wanted, ...] = (Wanted.COUNT, Wanted.LENGTH) if found.is_number else ()
        kinds += (Wanted.PLACE,) if reading.folded[:2] == ("where", "can") else ()
        kinds += (Wanted.LIST,) if reading.folded[:2] == ("how", "often") else ()
        return Claim(
            "facts",
            found.sentence,
            frozenset(range(len(reading.tokens))),
            answer.replace(summary=found.text),
            tuple(notes),
            tuple(found.things),
            kinds=frozenset((found.wanted, *kinds)),
            is_complete=found.is_complete,
            sources=names,
            about=tuple(found.about),
        )


class FactAnswers(FactDays):
    """Answers what a sentence asks of facts, by what is recorded."""

    def found(self, question: AskedFact) -> FactsFound | None:
        """Answers a question with a choice of what its names stand for."""
        ways: dict[Asks, Callable[[AskedFact], FactsFound | None]] = {
            Asks.WHICH: self.which,
            Asks.WHETHER: self._whether,
            Asks.WHEN: self._when_each,
            Asks.LENGTH: self.length,
            Asks.LABEL: self._labelled,
            Asks.IDENTIFIER: self._identifier,
            Asks.ORDER: self.ordered,
            Asks.SAME: self._same,
        }
        return ways[question.asks](question)

    def absent(self, question: AskedFact) -> str:
        """Says that no fact answers a question for a day, or for who does something to one thing."""
        deed, things = question.deed, question.iris
        if question.asks is Asks.WHEN and deed.phrase and not question.conditions and len(things) == 1:
            ways = question.asked if question.asked in ("since when", "until when") else ""
            asked = ways or ("when" if question.wanted is Wanted.DAY else "where")
            done = self.done(deed).removesuffix(" until").removesuffix(" since")
            if " to " in done:  # "decided to create it"
                return f"No fact recorded in these words says {asked} that was."
            return f"No fact recorded in these words says {asked} {self.named(things[0])} {done}."
        if question.asks is Asks.ORDER and (question.deed.phrase or question.deeds or question.conditions):
            return self.undated(question)
        if question.asked == "valid" and _LEGAL_TEXT in self._links.kinds(things[0]):
            (replaced,) = question.conditions
            when = f" {replaced.span.text}" if replaced.span else ""
            later = self._replaced(replaced._replace(span=None))
            told = later.sentence if later else "No text that replaced it is recorded."
            return f"No fact recorded in these words says whether {self.named(things[0])} {self.done(deed)}{when}. {told}"
        if question.asks is Asks.LENGTH:
            return (
                f"No fact recorded in these words says how long {self.named(things[0])} lasts, or since when."
            )
        if question.asks is Asks.IDENTIFIER:
            schemes = joined([str(SCHEMES[name]) for name in question.asked.split()], "or")
            return f"No identifier of {self.named(things[0])} in {schemes} is recorded."
        if question.asks is Asks.WHETHER and not question.asked:
            (one,) = question.conditions
            if not one.sayings or not one.is_subject or one.is_negated or one.span is not None:
                return ""
            said = self.predicate(one, self.are_several(things[0]))
            return f"No fact recorded in these words says that {self.named(things[0])} {said}."
        if question.asks is Asks.WHICH and (only := self.only(question)):
            return (
                f"No fact recorded in these words tells of another: {only.text.replace('at least ', '', 1)}"
            )
        are_sure = not any(one.is_negated for one in question.conditions)
        if question.asks is Asks.WHICH and len(things) > 1 and not question.rank and are_sure:
            return f"No fact recorded in these words says so of any of the {counted(len(things))} named."
        if question.asks is Asks.WHICH and question.is_agent and len(question.conditions) == 1:
            (one,) = question.conditions
            if not one.sayings and question.noun is not None and not self._posts(one):
                return f"No fact recorded in these words says who {one.phrase} {self.named(one.iris[0])}."
            is_plain = one.sayings and one.is_subject and not one.is_negated and one.span is None
            if is_plain and one.things is not None and not one.things.kind:
                return f"No fact recorded in these words says who {self.predicate(one, False)}."
        return ""

    def _when_each(self, question: AskedFact) -> FactsFound | None:
        """Says when or where each of some things was, and of which no fact says so."""
        asked = [question._replace(things=(one,)) for one in question.things]
        every = [(self.when(one), one) for one in asked]
        found = [one for one, _ in every if one is not None]
        if len(every) == 1 or not found:
            return found[0] if found else None
        text = " ".join(one.sentence if one else self.absent(of) for one, of in every)
        return found[0]._replace(
            text=text,
            stated=[way for one in found for way in one.stated],
            things=[iri for one, of in every if one is not None for iri in of.iris],
            is_complete=all(one.is_complete for one in found),
        )

    def _posts(self, condition: Condition) -> Links:
        """Returns the posts in a body that a condition names."""
        return self._links.related(condition.iris[0], Relation(PREFIXES["org"] + "postIn", False))

    def _whether(self, question: AskedFact) -> FactsFound | None:
        """Says that a thing meets a condition; else, as far as that is recorded, of what it is so or who meets it."""
        (thing,), (condition,) = question.iris, question.conditions
        if question.asked == "valid":
            return self._replaced(condition)
        if question.asked.startswith("only"):
            return self._not_only(question)
        if not condition.is_subject:  # "was it evaluated"
            found = None if self._lacks_object(condition) else self._of(condition)
            return found and found._replace(text=f"yes: {found.text}", wanted=Wanted.TRUTH)
        way = self._links.link(thing, condition)
        if way:
            text = self._which_of(thing, condition)
            return FactsFound(text, way, Wanted.TRUTH, [thing], is_past=condition.is_past)
        if question.asked or condition.span is not None or not condition.sayings:
            return None
        if found := self._of_some(thing, condition):
            return found
        others, of_whom = self._of(condition), self.named(thing)
        if others is None or not others.things or not others.is_complete:
            others, of_whom = self._else(question), self.all(condition.things)
        text = f"not known: no source here says so of {of_whom}. "
        return others and others._replace(text=text + others.sentence, wanted=Wanted.TRUTH)

    def _of_some(self, thing: str, condition: Condition) -> FactsFound | None:
        """Says of which of several things it is so, and that it is not recorded of the others: "did UNODC launch UN.GIFT and SAP-FL"."""
        every = condition.iris if condition.things and not condition.things.is_any else []
        ways = {iri: way for iri in every if (way := self._links.link_to(thing, iri, condition))}
        if not ways:
            return None
        told = condition._replace(things=NamedThings(tuple((iri,) for iri in ways)))
        sentence = f"{self.named(thing)} {self.predicate(told, self.are_several(thing))}"
        text = f"{sentence}{self._not_of([iri for iri in every if iri not in ways])}."
        return FactsFound(text, [*chain(*ways.values())], Wanted.TRUTH, [*ways], is_past=condition.is_past)

    def _replaced(self, condition: Condition) -> FactsFound | None:
        """Says what replaced a thing, with its day; nothing where that is not surely before the time that is asked of."""
        found = self._of(condition._replace(span=None))
        days = [one for iri in found.things for one in self._like_times(iri)] if found else []
        is_late = condition.span and not any(one.span[1] < condition.span.first for one in days)
        if found is None or is_late:
            return None
        dated = f", by a text dated {joined([one.written for one in days])}" if days else ""
        stated = [*found.stated, *(of for one in days for of in one.stated)]
        text = f"replaced, as far as is recorded{dated}: {found.text}"
        return found._replace(text=text, stated=stated, wanted=Wanted.TRUTH)

    def _which_of(self, thing: str, condition: Condition) -> str:
        """Says that a thing meets a condition; of what is named by its kind or with "or", things or years, which it is."""
        things, span, answer, others = condition.things, condition.span, "yes: ", list[str]()
        if things is not None and (things.kind or things.is_any):
            linked = [iri for iri in things.iris if self._links.link_to(thing, iri, condition)]
            condition = condition._replace(things=NamedThings(tuple((iri,) for iri in linked)))
            if not things.kind:
                others = [iri for iri in things.iris if iri not in linked]
                answer = "" if others else "all of them: " if linked[2:] else "both: "
        if span is not None and span.is_choice and (time := self._links.time_within(thing, condition, span)):
            answer, condition = "", condition._replace(span=span._replace(text=time.in_words))
        sentence = f"{answer}{self.named(thing)} {self.predicate(condition, self.are_several(thing))}"
        return f"{sentence}{self._not_of(others)}."

    def _not_of(self, things: Sequence[str]) -> str:
        """Says of some things, behind what is so of others, that it is not recorded of them; nothing where there are none."""
        return f"; no fact recorded in these words says so of {self.names(things, 'or')}" if things else ""

    def _lacks_object(self, condition: Condition) -> bool:
        """Says whether a participle says half of what it says with a preposition: "was the CBSS involved", in what was told before."""
        participle = condition.phrase.removesuffix(" by")
        relations = {one.relation for one in condition.sayings}
        return any(
            form is Form.BEHIND_BE and phrase.startswith(f"{participle} ") and one.relation in relations
            for (form, phrase), sayings in self._links.phrases.sayings.items()
            for one in sayings
            if not one.is_passive
        )

    def _not_only(self, question: AskedFact) -> FactsFound | None:
        """Says of whom else something is so that is so of one; nothing where of no other, which no source says."""
        (thing,), (condition,) = question.iris, question.conditions
        is_open = condition.things is None or condition.things.is_any or condition.span is not None
        is_of_subject = question.asked == "only subject"
        topics = {prop.value for prop in TOPICS}
        if not is_of_subject and any(one.relation.term in topics for one in condition.sayings):
            return None  # "adults" and "prevention" go together
        if is_open or not condition.is_subject or not self._links.link(thing, condition):
            return None
        asked = {thing} if is_of_subject else {*condition.iris}
        found = self._of(condition) if is_of_subject else self._of(condition, (thing,))
        others = {*found.things} - asked if found else set[str]()
        ways = [Relation(term, is_forward) for term in PARTS for is_forward in (True, False)]
        for way in ways:  # a body and its parts are no others
            others -= {node.value for of in asked for node in self._links.related(of, way)}
        return found._replace(text=f"no: {found.text}", wanted=Wanted.TRUTH) if found and others else None

    def _of(self, condition: Condition, *things: Named) -> FactsFound | None:
        """Returns who meets a condition; turned round, what some things are so linked to."""
        if things:
            condition = condition._replace(things=NamedThings(things), is_subject=False)
        return self.which(AskedFact(Asks.WHICH, conditions=(condition,)))

    def _else(self, question: AskedFact) -> FactsFound | None:
        """Returns what a thing is recorded to be so linked to, where a sentence asks of another of that kind.

        Nothing of what a source tells some of, and seldom all: that it works on adults leaves open whether it does on others.
        """
        (condition,) = question.conditions
        if condition.things is None or condition.things.kind:
            return None
        if any(one.relation.term in OPEN for one in condition.sayings):
            return None
        found = self._of(condition, *question.things)
        asked, others = (
            {kind for iri in of for kind in self._links.kinds(iri)} - {short(thb.Entity)}
            for of in (condition.iris, found.things if found else ())
        )
        return found and found._replace(is_complete=False) if asked & others else None

    def _same(self, question: AskedFact) -> FactsFound | None:
        """Says whether several things are linked to the same; not where a source may lack what another has of one."""
        things, (condition,) = question.iris, question.conditions
        if condition.things is not None or condition.span is not None:
            ways = {iri: way for iri in things if (way := self._links.link(iri, condition))}
            if not ways:
                return None
            sentence = f"{self.names(ways)} {self.predicate(condition, len(ways) > 1)}"
            others = [iri for iri in things if iri not in ways]
            text = f"{'' if others else 'yes: '}{sentence}{self._not_of(others)}."
            stated, is_past = [*chain(*ways.values())], condition.is_past
            return FactsFound(text, stated, Wanted.TRUTH, [*ways], is_past=is_past)
        links = [one for iri in things if (one := self._of(condition, (iri,))) and one.things]
        if len(links) < len(things):
            return None
        common = [iri for iri in links[0].things if all(iri in one.things for one in links)]
        answer = "yes" if common else "as far as is recorded no"
        text = f"{answer}: {' '.join((links[0].text, *(one.sentence for one in links[1:])))}"
        stated = [one for of in links for one in of.stated]
        return FactsFound(text, stated, Wanted.TRUTH, common or things, is_past=True)

    def _identifier(self, question: AskedFact) -> FactsFound | None:
        """Says by what each scheme knows a thing, where it is the same there."""
        ((thing,),), texts, stated = question.things, list[str](), list[Stated]()
        for scheme in map(SCHEMES.__getitem__, question.asked.split()):
            found: list[Stated] = [
                (quad.subject, quad.predicate, quad.object)
                for quad in self._links.lookup.match(ox.NamedNode(thing), None, None)
                if quad.graph_name.value == scheme.graph and quad.predicate.value in (_MATCH, scheme.code)
            ]
            codes = [value.value.removeprefix(scheme.namespace).rstrip("/") for _, _, value in found]
            texts.append(f"{joined(codes, 'or') or 'none recorded'}: {self.named(thing)} in {scheme}")
            stated += found
        text = f"{'; '.join(texts)}."
        return FactsFound(text, stated, Wanted.LIST, [thing], is_number=True) if stated else None

    def _labelled(self, question: AskedFact) -> FactsFound | None:
        """Tells a property of a thing by its label, or a number of what it has."""
        (thing,) = question.iris
        ways = [self._links.link(thing, one) for one in question.conditions]
        if None in ways:
            return None
        found = {
            one: links for one in question.sayings if (links := self._links.related(thing, one.relation))
        }
        if len({one.verb for one in found}) != 1:
            return None
        saying, every = next(iter(found)), dict(chain.from_iterable(of.items() for of in found.values()))
        links = in_english(every)
        no_agent = any(AGENTS.isdisjoint(self._links.kinds(node)) for node in links)
        values, called = [self.value(node) for node in links], saying.verb.base
        if not links or (question.is_agent and no_agent) or values == [self._known.labels.get(thing)]:
            return None  # the last is by which it was asked for
        if len(links) == 1 and self._links.phrases.nouns.get(called, _NO_NOUN).counts == saying.relation.term:
            text = f"{values[0]}: {self.named(thing)} has {values[0]} {plural_of(called)}."
            return FactsFound(text, all_of(links), Wanted.COUNT, [thing])
        text = f"the {called} of {self.named(thing)}: {joined(values)}."
        beside = [self.predicate(one, self.are_several(thing)) for one in question.conditions]
        text += f" {self.named(thing)[:1].upper()}{self.named(thing)[1:]} {joined(beside)}." if beside else ""
        things = [node.value for node in links if isinstance(node, ox.NamedNode)]
        stated = [*all_of(links), *(one for way in ways for one in way or ())]
        return FactsFound(text, stated, Wanted.LIST, things, is_number=_NUMBER in called)


def rows_of(stated: Iterable[Stated]) -> str:
    """Returns the query for the rows of an answer: some statements, each once."""
    triples = " ".join(f"({one} {prop} {other})" for one, prop, other in dict.fromkeys(stated))
    return (
        "SELECT DISTINCT ?thing ?relation ?value WHERE { "
        f"VALUES (?thing ?relation ?value) {{ {triples} }} ?thing ?relation ?value }}"
    )


def _by_source(answer: Answer) -> Iterator[str]:
    """Says of each day which sources give it."""
    for row in answer:
        day = row.terms and row.terms[-1]
        if isinstance(day, ox.Literal) and day.datatype.value in TIMES and row.citation is not None:
            graphs = dict.fromkeys(quad.graph_name.value for quad in row.citation.statements)
            names = [answer.evidence.called(iri) for iri in graphs if iri in answer.evidence.sources]
            when = Time(day).in_words
            yield f"{when[:1].upper()}{when[1:]}: {joined(names)}."


def _told_ahead(answer: Answer) -> Iterator[str]:
    """Says which times came after the memo's, and that it alone tells them, as what was planned."""
    told = ((row.terms[-1], row.citation.statements) for row in answer if row.terms and row.citation)
    days = (
        Time(day).written
        for day, statements in told
        if isinstance(day, ox.Literal)
        and day.datatype.value in DATING
        and Time(day).span[0] > max(MEMO_DAYS, default=LAST_DAY)
        and all(quad.graph_name.value.startswith(MEMO) for quad in statements)
    )
    if ahead := [*dict.fromkeys(days)]:
        yield f"The memo, which speaks of {HOME.time}, tells of {joined(ahead)} as what lies ahead."


def _is_by_editors(statements: Iterable[ox.Quad]) -> bool:
    graphs = [quad.graph_name.value for quad in statements]
    return bool(graphs) and all(graph.startswith(EDITORS) for graph in graphs)
