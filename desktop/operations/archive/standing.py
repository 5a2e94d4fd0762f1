"""Where a round stands on its way into the archive, read once for page 25: its record, its volumes, and the step that is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from db.queries.books import Record
from db.store import Ledger
from desktop.ledgers.archives import CHECKED, FORCED, HANDED, PACKED, WIPED, reasons_of
from desktop.operations.archive.contents import Contents
from desktop.operations.archive.packing import record_of
from desktop.operations.archive.volumes import Volume, volumes
from desktop.operations.carrying import unclosed

STEPS = ("检查 8 项", "结转", "归档包", "移交签字", "清除（可不做）")
_DONE = {PACKED: 3, HANDED: 4, WIPED: 5}
"""How many steps lie behind a round in this state."""


@dataclass(frozen=True)
class Standing:
    """One round; `record` is None where its archive was not begun."""

    round_id: int
    record: Record | None
    volumes: tuple[Volume, ...]
    step: int

    @property
    def state(self) -> str:
        """The state of the record; '' where there is none."""
        return self.record.state if self.record is not None else ""

    @property
    def may_pack(self) -> bool:
        """Whether a package may be written now, also anew after the handing over."""
        return self.state in (CHECKED, FORCED, PACKED, HANDED)

    def words(self) -> dict[str, Any]:
        """What the list by which the archive is handed over (papers/25b) begins with; pages that are not known are counted by hand."""
        rows = [
            {"类": one.kind, "题": one.title, "起止": one.span, "件": one.items, "页": one.pages, "期限": one.retention}
            for one in self.volumes
        ]
        told: dict[str, Any] = {"案卷": [{name: value for name, value in row.items() if value} for row in rows]}
        if self.record is not None:
            stored = self.record.stored
            told |= {"电子件数": stored["package_files"], "接收方": stored["receiver"]}
            told["缺件"] = [f"{words}（{reason}）" for words, reason in reasons_of(str(stored["reasons"])).items()]
        return {name: value for name, value in told.items() if value}

    def told(self) -> str:
        """What the foot of the card says of record and package."""
        if self.record is None:
            return "还没有登记归档。8 项办妥后登记；未通过的逐项写明理由，可强行归档，理由写进移交目录的“缺件”。"
        stored = self.record.stored
        told = f"{self.record.number}"
        if stored["package_file"]:
            told += f"　包：{stored['package_file']}（{stored['package_files']} 个文件，校验值 …{stored['package_sha256'][-4:].upper()}，写完后重新打开核对相符）"
        if self.state in (HANDED, WIPED):
            told += f"　{stored['handed_on']} 移交{stored['receiver']}"
        return told + ("　已清除" if self.state == WIPED else "")


def standing(ledger: Ledger, round_id: int) -> Standing:
    """Read a round as of today."""
    record = record_of(ledger.newest, round_id)
    waiting = unclosed(ledger.newest, (round_id,), ledger.today()).waiting
    step = _DONE.get(record.state, 1 if waiting else 2) if record is not None else 0
    return Standing(round_id, record, volumes(Contents(ledger, round_id)), step)
