"""With less in the sources an answer is the same or less certain, never another that is certain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox
import pytest

from oracle import grid
from oracle.reference import TREATIES, standing
from real_quads import real_quads
from thbgraph.base.namespaces import ID, SOURCE
from thbgraph.base.vocabulary import Status
from thbgraph.status.cases import statuses
from thbgraph.status.periods import Period
from thbgraph.status.records import Records
from whole import WHOLE, sample

#: Sources of acts and reports, with those over whose days they prevail.
LEFT_OUT = [
    ["status-reports"],
    ["single-party-dates", "derived-days"],
    ["us-dol-findings"],
    ["hr-status-2022"],
    ["manyhealth-acts"],
    ["ohchr-status-2020", "manyhealth-acts"],
    ["cets-197-acts", "cets-197-other-dates"],
    ["untc-acts", "ohchr-status-2020", "hr-status-2022", "manyhealth-acts"],
]
#: Days of which later records must not change what was known.
DAYS = ["2007-06-30", "2010-02-23"]
if WHOLE:
    DAYS += ["1960-01-01", "1985-01-01", "1995-06-30", "2001-12-31", "2013-12-13", "2020-09-16"]


@pytest.fixture(scope="module")
def asserted() -> list[ox.Quad]:
    """All that the sources state."""
    return list(real_quads())


Found = Mapping[tuple[str, str], Sequence[Period]]


def found(quads: Iterable[ox.Quad]) -> Found:
    """The periods of every party under every treaty."""
    return statuses(Records(quads))[1]


def possible(periods: Found, party: str, treaty: str, day: str) -> set[Status] | None:
    """The statuses that are possible on a day, none of an act where it was not open; None where nothing is computed."""
    its = periods.get((ID + treaty, ID + party), ())
    found = next((set(one.possible) for one in its if one.holds(day)), None)
    return {Status.NO_ACT} if found == {Status.NOT_APPLICABLE} else found


def worse(less: Found, more: Found, days_until: str = "9999") -> list[tuple[str, str, str]]:
    """The days on which what less says excludes what more says, for some of the parties unless all is held."""
    wrong = []
    # Where two sources date a consent differently, or one has the second registration alone, each is certain without the other.
    contradicted = {("aut", "crc"), ("tza", "ilo-c029")}
    for party in sample(grid.PARTIES, 40):
        # That a consent was a succession, which binds at once, the acts alone tell.
        for treaty in (
            one
            for one in TREATIES
            if standing(party, one).kind != "Succession" and (party, one) not in contradicted
        ):
            for day in map(str, grid.boundary_days(party, treaty)):
                few, many = possible(less, party, treaty, day), possible(more, party, treaty, day)
                if day <= days_until and few is not None and many is not None and not many <= few:
                    wrong.append((party, treaty, day))
    return wrong


@pytest.fixture(scope="module")
def whole(asserted: list[ox.Quad]) -> Found:
    """The periods that all sources give together."""
    return found(asserted)


@pytest.mark.slow
@pytest.mark.parametrize("names", LEFT_OUT if WHOLE else LEFT_OUT[::4], ids=lambda names: names[0])
def test_without_a_source_nothing_else_is_certain(
    asserted: list[ox.Quad], whole: Found, names: list[str]
) -> None:
    gone = {SOURCE + name for name in names}
    less = found(quad for quad in asserted if quad.graph_name.value not in gone)
    assert not worse(less, whole)


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_a_later_record_makes_no_earlier_answer_false(
    asserted: list[ox.Quad], whole: Found, day: str
) -> None:
    later = {
        quad.subject
        for quad in asserted
        if isinstance(quad.object, ox.Literal)
        and quad.object.datatype.value.endswith("#date")
        and quad.object.value > day
    }
    assert not worse(found(quad for quad in asserted if quad.subject not in later), whole, day)
