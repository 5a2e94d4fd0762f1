"""Who held which rights from when to when, and where one person held several: the record of 三员 in a small office (ledger.md §4)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from db.queries.settings import setting
from db.queries.users import rights_log
from db.reader import Reader
from desktop.rules.moments import to_minute
from desktop.rules.permissions import COMMAND_LINE, RIGHT_WORDS, Right

_COLUMNS = {"may_enter": Right.ENTER, "may_review": Right.REVIEW, "may_manage": Right.MANAGE, "may_audit": Right.AUDIT}


@dataclass(frozen=True)
class Held:
    """One stretch of time in which a person held the same rights; `until` is empty while it lasts. Times are ISO."""

    name: str
    rights: frozenset[Right]
    since: str
    until: str
    given_by: str

    @property
    def combined(self) -> bool:
        """Whether one person held several rights (一人多权)."""
        return len(self.rights) > 1

    @property
    def words(self) -> str:
        """'录入、审核'."""
        return "、".join(word for right, word in RIGHT_WORDS.items() if right in self.rights)


def history(reader: Reader) -> tuple[Held, ...]:
    """All stretches, by person in order of entry, read from the log; the user of the command line is no person."""
    fields: dict[int, dict[str, Any]] = {}
    found: dict[int, list[Held]] = {}
    for entry in rights_log(reader):
        now = fields.setdefault(entry.user_id, {})
        now.update(json.loads(entry.after))
        held = _rights_in(now)
        stretches = found.setdefault(entry.user_id, [])
        last = stretches[-1] if stretches and not stretches[-1].until else None
        if last is not None and last.rights == held:
            continue
        if last is not None:
            stretches[-1] = replace(last, until=entry.at[:19])
        if held and now["name"] != COMMAND_LINE.name:
            stretches.append(Held(now["name"], held, entry.at[:19], "", entry.by))
    return tuple(each for stretches in found.values() for each in stretches)


def sheet_text(reader: Reader, on: date) -> str:
    """The list for printing and signing, line by line."""
    lines = [
        "用户权限登记表",
        "",
        f"单　　位：{setting(reader, 'office') or '（未填）'}",
        f"制表日期：{on.year}年{on.month}月{on.day}日",
        "",
    ]
    for number, held in enumerate(history(reader), start=1):
        until = f"至 {to_minute(held.until)}" if held.until else "至今"
        lines.append(f"{number}. {held.name}　{held.words}　自 {to_minute(held.since)} {until}　授权人 {held.given_by}")
        if held.combined:
            lines.append(f"　　一人兼有 {len(held.rights)} 项权限")
    lines += ["", "兼有多项权限的，由单位负责人知悉并签字。", "", "负责人：＿＿＿＿＿　　　　　年　　月　　日", ""]
    return "\n".join(lines)


def _rights_in(fields: Mapping[str, Any]) -> frozenset[Right]:
    if not fields.get("active", 1) or fields.get("removed_in") is not None:
        return frozenset()
    return frozenset(right for column, right in _COLUMNS.items() if fields.get(column))
