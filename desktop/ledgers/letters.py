"""The register of papers that went out, said once: grid, workbook and command line read it."""

from __future__ import annotations

from desktop.ledgers.column import Align, Kind
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register

_ISSUED = "此栏随签发登记，不能改动。"
_STEP = "此栏由办理登记，请用“登记签收”“登记回复”。"

LETTER_BOOK = Register(
    "letter",
    "发文",
    "件",
    "",
    (
        Field("number", "文号", reason=_ISSUED, width=158, mm=36),
        Field("kind", "文种", reason=_ISSUED, width=84, mm=20),
        Field("addressee", "主送", reason=_ISSUED, width=130, mm=32),
        Field("issued_on", "签发日", Holds.DATE, reason=_ISSUED, width=84, mm=22),
        Field("received_on", "签收", Holds.DATE, reason=_STEP, width=84, mm=22),
        Field("reply_by", "回复限期", Holds.DATE, reason=_ISSUED, width=84, mm=22, deadline=True),
        Field("replied_on", "回复", Holds.DATE, reason=_STEP, width=84, mm=22),
        Field("state", "状态", reason=_STEP, width=136, mm=26, kind=Kind.STATE),
        Field("title", "标题", reason=_ISSUED, hidden=True, width=240, mm=50),
        Field("copies_to", "抄送", reason=_ISSUED, hidden=True, width=140, mm=32),
        Field("seq", "序号", Holds.INT, reason=_ISSUED, hidden=True, width=50, mm=12, align=Align.RIGHT),
        Field("classification", "密级", reason=_ISSUED, hidden=True, width=64, mm=16),
        Field("as_of", "数据截至", Holds.DATE, reason=_ISSUED, hidden=True, width=84, mm=22),
        Field("basis_text", "口径", reason=_ISSUED, hidden=True, width=150, mm=36),
        Field("file_name", "文件", reason=_ISSUED, hidden=True, width=180, mm=40),
        Field("note", "备注", hidden=True, width=140, mm=30),
    ),
)
