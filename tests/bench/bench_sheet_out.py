"""A styled list of 10,000 × 20 written beside openpyxl and XlsxWriter, interleaved in one run, reloaded equal (demand: 15 and 3.5).

python -m tests.bench.bench_sheet_out [rounds]

Each side writes the same sheet: title, basis line, head, boxed cells in five looks, widths, heights, filter, frozen head, print titles, list
and date rules. The heights of the rows are worked out by ours; the peers get them as numbers, outside their time.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from desktop.exchange.list_files.sheet_values import lines_in
from desktop.exchange.list_files.table import ListTable, PageStyle, SheetColumn
from desktop.exchange.workbook import write_workbook
from tests.bench.office_rows import COLUMNS, office_rows

ROWS = 10_000
TITLE, BASIS = "十四届县委第六轮巡察整改台账", "10000 条　截至 2026-06-05　按问题计"
STATES = ("整改中", "已完成", "已销号", "长期坚持")
_KINDS = {"序号": "int", "整改时限": "date", "完成日期": "date", "涉及金额（元）": "money", "追缴金额（元）": "money"}
_WIDTHS = {"问题": 40, "具体表现": 50, "整改措施": 40, "整改进展": 40, "被巡察单位": 20}
FORMATS = {"text": "General", "int": "0", "money": "#,##0.00##", "date": "yyyy-mm-dd"}
ALIGNED = {"text": "left", "int": "center", "money": "right", "date": "center"}
HEAD = 3
LIST = [
    SheetColumn(name, _WIDTHS.get(name, 12), _KINDS.get(name, "text"), choices=STATES if name == "状态" else ())  # type: ignore[arg-type]
    for name in COLUMNS
]
Rows = list[tuple[object, ...]]


def heights_of(rows: Rows) -> list[float]:
    """What the peers are told."""
    return [
        min(405.0, 15.0 * max(lines_in(v, c.width) if isinstance(v, str) else 1 for c, v in zip(LIST, row, strict=True)) + 6)
        for row in rows
    ]  # fmt: skip


def ours(path: Path, rows: Rows, _heights: list[float]) -> None:
    write_workbook(path, ListTable(TITLE, LIST, rows, BASIS, style=PageStyle(frozen_columns=2)))


def by_xlsxwriter(path: Path, rows: Rows, heights: list[float]) -> None:
    boxed = {"border": 1, "font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("清单")
        looks = {k: book.add_format({**boxed, "align": ALIGNED[k], "num_format": FORMATS[k]}) for k in FORMATS}
        head = book.add_format({**boxed, "bold": True, "align": "center", "bg_color": "#E7ECF3"})
        for row, text in enumerate((TITLE, BASIS)):
            sheet.merge_range(row, 0, row, len(LIST) - 1, text, book.add_format({"bold": True}))
        each = [looks[column.kind] for column in LIST]
        for column, one in enumerate(LIST):
            sheet.set_column(column, column, one.width)
            sheet.write_string(HEAD - 1, column, one.title, head)
        for number, (row, height) in enumerate(zip(rows, heights, strict=True), HEAD):
            sheet.set_row(number, height)
            for column, value in enumerate(row):
                if value is None:
                    sheet.write_blank(number, column, None, each[column])
                elif isinstance(value, str):
                    sheet.write_string(number, column, value, each[column])
                elif isinstance(value, date):
                    sheet.write_datetime(number, column, value, each[column])
                else:
                    sheet.write_number(number, column, value, each[column])
        last = HEAD + len(rows) - 1
        sheet.autofilter(HEAD - 1, 0, last, len(LIST) - 1)
        sheet.freeze_panes(HEAD, 2)
        sheet.repeat_rows(HEAD - 1)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for column, one in enumerate(LIST):
            if one.choices:
                sheet.data_validation(HEAD, column, last, column, {"validate": "list", "source": list(STATES)})
            elif one.kind == "date":
                limits = {"criteria": "between", "minimum": date(1900, 3, 1), "maximum": date(2199, 12, 31)}
                sheet.data_validation(HEAD, column, last, column, {"validate": "date", **limits})


def by_openpyxl(path: Path, rows: Rows, heights: list[float]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "清单"
    side = Side(style="thin")
    border, font = Border(left=side, right=side, top=side, bottom=side), Font(name="宋体", size=10.5)
    aligned = {k: Alignment(horizontal=ALIGNED[k], vertical="center", wrap_text=True) for k in FORMATS}
    sheet.append([TITLE])
    sheet.append([BASIS])
    sheet.append([column.title for column in LIST])
    for cell in sheet[HEAD]:
        cell.font, cell.border, cell.fill = Font(name="宋体", bold=True), border, PatternFill("solid", "E7ECF3")
    for row in (1, 2):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(LIST))
    for number, (row, height) in enumerate(zip(rows, heights, strict=True), HEAD + 1):
        sheet.row_dimensions[number].height = height
        for column, (one, value) in enumerate(zip(LIST, row, strict=True), 1):
            cell = sheet.cell(number, column, value)
            cell.font, cell.border, cell.alignment = font, border, aligned[one.kind]
            cell.number_format = FORMATS[one.kind]
    last = HEAD + len(rows)
    sheet.auto_filter.ref = f"A{HEAD}:{get_column_letter(len(LIST))}{last}"
    sheet.freeze_panes = f"C{HEAD + 1}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    for number, one in enumerate(LIST, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = one.width
        if one.choices:
            rule = DataValidation("list", formula1='"' + ",".join(STATES) + '"', allow_blank=True)
        elif one.kind == "date":
            rule = DataValidation("date", formula1="61", formula2="109574", allow_blank=True)
        else:
            continue
        rule.add(f"{letter}{HEAD + 1}:{letter}{last}")
        sheet.add_data_validation(rule)
    book.save(path)


def reloaded(path: Path) -> tuple[object, ...]:
    """What openpyxl finds: the cells of the rows, their formats, heights, frozen pane, filter, print titles, rules."""
    sheet = openpyxl.load_workbook(path).active
    body = list(sheet.iter_rows(min_row=HEAD))
    cells = [[cell.value.date() if isinstance(cell.value, datetime) else cell.value for cell in row] for row in body]
    looks = [(c.number_format, c.border.left.style, c.alignment.wrap_text, c.font.name) for c in body[1]]
    heights = [sheet.row_dimensions[row[0].row].height for row in body[1:]]
    rules = sorted((str(one.sqref), one.type, one.formula1) for one in sheet.data_validations.dataValidation)
    return cells, looks, heights, sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows, rules, sheet["A1"].value  # fmt: skip


def main(rounds: int) -> None:
    rows = office_rows(ROWS)
    heights = heights_of(rows)
    sides: tuple[Callable[[Path, Rows, list[float]], None], ...] = (ours, by_xlsxwriter, by_openpyxl)
    times: dict[str, list[float]] = {side.__name__: [] for side in sides}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            for side in sides:
                path = Path(folder) / f"{side.__name__}{number}.xlsx"
                begun = time.process_time()
                side(path, rows, heights)
                times[side.__name__].append(time.process_time() - begun)
        found = {side.__name__: reloaded(Path(folder) / f"{side.__name__}0.xlsx") for side in sides}
        sizes = {name: (Path(folder) / f"{name}0.xlsx").stat().st_size // 1024 for name in times}
    assert found["ours"] == found["by_xlsxwriter"] == found["by_openpyxl"]
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    for name, taken in times.items():
        print(f"{name:<15}{min(taken):7.3f} {middle[name]:7.3f} {max(taken):7.3f} s CPU {sizes[name]:6} KB")
    print(f"openpyxl / ours = {middle['by_openpyxl'] / middle['ours']:.1f} (demand 15)")
    print(f"XlsxWriter / ours = {middle['by_xlsxwriter'] / middle['ours']:.1f} (demand 3.5)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
