"""The feedback letter of one unit that waits to be read in the demonstration: a Word file with its tracked change (ux/pages.md §6, page 22)."""

from __future__ import annotations

import shutil
from pathlib import Path

LETTER = "县城管局反馈意见.docx"


def leave_waiting(data: Path, folder: Path) -> Path:
    """Put the letter where whoever opens the demonstration finds it; it is on no list of what was read."""
    return Path(shutil.copyfile(data / LETTER, folder / LETTER))
