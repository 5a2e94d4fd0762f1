"""The twelve tasks of design.md §7, in order: what to do, where, and how the program sees that it is done.

The design asks for 6月30日 and for 37 letters; the demonstration's own day lies before that date and its round has fewer units, so
that the end of the month before stands for the date, and the round in hand for the number of letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from db.queries import bases, history
from db.queries import first_day as queries
from db.queries.findings import list_findings
from db.queries.first_day import Sent
from db.queries.register import full_name
from db.records import FindingCriteria, Scope
from desktop.ledgers.ways_out import LIST_PDF, LIST_PRINT, PAPER_MERGED, PAPER_PRINT
from desktop.operations.first_day.elsewhere import UNITS, new_ledger_missing, restored_missing
from desktop.operations.first_day.training import Question, Standing, Task, Training, stands
from desktop.paper.finding_list import FULL_COLUMNS, MEETING_COLUMNS
from desktop.rules.overdue import days_overdue
from desktop.rules.rate import chinese_date
from desktop.statistics.rectification_rate import Figure, rate_table

NOTED, NOTED_UNITS = 20, 2
CLOSED, REFUSED = 7, 3
COPIES, PAPER = 10, "A3"
SHARE = "1/3"
PASTED = 12
SUPERVISION, REMINDER, SAMPLE, REPORT = (
    "supervision_letter",
    "reminder_letter",
    "sample_lock",
    "rectification_summary_report",
)
ASKED_UNIT = "民政局"
_SPOKEN = ("note", "claim", "verify")


def standing(training: Training) -> tuple[Standing, ...]:
    """How all twelve stand."""
    return tuple(stands(task, training) for task in TASKS)


def _lacking(*conditions: tuple[bool, str]) -> tuple[str, ...]:
    return tuple(words for fulfilled, words in conditions if not fulfilled)


def _list(training: Training) -> tuple[str, ...]:
    """T2: one list in with every row, taken back, in again with as many."""
    lists = queries.lists_since(training.reader, training.since)
    whole = [one for one in lists if one.entered and not one.lost]
    back = [one for one in whole if one.taken_back]
    again = [one for one in whole if not one.taken_back]
    twice = any(
        (one.sha256, one.entered) == (two.sha256, two.entered) and one.id < two.id for one in back for two in again
    )
    return _lacking(
        (bool(whole), "还没有一次整表导入：每一行都要处理，不留下、不略去"),
        (bool(back), "还没有把导入撤销"),
        (twice, "撤销以后还没有把同一份清单再次导入"),
    )


def _progress(training: Training) -> tuple[str, ...]:
    """T3: words on twenty findings of two units."""
    words = [one for one in _words(training) if one.kind in _SPOKEN and one.text and not one.refused]
    findings, units = {one.finding_id for one in words}, {one.unit_id for one in words}
    return _lacking(
        (len(findings) >= NOTED, f"写了进展的问题有 {len(findings)} 个，要 {NOTED} 个"),
        (len(units) >= NOTED_UNITS, f"涉及 {len(units)} 家单位，要 {NOTED_UNITS} 家"),
    )


def _verdicts(training: Training) -> tuple[str, ...]:
    """T4: seven closed out on evidence, three refused, none past the gate."""
    words = _words(training)
    closed = [one for one in words if one.kind == "verify" and one.verdict == "done"]
    sound = {one.finding_id for one in closed if one.proven and not one.overridden}
    bare = {one.finding_id for one in closed} - sound
    refused = {one.finding_id for one in words if one.refused}
    return _lacking(
        (len(sound) >= CLOSED, f"有佐证的销号 {len(sound)} 条，要 {CLOSED} 条"),
        (len(refused) >= REFUSED, f"不予认定 {len(refused)} 条，要 {REFUSED} 条"),
        (not bare, f"有 {len(bare)} 条没有佐证或越过条件就销了号，请撤销"),
    )


def _words(training: Training) -> tuple[queries.Word, ...]:
    return queries.words_since(training.reader, training.since)


def _overdue_letters(training: Training) -> tuple[str, ...]:
    """T6: a letter to each overdue unit about its own findings, and all of them printed."""
    sent = [one for one in _sent(training) if one.kind == SUPERVISION]
    rows = list_findings(training.reader, FindingCriteria(rounds=(training.round_id,)), training.today)
    late = {row.unit_id for row in rows if days_overdue(row, training.today)}
    without = late - {one.unit_id for one in sent}
    prints = [one for one in queries.left_since(training.reader, training.since) if one.way == PAPER_PRINT.name]
    merged = [one for one in queries.left_since(training.reader, training.since) if one.way == PAPER_MERGED.name]
    printed = bool(sent) and (len(prints) >= len(sent) or any(one.action_id > sent[-1].action_id for one in merged))
    return _lacking(
        (bool(sent), "还没有签发督办函"),
        (not without, f"还有 {len(without)} 家逾期单位没有督办函"),
        (not any(one.strangers for one in sent), "有督办函写了别家单位的问题，请作废重发"),
        (printed, "还没有把这些函一次打印或合并"),
    )


def _monthly_letters(training: Training) -> tuple[str, ...]:
    """T7: one batch to all units of the round but one, a card mended before, the numbers without a gap."""
    units = queries.units_of_round(training.reader, training.round_id)
    mended = queries.units_mended_since(training.reader, training.since)
    batches: defaultdict[int, list[Sent]] = defaultdict(list)
    for one in _sent(training):
        if one.kind == REMINDER:
            batches[one.action_id].append(one)
    told = [_batch(letters, units, mended) for letters in batches.values()]
    return min(told, key=len, default=(f"还没有成批签发提醒函（本轮 {len(units)} 家）",))


def _batch(letters: list[Sent], units: frozenset[int], mended: dict[int, int]) -> tuple[str, ...]:
    reached = {one.unit_id for one in letters if one.unit_id is not None}
    numbers = sorted(one.seq for one in letters if one.seq is not None)
    left = len(units - reached)
    first = letters[0].action_id
    return _lacking(
        (left == 1, f"这一批没有发给 {left} 家，要恰好跳过 1 家"),
        (_in_a_row(numbers) and len(numbers) == len(letters), "文号不连续"),
        (any(mended.get(unit, first) < first for unit in reached), "出函以前还没有补正一家收函单位的联系人或电话"),
    )


def _in_a_row(numbers: Iterable[int]) -> bool:
    own = list(numbers)
    return bool(own) and own == list(range(own[0], own[0] + len(own)))


def _sent(training: Training) -> tuple[Sent, ...]:
    return queries.sent_since(training.reader, training.since)


def _meeting_list(training: Training) -> tuple[str, ...]:
    """T8: a list on A3 in ten copies with one of the usual columns taken out."""
    lists = [
        one
        for one in queries.left_since(training.reader, training.since)
        if one.way in (LIST_PRINT.name, LIST_PDF.name)
    ]
    told = [
        _lacking(
            (one.settings.get("paper") == PAPER, f"纸张不是 {PAPER}"),
            (one.copies == COPIES, f"印了 {one.copies} 份，要 {COPIES} 份"),
            (_one_less(one.settings.get("columns") or ()), "要比常用的列恰好少一列"),
        )
        for one in lists
    ]
    return min(told, key=len, default=("还没有打印清单",))


def _one_less(columns: Iterable[str]) -> bool:
    own = set(columns)
    return any(own < set(usual) and len(own) == len(usual) - 1 for usual in (FULL_COLUMNS, MEETING_COLUMNS))


def _sample(training: Training) -> tuple[str, ...]:
    """T9: a third drawn, locked, redrawn by a second person, its sheet issued and printed."""
    draws = [one for one in queries.draws_since(training.reader, training.since) if one.share == SHARE]
    locked = [one.locked_in for one in draws if one.locked_in is not None]
    sheets = [one.action_id for one in _sent(training) if one.kind == SAMPLE and locked and one.action_id > min(locked)]
    left = queries.left_since(training.reader, training.since)
    printed = any(
        sheets and one.way in (PAPER_PRINT.name, PAPER_MERGED.name) and one.action_id > min(sheets) for one in left
    )
    return _lacking(
        (bool(draws), f"还没有按 {SHARE} 抽取"),
        (bool(locked), "还没有锁定"),
        (any(one.locked_in is not None and one.checked_by for one in draws), "还没有由第二人重抽核对"),
        (bool(sheets), "锁定以后还没有签发抽样锁定单"),
        (printed, "还没有打印抽样锁定单"),
    )


def _report(training: Training) -> tuple[str, ...]:
    """T10: the composite report as of the day asked for."""
    made = [one for one in _sent(training) if one.kind == REPORT]
    day = chinese_date(training.day)
    return _lacking((any(one.as_of == training.day for one in made), f"还没有签发截至{day}的整改综合情况汇报"))


def _twice_undone(training: Training) -> tuple[str, ...]:
    """T11: twelve rows pasted, the leader of twelve changed together, both taken back."""
    wrote = [one for one in queries.wrote_since(training.reader, training.since) if one.findings >= PASTED]
    leaders = [one.action_id for one in wrote if one.leaders >= PASTED]
    pasted = [one.action_id for one in wrote if not one.leaders]
    undone = partial(history.standing_undo_of, training.reader)
    return _lacking(
        (bool(pasted), f"还没有一次粘贴 {PASTED} 行"),
        (not pasted or undone(pasted[-1]) is not None, "粘贴还没有撤销"),
        (bool(leaders), f"还没有成批改 {PASTED} 条的责任领导"),
        (not leaders or undone(leaders[-1]) is not None, "成批修改还没有撤销"),
    )


def _nothing(_training: Training) -> tuple[str, ...]:
    return ()


def _unit_figure(training: Training) -> Figure | None:
    """The rate of the unit that is asked for: the one of the design, else the first of the round."""
    basis, scope = bases.default_basis(training.reader), Scope(rounds=(training.round_id,))
    rows = rate_table(training.reader, basis, training.day, by="unit", scope=scope).rows
    named = [row for row in rows if row.key_id is not None]
    return next(
        (row for row in named if ASKED_UNIT in full_name(training.reader, row.key_id or 0)), named[0] if named else None
    )


def _say_rate(training: Training) -> tuple[Question, ...]:
    figure = _unit_figure(training)
    if figure is None:
        return ()
    said = f"{full_name(training.reader, figure.key_id or 0)}截至{chinese_date(training.day)}"
    return (
        Question(f"{said}的整改率", (figure.rate.text or "",)),
        Question("未完成几条", (str(len(figure.remaining)),)),
    )


def _explain(training: Training) -> tuple[Question, ...]:
    criteria = FindingCriteria(rounds=(training.round_id,))
    late = [
        row.number for row in list_findings(training.reader, criteria, training.day) if days_overdue(row, training.day)
    ]
    label = f"领导问：截至{chinese_date(training.day)}逾期的是哪几条？写编号，用顿号隔开（没有就写“无”）"
    return (Question(label, tuple(late) or ("无",)),)


TASKS: tuple[Task, ...] = (
    Task(
        "T1", "建账本", f"在“轮次与单位”选中 {UNITS} 家单位的名称，按 Ctrl+C 复制。按 Ctrl+U 选“关闭账本，回到登录页”，新建账本：设口令，核对恢复单，"
        "在名册一步粘贴。建好后照样关闭一次新账本，再打开演示账本。", "10 分钟以内，不求助", "rounds", "去复制名册", new_ledger_missing,
    ),
    Task(
        "T2", "导入清单，撤销，再导入", "先在“轮次与单位”新建一轮，反馈日填 2026年3月18日。导入练习用的《第六轮问题清单（汇总）》，登记到这一轮，"
        "把需看的地方逐处处理，全部入账。撤销这次导入，再导入一次。", "4 分钟、25 键以内，一行不丢", "import", "打开练习清单", _list,
    ),
    Task(
        "T3", f"登记 {NOTED} 条进展", f"在“问题台账”给两家单位的 {NOTED} 个问题各写一句进展，写完一条按 Ctrl+Enter 到下一条。"
        "不要写到别的问题上。", "8 分钟、63 键以内", "findings", "去登记", _progress,
    ),
    Task(
        "T4", "核实 10 条自报", f"在“问题台账”看待核实的问题：有佐证的 {CLOSED} 条按 F9 认定销号，没有佐证的 {REFUSED} 条按 F8 不予认定。"
        "自报是谁登记的，就要换一个人认定。", "5 分钟、35 键以内，没有佐证的一条不销", "findings", "去核实", _verdicts,
    ),
    Task(
        "T5", "说出一个数", "领导来电话问一家单位的数。按 Ctrl+K 查这家单位，把截至日改到问的那一天，照着念。"
        "口径不动，把答的数填在下面。", "20 秒、12 键以内", "overview", "去查", _nothing, _say_rate,
    ),
    Task(
        "T6", "给逾期单位发督办函", "在“整改督办”给本轮全部逾期单位一次出督办函，逐家预览，签发。签发以后一次打印，或者合并成一个文件。",
        "3 分钟、10 键以内，一家不错", "supervision", "去发函", _overdue_letters,
    ),
    Task(
        "T7", "成批出提醒函", "先在“轮次与单位”补正一家的联系人或电话。再到“文书”给本轮各单位成批出提醒函，跳过其中一家，其余一次签发。"
        "文号应当连续。", "4 分钟、16 键以内", "letters", "去出函", _monthly_letters,
    ),
    Task(
        "T8", "印会议清单", f"在“打印”把问题清单排成 {PAPER}，去掉一列，印 {COPIES} 份，每份有份号。没有打印机就存为 PDF，一样登记份号。",
        "60 秒、9 键以内", "print", "去打印", _meeting_list,
    ),
    Task(
        "T9", "抽样并锁定", f"在“回访督查”按 {SHARE} 抽样；本轮已有一次抽样，先写明理由把它作废另抽。锁定，换一个人重抽核对，"
        "再签发、打印抽样锁定单。", "90 秒以内，两次结果相同", "follow_up", "去抽样", _sample,
    ),
    Task(
        "T10", "出汇报，讲清一个数", "在“文书”签发整改综合情况汇报，截至上月末。然后从数字点开看是哪几条问题，把答案填在下面。",
        "3 分钟以内，10 秒找到那几条", "letters", "去出汇报", _report, _explain,
    ),
    Task(
        "T11", "粘贴、批改，都撤销", f"从 WPS 表格复制一列 {PASTED} 行，在“问题台账”的表格里按 Ctrl+V 粘贴。选中 {PASTED} 条，按 Ctrl+B 改责任领导。"
        "再按两次 Ctrl+Z，台账应当和原来一样。", "90 秒以内，台账与开始时一样", "findings", "去粘贴", _twice_undone,
    ),
    Task(
        "T12", "换一台电脑恢复", "在“系统”的“备份”里做一次外置备份。然后当作电脑坏了：按 Ctrl+U 关闭账本，点“从备份恢复”，选这份备份，恢复到另一个文件夹，打开看一眼，"
        "再回到这里。", "10 分钟以内，只看手册，条数相同", "system", "去备份", restored_missing,
    ),
)  # fmt: skip
"""The tasks in the order of the design."""
