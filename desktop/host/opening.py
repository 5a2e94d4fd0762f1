"""Open a document in the office program of this PC, to be edited there; printing is another thing (`host/printing.py`)."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.host.printing import open_folder, start_program

_PROGRAMS = ("wps", "soffice", "libreoffice")


def open_document(
    path: Path,
    start: Callable[[Sequence[str]], None] = start_program,
    which: Callable[[str], str | None] = shutil.which,
    show_folder: Callable[[Path], None] = open_folder,
) -> str:
    """Open a file for editing; returns what was done, as a sentence for the clerk."""
    if sys.platform == "win32":
        os.startfile(path, "open")  # type: ignore[attr-defined]
        return f"已打开 {path.name}。"
    program = next((found for name in _PROGRAMS if (found := which(name))), None)
    if program is None:
        show_folder(path)
        return f"本机没有找到 WPS、Word 或 LibreOffice，已打开 {path.name} 所在文件夹。"
    start([program, str(path)])
    return f"已打开 {path.name}。"
