"""What the draw page asks: locking for good, and the second person's seed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QWidget

from db.queries.books import Record
from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.errors import KnownError
from desktop.ledgers.draws import DRAWS
from desktop.ledgers.draws import check as check_draw
from desktop.ledgers.ways_out import WayOut
from desktop.operations.follow_up import blank_sheets
from desktop.operations.follow_up.setting_strata import put_strata
from desktop.operations.records import verbs
from desktop.rules.draws import STRATA
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.dialogs.sheet_dialog import SheetDialog
from desktop.ui.pages.follow_up.draw_facts import LeftOut
from desktop.ui.widgets.record_editors import editor_of
from desktop.ui.widgets.writing_field import WritingLine

_EXCLUDED = ("excluded", "excluded_reason", "supervisor")


class LockDialog(FormDialog):
    """Locking cannot be taken back: 返回 is what Enter does."""

    def __init__(self, context: AppContext, draw: Record, parent: QWidget | None = None, former: int = 0) -> None:
        """`former`: the draws of the round before this one that were given up."""
        super().__init__(context, "锁定抽样", "锁定并打印", parent)
        self._draw = draw
        self.head(f"锁定{draw.number}？")
        self.facts(
            f"抽中 {draw.units_drawn} 家 {draw.findings_drawn} 条，种子 {draw.seed}",
            "将打印 2 份，封存 1 份",
            f"锁定前重抽 {former} 次",
            f"{draw.checked_by}已重抽核对" if draw.checked_by else "还没有第二人重抽核对",
        )
        self.final("锁定后不能改、不能撤销，只能另抽并写明理由。")

    def carry_out(self) -> None:
        """Lock."""
        self.run(verbs.take, DRAWS, self._draw.id, DRAWS.step("lock"), {})


class SecondDrawDialog(FormDialog):
    """第二人重抽核对: the seed as it stands on the form, typed by somebody else."""

    def __init__(self, context: AppContext, draw: Record, parent: QWidget | None = None) -> None:
        super().__init__(context, "第二人重抽核对", "重抽核对", parent)
        self._draw = draw
        self.head(draw.number)
        self.note("按锁定单上的种子重抽，结果校验码相同即可签字。要由抽取人以外的人做。")
        self.seed = self.row("种子 *", WritingLine(placeholder="如 20260605-47"))

    def carry_out(self) -> None:
        """Draw again and compare."""
        values = {"seed": needed(self.seed.text(), "种子")}
        self.run(verbs.take, DRAWS, self._draw.id, DRAWS.step("check"), values)


class ExcludeDialog(FormDialog):
    """事先排除: which findings of the round, why, and who watched; nothing is written before the draw itself, which prints them."""

    def __init__(self, context: AppContext, round_id: int, said: LeftOut | None, parent: QWidget | None = None) -> None:
        super().__init__(context, "事先排除", "排除", parent)
        self._round_id = round_id
        self.note("排除的问题不进抽样名单，连同理由和监督人印在锁定单上。全部清空就是不排除。")
        self.editors = {
            name: editor_of(context, field) for name in _EXCLUDED if (field := DRAWS.field(name)) is not None
        }
        for editor in self.editors.values():
            self.row(editor.label, editor.widget)
        for name, value in (said.values if said is not None else {}).items():
            self.editors[name].show(value)

    def carry_out(self) -> None:
        """Hand out what is left out; KnownError for a finding of another round, and where reason or supervisor is missing."""
        values = {name: editor.value() for name, editor in self.editors.items()}
        ids = tuple(values["excluded"] or ())
        if not ids:
            self.succeed(None)
            return
        context = self.context
        chosen = FindingCriteria(ids=ids, presence="any")
        rows = {row.id: row for row in list_findings(context.reader, chosen, context.as_of, context.known_at)}
        faults = [fault.text for fault in check_draw(values, context.as_of)]
        if strange := [row.number for row in rows.values() if row.round_id != self._round_id or not row.present]:
            faults.append(f"{'、'.join(strange)} 不在本轮抽样名单中。请核对编号。")
        if faults:
            raise KnownError("".join(faults), "unexplained")
        numbers = tuple(rows[one].number for one in ids if one in rows)
        self.succeed(
            LeftOut(
                self._round_id, ids, numbers, str(values["excluded_reason"]).strip(), str(values["supervisor"]).strip()
            )
        )


class StrataDialog(FormDialog):
    """改分层: the stratum of every kind of unit in the round, chosen or typed; for all draws that come."""

    def __init__(self, context: AppContext, kinds: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(context, "改分层", "保存", parent)
        self.note(
            "单位类别归到哪一层，各轮以后的抽样和排名分组都按它；已经抽的不变。每层按三分之一向上取整，不足一取一。"
        )
        self.boxes: dict[str, QComboBox] = {}
        for kind, name in kinds.items():
            box = QComboBox(editable=True)
            box.addItems(list(dict.fromkeys((*STRATA, *kinds.values(), *kinds))))
            box.setCurrentText(name)
            self.boxes[kind] = self.row(kind, box)

    def carry_out(self) -> None:
        """Set them."""
        self.run(put_strata, {kind: box.currentText() for kind, box in self.boxes.items()})


class BlankSheetsDialog(SheetDialog):
    """打印空白督查表…: one form a drawn unit, for the teams."""

    def __init__(self, context: AppContext, round_id: int, told: str, parent: QWidget | None = None) -> None:
        super().__init__(context, "打印空白督查表", parent)
        self._round_id = round_id
        self.note(f"{told}，一家一张，另起一页。核查方式、是否属实、核查情况留空手填；回访开始前请密封保管。")
        self.ways()

    def name(self) -> str:
        """As its title says."""
        return blank_sheets.TITLE

    def write(self, path: Path, way: WayOut) -> None:
        """The forms of the locked draw."""
        context = self.context
        moment = (self._round_id, context.as_of, context.known_at)
        self.put_out(blank_sheets.write, *moment, path, self.leaving.asked(), way=way, label="正在排版")
