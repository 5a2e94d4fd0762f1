"""The log of logins: everybody who came in, and every attempt that failed, also those made before the ledger could be opened."""

from __future__ import annotations

from collections import Counter

from db import attempts, vault
from db.queries import logins as queries
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations import disk_words
from desktop.operations.change import Changes, ClockWentBack, change
from desktop.rules.permissions import Action, Actor

KIND_WORDS = {
    "entered": "登录",
    "recovered": "用恢复码登录",
    "failed": "口令不对",
    "failed_code": "恢复码不对",
    "count_fell": "失败次数的计数被改小",
}


def log_entry(ledger: Ledger, actor: Actor, *, recovered: bool = False) -> Changes | None:
    """Enter a login into the log, with the failed attempts that waited for it; None where the PC's clock must be confirmed first,
    or where the disk takes nothing, which is told with the ledger.

    What fails here never keeps a person out: the attempts wait beside the keys until they can be entered.
    """
    box = vault.load(ledger.folder, mend=False) if vault.is_there(ledger.folder) else None
    known = Counter(queries.failures_logged(ledger.writing()))
    waiting = {} if box is None else {name: _new(box, name, known[name]) for name in box.tries}
    fallen = [] if box is None else [name for name in known if attempts.of(box, name).total < known[name]]
    failures = sum(map(len, waiting.values()))
    title = ("用恢复码登录" if recovered else "登录") + (f"（此前输错 {failures} 次）" if failures else "")
    try:
        with change(ledger, actor.as_program(), Action.LOG_IN, title) as changes:
            for name, tries in waiting.items():
                for each in tries:
                    _enter(changes, each.at, name, each.kind, each.number)
            for name in fallen:
                _enter(changes, changes.recorded_at[:19], name, "count_fell", known[name])
            _enter(changes, changes.recorded_at[:19], actor.name, "recovered" if recovered else "entered", 0)
    except ClockWentBack:
        return None
    except KnownError as error:
        told = disk_words.known(error, "这次登录没有记入日志")
        if told is None:
            raise
        ledger.told.append(str(told))
        return None
    totals = {**known, **{name: tries[-1].number for name, tries in waiting.items() if tries}}
    attempts.logged(ledger.folder, totals)
    if fallen:
        ledger.told.append(
            f"{'、'.join(fallen)} 登录失败的次数在本程序以外被改小过，已记入日志。请核对口令文件是否被替换。"
        )
    return changes


def _new(box: vault.Vault, name: str, logged: int) -> tuple[attempts.Try, ...]:
    return tuple(each for each in attempts.of(box, name).unlogged if each.number > logged)


def _enter(changes: Changes, at: str, name: str, kind: str, number: int) -> None:
    row = {"at": at, "user_name": name, "kind": kind, "number": number, "action_id": changes.action_id}
    changes.writer.insert("login_record", row)
