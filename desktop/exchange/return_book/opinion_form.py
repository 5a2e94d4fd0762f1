"""意见表: what a party of the joint review writes on what a unit handed in, one row a finding (registers.md §3, pages.md §12)."""

from desktop.exchange.return_book.columns import KEY, SERIAL, TEXT, Form
from desktop.ledgers.field import NO, YES

OPINION, RETURNS, GRADE = "opinion", "returns", "grade"
OPINIONS = Form(
    "联审意见",
    {
        KEY: "问题标识", SERIAL: "序号", "category": "类别", TEXT: "反馈问题", "progress": "整改进展",
        OPINION: "审核意见", RETURNS: "要求退回", GRADE: "等次",
    },
    (OPINION, RETURNS, GRADE),
    ("category", TEXT, "progress"),
    {KEY: 12, SERIAL: 6, "category": 20, TEXT: 44, "progress": 44, OPINION: 50, RETURNS: 11, GRADE: 8},
    "只填写浅色栏；没有意见的行留空。请勿改动其他栏，勿增删行。要求退回的选“是”；等次可不填。",
    {RETURNS: (YES, NO), GRADE: ("好", "中", "差")},
)  # fmt: skip
