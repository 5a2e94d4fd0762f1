"""B4: a restore drill from the page of backups shows its record, ready to print and to keep."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from db import vault
from db.queries import prints
from db.store import open_for_reading
from desktop.errors import KnownError
from desktop.operations import backups, record_sheets, restoring
from desktop.operations.backups import Occasion
from desktop.ui.dialogs import drill_sheet
from desktop.ui.dialogs.drill_sheet import DrillSheet
from desktop.ui.pages.system.backups import BackupsPart
from desktop.ui.pages.system.replace_dialog import ReplaceDialog
from tests.ui.office import settled


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
    from desktop.ui.pages.system.backups import _drill

    return partial(_drill, Path(last_backup(context.ledger.reader, "local").path))


def test_a_backup_takes_the_place_of_the_ledger_and_the_window_leaves_for_the_login(context, qtbot):
    from desktop.operations.change import change
    from desktop.rules.permissions import Action

    vault.save(context.ledger.folder, vault.new_vault(plain=True)[0])
    made = backups.back_up(context.ledger, context.actor, Occasion.MANUAL)
    with change(context.ledger, context.actor, Action.EDIT_UNIT, "误操作") as changes:
        changes.writer.insert("phrase", {"kind": "要求", "text": "不该有的"})
    look = restoring.look_into(made.path, (), context.ledger)
    dialog = ReplaceDialog(context, None, look)
    qtbot.addWidget(dialog)
    dialog.try_it()
    assert "原因" in dialog.wrong.text()
    dialog.reason.setText("误操作，退回")
    with qtbot.waitSignal(context.left):
        dialog.try_it()
    assert context.reads_only
    again = open_for_reading(context.ledger.folder, None, context.ledger.clock)
    assert again.reader.value("select count(*) from phrase where text = '不该有的'") == 0
    assert again.reader.value("select reason from action order by id desc") == "误操作，退回"
    again.close()


def test_the_program_goes_back_to_its_entry_when_the_ledger_was_replaced(qapp, ledger, reviewer, tmp_path, monkeypatch):
    from desktop.ui.app import Program

    monkeypatch.setenv("INSPECTION_LEDGER_HOME", str(tmp_path / "home"))
    vault.save(ledger.folder, vault.new_vault(plain=True)[0])
    made = backups.back_up(ledger, reviewer, Occasion.MANUAL)
    program = Program(qapp, ledger.clock)
    program.open(ledger, reviewer)
    restoring.replace_present(ledger, reviewer, made.path, "退回")
    program.context.left.emit()
    assert (program.window, program.context) == (None, None)
    assert program.entry is not None
    program.entry.close()


def test_a_sheet_tells_the_name_it_was_kept_under_and_a_refusal_alone(context, qtbot, tmp_path, monkeypatch):
    (tmp_path / "记录.txt").write_text("在这里", "utf-8")
    chosen = [tmp_path / "记录.txt", tmp_path / "记录.txt" / "里面.txt"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(chosen.pop(0)), ""))
    sheet = DrillSheet(context, None, "结论：合格。")
    qtbot.addWidget(sheet)
    sheet.show()

    sheet._save()
    assert sheet.told.text() == "已存为 记录(2).txt。"

    sheet._save()
    assert sheet.told.text() == ""
    assert "没有存下。请换一个文件夹或磁盘再存" in sheet.error_bar.title.text()


def test_a_sheet_is_on_paper_only_when_its_print_is_entered(context, qtbot, monkeypatch):
    printed = []
    monkeypatch.setattr(drill_sheet, "print_sheet", lambda *asked: asked[-1](lambda: printed.append(entered())))
    sheet = DrillSheet(context, None, "结论：合格。")
    qtbot.addWidget(sheet)

    def entered():
        return len(prints.exports(context.reader))

    sheet._print()
    settled(qtbot, context)
    assert printed == [1]

    def refused(*_asked):
        raise KnownError("电脑时间不对。")

    monkeypatch.setattr(record_sheets, "enter_print", refused)
    sheet._print()
    settled(qtbot, context)
    assert printed == [1] and sheet.error_bar.title.text().startswith("电脑时间不对")
