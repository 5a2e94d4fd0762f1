"""M10, W9: the draw from the window: two digits, 抽取, a second person, locking, printing; before the lock only the drawer sees the result."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.queries import books as queries
from desktop.ledgers.draws import DRAWS
from desktop.operations import progress
from desktop.operations.records import verbs
from desktop.rules.permissions import Actor, Right
from desktop.ui.pages.follow_up import page as pages
from desktop.ui.pages.follow_up.draw_desk import SEALED
from desktop.ui.pages.follow_up.draw_dialogs import LockDialog, SecondDrawDialog
from desktop.ui.pages.follow_up.page import FollowUpPage
from tests.builders import EVERYONE
from tests.operations.follow_up.conftest import county  # noqa: F401
from tests.ui.office import settled, show


@pytest.fixture
def page(qtbot, context, county):  # noqa: F811
    return show(qtbot, context, FollowUpPage(context))


def draws(context):
    return queries.records(context.reader, DRAWS.shape, "9999-12-31")


def draw(qtbot, context, page):
    card = page.desk.seed_card
    for field, text in zip((*card.digits, *card.speakers), ("4", "7", "王敏", "县纪委监委 林晓"), strict=True):
        field.setText(text)
    qtbot.keyClick(card.digits[1], Qt.Key.Key_Return)
    settled(qtbot, context)


def lines(table):
    return [[cell.plain for cell in line.cells] for line in table.figures.lines]


def test_two_digits_draw_and_every_count_is_a_sum(qtbot, context, page, county):  # noqa: F811
    draw(qtbot, context, page)
    [made] = draws(context)
    assert made.seed == f"{context.ledger.today().replace('-', '')}-47" and page.desk.seed_card.seed.text() == made.seed
    *units, total = lines(page.desk.drawn)
    assert sum(int(one[3]) for one in units) == int(total[3]) and sum(int(one[4]) for one in units) == int(total[4])
    assert int(total[4]) == made.findings_drawn and all(len(one[5].split()) == int(one[4]) for one in units)
    *strata, whole = lines(page.desk.strata)
    for column in range(1, 6):
        assert sum(int(one[column]) for one in strata) == int(whole[column])
    assert page.desk.proofs[0].text().startswith(f"单位　{made.units_drawn} / {made.units_of} ≥")
    assert page.status_texts()[1] == f"抽中 {made.units_drawn} 家 {made.findings_drawn} 条"
    *categories, every = lines(page.desk.categories)
    assert [sum(int(one[place]) for one in categories) for place in (1, 2)] == [int(every[1]), int(every[2])]
    assert (int(every[1]), int(every[2])) == (made.findings_of, made.findings_drawn)
    assert every[3].endswith(f"（{made.findings_drawn}/{made.findings_of}）")
    assert all(mark.mark.word.startswith("达到三分之一") for mark in page.desk.reached)
    assert "4（王敏）、7（县纪委监委 林晓）" in page.desk.seed_card.said.text()
    assert made.number in page.desk.foot.text() and "监督人" in page.desk.foot.text()
    assert "还没有锁定" in page.desk.foot.text() and "＿＿" not in page.desk.foot.text(), (
        "nothing to be signed before the lock"
    )


def test_one_digit_is_refused_with_the_sentence(qtbot, context, page):
    page.desk.seed_card.digits[0].setText("4")
    page.desk.seed_card.draw_button.click()
    settled(qtbot, context)
    assert any("种子要两位数字，由两个人各报一位" in one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert draws(context) == ()


def test_before_the_lock_only_the_drawer_sees_what_was_drawn(qtbot, context, page, county):  # noqa: F811
    other = Actor("别人", frozenset(Right))
    verbs.add(context.ledger, other, DRAWS, {"round": county.round, "seed": "甲"})
    page.refresh()
    shown = " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert SEALED in shown and not page.desk.drawn.isVisible()
    assert not any(number in shown for number in queries.records(context.reader, DRAWS.shape, "9999-12-31")[0].findings)


def test_a_draw_is_locked_once_and_its_form_is_asked_for(qtbot, context, page, monkeypatch):
    draw(qtbot, context, page)
    asked = []
    monkeypatch.setattr(
        pages.PrintDialog, "exec", lambda dialog: asked.append((dialog.copies.value(), dialog.title.text()))
    )
    monkeypatch.setattr(LockDialog, "exec", lambda dialog: (dialog.verb.click(), settled(qtbot, context), True)[-1])
    assert page.lock_button.isEnabled()
    page.lock_button.click()
    settled(qtbot, context)
    assert draws(context)[0].state == "locked" and draws(context)[0].findings and asked[0][0] == 2
    assert "抽样锁定单" in asked[0][1] and not page.lock_button.isEnabled()


def test_a_changed_list_is_told_when_locking(qtbot, context, page, county):  # noqa: F811
    draw(qtbot, context, page)
    progress.withdraw(context.ledger, EVERYONE, [county.findings[0]], context.ledger.today(), "重复", "领导小组")
    dialog = LockDialog(context, draws(context)[0], page)
    qtbot.addWidget(dialog)
    dialog.verb.click()
    settled(qtbot, context)
    assert "名单在抽取后变了" in dialog.wrong.text() and draws(context)[0].state == "drawn"


def test_the_drawer_cannot_be_the_second_person(qtbot, context, page):
    draw(qtbot, context, page)
    dialog = SecondDrawDialog(context, draws(context)[0], page)
    qtbot.addWidget(dialog)
    dialog.seed.setText(draws(context)[0].seed)
    dialog.verb.click()
    settled(qtbot, context)
    assert "要由另一人办" in dialog.wrong.text() and not draws(context)[0].checked_by


def test_the_tabs_are_the_books_and_the_desk_stands_for_the_draws(qtbot, context, page):
    assert list(page.tabs.keys()) == ["desk", "results", "visit", "draw", "check"]
    for name in page.tabs.keys():
        page.tabs.set_current(name)
        settled(qtbot, context)
        assert page.view.name == {"desk": "draw", "results": "check"}.get(name, name) and page.status_texts()
        assert page.lock_button.isVisible() == (name == "desk")
