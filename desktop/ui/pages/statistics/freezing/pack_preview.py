"""The pack before it is put out: its pages as they will be printed, without numbers, for nothing has left yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from db.store import Ledger
from desktop.operations import meeting_pack
from desktop.operations.meeting_pack import Material, Wishes
from desktop.statistics.question import Question

if TYPE_CHECKING:
    from desktop.paper.pages import Layout

_MM = 25.4


class PackPages:
    """The pages of a pack for `FilePreview`."""

    def __init__(self, pack: Layout) -> None:
        self._pack = pack
        self.count = len(pack)

    def image(self, page: int, width: int) -> QImage:
        """Drawn for a place of so many pixels."""
        from desktop.paper.painting import page_image

        return page_image(self._pack, page, width / (self._pack.sheet.size[0] / _MM))


def laid_out(ledger: Ledger, question: Question, wishes: Wishes) -> PackPages:
    """Lay the pack out beside the window, as it will be printed."""
    with ledger.apart() as own:
        pack, _pages = meeting_pack.lay_out(Material(own, question), wishes, own.today())
    return PackPages(pack)
