"""评分: schemes as data, versioned, and the sheet of a unit with total, grade and rank (registers.md §5, page 16, M11, M25)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from db.queries.books import Record, records
from db.queries.standing import EVER
from db.reader import Reader
from desktop.errors import Fault
from desktop.ledgers.column import Align, Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.permissions import Right
from desktop.rules.scores import (
    Wrong,
    lacking,
    lacking_words,
    ranks,
    read_computed,
    read_cut_offs,
    read_scheme,
    read_values,
)

SMALL = 10
"""Findings below which a unit is marked: its rate says little."""
_COMPUTED = "由台账按评分模板计算。"


def check_scheme(scheme: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """A scheme is a tree of items and has cut-offs."""
    for kind, read, text in (("items", read_scheme, "items"), ("cut_offs", read_cut_offs, "cut_offs")):
        try:
            read(scheme.get(text) or "")
        except Wrong as wrong:
            yield Fault(kind, str(wrong))


def check_sheet(sheet: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """A sheet says points line by line, of a day that has come."""
    if (sheet.get("on") or "") > today:
        yield Fault("in_future", f"评分日期晚于今天 {today}。请改成今天或以前的日期。")
    try:
        read_values(sheet.get("values") or "")
    except Wrong as wrong:
        yield Fault("values", str(wrong))


def derive(reader: Reader, sheets: Sequence[Record]) -> dict[int, dict[str, Any]]:
    """The rank by total, among all sheets of the same round, scheme and group; and what a sheet does not know yet."""
    ids = sorted({int(one.stored["scheme"]) for one in sheets})
    items = {one.id: str(one.stored["items"]) for one in records(reader, SCORE_SCHEMES.shape, EVER, ids=ids, bare=True)}
    ranked = _ranks(sheets, lambda sheet: _points(sheet.total))
    return {
        one.id: {"rank": ranked[one.id], "lacks": _lacks(items.get(one.stored["scheme"], ""), one)} for one in sheets
    }


def _lacks(items: str, sheet: Record) -> str:
    values = read_computed(sheet.stored["computed"] or "") | read_values(sheet.stored["values"] or "")
    return lacking_words(lacking(read_scheme(items), values), values) if items else ""


def ranked_by_rate(sheets: Sequence[Record]) -> tuple[Record, ...]:
    """The sheets with their ranks by the unit's rectification rate."""
    ranks = _ranks(sheets, _rate)
    return tuple(
        replace(one, fields={**one.fields, "rank": ranks[one.id]}, stored={**one.stored, "rank": ranks[one.id]})
        for one in sheets
    )


def _ranks(sheets: Sequence[Record], key: Callable[[Record], Decimal]) -> dict[int, int]:
    groups: dict[tuple[Any, ...], list[Record]] = {}
    for one in sheets:
        groups.setdefault((one.stored["round"], one.stored["scheme"], one.stored["group"]), []).append(one)
    found: dict[int, int] = {}
    for group in groups.values():
        found |= ranks((one.id, bool(one.vetoed), key(one)) for one in group)
    return found


def _rate(sheet: Record) -> Decimal:
    """83.3% 15/18 as a number; a unit without findings comes last."""
    top, _slash, bottom = str(sheet.rate).rpartition(" ")[2].partition("/")
    return Decimal(top) / Decimal(bottom) if bottom.strip("0") else Decimal(-1)


def _points(text: str) -> Decimal:
    return Decimal(text or "-1")


SCORE_SCHEMES = Register(
    "score_scheme", "评分模板", "份", "评分模板{号}号",
    fields=(
        Field("name", "名称", needed=True, width=180, mm=50, heads=("模板名称",)),
        Field("version", "版本", Holds.INT, width=56, mm=12, reason="同名的模板再登记一份，就是下一版。"),
        Field("source", "出处", width=160, mm=44, hidden=True),
        Field("items", "评分项", Holds.LONG, notation=True, width=300, mm=90),
        Field("cut_offs", "等次", notation=True, width=180, mm=50, heads=("等次分数线",)),
        Field("consequences", "结果运用", Holds.LONG, width=180, mm=50),
    ),
    add_right=Right.REVIEW,
    add_title="新评分模板",
    fixed=True,
    rules=(
        Rule("items", "评分项每行一项：编号、名称、方式、分值、上限、取数、算法、规则，最多四级"),
        Rule("cut_offs", "等次写成 好≥90；中≥70；差≥0"),
    ),
    check=check_scheme,
)  # fmt: skip

SCORE_SHEETS = Register(
    "score_sheet", "成绩单", "份", "评估〔{年}〕{号}号",
    fields=(
        Field("on", "评分日期", Holds.DATE, width=90, mm=22, heads=("日期",)),
        Field("unit", "单位", Holds.UNIT, needed=True, width=120, mm=36, heads=("单位名称",)),
        Field("round", "轮次", Holds.ROUND, needed=True, width=120, hidden=True),
        Field("scheme", "评分模板", Holds.RECORD, of="score_scheme", needed=True, width=150, mm=40, heads=("模板",)),
        Field("group", "分组", width=90, mm=22, heads=("组别",)),
        Field("values", "得分", Holds.LONG, notation=True, width=200, hidden=True),
        Field("computed", "台账取数", Holds.LONG, width=200, reason=_COMPUTED, hidden=True),
        Field("total", "总分", width=64, mm=16, align=Align.RIGHT, sort=_points, reason=_COMPUTED),
        Field("vetoed", "一票否决", Holds.FLAG, width=72, mm=16, reason=_COMPUTED),
        Field("grade", "评估等次", notation=True, width=80, mm=18, heads=("等次",)),
        Field("reason", "等次理由", Holds.LONG, width=160, hidden=True),
        Field("lacks", "缺项", width=140, mm=34, reason="还没有录分、台账也没有可取的数的评分项；除注明已计的以外，总分不含这些分。", stored=False),
        Field("rank", "名次", Holds.INT, width=52, mm=12, reason="同轮次、同模板、同组内按总分排，同分同名次，下一名次空出；有否决的排在后面。", stored=False),
        Field("rate", "整改率", width=110, mm=26, reason="评分日期按本办口径的整改率。"),
        Field("findings_of", "问题数", Holds.INT, width=64, mm=14, reason="评分日期在清单中的问题。"),
        Field("small", "不足 10 条", Holds.FLAG, width=80, mm=16, reason="问题不足 10 条的单列标出。"),
    ),
    states=(State("typed", "已录分", Shape.DOT, Tone.AMBER), State("fixed", "已定等次", Shape.CHECK, Tone.GREEN)),
    add_title="登记评分",
    steps=(Step("fix", "确定等次", ("typed",), "fixed", asks=("grade",), right=Right.REVIEW),),
    rules=(
        Rule("in_future", "评分日期不晚于今天"),
        Rule("values", "得分每行一项：编号 分数 依据"),
        Rule("outside", "分数在该项的分值之内"),
        Rule("unexplained", "扣分、否决、酌情要写依据，才能确定等次"),
        Rule("no_grade", "等次是评分模板中的一等"),
        Rule("other_grade", "等次与分数线不同的要写理由"),
        Rule("scored_twice", "一个单位一轮用一份模板只评一次"),
    ),
    check=check_sheet,
    derive=derive,
)  # fmt: skip
