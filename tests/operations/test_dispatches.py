"""M6, M22: what each county leader and each organ is to get, and what became of it; every part adds up to its round (page 15)."""

import pytest

from db.queries import bases
from desktop.errors import KnownError
from desktop.operations import progress, rounds, undo
from desktop.operations.change import change
from desktop.operations.copying import enter_all, level_of, not_entered
from desktop.operations.dispatches import board
from desktop.operations.findings import edit
from desktop.operations.papers.registering import SentPaper, insert_sent
from desktop.operations.units import edit as edit_unit
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_round, a_unit, no_evidence_faults
from tests.operations.papers.handed_in import enter, step

DAY = "2026-06-05"


@pytest.fixture
def office(ledger):
    round_id = a_round(ledger)
    units = [
        a_unit(ledger, "县城市管理局党组", short="县城管局", supervising_leader="乔大川"),
        a_unit(ledger, "柳坪乡党委", short="柳坪乡", supervising_leader="钟思源"),
        a_unit(ledger, "县司法局党组", short="县司法局", supervising_leader="段立新"),
    ]
    ids = [
        a_finding(ledger, round_id, units[n % 2], f"问题{n}账目不清", first_due_on="2026-06-01", due_kind="date")
        for n in range(5)
    ]
    progress.close_out(ledger, EVERYONE, ids[0], DAY, no_evidence_faults, override_reason="会议")
    return ledger, round_id, units, ids


def read(office, **more):
    ledger, round_id, _units, _ids = office
    return board(ledger.reader, bases.default_basis(ledger.reader), (round_id,), more.get("as_of", DAY))


def test_the_parts_of_the_leaders_are_the_round_and_one_without_a_unit_stands_last(office):
    found = read(office)
    assert [(one.name, one.part.units, len(one.part.findings)) for one in found.leaders] == [
        ("乔大川", ("县城管局",), 3), ("钟思源", ("柳坪乡",), 2), ("段立新", (), 0),
    ]  # fmt: skip
    assert [(one.part.rate.numerator, one.part.rate.denominator, len(one.part.late)) for one in found.due] == [
        (1, 3, 2),
        (0, 2, 2),
    ]
    assert sum(len(one.part.findings) for one in found.leaders) == len(found.whole.findings) == 5
    assert found.words == "应抄报 2 件 = 已签收 0 + 未签收 0 + 未登记 2"


def test_a_copy_is_told_with_its_state_and_the_arithmetic_follows_it(office):
    ledger, round_id, _units, ids = office
    copy = enter(
        ledger, "copy_report", on=DAY, level="leader", addressee="乔大川", round=round_id, findings=tuple(ids[::2])
    )
    assert read(office).words == "应抄报 2 件 = 已签收 0 + 未签收 1 + 未登记 1"
    step(ledger, "copy_report", copy, "send", on=DAY, sent_on=DAY)
    step(ledger, "copy_report", copy, "receipt", on=DAY, receipt_on=DAY)
    found = read(office)
    assert found.words == "应抄报 2 件 = 已签收 1 + 未签收 0 + 未登记 1"
    assert [one.copy and one.copy.state for one in found.leaders] == ["received", None, None]


def test_a_finding_with_a_leader_of_its_own_goes_to_that_one_and_nobody_is_counted_twice(office):
    ledger, _round, units, ids = office
    edit(ledger, EVERYONE, [ids[1]], {"county_leader": "段立新"})
    edit_unit(ledger, EVERYONE, units[0], {"supervising_leader": ""}, reason="分工未定")
    found = read(office)
    assert {one.name: len(one.part.findings) for one in found.due} == {"钟思源": 1, "段立新": 1}
    assert found.unnamed == 3 and found.words.endswith("；3 条没有分管县领导")


def test_marked_findings_wait_until_a_record_carries_them_to_their_organ(office):
    ledger, round_id, _units, ids = office
    edit(ledger, EVERYONE, ids[:3], {"on_organisation": 1})
    edit(ledger, EVERYONE, ids[3:], {"department_in_charge": "县发改局"})
    first, second = read(office).organs
    assert (first.name, first.why, len(first.part.findings), first.moved, first.copy) == (
        "县委组织部",
        "涉组涉干",
        3,
        (),
        None,
    )
    assert (second.name, second.why, set(second.part.findings)) == ("县发改局", "行业主管", set(ids[3:]))
    enter(
        ledger, "copy_report", on=DAY, level="organisation", addressee="县委组织部", round=round_id, findings=(ids[0],)
    )
    first, second = read(office).organs
    assert first.moved == (ids[0],) and first.copy is not None and not second.moved


def test_it_tells_another_day_as_it_was(office):
    assert [len(one.part.late) for one in read(office, as_of="2026-05-20").due] == [0, 0]


def test_a_paper_carries_findings_to_its_own_organ_alone_and_a_recommendation_to_none(office):
    """A recommendation to a department is no transfer; a transfer to one organ leaves the others waiting."""
    ledger, round_id, units, ids = office
    edit(ledger, EVERYONE, ids, {"on_organisation": 1, "on_ideology": 1, "department_in_charge": "县司法局"})
    sent = (
        ("recommendation_letter", "县司法局", units[2], ids),
        ("special_check_referral", "县委组织部", None, ids[:2]),
    )
    with change(ledger, EVERYONE, Action.REGISTER_LETTER, "补登") as changes:
        for place, (kind, addressee, unit, findings) in enumerate(sent, 1):
            said = ("函", f"青巡办函〔2026〕{place}号", DAY, addressee, unit, round_id, list(findings), None)
            insert_sent(changes, ledger, SentPaper(kind, *said))
    assert {one.name: len(one.moved) for one in read(office).organs} == {
        "县委组织部": 2,
        "县委宣传部": 0,
        "县司法局": 0,
    }


def test_what_was_handed_over_waits_for_no_other_organ(office):
    ledger, _round, _units, ids = office
    edit(ledger, EVERYONE, ids[1:2], {"on_organisation": 1})
    progress.transfer(ledger, EVERYONE, ids[1], DAY, "移交办理", "县纪委监委")
    [line] = read(office).organs
    assert line.moved == (ids[1],) and line.copy is None


def test_the_three_levels_are_entered_in_one_batch_and_undone_as_one(office):
    ledger, round_id, units, ids = office
    edit(ledger, EVERYONE, ids[:2], {"on_organisation": 1})
    lines = not_entered(read(office))
    assert [level_of(one) for one in lines] == ["leader", "leader", "unit", "unit", "organisation"]
    changes = enter_all(ledger, EVERYONE, round_id, lines, DAY)
    found = read(office)
    assert not_entered(found) == () and {one.state for one in found.copies} == {"sent"}
    assert found.words == "应抄报 2 件 = 已签收 0 + 未签收 2"
    assert found.unit_words == "2 家 = 已送达 2 + 未送达 0；已签收 0 家"
    assert found.organs[0].moved == tuple(ids[:2])
    with pytest.raises(KnownError, match="没有要补的"):
        enter_all(ledger, EVERYONE, round_id, not_entered(found))
    nobody = next(one for one in found.leaders if not one.part.findings)
    with pytest.raises(KnownError, match="段立新没有要抄报的问题，不出件"):
        enter_all(ledger, EVERYONE, round_id, [nobody])
    undo.undo(ledger, EVERYONE, changes.action_id)
    assert len(not_entered(read(office))) == 5


def test_the_time_in_which_copies_go_out_is_told_with_what_is_late(office):
    ledger, round_id, _units, _ids = office
    rounds.edit(ledger, EVERYONE, round_id, {"feedback_on": "2026-05-18"}, reason="更正")
    found = read(office)
    assert (found.feedback_on, found.send_by) == ("2026-05-18", "2026-05-25")
    assert found.timing(DAY) == "反馈 5月18日，5 个工作日内抄报（5月25日前）：还有 2 件没有送出，已过期"
    enter_all(ledger, EVERYONE, round_id, not_entered(found), "2026-05-25")
    assert read(office).timing(DAY).endswith("：5月25日送出，按期")


def test_what_was_written_on_a_copy_is_listed_until_it_is_done(office):
    ledger, round_id, _units, _ids = office
    enter_all(ledger, EVERYONE, round_id, not_entered(read(office)), DAY)
    first = read(office).copies[0].id
    step(
        ledger, "copy_report", first, "instruct", on=DAY, instruction_on=DAY, instruction="阅", answer_due="2026-06-20"
    )
    assert read(office).instruction_words == "1 件 = 办理中 1 + 已办结 0"
    step(ledger, "copy_report", first, "answer", on=DAY, answered_on=DAY)
    assert read(office).instruction_words == "1 件 = 办理中 0 + 已办结 1"


def test_a_copy_to_a_village_is_none_to_the_town_in_whose_name_it_stands(office):
    ledger, round_id, units, ids = office
    village = a_unit(ledger, "柳坪乡青石村党支部", short="柳坪乡青石村")
    a_finding(ledger, round_id, village, "村级账目不清", first_due_on="2026-06-01", due_kind="date")
    copy = enter(
        ledger, "copy_report", on=DAY, level="unit", addressee="柳坪乡青石村", round=round_id, findings=(ids[1],)
    )
    assert [one.unit_id for one in read(office).units if one.copy is not None] == [village]
    both = enter(
        ledger,
        "copy_report",
        on=DAY,
        level="unit",
        addressee="柳坪乡党委、县城管局",
        round=round_id,
        findings=(ids[1],),
    )
    told = {one.unit_id: one.copy.id for one in read(office).units if one.copy is not None}
    assert told == {units[0]: both, units[1]: both, village: copy}


def test_a_copy_and_a_paper_for_one_whose_name_goes_on_are_none_for_another(office):
    """李明 stands in 李明华, 县司法局 in 县司法局法律援助中心; a handbook of dates brings no list of findings."""
    ledger, round_id, units, ids = office
    edit_unit(ledger, EVERYONE, units[0], {"supervising_leader": "李明"}, reason="分工")
    edit_unit(ledger, EVERYONE, units[1], {"supervising_leader": "李明华"}, reason="分工")
    a_unit(ledger, "县司法局法律援助中心")
    edit(ledger, EVERYONE, ids, {"department_in_charge": "县司法局", "on_organisation": 1})
    enter(ledger, "copy_report", on=DAY, level="leader", addressee="李明华同志", round=round_id, findings=(ids[1],))
    enter(
        ledger, "copy_report", on=DAY, level="department", addressee="县司法局法律援助中心", round=round_id,
        findings=(ids[1],),
    )  # fmt: skip
    sent = (
        ("leader_copy_report", "李明同志"), ("leader_copy_report", "李明华同志"), ("referral_letter", "县司法局党组"),
        ("referral_letter", "县司法局法律援助中心"), ("supervision_handbook", "县委组织部"),
    )  # fmt: skip
    with change(ledger, EVERYONE, Action.REGISTER_LETTER, "补登") as changes:
        for place, (kind, addressee) in enumerate(sent, 1):
            said = ("函", f"青巡办函〔2026〕{place}号", DAY, addressee, None, round_id, list(ids[:1]), None)
            insert_sent(changes, ledger, SentPaper(kind, *said))
    found = read(office)
    assert [one.name for one in found.leaders if one.copy is not None] == ["李明华"]
    assert [(one.name, one.moved, one.copy) for one in found.organs] == [
        ("县委组织部", (), None),
        ("县司法局", (ids[0],), None),
    ]
    enter_all(ledger, EVERYONE, round_id, [one for one in not_entered(found) if level_of(one) != "unit"])
    tied = {one.stored["addressee"]: one.fields["letter"] for one in read(office).copies[2:]}
    assert tied == {"李明": "青巡办函〔2026〕1号", "县委组织部": "", "县司法局": "青巡办函〔2026〕3号"}
