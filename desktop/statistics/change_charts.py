"""The change between two dates as a waterfall from zero, and the process from findings given to findings closed out."""

from collections.abc import Sequence
from typing import Any

from desktop.statistics.chart_canvas import (
    BAR,
    DARK,
    HATCH,
    HATCH_PT,
    INK,
    LIGHT,
    PALE,
    REPORT_MM,
    SECOND,
    WHITE,
    Chart,
    Ground,
    shortened,
    width_mm,
)
from desktop.statistics.chart_data import Change, ProcessBar

_STAGES = ("#C6D3E0", PALE, "#5F87B0", DARK)


def change_waterfall(
    change: Change, *, title: str, source: str, width: float = REPORT_MM[0], height: float = REPORT_MM[1]
) -> Chart:
    """From one number to another by named causes, from zero; the sum is printed and always adds up."""
    ground = Ground(width, height)
    lower, upper = ground.words(title, "", source)
    ground.text(0, lower + 1.5, change.sum_text(), colour=SECOND)
    bottom = lower + 5 + 8.5
    tall = upper - bottom - 5
    places = len(change.steps) + 2
    axes = ground.axes(0, bottom, width, tall)
    peak, level = change.start, change.start
    for step in change.steps:
        level += step.delta
        peak = max(peak, level)
    peak = max(peak, 1)
    axes.set(xlim=(-0.5, places - 0.5), ylim=(0, peak))
    axes.axhline(0, color=SECOND, linewidth=1.2, clip_on=False)

    def column(number: int, key: str, label: str, text: str, base: int, top: int, style: dict[str, Any]) -> None:
        axes.bar(number, top - base, bottom=base, width=0.62, clip_on=False, hatch_linewidth=HATCH_PT, **style)
        x = (number + 0.5) * width / places
        ground.text(x, bottom + top / peak * tall + 2.2, text, ha="center")
        for line, part in enumerate(label.split("\n")[:2]):
            ground.text(x, bottom - 2.4 - 4 * line, shortened(part, width / places), colour=SECOND, ha="center")
        ground.area(key, number * width / places, bottom - 8, width / places, tall + 13)

    ends: dict[str, Any] = {"color": LIGHT}
    column(0, "start", change.start_label, str(change.start), 0, change.start, ends)
    level = change.start
    for number, step in enumerate(change.steps, start=1):
        axes.plot(
            [number - 0.69, number + 0.31], [level, level], color=SECOND, linewidth=0.7, linestyle=":", clip_on=False
        )
        after = level + step.delta
        style: dict[str, Any] = (
            {"color": DARK} if step.delta <= 0 else {"facecolor": WHITE, "edgecolor": BAR, "hatch": HATCH}
        )
        if not step.delta:
            style = {"edgecolor": LIGHT, "facecolor": LIGHT, "linewidth": 1.2}
        text = f"−{-step.delta}" if step.delta < 0 else f"+{step.delta}" if step.delta else "0"
        column(number, step.key, step.label, text, min(level, after), max(level, after), style)
        level = after
    axes.plot([places - 1.69, places - 0.69], [level, level], color=SECOND, linewidth=0.7, linestyle=":", clip_on=False)
    column(places - 1, "end", change.end_label, str(change.end), 0, change.end, ends)
    return ground.chart()


def process_bars(
    bars: Sequence[ProcessBar],
    *,
    title: str,
    source: str,
    subtitle: str = "",
    width: float = REPORT_MM[0],
    height: float = 48.0,
) -> Chart:
    """反馈 → 已启动 → 自报完成 → 核实销号: lengths and shares are of the first stage, not of the one before."""
    ground = Ground(width, height)
    lower, upper = ground.words(title, subtitle, source)
    names = max((width_mm(bar.label) for bar in bars), default=0) + 2
    counts = max((width_mm(str(bar.count)) for bar in bars), default=0) + 1.5
    shares = max((width_mm(bar.share_text) for bar in bars), default=0) + 1
    span, tall = width - names - counts - shares - 2, upper - lower - 1
    first = max(bars[0].count, 1) if bars else 1
    axes = ground.axes(names, lower, span, tall)
    axes.set(xlim=(0, max([first, *(bar.count for bar in bars)])), ylim=(max(len(bars), 1) - 0.5, -0.5))
    pitch = tall / max(len(bars), 1)
    for number, bar in enumerate(bars):
        middle = lower + tall - (number + 0.5) * pitch
        axes.barh(number, bar.count, height=0.6, color=_STAGES[min(number, len(_STAGES) - 1)])
        ground.text(names - 1.5, middle, bar.label, ha="right")
        ground.text(names + span + 1.5, middle, str(bar.count), colour=INK)
        ground.text(names + span + 1.5 + counts, middle, bar.share_text, colour=SECOND)
        ground.area(bar.key, 0, middle - pitch / 2, width, pitch)
    return ground.chart()
