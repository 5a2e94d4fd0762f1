"""应约谈: ticks, and the rules that say who is proposed (page 17)."""

from tests.ui import book_office
from tests.ui.office import say_yes, settled

office, shown = book_office.office, book_office.shown


def test_the_ticked_units_are_called_in_at_once_and_the_rules_say_who_is_proposed(qtbot, context, office, shown):
    """Page 17: ticks in 应约谈; the line of the rate is the office's own."""
    page = shown("talk", 0)
    card = page.view.above
    assert not card.plan_button.isEnabled()
    card.table.model.tick([row.id for row in card.table.records()], True)
    assert card.plan_button.text() == "列入约谈 1 家…" and card.plan_button.isEnabled()
    assert card.table.bar.isHidden()  # the card says how many; a line more would push a row out of sight
    say_yes(qtbot, lambda dialog: dialog.editors["talker"].widget.setText("县委书记"))
    card.plan_button.click()
    settled(qtbot, context)
    assert card.note_label.full_text() == "1 家 = 未谈 0 + 待约谈 1 + 已办 0" and not card.plan_button.isEnabled()
    [talk] = page.view.records
    assert (talk.state, talk.talker, talk.talked_to) == ("planned", "县委书记", "主要负责人")
    say_yes(qtbot, lambda dialog: dialog.line.setText("1"))
    card.rules_asked.emit()
    settled(qtbot, context)
    wrongs = say_yes(qtbot, lambda dialog: dialog.line.setText("七成"))
    card.rules_asked.emit()
    assert wrongs == ["约谈线“七成”不是 1 到 100 的整数。请写成如 60。"]
