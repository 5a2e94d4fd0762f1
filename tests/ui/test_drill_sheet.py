"""B4: a restore drill from the page of backups shows its record, ready to print and to keep."""

from pathlib import Path

from desktop.operations import backups
from desktop.operations.backups import Occasion
from desktop.ui.pages.system_backups import BackupsPart


def test_a_drill_shows_its_record_and_keeps_it_as_a_file(context, qtbot, tmp_path):
    backups.back_up(context.ledger, context.actor, Occasion.MANUAL)
    part = BackupsPart(context)
    qtbot.addWidget(part)
    part.refresh()
    part._start("正在演练恢复", _drill_of(context), part._drilled)
    qtbot.waitUntil(lambda: hasattr(part, "sheet"), timeout=20_000)
    kept = part.sheet.keep(tmp_path / "记录.txt").read_text("utf-8-sig")
    assert "演练〔2026〕1号" in kept
    assert "结论：合格。" in part.sheet.text.toPlainText()
    part.sheet.accept()


def _drill_of(context):
    from functools import partial

    from db.queries.backups import last_backup
    from desktop.ui.pages.system_backups import _drill

    return partial(_drill, Path(last_backup(context.ledger.reader, "local").path))
