"""M24, domain checks 1–4, 6–10: what is planted is found, exactly, and a sound ledger has nothing."""

import pytest

from desktop.operations import progress, units
from desktop.operations.health.line import Stands
from tests.builders import EVERYONE, a_unit
from tests.operations.health.sound_office import a_record, a_sound_office, an_entry, an_event, line_of, plant


@pytest.fixture
def office(ledger):
    return a_sound_office(ledger)


@pytest.mark.parametrize(
    ("field", "word"),
    [("working_paper", "底稿"), ("responsible_leader", "责任领导"), ("owner", "责任人"), ("first_due_on", "时限")],
)
def test_what_a_finding_of_the_feedback_must_have_is_missed(ledger, office, field, word):
    _round, _units, ids = office
    plant(ledger, "finding", ids[1], **{field: None if field == "first_due_on" else ""})

    line = line_of(ledger, "complete", (office[0],))

    assert (line.stands, line.rows) == (Stands.WRONG, (ids[1],))
    assert line.result == f"1 条缺{word}：0002" and line.verb


def test_a_finding_without_measures_is_missed_and_one_outside_the_feedback_is_not(ledger, office):
    round_id, places, ids = office
    bare = an_entry(ledger, round_id, places[0], "公务接待无公函 3 次，未附清单")
    plant(ledger, "finding", ids[1], working_paper="", in_feedback=0)
    for measure in ledger.reader.column("select id from measure where finding_id = ?", (bare,)):
        for event in ledger.reader.column("select id from finding_event where measure_id = ?", (measure,)):
            with_retraction(ledger, event)

    assert line_of(ledger, "complete").rows == (bare,)


def with_retraction(ledger, event, reason="录错"):
    from desktop.operations.change import change
    from desktop.rules.permissions import Action

    with change(ledger, EVERYONE, Action.EDIT_UNIT, "植入") as changes:
        told = {
            "recorded_at": changes.recorded_at,
            "known_on": changes.recorded_at[:10],
            "action_id": changes.action_id,
        }
        changes.writer.insert("retraction", {"event_id": event, "reason": reason, **told})


def test_a_working_paper_of_the_book_is_one_too(ledger, office):
    round_id, places, ids = office
    plant(ledger, "finding", ids[1], working_paper="")
    a_record(ledger, "working_paper", title="值班补贴", unit=places[0], round=round_id, findings=(ids[1],))

    assert line_of(ledger, "complete").stands is Stands.AGREES


def test_a_close_out_without_evidence_before_the_feedback_or_after_today_is_found(ledger, office):
    _round, _units, ids = office
    an_event(ledger, ids[1], "verify", "2026-06-02", verdict_state="done")
    an_event(ledger, ids[2], "verify", "2026-03-01", verdict_state="done", paper="档案 12 号")
    an_event(ledger, ids[3], "verify", "2026-12-31", verdict_state="done", paper="档案 13 号")

    line = line_of(ledger, "closed")

    assert sorted(line.rows) == sorted(ids[1:])
    assert line.result.startswith("1 条没有佐证：") and "早于反馈日期" in line.result and "晚于今天" in line.result


def test_an_opening_balance_and_a_paper_reference_are_proof(ledger, office):
    an_event(ledger, office[2][1], "verify", "2026-06-02", verdict_state="done", opening=1)

    assert line_of(ledger, "closed").result == "2 条相符"


def test_a_way_back_without_a_reason_is_found(ledger, office):
    _round, _units, ids = office
    progress.reopen(ledger, EVERYONE, ids[0], "2026-06-03", "回访不实")
    assert line_of(ledger, "reasons", (office[0],)).result == "1 次（0001）都有理由"

    an_event(ledger, ids[1], "reopen", "2026-06-03", verdict_state="in_progress")

    line = line_of(ledger, "reasons", (office[0],))
    assert (line.stands, line.rows, line.result) == (Stands.WRONG, (ids[1],), "1 次没有理由：0002")


def test_the_sums_are_one_number_and_a_finding_without_category_is_named(ledger, office):
    assert line_of(ledger, "sums").result == "4 = 4；2 家之和 4"
    plant(ledger, "finding", office[2][3], category1="")

    line = line_of(ledger, "sums")

    assert (line.stands, line.rows) == (Stands.WRONG, (office[2][3],))


def test_an_amount_that_is_ten_thousand_times_off_is_found(ledger, office):
    _round, _units, ids = office
    plant(ledger, "finding", ids[1], amount_yuan=216_000)
    plant(ledger, "finding", ids[2], amount_yuan=14)

    line = line_of(ledger, "amounts")

    assert (line.stands, line.rows) == (Stands.WRONG, (ids[2],))
    plant(ledger, "finding", ids[2], amount_yuan=142_800)
    assert line_of(ledger, "amounts").result == "35.88 万元，2 条"


def test_a_finding_that_stands_under_a_village_and_its_town_is_found(ledger, office):
    round_id, places, ids = office
    village = a_unit(ledger, "柳坪乡柳树村党支部", kind="村", superior="柳坪乡", leader="马良")
    other = an_entry(ledger, round_id, village, "村务公开栏 6 个月没有更新，低保名单未公示")
    assert line_of(ledger, "villages").rows == (other,)

    twin = an_entry(ledger, round_id, village, "党支部换届超期 11 个月，2 名党员发展材料缺少公示记录。")

    line = line_of(ledger, "villages")
    assert (line.stands, sorted(line.rows)) == (Stands.WRONG, sorted((ids[3], twin)))
    assert line_of(ledger, "duplicates").stands is Stands.AGREES


def test_a_long_term_item_without_a_day_to_look_again_is_found(ledger, office):
    _round, _units, ids = office
    progress.stage_done(ledger, EVERYONE, ids[1], "2026-06-01", "2026-09-30", "阶段任务完成")
    assert line_of(ledger, "reviews").result == "1 条都有，最早 2026年9月30日"

    plant(ledger, "finding", ids[2], nature="long_term")

    assert line_of(ledger, "reviews").rows == (ids[2],)


def test_two_findings_of_a_unit_that_say_the_same_are_asked_about_as_a_pair(ledger, office):
    round_id, places, ids = office
    twin = an_entry(ledger, round_id, places[0], "市容外包服务监管缺位，3 个标段的考核扣款 21.6 万元未执行")

    line = line_of(ledger, "duplicates", (round_id,))

    assert (line.stands, line.rows, line.opens.place) == (Stands.ASKS, (ids[1], twin), "pairs")


def test_a_date_moved_back_without_an_approver_is_found(ledger, office):
    _round, _units, ids = office
    progress.extend(ledger, EVERYONE, ids[1], "2026-08-01", "2026-06-01", "等批复", "领导小组")
    assert line_of(ledger, "approvers").result == "1 次：领导小组"

    an_event(ledger, ids[2], "extend", "2026-06-01", due_on="2026-09-01", reason="等批复")

    assert line_of(ledger, "approvers").rows == (ids[2],)


def test_a_renamed_unit_counts_once(ledger, office):
    _round, places, _ids = office
    units.rename(ledger, EVERYONE, places[0], "县城市运行局党组", "2026-05-01", "云编〔2026〕3号")

    assert line_of(ledger, "sums").result == "4 = 4；2 家之和 4"
