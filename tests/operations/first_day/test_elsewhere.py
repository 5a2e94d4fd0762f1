"""T1 and T12: what happened on this PC outside the demonstration is read from the outside of ledgers and backups."""

from __future__ import annotations

import shutil

import pytest

from desktop.operations import backups, ledgers, restoring, units
from desktop.operations.backups import Occasion
from desktop.operations.first_day.training import Mark
from desktop.operations.units import UnitDraft
from tests.builders import EVERYONE
from tests.conftest import SteppingClock
from tests.operations.test_backups import SECRET, TINY


def a_new_ledger(folder, count, at="2026-06-05T10:00:00", plain=False):
    """Made by the steps of the window, twelve units pasted, closed behind its backup."""
    secrets = (
        {"plain": True}
        if plain
        else {"kdf": TINY, "passphrase": SECRET, "recovery_sheet": folder.parent / f"{folder.stem}.txt"}
    )
    made = ledgers.new_ledger(folder, clock=SteppingClock(at), **secrets)
    units.add(made.ledger, made.actor, [UnitDraft(f"第{number}单位党组") for number in range(count)])
    backups.back_up(made.ledger, made.actor, Occasion.EXIT)
    made.ledger.close()
    return folder


def test_t1_a_ledger_with_twelve_units_made_since_the_training_began(county, tmp_path):
    county.recent = [a_new_ledger(tmp_path / "新.ledger", 12)]
    assert county.check("T1").done
    county.mark = Mark("", "2026-06-05T11:00:00")  # it was there before
    assert "还没有看到新建的加密账本" in county.lacks("T1")


def test_t1_fewer_units_are_told_and_a_plain_ledger_is_none(county, tmp_path):
    county.recent = [a_new_ledger(tmp_path / "新.ledger", 9), tmp_path / "没有了.ledger"]
    assert county.lacks("T1") == "新账本里有 9 家单位，还差 3 家"
    county.recent = [a_new_ledger(tmp_path / "明.ledger", 12, plain=True)]
    assert "还没有看到新建的加密账本" in county.lacks("T1")


@pytest.fixture
def demo(county, tmp_path):
    """The county with the keys file that every ledger made by the program has."""
    made = ledgers.new_ledger(tmp_path / "种.ledger", clock=SteppingClock("2026-06-05T08:00:00"), plain=True)
    made.ledger.close()
    for name in ("ledger.keys", "ledger.keys.2"):
        shutil.copyfile(tmp_path / "种.ledger" / name, county.ledger.folder / name)
    return county


def test_t12_the_last_outside_backup_became_a_ledger_elsewhere(demo, tmp_path):
    assert demo.lacks("T12") == "还没有把本账本备份到另一块盘"
    first = backups.back_up(demo.ledger, EVERYONE, Occasion.MANUAL, to=tmp_path / "usb", external=True)
    last = backups.back_up(demo.ledger, EVERYONE, Occasion.MANUAL, to=tmp_path / "usb", external=True)
    assert "还没有在另一个文件夹里" in demo.lacks("T12")
    restoring.restore_here(first.path, tmp_path / "早.ledger", "")
    shutil.copytree(demo.ledger.folder, tmp_path / "抄.ledger")
    demo.recent = [demo.ledger.folder, tmp_path / "早.ledger", tmp_path / "抄.ledger"]
    assert not demo.check("T12").done, "an older backup, or the folder copied by hand"
    restoring.restore_here(last.path, tmp_path / "新.ledger", "")
    demo.recent.append(tmp_path / "新.ledger")
    assert demo.check("T12").done


def test_t12_a_backup_on_the_own_disk_is_none(demo, tmp_path):
    made = backups.back_up(demo.ledger, EVERYONE, Occasion.MANUAL)
    restoring.restore_here(made.path, tmp_path / "新.ledger", "")
    demo.recent = [tmp_path / "新.ledger"]
    assert demo.lacks("T12") == "还没有把本账本备份到另一块盘"
