"""Make the sample ledger of a release: a small plain ledger with one of everything, zipped, and what it must still say later.

usage: python -m tests.tools.make_release_sample 0.1.0
A release's sample is made once and never again; test_upgrade opens every one of them.
"""

import json
import sys
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from db import digest
from db.queries import bases
from desktop.operations import evidence, findings, ledgers, measures, progress, undo
from desktop.operations.office import set_up
from desktop.operations.papers import issuing, making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.workshop import Workshop
from desktop.statistics.rectification_rate import rate_table
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed

HERE = Path(__file__).parents[1] / "samples" / "ledgers"


def make(version: str) -> None:
    """Write HERE/version.zip and version.json."""
    HERE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "office.ledger"
        ledger = ledgers.new_ledger(
            folder, clock=lambda: datetime(2026, 6, 5, 9), plain=True, office="中共青岩县委巡察工作领导小组办公室"
        ).ledger
        fill(ledger, Path(scratch))
        says = expected(ledger)
        ledger.close()
        with zipfile.ZipFile(HERE / f"{version}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.name != "ledger.lock":
                    archive.write(path, path.relative_to(folder.parent))
    (HERE / f"{version}.json").write_text(json.dumps(says, ensure_ascii=False, indent=1), "utf-8")


def fill(ledger, scratch):
    """Findings in every state, measures, evidence, an issued letter, an undo."""
    set_up(ledger, EVERYONE, {"county": "青岩县", "contact": "林知远", "phone": "0000-6123456", "number_prefix": "青"})
    round_id, unit_id = a_round(ledger, "十五届县委第六轮（常规）"), a_unit(ledger, "县民政局党组", kind="县直部门")
    ids = [
        a_finding(ledger, round_id, unit_id, f"第{n}件：欠缴党费{n}个月", 1, first_due_on="2026-05-18", due_kind="date")
        for n in range(1, 9)
    ]
    for measure_id in ledger.reader.column("select id from measure"):
        finding_id = ledger.reader.value("select finding_id from measure where id = ?", (measure_id,))
        measures.set_done(ledger, EVERYONE, finding_id, measure_id, "2026-05-20", done=True)
    for finding_id in ids[:3]:
        evidence.add_paper(ledger, EVERYONE, claimed(ledger, finding_id), "缴款凭证", "卷3第5页")
        progress.close_out(ledger, EVERYONE, finding_id, "2026-06-02", evidence.faults)
    progress.reopen(ledger, EVERYONE, ids[2], "2026-06-04", "回访不实")
    progress.extend(ledger, EVERYONE, ids[3], "2026-07-30", "2026-06-01", "审批未下", "领导小组")
    progress.withdraw(ledger, EVERYONE, [ids[4]], "2026-06-01", "查无实据", "领导小组")
    findings.edit(ledger, EVERYONE, [ids[5]], {"owner": "周立群"})
    undo.undo(ledger, EVERYONE)
    today = datetime(2026, 6, 5).date()
    request = Request("supervision_letter", today, today, round_id, everyone=True)
    issuing.issue(ledger, EVERYONE, Workshop(ledger), making.gather(ledger.writing(), request), scratch / "out")


def expected(ledger) -> dict:
    """What a later version must still find in it."""
    rate = rate_table(ledger.reader, bases.default_basis(ledger.reader), "2026-06-05").total.rate
    tables = ("finding", "finding_event", "measure", "letter", "letter_figure", "action", "change_log")
    return {
        "content_digest": digest.content_digest(ledger.reader),
        "rate": rate.with_counts,
        "counts": {table: ledger.reader.value(f"select count(*) from [{table}]") for table in tables},
        "letters": list(ledger.reader.column("select sha256 from letter order by id")),
    }


if __name__ == "__main__":
    make(sys.argv[1])
