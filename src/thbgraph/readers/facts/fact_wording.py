"""How answers on facts are worded: names, what is said of them, and of how many it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ...base import vocabulary as thb
from ...base.printing import joined
from ...base.printing import number_in_words as counted
from ...base.terms import short
from ...base.values import shown, value_of
from ...names.articles import in_sentence, in_short
from ...names.names import Names
from ...results.claims import Wanted
from ..phrases import plural_of
from .asked_facts import AskedFact, Condition, Deed, NamedThings
from .fact_grammar import AT
from .fact_links import ACT, BEGUN, EVENT, HAPPEN, Links, RecordedLinks
from .fact_times import Node, Stated

_PROSPECT, _TREATY, _TOPIC = short(thb.Prospect), short(thb.Treaty), "skos:Concept"
#: How the head of a name ends that is a plural, and what describes it behind that.
_PLURAL, _DESCRIBING = (
    re.compile(r"([^s]s|men|children|people)$", re.IGNORECASE),
    re.compile(r" (?:of|in|at|from|who|being) "),
)
#: So many names stand in a sentence; the table has the others. Without a condition it tells no more than they.
FEW, _MANY = 9, 30


class FactsFound(NamedTuple):
    """An answer: its text, what it rests on, of whom it holds, and what it is asked of."""

    text: str
    stated: Sequence[Stated]
    wanted: Wanted
    things: Sequence[str] = ()
    is_complete: bool = True
    is_past: bool = False
    is_number: bool = False
    notes: Sequence[str] = ()
    about: Sequence[str] = ()

    @property
    def sentence(self) -> str:
        """The text as a sentence begins."""
        return self.text[:1].upper() + self.text[1:]


def all_of(links: Links) -> list[Stated]:
    """Returns all statements that link a thing."""
    return [one for way in links.values() for one in way]


def in_english(links: Links) -> Links:
    """Leaves out what is told in other languages."""
    return {node: way for node, way in links.items() if getattr(node, "language", None) in (None, "en")}


class FactWording:
    """Words answers; `short_name` gives the short name of a treaty."""

    def __init__(self, links: RecordedLinks, known: Names, short_name: Callable[[str], str]) -> None:
        self._links, self._known, self._short_name = links, known, short_name

    def named(self, iri: str) -> str:
        """Returns the name of a thing as it stands in a sentence."""
        kinds = self._known.classes.get(iri, ())
        if _TREATY in kinds:
            return in_short(iri, self._short_name(iri), self._known)
        name = in_sentence(iri, self._known)
        return f"{name} (a plan or proposal)" if _PROSPECT in kinds else name

    def names(self, iris: Iterable[str], by: str = "and") -> str:
        """Joins the names of things."""
        return joined([self.named(iri) for iri in iris], by)

    def value(self, node: Node) -> str:
        """Writes a thing or a value."""
        return self.named(node.value) if isinstance(node, ox.NamedNode) else shown(value_of(node, {}))

    def all(self, things: NamedThings | None) -> str:
        """Returns the names of all that is named, or what it is called by its kind."""
        if things is None:
            return ""
        return things.kind or self.names(things.iris, "or" if things.is_any else "and")

    def verb(self, condition: Condition, are_several: bool) -> str:
        """Returns the verb of a condition for its subject."""
        if not condition.sayings:
            be = ("were" if are_several else "was") if condition.is_past else ("are" if are_several else "is")
            return f"{be} {condition.phrase}".rstrip()
        one = condition.sayings[0]
        return one.verb.conjugated(are_several, condition.is_past, one.is_passive)

    def predicate(self, condition: Condition, are_several: bool) -> str:
        """Returns what a condition says of its subject."""
        things = f" {self.all(condition.things)}" if condition.things else ""
        return f"{self.verb(condition, are_several)}{things}{_timed(condition)}"

    def done(self, deed: Deed, is_ahead: bool = False) -> str:
        """Returns what a deed says of what it was done to, or of who did it; of what is told ahead that it was to be done."""
        if deed.is_with_be:
            return f"{'was' if deed.is_past else 'is'} {deed.phrase}"
        plain = self._links.sayings(deed)
        sayings = [*plain, *(one for way in AT for one in self._links.sayings(deed, way))]
        told = sayings[0].verb.conjugated(False, deed.is_past) if sayings else deed.phrase
        if is_ahead and sayings and not sayings[0].verb.is_with_be:
            told = f"was to {sayings[0].verb.base}"
        return told if plain or not sayings else told.rpartition(" ")[0]

    def are_several(self, iri: str) -> bool:
        """Says whether a topic is called by a plural: "men", "victims of trafficking"."""
        head = _DESCRIBING.split(self._known.labels.get(iri, ""))[0]
        return _TOPIC in self._known.classes.get(iri, ()) and bool(_PLURAL.search(head))

    def described(self, conditions: Iterable[Condition]) -> str:
        """Says what describes a noun: " of the OSCE", " published by UNODC"."""
        parts = []
        for one in conditions:
            things = self.all(one.things)
            if one.sayings and not one.is_subject:
                words = f"that {things} {self.verb(one, False)}"
            elif one.sayings and not one.sayings[0].is_passive:
                verb = one.sayings[0].verb
                told = verb.base if verb.is_with_be else f"that {verb.conjugated(True, one.is_past)}"
                words = f"{told} {things}"
            else:
                words = f"{one.phrase} {things}"
            parts.append(f" {words.strip()}".rstrip() + _timed(one))
        return "".join(parts)

    def of_kind(
        self, question: AskedFact, are_several: bool = True, conditions: Sequence[Condition] | None = None
    ) -> str:
        """Says of what kind those are that are asked for, with what describes them."""
        noun = question.noun
        called = "thing" if noun is None else noun.text
        described = self.described(question.conditions if conditions is None else conditions)
        return f"{plural_of(called) if are_several else called}{described}"

    def listed(self, things: Sequence[str], question: AskedFact, main: Condition, least: str) -> str:
        """Says of whom it holds: by name, or how many of a kind."""
        count, noun = len(things), question.noun
        few = FEW if question.conditions else _MANY  # of which a table tells no more
        is_happening = noun is None and main.phrase.startswith(HAPPEN)
        names = [f"{self.named(iri)}{self._how_happened(iri) if is_happening else ''}" for iri in things]
        if count > few:
            names[few:] = [f"{counted(count - few)} other{'s' if count > few + 1 else ''}"]
        if noun is not None and main.is_subject:
            rest = self.predicate(main, count > 1)
            of = f"{least}{counted(count)} {self.of_kind(question, count > 1, question.conditions[:-1])} {rest}"
            return f"{of}: {joined(names)}." if count <= few else f"{of}."
        listed = f"{least}{joined(names)}"
        if noun is not None and count > FEW:
            listed = f"{least}{counted(count)} {plural_of(noun.text)}"
        described = self.described(question.conditions[:-1]) if noun or question.things else ""
        called = plural_of(noun.text) if noun else ""
        kind = f" ({f'{called}{described}'.strip()})" if described else ""
        if main.is_subject:
            is_group = short(thb.StateGroup) in self._known.classes.get(things[0], ())
            return f"{listed}{kind} {self.predicate(main, count > 1 or is_group)}."
        verb = self.verb(main, len(main.iris) > 1)
        whole = f"{self.all(main.things)} {verb} {listed}{kind}{_timed(main)}."
        return whole.replace(" at at least ", " at least at ")

    def _how_happened(self, iri: str) -> str:
        """Says of what is no event or act what of it was on a day."""
        if not {EVENT, ACT}.isdisjoint(self._known.classes.get(iri, ())):
            return ""
        start, _, founded = BEGUN
        return " (begun)" if any(self._links.days(ox.NamedNode(iri), start, founded)) else " (published)"


def _timed(condition: Condition) -> str:
    return f" {condition.span.text}" if condition.span else ""
