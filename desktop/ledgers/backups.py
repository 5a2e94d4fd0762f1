"""The register of backups, said once."""

from __future__ import annotations

from desktop.ledgers.field import Field
from desktop.ledgers.register import Register

_LOGGED = "登记由备份写入，不能改动。"

BACKUP_BOOK = Register(
    "backup",
    "备份",
    "份",
    "",
    (
        Field("time", "时间", reason=_LOGGED, width=140, mm=30),
        Field("occasion", "时机", reason=_LOGGED, width=80, mm=18),
        Field("place", "存放", reason=_LOGGED, width=76, mm=18),
        Field("size", "大小", reason=_LOGGED, width=80, mm=18),
        Field("findings", "问题数", reason=_LOGGED, width=72, mm=16),
        Field("verified", "核验", reason=_LOGGED, width=84, mm=18),
        Field("path", "文件", reason=_LOGGED, width=380, mm=90),
    ),
)
