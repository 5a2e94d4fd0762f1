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
