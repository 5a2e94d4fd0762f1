"""The recovery sheet: the code on paper that opens the ledger when every passphrase is forgotten (ux/design.md 3.13)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from db import atomic, recovery_code
from desktop.errors import KnownError, reason_of


def sheet_text(code: str, ledger: Path, office: str, made_on: date) -> str:
    """The sheet for printing, line by line."""
    groups = "\n".join(f"    第 {number} 组    {group}" for number, group in enumerate(code.split("-"), start=1))
    return f"""巡察整改台账　恢复单

单　　位：{office or "（未填）"}
账　　本：{ledger.name}
制作日期：{made_on.year}年{made_on.month}月{made_on.day}日

恢复码（不分大小写；没有字母 O、I、L、U）：

{groups}

用途：全部用户都忘记口令时，凭恢复码打开账本、重设口令。
保管：印一份，交保密员封存，不要与装有账本的电脑放在一起；本文件印后请从电脑中删除。
提示：恢复单与口令都丢失，账本无法打开，任何人都不能代为恢复。

交付人：＿＿＿＿＿　　接收人：＿＿＿＿＿　　　　年　　月　　日
"""


def write_sheet(target: Path, text: str) -> Path:
    """Keep a sheet as a text file for printing; an existing file is not overwritten. Raises KnownError where the disk refuses."""
    place, number = target, 2
    try:
        while place.exists():
            place = target.with_name(f"{target.stem}({number}){target.suffix}")
            number += 1
        place.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(place, text.replace("\n", "\r\n").encode("utf-8-sig"))
    except OSError as error:
        raise KnownError(f"“{place}”写不进去（{reason_of(error)}），没有存下。请换一个文件夹或磁盘再存。") from error
    return place


def keep_sheet(target: Path, text: str, ledger: Path) -> Path:
    """Keep the recovery sheet as a file, outside the ledger folder only."""
    check_place(target, ledger)
    return write_sheet(target, text)


def check_place(target: Path, ledger: Path) -> None:
    """The sheet may not lie in the ledger folder: who copies the folder would hold the key to it."""
    if target.resolve().is_relative_to(ledger.resolve()):
        raise KnownError(f"恢复单不能放在账本文件夹 {ledger.name} 之内。请另选一个位置，印出后交保密员封存。")


def check_code(code: str) -> str:
    """The bare signs of a typed code, or the sentence that something is missing or mistyped."""
    if not recovery_code.is_whole(code):
        raise KnownError("恢复码应为 6 组、每组 5 个字符，所填的有缺漏或错字。请对照恢复单逐组核对。")
    return recovery_code.plain_signs(code)
