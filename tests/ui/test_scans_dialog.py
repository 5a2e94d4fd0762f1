"""挂接扫描件文件夹: what hangs nowhere comes first, the verb counts, a renamed file is read again."""

from db.queries import facts
from desktop.ui.pages.importing.page import ImportPage
from desktop.ui.pages.importing.scans_dialog import ScansDialog
from tests.builders import a_finding, a_round, a_unit
from tests.ui.office import next_dialog, settled, show


def a_folder(context, tmp_path):
    finding = a_finding(context.ledger, a_round(context.ledger), a_unit(context.ledger))
    number = facts.number(context.reader, finding)
    folder = tmp_path / "扫描件"
    folder.mkdir()
    (folder / f"{number} 合同.pdf").write_bytes(b"1")
    (folder / "没写编号.pdf").write_bytes(b"2")
    return folder, number


def test_the_folder_is_told_then_hung_and_a_better_name_is_read_again(qtbot, context, tmp_path):
    folder, number = a_folder(context, tmp_path)
    dialog = ScansDialog(context, folder, "")
    qtbot.addWidget(dialog)
    settled(qtbot, context)
    assert not dialog.wrong.text()
    lines = dialog.list.model().stringList()
    assert lines[0].startswith("◆ 没写编号.pdf") and lines[1] == f"{number} ← {number} 合同.pdf"
    assert dialog.verb.text() == "挂接 1 个" and "2 个文件 = 挂接 1 + 已有 0 + 没对上 1" in dialog.law.text()
    (folder / "没写编号.pdf").rename(folder / f"{number} 第二份.pdf")
    dialog.again_button.click()
    settled(qtbot, context)
    assert dialog.verb.text() == "挂接 2 个"
    dialog.try_it()
    settled(qtbot, context)
    assert context.reader.value("select count(*) from evidence") == 2


def test_a_folder_that_is_dropped_on_the_page_opens_it(qtbot, context, tmp_path):
    folder, _number = a_folder(context, tmp_path)
    page = show(qtbot, context, ImportPage(context))
    seen = []
    next_dialog(lambda dialog: (seen.append(type(dialog)), dialog.reject()))
    page.open_file(folder)
    settled(qtbot, context)
    assert seen == [ScansDialog]
