"""Who may do what: one table for the buttons and the door, without a default (A1, R-5)."""

import pytest

from desktop.errors import Forbidden
from desktop.rules.permissions import (
    COMMAND_LINE,
    RECORD_ACTIONS,
    TABLE,
    Action,
    Actor,
    Beyond,
    Right,
    may_read_of_others,
    require,
    require_to_read,
    why_not,
)


def test_every_action_stands_in_the_table_once_and_there_is_no_default_r5():
    """R-5"""
    assert set(TABLE) == set(Action)
    assert all(isinstance(needed, (Right, Beyond)) for needed in TABLE.values())


@pytest.mark.parametrize("action", list(Action))
def test_every_right_is_refused_once_per_action_r5(action):
    """R-5: who has every other right is refused, who has this one alone is let in."""
    needed = TABLE[action]
    if isinstance(needed, Right):
        others = Actor("缺一项", frozenset(Right) - {needed})
        assert not others.may(action) and why_not(others, action)
        with pytest.raises(Forbidden) as refused:
            require(others, action)
        assert refused.value.kind == "right"
        require(Actor("只此一项", frozenset({needed})), action)
    elif needed is Beyond.PROGRAM:
        with pytest.raises(Forbidden) as refused:
            require(Actor("全权", frozenset(Right)), action)
        assert refused.value.kind == "program"
        require(Actor("全权", frozenset(Right)).as_program(), action)
    else:
        require(Actor("无权限", frozenset()), action)


@pytest.mark.parametrize("action", [Action.CLOSE_OUT, Action.WITHDRAW, Action.ISSUE, Action.OPENING, Action.EDIT_BASIS])
def test_entering_alone_does_not_reach_a_reviewer_s_deeds(action):
    assert not COMMAND_LINE.may(action)
    with pytest.raises(Forbidden, match="“审核”权限"):
        require(COMMAND_LINE, action)


@pytest.mark.parametrize(
    "action",
    [Action.MANAGE_USERS, Action.EDIT_TEMPLATE, Action.EDIT_DICTIONARY, Action.EDIT_OFFICE, Action.CONFIRM_CLOCK],
)
def test_users_templates_dictionaries_and_what_the_office_is_called_are_the_manager_s_r5(action):
    assert TABLE[action] is Right.MANAGE
    assert not Actor("王敏", frozenset({Right.ENTER, Right.REVIEW})).may(action)


def test_an_auditor_reads_and_changes_nothing_of_the_ledger():
    auditor = Actor("姚思雨", frozenset({Right.AUDIT}))

    assert not any(auditor.may(action) for action in (Action.ADD_FINDING, Action.LOG_PROGRESS, Action.IMPORT))


@pytest.mark.parametrize("what", [Action.READ_LOG, Action.READ_EXPORTS, Action.READ_PRINTS, Action.READ_LOGINS])
def test_audit_alone_opens_what_others_did_r5(what):
    assert may_read_of_others(Actor("姚思雨", frozenset({Right.AUDIT})), what)
    assert not may_read_of_others(Actor("王敏", frozenset(Right) - {Right.AUDIT}), what)


def test_why_not_names_the_right_that_is_lacking_or_the_program_r5():
    """R-5: the tooltip and the refusal name the same right; what only the program does names no right."""
    nobody = Actor("无权限", frozenset())
    words = {Right.ENTER: "录入", Right.REVIEW: "审核", Right.MANAGE: "管理", Right.AUDIT: "审计"}
    for action, needed in TABLE.items():
        if needed is Beyond.ANYONE:
            assert why_not(nobody, action) == ""
            continue
        word = words.get(needed, "程序")
        assert word in why_not(nobody, action)
        with pytest.raises(Forbidden, match=word):
            require(nobody, action)
        assert needed is Beyond.PROGRAM or "程序" not in why_not(nobody, action)
        assert why_not(Actor("全权", frozenset(Right)).as_program(), action) == ""


def test_a_step_of_a_book_asks_for_an_action_of_its_own_right():
    for right, action in RECORD_ACTIONS.items():
        assert TABLE[action] is (Right.MANAGE if right is Right.AUDIT else right)
    assert set(RECORD_ACTIONS) == set(Right)


def test_what_a_paper_tells_of_others_names_the_rights_that_are_lacking():
    wanted = (Action.READ_PRINTS, Action.READ_EXPORTS, next(one for one in Action if TABLE[one] is Right.REVIEW))
    auditor = Actor("林知远", frozenset({Right.AUDIT}))
    require_to_read(auditor, wanted[:2], "登记簿写有各人的打印和导出")
    require_to_read(None, (), "督办函")
    for actor, words in ((None, "“审核”、“审计”"), (auditor, "“审核”")):
        with pytest.raises(Forbidden) as refused:
            require_to_read(actor, wanted, "登记簿写有各人的打印和导出")
        assert str(refused.value) == (
            f"登记簿写有各人的打印和导出，要有{words}权限才能出。请由有{words}权限的人登录办理。"
        )
