"""外观与本机: text size, contrast, density, the mark of this PC; what belongs to this PC is kept on it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QPushButton

from desktop.ui.context import AppContext
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.widgets.card import Card

SIZES = ((10, "标准（13 像素）"), (12, "大（15 像素）"), (14, "特大（17 像素）"))
DENSITIES = (("standard", "标准（两行）"), ("compact", "紧凑（一行）"))


class LooksPart(SystemPart):
    """The preferences of this PC."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        looks, machine = Card("外观"), Card("本机标定")
        self.letters, self.density = QComboBox(), QComboBox()
        for points, word in SIZES:
            self.letters.addItem(word, points)
        for code, word in DENSITIES:
            self.density.addItem(word, code)
        self.contrast = QCheckBox("高对比（黑线，无底色）")
        self.mark = QLineEdit(placeholderText="如 本机标定：内部（不得录入涉密内容）")
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow("字号", self.letters)
        form.addRow("台账行高", self.density)
        form.addRow("", self.contrast)
        looks.body.addLayout(form)
        below = QFormLayout()
        below.addRow("标定文字", self.mark)
        machine.body.addLayout(below)
        note = QLabel("由单位的保密管理人员确定，显示在窗口右上方；程序不判断密级。", wordWrap=True)
        note.setProperty("role", "secondary")
        machine.body.addWidget(note)
        self.saved = QLabel()
        self.saved.setProperty("role", "secondary")
        self.button = QPushButton("保存")
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self._save)
        self.button.setFixedWidth(context.theme.px(96))
        for card in (looks, machine):
            card.setMaximumWidth(context.theme.px(620))
        for widget in (looks, machine, self.saved, self.button):
            self.layout_.addWidget(widget)
        self.layout_.addStretch(1)

    def refresh(self) -> None:
        """Show what is kept."""
        kept = self.context.settings
        self.letters.setCurrentIndex(max(self.letters.findData(kept.font_points), 0))
        self.density.setCurrentIndex(max(self.density.findData(kept.density), 0))
        self.contrast.setChecked(bool(kept.window.get("high_contrast", False)))
        self.mark.setText(kept.machine_mark)

    def _save(self) -> None:
        kept = self.context.settings
        self.context.keep_settings(
            font_points=self.letters.currentData(),
            density=self.density.currentData(),
            machine_mark=self.mark.text().strip(),
            window={**kept.window, "high_contrast": self.contrast.isChecked()},
        )
        self.saved.setText("已保存。字号和高对比在下次打开程序时生效。")
        self.context.notify("已保存本机的设置。")
