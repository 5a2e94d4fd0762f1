"""One story without gaps, from the county's ledger to the papers on the table: what `demo` leaves in its folder."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from db.queries import bases, register
from db.records import Scope
from db.store import Ledger
from desktop.host.fonts import installed_families
from desktop.ledgers.ways_out import CHART, LIST_PRINT
from desktop.operations import backups, ledgers, outgoing
from desktop.operations.demonstration import build, county, extract, hand_edit
from desktop.operations.demonstration.clock import StoryClock
from desktop.operations.importing import files, list_files
from desktop.operations.importing.answers import Wanted
from desktop.operations.importing.judgement import Options
from desktop.operations.lists import printing
from desktop.operations.lists.sending import Wish, export_shown
from desktop.operations.lists.view import Filters, View, view
from desktop.operations.outgoing import Asked, Facts
from desktop.operations.papers import issuing, making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.workshop import Workshop
from desktop.rules import basis as basis_rules
from desktop.statistics.rectification_rate import rate_table

ROUND = "15-06"
WORKBOOK = "第六轮问题清单（汇总）.xlsx"


@dataclass
class Told:
    """What the tour left: the ledger, the files, the rate, and the story in lines."""

    ledger: Path
    files: list[Path] = field(default_factory=list)
    rate: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def tour(folder: Path) -> Told:
    """Build everything under a folder; one that holds a demonstration already is left alone, the new one gets a (2)."""
    folder = _unused(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "demo.ledger"
    told = Told(path)
    _import_messy_list(folder, told)
    ledger = build.build(path, left=folder)
    try:
        _rate(ledger, told)
        _papers(ledger, folder, told)
        _hand_edit(ledger, folder, told)
        _lists(ledger, folder, told)
        _chart(ledger, folder, told)
        _backup(ledger, folder, told)
    finally:
        ledger.close()
    return told


def _unused(folder: Path) -> Path:
    names = (folder if number == 1 else folder.with_name(f"{folder.name}({number})") for number in count(1))
    return next(name for name in names if not (name / "demo.ledger").exists())


def _import_messy_list(folder: Path, told: Told) -> None:
    """The list of the round comes in: read, its faults shown in a copy of the workbook, its sound rows entered."""
    practice = folder / "导入练习.ledger"
    source = folder / WORKBOOK
    shutil.copyfile(build.FOLDER / WORKBOOK, source)
    clock = StoryClock("2026-03-18")
    made = ledgers.new_ledger(practice, clock=clock, plain=True, office="中共云岭县委巡察工作领导小组办公室")
    try:
        county.enter_county(made.ledger, made.actor, extract.read(build.FOLDER))
        options = Options(round_name=ROUND, accept_faults=True)
        taken = files.take(made.ledger, made.actor, Wanted(source), options)
        marked = list_files.annotated_copy(
            made.ledger, made.actor, Wanted(source), options, folder / "第六轮问题清单（批注）.xlsx"
        )
        told.files += [source, marked]
        told.lines.append(f"导入练习：{taken.lines[0]}{taken.lines[-1]}")
    finally:
        made.ledger.close()


def _rate(ledger: Ledger, told: Told) -> None:
    basis = bases.default_basis(ledger.reader)
    scope = Scope(rounds=(_round_id(ledger),))
    total = rate_table(ledger.reader, basis, ledger.today(), scope=scope).total
    told.rate = {"numerator": total.rate.numerator, "denominator": total.rate.denominator, "rate": total.rate.text}
    told.rate |= {"basis": basis_rules.title(basis), "as_of": ledger.today()}
    told.lines.append(total.sentence)


def _papers(ledger: Ledger, folder: Path, told: Told) -> None:
    """Supervision letters and the lists of the units are issued; the prepared papers are drawn up and wait."""
    today = date.fromisoformat(ledger.today())
    workshop = Workshop(ledger, installed_families())
    for kind, place in (("supervision_letter", "督办函"), ("unit_finding_list", "问题清单")):
        request = Request(kind, today, today, _round_id(ledger), everyone=True)
        sound, _blocked = issuing.sort_out(making.gather(ledger.writing(), request))
        made = issuing.issue(ledger, build.CHIEF, workshop, sound, folder / "签发" / place)
        told.files += [one.path for one in made]
        told.lines.append(f"签发{place} {len(made)} 份：{made[0].number}起。")
    for kind in ("recommendation_letter", "rectification_summary_report"):
        request = Request(kind, today, today, _round_id(ledger), everyone=True)
        made = issuing.draft(workshop, making.gather(ledger.writing(), request), folder / "草稿")
        told.files += [one.path for one in made]
    told.lines.append("巡察建议书、整改综合情况汇报各备好 1 份，未签发。")


def _hand_edit(ledger: Ledger, folder: Path, told: Told) -> None:
    path = hand_edit.leave_edited(ledger, folder)
    told.files.append(path)
    told.lines.append(f"领导改过的汇报稿 {path.name}，可拖进“文书—与台账核对”。")


def _lists(ledger: Ledger, folder: Path, told: Told) -> None:
    shown = _view(ledger)
    plan = printing.Plan("十五届县委第六轮巡察未销号问题清单", classification="内部")
    pages = printing.layout(ledger.writing(), shown, plan, ledger.today())
    copies = printing.next_copies(ledger.writing(), 2)
    job = printing.Job(copies, "书记专题会")
    left = printing.write(ledger, build.CHIEF, shown, plan, pages, folder / "会议清单.pdf", job, way=LIST_PRINT)
    asked = Asked("内部", "书记专题会")
    wish = Wish(folder / "未销号问题.xlsx", "十五届县委第六轮巡察未销号问题", group_by="unit", asked=asked)
    made = export_shown(ledger, build.CHIEF, shown, wish)
    told.files += [left.path, made.path]
    told.lines.append(f"会议清单 {len(shown.rows)} 条，{left.made} 页，份号 {copies[0]}—{copies[-1]}。")


def _view(ledger: Ledger) -> View:
    basis = basis_rules.title(bases.default_basis(ledger.reader))
    shown = view(ledger.writing(), Filters((_round_id(ledger),)), ledger.today(), basis=basis)
    open_rows = tuple(row for row in shown.rows if row.verdict not in ("done", "transferred"))
    return View(open_rows, shown.as_of, shown.total, "第六轮；状态：除已销号、已移交", basis)


def _chart(ledger: Ledger, folder: Path, told: Told) -> None:
    from desktop.documents.render import save
    from desktop.operations.papers import snapshot
    from desktop.operations.papers.providers import report_charts

    shot = snapshot.take(ledger.reader, bases.default_basis(ledger.reader), _round_id(ledger), ledger.today(), None)
    png = report_charts.units_png(shot)
    left = outgoing.registered(
        ledger, build.CHIEF, CHART, Asked("内部", "书记专题会"), "各单位整改率", folder / "各单位整改率.png",
        lambda final, _properties: save(png, final.parent, final.name),
        lambda _path: Facts(as_of=ledger.today()),
    )  # fmt: skip
    told.files.append(left.path)


def _backup(ledger: Ledger, folder: Path, told: Told) -> None:
    made = backups.back_up(ledger, build.CHIEF, backups.Occasion.MANUAL, to=folder / "备份")
    told.files.append(made.path)
    told.lines.append("已备份并重新打开核对。")


def _round_id(ledger: Ledger) -> int:
    found = register.round_id(ledger.reader, ROUND)
    assert found is not None
    return found
