"""A sheet is kept as a file or its refusal is told."""

from datetime import date
from pathlib import Path

import pytest

from desktop.errors import KnownError
from desktop.operations import recovery


def test_a_sheet_that_the_disk_refuses_is_told_with_place_and_remedy(tmp_path):
    (tmp_path / "文件").write_text("在这里", "utf-8")

    with pytest.raises(KnownError, match=r"文件.*没有存下。请换一个文件夹或磁盘再存"):
        recovery.write_sheet(tmp_path / "文件" / "恢复单.txt", "恢复单")


def test_a_recovery_sheet_is_never_kept_inside_its_ledger(tmp_path):
    ledger = tmp_path / "县委巡察办.ledger"

    with pytest.raises(KnownError, match="不能放在账本文件夹"):
        recovery.keep_sheet(ledger / "恢复单.txt", "恢复单", ledger)

    assert not ledger.exists()


def test_a_sheet_says_where_it_lies_and_never_takes_the_place_of_another(tmp_path):
    """The window opens the folder it is told of."""
    target, ledger = tmp_path / "交保密员" / "恢复单.txt", tmp_path / "县委巡察办.ledger"

    places = [recovery.keep_sheet(target, text, ledger) for text in ("甲\n乙", "丙", "丁")]

    assert [place.name for place in places] == ["恢复单.txt", "恢复单(2).txt", "恢复单(3).txt"]
    assert places[0].read_bytes().decode("utf-8-sig") == "甲\r\n乙" and places[2].read_text("utf-8-sig") == "丁"


def test_every_group_of_a_code_stands_on_its_own_numbered_line():
    text = recovery.sheet_text("AAAAA-BBBBB", Path("甲.ledger"), "", date(2026, 6, 5))

    assert "第 1 组    AAAAA\n" in text and "第 2 组    BBBBB\n" in text
    assert "（未填）" in text and "2026年6月5日" in text and "甲.ledger" in text
