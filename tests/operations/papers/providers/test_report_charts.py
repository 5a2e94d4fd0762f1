"""The two charts of the report: what their titles say, which days the curve shows, and when there is none."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from desktop.operations.papers.providers import report_charts, report_rows
from desktop.operations.papers.providers.report_charts import _days, _described, _title, _trend

FEEDBACK = date(2026, 3, 10)


@pytest.mark.parametrize("span", [2, 3, 8, 9, 10, 20, 199])
def test_the_days_of_the_curve_are_even_at_most_nine_and_end_with_the_day_of_the_report(span):
    last = FEEDBACK + timedelta(days=span)
    days = _days(FEEDBACK, last)
    steps = [(after - before).days for before, after in zip([FEEDBACK, *days], days, strict=False)]
    assert len(days) == min(9, span) and days[-1] == last and days[0] > FEEDBACK
    assert max(steps) - min(steps) <= 1 and min(steps) >= 1


@pytest.mark.parametrize("span", [-5, 0, 1])
def test_a_report_of_the_day_after_feedback_has_no_curve(span):
    assert _days(FEEDBACK, FEEDBACK + timedelta(days=span)) == []


@pytest.mark.parametrize(
    ("many", "left", "title", "described"),
    [
        (False, [], "各单位整改率", "各单位整改率条形图，数值见表1"), (True, [], "整改率最低的30个单位", "部分单位整改率条形图"), (True, ["甲"], "部分单位整改率", "部分单位整改率条形图"),
    ],
)  # fmt: skip
def test_a_chart_is_named_as_the_paper_says_under_it_p2(monkeypatch, many, left, title, described):
    """P-2: bars that leave out units with the same rate are not called the lowest."""
    monkeypatch.setattr(report_rows, "too_many", lambda _shot: many)
    monkeypatch.setattr(report_rows, "left_out_alike", lambda _shot: left)
    assert _title(None, 30) == title and _described(None) == described


def test_without_a_day_of_feedback_or_two_days_after_it_there_is_no_curve():
    shot = SimpleNamespace(as_of="2026-03-12")
    assert _trend(None, shot, SimpleNamespace(feedback_on=""), "") == b""
    assert _trend(None, shot, SimpleNamespace(feedback_on="2026-03-10"), "") == b""
    assert _trend(None, shot, SimpleNamespace(feedback_on="2026-03-11"), "") == b""


def test_a_round_with_nothing_counted_has_no_chart():
    assert report_charts.pictures(SimpleNamespace(shot=SimpleNamespace(counted=list))) == {}


def test_a_report_of_an_office_has_both_charts_and_soon_after_feedback_the_bars_alone(office):
    from desktop.operations.papers import making
    from desktop.operations.papers.gathered import Request

    def charts(day):
        [one] = making.gather(office[0].writing(), Request("rectification_summary_report", day, day, office[1]))
        return {name: one.words[name].png[:4] for name in ("图1", "图2") if one.words.get(name)}

    assert charts(date(2026, 9, 30)) == {"图1": b"\x89PNG", "图2": b"\x89PNG"}
    assert set(charts(date(2026, 3, 12))) == {"图1"}


def test_a_bar_is_as_long_as_the_rate_that_it_names(monkeypatch, office):
    """A unit with nothing counted has no bar of nought."""
    from desktop.operations.papers import making
    from desktop.operations.papers.gathered import Request
    from desktop.statistics import charts

    drawn = []
    real = charts.units_by_rate
    monkeypatch.setattr(
        charts, "units_by_rate", lambda bars, **named: drawn.append((bars, named)) or real(bars, **named)
    )
    day = date(2026, 9, 30)
    making.gather(office[0].writing(), Request("rectification_summary_report", day, day, office[1]))
    [(bars, named)] = drawn
    told = {
        name: [value for key, value in vars(bar).items() if isinstance(value, float)]
        for bar in bars
        for name in [str(vars(bar))]
    }
    assert len(bars) == 2 and all(shares == [0.0] for shares in told.values()) and named["pooled"] is not None
    assert named["title"] == "各单位整改率" and "截至2026年9月30日" in named["source"]
