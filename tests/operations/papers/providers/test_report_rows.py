"""P-2, P-13: the lowest are a set; nothing is said where all are alike or there is one unit only."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from desktop.documents.figures import Figure, Picture, PlainRate
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.providers import report_rows
from tests.documents.papers import PNG, cases, lines_of, press


def extremes(monkeypatch, rates):
    rows = [{"单位": f"甲{place}局", "整改率": Figure("整改率", PlainRate(*rate))} for place, rate in enumerate(rates)]
    monkeypatch.setattr(report_rows, "unit_rows", lambda _shot: rows)
    shot = SimpleNamespace(moment=SimpleNamespace(figure=lambda name, value: Figure(name, value)))
    return report_rows._extremes(shot)


@pytest.mark.parametrize(
    ("rates", "lowest"),
    [
        ([(1, 2)], None),
        ([(1, 2), (2, 4)], None),
        ([(2, 2), (2, 2)], None),
        ([(1, 2), (2, 4), (3, 4)], ["甲0局", "甲1局"]),
        ([(0, 3), (0, 2), (0, 5), (0, 1), (1, 1)], ["甲0局", "甲1局", "甲2局", "甲3局"]),
    ],
)
def test_the_lowest_units_are_all_that_share_the_lowest_rate_p2(monkeypatch, rates, lowest):
    found = extremes(monkeypatch, rates).get("最低单位")

    assert (found and found["单位"]) == lowest


@pytest.mark.parametrize(
    ("units", "said"),
    [
        (["甲局"], "甲局整改率最低，为50.0%（1/2）。"),
        (["甲局", "乙局", "丙局"], "甲局、乙局、丙局整改率最低，均为50.0%。"),
        (["甲局", "乙局", "丙局", "丁局"], "整改率最低的有4个单位，均为50.0%。"),
    ],
)
def test_more_than_three_of_the_lowest_are_counted_and_not_named_p2(units, said):
    words = cases("rectification_summary_report")[1]
    words["最低单位"] = {"单位": units, "个数": len(units), "率": PlainRate(1, 2)}

    assert any(said in line for line in lines_of(press("rectification_summary_report").render(words).data))


@pytest.mark.parametrize(
    ("rates", "left"),
    [
        ([(0, 3), (1, 3), (2, 3)], 0),
        ([(0, 3), (0, 3), (2, 3)], 0),
        ([(0, 3), (1, 3), (1, 3)], 1),
        ([(0, 3), (0, 2), (0, 1), (0, 5)], 2),
    ],
)
def test_units_that_tie_with_the_last_bar_of_the_chart_are_counted_p2(monkeypatch, rates, left):
    rows = [{"单位": f"甲{place}局", "整改率": Figure("整改率", PlainRate(*rate))} for place, rate in enumerate(rates)]
    monkeypatch.setattr(report_rows, "unit_rows", lambda _shot: rows)
    monkeypatch.setattr(report_rows, "too_many", lambda _shot: True)
    monkeypatch.setattr(report_rows, "MOST_BARS", 2)

    assert len(report_rows.left_out_alike(None)) == left


def test_a_chart_that_cuts_through_a_tie_does_not_call_its_units_the_lowest_p2():
    words = cases("rectification_summary_report")[1]
    words |= {
        "单位分类汇总": True,
        "图列单位数": 30,
        "图外同率单位数": 73,
        "图外同率": PlainRate(0, 3),
        "图1": Picture(PNG, "条形图"),
    }

    lines = "\n".join(lines_of(press("rectification_summary_report").render(words).data))

    assert "部分单位整改率" in lines and "未列出的单位中有73个整改率同为0.0%" in lines
    assert "整改率最低的30个单位" not in lines and "数字同表1" not in lines


def test_very_many_units_are_summed_by_their_kind_and_the_totals_stay_p13(office, monkeypatch):
    ledger, round_id, *_units = office
    request = Request("rectification_summary_report", date(2026, 9, 30), date(2026, 9, 30), round_id)
    monkeypatch.setattr(report_rows, "MOST_UNITS", 1)

    [one] = making.gather(ledger.writing(), request)

    [row] = one.words["单位表"]
    assert (row["单位"], int(row["总数"]), one.words["单位分类汇总"]) == ("县直部门", 3, True)
    assert int(one.words["总数"]) == 3
    lines = lines_of(press(one.kind).render({**one.words, "下步": []}).data)
    assert any("各类单位情况见表1" in line for line in lines)
    assert any("整改率最低的2个单位" in line for line in lines)


@pytest.mark.parametrize(("units", "many"), [(1, False), (60, False), (61, True)])
def test_sixty_units_are_named_one_by_one_and_more_are_summed_p13(units, many):
    """P-13: a table of units that goes over three pages is read by nobody."""
    rows = [SimpleNamespace(first=SimpleNamespace(unit_id=unit)) for unit in range(units)] * 2

    assert report_rows.too_many(SimpleNamespace(counted=lambda: rows)) is many
