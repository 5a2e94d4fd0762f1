"""Writes resources/list_sheet.xlsx anew: the look of a workbook that leaves, one row for each kind of line, one column for each kind of cell.

python -m tests.tools.build_list_sheet
"""

from datetime import datetime
from pathlib import Path

import xlsxwriter

BOXED = {"border": 1, "font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
LOOKS = {
    "文字": {"align": "left"},
    "整数": {"align": "center", "num_format": "0"},
    "金额": {"align": "right", "num_format": "#,##0.00##"},
    "日期": {"align": "center", "num_format": "yyyy-mm-dd"},
    "百分比": {"align": "center", "num_format": "0.0%"},
}
ROWS = {
    "标题": (30, {"bold": True, "font_size": 18, "align": "center", "valign": "vcenter", "font_name": "黑体"}),
    "说明": (18, {"font_size": 10.5, "align": "left", "valign": "vcenter", "font_name": "宋体"}),
    "表头": (24, {**BOXED, "bold": True, "align": "center", "bg_color": "#E7ECF3", "font_name": "黑体"}),
    "正文": (21, BOXED),
    "小计": (21, {**BOXED, "bold": True, "bg_color": "#F5F5F5"}),
}


def main() -> None:
    path = Path(__file__).resolve().parents[2] / "resources" / "list_sheet.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        sheet = book.add_worksheet("样表")
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 5, 16)
        for row, (word, (height, look)) in enumerate(ROWS.items()):
            sheet.set_row(row, height)
            sheet.write_string(row, 0, word)
            for column, (kind, own) in enumerate(LOOKS.items(), 1):
                each = book.add_format({**look, **own} if word in ("正文", "小计") else look)
                sheet.write_string(row, column, kind, each)


if __name__ == "__main__":
    main()
