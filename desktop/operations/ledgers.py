"""Making a ledger and opening one: keys, lock, login (ux/design.md 3.13, ledger.md §6)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db import atomic, disk, half_made, lock, rekey, safe_folder, store, swap, vault
from db.backup import closing_reader
from db.driver import UNREADABLE
from db.keyslots import Kdf
from db.lock import Machine
from db.queries import users as queries
from db.recovery_code import new_code, plain_signs
from db.store import Clock, Ledger
from desktop.errors import KnownError
from desktop.operations import backups, defaults, entrance, opening_words, recovery
from desktop.operations.change import change
from desktop.operations.office import put_setting
from desktop.rules.passphrases import fault_of
from desktop.rules.permissions import COMMAND_LINE, Action, Actor, Right

ADMINISTRATOR = "管理员"
_CLOSED = (store.NotALedger, store.NewerLedger, store.WrongKey, safe_folder.LinkInside, *UNREADABLE)
_log = logging.getLogger(__name__)
PlaceCheck = Callable[[Path], str]


def any_place(_: Path) -> str:
    """No objection to a place; the window and the command line pass the check of this PC's disks."""
    return ""


class LedgerInUse(KnownError):
    """Somebody else has the ledger open; `can_take_over` where no running program is known to hold it."""

    def __init__(self, message: str, *, can_take_over: bool) -> None:
        super().__init__(message)
        self.can_take_over = can_take_over


@dataclass(frozen=True)
class NewLedger:
    """A ledger just made, the person who made it, and the recovery code (empty in a plain one)."""

    ledger: Ledger
    actor: Actor
    recovery_code: str
    recovery_sheet: Path | None


def new_ledger(
    folder: Path,
    *,
    clock: Clock,
    plain: bool = False,
    office: str = "",
    first_user: str = ADMINISTRATOR,
    passphrase: str = "",
    code: str = "",
    recovery_sheet: Path | None = None,
    kdf: Kdf | None = None,
    place_check: PlaceCheck = any_place,
    machine: Machine | None = None,
) -> NewLedger:
    """An empty ledger with the office's default data, its first user with every right, and the user 命令行.

    An encrypted one needs a passphrase, and either `recovery_sheet` (a file outside the folder) or `code`, where the window
    has printed the sheet and had it proven before.
    """
    _check_new(folder, place_check)
    if plain:
        code = ""
    else:
        _check_secrets(folder, passphrase, first_user, code, recovery_sheet)
        code = code or new_code()
    box, key = vault.new_vault(plain)
    slot_id = ""
    if passphrase:
        box, slot = vault.with_slot(box, key, "user", first_user, passphrase, kdf=kdf or Kdf())
        slot_id = slot.id
    if code:
        box, _ = vault.with_slot(box, key, "recovery", "恢复码", plain_signs(code), kdf=kdf or Kdf())
    actor = Actor(first_user, frozenset(Right))
    with _making(folder):
        ledger = store.create_ledger(folder, None if plain else key, clock)
        try:
            ledger.release = lock.take(folder, first_user, machine or lock.this_machine(), clock()).release
            _fill(ledger, actor, office, slot_id, box.ledger_id)
            sheet = None
            if code and recovery_sheet is not None:
                text = recovery.sheet_text(code, folder, office, clock().date())
                sheet = recovery.write_sheet(recovery_sheet, text)
            vault.save(folder, box)  # last: from here on it is a ledger
        except BaseException:
            ledger.close()
            raise
    return NewLedger(ledger, actor, code, sheet)


@contextmanager
def _making(folder: Path) -> Iterator[None]:
    """A ledger is made whole or not at all, also where the program is killed meanwhile."""
    whole = False
    try:
        half_made.begin(folder)
        yield
        whole = True
    except OSError as error:
        raise opening_words.not_writable(folder, error) from error
    except UNREADABLE as error:
        raise opening_words.cannot_open(folder, error) from error
    finally:
        half_made.end(folder, whole=whole)


def user_names(folder: Path) -> tuple[str, ...]:
    """Who may log in, known before the ledger is opened: those with a passphrase, in a plain ledger everybody."""
    settle(folder)
    box = entrance.keys_of(folder)
    if not box.plain:
        return tuple(slot.name for slot in box.slots if slot.kind == "user")
    _check_folder(folder, any_place)
    try:
        with closing_reader(folder / store.DATABASE, None) as reader:
            people = queries.users(reader)
    except _CLOSED as error:
        raise opening_words.cannot_open(folder, error) from error
    return tuple(row.name for row in people if row.active and row.name != COMMAND_LINE.name)


def asks_passphrase(folder: Path, user_name: str) -> bool:
    """Whether this person must type a passphrase: only people of a plain ledger may have none."""
    box = entrance.keys_of(folder)
    return not box.plain or box.slot_of(user_name) is not None


def login(
    folder: Path,
    user_name: str,
    passphrase: str,
    *,
    clock: Clock,
    take_over: bool = False,
    place_check: PlaceCheck = any_place,
    machine: Machine | None = None,
) -> tuple[Ledger, Actor]:
    """Open for writing as a person, by passphrase (none where `asks_passphrase` says so)."""
    _check_folder(folder, place_check)
    box = entrance.keys_of(folder)
    slot, keys = box.slot_of(user_name), None
    if slot is not None:
        keys = entrance.opened(folder, box, slot, passphrase, clock())
    elif not box.plain:
        raise KnownError(f"账本中没有可以登录的用户“{user_name}”。请核对姓名，或请管理员为其设置口令。")
    ledger = _open(folder, box, keys, clock, user_name, take_over, machine)
    return ledger, _enter(ledger, user_name)


def login_with_recovery(
    folder: Path, code: str, *, clock: Clock, take_over: bool = False, machine: Machine | None = None
) -> tuple[Ledger, Actor]:
    """Open by the recovery sheet, with the one right to manage users: to give somebody a new passphrase."""
    _check_folder(folder, any_place)
    box = entrance.keys_of(folder)
    slots = [slot for slot in box.slots if slot.kind in ("recovery", "escrow")]
    if not slots:
        raise KnownError("这个账本没有恢复码。未加密的账本可直接由管理员重设口令。")
    name = slots[0].name
    keys = entrance.opened_by_any(folder, box, slots, recovery.check_code(code), clock())
    ledger = _open(folder, box, keys, clock, name, take_over, machine)
    actor = Actor(name, frozenset({Right.MANAGE}))
    entrance.log_failures(ledger, actor, name)
    return ledger, actor


def open_as(
    folder: Path,
    user_name: str = COMMAND_LINE.name,
    passphrase: str = "",
    *,
    clock: Clock,
    take_over: bool = False,
    place_check: PlaceCheck = any_place,
    machine: Machine | None = None,
) -> tuple[Ledger, Actor]:
    """Open for writing on the command line: a plain ledger asks no passphrase, 命令行 opens by anybody's."""
    _check_folder(folder, place_check)
    keys = _keys_for_command(folder, user_name, passphrase, clock)
    box = entrance.keys_of(folder)
    ledger = _open(folder, box, keys, clock, user_name, take_over, machine)
    return ledger, _enter(ledger, user_name)


def read_as(folder: Path, user_name: str = COMMAND_LINE.name, passphrase: str = "", *, clock: Clock) -> Ledger:
    """Open for reading on the command line: no lock, nothing is written."""
    _check_folder(folder, any_place)
    keys = _keys_for_command(folder, user_name, passphrase, clock)
    try:
        return rekey.open_reading(folder, keys, clock)
    except store.Damaged as error:
        raise KnownError(f"账本 {folder.name} 由较早版本的程序建立，需要先升级。请用本程序打开一次再查阅。") from error
    except _CLOSED as error:
        raise opening_words.cannot_open(folder, error) from error


def _keys_for_command(folder: Path, user_name: str, passphrase: str, clock: Clock) -> vault.Keys | None:
    if not vault.is_there(folder):
        return None
    box = entrance.keys_of(folder)
    slot = box.slot_of(user_name)
    if box.plain and (slot is None or not passphrase):
        return None
    if not passphrase:
        raise KnownError("这个账本已加密。请用 --passphrase-file 或环境变量 LEDGER_PASSPHRASE 给出口令。")
    slots = [slot] if slot else [slot for slot in box.slots if slot.kind == "user"]
    if not slots or (slot is None and user_name != COMMAND_LINE.name):
        raise KnownError(f"账本中没有可以登录的用户“{user_name}”。请核对姓名，或请管理员为其设置口令。")
    keys = entrance.opened_by_any(folder, box, slots, passphrase, clock())
    return None if box.plain else keys


def _check_new(folder: Path, place_check: PlaceCheck) -> None:
    settle(folder)
    if folder.exists():
        raise KnownError(f"{folder} 已经存在。请换一个名称，或先把它移开。")
    if reason := place_check(folder):
        raise KnownError(reason)


def _check_secrets(folder: Path, passphrase: str, user_name: str, code: str, sheet: Path | None) -> None:
    if not passphrase:
        raise KnownError(
            "加密的账本需要口令。请用 --passphrase-file 或环境变量 LEDGER_PASSPHRASE 给出，或用 --plain 建立不加密的账本。"
        )
    if fault := fault_of(passphrase, user_name):
        raise KnownError(fault)
    if sheet is not None:
        recovery.check_place(sheet, folder)
    elif not code:
        raise KnownError("加密的账本需要恢复单。请用 --recovery-sheet 指明恢复单存放的文件（账本文件夹之外）。")
    else:
        recovery.check_code(code)


def settle(folder: Path) -> None:
    """Before a ledger is looked for: bring a making or a restore over it that was cut off to its end."""
    try:
        half_made.settle(folder)
        swap.settle(folder)
    except OSError as error:
        raise opening_words.not_writable(folder, error) from error


def _clear_leftovers(folder: Path) -> None:
    """What killed runs left half written in the ledger and beside its backups."""
    atomic.clear_leftovers(folder)
    atomic.clear_leftovers(folder.parent, start=folder.stem)
    atomic.clear_leftovers(folder / store.FILES, depth=1)
    atomic.clear_leftovers(backups.local_place(folder), depth=2)
    atomic.clear_work(backups.local_place(folder))


def _check_folder(folder: Path, place_check: PlaceCheck) -> None:
    settle(folder)
    if not (folder / store.DATABASE).exists():
        raise KnownError(f"{folder} 不是账本文件夹。请选择名称以 .ledger 结尾、内有 ledger.db 的文件夹。")
    if reason := place_check(folder):
        raise KnownError(reason)


def _fill(ledger: Ledger, actor: Actor, office: str, slot_id: str, ledger_id: str) -> None:
    with change(ledger, actor, Action.MANAGE_USERS, "新建账本") as changes:
        every = {"may_enter": True, "may_review": True, "may_manage": True, "may_audit": True}
        changes.writer.insert("user", {"name": actor.name, **every, "slot": slot_id})
        changes.writer.insert("user", {"name": COMMAND_LINE.name, "may_enter": True})
        put_setting(changes, "ledger_id", ledger_id)
        if office:
            put_setting(changes, "office", office)
        defaults.put_defaults(changes)


def _open(
    folder: Path,
    box: vault.Vault,
    keys: vault.Keys | None,
    clock: Clock,
    user_name: str,
    take_over: bool,
    machine: Machine | None,
) -> Ledger:
    try:
        held = lock.take(folder, user_name, machine or lock.this_machine(), clock(), take_over=take_over)
    except lock.LockedByOther as error:
        raise LedgerInUse(opening_words.in_use(error), can_take_over=not error.running) from error
    except safe_folder.LinkInside as error:
        raise opening_words.cannot_open(folder, error) from error
    except OSError as error:
        raise opening_words.not_writable(folder, error) from error
    try:
        ledger = rekey.open_writing(
            folder, None if box.plain else keys, clock, before_migration=backups.before_migration(folder, clock)
        )
    except BaseException as error:
        held.release()
        if isinstance(error, OSError) and disk.kind_of(error) is not None:
            raise opening_words.not_writable(folder, error) from error
        if isinstance(error, (*_CLOSED, store.Damaged)):
            raise opening_words.cannot_open(folder, error) from error
        raise
    ledger.release = held.release
    _mend_keys(folder)
    _clear_leftovers(folder)
    return ledger


def _mend_keys(folder: Path) -> None:
    """A broken copy of the keys is made anew from the other; where the disk is full the next opening does it."""
    try:
        vault.load(folder)
    except OSError:
        _log.warning("the keys could not be mended", exc_info=True)


def _enter(ledger: Ledger, user_name: str) -> Actor:
    row = queries.user(ledger.reader, user_name)
    if row is None or not row.active:
        ledger.close()
        raise KnownError(f"用户“{user_name}”不在本账本的用户中，或已停用。请管理员在“系统—用户与权限”中核对。")
    actor = entrance.actor_of(row)
    entrance.log_failures(ledger, actor, user_name)
    return actor
