"""Charts: where on a drawing days and counts stand, and states on a map of tiles; templates draw them as SVG and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import NamedTuple

from ..base.dates import in_words
from ..base.printing import counted
from ..base.values import Days
from ..base.vocabulary import SIGNED, Status

#: The widths of drawings on a page and on a phone, the height of a lane, and that of a plot of counts, in pixels.
WIDTHS = (748, 354)
_LANE, _COUNTS = 22, 190
#: The width of a drawing within a row of a table.
IN_A_ROW = 190
#: Room below the first lane for years, and beside a plot for the words at its end.
_HEAD, _END = 30, 92
#: Room before a line rises for the word at the day from which it is drawn.
_OPENED = 50
#: Where states stand on the map, by their codes in small letters, row by row; dots are the sea.
_MAP = [line.split() for line in files("thbgraph.site").joinpath("tiles.txt").read_text("utf-8").splitlines()]
_SEA = "..."


class Acts(NamedTuple):
    """What a lane shows: its name, and the days of signature, of consent and of being bound."""

    name: str
    signed: Days | None
    consented: Days | None
    in_force: Days | None


class Tick(NamedTuple):
    """A year or number on an axis, and where it stands."""

    at: float
    words: str


class Lane(NamedTuple):
    """A lane: its name and height; where a bar and marks begin and end, None where that is not known.

    A mark of which only bounds are known is as wide as they are.
    """

    name: str
    y: float
    signed: tuple[float, float] | None = None
    consented: tuple[float, float] | None = None
    bar: tuple[float, float] | None = None
    end: float | None = None

    @property
    def is_bounded(self) -> bool:
        """Whether of one of its marks only bounds are known."""
        return any(mark is not None and mark[0] < mark[1] for mark in (self.signed, self.consented))


class Lanes(NamedTuple):
    """Lanes over time; `day` is where the day asked stands, `names` where names end."""

    names: float
    width: float
    height: float
    ticks: list[Tick]
    lanes: list[Lane]
    day: float


class Growth(NamedTuple):
    """How many there were over time, from when a treaty was opened to the last day on which that changed: on the day asked, and at the end."""

    width: float
    height: float
    years: list[Tick]
    counts: list[Tick]
    line: str
    day: Tick
    is_late: bool
    end: Tick
    end_y: float
    last: str
    opened: float | None


class NumberBar(NamedTuple):
    """A bar: its name, where it lies and how far it goes, and the number that it stands for."""

    name: str
    y: float
    end: float
    words: str


class Bars(NamedTuple):
    """Numbers as bars that begin where names end."""

    names: float
    width: float
    height: float
    bars: list[NumberBar]


class Tile(NamedTuple):
    """A state on the map: its code, address and name, its status, and since when it has it."""

    code: str
    address: str
    name: str
    status: Status
    since: str


class Map(NamedTuple):
    """States near their places, row by row, None for the sea; and of each status, how many states have it."""

    rows: list[list[Tile | None]]
    counts: dict[Status, int]


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
        most = self._width / 48
        step = next(
            step for step in (1, 2, 5, 10, 20, 50) if (self.last - self.first) / step <= most or step == 50
        )
        years = range(self.first + -self.first % step, self.last + 1, step)
        return [Tick(self.at(date(year, 1, 1)), str(year)) for year in years]


def lanes(acts: Sequence[Acts], day: date, width: int) -> Lanes:
    """Places acts in lanes, those of a state under instruments by their names, up to the day or the last act.

    Of what has no name the lane goes from signature to consent, else from when it is in force.
    """
    names = min(7.2 * max(len(act.name) for act in acts) + 12, width * 0.42)
    days = [day, *(one for act in acts for one in _days(act))]
    scale = _Scale(min(days).year, max(days).year + 1, names, width - names - 14)
    end = scale.at(max(days))
    drawn = []
    for number, act in enumerate(acts):
        y = _HEAD + number * _LANE
        signed, consented = _span(act.signed, scale), _span(act.consented, scale)
        start = act.in_force and (act.in_force.last or act.in_force.first)
        bar = (scale.at(start), end) if start else None
        if not act.name and signed and consented:
            bar = signed[1], consented[0]
        drawn.append(Lane(act.name, y, signed, consented, bar))
    height = _HEAD + len(acts) * _LANE + 6
    return Lanes(names, width, height, scale.ticks(), drawn, scale.at(day))


def reach(ends: Mapping[str, tuple[date | None, date]], day: date, width: int) -> Lanes:
    """Places in lanes up to when a source is complete for each treaty, and the last day that any reports."""
    names = min(7.2 * max(map(len, ends)) + 12, width * 0.45)
    scale = _Scale(day.year - 4, max(last for _, last in ends.values()).year + 1, names, width - names - 14)
    drawn = [
        Lane(
            name,
            _HEAD + number * _LANE,
            bar=(names, scale.at(whole)) if whole else None,
            end=scale.at(last) if whole is None or last > whole else None,
        )
        for number, (name, (whole, last)) in enumerate(ends.items())
    ]
    return Lanes(names, width, _HEAD + len(ends) * _LANE + 6, scale.ticks(), drawn, scale.at(day))


def growth(
    began: Iterable[date], ended: Iterable[date], day: date, width: int, opened: date | None = None
) -> Growth:
    """Counts over time what began and ended, from when it was `opened` to the last such day and at least to the day asked.

    The word for that stands where the line leaves room for it.
    """
    changes = sorted([*((one, 1) for one in began), *((one, -1) for one in ended)])
    last = max([day, *(one for one, _ in changes)])
    start = min(filter(None, [opened, day, *(one for one, _ in changes)]))
    scale = _Scale(start.year, last.year + 1, 36, width - 36 - _END)
    counts, number = [(scale.at(start), 0)], 0
    on_day = 0
    for when, by in changes:
        number += by
        counts.append((scale.at(when), number))
        on_day = number if when <= day else on_day
    most = max(1, *(many for _, many in counts))
    steps = dict(counts[1:])  # at one place the last counts
    line = "".join(f"H{at}V{_y(many, most)}" for at, many in steps.items())
    line = f"M{counts[0][0]} {_y(0, most)}{line}H{scale.at(last)}"
    ticks = [Tick(_y(many, most), str(many)) for many in _round_numbers(most)]
    end = changes[-1][0] if changes else day
    return Growth(
        width,
        _COUNTS + 40,
        scale.ticks(),
        ticks,
        line,
        Tick(
            scale.at(day),
            f"{_parties(on_day) if width > WIDTHS[-1] else on_day} on {in_words(day)}",
        ),
        scale.at(day) > width - 260,
        Tick(scale.at(last), _parties(number)),
        _y(number, most),
        in_words(end),
        scale.at(opened)
        if opened and changes and scale.at(changes[0][0]) - scale.at(opened) > _OPENED
        else None,
    )


def _parties(many: int) -> str:
    return counted(many, "party", "parties")


def bars(numbers: Sequence[tuple[str, float]], width: int) -> Bars:
    """Draws numbers from nought on as bars, in their order.

    >>> [(one.end, one.words) for one in bars([("a", 2), ("b", 4.0)], 820).bars]
    [(382.1, '2'), (745, '4')]
    """
    names = min(7.2 * max(len(name) for name, _ in numbers) + 12, width * 0.42)
    room, most = width - names - 75, max(max(number for _, number in numbers), 1e-9)
    drawn = [
        NumberBar(
            _cut(name, int(names / 7)),
            _LANE * place + 4,
            _rounded(names + room * number / most),
            f"{number:,g}",
        )
        for place, (name, number) in enumerate(numbers)
    ]
    return Bars(names, width, _LANE * len(numbers) + 6, drawn)


def _cut(name: str, most: int) -> str:
    """Returns a name of so many characters at most.

    >>> _cut("Finland", 7), _cut("Palermo Protocol", 8)
    ('Finland', 'Palermo…')
    """
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def tile_map(states: Mapping[str, Tile]) -> Map | None:
    """Places states, by their codes in small letters, on the part of the map that has those of which something is known."""
    counts = dict.fromkeys(SIGNED, 0)
    for one in states.values():
        counts[one.status] += 1
    unknown = (Status.UNDETERMINED, Status.NOT_APPLICABLE)
    placed = [
        (y, x)
        for y, row in enumerate(_MAP)
        for x, code in enumerate(row)
        if code in states and states[code].status not in unknown
    ]
    if not placed:
        return None
    ys, xs = zip(*placed, strict=True)
    rows = [
        [states.get(code) if code != _SEA else None for code in row[min(xs) : max(xs) + 1]]
        for row in _MAP[min(ys) : max(ys) + 1]
    ]
    return Map(rows, {status: many for status, many in counts.items() if many})


def _days(act: Acts) -> list[date]:
    spans = [span for span in (act.signed, act.consented, act.in_force) if span]
    return [day for span in spans for day in span if day]


def _span(days: Days | None, scale: _Scale) -> tuple[float, float] | None:
    if days is None or not (days.first or days.last):
        return None
    first, last = days.first or days.last, days.last or days.first
    return (scale.at(first), scale.at(last)) if first and last else None


def _y(count: int, most: int) -> float:
    return _rounded(20 + (_COUNTS - 10) * (1 - count / most))


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
