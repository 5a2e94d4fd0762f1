"""A1: who held which rights from when to when, read from the log."""

from datetime import date

from desktop.operations import rights_history, users
from desktop.rules.permissions import Right


def test_each_stretch_of_rights_is_told_with_its_time_and_who_gave_it(ledger, manager, clock):
    users.add(ledger, manager, manager.name, list(Right))
    users.add(ledger, manager, "王敏", [Right.ENTER])
    clock.set("2026-07-01T08:30:00")
    users.set_rights(ledger, manager, "王敏", [Right.ENTER, Right.REVIEW])
    clock.set("2026-08-01T08:30:00")
    users.deactivate(ledger, manager, "王敏")

    hers = [held for held in rights_history.history(ledger.reader) if held.name == "王敏"]

    assert [(held.words, held.since[:10], held.until[:10], held.combined) for held in hers] == [
        ("录入", "2026-06-05", "2026-07-01", False),
        ("录入、审核", "2026-07-01", "2026-08-01", True),
    ]
    assert {held.given_by for held in hers} == {manager.name}


def test_the_sheet_names_combinations_and_is_to_be_signed(ledger, manager):
    users.add(ledger, manager, "王敏", [Right.REVIEW, Right.AUDIT])
    text = rights_history.sheet_text(ledger.reader, date(2026, 6, 5))
    assert "王敏　审核、审计　自 2026-06-05 09:00 至今　授权人 方向阳" in text
    assert "一人兼有 2 项权限" in text
    assert "签字" in text


def test_a_combination_is_entered_into_the_log_with_the_rights(ledger, manager):
    users.add(ledger, manager, "王敏", [Right.REVIEW, Right.AUDIT])
    assert "一人兼有审核、审计" in ledger.reader.value("select reason from action order by id desc")


def test_a_stretch_lasts_until_other_rights_are_given_and_nobody_is_told_of_without_rights_a1(ledger, manager, clock):
    """A-1: the command line is no person; the same rights given again begin no stretch."""
    users.add(ledger, manager, manager.name, list(Right))
    users.add(ledger, manager, "王敏", [])
    users.add(ledger, manager, "赵一", [Right.ENTER])
    clock.set("2026-07-01T08:30:00")
    users.set_rights(ledger, manager, "王敏", [Right.REVIEW])
    users.set_rights(ledger, manager, "赵一", [Right.ENTER])
    clock.set("2026-08-01T08:30:00")
    users.set_rights(ledger, manager, "王敏", [])
    clock.set("2026-09-01T08:30:00")
    users.set_rights(ledger, manager, "王敏", [Right.REVIEW])

    found = {}
    for held in rights_history.history(ledger.reader):
        found.setdefault(held.name, []).append((held.words, held.since[:10], held.until[:10]))
    assert found["王敏"] == [("审核", "2026-07-01", "2026-08-01"), ("审核", "2026-09-01", "")]
    assert found["赵一"] == [("录入", "2026-06-05", "")] and "命令行" not in found
    text = rights_history.sheet_text(ledger.reader, date(2026, 9, 1))
    assert (
        text.index(f"1. {manager.name}") < text.index("2. 王敏") < text.index("4. 赵一")
        and "至 2026-08-01 08:30" in text
    )
    assert text.count("一人兼有") == 1 and "制表日期：2026年9月1日" in text
