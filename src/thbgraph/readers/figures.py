"""Answers "how many" by the figures that a source prints: "how many projects has the IOM carried out?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..names.articles import in_sentence
from ..names.names import Names
from ..names.operators import OperatorKind
from ..results.answer import Answer
from ..results.claims import Claim, Wanted
from ..results.summaries import joined
from ..sentences.fulltext import Line, stems
from ..sentences.reading import Reading
from ..stores.lookup import Lookup

_ABOUT, _TEXT, _VALUE = (
    PREFIXES["schema"] + "about",
    PREFIXES["dcterms"] + "description",
    PREFIXES["rdf"] + "value",
)
#: What describes what is counted stands behind one of these.
_BEHIND = re.compile(r",| (?:that|who|in which|at which|of|with|named|for) ")
#: What asks for a number, and says nothing of its own beside it.
_LIGHT = frozenset(
    ("number", "figure", "have", "has", "had", "there", "does", "do", "did", "worldwide", "total", "memo")
)


class Figure(NamedTuple):
    """A printed number: of what, how qualified, what it counts in words, the stems of these, and of those that come first."""

    iri: str
    value: str
    qualifier: str
    counts: str
    about: str
    stems: frozenset[str]
    head: frozenset[str]

    @property
    def told(self) -> str:
        """The number with what it counts."""
        number = f"{int(self.value):,}" if self.value.isdigit() and len(self.value) > 4 else self.value
        return " ".join(filter(None, (self.qualifier, number, self.counts)))


class FigureReader:
    """Reads sentences that ask for the figures of one graph; `cited` answers a SELECT query with its evidence."""

    def __init__(self, lookup: Lookup, known: Names, cited: Callable[[str], Answer]) -> None:
        self._lookup, self._known, self._cited = lookup, known, cited

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yields the figures of what a sentence names that count what it asks for, in all its words."""
        counting = [one.end for one in reading.operators if one.kind is OperatorKind.COUNT]
        is_asked = bool(counting) or "number" in reading.folded
        if not is_asked or len(counting) > 1 or len(counting) < len(reading.operators):
            return
        words = [reading.tokens[place].text for place in reading.words if reading.folded[place] not in _LIGHT]
        named = [one for one in reading.mentions if any(figure.about in one.iris for figure in self._figures)]
        others = [one for one in reading.mentions if one not in named[:1]]
        if not named or any(one.days for one in others) or not (words or others):
            return
        asked = frozenset(chain.from_iterable(_stems((*words, *(one.written for one in others)))))
        (counted,) = _stems([" ".join(reading.folded[end] for end in counting if end < len(reading.folded))])
        found = [
            one
            for one in self._figures
            if one.about in named[0].iris and one.stems >= asked and one.head.issuperset(counted)
        ]
        if found:
            yield self._claim(found, reading)

    @cached_property
    def _figures(self) -> Sequence[Figure]:
        nodes = [
            quad.subject
            for quad in self._lookup.match(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(thb.Figure))
            if isinstance(quad.subject, ox.NamedNode)
        ]
        self._lookup.load_about(nodes)
        said = [
            {quad.predicate.value: quad.object.value for quad in self._lookup.match(node, None, None)}
            for node in nodes
        ]
        texts = [one.get(_TEXT, "") for one in said]
        words = map(frozenset, _stems(texts))
        heads = map(frozenset, _stems(_BEHIND.split(text)[0] for text in texts))
        return [
            Figure(node.value, one[_VALUE], one.get(thb.qualifier, ""), one[_TEXT], one[_ABOUT], of, head)
            for node, one, of, head in zip(nodes, said, words, heads, strict=True)
            if {_ABOUT, _TEXT, _VALUE} <= one.keys()
        ]

    def _claim(self, found: Sequence[Figure], reading: Reading) -> Claim:
        values = " ".join(f"<{one.iri}>" for one in found)
        answer = self._cited(
            f"SELECT ?figure ?about ?value WHERE {{ VALUES ?figure {{ {values} }} "
            f"?figure <{_ABOUT}> ?about ; <{_VALUE}> ?value }}"
        )
        sources = [one.description.name for one in answer.evidence.sources.values()]
        told = joined(list(dict.fromkeys(one.told for one in found)))
        text = f"{told}, says the memo of {in_sentence(found[0].about, self._known)}."
        return Claim(
            "figures",
            f"{text[:1].upper()}{text[1:]}",
            frozenset(range(len(reading.tokens))),
            answer.replace(summary=text),
            found=(found[0].about,),
            kinds=frozenset((Wanted.COUNT, Wanted.LIST)),
            sources=tuple(sources),
        )


def _stems(texts: Iterable[str]) -> list[list[str]]:
    return stems([Line("", "", text) for text in texts])
