"""Charts of the rate (R8): the figure's numbers are the given numbers; checked by bars, lines and texts, not by pixels."""

from datetime import date, timedelta

import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle

from desktop.statistics.chart_canvas import BAR, LIGHT, MM_PER_INCH, TEXT_PT
from desktop.statistics.charts import (
    REPORT_MM,
    STATE_GROUPS,
    Change,
    ChangeStep,
    Pooled,
    ProcessBar,
    StateBar,
    TrendPoint,
    UnitBar,
    change_waterfall,
    png,
    process_bars,
    states_by_category,
    trend,
    units_by_rate,
)

SOURCE = "口径：县委口径2026（核实）第2版 · 截至 2026-06-05"


def unit(name, numerator, denominator, **more):
    rate = numerator / denominator if denominator else None
    return UnitBar(name, name, rate, f"{rate * 100:.1f}%" if denominator else "", numerator, denominator, **more)


def units(count):
    return [unit(f"第{i:02d}镇", i, 40) for i in range(count)]


def bars(axes):
    return [patch for patch in axes.patches if isinstance(patch, Rectangle)]


def words(chart):
    return [text.get_text() for text in chart.figure.texts]


def by_rate(rows, **more):
    return units_by_rate(rows, title="各单位核实整改率", source=SOURCE, **more)


def test_bars_are_as_long_as_the_rates_sorted_and_labelled_with_the_callers_texts():
    chart = by_rate([unit("甲局", 8, 16), unit("乙局", 14, 19), unit("丙镇", 12, 20)])

    [axes] = chart.figure.axes
    assert [bar.get_width() for bar in bars(axes)] == pytest.approx([14 / 19, 12 / 20, 8 / 16])
    assert axes.get_xlim() == (0, 1)
    assert {"73.7%", "14/19", "60.0%", "12/20", "50.0%", "8/16"} <= set(words(chart))


def test_the_first_page_shows_the_lowest_first():
    chart = by_rate([unit("甲局", 8, 16), unit("乙局", 14, 19)], highest_first=False)

    assert [bar.get_width() for bar in bars(chart.figure.axes[0])] == pytest.approx([8 / 16, 14 / 19])


def test_few_findings_get_a_light_bar_and_the_subtitle_says_so_only_then():
    few = by_rate([unit("甲中心", 8, 9), unit("乙局", 10, 20)])
    many = by_rate([unit("乙局", 10, 20)])

    assert [bar.get_facecolor()[:3] for bar in bars(few.figure.axes[0])] == [to_rgb(LIGHT), to_rgb(BAR)]
    assert any("问题少于10条" in text for text in words(few))
    assert not any("问题少于10条" in text for text in words(many))


def test_ticks_stand_at_the_compared_rate_and_the_dashed_line_at_the_pooled_rate():
    rows = [unit("甲局", 8, 16, compared=7 / 16)]

    chart = by_rate(rows, pooled=Pooled(121 / 189, "64.0%"), compared_on="5月31日")

    places = [line.get_xdata()[0] for line in chart.figure.axes[0].lines]
    assert places.count(7 / 16) == 2
    assert places.count(121 / 189) == 1
    assert "合计 64.0%" in words(chart)
    assert any("竖线 = 5月31日" in text for text in words(chart))


def test_a_unit_without_findings_has_no_bar_and_stands_last():
    chart = by_rate([unit("空局", 0, 0), unit("甲局", 0, 5)])

    assert [bar.get_width() for bar in bars(chart.figure.axes[0])] == [0]
    assert "—（无问题）" in words(chart)
    assert chart.areas[-1].key == "空局"


def test_overdue_is_marked_with_shape_and_number():
    assert "▲2" in words(by_rate([unit("甲局", 8, 16, overdue=2)]))


def test_more_than_twenty_units_stand_in_two_columns_and_none_is_lost():
    one, two = by_rate(units(20)), by_rate(units(23))

    assert len(one.figure.axes) == 1
    assert [len(bars(axes)) for axes in two.figure.axes] == [12, 11]
    assert {area.key for area in two.areas} == {f"第{i:02d}镇" for i in range(23)}


def test_two_groups_are_ranked_apart_and_named():
    rows = [unit(f"单位{i}", i, 40, group=("乡镇", "部门")[i % 2]) for i in range(24)]

    chart = by_rate(rows)

    assert {"乡镇", "部门"} <= set(words(chart))
    assert [len(bars(axes)) for axes in chart.figure.axes] == [12, 12]


def test_the_report_size_holds_twelve_units_and_no_text_is_under_nine_points():
    chart = by_rate(units(12))

    assert chart.figure.get_size_inches() * MM_PER_INCH == pytest.approx(REPORT_MM)
    assert min(text.get_fontsize() for text in chart.figure.texts) >= TEXT_PT >= 9


def test_the_source_line_is_part_of_every_picture():
    change = Change("5月31日", 3, (ChangeStep("done", "销号", -1),), "6月5日", 2)
    points = [TrendPoint(date(2026, 4, 3) + timedelta(days=i), i, i) for i in range(3)]
    charts = [
        by_rate(units(3)),
        trend(points, title="销号趋势", source=SOURCE, feedback=9),
        states_by_category([StateBar("1", "一", (1, 0, 0, 0, 0))], title="状态构成", source=SOURCE),
        change_waterfall(change, title="变动说明", source=SOURCE),
        process_bars([ProcessBar("1", "反馈问题", 9)], title="办理进程", source=SOURCE),
    ]

    assert all(SOURCE in words(chart) for chart in charts)


def test_a_long_source_line_is_broken_and_kept_whole():
    source = "口径：" + "很长的口径名称，" * 12 + "截至 2026-06-05"

    chart = units_by_rate(units(3), title="整改率", source=source)

    lines = [text for text in words(chart) if text in source and len(text) > 10]
    assert len(lines) > 1
    assert sum(len(line) for line in lines) == len(source)


def test_clicking_a_bar_finds_its_unit():
    chart = by_rate([unit("甲局", 8, 16), unit("乙局", 14, 19)])

    top, below = chart.areas
    assert chart.key_at(top.left + 0.01, top.bottom + top.height / 2).key == "乙局"
    assert chart.key_at(below.left + 0.5, below.bottom + below.height / 2).key == "甲局"
    assert chart.key_at(0.5, 0.999) is None


def a_trend(values, **more):
    start = date(2026, 4, 3)
    points = [TrendPoint(start + timedelta(days=7 * i), v, c) for i, (v, c) in enumerate(values)]
    return trend(points, title="销号趋势", source=SOURCE, feedback=189, **more)


def test_the_trend_draws_both_lanes_and_names_their_ends():
    chart = a_trend([(5, 8), (20, 30), (121, 143)], deadline=date(2026, 6, 18))

    lines = {line.get_label(): line for line in chart.figure.axes[0].lines}
    assert list(lines["核实销号"].get_ydata()) == [5, 20, 121]
    assert list(lines["自报完成"].get_ydata()) == [8, 30, 143]
    assert lines["核实销号"].get_linestyle() == "-"
    assert lines["自报完成"].get_linestyle() == "--"
    assert {"核实销号 121", "自报完成 143", "反馈问题 189", "期满 6-18"} <= set(words(chart))


def test_gaps_of_the_trend_stay_gaps():
    chart = a_trend([(5, 8), (None, None), (20, 30), (22, 31)])

    [line] = [line for line in chart.figure.axes[0].lines if line.get_label() == "核实销号"]
    assert [value != value for value in line.get_ydata()] == [False, True, False, False]


def test_a_value_between_two_gaps_is_shown_as_a_dot():
    chart = a_trend([(5, 8), (None, None), (20, None), (None, None), (22, 31)])

    dots = [
        (line.get_xdata()[0], line.get_ydata()[0]) for line in chart.figure.axes[0].lines if line.get_marker() == "."
    ]
    assert (date(2026, 4, 17).toordinal(), 20) in dots


def test_charts_of_nothing_are_drawn_without_fault():
    assert by_rate([]).areas == ()
    assert a_trend([(None, None)] * 3) is not None
    assert states_by_category([], title="状态构成", source=SOURCE).areas == ()
    assert process_bars([], title="办理进程", source=SOURCE).areas == ()


def test_fewer_than_three_points_are_no_trend():
    assert a_trend([(5, 8), (20, 30)]) is None


def test_end_labels_of_equal_values_do_not_cover_each_other():
    chart = a_trend([(5, 5), (20, 20), (189, 189)])

    places = sorted(text.get_position()[1] for text in chart.figure.texts if text.get_text().endswith("189"))
    height_mm = chart.figure.get_size_inches()[1] * MM_PER_INCH
    assert all((b - a) * height_mm >= 4 for a, b in zip(places, places[1:], strict=False))


def test_parts_of_a_category_fill_the_bar_in_order_and_carry_their_counts():
    chart = states_by_category([StateBar("1", "一 决策部署", (38, 2, 6, 6, 0))], title="状态构成", source=SOURCE)

    parts = bars(chart.figure.axes[0])
    assert [part.get_width() for part in parts] == pytest.approx([38 / 52, 2 / 52, 6 / 52, 6 / 52])
    assert sum(part.get_width() for part in parts) == pytest.approx(1)
    assert [part.get_hatch() is not None for part in parts] == [False, True, False, False]
    assert {"38", "6", "52"} <= set(words(chart))
    assert [area.part for area in chart.areas] == list(STATE_GROUPS[:4])


def test_a_category_without_findings_shows_a_dash():
    chart = states_by_category([StateBar("1", "一", (0, 0, 0, 0, 0))], title="状态构成", source=SOURCE)

    assert "—" in words(chart)
    assert bars(chart.figure.axes[0]) == []


def test_the_waterfall_goes_from_zero_by_its_causes_and_prints_the_sum():
    steps = (ChangeStep("done", "销号", -13), ChangeStep("reopened", "反弹", 1), ChangeStep("new", "新增", 0))

    chart = change_waterfall(Change("5月31日", 80, steps, "6月5日", 68), title="变动说明", source=SOURCE)

    assert [(bar.get_y(), bar.get_height()) for bar in bars(chart.figure.axes[0])] == [
        (0, 80),
        (67, 13),
        (67, 1),
        (68, 0),
        (0, 68),
    ]
    assert "80 − 13 + 1 = 68" in words(chart)
    assert {"−13", "+1", "0"} <= set(words(chart))
    assert [area.key for area in chart.areas] == ["start", "done", "reopened", "new", "end"]


def test_causes_that_do_not_add_up_are_no_change():
    with pytest.raises(ValueError, match="add up"):
        Change("5月31日", 80, (ChangeStep("done", "销号", -13),), "6月5日", 68)


def test_process_bars_are_measured_by_the_first():
    stages = [("反馈问题", 189, ""), ("已启动", 187, "98.9%"), ("自报完成", 143, "75.7%"), ("核实销号", 121, "64.0%")]

    chart = process_bars(
        [ProcessBar(*(name, *stage)) for name, stage in zip("1234", stages, strict=True)],
        title="办理进程",
        source=SOURCE,
    )

    assert [bar.get_width() for bar in bars(chart.figure.axes[0])] == [189, 187, 143, 121]
    assert {"98.9%", "75.7%", "64.0%"} <= set(words(chart))


def test_a_character_that_the_font_lacks_leaves_a_geta_mark_and_no_warning():
    chart = by_rate([unit("𠮷水镇", 8, 16)])

    assert "〓水镇" in words(chart)
    assert png(chart.figure, 50).startswith(b"\x89PNG")


def test_the_same_numbers_give_the_same_picture():
    assert png(by_rate(units(3)).figure, 60) == png(by_rate(units(3)).figure, 60)
