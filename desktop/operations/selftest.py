"""The program on this PC: font, encrypted ledger, import, paper, list, chart, each tried for real in a scratch folder."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from db.keyslots import Kdf
from db.store import Ledger
from desktop.errors import KnownError
from desktop.host import children
from desktop.ledgers.finding_draft import FindingDraft
from desktop.operations import findings, ledgers, rounds, units
from desktop.operations.lists import exporting, printing
from desktop.operations.lists.view import Filters, view
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Actor

_PASSPHRASE = "selftest-Passphrase-2026"
_QUICK = Kdf(memory_kib=8192, passes=1, lanes=1)


def run() -> list[dict[str, Any]]:
    """Every step with its outcome; a step that fails says why and the others go on."""
    steps: list[dict[str, Any]] = []
    _try(steps, "窗口", _window)
    with tempfile.TemporaryDirectory(prefix="ledger-selftest-") as scratch:
        folder = Path(scratch)
        made = _try(steps, "加密账本", lambda: _ledger(folder))
        if made is not None:
            ledger, actor = made
            try:
                _try(steps, "录入", lambda: _enter(ledger, actor))
                _try(steps, "导入", lambda: _import(ledger, actor, folder))
                _try(steps, "打印清单", lambda: _list(ledger, folder))
                _try(steps, "出文书", lambda: _paper(ledger, folder))
            finally:
                ledger.close()
        _try(steps, "图表", _chart)
        _try(steps, "中文字体", _font)
    return steps


def _try(steps: list[dict[str, Any]], name: str, deed: Callable[[], Any]) -> Any:
    try:
        found = deed()
    except (KnownError, OSError, ImportError, RuntimeError, ValueError, AssertionError) as error:
        steps.append({"step": name, "ok": False, "detail": f"{type(error).__name__}: {error}"})
        return None
    steps.append({"step": name, "ok": True, "detail": found if isinstance(found, str) else ""})
    return found


def _window() -> str:
    """The window off screen, in a process of its own: the command line itself opens none."""
    told = children.ask_ourselves("window-check", seconds=120)
    if told.code:
        raise KnownError(f"窗口没有画出来：{(told.said + told.complained).strip()[-400:]}")
    return str(json.loads(told.said.strip().splitlines()[-1])["detail"])


def _ledger(folder: Path) -> tuple[Ledger, Actor]:
    path = folder / "自检.ledger"
    made = ledgers.new_ledger(
        path,
        clock=datetime.now,
        office="自检",
        passphrase=_PASSPHRASE,
        recovery_sheet=folder / "恢复单.txt",
        kdf=_QUICK,
    )
    made.ledger.close()
    if b"SQLite format 3" in (path / "ledger.db").read_bytes()[:16]:
        raise KnownError("账本没有加密。请检查安装是否完整。")
    return ledgers.login(path, made.actor.name, _PASSPHRASE, clock=datetime.now)


def _enter(ledger: Ledger, actor: Actor) -> str:
    round_id, _changes = rounds.add(ledger, actor, "一届县委第一轮（自检）", {"feedback_on": "2026-03-18"})
    [unit_id], _changes = units.add(ledger, actor, [UnitDraft("县自检局党组")])
    _finding, changes = findings.add(
        ledger, actor, FindingDraft(round_id, unit_id, "自检：𠮷㛃䶮 & < 党费收缴不及时，欠缴3个月")
    )
    return changes.title


def _import(ledger: Ledger, actor: Actor, folder: Path) -> str:
    from desktop.operations.importing import files
    from desktop.operations.importing.answers import Wanted
    from desktop.operations.importing.judgement import Options

    shown = view(ledger.writing(), Filters(), ledger.today())
    made = exporting.export(ledger.writing(), shown, folder / "自检清单.xlsx", "自检问题清单")
    read = files.look(ledger, Wanted(made.path), Options())
    if read.reading is None or len(read.reading.findings) != 1:
        raise KnownError("导出的清单读不回来。")
    return "导出并读回 1 条"


def _list(ledger: Ledger, folder: Path) -> str:
    shown = view(ledger.writing(), Filters(), ledger.today())
    pages = printing.layout(ledger.writing(), shown, printing.Plan("自检清单"))
    _path, count = printing.write_pdf(pages, folder / "自检清单.pdf")
    return f"{count} 页"


def _paper(ledger: Ledger, folder: Path) -> str:
    from desktop.documents.recipes import RECIPES
    from desktop.documents.render import save
    from desktop.operations.papers.workshop import Workshop

    workshop = Workshop(ledger)
    for recipe in RECIPES:
        save(workshop.press(recipe.kind).render(recipe.sample(), draft=True).data, folder, f"{recipe.kind}.docx")
    return f"{len(RECIPES)} 个文种"


def _chart() -> str:
    from desktop.statistics import charts
    from desktop.statistics.chart_data import UnitBar

    chart = charts.units_by_rate([UnitBar("1", "县自检局", 0.5, "50.0%", 1, 2)], title="自检", source="口径：自检")
    return f"{len(charts.png(chart.figure, 72))} 字节"


def _font() -> str:
    from desktop.host.fonts import bundled_files, choose, installed_families

    files = bundled_files()
    if not files or not all(path.is_file() for path in files.values()):
        raise KnownError("程序自带的中文字体缺失。请重新安装。")
    return choose(installed_families()).substitutes() or "公文字体齐全"
