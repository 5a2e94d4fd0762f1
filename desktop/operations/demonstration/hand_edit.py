"""The report of 20 May as a leader's pen left it: one figure is another one, and the file waits to be read back (ux/pages.md §6, page 23)."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from db.queries import letters as letter_queries
from db.queries import papers as paper_queries
from db.store import Ledger
from desktop.documents import readback
from desktop.documents.package import BODY, W, open_parts, parse
from desktop.documents.stamp import packed
from desktop.errors import KnownError

KIND, FIGURE = "rectification_summary_report", "联审意见数"
"""Of which paper, and which figure of its sentences is written over."""
NAME = "整改综合情况汇报_书记改.docx"


def leave_edited(ledger: Ledger, folder: Path) -> Path:
    """The issued report with two digits of one figure exchanged, for whoever opens the demonstration to drag into 与台账核对."""
    letter = next(one for one in letter_queries.letters(ledger.newest, kind=KIND) if one.sha256)
    data = ledger.pool.read(letter.sha256)
    spots = readback.read(data, letter.file_name).spots
    tokens = [one.token for one in paper_queries.figures_of(ledger.newest, letter.id) if one.name == FIGURE]
    token = next((one for one in tokens if one in spots), None)
    if token is None:
        raise KnownError(f"演示数据：{letter.number} 里没有“{FIGURE}”。", "demonstration")
    path = folder / NAME
    path.write_bytes(written_over(data, letter.file_name, token))
    return path


def written_over(data: bytes, name: str, token: str) -> bytes:
    """The file with the last two digits of a figure exchanged, where it stands; all else as it was."""
    parts = open_parts(data, name)
    body = parse(parts[BODY], name)
    piece = _piece_of(body, token)
    words = piece.text or ""
    piece.text = f"{words[:-2]}{words[-1]}{words[-2]}"
    parts[BODY] = etree.tostring(body, encoding="UTF-8", standalone=True)
    return packed(parts)


def _piece_of(body: etree._Element, token: str) -> etree._Element:
    """The words inside the bookmark of a figure."""
    start = next(one for one in body.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == token)
    return next(one for one in start.itersiblings() if one.tag == f"{W}r").find(f"{W}t")
