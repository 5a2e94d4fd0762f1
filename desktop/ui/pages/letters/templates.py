"""模板检查: all faults of a clerk's template at once, the words that may stand in it, and the version in use."""

from __future__ import annotations

from collections.abc import Sequence
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
    QVBoxLayout,
    QWidget,
)

from db.queries import papers
from db.store import Ledger
from desktop.documents.recipe import Recipe
from desktop.errors import KnownError
from desktop.host.printing import office_of_this_pc
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.operations.change import Changes
from desktop.operations.papers import catalogue
from desktop.rules.permissions import Action, Actor
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.page import Page
from desktop.ui.pages.letters.kind_list import KindList
from desktop.ui.pages.letters.template_lists import FAULTS, FIELDS, FaultLine, FieldLine
from desktop.ui.paper_desk import output_folder
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.split import Split
from desktop.ui.widgets.state_chip import StateChip
from desktop.ui.widgets.writing_field import WritingLine

if TYPE_CHECKING:
    from desktop.documents.template_faults import Fault
    from desktop.operations.papers.own_kinds import Checked


class TemplatesTab(QWidget):
    """A template is checked before it is used; the shipped one can be copied out to begin from."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.context = page, page.context
        theme = self.context.theme
        self.file: Path | None = None
        self.faults_found: tuple[Fault, ...] = ()
        self.kinds = KindList(theme, self._recipes())
        self.faults = LedgerTableView(theme, FAULTS, ticks=False)
        self.fields = LedgerTableView(theme, FIELDS, ticks=False, rows=LIST_ROW)
        for table in (self.faults, self.fields):
            table.bar.setMaximumHeight(0)
            ListVerbs(self.context, table)
        self.faults.stretch("message")
        self.fields.stretch("source")
        self.chip = StateChip(theme, Mark(Shape.EMPTY, "还没有检查"))
        self.in_use, self.checked = ElidedLabel("", "secondary"), ElidedLabel()
        self.reason = WritingLine("", "改了什么、为什么改，记入版本")
        self.reason.setAccessibleName("为什么改")
        self._build()
        self.kinds.chosen.connect(self._show_kind)
        self.fields.activated.connect(self._copy)
        self.fields.grid.doubleClicked.connect(self._copy_current)

    def refresh(self) -> None:
        """The kind in hand with its words and the version in use."""
        self.kinds.show_recipes(self._recipes())
        if not self.kinds.kind():
            self.kinds.set_first()
        self._show_in_use()
        self._judge()

    def status_texts(self) -> Sequence[str]:
        """How many words, how many faults."""
        texts = [f"字段 {len(self.fields.all_records())}"]
        return [*texts, f"要改 {len(self.faults_found)} 处"] if self.file is not None else texts

    def zones(self) -> Sequence[QWidget]:
        """Kinds, faults, words."""
        return (self.kinds.list, self.faults.grid, self.fields.grid)

    def recipe(self) -> Recipe:
        """The declaration of the kind in hand, also of one that was only begun."""
        return catalogue.recipe(self.context.reader, self.kinds.kind(), begun=True)

    def _recipes(self) -> tuple[Recipe, ...]:
        return catalogue.recipes(self.context.reader, begun=True)

    # -- verbs

    def new_kind(self) -> None:
        """新文种…: declared here, then its Word file opens beside the list of fields."""
        from desktop.ui.pages.letters.new_kind_dialog import NewKindDialog

        dialog = NewKindDialog(self.context, catalogue.recipes(self.context.reader), self)
        if dialog.exec() and isinstance(dialog.result_value, tuple):
            self.begin_template(dialog.result_value[0])
        dialog.deleteLater()

    def begin_template(self, kind: str) -> None:
        """Put a new kind in hand and hand its first template to WPS."""
        from desktop.operations.papers import own_kinds

        self.kinds.show_recipes(self._recipes())
        self.kinds.set_kind(kind)
        self._show_kind(kind)
        folder = output_folder(self.context.settings.output_folder, self.context.ledger, "模板")
        try:
            file = own_kinds.first_template(self.context.ledger, self.context.actor, kind, folder)
        except KnownError as error:
            self.page.show_error(error)
            return
        said = office_of_this_pc().open_files([file]).message
        self.page.say(f"{said}改好后点“选模板文件…”检查、启用；字段在右边双击复制。")

    def choose(self) -> None:
        """选模板文件"""
        chosen, _ = QFileDialog.getOpenFileName(self, "要检查的模板", "", "Word 文档 (*.docx)")
        if chosen:
            self.check(Path(chosen))

    def check(self, file: Path) -> None:
        """All faults at once, in the worker."""
        self.page.clear_error()
        self.file = file
        folder = output_folder(self.context.settings.output_folder, self.context.ledger, "试印")
        work = partial(_checked, self.context.ledger, file, self.kinds.kind(), folder)
        self.context.jobs.start("正在检查模板", work, done=self._show_faults, failed=self._refused)

    def install(self) -> None:
        """启用 as the next version of the office's own template."""
        from desktop.operations.papers import workshop

        if self.file is not None:
            kind = self.kinds.kind()
            self.context.write(
                workshop.install, self.file, kind, self.reason.text(), done=self._installed, failed=self.page.show_error
            )

    def show_versions(self) -> None:
        """版本…: who changed the template, when and why, what was changed, and the way back."""
        from desktop.ui.pages.letters.template_versions_dialog import TemplateVersionsDialog

        dialog = TemplateVersionsDialog(self.context, self.kinds.kind(), self)
        dialog.exec()
        dialog.deleteLater()
        self._show_in_use()

    def save_template(self) -> None:
        """存一份现用模板 to edit in WPS."""
        name = f"{self.recipe().title}.docx"
        chosen, _ = QFileDialog.getSaveFileName(self, "现用模板存到", name, "Word 文档 (*.docx)")
        if chosen:
            self.context.put_out(
                _copied_out, self.kinds.kind(), Path(chosen), done=self._saved, failed=self.page.show_error
            )

    def _saved(self, path: Path) -> None:
        self.page.say(f"已存：{path}。在 WPS 中改好后，回来检查、启用。")

    def template_bytes(self) -> bytes:
        """The template in use: the office's own, else the shipped one."""
        from desktop.operations.papers import workshop

        kind = self.kinds.kind()
        begun = papers.template_of(self.context.reader, kind) is None and self.recipe().own
        return workshop.template_bytes(self.context.ledger, self.recipe().like if begun else kind)

    # -- answers

    def _show_faults(self, checked: Checked) -> None:
        found = checked.faults
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
        self._tell_trials(checked)
        self.changed.emit()

    def _tell_trials(self, checked: Checked) -> None:
        """Where the copy with comments and the trial prints are, and clauses that no word proves: told, not refused."""
        if checked.marked is not None:
            self.page.say(f"已存一份带批注的副本，毛病标在原处：{checked.marked}")
        elif checked.unproven:
            self.page.say(f"有 {len(checked.unproven)} 处断语没有字段依据，请核对：{checked.unproven[0]}")
        elif checked.trials:
            self.page.say(f"已试印最短、最长、最空各一份，请打开看一看：{checked.trials[0].parent}")

    def _refused(self, error: Any) -> None:
        self.file = None
        self._forget()
        self.page.show_error(error)

    def _installed(self, _changes: Changes) -> None:
        self.reason.clear()
        self.page.say("已启用，以后的草稿和签发用这个模板；已签发的不变。")
        self._show_in_use()

    def _show_kind(self, kind: str) -> None:
        described = catalogue.recipe(self.context.reader, kind, begun=True).as_json()["fields"]
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
        self.reason.clear()
        self.chip.set_mark(Mark(Shape.EMPTY, "还没有检查"))
        self._judge()
        self.changed.emit()

    def _show_in_use(self) -> None:
        kind = self.kinds.kind()
        own = papers.template_of(self.context.reader, kind)
        version = papers.template_version(self.context.reader, kind)
        told = f"本机关第 {version} 版（{own[1]}）" if own is not None else "程序自带的模板"
        if own is None and kind and self.recipe().own:
            told = "还没有启用模板，不能出文"
        self.in_use.set_full_text(f"现用：{told}")

    def _judge(self) -> None:
        reason = self.context.why_not(Action.EDIT_TEMPLATE, writes=True)
        self.new_button.setEnabled(not reason)
        self.new_button.setToolTip(reason or "从相近的文种复制一种新文书")
        ready = self.file is not None and not self.faults_found
        self.reason.setVisible(ready and not reason)
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
        self.save_button, self.new_button = QPushButton("存一份现用模板…"), QPushButton("新文种…")
        self.versions_button = QPushButton("版本…")
        self.versions_button.setToolTip("谁在什么时候、为什么改的，改了哪些字，换回以前的一版")
        self.versions_button.clicked.connect(self.show_versions)
        self.install_button.setProperty("primary", True)
        self.choose_button.clicked.connect(self.choose)
        self.install_button.clicked.connect(self.install)
        self.save_button.clicked.connect(self.save_template)
        self.new_button.clicked.connect(self.new_kind)
        middle = Card().flush()
        middle.body.setSpacing(0)
        head = named(QWidget(), "card_head")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 5, 12, 5)
        row.addWidget(self.chip)
        row.addWidget(self.checked, 1)
        row.addWidget(self.reason, 2)
        middle.body.addWidget(head)
        middle.body.addWidget(self.faults, 1)
        right = Card("字段清单").flush()
        hint = QLabel("　双击或按 Enter 复制字段，粘贴到 WPS 的模板里。")
        hint.setProperty("role", "secondary")
        hint.setFixedHeight(theme.px(32))
        right.body.addWidget(self.fields, 1)
        right.body.addWidget(hint)
        split = Split(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        split.addWidget(middle)
        split.addWidget(right)
        split.share_out([theme.px(520), theme.px(500)])
        split.setChildrenCollapsible(False)
        body = QHBoxLayout()
        body.setSpacing(8)
        body.addWidget(self.kinds)
        body.addWidget(split, 1)
        foot = Card()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.in_use, 1)
        verbs = (self.new_button, self.versions_button, self.save_button, self.choose_button, self.install_button)
        for button in verbs:
            line.addWidget(button)
        foot.body.addLayout(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(body, 1)
        layout.addWidget(foot)


def _copied_out(ledger: Ledger, actor: Actor, kind: str, target: Path) -> Path:
    from desktop.operations.papers.template_copies import save_copy  # brings Word's libraries along

    return save_copy(ledger, actor, kind, target)


def _checked(ledger: Ledger, file: Path, kind: str, folder: Path) -> Checked:
    from desktop.host.fonts import installed_families
    from desktop.operations.papers import own_kinds
    from desktop.operations.papers.workshop import Workshop, check_file

    reader = ledger.another_reader()
    try:
        if not catalogue.recipe(reader, kind, begun=True).own:
            faults = tuple(check_file(file, kind, reader))
            return own_kinds.Checked(
                faults, (), marked=own_kinds.with_comments(file, faults, folder) if faults else None
            )
        return own_kinds.check(Workshop(ledger, installed_families()), reader, kind, file, folder)
    finally:
        reader.close()
