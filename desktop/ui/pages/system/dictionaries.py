"""字典: categories, phrases and aliases of the office."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from db.queries import dictionaries as queries
from db.queries import units as unit_queries
from desktop.errors import KnownError
from desktop.ledgers.book_table import table_from
from desktop.ledgers.dictionaries import ALIAS_BOOK, CATEGORY_BOOK, PHRASE_BOOK
from desktop.operations import dictionaries, pinyin_readings, units
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.widgets.eliding_choice import typed_choice
from desktop.ui.widgets.unit_picker import UnitPicker
from desktop.ui.widgets.writing_field import WritingField

CATEGORIES = table_from(CATEGORY_BOOK, name="categories")
PHRASES = table_from(PHRASE_BOOK)
ALIASES = table_from(ALIAS_BOOK, name="aliases")


class _EditedPart(SystemPart):
    """A list whose cells are typed in."""

    stored = ""

    def take_edits(self) -> None:
        """Cells may be typed in where the right allows it."""
        assert self.table is not None
        self.table.edited.connect(self._edited)

    def guard_cells(self) -> None:
        """Fixed while looking back or without the right."""
        assert self.table is not None
        self.table.set_editable(
            not self.context.why_not(Action.EDIT_DICTIONARY, writes=True), self.context.actor.rights
        )

    def _edited(self, row: Any, field: str, value: str) -> None:
        word: Any = value
        if field == "sort":
            if not value.isdigit():
                self.failed.emit(KnownError(f"“序”填的是“{value}”，应为整数，如 12。"))
                return
            word = int(value)
        self.context.write(dictionaries.put, self.stored, {field: word}, row.id, failed=self.failed.emit)

    def _remove(self) -> None:
        self.context.write(dictionaries.remove, self.stored, self.row_in_hand().id, failed=self.failed.emit)


class CategoriesPart(_EditedPart):
    """分类方案: which categories a finding may have."""

    tables = ("category",)
    stored = "category"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.add_table(CATEGORIES, "还没有分类。", stretched="level1")
        self.add_verb("新增分类…", self._add, action=Action.EDIT_DICTIONARY)
        self.add_verb(
            "移除", self._remove, action=Action.EDIT_DICTIONARY, needs_row=True, tooltip="已用此分类的问题不变"
        )
        self.take_edits()

    def refresh(self) -> None:
        """Read the categories."""
        self.guard_cells()
        self.show_records(queries.categories(self.context.reader))

    def _add(self) -> None:
        _CategoryDialog(self.context, self, queries.categories(self.context.reader)).exec()


class _CategoryDialog(FormDialog):
    def __init__(self, context: AppContext, parent: QWidget, rows: tuple[queries.CategoryRow, ...]) -> None:
        super().__init__(context, "新增分类", "新增", parent)
        self.scheme, self.level1 = typed_choice(), typed_choice()
        self.scheme.addItems(list(dict.fromkeys(row.scheme for row in rows)) or ["四个聚焦"])
        self.level1.addItems(list(dict.fromkeys(row.level1 for row in rows)))
        self.level2, self.level3, self.short = QLineEdit(), QLineEdit(), QLineEdit()
        self._last = max((row.sort for row in rows), default=0)
        for label, field in (
            ("分类方案", self.scheme), ("一级", self.level1), ("二级", self.level2), ("三级", self.level3), ("简称", self.short),
        ):  # fmt: skip
            self.row(label, field)

    def carry_out(self) -> None:
        """Add it at the end."""
        fields = {
            "scheme": needed(self.scheme.currentText(), "分类方案"),
            "level1": needed(self.level1.currentText(), "一级"),
            "level2": self.level2.text().strip(),
            "level3": self.level3.text().strip(),
            "short": self.short.text().strip(),
            "sort": self._last + 1,
        }
        self.run(dictionaries.put, "category", fields)


class PhrasesPart(_EditedPart):
    """短语库: what is chosen instead of typed."""

    tables = ("phrase",)
    stored = "phrase"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.add_table(PHRASES, "还没有短语。", stretched="text")
        self.add_verb("新增短语…", self._add, action=Action.EDIT_DICTIONARY)
        self.add_verb("移除", self._remove, action=Action.EDIT_DICTIONARY, needs_row=True)
        self.take_edits()

    def refresh(self) -> None:
        """Read the phrases."""
        self.guard_cells()
        self.show_records(queries.phrases(self.context.reader))

    def _add(self) -> None:
        _PhraseDialog(self.context, self, queries.phrases(self.context.reader)).exec()


class _PhraseDialog(FormDialog):
    def __init__(self, context: AppContext, parent: QWidget, rows: tuple[queries.PhraseRow, ...]) -> None:
        super().__init__(context, "新增短语", "新增", parent)
        self.kind, self.text = typed_choice(), QLineEdit()
        self.kind.addItems(list(dict.fromkeys(row.kind for row in rows)))
        self._last = max((row.sort for row in rows), default=0)
        self.row("用处", self.kind)
        self.row("内容", self.text)

    def carry_out(self) -> None:
        """Add it at the end of its kind."""
        kind, text = needed(self.kind.currentText(), "用处"), needed(self.text.text(), "内容")
        self.run(dictionaries.put, "phrase", {"kind": kind, "text": text, "sort": self._last + 1})


class AliasesPart(SystemPart):
    """别名: how lists write the units."""

    tables = ("unit_alias", "unit")

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.add_table(ALIASES, "还没有别名。导入时“记住”的写法会列在这里。", stretched="alias")
        self.add_verb("新增别名…", self._add, action=Action.EDIT_UNIT)
        self.add_verb("移除", self._remove, action=Action.EDIT_DICTIONARY, needs_row=True)
        self.add_verb(
            "拼音读音…",
            self._readings,
            action=Action.EDIT_DICTIONARY,
            tooltip="地名、姓名里读音特别的字，检索时按此认首字母",
        )

    def refresh(self) -> None:
        """Read the aliases."""
        self.show_records(queries.aliases(self.context.reader))

    def _readings(self) -> None:
        _ReadingsDialog(self.context, self).exec()

    def _add(self) -> None:
        _AliasDialog(self.context, self).exec()

    def _remove(self) -> None:
        self.context.write(dictionaries.remove, "unit_alias", self.row_in_hand().id, failed=self.failed.emit)


class _ReadingsDialog(FormDialog):
    """拼音读音: a line a character with the letters that it is also read with."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(context, "拼音读音", "保存", parent)
        self.note("一行一个字，后面写它还可以读作的首字母，如“乐 y”。检索单位、选单位、筛选都按此认。")
        self.text = WritingField("乐 y", 6)
        self.text.set_text(
            "\n".join(f"{one} {letters}" for one, letters in pinyin_readings.own_readings(context.reader).items())
        )
        self.row("读音", self.text)

    def carry_out(self) -> None:
        """Keep them."""
        self.run(pinyin_readings.put, pinyin_readings.read(self.text.text()))


class _AliasDialog(FormDialog):
    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(context, "新增别名", "新增", parent)
        rows = unit_queries.units(context.reader, context.as_of)
        self.unit = UnitPicker([(row.id, row.short or row.name, row.name) for row in rows])
        self.alias = QLineEdit()
        self.row("单位", self.unit)
        self.row("表里写成", self.alias)

    def carry_out(self) -> None:
        """Remember it."""
        unit_id = self.unit.unit_id()
        if unit_id is None:
            raise KnownError("请选择单位，可输入简称或拼音首字母。")
        self.run(units.add_alias, unit_id, needed(self.alias.text(), "表里写成"))
