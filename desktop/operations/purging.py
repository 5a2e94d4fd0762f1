"""清除: the words of what lay in the recycle bin for two years are emptied, the proof stays (ledger.md §3).

Rows keep their numbers, dates and links, the log keeps who did what when and the sums of what it said. Files of the pool are left
alone: the register of files goes on naming each of them. Papers that were issued stay as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import purges as queries
from db.queries import users as user_queries
from db.reader import Reader
from db.store import Ledger
from desktop.errors import Forbidden, KnownError
from desktop.operations import users
from desktop.operations.change import Changes, change
from desktop.operations.packages import forgetting
from desktop.operations.packages.forgetting import Emptied
from desktop.rules.permissions import COMMAND_LINE, Action, Actor, Right, require

YEARS = 2


@dataclass(frozen=True)
class Purgeable:
    """What a purge would empty now: ids by table."""

    before: str
    rows: dict[str, tuple[int, ...]]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that is old enough."""
        return not any(self.rows.values())

    def sentence(self) -> str:
        """'问题 3 条、措施 4 条、进展 9 条、佐证 2 件'."""
        words = {
            "finding": "问题 {} 条",
            "measure": "措施 {} 条",
            "finding_event": "进展 {} 条",
            "record_event": "分管县领导变更 {} 条",
            "evidence": "佐证 {} 件",
        }
        return "、".join(text.format(len(self.rows[table])) for table, text in words.items() if self.rows[table])


def purgeable(ledger: Ledger, today: date) -> Purgeable:
    """What has lain in the recycle bin for two years and still has its words."""
    day = today.replace(year=today.year - YEARS, day=min(today.day, 28) if today.month == 2 else today.day)
    before = day.isoformat()
    return Purgeable(before, queries.rows_in_bin(ledger.newest, before))


def empty_bin(ledger: Ledger, actor: Actor, today: date, *, second: str, passphrase: str, reason: str) -> Changes:
    """Empty the words of everything that is old enough; two people: who does it, and a second one who proves to be there.

    Nothing brings the words back: it cannot be undone.
    """
    require(actor, Action.PURGE)
    if not reason.strip():
        raise KnownError("清除要写明依据或理由。")
    check_second(ledger, actor, second, passphrase)
    found = purgeable(ledger, today)
    if found.is_empty:
        raise KnownError(f"回收站中没有放满 {YEARS} 年的内容，没有清除任何内容。")
    title = f"清除回收站中 {found.before} 以前删除的 {found.sentence()}（同办：{second}）"
    return empty_words(ledger, actor, emptied_rows(ledger.writing(), found.rows), title, second=second, reason=reason)


def emptied_rows(reader: Reader, rows: Mapping[str, tuple[int, ...]]) -> list[Emptied]:
    """Rows of findings and what is registered on them (ids by table), each with what stands in it afterwards."""
    told = queries.events_with_words(reader, rows.get("finding_event", ()))
    spoke = {**queries.WORDS["finding_event"], "text": queries.EMPTIED}
    return [
        (table, row_id, spoke if table == "finding_event" and row_id in told else queries.WORDS[table])
        for table, ids in rows.items()
        for row_id in ids
    ]


def empty_words(
    ledger: Ledger,
    actor: Actor,
    rows: Sequence[Emptied],
    title: str,
    *,
    second: str,
    reason: str,
    beside: Callable[[Changes], None] | None = None,
) -> Changes:
    """Empty the words of rows and what the log keeps of them, as one action; the sums and the chain stay.

    Whoever calls has asked both people. `beside` enters what else the same action says.
    """
    with change(ledger, actor, Action.PURGE, title, reason=reason) as changes, changes.writer.purging():
        entries: list[int] = []
        left: dict[str, dict[int, object]] = {}
        for table, row_id, fields in (*rows, *forgetting.emptied(changes.writer, rows)):
            changes.writer.update(table, row_id, fields)
            entries += changes.writer.empty_entries(table, row_id)
            left.setdefault(table, {})[row_id] = queries.row_as_it_is(changes.writer, table, row_id)
        record: dict[str, object] = {
            "made_at": changes.recorded_at,
            "what": title,
            "second_person": second,
            "reason": reason,
        }
        record |= {"entries": _ranges(entries), "left_rows": left, "action_id": changes.action_id}
        changes.writer.insert("purge_record", record)
        if beside is not None:
            beside(changes)
    ledger.writing().checkpoint(settle=0)
    return changes


def check_second(ledger: Ledger, actor: Actor, second: str, passphrase: str) -> None:
    """Forbidden unless the second one is another person in use, with 审核 or 管理, and proves to be there."""
    row = user_queries.user(ledger.writing(), second)
    if row is None or not row.active or second in (actor.name, COMMAND_LINE.name):
        raise Forbidden("清除须两人同办：请由另一位在用的用户输入口令。")
    if not {Right.REVIEW, Right.MANAGE} & users.rights_of(row):
        raise Forbidden(f"{second} 没有“审核”或“管理”权限，不能同办清除。")
    users.check_passphrase(ledger, second, passphrase)


def _ranges(numbers: Iterable[int]) -> list[list[int]]:
    """[3, 4, 5, 9] → [[3, 5], [9, 9]]."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found
