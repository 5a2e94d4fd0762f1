"""The right card of 批量出文: one draft to read, jumps to the others, what it lacks and where that is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.host.printing import office_of_this_pc
from desktop.ui.dialogs.style_dialog import StyleDialog
from desktop.ui.page import Page
from desktop.ui.paper_desk import Draft
from desktop.ui.paper_preview import PaperPreview
from desktop.ui.paper_rows import open_rows, write_draft
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.properties import named

if TYPE_CHECKING:
    from desktop.documents.style_check.remark import Remark

HINT = "底纹数字均可追溯：点一下，列出它背后的问题。签发后定稿。"


class PaperReader(Card):
    """`asked` tells the id of the draft to put in hand, `filled` that a missing word is wanted."""

    asked = Signal(int)
    filled = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__("预览", " ")
        self.flush()
        self._page, self._context = page, page.context
        self._draft: Draft | None = None
        self._drafts: tuple[Draft, ...] = ()
        self.remarks: tuple[Remark, ...] = ()
        theme = self._context.theme
        self.before, self.after = QToolButton(), QToolButton()
        for button, icon, words, step in (
            (self.before, "chevron_left", "上一份", -1),
            (self.after, "chevron_right", "下一份", 1),
        ):
            button.setIcon(theme.icon(icon))
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(partial(self._step, step))
            self.head.addWidget(button)
        self.first, self.longest, self.lacking = QToolButton(), QToolButton(), QToolButton()
        for button, words, slot in (
            (self.first, "首份", self._to_first),
            (self.longest, "最长", self._to_longest),
            (self.lacking, "缺项", self._to_lacking),
        ):
            button.setText(words)
            button.clicked.connect(slot)
            self.head.addWidget(button)
        self.preview = PaperPreview(theme)
        self.preview.figure_clicked.connect(self._open_rows)
        self.body.addWidget(self.preview, 1)
        self.body.addWidget(self._foot())

    def show_draft(self, draft: Draft | None, drafts: Sequence[Draft]) -> None:
        """Show one of the drafts."""
        shown = self._draft
        same = draft is not None and shown is not None and (draft.data, draft.number) == (shown.data, shown.number)
        self._draft, self._drafts = draft, tuple(drafts)
        place = next((n for n, one in enumerate(self._drafts, 1) if draft is not None and one.id == draft.id), 0)
        self.note_label.set_full_text(f"{place} / {len(self._drafts)}　{draft.addressee}" if draft is not None else "")
        for button in (self.before, self.after, self.first, self.longest):
            button.setEnabled(len(self._drafts) > 1)
        self.lacking.setEnabled(any(one.blocking or one.marked for one in self._drafts))
        if draft is not None and not same:
            reserved = "" if draft.sent else draft.number.removesuffix("号").strip()
            self.preview.show_paper(draft.data, draft.entries, draft.addressee, reserved)
        if not same:
            self._look_at_style(draft)
        self._show_foot(draft)

    def hide_jumps(self) -> None:
        """For a page that shows one paper."""
        for button in (self.before, self.after, self.first, self.longest, self.lacking):
            button.hide()

    def show_sentence(self, text: str) -> None:
        """Say why there is no paper to read."""
        self.show_draft(None, ())
        self.preview.show_sentence(text)

    def _foot(self) -> QWidget:
        foot = named(QWidget(), "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 4, 8, 4)
        self.hint = QLabel(HINT, wordWrap=True)
        self.hint.setProperty("role", "secondary")
        self.fill, self.open_button = QPushButton("去补"), QPushButton("用 WPS 打开草稿")
        self.fill.setProperty("link", True)
        self.open_button.setProperty("link", True)
        self.fill.clicked.connect(self._fill)
        self.open_button.clicked.connect(self._open_draft)
        self.style_button = QPushButton()
        self.style_button.setProperty("link", True)
        self.style_button.setToolTip("逐处列出，附位置和建议写法")
        self.style_button.clicked.connect(self.show_remarks)
        self.style_button.hide()
        row.addWidget(self.hint, 1)
        row.addWidget(self.style_button)
        row.addWidget(self.fill)
        row.addWidget(self.open_button)
        return foot

    def _show_foot(self, draft: Draft | None) -> None:
        lacking = (draft.blocking or draft.marked) if draft is not None else ()
        self.open_button.setEnabled(draft is not None)
        self.fill.setVisible(bool(lacking))
        if draft is None or not lacking:
            self.hint.setText(HINT)
        elif draft.blocking:
            self.hint.setText(
                f"{draft.addressee}缺“{lacking[0]}”，该份不签发、不占号，其余不受影响。{_source(draft, lacking[0])}"
            )
        else:
            self.hint.setText(f"“{lacking[0]}”请确认：签发即视为确认。{_source(draft, lacking[0])}")
        self.hint.setProperty("tone", "red" if draft is not None and draft.blocking else "")
        self.hint.style().unpolish(self.hint)
        self.hint.style().polish(self.hint)

    # -- usage

    def show_remarks(self) -> None:
        """用语提示: the remarks on the paper in sight."""
        StyleDialog(self._context, self.remarks, self.preview.show_place, self).exec()

    def _look_at_style(self, draft: Draft | None) -> None:
        """The paper in sight against the office's usage, in the worker; a paper that went out is as it is."""
        self._styled()
        if draft is not None and not draft.sent:
            self._context.jobs.start(
                "正在看用语", partial(_read_style, draft), done=self._style_read, failed=self._page.show_error
            )

    def _style_read(self, answer: tuple[bytes, tuple[Remark, ...]]) -> None:
        data, remarks = answer
        if self._draft is not None and self._draft.data == data:
            self._styled(remarks)

    def _styled(self, remarks: tuple[Remark, ...] = ()) -> None:
        self.remarks = remarks
        self.style_button.setText(f"用语提示 {len(remarks)} 处")
        self.style_button.setVisible(bool(remarks))

    # -- the foot

    def _fill(self) -> None:
        if self._draft is not None:
            self.filled.emit(self._draft)

    def _step(self, by: int) -> None:
        ids = [one.id for one in self._drafts]
        if self._draft is not None and self._draft.id in ids:
            self.asked.emit(ids[(ids.index(self._draft.id) + by) % len(ids)])

    def _to_first(self) -> None:
        self._to(self._drafts[:1])

    def _to_longest(self) -> None:
        self._to(sorted(self._drafts, key=lambda one: (-one.pages, -len(one.data)))[:1])

    def _to_lacking(self) -> None:
        """The next one that lacks something, blocked ones first."""
        wanted = [one for one in self._drafts if one.blocking] or [one for one in self._drafts if one.marked]
        ids = [one.id for one in wanted]
        place = ids.index(self._draft.id) + 1 if self._draft is not None and self._draft.id in ids else 0
        self._to(wanted[place % len(wanted) :][:1] if wanted else [])

    def _to(self, found: Sequence[Draft]) -> None:
        if found:
            self.asked.emit(found[0].id)

    def _open_rows(self, entry: Any) -> None:
        open_rows(self._context, self._page.say, entry.name, entry.value_text, entry.origin, entry.rows)

    def _open_draft(self) -> None:
        """A copy of the draft for WPS, in the folder of temporary drafts beside the ledger's papers."""
        if self._draft is None:
            return
        draft = self._draft
        work = partial(write_draft, self._context, draft)
        self._context.jobs.start("正在打开草稿", work, done=self._opened, failed=self._page.show_error)

    def _opened(self, path: Any) -> None:
        self._page.say(office_of_this_pc().open_files([path]).message)


def _read_style(draft: Draft) -> tuple[bytes, tuple[Remark, ...]]:
    from desktop.operations.style_checking import of_draft  # brings the library of XML along

    return draft.data, of_draft(draft.data, draft.addressee, draft.quoted)


def _source(draft: Draft, lacking: str) -> str:
    """Where a missing word comes from, as the vocabulary says it."""
    name = lacking.split("（")[0].split(".")[0]
    field = next((item for item in draft.gathered.recipe.fields if item.name == name), None)
    return f"来处：{field.source}。" if field is not None and field.source else ""
