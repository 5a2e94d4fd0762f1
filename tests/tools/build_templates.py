#!/usr/bin/env python3
"""Write the shipped templates, templates_docx/*.docx, from the wording in paper_texts/*.txt.

usage: build_templates.py [FOLDER]      FOLDER is templates_docx of the repository by default

A line is a paragraph, `[style] text`; ‖ ends a run-in heading. `@` lines build tables, sections, letter head, colophon.
Measures are those of GB/T 9704-2012: 37/28/26/35 mm, 22 lines of 28.95 pt, 28 characters of 15.75 pt.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[1]))

from tests.tools.templates.frames import FRAMES, Frame
from tests.tools.templates.package import parts, write
from tests.tools.templates.papers import Paper

__all__ = ("Paper", "parts", "write")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "templates_docx"
    (folder / "frames").mkdir(exist_ok=True)
    for form in FRAMES:
        write(folder / "frames" / f"{form}.docx", parts(Frame(form)))
    for source in sorted((HERE / "paper_texts").rglob("*.txt")):
        if source.parent.name == "parts":  # what several papers share is taken in by each
            continue
        target = folder / source.relative_to(HERE / "paper_texts").with_suffix(".docx")
        target.parent.mkdir(exist_ok=True)
        write(target, parts(Paper(source.read_text("utf-8"))))


if __name__ == "__main__":
    main()
