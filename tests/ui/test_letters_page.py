"""文书 through the real page: task T6, what blocks, what is asked before anything goes out."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QPoint, Qt

from db.queries import prints
from db.queries.findings import list_findings
from db.queries.letters import letters
from db.queries.settings import setting
from db.records import FindingCriteria
from desktop.documents.readback import read
from desktop.operations.change import change
from desktop.operations.findings import edit
from desktop.operations.office import put_setting
from desktop.rules.permissions import Action
from desktop.ui.pages.letters.page import LettersPage
from desktop.ui.paper_desk import paper_key
from tests.builders import EVERYONE
from tests.ui.office import Hands, leaves_to, settled, show
from tests.ui.paper_office import UNITS, Answer, an_office_with_overdue

COUNT = 5


@pytest.fixture
def page(qtbot, context):
    an_office_with_overdue(context.ledger, late=COUNT)
    page = show(qtbot, context, LettersPage(context))
    page.batch.kinds.set_kind("supervision_letter")
    settled(qtbot, context)
    return page


def click_kind(hands, page, kind):
    item = page.batch.kinds.item_of(kind)
    hands.click(page.batch.kinds.list.viewport(), page.batch.kinds.list.visualItemRect(item).center())


def test_letters_to_all_overdue_units_are_issued_within_ten_keys(page, context, qtbot):
    """T6 without the merged print."""
    hands = Hands(page)
    click_kind(hands, page, "supervision_letter")
    settled(qtbot, context)
    answer = Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()
    named = page.batch.naming.full_text()

    hands.click(page.batch.issue_button)
    settled(qtbot, context)

    assert page.batch.issued.made[0].path.name in named  # the name that the page promised is the one it got
    issued = letters(context.reader, kind="supervision_letter")
    assert hands.count <= 10
    assert "将签发 5 份督办函，占用 云巡督〔2026〕1—5 号。" in answer.dialog_text
    assert "签发后不能撤销，只能更正或作废。" in answer.dialog_text
    assert sorted(letter.seq for letter in issued) == [1, 2, 3, 4, 5]
    assert Counter(letter.addressee for letter in issued) == Counter(draft.addressee for draft in page.batch.drafts)
    assert all(made.path.is_file() for made in page.batch.issued.made)


def test_nothing_goes_out_when_the_dialog_is_answered_with_its_default(page, context, qtbot):
    hands = Hands(page)
    answer = Answer(hands, lambda hands, dialog: hands.key(Qt.Key.Key_Return, widget=dialog)).soon()

    hands.click(page.batch.issue_button)
    settled(qtbot, context)

    assert answer.seen
    assert letters(context.reader) == ()


def test_what_was_issued_leaves_as_one_file_for_the_printer(page, context, qtbot, tmp_path, monkeypatch):
    hands = Hands(page)
    click_kind(hands, page, "supervision_letter")
    settled(qtbot, context)
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()
    hands.click(page.batch.issue_button)
    settled(qtbot, context)
    leaves_to(monkeypatch, tmp_path / "合并.docx", "打印")

    button = page.done_bar.buttons["合并成一个文件…"]
    assert not button.isHidden()
    button.click()
    settled(qtbot, context)

    whole = read(Path(tmp_path / "合并.docx").read_bytes(), "合并.docx")
    addressees = [one.addressee for one in letters(context.reader, kind="supervision_letter")]
    assert len(addressees) == COUNT and all(any(name in line for line in whole.paragraphs) for name in addressees)
    entry = prints.exports(context.reader)[0]
    assert "合并" in entry.title and entry.purpose == "打印"


def test_while_papers_are_checked_none_is_issued_and_none_of_another_kind_stays(page, context, qtbot):
    """The numbers, title and date of one question never go out with the papers of another."""
    batch = page.batch
    assert len(batch.drafts) == COUNT and batch.issue_button.isEnabled()
    batch.refresh()
    assert len(batch.drafts) == COUNT
    assert not batch.issue_button.isEnabled() and "正在核对" in batch.issue_button.toolTip()
    batch.issue()  # opens no dialog
    settled(qtbot, context)
    assert batch.issue_button.isEnabled()

    batch.show_kind("unit_finding_list")
    assert batch.drafts == () and batch.table.empty.sentence.text() == "正在核对，核对完列在这里。"
    chips = (batch.sound_chip, batch.lacking_chip, batch.asking_chip)
    assert not any(chip.isVisible() for chip in chips)
    assert not any(button.isEnabled() for button in (batch.issue_button, batch.draft_button, batch.edited_button))
    settled(qtbot, context)
    assert batch.drafts and {draft.gathered.kind for draft in batch.drafts} == {"unit_finding_list"}


def test_a_row_that_is_not_ticked_takes_no_number(page, context, qtbot):
    page.batch.table.model.tick([2], False)

    assert [draft.number for draft in page.batch.drafts] == ["1 号", "", "2 号", "3 号", "4 号"]


def test_what_the_office_lacks_blocks_the_row_and_is_named_in_red(page, context, qtbot):
    with change(context.ledger, EVERYONE, Action.EDIT_UNIT, "清空") as changes:
        put_setting(changes, "office", "")
        put_setting(changes, "leading_group", "")
    page.refresh()
    settled(qtbot, context)

    page.batch.table.model.tick([1], True)

    assert page.batch.chosen() == []
    assert {draft.number for draft in page.batch.drafts} == {""}
    assert "发文机关标志" in page.batch.drafts[0].blocking
    assert not page.batch.issue_button.isEnabled()
    assert "〔缺" in page.batch.reader.preview.text()


def test_a_click_on_a_figure_opens_exactly_its_rows(page, context, qtbot):
    asked = []
    context.page_asked.connect(lambda key, payload: asked.append((key, payload)))
    entry = next(entry for entry in page.batch.reader.preview.figures() if entry.name == "问题总数")

    page.batch.reader.preview.figure_clicked.emit(entry)

    [(key, payload)] = asked
    assert key == "findings"
    assert len(payload.ids) == 3


def test_another_page_may_ask_for_the_letter_of_one_unit(page, context, qtbot):
    unit_id = page.batch.drafts[2].gathered.unit_id

    page.open_with({"kind": "supervision_letter", "unit_ids": [unit_id]})
    settled(qtbot, context)

    assert [draft.gathered.unit_id for draft in page.batch.drafts] == [unit_id]


def test_a_kind_that_nobody_is_due_says_so(page, context, qtbot):
    click_kind(Hands(page), page, "recommendation_letter")
    settled(qtbot, context)

    assert page.batch.drafts == ()
    assert "没有备好的巡察建议书" in page.batch.table.empty.sentence.text()


def test_a_letter_of_the_same_day_must_be_confirmed_before_a_second_one(page, context, qtbot):
    hands = Hands(page)
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb, QPoint(4, 4))).soon()
    hands.click(page.batch.issue_button)
    settled(qtbot, context)

    page.batch.load()
    settled(qtbot, context)

    assert {draft.state for draft in page.batch.drafts} == {"请确认"}
    assert page.batch.chosen() == []


def edited_copy(page, context, qtbot, tmp_path, place, before, after):
    """The draft of a row as the leader's red pen left it."""
    draft = page.batch.drafts[place]
    [path] = page.desk.save_drafts([draft.gathered], tmp_path / "草稿")
    out = BytesIO()
    with ZipFile(path) as drafted, ZipFile(out, "w") as edited:
        for name in drafted.namelist():
            data = drafted.read(name)
            edited.writestr(
                name, data.replace(before.encode(), after.encode()) if name == "word/document.xml" else data
            )
    path.write_bytes(out.getvalue())
    return draft, path


def test_the_file_that_the_leader_edited_is_issued_after_its_differences_were_shown(page, context, qtbot, tmp_path):
    draft, path = edited_copy(page, context, qtbot, tmp_path, 0, "请主要负责人召开", "请党组主要负责人亲自召开")
    hands, shown = Hands(page), []
    answer = Answer(hands, lambda hands, dialog: (shown.append(dialog.text.toPlainText()), hands.click(dialog.verb)))
    answer.soon()

    page.batch.open_edited(draft, path)
    settled(qtbot, context)
    settled(qtbot, context)

    [letter] = letters(context.reader, kind="supervision_letter")
    assert "请党组主要负责人亲自召开" in shown[0]
    assert "改动 1 段" in answer.dialog_text
    assert letter.draft_sha256
    assert letter.addressee == draft.addressee


def test_an_edited_file_of_another_unit_is_refused(page, context, qtbot, tmp_path):
    """D10: the addressee guard also holds for the edited file."""
    _, path = edited_copy(page, context, qtbot, tmp_path, 0, "请主要负责人", "请主要负责人")
    hands = Hands(page)
    Answer(hands, lambda hands, dialog: hands.click(dialog.verb)).soon()

    page.batch.open_edited(page.batch.drafts[1], path)
    settled(qtbot, context)
    settled(qtbot, context)

    assert letters(context.reader) == ()
    assert "主送" in page.error_bar.title.text()


def test_while_looking_back_nothing_can_be_issued(page, context, qtbot):
    context.set_switches(as_of=date(2026, 5, 31))
    settled(qtbot, context)

    assert not page.batch.issue_button.isEnabled()
    assert "回看" in page.batch.issue_button.toolTip()


def test_a_word_typed_for_one_paper_lifts_its_block(page, context, qtbot):
    with change(context.ledger, EVERYONE, Action.EDIT_UNIT, "清空") as changes:
        put_setting(changes, "contact", "")
    page.refresh()
    settled(qtbot, context)
    draft = page.batch.drafts[0]
    assert draft.state == "请确认"
    page.batch._given[paper_key(draft.gathered)] = {"联系人": "王敏"}

    page.batch.load()
    settled(qtbot, context)

    assert [one.state for one in page.batch.drafts] == ["可签发"] + ["请确认"] * 4


def test_what_the_office_never_filled_in_is_filled_where_it_is_missed(page, context, qtbot):
    with change(context.ledger, EVERYONE, Action.EDIT_UNIT, "清空") as changes:
        put_setting(changes, "contact", "")
    page.refresh()
    settled(qtbot, context)
    hands = Hands(page)
    Answer(hands, lambda hands, dialog: (dialog.lines["contact"].setText("王敏"), hands.click(dialog.verb))).soon()

    hands.click(page.batch.reader.fill)
    settled(qtbot, context)
    page.refresh()
    settled(qtbot, context)

    assert {draft.state for draft in page.batch.drafts} == {"可签发"}
    assert setting(context.reader, "contact") == "王敏"


def test_a_paper_that_the_clerk_left_out_stays_out_when_the_ledger_changes(page, context, qtbot):
    page.batch.table.model.tick([2], False)

    page.refresh()
    settled(qtbot, context)

    assert [draft.id for draft in page.batch.chosen()] == [1, 3, 4, 5]


def test_units_named_by_another_page_are_forgotten_when_the_page_is_left(page, context, qtbot):
    """W-8: 文书 does not open on a former selection, and never on 0 份."""
    every = len(page.batch.drafts)
    unit = next(draft.gathered.unit_id for draft in page.batch.drafts if draft.gathered.unit_id)
    page.open_with({"kind": page.batch.kinds.kind(), "unit_ids": [unit]})
    settled(qtbot, context)
    assert len(page.batch.drafts) == 1

    page.leave()
    page.hide()
    page.show()
    settled(qtbot, context)
    assert len(page.batch.drafts) == every


def test_who_got_the_paper_today_is_asked_about_and_gets_no_second_one_unasked(page, context, qtbot):
    """The rule of the command line: nothing goes out twice on one day unless a person says so."""
    answer = Answer(Hands(page), lambda hands, dialog: hands.click(dialog.verb)).soon()
    Hands(page).click(page.batch.issue_button)
    settled(qtbot, context)
    assert answer.seen

    page.refresh()
    settled(qtbot, context)
    assert page.batch.chosen() == [] and not page.batch.issue_button.isEnabled()
    assert {draft.state for draft in page.batch.drafts} == {"请确认"}
    assert all(any("今天已发同样的" in word for word in draft.marked) for draft in page.batch.drafts)


def test_the_names_of_units_are_hidden_in_a_whole_batch_by_one_tick_where_a_kind_can(qtbot, context, page):
    """Page 15: 脱名 is ticked in the batch; another kind does not offer it, and it is never ticked by itself."""
    assert page.batch.hidden.isHidden()
    ids = [row.id for row in list_findings(context.reader, FindingCriteria(), context.as_of)]
    edit(context.ledger, EVERYONE, ids[:3], {"department_in_charge": UNITS[-1]})
    page.batch.kinds.set_kind("referral_letter")
    settled(qtbot, context)
    [draft] = page.batch.drafts
    assert not page.batch.hidden.isHidden() and not draft.gathered.words.get("脱名")
    page.batch.hidden.click()
    settled(qtbot, context)
    [draft] = page.batch.drafts
    assert {row["编号"] for row in draft.gathered.words["问题清单"]} == {f"外-{n:04d}" for n in (1, 2, 3)}
    page.batch.kinds.set_kind("supervision_letter")
    assert page.batch.hidden.isHidden() and not page.batch.hidden.isChecked()
