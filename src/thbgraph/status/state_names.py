"""Under which name, and by whom, a state or body acted on a day; what is read of it to tell that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

import pyoxigraph as ox

from ..base import vocabulary as thb
from ..base.namespaces import PREFIXES, RDF_TYPE
from ..base.triples import Facts, is_asserted
from ..stores.lookup import Lookup
from .records import CARRIES_ON, END, START, Records, Succession
from .spans import DATED_NAME, NAME

#: Says what a thing is called.
Label: TypeAlias = Callable[[str], str]
#: Writes the name of a thing, given by its IRI, as it stands within a sentence.
Spoken: TypeAlias = Callable[[str, str], str]
#: The state to which a territory belongs.
_STATE = PREFIXES["schema"] + "containedInPlace"
#: What is read of a state or body, and of each of its dated names.
_OF_PARTIES = tuple(
    map(
        ox.NamedNode,
        (
            RDF_TYPE,
            START,
            END,
            thb.notAfter,
            DATED_NAME,
            _STATE,
            thb.alpha2Code,
            thb.alpha3Code,
            thb.succeedsFrom,
        ),
    )
)
_OF_NAMES = tuple(map(ox.NamedNode, (NAME, START, END)))
_CARRIES_ON = tuple((None, ox.NamedNode(prop), None) for prop in CARRIES_ON)


def succession_in(lookup: Lookup) -> Succession:
    """Reads who carries on whom."""
    lookup.load(_CARRIES_ON)
    return Succession(Facts(quad for pattern in _CARRIES_ON for quad in lookup.match(*pattern)))


def stated_of_parties(things: Iterable[str], lookup: Lookup) -> list[ox.Quad]:
    """Reads what is stated of some states and bodies and of those that they carry on: names, codes, first and last days."""
    succession = succession_in(lookup)
    line = dict.fromkeys(one for thing in things for one in succession.line(thing))
    of_parties = [(ox.NamedNode(one), prop, None) for one in line for prop in _OF_PARTIES]
    lookup.load(of_parties)
    quads = [quad for pattern in (*_CARRIES_ON, *of_parties) for quad in lookup.match(*pattern)]
    names = dict.fromkeys(quad.object for quad in quads if quad.predicate.value == DATED_NAME)
    of_names = [(name, prop, None) for name in names for prop in _OF_NAMES]
    lookup.load(of_names)
    quads += [quad for pattern in of_names for quad in lookup.match(*pattern)]
    return [*filter(is_asserted, quads)]


class DatedName(NamedTuple):
    """A name with the days by which it began and ended; empty where that is not recorded."""

    start: str
    form: str
    end: str


def predecessor_on(state: str, day: str, records: Records, succession: Succession) -> str | None:
    """Returns who acted on a day instead of the state or body that carries it on; None where nobody did."""
    before = _bearer_on(state, day, 1, records, succession)
    return before if before != state else None


def _bearer_on(state: str, day: str, bound: int, records: Records, succession: Succession) -> str:
    """Returns who acted on a day, each taken to end on the first (0) or the last (1) day on which it can have."""
    return succession.predecessor(state, lambda old: (records.days(old, END)[bound] or "") >= day)


def name_on(state: str, day: str, records: Records, succession: Succession, label: Label) -> str:
    """Returns the name under which a state or body acted on a day, with the one of today in brackets.

    Until the last day of a state or body that it carries on, that is the other's name; both where it is not known
    which of them it was. A name of which only the year is known is taken from the year's end.
    """
    today = label(state)
    if succession.carried_on(state):
        bearers = dict.fromkeys(_bearer_on(state, day, bound, records, succession) for bound in (1, 0))
        if [*bearers] != [state]:
            return f"{' or '.join(map(label, bearers))} (today {today})"
    dated = dated_name_on(state, day, records)
    if dated is None:
        return today
    now = _dated_names(state, records)[-1].form if today == dated.form else today
    return today if now == dated.form else f"{dated.form} (today {now})"


def dated_name_on(state: str, day: str, records: Records) -> DatedName | None:
    """Returns the name that a state had on a day instead of its name of today."""
    names = _dated_names(state, records)
    dated = [name for name in names if name.start <= day]
    is_over = dated and (dated[-1].end <= day if dated[-1].end else dated[-1].form == names[-1].form)
    return dated[-1] if dated and not is_over else None


def _dated_names(state: str, records: Records) -> list[DatedName]:
    """Returns the names that have a time of their own, in order of it."""
    names = []
    for node in records.facts.texts(state, DATED_NAME):
        start, end = records.days(node, START)[1] or "", records.days(node, END)[1] or ""
        if start or end:
            names.append(DatedName(start, records.facts.text(node, NAME) or "", end))
    return sorted(names)
