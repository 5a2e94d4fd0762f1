"""Units by rate: one bar a unit, sorted, with its fraction, the mark of an earlier date and its overdue findings."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from desktop.statistics.chart_canvas import (
    BAR,
    INK,
    LIGHT,
    RED,
    REPORT_MM,
    RULE,
    SECOND,
    WHITE,
    Chart,
    Ground,
    shortened,
    width_mm,
)
from desktop.statistics.chart_data import FEW, NO_FINDINGS, Pooled, UnitBar

ROW_MM = 4.3
TWO_COLUMNS_FROM = 21


def units_by_rate(
    bars: Sequence[UnitBar],
    *,
    title: str,
    source: str,
    pooled: Pooled | None = None,
    compared_on: str = "",
    highest_first: bool = True,
    width: float = REPORT_MM[0],
    height: float | None = None,
) -> Chart:
    """Units by rate, sorted; over 20 units stand in two columns, by group where there are exactly two groups.

    `compared_on` names the date of the ticks in the words of the caller ("5月31日"). Sizes in mm.
    """
    columns = _columns(bars, highest_first)
    rows = max(1, *(len(column) for _, column in columns))
    headed = any(heading for heading, _ in columns)
    ground = Ground(width, height or max(REPORT_MM[1], 17.5 + rows * ROW_MM + 4.5 * headed))
    lower, upper = ground.words(title, _marks(bars, compared_on), source)
    gap = 4.0
    each = (width - gap * (len(columns) - 1)) / len(columns)
    for number, (heading, column) in enumerate(columns):
        left = number * (each + gap)
        top = upper
        if headed:
            ground.text(left, upper - 2, heading, colour=SECOND)
            top = upper - 4.5
        _unit_column(ground, column, rows, (left, lower + 4.5, each, top - lower - 4.5), pooled)
    return ground.chart()


def _marks(bars: Sequence[UnitBar], compared_on: str) -> str:
    """The subtitle explains only marks that occur."""
    marks = []
    if compared_on and any(bar.compared is not None for bar in bars):
        marks.append(f"竖线 = {compared_on}")
    if any(0 < bar.denominator < FEW for bar in bars):
        marks.append(f"浅色 = 问题少于{FEW}条")
    if any(bar.overdue for bar in bars):
        marks.append("▲ 逾期")
    return " · ".join(marks)


def _columns(bars: Sequence[UnitBar], highest_first: bool) -> list[tuple[str, list[UnitBar]]]:
    def ordered(some: Sequence[UnitBar]) -> list[UnitBar]:
        with_rate = [bar for bar in some if bar.rate is not None]
        return sorted(with_rate, key=lambda bar: bar.rate or 0.0, reverse=highest_first) + [
            b for b in some if b.rate is None
        ]

    if len(bars) < TWO_COLUMNS_FROM:
        return [("", ordered(bars))]
    groups = list(dict.fromkeys(bar.group for bar in bars))
    if len(groups) == 2:
        return [(group, ordered([bar for bar in bars if bar.group == group])) for group in groups]
    every = ordered(bars)
    half = (len(every) + 1) // 2
    return [("", every[:half]), ("", every[half:])]


def _unit_column(
    ground: Ground, bars: Sequence[UnitBar], rows: int, place: tuple[float, float, float, float], pooled: Pooled | None
) -> None:
    left, bottom, width, height = place
    names = min(max((width_mm(bar.name) for bar in bars), default=0) + 2, width * 0.36)
    rates = max((width_mm(bar.rate_text) for bar in bars), default=0) + 1.5
    counts = max((width_mm(f"{bar.numerator}/{bar.denominator}") for bar in bars), default=0) + 1.5
    overdue = max((width_mm(f"▲{bar.overdue}") for bar in bars if bar.overdue), default=0)
    span = width - names - rates - counts - overdue - 2
    axes = ground.axes(left + names, bottom, span, height)
    axes.set(xlim=(0, 1), ylim=(rows - 0.5, -0.5))
    for share in (0, 0.5, 1):
        axes.axvline(share, color=RULE, linewidth=0.5, zorder=0)
    pitch = height / rows
    for number, bar in enumerate(bars):
        middle = bottom + height - (number + 0.5) * pitch
        ground.text(left + names - 1.5, middle, shortened(bar.name, names - 1.5), ha="right")
        _unit_bar(axes, number, bar)
        if bar.rate is None:
            ground.text(left + names + 1, middle, NO_FINDINGS, colour=SECOND)
        else:
            text_at = left + names + span * max(bar.rate, bar.compared or 0.0) + 1.5
            ground.text(text_at, middle, bar.rate_text, clear=True)
            fraction_at = text_at + width_mm(bar.rate_text) + 1.5
            ground.text(fraction_at, middle, f"{bar.numerator}/{bar.denominator}", colour=SECOND, clear=True)
        if bar.overdue:
            ground.text(left + width - 0.5, middle, f"▲{bar.overdue}", colour=RED, ha="right")
        ground.area(bar.key, left, middle - pitch / 2, width, pitch)
    _share_axis(ground, axes, (left + names, bottom, span), pooled)


def _unit_bar(axes: Axes, number: int, bar: UnitBar) -> None:
    if bar.rate is None:
        return
    axes.barh(number, bar.rate, height=0.62, color=LIGHT if bar.denominator < FEW else BAR, zorder=2)
    if bar.compared is not None:
        ends = [number - 0.42, number + 0.42]
        axes.plot([bar.compared] * 2, ends, color=WHITE, linewidth=2.4, zorder=3, clip_on=False, solid_capstyle="butt")
        axes.plot([bar.compared] * 2, ends, color=INK, linewidth=1.2, zorder=4, clip_on=False, solid_capstyle="butt")


def _share_axis(ground: Ground, axes: Axes, place: tuple[float, float, float], pooled: Pooled | None) -> None:
    """0 %, 50 %, 100 % under the bars, and the pooled line with its name; a mark in its way is left out."""
    left, bottom, span = place
    at, needed = None, 0.0
    if pooled is not None:
        axes.axvline(pooled.rate, color=INK, linewidth=0.9, linestyle=(0, (4, 2.5)), zorder=3)
        name = f"合计 {pooled.text}"
        needed = width_mm(name) / 2
        at = min(max(left + pooled.rate * span, needed), ground.width - needed)
        ground.text(at, bottom - 2.2, name, ha="center")
    for share, text in ((0.0, "0%"), (0.5, "50%"), (1.0, "100%")):
        x = left + share * span
        if at is None or abs(at - x) > needed + width_mm(text) / 2 + 1:
            ground.text(x, bottom - 2.2, text, colour=SECOND, ha="center")
