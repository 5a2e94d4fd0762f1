"""X7, X8, X9: a return workbook goes out, comes back, and enters by deeds what the unit said and nothing else."""

import pytest

from db.digest import content_digest
from db.queries.return_books import standing_of_round
from desktop.ledgers.field import Holds
from desktop.operations import attributes, findings, own_fields, progress, undo
from desktop.operations.return_book.entering import merge
from desktop.operations.return_book.receiving import Picks, look
from desktop.operations.return_book.sending import send
from desktop.rules.permissions import Right
from tests.builders import CLAIMANT, EVERYONE, no_evidence_faults
from tests.operations.return_book.returns import Office, filled, unpacked


@pytest.fixture
def office(ledger, tmp_path):
    return Office(ledger, tmp_path / "发出")


def extensions(office):
    return office.ledger.reader.tuples(
        "select finding_id, due_on, reason, source from extension where removed_in is null"
    )


def test_a_book_that_comes_back_as_it_went_enters_nothing_but_its_receipt(office):
    path = office.sent()
    before = standing_of_round(office.ledger.reader, office.round, office.ledger.today())
    done = merge(office.ledger, CLAIMANT, path)
    assert (
        done.import_number == 1 and done.entered == 0 and not done.received.taken and not done.received.outcome.faults
    )
    assert standing_of_round(office.ledger.reader, office.round, office.ledger.today()) == before


def test_what_the_unit_wrote_becomes_claims_notes_fields_and_an_application(office):
    one, two = office.number(office.one), office.number(office.two)
    back = filled(office.sent(), {
        (one, "status"): "已完成", (one, "completed_on"): "2026.5.20", (one, "progress"): "已补缴。", (one, "owner"): "程 青 禾",
        (two, "progress"): "正在清退。", (two, "remark"): "等批复", (two, "extend_to"): "2026-09-30", (two, "extend_reason"): "资金未到位",
    })  # fmt: skip
    before = content_digest(office.ledger.reader)
    done = merge(office.ledger, CLAIMANT, back)
    first, second = office.row(office.one), office.row(office.two)
    assert (first.claim, first.claim_on, first.last_text, first.owner, first.verdict) == (
        "done",
        "2026-05-20",
        "已补缴。",
        "程青禾",
        "not_started",
    )
    assert (second.claim, second.last_text, second.remark, second.due_on) == (
        "not_started",
        "正在清退。",
        "等批复",
        "2026-06-30",
    )
    assert extensions(office) == ((office.two, "2026-09-30", "资金未到位", "return_book"),)
    assert done.entered == 2 and not done.received.not_entered
    undo.undo_import(office.ledger, EVERYONE, done.import_number)
    assert content_digest(office.ledger.reader) == before


def test_a_deadline_written_over_in_the_locked_column_is_an_application_too(office):
    one = office.number(office.one)
    done = merge(office.ledger, CLAIMANT, filled(office.sent(), {(one, "due_on"): "2026年12月底"}))
    assert extensions(office) == ((office.one, "2026-12-31", "回收表所载", "return_book"),)
    assert office.row(office.one).due_on == "2026-06-30" and done.received.extensions == [(one, "2026-12-31")]


def test_an_earlier_date_and_a_reason_alone_are_told_and_not_entered(office):
    one, two = office.number(office.one), office.number(office.two)
    seen = look(
        office.ledger, filled(office.sent(), {(one, "extend_to"): "2026-06-01", (two, "extend_reason"): "缺钱"})
    )
    assert [(told.key, told.field) for told in seen.not_entered] == [
        (one, "extend_to"),
        (two, "extend_reason"),
    ] and not seen.taken


@pytest.mark.parametrize(("cells", "field"), [
    ({"completed_on": "2026-05-20"}, "completed_on"), ({"status": "已完成", "completed_on": "2026-12-01"}, "completed_on"),
    ({"status": "已完成", "completed_on": "2026-01-01"}, "completed_on"),
])  # fmt: skip
def test_a_day_of_completion_that_cannot_be_is_told_and_never_moved_in_silence(office, cells, field):
    one = office.number(office.one)
    seen = look(office.ledger, filled(office.sent(), {(one, name): value for name, value in cells.items()}))
    assert [(told.key, told.field) for told in seen.not_entered] == [(one, field)]


def test_what_the_office_entered_on_the_same_day_after_sending_is_never_overwritten(office):
    """X8: the sent state is that of the action, not of the day."""
    one, two = office.number(office.one), office.number(office.two)
    path = office.sent()
    progress.claim(office.ledger, CLAIMANT, office.one, "basically_done", office.ledger.today(), "办公室电话核实")
    findings.edit(office.ledger, EVERYONE, [office.two], {"remark": "办公室写的"})
    assert merge(office.ledger, CLAIMANT, path).entered == 0
    assert office.row(office.one).claim == "basically_done" and office.row(office.two).remark == "办公室写的"
    done = merge(office.ledger, CLAIMANT, filled(path, {(one, "status"): "已完成", (two, "owner"): "程青禾"}))
    assert one in done.complaint and "第 4 行" in done.complaint and done.import_number is None
    assert office.row(office.one).claim == "basically_done" and office.row(office.two).owner == "贺知微"
    kept = merge(
        office.ledger,
        CLAIMANT,
        filled(path, {(one, "status"): "已完成", (two, "owner"): "程青禾"}),
        Picks(keep_ledger=True),
    )
    assert (
        kept.entered == 1
        and office.row(office.one).claim == "basically_done"
        and office.row(office.two).owner == "程青禾"
    )


@pytest.mark.parametrize("way", ["closed", "withdrawn", "moved"])
def test_a_finding_that_takes_nothing_any_more_is_a_conflict(office, way):
    path, today = office.sent(), office.ledger.today()
    if way == "closed":
        progress.claim(office.ledger, CLAIMANT, office.one, "done", today)
        progress.close_out(office.ledger, EVERYONE, office.one, today, no_evidence_faults, override_reason="试")
    elif way == "withdrawn":
        progress.withdraw(office.ledger, EVERYONE, [office.one], today, "重复", "王书记")
    else:
        attributes.reclassify(office.ledger, EVERYONE, office.one, {"unit_id": office.neighbour}, today, "记错单位")
    done = merge(office.ledger, CLAIMANT, filled(path, {(office.number(office.one), "remark"): "单位"}))
    assert [edit.kind for edit in done.received.outcome.merged.conflicts] == [
        f"row_{way}"
    ] and done.import_number is None


def test_the_clerk_takes_the_units_side_cell_by_cell_and_confirms_what_was_emptied(office):
    one, two = office.number(office.one), office.number(office.two)
    path = office.sent()
    progress.claim(office.ledger, CLAIMANT, office.one, "basically_done", office.ledger.today())
    back = filled(path, {(one, "status"): "已完成", (one, "owner"): None, (two, "owner"): None, (two, "status"): None})
    picks = Picks(frozenset({(one, "status"), (one, "owner"), (two, "status")}))
    done = merge(office.ledger, CLAIMANT, back, picks)
    assert (office.row(office.one).claim, office.row(office.one).owner) == ("done", "")
    assert (office.row(office.two).claim, office.row(office.two).owner) == ("not_started", "贺知微")
    assert [(told.key, told.field) for told in done.received.not_entered] == [(two, "status")]


def test_no_pick_takes_anything_into_a_finding_that_takes_nothing(office):
    path, one = office.sent(), office.number(office.one)
    progress.withdraw(office.ledger, EVERYONE, [office.one], office.ledger.today(), "重复", "王书记")
    back = filled(path, {(one, "remark"): "单位"})
    assert merge(office.ledger, CLAIMANT, back, Picks(frozenset({(one, "remark")}))).import_number is None
    assert merge(office.ledger, CLAIMANT, back, Picks(keep_ledger=True)).entered == 0


# -- the mark ----------------------------------------------------------------------------------------


def test_an_older_version_is_refused_with_the_day_of_the_one_in_force(office):
    old = office.sent()
    assert "第2版" in office.sent().name
    done = merge(office.ledger, CLAIMANT, filled(old, {(office.number(office.one), "remark"): "单位"}))
    assert (
        done.received.outcome.refused.kind == "old_version" and "6月5日发出的是第 2 版，这是第 1 版" in done.complaint
    )


@pytest.mark.parametrize(("mark", "kind"), [
    ({"unit": "县教育局党组"}, "other_unit"), ({"unit": "没有的单位"}, "other_unit"), ({"round": "别的轮次"}, "other_round"), ({"version": 2}, "old_version"),
    ({"package_id": "PK-1"}, "no_package_id"), ({"package_id": "HS-77-1-1"}, "no_package_id"), ({"package_id": None}, "no_package_id"),
    ({"signature": "0" * 32}, "signature"), ({"package_id": "HS-1-2-1"}, "no_package_id"),
])  # fmt: skip
def test_a_mark_that_was_changed_refuses_the_file_with_its_reason(office, mark, kind):
    done = merge(office.ledger, CLAIMANT, filled(office.sent(), {(office.number(office.one), "remark"): "单位"}, mark))
    assert done.received.outcome.refused.kind == kind and done.complaint.endswith("。") and done.import_number is None


def test_a_unit_that_was_renamed_meanwhile_still_hands_in_its_book(office):
    from desktop.operations import units

    path = office.sent()
    units.rename(office.ledger, EVERYONE, office.unit, "县民政和社会事务局党组", office.ledger.today())
    done = merge(office.ledger, CLAIMANT, filled(path, {(office.number(office.one), "remark"): "单位"}))
    assert done.entered == 1 and office.row(office.one).remark == "单位"


def test_a_round_that_was_renamed_meanwhile_keeps_its_books(office):
    from desktop.operations import rounds

    path = office.sent()
    rounds.edit(office.ledger, EVERYONE, office.round, {"name": "第六轮"}, "改名")
    assert merge(office.ledger, CLAIMANT, path).import_number == 1


def test_the_same_file_is_taken_once_until_its_import_is_undone(office):
    back = filled(office.sent(), {(office.number(office.one), "remark"): "单位"})
    number = merge(office.ledger, CLAIMANT, back).import_number
    with pytest.raises(Exception, match="已在第 1 次导入中合并过"):
        merge(office.ledger, CLAIMANT, back)
    undo.undo_import(office.ledger, EVERYONE, number)
    assert merge(office.ledger, CLAIMANT, back).entered == 1


def test_looking_and_merging_never_write_the_returned_file(office):
    back = filled(office.sent(), {(office.number(office.one), "remark"): "单位"})
    before = back.read_bytes()
    look(office.ledger, back)
    merge(office.ledger, CLAIMANT, back)
    assert back.read_bytes() == before


# -- what goes out -------------------------------------------------------------------------------------


def test_a_book_holds_the_open_findings_of_its_unit_and_no_word_of_anything_else(office):
    """X7, A6: planted words in every field that no column of the book has."""
    ledger, today = office.ledger, office.ledger.today()
    own, _changes = own_fields.add(ledger, EVERYONE, "来信人", Holds.TEXT)
    planted = {
        "supervising_person": "暗甲",
        "working_paper": "暗乙",
        "characterisation": "暗丙",
        "source": "暗丁",
        own: "暗戊",
    }
    findings.edit(ledger, EVERYONE, [office.one], planted)
    progress.verify(ledger, EVERYONE, office.one, "in_progress", today, "暗己")
    findings.edit(ledger, EVERYONE, [office.other], {"remark": "暗庚"})
    text = unpacked(office.sent())
    assert "党费收缴不及时" in text and "公务接待管理不规范" in text
    assert "暗" not in text and "招生秩序不规范" not in text and "县教育局" not in text


def test_every_unit_with_open_findings_gets_its_book_and_one_without_is_told(office):
    made = send(office.ledger, EVERYONE, office.round, [], office.folder)
    assert [(one.unit, one.rows, one.version) for one in made] == [("县民政局党组", 2, 1), ("县教育局党组", 1, 1)]
    progress.withdraw(office.ledger, EVERYONE, [office.other], office.ledger.today(), "重复", "王书记")
    with pytest.raises(Exception, match="县教育局党组在"):
        send(office.ledger, EVERYONE, office.round, [office.neighbour], office.folder)


def test_who_may_not_import_enters_nothing(office, reviewer):
    from desktop.errors import Forbidden
    from desktop.rules.permissions import Actor

    back = filled(office.sent(), {(office.number(office.one), "remark"): "单位"})
    with pytest.raises(Forbidden):
        merge(office.ledger, Actor("审计员", frozenset({Right.AUDIT})), back)
    assert office.row(office.one).remark == ""
