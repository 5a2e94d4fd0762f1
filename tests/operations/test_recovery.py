"""A sheet is kept as a file or its refusal is told."""

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
