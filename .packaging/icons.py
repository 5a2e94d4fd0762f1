"""The program's icon as files of the systems: `program.ico` for Windows, PNG of each size and the drawing itself for Linux desktops.

Run by the environment's Python: Qt draws, Pillow writes. usage: icons.py FOLDER
"""

import os
import sys
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256)


def main(folder: Path) -> None:
    """Draw resources/icons/program.svg in every size."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PIL import Image
    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    folder.mkdir(parents=True, exist_ok=True)
    drawing = (Path(__file__).resolve().parents[1] / "resources" / "icons" / "program.svg").read_bytes()
    application = QGuiApplication([])
    renderer = QSvgRenderer(QByteArray(drawing))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(folder / f"program-{size}.png"))
    pictures = [Image.open(folder / f"program-{size}.png") for size in SIZES]
    pictures[-1].save(folder / "program.ico", sizes=[(size, size) for size in SIZES], append_images=pictures[:-1])
    (folder / "program.svg").write_bytes(drawing)
    application.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
