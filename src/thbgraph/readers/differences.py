"""Answers how two things differ by what is recorded of each: "what is the difference between GRETA and the TF-THB?"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import MEMO, PREFIXES
from ..names.articles import in_sentence
from ..names.names import Names
from ..results.answer import Answer
from ..results.claims import Claim
from ..results.summaries import having_room, in_words, joined
from ..results.values import shown, value_of
from ..sentences.reading import Reading
from ..stores.lookup import Lookup

_DCTERMS, _ORG, _SCHEMA = (PREFIXES[prefix] for prefix in ("dcterms", "org", "schema"))
#: What asks how things differ.
_DIFFERING = frozenset((
    "difference", "differences", "differ", "differs", "different", "distinguishes", "distinguish", "compare", "compared",
    "comparison", "versus", "vs",
))  # fmt: skip
#: What may stand beside that.
_LIGHT = frozenset(("between", "tell", "apart", "each", "other", "main", "sets"))
#: What is told in sentences.
_SENTENCES = frozenset((_ORG + "purpose", thb.composition, _DCTERMS + "description"))
#: What is told of each, in this order.
_ASPECTS = (
    _ORG + "purpose", thb.focusesOn, thb.appliesTo, thb.composition, thb.aimsAt, _DCTERMS + "audience", _DCTERMS + "subject",
    _DCTERMS + "description", _ORG + "unitOf", thb.drawsMembersFrom, thb.runBy, thb.launchedBy, _DCTERMS + "publisher",
    _SCHEMA + "organizer", _SCHEMA + "location", _SCHEMA + "foundingDate", _SCHEMA + "startDate", _DCTERMS + "date",
    _DCTERMS + "issued", _SCHEMA + "endDate",
)  # fmt: skip
#: So many letters are told of each, and so many things that it is linked to alike.
_ROOM, _FEW = 560, 3


class DifferenceReader:
    """Reads sentences that ask how two things of one graph differ; `cited` answers a SELECT query with its evidence."""

    def __init__(self, lookup: Lookup, known: Names, cited: Callable[[str], Answer]) -> None:
        self._lookup, self._known, self._cited = lookup, known, cited

    def claims(self, reading: Reading) -> Iterator[Claim]:
        """Yields what is recorded of each of two things that a sentence names, without what is recorded of both."""
        named = [one.iris[0] for one in reading.mentions if len(one.iris) == 1 and not one.days]
        taken = {place for one in reading.mentions for place in range(one.start, one.end)}
        asking = {reading.folded[place] for place in reading.telling - taken}
        is_asked = bool(asking & _DIFFERING) and asking <= _DIFFERING | _LIGHT
        if not is_asked or len(reading.mentions) != 2 or len({*named}) != 2:
            return
        self._lookup.load_about(map(ox.NamedNode, named))
        first, second = ([*self._said(iri)] for iri in named)
        both = {(quad.predicate, quad.object) for quad in first} & {
            (quad.predicate, quad.object) for quad in second
        }
        apart = [[quad for quad in of if (quad.predicate, quad.object) not in both] for of in (first, second)]
        if not all(apart):
            return
        text = " ".join(self._told(iri, of) for iri, of in zip(named, apart, strict=True))
        stated = " ".join(f"({one.subject} {one.predicate} {one.object})" for of in apart for one in of)
        answer = self._cited(
            "SELECT DISTINCT ?thing ?relation ?value WHERE { "
            f"VALUES (?thing ?relation ?value) {{ {stated} }} ?thing ?relation ?value }}"
        )
        yield Claim(
            "differences",
            text,
            frozenset(range(len(reading.tokens))),
            answer.replace(summary=text),
            found=tuple(named),
            sources=tuple(one.description.name for one in answer.evidence.sources.values()),
            about=tuple(named),
        )

    def _said(self, iri: str) -> Iterator[ox.Quad]:
        """Yields what the memo says of a thing, as far as it may tell it from others."""
        for quad in self._lookup.match(ox.NamedNode(iri), None, None):
            if quad.graph_name.value.startswith(MEMO) and quad.predicate.value in _ASPECTS:
                yield quad

    def _told(self, iri: str, quads: Sequence[ox.Quad]) -> str:
        """Says what is recorded of a thing, as far as there is room: sentences, and what it is linked to."""
        parts: list[str] = []
        for prop in _ASPECTS:
            values = [quad.object for quad in quads if quad.predicate.value == prop]
            if prop in _SENTENCES:
                parts += dict.fromkeys(value.value.rstrip(".") for value in values)
                continue
            of = [*dict.fromkeys(map(self._named, values))]
            more = [f"{in_words(len(of) - _FEW)} more"] if len(of) > _FEW + 1 else []
            told = of[:_FEW] if more else of
            parts += [f"{self._known.labels[prop]}: {joined([*told, *more])}"] if of else []
        name = in_sentence(iri, self._known)
        return f"{name[:1].upper()}{name[1:]}: {'; '.join(having_room(parts, _ROOM))}."

    def _named(self, node: ox.NamedNode | ox.Literal) -> str:
        return (
            shown(value_of(node, {}))
            if isinstance(node, ox.Literal)
            else in_sentence(node.value, self._known)
        )
