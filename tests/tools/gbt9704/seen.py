"""What came out: lines and characters of a PDF, with positions measured on the ink."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.tools.gbt9704.standard import PT_MM

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in mm from the upper left corner of the page."""


@dataclass
class Line:
    page: int
    chars: list[dict]
    base: float  # mm from the top of the page

    @property
    def text(self) -> str:
        return "".join(c["text"] for c in self.chars)

    @property
    def x0(self) -> float:
        return min(c["x0"] for c in self.chars if c["text"].strip()) * PT_MM

    @property
    def x1(self) -> float:
        return max(c["x1"] for c in self.chars if c["text"].strip()) * PT_MM

    @property
    def size(self) -> float:
        return Counter(round(c["size"], 1) for c in self.chars if c["text"].strip()).most_common(1)[0][0]


def cells(text: str) -> float:
    """Width in characters: full-width 1, half-width 1/2."""
    return sum(0.5 if unicodedata.east_asian_width(c) in "NaHn" or c in "·" else 1.0 for c in text if c not in "\r\n")


class Seen:
    """The pages of a PDF: their lines, and the ink on a bitmap of 288 dpi."""

    SCALE = 4  # pixels per point

    def __init__(self, pdf: Path):
        import pdfplumber
        import pypdfium2

        self.pages: list[list[Line]] = []
        self.fonts: Counter = Counter()
        with pdfplumber.open(str(pdf)) as doc:
            for n, page in enumerate(doc.pages):
                height = float(page.height)
                rows: list[Line] = []
                for c in sorted(page.chars, key=lambda c: (-c["matrix"][5], c["x0"])):
                    if not c["text"].strip() and c["text"] != " ":
                        continue
                    self.fonts[c["fontname"].split("+")[-1]] += 1
                    y = (height - c["matrix"][5]) * PT_MM
                    if rows and abs(rows[-1].base - y) < 0.8:
                        rows[-1].chars.append(c)
                    else:
                        rows.append(Line(n, [c], y))
                for r in rows:
                    r.chars.sort(key=lambda c: c["x0"])
                self.pages.append([r for r in rows if r.text.strip()])
        self._pdf = pypdfium2.PdfDocument(str(pdf))
        self.size = [tuple(x * PT_MM for x in self._pdf[i].get_size()) for i in range(len(self._pdf))]
        self.landscape = {n for n, (w, h) in enumerate(self.size) if w > h}  # annex tables
        self._img: dict[int, object] = {}

    def image(self, n: int):
        if n not in self._img:
            self._img[n] = self._pdf[n].render(scale=self.SCALE).to_pil().convert("RGB")
        return self._img[n]

    def _mask(self, n: int, red: bool):
        from PIL import ImageChops

        r, g, b = self.image(n).split()
        low = ImageChops.lighter(g, b).point(lambda v: 255 if v < 130 else 0)
        hot = r.point(lambda v: 255 if v > 140 else 0)
        return ImageChops.multiply(low, hot) if red else ImageChops.multiply(low, hot.point(lambda v: 255 - v))

    def ink(self, n: int, box_mm, red=False):
        """Bounding box, in mm, of the (black or red) ink inside box_mm; None when empty."""
        k = self.SCALE / PT_MM
        m = self._mask(n, red)
        x0, y0, x1, y1 = (int(v * k) for v in box_mm)
        b = m.crop((max(0, x0), max(0, y0), min(m.width, x1), min(m.height, y1))).getbbox()
        if not b:
            return None
        return tuple(v / k for v in (b[0] + max(0, x0), b[1] + max(0, y0), b[2] + max(0, x0), b[3] + max(0, y0)))

    def rules(self, n: int, red: bool, min_mm=100.0):
        """Long horizontal rules: list of (x0, y0, x1, y1) mm, top to bottom."""
        from PIL import Image

        m = self._mask(n, red)
        k = self.SCALE / PT_MM
        frac = m.resize((1, m.height), Image.BOX).tobytes()
        need = 255 * min_mm / (m.width / k)
        out, start = [], None
        for y, v in enumerate([*frac, 0]):
            if v >= need and start is None:
                start = y
            elif v < need and start is not None:
                b = m.crop((0, start, m.width, y)).getbbox()
                if b:
                    out.append((b[0] / k, start / k, b[2] / k, y / k))
                start = None
        return out

    def find(self, text: str, pages=None) -> list[Line]:
        """Rendered lines that hold the start of `text`."""
        key = re.sub(r"\s", "", text)[:10]
        if not key:
            return []
        return [
            ln
            for n, pg in enumerate(self.pages)
            if pages is None or n in pages
            for ln in pg
            if key in re.sub(r"\s", "", ln.text)
        ]
