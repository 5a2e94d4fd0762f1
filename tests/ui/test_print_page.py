"""打印 through the real page: task T8, the preview, what does not fit, copies and their register."""

from __future__ import annotations

import pytest
from docx import Document
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtTest import QTest

from db.queries import prints
from desktop.paper.finding_list import COLUMNS
from desktop.rules.permissions import Actor, Right
from desktop.ui.pages.findings.page import FindingsPage
from desktop.ui.pages.printing.page import PrintPage
from tests.builders import a_finding
from tests.ui.office import Hands, next_dialog, say_yes, settled, show
from tests.ui.paper_office import Answer, an_office_with_overdue


class PrinterIntoFile:
    """A printer whose paper is a PDF."""

    def __init__(self, path):
        self.path = path

    def names(self):
        return ["办公室打印机"]

    def device(self, name, title):
        return QPdfWriter(str(self.path))


class NoPaper(PrinterIntoFile):
    """A printer that cannot be reached."""

    def device(self, name, title):
        return QPdfWriter(str(self.path / "nowhere" / "x.pdf"))


@pytest.fixture
def office(context):
    return an_office_with_overdue(context.ledger)


@pytest.fixture
def page(qtbot, context, office, tmp_path):
    page = show(qtbot, context, PrintPage(context, PrinterIntoFile(tmp_path / "printed.pdf")))
    laid_out(qtbot, context, page)
    return page


def laid_out(qtbot, context, page):
    """Wait until the settings stand on paper."""
    qtbot.waitUntil(lambda: not page._later.isActive() and not page.viewer._later.isActive(), timeout=30_000)
    settled(qtbot, context)
    qtbot.waitUntil(lambda: not page.viewer._later.isActive(), timeout=30_000)
    settled(qtbot, context)


def untick(hands, page, key):
    columns = page.settings.columns
    page.settings.ensureWidgetVisible(columns)
    box = columns.visualItemRect(columns.item_of(key))
    hands.click(columns.viewport(), box.topLeft() + box.center().__class__(10, box.height() // 2))


def test_the_meeting_list_on_a3_in_ten_copies_without_one_column(page, context, qtbot, tmp_path):
    """T8: from the view of 问题台账 (Ctrl+P) to the printer."""
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    ledger_page = show(qtbot, context, FindingsPage(context))
    hands = Hands(page)
    hands.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, ledger_page.table.grid)
    [(key, payload)] = asked
    page.open_with(payload)
    hands.click(page.settings.paper._buttons["A3"])
    untick(hands, page, "remark")
    hands.click(page.settings.copies)
    page.settings.copies.selectAll()
    for digit in "10":
        QTest.keyClick(page.settings.copies, digit)  # the number is content, not a key of the way
    laid_out(qtbot, context, page)
    answer = Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()

    hands.click(page.print_button)
    settled(qtbot, context)

    [record] = prints.exports(context.reader)
    assert key == "print"
    assert hands.count <= 9
    assert "× 10 份" in answer.dialog_text
    assert (record.copies, record.first_copy, record.last_copy, record.rows) == (10, 1, 10, 18)
    assert len(prints.copies_of(context.reader, record.id)) == 10
    assert (tmp_path / "printed.pdf").stat().st_size > 1000
    assert "remark" not in page.shape.widths
    assert page.shape.size == (420.0, 297.0)


def test_nothing_is_printed_or_numbered_when_the_clerk_goes_back(page, context, qtbot):
    hands = Hands(page)
    answer = Answer(hands, lambda hands, dialog: hands.key(Qt.Key.Key_Return, widget=dialog)).soon()

    hands.click(page.print_button)
    settled(qtbot, context)

    assert answer.seen
    assert prints.exports(context.reader) == ()


def test_the_pages_are_true_pages_of_the_layout(page):
    assert page.shape.pages >= 1
    assert not page.viewer.sheet.pixmap().isNull()
    assert page.viewer.place.text() == f"第 1 / {page.shape.pages} 页"


def test_columns_that_do_not_fit_are_said_with_the_remedy(page, context, qtbot, office):
    round_id, units, _ = office
    code = "W" * 24
    a_finding(
        context.ledger, round_id, units[0], code, responsible_leader=code, owner=code, category2=code, remark=code,
    )  # fmt: skip
    page.settings.columns.show_keys(tuple(COLUMNS))
    page.settings.columns.arranged.emit()
    laid_out(qtbot, context, page)

    assert "毫米" in page.complaint.text()
    assert "A3" in page.complaint.text()
    assert not page.print_button.isEnabled()


def test_a_handed_view_is_printed_in_its_order_with_its_words(page, context, qtbot, office):
    _, _, ids = office

    page.open_with({"ids": [ids[7], ids[2], ids[4]], "title": "两家约谈单位", "scope": "单位：县民政局、县水利局"})
    laid_out(qtbot, context, page)

    assert [row.id for row in page.desk._bench.shown.rows] == [ids[7], ids[2], ids[4]]
    assert page.desk._bench.shown.scope == "单位：县民政局、县水利局"
    assert page.settings.title.text().endswith("问题清单（两家约谈单位）")


def test_grouping_keeps_the_rows_of_a_group_together(page, context, qtbot):
    page.settings.group.setCurrentIndex(page.settings.group.findData("state_word"))
    laid_out(qtbot, context, page)

    assert page.desk._bench.plan.group_by == "state_word"
    assert page.shape.rows == 18


@pytest.mark.qt_log_ignore("QPdf", "QPainter", "QIODevice", "propagateSizeHints", extend=True)
def test_a_printer_that_fails_keeps_the_copy_numbers(qtbot, context, office, tmp_path):
    page = show(qtbot, context, PrintPage(context, NoPaper(tmp_path)))
    laid_out(qtbot, context, page)
    hands = Hands(page)
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()

    hands.click(page.print_button)
    settled(qtbot, context)

    assert "份号 000001 已保留" in page.error_bar.title.text()
    assert page.copy_numbers() == ("000002",)


def test_a_pdf_with_all_copies_is_registered_like_a_print(page, context, qtbot, tmp_path):
    page.settings.copies.setValue(3)
    hands = Hands(page)
    Answer(hands, lambda hands, dialog: (dialog.purpose.setText("书记专题会"), hands.click(dialog.verb))).soon()

    page.ask_pdf(tmp_path / "清单.pdf")
    settled(qtbot, context)

    [record] = prints.exports(context.reader)
    assert (record.copies, record.purpose) == (3, "书记专题会")
    assert (tmp_path / "清单.pdf").is_file()


def printed(page, context, qtbot, copies=2):
    page.settings.copies.setValue(copies)
    hands = Hands(page)
    Answer(hands, lambda hands, dialog: (dialog.holders.set_text("梁景行\n常若兰"), hands.click(dialog.verb))).soon()
    hands.click(page.print_button)
    settled(qtbot, context)
    page.tabs.set_current("register")
    return hands


def test_the_register_tells_who_took_which_copy_and_where_it_is(page, context, qtbot):
    hands = printed(page, context, qtbot)
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()

    hands.click(page.register.buttons["returned"])
    settled(qtbot, context)

    states = [(copy.holder, copy.state) for copy in page.register.copies.all_records()]
    assert states == [("梁景行", "returned"), ("常若兰", "given")]


def test_a_void_number_needs_its_reason(page, context, qtbot):
    hands = printed(page, context, qtbot)
    answer = Answer(
        hands, lambda hands, dialog: (hands.click(dialog.verb), said.append(dialog.wrong.text()), dialog.reject())
    )
    said = []
    answer.soon()

    hands.click(page.register.buttons["void"])
    settled(qtbot, context)

    assert said == ["作废要写明理由，如 卡纸、缺页。"]
    assert {copy.state for copy in page.register.copies.all_records()} == {"given"}


def test_pages_of_a_copy_are_printed_again_under_its_number(page, context, qtbot, tmp_path):
    """P2: pages x to y of copy n."""
    hands = printed(page, context, qtbot)
    page.desk.printers.path = tmp_path / "again.pdf"
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()

    hands.click(page.register.again_button)
    settled(qtbot, context)

    assert (tmp_path / "again.pdf").stat().st_size > 500
    [again, first] = prints.exports(context.reader)
    assert (again.way, again.first_copy, again.title) == ("list_again", first.first_copy, f"{first.title}（补印）")
    assert prints.last_copy_number(context.reader) == 2


def test_a_plan_of_the_office_keeps_paper_columns_and_order(page, context, qtbot):
    hands = Hands(page)
    page.settings.paper.set_current("A3")
    untick(hands, page, "claim_text")
    laid_out(qtbot, context, page)
    Answer(hands, lambda hands, dialog: (dialog.name.setText("常委会 少一列"), hands.click(dialog.verb))).soon()
    hands.click(page.plan_button)
    settled(qtbot, context)
    page.settings.plan.setCurrentIndex(page.settings.plan.findData("书记专题会 A4"))
    laid_out(qtbot, context, page)
    assert page.settings.paper.current() == "A4"

    page.settings.plan.setCurrentIndex(page.settings.plan.findData("常委会 少一列"))
    laid_out(qtbot, context, page)

    assert page.settings.paper.current() == "A3"
    assert "claim_text" not in page.shape.widths
    assert "category" in page.shape.widths


def test_a_pdf_is_registered_as_written_to_a_file_and_a_print_as_printed(qtbot, context, page, tmp_path):
    """W-8: 存为 PDF prints nothing; the register says 导出."""
    say_yes(qtbot)
    page.ask_pdf(tmp_path / "清单.pdf")
    settled(qtbot, context)

    [record] = prints.exports(context.reader)
    assert record.kind == "export"
    assert context.reader.value("select title from action order by id desc limit 1").startswith("存为 PDF")


def test_the_list_of_another_day_is_printed_again_as_it_was_with_new_copy_numbers(qtbot, context, page, tmp_path):
    """W-6: from the register, though the program was closed since; the rows are those of then, the numbers are new."""
    say_yes(qtbot)
    page.ask_pdf(tmp_path / "昨天.pdf")
    settled(qtbot, context)
    rows, [before] = page.shape.rows, prints.exports(context.reader)
    anew = PrintPage(context, page.desk.printers)
    show(qtbot, context, anew)
    anew.tabs.set_current("register")
    settled(qtbot, context)
    assert anew.register.anew_button.isEnabled()

    anew.register.anew_button.click()
    settled(qtbot, context)
    assert anew.tabs.current() == "list" and anew.shape.rows == rows
    assert anew.settings.title.text() == before.title
    assert anew.wanted().as_of == before.as_of

    say_yes(qtbot)
    anew.ask_pdf(tmp_path / "今天.pdf")
    settled(qtbot, context)
    after = prints.exports(context.reader)[0]
    assert after.rows == before.rows and after.title == before.title
    assert after.first_copy == before.last_copy + 1


def test_the_register_shows_the_own_entries_and_to_audit_those_of_all(qtbot, context, page, tmp_path):
    """R-5: registers.md §12."""
    say_yes(qtbot)
    page.ask_pdf(tmp_path / "清单.pdf")
    settled(qtbot, context)
    page.tabs.set_current("register")
    settled(qtbot, context)
    assert len(page.register.prints.records()) == 1

    context.actor = Actor("李强", frozenset(Right) - {Right.AUDIT})
    page.register.refresh()
    assert not page.register.prints.records()
    context.actor = Actor("李强", frozenset({Right.AUDIT}))
    page.register.refresh()
    assert len(page.register.prints.records()) == 1


def test_a_column_is_dragged_on_the_page_and_the_letters_are_set_smaller(page, context, qtbot):
    """ux/design.md §3.11: widths are dragged on the page; nothing is set below 9 points."""
    sheet, columns = page.viewer.sheet, page.settings.columns
    keys = list(page.shape.widths)
    place, before = keys.index("text"), page.shape.widths["text"]
    start = QPoint(round(sheet.edges()[place]), 40)
    by_mm = -15
    end = start + QPoint(round(by_mm * sheet.width() / page.shape.size[0]), 0)

    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(sheet, end)
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=end)
    assert columns.own_widths()["text"] == pytest.approx(before + by_mm, abs=1)
    laid_out(qtbot, context, page)
    assert page.shape.widths["text"] == pytest.approx(before + by_mm, abs=1)
    assert sum(page.shape.widths.values()) == pytest.approx(297 - 28, abs=1)

    page.settings.points.setCurrentIndex(page.settings.points.count() - 1)
    laid_out(qtbot, context, page)
    assert page.shape.body_pt == 9 and page.settings.as_words()["body_pt"] == 9


def test_a_click_beside_the_edges_leaves_every_width(page, context, qtbot):
    QTest.mouseClick(page.viewer.sheet, Qt.MouseButton.LeftButton, pos=QPoint(round(page.viewer.sheet.edges()[0]), 40))
    QTest.mouseClick(page.viewer.sheet, Qt.MouseButton.LeftButton, pos=QPoint(2, 40))
    assert page.settings.columns.own_widths() == {}


def test_the_list_leaves_as_a_word_table_with_the_same_rows_and_columns(page, context, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "清单.docx"
    monkeypatch.setattr("desktop.ui.dialogs.export_dialog.ask_list_target", lambda *_asked, **_word: target)
    next_dialog(lambda dialog: dialog.try_it())
    page.foot.word_button.click()
    settled(qtbot, context)

    rows = Document(target).tables[0].rows
    [record] = prints.exports(context.reader)
    assert len(rows) > page.shape.rows == record.rows
    assert {"单位", "问题", "编号"} <= {cell.text for cell in rows[0].cells}
    assert prints.copies_of(context.reader, record.id) == ()


def test_escape_goes_back_to_the_ledger_that_the_list_came_from(page, context, office):
    asked = []
    context.page_asked.connect(lambda key, _payload: asked.append(key))
    assert not page.escape() and asked == []
    page.open_with({"ids": tuple(office[2][:3]) if len(office) > 2 else (), "title": "所选问题"})
    assert page.escape() and asked == ["findings"]
