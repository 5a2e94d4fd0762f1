"""What the status bar says of the list of findings: how many, how much money, and what former rounds carried into these."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.ledgers.finding_line import FindingLine
from desktop.ledgers.long_list import column_of


class Amounts:
    """涉及金额 of what is shown, added up once for each arrangement of the rows."""

    def __init__(self) -> None:
        self._of: Sequence[FindingLine] | None = None
        self._sum = 0

    def sum_of(self, shown: Sequence[FindingLine]) -> int:
        """In yuan; the same rows are not added up again."""
        if shown is not self._of:
            self._of, self._sum = shown, _yuan(shown)
        return self._sum

    def status_texts(
        self, count: int, shown: Sequence[FindingLine], chosen: Sequence[FindingLine], carried: int
    ) -> Sequence[str]:
        """共 189 条 · 筛选后 16 · 选中 1 · 上轮结转 6 · 涉及金额合计 221.42 万元"""
        amount = _yuan(chosen) if len(chosen) > 1 else self.sum_of(shown)
        texts = [f"共 {count} 条", f"筛选后 {len(shown)}", f"选中 {len(chosen)}"]
        if carried:
            texts.append(f"上轮结转 {carried}")
        return [*texts, f"涉及金额合计 {amount / 10000:,.2f} 万元"]


def _yuan(lines: Sequence[FindingLine]) -> int:
    return sum(filter(None, column_of(lines, "amount_yuan")))
