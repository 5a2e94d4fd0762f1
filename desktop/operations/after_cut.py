"""After a power cut or a crash: what was saved last, what was being typed, which issued papers were not written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.queries import drafts, history
from db.queries import letters as letter_queries
from db.queries.findings import numbers_of
from db.reader import Reader
from db.records import LetterRow
from db.store import Ledger
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Action

_PLACES = {"progress": "进展", "measure": "措施", "paper": "待发文书"}


@dataclass(frozen=True)
class AfterCut:
    """What stands and what came back. `last` is the last confirmed step with its time, empty in a new ledger."""

    last: str
    drafts: tuple[str, ...]
    unwritten: tuple[LetterRow, ...]

    @property
    def sentence(self) -> str:
        """All of it, for the first page."""
        parts = [f"上次没有正常退出。最后保存的是：{self.last}" if self.last else "上次没有正常退出，账本中还没有登记"]
        if self.drafts:
            parts.append(f"未保存的输入已找回 {len(self.drafts)} 处：{'、'.join(self.drafts)}")
        if self.unwritten:
            names = "、".join(letter.number or letter.title for letter in self.unwritten)
            parts.append(f"已签发但没有写出文件的 {len(self.unwritten)} 件：{names}")
        return "；".join(parts) + "。"


def read(reader: Reader, user_name: str, folder: Path) -> AfterCut:
    """`folder` is where papers are written out."""
    steps = [row for row in history.latest_actions(reader, 50) if row.kind not in (Action.KEEP_DRAFT, Action.BACK_UP)]
    last = f"{to_minute(steps[0].recorded_at)} {steps[0].user_name} “{steps[0].title}”" if steps else ""
    day = steps[0].recorded_at[:10] if steps else ""
    return AfterCut(last, _begun(reader, user_name), _unwritten(reader, day, folder))


def write_out(ledger: Ledger, letters: Sequence[LetterRow], folder: Path) -> list[Path]:
    """Write the frozen files of issued papers, byte for byte."""
    from desktop.operations.papers.issuing import reprint  # Word's libraries: not needed for the first paint

    return [reprint(ledger, letter.id, folder / letter.title) for letter in letters]


def _begun(reader: Reader, user_name: str) -> tuple[str, ...]:
    places = [place.partition(":") for place in drafts.drafts(reader, user_name, "")]
    numbers = numbers_of(reader, [int(key) for _kind, _, key in places if key.isdecimal()])
    found = (
        f"{_PLACES[kind]} {numbers.get(int(key), '') if key.isdecimal() else ''}"
        for kind, _, key in places
        if kind in _PLACES
    )
    return tuple(text.strip() for text in found)


def _unwritten(reader: Reader, day: str, folder: Path) -> tuple[LetterRow, ...]:
    """Papers that were issued on the last day of work and lie nowhere in the folder."""
    issued = letter_queries.issued_on_day(reader, day)
    present = {path.name for path in folder.rglob("*.docx")} if folder.is_dir() else set()
    return tuple(one for one in issued if one.file_name and one.file_name not in present)
