"""A small office in which every check agrees; a test plants in it what its check must find."""

from __future__ import annotations

from desktop.ledgers import books
from desktop.operations import closing, progress
from desktop.operations.change import change
from desktop.operations.health.examining import examine
from desktop.operations.health.reading import Reading
from desktop.operations.records import verbs
from desktop.rules.permissions import Action
from tests.builders import CLAIMANT, EVERYONE, a_finding, a_round, a_unit, no_evidence_faults
from tests.ui.office import prove, with_measures

TEXTS = (
    "“第一议题”制度落实不严，7 次党组会未安排学习，会议记录事后补记",
    "市容外包服务监管缺位，3 个标段考核扣款 21.6 万元未执行",
    "违规发放值班补贴 14.28 万元，涉及 36 人，未经党组会研究",
    "党支部换届超期 11 个月，2 名党员发展材料缺少公示记录",
)


def an_entry(ledger, round_id, unit_id, text, **fields):
    """A finding with all that it must have, and one measure that is done."""
    told = {
        "working_paper": "15-06-021", "responsible_leader": "陈卫东", "owner": "周立群", "first_due_on": "2026-06-18",
        "due_kind": "date", "category1": "二 群众身边腐败和作风",
    }  # fmt: skip
    finding_id = a_finding(ledger, round_id, unit_id, text, **told | fields)
    with_measures(ledger, finding_id, count=1, done=1)
    return finding_id


def closed(ledger, finding_id):
    """Reported with a figure, proven and closed out."""
    progress.claim(ledger, CLAIMANT, finding_id, "done", "2026-06-01", "已补缴 3 笔，附凭证", said_by="县民政局")
    prove(ledger, finding_id)
    closing.close_out(ledger, EVERYONE, finding_id, "2026-06-02", no_evidence_faults)
    return finding_id


def a_sound_office(ledger):
    """Two units with two findings each, the first of them closed out; round, units and findings."""
    round_id = a_round(ledger)
    units = [
        a_unit(ledger, name, short=short, leader="赵敏")
        for name, short in (("县城市管理局党组", "县城管局"), ("柳坪乡党委", "柳坪乡"))
    ]
    ids = [an_entry(ledger, round_id, units[place // 2], text) for place, text in enumerate(TEXTS)]
    closed(ledger, ids[0])
    return round_id, units, ids


def plant(ledger, table, row_id, **fields):
    """Write past every rule, as a ledger of another hand would hold it."""
    with change(ledger, EVERYONE, Action.EDIT_UNIT, "植入") as changes:
        changes.writer.update(table, row_id, fields)


def a_record(ledger, book, **values):
    """A record of a book."""
    made, _changes = verbs.add(ledger, EVERYONE, books.as_declared(book), values)
    return made.id


def an_event(ledger, finding_id, kind, on, **fields):
    """An event that no door let in."""
    with change(ledger, EVERYONE, Action.EDIT_UNIT, "植入") as changes:
        told = {
            "recorded_at": changes.recorded_at,
            "known_on": changes.recorded_at[:10],
            "action_id": changes.action_id,
        }
        return changes.writer.insert(
            "finding_event", {"finding_id": finding_id, "kind": kind, "effective_on": on, **told, **fields}
        )


def reading(ledger, rounds=()):
    """What a check reads."""
    return Reading(ledger.reader, rounds, ledger.today(), None, ledger.today())


def line_of(ledger, key, rounds=()):
    """One line of the whole check."""
    examined = examine(ledger.reader, rounds, ledger.today(), None, ledger.today())
    return next(one for one in examined.lines if one.key == key)
