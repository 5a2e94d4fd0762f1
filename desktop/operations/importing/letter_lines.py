"""A letter under review as two lists: its paragraphs, each with what became of it, and the findings that come of them (page 22)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from desktop.exchange.feedback_letter.markers import Marker, typed_marker
from desktop.exchange.feedback_letter.points import starts_of
from desktop.exchange.word_reading.paragraphs import Paragraph
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.operations.importing.feedback_letters import category_of
from desktop.operations.importing.letter_marks import (
    HEADING,
    NOT_A_FINDING,
    NOTE,
    OPEN,
    SKIPPED,
    SOURCE,
    Draft,
    LetterMarks,
    kind_of,
)
from desktop.operations.importing.letter_review import (
    DIFFERS,
    NEAR,
    NEW,
    NO_SUCH_UNIT,
    ORDINARY,
    POINTS,
    REVISED,
    SAME,
    Compared,
    Opened,
    Standing,
)

DELETED, INSERTED, POINT = "-", "+", "point"
"""How a stretch of text is drawn: taken out, put in, the 一是 of a point."""
_SHORT = {HEADING: "层级", NOTE: "说明", OPEN: "没有认出"}
FOOTNOTE = "脚注"


@dataclass(frozen=True)
class SourceLine:
    """A paragraph: its place in the file counted from 1, its number as written, its words in stretches, and what became of it."""

    id: int
    place: str
    label: str
    stretches: tuple[tuple[str, str], ...]
    kind: str
    fate: str
    keys: tuple[int, ...] = ()
    told: bool = False
    """Whether the clerk said what it is."""

    @property
    def text(self) -> str:
        """The words as they are read: what was deleted is not among them."""
        return "".join(words for words, how in self.stretches if how != DELETED)


@dataclass(frozen=True)
class ProposalLine:
    """A finding of the letter as a row; `id` is its key, `amount` in yuan as the ledger has it."""

    id: int
    no: int
    text: str
    category: str
    amount: int | None
    number: str
    paras: str
    check: Mark
    taken: bool
    nature: str = ORDINARY


def source_lines(opened: Opened, marks: LetterMarks) -> list[SourceLine]:
    """All paragraphs with text, then the footnotes, which are counted apart."""
    numbered = _findings_of(marks)
    lines = [_source(one, marks, numbered) for one in opened.paragraphs]
    last = max((one.id for one in lines), default=-1)
    for place, text in enumerate(opened.letter.footnotes, 1):
        lines.append(SourceLine(last + place, "", FOOTNOTE, ((text, ""),), NOTE, "脚注，另列"))
    return lines


def law(marks: LetterMarks) -> str:
    """`39 段 = 问题来源 14 + 层级标题 5 + 说明 17 + 没有认出 3`"""
    counts = marks.counts()
    return f"{sum(counts.values())} 段 = {' + '.join(f'{word} {count}' for word, count in counts.items())}"


def proposal_lines(marks: LetterMarks, compared: Compared) -> list[ProposalLine]:
    """The findings in the order of the letter."""
    return [_proposal(no, one, compared.standings.get(one.key)) for no, one in enumerate(marks.drafts, 1)]


def findings_law(marks: LetterMarks, compared: Compared) -> str:
    """`15 条 = 与清单相同 12 + 待看 3`: what was taken by how it stands to the ledger, and what was not."""
    counts = {"与清单相同": 0, "与清单不同": 0, "清单中没有": 0}
    words = {SAME: "与清单相同", DIFFERS: "与清单不同"}
    for one in marks.drafts:
        if one.taken:
            standing = compared.standings.get(one.key, Standing(NEW))
            counts[_word_of(standing, words)] += 1
    counts["待看"] = len(marks.waiting())
    parts = [f"{word} {count}" for word, count in counts.items() if count] or ["待看 0"]
    return f"{len(marks.drafts)} 条 = {' + '.join(parts)}"


def missing_words(compared: Compared) -> str:
    """`清单另有 1 条未写入反馈（0100）`"""
    if not compared.missing:
        return ""
    shown = "、".join(number[-4:] for number in compared.missing[:3])
    more = " 等" if len(compared.missing) > 3 else ""
    return f"清单另有 {len(compared.missing)} 条未写入反馈（{shown}{more}）"


def check_mark(draft: Draft, standing: Standing | None) -> Mark:
    """How a finding stands to the ledger, or why it wants a look."""
    if standing is None:
        return Mark(Shape.EMPTY, "正在核对", Tone.PLAIN, "正在与台账核对。")
    if standing.kind == POINTS and draft.parts_of is None:
        count = len(draft.points)
        said = f"一段里有“一是、二是”等 {count} 点，现在算一条。是一个问题的点“不拆”或直接采纳，是几个问题的点“拆开”。"
        return Mark(Shape.DIAMOND, f"一段可拆{'两' if count == 2 else f' {count} '}条", Tone.AMBER, said)
    if draft.parts_of is not None and not draft.taken:
        return Mark(Shape.DIAMOND, "由一段拆开", Tone.AMBER, "由一条拆成几条，请看过再采纳；点“不拆”合回原样。")
    return _MARKS[standing.kind](standing)


_MARKS: dict[str, Callable[[Standing], Mark]] = {
    SAME: lambda one: Mark(Shape.CHECK, "与清单相同", Tone.GREEN, f"与台账 {one.number} 相同，入账时不再新增。"),
    DIFFERS: lambda one: Mark(Shape.HALF, "与清单不同", Tone.BLUE, f"就是台账 {one.number}，有几栏不同，看差异时逐栏定。"),
    NEW: lambda _one: Mark(Shape.EMPTY, "清单中没有", Tone.PLAIN, "台账没有这一条，入账时新增。"),
    NEAR: lambda one: Mark(
        Shape.DIAMOND, f"与 {one.number[-4:]} 相近", Tone.AMBER, f"与台账 {one.number} 文字相近。是同一条的，请照台账改文字。"
    ),
    POINTS: lambda _one: Mark(Shape.DIAMOND, "含几点", Tone.AMBER, "这一条里还有几点，请看过再采纳。"),
    REVISED: lambda _one: Mark(Shape.DIAMOND, "含修订", Tone.AMBER, "原文这里有修订痕迹，按接受修订后的文字读，请核对。"),
    NO_SUCH_UNIT: lambda _one: Mark(Shape.TRIANGLE, "单位不在名册", Tone.RED, "请在右上选好单位，或先到“轮次与单位”登记。"),
}  # fmt: skip


def _word_of(standing: Standing, words: Mapping[str, str]) -> str:
    """A doubt that was taken stands by whether the ledger has the finding."""
    if standing.kind in words:
        return words[standing.kind]
    return "与清单不同" if standing.number and standing.kind != NEAR else "清单中没有"


def _findings_of(marks: LetterMarks) -> dict[int, list[tuple[int, Draft]]]:
    """The findings that come of each paragraph, with their places in the list."""
    found: dict[int, list[tuple[int, Draft]]] = {}
    for no, one in enumerate(marks.drafts, 1):
        for para in one.paras:
            found.setdefault(para, []).append((no, one))
    return found


def _source(one: Paragraph, marks: LetterMarks, numbered: Mapping[int, list[tuple[int, Draft]]]) -> SourceLine:
    mine = list(dict.fromkeys(pair for number in one.numbers for pair in numbered.get(number, ())))
    label, stretches = written(
        one,
        marks.context.get(one.numbers[0], ""),
        points=any(len(draft.points) > 1 or draft.parts_of for _no, draft in mine),
    )
    place = "、".join(str(number + 1) for number in one.numbers)
    if mine:
        keys = tuple(draft.key for _no, draft in mine)
        return SourceLine(one.numbers[0], place, label, stretches, SOURCE, _source_words(mine), keys)
    reason = next((marks.context[number] for number in one.numbers if number in marks.context), "")
    kind = kind_of(reason)
    fate = "略过" if reason == SKIPPED else _SHORT[kind]
    told = reason in (SKIPPED, NOT_A_FINDING)
    return SourceLine(one.numbers[0], place, label, stretches, kind, fate, told=told)


def _source_words(mine: list[tuple[int, Draft]]) -> str:
    places = [no for no, _draft in mine]
    shown = f"{places[0]}—{places[-1]}" if len(places) > 2 else "、".join(map(str, places))
    return f"拆为 {shown}" if len(places) > 1 else f"问题 {shown}"


def written(one: Paragraph, reason: str = "", *, points: bool = False) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The number that a paragraph begins with, or what kind of paragraph it is; and the rest of its words."""
    stretches = [*one.shown] or [(one.text, "")]
    if one.label:
        label = one.label
    elif (marker := _marker_of(one.text)) and stretches[0][1] == "" and len(stretches[0][0]) >= marker.length:
        label = one.text[: marker.length].strip()
        stretches[0] = (stretches[0][0][marker.length :].lstrip(), "")
    else:
        label = (
            "表格"
            if one.place
            else "文本框"
            if one.box
            else "标题"
            if one.title or one.level or reason == "title"
            else "正文"
        )
    parted = _with_points(stretches[0][0]) if points and not one.shown else stretches
    return label, tuple(one for one in parted if one[0])


@lru_cache(maxsize=2000)
def _marker_of(text: str) -> Marker | None:
    """Asked again of every paragraph after each decision."""
    return typed_marker(text, 0)


def _with_points(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for start, words in starts_of(text):
        yield text[at:start], ""
        yield text[start:words], POINT
        at = words
    yield text[at:], ""


def category_shown(one: Draft, standing: Standing | None) -> str:
    """分类 of a finding: as the clerk said, else as the ledger has it, else the headings above it."""
    if one.category is not None:
        return one.category
    return (standing.category if standing is not None else "") or category_of(one.path) or ""


def _proposal(no: int, one: Draft, standing: Standing | None) -> ProposalLine:
    paras = [para + 1 for para in one.paras]
    shown = f"{paras[0]}—{paras[-1]}" if len(paras) > 1 else str(paras[0])
    number = standing.number[-4:] if standing and standing.number else ""
    amount = standing.amount if standing else None
    return ProposalLine(
        one.key,
        no,
        one.text,
        category_shown(one, standing),
        amount,
        number,
        shown,
        check_mark(one, standing),
        one.taken,
        one.nature or ORDINARY,
    )
