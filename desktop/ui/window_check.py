"""The window on this PC, tried without a person: built, painted off screen, its Chinese really drawn."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime

from desktop.host import children, paths


def main() -> int:
    """Paint the entry window; prints one JSON line for the self-test, exit 0 where it is sound."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    children.utf8_streams()
    children.settle_caches(paths.cache_folder())
    from PySide6.QtGui import QFontInfo, QRawFont
    from PySide6.QtWidgets import QApplication

    from desktop.ui.app import Program

    application = QApplication(sys.argv[:1])
    program = Program(application, datetime.now)
    program.enter()
    application.processEvents()
    window = program.entry
    image = window.grab().toImage() if window is not None else None
    colours = (
        set()
        if image is None
        else {image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)}
    )
    font = QRawFont.fromFont(application.font())
    chinese = all(font.supportsCharacter(ord(char)) for char in "巡察整改台账")
    ok = len(colours) > 4 and chinese
    detail = (
        f"{image.width()}×{image.height()}，字体 {QFontInfo(application.font()).family()}"
        if image is not None
        else "没有画出窗口"
    )
    sys.stdout.write(json.dumps({"ok": ok, "detail": detail}, ensure_ascii=False) + "\n")
    return 0 if ok else 1
