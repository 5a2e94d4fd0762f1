"""A chart leaves as a picture of the office in the fineness of print, and the register tells what it shows."""

import struct

import pytest

from db.queries import prints
from db.records import Basis
from desktop.errors import KnownError
from desktop.ledgers.file_properties import FileProperties
from desktop.operations import chart_files
from desktop.operations.office import set_up
from desktop.operations.outgoing import Asked
from desktop.rules import basis as basis_rules
from desktop.statistics.chart_canvas import MM_PER_INCH, PRINT_DPI, Area, Chart
from desktop.statistics.question import Question
from tests.builders import EVERYONE

BASIS = Basis(numerator=("basically_done",))
ASKED = Asked("内部", "汇报", "县委办")


@pytest.fixture
def chart():
    from matplotlib.figure import Figure

    return Chart(
        Figure(figsize=(50.8 / MM_PER_INCH, 25.4 / MM_PER_INCH)), (Area("1", 0, 0, 0.5, 1), Area("2", 0.5, 0, 0.5, 1))
    )


def test_a_chart_is_saved_as_a_picture_and_entered_with_its_day_its_basis_and_its_bars(ledger, tmp_path, chart):
    set_up(ledger, EVERYONE, {"office": "Office of the county"})
    path = chart_files.save(
        ledger, EVERYONE, chart, "各单位", Question(BASIS, "2026-06-05"), tmp_path / "图.png", ASKED
    )
    data = path.read_bytes()
    [entered] = prints.exports(ledger.reader)

    assert path == tmp_path / "图.png" and struct.unpack(">II", data[16:24]) == (2 * PRINT_DPI, PRINT_DPI)
    assert b"Office of the county" in data
    assert (entered.way, entered.title, entered.rows, entered.as_of) == ("chart", "各单位", 2, "2026-06-05")
    assert (
        ledger.reader.value("select basis from export_record") == basis_rules.title(BASIS)
        and entered.classification == "内部"
    )


def test_a_disk_that_takes_no_picture_is_told_and_nothing_is_entered(ledger, tmp_path, chart):
    with pytest.raises(KnownError, match="写不进去"):
        chart_files.save(ledger, EVERYONE, chart, "各单位", Question(BASIS, "2026-06-05"), tmp_path / "没有" / "图.png")
    assert prints.exports(ledger.reader) == ()


def test_the_picture_lies_where_it_was_written(tmp_path, chart):
    assert chart_files._written(tmp_path / "甲.png", chart, FileProperties()) == tmp_path / "甲.png"
