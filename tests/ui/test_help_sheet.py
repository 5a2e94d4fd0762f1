"""F1: every page has its help, the help names only what the program has, and the handbook holds all of it."""

import re

import pytest
from PySide6.QtPrintSupport import QPrinter

from desktop.host import paths
from desktop.ui.frame.help_sheet import HelpSheet, chapters, handbook, page_help
from desktop.ui.frame.keys import GRID_KEYS, key_table
from desktop.ui.pages import PAGES

TITLES = {entry.key: entry.title for entry in PAGES}
QUOTED = re.compile(r"“([^“”]+(?:“[^”]*”[^“”]*)?)”")


@pytest.fixture(scope="module")
def written():
    """What the program says anywhere: its sources."""
    return "\n".join(path.read_text("utf-8") for path in (paths.program_folder() / "desktop").rglob("*.py"))


@pytest.mark.parametrize("key", list(TITLES))
def test_every_page_says_what_it_is_for_how_to_work_on_it_and_why_something_cannot_be_done(key):
    text = page_help(key)
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert text and not text.startswith("#") and heads == ["## 怎样做", "## 办不了的时候"]


def test_no_help_is_left_of_a_page_that_is_gone():
    assert {path.stem for path in paths.resource("help/pages").glob("*.md")} == set(TITLES)


def test_help_and_handbook_name_only_words_that_the_program_shows(written):
    told = {key: page_help(key) for key in TITLES} | chapters()
    unknown = {
        (key, word) for key, text in told.items() for word in QUOTED.findall(text) if word.rstrip("…") not in written
    }
    assert unknown == set()


def test_the_chapters_stand_in_the_order_in_which_a_clerk_needs_them():
    assert list(chapters()) == ["安装", "第一天", "日常", "恢复"]


def test_f1_opens_at_the_page_in_sight_and_lists_the_rest(qtbot, theme):
    sheet = HelpSheet(None, theme, TITLES, "print", [("本页", [("Ctrl+P", "打印")]), ("表格", GRID_KEYS)])
    qtbot.addWidget(sheet)
    assert sheet.topics.currentItem().text() == "打印" and "打印方案" in sheet.text.toPlainText()
    assert [sheet.topics.item(place).text() for place in range(4)] == [
        "手册：安装",
        "手册：第一天",
        "手册：日常",
        "手册：恢复",
    ]
    sheet.topics.setCurrentRow(sheet.topics.count() - 1)
    assert "Ctrl+P" in sheet.text.toPlainText() and "Ctrl+Shift+L" in key_table([("表格", GRID_KEYS)])


def test_the_handbook_holds_every_chapter_and_every_page_and_prints(tmp_path, qtbot):
    made = handbook(TITLES)
    text = made.toPlainText()
    assert all(title in text for title in (*TITLES.values(), *chapters())) and "**" not in text and "## " not in text
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "手册.pdf"))
    made.print_(printer)
    assert (tmp_path / "手册.pdf").read_bytes().startswith(b"%PDF")
