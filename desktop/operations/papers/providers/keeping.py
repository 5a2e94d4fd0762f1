"""What the ledger keeps of itself, as papers: prints and exports of a month that is over (papers/32), restore drills (papers/33)."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from db import audit
from db.queries import backups, prints
from db.queries.prints import ExportRow
from db.queries.standing import EVER
from desktop.ledgers.ways_out import PRINT
from desktop.operations import drill_record
from desktop.operations.lists import register_sheet
from desktop.operations.papers import dates, of_records
from desktop.operations.papers.of_records import told
from desktop.operations.papers.sheet import Occasion
from desktop.operations.restoring import DrillAnswer

_PASSED = {True: "通过", False: "不通过"}


def months(occasion: Occasion) -> Iterator[of_records.DueRecord]:
    """The months of the year that are over by the day, those with an entry and the last one: what is over changes no more.

    A paper that went out is told again whichever month it was of.
    """
    over, again = _last_over(occasion), occasion.request.again
    entries = [one for one in reversed(prints.exports(occasion.reader)) if one.recorded_at[:7] <= over]
    told = dict.fromkeys((*(one.recorded_at[:7] for one in entries), over))
    if again:
        told = dict.fromkeys((*told, *_every_month(min(told), over)))
    for month in told:
        if (again or month[:4] == over[:4]) and _is_asked(occasion, month):
            yield of_records.DueRecord(
                None, frozenset(), _register(occasion, month, [one for one in entries if one.recorded_at[:7] == month])
            )


def _last_over(occasion: Occasion) -> str:
    """The last month, 2026-10, that is over by the day of the figures and by that of the paper: on its last day entries still come.

    One of a paper that went out was over then.
    """
    request = occasion.request
    begun = request.as_of + timedelta(days=1)
    if not request.again:
        begun = min(begun, request.issued_on)
    return (begun.replace(day=1) - timedelta(days=1)).isoformat()[:7]


def _is_asked(occasion: Occasion, month: str) -> bool:
    wanted = occasion.request.records
    return not wanted or occasion.recipe.record_of({"登记期间": register_sheet.period(month).words}) in wanted


def _every_month(first: str, last: str) -> Iterator[str]:
    year, month = map(int, first.split("-"))
    while f"{year}-{month:02d}" <= last:
        yield f"{year}-{month:02d}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _register(occasion: Occasion, month: str, own: Sequence[ExportRow]) -> dict[str, Any]:
    figure = occasion.shot.moment.figure
    printed = sum(one.kind == PRINT for one in own)
    left = register_sheet.outstanding(occasion.reader, own, occasion.shot.as_of)
    return {
        "密级": register_sheet.highest(["", *(one.classification for one in own)]) or None,
        "登记期间": register_sheet.period(month).words, "机器名": platform.node(),
        "登记条数": figure("登记条数", len(own)), "打印数": figure("打印数", printed), "导出数": figure("导出数", len(own) - printed),
        "没有登记": not own or None, "登记条目": [_line(occasion, one) for one in own] or None,
        "未收回": figure("未收回", len(left)) if left else None, "未收回号": left or None,
        "链校验": _PASSED[occasion.once("chain", lambda: audit.verify(occasion.reader) is None)],
    }  # fmt: skip


def _line(occasion: Occasion, one: ExportRow) -> dict[str, Any]:
    return {
        "时间": register_sheet.moment_words(one.recorded_at), "操作": "打印" if one.kind == PRINT else "导出", "操作人": one.user_name,
        "内容": one.title, "标识": one.classification or None, "份数": occasion.shot.moment.figure("登记份数", one.copies),
        "份号": register_sheet.numbers_of(one) or None, "用途": one.purpose or None, "去向": one.destination or None,
    }  # fmt: skip


def drills(occasion: Occasion) -> Iterator[of_records.DueRecord]:
    """The drills of the year by the day, the last one first; a paper that went out is told again whichever year it was of."""
    day, known_at = occasion.shot.as_of, occasion.shot.known_at or EVER
    for row in backups.drills(occasion.reader, limit=-1):
        said = json.loads(row.result)
        of_year = occasion.request.again or said["on"][:4] == day[:4]
        if of_year and said["on"] <= day and row.made_at[:10] <= known_at:
            yield of_records.DueRecord(None, frozenset(), _drill(occasion, said))


def _drill(occasion: Occasion, said: dict[str, Any]) -> dict[str, Any]:
    """The words of the record, as the sheet that is printed directly says them."""
    number = said.pop("number", None)
    said.pop("passed", None)
    counts = tuple((str(name), int(then), int(now)) for name, then, now in said["counts"])
    answer = DrillAnswer(**{**said, "counts": counts, "faults": tuple(said.get("faults") or ())})
    figure, record = occasion.shot.moment.figure, drill_record.record_of(answer, number)
    (file, restored, digest), wrong = record.facts, answer.spot_checks - answer.spots_equal
    return {
        "演练年度": answer.on[:4], "演练号": drill_record.number_of(answer, number), "演练日期": dates.day(answer.on),
        "备份文件": file[1], "备份时间": file[3], "恢复位置": restored[1], "演练用时": restored[3], "备份摘要": digest[1],
        "摘要核对": digest[3],
        "数量核对": [
            {"名": row[0], "备": figure("备份计数", then), "恢": figure("恢复计数", now), "结果": row[3]}
            for row, (_name, then, now) in zip(record.counts, counts, strict=True)
        ],
        "演练抽查数": figure("演练抽查数", answer.spot_checks), "演练相符数": figure("演练相符数", answer.spots_equal),
        "演练不符数": figure("演练不符数", wrong) if wrong else None, "抽查全部相符": not wrong or None,
        "演练结论": drill_record.conclusion_of(answer), "演练异常": list(answer.faults) or None,
        "演练无异常": not answer.faults or None,
    }  # fmt: skip


of_records.SOURCES |= {"export_record": months, "drill_record": drills}
WORDS = told(
    "登记期间", "机器名", "登记条数", "打印数", "导出数", "没有登记", "登记条目", "未收回", "未收回号", "链校验",
    "演练年度", "演练号", "演练日期", "备份文件", "备份时间", "恢复位置", "演练用时", "备份摘要", "摘要核对", "数量核对", "演练抽查数",
    "演练相符数", "演练不符数", "抽查全部相符", "演练结论", "演练异常", "演练无异常",
)  # fmt: skip
