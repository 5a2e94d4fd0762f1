"""Who may do what: rights, the person at work, and the one table of actions (ledger.md §4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.errors import Forbidden


class Right(StrEnum):
    """The four rights of the office; one person may hold several."""

    ENTER = "enter"
    REVIEW = "review"
    MANAGE = "manage"
    AUDIT = "audit"


RIGHT_WORDS = {Right.ENTER: "录入", Right.REVIEW: "审核", Right.MANAGE: "管理", Right.AUDIT: "审计"}


class Beyond(StrEnum):
    """Actions that no right of a person decides: open to everyone at work, or done by the program itself only."""

    ANYONE = "anyone"
    PROGRAM = "program"


class Action(StrEnum):
    """Everything a person can do that changes the ledger, and what may only be read with a right."""

    ADD_FINDING = "add_finding"
    EDIT_FINDING = "edit_finding"
    REMOVE = "remove"
    REMOVE_GIVEN = "remove_given"
    LOG_PROGRESS = "log_progress"
    VERIFY = "verify"
    CORRECT = "correct"
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
    RECLASSIFY = "reclassify"
    RECATEGORISE = "recategorise"
    CARRY_OVER = "carry_over"
    IMPORT = "import"
    OPENING = "opening"
    UNDO = "undo"
    EDIT_ROUND = "edit_round"
    MOVE_FEEDBACK = "move_feedback"
    EDIT_UNIT = "edit_unit"
    EDIT_BASIS = "edit_basis"
    PREPARE_PAPER = "prepare_paper"
    ISSUE = "issue"
    REGISTER_LETTER = "register_letter"
    LOG_LETTER = "log_letter"
    PRINT = "print"
    EXPORT = "export"
    DUMP = "dump"
    READ_BACK = "read_back"
    PACKAGE = "package"
    RECEIVE = "receive"
    SETTLE_CONFLICT = "settle_conflict"
    SAVE_VIEW = "save_view"
    KEEP_DRAFT = "keep_draft"
    EDIT_DICTIONARY = "edit_dictionary"
    EDIT_TEMPLATE = "edit_template"
    EDIT_OFFICE = "edit_office"
    CONFIRM_CLOCK = "confirm_clock"
    MANAGE_USERS = "manage_users"
    UPDATE_PROGRAM = "update_program"
    OWN_PASSPHRASE = "own_passphrase"
    BACK_UP = "back_up"
    READ_LOG = "read_log"
    READ_EXPORTS = "read_exports"
    READ_PRINTS = "read_prints"
    READ_LOGINS = "read_logins"
    LOG_IN = "log_in"
    PURGE = "purge"
    MARK_TRIAL = "mark_trial"
    BUILD_DEMONSTRATION = "build_demonstration"
    EDIT_RECORD = "edit_record"
    SETTLE_RECORD = "settle_record"
    MANAGE_RECORD = "manage_record"
    SEAL_RECORD = "seal_record"
    ADD_FIELD = "add_field"
    TURN_DEMONSTRATION_CLOCK = "turn_demonstration_clock"
    LOOK = "look"


TABLE: Mapping[Action, Right | Beyond] = {
    Action.ADD_FINDING: Right.ENTER,
    Action.EDIT_FINDING: Right.ENTER,
    Action.REMOVE: Right.ENTER,
    Action.REMOVE_GIVEN: Right.REVIEW,
    Action.LOG_PROGRESS: Right.ENTER,
    Action.VERIFY: Right.ENTER,
    Action.CORRECT: Beyond.ANYONE,  # who has the rights of what is taken back and of what is written
    Action.EDIT_MEASURE: Right.ENTER,
    Action.ADD_EVIDENCE: Right.ENTER,
    Action.CLOSE_OUT: Right.REVIEW,
    Action.REFUSE: Right.REVIEW,
    Action.OVERRIDE: Right.REVIEW,
    Action.WITHDRAW: Right.REVIEW,
    Action.TRANSFER: Right.REVIEW,
    Action.EXTEND: Right.REVIEW,
    Action.REOPEN: Right.REVIEW,
    Action.STAGE_DONE: Right.REVIEW,
    Action.SPLIT: Right.REVIEW,
    Action.MERGE: Right.REVIEW,
    Action.RECLASSIFY: Right.REVIEW,
    Action.RECATEGORISE: Right.ENTER,
    Action.CARRY_OVER: Right.REVIEW,
    Action.IMPORT: Right.ENTER,
    Action.OPENING: Right.REVIEW,
    Action.UNDO: Beyond.ANYONE,  # who has the right of the action and of every event that it touches
    Action.EDIT_ROUND: Right.ENTER,
    Action.MOVE_FEEDBACK: Right.REVIEW,
    Action.EDIT_UNIT: Right.ENTER,
    Action.EDIT_BASIS: Right.REVIEW,
    Action.PREPARE_PAPER: Right.ENTER,
    Action.ISSUE: Right.REVIEW,
    Action.REGISTER_LETTER: Right.REVIEW,
    Action.LOG_LETTER: Right.ENTER,
    Action.PRINT: Beyond.ANYONE,
    Action.EXPORT: Beyond.ANYONE,
    Action.DUMP: Right.ENTER,  # 内部 fields are in it, which whoever works in the ledger sees; 命令行 dumps (interfaces.md)
    Action.READ_BACK: Right.MANAGE,  # dictionaries, templates and settings come with it
    Action.PACKAGE: Right.ENTER,  # what whoever works in the ledger sees; the file opens for its copies only
    Action.RECEIVE: Right.REVIEW,  # verdicts come in with it
    Action.SETTLE_CONFLICT: Right.REVIEW,  # as receiving; what is written asks for the right of its field too
    Action.SAVE_VIEW: Beyond.ANYONE,
    Action.KEEP_DRAFT: Beyond.ANYONE,
    Action.EDIT_DICTIONARY: Right.MANAGE,
    Action.EDIT_TEMPLATE: Right.MANAGE,
    Action.EDIT_OFFICE: Right.MANAGE,
    Action.CONFIRM_CLOCK: Right.MANAGE,
    Action.MANAGE_USERS: Right.MANAGE,
    Action.UPDATE_PROGRAM: Right.MANAGE,
    Action.OWN_PASSPHRASE: Beyond.ANYONE,
    Action.BACK_UP: Beyond.ANYONE,
    Action.READ_LOG: Right.AUDIT,
    Action.READ_EXPORTS: Right.AUDIT,
    Action.READ_PRINTS: Right.AUDIT,
    Action.READ_LOGINS: Right.AUDIT,
    Action.LOG_IN: Beyond.PROGRAM,
    Action.PURGE: Right.MANAGE,
    Action.MARK_TRIAL: Beyond.PROGRAM,
    Action.BUILD_DEMONSTRATION: Beyond.PROGRAM,
    Action.EDIT_RECORD: Right.ENTER,
    Action.SETTLE_RECORD: Right.REVIEW,
    Action.MANAGE_RECORD: Right.MANAGE,
    Action.SEAL_RECORD: Right.REVIEW,
    Action.ADD_FIELD: Right.ENTER,
    Action.TURN_DEMONSTRATION_CLOCK: Beyond.ANYONE,
    Action.LOOK: Beyond.ANYONE,  # who is in the room of leads was let in by two people; every look is logged there
}
"""Every action once, and no default: an action that is not here can be done by nobody."""
RECORD_ACTIONS = {
    Right.ENTER: Action.EDIT_RECORD,
    Right.REVIEW: Action.SETTLE_RECORD,
    Right.MANAGE: Action.MANAGE_RECORD,
    Right.AUDIT: Action.MANAGE_RECORD,
}
"""The action of a step of a declared book, by the right that its declaration asks for."""


@dataclass(frozen=True)
class Actor:
    """The person at work, by name, with the rights held; `program`: the program acts in the person's name."""

    name: str
    rights: frozenset[Right]
    program: bool = False

    def may(self, action: Action) -> bool:
        """Whether the table lets the person do the action."""
        needed = TABLE[action]
        if needed is Beyond.PROGRAM:
            return self.program
        return needed is Beyond.ANYONE or needed in self.rights

    def as_program(self) -> Actor:
        """The program in the name of this person: for what no person may do by hand."""
        return replace(self, program=True)


COMMAND_LINE = Actor("命令行", frozenset({Right.ENTER}))
NOBODY = frozenset({COMMAND_LINE.name, ""})
"""Names that are no person: what they enter was not entered by a second one."""


def why_not(actor: Actor, action: Action) -> str:
    """Why a person may not do an action, in words for a tooltip; empty where it is allowed."""
    if actor.may(action):
        return ""
    needed = TABLE[action]
    return lacking(needed) if isinstance(needed, Right) else "这一步只由程序自己办理"


def lacking(right: Right) -> str:
    """What to say where a person does not hold a right, in words for a tooltip."""
    return f"需要“{RIGHT_WORDS[right]}”权限"


def require(actor: Actor, action: Action) -> None:
    """Raise Forbidden, in words for the clerk, where the actor lacks the right."""
    if actor.may(action):
        return
    needed = TABLE[action]
    if not isinstance(needed, Right):
        raise Forbidden("这一步只由程序自己办理，不能由人操作。", "program")
    word = RIGHT_WORDS[needed]
    raise Forbidden(
        f"{actor.name} 没有“{word}”权限，不能办理这一步。请由有“{word}”权限的人登录办理，或请管理员授权。", "right"
    )


def may_read_of_others(actor: Actor, what: Action = Action.READ_LOG) -> bool:
    """Whether a person sees the entries of others in the log, or in the register of exports, prints or logins."""
    return actor.may(what)


def require_to_read(actor: Actor | None, wanted: Iterable[Action], told: str) -> None:
    """Raise Forbidden where a person may not read something of others; `told` says which paper tells of what."""
    needed = {TABLE[one] for one in wanted if actor is None or not may_read_of_others(actor, one)}
    if needed:
        words = "、".join(f"“{word}”" for right, word in RIGHT_WORDS.items() if right in needed)
        raise Forbidden(f"{told}，要有{words}权限才能出。请由有{words}权限的人登录办理。", "right")
