"""Making a ledger and opening one: keys, lock, login (ux/design.md 3.13, ledger.md §6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db import disk, keyring, lock, program_mark, rekey, safe_folder, store, vault
from db.backup import closing_reader
from db.driver import UNREADABLE
from db.keyring import Way
from db.keyslots import Kdf, Slot
from db.lock import Machine
from db.queries import users as queries
from db.queries.users import UserRow
from db.recovery_code import new_code, plain_signs
from db.store import Clock, Ledger
from desktop.errors import KnownError
from desktop.host import file_names, versions
from desktop.operations import (
    backups,
    clocks,
    defaults,
    doorway,
    entrance,
    key_changes,
    leftovers,
    logins,
    opening_words,
    recovery,
)
from desktop.operations.change import change
from desktop.operations.office import put_setting
from desktop.rules.passphrases import fault_of
from desktop.rules.permissions import COMMAND_LINE, Action, Actor, Right

ADMINISTRATOR = "管理员"
_CLOSED = (store.NotALedger, store.NewerLedger, store.WrongKey, safe_folder.LinkInside, *UNREADABLE)
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
    recovery_slot = ""
    if code:
        box, slot = vault.with_slot(box, key, "recovery", "恢复码", plain_signs(code), kdf=kdf or Kdf())
        recovery_slot = slot.id
    actor = Actor(first_user, frozenset(Right))
    with leftovers.making(folder):
        ledger = store.create_ledger(folder, None if plain else key, clock)
        try:
            ledger.release = lock.take(folder, first_user, machine or lock.this_machine(), clock()).release
            _fill(ledger, actor, office, slot_id, box.ledger_id, recovery_slot)
            program_mark.note(ledger.writing(), versions.own_version())
            sheet = None
            if code and recovery_sheet is not None:
                text = recovery.sheet_text(code, folder, office, clock().date())
                sheet = recovery.write_sheet(recovery_sheet, text)
            vault.save(folder, box)  # last: from here on it is a ledger
        except BaseException:
            ledger.close()
            raise
    return NewLedger(ledger, actor, code, sheet)


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
    box = doorway.keys_of(folder)
    way = _way_of(folder, box, user_name, passphrase, clock)
    ledger = _open(folder, box, way, clock, user_name, take_over, machine)
    return ledger, _enter(ledger, user_name, way)


def login_with_recovery(
    folder: Path, code: str, *, clock: Clock, take_over: bool = False, machine: Machine | None = None
) -> tuple[Ledger, Actor]:
    """Open by the recovery sheet, with the one right to manage users: to give somebody a new passphrase."""
    _check_folder(folder, any_place)
    box = doorway.keys_of(folder)
    slots = [slot for slot in box.slots if slot.kind in ("recovery", "escrow")]
    if not slots:
        raise KnownError("这个账本没有恢复码。未加密的账本可直接由管理员重设口令。")
    way = entrance.opened(folder, box, slots, recovery.check_code(code), clock())
    ledger = _open(folder, box, way, clock, way.slots[0].name, take_over, machine)
    with _at_the_door(ledger):
        slot = entrance.admit(ledger, way)
        actor = Actor(slot.name, frozenset({Right.MANAGE}))
        _after_opening(ledger, actor, recovered=True)
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
    """Open for writing on the command line: a person of a plain ledger without a passphrase gives none, 命令行 opens by anybody's."""
    _check_folder(folder, place_check)
    way = way_for_command(folder, user_name, passphrase, clock)
    box = doorway.keys_of(folder) if vault.is_there(folder) else None
    ledger = _open(folder, box, way, clock, user_name, take_over, machine)
    return ledger, _enter(ledger, user_name, way)


def read_as(folder: Path, user_name: str = COMMAND_LINE.name, passphrase: str = "", *, clock: Clock) -> Ledger:
    """Open for reading on the command line: no lock, nothing is written."""
    _check_folder(folder, any_place)
    way = way_for_command(folder, user_name, passphrase, clock)
    try:
        ledger = rekey.open_reading(folder, _keys_in(folder, way), clock)
    except store.Damaged as error:
        raise KnownError(f"账本 {folder.name} 由较早版本的程序建立，需要先升级。请用本程序打开一次再查阅。") from error
    except _CLOSED as error:
        raise opening_words.cannot_open(folder, error) from error
    with _at_the_door(ledger):
        if user_name != COMMAND_LINE.name:
            _person(ledger, user_name, way)
        elif way is not None:
            entrance.admit(ledger, way)
    _tell_lost(ledger)
    return ledger


def asker(ledger: Ledger, user_name: str) -> Actor:
    """Who reads, once `read_as` has let the person in."""
    row = queries.user(ledger.reader, user_name) if user_name != COMMAND_LINE.name else None
    return COMMAND_LINE if row is None else entrance.actor_of(row)


def _tell_lost(ledger: Ledger) -> None:
    if ledger.lost is not None:
        ledger.told.append(opening_words.entries_lost(ledger.lost))


def people(folder: Path) -> tuple[UserRow, ...]:
    """The register of a plain ledger, before it is opened."""
    _check_folder(folder, any_place)
    try:
        with closing_reader(folder / store.DATABASE, None) as reader:
            return queries.users(reader)
    except _CLOSED as error:
        raise opening_words.cannot_open(folder, error) from error


def _way_of(folder: Path, box: vault.Vault, user_name: str, passphrase: str, clock: Clock) -> Way | None:
    """How a person comes in; None where a person of a plain ledger has no passphrase."""
    slots: tuple[Slot, ...] = box.slots_of(user_name)
    if box.plain:
        held = {row.slot for row in people(folder) if row.name == user_name and row.slot}
        if not held:
            return None
        slots = tuple(slot for slot in slots if slot.id in held)
        if not slots:
            raise KnownError(without_keys(user_name))
    elif not slots:
        raise KnownError(f"账本中没有可以登录的用户“{user_name}”。请核对姓名，或请管理员为其设置口令。")
    return entrance.opened(folder, box, slots, passphrase, clock())


def way_for_command(folder: Path, user_name: str, passphrase: str, clock: Clock) -> Way | None:
    """How a person comes in by command; None where no passphrase is asked for. KnownError where one is, and it is not given or wrong."""
    if not vault.is_there(folder):
        return None
    box = doorway.keys_of(folder)
    if box.plain and user_name == COMMAND_LINE.name:
        return None
    if not passphrase and doorway.asks_passphrase(
        folder, user_name
    ):  # nothing was tried, so nothing is counted as a failure
        said = f"{user_name} 设有口令" if box.plain else "这个账本已加密"
        raise KnownError(f"{said}。请用 --passphrase-file 或环境变量 LEDGER_PASSPHRASE 给出口令。", "no_passphrase")
    if box.plain:
        return _way_of(folder, box, user_name, passphrase, clock)
    if user_name != COMMAND_LINE.name:
        return _way_of(folder, box, user_name, passphrase, clock)
    slots = [slot for slot in box.slots if slot.kind == "user"]
    if not slots:
        raise KnownError(f"账本中没有可以登录的用户“{user_name}”。请核对姓名，或请管理员为其设置口令。")
    return entrance.opened(folder, box, slots, passphrase, clock())


def _keys_in(folder: Path, way: Way | None) -> vault.Keys | None:
    """The keys that the database asks for: none in a plain ledger."""
    return None if way is None or doorway.keys_of(folder).plain else way.keys


def _check_new(folder: Path, place_check: PlaceCheck) -> None:
    doorway.settle(folder)
    if folder.exists():
        raise KnownError(f"{folder} 已经存在。请换一个名称，或先把它移开。")
    if fault := file_names.fault_of(folder.name):
        raise KnownError(fault)
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


def _check_folder(folder: Path, place_check: PlaceCheck) -> None:
    doorway.settle(folder)
    if not (folder / store.DATABASE).exists():
        raise KnownError(f"{folder} 不是账本文件夹。请选择名称以 .ledger 结尾、内有 ledger.db 的文件夹。")
    if reason := place_check(folder):
        raise KnownError(reason)


def _fill(ledger: Ledger, actor: Actor, office: str, slot_id: str, ledger_id: str, recovery_slot: str) -> None:
    with change(ledger, actor, Action.MANAGE_USERS, "新建账本") as changes:
        every = {"may_enter": True, "may_review": True, "may_manage": True, "may_audit": True}
        changes.writer.insert("user", {"name": actor.name, **every, "slot": slot_id})
        changes.writer.insert("user", {"name": COMMAND_LINE.name, "may_enter": True})
        put_setting(changes, "ledger_id", ledger_id)
        if recovery_slot:
            put_setting(changes, keyring.RECOVERY_SETTINGS["recovery"], recovery_slot)
        if office:
            put_setting(changes, "office", office)
        defaults.put_defaults(changes)


def _open(
    folder: Path,
    box: vault.Vault | None,
    way: Way | None,
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
    keys = None if box is None or box.plain or way is None else way.keys
    try:
        ledger = rekey.open_writing(folder, keys, clock, before_migration=backups.before_migration(folder, clock))
    except BaseException as error:
        held.release()
        if isinstance(error, OSError) and disk.kind_of(error) is not None:
            raise opening_words.not_writable(folder, error) from error
        if isinstance(error, (*_CLOSED, store.Damaged)):
            raise opening_words.cannot_open(folder, error) from error
        raise
    ledger.release = held.release
    program_mark.note(ledger.writing(), versions.own_version())
    leftovers.clear(folder)
    return ledger


def _enter(ledger: Ledger, user_name: str, way: Way | None) -> Actor:
    with _at_the_door(ledger):
        if user_name == COMMAND_LINE.name:
            if way is not None:
                entrance.admit(ledger, way)
            actor = entrance.actor_of(_row(ledger, user_name))
        else:
            actor = _person(ledger, user_name, way)
        _after_opening(ledger, actor)
    return actor


@contextmanager
def _at_the_door(ledger: Ledger) -> Iterator[None]:
    """Whoever is not let in leaves no open connection and no lock behind; a file that cannot be read is told as what it is."""
    try:
        yield
    except _CLOSED as error:
        ledger.close()
        raise opening_words.cannot_open(ledger.folder, error) from error
    except BaseException:
        ledger.close()
        raise


def _person(ledger: Ledger, user_name: str, way: Way | None) -> Actor:
    """Who is at work: in active service by the register, and come in by the slot that the register names."""
    row = _row(ledger, user_name)
    if way is not None:
        entrance.admit(ledger, way)
    elif row.slot or not ledger.plain:
        ledger.close()
        raise KnownError(without_keys(user_name))
    return entrance.actor_of(row)


def _row(ledger: Ledger, user_name: str) -> UserRow:
    row = queries.user(ledger.reader, user_name)
    if row is None or not row.active:
        ledger.close()
        raise KnownError(unknown_person(user_name))
    return row


def unknown_person(name: str) -> str:
    """What to say of a name that is nobody's in active service."""
    return f"用户“{name}”不在本账本的用户中，或已停用。请管理员在“系统—用户与权限”中核对。"


def without_keys(name: str) -> str:
    """What to say where the file with the keys lacks those of a person who has a passphrase."""
    return f"{name} 设有口令，口令文件 {vault.NAMES[0]} 里却没有。请从最近的备份恢复口令文件。"


def _after_opening(ledger: Ledger, actor: Actor, *, recovered: bool = False) -> None:
    """What every opening settles: what is missing, the day of a demonstration, keys under way, a change of keys that is due, the log of logins."""
    _tell_lost(ledger)
    clocks.keep_own_today(
        ledger
    )  # before the first entry: one at the PC's time would carry a demonstration to the PC's day
    if vault.is_there(ledger.folder):
        keyring.settle(ledger)
        key_changes.finish(ledger)
    if actor.name != COMMAND_LINE.name:
        logins.log_entry(ledger, actor, recovered=recovered)
