"""Every change of users and keys in one protocol (ledger.md §6): the file announces, the table decides, what is left is settled.

1. A new slot is written into the keys, where it opens nothing until the table names it. 2. The action is carried out: the table
names it. 3. The keys are written as the table wants them. What fails before 2 is told and nothing has changed; what fails after it
is not told as a failure, because the change stands: the next opening settles it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from db import keyring, rekey, vault
from db.keyslots import Kdf, Kind, Slot
from db.store import Ledger
from desktop.errors import KnownError, reason_of
from desktop.operations.change import Changes
from desktop.operations.office import put_setting

NOT_CHANGED = "数据密钥没有换成（磁盘已满，或账本还在别处打开），原密钥继续有效。请腾出空间，下次打开账本时自动再换。"


@contextmanager
def announced(ledger: Ledger, kind: Kind, name: str, secret: str, kdf: Kdf | None) -> Iterator[Slot]:
    """A new slot, written down before the action that names it and settled after, whether the action stood or not."""
    box = keyring.current(ledger)
    key = vault.slot_key(box, ledger.key)
    box, slot = vault.with_slot(box, key, kind, name, secret, kdf=kdf or Kdf())
    try:
        try:
            vault.save(ledger.folder, vault.announced(box, key, slot))
        except OSError as error:
            raise KnownError(f"口令文件写不进去：{reason_of(error)}。没有改动，请检查磁盘后再试。") from error
        yield slot
    finally:
        keyring.settle(ledger)


def demand(changes: Changes, ledger: Ledger) -> None:
    """Register, within the action by which somebody leaves, that the data key of now is to be changed."""
    if ledger.key is not None:
        put_setting(changes, keyring.REKEY_SETTING, keyring.mark_of(ledger.key))


def finish(ledger: Ledger) -> bool:
    """Change the data key where that is due; False where it could not be done, which is told with the ledger and tried again at the next opening."""
    if not keyring.rekey_is_due(ledger):
        return True
    try:
        rekey.change_key(ledger)
    except rekey.KeyNotChanged:
        if NOT_CHANGED not in ledger.told:
            ledger.told.append(NOT_CHANGED)
        return False
    return True
