"""What was typed for a paper that was put by names parts and tables by what they were called then: in the paper made now it follows, and is told.

While a paper is read in the window its form follows by itself; this is for papers that are made of what is put by without being read first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from db.queries import papers as queries
from db.reader import Reader
from desktop.documents import labels
from desktop.documents.section_order import ORDER
from desktop.documents.sections import LEFT_OUT
from desktop.errors import KnownError
from desktop.operations.papers import making
from desktop.operations.papers.gathered import Gathered, Request
from desktop.operations.papers.workshop import Workshop

_NOT_TYPED = (LEFT_OUT, ORDER, labels.LABELS, labels.NAMED)


@dataclass(frozen=True)
class Told:
    """What became of the mentions in a paper, in a sentence; `unsure` where a person must look."""

    addressee: str
    sentence: str
    unsure: bool


def followed(
    workshop: Workshop, reader: Reader, request: Request, gathered: Sequence[Gathered]
) -> tuple[list[Gathered], list[Told]]:
    """The papers with their typed mentions as the things are called on them now, and what is to be told of it; words given now mean what is there now."""
    papers: list[Gathered] = []
    told: list[Told] = []
    for one in gathered:
        paper, said = _followed(workshop, reader, request, one)
        papers.append(paper)
        told += [said] if said is not None else []
    return papers, told


def refuse_unsure(told: Sequence[Told]) -> None:
    """Raise KnownError where a mention may name another thing than its writer meant: nobody would see it before the paper is out."""
    found = [f"{one.addressee}：{one.sentence}" for one in told if one.unsure]
    if found:
        raise KnownError(f"没有签发。{''.join(found)}请在“文书·单份出文”中打开这件待发件，核对后重新备好，再签发。")


def _followed(workshop: Workshop, reader: Reader, request: Request, one: Gathered) -> tuple[Gathered, Told | None]:
    row = queries.prepared(reader, one.kind, one.prepared_id) if one.prepared_id is not None else ()
    stored = json.loads(row[0].fields) if row else {}
    typed = {name: value for name, value in stored.items() if name not in (*_NOT_TYPED, *request.given)}
    before = stored.get(labels.LABELS)
    if not before or not labels.speaks(typed):
        return one, None
    paper = workshop.press(one.kind).render(one.words, draft=True)
    found = labels.followed(
        typed, before, labels.labels(paper.data, paper.title), tuple(stored.get(labels.NAMED) or ())
    )
    if found.typed != typed:
        one = making.gather_prepared(reader, request, row[0], {**stored, **request.given, **found.typed})
    return one, Told(one.addressee, found.says, bool(found.unsure)) if found.says else None
