"""The room's own dump and its way back: all that `dump` writes of a ledger, under a passphrase of the file, never in the open.

It leaves with a second member beside and is entered in the room's own register. The two who give the right read it into a room
that is empty. Names lie in it as they are, and are sealed anew under the key of the room that takes them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import dump, sealed_words
from db.store import Ledger
from desktop.errors import KnownError
from desktop.exchange import locked_file
from desktop.exchange.unused_path import written_whole
from desktop.ledgers.leads import LEADS, NAMES
from desktop.ledgers.ways_out import DUMP
from desktop.operations import dumping, outgoing
from desktop.operations.change import Changes
from desktop.operations.dump_check import LEFT_OUT
from desktop.operations.dumping import Dumped
from desktop.operations.leads import book, granting
from desktop.operations.leads.granting import Pair
from desktop.operations.leads.letter import Second
from desktop.operations.leads.room import Room
from desktop.operations.leads.second import stand_by
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.passphrases import fault_of
from desktop.rules.permissions import Actor, Right

SUFFIX = locked_file.SUFFIX
SECOND_IS_FOR = "转出线索台账"
TITLE = "线索台账全部内容（加密）"
_STAYS = LEFT_OUT | {granting.GIVEN_BY}
"""Settings that are of one room alone: who gives the right there is another matter elsewhere."""


@dataclass(frozen=True)
class Lock:
    """The passphrase of the file, and the second member who stands by."""

    passphrase: str
    second: Second


def write(room: Room, path: Path, lock: Lock, asked: Asked = Asked()) -> Dumped:
    """Write the file, never over one that is there. Raises KnownError, and leaves nothing then."""
    if fault := fault_of(lock.passphrase):
        raise KnownError(f"文件口令：{fault}", "weak")
    stand_by(room, lock.second, SECOND_IS_FOR)
    purpose = "；".join(filter(None, (asked.purpose, f"在场：{lock.second.name}")))
    return outgoing.registered(
        room.ledger, room.actor, DUMP, Asked(asked.mark, purpose, asked.destination), TITLE, path,
        lambda final, _properties: _written(room, final, lock.passphrase),
        lambda made: Facts(made.contents.get(LEADS.name, 0)),
        said=TITLE,
    ).made  # fmt: skip


def read_back(office: Ledger, pair: Pair, path: Path, passphrase: str) -> dict[str, int]:
    """Enter such a file into the room, which must be empty, by the two who give the right; answers how many rows of each table."""
    said = _opened(path, passphrase)
    ledger = granting.together(office, pair)
    try:
        actor = Actor(pair.actor.name, frozenset({Right.ENTER, Right.REVIEW, Right.MANAGE}))
        counts, _changes = dumping.read_back(
            ledger, actor, path, said["dump"], beside=lambda changes: _seal_anew(ledger, changes, said["names"])
        )
        return counts
    finally:
        ledger.close()


def _written(room: Room, final: Path, passphrase: str) -> Dumped:
    said = dumping.said_of(room.ledger, _STAYS)
    stored = [str(row[NAMES]) for row in dump.rows(room.ledger.newest, LEADS.name) if row[NAMES]]
    names = {one: book.unsealed(room, one) for one in stored}
    text = json.dumps({"dump": json.loads(dumping.text_of(said)), "names": names}, ensure_ascii=False)
    with written_whole(final) as draft:
        draft.write_bytes(locked_file.locked(text.encode("utf-8", "surrogatepass"), passphrase))
    return dumping.dumped(final, said)


def _opened(path: Path, passphrase: str) -> dict[str, Any]:
    said = json.loads(locked_file.opened(path, passphrase).decode("utf-8", "surrogatepass"))
    if not isinstance(said, dict) or not isinstance(said.get("names"), dict) or "dump" not in said:
        raise KnownError(f"{path.name} 不是转出的线索台账。请核对文件。", "not_a_dump")
    return said


def _seal_anew(ledger: Ledger, changes: Changes, names: Mapping[str, str]) -> None:
    assert ledger.key is not None
    for row in [one for one in dump.rows(changes.writer, LEADS.name) if one[NAMES]]:
        if row[NAMES] not in names:
            raise KnownError("转出的线索台账里缺少姓名，没有读入。请重新转出。", "corrupt")
        changes.writer.update(LEADS.name, row["id"], {NAMES: sealed_words.sealed(names[row[NAMES]], ledger.key)})
