"""The frame: switches, bands, rail, status bar, keys, search, lock (design.md 2, 3.13–3.15)."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QVBoxLayout

from desktop.operations import progress
from desktop.rules.permissions import Action
from desktop.ui.frame.actions import FrameActions
from desktop.ui.frame.help_sheet import HelpSheet
from desktop.ui.frame.keys import key_words
from desktop.ui.frame.lock_cover import Lock
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.frame.rail import NARROW
from desktop.ui.page import Page, PageEntry, RailCount
from desktop.ui.pages import PAGES
from tests.builders import EVERYONE, a_finding, a_round, a_unit
from tests.ui.office import an_office, looked_up, settled

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Notes(Page):
    """A page that counts how often it reads, and has a field to type in."""

    def __init__(self, context):
        super().__init__(context, "记事")
        self.read, self.left = 0, 0
        self.field = QLineEdit()
        self.body.addWidget(self.field)
        self.button = self.add_button("新增", self.refresh, action=Action.ADD_FINDING, writes=True)
        self.closing = self.add_button("认定销号", self.refresh, action=Action.CLOSE_OUT, writes=True)
        self.add_shortcut("Ctrl+J", "登记进展", self.refresh)

    def refresh(self):
        self.read += 1

    def leave(self):
        self.left += 1

    def status_texts(self):
        return ("共 3 条",)

    def zones(self):
        return (self.field,)


def entries():
    return (
        PageEntry("notes", "记事", "工作", "list", Notes, lambda context: RailCount("7", True), shortcut="Ctrl+1"),
        PageEntry("other", "别处", "工作", "file", Notes, shortcut="Ctrl+2"),
        PageEntry("system", "系统", "基础", "gear", Notes, shortcut="Ctrl+0"),
    )


@pytest.fixture
def window(qtbot, context):
    round_id, unit_id = a_round(context.ledger), a_unit(context.ledger, "县城市管理局党组", short="县城管局")
    first = a_finding(context.ledger, round_id, unit_id, "违规发放值班补贴")
    a_finding(context.ledger, round_id, unit_id, "市容外包服务监管缺位")
    progress.claim(context.ledger, EVERYONE, first, "done", "2026-06-01", "已退回", said_by="县城管局")
    window = MainWindow(context, entries())
    qtbot.addWidget(window)
    window.actions = FrameActions(window)
    window.resize(1440, 900)
    window.show_page("notes")
    window.show_counts()
    window.show()
    settled(qtbot, context)
    return window


def test_the_title_names_program_and_ledger(window):
    assert window.windowTitle() == "巡察整改台账 — 云岭县委巡察办.账本"


def test_the_three_switches_say_what_every_figure_is_about(window):
    bar = window.context_bar

    assert bar.round_chip.value() == "十五届县委第六轮（常规）"
    assert bar.date_chip.value() == "2026-06-05 今天"
    assert bar.basis_chip.value() == window.context.basis.name


@pytest.mark.parametrize("name", ["十五届县委第五轮（回头看）", "十五届县委第七轮（巡乡带村）"])
@pytest.mark.parametrize("width", [1366, 1440])
def test_a_long_name_of_a_round_is_read_whole_in_its_switch(qtbot, window, name, width):
    chip = window.context_bar.round_chip
    window.context_bar.mark.set_full_text("本机标定：内部（不得录入涉密内容）")
    window.resize(width, 728)
    chip.set_value(name)
    settled(qtbot, window.context)
    qtbot.waitUntil(lambda: chip._value.text() == name)
    assert window.context_bar.search.width() >= window.context.theme.px(170)


def test_a_page_is_made_when_first_shown_and_reads_only_when_it_must(window):
    assert set(window.pages) == {"notes"}
    window.show_page("other")
    window.show_page("notes")

    assert window.pages["notes"].read == 1 and window.pages["notes"].left == 1


def test_a_hidden_page_reads_again_after_a_change(qtbot, window):
    window.show_page("other")
    a_unit(window.context.ledger, "县林业局党组")
    window.context.announce(_changes(window))
    assert window.pages["notes"].read == 1

    window.show_page("notes")

    assert window.pages["notes"].read == 2


def _changes(window):
    from desktop.operations import units

    return units.add_alias(window.context.ledger, EVERYONE, 1, "城管")


def test_looking_back_shows_a_band_and_greys_every_writing_button_until_escape(qtbot, window):
    page = window.pages["notes"]
    window.context.set_switches(as_of=date(2026, 5, 31))
    assert window.back_band.label.text() == "正在回看 2026-05-31（按当时所知），不能修改"
    assert not page.button.isEnabled() and "回到今天" in page.button.toolTip()
    assert window.context_bar.date_chip.property("away") is True

    qtbot.keyClick(page.field, Qt.Key.Key_Escape)

    assert page.button.isEnabled() and not window.back_band.isVisible()


def test_escape_is_the_pages_before_it_leads_back_to_today(qtbot, window, monkeypatch):
    page, taken = window.pages["notes"], [True, False]
    monkeypatch.setattr(page, "escape", lambda: taken.pop(0))
    window.context.set_switches(as_of=date(2026, 5, 31))
    qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert window.context.is_back and taken == [False]
    qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert not window.context.is_back and taken == []


def test_a_button_without_the_right_is_grey_with_the_reason(qtbot, context, clerk):
    context.actor = clerk
    page = Notes(context)
    qtbot.addWidget(page)

    assert page.button.isEnabled()
    assert (page.closing.isEnabled(), page.closing.toolTip()) == (False, "需要“审核”权限")


def test_on_a_narrow_window_the_rail_keeps_icons_with_their_names_as_tooltips(window):
    window.resize(1366, 728)

    button = window.rail.buttons["notes"]
    assert window.rail.width() == NARROW
    assert button.toolTip() == "记事 ▲7（Ctrl+1）"


@pytest.mark.parametrize("widths", [(1366,), (1440, 1366), (1366, 1440, 1366)])
def test_the_words_of_the_groups_stand_over_the_middle_of_the_icons(window, widths):
    """However the window came to its width."""
    for width in widths:
        window.resize(width, 728)
    for label in window.rail._groups:
        room = label.contentsRect()
        assert (room.left(), room.width()) == (0, NARROW)
        assert label.alignment() & Qt.AlignmentFlag.AlignHCenter


def test_control_and_digits_open_the_pages_of_the_rail(qtbot, window):
    qtbot.keyClick(window.pages["notes"].field, Qt.Key.Key_2, CONTROL)
    assert window.current_key == "other"

    qtbot.keyClick(window.pages["other"].field, Qt.Key.Key_0, CONTROL)
    assert window.current_key == "system"


def test_f6_goes_round_the_zones(qtbot, window):
    seen = []
    for _ in range(4):
        window.actions.next_zone()
        seen.append(window.focusWidget())

    assert window.pages["notes"].field in seen and window.context_bar.round_chip in seen


def test_the_search_finds_units_by_initials_and_findings_by_two_characters(window):
    groups = {hit.group for hit in looked_up(window.context, "cgj", [])}
    texts = [hit.note for hit in looked_up(window.context, "补贴", [])]

    assert groups == {"单位 1", "问题 2"}
    assert texts == ["违规发放值班补贴"]


def test_the_search_finds_commands_and_says_when_it_finds_nothing(qtbot, window):
    assert [hit.title for hit in looked_up(window.context, ">锁屏", window.actions.commands())] == ["锁屏"]

    window.actions.focus_search()
    window.context_bar.search.setText("没有的词")
    settled(qtbot, window.context)

    assert window.actions.search.hits == ()


def test_the_search_panel_has_room_for_its_lines_after_every_letter(qtbot, window):
    window.show()
    window.actions.focus_search()
    for typed in ("补", "补贴"):
        window.context_bar.search.setText(typed)
        settled(qtbot, window.context)
        panel = window.actions.search
        assert (
            panel.height() >= sum(line.sizeHint().height() for line in panel.findChildren(QFrame, "search_line")) > 20
        )


def test_enter_in_the_search_opens_the_first_result(qtbot, window):
    opened = []
    window.actions.search.opened.connect(lambda page, ask: opened.append((page, ask)))
    window.context_bar.search.setText("补贴")

    qtbot.keyClick(window.context_bar.search, Qt.Key.Key_Return)
    settled(qtbot, window.context)

    assert opened[0][0] == "findings" and opened[0][1].finding_id == 1


def test_undo_is_named_and_can_be_redone(qtbot, window):
    with qtbot.waitSignal(window.context.notified) as told:
        window.actions.undo()
    assert told.args[0].startswith("已撤销：")

    with qtbot.waitSignal(window.context.notified) as told:
        window.actions.redo()
    assert told.args[0].startswith("已重做：")


def test_f1_lists_exactly_the_keys_that_are_connected(qtbot, window, monkeypatch):
    shown = []
    monkeypatch.setattr(HelpSheet, "exec", lambda sheet: shown.append(sheet))
    window.actions.show_help()
    [sheet] = shown
    assert sheet.topics.currentItem().text() == "键盘操作", "a page of the tests has no help of its own"
    text = sheet.text.toPlainText()

    connected = {shortcut.key().toString() for shortcut in window.actions._keys}

    assert connected == {key for key, _title, _slot in window.actions.keys()}
    assert all(key_words(key) in text for key in connected) and "Ctrl+J" in text


def test_no_key_of_the_window_is_a_single_letter(window):
    assert not [key for key, _t, _s in window.actions.keys() if len(key) == 1]


def test_the_status_bar_says_the_pages_counts_saving_and_both_backups(window):
    assert window.status.texts() == ("共 3 条",)
    window.status.set_saved("10:32")

    assert window.status.saved.text() == "已保存 10:32"
    assert window.status.alone.text() == "单机运行 · 无网络"


# -- lock


@pytest.fixture
def lock(window, theme):
    asked = []
    lock = Lock(theme, "王敏", asked.append, lambda: datetime(2026, 6, 5, 10, 42), lambda: "正在生成 18 / 37", window)
    lock.asked = asked
    return lock


def test_the_lock_covers_the_whole_window_and_shows_nothing_of_the_ledger(window, lock):
    lock.lock([window])

    assert window.windowTitle() == "已锁定"
    assert lock.covers[0].geometry() == window.rect()
    texts = [label.text() for label in lock.covers[0].findChildren(type(lock.covers[0].background))]
    assert "王敏 · 10:42 锁定 · 未保存的输入已保留" in texts and "后台：正在生成 18 / 37" in texts


def test_below_the_lock_no_key_works_and_typed_text_is_kept(qtbot, window, lock):
    page = window.pages["notes"]
    page.field.setText("写到一半")
    lock.lock([window])

    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    qtbot.keyClick(page.field, Qt.Key.Key_A)

    assert window.current_key == "notes" and page.field.text() == "写到一半"
    assert not page.field.isEnabled()


def test_a_right_passphrase_opens_and_gives_everything_back(qtbot, window, lock):
    window.pages["notes"].field.setFocus()
    lock.lock([window])
    lock.covers[0].field.line.setText("yunling-2026")
    qtbot.keyClick(lock.covers[0].field.line, Qt.Key.Key_Return)
    assert lock.asked == ["yunling-2026"]

    lock.open()

    assert window.windowTitle().startswith("巡察整改台账")
    assert window.pages["notes"].field.isEnabled() and not lock.is_locked


def test_a_wrong_passphrase_is_answered_and_the_cover_stays(qtbot, window, lock):
    lock.lock([window])

    lock.refuse("口令不对，还可试 3 次。都不对要等 10 分钟。")

    assert lock.is_locked and lock.covers[0].field.notice.text().startswith("口令不对")


def test_an_open_dialog_is_covered_too_and_keeps_its_text(qtbot, window, lock):
    dialog = QDialog(window)
    field = QLineEdit("新期限的理由")
    QVBoxLayout(dialog).addWidget(field)
    dialog.show()

    lock.lock([window, dialog])
    assert dialog.windowTitle() == "已锁定" and not field.isEnabled()

    lock.open()
    assert field.isEnabled() and field.text() == "新期限的理由"


# -- the leader asks (T5)


def test_t5_a_unit_s_figures_of_a_past_day_take_at_most_twelve_keys(qtbot, context):
    """民政局 5月31日整改率: Ctrl+K mzj Enter Alt+T 0531 Enter."""
    from PySide6.QtTest import QTest

    from desktop.ui.dialogs.unit_card import UnitCard
    from desktop.ui.frame.switch_panels import DatePanel

    an_office(context.ledger, count=6)
    a_finding(
        context.ledger, context.reader.value("select min(id) from round"), a_unit(context.ledger, short="县民政局")
    )
    window = MainWindow(context, PAGES)
    qtbot.addWidget(window)
    window.actions = FrameActions(window)
    window.show()
    window.show_page("findings")
    keys = 0

    window.actions.focus_search()
    keys += 1
    for letter in "mzj":
        QTest.keyClick(window.context_bar.search, letter)
        keys += 1
    QTest.keyClick(window.context_bar.search, Qt.Key.Key_Return)
    settled(qtbot, context)
    card = window.findChild(UnitCard)
    assert card.isVisible() and "县民政局" in card.title.text()
    window.actions.open_date()
    keys += 2
    panel = window.findChild(DatePanel)
    for digit in "0531":
        QTest.keyClick(panel.field, digit)
        keys += 1
    QTest.keyClick(panel.field, Qt.Key.Key_Return)
    keys += 1

    assert keys <= 12
    assert context.as_of == "2026-05-31" and window.back_band.isVisible()


def test_a_known_problem_outside_any_page_s_care_stands_on_the_page_in_sight(window):
    from desktop.errors import KnownError

    window.show_problem(KnownError("磁盘 E: 剩 12 MB，备份需 48 MB。"))

    assert window.pages["notes"].error_bar.title.text().startswith("磁盘 E:")
