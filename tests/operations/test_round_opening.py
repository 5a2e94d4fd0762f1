"""A new round and its units as one action; units of a read register entered and put into it."""

from desktop.operations import undo
from desktop.operations.round_opening import enter_units, open_round
from desktop.operations.units import UnitDraft
from tests.builders import EVERYONE, a_round, a_unit


def placed(ledger):
    return ledger.reader.tuples("select round_id, unit_id from round_unit where removed_in is null order by id")


def test_a_round_is_opened_with_its_units_in_one_step(ledger):
    units = [a_unit(ledger), a_unit(ledger, "县财政局党组")]
    round_id, changes = open_round(ledger, EVERYONE, "十五届县委第六轮", {"feedback_on": "2026-03-18"}, units)
    assert placed(ledger) == tuple((round_id, unit) for unit in units)
    assert changes.title == "新建轮次 十五届县委第六轮，列入单位 2 家"
    undo.undo(ledger, EVERYONE)
    assert placed(ledger) == () and ledger.reader.value("select count(*) from round where removed_in is null") == 0


def test_read_units_enter_the_register_and_a_round_only_where_one_is_given(ledger):
    round_id, drafts = a_round(ledger), [UnitDraft("青岩县民政局党组", kind="县直部门"), UnitDraft("石桥乡党委")]
    made, _changes = enter_units(ledger, EVERYONE, drafts, None, "粘贴名册", "青岩县")
    assert (len(made), placed(ledger)) == (2, ())
    assert ledger.reader.value("select short from unit where id = ?", (made[0],)) == "县民政局"
    again, changes = enter_units(ledger, EVERYONE, drafts, round_id, "粘贴名册", "青岩县")
    assert again == made and placed(ledger) == tuple((round_id, unit) for unit in made)
    assert changes.title == "粘贴名册"
