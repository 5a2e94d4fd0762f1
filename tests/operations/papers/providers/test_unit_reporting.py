"""Kind 23: the four counts add up to all problems of the unit, each problem is told once with what the ledger has of it, blanks stand for the rest."""

from datetime import date

from desktop.documents.readback import read
from desktop.operations import measures, progress
from desktop.operations.change import change
from desktop.operations.measures import MeasureDraft
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.providers.unit_reporting import COUNTED
from desktop.rules.permissions import Action
from tests.builders import CLAIMANT, EVERYONE, a_finding
from tests.operations.papers.conftest import TODAY
from tests.operations.papers.handed_in import enter

AS_OF = date(2026, 9, 30)


def report(office, unit):
    ledger, round_id, *_units = office
    [one] = making.gather(ledger.writing(), Request("rectification_report", TODAY, AS_OF, round_id, (unit,)))
    return one


def test_each_problem_is_told_once_and_the_counts_add_up(office, workshop):
    ledger, round_id, housing, _farming = office
    third = a_finding(ledger, round_id, housing, "老旧小区长期失管", nature="long_term")
    measures.add(ledger, EVERYONE, 1, [MeasureDraft("逐笔清理结余资金"), MeasureDraft("按月对账")], "2026-03-20")
    progress.claim(ledger, CLAIMANT, 1, "done", "2026-09-20", "96.5万元全部缴回财政。")
    with change(ledger, EVERYONE, Action.ADD_EVIDENCE, "佐证") as changes:
        fields = {"finding_id": 1, "title": "缴款书", "kind": "凭证", "formed_on": "2026-09-12", "pages": 3}
        changes.writer.insert("evidence", fields)
    one = report(office, housing)
    words = one.words
    assert int(words["问题总数"]) == len(words["逐条整改"]) == 3
    assert sum(int(words.get(name) or 0) for name in COUNTED) == 3
    rows = {row["编号"]: row for row in words["逐条整改"]}
    first, second = rows["14-06-0001"], rows["14-06-0002"]
    assert (first["状态"], first["措施"]) == ("完成", "逐笔清理结余资金；按月对账")
    assert (first["结果"], first["佐证"], first["预计"]) == ("96.5万元全部缴回财政", "缴款书", None)
    assert second["状态"] == "未启动" and second["措施"] is None and second["预计"] == date(2026, 9, 10)
    assert (
        third
        and int(words["报长期数"]) == 1
        and int(words["措施总数"]) == 2
        and words["措施总数"].rows == ("14-06-0001",)
    )

    text = "\n".join(read(workshop.press(one.kind).render(words, draft=True).data, "").paragraphs)
    assert "采取措施：待单位填写。完成情况：待单位填写。尚无佐证材料。" in text and "〔缺" not in text
    assert "没有移交本单位办理" not in text, "nobody said so"


def test_what_an_office_refused_is_the_reason_of_a_problem_that_is_open(office):
    ledger, _round, housing, _farming = office
    progress.claim(ledger, CLAIMANT, 2, "done", "2026-09-10", "已办")
    progress.refuse(ledger, EVERYONE, 2, "2026-09-20", "佐证不足")
    [row] = [one for one in report(office, housing).words["逐条整改"] if one["编号"] == "14-06-0002"]
    assert row["未完成"] and "佐证" in row["未完成"]


def test_the_annex_has_a_row_for_each_problem_with_who_answers_and_by_when(office, workshop):
    one = report(office, office[2])
    rows = one.words["整改台账"]
    assert len(rows) == int(one.words["问题总数"]) == len(one.words["逐条整改"])
    assert {(row["责任人"], row["时限"]) for row in rows} == {("周柏川", date(2026, 9, 10))}
    assert [row["编号"] for row in rows] == [row["编号"] for row in one.words["逐条整改"]]
    text = "\n".join(read(workshop.press(one.kind).render(one.words, draft=True).data, "").paragraphs)
    assert "附件：整改台账" in text and "反馈问题整改台账（截至2026年9月30日）" in text


def test_meetings_of_the_unit_alone_are_counted(office):
    ledger, round_id, housing, farming = office
    for unit in (housing, farming, farming):
        enter(ledger, "unit_meeting", held_on="2026-05-11", unit=unit, kind="study", round=round_id)
    assert int(report(office, farming).words["研究次数"]) == 2
