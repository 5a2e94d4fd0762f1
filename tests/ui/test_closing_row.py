"""The last row of a window that only shows something."""

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout

from desktop.ui.widgets.closing_row import ClosingRow


def shown(qtbot, *verbs):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    row = ClosingRow(dialog.accept, *verbs)
    QVBoxLayout(dialog).addLayout(row)
    dialog.show()
    return dialog, row


def test_the_button_at_the_right_closes_the_window(qtbot):
    dialog, row = shown(qtbot)

    row.close_button.click()

    assert row.close_button.text() == "关闭"
    assert not dialog.isVisible() and dialog.result() == QDialog.DialogCode.Accepted


def test_the_verbs_stand_before_it_in_their_order_and_leave_the_window_open(qtbot):
    printing, copying = QPushButton("打印…"), QPushButton("复制")
    dialog, row = shown(qtbot, printing, copying)

    copying.click()

    places = [button.geometry().left() for button in (printing, copying, row.close_button)]
    assert places == sorted(places) and len(set(places)) == 3
    assert dialog.isVisible()
