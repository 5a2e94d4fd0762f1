"""The rows at the right of the page: opinions by finding or by party, empty talk, returns; each knows the opinions that it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.queries import findings as finding_queries
from db.queries import joint_review as queries
from db.records import FindingCriteria, FindingRow
from desktop.exchange.unit_reports.empty_talk import is_empty_talk
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ledgers.opinions import ADOPTED
from desktop.operations.joint_review.gates import Gate, Opinion, Party, UnitLine
from desktop.rules.joint_review import Stands, disputed, stands
from desktop.ui.grid.text_table import TextCell, TextRow
from desktop.ui.pages.reviews.matrix import day_word
from desktop.ui.sight import Sight
from desktop.ui.widgets.figure_cells import Head

BY_ITEM, BY_PARTY, EMPTY_TALK, RETURNS = "item", "party", "empty_talk", "returns"
TABS = ((BY_ITEM, "按问题"), (BY_PARTY, "按审核方"), (EMPTY_TALK, "空话检查"), (RETURNS, "退回记录"))
WHOLE = "整份"
_ITEM_WIDTH, _MERGED_WIDTH, _STANDS_WIDTH = 72, 128, 86
_ADOPTED = {
    "yes": Mark(Shape.CHECK, ADOPTED["yes"], Tone.GREEN), "no": Mark(Shape.CROSS, ADOPTED["no"]),
    "part": Mark(Shape.CHECK, ADOPTED["part"], Tone.AMBER),
}  # fmt: skip
OPEN, CONFLICT = Mark(Shape.EMPTY, "待定", Tone.AMBER), Mark(Shape.TRIANGLE, "冲突", Tone.RED)
_NUMBERED = re.compile(
    r"第\s*(\d+)\s*(?:号问题|条问题|号(?=[：:，,]|建议|要求|应|需|须|请|没|未|不|无|缺))(?![、和及与同跟至到])(?:的(?!确))?[：:，,]?\s*"
)
"""The finding of the row at the head of an opinion: a number of anything else (第3条措施, 第3个月, 第3号文件, 第3号问题和第4号问题) is part of what is said."""
Rows = tuple[tuple[Head, ...], tuple[TextRow, ...]]


@dataclass(frozen=True)
class Item:
    """A finding (None: the paper as a whole) with the opinions on it."""

    finding: int | None
    name: str
    opinions: tuple[Opinion, ...]

    @property
    def stands(self) -> Stands:
        """冲突, 待定 or 已定."""
        return stands([one.said for one in self.opinions])

    @property
    def disputed(self) -> tuple[Opinion, ...]:
        """The opinions that another one contradicts, where nobody decided."""
        return tuple(one for one in self.opinions if any(disputed(one.said, other.said) for other in self.opinions))

    @property
    def merged(self) -> str:
        """What the office wrote in their place."""
        return next((one.merged for one in self.opinions if one.merged), "")


@dataclass(frozen=True)
class UnitFacts:
    """A unit of the gate in hand: its findings by id, its items in the order of their numbers, and why each was settled so."""

    gate: Gate
    line: UnitLine
    findings: Mapping[int, FindingRow]
    items: tuple[Item, ...]
    reasons: Mapping[int, str]

    @property
    def empty_talk(self) -> tuple[FindingRow, ...]:
        """The findings of which the last progress names no figure and no document."""
        told = (one for one in self.findings.values() if one.present and one.last_text)
        return tuple(one for one in told if is_empty_talk(one.last_text))

    def item_of(self, opinions: Sequence[int]) -> Item | None:
        """The item of some opinions."""
        return next((one for one in self.items if {each.id for each in one.opinions} & set(opinions)), None)


def facts_of(sight: Sight, gate: Gate, line: UnitLine) -> UnitFacts:
    """Read what the rows need beside the gate."""
    criteria = FindingCriteria(rounds=(line.round_id,), units=(line.unit_id,), presence="any")
    rows = finding_queries.list_findings(sight.reader, criteria, sight.as_of, sight.known_at)
    findings = {one.id: one for one in sorted(rows, key=lambda one: one.number)}
    about: dict[int | None, list[Opinion]] = {}
    for one in line.opinions:
        about.setdefault(one.finding, []).append(one)
    ranked = sorted(about, key=lambda one: (one is not None, findings[one].number if one in findings else ""))
    items = tuple(Item(one, _name(findings, one), tuple(about[one])) for one in ranked)
    settled = [one.id for one in line.opinions if one.said.settled]
    return UnitFacts(gate, line, findings, items, queries.decisions(sight.reader, settled))


def rows_of(tab: str, facts: UnitFacts) -> Rows:
    """The heads and rows of a tab; the key of a row is the opinions that it stands for, or a number."""
    return {BY_ITEM: _by_item, BY_PARTY: _by_party, EMPTY_TALK: _empty_talk, RETURNS: _returns}[tab](facts)


def counts_of(facts: UnitFacts) -> dict[str, int | None]:
    """How much each tab holds; nothing where it is none."""
    talk, back = len(facts.empty_talk), len(facts.line.returned)
    return {BY_ITEM: len(facts.items) or None, BY_PARTY: None, EMPTY_TALK: talk or None, RETURNS: back or None}


def parties_shown(facts: UnitFacts) -> tuple[Party, ...]:
    """The parties of the unit, in order."""
    return tuple(one for one in facts.gate.parties if one.id in facts.line.parties)


def party_of_column(facts: UnitFacts, column: int) -> int | None:
    """The party whose column it is, in the list by finding."""
    shown = parties_shown(facts)
    return shown[column - 1].id if 1 <= column <= len(shown) else None


def mark_of(item: Item) -> Mark:
    """处理: how an item stands."""
    if item.stands is not Stands.SETTLED:
        return CONFLICT if item.stands is Stands.CONFLICT else OPEN
    adopted = {one.said.adopted for one in item.opinions}
    return _ADOPTED[adopted.pop() if len(adopted) == 1 else "part"]


def conflict_words(item: Item, parties: Sequence[Party], longest: int = 22) -> str:
    """0031 意见冲突：县纪委监委“……”，县委巡察组“……”"""
    names = {one.id: one.name for one in parties}
    said = [
        f"{names.get(one.party, '')}“{_cut(_without_number(one.text, item.name), longest)}”" for one in item.disputed
    ]
    return f"{item.name} 意见冲突：{'，'.join(said)}"


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _name(findings: Mapping[int, FindingRow], finding: int | None) -> str:
    if finding is None:
        return WHOLE
    return findings[finding].number.rsplit("-", 1)[-1] if finding in findings else "—"


def _item_cell(facts: UnitFacts, finding: int | None) -> TextCell:
    row = facts.findings.get(finding) if finding is not None else None
    if row is None:
        return TextCell(_name(facts.findings, finding), strong=True, tip="对整份材料的意见" if finding is None else "")
    return TextCell(
        _name(facts.findings, finding),
        small=row.category2 or row.category1,
        strong=True,
        tip=f"{row.number}　{row.text}",
    )


def _by_item(facts: UnitFacts) -> Rows:
    parties = parties_shown(facts)
    counts = {one.id: facts.line.cells[one.id].count for one in parties}
    heads = (
        Head("问题", _ITEM_WIDTH),
        *(Head(f"{one.short} {counts[one.id]}") for one in parties),
        Head("合并意见（可改）", _MERGED_WIDTH),
        Head("处理", _STANDS_WIDTH),
    )
    return heads, tuple(_item_row(facts, item, parties) for item in facts.items)


def _item_row(facts: UnitFacts, item: Item, parties: Sequence[Party]) -> TextRow:
    disputed = item.stands is Stands.CONFLICT
    merged = TextCell(
        item.merged,
        field=True,
        hint="写明以哪一方为准" if disputed else "同原意见" if item.stands is Stands.SETTLED else "合并意见",
        wrong=disputed,
        tip=item.merged or "F2 修改",
    )
    mark = mark_of(item)
    told = TextCell(mark.word, mark, strong=True, tip="\n".join(_reasons(facts, item)))
    cells = (_item_cell(facts, item.finding), *(_party_cell(item, one) for one in parties), merged, told)
    return TextRow(tuple(one.id for one in item.opinions), cells)


def _party_cell(item: Item, party: Party) -> TextCell:
    mine = [one for one in item.opinions if one.party == party.id]
    if not mine:
        return TextCell()
    text = "；".join(one.text for one in mine)
    return TextCell(
        "；".join(_without_number(one.text, item.name) for one in mine), _opinion_mark(item, mine), tip=text
    )


def _without_number(text: str, number: str) -> str:
    """An opinion without the number of its finding, which its row says: 第17号问题建议补充 → 建议补充."""
    said = _NUMBERED.match(text)
    if said is None or int(said[1]) != int(number if number.isdecimal() else -1):
        return text
    return text[said.end() :] or text


def _opinion_mark(item: Item, mine: Sequence[Opinion]) -> Mark:
    if any(one in item.disputed for one in mine):
        return Mark(Shape.TRIANGLE, "冲突", Tone.RED)
    if not all(one.said.settled for one in mine):
        return Mark(Shape.EMPTY, "待定")
    return _ADOPTED[mine[0].said.adopted] if len({one.said.adopted for one in mine}) == 1 else _ADOPTED["part"]


def _reasons(facts: UnitFacts, item: Item) -> list[str]:
    return list(dict.fromkeys(f"理由：{facts.reasons[one.id]}" for one in item.opinions if facts.reasons.get(one.id)))


def _by_party(facts: UnitFacts) -> Rows:
    heads = (
        Head("审核方", 96),
        Head("问题", _ITEM_WIDTH),
        Head("意见"),
        Head("要求退回", 76),
        Head("处理", _STANDS_WIDTH),
    )
    rows: list[TextRow] = []
    for party in parties_shown(facts):
        for item in facts.items:
            for one in item.opinions:
                if one.party == party.id:
                    mark = _opinion_mark(item, [one])
                    said = TextCell("是" if one.said.returns else "")
                    told = TextCell(mark.word, mark, strong=True, tip=facts.reasons.get(one.id, ""))
                    cells = (TextCell(party.short), _item_cell(facts, item.finding), TextCell(one.text), said, told)
                    rows.append(TextRow((one.id,), cells))
    return heads, tuple(rows)


def _empty_talk(facts: UnitFacts) -> Rows:
    heads = (Head("问题", _ITEM_WIDTH), Head("整改进展"), Head("提示（只供参考）", 170))
    hint = TextCell("没有数字，也没有文件", Mark(Shape.EMPTY, "提示", Tone.AMBER))
    rows = (
        TextRow(one.number, (_item_cell(facts, one.id), TextCell(one.last_text, tip=one.last_text), hint))
        for one in facts.empty_talk
    )
    return heads, tuple(rows)


def _returns(facts: UnitFacts) -> Rows:
    heads = (Head("退回", 84), Head("日期", 90), Head("理由"))
    rows = (
        TextRow(
            submission, (TextCell(f"第 {place} 次", strong=True), TextCell(day_word(day)), TextCell(reason, tip=reason))
        )
        for place, (_turn, submission, day, reason) in enumerate(facts.line.returned, 1)
    )
    return heads, tuple(rows)
