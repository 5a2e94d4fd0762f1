"""按改定稿签发: what a hand changed in the file that the leader approved, and the question whether to freeze it."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from desktop.ledgers.ways_out import PAPER_ISSUED
from desktop.operations.outgoing import usual
from desktop.operations.papers.gathered import Gathered
from desktop.ui.context import AppContext
from desktop.ui.page import Page
from desktop.ui.paper_desk import Draft, Issued, PaperDesk, output_folder
from desktop.ui.widgets.writing_field import WritingLine

if TYPE_CHECKING:
    from desktop.operations.papers.edited import Comparison


class EditedDialog(QDialog):
    """The differences, paragraph by paragraph, and the figures that a hand changed; 返回检查 is the default."""

    def __init__(
        self, context: AppContext, draft: Draft, file: Path, found: Comparison, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme = context.theme
        title = draft.gathered.recipe.title
        self.setWindowTitle(f"按改定稿签发 {title}")
        self.resize(theme.px(720), theme.px(520))
        self.head = QLabel(
            f"{file.name}：与草稿相比，改动 {len(found.differences)} 段，改动数字 {len(found.figures)} 处。",
            wordWrap=True,
        )
        self.head.setProperty("role", "formula")
        self.text = QTextBrowser()
        self.text.setHtml(_told(found, theme.colours.red, theme.colours.green))
        self.accept_changes = QCheckBox(f"接受全部修订、删去批注后签发（共 {len(found.changes)} 处，见下）")
        self.accept_changes.setVisible(bool(found.changes))
        self.number = WritingLine("", "文件里已填文号的，留空；没有填的，留空则由程序编号")
        self.number.setAccessibleName("文号")
        sentence = QLabel(
            f"将把这个文件签发给“{draft.addressee}”：发出的一份文档属性改为本办公室，送签的原件原样留存。改过的数字记为手填。"
            "签发后不能撤销，只能更正或作废。",
            wordWrap=True,
        )
        self.back, self.verb = QPushButton("返回检查"), QPushButton("签发 1 份")
        self.back.setDefault(True)
        self.back.clicked.connect(self.reject)
        self.verb.setProperty("primary", True)
        self.verb.setAutoDefault(False)
        self.verb.clicked.connect(self.accept)
        self.verb.setEnabled(not found.changes)
        self.accept_changes.toggled.connect(self.verb.setEnabled)
        row = QHBoxLayout()
        row.addWidget(QLabel("文号"))
        row.addWidget(self.number, 1)
        self.purpose = WritingLine(usual(context.reader, PAPER_ISSUED, context.actor.name).purpose, "如：发文")
        self.purpose.setAccessibleName("用途")
        row.addWidget(QLabel("用途"))
        row.addWidget(self.purpose)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.verb)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self.head)
        layout.addWidget(self.accept_changes)
        layout.addWidget(self.text, 1)
        layout.addLayout(row)
        layout.addWidget(sentence)
        layout.addLayout(foot)


class IssuingTab(Protocol):
    """The tab that asks: it has a page and a desk and takes what was issued."""

    desk: PaperDesk
    context: AppContext

    @property
    def page(self) -> Page:
        """The page that the tab stands on."""
        ...

    def edited_issued(self, result: Issued) -> None:
        """The edited file stands in the register."""
        ...


class EditedPaper(QObject):
    """One edited file on its way: compared in the worker, asked about, frozen."""

    def __init__(self, tab: Any, draft: Draft, file: Path) -> None:
        super().__init__(tab)
        self._tab: IssuingTab = tab
        self._draft, self._file = draft, file

    def start(self) -> None:
        """Compare first; a file of another unit or a broken one is refused here."""
        tab = self._tab
        work = partial(tab.desk.compare, self._draft.gathered, self._file)
        tab.context.jobs.start("正在比对改定稿", work, done=self._compared, failed=tab.page.show_error)

    def _compared(self, found: Comparison) -> None:
        tab = self._tab
        dialog = EditedDialog(tab.context, self._draft, self._file, found, tab.page)
        if dialog.exec():
            words = (dialog.number.text().strip(), dialog.accept_changes.isChecked(), dialog.purpose.text().strip())
            self._issue(self._draft.gathered, *words)
        dialog.deleteLater()

    def _issue(self, one: Gathered, number: str, accept_changes: bool, purpose: str) -> None:
        tab = self._tab
        folder = output_folder(tab.context.settings.output_folder, tab.context.ledger, one.recipe.title)
        work = partial(
            tab.desk.issue_edited,
            tab.context.ledger,
            tab.context.actor,
            one,
            self._file,
            folder,
            number,
            accept_changes,
            purpose,
        )
        tab.context.jobs.start("正在签发", work, done=self._done, failed=tab.page.show_error)

    def _done(self, result: Issued) -> None:
        self._tab.edited_issued(result)
        self.deleteLater()


def _told(found: Comparison, red: str, green: str) -> str:
    parts = []
    if found.changes:
        parts.append("<p><b>还没有接受的修订和批注</b></p>")
        parts += [f"<p style='color:{red}'>▲ {escape(line)}</p>" for line in found.changes]
    if found.figures:
        parts.append("<p><b>改动的数字（签发后记为手填）</b></p>")
        parts += [f"<p style='color:{red}'>▲ {escape(str(figure))}</p>" for figure in found.figures]
    if found.differences:
        parts.append("<p><b>改动的段落</b></p>")
    for one in found.differences:
        before = (
            f"<span style='color:{red};text-decoration:line-through'>{escape(one.before)}</span>" if one.before else ""
        )
        after = f"<span style='color:{green}'>{escape(one.after)}</span>" if one.after else ""
        parts.append(f"<p>［{one.kind}］{before}{'<br>' if before and after else ''}{after}</p>")
    return "".join(parts) or "<p>与草稿逐段一致，数字没有改动。</p>"
