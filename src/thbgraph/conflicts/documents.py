"""Conflicts of documents and bodies: numbers that cannot be right, founding acts, exchanged parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, product

from ..answers.conflicts import Conflict, Side
from ..treaties.date_bounds import REPORTING_DAY, Dating
from ..words import vocabulary as thb
from ..words.dates import span_in_words
from ..words.namespaces import PREFIXES
from ..words.vocabulary import ActKind
from .said import Said, Stated

_NUMBERED = (PREFIXES["dcterms"] + "identifier", PREFIXES["eli"] + "id_local")
_FOUNDED = PREFIXES["schema"] + "foundingDate"
_ADDRESSES = (PREFIXES["foaf"] + "page", thb.fullText)
#: The parts that a body may have in a thing.
_PARTS = (
    PREFIXES["dcterms"] + "publisher",
    PREFIXES["schema"] + "organizer",
    thb.partner,
    thb.runBy,
    thb.launchedBy,
)
#: A year by itself, or in a CELEX number between its sector and its kind.
_YEAR = re.compile(r"(?<!\d)(?:[1-9]((?:19|20)\d\d)(?=[A-Z]{1,2}\d{3,4})|((?:19|20)\d\d)(?!\d))", re.ASCII)
#: Numbers of documents that addresses of the European Union carry, with the year of the number.
_NUMBERS = (
    re.compile(r"(?:OJ:[A-Z]|COM|SEC):((?:19|20)\d\d):\d+", re.ASCII),
    re.compile(r"\bP\d-TA-((?:19|20)\d\d)-\d+", re.ASCII),
    re.compile(r"\b(?:IP|MEMO|SPEECH)/(\d\d)/\d+", re.ASCII),
)


def identifiers(said: Said) -> Iterator[Conflict]:
    """Finds numbers of a later year than the last that the thing's dates allow."""
    for prop in _NUMBERED:
        for stated in said.all(prop):
            years = _years_in(stated.value)
            dated = _years(stated.thing, said) if years else None
            if dated and max(years) > dated[1]:
                yield _number(stated, stated.value, dated, "a later", said)


def _years_in(number: str) -> list[int]:
    return [int(found[1] or found[2]) for found in _YEAR.finditer(number)]


def addresses(said: Said) -> Iterator[Conflict]:
    """Finds addresses whose document has a number of an earlier year than the first that the dates allow."""
    for prop in _ADDRESSES:
        for stated in said.all(prop):
            number = _number_in(stated.value)
            dated = _years(stated.thing, said) if number else None
            if dated and number and number[1] < dated[0]:
                yield _number(stated, f"the document linked for it is {number[0]}", dated, "an earlier", said)


def _number_in(address: str) -> tuple[str, int] | None:
    """Finds the number of a document in its address, and the year of that number."""
    for pattern in _NUMBERS:
        match = pattern.search(address)
        if match is not None:
            year = match[1]
            short_years = 1900 if year > "50" else 2000  # two digits: from 1951 to 2050
            return match[0], int(year) if len(year) == 4 else short_years + int(year)
    return None


def _years(thing: str, said: Said) -> tuple[int, int] | None:
    """Gives the first and the last year of all that dates a thing or its adoption."""
    adoptions = [
        act.name for act in said.records.acts if act.instrument == thing and ActKind.ADOPTION in act.kinds
    ]
    dated = [one for name in (thing, *adoptions) for one in said.dated(name) if one.prop != REPORTING_DAY]
    firsts = [int(dating.first[:4]) for dating in dated if dating.first]
    lasts = [int(dating.last[:4]) for dating in dated if dating.last]
    return (min(firsts), max(lasts)) if firsts and lasts else None


def _number(stated: Stated, words: str, dated: tuple[int, int], than: str, said: Said) -> Conflict:
    graphs = {dating.graph for dating in said.dated(stated.thing)} or {stated.graph}
    span = str(dated[0]) if dated[0] == dated[1] else f"{dated[0]} to {dated[1]}"
    label = said.name(stated.thing)
    sides = (
        Side(words, (stated.graph,), (stated.thing,)),
        Side(f"{label} is of {span}", tuple(sorted(graphs)), (stated.thing,)),
        *_other_numbers(stated, dated, said),
    )
    reading = f"the dates; a number of {than} year is that of another document."
    return Conflict("identifier", (stated.thing,), f"{label}: which document?", sides, reading)


def _other_numbers(stated: Stated, dated: tuple[int, int], said: Said) -> Iterator[Side]:
    """Gives the other numbers of a thing whose years its dates allow."""
    for prop in _NUMBERED:
        for other in said.of(stated.thing, prop):
            years = _years_in(other.value)
            if years and other.value != stated.value and dated[0] <= min(years) <= max(years) <= dated[1]:
                yield Side(f"another number of it is {other.value}", (other.graph,), (stated.thing,))


def foundings(said: Said) -> Iterator[Conflict]:
    """Finds bodies that are older than the decision that a passage cites for them."""
    bodies: dict[str, list[Stated]] = {}
    for cited in said.all(thb.about):
        if thb.Decision in said.kinds(cited.thing):
            bodies.setdefault(cited.value, []).append(cited)
    for body, acts in sorted(bodies.items()):
        for dating, cited in product(said.dated(body, _FOUNDED), acts):
            dated = _cited_years(cited.thing, said)
            if dated and dating.last and dated[0] > int(dating.last[:4]):
                yield _founding(dating, cited, dated[0], said)


def _cited_years(thing: str, said: Said) -> tuple[int, int] | None:
    """Gives the years of a decision: those of its dates, else those of its numbers."""
    numbers = [_number_in(stated.value) for prop in _ADDRESSES for stated in said.of(thing, prop)]
    years = [number[1] for number in numbers if number is not None]
    years += [
        year for prop in _NUMBERED for stated in said.of(thing, prop) for year in _years_in(stated.value)
    ]
    return _years(thing, said) or ((min(years), max(years)) if years else None)


def _founding(founded: Dating, cited: Stated, year: int, said: Said) -> Conflict:
    body, act = said.label(founded.thing), said.label(cited.thing)
    sides = (
        Side(
            f"the body was founded in {span_in_words(founded.first, founded.last)}",
            (founded.graph,),
            (founded.thing,),
        ),
        Side(f"the act cited for it is of {year}: {act}", (cited.graph,), (cited.thing,)),
    )
    reading = "an earlier act, which no source of the graph names, founded the body; the one cited is of later date."
    return Conflict(
        "founding", (founded.thing, cited.thing), f"{body}: founded by which act?", sides, reading
    )


def roles(said: Said) -> Iterator[Conflict]:
    """Finds things in which two sources give the same two bodies each other's parts."""
    parts: dict[str, list[tuple[Stated, str]]] = {}
    for prop in _PARTS:
        for stated in said.all(prop):
            parts.setdefault(stated.thing, []).append((stated, prop))
    for thing, taken in sorted(parts.items()):
        in_graph: dict[str, set[tuple[str, str]]] = {}
        for stated, prop in taken:
            in_graph.setdefault(stated.graph, set()).add((prop, stated.value))
        for one, other in combinations(sorted(in_graph), 2):
            swapped = [
                pair
                for pair in combinations(sorted(in_graph[one]), 2)
                if _exchanged(pair) <= in_graph[other] - in_graph[one] and in_graph[other].isdisjoint(pair)
            ]
            for pair in swapped:
                yield _role(thing, pair, (one, other), said)


def _exchanged(pair: tuple[tuple[str, str], tuple[str, str]]) -> set[tuple[str, str]]:
    """Gives two parts with their bodies exchanged."""
    (prop, body), (other_prop, other) = pair
    return {(prop, other), (other_prop, body)}


def _role(
    thing: str, pair: tuple[tuple[str, str], tuple[str, str]], graphs: tuple[str, str], said: Said
) -> Conflict:
    sides = tuple(
        Side(
            "; ".join(f"{said.label(prop)} {said.label(body)}" for prop, body in sorted(taken)),
            (graph,),
            (thing,),
        )
        for graph, taken in zip(graphs, (set(pair), _exchanged(pair)), strict=True)
    )
    bodies = (body for _, body in pair)
    question = f"{said.label(thing)}: who did what?"
    return Conflict("role", (thing, *bodies), question, sides, "both took part; which did what is open.")
