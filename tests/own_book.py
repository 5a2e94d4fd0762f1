"""A book that only the tests know: 6 fields, 3 states, its declaration and its migration step both here."""

import shutil
from pathlib import Path

from db.store import Clock, open_ledger
from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.permissions import Right


def check(visit, today):
    if visit.get("seen_on") and visit["seen_on"] > today:
        yield Fault("in_future", "走访日期晚于今天。请改正。")
    if not visit.get("people"):
        yield Fault("nobody", "没有写走访人数。请补写。")


VISITS = Register(
    "village_visit", "走访", "次", "走访〔{年}〕{号}号",
    fields=(
        Field("seen_on", "走访日期", Holds.DATE, needed=True, mm=24, heads=("日期",)),
        Field("unit", "单位", Holds.UNIT, needed=True, mm=40, heads=("村",)),
        Field("people", "人数", Holds.INT, mm=16),
        Field("manner", "方式", Holds.CHOICE, needed=True, choices={"home": "入户", "talk": "座谈"}, mm=20),
        Field("findings", "涉及问题", Holds.FINDINGS, mm=30),
        Field("heard", "听到的", Holds.LONG, mm=80, heads=("反映情况",)),
    ),
    states=(
        State("open", "待办", Shape.EMPTY),
        State("passed_on", "已转办", Shape.DOT, Tone.AMBER),
        State("done", "已办结", Shape.CHECK, Tone.GREEN),
    ),
    steps=(
        Step("pass_on", "转办", ("open",), "passed_on"),
        Step("finish", "办结", ("open", "passed_on"), "done", needs=("heard",), right=Right.REVIEW, reason=True),
    ),
    rules=(Rule("in_future", "日期不晚于今天"), Rule("nobody", "要写人数", refuses=False)),
    check=check,
)  # fmt: skip
STEP = "t0001_village_visits"


def make_table(db):
    db.execute(
        """
        create table village_visit (
            id integer primary key,
            number text not null unique,
            seen_on text not null,
            unit_id integer not null references unit (id),
            people integer,
            manner text not null,
            heard text not null default '',
            remark text not null default '',
            classification text not null default '',
            own text not null default '{}' check (json_valid(own)),
            removed_in integer references action (id)
        ) strict
        """
    )


def with_tables(source: Path, clock: Clock) -> Path:
    """An empty ledger with the tables of the tests' own books, made once of `source`; while they are declared."""
    folder = source.parent / "with_books" / source.name
    if not folder.exists():
        shutil.copytree(source, folder)
        open_ledger(folder, None, clock).close()
    return folder
