"""What to do when the disk takes nothing, in words (faults S-2): one place for the system's errors and the database's.

None of these is damage to the ledger, so none advises a restore.
"""

from __future__ import annotations

from pathlib import Path

from db import disk
from db.disk import DiskFault
from desktop.errors import KnownError

UNSURE = "这一步没有做完，已经登记的都在账本中"
"""How a fault begins that did not come out of the one door for writing."""

_WORDS = {
    DiskFault.FULL: "磁盘空间不足。请清理该磁盘后重做这一步；账本没有损坏，不需要恢复备份",
    DiskFault.READ_ONLY: "磁盘或文件夹是只读的。请改为可写后重做这一步；账本没有损坏，不需要恢复备份",
    DiskFault.FAILING: "磁盘读写出错。请检查磁盘和连线，先把账本文件夹复制到另一块磁盘，再重做这一步",
}
_CAUSES = {DiskFault.FULL: "磁盘空间不足", DiskFault.READ_ONLY: "磁盘是只读的", DiskFault.FAILING: "磁盘读写出错"}


def known(
    error: BaseException, done_so_far: str = "这一步没有办成，没有登记", place: Path | None = None
) -> KnownError | None:
    """The error as a person is told it, where it is a fault of the disk (at a place); None where it is something else."""
    kind = disk.kind_of(error, place)
    return None if kind is None else KnownError(f"{done_so_far}：{_WORDS[kind]}。", str(kind))


def cause(error: BaseException) -> str:
    """Only what is wrong, for a sentence that goes on; empty where it is no fault of the disk."""
    kind = disk.kind_of(error)
    return "" if kind is None else _CAUSES[kind]
