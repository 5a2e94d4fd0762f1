"""People of the office: added, given rights, given passphrases, and gone (ledger.md §4, §6)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from db import attempts, keyring
from db.keyslots import Kdf
from db.queries import users as queries
from db.queries.users import OpenItems, UserRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import entrance, key_changes, logins, recovery
from desktop.operations.change import Changes, change
from desktop.operations.entrance import actor_of
from desktop.operations.office import put_setting
from desktop.rules.passphrases import fault_of
from desktop.rules.permissions import COMMAND_LINE, RIGHT_WORDS, Action, Actor, Right, require


def add(
    ledger: Ledger,
    actor: Actor,
    name: str,
    rights: Collection[Right],
    passphrase: str = "",
    *,
    kdf: Kdf | None = None,
) -> Changes:
    """A new person; without a passphrase the person is known to the ledger but cannot log in."""
    name = name.strip()
    if not name:
        raise KnownError("用户姓名是空的。请填写真实姓名，操作日志和文书登记以它为准。")
    if queries.user(ledger.writing(), name) is not None:
        raise KnownError(f"已有用户“{name}”。同名的请加部门以示区别。")
    _check(passphrase, name, needed=False)
    require(actor, Action.MANAGE_USERS)
    row = {"name": name, **_columns(rights)}
    title = f"新增用户 {name}（{words_of(rights)}）"
    if not passphrase:
        with change(ledger, actor, Action.MANAGE_USERS, title, reason=combination_warning(rights)) as changes:
            changes.writer.insert("user", row)
        return changes
    with (
        key_changes.announced(ledger, "user", name, passphrase, kdf) as slot,
        change(ledger, actor, Action.MANAGE_USERS, title, reason=combination_warning(rights)) as changes,
    ):
        changes.writer.insert("user", {**row, "slot": slot.id})
    return changes


def set_rights(ledger: Ledger, actor: Actor, name: str, rights: Collection[Right]) -> Changes:
    """Give a person other rights; somebody must always be able to manage users."""
    row = _person(ledger, name)
    if Right.MANAGE not in rights:
        _check_manager_stays(ledger, row)
    title = f"调整权限 {name}（{words_of(rights)}）"
    with change(ledger, actor, Action.MANAGE_USERS, title, reason=combination_warning(rights)) as changes:
        changes.writer.update("user", row.id, _columns(rights))
    return changes


def set_passphrase(ledger: Ledger, actor: Actor, name: str, passphrase: str, *, kdf: Kdf | None = None) -> Changes:
    """Give a person a new passphrase (forgotten, or set for the first time); needs the right to manage users."""
    row = _person(ledger, name)
    _check(passphrase, name, needed=True)
    require(actor, Action.MANAGE_USERS)
    return _give_passphrase(ledger, actor, Action.MANAGE_USERS, f"重设口令 {name}", row, passphrase, kdf)


def change_own_passphrase(ledger: Ledger, actor: Actor, old: str, new: str, *, kdf: Kdf | None = None) -> Changes:
    """A person changes the own passphrase, proving the old one."""
    row = _known(ledger, actor.name)
    if not row.slot:
        raise KnownError("您还没有口令。请管理员在“系统—用户与权限”中设置。")
    check_passphrase(ledger, actor.name, old)
    _check(new, actor.name, needed=True)
    return _give_passphrase(ledger, actor, Action.OWN_PASSPHRASE, f"修改口令 {actor.name}", row, new, kdf)


def check_passphrase(ledger: Ledger, name: str, passphrase: str) -> None:
    """Raise WrongPassword unless the passphrase is the person's of now: for unlocking the window and before grave steps.

    Whether the person is still in service is asked every time.
    """
    row = _known(ledger, name)
    if not row.slot and ledger.plain:
        return
    box = keyring.current(ledger)
    slot = box.slot(row.slot)
    if slot is None:
        raise KnownError(f"{name} 没有可用的口令。请管理员在“系统—用户与权限”中设置。")
    entrance.opened(ledger.folder, box, [slot], passphrase, ledger.clock())
    attempts.succeeded(ledger.folder, name)


def take_the_seat(ledger: Ledger, name: str, passphrase: str) -> Actor:
    """Another person goes on at the open ledger: who they are is proven, and entered into the log of logins; the lock stays."""
    check_passphrase(ledger, name, passphrase)
    actor = actor_of(_known(ledger, name))
    logins.log_entry(ledger, actor)
    return actor


def leaving(ledger: Ledger, name: str) -> OpenItems:
    """What a person would leave behind: findings supervised, saved views, unfinished entries."""
    return queries.open_items(ledger.reader, name)


def deactivate(ledger: Ledger, actor: Actor, name: str, *, hand_over_to: str = "") -> Changes:
    """A person leaves: no more login, open items handed over, slot removed, the data key changed.

    The key is changed after the action is confirmed; no other connection to the ledger may be open. Where it cannot be changed the
    person has left all the same, `ledger.told` says so, and every opening tries again.
    """
    row = _person(ledger, name)
    _check_manager_stays(ledger, row)
    if name == actor.name:
        raise KnownError("不能停用自己。请由另一位有“管理”权限的人办理。")
    items = queries.open_items(ledger.writing(), name)
    if (items.findings or items.views) and not hand_over_to:
        raise KnownError(
            f"{name} 名下还有督办问题 {len(items.findings)} 条、视图 {len(items.views)} 个。请先选定接手的人。"
        )
    if hand_over_to:
        _known(ledger, hand_over_to)
    reason = f"移交给 {hand_over_to}" if hand_over_to else ""
    with change(ledger, actor, Action.MANAGE_USERS, f"停用用户 {name}", reason=reason) as changes:
        changes.writer.update("user", row.id, {"active": False, "slot": ""})
        if row.slot:
            key_changes.demand(changes, ledger)
        for finding_id in items.findings:
            changes.writer.update("finding", finding_id, {"supervising_person": hand_over_to})
        for view_id in items.views:
            changes.writer.update("saved_view", view_id, {"user_name": hand_over_to})
    keyring.settle(ledger)
    key_changes.finish(ledger)
    return changes


def new_recovery_code(
    ledger: Ledger, actor: Actor, code: str, *, escrow: bool = False, kdf: Kdf | None = None
) -> Changes:
    """Replace the recovery code (the old sheet is void) by one that was printed and proven.

    With `escrow` it is the second code, which the head of the office keeps.
    """
    signs = recovery.check_code(code)
    if ledger.plain:
        raise KnownError("未加密的账本不需要恢复码。")
    kind: Literal["recovery", "escrow"] = "escrow" if escrow else "recovery"
    name = "备用恢复码" if escrow else "恢复码"
    require(actor, Action.MANAGE_USERS)
    with (
        key_changes.announced(ledger, kind, name, signs, kdf) as slot,
        change(ledger, actor, Action.MANAGE_USERS, f"更换{name}") as changes,
    ):
        put_setting(changes, keyring.RECOVERY_SETTINGS[kind], slot.id)
    return changes


def rights_of(row: UserRow) -> frozenset[Right]:
    """The rights of a row of the register."""
    return actor_of(row).rights


def words_of(rights: Collection[Right]) -> str:
    """'录入、审核'."""
    return "、".join(word for right, word in RIGHT_WORDS.items() if right in rights) or "无权限"


def combination_warning(rights: Collection[Right]) -> str:
    """What to say, and to enter into the log, when one person gets several rights; empty where it is one."""
    held = set(rights)
    told = [f"一人兼有{words_of(held)}。"] if len(held) > 1 else []
    if {Right.ENTER, Right.REVIEW} <= held:
        told.append("本人录入的完成情况仍须由另一人销号。")
    if Right.AUDIT in held and len(held) > 1:
        told.append("“审计”与其他权限同在一人，操作日志就由本人查本人；人手允许的，请分开。")
    return "".join(told)


def _columns(rights: Collection[Right]) -> dict[str, bool]:
    return {
        "may_enter": Right.ENTER in rights,
        "may_review": Right.REVIEW in rights,
        "may_manage": Right.MANAGE in rights,
        "may_audit": Right.AUDIT in rights,
    }


def _person(ledger: Ledger, name: str) -> UserRow:
    """Somebody who can be given rights and a passphrase, and can leave: 命令行 is nobody and stays as it is."""
    if name == COMMAND_LINE.name:
        raise KnownError(f"“{name}”不是人，权限固定为“录入”，不能调整、停用或设口令。请改选具体的用户。", "nobody")
    return _known(ledger, name)


def _known(ledger: Ledger, name: str) -> UserRow:
    row = queries.user(ledger.writing(), name)
    if row is None or not row.active:
        raise KnownError(f"用户“{name}”不在本账本的用户中，或已停用。请在“系统—用户与权限”中核对。")
    return row


def _check(passphrase: str, name: str, *, needed: bool) -> None:
    if (passphrase or needed) and (fault := fault_of(passphrase, name)):
        raise KnownError(fault)


def _check_manager_stays(ledger: Ledger, leaver: UserRow) -> None:
    others = [
        row
        for row in queries.users(ledger.writing())
        if row.active and row.may_manage and row.id != leaver.id and (row.slot or ledger.plain)
    ]
    if leaver.may_manage and not others:
        raise KnownError(f"{leaver.name} 是唯一有“管理”权限的人。请先把“管理”授予另一位能登录的人。")


def _give_passphrase(
    ledger: Ledger, actor: Actor, action: Action, title: str, row: UserRow, passphrase: str, kdf: Kdf | None
) -> Changes:
    with (
        key_changes.announced(ledger, "user", row.name, passphrase, kdf) as slot,
        change(ledger, actor, action, title) as changes,
    ):
        changes.writer.update("user", row.id, {"slot": slot.id})
    return changes
