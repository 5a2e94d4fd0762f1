"""A book that holds everything that a book may hold: every type, every link, a field with its own right, one that stays inside, steps of every kind."""

from desktop.errors import Fault
from desktop.ledgers import books
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.permissions import Right
from tests.own_book import VISITS


def check(one, today):
    if one.get("received_on") and one["received_on"] > today:
        yield Fault("in_future", "收到日期晚于今天。请改正。")
    if one.get("persons") and one.get("order") and one["persons"] > one["order"]:
        yield Fault("more_persons", "人数多于件数。请核对。")


PETITIONS = Register(
    "nasty_petition", "来信“登记”", "件", "信访〔{年}〕{号}号",
    fields=(
        Field("received_on", "收到日期", Holds.DATE, needed=True, mm=24, heads=("来信日期", "收到")),
        Field("from", "来信人", Holds.PERSON, internal=True, mm=20, heads=("举报人",)),
        Field("order", "件数", Holds.INT, mm=14),
        Field("persons", "人数", Holds.INT, mm=14),
        Field("money", "涉及金额", Holds.MONEY, mm=22, heads=("金额",)),
        Field("urgent", "急件", Holds.FLAG, mm=12),
        Field("kind", "类型", Holds.CHOICE, needed=True, choices={"a": "来信", "b": "来访", "c": "网上"}, mm=18),
        Field("unit", "单位", Holds.UNIT, needed=True, mm=40),
        Field("round", "轮次", Holds.ROUND, mm=40),
        Field("finding", "主要问题", Holds.FINDING, mm=26),
        Field("findings", "涉及问题", Holds.FINDINGS, mm=30),
        Field("letter", "转办函", Holds.LETTER, mm=36),
        Field("group", "所属月份", Holds.MONTH, mm=18),
        Field("text", "内容", Holds.LONG, mm=80, heads=("反映",)),
        Field("verdict", "审核意见", right=Right.REVIEW, mm=40),
        Field("scan", "原件", Holds.FILE, mm=20),
        Field("due_on", "办理期限", Holds.DATE, deadline=True, mm=24),
        Field("answered_on", "答复日期", Holds.DATE, mm=24),
        Field("closed_by", "办结人", Holds.PERSON, set_by="办结", mm=20),
    ),
    states=(
        State("open", "待办", Shape.EMPTY), State("passed", "已转办", Shape.DOT, Tone.AMBER),
        State("answered", "已答复", Shape.CHECK), State("closed", "已办结", Shape.CHECK, Tone.GREEN),
    ),
    steps=(
        Step("pass", "转办", ("open",), "passed", needs=("text",)),
        Step("answer", "答复", ("open", "passed"), "answered", needs=("answered_on",), asks=("text",), dated_by="answered_on"),
        Step("close", "办结", ("answered",), "closed", needs=("verdict",), right=Right.REVIEW, reason=True),
        Step("reopen", "退回重办", ("closed", "answered"), "open", right=Right.REVIEW, reason=True),
    ),
    rules=(Rule("in_future", "收到日期不晚于今天"), Rule("more_persons", "人数不多于件数", refuses=False)),
    check=check,
    signatures=("承办人",),
)  # fmt: skip
STEP = "t0002_nasty_petitions"


def make_table(db):
    db.execute(
        """
        create table nasty_petition (
            id integer primary key,
            number text not null unique,
            received_on text not null,
            from_ text not null default '',
            order_ integer,
            persons integer,
            money integer,
            urgent integer not null default 0,
            kind text not null,
            unit_id integer not null references unit (id),
            round_id integer references round (id),
            finding_id integer references finding (id),
            letter_id integer references letter (id),
            group_ text,
            text text not null default '',
            verdict text not null default '',
            due_on text,
            answered_on text,
            closed_by text not null default '',
            remark text not null default '',
            classification text not null default '',
            own text not null default '{}' check (json_valid(own)),
            removed_in integer references action (id)
        ) strict
        """
    )


EVERY_BOOK = (*(one.name for one in books.declared()), VISITS.name, PETITIONS.name)
"""The declared books, those of the tests among them (fixture `own_book`)."""
