"""A5, papers/32: 打印、导出登记簿 of a period, with what is not accounted for, the check of the chain and the highest mark."""

from __future__ import annotations

import pytest

from db.queries import prints
from desktop.errors import Forbidden, KnownError
from desktop.ledgers.ways_out import FINDING_BOOK, LIST_PRINT, PAPER_PRINT
from desktop.operations import outgoing
from desktop.operations.change import change
from desktop.operations.lists import printing, register_sheet
from desktop.operations.lists.printing import Plan
from desktop.operations.lists.register_sheet import Machine, period
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Action, Actor, Right
from tests.builders import EVERYONE

PC = Machine("XC-02", "秘密级")
OCTOBER = period("2026-10")
LIN, BAI = (Actor(name, EVERYONE.rights) for name in ("林知远", "白若水"))


@pytest.fixture
def kept(ledger, clock):
    """The three entries of the second example of papers/32, and one of another month."""
    said = [
        ("2026-10-12T10:05:00", LIN, LIST_PRINT, "问题清单（书记专题会）", Asked("秘密★1年", "县委书记专题会"), tuple(f"{n:06d}" for n in range(1, 13))),
        ("2026-10-13T15:20:00", LIN, FINDING_BOOK, "县农业农村局整改台账", Asked("", "数据交换", "光盘GP-07"), ()),
        ("2026-10-14T09:10:00", BAI, PAPER_PRINT, "督办函（青巡督〔2026〕6号）", Asked("", "发文", "县住房和城乡建设局"), ()),
        ("2026-11-02T09:00:00", BAI, FINDING_BOOK, "别月", Asked("绝密"), ()),
    ]  # fmt: skip
    for at, who, way, title, asked, numbers in said:
        clock.set(at)
        with change(ledger, who, Action.PRINT, title) as changes:
            copies = 3 if way is PAPER_PRINT else 1
            entry = outgoing.enter(changes, way, asked, title, Facts(5, numbers=numbers, copies=copies))
            for number in numbers:
                changes.writer.insert("copy_record", {"export_id": entry, "copy_number": int(number)})
    return ledger


def back(ledger, *outstanding):
    """Every copy came back but these."""
    [first] = [one for one in prints.exports(ledger.reader) if one.way == "list_print"]
    for copy in prints.copies_of(ledger.reader, first.id):
        if copy.copy_number not in outstanding:
            printing.mark_copy(ledger, LIN, copy.id, "returned" if copy.copy_number % 2 else "destroyed", "2026-11-01")


def printed(ledger, of, actor=EVERYONE):
    found = register_sheet.entries(ledger.reader, actor, of)
    return register_sheet.layout(ledger.reader, found, PC, Plan(register_sheet.title_of(of)), "2026-11-05").printed


def test_a_month_says_every_print_and_export_in_its_order(kept):
    """A5"""
    back(kept)
    made = printed(kept, OCTOBER)

    assert made.title == "2026年10月打印、导出登记簿"
    assert made.scope == "机器：XC-02　本机密级：秘密级　共3条：打印2条、导出1条"
    assert [row.cells for row in made.rows] == [
        ("1", "2026年10月12日 10时05分", "打印", "林知远", "问题清单（书记专题会）", "秘密★1年", "12", "000001—000012", "县委书记专题会", "—"),
        ("2", "2026年10月13日 15时20分", "导出", "林知远", "县农业农村局整改台账", "—", "1", "—", "数据交换", "光盘GP-07"),
        ("3", "2026年10月14日 9时10分", "打印", "白若水", "督办函（青巡督〔2026〕6号）", "—", "3", "—", "发文", "县住房和城乡建设局"),
    ]  # fmt: skip
    assert made.note.splitlines()[0] == "本簿由程序自动记录，序号连续，不得删改；前后页校验：通过。"
    assert "保密员" in made.note and "未收回" not in made.note


def test_copies_that_came_back_neither_nor_were_destroyed_are_named(kept):
    """A5"""
    back(kept, 4, 9)

    assert (
        "编份号材料中未收回、未销毁2份，编号为000004、000009，须逐份说明。" in printed(kept, period("2026-10-12")).note
    )


def test_a_month_in_which_nothing_left_says_so(kept):
    """A5"""
    made = printed(kept, period("2026-02"))

    assert made.title == "2026年2月打印、导出登记簿" and not made.rows
    assert made.scope.endswith("共0条：打印0条、导出0条") and made.note.startswith("本期没有打印、导出记录。")


def test_a_chain_that_was_broken_is_told(kept, monkeypatch):
    """A5"""
    monkeypatch.setattr(register_sheet.audit, "verify", lambda _reader: 7)

    assert "前后页校验：不通过" in printed(kept, OCTOBER).note


def test_the_register_is_written_under_the_highest_mark_and_is_an_entry_itself(kept, tmp_path):
    """A5: 按最高密级; never lower than what it tells of."""
    left = register_sheet.write(kept, EVERYONE, OCTOBER, PC, tmp_path / "簿.pdf", Asked("内部", "保密检查"))
    [own, *_older] = prints.exports(kept.reader)

    assert (own.title, own.classification, own.purpose, own.rows) == (
        "2026年10月打印、导出登记簿",
        "秘密★1年",
        "保密检查",
        3,
    )
    assert own.sha256 == outgoing.sum_of(left.path) and left.rows == 3


@pytest.mark.parametrize(
    ("marks", "highest"),
    [
        (["内部", "机密", "秘密★1年"], "机密"),
        (["", "工作秘密"], "工作秘密"),
        (["", ""], ""),
        (["工作秘密", "内部"], "内部"),
    ],
)
def test_the_highest_of_the_marks_given(marks, highest):
    """A5"""
    assert register_sheet.highest(marks) == highest


def test_only_who_holds_audit_prints_what_others_let_out(kept):
    """R-5"""
    with pytest.raises(Forbidden):
        register_sheet.entries(kept.reader, Actor("王敏", EVERYONE.rights - {Right.AUDIT}), OCTOBER)


def test_a_pc_of_which_nobody_declared_the_grade_prints_none(kept, tmp_path):
    """A5"""
    with pytest.raises(KnownError) as refused:
        register_sheet.write(kept, EVERYONE, OCTOBER, Machine("XC-02", ""), tmp_path / "簿.pdf")

    assert refused.value.kind == "machine_grade" and not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2026", "2026-01-01", "2026-12-31", "2026年"), ("2024-2", "2024-02-01", "2024-02-29", "2024年2月"),
        ("2026-10-12", "2026-10-12", "2026-10-12", "2026年10月12日"),
    ],
)  # fmt: skip
def test_a_period_is_a_year_a_month_or_a_day(text, first, last, words):
    found = period(text)

    assert (found.first, found.last, found.words) == (first, last, words)


@pytest.mark.parametrize("text", ["", "2026-13", "2026-02-30", "十月", "26-1", "0000"])
def test_what_is_no_period_is_told(text):
    with pytest.raises(KnownError):
        period(text)
