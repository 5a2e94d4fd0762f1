"""A list as JSON says what the workbook says."""

import json
from datetime import date
from decimal import Decimal

from desktop.exchange.list_files.json_list import write_json_list
from desktop.exchange.list_files.table import ListTable, SheetColumn
from desktop.ledgers.file_properties import FileProperties


def test_every_row_in_order_with_days_as_iso_and_nothing_for_empty(tmp_path):
    columns = [
        SheetColumn("序号", kind="int"),
        SheetColumn("问题"),
        SheetColumn("期限", kind="date"),
        SheetColumn("金额（元）", kind="money", summed=True),
    ]
    rows = [[1, "=1+1", date(2026, 6, 5), Decimal("14.28")], [2, "", None, 3]]
    table = ListTable("台账", columns, rows, "截至 2026-06-05", 1, True, properties=FileProperties(office="县委巡察办"))
    made = write_json_list(tmp_path / "台账.json", table)

    said = json.loads(made.read_text("utf-8"))
    assert said["columns"] == ["序号", "问题", "期限", "金额（元）"]
    assert said["rows"] == [[1, "=1+1", "2026-06-05", 14.28], [2, None, None, 3]]
    assert (said["title"], said["basis"], said["office"]) == ("台账", "截至 2026-06-05", "县委巡察办")
    assert write_json_list(made, table).name == "台账(2).json"
