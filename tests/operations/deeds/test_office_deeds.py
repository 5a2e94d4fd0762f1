"""The deeds on units, rounds and users from flat arguments."""

import pytest

from db.queries import units as unit_queries
from desktop.errors import KnownError
from desktop.operations.deeds.office_deeds import NODES
from desktop.operations.rounds import DATED


def test_units_are_entered_once_edited_renamed_and_merged(office, do):
    assert do("unit.add", name="县财政局党组", aliases=["财政"], leader="王", sort="7").number == "县财政局党组"
    assert office.reader.tuples("select leader, sort from unit where id = 2") == (("王", 7),)
    for taken in ("县财政局党组", "财政"):
        with pytest.raises(KnownError) as refused:
            do("unit.add", name=taken)
        assert refused.value.kind == "taken"
    do("unit.edit", number="财政", leader="李", aliases=["财局"], sort="3")
    assert office.reader.tuples("select leader, sort from unit where id = 2") == (("李", 3),)
    assert office.reader.column("select alias from unit_alias") == ("财政", "财局")
    do("unit.edit", number="财政")
    do("unit.rename", number="财政", name="县财经局党组", on="2026-06-01", paper="文")
    assert unit_queries.name_on(office.reader, 2, "2026-05-31") == "县财政局党组"
    assert do("unit.merge", number="县民政局党组", into="县财经局党组", on="2026-06-01").number == "县财经局党组"


def test_a_round_is_made_with_its_units_and_dates_and_edited(office, do):
    made = do(
        "round.add", name="十五届县委第七轮", feedback_on="2026-09-01", months="3", units=["县民政局党组"], code="Z-1"
    )
    assert made.number == "Z-1"
    assert office.reader.tuples("select feedback_on, months, ends_on from round where id = 2") == (
        ("2026-09-01", 3, "2026-12-01"),
    )
    assert (2, 1) in office.reader.tuples("select round_id, unit_id from round_unit")
    do("unit.add", name="县财政局党组")
    do("round.edit", number="Z-1", reminder_on="2026-10-10", units=["县财政局党组"], unit_feedback_on="2026-09-05")
    assert office.reader.value("select reminder_on from round where id = 2") == "2026-10-10"
    assert office.reader.value("select feedback_on from round_unit where round_id = 2 and unit_id = 2") == "2026-09-05"
    do("round.edit", number="Z-1")


@pytest.mark.parametrize("name", NODES)
def test_each_node_of_the_timetable_is_its_own_date_and_moves_with_a_reason(office, do, name):
    do("round.add", name="十五届县委第七轮")
    column = NODES[name]
    assert column in DATED
    with pytest.raises(KnownError) as refused:
        do("round.move_node", number="15-07", name=name, due_on="2026-10-01", reason="推迟")
    assert refused.value.kind == "wrong_state"
    do("round.node", number="15-07", name=name, due_on="2026-09-01")
    assert office.reader.value(f"select {column} from round where id = 2") == "2026-09-01"
    with pytest.raises(KnownError) as refused:
        do("round.move_node", number="15-07", name=name, due_on="2026-10-01")
    assert refused.value.kind == "no_reason"
    do("round.move_node", number="15-07", name=name, due_on="2026-10-01", reason="推迟")
    assert office.reader.value(f"select {column} from round where id = 2") == "2026-10-01"


def test_a_node_of_the_rounds_own_is_entered_moved_and_done(office, do):
    node = {"number": "15-06", "name": "半程会商"}
    with pytest.raises(KnownError) as refused:
        do("round.move_node", **node, due_on="2026-07-01", reason="x")
    assert refused.value.kind == "wrong_state"
    do("round.node", **node, due_on="2026-06-20")
    do("round.move_node", **node, due_on="2026-07-01", reason="推迟")
    assert office.reader.tuples("select due_on, first_due_on, done_on from round_node") == (
        ("2026-07-01", "2026-06-20", None),
    )
    do("round.node", **node, done_on="2026-06-05")
    assert office.reader.value("select done_on from round_node") == "2026-06-05"
    do("round.node", number="15-06", name="另一节点")
    assert office.reader.value("select due_on from round_node where name = '另一节点'") == "2026-06-05"
    do("round.node", number="15-06", name="已办节点", done_on="2026-06-01")
    assert office.reader.tuples("select due_on, done_on from round_node where name = '已办节点'") == (
        (None, "2026-06-01"),
    )


def test_people_come_with_rights_by_word_or_code_and_leave(office, do):
    do("user.add", name="张录", rights=["录入", "review"])
    held = "select may_enter, may_review, may_manage, may_audit, active from user where name = '张录'"
    assert office.reader.tuples(held) == ((1, 1, 0, 0, 1),)
    do("user.edit", number="张录", rights="审计")
    assert office.reader.tuples(held) == ((0, 0, 0, 1, 1),)
    with pytest.raises(KnownError) as refused:
        do("user.edit", number="张录", rights=["全权"])
    assert refused.value.kind == "unknown_choice"
    do("user.add", name="李管", rights=["管理"])
    assert do("user.remove", number="张录").state == "inactive"
    assert office.reader.tuples(held)[0][-1] == 0


def test_a_node_that_is_refused_in_part_leaves_nothing(office, do):
    with pytest.raises(KnownError):
        do("round.node", number="十五届县委第六轮（常规）", name="动员会", done_on="2099-01-01")
    assert office.reader.value("select count(*) from round_node") == 0
    do("round.node", number="十五届县委第六轮（常规）", name="动员会", due_on="2026-06-01", done_on="2026-06-02")
    assert office.reader.tuples("select name, due_on, done_on from round_node") == (
        ("动员会", "2026-06-01", "2026-06-02"),
    )
    actions = office.reader.value("select count(distinct action_id) from change_log where table_name = 'round_node'")
    assert actions == 1
