"""The wizard of imports for the list of a book: the same five steps as for findings, led by the declaration of the book (page 03)."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from db.queries import lists
from desktop.ledgers import books
from desktop.operations.records import verbs
from desktop.ui.asks import AskImport, AskKeptImport, AskTab
from desktop.ui.pages.importing.mappings_dialog import MappingsDialog
from desktop.ui.pages.importing.page import DIFF, DONE, FAULTS, HEADS, POINT, ImportPage
from tests.builders import EVERYONE, a_round, a_unit
from tests.ui.office import settled, show

HEAD = ["日期", "方式", "单位", "对方", "答复"]
GOOD = ["2026-05-11", "电话", "县民政局", "张三", "下周报"]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot, context):
    a_round(context.ledger)
    a_unit(context.ledger, "县民政局党组", short="县民政局")
    page = show(qtbot, context, ImportPage(context))
    page.start.choose_book("chase")
    return page


def a_list(folder, *rows, head=HEAD, name="催办.xlsx"):
    book = openpyxl.Workbook()
    for row in (head, *rows) if head else rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


def opened(qtbot, context, page, path):
    page.open_file(path)
    settled(qtbot, context)
    return page


def gone_on(qtbot, context, page):
    page.next()
    settled(qtbot, context)


def remedy(page, words):
    return next(one for one in page.faults.list.findChildren(QPushButton) if words in one.toolTip())


def people(context):
    return context.reader.column("select person from chase where removed_in is null order by id")


def test_the_start_asks_of_a_book_only_what_its_rows_may_leave_out(page):
    form = page.start.form
    assert not form.isRowVisible(page.start.feedback) and not form.isRowVisible(page.start.opening)
    assert form.isRowVisible(page.start.unit) and "督办记录" in page.start.area.words.text()
    page.start.choose_book("")
    assert form.isRowVisible(page.start.feedback) and form.isRowVisible(page.start.opening)


def test_faults_hinder_until_each_is_answered_and_the_rows_add_up(qtbot, context, page, tmp_path):
    opened(qtbot, context, page, a_list(tmp_path, GOOD, ["五月", *GOOD[1:]], [*GOOD[:3], "李四", ""]))
    assert page.step == FAULTS and not page.next_button.isEnabled()
    assert page.law_label.text() == "4 行 = 可入账 2 + 必须改 1 + 小计合计 0 + 标题表头 1 + 空行 0"
    remedy(page, "本行不导入").click()
    settled(qtbot, context)
    assert page.law_label.text() == "4 行 = 可入账 2 + 必须改 0 + 小计合计 0 + 标题表头 1 + 不收 1 + 空行 0"
    gone_on(qtbot, context, page)
    assert page.step == DIFF and page.next_button.text() == "入账 2 条"
    assert page.law_label.text().startswith("3 条 = 新增 2 + 改动 0 + 冲突 0 + 相同 0 + 不收 1")
    gone_on(qtbot, context, page)
    assert page.step == DONE and people(context) == ("张三", "李四")


def test_a_cell_is_written_over_and_the_file_stays_as_it_is(qtbot, context, page, tmp_path):
    path = a_list(tmp_path, ["五月", *GOOD[1:]])
    before = path.read_bytes()
    opened(qtbot, context, page, path)
    page.faults.list.cards[0].ask()
    page.faults.list.cards[0].field.setText("2026-05-12")
    QTest.keyClick(page.faults.list.cards[0].field, Qt.Key.Key_Return)
    settled(qtbot, context)
    gone_on(qtbot, context, page)
    gone_on(qtbot, context, page)
    assert people(context) == ("张三",) and path.read_bytes() == before
    assert '"text":"2026-05-12"' in context.reader.value("select summary from import_batch")


def test_a_unit_that_is_meant_is_learnt_for_the_next_list(qtbot, context, page, tmp_path):
    row = [*GOOD[:2], "县民政事务局", *GOOD[3:]]
    opened(qtbot, context, page, a_list(tmp_path, row))
    [card] = page.faults.list.cards
    page.faults.list.remedy.emit(card.group, "suggest", "县民政局党组")
    settled(qtbot, context)
    gone_on(qtbot, context, page)
    gone_on(qtbot, context, page)
    assert people(context) == ("张三",)
    page.show_start()
    opened(qtbot, context, page, a_list(tmp_path, [*row[:3], "李四", ""], name="二.xlsx"))
    assert not page.reviewed.open_faults


def test_what_was_edited_since_stands_side_by_side_and_the_clerk_decides(qtbot, context, page, tmp_path):
    opened(qtbot, context, page, a_list(tmp_path, GOOD))
    for _ in range(2):
        gone_on(qtbot, context, page)
    book = books.book(context.reader, "chase")
    number = verbs.stored(context.reader, book, 1)["number"]
    verbs.edit(context.ledger, EVERYONE, book, [1], {"person": "手改"})
    page.show_start()
    listed = a_list(tmp_path, [number, *GOOD[:3], "王五", "已报"], head=["编号", *HEAD], name="二.xlsx")
    opened(qtbot, context, page, listed)
    gone_on(qtbot, context, page)
    page.diff.tabs.set_current("conflict")
    lines = {line.title: line for line in page.diff.table.records()}
    other = lines["对方"]
    assert (other.ledger, other.listed, other.number) == ("手改", "王五", number)
    assert other.id not in page.diff.table.model.ticked and lines["答复"].id in page.diff.table.model.ticked
    page.diff.table.select_id(other.id)
    QTest.keyClick(page, Qt.Key.Key_1, ALT)
    gone_on(qtbot, context, page)
    assert people(context) == ("王五",)
    page.deeds.undo_number(2)
    settled(qtbot, context)
    assert people(context) == ("手改",)


def test_what_the_clerk_maps_is_remembered_for_lists_with_these_heads(qtbot, context, page, tmp_path):
    head = ["日期", "方式", "单位", "谁接的", "答复"]
    opened(qtbot, context, page, a_list(tmp_path, GOOD, head=head))
    assert page.step == HEADS
    box = page.heads.boxes["谁接的"]
    assert box.currentText() == "不收"
    box.setCurrentIndex(box.findData("person"))
    gone_on(qtbot, context, page)
    for _ in range(2):
        gone_on(qtbot, context, page)
    assert people(context) == ("张三",)
    page.show_start()
    opened(qtbot, context, page, a_list(tmp_path, [*GOOD[:3], "李四", ""], head=head, name="二.xlsx"))
    assert page.step == FAULTS and "对应方案已自动套用" in page.faults.note.text()
    assert [signature.startswith("【chase】") for _id, signature, _mapping in lists.mappings(context.reader)] == [True]
    dialog = MappingsDialog(context)
    qtbot.addWidget(dialog)
    [line] = dialog.list.model().stringList()
    assert line.startswith("督办记录：“谁接的”作对方　（表头：")


def test_a_head_that_is_not_known_is_pointed_at(qtbot, context, page, tmp_path):
    opened(qtbot, context, page, a_list(tmp_path, ["甲", "乙", "丙", "丁"], GOOD[:4], head=None))
    assert page.step == POINT and not page.point.is_ready()
    page.point._point(1, "A")
    for column, field in zip(sorted(page.point.boxes), ("on", "way", "unit", "person"), strict=True):
        names = [page.point.boxes[column].itemData(place) for place in range(page.point.boxes[column].count())]
        title = {"on": "日期", "way": "方式", "unit": "单位", "person": "对方"}[field]
        book = books.book(context.reader, "chase")
        name = next(one.name for one in book.all_fields if title in one.words and one.name in names)
        page.point.boxes[column].setCurrentIndex(names.index(name))
    assert page.point.is_ready()
    for _ in range(3):
        gone_on(qtbot, context, page)
    assert people(context) == ("张三",)


def test_a_list_of_a_book_waits_and_is_taken_up_again(qtbot, context, page, tmp_path):
    opened(qtbot, context, page, a_list(tmp_path, ["五月", *GOOD[1:]], GOOD))
    remedy(page, "本行不导入").click()
    settled(qtbot, context)
    page.keep()
    settled(qtbot, context)
    [kept] = lists.kept_imports(context.reader)
    page.open_with(AskKeptImport(kept.id))
    settled(qtbot, context)
    assert page.step == FAULTS and page.review.form == "chase" and page.next_button.isEnabled()


def test_a_book_may_ask_for_the_wizard_and_gets_its_list_back(qtbot, context, page, tmp_path):
    asked = []
    context.page_asked.connect(lambda name, payload: asked.append((name, payload)))
    page.start.choose_book("")
    page.open_with(AskImport("chase", a_list(tmp_path, GOOD)))
    settled(qtbot, context)
    for _ in range(2):
        gone_on(qtbot, context, page)
    page.done.ledger_button.click()
    assert asked == [("chasing", AskTab("chase"))]


def test_the_annotated_copy_marks_cells_and_whole_rows_and_leaves_the_file_alone(
    qtbot, context, page, tmp_path, monkeypatch
):
    from tests.ui.office import leaves_to

    path = a_list(tmp_path, ["五月", *GOOD[1:]], [*GOOD[:2], None, "李四", ""])
    before = path.read_bytes()
    opened(qtbot, context, page, path)
    leaves_to(monkeypatch, tmp_path / "批注.xlsx")
    page.annotate_button.click()
    settled(qtbot, context)
    notes = [
        cell.comment.text
        for row in openpyxl.load_workbook(tmp_path / "批注.xlsx").active
        for cell in row
        if cell.comment
    ]
    assert any("五月" in note for note in notes) and len(notes) == len(page.reviewed.open_faults)
    assert path.read_bytes() == before


def test_a_list_in_a_word_table_goes_the_same_way(qtbot, context, page, tmp_path):
    from tests.exchange.word_files import save, table

    opened(qtbot, context, page, save(tmp_path, [table([HEAD, GOOD])], "催办.docx"))
    for _ in range(2):
        gone_on(qtbot, context, page)
    assert people(context) == ("张三",)
