"""Answers what is recorded of a thing as a whole, of some of its sides, or of two beside one another.

So are read "what is GRETA?", "SAP-FL: created by whom, and when?" and "GRETA vs the Committee of the Parties: composition".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.dates import DATING, MONTH_DAY
from ...base.namespaces import DERIVED, ID, MEMO, PREFIXES, RDF_TYPE, SOURCE
from ...base.printing import having_room, joined, number_in_words
from ...base.terms import short
from ...base.values import Entity, grouped, shown, value_of
from ...names.articles import in_sentence
from ...names.folding import fold
from ...names.mentions import FUNCTION_WORDS, Mention
from ...names.names import Names
from ...names.operators import OperatorKind
from ...results.answer import Answer
from ...results.claims import Claim, Wanted
from ...results.command import Command, CommandKind
from ...results.listing import Listing
from ...results.thing import Page, Passage
from ...sentences.fulltext import stems
from ...sentences.reading import ASKING, AUXILIARIES, LIGHT, Reading
from ...stores.lookup import Lookup
from ..facts.fact_grammar import PARTS
from ..facts.fact_links import WHOLE_ACTS
from ..facts.facts import rows_of
from ..facts.question_forms import ADDRESSES
from ..phrases import Phrases, Relation
from .calls_and_tasks import kind_of_statement

_DCTERMS, _ORG, _SCHEMA, _SKOS = (PREFIXES[prefix] for prefix in ("dcterms", "org", "schema", "skos"))
_AGENT, _PLACE, _POST = "foaf:Agent", "schema:Place", "org:Post"
_FIGURE, _STATE, _STATEMENT, _ENTITY = (
    short(kind) for kind in (thb.Figure, thb.State, thb.Statement, thb.Entity)
)
_TOPIC, _TASK = "skos:Concept", short(thb.Task)
_TREATY, _INSTRUMENT, _PARTY = short(thb.Treaty), ox.NamedNode(thb.instrument), ox.NamedNode(thb.forParty)
_LOCATION = ox.NamedNode(_SCHEMA + "location")
#: What is told of what leads to a thing.
_TOLD = frozenset((_FIGURE, _STATEMENT, _ENTITY, *WHOLE_ACTS))
_TIMES = (*DATING, MONTH_DAY)
#: What is said in sentences of its own.
SENTENCES = frozenset((
    *(_DCTERMS + local for local in ("description", "abstract")), _ORG + "purpose", thb.composition, _SKOS + "definition",
))  # fmt: skip
#: How the graphs begin that have a thing's identifiers elsewhere.
_LINKS = f"{SOURCE}links-"
#: What is told of each of two things, in this order.
_ASPECTS = (
    _ORG + "purpose", thb.focusesOn, thb.appliesTo, thb.composition, thb.aimsAt, _DCTERMS + "audience", _DCTERMS + "subject",
    _DCTERMS + "description", _ORG + "unitOf", thb.drawsMembersFrom, thb.runBy, thb.launchedBy, thb.onInitiativeOf,
    _DCTERMS + "publisher", _SCHEMA + "organizer", _SCHEMA + "location", _SCHEMA + "foundingDate", _SCHEMA + "startDate",
    _DCTERMS + "date", _DCTERMS + "issued", _SCHEMA + "endDate",
)  # fmt: skip
#: What names a thing, says of what kind it is, or is a remark on another statement.
_UNTOLD = frozenset(
    (
        RDF_TYPE,
        _SKOS + "inScheme",
        _SKOS + "prefLabel",
        _SKOS + "altLabel",
        _SKOS + "hiddenLabel",
        _SKOS + "note",
        thb.printedName,
        thb.printedVerb,
    )
)
#: The words that ask what a thing is, or for all that is known of it.
_ALL_OF = frozenset((
    "describe", "show", "known", "know", "tell", "facts", "information", "page", "everything", "explain", "what", "who", "is",
    "are", "was", "were", "a", "an", "the", "of", "on", "about", "do", "does", "did", "me", "all", "us", "you", "happen",
    "happened", "at", "s", "it", "please", "any", "info", "current", "present", "they", "them", "this", "that",
))  # fmt: skip
#: What asks how things differ, and what may stand beside that.
_DIFFERING = frozenset((
    "difference", "differences", "differ", "differs", "different", "distinguishes", "distinguish", "compare", "compared",
    "comparison", "versus", "vs", "between", "tell", "apart", "each", "other", "main", "sets",
))  # fmt: skip
#: What parts the sides of a thing that a sentence asks for.
_PARTING = frozenset(("and", "or", "vs", "versus"))
#: What asks for a kind of value, of which no phrase tells it, and what says nothing beside that.
_KINDS = {
    "who": Wanted.LIST, "whom": Wanted.LIST, "date": Wanted.DAY, "dates": Wanted.DAY, "day": Wanted.DAY, "month": Wanted.DAY,
    "year": Wanted.DAY, "since": Wanted.DAY,
    "expiry": Wanted.DAY, "deadline": Wanted.DAY, "number": Wanted.COUNT, "place": Wanted.PLACE, "venue": Wanted.PLACE,
}  # fmt: skip
_BESIDE = LIGHT | _KINDS.keys() | {"named", "its", "their", "total", "the"}
_ASKING = frozenset(
    (*AUXILIARIES, *(phrase.split()[0] for phrase in ASKING), "who", "whom", "what", "which", "by", "with")
)
_READ = frozenset((OperatorKind.COUNT, OperatorKind.WHEN, OperatorKind.COMPARISON, OperatorKind.SINCE))
#: So many letters are told of a thing, of each of two, of a side, and so many things that it is linked to alike.
_PAGE, _ROOM, _SIDE, _FEW = 800, 560, 420, 5
#: Of so many words an abbreviation in a name may be.
_SPANS = (1, 2)
#: Of so many things sides are told.
_MOST_BESIDE = 3


class _Record(NamedTuple):
    """What is recorded of a thing by one relation: how that is called, the value, the statement, by which stems a sentence asks for it, those of its kind, and those of what is told.

    It leads to an agent, or to an act that `names_agent`.
    """

    relation: Relation
    called: str
    text: str
    stated: ox.Quad
    asked: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    worded: frozenset[str] = frozenset()
    wanted: Wanted = Wanted.LIST
    is_agent: bool = False
    names_agent: bool = False

    @property
    def is_sentence(self) -> bool:
        """Whether it is said in a sentence of its own."""
        return self.relation.term in SENTENCES

    @property
    def fact(self) -> tuple[object, object]:
        """The relation and the value, of whatever thing."""
        return self.stated.predicate, self.stated.object


class _Side(NamedTuple):
    """A side of things that a sentence asks for: its places, those of what tells it, its stems, the kind of value, and whether an agent is asked for."""

    places: Sequence[int]
    telling: Sequence[int]
    stems: frozenset[str]
    wanted: Wanted
    is_agent: bool


class ProfileReader:
    """Reads sentences about the whole record of things of one graph; `describe` gives a page, `cited` answers a SELECT query with its evidence."""

    def __init__(
        self,
        lookup: Lookup,
        known: Names,
        phrases: Phrases,
        describe: Callable[[str], Page | Passage],
        cited: Callable[[str], Answer],
    ) -> None:
        self._lookup, self._known, self._phrases = lookup, known, phrases
        self._describe, self._cited = describe, cited

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yields what is recorded of one to three things that a sentence names, where its other words ask for that, or for several sides of it."""
        named = [one for one in reading.mentions if not one.days]
        if not named or any(len(one.iris) != 1 for one in named):
            return
        if things := [one for one in named if _TOPIC not in self._classes(one.iris[0])]:
            named = things
        places = {place for one in named for place in range(one.start, one.end)}
        others = {word for place, word in enumerate(reading.folded) if place not in places}
        of_any = others - _ALL_OF
        is_alone = len({one.iris[0] for one in named}) == 1 and len(named) == len(reading.mentions)
        is_alone &= not reading.operators
        if is_alone and (not of_any or of_any <= self._called_by(named[0].iris[0])):
            yield self._page(named[0], reading)
        elif len({one.iris[0] for one in named}) == 2 == len(reading.mentions) and (
            others & _DIFFERING and others <= _DIFFERING | FUNCTION_WORDS
        ):
            yield from self._apart([one.iris[0] for one in named], reading)
        else:
            yield from self._by_side(named, reading, 2)

    def side(self, reading: Reading) -> Iterator[Claim]:
        """Yields what is recorded of one side of a thing: "nikk prostitution project"."""
        named = [
            one for one in reading.mentions if len(one.iris) == 1 and _TOPIC not in self._classes(one.iris[0])
        ]
        yield from self._by_side(named, reading, 1) if named else ()

    # A thing as a whole

    def _page(self, mention: Mention, reading: Reading) -> Claim:
        found = self._describe(mention.iris[0])
        if isinstance(found, Page):
            name, table = found.entity.label, Listing(found.worded_values).table()
            own = (*self._forward(mention.iris[0]), *self._with_it(mention.iris[0]))
            tasks = having_room([*self._tasks(mention.iris[0])], _ROOM)
            parts = [*tasks, *self._parts(own, _PAGE - len(". ".join((found.summary, *tasks))))]
            text = ". ".join((found.summary, *(one for one in parts if fold(one) not in fold(found.summary))))
            if reading.folded[0] == "who" and _POST in (
                one.value.iri for one in found.facts if isinstance(one.value, Entity)
            ):
                text += ". Who holds the post is not recorded"
        else:
            name, text, table = mention.text, found.description, found.table()
        return Claim(
            "profiles",
            f"{text}.",
            frozenset(range(len(reading.tokens))),
            table,
            found=mention.iris,
            command=Command(CommandKind.THING, "show", {"thing": [name]}),
            asks=f"What is {name}?",
        )

    def _tasks(self, iri: str) -> Iterator[str]:
        """Yields what a body is to do."""
        for one in self._back(iri):
            if one.relation.term == thb.addressedTo and _TASK in self._classes(one.stated.subject.value):
                yield one.text

    def _with_it(self, iri: str) -> Iterator[_Record]:
        """Yields the parts of a thing, and where it can be read."""
        yield from (one for one in self._back(iri) if one.relation.term in PARTS)
        found = self._lookup.match(ox.NamedNode(iri), None, None)
        pages = {quad.object.value: quad for quad in found if quad.predicate.value in ADDRESSES}
        for page, quad in pages.items():
            prop = quad.predicate.value
            yield _Record(Relation(prop), self._called(prop), page, quad)

    def _called_by(self, iri: str) -> frozenset[str]:
        """Returns the words by which a thing is called, also those of an abbreviation in its name: "task force TF-THB strategy"."""
        called = [name.split() for name in self._known.names_of.get(iri, ())]
        spans = (" ".join(of[at : at + size]) for of in called for at in range(len(of)) for size in _SPANS)
        within = (other for span in spans for other in self._known.named.get(span, ()))
        return frozenset().union(*map(self._phrases.title_words, {iri, *within})) - FUNCTION_WORDS

    # Two things beside one another

    def _apart(self, things: Sequence[str], reading: Reading) -> Iterator[Claim]:
        """Yields what the memo records of each of two things, without what it records of both."""
        self._lookup.load_about(map(ox.NamedNode, things))
        first, second = ([*self._aspects(iri)] for iri in things)
        both = {one.fact for one in first} & {one.fact for one in second}
        apart = [[one for one in of if one.fact not in both] for of in (first, second)]
        if all(apart):
            texts = [self._profile(iri, of, _ROOM) for iri, of in zip(things, apart, strict=True)]
            yield self._claim(" ".join(texts), [*chain(*apart)], things, reading)

    def _aspects(self, iri: str) -> Iterator[_Record]:
        found = [one for one in self._forward(iri) if one.stated.graph_name.value.startswith(MEMO)]
        for prop in _ASPECTS:
            yield from (one for one in found if one.relation.term == prop)

    def _profile(self, iri: str, found: Iterable[_Record], room: int) -> str:
        """Says what is recorded of a thing, as far as there is room: sentences, and what it is linked to."""
        parts = self._parts(found, room)
        name = in_sentence(iri, self._known)
        return f"{name[:1].upper()}{name[1:]}: {'; '.join(parts)}."

    @staticmethod
    def _parts(found: Iterable[_Record], room: int) -> list[str]:
        """Says what is recorded, as far as there is room: sentences, then what something is linked to."""
        by_name = grouped((one.called, one) for one in found)
        sentences = [text.rstrip(".") for of in by_name.values() for text in _texts(of) if of[0].is_sentence]
        linked = []
        for called, of in by_name.items():
            texts = _texts(of)
            more = [f"{number_in_words(len(texts) - _FEW)} more"] if len(texts) > _FEW + 1 else []
            linked += (
                []
                if of[0].is_sentence
                else [f"{called}: {joined([*(texts[:_FEW] if more else texts), *more])}"]
            )
        return having_room([*sentences, *linked], room)

    # Some sides of things

    def _by_side(self, named: Sequence[Mention], reading: Reading, least: int) -> Iterator[Claim]:
        """Yields what is recorded of each thing by the relations that a sentence asks for, at `least` so many in all; what has none is named."""
        things = [*dict.fromkeys(one.iris[0] for one in named)]
        is_of_others = any(not {_STATE, _TOPIC}.isdisjoint(self._classes(iri)) for iri in things)
        if len(things) > _MOST_BESIDE or is_of_others:
            return
        sides = [*self._sides(named, reading)]
        is_dated = any(one.days for one in reading.mentions)
        if (
            len(sides) * len(things) < least
            or is_dated
            or not sides
            or not _ASKING.isdisjoint(reading.folded[:2])
            or any(word in ("do", "does", "did") for word in reading.folded)
            or any(one.end < len(reading.folded) and reading.folded[one.end] in AUXILIARIES for one in named)
        ):
            return
        found = {iri: [self._matching(iri, side) for side in sides] for iri in things}
        answered = [side for at, side in enumerate(sides) if any(of[at] for of in found.values())]
        read = {place for side in sides for place in (side.telling if side in answered else side.places)}
        is_unread = any(one.kind not in _READ and one.start not in read for one in reading.operators)
        asked, met = ({*chain(*(side.telling for side in of))} for of in (sides, answered))
        is_little = 2 * len(met) < len(asked) or any(
            2 * sum(map(bool, of)) < len(sides) for of in found.values()
        )
        if is_unread or is_little:
            return
        texts = []
        for iri, of in found.items():
            fullest = {one.stated: one for one in sorted(chain(*of), key=lambda one: len(one.text))}
            records = dict.fromkeys(fullest[one.stated] for one in chain(*of))
            texts.append(self._profile(iri, records, _SIDE * len(sides)))
            missing = [side for at, side in enumerate(sides) if not of[at] and side in answered]
            texts += [f"Nothing was found of it for {_written(missing, reading)}."] if missing else []
        left = [side for side in sides if side not in answered]
        places = [place for side in left for place in side.places if place]
        if any(reading.folded[place] in self._phrases.nouns for place in places) or any(
            reading.tokens[place].text[:1].isupper() for place in places
        ):
            return  # of another thing, or of another kind: "committee of the Nordic Council"
        notes = (
            (f"{_written(left, reading)} {'is' if len(left) == 1 else 'are'} not read here.",) if left else ()
        )
        claim = self._claim(" ".join(texts), [*chain(*chain(*found.values()))], things, reading)
        yield claim._replace(notes=notes)

    def _sides(self, named: Sequence[Mention], reading: Reading) -> Iterator[_Side]:
        """Yields what a sentence asks for beside its names, parted by punctuation, "and", and where one field follows another, "publisher year"; "and when?" asks it of the same."""
        taken = {place for one in named for place in range(one.start, one.end)}
        runs: list[list[int]] = [[]]
        for place, token in enumerate(reading.tokens):
            word, begun = reading.folded[place], " ".join(reading.folded[at] for at in runs[-1])
            is_next = begun in self._fields and (word in _KINDS or word in self._fields)
            asked_for = {_KINDS[one] for one in begun.split() if one in _KINDS}
            is_next |= bool(asked_for - {_KINDS.get(word)}) and word in _KINDS  # "place dates"
            if token.is_apart or word in _PARTING or place in taken or is_next:
                runs.append([])
            if place not in taken and reading.folded[place] not in _PARTING:
                runs[-1].append(place)
        before: frozenset[str] = frozenset()
        for run in runs:
            words = [reading.folded[place] for place in run]
            phrases = [" ".join(words[at : at + size]) for size in (3, 2, 1) for at in range(len(words))]
            asking = next((one for one in phrases if one in ASKING or one in _KINDS), "")
            wanted = ASKING.get(asking) or _KINDS.get(asking, Wanted.LIST)
            light = FUNCTION_WORDS | _BESIDE | {*asking.split()}
            telling = [place for place in run if reading.folded[place] not in light]
            own = frozenset(chain(*stems(reading.folded[place] for place in telling)))
            asked = own or (before if asking else frozenset())
            if asked or asking:
                yield _Side(run, telling, asked, wanted, "who" in words or "whom" in words)
            before = asked or before

    def _matching(self, iri: str, side: _Side) -> Sequence[_Record]:
        """Returns what is recorded of a thing by a relation that a side asks for."""
        every = self._records(iri)
        with_other = {Wanted.DAY: self._dated, Wanted.PLACE: self._placed}.get(side.wanted)
        if with_other and not any(one.wanted is side.wanted and side.stems <= one.asked for one in every):
            # The day of what an agent did is not the agent's own.
            is_doer = _AGENT in self._classes(iri)
            every = [
                one
                if one.wanted is side.wanted or (is_doer and not one.relation.is_forward)
                else with_other(one)
                for one in every
            ]
        kinds = [
            one
            for one in every
            if side.wanted in (Wanted.LIST, one.wanted)
            and (one.is_agent or one.names_agent or not side.is_agent)
        ]
        found = [
            one
            for one in kinds
            if side.stems & one.asked and side.stems <= one.asked | one.kinds | one.worded
        ]
        found = found or [
            one for one in kinds if side.stems & one.kinds and side.stems <= one.kinds | one.worded
        ]
        return found or ([*kinds] if not side.stems and len({one.called for one in kinds}) == 1 else [])

    def _dated(self, one: _Record) -> _Record:
        """Returns what is recorded, with the day of the thing to which it leads."""
        node = one.stated.object if one.relation.is_forward else one.stated.subject
        days = {
            quad.object.value: shown(value_of(quad.object, {}))
            for quad in self._lookup.match(node, None, None)
            if isinstance(quad.object, ox.Literal)
            and quad.object.datatype.value in _TIMES
            and quad.graph_name.value not in DERIVED
        }
        if one.is_agent or not days:  # the days of a body are not those on which something was done
            return one
        in_order = [days[day] for day in sorted(days)]
        return one._replace(
            text=f"{one.text} ({joined([*dict.fromkeys(in_order)], 'to')})", wanted=Wanted.DAY
        )

    def _placed(self, one: _Record) -> _Record:
        """Returns what is recorded, with the place of the act to which it leads."""
        node = one.stated.object if one.relation.is_forward else one.stated.subject
        found = [quad.object for quad in self._lookup.match(node, _LOCATION, None)]
        places = [in_sentence(place.value, self._known) for place in found if isinstance(place, ox.NamedNode)]
        if one.is_agent or not places:
            return one
        return one._replace(text=f"{one.text} ({joined([*dict.fromkeys(places)])})", wanted=Wanted.PLACE)

    def _records(self, iri: str) -> Sequence[_Record]:
        """Returns all that is recorded of a thing, and of others to it, with the stems by which it is asked for."""
        found = [*self._forward(iri), *self._back(iri)]
        asked = stems(" ".join((*self._words.get(one.relation, ()), *_counted(one))) for one in found)
        kinds = stems(" ".join(self._nouns(one)) for one in found)
        worded = stems(" ".join((one.called, one.text)) for one in found)
        return [
            one._replace(asked=frozenset(words), kinds=frozenset(nouns), worded=frozenset(of))
            for one, words, nouns, of in zip(found, asked, kinds, worded, strict=True)
        ]

    def _nouns(self, one: _Record) -> Iterator[str]:
        """Yields what a thing to which a relation leads is called by its kind."""
        node = one.stated.object if one.relation.is_forward else one.stated.subject
        for kind in self._classes(node.value) if isinstance(node, ox.NamedNode) else ():
            yield from self._phrases.nouns_for.get(kind, ())
            yield from self._phrases.words_for(kind) if kind in WHOLE_ACTS else ()

    def _forward(self, iri: str) -> Iterator[_Record]:
        for quad in self._lookup.match(ox.NamedNode(iri), None, None):
            value, prop = quad.object, quad.predicate.value
            graph = quad.graph_name.value
            if prop in _UNTOLD or graph in DERIVED or graph.startswith(_LINKS):
                continue
            if isinstance(value, ox.Literal) and value.language in (None, "en"):
                wanted = Wanted.DAY if value.datatype.value in _TIMES else Wanted.LIST
                text = shown(value_of(value, {}))
                yield _Record(Relation(prop), self._called(prop), text, quad, wanted=wanted)
            elif isinstance(value, ox.NamedNode) and value.value.startswith(ID):
                yield self._linked(Relation(prop), self._called(prop), value, quad)

    def _back(self, iri: str) -> Iterator[_Record]:
        is_treaty = _TREATY in self._classes(iri)  # of which states have very many acts
        for quad in self._lookup.match(None, _INSTRUMENT if is_treaty else None, ox.NamedNode(iri)):
            node, prop = quad.subject, quad.predicate.value
            is_act = not WHOLE_ACTS.isdisjoint(self._classes(node.value))
            if is_treaty and (not is_act or any(self._lookup.match(node, _PARTY, None))):
                continue
            is_linked = isinstance(node, ox.NamedNode) and not _TOLD.isdisjoint(self._classes(node.value))
            called = "acts" if is_treaty else " ".join(self._inverse.get(prop, ())[:1])
            if is_linked and quad.graph_name.value not in DERIVED and called:
                one = self._linked(Relation(prop, False), called, node, quad)
                yield self._dated(one)._replace(names_agent=self._names_agent(node)) if is_act else one

    def _names_agent(self, act: ox.NamedNode) -> bool:
        """Says whether an act is told as somebody's."""
        objects = (quad.object for quad in self._lookup.match(act, None, None))
        return any(isinstance(one, ox.NamedNode) and _AGENT in self._classes(one.value) for one in objects)

    def _classes(self, iri: str) -> Sequence[str]:
        return self._known.classes.get(iri, ())

    def _linked(self, relation: Relation, called: str, node: ox.NamedNode, quad: ox.Quad) -> _Record:
        kinds = self._classes(node.value)
        wanted = Wanted.COUNT if _FIGURE in kinds else Wanted.PLACE if _PLACE in kinds else Wanted.LIST
        text = in_sentence(node.value, self._known)
        if _FIGURE in kinds:
            called = "figures"
        if _STATEMENT in kinds:
            texts = self._lookup.match(node, ox.NamedNode(_DCTERMS + "description"), None)
            text, called = " ".join(quad.object.value for quad in texts).rstrip("."), kind_of_statement(kinds)
        return _Record(relation, called, text, quad, wanted=wanted, is_agent=_AGENT in kinds)

    def _called(self, prop: str) -> str:
        return self._known.labels.get(prop, short(prop))

    @cached_property
    def _words(self) -> Mapping[Relation, Sequence[str]]:
        """The phrases for each relation, in its direction: who launched it is "launched by", and is its founder, which is said of it the other way round."""
        found: list[tuple[Relation, str]] = []
        for (_, phrase), of in self._phrases.sayings.items():
            for saying in of:
                is_noun = saying.verb.is_with_be and phrase.endswith(" of")
                found.append((saying.relation.back if is_noun else saying.relation, phrase))
        return grouped(found)

    @cached_property
    def _fields(self) -> frozenset[str]:
        """What relations are called."""
        return frozenset(fold(self._called(one.term)) for one in self._words) - _KINDS.keys()

    @cached_property
    def _inverse(self) -> Mapping[str, Sequence[str]]:
        """How the relation back is called, by property."""
        prop = ox.NamedNode(thb.inverseLabel)
        return grouped(
            (quad.subject.value, quad.object.value) for quad in self._lookup.match(None, prop, None)
        )

    def _claim(self, text: str, found: Sequence[_Record], things: Sequence[str], reading: Reading) -> Claim:
        stated = ((one.subject, one.predicate, one.object) for one in (record.stated for record in found))
        answer = self._cited(
            rows_of((one, prop, other) for one, prop, other in stated if isinstance(one, ox.NamedNode))
        )
        return Claim(
            "profiles",
            text,
            frozenset(range(len(reading.tokens))),
            answer.replace(summary=text),
            found=tuple(things),
            kinds=frozenset((Wanted.LIST, reading.wanted)),
            sources=answer.evidence.named_sources,
            about=tuple(things),
        )


def _texts(found: Iterable[_Record]) -> list[str]:
    return list(dict.fromkeys(one.text for one in found))


def _counted(one: _Record) -> Iterator[str]:
    """Yields what a figure counts, by which it is asked for."""
    if one.wanted is Wanted.COUNT:
        yield one.text


def _written(sides: Sequence[_Side], reading: Reading) -> str:
    """Returns how a sentence writes some sides, in quotes."""
    texts = [" ".join(reading.tokens[place].text for place in side.places) for side in sides]
    return joined([f"'{text}'" for text in dict.fromkeys(texts)])
