"""What a list brings is told row by row, and what kept it out with the way out; the backup comes before anything is entered."""

from types import SimpleNamespace

import pytest

from db.queries import imports
from desktop.exchange.list_reading.reading import ReadingFault
from desktop.operations import backups
from desktop.operations.importing import list_files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.field_change import FieldChange
from desktop.operations.importing.finding_lists import Entered
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.list_files import LIST, entered_lines, second_lines
from desktop.operations.importing.second_list import Comparison, Matched
from tests.builders import EVERYONE, a_round, a_unit
from tests.operations.importing.test_second_list import listed


def change(title="状态", was="未启动", now="已完成", conflict=""):
    return FieldChange("status", title, was, now, now, conflict)


def matched(row, *fields):
    return Matched("清单", row, row, f"15-06-{row:04d}", "县民政局", "问题", fields, {})


# -- lines ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entered", "lines"),
    [
        (Entered(), []), (Entered(3, 2, round_name="第六轮"), ["已入账 3 条（第六轮，第 2 次导入）。"]),
        (Entered(0, 2, round_name="第六轮", changed=4), ["已入账 0 条，更新 4 条（第六轮，第 2 次导入）。"]),
    ],
)  # fmt: skip
def test_what_was_entered_and_brought_up_to_date_is_told_with_the_number_of_the_import(entered, lines):
    assert entered_lines(entered) == lines


def test_changes_conflicts_and_what_is_the_same_are_told_row_by_row():
    rows = [
        matched(2, change(), change("责任人", "", "李四")),
        matched(3, change(conflict="台账后来改过")),
        matched(4),
        matched(5),
    ]
    comparison = Comparison({one.place: one for one in rows})
    assert second_lines(comparison) == [
        "改动 15-06-0002（第 2 行）：状态 未启动 → 已完成；责任人 空 → 李四", "冲突 15-06-0003（第 3 行）：状态 未启动 → 已完成（台账后来改过）", "与台账相同 2 条。",
    ]  # fmt: skip


def test_near_ones_missing_ones_and_new_rounds_are_told():
    missing = SimpleNamespace(number="15-06-0009", unit="县民政局", text="长" * 30)
    comparison = Comparison(missing=[missing], new_rounds=["第七轮", "第八轮"], near={("清单", 6): missing})
    assert second_lines(comparison) == [
        "第 6 行与台账 15-06-0009 文字相近，可能是同一条改了写法。", f"台账有而表中无 15-06-0009 县民政局：{'长' * 20}", "新的轮次：第七轮、第八轮。",
    ]  # fmt: skip
    assert second_lines(Comparison()) == []


# -- entering ------------------------------------------------------------------------------------------


@pytest.fixture
def office(ledger):
    a_round(ledger)
    a_unit(ledger, "县民政局党组")
    return ledger


def way(ledger, path, take=True, **options):
    return (LIST.take if take else LIST.look)(ledger, EVERYONE, Wanted(path), Options(**options))


def a_list(folder, *rows):
    return listed(folder, "清单", rows or [{"具体表现": "党费收缴不及时"}])


def test_looking_counts_what_was_read_passed_over_and_must_be_seen(office, tmp_path):
    seen = way(
        office, a_list(tmp_path, {"具体表现": "甲不清"}, {"具体表现": "乙不实", "整改时限": "2024.13.1"}), take=False
    )
    assert seen.lines[0] == "读出问题 2 条，略过 1 行，需看 1 处。" and len(seen.lines) == 2 and seen.dry_run


@pytest.mark.parametrize(
    ("row", "accept", "made"),
    [({}, False, 1), ({"整改时限": "2024.13.1"}, False, 0), ({"整改时限": "2024.13.1"}, True, 1)],
)
def test_the_ledger_is_backed_up_before_a_list_goes_in_and_not_for_one_that_is_kept_out(
    office, tmp_path, monkeypatch, row, accept, made
):
    done = []
    monkeypatch.setattr(backups, "back_up_if_changed", lambda _ledger, _actor, occasion: done.append(occasion))
    way(office, a_list(tmp_path, {"具体表现": "甲不清", **row}), accept_faults=accept)
    assert done == [backups.Occasion.BEFORE_IMPORT] * made


def test_a_list_with_a_fault_says_how_many_must_be_mended_and_what_else_can_be_done(office, tmp_path):
    told = way(office, a_list(tmp_path, {"具体表现": "甲不清"}, {"具体表现": "乙不实", "整改时限": "2024.13.1"}))
    assert not told.done and "有 1 处要改或要定" in told.complaint and "--accept-faults" in told.complaint


def test_a_list_that_brings_nothing_says_so_and_how_many_are_the_same(office, tmp_path):
    path = a_list(tmp_path)
    assert way(office, path, list_date="2026-05-31").complaint == ""
    again = way(office, path, list_date="2026-05-31")
    assert again.complaint == "没有入账：清单各条与台账相同，或要先定冲突，账本未改动。" and not again.done


# -- what the reader is told ---------------------------------------------------------------------------


def context(ledger, unit="", **options):
    return list_files.context_of(ledger, Wanted(None, unit=unit), Options(**options), None, None)


def test_a_unit_is_known_by_its_name_its_aliases_and_its_earlier_names(office):
    from desktop.operations import units

    units.add_alias(office, EVERYONE, 1, "民政局")
    units.rename(office, EVERYONE, 1, "县民政和社会事务局党组", office.today())
    known = context(office).units
    assert (
        {known.find(name) for name in ("县民政局党组", "民政局", "县民政和社会事务局党组")}
        == {known.find("民政局")}
        != {None}
    )


def test_the_only_round_gives_the_day_of_feedback_and_one_of_several_must_be_named(office):
    [only] = imports.rounds(office.reader)
    assert str(context(office).feedback_on) == only.feedback_on == "2026-03-18"
    a_round(office, "十五届县委第七轮", feedback_on="2026-05-01")
    assert (
        context(office).feedback_on is None
        and str(context(office, round_name="十五届县委第七轮").feedback_on) == "2026-05-01"
    )
    assert context(office, round_name="没有这一轮").feedback_on is None


def test_the_unit_that_is_named_and_the_meaning_of_before_a_month_go_to_the_reader(office):
    assert context(office).unit is None and context(office, "县民政局党组").unit == "县民政局党组"
    assert context(office).before_month_is_its_end is True


def test_faults_that_are_only_noted_keep_nothing_out(office):
    note = ReadingFault("清单", 1, None, None, "warning", "hidden_row", "x")
    assert list_files._nothing_sentence([note]).startswith("没有入账：清单各条与台账相同")
