"""Answers "how many" by the figures that the memo prints: "how many projects has the IOM carried out?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.namespaces import PREFIXES, RDF_TYPE
from ...base.printing import joined
from ...base.terms import short
from ...names.articles import in_sentence
from ...names.folding import fold
from ...names.mentions import Mention
from ...names.names import Names
from ...names.operators import OperatorKind
from ...results.answer import Answer
from ...results.claims import Claim, Wanted
from ...sentences.fulltext import stems
from ...sentences.reading import LIGHT, Reading
from ...stores.lookup import Lookup
from ..patterns import WORDS
from ..phrases import Form, Phrases, Relation

_TREATY = short(thb.Treaty)
_ABOUT, _TEXT, _VALUE = (
    PREFIXES["schema"] + "about",
    PREFIXES["dcterms"] + "description",
    PREFIXES["rdf"] + "value",
)
#: What describes what is counted stands behind one of these.
_BEHIND = re.compile(r",| (?:that|who|in which|at which|of|with|named|for) ")
#: What asks for a number.
_NUMBER = LIGHT | {"number", "figure", "worldwide", "total", "memo"}
#: Figures of the memo are named after their passage; those of other sources, which have a day each, after their page.
_OF_MEMO = re.compile("/figure-[0-9]")
#: In what it is said how long something lasts.
_UNITS = ("years", "months", "weeks", "days", "hours")
#: So many words of a sentence need not be in what a figure counts.
_LEFT = 1


class Figure(NamedTuple):
    """A printed number: of what, how qualified, what it counts in words, the stems of these, of those that come first, and of what those have."""

    iri: str
    value: str
    qualifier: str
    counts: str
    about: str
    stems: frozenset[str]
    head: frozenset[str]
    bearing: frozenset[str] = frozenset()

    @property
    def in_words(self) -> str:
        """The number with what it counts."""
        number = f"{int(self.value):,}" if self.value.isdigit() and len(self.value) > 4 else self.value
        return " ".join(filter(None, (self.qualifier, number, self.counts)))


class FigureReader:
    """Reads sentences that ask for the figures of one graph; `cited` answers a SELECT query with its evidence."""

    def __init__(
        self, lookup: Lookup, known: Names, phrases: Phrases, cited: Callable[[str], Answer]
    ) -> None:
        self._lookup, self._known, self._phrases, self._cited = lookup, known, phrases, cited

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yields the figures of what a sentence names that count what it asks for, in all its words."""
        if reading.wanted is Wanted.LENGTH:
            yield from self._lengths(reading)
            return
        counting = [one.end for one in reading.operators if one.kind is OperatorKind.COUNT]
        is_asked = bool(counting) or "number" in reading.folded
        if not is_asked or len(counting) < len(reading.operators):
            return
        several = [place + 1 for place in range(len(reading.folded)) if reading.folded[place] == "and"]
        several = [place for place in several if place in reading.words]  # "how many members and observers"
        if len(counting) > 1 or several:
            yield from self._of_each(counting if len(counting) > 1 else [*counting, *several], reading)
        if len(counting) > 1:
            return
        words = [place for place in reading.words if reading.folded[place] not in _NUMBER]
        named = [one for one in reading.mentions if any(figure.about in one.iris for figure in self._figures)]
        others = [one for one in reading.mentions if one not in named[:1]]
        if not named or any(one.days for one in others) or not (words or others):
            return
        asked = dict(zip(words, stems(reading.tokens[place].text for place in words), strict=True))
        called = {one.start: self._ways(one) for one in others}
        counted = next((end for end in counting if end in called or end in asked), -1)
        while counted not in called and counted + 1 in asked:  # "how many long-term priorities"
            counted += 1
        missing = {
            one.iri: frozenset(place for place, of in asked.items() if not one.stems.issuperset(of))
            for one in self._figures
            if one.about in named[0].iris
            and (asked.keys() > {counted} or not self._is_conditional(one))
            and all(any(one.stems >= way for way in ways) for ways in called.values())
            and any(
                one.head >= way or (way and one.bearing >= way)
                for way in called.get(counted, [frozenset(asked.get(counted, ()))])
            )
        }
        least = min(map(len, missing.values()), default=_LEFT + 1)
        if least <= min(_LEFT, len(words) + len(others) - 1):
            found = [
                one
                for one in self._figures
                if len(missing.get(one.iri, words)) == least and one.iri in missing
            ]
            left = frozenset(chain.from_iterable(missing[one.iri] for one in found))
            if len(left) == least and reading.verb not in left and not any(map(reading.is_object, left)):
                written = stems(one.written for one in others)
                stated = frozenset(chain(*asked.values(), *written))
                besides = [
                    one
                    for one in self._figures
                    if not counting  # by keywords: "member states observers number"
                    and one.about in named[0].iris
                    and one not in found
                    and len(one.head) > 1
                    and one.head <= stated
                ]
                yield self._claim([*besides, *found], left, reading)

    def _is_conditional(self, figure: Figure) -> bool:
        """Says whether a figure counts states by what they did under a treaty, which a sentence has to ask for."""
        return _TREATY in self._known.classes.get(figure.about, ()) and " that " in figure.counts

    def _of_each(self, counting: Sequence[int], reading: Reading) -> Iterator[Claim]:
        """Yields a figure for each thing that is counted of the one that a sentence names: "the IOM, how many projects in how many countries?"."""
        words = {place for place in reading.words if reading.folded[place] not in _NUMBER}
        if len(reading.mentions) != 1 or words != {*counting}:
            return
        nouns = [*map(frozenset, stems(reading.tokens[place].text for place in counting))]
        figures = [one for one in self._figures if one.about in reading.mentions[0].iris]
        found: list[Figure] = []
        for asked in nouns:
            of = [one for one in figures if one.head >= asked or one.bearing >= asked]
            with_others = [one for one in of if one.stems.issuperset(chain.from_iterable(nouns))]
            of = of if len(of) == 1 else with_others
            found += of if len(of) == 1 else ()
        if len({one.iri for one in found}) == len(counting):
            yield self._claim(found, frozenset(), reading)

    def _lengths(self, reading: Reading) -> Iterator[Claim]:
        """Yields how long something lasts that a sentence names, where a figure counts years, months or days of it."""
        units, lasting = stems([" ".join(_UNITS), " ".join(verb.split()[0] for verb in WORDS["lasting"])])
        asked = (place for place in reading.words if reading.folded[place] not in WORDS["lasting"])
        words = frozenset(chain.from_iterable(stems(reading.tokens[place].text for place in asked)))
        named = [one for one in reading.mentions if not one.days]
        others = [
            one for one in reading.operators if one.kind is not OperatorKind.WHEN and fold(one.text) != "last"
        ]
        if len(named) == 1 == len(reading.mentions) and not others:
            found = [
                one
                for one in self._figures
                if one.about in named[0].iris
                and not (one.head.isdisjoint(units) or one.stems.isdisjoint(lasting))  # no age in years
                and one.stems >= words
            ]
            if found:
                yield self._claim(found, frozenset(), reading)

    def _ways(self, mention: Mention) -> Sequence[frozenset[str]]:
        """Returns the stems of a name, and of what else that is called."""
        names = (name for iri in mention.iris for name in self._known.names_of.get(iri, ()))
        return [frozenset(of) for of in stems((mention.written, *names))]

    @cached_property
    def _figures(self) -> Sequence[Figure]:
        nodes = [
            quad.subject
            for quad in self._lookup.match(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(thb.Figure))
            if isinstance(quad.subject, ox.NamedNode) and _OF_MEMO.search(quad.subject.value)
        ]
        self._lookup.load_about(nodes)
        recorded = [
            {quad.predicate.value: quad.object.value for quad in self._lookup.match(node, None, None)}
            for node in nodes
        ]
        texts = [one.get(_TEXT, "") for one in recorded]
        names = [self._known.labels.get(one.get(_ABOUT, ""), "") for one in recorded]
        alike = map(self._said_alike, texts)
        words = map(frozenset, stems(map(" ".join, zip(texts, names, alike, strict=True))))
        heads = map(frozenset, stems(_BEHIND.split(text)[0] for text in texts))
        bearings = map(frozenset, stems(text.partition(" with ")[2].partition(",")[0] for text in texts))
        return [
            Figure(
                node.value,
                one[_VALUE],
                one.get(thb.qualifier, ""),
                one[_TEXT],
                one[_ABOUT],
                of,
                head,
                bearing,
            )
            for node, one, of, head, bearing in zip(nodes, recorded, words, heads, bearings, strict=True)
            if {_ABOUT, _TEXT, _VALUE} <= one.keys()
        ]

    def _said_alike(self, text: str) -> str:
        """Returns the verbs that say what one of a text does: "implemented" for "carried out"."""
        written = f" {fold(text)} "
        said = (relations for phrase, relations in self._participles.items() if f" {phrase} " in written)
        terms = frozenset(chain.from_iterable(said))
        return " ".join(
            phrase.split()[0]
            for phrase, relations in self._participles.items()
            if not terms.isdisjoint(relations)
        )

    @cached_property
    def _participles(self) -> Mapping[str, frozenset[Relation]]:
        """What each participle says."""
        return {
            phrase: frozenset(saying.relation for saying in sayings)
            for (form, phrase), sayings in self._phrases.sayings.items()
            if form is Form.PARTICIPLE
        }

    def _claim(self, found: Sequence[Figure], left: frozenset[int], reading: Reading) -> Claim:
        values = " ".join(f"<{one.iri}>" for one in found)
        answer = self._cited(
            f"SELECT ?figure ?about ?value WHERE {{ VALUES ?figure {{ {values} }} "
            f"?figure <{_ABOUT}> ?about ; <{_VALUE}> ?value }}"
        )
        in_words = joined(list(dict.fromkeys(one.in_words for one in found)))
        text = f"The memo says of {in_sentence(found[0].about, self._known)}: {in_words}."
        return Claim(
            "figures",
            text,
            frozenset(range(len(reading.tokens))) - left,
            answer.replace(summary=text),
            found=(found[0].about,),
            kinds=frozenset((Wanted.COUNT, Wanted.LIST, Wanted.LENGTH)),
            sources=answer.evidence.named_sources,
            leeway=_LEFT,
        )
