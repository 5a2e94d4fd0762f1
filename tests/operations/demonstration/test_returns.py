"""The return workbooks of the story in small: sent, merged, sent back, and one left for whoever opens the demonstration."""

from __future__ import annotations

import pytest

from db.queries import facts, findings
from db.store import open_ledger
from desktop.errors import KnownError
from desktop.operations import rounds
from desktop.operations.demonstration.clock import StoryClock
from desktop.operations.demonstration.returns import NAME, Returns
from desktop.operations.return_book import board, receiving
from tests.builders import EVERYONE, a_finding, a_round, a_unit

ROUND = "十五届县委第六轮（常规）"
UNITS = ("县民政局党组", "县教育局党组", "县财政局党组")
TOLD = """
round = "{round}"
[[sent]]
on = "2026-06-06"
due = "2026-06-21"
units = ["县财政局党组"]
[[sent]]
on = "2026-06-08"
due = "2026-06-21"
[[returned]]
on = "2026-06-20"
unit = "县民政局党组"
rows."{one}".remark = "凭证附后"
[[refused]]
on = "2026-06-21"
unit = "县财政局党组"
reason = "交回的是旧版"
[waiting]
unit = "{whose}"
rows."{two}".remark = "原件可供核对"
"""


@pytest.fixture
def story(ledger, tmp_path):
    round_id = a_round(ledger, ROUND)
    unit_ids = [a_unit(ledger, name) for name in UNITS]
    rounds.place_units(ledger, EVERYONE, round_id, unit_ids)
    made = [a_finding(ledger, round_id, unit, "党费收缴不及时") for unit in unit_ids]
    numbers = [facts.number(ledger.reader, one) for one in made]
    ledger.close()
    clock, asked = StoryClock("2026-06-06"), []
    opened = open_ledger(ledger.folder, None, clock)

    def returns(whose="县教育局党组"):
        told = TOLD.format(round=ROUND, one=numbers[0], two=numbers[1], whose=whose)
        (tmp_path / NAME).write_text(told, "utf-8")
        (tmp_path / "表").mkdir()
        return Returns(opened, clock, tmp_path, tmp_path / "表", asked.append)

    yield returns, opened, round_id, made, asked
    opened.close()


def states(ledger, round_id):
    return [(one.state, one.version) for one in board.board(ledger.reader, [round_id], ledger.today())]


def test_each_is_sent_taken_in_and_refused_on_its_day_after_what_was_entered_before(story, tmp_path):
    make, ledger, round_id, made, asked = story
    returns = make()

    returns.until("2026-06-08")
    assert states(ledger, round_id) == [("not_sent", 0), ("not_sent", 0), ("sent", 1)]
    returns.until("2026-06-18")
    assert states(ledger, round_id) == [("sent", 1), ("sent", 1), ("sent", 2)]
    returns.until("2026-06-25")
    assert states(ledger, round_id) == [("merged", 1), ("sent", 1), ("refused", 2)]
    assert asked == [
        "2026-06-06", "2026-06-08", "2026-06-08", "2026-06-18", "2026-06-20", "2026-06-21", "2026-06-25",
    ]  # fmt: skip
    assert [findings.finding(ledger.reader, one, ledger.today()).remark for one in made] == ["凭证附后", "", ""]

    path = returns.leave_waiting(tmp_path)
    received = receiving.look(ledger, path)
    assert not received.outcome.refused and [len(fields) for fields in received.taken.values()] == [1]


def test_a_unit_that_the_office_does_not_know_is_named(story, tmp_path):
    make, *_rest = story
    returns = make("没有的单位")

    with pytest.raises(KnownError, match="没有的单位") as told:
        returns.leave_waiting(tmp_path)
    assert told.value.kind == "demonstration"
