"""What a clerk decided about a list is kept word for word and counted as what would be lost."""

from dataclasses import replace

import pytest

from desktop.exchange.list_reading.reading import ReadingFault
from desktop.operations.importing.decisions import Decisions, as_text, fault_key, from_text
from desktop.operations.importing.judgement import Picks

FAULT = ReadingFault("清单", 5, None, None, "error", "unknown_unit", "不在名录中")
EACH = {
    "cell": Decisions().with_cell(("清单", 5, "G"), "2026-06-18"), "answer": Decisions().with_answer("民政", "县民政局党组"),
    "mapping": Decisions(mapping={"问题": "text"}), "seen": Decisions().with_seen(FAULT), "word": Decisions().with_word("status", "弄完了", "done"),
    "head": Decisions().with_head("清单", 3, {1: "serial", 2: "text"}), "round": Decisions(rounds={"五": "第五轮"}),
    "left": Decisions(picks=Picks(frozenset({("清单", 5)}))), "field": Decisions(picks=Picks(fields={("清单", 5, "owner"): False})),
}  # fmt: skip


@pytest.mark.parametrize("name", EACH)
def test_each_kind_of_decision_comes_back_and_counts_once(name):
    assert from_text(as_text(EACH[name])) == EACH[name] != Decisions()
    assert EACH[name].repairs == 1


def test_all_together_come_back_and_nothing_was_decided_at_first():
    whole = (
        EACH["cell"]
        .with_answer("民政", "县民政局党组")
        .with_seen(FAULT)
        .with_word("status", "甲", "done")
        .with_head("清单", 3, {1: "text"})
    )
    whole = whole.with_cell(("清单", 6, "G"), "x").with_cell(("清单", 6, "G"), "y")
    assert from_text(as_text(whole)) == whole and whole.repairs == 6 and whole.cells[("清单", 6, "G")] == "y"
    assert Decisions().repairs == 0 and from_text("{}") == Decisions()


def test_a_fault_is_known_by_its_place_and_kind():
    assert fault_key(FAULT) == ("清单", 5, "", "unknown_unit")
    assert fault_key(replace(FAULT, column="B")) != fault_key(FAULT)
