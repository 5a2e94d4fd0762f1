"""联审: how often the parties sat together over what units handed in, one count for every paper that names it (papers/17, 18, 19)."""

from __future__ import annotations

from desktop.operations.papers.sheet import Sheet

Sitting = tuple[int, str, str]


def sittings(sheet: Sheet) -> frozenset[Sitting]:
    """One for each round, kind of material (整改方案, 整改进展报告 …) and 审次 that has an opinion.

    The parties go through all units' plans of a stage together (registers.md §3: an opinion is of a submission and a stage), so the
    first stage of the plans and the first stage of the reports are two, and seven units in one stage are one.
    """
    kinds = {one.id: str(one.stored["kind"] or "") for one in sheet.occasion.records("submission")}
    return frozenset(
        (one.stored["round"], kinds.get(one.stored["submission"], ""), one.stored["stage"])
        for one in sheet.occasion.records("opinion")
    )
