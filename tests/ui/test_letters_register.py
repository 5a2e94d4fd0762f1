"""发文登记: receipt and reply, void with its reason, gaps told, the identical file again, papers sent before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.queries import letters as letter_queries
from db.queries import papers
from db.queries.papers import FigureRow
from desktop.ui.pages.letters.letter_detail import _distinct
from desktop.ui.pages.letters.page import LettersPage
from tests.ui.office import Hands, settled, show
from tests.ui.paper_office import Answer, an_office_with_overdue


@pytest.fixture
def page(qtbot, context):
    an_office_with_overdue(context.ledger, late=3)
    page = show(qtbot, context, LettersPage(context))
    page.batch.kinds.set_kind("supervision_letter")
    settled(qtbot, context)
    hands = Hands(page)
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()
    hands.click(page.batch.issue_button)
    settled(qtbot, context)
    page.tabs.set_current("register")
    return page


@pytest.fixture
def tab(page):
    return page.stack.currentWidget()


def test_the_register_shows_what_was_issued_and_who_must_reply(tab):
    assert [letter.number for letter in tab.table.records()] == [f"云巡督〔2026〕{n}号" for n in (3, 2, 1)]
    assert "待回复 3" in tab.status_texts()
    assert "数字清单" in tab.detail.text()


def test_a_receipt_is_entered_in_one_dialog(tab, context, qtbot):
    hands = Hands(tab)
    Answer(hands, lambda hands, dialog: (dialog.person.setText("赵一"), hands.click(dialog.verb))).soon()

    hands.click(tab.receipt_button)
    settled(qtbot, context)

    [event] = papers.events_of_letter(context.reader, tab.letter().id)
    assert (event.kind, event.happened_on, event.person) == ("receipt", "2026-06-05", "赵一")


def test_a_reply_keeps_its_scan(tab, context, qtbot, tmp_path):
    scan = tmp_path / "回复.pdf"
    scan.write_bytes(b"%PDF-1.4 reply")
    hands = Hands(tab)
    Answer(hands, lambda hands, dialog: (dialog.scan.line.setText(str(scan)), hands.click(dialog.verb))).soon()

    hands.click(tab.reply_button)
    settled(qtbot, context)

    [event] = papers.events_of_letter(context.reader, tab.letter().id)
    assert context.ledger.pool.read(event.sha256) == b"%PDF-1.4 reply"
    assert "存扫描件" in tab.detail.text()


def test_a_paper_is_void_only_with_a_reason_and_its_number_stays(tab, context, qtbot):
    letter_id = tab.letter().id
    hands = Hands(tab)
    Answer(hands, lambda hands, dialog: (dialog.reason.set_text("文种有误"), hands.click(dialog.verb))).soon()

    hands.click(tab.void_button)
    settled(qtbot, context)

    assert letter_queries.letter(context.reader, letter_id).state == "void"
    assert tab.gap_text() == ""


def test_a_reprint_is_the_stored_file_byte_for_byte(page, tab, context, qtbot, tmp_path):
    tab.save_to(tmp_path / "重打")
    settled(qtbot, context)

    [path] = (tmp_path / "重打").iterdir()
    issued = {made.number: made.path for made in page.batch.issued.made}
    assert path.read_bytes() == issued[tab.letter().number].read_bytes()


def test_a_paper_sent_before_is_registered_and_the_gap_before_it_is_told(tab, context, qtbot):
    hands = Hands(tab)

    def fill(hands, dialog):
        dialog.kind.setCurrentIndex(dialog.kind.findData("supervision_letter"))
        dialog.number.setText("云巡督〔2026〕6号")
        dialog.addressee.setText("县委办公室")
        hands.click(dialog.verb)

    Answer(hands, fill).soon()
    hands.click(tab.late_button)
    settled(qtbot, context)

    assert "县委办公室" in {letter.addressee for letter in letter_queries.letters(context.reader)}
    assert "4、5" in tab.gap_text()


def test_reserved_numbers_are_no_gap(tab, context, qtbot):
    hands = Hands(tab)

    def fill(hands, dialog):
        dialog.kind.setCurrentIndex(dialog.kind.findData("supervision_letter"))
        dialog.first.setValue(4)
        dialog.last.setValue(5)
        hands.click(dialog.verb)

    Answer(hands, fill).soon()
    hands.click(tab.reserve_button)
    settled(qtbot, context)

    assert papers.reserved(context.reader, "云巡督〔{年}〕{号}号", 2026) == ((4, 5),)


def test_the_figures_of_a_paper_open_their_rows(tab, context):
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, len(payload.ids))))
    place = next(n for n, figure in enumerate(tab.detail._figures) if figure.name == "问题总数")

    from PySide6.QtCore import QUrl

    tab.detail.events.anchorClicked.emit(QUrl(f"figure:{place}"))

    assert asked == [("findings", 3)]


def test_a_reply_that_came_before_its_letter_is_kept_and_told_p9(tab, context, qtbot):
    hands = Hands(tab)

    def fill(hands, dialog):
        dialog.letter_number.setText("云巡督〔2026〕9号")
        hands.click(dialog.verb)

    Answer(hands, fill).soon()
    hands.click(tab.early_button)
    settled(qtbot, context)

    assert [one.letter_number for one in papers.early_replies(context.reader)] == ["云巡督〔2026〕9号"]
    assert tab.status_texts()[-1] == "先到的回复 1：云巡督〔2026〕9号"


def test_a_figure_that_stands_twice_in_a_paper_is_listed_once():
    """By all that it says; two that differ in anything are two."""
    one = FigureRow("a1", "问题总数", "12", "ledger", "县委口径", "2026-06-05", "", "[1, 2]")
    again, other = replace(one, token="b2"), replace(one, token="c3", findings="[1]")
    assert _distinct((one, other, again)) == (one, other)
