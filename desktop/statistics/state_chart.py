"""States by category: full bars whose parts are told apart in grey by tint, hatching and outline."""

from collections.abc import Sequence
from typing import Any

from matplotlib.patches import Rectangle

from desktop.statistics.chart_canvas import (
    BAR,
    DARK,
    FAINT,
    HATCH,
    HATCH_PT,
    INK,
    PALE,
    REPORT_MM,
    SECOND,
    WHITE,
    Chart,
    Ground,
    shortened,
    width_mm,
)
from desktop.statistics.chart_data import NO_FINDINGS, STATE_GROUPS, StateBar

_STYLES: tuple[dict[str, Any], ...] = (
    {"facecolor": DARK, "edgecolor": DARK},
    {"facecolor": BAR, "edgecolor": WHITE, "hatch": HATCH},
    {"facecolor": PALE, "edgecolor": PALE},
    {"facecolor": FAINT, "edgecolor": SECOND},
    {"facecolor": WHITE, "edgecolor": SECOND},
)


def states_by_category(
    bars: Sequence[StateBar],
    *,
    title: str,
    source: str,
    width: float = REPORT_MM[0],
    height: float | None = None,
    groups: Sequence[str] = STATE_GROUPS,
) -> Chart:
    """One full bar a category, its parts by state or by other `groups` (five at most); counts stand inside where they have room, the total at the right."""
    ground = Ground(width, height or max(40.0, 24 + 7.5 * len(bars)))
    lower, upper = ground.words(title, "", source)
    _state_legend(ground, upper - 2.5, groups)
    names = min(max((width_mm(bar.name) for bar in bars), default=0) + 2, width * 0.36)
    left, bottom, tall = names, lower, upper - 6 - lower
    span = width - left - 10
    axes = ground.axes(left, bottom, span, tall)
    axes.set(xlim=(0, 1), ylim=(max(len(bars), 1) - 0.5, -0.5))
    pitch = tall / max(len(bars), 1)
    for number, bar in enumerate(bars):
        middle = bottom + tall - (number + 0.5) * pitch
        ground.text(names - 1.5, middle, shortened(bar.name, names - 1.5), ha="right")
        total = sum(bar.counts)
        ground.text(left + span + 1.5, middle, str(total) if total else NO_FINDINGS[0])
        before = 0.0
        for part, count, style in zip(groups, bar.counts, _STYLES[: len(groups)], strict=True):
            if not count:
                continue
            share = count / total
            axes.barh(
                number,
                share,
                left=before,
                height=0.66,
                linewidth=0.7,
                hatch_linewidth=HATCH_PT,
                label=part,
                clip_on=False,
                **style,
            )
            _inside(ground, str(count), (left + before * span, middle), share * span, style)
            ground.area(bar.key, left + before * span, middle - pitch / 2, share * span, pitch, part)
            before += share
    return ground.chart()


def _inside(ground: Ground, text: str, place: tuple[float, float], room: float, style: dict[str, Any]) -> None:
    if room < width_mm(text) + 1.0:
        return
    dark = style["facecolor"] in (DARK, BAR)
    x, y = place[0] + room / 2, place[1]
    if "hatch" in style:
        box = Rectangle(
            ((x - width_mm(text) / 2 - 0.5) / ground.width, (y - 1.7) / ground.height),
            (width_mm(text) + 1) / ground.width,
            3.4 / ground.height,
            facecolor=style["facecolor"],
            transform=ground.figure.transFigure,
            zorder=4,
        )
        ground.figure.add_artist(box)
    ground.text(x, y, text, colour=WHITE if dark else INK, ha="center")


def _state_legend(ground: Ground, y: float, groups: Sequence[str]) -> None:
    needed = sum(6 + width_mm(word) for word in groups)
    gap = max(1.0, min(4.0, (ground.width - needed) / (len(groups) - 1)))
    x = 0.0
    for word, style in zip(groups, _STYLES[: len(groups)], strict=True):
        box = Rectangle(
            (x / ground.width, (y - 1.4) / ground.height),
            5 / ground.width,
            2.8 / ground.height,
            linewidth=0.7,
            hatch_linewidth=HATCH_PT,
            transform=ground.figure.transFigure,
            **style,
        )
        ground.figure.add_artist(box)
        ground.text(x + 6, y, word, colour=SECOND)
        x += 6 + width_mm(word) + gap
