"""事项: the matters by which common findings are proposed, with the words that tell them (M8, page 14)."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ledgers.column import Column, LedgerTable
from desktop.operations import matters
from desktop.operations.matters import Matter
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.widgets.writing_field import WritingField

_KEPT = "已登记、已列入的共性问题不变，只影响以后的归组建议"
TABLE = LedgerTable(
    "matters",
    "共性问题事项",
    (
        Column("name", "事项", 230),
        Column("text", "说到它的词", 520),
        Column("standing", "来源", 90),
    ),
    unit_word="个",
)


class MattersPart(SystemPart):
    """The shipped list as the office changed it."""

    tables = ("setting",)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.add_table(TABLE, "没有事项，共性问题只按文字相似归组。", stretched="text")
        self.add_verb("新增事项…", self._add, action=Action.EDIT_DICTIONARY, tooltip=_KEPT)
        self.add_verb("修改…", self._change, action=Action.EDIT_DICTIONARY, needs_row=True, tooltip=_KEPT)
        self.add_verb("移除", self._remove, action=Action.EDIT_DICTIONARY, needs_row=True, tooltip=_KEPT)
        self.back = self.add_verb("恢复移除的…", self._bring_back, action=Action.EDIT_DICTIONARY)

    def refresh(self) -> None:
        """Read the matters."""
        self.show_records(matters.matters(self.context.reader))
        out = matters.taken_out(self.context.reader)
        self.back.setText(f"恢复移除的 {len(out)} 个" if out else "恢复移除的")
        self.back.setVisible(bool(out))

    def _add(self) -> None:
        MatterDialog(self.context, self).exec()

    def _change(self) -> None:
        MatterDialog(self.context, self, self.row_in_hand()).exec()

    def _remove(self) -> None:
        self.context.write(matters.remove, self.row_in_hand().name, failed=self.failed.emit)

    def _bring_back(self) -> None:
        out = matters.taken_out(self.context.reader)
        self.context.write(matters.bring_back, out, failed=self.failed.emit)


class MatterDialog(FormDialog):
    """A matter: its name, and the words that tell it."""

    def __init__(self, context: AppContext, parent: QWidget, matter: Matter | None = None) -> None:
        verb = "修改" if matter else "新增"
        super().__init__(context, f"{verb}事项", verb, parent, 620)
        self.matter = matter
        self.note("词与词之间用顿号；“甲+乙”表示两处都要出现。词越长越说明问题，写在第一分句里的加倍。")
        self.name, self.words = QLineEdit(), WritingField("公务接待、接待+无公函", 6)
        if matter is not None:
            self.name.setText(matter.name)
            self.words.set_text(matter.text)
        self.row("事项", self.name)
        self.row("说到它的词", self.words)

    def carry_out(self) -> None:
        """Keep it."""
        former = self.matter.name if self.matter else ""
        self.run(matters.put, self.name.text(), matters.words_in(self.words.text()), former)
