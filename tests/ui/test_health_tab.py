"""Page 26: the check in the window: its lines, their doors, the pair that is decided."""

import re
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.queries import books as queries
from db.queries import prints
from desktop.ledgers import books
from desktop.ledgers.recurrences import RECURRENCES, SIMILAR
from desktop.operations.health.line import Opens, Stands
from desktop.ui.asks import AskFindings, AskRows, AskTab
from desktop.ui.pages import PAGES
from desktop.ui.pages.letters.page import LettersPage
from desktop.ui.pages.register.page import RegisterPage
from desktop.ui.pages.rounds.page import RoundsPage
from desktop.ui.pages.system.health_sheet_dialog import HealthSheetDialog
from desktop.ui.pages.system.page import SystemPage
from desktop.ui.widgets.check_rows import door_of
from tests.builders import a_round
from tests.operations.health.sound_office import a_record, a_sound_office, an_entry, plant

TWIN = "市容外包服务监管缺位，3 个标段的考核扣款 21.6 万元未执行"


@pytest.fixture
def office(context):
    made = a_sound_office(context.ledger)
    context.set_switches(round_ids=(made[0],))
    return made


def part_of(qtbot, context):
    page = SystemPage(context)
    qtbot.addWidget(page)
    page.resize(1200, 760)
    page.show()
    page.refresh()
    part = page.part()
    qtbot.waitUntil(lambda: "papers" in keys_of(part.checks.table.examined), timeout=20_000)
    return page, part


def keys_of(examined):
    return [line.key for line in examined.lines] if examined else []


def asked_by(qtbot, context, deed):
    with qtbot.waitSignal(context.page_asked) as asked:
        deed()
    return asked.args


def test_the_lines_are_shown_with_a_sum_that_adds_up(qtbot, context, office):
    page, part = part_of(qtbot, context)
    shown = [[cell.plain for cell in line.cells] for line in part.checks.table.figures.lines]

    assert len(shown) == 13 + 1 + 9 and shown[13][1] == "还要留意"
    assert part.checks.foot.text().startswith("13 项全部相符。13 项 = 相符 12 + 在线索页内 1；另 9 项 = 相符 9。")
    assert list(page.status_texts())[:3] == ["相符 21", "必须改 0", "请确认 0"]
    assert part.checks.scope.text() == "范围 十五届县委第六轮（常规）"


def test_the_foot_counts_the_marks_that_are_drawn(qtbot, context, office):
    """D14: read from the widgets."""
    plant(context.ledger, "finding", office[2][1], owner="")
    plant(context.ledger, "unit", office[1][0], leader="")
    _page, part = part_of(qtbot, context)
    marks = [line.cells[0].mark.tooltip for line in part.checks.table.figures.lines if line.cells[0].mark]

    for half, words in (
        (marks[:13], part.checks.foot.text().split("；")[0]),
        (marks[13:], part.checks.foot.text().split("；")[1]),
    ):
        for word, count in re.findall(r"(相符|必须改|请确认|在线索页内) (\d+)", words):
            assert half.count(word) == int(count)


def test_enter_and_a_click_on_the_remedy_open_exactly_the_rows(qtbot, context, office):
    finding = office[2][1]
    plant(context.ledger, "finding", finding, owner="")
    _page, part = part_of(qtbot, context)
    table = part.checks.table
    table.choose("complete")

    page, ask = asked_by(qtbot, context, lambda: QTest.keyClick(table, Qt.Key.Key_Return))
    assert (page, ask) == ("findings", AskFindings((finding,), "体检 · 1 条缺责任人：0002"))

    index = table.figures.index(0, 3)
    where = table.visualRect(index).center()
    args = asked_by(qtbot, context, lambda: QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where))
    assert args[1] == ask


def test_every_place_that_a_line_can_name_is_a_page_of_the_window():
    keys = {entry.key for entry in PAGES}
    for place in ("findings", "units", "letters", "papers", "calendar", *(one.name for one in books.declared())):
        door = door_of(Opens(place, (1,), "行"))
        assert door is not None and door[0] in keys, place
    assert door_of(Opens("pairs", (1, 2))) is None
    assert door_of(Opens("letters")) == ("letters", AskTab("register"))


def test_a_pair_is_decided_beside_the_list_and_not_asked_about_again(qtbot, context, office):
    """S5"""
    twin = an_entry(context.ledger, office[0], office[1][0], TWIN)
    _page, part = part_of(qtbot, context)
    assert not part.pairs.isVisible()
    part.checks.table.choose("duplicates")
    card = part.pairs
    assert card.isVisible() and card.place_text.text() == "第 1 对，共 1 对"
    assert "background-color" in card.texts[0].text() and not card.keep.isEnabled()

    card.choices[SIMILAR].setChecked(True)
    card.note.setText("两个标段")
    with qtbot.waitSignal(card.decided, timeout=10_000):
        card.keep.click()
    qtbot.waitUntil(lambda: not card.isVisible(), timeout=20_000)

    (record,) = queries.records(context.reader, RECURRENCES.shape, context.as_of)
    assert (record.stored["first"], record.stored["again"], record.note) == (office[2][1], twin, "两个标段")
    assert not [line for line in context.examined.lines if line.stands in (Stands.ASKS, Stands.WRONG)]


def test_another_round_is_another_check(qtbot, context, office):
    _page, part = part_of(qtbot, context)
    context.set_switches(round_ids=(a_round(context.ledger, "十五届县委第七轮（常规）"),))

    part.refresh()

    assert part.checks.table.examined is None and "正在查" in part.checks.note_label.full_text()
    qtbot.waitUntil(lambda: part.checks.table.examined is not None, timeout=20_000)
    assert "清单内没有问题" in part.checks.table.as_text()


def test_a_book_shows_the_rows_asked_for_and_the_whole_again(qtbot, context, office):
    round_id, places, _ids = office
    talk = {
        "unit": places[0],
        "kind": "reminder",
        "talker": "甲",
        "talked_to": "乙",
        "reason": "overdue",
        "round": round_id,
    }
    first, second, third = (a_record(context.ledger, "talk", **talk) for _ in range(3))
    page = RegisterPage(context, "评价约谈", lambda: ("talk",))
    qtbot.addWidget(page)
    page.show()
    page.refresh()

    page.open_with(AskRows("talk", (first, third), "体检 · 2 次不符"))
    assert [record.id for record in page.view.table.records()] == [first, third]
    assert page.view.asked.band.isVisible() and page.view.asked.band.label.text() == "只显示：体检 · 2 次不符"

    page.view.asked.band.back_button.click()
    assert [record.id for record in page.view.table.records()] == [first, second, third]


def test_the_register_of_units_and_that_of_letters_show_the_rows_asked_for(qtbot, context, office):
    page = RoundsPage(context)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    page.open_with(AskRows("unit", (office[1][1],), "体检 · 1 家缺主要负责人"))
    assert [row.id for row in page.units.records()] == [office[1][1]]
    page.ask_band.back_button.click()
    assert len(page.units.records()) == 2

    letters = LettersPage(context)
    qtbot.addWidget(letters)
    letters.show()
    letters.refresh()
    letters.open_with(AskRows("letter", (99,), "体检 · 1 份回复早于印发"))
    register = letters._tab("register")
    assert register.ask_band.isVisible() and register.table.records() == []
    register.ask_band.back_button.click()
    assert not register.ask_band.isVisible()


def test_issued_papers_are_told_after_the_rest_and_of_today_alone(qtbot, context, office):
    """Page 26: they are made anew one by one; a former day is not held against today's ledger."""
    page, part = part_of(qtbot, context)
    assert (
        page.context.examined.lines[-3].result == "还没有由本程序签发的文书"
        and "正在核对" not in part.checks.foot.text()
    )

    context.set_switches(as_of=date(2026, 6, 1))
    page.refresh()
    qtbot.waitUntil(lambda: part.checks.table.examined is not None, timeout=20_000)

    assert "papers" not in keys_of(context.examined) and "另 8 项" in part.checks.foot.text()


def test_the_sheet_is_written_and_entered_and_the_dialog_closes(qtbot, context, office, tmp_path):
    """A5: 打印体检表…"""
    _page, part = part_of(qtbot, context)
    assert part.checks.print_button.isEnabled()
    dialog = HealthSheetDialog(context, part)
    qtbot.addWidget(dialog)
    dialog.leaving.purpose.setText("存档")

    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.print_to(tmp_path / f"{dialog.name()}.pdf")

    (entry,) = prints.exports(context.reader)
    assert (entry.title, entry.purpose, entry.file_name) == ("台账体检表", "存档", f"台账体检表（{context.as_of}）.pdf")
    assert entry.criteria == "十五届县委第六轮（常规）" and entry.rows == 13 + 9
