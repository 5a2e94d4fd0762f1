"""机关设置: what every paper of the office says about it: mark, signature, contact, the character of its numbers."""

from __future__ import annotations

import json

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from db.queries.settings import setting
from desktop.errors import KnownError
from desktop.operations.office import POSTS, set_up
from desktop.operations.outgoing import DEFAULT_MARK
from desktop.operations.papers.office import posts_of_leaders, read_posts, seal_setting
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed, side_by_side
from desktop.ui.widgets.writing_field import WritingField, WritingLine

WORDS = (
    ("office", "办公室全称", "发文机关标志和署名，如 中共云岭县委巡察工作领导小组办公室"),
    ("office_short", "办公室简称", "印在清单页脚，如 云岭县委巡察办"),
    ("leading_group", "领导小组全称", "巡察建议书的发文机关"),
    ("county", "县名", "如 云岭县；主送单位全称用"),
    ("number_prefix", "字号代字", "如 云；文号为 云巡督〔2026〕1号"),
    (POSTS, "巡察编制", "人数，如 18；人均任务按它算，不填按人才库在库人数算"),
    ("contact", "联系人", ""),
    ("phone", "联系电话", ""),
    (DEFAULT_MARK, "默认标识", "导出、打印时先填的标识，如 内部；不填不印"),
)
SEAL_PIXELS = 500
"""42 mm at 300 dots an inch."""


class OfficeDialog(FormDialog):
    """Every word is used from the next draft on; issued papers stay as they are."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "机关设置", "保存", parent, width=520)
        self.note("从下一份草稿起使用；已签发的文书不变。")
        self.lines: dict[str, WritingLine] = {}
        self._before = {name: setting(context.reader, name) for name, _label, _hint in WORDS}
        for name, label, hint in WORDS:
            self.lines[name] = WritingLine(self._before[name], hint)
            self.row(label, self.lines[name])
        self._posts = posts_of_leaders(context.reader)
        self.posts = self.row(
            "县领导职务", WritingField("按排名，每行一人：姓名、空格、职务，如 秦望舒 副县长", lines=3)
        )
        self.posts.set_text("\n".join(f"{name} {post}".rstrip() for name, post in self._posts.items()))
        self.seal = self._before_seal = setting(context.reader, "seal_picture")
        self.seal_told = QLabel()
        self.choose_seal, self.drop_seal = QPushButton("选图…"), QPushButton("去掉")
        for button, verb in ((self.choose_seal, self._choose), (self.drop_seal, self._drop)):
            button.setAutoDefault(False)
            button.clicked.connect(verb)
        self.row("印章图", side_by_side(self.choose_seal, self.drop_seal, self.seal_told))
        self._show_seal()

    def take_seal(self, path: str) -> None:
        """A picture file as the seal; one that is none, or too large, is told in the dialog."""
        picture = QImage(path)
        if picture.isNull():
            self.fail(KnownError("这个文件不是能读的图片。请另选一张 PNG 或 JPG。"))
            return
        wide = min(picture.width(), SEAL_PIXELS)
        data = QBuffer()
        data.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation).save(data, "PNG")  # type: ignore[call-overload]
        try:
            self.seal = seal_setting(bytes(data.data().data()))
        except KnownError as error:
            self.fail(error)
        self._show_seal()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "印章图", "", "图片 (*.png *.jpg *.jpeg *.bmp)")
        if chosen:
            self.take_seal(chosen)

    def _drop(self) -> None:
        self.seal = ""
        self._show_seal()

    def _show_seal(self) -> None:
        self.seal_told.setText("已有印章图" if self.seal else "没有；模板里的印章位置留空")
        self.drop_seal.setEnabled(bool(self.seal))

    def carry_out(self) -> None:
        """The office needs a name; the rest may wait."""
        words = {name: line.text().strip() for name, line in self.lines.items()}
        needed(words["office"], "办公室全称")
        changed = {name: text for name, text in words.items() if text != self._before[name]}
        posts = read_posts(self.posts.toPlainText())
        before = [(name, post) for name, post in self._posts.items() if post]
        if list(posts.items()) != before:  # another order alone is another rank
            changed["leader_titles"] = json.dumps(posts, ensure_ascii=False)
        if self.seal != self._before_seal:
            changed["seal_picture"] = self.seal
        if changed:
            self.run(set_up, changed, "修改机关设置")
        else:
            self.accept()
