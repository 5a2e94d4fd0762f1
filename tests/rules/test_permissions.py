"""Who may do what: one table for the buttons and the door (A1)."""

import pytest

from desktop.errors import Forbidden
from desktop.rules.permissions import COMMAND_LINE, Action, Actor, Right, needed_right, require


@pytest.mark.parametrize("action", [Action.CLOSE_OUT, Action.WITHDRAW, Action.ISSUE, Action.OPENING, Action.EDIT_BASIS])
def test_entering_alone_does_not_reach_a_reviewer_s_deeds(action):
    assert not COMMAND_LINE.may(action)
    with pytest.raises(Forbidden, match="“审核”权限"):
        require(COMMAND_LINE, action)


@pytest.mark.parametrize("action", [Action.MANAGE_USERS, Action.EDIT_TEMPLATE, Action.EDIT_DICTIONARY])
def test_users_templates_and_dictionaries_are_the_manager_s(action):
    assert needed_right(action) is Right.MANAGE
    assert not Actor("王敏", frozenset({Right.ENTER, Right.REVIEW})).may(action)


def test_an_auditor_reads_and_changes_nothing_of_the_ledger():
    auditor = Actor("姚思雨", frozenset({Right.AUDIT}))

    assert not any(
        auditor.may(action) for action in (Action.ADD_FINDING, Action.LOG_PROGRESS, Action.IMPORT, Action.UNDO)
    )


def test_every_action_needs_a_right_that_somebody_can_hold():
    everyone = Actor("全权", frozenset(Right))

    assert all(everyone.may(action) for action in Action)
