"""送达登记 and the register of papers tell one fact once: what is entered on the paper stands on its copy, in the same action (page 15)."""

import pytest

from db.queries import bases
from desktop.operations import undo
from desktop.operations.change import change
from desktop.operations.copying import enter_all, not_entered
from desktop.operations.dispatches import board
from desktop.operations.papers.happenings import Happening
from desktop.operations.papers.registering import SentPaper, insert_sent, log_event
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.operations.papers.handed_in import enter

SENT, SIGNED, DAY = "2026-05-20", "2026-05-22", "2026-06-05"


@pytest.fixture
def office(ledger):
    round_id = a_round(ledger)
    unit = a_unit(ledger, "柳坪乡党委", short="柳坪乡", supervising_leader="钟思源")
    finding = a_finding(ledger, round_id, unit, "账目不清")
    with change(ledger, EVERYONE, Action.REGISTER_LETTER, "补登") as changes:
        paper = SentPaper(
            "unit_finding_list", "问题清单", "云巡办〔2026〕1号", SENT, "柳坪乡党委", unit, round_id, [finding]
        )
        letter = insert_sent(changes, ledger, paper)
    return ledger, round_id, letter


def line(office):
    ledger, round_id, _letter = office
    [found] = board(ledger.reader, bases.default_basis(ledger.reader), (round_id,), DAY).units
    return found


def test_before_anything_is_entered_the_paper_tells_and_afterwards_the_register_alone(office):
    ledger, round_id, letter = office
    assert (line(office).letter.id, line(office).sent_on) == (letter, SENT)
    enter(ledger, "copy_report", on=DAY, level="unit", addressee="柳坪乡", round=round_id)
    assert (line(office).copy.state, line(office).sent_on) == ("open", "")


def test_the_batch_takes_over_when_the_paper_went_out_and_was_signed_for(office):
    ledger, round_id, letter = office
    log_event(ledger, EVERYONE, letter, "receipt", Happening(SIGNED))
    found = board(ledger.reader, bases.default_basis(ledger.reader), (round_id,), DAY)
    enter_all(ledger, EVERYONE, round_id, not_entered(found), DAY)
    assert (line(office).copy.state, line(office).sent_on, line(office).received_on) == ("received", SENT, SIGNED)


@pytest.mark.parametrize(("sent", "signed", "went"), [("2026-05-21", SIGNED, "2026-05-21"), (DAY, SIGNED, SIGNED)])
def test_the_day_entered_as_the_one_on_which_it_went_out_counts_before_the_date_of_the_paper(
    office, sent, signed, went
):
    ledger, round_id, letter = office
    log_event(ledger, EVERYONE, letter, "sent", Happening(sent))
    log_event(ledger, EVERYONE, letter, "receipt", Happening(signed))
    assert (line(office).sent_on, line(office).received_on) == (went, signed)
    found = board(ledger.reader, bases.default_basis(ledger.reader), (round_id,), DAY)
    enter_all(ledger, EVERYONE, round_id, not_entered(found), DAY)
    assert (line(office).copy.state, line(office).sent_on, line(office).received_on) == ("received", went, signed)


def test_a_receipt_on_the_paper_stands_on_its_copy_and_one_undo_takes_both_back(office):
    ledger, round_id, letter = office
    enter(ledger, "copy_report", on=DAY, level="unit", addressee="柳坪乡", round=round_id, letter=letter)
    done = log_event(ledger, EVERYONE, letter, "receipt", Happening(SIGNED))
    assert (line(office).copy.state, line(office).sent_on, line(office).received_on) == ("received", SENT, SIGNED)
    undo.undo(ledger, EVERYONE, done.action_id)
    assert line(office).copy.state == "open" and line(office).letter.received_on is None


def test_a_receipt_before_the_day_that_the_register_knows_leaves_the_copy_as_it_is(office):
    ledger, round_id, letter = office
    enter(ledger, "copy_report", on=DAY, level="unit", addressee="柳坪乡", round=round_id, letter=letter, sent_on=DAY)
    log_event(ledger, EVERYONE, letter, "receipt", Happening(SIGNED))
    assert (line(office).copy.state, line(office).sent_on) == ("sent", DAY)
