"""The second member of the room beside whom alone anything leaves it: named, at work, and proven by the own passphrase."""

from __future__ import annotations

from desktop.errors import KnownError
from desktop.operations import entrance
from desktop.operations.leads.letter import Second
from desktop.operations.leads.room import TWO_PEOPLE, WAIT, Room, keys_of, member


def stand_by(room: Room, second: Second, deed: str) -> None:
    """Raise KnownError where nobody else stands by while `deed` (出移交函, 打印) is done, WrongPassword where the passphrase is another."""
    if second.name in ("", room.actor.name, TWO_PEOPLE):
        raise KnownError(f"{deed}须有另一名有线索权限的人在场，并输入其线索口令。", "second_person")
    box = keys_of(room.office)
    slots = box.slots_of(second.name)
    if not slots:
        raise KnownError(f"{second.name} 没有线索权限，不能作为在场人。", "second_person")
    member(room.office, second.name)
    entrance.opened(room.ledger.folder, box, slots, second.passphrase, room.ledger.clock(), WAIT)
