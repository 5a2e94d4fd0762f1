"""本机检查 beside the ledger's own concerns: office program, printer, input method, disk; fonts and clock have their lines above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from desktop.errors import KnownError
from desktop.host import this_pc
from desktop.host.this_pc import Line
from desktop.ui.context import AppContext
from desktop.ui.pages.system.health_card import HealthCard
from desktop.ui.widgets.card import Card

_SHOWN = {"office": "办公软件", "printer": "打印机", "input": "输入法", "disk": "磁盘"}


class ThisPcCard(Card):
    """A line for each concern, looked at anew by the link in the head."""

    def __init__(self, context: AppContext) -> None:
        super().__init__("本机检查", link="再查")
        self.flush()
        self._context = context
        self.rows = {key: HealthCard(context, title) for key, title in _SHOWN.items()}
        for row in self.rows.values():
            row.say("green", "正在查看…")
            self.body.addWidget(row)
        self.link_clicked.connect(self.look)

    def look(self) -> None:
        """Ask the PC in the worker: the print system may take seconds to answer."""
        folder, now = self._context.ledger.folder, self._context.ledger.clock()
        self._context.beside.start(
            "正在查看本机", partial(_look, folder, now), done=self.show_lines, failed=self._not_seen
        )

    def show_lines(self, lines: Sequence[Line]) -> None:
        """How each concern stands."""
        for line in lines:
            if line.key in self.rows:
                self.rows[line.key].say(line.tone, line.text)

    def _not_seen(self, error: KnownError) -> None:
        for row in self.rows.values():
            row.say("amber", str(error))


def _look(folder: Path, now: datetime) -> tuple[Line, ...]:
    return this_pc.examine(folder, now, families=())
