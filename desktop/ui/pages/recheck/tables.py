"""The three tables of 复盘核对: a line a unit, a line a finding, a line a difference; each says its arithmetic (page 20)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.ledgers.rechecks import RECHECK_ANSWERS
from desktop.ledgers.working_papers import SOURCES
from desktop.operations.recheck.comparing import Recheck, Row, UnitSum, told_of
from desktop.rules.rechecking import WORDS, Difference, Kind
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown

EVERY, DIFFERING, LEFT_OUT = "every", "differing", "left_out"
CHOICES = {EVERY: "全部", DIFFERING: "不一致", LEFT_OUT: "未写入"}
AGREES, EXPLAINED = Mark(Shape.CHECK, "一致", Tone.GREEN), Mark(Shape.DASH, "已说明")
WAITING = Mark(Shape.EMPTY, "待处理", Tone.AMBER)
_RIGHT = Align.RIGHT


def unit_table(found: Recheck) -> Shown:
    """Every unit, then all together; the columns add up downwards."""
    heads = (
        Head("单位", 104),
        Head("底稿", 44, _RIGHT),
        Head("清单", 44, _RIGHT),
        Head("反馈", 44, _RIGHT),
        Head("未写入", 54, _RIGHT),
        Head("不一致", 0, _RIGHT),
    )
    lines = [_unit_line(one) for one in found.units]
    return Shown(heads, (*lines, _unit_line(found.whole, total=True)))


def _unit_line(one: UnitSum, *, total: bool = False) -> Line:
    left = Cell(str(one.unwritten), light=not one.unwritten)
    counts = (Cell(str(count)) for count in (one.papers, one.listed, one.written))
    return Line((Cell(one.name), *counts, left, _differing(one, total=total)), total=total)


def _differing(one: UnitSum, *, total: bool) -> Cell:
    if total:
        return Cell(str(len(one.differing)))
    if one.waiting:
        return Cell(mark=Mark(Shape.TRIANGLE, str(len(one.waiting)), Tone.RED))
    answered = len(one.differing)
    return Cell(f"{answered} 已处理") if answered else Cell("0", light=True)


def rows_of(one: UnitSum, choice: str) -> tuple[Row, ...]:
    """The rows of a unit under a choice."""
    if choice == DIFFERING:
        return tuple(row for row in one.rows if row.differing)
    return tuple(row for row in one.rows if row.is_left_out) if choice == LEFT_OUT else one.rows


def row_table(rows: Sequence[Row]) -> Shown:
    """A line a finding, a paper or an item."""
    heads = (
        Head("底稿编号", 116),
        Head("名称"),
        Head("来源", 72),
        Head("三签", 64),
        Head("清单", 52),
        Head("反馈", 62),
        Head("核对", 112),
    )
    return Shown(heads, tuple(_row_line(row) for row in rows))


def _row_line(row: Row) -> Line:
    paper = row.papers[0] if row.papers else None
    number = " ".join(side.number for side in row.match.papers)
    name = str(paper.stored["title"]) if paper is not None else title_of(row)
    source = SOURCES.get(str(paper.stored["source"]), "") if paper is not None else ""
    signed = Mark(Shape.CHECK, "齐", Tone.GREEN) if row.is_signed else Mark(Shape.EMPTY, "缺", Tone.AMBER)
    listed = Cell(row.finding.number.rpartition("-")[2]) if row.finding is not None else Cell("无", tone=Tone.RED)
    return Line((
        Cell(number) if number else Cell("无", tone=Tone.RED),
        Cell(name),
        Cell(source),
        Cell(mark=signed) if paper is not None else Cell("—", light=True),
        listed,
        _written(row),
        Cell(mark=mark_of(row)),
    ))  # fmt: skip


def _written(row: Row) -> Cell:
    if row.match.written or row.items:
        return Cell("写入")
    return Cell("未写入", tone=Tone.AMBER) if row.finding is not None else Cell("—", light=True)


def mark_of(row: Row) -> Mark:
    """核对: what is open first, then what was answered, else that all agree."""
    differing = [one for one in row.open if one.kind is not Kind.NOT_WRITTEN]
    if differing:
        return Mark(Shape.TRIANGLE, short_word(differing[0]), Tone.RED)
    if row.open:
        return Mark(Shape.EMPTY, "待说明", Tone.AMBER)
    if row.differing:
        return answer_mark(row, row.differing[0])
    return EXPLAINED if row.match.differences else AGREES


def short_word(one: Difference) -> str:
    """金额不同; 清单有，底稿无."""
    whole = one.kind in (Kind.NO_PAPER, Kind.NOT_LISTED, Kind.NOT_IN_LIST)
    return WORDS[one.kind] if whole else f"{WORDS[one.kind]}不同"


def answer_mark(row: Row, one: Difference) -> Mark:
    """处理: what was decided of a difference."""
    answer = row.answers.get(one.key)
    if answer is None:
        return WAITING
    state = RECHECK_ANSWERS.state(answer.state)
    return Mark(state.shape, state.word, state.tone, answer.reason)


def title_of(row: Row) -> str:
    """What a row is called that has no working paper."""
    text = row.finding.text if row.finding is not None else row.match.items[0].text
    return text.split("。")[0].split("，")[0]


def difference_table(found: Recheck) -> tuple[Shown, tuple[tuple[Row, Difference], ...]]:
    """A line a difference, those that wait first, and what each is."""
    names = {one.id: one.name for one in found.units}
    every = [(row, one, names[row.match.unit]) for row, one in found.whole.differing]
    ranked = sorted(every, key=lambda one: one[1].key in one[0].answers)
    heads = (
        Head("单位", 92),
        Head("底稿", 112),
        Head("清单", 52),
        Head("差在哪里", 116),
        Head("底稿、清单"),
        Head("反馈意见", 150),
        Head("处理", 260),
    )
    lines = tuple(_difference_line(row, one, name) for row, one, name in ranked)
    return Shown(heads, lines), tuple((row, one) for row, one, _name in ranked)


def _difference_line(row: Row, one: Difference, unit: str) -> Line:
    own = one.list_says or one.paper_says
    if one.paper_says and one.list_says and one.paper_says != one.list_says:
        own = f"底稿 {one.paper_says}，清单 {one.list_says}"
    answer = row.answers.get(one.key)
    done = answer_mark(row, one)
    told = Mark(done.shape, f"{_day(answer.on)}{done.word}（{answer.reason}）", done.tone) if answer else done
    return Line((
        Cell(unit),
        Cell(" ".join(side.number for side in row.match.papers) or "—"),
        Cell(row.finding.number.rpartition("-")[2] if row.finding is not None else "—"),
        Cell(mark=Mark(Shape.TRIANGLE, WORDS[one.kind], Tone.RED)),
        Cell(own, tip=told_of(one)),
        Cell(one.item_says),
        Cell(mark=told, tip=answer.reason if answer else ""),
    ))  # fmt: skip


def _day(iso: str) -> str:
    return f"{int(iso[5:7])}月{int(iso[8:])}日"


def unit_law(one: UnitSum) -> str:
    """底稿 19 = 清单 19；反馈 17 + 未写入 2；不一致 1"""
    sign = "=" if one.papers == one.listed else "≠"
    return f"底稿 {one.papers} {sign} 清单 {one.listed}；反馈 {one.written} + 未写入 {one.unwritten}；不一致 {len(one.waiting)}"


def list_law(whole: UnitSum) -> str:
    """清单 189 = 写入反馈 173 + 未写入 16（都有说明）。"""
    beyond = whole.written + whole.unwritten - whole.listed
    more = f"（反馈另有清单没有的 {beyond} 条）" if beyond else ""
    said = f"{whole.unexplained} 条没有说明" if whole.unexplained else "都有说明"
    told = f"（{said}）" if whole.unwritten else ""
    return f"清单 {whole.listed} = 写入反馈 {whole.written - beyond} + 未写入 {whole.unwritten}{told}{more}。"


def difference_law(whole: UnitSum) -> str:
    """2 处 = 待处理 1 + 已处理 1；未写入 16 条另列"""
    every, waiting = len(whole.differing), len(whole.waiting)
    return f"{every} 处 = 待处理 {waiting} + 已处理 {every - waiting}；未写入 {whole.unwritten} 条另列"
