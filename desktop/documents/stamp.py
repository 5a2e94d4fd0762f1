"""The number put into a file that was edited elsewhere: only the blank number line is touched, every other part stays as it is."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile

from lxml import etree

from desktop.documents.package import BODY, W, open_parts, parse

_WHEN = (1980, 1, 1, 0, 0, 0)
_FILLED = re.compile(r"^[^\s，。：；、（《,:;(]{1,24}\s*[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*第?\s*\d{1,6}\s*号$")
_YEAR = re.compile(r"\d{4}")
_SPACES = re.compile(r"\s+")


def number_in(data: bytes, name: str) -> str:
    """The document number that stands in a file, empty where its line is still blank."""
    for paragraph in parse(open_parts(data, name)[BODY], name).iter(f"{W}p"):
        text = _text(paragraph)
        if _FILLED.match(unicodedata.normalize("NFKC", text)) or _FILLED.match(text):
            return text
    return ""


def stamped(data: bytes, name: str, blank: str, number: str, *, inside: bool = False) -> bytes | None:
    """The file with its blank number line (〔2026〕　号) filled, whatever year stands in it; None where it has no such line.

    `inside`: the number of a form sheet stands in a line with others.
    """
    parts = open_parts(data, name)
    body = parse(parts[BODY], name)
    wanted = _YEAR.sub("", _squeezed(blank))
    lines = (one for one in body.iter(f"{W}p") if _YEAR.search(_text(one)))
    line = next((one for one in lines if _YEAR.sub("", _squeezed(_text(one))) == wanted), None)
    if line is None:
        if not (inside and _put_inside(body, blank, number)):
            return None
    else:
        pieces = list(line.iter(f"{W}t"))
        pieces[0].text = number
        for piece in pieces[1:]:
            piece.text = ""
    parts[BODY] = etree.tostring(body, encoding="UTF-8", standalone=True)
    return packed(parts)


def _put_inside(body: etree._Element, blank: str, number: str) -> bool:
    """Fill the blank number of a form sheet, which stands in a line with others (申请号：销号〔2026〕　号　　问题编号：…)."""
    parts = (re.escape(part) for part in _SPACES.split(_YEAR.sub("\x00", blank)))
    wanted = re.compile(r"\s*".join(parts).replace("\x00", r"\d{4}"))
    for piece in body.iter(f"{W}t"):
        if (found := wanted.search(piece.text or "")) is not None:
            piece.text = f"{piece.text[: found.start()]}{number}{piece.text[found.end() :]}"
            return True
    return False


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a .docx, with the content types first and fixed times: the same file for the same content."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(parts, key=lambda one: one != "[Content_Types].xml"):
            entry = zipfile.ZipInfo(part, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[part])
    return target.getvalue()


def _text(paragraph: etree._Element) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter(f"{W}t")).strip()


def _squeezed(text: str) -> str:
    return "".join(text.split())
