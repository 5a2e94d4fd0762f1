"""The office's own lists are edited through the one door."""

import pytest

from db.queries import bases
from db.queries import dictionaries as queries
from db.records import Basis
from desktop.errors import Forbidden, KnownError
from desktop.operations import dictionaries
from desktop.operations.round_opening import enter_units, open_round
from desktop.operations.units import UnitDraft


def test_a_list_needs_the_right_to_manage(ledger, clerk):
    with pytest.raises(Forbidden, match="管理"):
        dictionaries.put(ledger, clerk, "phrase", {"kind": "不予认定", "text": "缺回单"})


def test_an_entry_that_was_removed_is_no_longer_offered(ledger, manager):
    dictionaries.put(ledger, manager, "phrase", {"kind": "不予认定", "text": "缺回单"})
    [row] = queries.phrases(ledger.reader)

    dictionaries.remove(ledger, manager, "phrase", row.id)

    assert queries.phrases(ledger.reader) == ()


@pytest.mark.parametrize(
    "table, fields, sentence",
    [
        ("category", {"scheme": "四个聚焦", "level1": " "}, "一级分类是空的"),
        ("phrase", {"kind": "x", "text": ""}, "短语是空的"),
        ("calendar_day", {"day": "2027-2-6", "kind": "holiday"}, "不是日期"),
        ("calendar_day", {"day": "2027-02-06", "kind": "rest"}, "放假或上班"),
        ("deadline_rule", {"event": "x", "days": -1, "unit": "day"}, "不是天数"),
        ("deadline_rule", {"event": "x", "days": 1, "unit": "week"}, "自然日、工作日或月"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_and_nothing_is_written(ledger, manager, table, fields, sentence):
    with pytest.raises(KnownError, match=sentence):
        dictionaries.put(ledger, manager, table, fields)

    assert ledger.reader.value(f"select count(*) from [{table}]") == 0


def test_a_basis_of_the_same_name_is_the_next_version_and_stays_the_default(ledger, manager):
    first, _ = dictionaries.put_basis(ledger, manager, Basis(name="县委口径2026（核实）"))
    dictionaries.set_default_basis(ledger, manager, first)

    dictionaries.put_basis(ledger, manager, Basis(name="县委口径2026（核实）", decimals=2))

    chosen = bases.default_basis(ledger.reader)
    assert (chosen.version, chosen.decimals, chosen.is_default) == (2, 2, True)
    assert len(bases.bases(ledger.reader)) == 2


def test_only_one_basis_is_the_default(ledger, manager):
    ids = [dictionaries.put_basis(ledger, manager, Basis(name=name))[0] for name in ("甲", "乙")]
    for basis_id in (*ids, ids[0]):
        dictionaries.set_default_basis(ledger, manager, basis_id)

    assert [basis.name for basis in bases.bases(ledger.reader) if basis.is_default] == ["甲"]


def test_a_round_is_opened_with_its_units_as_one_action_that_one_undo_takes_back(ledger, reviewer):
    from desktop.operations import undo

    unit_ids, _ = enter_units(ledger, reviewer, [UnitDraft("县民政局党组"), UnitDraft("县教育局党组")], None, "登记")
    _round_id, changes = open_round(
        ledger, reviewer, "十五届县委第七轮（常规）", {"feedback_on": "2026-09-10"}, unit_ids
    )
    assert changes.title == "新建轮次 十五届县委第七轮（常规），列入单位 2 家"

    undo.undo(ledger, reviewer)

    living = "where removed_in is null"
    assert ledger.reader.value(f"select count(*) from round {living}") == 0
    assert ledger.reader.value(f"select count(*) from unit {living}") == 2
