"""Whose report it is and which findings it may answer: those of the unit in the ledger, or of a list beside the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from db.queries import imports as queries
from db.queries import list_rows
from db.queries.list_rows import Candidate
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.exchange.word_reading.paragraphs import Paragraph
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations.importing import list_files
from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.row_matching import number_in_list
from desktop.operations.unit_lookup import unit_named

_TITLE = re.compile("关于|报告")
_TITLE_LINES, _LAST_LINES = 3, 6


@dataclass(frozen=True)
class Answerable:
    """The unit and its findings (number and text); `ids` are their rows where they are the ledger's, `round_id` their round."""

    unit: str
    listed: tuple[tuple[str, str], ...]
    ids: dict[str, int]
    round_id: int | None = None
    file_name: str = ""


def of_ledger(ledger: Ledger, wanted: Wanted, options: Options, paragraphs: Sequence[Paragraph]) -> Answerable:
    """The findings of the unit that stand in the ledger; raises KnownError where unit or round are not certain."""
    reader = ledger.newest
    name = wanted.unit or _unit_in(ledger, wanted, options, paragraphs)
    unit_id = unit_named(reader, name) if name else None
    if unit_id is None:
        said = f"名册里没有“{name}”" if name else "报告里看不出是哪个单位的"
        raise KnownError(f"{said}。请用 --unit 写明名册里的单位名称。", "unit")
    round_id, found = _of_round(reader, unit_id, options)
    listed = tuple((one.number, one.text) for one in found)
    return Answerable(found[0].unit, listed, {one.number: one.id for one in found}, round_id)


def of_list(
    ledger: Ledger, wanted: Wanted, options: Options, paragraphs: Sequence[Paragraph], file: Path
) -> Answerable | Taken:
    """The findings of a workbook (`--findings`), those of the unit where it names several; a refused file answers `Taken`."""
    reading = list_files.read_list(ledger, replace(wanted, file=file, form=list_files.LIST.form), options)
    if isinstance(reading, Taken):
        return reading
    named = list(dict.fromkeys(one.unit for one in reading.findings if one.unit))
    unit = wanted.unit or (named[0] if len(named) == 1 else _unit_in(ledger, wanted, options, paragraphs))
    own = [one for one in reading.findings if one.unit == unit] if unit in named else reading.findings
    listed: dict[str, str] = {}
    for one in own:
        listed.setdefault(_number(one), one.text)
    return Answerable(unit, tuple(listed.items()), {}, file_name=file.name)


def _number(finding: FindingDraft) -> str:
    return number_in_list(finding) or finding.serial or str(finding.row)


def _of_round(reader: Reader, unit_id: int, options: Options) -> tuple[int, list[Candidate]]:
    """The round that is named, else the only one in which the unit has findings."""
    rounds = [
        row for row in queries.rounds(reader) if not options.round_name or options.round_name in (row.name, row.code)
    ]
    if not rounds:
        raise KnownError(
            f"没有轮次“{options.round_name}”。请核对轮次名称。" if options.round_name else "账本里还没有轮次和问题。",
            "round",
        )
    found = {
        row.id: [one for one in list_rows.candidates(reader, row.id) if one.unit_id == unit_id and one.present]
        for row in rounds
    }
    held = [round_id for round_id, own in found.items() if own]
    if len(held) == 1:
        return held[0], found[held[0]]
    if not held:
        raise KnownError("这个单位在台账里没有问题，报告没有可对的。请核对 --unit 和 --round。", "no_findings")
    names = "、".join(row.name for row in rounds if row.id in held)
    raise KnownError(f"这个单位在几个轮次都有问题（{names}）。请用 --round 写明是哪一轮的报告。", "round")


def _unit_in(ledger: Ledger, wanted: Wanted, options: Options, paragraphs: Sequence[Paragraph]) -> str:
    """The unit that the title names, else the signature; empty where neither does."""
    if named := titled(ledger, wanted, options, paragraphs):
        return named
    known = list_files.context_of(ledger, wanted, options, None, None).units
    last = [one.text for one in paragraphs if one.place is None][-_LAST_LINES:]
    return next(filter(None, map(known.longest_in, last)), "") or ""


def titled(ledger: Ledger, wanted: Wanted, options: Options, paragraphs: Sequence[Paragraph]) -> str:
    """The unit of the register that the title of the report names; empty where it names none."""
    known = list_files.context_of(ledger, wanted, options, None, None).units
    lines = [one.text for one in paragraphs if one.place is None][:_TITLE_LINES]
    return next(filter(None, (known.longest_in(line) for line in lines if _TITLE.search(line))), "") or ""
