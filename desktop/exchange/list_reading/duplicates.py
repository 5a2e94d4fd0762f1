"""Rows that say the same twice (RULES §1): the later one is left aside, or kept with a warning where a column differs."""

from collections.abc import Hashable

from desktop.exchange.list_reading.columns import Columns
from desktop.exchange.list_reading.messages import fault_at
from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.reading import FindingDraft, ReadingFault
from desktop.exchange.normalise.plain_text import squeezed


class Duplicates:
    """Remembers what has been read so far in the file."""

    def __init__(self) -> None:
        self._whole: set[Hashable] = set()
        self._first: dict[tuple[str, str], FindingDraft] = {}

    def judge(self, finding: FindingDraft, page: Page, columns: Columns) -> tuple[bool, ReadingFault | None]:
        """Whether the finding is a plain repetition, and the warning where it only looks like one."""
        signature = (squeezed(finding.unit or ""), squeezed(finding.category or ""), _cells(finding, page, columns))
        if signature in self._whole:
            return True, None
        self._whole.add(signature)
        key = (squeezed(finding.unit or ""), squeezed(finding.text))
        earlier = self._first.setdefault(key, finding)
        if earlier is finding:
            return False, None
        column = columns.first("text")
        where = f"第 {earlier.row} 行" if earlier.sheet == finding.sheet else f"“{earlier.sheet}”表第 {earlier.row} 行"
        label = columns.labels.get(column, "") if column else ""
        return False, fault_at(
            finding.sheet, finding.row, "text", column, "possible_duplicate", label=label, where=where
        )


def _cells(finding: FindingDraft, page: Page, columns: Columns) -> Hashable:
    """All cells but number, unit and category (those count as read), by field or head."""
    left_out = {*columns.of("serial"), *columns.of("unit"), *columns.of("category")}
    names = {column: f"{name}{index}" for name, placed in columns.fields.items() for index, column in enumerate(placed)}
    found = []
    for offset, row in enumerate(finding.rows):
        for column in columns.labels:
            cell = page.cell(row, column) if column not in left_out else None
            if cell and squeezed(cell.text):
                found.append((offset, names.get(column, columns.labels[column]), squeezed(cell.text)))
    return tuple(sorted(found))
