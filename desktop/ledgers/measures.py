"""The measures of a finding, said once: dialog, history, edit and command line read it."""

from __future__ import annotations

from desktop.ledgers.book_table import editable
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State
from desktop.ledgers.terms import DUE_KIND_WORDS, STATE_WORDS, verdict_word

MEASURES = Register(
    "measure",
    "整改措施",
    "条",
    "",
    (
        Field("text", "措施", Holds.LONG, needed=True),
        Field("leader", "责任领导"),
        Field("department", "责任科室"),
        Field("owner", "责任人"),
        Field("due_on", "时限", Holds.DATE),
        Field("due_kind", "时限写法", Holds.CHOICE, choices=DUE_KIND_WORDS),
        Field("standard", "完成标准"),
    ),
    states=tuple(State(code, verdict_word(code)) for code in STATE_WORDS),
    rules=(Rule("unknown_record", "措施属于一条问题，状态由自报和核实改变"),),
)
MEASURE_EDITABLE = editable(MEASURES)
