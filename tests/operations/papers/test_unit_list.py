"""The list of a unit: one row a problem, its items in the same cell, counts that agree with the rows."""

from desktop.operations.papers import making
from tests.builders import EVERYONE, a_finding
from tests.operations.papers.conftest import asked


def with_problem(ledger, round_id, unit_id, text, items):
    with ledger.writer.transaction():
        ledger.writer.begin_action(
            {"recorded_at": "2026-10-09T09:00:00", "user_name": EVERYONE.name, "kind": "k", "title": "t"}
        )
        problem = ledger.writer.insert("problem", {"round_id": round_id, "unit_id": unit_id, "text": text})
    return [a_finding(ledger, round_id, unit_id, item, parent_id=problem, category2="公务接待") for item in items]


def test_items_of_one_problem_share_a_row_and_both_levels_are_counted_l2(office):
    ledger, round_id, housing, _farming = office
    with_problem(
        ledger, round_id, housing, "公务接待不规范", ["抽查接待凭证30份，有6份无来函", "接待清单有4份没有签字"]
    )

    [one] = making.gather(ledger.writing(), asked(round_id, housing, kind="unit_finding_list"))

    assert (int(one.words["问题总数"]), int(one.words["具体表现数"])) == (3, 4)
    assert len(one.words["问题清单"]) == 3
    assert [item["编号"] for item in one.words["问题清单"][-1]["具体表现"]] == ["14-06-0004", "14-06-0005"]


def test_a_finding_without_a_date_of_its_own_is_due_with_the_period(office):
    ledger, round_id, housing, _farming = office
    a_finding(ledger, round_id, housing, "支部会议记录2次签到与考勤不一致")

    [one] = making.gather(ledger.writing(), asked(round_id, housing, kind="unit_finding_list"))

    assert {str(row["时限"]) for row in one.words["问题清单"]} == {"2026-09-10"}


def test_only_listed_findings_are_told_apart_from_those_of_the_feedback(office):
    ledger, round_id, housing, _farming = office
    a_finding(ledger, round_id, housing, "内部刊物2种没有准印手续", in_feedback=False)

    [one] = making.gather(ledger.writing(), asked(round_id, housing, kind="unit_finding_list"))

    assert (int(one.words["入反馈数"]), int(one.words["清单另列数"])) == (2, 1)


def test_a_list_sent_late_asks_for_answers_after_its_own_date(office):
    ledger, round_id, housing, _farming = office

    [one] = making.gather(ledger.writing(), asked(round_id, housing, kind="unit_finding_list"))

    assert one.words["成文日期"] <= one.words["异议期限"]
    assert one.words["成文日期"] <= one.words["回复期限"]
