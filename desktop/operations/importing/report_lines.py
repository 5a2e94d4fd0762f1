"""A unit's report under review as two lists: its paragraphs with what they answer, and the findings with their answers (page 22)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.exchange.unit_reports.reading import Item, ReportReading
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.operations.importing.letter_lines import SourceLine, written
from desktop.operations.importing.letter_marks import HEADING, NOTE, SOURCE
from desktop.operations.importing.report_proposals import CLAIM, Proposal
from desktop.operations.importing.report_proposals import NOTE as NOTED
from desktop.operations.importing.report_review import Choice, Judged, OpenedReport, ReportMarks
from desktop.rules.state_words import STATE_WORDS

_HEADINGS = frozenset({"heading", "title", "table_header", "table_section", "table_caption"})
FOUND, TWICE, NONE = "答复", "两处答复", "没有答复"
_DOUBTS = frozenset({"unmatched", "several", "conflict", "unknown"})
"""What no button for many answers takes."""


@dataclass(frozen=True)
class AnswerLine:
    """An answer beside its finding, or a finding without one; `id` is the number of the answer, below 0 where there is none."""

    id: int
    number: str
    text: str
    paras: str
    now: str
    state: str
    check: Mark
    taken: bool = False

    @property
    def is_answer(self) -> bool:
        """Whether there is something to decide."""
        return self.id > 0


def source_lines(opened: OpenedReport, marks: ReportMarks) -> list[SourceLine]:
    """All paragraphs with text, each with the finding that it answers."""
    items: dict[int, list[Item]] = {}
    for item in opened.read.reading.items:
        for para in item.paras:
            items.setdefault(para, []).append(item)
    reasons = dict(opened.read.reading.context)
    lines = []
    for one in opened.paragraphs:
        place = "、".join(str(number + 1) for number in one.numbers)
        mine = list({item.no: item for number in one.numbers for item in items.get(number, ())}.values())
        reason = next((reasons[number] for number in one.numbers if number in reasons), "")
        label, stretches = written(one, reason)
        kind = SOURCE if mine else HEADING if reason in _HEADINGS else NOTE
        fate = _fate(mine, marks) if mine else "层级" if kind == HEADING else "说明"
        lines.append(SourceLine(one.numbers[0], place, label, stretches, kind, fate, tuple(item.no for item in mine)))
    return lines


def law(lines: list[SourceLine]) -> str:
    """`39 段 = 答复 14 + 层级标题 5 + 说明 20`"""
    kinds = [line.kind for line in lines]
    parts = (("答复", SOURCE), ("层级标题", HEADING), ("说明", NOTE))
    return f"{len(lines)} 段 = {' + '.join(f'{word} {kinds.count(kind)}' for word, kind in parts)}"


def findings_law(reading: ReportReading, marks: ReportMarks) -> str:
    """`43 条 = 答复 40 + 两处答复 1 + 没有答复 2；对不上 1 处、待看 3 处`"""
    answered, twice, none = len(reading.matches()), len(reading.answered_twice()), len(reading.unanswered())
    law = f"{len(reading.findings)} 条 = {FOUND} {answered - twice} + {TWICE} {twice} + {NONE} {none}"
    told = [f"对不上 {len(reading.unmatched())} 处"] if reading.unmatched() else []
    told += [f"待看 {len(marks.waiting())} 处"] if marks.waiting() else []
    return "；".join([law, "、".join(told)] if told else [law])


def answer_lines(opened: OpenedReport, marks: ReportMarks, judged: Judged | None) -> list[AnswerLine]:
    """The findings in their order, each with its answers or as one without; then what is about none of them."""
    texts, now = opened.texts, judged.now if judged else {}
    proposals = {one.item.no: one for one in judged.report.proposals} if judged else {}
    reading = judged.report.reading if judged else opened.read.reading
    own: dict[str | None, list[Item]] = {}
    for item in opened.read.reading.items:
        own.setdefault(marks.choices[item.no].finding, []).append(item)
    lines = []
    for place, number in enumerate(opened.read.reading.findings, 1):
        answers = own.get(number, [])
        if all(marks.choices[item.no].skipped for item in answers):
            mark = Mark(Shape.DASH, NONE, Tone.AMBER, "报告里没有答复这一条；台账照旧。")
            lines.append(AnswerLine(-place, number, texts[number], "—", now.get(number, ""), "—", mark))
        lines += [_answer(item, texts, now, marks, proposals.get(item.no), reading) for item in answers]
    rest = [item for number, items in own.items() if number not in texts for item in items]
    return [*lines, *(_answer(item, texts, now, marks, proposals.get(item.no), reading) for item in rest)]


def doubt_of(item: Item, choice: Choice, reading: ReportReading) -> str:
    """Why an answer must be looked at; empty where it need not be."""
    if choice.skipped:
        return ""
    if choice.finding is None:
        return "several" if len(item.near) > 1 else "unmatched"
    if len(reading.claims_of(choice.finding)) > 1:
        return "conflict"
    return "unknown" if item.claimed_status is None and not choice.state else ""


def sure_ones(opened: OpenedReport, marks: ReportMarks, judged: Judged) -> list[int]:
    """The answers that 全部采纳建议 takes."""
    reading = judged.report.reading
    items = {item.no: item for item in opened.read.reading.items}
    return [no for no in marks.waiting() if doubt_of(items[no], marks.choices[no], reading) not in _DOUBTS]


def _fate(mine: list[Item], marks: ReportMarks) -> str:
    choices = [marks.choices[item.no] for item in mine]
    named = list(dict.fromkeys(one.finding[-4:] for one in choices if one.finding and not one.skipped))
    if named:
        return f"答复 {'、'.join(named[:2])}"
    return "略过" if all(one.skipped for one in choices) else "对不上"


def _answer(
    item: Item,
    texts: dict[str, str],
    now: dict[str, str] | object,
    marks: ReportMarks,
    proposal: Proposal | None,
    reading: ReportReading,
) -> AnswerLine:
    choice = marks.choices[item.no]
    number = choice.finding or ""
    paras = f"{item.paras[0] + 1}—{item.paras[-1] + 1}" if len(item.paras) > 1 else str(item.paras[0] + 1)
    told = now.get(number, "—") if isinstance(now, dict) else "—"
    text = texts.get(number, item.quote)
    mark = _check(item, choice, proposal, reading)
    return AnswerLine(item.no, number, text, paras, told, _state(choice, proposal), mark, choice.taken)


def _state(choice: Choice, proposal: Proposal | None) -> str:
    if choice.skipped:
        return "略过"
    if proposal is None:
        return STATE_WORDS.get(choice.state, "—")
    return {CLAIM: STATE_WORDS.get(proposal.state, ""), NOTED: "只记情况"}.get(proposal.deed, "不入账")


def _check(item: Item, choice: Choice, proposal: Proposal | None, reading: ReportReading) -> Mark:
    if choice.skipped:
        return Mark(Shape.SLASH, "略过", Tone.PLAIN, "这一处不入账。")
    doubt = doubt_of(item, choice, reading)
    if doubt:
        return _MARKS[doubt]
    if item.empty_talk:
        return Mark(Shape.DIAMOND_OUTLINE, "无数据实例", Tone.AMBER, "答复的进展没有数字，也没有文件名，可退回补充。")
    if len(reading.matches().get(str(choice.finding), ())) > 1:
        return Mark(Shape.HALF, TWICE, Tone.BLUE, "这一条有两处答复，自报一致，后一处只记情况。")
    if proposal is not None and proposal.deed == NOTED and choice.state:
        return Mark(Shape.CHECK, FOUND, Tone.GREEN, "台账这一条已办结或不在账，自报状态不改，只记情况。")
    return Mark(Shape.CHECK, FOUND, Tone.GREEN, "按单位自报入账，认定不动。")


_MARKS = {
    "unmatched": Mark(Shape.TRIANGLE, "对不上", Tone.RED, "对不上清单里的问题，请指定是哪一条，或略过。"),
    "several": Mark(Shape.DIAMOND, "对得上几条", Tone.AMBER, "引用的问题太短，对得上几条，请指定是哪一条。"),
    "conflict": Mark(Shape.DIAMOND, "自报不一", Tone.AMBER, "这一条有两处答复，自报状态不同，请留一处的状态，另一处只记情况。"),
    "unknown": Mark(Shape.DIAMOND, "看不出状态", Tone.AMBER, "答复里看不出自报状态；采纳则只记情况。"),
}  # fmt: skip
