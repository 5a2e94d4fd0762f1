"""A register of units, as a workbook or as JSON."""

from __future__ import annotations

from pathlib import Path

from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import units
from desktop.operations.importing.answers import Taken, Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.way import SHEETS, Way
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Actor


def look(_ledger: Ledger, _actor: Actor, wanted: Wanted, _options: Options) -> Taken:
    """The units that it names."""
    return _told(_drafts(wanted.file), dry_run=True)


def take(ledger: Ledger, actor: Actor, wanted: Wanted, options: Options) -> Taken:
    """Enter them; those that the ledger knows get what is new."""
    drafts = _drafts(wanted.file)
    units.add(ledger, actor, drafts, f"导入单位名册 {wanted.file.name}", options.reason)
    return _told(drafts, dry_run=False)


def _told(drafts: list[UnitDraft], *, dry_run: bool) -> Taken:
    lines = [f"单位名册 {len(drafts)} 个" + ("" if dry_run else "，已登记")]
    return Taken(UNITS.form, lines, dry_run=dry_run, units=drafts)


def _drafts(path: Path) -> list[UnitDraft]:
    from desktop.exchange.formats.units import read

    reading = read(path)
    if reading.faults:
        raise KnownError(
            f"单位名册 {path.name} 有 {len(reading.faults)} 处要改，未登记：{'；'.join(fault.rstrip('。') for fault in reading.faults[:20])}。"
        )
    drafts = []
    for unit in reading.units:
        fields = {name: getattr(unit, name) for name in UnitDraft.__dataclass_fields__ if getattr(unit, name, None)}
        if getattr(unit, "order", None):
            fields["sort"] = unit.order
        drafts.append(UnitDraft(**fields))
    return drafts


UNITS = Way("units", "单位名册", (".json", *SHEETS), look, take)
