"""How old the two backups are, as the status bar and 系统 show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from db.queries import backups
from db.queries.backups import BackupRow
from desktop.host import paths
from desktop.ui.frame.main_window import MainWindow

ANCHORS = "anchors.json"
LATE_DAYS, NEAR_DAYS = 7, 5


def high_water_file() -> Path:
    """Where this user's profile remembers how far each ledger's log goes, so that a shortened log is noticed."""
    return paths.data_folder() / ANCHORS


@dataclass(frozen=True)
class Standing:
    """What to say, and in which tone."""

    text: str
    tone: str


def local_standing(row: BackupRow | None, today: date) -> Standing:
    """本机备份: made by itself, so only its absence or its age warns."""
    if row is None:
        return Standing("本机备份 还没有", "amber")
    made = datetime.fromisoformat(row.made_at)
    day = "今天 " if made.date() == today else f"{made.month}月{made.day}日 "
    checked = " 已核验" if row.verified else ""
    late = (today - made.date()).days >= LATE_DAYS
    return Standing(f"本机备份 {day}{made:%H:%M}{checked}", "red" if late else "green" if row.verified else "amber")


def external_standing(row: BackupRow | None, today: date) -> Standing:
    """外置备份: red after seven days."""
    if row is None:
        return Standing("外置备份 还没有", "amber")
    days = (today - datetime.fromisoformat(row.made_at).date()).days
    word = "今天" if days <= 0 else f"{days} 天前"
    tone = "red" if days >= LATE_DAYS else "amber" if days >= NEAR_DAYS else "green"
    return Standing(f"外置备份 {word}", tone)


def show_backups(window: MainWindow) -> None:
    """Both in the status bar."""
    reader, today, bar = window.context.reader, window.context.today, window.status
    local = local_standing(backups.last_backup(reader, "local"), today)
    external = external_standing(backups.last_backup(reader, "external"), today)
    bar.set_backup(bar.local, local.text, local.tone)
    bar.set_backup(bar.external, external.text, external.tone)
