"""What stays in sight after an issue: how many papers went out, where they lie, and the way to the printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from db.store import Ledger
from desktop.host.printing import office_of_this_pc, open_folder
from desktop.ledgers.ways_out import PAPER_MERGED
from desktop.operations.change import Changes
from desktop.operations.outgoing import Asked
from desktop.rules.permissions import Actor
from desktop.ui.dialogs.save_out_dialog import ask_where
from desktop.ui.page import Page
from desktop.ui.paper_desk import Issued


class DoneBar(QFrame):
    """Stays until the next thing is done: what was issued, its folder, and the way to the printer."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("card")
        self._page = page
        self._result: Issued | None = None
        self.label = QLabel(wordWrap=True)
        self.label.setProperty("tone", "green")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 10, 5)
        layout.addWidget(self.label, 1)
        buttons: tuple[tuple[str, Callable[[], None]], ...] = (
            ("打开所在文件夹", self._open),
            ("合并成一个文件…", self._merge),
            ("交办公软件打印", self._print),
            ("收起", self.hide),
        )
        self.buttons: dict[str, QPushButton] = {}
        for text, slot in buttons:
            button = self.buttons[text] = QPushButton(text)
            button.setProperty("link", True)
            button.clicked.connect(slot)
            layout.addWidget(button)
        self.hide()

    def show_issued(self, result: Issued) -> None:
        """Say it."""
        self._result = result
        numbers = [made.number for made in result.made]
        span = _spans(numbers)
        self.label.setText(f"已签发 {len(numbers)} 份：{span}。已留存定稿并记入发文登记，文件在 {result.folder}。")
        if any(made.unwritten for made in result.made):
            self.label.setText(f"已签发 {len(numbers)} 份：{span}。已留存定稿并记入发文登记，有文件没有写出，见上。")
        self.buttons["合并成一个文件…"].setVisible(len(result.made) > 1)
        self.show()

    def _merge(self) -> None:
        """One file for the printer: heads and page numbers of each, every paper begins on the front of a sheet."""
        if self._result is None:
            return
        page, made = self._page, self._result.made
        name = f"{made[0].title}等{len(made)}件.docx"
        note = "每件各有版头、页码从 1 起，单数页的件后留一张空白背面，双面打印不会串页；数字的暗记不随合并件带出。"
        asked = ask_where(page.context, PAPER_MERGED, name, "Word 文档 (*.docx)", page, page.show_error, note)
        if asked is not None:
            path, said = asked
            ids = [one.letter_id for one in made]
            page.context.put_out(
                _merged_out, ids, path, said, label="正在合并文书", done=self._merged, failed=page.show_error
            )

    def _merged(self, result: Any) -> None:
        self._page.say(f"已存：{result[0]}")

    def _open(self) -> None:
        if self._result is not None:
            open_folder(self._result.folder)

    def _print(self) -> None:
        if self._result is not None:
            written = [made for made in self._result.made if not made.unwritten]
            done = partial(self._printed, [made.path for made in written])
            ids = [made.letter_id for made in written]
            self._page.context.put_out(
                _enter_prints, ids, label="正在登记打印", done=done, failed=self._page.show_error
            )

    def _printed(self, paths: list[Path], _changes: object) -> None:
        self._page.say(office_of_this_pc().print_files(paths).message)


def _spans(numbers: Sequence[str]) -> str:
    """云巡督〔2026〕41号 至 云巡督〔2026〕44号, of papers of several series one span each."""
    series: dict[str, list[str]] = {}
    for number in numbers:
        series.setdefault(number.rpartition("〕")[0], []).append(number)
    return "；".join(own[0] if len(own) == 1 else f"{own[0]} 至 {own[-1]}" for own in series.values())


def _merged_out(ledger: Ledger, actor: Actor, ids: Sequence[int], path: Path, asked: Asked) -> tuple[Path, Changes]:
    from desktop.operations.papers.handing_out import merge_out  # brings Word's libraries along

    return merge_out(ledger, actor, ids, path, asked)


def _enter_prints(ledger: Ledger, actor: Actor, letter_ids: list[int]) -> Changes | None:
    from desktop.operations.papers.handing_out import enter_prints  # brings Word's libraries along

    return enter_prints(ledger, actor, letter_ids)
