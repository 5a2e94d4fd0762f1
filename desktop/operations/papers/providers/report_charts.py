"""The two charts of the report, from the figures of its tables."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from db.reader import Reader
from db.records import RoundRow, Scope
from desktop.documents.figures import Picture
from desktop.operations.papers.providers import report_rows
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import Snapshot
from desktop.rules.rate import chinese_date
from desktop.statistics.trend import trend as trend_points

_DPI = 300
_POINTS = 9


def pictures(sheet: Sheet) -> dict[str, Any]:
    """Figure 1: rates by unit; figure 2: claimed and closed out since feedback, where there are three points at least."""
    shot = sheet.shot
    if not shot.counted():
        return {}
    found: dict[str, Any] = {"图1": Picture(units_png(shot), _described(shot))}
    curve = _trend(sheet.reader, shot, sheet.occasion.round, _source(shot))
    if curve:
        found["图2"] = Picture(curve, "反馈以来自报完成、核实销号累计折线图")
    return found


def _described(shot: Snapshot) -> str:
    return "部分单位整改率条形图" if report_rows.too_many(shot) else "各单位整改率条形图，数值见表1"


def _source(shot: Snapshot) -> str:
    return f"口径：{shot.moment.basis}　截至{chinese_date(shot.as_of)}"


def units_png(shot: Snapshot) -> bytes:
    """The bar chart of the units' rates, for print."""
    from desktop.statistics import charts
    from desktop.statistics.chart_data import Pooled, UnitBar

    bars = []
    rows = report_rows.charted(shot)
    title = _title(shot, len(rows))
    for number, row in enumerate(rows):
        rate = row["整改率"].value
        share = rate.numerator / rate.denominator if rate.denominator else None
        bars.append(
            UnitBar(
                str(number), row["单位"], share, str(rate), rate.numerator, rate.denominator, overdue=int(row["逾期"])
            )
        )
    whole, closed = shot.counted(), shot.closed()
    total = shot.rate("整改率", closed, whole).value
    pooled = Pooled(total.numerator / total.denominator, str(total)) if total.denominator else None
    chart = charts.units_by_rate(bars, title=title, source=_source(shot), pooled=pooled)
    return charts.png(chart.figure, _DPI)


def _title(shot: Snapshot, shown: int) -> str:
    """As the paper's own words under the chart say it."""
    if report_rows.left_out_alike(shot):
        return "部分单位整改率"
    return f"整改率最低的{shown}个单位" if report_rows.too_many(shot) else "各单位整改率"


def _trend(reader: Reader, shot: Snapshot, one: RoundRow, source: str) -> bytes:
    if not one.feedback_on:
        return b""
    days = _days(date.fromisoformat(one.feedback_on), date.fromisoformat(shot.as_of))
    if len(days) < 3:
        return b""
    from desktop.statistics import charts
    from desktop.statistics.chart_data import TrendPoint

    points = trend_points(
        reader, shot.basis, [day.isoformat() for day in days], shot.known_at, scope=Scope(rounds=(one.id,))
    )
    drawn = [
        TrendPoint(date.fromisoformat(point.on), point.verdict.numerator, point.claim.numerator) for point in points
    ]
    deadline = date.fromisoformat(one.ends_on) if one.ends_on else None
    whole = len(shot.counted())
    chart = charts.trend(drawn, title="反馈以来自报完成与核实销号", source=source, feedback=whole, deadline=deadline)
    return charts.png(chart.figure, _DPI) if chart else b""


def _days(first: date, last: date) -> list[date]:
    """Evenly spaced days from feedback to the date of the report, both included."""
    span = (last - first).days
    if span < 2:
        return []
    count = min(_POINTS, span)
    return [first + timedelta(days=round(span * step / count)) for step in range(1, count + 1)]


WORDS: dict[str, Any] = {}
TOGETHER = ((("图1", "图2"), pictures),)
