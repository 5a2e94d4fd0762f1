"""导出对照稿: the paragraphs of a feedback letter beside what was made of each, for a second person to check on paper (page 22)."""

from __future__ import annotations

from pathlib import Path

from db.store import Ledger
from desktop.ledgers.file_properties import FileProperties
from desktop.ledgers.terms import NATURE_WORDS
from desktop.ledgers.ways_out import LETTER_COMPARISON
from desktop.operations import outgoing
from desktop.operations.importing.letter_lines import (
    ProposalLine,
    SourceLine,
    findings_law,
    law,
    proposal_lines,
    source_lines,
)
from desktop.operations.importing.letter_marks import LetterMarks
from desktop.operations.importing.letter_review import Compared, Opened
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Actor

HEADS = (
    ("段", 5),
    ("编号", 8),
    ("原文", 46),
    ("成为", 9),
    ("问题", 40),
    ("分类", 14),
    ("性质", 9),
    ("清单编号", 9),
    ("核对", 11),
)
"""Heads and widths in characters."""
_WAITS = "待看"


def write(
    ledger: Ledger,
    actor: Actor,
    letter: tuple[Path, Opened, LetterMarks, Compared],
    target: Path,
    asked: Asked = Asked(),
) -> Path:
    """Write it, a Word table where the name ends in .docx, else a workbook, and enter it in the register of exports.

    `letter` is the file, what it says, what was decided and how that stands to the ledger.
    """
    from desktop.exchange.list_file import list_path, write_list
    from desktop.exchange.list_files.table import ListTable, PageStyle, SheetColumn

    source, opened, marks, compared = letter
    rows = rows_of(opened, marks, compared)
    title = f"{source.stem} 对照稿"

    def written(final: Path, properties: FileProperties) -> Path:
        mark = f"{properties.mark}　" if properties.mark else ""
        subtitle = f"{mark}{law(marks)}　{findings_law(marks, compared)}"
        columns = [SheetColumn(head, width) for head, width in HEADS]
        table = ListTable(title, columns, rows, subtitle, style=PageStyle(), properties=properties, counted="行")
        return write_list(final, table)

    return outgoing.registered(
        ledger, actor, LETTER_COMPARISON, asked, title, list_path(target), written, lambda _path: Facts(len(rows))
    ).path


def rows_of(opened: Opened, marks: LetterMarks, compared: Compared) -> list[tuple[str, ...]]:
    """Every paragraph in order; one from which several findings come has a row for each, its words in the first alone."""
    proposals = {one.id: one for one in proposal_lines(marks, compared)}
    rows: list[tuple[str, ...]] = []
    for line in source_lines(opened, marks):
        mine = [proposals[key] for key in line.keys if key in proposals]
        said = (line.place, line.label, line.text)
        rows.append((*said, line.fate, *_finding(line, mine[0] if mine else None)))
        rows += [("", "", "", line.fate, *_finding(line, one)) for one in mine[1:]]
    return rows


def _finding(line: SourceLine, one: ProposalLine | None) -> tuple[str, ...]:
    """A finding beside the first of its paragraphs; beside the others its number stands in `line.fate`."""
    if one is None or line.place.split("、")[0] != one.paras.split("—")[0]:
        return ("",) * 5
    check = one.check.word if one.taken else f"{_WAITS}：{one.check.word}"
    return (f"{one.no}. {one.text}", one.category, NATURE_WORDS[one.nature], one.number, check)
