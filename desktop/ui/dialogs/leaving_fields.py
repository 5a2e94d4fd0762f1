"""标识, 用途 and 去向 in a dialog by which something leaves: filled beforehand, so that Enter suffices (A5)."""

from __future__ import annotations

from desktop.ledgers.ways_out import WayOut
from desktop.operations.outgoing import Asked, usual
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.writing_field import WritingLine


class LeavingFields:
    """The rows of a form; the mark is the office's, the purpose the one that this person gave last for such a file."""

    def __init__(self, dialog: FormDialog, way: WayOut, *, mark: bool = True) -> None:
        """`mark`: the file bears no mark of its own already."""
        context = dialog.context
        self._usual = usual(context.reader, way, context.actor.name)
        self.mark = WritingLine(self._usual.mark, "按定密意见填；不填不印")
        self.purpose = dialog.row("用途", WritingLine(self._usual.purpose, "如：书记专题会"))
        if mark:
            dialog.row("标识", self.mark)
        self.destination = dialog.row("去向", WritingLine("", "收件单位或光盘编号，可不填"))

    def asked(self) -> Asked:
        """What the person says."""
        return Asked(*(line.text().strip() for line in (self.mark, self.purpose, self.destination)))
