"""Who may do what: rights, the person at work, and the one table of actions (ledger.md §4)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.errors import Forbidden


class Right(StrEnum):
    """The four rights of the office; one person may hold several."""

    ENTER = "enter"
    REVIEW = "review"
    MANAGE = "manage"
    AUDIT = "audit"


RIGHT_WORDS = {Right.ENTER: "录入", Right.REVIEW: "审核", Right.MANAGE: "管理", Right.AUDIT: "审计"}


class Action(StrEnum):
    """Everything a person can do that changes the ledger."""

    ADD_FINDING = "add_finding"
    EDIT_FINDING = "edit_finding"
    REMOVE = "remove"
    LOG_PROGRESS = "log_progress"
    EDIT_MEASURE = "edit_measure"
    ADD_EVIDENCE = "add_evidence"
    CLOSE_OUT = "close_out"
    REFUSE = "refuse"
    OVERRIDE = "override"
    WITHDRAW = "withdraw"
    TRANSFER = "transfer"
    EXTEND = "extend"
    REOPEN = "reopen"
    STAGE_DONE = "stage_done"
    SPLIT = "split"
    MERGE = "merge"
    CARRY_OVER = "carry_over"
    IMPORT = "import"
    OPENING = "opening"
    UNDO = "undo"
    EDIT_ROUND = "edit_round"
    EDIT_UNIT = "edit_unit"
    EDIT_BASIS = "edit_basis"
    PREPARE_PAPER = "prepare_paper"
    ISSUE = "issue"
    REGISTER_LETTER = "register_letter"
    LOG_LETTER = "log_letter"
    PRINT = "print"
    EXPORT = "export"
    SAVE_VIEW = "save_view"
    KEEP_DRAFT = "keep_draft"
    EDIT_DICTIONARY = "edit_dictionary"
    EDIT_TEMPLATE = "edit_template"
    MANAGE_USERS = "manage_users"
    BACK_UP = "back_up"
    SET_UP = "set_up"
    EDIT_RECORD = "edit_record"
    SETTLE_RECORD = "settle_record"
    MANAGE_RECORD = "manage_record"
    ADD_FIELD = "add_field"
    TURN_DEMONSTRATION_CLOCK = "turn_demonstration_clock"


_REVIEW = frozenset(
    {
        Action.CLOSE_OUT,
        Action.REFUSE,
        Action.OVERRIDE,
        Action.WITHDRAW,
        Action.TRANSFER,
        Action.EXTEND,
        Action.REOPEN,
        Action.STAGE_DONE,
        Action.SPLIT,
        Action.MERGE,
        Action.CARRY_OVER,
        Action.OPENING,
        Action.EDIT_BASIS,
        Action.ISSUE,
        Action.REGISTER_LETTER,
        Action.SETTLE_RECORD,
    }
)
_MANAGE = frozenset({Action.EDIT_DICTIONARY, Action.EDIT_TEMPLATE, Action.MANAGE_USERS, Action.MANAGE_RECORD})
_ANYONE = frozenset(
    {
        Action.SAVE_VIEW,
        Action.KEEP_DRAFT,
        Action.BACK_UP,
        Action.PRINT,
        Action.EXPORT,
        Action.SET_UP,
        Action.TURN_DEMONSTRATION_CLOCK,
    }
)
RECORD_ACTIONS = {
    Right.ENTER: Action.EDIT_RECORD,
    Right.REVIEW: Action.SETTLE_RECORD,
    Right.MANAGE: Action.MANAGE_RECORD,
    Right.AUDIT: Action.MANAGE_RECORD,
}
"""The action of a step of a declared book, by the right that its declaration asks for."""


@dataclass(frozen=True)
class Actor:
    """The person at work, by name, with the rights held."""

    name: str
    rights: frozenset[Right]

    def may(self, action: Action) -> bool:
        """Whether the rights cover the action."""
        return action in _ANYONE or needed_right(action) in self.rights


COMMAND_LINE = Actor("命令行", frozenset({Right.ENTER}))


def needed_right(action: Action) -> Right:
    """The right an action asks for."""
    if action in _REVIEW:
        return Right.REVIEW
    if action in _MANAGE:
        return Right.MANAGE
    return Right.ENTER


def require(actor: Actor, action: Action) -> None:
    """Raise Forbidden, in words for the clerk, where the actor lacks the right."""
    if not actor.may(action):
        word = RIGHT_WORDS[needed_right(action)]
        raise Forbidden(
            f"{actor.name} 没有“{word}”权限，不能办理这一步。请由有“{word}”权限的人登录办理，或请管理员授权。"
        )
