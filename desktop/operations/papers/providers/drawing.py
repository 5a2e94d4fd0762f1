"""What a locked draw says to its sheet: seed, frame, shares, sums, result and steps, all from the record itself (papers/31, registers.md §5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from db.queries import books as queries
from db.queries import facts
from db.queries.books import Record
from desktop.documents.words import chinese_number
from desktop.ledgers.draws import DRAWS, LOCKED
from desktop.operations.follow_up.draw_view import DrawView, UnitLine, view_of
from desktop.operations.follow_up.drawing import result_of
from desktop.operations.follow_up.frames import read_back, share_of
from desktop.operations.papers import dates, of_records
from desktop.operations.papers.figuring import PrintedRate
from desktop.operations.papers.of_records import told
from desktop.operations.papers.sheet import Occasion
from desktop.rules import basis as basis_rules
from desktop.rules.draws import STEPS_IN_WORDS, Eligible, place_of

PURPOSE_WORDS = {"follow_up": "回访督查", "mid_term": "中期督查", "look_back": "回头看"}
_STEP_NUMBER = re.compile(r"^\d+\.\s*")


def of_round(occasion: Occasion) -> Iterator[of_records.DueRecord]:
    """Each locked draw; what was only drawn is sealed, and what was replaced stands in the sheet of the next one."""
    for one in occasion.records(DRAWS.name):
        if one.state == LOCKED:
            frame = read_back(one.stored["frame"])
            ids = (facts.finding_id(occasion.reader, each.number) for each in frame)
            yield of_records.DueRecord(
                None, frozenset(found for found in ids if found is not None), _words(occasion, one)
            )


def _words(occasion: Occasion, one: Record) -> dict[str, Any]:
    stored, share = one.stored, share_of(one.stored["share"])
    frame = read_back(stored["frame"])
    view = view_of(frame, share, result_of(stored))
    short = {unit.name: unit.short or unit.name for unit in occasion.shot.units}
    return {
        "锁定单号": one.number, "锁定时间": _locked_at(occasion, one), "名单截至": dates.day(stored["as_of"]),
        "抽样用途": PURPOSE_WORDS[stored["purpose"] or "follow_up"], "种子": stored["seed"], "要求比例": share_words(share),
        "框摘要": stored["frame_sha256"], "结果摘要": stored["result_sha256"],
        "重抽记录": "；".join((stored["former"] or "").splitlines()) or None,
        "抽中": [_drawn(occasion, line, short) for line in view.drawn],
        "抽样框": _frame(frame), "抽样步骤": [_STEP_NUMBER.sub("", step) for step in STEPS_IN_WORDS],
        "排除": _excluded(one), "排除经确认": bool(stored["excluded"] and stored["supervisor"]) or None,
        **_counts(occasion, view),
    }  # fmt: skip


def _counts(occasion: Occasion, view: DrawView) -> dict[str, Any]:
    figure = occasion.shot.moment.figure
    drawn = [number for line in view.drawn for number in line.numbers]
    units = len(view.drawn)

    def share(name: str, part: int, whole: int) -> Any:
        return figure(
            name, PrintedRate(part, whole, basis_rules.rate(occasion.shot.basis, part, whole).on_paper), drawn
        )

    return {
        "框单位": figure("框单位", view.units), "框问题": figure("框问题", view.findings),
        "应抽单位": figure("应抽单位", view.units_due), "应抽问题": figure("应抽问题", view.findings_due),
        "抽中单位数": figure("抽中单位数", units, drawn), "抽中问题数": figure("抽中问题数", len(drawn), drawn),
        "抽中单位比例": share("抽中单位比例", units, view.units), "抽中问题比例": share("抽中问题比例", len(drawn), view.findings),
        "两项达标": (units >= view.units_due and len(drawn) >= view.findings_due) or None,
    }  # fmt: skip


def share_words(share: Fraction) -> str:
    """单位、问题均不低于三分之一; the whole frame is drawn whole."""
    if share == 1:
        return "单位、问题全部抽取"
    return f"单位、问题均不低于{chinese_number(share.denominator)}分之{chinese_number(share.numerator)}"


def _drawn(occasion: Occasion, line: UnitLine, short: Mapping[str, str]) -> dict[str, Any]:
    return {
        "层": line.stratum, "单位": short.get(line.unit, line.unit), "编号": list(line.numbers),
        "在册": occasion.shot.moment.figure("名单中该单位问题", line.findings, line.numbers),
    }  # fmt: skip


def _frame(frame: tuple[Eligible, ...]) -> list[dict[str, Any]]:
    """By stratum and unit, as the page of the draw lists it."""
    by_unit: dict[tuple[str, str], list[str]] = {}
    for one in frame:
        by_unit.setdefault((one.stratum, one.unit), []).append(one.number)
    ordered = sorted(by_unit, key=lambda key: (place_of(key[0]), key[1]))
    return [{"层": level, "单位": unit, "编号": by_unit[level, unit]} for level, unit in ordered]


def _excluded(one: Record) -> list[str] | None:
    """The reason, with the numbers that were left out for it."""
    numbers = "、".join(one.fields["excluded"] or ())
    return [f"{(one.stored['excluded_reason'] or '').rstrip('。；')}（{numbers}）"] if numbers else None


def _locked_at(occasion: Occasion, one: Record) -> str:
    """2026年10月12日 9时40分: when the lock was entered, else when it was drawn."""
    steps = queries.standing_events(occasion.reader, DRAWS.name, one.id)
    moment = next((step.recorded_at for step in reversed(steps) if step.state == LOCKED), one.stored["drawn_at"])
    year, month, day = (int(part) for part in moment[:10].split("-"))
    return f"{year}年{month}月{day}日 {int(moment[11:13])}时{int(moment[14:16])}分"


of_records.SOURCES[DRAWS.name] = of_round
WORDS = told(
    "锁定时间", "名单截至", "抽样用途", "种子", "要求比例", "抽中单位数", "抽中问题数",
    "抽中单位比例", "抽中问题比例", "框摘要", "结果摘要", "两项达标", "重抽记录", "抽中", "抽样框", "抽样步骤", "排除", "排除经确认",
)  # fmt: skip
