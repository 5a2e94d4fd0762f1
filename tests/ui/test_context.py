"""What every page shares: the round and the basis in hand are those of the ledger, whatever was taken back meanwhile (L-5)."""

from __future__ import annotations

import pytest

from db.queries.rounds import living_ids
from desktop.operations import rounds, undo
from desktop.ui.pages.overview.page import OverviewPage
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.ui.office import settled, show


def made_in(context):
    """An older round with a finding, and a newer one that the window holds."""
    older = a_round(context.ledger, "第五轮")
    a_finding(context.ledger, older, a_unit(context.ledger))
    newer, changes = rounds.add(context.ledger, EVERYONE, "第六轮", {"feedback_on": "2026-05-01"})
    return older, newer, changes


@pytest.mark.parametrize("held", ["the dead one alone", "both"])
def test_a_round_that_is_gone_is_held_no_longer_l5(qtbot, context, held):
    """L-5: the page goes on with a round that lives, and is not empty."""
    older, newer, _changes = made_in(context)
    page = show(qtbot, context, OverviewPage(context))
    context.set_switches(round_ids=(newer,) if held == "the dead one alone" else (newer, older))
    settled(qtbot, context)

    context.announce(undo.undo(context.ledger, EVERYONE))
    settled(qtbot, context)

    assert context.switches.round_ids == (older,)
    assert "1 家单位 1 条问题" in page.status_texts()


def test_the_round_comes_back_with_its_id_when_it_is_brought_back_l5(qtbot, context):
    """L-5: undo and redo leave no id behind that means nothing."""
    older, newer, _changes = made_in(context)
    context.set_switches(round_ids=(newer,))
    context.announce(undo.undo(context.ledger, EVERYONE))
    context.announce(undo.redo(context.ledger, EVERYONE))

    context.set_switches(round_ids=(newer, older))

    assert set(context.switches.round_ids) <= set(living_ids(context.reader))


def test_the_last_round_gone_leaves_no_choice_and_the_next_one_is_seen_l5(qtbot, context):
    """L-5: import, undo, import again: what is entered next is seen."""
    newer, _changes = rounds.add(context.ledger, EVERYONE, "第六轮", {"feedback_on": "2026-05-01"})
    context.set_switches(round_ids=(newer,))
    context.announce(undo.undo(context.ledger, EVERYONE))
    settled(qtbot, context)
    assert context.switches.round_ids == ()

    page = show(qtbot, context, OverviewPage(context))
    context.set_switches(round_ids=())
    again, changes = rounds.add(context.ledger, EVERYONE, "第六轮", {"feedback_on": "2026-05-01"})
    a_finding(context.ledger, again, a_unit(context.ledger))
    context.announce(changes)
    settled(qtbot, context)
    assert context.switches.round_ids in ((), (again,))
    assert "1 家单位 1 条问题" in page.status_texts()
