"""What a file that left the program says: all of its texts, its formulas, its properties."""

from __future__ import annotations

import io
import json
import re
import zipfile
from contextlib import suppress
from pathlib import Path

import pypdfium2


def said_in(path: Path) -> str:
    """All that a file says: its name, its parts inflated (packages inside packages too), the text of a PDF, its raw bytes."""
    return path.name + _said(path.read_bytes())


def _said(data: bytes) -> str:
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return "".join(name + _said(parts.read(name)) for name in parts.namelist())
    if data[:5] == b"%PDF-":
        try:
            pages = pypdfium2.PdfDocument(data)
            text = "".join(page.get_textpage().get_text_bounded() for page in pages)
            return re.sub(r"\s", "", text) + str(pages.get_metadata_dict())
        except pypdfium2.PdfiumError:
            return data.decode("utf-8", "replace")
    if data[:1] == b"{":
        with suppress(ValueError):  # a file of several records, each on a line
            return json.dumps(json.loads(data), ensure_ascii=False)
    return data.decode("utf-8", "replace").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")


def formulas(path: Path) -> list[str]:
    """Every formula of a workbook, every field code of a Word file."""
    if not zipfile.is_zipfile(path):
        return []
    with zipfile.ZipFile(path) as parts:
        text = "".join(
            parts.read(name).decode("utf-8", "replace") for name in parts.namelist() if name.endswith(".xml")
        )
    return re.findall(r"<f(?: [^>]*)?>([^<]*)</f>", text) + re.findall(r"<w:instrText[^>]*>([^<]*)<", text)


def properties(path: Path, office: str) -> dict[str, str]:
    """Author, last editor, company and title of an Office file; author of a PDF or, where it is the office, of a picture."""
    data = path.read_bytes()
    if data[:5] == b"%PDF-":
        return {"creator": pypdfium2.PdfDocument(data).get_metadata_dict().get("Author", "")}
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return {"creator": office if _in_png(data, office) else ""}
    with zipfile.ZipFile(path) as parts:
        text = parts.read("docProps/core.xml").decode() + parts.read("docProps/app.xml").decode()
    found = re.findall(r"<(?:\w+:)?(creator|lastModifiedBy|Company|Manager)[^>]*>([^<]*)<", text)
    return {name: value for name, value in found if value}


def _in_png(data: bytes, text: str) -> bool:
    return any(coded in data for coded in (text.encode(), text.encode("utf-8")))
