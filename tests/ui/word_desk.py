"""The pages of Word files at a desk: files are made and opened, keys pressed, sums read from the labels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.ui.pages.importing.word.letter_page import LetterPage
from tests.builders import a_finding, a_round, a_unit
from tests.exchange.word_files import paragraph, save
from tests.ui.office import TODAY, settled, show

ALT, CONTROL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ENTER = Qt.Key.Key_Return
SAME_TEXT = "“第一议题”制度落实不严，7次党组会未安排学习。"
LINES = (
    "关于巡察县城市管理局党组的反馈意见",
    "县城市管理局党组：",
    "一、主要问题",
    "（一）政治建设方面",
    f"1.{SAME_TEXT}",
    "2.案件办理粗放。一是超时结案142件；二是公厕管护依赖临聘人员。",
    "（二）作风建设方面",
    "1.违规发放值班补贴14.28万元。",
    "2.收费管理不规范，36件罚没物品去向不明。",
    "二、整改意见",
    "请认真整改。",
)


class WordDesk:
    """A page and the hands at it."""

    def __init__(self, qtbot, context, folder):
        self.qtbot, self.context, self.folder = qtbot, context, folder

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.page.window().focusWidget() or self.page, key, modifiers)
        settled(self.qtbot, self.context)

    def open_path(self, path):
        self.page.open_file(path)
        settled(self.qtbot, self.context)
        return self.page


class LetterDesk(WordDesk):
    """The page, with an office whose ledger has one finding of the letter and one that the letter leaves out."""

    def __init__(self, qtbot, context, folder):
        super().__init__(qtbot, context, folder)
        self.round = a_round(context.ledger)
        self.unit = a_unit(context.ledger, "县城市管理局党组", short="县城管局")
        a_finding(context.ledger, self.round, self.unit, SAME_TEXT, amount_yuan=216_000)
        a_finding(context.ledger, self.round, self.unit, "办公用房超标。")
        context.set_switches(round_ids=(self.round,))
        self.page = show(qtbot, context, LetterPage(context))

    def file(self, *body, name="反馈意见.docx"):
        ready = [one if one.startswith("<") else paragraph(one) for one in body or LINES]
        return save(self.folder, ready, name)

    def open(self, *body):
        return self.open_path(self.file(*body))

    def checks(self):
        return [line.check.word for line in self.page.desk.proposals.table.records()]

    def texts(self):
        return [one.text for one in self.page.marks.drafts]

    def rows(self):
        return {row.text for row in list_findings(self.context.reader, FindingCriteria(), TODAY)}


def counted(words):
    """Both sides of `39 段 = 问题来源 14 + 层级标题 5 + …`."""
    whole, parts = words.split("。")[0].split("；")[0].split(" = ")
    return int(whole.split()[0]), sum(int(part.split()[-1]) for part in parts.split(" + "))


def add_up(page):
    whole, parts = counted(page.desk.source.law.text())
    listed, split = counted(page.foot.law_label.text())
    page.desk.source.show_all()
    return whole == parts == len(page.desk.source.list.lines()) and listed == split == len(page.marks.drafts)
