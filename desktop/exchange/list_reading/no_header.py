"""The answer where no sheet has the head of a finding list: which row looks most like one, so that the clerk can point (X1)."""

from dataclasses import dataclass

from desktop.errors import Refused
from desktop.exchange.list_reading.headers import likest_row
from desktop.exchange.list_reading.page import Page
from desktop.exchange.sheet_cells import Workbook, column_letter

_LONGEST_WORD = 12
_MOST_WORDS = 8


@dataclass(frozen=True)
class LikestRow:
    """The row that looks most like a head: its texts by column letters."""

    sheet: str
    row: int
    cells: dict[str, str]


class NoHeaderFound(Refused):
    """No head; `nearest` is the likest row, or None."""

    def __init__(self, message: str, nearest: LikestRow | None) -> None:
        super().__init__("no_header_found", message)
        self.nearest = nearest


def no_header(workbook: Workbook, name: str) -> NoHeaderFound:
    """The refusal of a workbook without a head."""
    best: tuple[int, Page | None, int] = (0, None, 0)
    for sheet in workbook.sheets:
        if sheet.hidden or sheet.is_empty:
            continue
        page = Page(sheet)
        row, score = likest_row(page)
        if score > best[0]:
            best = (score, page, row)
    _score, likest, row = best
    if likest is None:
        return NoHeaderFound(
            f"“{name}”里找不到问题清单的表头；请确认表中有“问题”一列和表头行，或指出表头行和问题列。", None
        )
    cells = {column_letter(column): cell.text.strip() for column, cell in sorted(likest.own(row).items())}
    words = "、".join(text[:_LONGEST_WORD] for text in list(cells.values())[:_MOST_WORDS])
    place = f"“{likest.sheet.name}”表第 {row} 行" if likest.sheet.name else f"第 {row} 行"
    nearest = LikestRow(likest.sheet.name, row, cells)
    return NoHeaderFound(
        f"“{name}”里找不到问题清单的表头；最像的是{place}（{words}）。请指出表头行和问题列，或在表头写明“问题”。",
        nearest,
    )
