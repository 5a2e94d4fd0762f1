"""What the surveys of a unit on a day come to (papers/30, M5), and what was typed of those about the team (papers/25c)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from db.queries.books import Record
from desktop.errors import KnownError
from desktop.ledgers.surveys import ANSWERS, AUDIENCES, SURVEYS
from desktop.operations.papers import dates, of_records
from desktop.operations.papers.figuring import PrintedRate
from desktop.operations.papers.of_records import told
from desktop.operations.papers.providers.satisfied import satisfied
from desktop.operations.papers.sheet import Occasion, Sheet
from desktop.rules import basis as basis_rules

OTHERS = "其他"
FEW = 10
"""Valid ballots below which the rate says little."""
_COLUMNS = ("满意", "基本", "不满", "不了解")
_TOTALS = ("满意", "基本满意", "不满意", "不了解")
_GRADES = ("好", "较好", "一般", "差", "不了解")


def of_round(occasion: Occasion) -> Iterator[of_records.DueRecord]:
    """The surveys of each unit, those of one day together."""
    groups: dict[tuple[int, str], list[Record]] = {}
    for one in occasion.records(SURVEYS.name):
        groups.setdefault((one.stored["unit"], one.stored["on"] or ""), []).append(one)
    for (unit, _on), surveys in groups.items():
        yield of_records.DueRecord(unit, frozenset(), _words(occasion, surveys))


def _words(occasion: Occasion, surveys: Sequence[Record]) -> dict[str, Any]:
    figure = occasion.shot.moment.figure

    def total(name: str, field: str) -> Any:
        return figure(name, _sum(surveys, field))

    weights = list(dict.fromkeys(one.stored["weights"] for one in surveys if one.stored["weights"]))
    void = _sum(surveys, "returned") - _sum(surveys, "valid")
    return {
        "类别选项": [name for name in AUDIENCES if name != OTHERS], "测评号": "、".join(one.number for one in surveys),
        "测评日期": dates.day(surveys[0].stored["on"]), "发出": total("发出", "handed_out"), "收回": total("收回", "returned"),
        "有效": total("有效", "valid"), **{name: total(name, field) for name, field in zip(_TOTALS, ANSWERS, strict=True)},
        "无效票": figure("无效票", void) if void else None,
        "测评汇总": [_row(occasion, [one for one in surveys if _audience(one) == name], name) for name in _audiences(surveys)],
        "满意率合计": satisfied(occasion.shot, "满意率合计", surveys), "测评权重": "；".join(weights) or None,
        "小样本": FEW if _sum(surveys, "valid") < FEW else None,
    }  # fmt: skip


def _row(occasion: Occasion, surveys: Sequence[Record], name: str) -> dict[str, Any]:
    figure = occasion.shot.moment.figure
    counts = {
        column: figure(f"测评{column}", _sum(surveys, field)) for column, field in zip(_COLUMNS, ANSWERS, strict=True)
    }
    valid = figure("测评有效", _sum(surveys, "valid"))
    return {"类别": name, "有效": valid, **counts, "率": satisfied(occasion.shot, "测评满意率", surveys)}


def post_results(sheet: Sheet) -> list[dict[str, Any]] | None:
    """评估结果: the counts that a clerk typed with the share of good answers; KnownError where they do not add up."""
    rows = sheet.given("评估计票")
    if not rows:
        return None
    out, back, valid = (int(sheet.given(name) or 0) for name in ("评估发出", "评估收回", "评估有效"))
    said = (
        []
        if valid <= back <= out
        else [f"发出 {out}、收回 {back}、有效 {valid} 份：有效不能多于收回，收回不能多于发出"]
    )
    found = []
    for row in rows:
        counts = {grade: int(row.get(grade) or 0) for grade in _GRADES}
        if sum(counts.values()) != valid:
            said.append(f"“{row.get('名')}”各档之和 {sum(counts.values())} ≠ 有效 {valid}")
        found.append(
            {
                "名": row.get("名"),
                **{grade: row.get(grade) or 0 for grade in _GRADES},
                "率": _good(sheet, counts, valid),
            }
        )
    if said:
        raise KnownError(f"{'；'.join(said)}。请核对计票。", "does_not_add_up")
    return found


def _good(sheet: Sheet, counts: Mapping[str, int], valid: int) -> Any:
    good = counts["好"] + counts["较好"]
    return sheet.moment.figure(
        "好评率", PrintedRate(good, valid, basis_rules.rate(sheet.shot.basis, good, valid).on_paper)
    )


def _sum(surveys: Sequence[Record], field: str) -> int:
    return sum(int(one.stored[field] or 0) for one in surveys)


def _audience(one: Record) -> str:
    return one.fields["audience"] or OTHERS


def _audiences(surveys: Sequence[Record]) -> list[str]:
    """Those that were asked, in the order of the book."""
    asked = {_audience(one) for one in surveys}
    return [name for name in AUDIENCES if name in asked]


of_records.SOURCES[SURVEYS.name] = of_round
WORDS = told(
    "类别选项", "测评号", "测评日期", "发出", "收回", "有效", "无效票", "测评汇总", "满意率合计", "测评权重", "小样本",
) | {"评估结果": post_results}  # fmt: skip
