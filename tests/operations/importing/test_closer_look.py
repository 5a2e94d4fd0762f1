"""What only the office sees in a list: dates before the feedback, categories like its own, the usual date of a unit."""

import pytest

from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations.importing.closer_look import before_feedback, nearest, unknown_category, usual_dates


def row(sheet="清单", unit="甲", **fields):
    return FindingDraft(sheet=sheet, row=5, rows=[5], unit=unit, **fields)


@pytest.mark.parametrize("column", ["due_on", "completed_on"])
@pytest.mark.parametrize("day, told", [("2026-03-17", True), ("2026-03-18", False), (None, False)])
def test_a_date_before_the_feedback_is_asked_in_its_column(column, day, told):
    found = before_feedback(row(**{column: day}), "2026-03-18")
    assert [(one.row, one.column, one.kind, one.level) for one in found] == (
        [(5, column, "before_feedback", "warning")] if told else []
    )
    assert before_feedback(row(**{column: day}), None) == []


KNOWN = ("党风廉政建设", "资金管理", "选人用人")


@pytest.mark.parametrize("path, suggestions", [
    ("资金管里", ["资金管理"]), ("党的建设 / 资金管里", ["资金管理"]), ("管理资金", ["资金管理"]), ("资金管理", None), ("", None), (None, None), ("工程建设质量", None),
    ("资金管里 / 资金管理", None),
])  # fmt: skip
def test_only_a_finest_category_that_looks_like_one_of_the_office_is_asked(path, suggestions):
    found = unknown_category(row(category=path), KNOWN)
    assert [one.suggestions for one in found] == ([tuple(suggestions)] if suggestions else [])


def test_the_nearest_come_first_and_at_most_three():
    assert nearest("资金管理", ("资金管理甲", "资金管", "资金管理乙", "资金管理丙", "别的")) == (
        "资金管理丙",
        "资金管理乙",
        "资金管理甲",
    )
    assert nearest("甲乙丙", ("丁戊己",)) == () and nearest("资金管理", ("资金管理",)) == ("资金管理",)


def test_the_usual_date_is_the_most_frequent_of_the_unit_on_the_sheet_the_later_of_equals():
    own = [row(due_on=day) for day in ("2026-06-01", "2026-06-02", "2026-06-02", "2026-05-01")]
    others = [row(unit="乙", due_on="2026-01-01")] * 5 + [row(sheet="别的", due_on="2026-01-02")] * 5
    assert usual_dates([*own, *others, row(unit="丙")]) == {
        ("清单", "甲"): "2026-06-02", ("清单", "乙"): "2026-01-01", ("别的", "甲"): "2026-01-02",
    }  # fmt: skip
    assert usual_dates(own[:2]) == usual_dates(own[1::-1]) == {("清单", "甲"): "2026-06-02"} and usual_dates([]) == {}
