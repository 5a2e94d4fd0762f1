"""The trend: cumulated close-outs and claims against the findings given, day by day."""

from collections.abc import Sequence
from datetime import date
from math import nan
from typing import Any

from matplotlib.axes import Axes

from desktop.statistics.chart_canvas import AMBER, BAR, DARK, REPORT_MM, RULE, SECOND, Chart, Ground, width_mm
from desktop.statistics.chart_data import TrendPoint

LEAST_POINTS = 3


def trend(
    points: Sequence[TrendPoint],
    *,
    title: str,
    source: str,
    feedback: int,
    deadline: date | None = None,
    width: float = REPORT_MM[0],
    height: float = REPORT_MM[1],
) -> Chart | None:
    """Cumulated 核实 (solid) and 自报 (dashed) against the findings given; None for fewer than three points: use a table."""
    points = sorted(points, key=lambda point: point.on)
    if len({point.on for point in points}) < LEAST_POINTS:
        return None
    ground = Ground(width, height)
    lower, upper = ground.words(title, "", source)
    labels = 26.0
    left, bottom = 10.0, lower + 6
    span, tall = width - left - labels, upper - bottom - 2
    axes = ground.axes(left, bottom, span, tall)
    first, last = points[0].on.toordinal(), points[-1].on.toordinal()
    end = max(last, deadline.toordinal()) if deadline else last
    most = max([feedback, *(n for p in points for n in (p.verified, p.claimed) if n is not None), 1])
    top = most * 1.06
    axes.set(xlim=(first, end + (end - first) * 0.015), ylim=(0, top))
    for value in _steps(most):
        axes.axhline(value, color=RULE, linewidth=0.5, zorder=0)
        ground.text(left - 1.2, bottom + value / top * tall, str(value), colour=SECOND, ha="right")
    axes.axhline(feedback, color=SECOND, linewidth=0.9, linestyle=(0, (2, 2)))
    named = [(feedback, f"反馈问题 {feedback}", SECOND)]
    lines: tuple[tuple[str, list[int | None], dict[str, Any]], ...] = (
        ("自报完成", [point.claimed for point in points], {"color": BAR, "linestyle": (0, (4, 2)), "linewidth": 1.4}),
        ("核实销号", [point.verified for point in points], {"color": DARK, "linewidth": 1.6}),
    )
    for word, values, style in lines:
        axes.plot(
            [point.on.toordinal() for point in points], [nan if v is None else v for v in values], label=word, **style
        )
        _lone_points(axes, points, values, str(style["color"]))
        known = [(point.on.toordinal(), v) for point, v in zip(points, values, strict=True) if v is not None]
        if known:
            axes.plot(*known[-1], "o", color=style["color"], markersize=4, clip_on=False)
            named.append((known[-1][1], f"{word} {known[-1][1]}", str(style["color"])))
    _end_labels(ground, named, left + span + 2, bottom, tall, top)
    _days(ground, axes, points, deadline, (left, bottom, span, first, axes.get_xlim()[1]))
    for point in points:
        x = left + (point.on.toordinal() - first) / (axes.get_xlim()[1] - first) * span
        half = span / len(points) / 2
        ground.area(point.on.isoformat(), max(x - half, 0), bottom, 2 * half, tall)
    return ground.chart()


def _lone_points(axes: Axes, points: Sequence[TrendPoint], values: Sequence[int | None], colour: str) -> None:
    """A value between two gaps has no line to lie on: a dot shows it."""
    around = [None, *values, None]
    for point, before, value, after in zip(points, around, values, around[2:], strict=False):
        if value is not None and before is None and after is None:
            axes.plot(point.on.toordinal(), value, ".", color=colour, markersize=4)


def _steps(most: int) -> range:
    """Round marks for counts: at most five, from zero."""
    size = 1
    while most / size > 4:
        size = size * 5 // 2 if str(size).startswith("2") else size * 2
    return range(0, most + 1, size)


def _end_labels(
    ground: Ground, named: list[tuple[int, str, str]], x: float, bottom: float, tall: float, top: float
) -> None:
    """Names at the ends of the lines, pushed apart from above so that none covers another."""
    before = float("inf")
    for value, text, colour in sorted(named, key=lambda one: -one[0]):
        y = min(bottom + value / top * tall, before - 4.2)
        ground.text(x, y, text, colour=colour)
        before = y


def _days(
    ground: Ground,
    axes: Axes,
    points: Sequence[TrendPoint],
    deadline: date | None,
    place: tuple[float, float, float, float, float],
) -> None:
    """Days under the lines; those that would touch another are left out, first and last come first."""
    left, bottom, span, first, end = place

    def at(day: date) -> float:
        return left + (day.toordinal() - first) / (end - first) * span

    taken: list[tuple[float, float]] = []

    def put(day: date, text: str, colour: str) -> None:
        x, half = at(day), width_mm(text) / 2 + 1
        if all(abs(x - other) > half + room for other, room in taken):
            taken.append((x, half))
            ground.text(x, bottom - 3.2, text, colour=colour, ha="center")

    if deadline is not None and deadline.toordinal() >= first:
        axes.axvline(deadline.toordinal(), color=AMBER, linewidth=1.0, linestyle=(0, (4, 2)))
        put(deadline, f"期满 {deadline.month}-{deadline.day:02d}", AMBER)
    middle = points[len(points) // 3 :: max(len(points) // 3, 1)]
    for point in (points[0], points[-1], *middle):
        put(point.on, f"{point.on.month}-{point.on.day:02d}", SECOND)
