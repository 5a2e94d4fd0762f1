"""模板检查: all faults of a clerk's template at once, the words that may stand in it, and the version in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from db.queries import papers
from desktop.documents.recipes import recipe_of
from desktop.host.paths import templates_folder
from desktop.ledgers.column import Align, Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.operations.change import Changes
from desktop.rules.permissions import Action
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.page import Page
from desktop.ui.pages.letters.kind_list import KindList
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.state_chip import StateChip

if TYPE_CHECKING:
    from desktop.documents.template_faults import Fault

MISSING_WORDS = {
    "拦发": "缺了不能签发",
    "标红": "缺了须确认",
    "略": "缺了整句不印",
    "留白": "留出空白",
    "按零": "按 0 印",
}


@dataclass(frozen=True)
class FaultLine:
    """One thing to mend in a template."""

    id: int
    paragraph: int
    tag: str
    message: str
    suggestion: str


@dataclass(frozen=True)
class FieldLine:
    """One word of a kind."""

    id: int
    field: str
    type: str
    missing: str
    unit: str
    source: str

    @property
    def tag(self) -> str:
        """How it is written in a template; a word of a list belongs to the item of its loop."""
        owner, _, name = self.field.rpartition(".")
        return "{{" + (f"项.{name}" if owner else name) + "}}"

    @property
    def hint(self) -> str:
        """Where it may stand."""
        owner = self.field.rpartition(".")[0]
        return "，写在 {% for 项 in " + owner + " %} 与 {% endfor %} 之间" if owner else ""


def _missing_shown(word: str) -> str:
    return MISSING_WORDS.get(word, word)


FAULTS = LedgerTable(
    "template_faults",
    "毛病",
    (
        Column("paragraph", "段落", 44, Align.RIGHT, kind=Kind.NUMBER),
        Column("tag", "标记", 120),
        Column("message", "毛病", 170, wrap=True),
        Column("suggestion", "提示", 110, wrap=True),
    ),
    unit_word="处",
)
FIELDS = LedgerTable(
    "template_fields",
    "字段",
    (
        Column("field", "字段", 124),
        Column("type", "类型", 44),
        Column("missing", "缺了怎样", 96, show=_missing_shown),
        Column("unit", "单位", 44),
        Column("source", "来处", 120),
    ),
    frozen=1,
    unit_word="个",
)


class TemplatesTab(QWidget):
    """A template is checked before it is used; the shipped one can be copied out to begin from."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.context = page, page.context
        theme = self.context.theme
        self.file: Path | None = None
        self.faults_found: tuple[Fault, ...] = ()
        self.kinds = KindList(theme)
        self.faults = LedgerTableView(theme, FAULTS, ticks=False)
        self.fields = LedgerTableView(theme, FIELDS, ticks=False, rows=LIST_ROW)
        for table in (self.faults, self.fields):
            table.bar.setMaximumHeight(0)
        self.faults.stretch("message")
        self.fields.stretch("source")
        self.chip = StateChip(theme, Mark(Shape.EMPTY, "还没有检查"))
        self.in_use, self.checked = ElidedLabel("", "secondary"), ElidedLabel()
        self._build()
        self.kinds.chosen.connect(self._show_kind)
        self.fields.activated.connect(self._copy)
        self.fields.grid.doubleClicked.connect(self._copy_current)

    def refresh(self) -> None:
        """The kind in hand with its words and the version in use."""
        if not self.kinds.kind():
            self.kinds.set_kind("supervision_letter")
        self._show_in_use()
        self._judge()

    def status_texts(self) -> Sequence[str]:
        """How many words, how many faults."""
        texts = [f"字段 {len(self.fields.all_records())}"]
        return [*texts, f"要改 {len(self.faults_found)} 处"] if self.file is not None else texts

    def zones(self) -> Sequence[QWidget]:
        """Kinds, faults, words."""
        return (self.kinds.list, self.faults.grid, self.fields.grid)

    # -- verbs

    def choose(self) -> None:
        """选模板文件"""
        chosen, _ = QFileDialog.getOpenFileName(self, "要检查的模板", "", "Word 文档 (*.docx)")
        if chosen:
            self.check(Path(chosen))

    def check(self, file: Path) -> None:
        """All faults at once, in the worker."""
        self.page.clear_error()
        self.file = file
        work = partial(_checked, file, self.kinds.kind())
        self.context.jobs.start("正在检查模板", work, done=self._show_faults, failed=self._refused)

    def install(self) -> None:
        """启用 as the next version of the office's own template."""
        from desktop.operations.papers import workshop

        if self.file is not None:
            kind = self.kinds.kind()
            self.context.write(workshop.install, self.file, kind, done=self._installed, failed=self.page.show_error)

    def save_template(self) -> None:
        """存一份现用模板 to edit in WPS."""
        kind = self.kinds.kind()
        name = f"{recipe_of(kind).title}.docx"
        chosen, _ = QFileDialog.getSaveFileName(self, "现用模板存到", name, "Word 文档 (*.docx)")
        if chosen:
            Path(chosen).write_bytes(self.template_bytes())
            self.page.say(f"已存：{chosen}。在 WPS 中改好后，回来检查、启用。")

    def template_bytes(self) -> bytes:
        """The template in use: the office's own, else the shipped one."""
        own = papers.template_of(self.context.reader, self.kinds.kind())
        if own is not None:
            return self.context.ledger.pool.read(own[0])
        return (templates_folder() / f"{self.kinds.kind()}.docx").read_bytes()

    # -- answers

    def _show_faults(self, found: list[Any]) -> None:
        self.faults_found = tuple(found)
        lines = [
            FaultLine(place, one.paragraph, one.tag, one.message, one.suggestion) for place, one in enumerate(found, 1)
        ]
        self.faults.show_records(lines)
        name = self.file.name if self.file is not None else ""
        self.checked.set_full_text(name)
        mark = (
            Mark(Shape.TRIANGLE, f"要改 {len(lines)} 处", Tone.RED)
            if lines
            else Mark(Shape.CHECK, "可以启用", Tone.GREEN)
        )
        self.chip.set_mark(mark)
        self.faults.set_empty_state(f"“{name}”没有要改的地方，可以启用。")
        self._judge()
        self.changed.emit()

    def _refused(self, error: Any) -> None:
        self.file = None
        self._forget()
        self.page.show_error(error)

    def _installed(self, _changes: Changes) -> None:
        self.page.say("已启用，以后的草稿和签发用这个模板；已签发的不变。")
        self._show_in_use()

    def _show_kind(self, kind: str) -> None:
        described = recipe_of(kind).as_json()["fields"]
        lines = [
            FieldLine(place, one["field"], one["type"], one["missing"], one["unit"], one["source"])
            for place, one in enumerate(described, 1)
        ]
        self.fields.show_records(lines)
        self.file = None
        self._forget()
        self._show_in_use()

    def _forget(self) -> None:
        self.faults_found = ()
        self.faults.show_records(())
        self.faults.set_empty_state(
            "选一个在 WPS 中改过的模板文件，程序一次列出全部要改的地方。", "选模板文件…", self.choose
        )
        self.checked.set_full_text("")
        self.chip.set_mark(Mark(Shape.EMPTY, "还没有检查"))
        self._judge()
        self.changed.emit()

    def _show_in_use(self) -> None:
        kind = self.kinds.kind()
        own = papers.template_of(self.context.reader, kind)
        version = papers.template_version(self.context.reader, kind)
        told = f"本机关第 {version} 版（{own[1]}）" if own is not None else "程序自带的模板"
        self.in_use.set_full_text(f"现用：{told}")

    def _judge(self) -> None:
        reason = self.context.why_not(Action.EDIT_TEMPLATE, writes=True)
        ready = self.file is not None and not self.faults_found
        self.install_button.setEnabled(ready and not reason)
        self.install_button.setToolTip(reason or ("" if ready else "先检查；没有要改的地方才能启用"))

    def _copy_current(self) -> None:
        self._copy(self.fields.current_record())

    def _copy(self, line: FieldLine | None) -> None:
        if line is not None:
            QApplication.clipboard().setText(line.tag)
            self.page.say(f"已复制 {line.tag}{line.hint}。")

    # -- building

    def _build(self) -> None:
        theme = self.context.theme
        self.choose_button, self.install_button = QPushButton("选模板文件…"), QPushButton("启用")
        self.save_button = QPushButton("存一份现用模板…")
        self.install_button.setProperty("primary", True)
        self.choose_button.clicked.connect(self.choose)
        self.install_button.clicked.connect(self.install)
        self.save_button.clicked.connect(self.save_template)
        middle = Card().flush()
        middle.body.setSpacing(0)
        head = named(QWidget(), "card_head")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 5, 12, 5)
        row.addWidget(self.chip)
        row.addWidget(self.checked, 1)
        middle.body.addWidget(head)
        middle.body.addWidget(self.faults, 1)
        right = Card("字段清单").flush()
        hint = QLabel("　双击或按 Enter 复制字段，粘贴到 WPS 的模板里。")
        hint.setProperty("role", "secondary")
        hint.setFixedHeight(theme.px(32))
        right.body.addWidget(self.fields, 1)
        right.body.addWidget(hint)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        split.addWidget(middle)
        split.addWidget(right)
        split.setSizes([theme.px(520), theme.px(500)])
        split.setChildrenCollapsible(False)
        body = QHBoxLayout()
        body.setSpacing(8)
        body.addWidget(self.kinds)
        body.addWidget(split, 1)
        foot = Card()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.in_use, 1)
        for button in (self.save_button, self.choose_button, self.install_button):
            line.addWidget(button)
        foot.body.addLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(body, 1)
        layout.addWidget(foot)


def _checked(file: Path, kind: str) -> list[Fault]:
    from desktop.operations.papers.workshop import check_file

    return check_file(file, kind)
