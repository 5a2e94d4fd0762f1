"""The deadline rules as a table, and the dialog that changes one: the same on 系统 and beside the board."""

from __future__ import annotations

import json

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from db.queries import dictionaries as queries
from desktop.errors import KnownError
from desktop.ledgers.book_table import table_from
from desktop.ledgers.dictionaries import RULE_BOOK, TERM_WORDS
from desktop.operations import dictionaries
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed


def _warnings(text: str) -> str:
    days = json.loads(text)
    return "、".join(str(day) for day in days) + " 天" if days else "—"


_SHOWN = {"warn_before": _warnings, "round": lambda name: name or "全部轮次"}
RULES = table_from(RULE_BOOK, name="rules", shows=_SHOWN)


class RuleDialog(FormDialog):
    """Days, unit and warnings of one rule."""

    def __init__(self, context: AppContext, parent: QWidget, rule: queries.RuleRow) -> None:
        super().__init__(context, "修改时限规则", "修改", parent)
        self._rule = rule
        self.head(f"{rule.event}（{rule.round or '全部轮次'}）")
        self.note("只影响以后推算的日期，已经定下的日期不变。")
        self.days = QSpinBox(minimum=0, maximum=720, value=rule.days)
        self.unit = QComboBox()
        for code, word in TERM_WORDS.items():
            self.unit.addItem(word, code)
        self.unit.setCurrentIndex(list(TERM_WORDS).index(rule.unit))
        self.warnings = QLineEdit("、".join(str(day) for day in json.loads(rule.warn_before)))
        self.row("时限", self.days)
        self.row("单位", self.unit)
        self.row("提前几天提醒", self.warnings)

    def carry_out(self) -> None:
        """Change the rule."""
        words = self.warnings.text().replace("、", ",").replace("，", ",").split(",")
        days = [word.strip() for word in words if word.strip()]
        if not all(day.isdigit() for day in days):
            raise KnownError("“提前几天提醒”请写天数，如 20、10、3。")
        needed("、".join(days) or "0", "提前几天提醒")
        fields = {
            "days": self.days.value(),
            "unit": self.unit.currentData(),
            "warn_before": sorted((int(day) for day in days), reverse=True),
        }
        self.run(dictionaries.put, "deadline_rule", fields, self._rule.id)
