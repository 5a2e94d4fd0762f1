"""The rounds of a term: a bar of findings and a point of the rate for each, in the order of their feedback."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from desktop.statistics.chart_canvas import BAR, DARK, INK, REPORT_MM, SECOND, WHITE, Chart, Ground, shortened

_HEAD_MM = 14.0
_FOOT_MM = 6.0
_WIDEST_BAR_MM = 14.0


@dataclass(frozen=True)
class RoundBar:
    """A round with how many findings it has, and its rate exactly and as printed."""

    name: str
    findings: int
    rate: Fraction
    printed: str


def rounds(
    bars: Sequence[RoundBar], *, title: str, source: str, width: float = REPORT_MM[0], height: float = REPORT_MM[1]
) -> Chart:
    """Bars from zero with their numbers inside or above; the line of the rates above them, from 0 to 100 %. Sizes in mm."""
    ground = Ground(width, height)
    lower, upper = ground.words(title, "柱 = 反馈问题数 · 线 = 整改率", source)
    bottom = lower + _FOOT_MM
    tall = upper - bottom - 2
    axes = ground.axes(0, bottom, width, tall)
    axes.set(xlim=(0, width), ylim=(0, tall))
    most = max([1, *(one.findings for one in bars)])
    each = width / max(len(bars), 1)
    room = (tall - _HEAD_MM) * 0.75
    points = []
    for place, one in enumerate(bars):
        middle, high = each * (place + 0.5), one.findings / most * room
        broad = min(each * 0.5, _WIDEST_BAR_MM)
        axes.bar(middle, high, broad, color=BAR, zorder=1)
        inside = high > 6
        ground.text(
            middle,
            bottom + (high - 3 if inside else high + 2.4),
            str(one.findings),
            colour=WHITE if inside else INK,
            ha="center",
        )
        ground.text(middle, bottom - 3.4, shortened(one.name, each - 1), colour=SECOND, ha="center")
        points.append((middle, room + 4 + float(one.rate) * (_HEAD_MM - 8)))
        ground.area(one.name, middle - each / 2, bottom, each, tall)
    axes.plot(*zip(*points, strict=True), "-o", color=DARK, linewidth=1.4, markersize=4, zorder=2)
    for (x, y), one in zip(points, bars, strict=True):
        ground.text(x, bottom + y + 3.2, one.printed, colour=DARK, ha="center")
    return ground.chart()
