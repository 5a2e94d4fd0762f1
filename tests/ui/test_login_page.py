"""The card of the login shows why the ledger stays shut, however long that is."""

import pytest

from desktop.ui.entry.login_page import LoginPage


@pytest.mark.parametrize("size", [(960, 640), (1440, 900)])
def test_every_line_of_a_long_refusal_is_seen_and_the_card_is_small_again_afterwards(qtbot, theme, tmp_path, size):
    page = LoginPage(theme, tmp_path / "office.ledger", ["管理员"], "管理员", lambda _name: True)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.wait(1)
    before = page.fault.parentWidget().height()

    page.refuse("账本已由更新的程序升级，本机的版本打不开；账本没有动。请用光盘里的安装程序覆盖安装后再打开。" * 3)
    qtbot.wait(1)
    lines = page.fault.heightForWidth(page.fault.width())
    assert page.fault.height() >= lines > 5 * page.fault.fontMetrics().height()
    assert page.rect().contains(page.button.geometry().translated(page.fault.parentWidget().pos()))

    page.refuse("")
    qtbot.wait(1)
    assert page.fault.parentWidget().height() == before
