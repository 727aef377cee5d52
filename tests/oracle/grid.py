"""The days on which an answer can change, and what the program computed, in the words of the reference."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from .reference import (
    CHAINS,
    DAY,
    NOT_APPLICABLE,
    TREATIES,
    UNDETERMINED,
    chain,
    covered,
    in_force,
    kinds,
    life,
    reports,
    standing,
)

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2030, 1, 1)
PARTIES = [name for name, kind in kinds().items() if kind in ("State", "FormerState")] + list(CHAINS[2])
_PERIODS = """SELECT ?state ?treaty ?status ?first ?earliest ?last ?possible {
  ?p a thb:StatusPeriod ; thb:state ?state ; thb:instrument ?treaty ; thb:status ?status .
  OPTIONAL { ?p thb:firstDay ?first } OPTIONAL { ?p thb:lastDay ?last }
  OPTIONAL { ?p thb:earliest ?earliest } OPTIONAL { ?p thb:possibleStatus ?possible } }"""


class Found(NamedTuple):
    """A period as the program has it."""

    status: str
    first: date | None
    earliest: date | None
    last: date | None
    possible: frozenset[str]


def boundary_days(party: str, treaty: str) -> list[date]:
    """The days around which a status can change, each with the day before and the day after."""
    known = standing(party, treaty)
    spans = [
        known.signature,
        known.consent,
        known.force,
        *(one for link in chain(party) for one in life(link)),
    ]
    spans += [span for _, span in reports().get((party, treaty), ())]
    days = {end for span in spans for end in (span.earliest, span.latest)}
    days |= {in_force(treaty), known.open_from, covered(treaty) or LAST_DAY}
    inner = {day for day in days if FIRST_DAY < day < LAST_DAY}
    return sorted({day + shift * DAY for day in inner for shift in (-1, 0, 1)})


def random_days(number: int, seed: int) -> list[date]:
    """Some days of the last eighty years, the same for the same seed."""
    among = random.Random(seed)
    return [
        date.fromordinal(among.randrange(date(1947, 1, 1).toordinal(), date(2027, 1, 1).toordinal()))
        for _ in range(number)
    ]


def cells(parties: list[str], seed: int) -> Iterator[tuple[str, str, date]]:
    """Every party under every treaty on its boundary days and on three random ones."""
    for number, treaty in enumerate(TREATIES):
        for party in parties:
            days = {*boundary_days(party, treaty), *random_days(3, seed * 1000 + number)}
            yield from ((party, treaty, day) for day in sorted(days))


def local(entity: Any) -> str:
    """The last part of the IRI of a value."""
    return str(entity.iri).rsplit("/", 1)[1].removeprefix("ontology#")


def words(status: Any) -> str:
    """A status of the program in the words of the reference."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in local(status)).strip()


def computed(graph: Any) -> dict[tuple[str, str], list[Found]]:
    """The periods of every party under every treaty."""
    possible: dict[tuple[Any, ...], set[str]] = defaultdict(set)
    for row in graph.sparql(_PERIODS):
        key = (local(row.state), local(row.treaty), words(row.status), row.first, row.earliest, row.last)
        possible[key] |= {words(row.possible)} if row.possible is not None else set()
    found = defaultdict(list)
    for (state, treaty, status, *days), statuses in possible.items():
        found[state, treaty].append(Found(status, *days, frozenset(statuses or {status})))
    return found


def on(periods: dict[tuple[str, str], list[Found]], party: str, treaty: str, day: date) -> Found:
    """What the program computed of a party on a day; of what it has no period it says that it is undetermined."""
    for one in periods[chain(party)[-1], treaty]:
        if (one.first is None or one.first <= day) and (one.last is None or day <= one.last):
            return one
    nothing = UNDETERMINED if kinds().get(party) else NOT_APPLICABLE
    return Found(nothing, None, None, None, frozenset())
