"""The 佐证 tab: files in the ledger's pool and references to paper, each with its hash mark; files are dropped or chosen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.queries.findings import evidence_of
from db.records import EvidenceRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.host.paths import opened_copies_folder
from desktop.host.printing import office_of_this_pc
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ledgers.findings import FindingLine
from desktop.operations import evidence, evidence_copies
from desktop.operations.outgoing import Asked
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.file_preview import FilePreview, can_show, pages_of
from desktop.ui.dialogs.save_out_dialog import save_kept_file, save_kept_file_to
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.state_chip import MarkLabel

MARKS = {
    "未改动": Mark(Shape.CHECK, "未改动", Tone.GREEN),
    "已变动": Mark(Shape.TRIANGLE, "已变动", Tone.RED),
    "缺失": Mark(Shape.TRIANGLE, "缺失", Tone.RED),
}


class EvidenceTab(QWidget):
    """Evidence of the shown finding."""

    failed = Signal(object)
    paper_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._line: FindingLine | None = None
        self.rows: list[EvidenceLine] = []
        self.setAcceptDrops(True)
        self.list = QScrollArea()
        self.list.setWidgetResizable(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add_button = QPushButton("添加文件…")
        self.add_button.setIcon(context.theme.icon("paperclip"))
        self.add_button.clicked.connect(self.choose_files)
        self.paper_button = QPushButton("登记纸质材料…")
        self.paper_button.clicked.connect(self.paper_asked)
        hint = QLabel("把文件拖到这里")
        hint.setProperty("role", "secondary")
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 8)
        foot.addWidget(hint, 1)
        foot.addWidget(self.paper_button)
        foot.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)

    def show_finding(self, line: FindingLine | None) -> str:
        """Show a finding; returns how many pieces it has."""
        self._line, context = line, self._context
        found = evidence_of(context.reader, line.id, context.as_of, context.known_at) if line else ()
        may = line is not None and not self._context.why_not(Action.ADD_EVIDENCE, writes=True)
        self.add_button.setEnabled(may)
        self.paper_button.setEnabled(may)
        self._show_rows(found, may)
        hashes = [row.sha256 for row in found if row.sha256]
        if hashes:
            self._context.jobs.start("正在核对佐证", _Check(self._context.ledger, hashes), done=self._checked)
        return str(len(found)) if found else ""

    def add_files(self, paths: Sequence[Path]) -> None:
        """Keep files as evidence of the shown finding."""
        files = [path for path in paths if path.is_file()]
        if self._line is not None and files and self.add_button.isEnabled():
            self._context.write(evidence.add_files, self._line.id, files, label="正在存入佐证", failed=self.failed.emit)

    def choose_files(self) -> None:
        """添加文件…"""
        names, _kind = QFileDialog.getOpenFileNames(self, "添加佐证")
        self.add_files([Path(name) for name in names])

    def remove(self, row: EvidenceRow) -> None:
        """Put a piece into the recycle bin."""
        self._context.write(evidence.remove, row.id, failed=self.failed.emit)

    def save_copy(self, row: EvidenceRow) -> None:
        """另存为…: the only way a decrypted copy leaves the ledger."""
        name = row.file_name or row.title
        save_kept_file(self._context, row.sha256, name, self, self._copied, self.failed.emit)

    def copy_to(self, row: EvidenceRow, path: Path, asked: Asked = Asked()) -> None:
        """Write the copy where it is known where to."""
        name = row.file_name or row.title
        save_kept_file_to(self._context, row.sha256, name, path, asked, self._copied, self.failed.emit)

    def look_at(self, row: EvidenceRow) -> None:
        """查看: pictures and PDFs inside the program, other files by the program of their type."""
        if can_show(row.file_name):
            work = _Content(self._context.ledger, row)
            self._context.jobs.start("正在读取佐证", work, done=self._show_file, failed=self.failed.emit)
            return
        self._context.put_out(
            evidence_copies.copy_to_open,
            row.sha256,
            row.file_name or row.title,
            opened_copies_folder(),
            label="正在打开佐证",
            done=self._open_copy,
            failed=self.failed.emit,
        )

    def _show_file(self, found: tuple[EvidenceRow, bytes]) -> None:
        row, data = found
        try:
            pages = pages_of(row.file_name, data)
        except KnownError as error:
            self.failed.emit(error)
            return
        dialog = FilePreview(self._context.theme, row.title, pages, self.window())
        dialog.exec()
        dialog.deleteLater()

    def _open_copy(self, made: tuple[Path, object]) -> None:
        self._context.notify(office_of_this_pc().open_files([made[0]]).message)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if self.add_button.isEnabled() and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Dropped files become evidence."""
        self.add_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def _show_rows(self, found: Sequence[EvidenceRow], may: bool) -> None:
        inside = named(QWidget(), "paper")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(6)
        self.rows = [EvidenceLine(self, self._context, row, may) for row in found]
        for row in self.rows:
            layout.addWidget(row)
        if not found:
            layout.addWidget(QLabel("还没有佐证。销号至少要有 1 份。"))
        layout.addStretch(1)
        self.list.setWidget(inside)

    def _checked(self, words: dict[str, str]) -> None:
        for row in self.rows:
            row.show_state(words.get(row.row.sha256, ""))

    def _copied(self, path: Path) -> None:
        self._context.notify(f"已另存为 {path.name}")


class EvidenceLine(QFrame):
    """One piece of evidence."""

    def __init__(self, tab: EvidenceTab, context: AppContext, row: EvidenceRow, may: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self._tab, self.row = tab, row
        title = QLabel(row.title, wordWrap=True)
        pages = f"{row.pages} 页" if row.pages else ""
        parts = (row.kind, row.formed_on or "", pages, row.file_name, f"纸质，存 {row.paper}" if row.paper else "")
        meta = QLabel(" · ".join(part for part in parts if part), wordWrap=True)
        meta.setProperty("role", "secondary")
        self.state = MarkLabel(context.theme)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(title)
        texts.addWidget(meta)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 5, 8, 5)
        layout.addLayout(texts, 1)
        layout.addWidget(self.state)
        if row.sha256:
            layout.addWidget(self._link("查看", self._look))
            layout.addWidget(self._link("另存…", self._save))
        if may:
            layout.addWidget(self._link("移除", self._remove))

    def show_state(self, word: str) -> None:
        """未改动, 已变动 or 缺失."""
        self.state.set_mark(MARKS.get(word))

    def _link(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("link", True)
        button.clicked.connect(slot)
        return button

    def _look(self) -> None:
        self._tab.look_at(self.row)

    def _save(self) -> None:
        self._tab.save_copy(self.row)

    def _remove(self) -> None:
        self._tab.remove(self.row)


class _Check:
    """Reads and hashes the files, in the worker."""

    def __init__(self, ledger: Ledger, hashes: Sequence[str]) -> None:
        self._ledger, self._hashes = ledger, hashes

    def __call__(self) -> dict[str, str]:
        return {sha256: evidence.state_word(self._ledger, sha256) for sha256 in self._hashes}


class _Content:
    """Reads one file of the pool into memory, in the worker."""

    def __init__(self, ledger: Ledger, row: EvidenceRow) -> None:
        self._ledger, self._row = ledger, row

    def __call__(self) -> tuple[EvidenceRow, bytes]:
        return self._row, evidence_copies.content(self._ledger, self._row.sha256)
