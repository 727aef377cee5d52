"""Conflicts of documents and bodies: numbers that cannot be right, founding acts, exchanged parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from ..answers.conflicts import Conflict, Side
from ..treaties.date_bounds import REPORTING_DAY, Dating
from ..treaties.records import END
from ..treaties.succession import CARRIES_ON
from ..words import vocabulary as thb
from ..words.dates import span_in_words
from ..words.facts import Fact
from ..words.namespaces import MEMO, PREFIXES
from ..words.vocabulary import ActKind
from .sources import Sources

_NUMBERED = (PREFIXES["dcterms"] + "identifier", PREFIXES["eli"] + "id_local")
_FOUNDED = PREFIXES["schema"] + "foundingDate"
_ADDRESSES = (PREFIXES["foaf"] + "page", thb.fullText)
#: How a thing is said to have come in the place of another.
_FOLLOWING = (*CARRIES_ON, thb.succeeds)
#: The part that a body has in a thing: a property and the body.
_Part: TypeAlias = tuple[str, str]
#: The parts that a body may have in a thing.
_PARTS = (
    PREFIXES["dcterms"] + "publisher",
    PREFIXES["schema"] + "organizer",
    *(thb.partner, thb.runBy, thb.launchedBy),
)
#: A year by itself, or in a CELEX number between its sector and its kind.
_YEAR = re.compile(r"(?<!\d)(?:[1-9]((?:19|20)\d\d)(?=[A-Z]{1,2}\d{3,4})|((?:19|20)\d\d)(?!\d))", re.ASCII)
#: Numbers of documents that addresses of the European Union carry, with the year of the number.
_NUMBER = re.compile(
    r"(?:OJ:[A-Z]|COM|SEC):((?:19|20)\d\d):\d+"
    r"|\bP\d-TA-((?:19|20)\d\d)-\d+"
    r"|\b(?:IP|MEMO|SPEECH)/(\d\d)/\d+",
    re.ASCII,
)


def numbers(sources: Sources) -> Iterator[Conflict]:
    """Finds documents that bear or link to a number of a year that their dates exclude.

    A document has no number of a later year than its own; one that is linked for it has none of an earlier.
    """
    for fact in sources.facts.with_property(*_NUMBERED):
        years = _years_in(fact.text)
        dated = _dated_years(fact.thing, sources) if years else []
        if dated and max(years) > dated[-1]:
            yield _number(fact, fact.text, dated, "a later", sources)
    for fact in sources.facts.with_property(*_ADDRESSES):
        number, year = _number_in(fact.text)
        dated = _dated_years(fact.thing, sources) if number else []
        if dated and year < dated[0]:
            yield _number(fact, f"the document linked for it is {number}", dated, "an earlier", sources)


def _years_in(number: str) -> list[int]:
    return [int(found[1] or found[2]) for found in _YEAR.finditer(number)]


def _number_in(address: str) -> tuple[str, int]:
    """Finds the number of a document in its address, and the year of that number; "" and 0 for none."""
    found = _NUMBER.search(address)
    year = next(filter(None, found.groups())) if found else ""
    if len(year) == 2:
        year = ("19" if year > "50" else "20") + year  # from 1951 to 2050
    return (found[0], int(year)) if found else ("", 0)


def _dated_years(thing: str, sources: Sources) -> list[int]:
    """Returns the first and the last year of all that dates a thing or its adoption, if any does."""
    things = [thing, *(act.name for act in sources.acts(thing, ActKind.ADOPTION))]
    dated = [one for name in things for one in sources.dated(name) if one.prop != REPORTING_DAY]
    firsts = [int(dating.first[:4]) for dating in dated if dating.first]
    lasts = [int(dating.last[:4]) for dating in dated if dating.last]
    return [min(firsts), max(lasts)] if firsts and lasts else []


def _number(fact: Fact, words: str, dated: list[int], than: str, sources: Sources) -> Conflict:
    thing, (first, last) = fact.thing, dated
    graphs = {dating.graph for dating in sources.dated(thing)} or {fact.graph}
    span = str(first) if first == last else f"{first} to {last}"
    label = sources.name(thing)
    sides = [
        Side(words, (fact.graph,), (thing,)),
        Side(f"{label} is of {span}", tuple(sorted(graphs)), (thing,)),
    ]
    fitting = []
    for prop in _NUMBERED:
        for other in sources.facts.of(thing, prop):
            years = _years_in(other.text)
            if years and other.text != fact.text and first <= min(years) <= max(years) <= last:
                fitting.append(other.text)
                sides.append(Side(f"another number of it is {other.text}", (other.graph,), (thing,)))
    document = " or ".join(fitting) or f"a document of {span} that no source of the graph names"
    reading = f"{document}; a number of {than} year belongs to another document."
    return Conflict("identifier", (thing,), f"{label}: which document?", tuple(sides), reading)


def foundings(sources: Sources) -> Iterator[Conflict]:
    """Finds bodies that are older than the decision that a passage cites for them."""
    for cited in sources.facts.with_property(PREFIXES["schema"] + "about"):
        if thb.Decision in sources.facts.texts(cited.thing, PREFIXES["eli"] + "type_document"):
            years = _cited_years(cited.thing, sources)
            for founded in sources.dated(cited.text, _FOUNDED):
                if years and founded.last and years[0] > int(founded.last[:4]):
                    yield _founding(founded, cited, years[0], sources)


def _founding(founded: Dating, cited: Fact, year: int, sources: Sources) -> Conflict:
    days = span_in_words(founded.first, founded.last)
    act = f"the act cited for it is of {year}: {sources.label(cited.thing)}"
    sides = (
        Side(f"the body was founded in {days}", (founded.graph,), (founded.thing,)),
        Side(act, (cited.graph,), (cited.thing,)),
    )
    question = f"{sources.label(founded.thing)}: founded by which act?"
    reading = (
        f"an act of {days}, which no source of the graph names, founded the body; the one cited is of {year}."
    )
    return Conflict("founding", (founded.thing, cited.thing), question, sides, reading)


def _cited_years(thing: str, sources: Sources) -> list[int]:
    """Returns the years of a decision: those of its dates, else those of its numbers, in order."""
    numbers = (_number_in(address) for address in sources.facts.texts(thing, *_ADDRESSES))
    years = [year for number, year in numbers if number]
    years += [year for number in sources.facts.texts(thing, *_NUMBERED) for year in _years_in(number)]
    return _dated_years(thing, sources) or sorted(years)


def endings(sources: Sources) -> Iterator[Conflict]:
    """Finds what the memo describes and another source says to be replaced."""
    for replaced in sources.facts.with_property(PREFIXES["dcterms"] + "replaces"):
        thing, later = replaced.text, replaced.thing
        described = _described(thing, sources)
        if not described or replaced.graph.startswith(MEMO):
            continue
        dated = next((one for one in sources.dated(later) if one.prop != REPORTING_DAY), None)
        ended = next((one for one in sources.dated(thing, END)), None)
        words = f" ({span_in_words(dated.first, dated.last)})" if dated else ""
        sides = (
            Side(f"the memo describes {sources.label(thing)}", described, (thing,)),
            Side(f"{sources.label(later)}{words} replaces it", (replaced.graph,), (later,)),
        )
        last = (
            f"it existed until {span_in_words(ended.first, ended.last)}"
            if ended
            else "right when the memo was written"
        )
        reading = f"{last}; {sources.label(later)}{words} then took its place."
        yield Conflict("replaced", (thing, later), f"{sources.label(thing)}: still there?", sides, reading)


def ended(sources: Sources) -> Iterator[Conflict]:
    """Finds what the memo describes and another source says to have ended, with nothing recorded in its place."""
    passed = {fact.text for fact in sources.facts.with_property(*_FOLLOWING)}
    passed |= {act.name for act in sources.records.acts}  # an act of several days
    for end in sources.facts.with_property(END):
        described = _described(end.thing, sources)
        if not described or end.graph.startswith(MEMO) or end.thing in passed:
            continue
        name, day = sources.label(end.thing), _day_of(end, sources)
        sides = (
            Side(f"the memo describes {name}", described, (end.thing,)),
            Side(f"{name} ended: {day}{sources.notes(end.thing, end.graph)}", (end.graph,), (end.thing,)),
        )
        reading = f"it existed until {day}; no source of the graph says what took its place."
        yield Conflict("ended", (end.thing,), f"{name}: still there?", sides, reading)


def _described(thing: str, sources: Sources) -> tuple[str, ...]:
    """Returns the passages that state something of a thing."""
    said = (fact.graph for stated in sources.facts.about(thing).values() for fact in stated)
    return tuple(sorted({graph for graph in said if graph.startswith(MEMO)}))


def _day_of(end: Fact, sources: Sources) -> str:
    dated = next(one for one in sources.dated(end.thing, END) if one.graph == end.graph)
    return span_in_words(dated.first, dated.last)


def roles(sources: Sources) -> Iterator[Conflict]:
    """Finds things in which two sources give the same two bodies each other's parts."""
    for thing in sorted({fact.thing for fact in sources.facts.with_property(*_PARTS)}):
        parts: dict[str, set[_Part]] = {}
        for fact in sources.facts.of(thing, *_PARTS):
            parts.setdefault(fact.graph, set()).add((fact.prop, fact.text))
        for one, other in combinations(sorted(parts), 2):
            for pair in combinations(sorted(parts[one] - parts[other]), 2):
                (prop, body), (other_prop, other_body) = pair
                exchanged = (prop, other_body), (other_prop, body)
                if {*exchanged} <= parts[other] - parts[one]:
                    yield _role(thing, {one: pair, other: exchanged}, sources)


def _role(thing: str, parts: Mapping[str, Sequence[_Part]], sources: Sources) -> Conflict:
    sides = []
    for graph, own in parts.items():
        words = "; ".join(f"{sources.label(prop)} {sources.label(body)}" for prop, body in sorted(own))
        sides.append(Side(words, (graph,), (thing,)))
    bodies = [body for _, body in next(iter(parts.values()))]
    question = f"{sources.label(thing)}: who did what?"
    return Conflict(
        "role", (thing, *bodies), question, tuple(sides), "both took part; which did what is open."
    )
