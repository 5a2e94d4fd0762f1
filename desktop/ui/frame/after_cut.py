"""After a power cut: the ledger is still noted as open in this PC's preferences, so the first page says what stands and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from db.records import LetterRow
from desktop.settings import Settings
from desktop.ui.context import AppContext
from desktop.ui.frame.main_window import MainWindow


class AfterCut(QObject):
    """Belongs to one window; what it writes out is announced there."""

    def __init__(self, window: MainWindow, context: AppContext) -> None:
        super().__init__(window)
        self._window, self._context = window, context

    def tell(self) -> None:
        """Say it where the program did not get to close the ledger last time, and note the ledger as open."""
        from desktop.operations import after_cut
        from desktop.ui.paper_desk import output_folder

        context, band = self._context, self._window.cut_band
        folder, noted = str(context.ledger.folder), _open_ledgers(context.settings)
        if folder in noted:
            outputs = output_folder(context.settings.output_folder, context.ledger)
            found = after_cut.read(context.reader, context.actor.name, outputs)
            band.say(found.sentence, unwritten=bool(found.unwritten) and not context.reads_only)
            band.write_asked.connect(partial(self._write_out, found.unwritten, outputs))
        if not context.reads_only:
            context.keep_settings(window={**context.settings.window, "open_ledgers": [*noted - {folder}, folder]})

    def _write_out(self, letters: Sequence[LetterRow], folder: Path) -> None:
        from desktop.operations import after_cut

        work = partial(after_cut.write_out, self._context.ledger, letters, folder)
        self._context.jobs.start("正在写出文书", work, done=self._written_out, failed=self._context.show_error)

    def _written_out(self, paths: Sequence[Path]) -> None:
        self._window.cut_band.hide()
        self._context.notify(f"已写出 {len(paths)} 份：{paths[0].parent}")


def note_closed(context: AppContext) -> None:
    """The ledger was closed in order."""
    left = sorted(_open_ledgers(context.settings) - {str(context.ledger.folder)})
    context.keep_settings(window={**context.settings.window, "open_ledgers": left})


def _open_ledgers(settings: Settings) -> set[str]:
    """The ledgers that this PC's preferences note as open."""
    found = settings.window.get("open_ledgers", [])
    return {str(one) for one in found} if isinstance(found, list) else set()
