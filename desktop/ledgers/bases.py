"""The counting bases as a book: each version with its formula; a change is a new version (系统 · 口径)."""

from __future__ import annotations

from desktop.ledgers.column import Align
from desktop.ledgers.field import Field
from desktop.ledgers.register import Register

_VERSION = "改口径请用“改成新版本”。"

BASIS_BOOK = Register(
    "basis",
    "口径",
    "个",
    "",
    (
        Field("title", "口径", reason=_VERSION, width=220, mm=50),
        Field("formula", "算法", reason=_VERSION, width=320, mm=90),
        Field("counts", "分子/分母", reason="此栏由台账计算。", stored=False, width=90, mm=22, align=Align.RIGHT),
        Field("standing", "现状", reason=_VERSION, width=110, mm=22),
    ),
)
