"""papers/21: the sheet says what the unit handed in, and who has to say something to it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from desktop.errors import KnownError
from desktop.operations import progress
from desktop.operations.findings import edit
from desktop.operations.papers import making
from desktop.operations.papers.providers.closing_out import supervisor
from tests.builders import CLAIMANT, EVERYONE
from tests.operations.papers.conftest import asked
from tests.operations.papers.recorded import reported_done

KIND = "close_out_approval"


def sheets(office, *units, **given):
    return making.gather(office[0].writing(), asked(office[1], *(units or (office[2],)), kind=KIND, given=given))


def test_what_was_handed_in_stands_on_the_sheet(office):
    ledger, round_id, housing, _farming = office
    reported_done(ledger, round_id, housing)
    [one] = sheets(office)
    words = one.words

    assert words["销号问题"]["编号"] == "14-06-0001" and words["销号问题"]["性质"] == "限期整改"
    assert [str(row["内容"]) for row in words["完成措施"]] == ["逐笔清理结余资金"]
    assert (words["自报成效"], words["完成日期"].isoformat()) == ("96.5万元全部缴回财政", "2026-09-20")
    assert [(row["名"], row["类型"]) for row in words["佐证"]] == [("缴款书", "凭证"), ("清理情况说明", "材料")]
    assert words["监督方"] == "县纪委监委派驻县住建局纪检监察组" and "退回记录" not in words and "涉组" not in words


def test_what_was_sent_back_is_told_with_its_day_and_what_concerns_others_gets_their_field(office):
    ledger, round_id, housing, _farming = office
    finding = reported_done(ledger, round_id, housing)
    progress.refuse(ledger, EVERYONE, finding, "2026-09-21", "佐证不足")
    progress.claim(ledger, CLAIMANT, finding, "done", "2026-09-25", "补交缴款书")
    edit(ledger, EVERYONE, [finding], {"on_organisation": 1, "named_by_secretary": 1})
    [one] = sheets(office)

    assert one.words["退回记录"] == ["9月21日佐证不足退回"]
    assert one.words["涉组"] and one.words["报领导小组"] and one.words["自报成效"] == "补交缴款书"


def test_only_what_waits_for_the_office_is_asked_for_and_some_of_it_on_wish(office):
    ledger, round_id, housing, farming = office
    with pytest.raises(KnownError, match="没有自报完成、待核实的问题"):
        sheets(office)
    for finding in ledger.reader.column("select id from finding order by id"):
        unit = ledger.reader.value("select unit_id from finding where id = ?", (finding,))
        reported_done(ledger, round_id, unit, finding)

    assert len(sheets(office, housing, farming)) == 3
    assert [one.words["销号问题"]["编号"] for one in sheets(office, 问题编号=["14-06-0002"])] == ["14-06-0002"]


@pytest.mark.parametrize(
    ("kind", "name", "team", "superior", "told"),
    [
        ("县直部门", "县教育局党组", "派驻县教育局纪检监察组", "", "县纪委监委派驻县教育局纪检监察组"),
        ("县直部门", "县教育局党组", "", "", None),
        ("乡镇", "石桥乡党委", "", "", "石桥乡纪委"),
        ("街道", "城关街道党工委", "", "", "城关街道纪工委"),
        ("村", "石桥乡双河村党支部", "", "青岩县石桥乡党委", "石桥乡纪委"),
        ("村（社区）", "双河村党支部", "", "", None),
    ],
)
def test_who_watches_over_a_unit_follows_from_its_kind(kind, name, team, superior, told):
    unit = SimpleNamespace(kind=kind, name=name, party_short=name, discipline_team=team, superior=superior)
    sheet = SimpleNamespace(unit=unit, occasion=SimpleNamespace(county="青岩县"))

    assert supervisor(sheet) == told
