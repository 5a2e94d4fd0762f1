"""What stands before the door of a ledger: its keys, who may come in, and what a run that was cut off left there.

The first page of the program waits for this module, so it loads no more than it needs: what opens a ledger comes after the page
is painted, and the words for a fault come with the fault.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from db import half_made, key_file, swap
from desktop.errors import KnownError

if TYPE_CHECKING:
    from db.queries.users import UserRow


def settle(folder: Path) -> None:
    """Before a ledger is looked for: bring a making or a restore over it that was cut off to its end."""
    try:
        half_made.settle(folder)
        swap.settle(folder)
    except OSError as error:
        from desktop.operations import opening_words

        raise opening_words.not_writable(folder, error) from error


def keys_of(folder: Path) -> key_file.Vault:
    """The slots of a ledger, from either copy; nothing is written."""
    try:
        return key_file.load(folder, mend=False)
    except key_file.NewerKeys as error:
        from desktop.operations import opening_words

        raise opening_words.too_new(folder) from error
    except key_file.KeysDamaged as error:
        raise KnownError(
            f"账本 {folder.name} 的口令文件 {key_file.NAMES[0]} 缺失或已损坏，两份都不能用。请从最近的备份恢复。"
        ) from error


def user_names(folder: Path) -> tuple[str, ...]:
    """Who may log in, known before the ledger is opened: those with a passphrase, in a plain ledger everybody."""
    settle(folder)
    box = keys_of(folder)
    if not box.plain:
        return tuple(dict.fromkeys(slot.name for slot in box.slots if slot.kind == "user"))
    from desktop.rules.permissions import COMMAND_LINE

    return tuple(row.name for row in _people(folder) if row.active and row.name != COMMAND_LINE.name)


def asks_passphrase(folder: Path, user_name: str) -> bool:
    """Whether this person must type a passphrase: only people of a plain ledger may have none."""
    box = keys_of(folder)
    return not box.plain or any(row.slot for row in _people(folder) if row.name == user_name)


def _people(folder: Path) -> tuple[UserRow, ...]:
    """The register of a plain ledger, which its database alone knows."""
    from desktop.operations.ledgers import people

    return people(folder)
