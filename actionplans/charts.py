"""Where the parts of a line chart stand: numbers and days in, places and words out.

Pure geometry. The drawing is a small one, so that its words stay legible on a telephone:
what is `WIDTH` units wide there is shown about as many pixels wide.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

WIDTH, HEIGHT = 380, 230
TOP, BOTTOM = 26, 32
LETTER = 8  # the width of a character, about
LINE_HEIGHT = 17  # the least distance between two words above each other
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
INTERVALS = 4
A_YEAR = 366

Words = Callable[[Decimal], str]


@dataclass(frozen=True)
class Point:
    """A number on a day."""

    day: datetime.date
    value: Decimal


@dataclass(frozen=True)
class Level:
    """A number to compare with, drawn across: a baseline or a target, in a word and in full.

    `dashes` tells the lines apart without colour, as SVG's stroke-dasharray.
    """

    word: str
    words: str
    value: Decimal
    day: datetime.date | None = None
    dashes: str = "7 4"


@dataclass(frozen=True)
class Mark:
    """Words at a place; `anchor` is SVG's text-anchor."""

    x: str
    y: str
    words: str
    anchor: str = "start"


@dataclass(frozen=True)
class Across:
    """A level as drawn: its line's height, and its word in the margin, moved off its neighbours."""

    y: str
    label: Mark
    words: str
    dashes: str
    at: str


@dataclass(frozen=True)
class LineChart:
    """A drawing to be filled into `components/_line_chart.html`, with its words and its table."""

    key: str
    title: str
    description: str
    left: str
    right: str
    top: str
    bottom: str
    line: str
    dots: str
    scale: tuple[Mark, ...]
    days: tuple[Mark, ...]
    last: Mark
    levels: tuple[Across, ...]
    table: tuple[tuple[datetime.date, str], ...]
    width: int = WIDTH
    height: int = HEIGHT


def line_chart(
    key: str,
    title: str,
    points: Iterable[Point],
    words: Words,
    levels: Sequence[Level] = (),
    short: Words | None = None,
) -> LineChart | None:
    """Return the drawing of `points` over time, with `levels` across; None without a point.

    `key` makes the drawing's names unique on its page; `words` says a number with its unit,
    `short` (else the same) says it beside the scale.
    """
    found = sorted(points, key=lambda point: point.day)
    if not found:
        return None
    short = short or words
    frame = _frame(found, levels, short)
    places = [(frame.x(point.day), frame.y(point.value)) for point in found]
    return LineChart(
        key=key,
        title=title,
        description=_description(found, levels, words),
        left=written(frame.left),
        right=written(frame.right),
        top=written(TOP),
        bottom=written(HEIGHT - BOTTOM),
        line=" ".join(f"{written(x)},{written(y)}" for x, y in places),
        dots="".join(f"M{written(x)} {written(y)}h0" for x, y in places),
        scale=_scale(frame),
        days=_days(frame),
        last=_last(frame, places, _fitting(words(found[-1].value), short(found[-1].value))),
        levels=_across(frame, levels),
        table=tuple((point.day, words(point.value)) for point in found),
    )


@dataclass(frozen=True)
class _Frame:
    """The plot's edges, and what it spans."""

    left: float
    right: float
    first: datetime.date
    end: datetime.date
    ticks: list[Decimal]
    tick_words: list[str]

    def x(self, day: datetime.date) -> float:
        """Return how far right a day is; in the middle where there is one day only."""
        if self.first == self.end:
            return (self.left + self.right) / 2
        part = (day - self.first).days / (self.end - self.first).days
        return self.left + part * (self.right - self.left)

    def y(self, value: Decimal) -> float:
        """Return how far down a value is."""
        part = float((value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0]))
        return HEIGHT - BOTTOM - part * (HEIGHT - BOTTOM - TOP)


def _frame(points: Sequence[Point], levels: Sequence[Level], words: Words) -> _Frame:
    steps = ticks([point.value for point in points] + [level.value for level in levels])
    if _falls_to_the_edge(points, steps):
        steps = [2 * steps[0] - steps[1], *steps]
    said = [words(step) for step in steps]
    longest = max(len(text) for text in said)
    if longest > 8:
        said = _shorter(steps) or said
        longest = max(len(text) for text in said)
    first, end = _span([point.day for point in points], [level.day for level in levels])
    margin = max((len(level.word) for level in levels), default=0) * LETTER
    return _Frame(
        left=longest * LETTER + 14.0,
        right=WIDTH - (margin + 14.0 if margin else 16.0),
        first=first,
        end=end,
        ticks=steps,
        tick_words=said,
    )


def _falls_to_the_edge(points: Sequence[Point], steps: Sequence[Decimal]) -> bool:
    """Return whether the last number needs room for its words under the lowest line.

    Under zero there is none: numbers that stop there would seem to go on.
    """
    falling = len(points) > 1 and points[-1].value < points[-2].value
    near = points[-1].value - steps[0] < (steps[-1] - steps[0]) / 6
    return falling and near and steps[0] != 0


def ticks(values: Sequence[Decimal]) -> list[Decimal]:
    """Return round numbers, evenly apart, that enclose `values`: two to six of them.

    Zero is among them unless that would leave all values in the far half. Between whole
    numbers there are no others.
    """
    low, high = min(values), max(values)
    if 0 <= low <= high / 2:
        low = Decimal(0)
    elif high <= 0 and high >= low / 2:
        high = Decimal(0)
    if low == high:
        around = abs(low) / 10 or Decimal(1)
        low, high = low - around, high + around
    whole = all(value == value.to_integral_value() for value in values)
    step = _step((high - low) / INTERVALS, Decimal(1) if whole else Decimal("0.01"))
    start = (low / step).to_integral_value(ROUND_FLOOR)
    end = (high / step).to_integral_value(ROUND_CEILING)
    return [step * number for number in range(int(start), int(end) + 1)]


def _step(least: Decimal, unit: Decimal) -> Decimal:
    """Return the smallest round step that is at least `least` and so many times `unit`."""
    least = max(least, unit)
    power = Decimal(10) ** least.adjusted()
    steps = (power * step for step in STEPS)
    return next(step for step in steps if step >= least and step % unit == 0)


_SHORT = ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"), (Decimal(10) ** 3, "k"))


def _shorter(steps: Sequence[Decimal]) -> list[str] | None:
    """Return the numbers in thousands, millions or billions; None where that would blur them."""
    largest = max(abs(step) for step in steps)
    for size, letter in _SHORT:
        if largest >= size:
            said = [f"{(step / size).normalize():f}".replace("-", "−") + letter for step in steps]
            said = ["0" if step == 0 else text for step, text in zip(steps, said, strict=True)]
            return said if max(len(text) for text in said) <= 7 else None
    return None


def _span(
    days: Sequence[datetime.date], compared: Sequence[datetime.date | None]
) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day to show.

    The days of a baseline and a target are among them, unless one lies so far off that the
    readings would be squeezed together.
    """
    first, last = min(days), max(days)
    room = datetime.timedelta(max((last - first).days, A_YEAR))
    near = [day for day in compared if day and first - day <= room and day - last <= room]
    return min([first, *near]), max([last, *near])


def _scale(frame: _Frame) -> tuple[Mark, ...]:
    return tuple(
        Mark(written(frame.left - 7), written(frame.y(tick)), words, "end")
        for tick, words in zip(frame.ticks, frame.tick_words, strict=True)
    )


def _days(frame: _Frame) -> tuple[Mark, ...]:
    y = written(HEIGHT - BOTTOM + 20)
    if frame.first == frame.end:
        return (Mark(written(frame.x(frame.first)), y, short_day(frame.first), "middle"),)
    return (
        Mark(written(frame.left), y, short_day(frame.first), "start"),
        Mark(written(frame.right), y, short_day(frame.end), "end"),
    )


def short_day(day: datetime.date) -> str:
    """Return a day as it stands under a chart: "3 Jun 2026"."""
    return f"{day:%-d %b %Y}"


def _fitting(words: str, short: str) -> str:
    """Return the words where they leave room for the drawing, else the short ones."""
    return words if len(words) * LETTER <= WIDTH / 2 else short


def _last(frame: _Frame, places: Sequence[tuple[float, float]], words: str) -> Mark:
    """Return the last number's own words beside its point, within the drawing."""
    x, y = places[-1]
    half = len(words) * LETTER / 2
    above = len(places) < 2 or places[-2][1] >= y or y > HEIGHT - BOTTOM - 26
    x = min(max(x, half + 2), WIDTH - half - 2)
    return Mark(written(x), written(y - 11 if above else y + 21), words, "middle")


def _across(frame: _Frame, levels: Sequence[Level]) -> tuple[Across, ...]:
    """Return the levels as drawn; words that would stand upon each other are moved apart."""
    down = sorted(levels, key=lambda level: -level.value)
    heights = apart([frame.y(level.value) for level in down], LINE_HEIGHT, HEIGHT - 8.0)
    return tuple(
        Across(
            y=written(frame.y(level.value)),
            label=Mark(written(frame.right + 10), written(height), level.word),
            words=level.words,
            dashes=level.dashes,
            at=_at(frame, level),
        )
        for level, height in zip(down, heights, strict=True)
    )


def _at(frame: _Frame, level: Level) -> str:
    """Return where the level's own day is on the line; "" where it is not shown."""
    if level.day is None or not frame.first <= level.day <= frame.end:
        return ""
    return written(frame.x(level.day))


def apart(heights: Sequence[float], least: float, lowest: float) -> list[float]:
    """Return the heights (from the top down) moved so that each is `least` below the one before.

    None is lower than `lowest` where there is room for all.
    """
    found: list[float] = []
    for height in heights:
        found.append(max(height, found[-1] + least) if found else height)
    limit = lowest
    for place in reversed(range(len(found))):
        found[place] = min(found[place], limit)
        limit = found[place] - least
    return found


def _description(points: Sequence[Point], levels: Sequence[Level], words: Words) -> str:
    """Return what the drawing shows, in sentences."""
    first, last = points[0], points[-1]
    if len(points) == 1:
        said = f"One reading: {words(last.value)} on {last.day:%-d %B %Y}."
    else:
        said = (
            f"{len(points)} readings, from {words(first.value)} on {first.day:%-d %B %Y} "
            f"to {words(last.value)} on {last.day:%-d %B %Y}."
        )
    return " ".join([said, *(f"{level.words}." for level in levels)])


def written(number: float) -> str:
    """Return a coordinate as SVG reads it, the same in every language."""
    return f"{number:.1f}".removesuffix(".0")
