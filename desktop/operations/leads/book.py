"""Leads are entered, changed, moved on and looked at: the verbs of every declared book, with names that are sealed once more.

A list, the history, the log and a search of the room hold a name sealed; `look` opens those of one lead, and is logged with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from db import sealed_words
from db.queries import books as queries
from db.queries import history
from db.queries.books import Record
from desktop.errors import KnownError
from desktop.ledgers.leads import CODES, LEADS, NAMES
from desktop.ledgers.register import Step
from desktop.operations import undo as undoing
from desktop.operations.change import Changes, change
from desktop.operations.leads.room import Room
from desktop.operations.records import verbs
from desktop.operations.records.values import plain_only
from desktop.operations.records.verbs import Draft, Entered
from desktop.rules.permissions import RECORD_ACTIONS, Action

SECONDS_SHOWN = 30
"""How long the names of one lead stay on the screen (pages.md §18)."""
_BETWEEN = re.compile(r"[、，,;；\n]+")
_NO_KEY = "这一件的姓名用现有的密钥打不开。请从最近的备份恢复后再看。"


def leads(room: Room, as_of: str = "", known_at: str | None = None) -> tuple[Record, ...]:
    """The leads as they stood on a day; the names in them are sealed."""
    return queries.records(room.ledger.newest, LEADS.shape, as_of or room.ledger.today(), known_at)


def lead(room: Room, number: str) -> Record:
    """One lead by its number, as it stands now. Raises KnownError where there is none."""
    found = next((one for one in leads(room) if one.number == number), None)
    if found is None:
        raise KnownError(f"没有编号为 {number} 的线索。请核对编号。", "unknown_record")
    return found


def enter(room: Room, values: Mapping[str, Any], *, on: str = "") -> Entered:
    """Enter a lead; each name gets a code of its own, which is never given again."""
    title = LEADS.add_title
    with change(room.ledger, room.actor, RECORD_ACTIONS[LEADS.add_right], title) as changes:
        given, names = _split(values)
        made = verbs.insert(room.ledger, changes, LEADS, Draft(given, on))
        if names:
            _name(room, changes, made.id, names)
    return made


def edit(room: Room, number: str, values: Mapping[str, Any], *, reason: str = "") -> Changes:
    """Set fields of a lead; other names keep the codes of those whose place they take."""
    record = lead(room, number)
    given, names = _split(values)
    with change(
        room.ledger, room.actor, RECORD_ACTIONS[LEADS.add_right], f"修改线索 {number}", reason=reason
    ) as changes:
        if given:
            plain_only(LEADS, given)
            verbs.update(room.ledger, changes, LEADS, record.id, given)
        if names is not None:
            _name(room, changes, record.id, names)
    return changes


def take(
    room: Room, number: str, step: Step, values: Mapping[str, Any] | None = None, *, on: str = "", reason: str = ""
) -> Entered:
    """Take a step of the book."""
    return verbs.take(room.ledger, room.actor, LEADS, lead(room, number).id, step, values, on=on, reason=reason)[0]


def go_through(room: Room, number: str, progress: str, disposition: str = "") -> Entered:
    """The monthly clean-up of one lead as one action: what is known of it today, and the manner of disposition where it is another."""
    record = lead(room, number)
    with change(room.ledger, room.actor, RECORD_ACTIONS[LEADS.add_right], f"登记梳理 {number}") as changes:
        for name, values in (("dispose", {"disposition": disposition}), ("note", {"progress": progress.strip()})):
            step = LEADS.step(name)
            if step is not None and (name == "note" or disposition not in ("", record.stored["disposition"])):
                made = verbs.move(room.ledger, room.actor, changes, LEADS, record.id, step, values)
    return made


def remove(room: Room, number: str, reason: str = "") -> Changes:
    """Into the room's recycle bin."""
    return verbs.remove(room.ledger, room.actor, LEADS, [lead(room, number).id], reason)


def undo(room: Room) -> Changes:
    """Take the last action of the room back; what was looked at and who may enter stays."""
    return undoing.undo(room.ledger, room.actor)


def look(room: Room, number: str, reason: str) -> str:
    """The names of one lead, shown for a moment; logged first, with the reason, so that no look goes unseen."""
    if not reason.strip():
        raise KnownError("显示姓名要写明事由。请填写后再办。", "no_reason")
    record = lead(room, number)
    with change(room.ledger, room.actor, Action.LOOK, f"显示姓名 {number}", reason=reason.strip()):
        pass
    return names_of(room, record)


def names_of(room: Room, record: Record) -> str:
    """The names of a lead in the clear: for `look`, a check and the sealed dump, never for a list."""
    return unsealed(room, str(record.stored.get(NAMES) or ""))


def unsealed(room: Room, stored: str) -> str:
    """Names as they are stored, in the clear. Raises KnownError where no key of the room opens them."""
    keys = (*([] if room.ledger.key is None else [room.ledger.key]), *reversed(room.ledger.earlier_keys))
    try:
        return sealed_words.opened(stored, keys)
    except sealed_words.NotOpened as error:
        raise KnownError(_NO_KEY, "sealed") from error


def log(room: Room, limit: int = 200) -> tuple[history.ActionRow, ...]:
    """What was done and looked at in the room, newest first."""
    return history.latest_actions(room.ledger.newest, limit)


def _split(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[str] | None]:
    """The values without the names, and the names; None where none were given."""
    given = dict(values)
    typed = given.pop(NAMES, None)
    if typed is None:
        return given, None
    return given, [name for name in (part.strip() for part in _BETWEEN.split(str(typed))) if name]


def _name(room: Room, changes: Changes, record: int, names: Sequence[str]) -> None:
    """Seal the names of a lead; a place beyond those that had a code gets the next code of the room."""
    was = history.fields_of(changes.writer, LEADS.name, record)
    if len(names) > int(was["persons"]):
        raise KnownError(f"登记了 {len(names)} 个姓名，多于涉及人数 {was['persons']}。请核对人数和姓名。", "names")
    assert room.ledger.key is not None
    codes = [code for code in str(was[CODES]).split("、") if code][: len(names)]
    codes += [f"P-{changes.writer.next_number('lead person'):03d}" for _ in names[len(codes) :]]
    sealed = sealed_words.sealed("、".join(names), room.ledger.key)
    changes.writer.update(LEADS.name, record, {NAMES: sealed, CODES: "、".join(codes)})
