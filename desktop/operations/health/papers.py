"""已发文书的数字与台账相符: what the reconciliation of issued papers comes to, as one line of the check (page 26, D12, D13).

It makes every paper anew and so takes far longer than the rest: it runs by itself, after the other lines are shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from db.store import Ledger
from desktop.operations.health.line import Line, Opens, Stands, named
from desktop.operations.papers import reconciling
from desktop.operations.papers.reconciling import Outcome, Reconciled, Report
from desktop.operations.papers.workshop import Workshop

_WORDS = "已发文书的数字与台账相符"


def papers(ledger: Ledger, rounds: Sequence[int], report: Report | None = None) -> Line | None:
    """The papers of some rounds (all where none is named) against the ledger of today; None where the report was cancelled meanwhile."""
    found = reconciling.every(ledger, Workshop(ledger), report, rounds)
    return None if report is not None and report.cancelled else line_of(found)


def line_of(found: Sequence[Reconciled]) -> Line:
    """One line of all of them: what was wrong already then and waits for a decision, else what could not be made anew, else the sum."""
    opens = Opens("papers", (), _WORDS)
    wrong = [one for one in found if one.undecided]
    untold = [one for one in found if one.untold]
    if wrong:
        count = sum(len(one.undecided) for one in wrong)
        return Line("papers", "文书", _WORDS, Stands.WRONG, f"{count} 处当时就错（{_named(wrong)}）", opens, "去核对")
    if untold:
        told = f"{len(untold)} 份不能重算：{_named(untold)}"
        return Line("papers", "文书", _WORDS, Stands.ASKS, told, opens, "去核对")
    return Line("papers", "文书", _WORDS, Stands.AGREES, _sum_of(found), opens)


def _sum_of(found: Sequence[Reconciled]) -> str:
    """17 份 78 个数字相符; 17 份 78 个数字 = 相符 70 + 此后变化 8: those of their sentences, as page 23 counts them, cells of tables in words."""
    if not found:
        return "还没有由本程序签发的文书"
    said = [line.outcome for one in found for line in one.said]
    words = {"相符": Outcome.SAME, "此后变化": Outcome.CHANGED, "已处理": Outcome.WRONG_THEN}
    counts = {word: said.count(outcome) for word, outcome in words.items()}
    cells = sum(len(one.listed) for one in found)
    rest = f"，表中另有 {cells} 个" if cells else ""
    head = f"{len(found)} 份 {sum(counts.values())} 个数字"
    if counts["相符"] == sum(counts.values()):
        return f"{head}相符{rest}"
    return f"{head} = {' + '.join(f'{word} {count}' for word, count in counts.items() if count)}{rest}"


def _named(found: Sequence[Reconciled]) -> str:
    return named(one.letter.number or one.letter.title for one in found)
