"""A2: who set a cell when, from what to what and why; and setting it back by the deed that the field belongs to."""

import pytest

from desktop.errors import Forbidden, KnownError
from desktop.ledgers.field import Holds
from desktop.ledgers.findings import FIELDS
from desktop.ledgers.talks import TALKS
from desktop.operations import attributes, cell_life, findings, own_fields, progress, undo
from desktop.operations.records import verbs
from tests.builders import CLAIMANT, EVERYONE, a_finding, a_unit


@pytest.fixture
def one(ledger):
    return a_finding(ledger, owner="甲", first_due_on="2026-06-18", due_kind="date", nature="ordinary")


def steps(ledger, one, field, **named):
    life = cell_life.of_finding(ledger.reader, one, field, **named)
    return [(step.old, step.new, step.user_name, step.entered, step.may_restore) for step in life.steps]


def test_a_plain_cell_tells_its_entry_and_every_edit_the_last_first(ledger, one, clock):
    clock.set("2026-06-06T10:30:00")
    findings.edit(ledger, CLAIMANT, [one], {"owner": "乙"}, reason="换人", title="换责任人")
    assert steps(ledger, one, "owner") == [("甲", "乙", "登记员", False, True), ("", "甲", "试验员", True, False)]
    life = cell_life.of_finding(ledger.reader, one, "owner")
    assert (life.title, life.field, life.steps[0].why, life.steps[0].recorded_at, life.steps[0].value) == (
        "责任人",
        "owner",
        "换责任人；换人",
        "2026-06-06 10:30",
        "甲",
    )
    assert steps(ledger, one, "owner", until="2026-06-05") == [("", "甲", "试验员", True, False)]


def test_setting_back_is_a_plain_edit_with_its_own_line(ledger, one):
    findings.edit(ledger, EVERYONE, [one], {"owner": "乙"})
    step = cell_life.of_finding(ledger.reader, one, "owner").steps[0]
    cell_life.restore(ledger, EVERYONE, one, "owner", step.value, "还原责任人")
    assert steps(ledger, one, "owner")[0][:2] == ("乙", "甲")


def test_what_decides_a_figure_is_set_back_by_its_deed_l4(ledger, one, clerk):
    """L-4: a right and a reason."""
    other = a_unit(ledger, "县财政局党组")
    attributes.reclassify(ledger, EVERYONE, one, {"unit_id": other, "nature": "immediate"}, "2026-06-01", "会议")
    life = cell_life.of_finding(ledger.reader, one, "unit")
    assert (life.field, life.steps[0].old, life.steps[0].new, life.steps[0].since) == (
        "unit_id",
        "县民政局党组",
        "县财政局党组",
        "2026-06-01",
    )
    for actor, reason in ((clerk, "错"), (EVERYONE, " ")):
        with pytest.raises((Forbidden, KnownError)):
            cell_life.restore(ledger, actor, one, "unit_id", life.steps[0].value, "还原", reason=reason)
        with pytest.raises((Forbidden, KnownError)):
            cell_life.restore(ledger, actor, one, "nature", "ordinary", "还原", reason=reason)
    cell_life.restore(ledger, EVERYONE, one, "unit_id", life.steps[0].value, "还原", reason="错")
    assert ledger.reader.value("select unit_id from finding") == life.steps[0].value
    assert [step[:2] for step in steps(ledger, one, "nature")] == [("限期整改", "立行立改"), ("", "限期整改")]


def test_lanes_are_told_in_their_words_and_are_set_back_by_no_edit(ledger, one):
    progress.claim(ledger, EVERYONE, one, "in_progress", "2026-06-01")
    progress.claim(ledger, EVERYONE, one, "done", "2026-06-02")
    life = [
        (step.old, step.new, step.since, step.may_restore)
        for step in cell_life.of_finding(ledger.reader, one, "claim_text").steps
    ]
    assert life[0] == ("正在推进", "已完成", "2026-06-02", False) and life[1][:3] == (
        "未启动",
        "正在推进",
        "2026-06-01",
    )
    undo.undo(ledger, EVERYONE)
    assert cell_life.of_finding(ledger.reader, one, "claim_text").steps[0].taken_back


def test_a_field_of_the_office_has_a_life_too(ledger, one):
    name, _changes = own_fields.add(ledger, EVERYONE, "包案领导", Holds.TEXT)
    own = own_fields.own_fields(ledger.reader)
    findings.edit(ledger, EVERYONE, [one], {name: "林"})
    findings.edit(ledger, EVERYONE, [one], {name: "周"})
    assert [step[:2] for step in steps(ledger, one, name, own=own)][0] == ("林", "周")


def test_only_columns_that_are_stored_or_told_by_events_have_a_life():
    known = {field.name for field in FIELDS if cell_life.knows_finding_field(field.name)}
    assert known >= {field.name for field in FIELDS if field.stored} | {
        "claim_text",
        "verdict_text",
        "due",
        "state_word",
        "unit",
    }
    assert (
        not known & {"timing", "days_left", "overdue", "category"}
        and cell_life.knows_finding_field("own_9")
        and not cell_life.knows_finding_field("no_such")
    )


def test_a_cell_of_a_book_tells_names_and_words(ledger, one):
    unit = ledger.reader.value("select unit_id from finding")
    made, _changes = verbs.add(
        ledger,
        EVERYONE,
        TALKS,
        {"kind": "reminder", "unit": unit, "talker": "顾", "talked_to": "程", "reason": "overdue"},
    )
    verbs.edit(ledger, EVERYONE, TALKS, [made.id], {"kind": "secretary"}, reason="改")

    def life(name):
        return [
            (step.old, step.new, step.may_restore)
            for step in cell_life.of_record(ledger.reader, TALKS, made.id, TALKS.field(name)).steps
        ]

    assert life("kind") == [("提醒谈话", "书记约谈", True), ("", "提醒谈话", False)] and life("unit") == [
        ("", "县民政局党组", False)
    ]
