"""A process that works in a ledger until it is killed, and says on stdout what was confirmed.

    python -m tests.acceptance.worker FOLDER KEY MODE SEED

KEY is hexadecimal, or `-` for a plain ledger. A line `entered MARK` is written after the action was confirmed, never before.
"""

import random
import sys
from datetime import datetime
from pathlib import Path

from db import rekey
from db.store import open_ledger
from desktop.operations import evidence, progress
from desktop.operations.change import change
from desktop.operations.findings import FindingDraft, add
from desktop.rules.permissions import Action, Actor, Right

ACTOR = Actor("李建国", frozenset(Right))
ROWS_OF_AN_IMPORT = 12


def say(mark):
    sys.stdout.write(f"entered {mark}\n")
    sys.stdout.flush()


def enter(ledger, mark, dice):
    """A finding with a progress entry in the same action's wake, and now and then a scan."""
    finding_id = add(ledger, ACTOR, FindingDraft(1, 1, f"{mark} " + "问题" * dice.randrange(200)))[0]
    say(f"finding {mark}")
    progress.claim(ledger, ACTOR, finding_id, "in_progress", ledger.today(), f"进展 {mark}")
    say(f"claim {mark}")
    if dice.random() < 0.3:
        with change(ledger, ACTOR, Action.ADD_EVIDENCE, "佐证") as changes:
            content = f"scan {mark}".encode() * dice.randrange(1, 20_000)
            evidence.attach(changes, ledger.pool, finding_id, content, f"佐证 {mark}", "scan.pdf")
        say(f"evidence {mark}")


def import_list(ledger, mark, dice):
    """A whole list through the same door that the window uses."""
    import xlsxwriter

    from desktop.operations.importing.answers import Wanted
    from desktop.operations.importing.files import take
    from desktop.operations.importing.judgement import Options

    path = ledger.folder.parent / f"{mark}.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("问题清单")
        for column, name in enumerate(("序号", "被巡察单位", "问题类别", "存在问题", "整改措施")):
            sheet.write(0, column, name)
        for row in range(1, ROWS_OF_AN_IMPORT + 1):
            for column, value in enumerate((row, "县教育局党组", "财务资金", f"{mark} 第{row}条问题", f"措施{row}")):
                sheet.write(row, column, value)
    taken = take(ledger, ACTOR, Wanted(path, "finding_list"), Options("十五届县委第六轮（常规）", accept_faults=True))
    path.unlink()
    if not taken.done:
        raise SystemExit(taken.complaint)
    say(f"import {mark}")


def issue(ledger, mark, dice):
    """A list of findings goes out as a letter: rendered, read back, numbered, registered and frozen."""
    from desktop.operations.papers import issuing, making
    from desktop.operations.papers.gathered import Request
    from desktop.operations.papers.workshop import Workshop

    today = ledger.clock().date()
    workshop = Workshop(ledger)
    while True:
        gathered = making.gather(ledger.writing(), Request("unit_finding_list", today, today, 1, (2,)))
        bare = ("联系人", "联系电话", "机关代字", "轮次")  # the worker's office has said nothing of itself
        (made,) = issuing.issue(ledger, ACTOR, workshop, gathered, ledger.folder.parent / "out", waived=bare)
        say(f"issue {made.number}")
        if mark.endswith("first"):
            return


def change_key(ledger, mark, dice):
    """A clerk leaves: the data key is changed while the ledger is open."""
    rekey.change_key(ledger)
    say(f"key {mark}")


WORK = {"entry": enter, "import": import_list, "issue": issue, "rekey": change_key}


def main(folder, key, mode, seed):
    dice = random.Random(seed)
    ledger = open_ledger(Path(folder), None if key == "-" else bytes.fromhex(key), datetime.now)
    WORK[mode](ledger, f"s{seed}first", dice)  # everything is loaded before the dice are thrown for the kill
    say("open -")
    for number in range(100_000):
        WORK[mode](ledger, f"s{seed}n{number}", dice)
        if number % 50 == 49 and mode == "entry":
            ledger.writer.checkpoint()  # as the window does at rest


if __name__ == "__main__":
    main(*sys.argv[1:])
