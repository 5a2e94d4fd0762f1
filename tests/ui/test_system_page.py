"""系统: every tab reads, and its verbs do what they say."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtWidgets import QPushButton

from db.queries import bases, dictionaries
from db.queries import users as user_queries
from db.records import Basis
from desktop.errors import KnownError
from desktop.operations import defaults, findings, users
from desktop.operations.change import change
from desktop.operations.maintenance import Health
from desktop.operations.records import exporting
from desktop.rules.permissions import Action, Right
from desktop.ui.asks import AskTab
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.dialogs.rule_dialog import RuleDialog
from desktop.ui.pages.system.backups import LookSheet
from desktop.ui.pages.system.bases import BasisDialog
from desktop.ui.pages.system.dictionaries import _AliasDialog, _CategoryDialog, _PhraseDialog
from desktop.ui.pages.system.log import ActionSheet, LogPart
from desktop.ui.pages.system.logins_sheet import LoginsSheet
from desktop.ui.pages.system.page import PARTS, SystemPage
from desktop.ui.pages.system.purge_dialog import PurgeDialog
from desktop.ui.pages.system.recovery_dialog import RecoveryDialog
from desktop.ui.pages.system.rules import _DaysDialog
from desktop.ui.pages.system.templates import _copied_out, _faults, install
from desktop.ui.pages.system.users import _AddDialog, _RightsDialog
from tests.builders import a_finding, a_unit
from tests.ui.office import settled


@pytest.fixture
def page(qtbot, context):
    with change(context.ledger, context.actor, Action.EDIT_UNIT, "新建账本") as changes:
        defaults.put_defaults(changes)
        every = {"may_enter": True, "may_review": True, "may_manage": True, "may_audit": True}
        changes.writer.insert("user", {"name": "王敏", **every})
    page = SystemPage(context)
    qtbot.addWidget(page)
    context.changed.connect(page.on_changed)
    page.resize(1200, 700)
    page.show()
    page.refresh()
    return page


def tab(page, key):
    page.open_with(AskTab(key))
    return page.part()


def carried(qtbot, dialog):
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.context.changed):
        dialog.try_it()


def press(part, text):
    next(button for button in part.findChildren(QPushButton) if button.text() == text).click()


@pytest.mark.parametrize("key", [key for key, _title, _make in PARTS])
def test_every_tab_can_be_shown_and_counted(page, key):
    part = tab(page, key)

    assert page.stack.currentWidget() is part and not page.error_bar.isVisible()
    assert page.status_texts()[0]


def test_a_checked_ledger_says_how_much_was_checked(page):
    part = tab(page, "health")

    part._checked(Health((), findings=189, events=612, log_entries=4211))

    assert part.cards["ledger"].text.text() == "10:32 核对 189 条问题、612 条进展"
    assert part.cards["log"].text.text() == "4,211 条，链完整"
    assert page.status_texts() == ["核对于 10:32"]


def test_what_the_check_finds_is_listed_with_its_place(qtbot, page):
    """The ledger of the tests has no file of keys: the check must say so."""
    part = tab(page, "health")

    part.cards["ledger"].button.click()

    qtbot.waitUntil(part.faults.isVisible, timeout=10_000)
    assert part.cards["ledger"].text.text().startswith("10:32 核对出 ")
    assert "口令文件" in part.faults.text()


def test_a_backup_is_made_verified_listed_and_can_be_looked_into(qtbot, page, context):
    part = tab(page, "backups")
    with qtbot.waitSignal(context.backups_changed, timeout=10_000):
        press(part, "本机备份")
    assert part.row_in_hand().verified == "✓ 已核验"
    looks = []
    part._show_look = looks.append  # the sheet itself is modal; what it would show is what counts

    part._look()
    qtbot.waitUntil(lambda: bool(looks), timeout=10_000)

    sheet = LookSheet(context, part, looks[0])
    qtbot.addWidget(sheet)
    assert looks[0].sentence() == "此备份 0 条，现账本 0 条。"


def test_a_drill_restores_compares_and_is_registered(qtbot, page, context):
    part = tab(page, "backups")
    with qtbot.waitSignal(context.backups_changed, timeout=10_000):
        press(part, "本机备份")
    with qtbot.waitSignal(context.notified, timeout=10_000) as told:
        press(part, "恢复演练")

    assert told.args[0].startswith("演练合格：")


def test_a_user_is_added_with_rights_and_a_warning_where_they_check_each_other(qtbot, page, context):
    dialog = _AddDialog(context, tab(page, "users"))
    dialog.name.setText("孟文静")
    dialog.rights.boxes[Right.REVIEW].setChecked(True)
    assert "须由另一人销号" in dialog.rights.warning.text()

    carried(qtbot, dialog)

    row = user_queries.user(context.reader, "孟文静")
    assert (row.may_enter, row.may_review, row.may_manage) == (1, 1, 0)
    assert [line.name for line in page.part().table.records()] == ["王敏", "孟文静"]


def test_the_only_manager_cannot_lose_that_right(qtbot, page, context):
    dialog = _RightsDialog(context, tab(page, "users"), user_queries.user(context.reader, "王敏"))
    qtbot.addWidget(dialog)
    dialog.rights.boxes[Right.MANAGE].setChecked(False)
    dialog.try_it()

    qtbot.waitUntil(lambda: "唯一" in dialog.wrong.text())


def test_the_log_is_narrowed_by_words_and_shows_each_field(qtbot, page, context):
    a_unit(context.ledger, "县林业局党组")
    part = tab(page, "log")
    part.words.setText("登记单位")

    lines = part.table.records()
    sheet = ActionSheet(context, part, lines[0])
    qtbot.addWidget(sheet)

    assert [line.title for line in lines] == ["登记单位 1 个"]
    assert part.table.current_record() is not None


def test_the_log_of_others_is_opened_by_the_right_to_audit_only(page, context):
    """R-5"""
    a_unit(context.ledger, "县林业局党组")  # by somebody else
    everybody = {line.person for line in tab(page, "log").table.records()}
    context.actor = replace(context.actor, rights=context.actor.rights - {Right.AUDIT})
    own = LogPart(context)
    own.refresh()
    assert everybody > {line.person for line in own.table.records()} == {context.actor.name}


def test_logins_are_listed_and_those_of_others_need_the_right(qtbot, page, context):
    """R-7"""
    with change(context.ledger, context.actor.as_program(), Action.LOG_IN, "登录") as changes:
        for name, kind, number in (("王敏", "entered", 0), ("李建国", "failed", 3)):
            row = {"at": "2026-06-05T09:00:00", "user_name": name, "kind": kind, "number": number}
            changes.writer.insert("login_record", {**row, "action_id": changes.action_id})
    sheet = LoginsSheet(context, page)
    qtbot.addWidget(sheet)
    assert [(line.person, line.what, line.number) for line in sheet.table.records()] == [
        ("李建国", "口令不对", "3"),
        ("王敏", "登录", ""),
    ]
    context.actor = replace(context.actor, rights=context.actor.rights - {Right.AUDIT})
    own = LoginsSheet(context, page)
    qtbot.addWidget(own)
    assert [line.person for line in own.table.records()] == [context.actor.name]


def test_what_goes_wrong_in_the_sheet_of_logins_is_told_in_it(qtbot, page, context, monkeypatch, tmp_path):
    """The page behind it cannot be seen."""
    behind = []
    context.problem.connect(behind.append)
    with change(context.ledger, context.actor.as_program(), Action.LOG_IN, "登录") as changes:
        row = {"at": "2026-06-05T09:00:00", "user_name": "王敏", "kind": "entered", "number": 0}
        changes.writer.insert("login_record", {**row, "action_id": changes.action_id})
    sheet = LoginsSheet(context, page)
    qtbot.addWidget(sheet)
    sheet.show()
    assert not sheet.error_bar.isVisible()
    verbs = sheet.table.findChild(ListVerbs)
    verbs.export_to(tmp_path / "表.xlsx")
    settled(qtbot, context)
    assert (tmp_path / "表.xlsx").is_file() and not sheet.error_bar.isVisible()

    def refused(*_given):
        raise KnownError("磁盘已满。请换一个位置。")

    monkeypatch.setattr(exporting, "export_shown", refused)
    verbs.export_to(tmp_path / "又一份.xlsx")
    settled(qtbot, context)
    assert sheet.error_bar.isVisible() and sheet.error_bar.title.text() == "磁盘已满。请换一个位置。"
    assert behind == []


def test_a_recovery_sheet_is_in_force_when_two_groups_were_typed_as_printed(
    qtbot, page, context, tmp_path, monkeypatch
):
    given = []
    monkeypatch.setattr(users, "new_recovery_code", lambda *arguments, **named: given.append((arguments[2], named)))
    dialog = RecoveryDialog(context, page)
    qtbot.addWidget(dialog)
    dialog.try_it()
    assert "不符" in dialog.wrong.text()
    written = dialog.keep(tmp_path / "恢复单.txt")
    groups = dialog.code.split("-")
    assert all(group in written.read_text("utf-8-sig") for group in groups)
    with pytest.raises(KnownError, match="账本文件夹"):
        dialog.keep(context.ledger.folder / "恢复单.txt")
    dialog.kind.setCurrentIndex(1)
    dialog.second.setText(groups[1])
    dialog.fifth.setText(groups[4])
    dialog.try_it()
    qtbot.waitUntil(lambda: bool(given))
    assert given == [(dialog.code, {"escrow": True})]


def test_the_recycle_bin_is_purged_with_a_second_person(qtbot, page, context):
    finding = a_finding(context.ledger)
    findings.remove(context.ledger, context.actor, [finding], "录错")
    with change(context.ledger, context.actor, Action.MANAGE_USERS, "用户") as changes:
        changes.writer.insert("user", {"name": "李建国", "may_review": True})
    context.ledger.clock = lambda: datetime(2028, 7, 1, 9)
    context.set_switches(as_of=context.today)
    dialog = PurgeDialog(context, page)
    dialog.second.names.setCurrentText("李建国")
    dialog.reason.setText("满两年")
    carried(qtbot, dialog)
    assert context.reader.value("select text from finding where id = ?", (finding,)) == "（已清除）"


def test_categories_phrases_and_aliases_are_added_edited_and_removed(qtbot, page, context):
    part = tab(page, "categories")
    before = len(part.table.records())
    dialog = _CategoryDialog(context, part, dictionaries.categories(context.reader))
    dialog.level1.setCurrentText("五 其他")
    carried(qtbot, dialog)
    assert len(part.table.records()) == before + 1

    with qtbot.waitSignal(context.changed):
        part.table.edited.emit(part.table.records()[-1], "short", "其他")
    assert dictionaries.categories(context.reader)[-1].short == "其他"

    part.table.select_id(part.table.records()[-1].id)
    with qtbot.waitSignal(context.changed):
        press(part, "移除")
    assert len(part.table.records()) == before

    phrases = tab(page, "phrases")
    dialog = _PhraseDialog(context, phrases, dictionaries.phrases(context.reader))
    dialog.kind.setCurrentText("不予认定")
    dialog.text.setText("退回比例不足")
    carried(qtbot, dialog)
    assert "退回比例不足" in [row.text for row in phrases.table.records()]

    a_unit(context.ledger, "县林业局党组", short="县林业局")
    aliases = tab(page, "aliases")
    dialog = _AliasDialog(context, aliases)
    dialog.unit.setText("lyj")
    dialog.unit.editingFinished.emit()
    dialog.alias.setText("林业和草原局")
    carried(qtbot, dialog)
    assert [(row.unit, row.alias) for row in aliases.table.records()] == [("县林业局", "林业和草原局")]


def test_a_stretch_of_holidays_is_entered_as_one_action(qtbot, page, context):
    dialog = _DaysDialog(context, tab(page, "calendar"))
    dialog.name.setText("春节")
    dialog.free.setPlainText("2027-02-06 至 2027-02-08")
    dialog.work.setPlainText("2027-02-20")
    carried(qtbot, dialog)

    days = {row.day: row.kind for row in dictionaries.calendar(context.reader)}
    assert days == {"2027-02-06": "holiday", "2027-02-07": "holiday", "2027-02-08": "holiday", "2027-02-20": "workday"}


def test_a_wrong_holiday_is_refused_with_the_line(qtbot, page, context):
    dialog = _DaysDialog(context, tab(page, "calendar"))
    qtbot.addWidget(dialog)
    dialog.free.setPlainText("二月六日")

    dialog.try_it()

    assert dialog.wrong.text().startswith("“二月六日”不是日期。")


def test_a_deadline_rule_is_changed(qtbot, page, context):
    part = tab(page, "rules")
    rule = next(row for row in part.table.records() if row.event == "立行立改")
    dialog = RuleDialog(context, part, rule)
    dialog.days.setValue(10)
    dialog.warnings.setText("2、5")
    carried(qtbot, dialog)

    changed = next(row for row in dictionaries.rules(context.reader) if row.event == "立行立改")
    assert (changed.days, changed.warn_before) == (10, "[5,2]")


def test_a_changed_basis_is_a_new_version_and_the_old_one_stays(qtbot, page, context):
    part = tab(page, "bases")
    start = bases.default_basis(context.reader)
    dialog = BasisDialog(context, part, start)
    assert dialog.name.isReadOnly()
    dialog.numerator["long_term"].setChecked(True)
    carried(qtbot, dialog)

    newest = bases.default_basis(context.reader)
    assert (newest.name, newest.version, newest.numerator) == (start.name, 2, ("long_term", "done"))
    assert "旧版" in [line.standing for line in part.table.records()]


def test_a_basis_that_contradicts_itself_is_refused_in_words(qtbot, page, context):
    dialog = BasisDialog(context, tab(page, "bases"), Basis(name=""))
    qtbot.addWidget(dialog)
    dialog.name.setText("试一试")
    dialog.exclude["done"].setChecked(True)
    dialog.try_it()

    qtbot.waitUntil(lambda: "自相矛盾" in dialog.wrong.text())


def test_a_template_is_saved_checked_and_used_in_the_place_of_the_shipped_one(qtbot, page, context, tmp_path):
    part = tab(page, "templates")
    part.table.select_id(next(line.id for line in part.table.records() if line.title == "督办函"))
    copy = _copied_out(context.ledger, context.actor, part.row_in_hand().kind, tmp_path / "督办函（本县）.docx")
    assert _faults(copy, part.row_in_hand().kind, context.ledger) == ("督办函（本县）.docx", ())

    with qtbot.waitSignal(context.changed, timeout=10_000):
        context.write(install, copy, part.row_in_hand().kind)

    line = next(line for line in part.table.records() if line.title == "督办函")
    assert (line.version, line.file_name) == ("本单位第 1 版", "督办函（本县）.docx")


def test_a_file_that_is_no_template_is_refused_in_words(qtbot, page, context, tmp_path):
    part = tab(page, "templates")
    part.table.step_by(0)
    (tmp_path / "坏.docx").write_bytes(b"not a document")

    context.write(install, tmp_path / "坏.docx", part.row_in_hand().kind, failed=part.failed.emit)

    qtbot.waitUntil(page.error_bar.isVisible, timeout=10_000)
    assert "坏.docx" in page.error_bar.title.text()


def test_the_preferences_of_this_pc_are_kept(page, context, kept):
    part = tab(page, "looks")
    part.letters.setCurrentIndex(1)
    part.contrast.setChecked(True)
    part.mark.setText("本机标定：内部")

    part.button.click()

    assert (kept[-1].font_points, kept[-1].machine_mark, kept[-1].window["high_contrast"]) == (
        12,
        "本机标定：内部",
        True,
    )


def test_without_the_right_to_manage_the_verbs_are_grey_with_the_reason(page, context, clerk):
    context.actor = clerk
    part = tab(page, "users")

    button = next(button for button in part.findChildren(QPushButton) if button.text() == "新增用户…")
    assert (button.isEnabled(), button.toolTip()) == (False, "需要“管理”权限")


def test_the_readings_of_the_office_are_typed_and_find_a_unit_at_once(qtbot, context, page):
    """S2"""
    from desktop.ui.pages.system.dictionaries import _ReadingsDialog
    from desktop.ui.typed import found_in, take_readings

    a_unit(context.ledger, "六安镇党委", short="六安镇")
    dialog = _ReadingsDialog(context, page)
    qtbot.addWidget(dialog)
    dialog.text.set_text("六 q")
    with qtbot.waitSignal(context.changed):
        dialog.try_it()
    assert found_in("qaz", "六安镇")
    take_readings({})
