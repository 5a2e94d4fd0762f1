"""Papers to leaders, departments and organs say what the ledger says of their field (papers/04, 05, 25a, 28)."""

from __future__ import annotations

from datetime import date

from desktop.operations.findings import edit
from desktop.operations.papers import making
from desktop.operations.units import edit as edit_unit
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked
from tests.operations.papers.handed_in import enter, step

SENT, LATER = "2026-09-15", "2026-10-08"
"""Before and after the day of the papers (30 September)."""


def made(office, kind, *unit_ids, **fields):
    ledger, round_id, *_units = office
    return making.gather(ledger.writing(), asked(round_id, *unit_ids, kind=kind, **fields))


def _asked_to_watch(ledger, round_id, unit, *, on):
    """A leader asks for a finding of his unit to be watched, by an instruction of a day."""
    edit_unit(ledger, EVERYONE, unit, {"supervising_leader": "秦望舒"})
    copy = enter(ledger, "copy_report", on=SENT, round=round_id, addressee="秦望舒", findings=[2], sent_on=SENT)
    step(ledger, "copy_report", copy, "send", on=SENT)
    step(ledger, "copy_report", copy, "instruct", on=on, instruction="请盯住不放", instruction_on=on, watch=1)


def test_a_leader_reads_what_is_late_what_he_is_asked_to_watch_and_nothing_of_others(office):
    ledger, round_id, housing, _farming = office
    _asked_to_watch(ledger, round_id, housing, on=SENT)
    [one] = made(office, "leader_copy_report")

    assert one.addressee == "秦望舒同志" and one.unit_id is None
    assert (int(one.words["问题总数"]), int(one.words["挂牌数"])) == (2, 1)
    assert [row["备注"] for row in one.words["问题清单"]] == ["已逾期", "建议挂牌督办；已逾期"]
    assert (
        one.words["已期满"]
        and list(one.words["逾期单位"]) == ["县住房和城乡建设局党组"]
        and not one.words.get("没有逾期")
    )


def test_a_watch_asked_for_after_the_day_is_none_of_the_day(office):
    ledger, round_id, housing, _farming = office
    _asked_to_watch(ledger, round_id, housing, on=LATER)
    [one] = made(office, "leader_copy_report")
    assert not one.words.get("挂牌数") and "建议挂牌督办" not in str(one.words["问题清单"])


def test_a_leader_whose_findings_are_in_time_reads_that_none_is_late(office):
    ledger, _round, housing, _farming = office
    edit_unit(ledger, EVERYONE, housing, {"supervising_leader": "副县长秦望舒"})
    [one] = made(office, "leader_copy_report", as_of=date(2026, 9, 1))

    assert one.addressee == "副县长秦望舒" and one.words["没有逾期"] and not one.words.get("已期满")


def test_a_department_gets_its_field_and_may_get_a_part_of_the_list(office):
    ledger, *_rest = office
    edit(ledger, EVERYONE, [1, 2, 3], {"department_in_charge": "县财政局"})
    [one] = made(office, "referral_letter")
    [part] = made(office, "referral_letter", given={"问题编号": ["14-06-0001"]})

    assert str(one.words["领域"]) == "资金管理" and int(one.words["问题总数"]) == int(one.words["清单列数"]) == 3
    assert (int(part.words["问题总数"]), int(part.words["清单列数"]), int(part.words["单位数"])) == (3, 1, 2)
    assert [row["编号"] for row in part.words["问题清单"]] == ["14-06-0001"]


def test_a_briefing_is_about_a_unit_and_names_the_findings_of_the_departments_field(office):
    ledger, _round, housing, farming = office
    edit_unit(ledger, EVERYONE, housing, {"department_in_charge": "县农业农村局"})
    edit(ledger, EVERYONE, [2], {"department_in_charge": "县农业农村局党组"})
    [one] = made(office, "department_briefing")

    assert (one.addressee, one.unit_id) == ("青岩县农业农村局党组", housing) != (None, farming)
    assert int(one.words["问题总数"]) == sum(int(row["总数"]) for row in one.words["单位类别表"]) == 2
    assert [row["编号"] for row in one.words["问题清单"]] == ["14-06-0002"] and one.words["附件清单"] == []
    edit(ledger, EVERYONE, [2], {"department_in_charge": ""})
    assert made(office, "department_briefing")[0].words["没有业务问题"]


def test_each_organ_gets_its_own_and_is_told_where_there_is_nothing(office):
    edit(office[0], EVERYONE, [1], {"on_organisation": 1})
    posts, ideology = made(office, "special_check_referral")

    assert [row["编号"] for row in posts.words["问题清单"]] == ["14-06-0001"] and posts.words["全部入反馈"]
    assert posts.words["附件清单"] == ["选人用人专项检查问题清单"] and posts.words["回复期限"]
    assert ideology.words["没有专项问题"] and ideology.words["附件清单"] == [] and "回复期限" not in ideology.words
