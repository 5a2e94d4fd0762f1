"""本月督办包 (W6, T6): one letter a unit by the ladder, nothing for what was written to in time, the months as the registers tell them."""

from __future__ import annotations

from dataclasses import replace

from desktop.operations.supervision.board import read_board
from desktop.operations.supervision.ladder import put_ladder
from desktop.operations.supervision.monthly import list_title, months, package
from desktop.operations.supervision.planning import planned
from tests.builders import EVERYONE
from tests.operations.supervision.conftest import called, sent

DAY = "2026-06-05"


def board_of(ledger, county, day=DAY):
    return read_board(ledger.reader, (county.round,), day)


def test_each_unit_is_due_its_highest_rung_once(ledger, county):
    found = package(board_of(ledger, county))
    assert found.letters == (
        ("due_warning_letter", (county.units[1],)),
        ("supervision_letter", (county.units[0],)),
    )
    assert (found.count, found.idle, found.elsewhere) == (2, 0, ())
    assert found.sentence == "2 家 = 出函 2 + 不用催 0"


def test_the_package_is_what_the_board_plans_for_all_its_cards(ledger, county):
    board = board_of(ledger, county)
    assert dict(package(board).letters) == planned(board, board.cards).units


def test_a_unit_that_still_has_time_to_answer_is_left_alone_and_one_that_let_it_pass_climbs(ledger, county):
    late = county.first[:2]
    sent(ledger, county, "supervision_letter", "云巡督〔2026〕1号", "2026-06-01", "2026-06-08", *county.first)
    board = board_of(ledger, county)
    assert county.units[0] not in {unit for _kind, units in package(board).letters for unit in units}
    assert package(board).idle == 1

    later = package(board_of(ledger, county, "2026-06-09"))
    assert ("supervision_letter", (county.units[0],)) in later.letters and late


def test_a_warning_waits_where_the_unit_had_a_letter_within_the_week(ledger, county):
    """domain §5: several reminders of the same week become one."""
    sent(
        ledger,
        county,
        "due_warning_letter",
        "云巡办函〔2026〕9号",
        "2026-06-04",
        "2026-06-20",
        county.second[0],
        unit=1,
    )
    unit = county.units[1]
    found = package(board_of(ledger, county))
    assert found.written == (unit,) and found.sentence == "2 家 = 出函 1 + 本周已发函 1 + 不用催 0"
    later = package(board_of(ledger, county, "2026-06-11"))
    assert ("due_warning_letter", (unit,)) in later.letters and not later.written


def test_a_step_that_is_no_letter_is_told_apart_and_the_line_adds_up(ledger, county):
    put_ladder(ledger, EVERYONE, ["talk_notice", ""])
    found = package(board_of(ledger, county))
    assert found.letters == () and found.elsewhere == (("约谈", (county.units[0],)),)
    assert found.sentence == "2 家 = 出函 0 + 约谈 1 + 不用催 1"
    assert found.units == found.count + found.idle + sum(len(units) for _title, units in found.elsewhere)


def test_the_months_tell_letters_answers_and_calls(ledger, county):
    first = sent(ledger, county, "supervision_letter", "云巡督〔2026〕1号", "2026-05-20", "2026-05-27", county.first[0])
    sent(ledger, county, "due_warning_letter", "云巡办函〔2026〕9号", "2026-06-02", "2026-06-20", county.first[1])
    call = called(ledger, county, county.first[0])
    june, may = months(board_of(ledger, county))
    assert (june.month, dict(june.letters), june.answered, june.late, june.calls) == (
        "2026-06", {"due_warning_letter": 1}, 0, 0, 0,
    )  # fmt: skip
    assert (may.month, may.ids, may.late, may.calls, may.call_ids) == ("2026-05", (first,), 1, 1, (call,))


def test_a_board_without_cards_asks_for_nothing(ledger, county):
    board = replace(board_of(ledger, county), cards=())
    assert package(board).sentence == "0 家 = 出函 0 + 不用催 0"


def test_the_list_is_called_by_its_month():
    assert list_title("第六轮", "2026-06-05") == "第六轮2026年6月督办清单"
