"""papers/32 and 33 as kinds: months that are over and drills of the year, the right to read of others, and figures that stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.queries import letters
from desktop.errors import Forbidden
from desktop.operations.papers import issuing, making, reconciling
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.providers import keeping
from desktop.operations.papers.workshop import Workshop
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE
from tests.operations.lists.test_register_golden import lines
from tests.operations.lists.test_register_sheet import OCTOBER, back, kept
from tests.operations.papers.conftest import TODAY
from tests.operations.papers.recorded import drilled, exported

__all__ = ("kept",)
REGISTER, DRILL = "export_register", "restore_drill_record"


def asked(office, kind, as_of=TODAY, actor=EVERYONE, **given):
    return Request(kind, max(TODAY, as_of), as_of, office[1], everyone=True, given=given, actor=actor)


def words(office, kind, as_of=TODAY):
    return [one.words for one in making.gather(office[0].writing(), asked(office, kind, as_of))]


def told(words):
    """A register as the print tells it: the line above, and the cells of its rows."""
    head = f"共{words['登记条数']}条：打印{words['打印数']}条、导出{words['导出数']}条"
    names = ("时间", "操作", "操作人", "内容", "标识", "份数", "份号", "用途", "去向")
    return head, [[str(row[name] or "—") for name in names] for row in words.get("登记条目") or ()]


def test_the_paper_of_a_month_and_its_print_say_the_same(office, kept, clock):
    clock.set("2026-11-05T09:00:00")
    back(kept, 4, 9)
    own = next(one for one in words(office, REGISTER, date(2026, 11, 5)) if one["登记期间"] == OCTOBER.words)
    head, rows = told(own)
    printed = lines(kept, OCTOBER)
    assert head in printed[1]
    assert [f"| {place} | {' | '.join(row)} |" for place, row in enumerate(rows, 1)] == printed[3:-3]
    assert own["未收回号"] == ["000004", "000009"] and own["密级"] == "秘密★1年" and own["链校验"] == "通过"


@pytest.mark.parametrize(
    ("as_of", "issued_on", "period"),
    [
        ("2026-10-09", "2026-10-09", "2026年9月"),
        ("2026-10-30", "2026-11-02", "2026年9月"),
        ("2026-10-31", "2026-10-31", "2026年9月"),  # the prints of its afternoon are still to come
        ("2026-10-31", "2026-11-01", "2026年10月"),
        ("2026-11-05", "2026-10-20", "2026年9月"),
        ("2026-11-01", "2026-11-01", "2026年10月"),
    ],
)
def test_only_a_month_that_is_over_is_told_and_an_empty_one_says_so(office, as_of, issued_on, period):
    ledger, round_id, unit, _other = office
    exported(ledger, round_id, unit)
    request = replace(asked(office, REGISTER), as_of=date.fromisoformat(as_of), issued_on=date.fromisoformat(issued_on))
    found = [one.words for one in making.gather(ledger.writing(), request)]
    assert [one["登记期间"] for one in found] == [period]
    assert all(bool(one.get("没有登记")) == (int(one["登记条数"]) == 0) for one in found)


def test_the_chain_is_walked_once_for_all_months_and_only_the_asked_ones_are_worked_out(office, clock, monkeypatch):
    ledger, round_id, unit, _other = office
    exported(ledger, round_id, unit)
    clock.set("2026-12-03T09:00:00")
    exported(ledger, round_id, unit)
    walks, months = [], []
    verify, register = keeping.audit.verify, keeping._register
    monkeypatch.setattr(keeping.audit, "verify", lambda reader: walks.append(1) or verify(reader))
    monkeypatch.setattr(keeping, "_register", lambda *of: months.append(of[1]) or register(*of))
    request = asked(office, REGISTER, date(2026, 12, 3))
    assert len(making.gather(ledger.writing(), request)) == len(months) == 2 and len(walks) == 1
    months.clear()
    [own] = making.gather(ledger.writing(), replace(request, records=("2026年10月",)))
    assert own.words["登记期间"] == "2026年10月" and months == ["2026-10"]


@pytest.mark.parametrize("actor", [None, Actor("录入员", frozenset({Right.ENTER, Right.REVIEW, Right.MANAGE}))])
def test_the_register_is_made_only_for_who_may_read_what_others_printed(office, actor):
    with pytest.raises(Forbidden, match="打印、导出登记簿写有各人的打印和导出，要有“审计”权限"):
        making.gather(office[0].writing(), asked(office, REGISTER, actor=actor))


def test_the_paper_of_a_drill_says_what_its_sheet_says(office):
    ledger, round_id, unit, _other = office
    drilled(ledger, round_id, unit)
    drilled(ledger, round_id, unit)
    found = words(office, DRILL)
    assert [one["演练号"] for one in found] == ["演练〔2026〕2号", "演练〔2026〕1号"]
    assert found[0]["演练结论"] == "合格" and found[0]["演练无异常"] and found[0]["演练用时"] == "3分40秒"
    assert [one["结果"] for one in found[0]["数量核对"]] == ["一致", "一致"]


@pytest.mark.parametrize(("kind", "typed"), [(REGISTER, {"机器密级": "秘密级", "份号": "000013"}), (DRILL, {})])
def test_they_are_issued_registered_read_back_and_reconciled_whatever_comes_after(office, tmp_path, clock, kind, typed):
    ledger, round_id, unit, _other = office
    exported(ledger, round_id, unit)
    drilled(ledger, round_id, unit)
    clock.set("2026-11-03T09:00:00")
    workshop, day = Workshop(ledger), date(2026, 11, 3)
    request = replace(asked(office, kind, date(2026, 10, 31), **typed), issued_on=day)
    [made] = issuing.issue(ledger, EVERYONE, workshop, making.gather(ledger.writing(), request), tmp_path)
    clock.set("2027-02-09T09:00:00")
    exported(ledger, round_id, unit)
    drilled(ledger, round_id, unit)
    found = reconciling.paper(ledger, workshop, letters.letter(ledger.reader, made.letter_id))
    assert found.lines and not found.unmatched
    differing = [(one.figure, one.then, one.for_date, one.today) for one in found.lines if one.checked]
    assert [one for one in differing if len(set(one[1:])) > 1] == []
