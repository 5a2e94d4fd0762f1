"""备份恢复演练记录 as text for printing (papers/33): what was restored, counted and compared, the conclusion, who signs."""

from __future__ import annotations

from datetime import date, datetime

from desktop.operations.restoring import DrillAnswer

_MARKS = "一二三四五六七八九十"


def record_text(answer: DrillAnswer, number: int | None = None) -> str:
    """The record of one drill; `number` counts the drills of the year, without one the place is left to fill in by hand."""
    on = date.fromisoformat(answer.on)
    serial = "＿＿" if number is None else str(number)
    lines = [
        f"{on.year}年台账备份恢复演练记录",
        "",
        f"演练号：演练〔{on.year}〕{serial}号　　演练日期：{on.year}年{on.month}月{on.day}日",
        f"备份文件：{answer.file}　　备份时间：{_moment(answer.backed_up_at)}",
        f"恢复位置：{answer.restored_to}　　用时：{_duration(answer.seconds)}",
        f"文件摘要（SHA-256）：{answer.sha256}",
        f"摘要核对：{'一致' if answer.digest_equal else '不一致'}",
        "",
        "数量核对（项目：备份记录，恢复后，结果）",
        *(_count(name, then, now) for name, then, now in answer.counts),
        "",
        f"抽查记录{answer.spot_checks}条，内容与备份前{_spots(answer)}。结论：{'合格' if answer.passed else '不合格'}。",
        _faults(answer.faults),
        "",
        "演练人：＿＿＿＿＿　复核人：＿＿＿＿＿　负责人：＿＿＿＿＿　　年　月　日",
    ]
    return "\n".join(lines) + "\n"


def _count(name: str, then: int, now: int) -> str:
    return f"{name}：{then}，{now}，{'一致' if then == now else f'不一致，差{now - then}'}"


def _spots(answer: DrillAnswer) -> str:
    wrong = answer.spot_checks - answer.spots_equal
    return f"一致{answer.spots_equal}条、不一致{wrong}条" if wrong else "全部一致"


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
