"""What a locked draw says before anybody goes: how much was drawn, never which findings (papers/14, M10)."""

from __future__ import annotations

from math import ceil
from typing import Any

from desktop.operations.follow_up.frames import share_of
from desktop.operations.papers.figuring import PrintedRate
from desktop.operations.papers.providers import visiting
from desktop.operations.papers.sheet import Sheet
from desktop.rules import basis as basis_rules


def planned(sheet: Sheet) -> dict[str, Any]:
    """The numbers of the draw and their shares of its frame; nothing before it is locked."""
    one = visiting.draw_of(sheet)
    if one is None:
        return {}
    drawn, frame = one.stored, ("units_of", "findings_of")
    units, findings = int(drawn["units_drawn"] or 0), int(drawn["findings_drawn"] or 0)
    of_units, of_findings = (int(drawn[name] or 0) for name in frame)
    share = share_of(drawn["share"])
    figure = sheet.moment.figure
    return {
        "拟抽单位": figure("拟抽单位", units),
        "拟抽问题": figure("拟抽问题", findings),
        "拟抽单位比例": figure("拟抽单位比例", _share(sheet, units, of_units)),
        "拟抽问题比例": figure("拟抽问题比例", _share(sheet, findings, of_findings)),
        "拟抽达标": bool(units >= ceil(of_units * share) and findings >= ceil(of_findings * share)) or None,
    }


def _share(sheet: Sheet, part: int, whole: int) -> PrintedRate:
    return PrintedRate(part, whole, basis_rules.rate(sheet.shot.basis, part, whole).on_paper)


WORDS: dict[str, Any] = {}
TOGETHER = ((("拟抽单位", "拟抽问题", "拟抽单位比例", "拟抽问题比例", "拟抽达标"), planned),)
