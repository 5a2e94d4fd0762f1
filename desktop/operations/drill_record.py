"""备份恢复演练记录 for printing and as text (papers/33): what was restored, counted and compared, the conclusion, who signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from desktop.operations.restoring import DrillAnswer

_RUN = re.compile(r"[A-Za-z0-9/\\_.-]{17,}")
_RULED = "border:1px solid #000000"
_MARKS = "一二三四五六七八九十"


@dataclass(frozen=True)
class DrillRecord:
    """The record by its parts, said once: the sheet on paper has its tables, the text file its lines."""

    title: str
    head: str
    facts: tuple[tuple[str, ...], ...]
    counts: tuple[tuple[str, ...], ...]
    paragraphs: tuple[str, ...]
    signed: str
    caption: str = "数量核对"
    count_heads: tuple[str, ...] = ("项目", "备份记录", "恢复后", "结果")
    count_widths: tuple[int, ...] = (56, 34, 34, 32)


_FACT_WIDTHS = (34, 44, 34, 44)
"""Millimetres of the first table on A4 upright; those of the second stand in the record (papers/33, 4)."""


def record_of(answer: DrillAnswer, number: int | None = None) -> DrillRecord:
    """The record of one drill; `number` counts the drills of the year, without one the place is left to fill in by hand."""
    on = date.fromisoformat(answer.on)
    return DrillRecord(
        title=f"{on.year}年台账备份恢复演练记录",
        head=f"演练号：{number_of(answer, number)}　　演练日期：{on.year}年{on.month}月{on.day}日",
        facts=(
            ("备份文件", answer.file, "备份时间", _moment(answer.backed_up_at)),
            ("恢复位置", answer.restored_to, "用时", _duration(answer.seconds)),
            ("文件摘要（SHA-256）", answer.sha256, "摘要核对", "一致" if answer.digest_equal else "不一致"),
        ),
        counts=tuple((name, str(then), str(now), _result(then, now)) for name, then, now in answer.counts),
        paragraphs=(
            f"{_spots(answer)}。结论：{conclusion_of(answer)}。",
            _faults(answer.faults),
        ),
        signed="演练人：＿＿＿＿＿　复核人：＿＿＿＿＿　负责人：＿＿＿＿＿　　年　月　日",
    )


def number_of(answer: DrillAnswer, number: int | None) -> str:
    """演练〔2026〕2号; without a number the place is left to fill in by hand."""
    return f"演练〔{answer.on[:4]}〕{'＿＿' if number is None else number}号"


def conclusion_of(answer: DrillAnswer) -> str:
    """合格 or 不合格."""
    return "合格" if answer.passed else "不合格"


def record_text(answer: DrillAnswer, number: int | None = None) -> str:
    """The record as a text file."""
    record = record_of(answer, number)
    (file, restored, digest) = (tuple(zip(row[::2], row[1::2], strict=True)) for row in record.facts)
    pairs = ["　　".join(f"{name}：{value}" for name, value in row) for row in (file, restored)]
    return _as_text(record, [*pairs, *(f"{name}：{value}" for name, value in digest)])


def text_of(record: DrillRecord) -> str:
    """Any such record as a text file, two facts a line."""
    told = (
        "　　".join(f"{name}：{value}" for name, value in zip(row[::2], row[1::2], strict=True)) for row in record.facts
    )
    return _as_text(record, list(told))


def _as_text(record: DrillRecord, facts: list[str]) -> str:
    lines = [
        record.title,
        "",
        record.head,
        *facts,
        "",
        f"{record.caption}（{record.count_heads[0]}：{'，'.join(record.count_heads[1:])}）",
        *(f"{row[0]}：{'，'.join(row[1:])}" for row in record.counts),
        "",
        *record.paragraphs,
        "",
        record.signed,
    ]
    return "\n".join(lines) + "\n"


def record_html(record: DrillRecord) -> str:
    """The record as a sheet of A4 upright, with its two ruled tables."""
    whole = sum(_FACT_WIDTHS)
    return "".join((
        f'<h2 align="center">{escape(record.title)}</h2><p style="white-space:pre-wrap">{escape(record.head)}</p>',
        _table((), record.facts, [width * 100 // whole for width in _FACT_WIDTHS]),
        f'<p align="center"><b>{escape(record.caption)}</b></p>',
        _table(record.count_heads, record.counts, [width * 100 // whole for width in record.count_widths]),
        *(f"<p style='text-indent:2em'>{escape(one)}</p>" for one in record.paragraphs),
        f'<p style="white-space:pre-wrap"><br>{escape(record.signed)}</p>',
    ))  # fmt: skip


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    def line(cells: Sequence[str], tag: str) -> str:
        inside = "".join(
            f'<{tag} width="{width}%" style="{_RULED}">{_broken(cell)}</{tag}>'
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"<tr>{inside}</tr>"

    body = "".join(line(row, "td") for row in rows)
    look = 'border="0" cellspacing="0" cellpadding="4" width="100%" style="border-collapse:collapse"'
    return f"<table {look}>{line(heads, 'th') if heads else ''}{body}</table>"


def _broken(text: str) -> str:
    """A long run of letters (a SHA-256, a path) with places where it may break."""
    return _RUN.sub(lambda found: "\u200b".join(re.findall(".{1,8}", found[0])), escape(text))


def _result(then: int, now: int) -> str:
    return "一致" if then == now else f"不一致，差{now - then}"


def _spots(answer: DrillAnswer) -> str:
    """What was looked at and how it compared; nought is said in words, and of nothing nothing is asserted."""
    if not answer.spot_checks:
        return "尚无可抽查的记录"
    wrong, equal = answer.spot_checks - answer.spots_equal, answer.spots_equal
    alike = (f"一致{equal}条、" if equal else "") + f"不一致{wrong}条" if wrong else "全部一致"
    return f"抽查记录{answer.spot_checks}条，内容与备份前{alike}"


def _faults(faults: tuple[str, ...]) -> str:
    if not faults:
        return "演练过程未发现异常，恢复目录已按规定清除。"
    if len(faults) == 1:
        return f"发现的问题和处理：{faults[0]}。"
    return "发现的问题和处理：" + "；".join(f"{_MARKS[place]}是{fault}" for place, fault in enumerate(faults)) + "。"


def _moment(text: str) -> str:
    moment = datetime.fromisoformat(text)
    return f"{moment.year}年{moment.month}月{moment.day}日 {moment.hour}时{moment.minute:02}分"


def _duration(seconds: float) -> str:
    whole = max(1, round(seconds))
    return f"{whole // 60}分{whole % 60}秒" if whole >= 60 else f"{whole}秒"
