"""Charts: where on a drawing days and counts stand; templates draw them as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from ..results.values import Days

#: The widths of the names beside lanes and of the plot, and the height of a lane, in pixels.
_NAMES, _PLOT, _LANE = 260, 560, 22
#: The height of a plot of counts.
_COUNTS = 190


class Acts(NamedTuple):
    """What a lane shows: its name and address, and the days of signature, of consent and of being bound."""

    name: str
    address: str
    signed: Days | None
    consented: Days | None
    in_force: Days | None
    until: date | None = None


class Tick(NamedTuple):
    """A year or number on an axis, and where it stands."""

    at: float
    words: str


class Lane(NamedTuple):
    """A lane: its name, address and height; where a bar and marks begin and end, None where that is not known.

    A mark of which only bounds are known is as wide as they are.
    """

    name: str
    address: str
    y: float
    signed: tuple[float, float] | None
    consented: tuple[float, float] | None
    bar: tuple[float, float] | None


class Lanes(NamedTuple):
    """Acts over time, a lane for each instrument; `day` is where the day asked stands, `names` where names end."""

    names: float
    width: float
    height: float
    ticks: list[Tick]
    lanes: list[Lane]
    day: float


class Growth(NamedTuple):
    """How many there were over time: a line of those that are sure, and the band up to those that may have been."""

    width: float
    height: float
    years: list[Tick]
    counts: list[Tick]
    line: str
    band: str
    end: Tick
    day: float


class _Scale:
    """Places days between the first and the last of some years on a plot."""

    def __init__(self, first: int, last: int, left: float, width: float) -> None:
        self.first, self.last = first, max(last, first + 1)
        self._left, self._width = left, width

    def at(self, day: date) -> float:
        years = day.year + (day.timetuple().tm_yday - 1) / 366 - self.first
        share = years / (self.last - self.first)
        return _rounded(self._left + self._width * min(max(share, 0), 1))

    def ticks(self) -> list[Tick]:
        step = 10 if self.last - self.first > 25 else 5 if self.last - self.first > 8 else 1
        years = range(self.first + -self.first % step, self.last + 1, step)
        return [Tick(self.at(date(year, 1, 1)), str(year)) for year in years]


def lanes(acts: Sequence[Acts], day: date) -> Lanes:
    """Places the acts of a state under instruments in lanes, up to the day or the last act."""
    days = [day, *(one for act in acts for one in _days(act))]
    scale = _Scale(min(days).year, max(days).year + 1, _NAMES, _PLOT)
    end = scale.at(max(days))
    drawn = []
    for number, act in enumerate(acts):
        start = act.in_force and (act.in_force.last or act.in_force.first)
        bar = (scale.at(start), scale.at(act.until) if act.until else end) if start else None
        y = 30 + number * _LANE
        drawn.append(
            Lane(act.name, act.address, y, _span(act.signed, scale), _span(act.consented, scale), bar)
        )
    height = 30 + len(acts) * _LANE + 6
    return Lanes(_NAMES, _NAMES + _PLOT + 20, height, scale.ticks(), drawn, scale.at(day))


def growth(began: Iterable[Days], day: date) -> Growth:
    """Counts over time what began on known days or between bounds, to a day."""
    spans = [one for one in began if one.first or one.last]
    sure = sorted(one.last for one in spans if one.last and one.last <= day)
    possible = sorted(one.first or one.last or day for one in spans if (one.first or one.last or day) <= day)
    scale = _Scale(min([*possible, day]).year, day.year + 1, 40, _PLOT)
    most = max(len(possible), 1)
    upper, lower = _steps(possible, day, scale, most), _steps(sure, day, scale, most)
    band = " ".join([*upper, *reversed(lower)])
    counts = [Tick(_y(number, most), str(number)) for number in _round_numbers(most)]
    end = Tick(
        _y(len(sure), most),
        str(len(sure)) if len(sure) == len(possible) else f"{len(sure)} to {len(possible)}",
    )
    return Growth(
        40 + _PLOT + 90, _COUNTS + 40, scale.ticks(), counts, " ".join(lower), band, end, scale.at(day)
    )


def _days(act: Acts) -> list[date]:
    spans = [span for span in (act.signed, act.consented, act.in_force) if span]
    return [day for span in spans for day in span if day]


def _span(days: Days | None, scale: _Scale) -> tuple[float, float] | None:
    if days is None or not (days.first or days.last):
        return None
    first, last = days.first or days.last, days.last or days.first
    return (scale.at(first), scale.at(last)) if first and last else None


def _steps(days: Sequence[date], until: date, scale: _Scale, most: int) -> list[str]:
    """Makes the points of a line that steps up on each day."""
    points = [f"{scale.at(min([*days, until]))},{_y(0, most)}"]
    for number, day in enumerate(days):
        at = scale.at(day)
        points += [f"{at},{_y(number, most)}", f"{at},{_y(number + 1, most)}"]
    return [*points, f"{scale.at(until)},{_y(len(days), most)}"]


def _y(count: int, most: int) -> float:
    return _rounded(10 + _COUNTS * (1 - count / most))


def _rounded(at: float) -> float:
    """Rounds a place to a tenth of a pixel, which is written without a needless nought.

    >>> _rounded(40.04), _rounded(40.06)
    (40, 40.1)
    """
    tenths = round(at, 1)
    return int(tenths) if tenths == int(tenths) else tenths


def _round_numbers(most: int) -> list[int]:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if most / step <= 5 or step == 100)
    return list(range(0, most + 1, step))
