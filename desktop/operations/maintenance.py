"""体检: everything the ledger can prove about itself, each fault in plain words with its place (interfaces.md `check`)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from db import anchors, audit, backup, container, integrity, vault
from db import high_water as high_water_mark
from db.audit import Anchor, LogReading, RowFault
from db.backup_places import pool_folders
from db.connections import WrongKey
from db.container import BackupDamaged, NotABackup
from db.driver import UNREADABLE
from db.queries import health
from db.queries.settings import setting
from db.store import Ledger
from desktop.ledgers.table_words import table_word
from desktop.operations import disk_words, file_check, opening_words
from desktop.operations.backups import known_places, local_place
from desktop.operations.change import Changes, change
from desktop.operations.packages import words
from desktop.operations.papers import numbers
from desktop.operations.records import rule_check
from desktop.rules.permissions import Action, Actor

WARNING = "warning"
"""The kind of a rule that is broken and only warns: it is listed, and the ledger is sound."""
_SHOWN = 50
_FEW = 3
_TRIES = 3


@dataclass(frozen=True)
class Problem:
    """One fault: a code for programs, the place and one sentence for people."""

    kind: str
    where: str
    message: str


@dataclass(frozen=True)
class Health:
    """The outcome of a check, with what the first card of 系统 says."""

    problems: tuple[Problem, ...]
    findings: int = 0
    events: int = 0
    log_entries: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing was found but rules that only warn."""
        return all(problem.kind == WARNING for problem in self.problems)

    def as_json(self) -> dict[str, object]:
        """The answer of the command line."""
        return {"ok": self.ok, "problems": [asdict(problem) for problem in self.problems]}


def check(
    ledger: Ledger,
    *,
    high_water: Path | None = None,
    backup_places: Iterable[Path] = (),
    thorough: bool = True,
    stop: Callable[[], bool] = lambda: False,
    rules: Callable[[Ledger], Iterable[Problem]] | None = None,
) -> Health:
    """Check everything, and remember how far the log goes in the `high_water` file of this user where all is well.

    `rules` are those of a ledger of its own kind, in the place of the rules of the office's books.

    Anchors come from that file and from the manifests of backups beside the ledger and in `backup_places`. It asks over a
    connection of its own, so that it may run beside the window. Not `thorough` (at start), files that were read whole before
    and not touched since are believed, and backups are left alone. What it answers after `stop` said yes means nothing.
    """
    try:
        own = replace(ledger, reader=ledger.another_reader())
    except (WrongKey, *UNREADABLE) as error:
        return Health((_unreadable(error),))
    own.reader.stop_when(stop)
    places = tuple(dict.fromkeys((local_place(ledger.folder), *backup_places, *_known_places(own))))
    try:
        return _checked(own, high_water, places, thorough, stop, rules or _of_rules)
    finally:
        own.reader.close()


def _known_places(ledger: Ledger) -> tuple[Path, ...]:
    try:
        return known_places(ledger)
    except UNREADABLE:
        return ()  # the parts that read the same tables report it


def _checked(
    ledger: Ledger,
    high_water: Path | None,
    places: tuple[Path, ...],
    thorough: bool,
    stop: Callable[[], bool],
    rules: Callable[[Ledger], Iterable[Problem]],
) -> Health:
    problems = list(_of_keys(ledger))
    for part in (_of_database, _of_log, rules, _of_conflicts):
        problems += _guarded(part, ledger)
    known = _anchors(ledger, high_water, places)
    problems += _guarded(lambda each: _of_anchors(each, known), ledger)
    problems += _guarded(_of_count, ledger)
    problems += _guarded(lambda each: _of_files(each, places, thorough, stop), ledger)
    if stop():
        return Health((Problem("stopped", "体检", "体检没有做完。"),))
    if not Health(tuple(problems)).ok:
        return Health(tuple(problems))
    remember(ledger, high_water)
    counts = backup.counts_of(ledger.reader)
    return Health(tuple(problems), counts["finding"], counts["finding_event"], counts["change_log"])


def check_backup(path: Path, ring: tuple[bytes, ...] | None = None) -> Health:
    """Check one backup file, and with its keys (`ring`; empty for a plain one) every file that it names beside it."""
    try:
        manifest = container.manifest_of(path)
    except NotABackup:
        return Health((Problem("backup", path.name, f"{path.name} 不是本程序的备份文件。"),))
    except BackupDamaged:
        return Health((Problem("backup", path.name, f"备份 {path.name} 与写成时不一致，不能再用。请另做备份。"),))
    ring = () if manifest.plain else ring
    if ring is None:
        return Health(())
    folders = pool_folders(path, manifest.ledger_name, manifest.ledger_id)
    wanting = file_check.beside(path, manifest.pool, folders, ring)
    told = "在备份旁边缺失或已损坏。再做一次备份就会从账本中补好。"
    return Health(tuple(Problem("file", each, f"文件 {each[:12]} {told}") for each in wanting))


def remember(ledger: Ledger, high_water: Path | None) -> None:
    """Write into this user's profile how far the log goes; at every close and after every sound check. It never goes down."""
    if high_water is not None and not _disagreeing_legacy(ledger, high_water):
        anchors.remember(high_water, branch_of(ledger), ledger.reader, ledger.clock().isoformat(timespec="seconds"))


def ledger_id(ledger: Ledger) -> str:
    """What tells this ledger from all others, copies included."""
    return setting(ledger.reader, "ledger_id")


def branch_of(ledger: Ledger) -> str:
    """The ledger's own id, with its last proven restore: a restored copy goes its own way and has a height of its own."""
    restores = restores_of(ledger)
    return f"{ledger_id(ledger)} {restores[-1]['mark']}" if restores else ledger_id(ledger)


def restores_of(ledger: Ledger) -> tuple[Mapping[str, Any], ...]:
    """The restores that this ledger came from: recorded by this program under the seal of the keys, and found again in the log."""
    try:
        box = vault.load(ledger.folder, mend=False)
    except vault.KeysDamaged:
        return ()
    if not vault.proves_restores(box, vault.slot_key(box, ledger.key)):
        return ()
    return tuple(
        each for each in box.restores if not audit.disagreeing(ledger.reader, [Anchor(each["seq"], each["hash"])])
    )


def confirm_clock(ledger: Ledger, actor: Actor) -> Changes:
    """A person confirms that the PC's time is right though it is behind the last entry; entering goes on, and the log says so."""
    ledger.clock_confirmed = True
    title = f"确认本机时间 {ledger.clock():%Y-%m-%d %H:%M} 无误"
    with change(ledger, actor, Action.CONFIRM_CLOCK, title) as changes:
        pass
    return changes


def checkpoint(ledger: Ledger, pause: float = 0.05) -> bool:
    """Bring the write-ahead log into the file; False where a reader held it back three times: the file is not whole yet."""
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(pause)
        if ledger.writing().checkpoint():
            return True
    return False


def _guarded(part: Callable[[Ledger], Iterable[Problem]], ledger: Ledger) -> list[Problem]:
    try:
        return list(part(ledger))
    except (*UNREADABLE, ValueError) as error:
        return [_unreadable(error)]


def _unreadable(error: Exception) -> Problem:
    if cause := disk_words.cause(error):
        return Problem("disk", "ledger.db", f"{cause}，没有核对完。请先处理磁盘，再核对一次；不要因此恢复备份。")
    told = f"数据文件有一处读不出来（{error}）。请停止录入，从最近的备份恢复后核对。"
    return Problem("database", "ledger.db", told)


def _of_keys(ledger: Ledger) -> Iterator[Problem]:
    for name in vault.damaged_copies(ledger.folder):
        yield Problem(
            "keys", name, f"口令文件 {name} 缺失或已损坏。重新打开账本会由另一份补好；两份都损坏的，请从备份恢复。"
        )


def _of_database(ledger: Ledger) -> Iterator[Problem]:
    for text in integrity.broken_pages(ledger.reader, encrypted=not ledger.plain)[:_SHOWN]:
        yield Problem("database", "ledger.db", f"数据文件结构损坏（{text}）。请停止录入，从最近的备份恢复后核对。")
    for table, row_id in integrity.broken_references(ledger.reader)[:_SHOWN]:
        yield Problem("reference", _row(table, row_id), f"{_row(table, row_id)}所指的另一行不存在。请从备份核对。")
    for name in integrity.schema_faults(ledger.reader, ledger.further):
        yield Problem("schema", name, f"数据表或索引 {name} 的定义被改动过。请从最近的备份恢复。")
    missing = list(integrity.missing_triggers(ledger))
    if (
        len(missing) > _FEW
    ):  # all gone at once: one sentence, so that the rows that were changed meanwhile stay in sight
        shown, more = "、".join(missing[:_FEW]), f"等 {len(missing)} 个"
        missing = [f"{shown}{more}"]
    for name in missing:
        yield Problem(
            "trigger", name, f"登记操作日志的触发器 {name} 缺失或被改动过。重新打开账本会补上；其间的改动请核对。"
        )


def _of_log(ledger: Ledger) -> Iterator[Problem]:
    read = audit.read_log(ledger.reader)
    if read.broken_at is not None:
        yield Problem(
            "chain",
            f"操作日志第 {read.broken_at} 条",
            f"操作日志从第 {read.broken_at} 条起与其校验值不符，被改动或删除过。",
        )
    yield from _of_rows(ledger, read)


def _of_rows(ledger: Ledger, read: LogReading) -> Iterator[Problem]:
    count = 0
    for fault in audit.rows_against_log(ledger.reader, read):
        count += 1
        if count <= _SHOWN:
            yield _row_problem(ledger, fault)
    if count > _SHOWN:
        yield Problem("row", "账本", f"另有 {count - _SHOWN} 行与操作日志不一致。请从最近的备份恢复后核对。")


def _row_problem(ledger: Ledger, fault: RowFault) -> Problem:
    where = _row(fault.table, fault.row_id)
    if fault.table == "finding" and (number := health.finding_number(ledger.reader, fault.row_id)):
        where = f"问题 {number}"
    told = {
        "changed": f"{where}的 {'、'.join(fault.fields)} 与操作日志不一致，被本程序以外的工具改动过或已损坏。",
        "missing": f"{where}在操作日志中有登记，账本里却没有了。",
        "unknown": f"{where}在操作日志中没有登记，不是由本程序录入的。",
        "unreadable": f"{where}的日志读不出来，无法核对。",
    }
    return Problem("row", where, f"{told[fault.kind]}请从最近的备份核对。")


def _of_anchors(ledger: Ledger, known: tuple[Anchor, ...]) -> Iterator[Problem]:
    for anchor in audit.disagreeing(ledger.reader, known):
        yield Problem(
            "anchor",
            anchor.source,
            f"操作日志与 {anchor.source} 留存的记录不符：当时已有第 {anchor.seq} 条。日志被截短或改写过，或打开的是旧副本。",
        )


def _of_files(ledger: Ledger, places: tuple[Path, ...], thorough: bool, stop: Callable[[], bool]) -> Iterator[Problem]:
    for fault in file_check.faults(ledger, places, thorough=thorough, stop=stop):
        yield Problem("file", fault.where, fault.message)


def _of_conflicts(ledger: Ledger) -> Iterator[Problem]:
    """What copies of the ledger said differently and nobody has settled: nothing is wrong, and nothing may be forgotten."""
    for line in words.open_lines(ledger.reader):
        yield Problem(WARNING, "合并冲突", f"{line}。现以第一个为准。请在“系统—数据交换”里定下，或改写这一栏。")


def _of_rules(ledger: Ledger) -> Iterator[Problem]:
    reader = ledger.reader
    for number in numbers.twice_given(reader):
        yield Problem("rule", number, f"文号 {number} 登记了不止一件有效文书。请在“发文登记”中核对，作废其一。")
    defaults = health.default_bases(reader)
    if defaults != 1:
        yield Problem("rule", "口径", f"默认口径有 {defaults} 个，应当恰好一个。请在“系统—口径”中指定。")
    for number in health.verdicts_before_feedback(reader):
        yield Problem("rule", f"问题 {number}", f"问题 {number} 的销号日期早于反馈日期。请核对后更正。")
    for number in health.closed_without_proof(reader):
        yield Problem("rule", f"问题 {number}", f"问题 {number} 已销号，却没有佐证，也不是期初或特批。请补佐证或更正。")
    for broken in rule_check.broken(reader, ledger.today()):
        yield Problem(
            WARNING if broken.warns else "rule", f"{broken.book} {broken.number}", f"{broken.number}：{broken.text}"
        )


def _of_count(ledger: Ledger) -> Iterator[Problem]:
    """The high-water mark beside the database."""
    lost = high_water_mark.of(ledger.folder, ledger.reader).compare(ledger.reader)
    if lost is not None:
        yield Problem("anchor", high_water_mark.FILE, opening_words.entries_lost(lost))


def _anchors(ledger: Ledger, high_water: Path | None, places: Iterable[Path]) -> tuple[Anchor, ...]:
    """What was kept of this ledger elsewhere: in the profile under its branch, in the backups unless a restore put them aside."""
    try:
        name, restores = ledger_id(ledger), restores_of(ledger)
        found = [] if high_water is None else [*anchors.known(high_water, branch_of(ledger))]
        if high_water is not None and not restores:
            found += anchors.known(high_water, _former_name(ledger))
        for place in {local_place(ledger.folder), *places}:
            for path in backup.candidates(place, ledger.folder.stem):
                found += [each for each in _anchor_of(path, name) if not _put_aside(each, restores)]
    except UNREADABLE:
        return ()  # the parts that read the same tables report it
    return tuple(found)


def _put_aside(anchor: Anchor, restores: Iterable[Mapping[str, Any]]) -> bool:
    return any(anchor.seq > each["seq"] and anchor.made_at <= each["at"] for each in restores)


def _former_name(ledger: Ledger) -> str:
    """How the first version named a ledger in the profile."""
    return f"{ledger_id(ledger)} {ledger.folder.resolve()}"


def _disagreeing_legacy(ledger: Ledger, high_water: Path) -> bool:
    former = () if restores_of(ledger) else anchors.known(high_water, _former_name(ledger))
    return bool(audit.disagreeing(ledger.reader, former))


def _anchor_of(path: Path, name: str) -> list[Anchor]:
    try:
        manifest = container.manifest_of(path, verify=False)
    except (NotABackup, OSError):
        return []
    if manifest.ledger_id != name:
        return []
    return [Anchor(manifest.head_seq, manifest.head_hash, manifest.made_at, path.name)]


def _row(table: str, row_id: int) -> str:
    return f"{table_word(table)}第 {row_id} 号"
