"""What left the program (打印、导出登记) and its numbered copies, said once."""

from __future__ import annotations

from desktop.ledgers.column import Kind, Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, State

PRINT_KINDS = {"print": "打印", "export": "导出", "paper": "文书"}
_LOGGED = "登记由打印和导出写入，不能改动。"

PRINT_BOOK = Register(
    "print",
    "打印、导出登记",
    "次",
    "",
    (
        Field("recorded_at", "时间", reason=_LOGGED, width=122, mm=28),
        Field("kind", "方式", Holds.CHOICE, choices=PRINT_KINDS, reason=_LOGGED, width=52, mm=14),
        Field("title", "标题", reason=_LOGGED, width=150, mm=50),
        Field("user_name", "经手人", reason=_LOGGED, width=74, mm=16),
        Field("copies", "份数", Holds.INT, reason=_LOGGED, width=50, mm=12),
        Field("first_copy", "份号", Holds.INT, reason=_LOGGED, width=80, mm=18),
        Field("pages", "页数", Holds.INT, reason=_LOGGED, width=50, mm=12),
        Field("rows", "条数", Holds.INT, reason=_LOGGED, width=50, mm=12),
        Field("classification", "标识", reason=_LOGGED, width=64, mm=16),
        Field("purpose", "用途", reason=_LOGGED, width=84, mm=24),
        Field("destination", "去向", reason=_LOGGED, width=84, mm=20),
        Field("criteria", "范围", reason=_LOGGED, width=120, hidden=True),
        Field("file_name", "文件", reason=_LOGGED, width=120, hidden=True),
        Field("sha256", "校验值", reason=_LOGGED, width=120, hidden=True),
    ),
)
COPY_BOOK = Register(
    "copy",
    "份号",
    "份",
    "",
    (
        Field("copy_number", "份号", Holds.INT, reason=_LOGGED, width=72, mm=18),
        Field("holder", "领用人", width=80, mm=18),
        Field("state", "现状", reason=_LOGGED, width=110, mm=24, kind=Kind.STATE),
        Field("changed_on", "登记日", Holds.DATE, width=84, mm=22),
        Field("note", "备注", width=70, mm=24),
    ),
    states=(
        State("given", "已领用", Shape.EMPTY),
        State("returned", "已收回", Shape.CHECK, Tone.GREEN),
        State("destroyed", "已销毁", Shape.SLASH),
        State("void", "作废", Shape.CROSS),
    ),
)
