"""Rows that say the same twice (RULES §1): the later one is left aside, or kept with a warning where a column differs.

Rows of different rounds are different findings, however alike.
"""

from collections.abc import Hashable, Mapping

from desktop.exchange.list_reading.columns import Columns
from desktop.exchange.list_reading.messages import fault_at
from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.reading import ReadingFault
from desktop.exchange.normalise.plain_text import squeezed
from desktop.ledgers.finding_draft import FindingDraft


class Duplicates:
    """Remembers what has been read so far in the file."""

    def __init__(self, rounds: Mapping[str, str] | None = None) -> None:
        """`rounds`: the round that each sheet names, where several sheets name different ones."""
        self._rounds = rounds or {}
        self._whole: dict[Hashable, list[dict[str, str]]] = {}
        self._first: dict[tuple[str, str, str], FindingDraft] = {}

    def judge(self, finding: FindingDraft, page: Page, columns: Columns) -> tuple[bool, ReadingFault | None]:
        """Whether the finding is a plain repetition, and the warning where it only looks like one."""
        of_round = squeezed(finding.round or self._rounds.get(finding.sheet, ""))
        unit = squeezed(finding.unit or "")
        signature = (of_round, unit, squeezed(finding.category or ""), _cells(finding, page, columns))
        others = {label: squeezed(text) for label, text in finding.other.items()}
        alike = self._whole.setdefault(signature, [])
        if any(_agree(others, earlier) for earlier in alike):
            return True, None
        alike.append(others)
        key = (of_round, unit, squeezed(finding.text))
        earlier_finding = self._first.setdefault(key, finding)
        if earlier_finding is finding:
            return False, None
        column = columns.first("text")
        same_sheet = earlier_finding.sheet == finding.sheet
        where = (
            f"第 {earlier_finding.row} 行" if same_sheet else f"“{earlier_finding.sheet}”表第 {earlier_finding.row} 行"
        )
        label = columns.labels.get(column, "") if column else ""
        return False, fault_at(
            finding.sheet, finding.row, "text", column, "possible_duplicate", label=label, where=where
        )


def _agree(one: dict[str, str], other: dict[str, str]) -> bool:
    """Columns without a field speak against a repetition only where both rows fill them differently."""
    return all(one[label] == other[label] for label in one.keys() & other.keys())


def _cells(finding: FindingDraft, page: Page, columns: Columns) -> Hashable:
    """The cells of all fields but number, unit and category (those count as read)."""
    left_out = {*columns.of("serial"), *columns.of("unit"), *columns.of("category")}
    names = {column: f"{name}{index}" for name, placed in columns.fields.items() for index, column in enumerate(placed)}
    found = []
    for offset, row in enumerate(finding.rows):
        for column, name in names.items():
            cell = page.cell(row, column) if column not in left_out else None
            if cell and squeezed(cell.text):
                found.append((offset, name, squeezed(cell.text)))
    return tuple(sorted(found))
