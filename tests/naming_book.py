"""Two books of the tests, of which one names records of the other: `squad` has names, `errand` names a squad and an errand before it."""

from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, State, Step

SQUADS = Register(
    "squad", "分队", "个", "分队〔{年}〕{号}号",
    fields=(
        Field("made_on", "组建日期", Holds.DATE, needed=True, mm=24),
        Field("name", "名称", needed=True, mm=30),
    ),
)  # fmt: skip
ERRANDS = Register(
    "errand", "差事", "件", "差事〔{年}〕{号}号",
    fields=(
        Field("on", "日期", Holds.DATE, needed=True, mm=24),
        Field("squad", "分队", Holds.RECORD, of="squad", needed=True, mm=30, heads=("承办分队",)),
        Field("before", "前一件", Holds.RECORD, of="errand", mm=30),
    ),
    states=(State("open", "待办", Shape.EMPTY), State("done", "已办", Shape.CHECK, Tone.GREEN)),
    steps=(Step("finish", "办结", ("open",), "done", needs=("before",)),),
)  # fmt: skip
BOOKS = (ERRANDS, SQUADS)
STEP = "t0003_squads_and_errands"
_TAIL = """
            remark text not null default '',
            classification text not null default '',
            own text not null default '{}' check (json_valid(own)),
            removed_in integer references action (id)
        ) strict
"""


def make_tables(db):
    db.execute(
        f"""create table errand (
            id integer primary key, number text not null unique, on_ text not null,
            squad_id integer not null references squad (id), before_id integer references errand (id), {_TAIL}"""
    )
    db.execute(
        f"""create table squad (
            id integer primary key, number text not null unique, made_on text not null, name text not null, {_TAIL}"""
    )


def declare(monkeypatch):
    """Both books, with their tables in every ledger that the test opens from here on."""
    from db import migrations
    from desktop.ledgers import books

    monkeypatch.setattr(books, "_BOOKS", dict(books._BOOKS))
    monkeypatch.setitem(migrations.FURTHER, STEP, make_tables)
    for one in BOOKS:
        books.declare(one)
