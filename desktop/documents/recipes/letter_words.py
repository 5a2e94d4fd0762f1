"""The words that every letter names, and head and contact of a preview."""

from datetime import date
from typing import Any

from desktop.documents.lexicon.head import GROUP, HEAD, OFFICE

LETTER = (*HEAD, "附件清单", "联系人", "联系电话", "轮次", "回复期限")
__all__ = ("GROUP", "HEAD", "LETTER", "OFFICE", "sample_head")


def sample_head(number: str, issued_on: date, organ: str = OFFICE) -> dict[str, Any]:
    """Head, signature and contact of a preview, from the invented county of the papers."""
    return {
        "发文机关标志": organ,
        "发文字号": number,
        "署名": organ,
        "成文日期": issued_on,
        "联系人": "林知远",
        "联系电话": "0000-6123456",
        "轮次": "十四届县委第六轮巡察",
    }
