"""案卷: what of a round goes into which volume, counted from its books, papers and evidence; pages stand where they are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from db.queries.books import Record
from desktop.operations.archive.contents import Contents
from desktop.operations.papers import catalogue

CLERICAL, BUSINESS = "文书", "业务"
FOREVER, THIRTY = "永久", "30年"


@dataclass(frozen=True)
class Volume:
    """One volume; `pages` is None where the pages of a piece are not entered, and must be counted by hand."""

    kind: str
    title: str
    span: str
    items: int
    pages: int | None
    retention: str


@dataclass(frozen=True)
class _Kept:
    """What a piece of a volume is known by: its day and its pages."""

    day: str
    pages: int | None = None


@dataclass(frozen=True)
class _Shelf:
    kind: str
    title: str
    retention: str
    finds: Callable[[Contents], Iterable[_Kept]]


def volumes(contents: Contents) -> tuple[Volume, ...]:
    """The volumes that hold something, in their order."""
    return tuple(_volume(one, kept) for one in _SHELVES if (kept := list(one.finds(contents))))


def sum_text(found: Iterable[Volume]) -> str:
    """7 卷 1,973 件 9,216 页, with how many volumes wait for their pages."""
    told = list(found)
    counted = [one.pages for one in told if one.pages is not None]
    blank = len(told) - len(counted)
    pages = f" {sum(counted):,} 页" if counted else ""
    rest = f"（另 {blank} 卷的页数手点）" if counted and blank else "（页数手点）" if blank else ""
    return f"{len(told)} 卷 {sum(one.items for one in told):,} 件{pages}{rest}"


def _volume(shelf: _Shelf, kept: list[_Kept]) -> Volume:
    months = sorted({one.day[:7] for one in kept if one.day})
    span = "—".join(dict.fromkeys((months[0], months[-1]))) if months else ""
    pages = [one.pages for one in kept if one.pages is not None]
    whole = sum(pages) if len(pages) == len(kept) else None
    return Volume(shelf.kind, shelf.title, span, len(kept), whole, shelf.retention)


def _of_books(*names: str) -> Callable[[Contents], Iterator[_Kept]]:
    def found(contents: Contents) -> Iterator[_Kept]:
        for register, records in contents.books:
            if register.name in names:
                yield from (_Kept(_day(one, register.own_date)) for one in records)

    return found


def _of_papers(*groups: str) -> Callable[[Contents], Iterator[_Kept]]:
    def found(contents: Contents) -> Iterator[_Kept]:
        group = {one.kind: one.group for one in catalogue.recipes(contents.ledger.newest)}
        for letter in contents.papers:
            if group.get(letter.kind, "") in groups:
                yield _Kept(letter.issued_on or "")

    return found


def _other_papers(contents: Contents) -> Iterator[_Kept]:
    group = {one.kind: one.group for one in catalogue.recipes(contents.ledger.newest)}
    for letter in contents.papers:
        if group.get(letter.kind, "") not in (_FEEDBACK, _CHASING):
            yield _Kept(letter.issued_on or "")


def _findings(contents: Contents) -> Iterator[_Kept]:
    return (_Kept(row.feedback_on or row.given_on or "") for row in contents.archiving.findings)


def _proofs(contents: Contents) -> Iterator[_Kept]:
    return (_Kept(piece.formed_on or "", piece.pages) for _number, piece in contents.evidence)


def _day(record: Record, own_date: str) -> str:
    return str(record.stored.get(own_date) or "")


_FEEDBACK, _CHASING = "反馈移交", "整改督办"
_SHELVES = (
    _Shelf(CLERICAL, "巡察反馈和移交文书", FOREVER, _of_papers(_FEEDBACK)),
    _Shelf(BUSINESS, "问题清单", FOREVER, _findings),
    _Shelf(BUSINESS, "问题底稿", THIRTY, _of_books("working_paper")),
    _Shelf(BUSINESS, "整改方案、报告和联审意见", THIRTY, _of_books("submission", "opinion")),
    _Shelf(BUSINESS, "佐证材料", THIRTY, _proofs),
    _Shelf(CLERICAL, "整改督办文书和回复", FOREVER, _of_papers(_CHASING)),
    _Shelf(BUSINESS, "回访督查、核查和测评", THIRTY, _of_books("draw", "visit", "check", "survey")),
    _Shelf(BUSINESS, "约谈、建议书、评分和其他登记", THIRTY, _of_books("talk", "recommendation", "score_sheet", "outcome", "copy_report")),
    _Shelf(CLERICAL, "汇报、通报和其他文书", FOREVER, _other_papers),
)  # fmt: skip
"""The volumes in their order; what stands in each, and how long it is kept."""
