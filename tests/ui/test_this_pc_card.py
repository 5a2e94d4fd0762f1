"""本机检查 on the page of 体检: what the PC answered stands there, and 再查 asks anew."""

from desktop.host import this_pc
from desktop.host.this_pc import AMBER, GREEN, Line
from desktop.ui.pages.system.this_pc_card import ThisPcCard


def answers(monkeypatch, *lines):
    asked = []
    monkeypatch.setattr(this_pc, "examine", lambda place, now, families=None: asked.append(place) or lines)
    return asked


def test_each_concern_stands_in_its_line_and_can_be_asked_anew(qtbot, context, monkeypatch):
    asked = answers(
        monkeypatch,
        Line("printer", "打印机", AMBER, "没有默认打印机。"),
        Line("clock", "本机时间", GREEN, "另有一行。"),
    )
    card = ThisPcCard(context)
    qtbot.addWidget(card)
    card.look()
    qtbot.waitUntil(lambda: card.rows["printer"].text.text() == "没有默认打印机。")

    answers(monkeypatch, Line("printer", "打印机", GREEN, "默认打印机“HP”。"))
    card.link.click()
    qtbot.waitUntil(lambda: card.rows["printer"].text.text() == "默认打印机“HP”。")

    assert asked == [context.ledger.folder]
    assert list(card.rows) == ["office", "printer", "input", "disk"]


def test_no_line_has_a_button_without_effect(qtbot, context):
    card = ThisPcCard(context)
    qtbot.addWidget(card)
    card.show()

    assert not any(row.button.isVisible() for row in card.rows.values()) and card.link.isVisible()
