"""The register of papers that went out, said once: grid, workbook and command line read it."""

from __future__ import annotations

from desktop.ledgers.column import Align, Kind, Shape
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State

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
    states=(State("issued", "已签发"), State("void", "已作废", Shape.SLASH)),
    rules=(
        Rule("number", "一个文号只给一份文书，不重不复用"),
        Rule("future", "签发、送出、签收、回复、作废不晚于今天"),
        Rule("order", "送出、签收、回复不早于签发"),
        Rule("reply_by", "回复限期不早于签发"),
        Rule("adopted", "采纳条数不超过建议条数"),
        Rule("void", "作废要写明理由，文号保留"),
    ),
)
LETTER_LINKS = (
    Field("unit", "单位", Holds.UNIT, reason=_ISSUED),
    Field("round", "轮次", Holds.ROUND, reason=_ISSUED),
    Field("findings", "涉及问题", Holds.FINDINGS, reason=_ISSUED),
)
"""What a paper is about: told beside its fields, no column of the register's grid."""
