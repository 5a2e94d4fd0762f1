"""The changes of users, passphrases and keys that are cut off or meet a full disk in test_key_changes, and what then stands.

A member of CHANGES says what is done, which operation that is, and how to tell the old state from the new.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Any

from db import vault
from db.keyslots import Kdf
from db.queries.users import UserRow
from db.recovery_code import new_code
from desktop.errors import KnownError
from desktop.operations import backups, entrance, ledgers, restoring, rounds, units, users
from desktop.operations.backups import Occasion
from desktop.operations.entrance import actor_of
from desktop.operations.findings import FindingDraft, add
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Right
from tests.conftest import SteppingClock

TINY = Kdf(64, 1, 1)
SECRET, HERS, FRESH = "巡察整改台账口令2026", "白云山下记得住的口令", "另一个足够长的新口令"
CLOCK = SteppingClock("2026-06-05T09:00:00")
NEW_CODE = new_code()


def made_office(place, plain):
    """An office with 王芳 in it in `w`, and in `left` the same after she left with the key not yet changed; returns the recovery code."""
    folder = place / "w" / "office.ledger"
    folder.parent.mkdir()
    secrets = {"plain": True} if plain else {"recovery_sheet": place / "s.txt"}
    made = ledgers.new_ledger(folder, clock=CLOCK, kdf=TINY, passphrase=SECRET, **secrets)
    ledger, actor = made.ledger, made.actor
    users.add(ledger, actor, "王芳", [Right.ENTER, Right.REVIEW], HERS, kdf=TINY)
    (unit_id,), _ = units.add(ledger, actor, [UnitDraft("县教育局党组")])
    round_id, _ = rounds.add(ledger, actor, "十五届县委第六轮（常规）")
    add(ledger, actor, FindingDraft(round_id, unit_id, "问题", supervising_person="王芳"))
    backups.back_up(ledger, actor, Occasion.MANUAL)
    ledger.close()
    shutil.copytree(place / "w", place / "left")
    ledger, actor = opened(place / "left")
    held = users.key_changes.finish
    users.key_changes.finish = lambda _ledger: False
    try:
        users.deactivate(ledger, actor, "王芳", hand_over_to="管理员")
    finally:
        users.key_changes.finish = held
    ledger.close()
    return made.recovery_code


def opened(work):
    return ledgers.login(work / "office.ledger", "管理员", SECRET, clock=CLOCK)


WAYS = cycle((ledgers.login, ledgers.open_as, ledgers.read_as))


def enters(work, name, secret):
    """Whether a person comes in; each time by another of the three ways, which are alike."""
    try:
        found = next(WAYS)(work / "office.ledger", name, secret, clock=CLOCK)
    except KnownError:
        return False
    finally:
        fresh_tries(work / "office.ledger")
    (found[0] if isinstance(found, tuple) else found).close()
    return True


def fresh_tries(folder):
    vault.save(folder, replace(vault.load(folder), tries={}))


def by_code(work, code):
    try:
        ledgers.login_with_recovery(work / "office.ledger", code, clock=CLOCK)[0].close()
    except KnownError:
        return False
    finally:
        fresh_tries(work / "office.ledger")
    return True


def row_of(work, name) -> UserRow | None:
    ledger, _ = opened(work)
    try:
        return users.queries.user(ledger.reader, name)
    finally:
        ledger.close()


# -- what is changed


def reset(ledger, actor, _work):
    users.set_passphrase(ledger, actor, "王芳", FRESH, kdf=TINY)


def own(ledger, _actor, _work):
    users.change_own_passphrase(ledger, actor_of(users.queries.user(ledger.writer, "王芳")), HERS, FRESH, kdf=TINY)


def add_person(ledger, actor, _work):
    users.add(ledger, actor, "赵一", [Right.ENTER], FRESH, kdf=TINY)


def add_without(ledger, actor, _work):
    users.add(ledger, actor, "赵一", [Right.ENTER])


def rights(ledger, actor, _work):
    users.set_rights(ledger, actor, "王芳", [Right.AUDIT])


def leave(ledger, actor, _work):
    users.deactivate(ledger, actor, "王芳", hand_over_to="管理员")


def recovery(ledger, actor, _work):
    users.new_recovery_code(ledger, actor, NEW_CODE, kdf=TINY)


def escrow(ledger, actor, _work):
    users.new_recovery_code(ledger, actor, NEW_CODE, escrow=True, kdf=TINY)


def seat(ledger, _actor, _work):
    users.take_the_seat(ledger, "王芳", HERS)


def mistyped(ledger, _actor, _work):
    with suppress(entrance.WrongPassword):
        users.check_passphrase(ledger, "王芳", "记错了的一个口令")


def opening(_ledger, _actor, work):
    opened(work)[0].close()


def restore_over(ledger, actor, work):
    (path,) = (work / "office.backups").glob("*.bak")
    restoring.replace_present(ledger, actor, path, "误操作")


# -- what then stands


def of_her(work, _code):
    return {(True, False): "old", (False, True): "new"}.get((enters(work, "王芳", HERS), enters(work, "王芳", FRESH)))


def of_the_new_one(work, _code):
    if row_of(work, "赵一") is not None:
        return "new" if enters(work, "赵一", FRESH) else None
    if enters(work, "赵一", FRESH):
        return None
    ledger, actor = opened(work)
    users.add(ledger, actor, "赵一", [Right.ENTER], HERS, kdf=TINY)
    ledger.close()
    return "old" if enters(work, "赵一", HERS) and not enters(work, "赵一", FRESH) else None


def of_the_known_one(work, _code):
    return "old" if row_of(work, "赵一") is None else "new"


def of_her_rights(work, _code):
    row = row_of(work, "王芳")
    held = (row.may_enter, row.may_review, row.may_manage, row.may_audit)
    return {(1, 1, 0, 0): "old", (0, 0, 0, 1): "new"}.get(held) if enters(work, "王芳", HERS) else None


def of_who_left(work, _code):
    inside = enters(work, "王芳", HERS)
    ledger, _ = opened(work)
    row, person = (
        users.queries.user(ledger.reader, "王芳"),
        ledger.reader.value("select supervising_person from finding"),
    )
    due = ledger.told
    ledger.close()
    assert due == [], "with room again the change of keys was made up for"
    return {(True, 1, "王芳"): "old", (False, 0, "管理员"): "new"}.get((inside, row.active, person))


def of_the_sheet(work, code):
    return {(True, False): "old", (False, True): "new"}.get((by_code(work, code), by_code(work, NEW_CODE)))


def of_the_second_sheet(work, code):
    return ("new" if by_code(work, NEW_CODE) else "old") if by_code(work, code) else None


def as_before(work, _code):
    return "old" if enters(work, "王芳", HERS) else None


def of_the_key(work, _code):
    """Who left is out in any case; the next opening has changed the key."""
    if enters(work, "王芳", HERS):
        return None
    ledger, _ = opened(work)
    due = users.key_changes.keyring.rekey_is_due(ledger)
    ledger.close()
    return None if due else "new"


def of_the_restored(work, _code):
    if enters(work, "王芳", HERS):
        return None
    return "new" if vault.load(work / "office.ledger").restores else "old"


@dataclass(frozen=True)
class Change:
    """What is done, of which operation it is, what stands then; `ends` is what stands when all went well."""

    do: Any
    state: Any
    of: Any = None
    ends: str = "new"
    plain: bool = True
    left: bool = False
    opens: bool = True


CHANGES = {
    "reset": Change(reset, of_her, users.set_passphrase),
    "own": Change(own, of_her, users.change_own_passphrase),
    "add": Change(add_person, of_the_new_one, users.add),
    "add without": Change(add_without, of_the_known_one, users.add),
    "rights": Change(rights, of_her_rights, users.set_rights),
    "leave": Change(leave, of_who_left, users.deactivate),
    "recovery": Change(recovery, of_the_sheet, users.new_recovery_code, plain=False),
    "escrow": Change(escrow, of_the_second_sheet, users.new_recovery_code, plain=False),
    "seat": Change(seat, as_before, users.take_the_seat, "old"),
    "mistyped": Change(mistyped, as_before, users.check_passphrase, "old"),
    "opening": Change(opening, of_the_key, left=True, plain=False, opens=False),
    "restore over": Change(restore_over, of_the_restored, left=True),
}
