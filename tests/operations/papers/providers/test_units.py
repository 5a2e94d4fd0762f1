"""Words of the unit and of what was sent to it before (P-3)."""

from types import SimpleNamespace

import pytest

from desktop.operations.papers.providers import units
from tests.finding_rows import a_kind, a_row, a_sheet

VILLAGE = SimpleNamespace(
    id=1, kind="村（社区）", superior="石桥乡党委", party_short="双河村党支部", name="石桥乡双河村党支部"
)
BUREAU = SimpleNamespace(id=1, kind="县直部门", superior="县政府", party_short="县民政局党组", name="县民政局党组")


def step(kind, day):
    return SimpleNamespace(kind=kind, issued_on=day)


def test_a_village_is_told_with_the_body_above_it():
    assert (units.WORDS["是村"](a_sheet([], unit=VILLAGE)), units.WORDS["上级党组织"](a_sheet([], unit=VILLAGE))) == (
        True,
        "石桥乡党委",
    )
    for other in (BUREAU, SimpleNamespace(**{**vars(VILLAGE), "superior": ""}), None):
        assert (
            units.WORDS["是村"](a_sheet([], unit=other)) is None
            and units.WORDS["上级党组织"](a_sheet([], unit=other)) is None
        )
    assert units.WORDS["单位"](a_sheet([], unit=BUREAU)) == "县民政局党组" and units.WORDS["单位"](a_sheet([])) is None
    assert (
        units.WORDS["单位简称"](a_sheet([], unit=VILLAGE)) == "双河村党支部"
        and units.WORDS["单位简称"](a_sheet([])) is None
    )


def test_units_are_those_of_the_findings_of_the_own_round_and_of_a_report_those_it_counts():
    rows = [a_row(1, unit_id=1), a_row(2, unit_id=2), a_row(3, unit_id=1), a_row(4, unit_id=3, round_id=2)]
    found = units.unit_count(a_sheet(rows))
    assert (int(found), found.rows) == (2, ("15-06-0001", "15-06-0002", "15-06-0003"))
    report = a_kind(per="round")
    counted = units.unit_count(a_sheet(rows, recipe=report))
    assert (int(counted), len(counted.rows)) == (3, 4)


@pytest.mark.parametrize("steps, times, told", [
    ([], 1, None), ([("midterm_reminder", "2026-04-01")], 1, None),
    ([("midterm_reminder", "2026-04-01"), ("supervision_letter", "2026-05-01")], 2, ["2026年4月1日{0}", "2026年5月1日督办"]),
    ([("supervision_letter", "2026-04-01"), ("supervision_letter", "2026-05-01")], 3, ["2026年4月1日督办", "2026年5月1日再次督办"]),
])  # fmt: skip
def test_the_second_supervision_says_what_was_done_before(monkeypatch, steps, times, told):
    monkeypatch.setitem(units.STEPS, "midterm_reminder", "提醒")
    monkeypatch.setattr(units, "steps_before", lambda _sheet: [step(*one) for one in steps])
    found = units.supervision(a_sheet([a_row(1)]))
    assert found["督办次数"] == times
    assert found.get("往次措施") == (None if told is None else [line.format("提醒") for line in told])
    assert ("后果" in found) == (told is not None)


@pytest.mark.parametrize("field", ["claim_on", "verdict_on", "last_on"])
@pytest.mark.parametrize("day, none", [("2026-04-02", False), ("2026-04-01", True), (None, True)])
def test_nothing_moved_only_where_nothing_was_said_since_the_first_step_p3(field, day, none):
    """P-3: in no lane and in no note, of any finding of the paper."""
    rows = [a_row(1), a_row(2, **{field: day})]
    assert (
        units.no_progress(
            a_sheet(rows), [step("supervision_letter", "2026-04-01"), step("supervision_letter", "2026-05-01")]
        )
        is none
    )


def test_what_names_no_unit_was_sent_nothing_before():
    assert units.steps_before(a_sheet([a_row(1)])) == []
